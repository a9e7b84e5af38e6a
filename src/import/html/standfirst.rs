//! The summary under a page's headline.

use std::collections::HashSet;

use dom_query::{Document, NodeId};

use super::dom;

/// The longest standfirst, in bytes.
const STANDFIRST_BYTES_MAX: usize = 600;

/// The summary between a page's headline and its article, where the page marks it as such.
pub(super) fn find(page: &Document, shown: &HashSet<NodeId>) -> Option<(NodeId, String)> {
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
    let body = page.tree.body()?;
    for node in dom::shown_below(&body) {
        if node.is_text() && shown.contains(&node.id) && dom::text_of(&node, 80).len() >= 80 {
            return None;
        }
        if !node.is_element() {
            continue;
        }
        let holds_text = matches!(
            dom::name(&node).as_str(),
            "p" | "div" | "h2" | "h3" | "h4" | "span" | "section"
        );
        if !holds_text {
            continue;
        }
        let sorts = dom::sorts(&node);
        let is_marked = sorts.split_whitespace().any(|sort| {
            SORTS.iter().any(|known| {
                sort.split(['_', ':'])
                    .any(|part| part == *known || part.ends_with(&format!("-{known}")))
            })
        });
        if !is_marked {
            continue;
        }
        let text = dom::text_of(&node, STANDFIRST_BYTES_MAX + 1);
        if text.split_whitespace().count() >= 4 && text.len() <= STANDFIRST_BYTES_MAX {
            return Some((node.id, text));
        }
    }
    None
}
