//! The summary under a page's headline.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::article::folded;
use super::dom;
use super::metadata;

/// The longest standfirst, in bytes.
const STANDFIRST_BYTES_MAX: usize = 600;

/// The shortest description that is told from a title, in bytes of letters and digits.
const DESCRIPTION_BYTES_MIN: usize = 40;

/// The summary between a page's headline and its article, where the page marks it as such, or says
/// it of itself and the article lacks it. `title` is the page's, folded.
pub(super) fn find(
    page: &Document,
    title: &str,
    shown: &HashSet<NodeId>,
) -> Option<(NodeId, String)> {
    let descriptions = metadata::descriptions(page);
    let descriptions = descriptions.iter().map(|said| folded(said));
    let is_told = |said: &String| said.len() >= DESCRIPTION_BYTES_MIN && said != title;
    let descriptions: Vec<String> = descriptions.filter(is_told).collect();
    let body = page.tree.body()?;
    for node in body.descendants_it() {
        if node.is_text() && shown.contains(&node.id) && dom::text_of(&node, 80).len() >= 80 {
            return None;
        }
        let holds_text = matches!(
            dom::name(&node).as_str(),
            "p" | "div" | "h2" | "h3" | "h4" | "span" | "section"
        );
        if !holds_text {
            continue;
        }
        let is_marked = is_marked(&node);
        if !is_marked && (descriptions.is_empty() || shown.contains(&node.id)) {
            continue;
        }
        let text = dom::text_of(&node, STANDFIRST_BYTES_MAX + 1);
        let is_whole = text.len() <= STANDFIRST_BYTES_MAX;
        let is_long = text.split_whitespace().count() >= 4;
        let is_summary = is_marked || descriptions.contains(&folded(&text));
        if is_whole && is_long && is_summary {
            return Some((node.id, text));
        }
    }
    None
}

/// Whether a page names an element as a summary.
fn is_marked(node: &NodeRef) -> bool {
    const SORTS: [&str; 8] = [
        "standfirst",
        "subheadline",
        "sub-headline",
        "dek",
        "subtitle",
        "strapline",
        "article-summary",
        "deck",
    ];
    let sorts = dom::sorts(node);
    sorts.split_whitespace().any(|sort| {
        SORTS.iter().any(|known| {
            sort.split(['_', ':'])
                .any(|part| part == *known || part.ends_with(&format!("-{known}")))
        })
    })
}
