//! Puts back what the finder of an article takes for chrome and is none.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::article::is_mostly_links;
use super::dom;
use super::tag::{Tag, tag};

/// The longest standfirst, in bytes.
const STANDFIRST_BYTES_MAX: usize = 600;

/// Shows headings that head text that is shown, and lists that shown text announces.
pub(super) fn restore(page: &Document, shown: &mut HashSet<NodeId>) {
    let Some(body) = page.tree.body() else { return };
    let mut survey = Survey::default();
    survey.walk(&body, shown, false);
    for node in survey.found {
        show(&node, shown);
    }
}

/// Shows a node, all in it and all around it.
fn show(node: &NodeRef, shown: &mut HashSet<NodeId>) {
    shown.insert(node.id);
    shown.extend(node.descendants_it().map(|inner| inner.id));
    shown.extend(node.ancestors_it(None).map(|outer| outer.id));
}

#[derive(Default)]
struct Survey<'t> {
    /// Whether text of the article came before.
    has_begun: bool,
    /// Headings that wait for text that is shown.
    headings: Vec<NodeRef<'t>>,
    /// Whether the last text that was shown ends in a colon.
    announces: bool,
    found: Vec<NodeRef<'t>>,
}

impl<'t> Survey<'t> {
    fn walk(&mut self, node: &NodeRef<'t>, shown: &HashSet<NodeId>, in_chrome: bool) {
        if node.is_text() {
            self.text(node, shown.contains(&node.id));
            return;
        }
        if !node.is_element() || dom::is_hidden(node) {
            return;
        }
        let name = dom::name(node);
        let tag = tag(&name);
        if tag == Tag::Mute {
            return;
        }
        let in_chrome = in_chrome || is_chrome(&name, node);
        if !shown.contains(&node.id) {
            match tag {
                Tag::Heading(_) if !in_chrome && self.has_begun => {
                    self.headings.push(*node);
                    return;
                }
                Tag::List { .. } if !in_chrome && self.announces && !is_mostly_links(node) => {
                    self.found.push(*node);
                    self.announces = false;
                    return;
                }
                _ => {}
            }
        }
        for child in node.children_it(false) {
            self.walk(&child, shown, in_chrome);
        }
    }

    fn text(&mut self, node: &NodeRef<'t>, is_shown: bool) {
        let text = dom::text_of(node, usize::MAX);
        if text.is_empty() {
            return;
        }
        if is_shown {
            self.found.append(&mut self.headings);
            self.has_begun = true;
            self.announces = text.ends_with(':');
        } else {
            self.headings.clear();
            self.announces = false;
        }
    }
}

fn is_chrome(name: &str, node: &NodeRef) -> bool {
    if matches!(name, "nav" | "footer" | "form" | "aside") {
        return true;
    }
    let sorts = dom::sorts(node);
    [
        "comment",
        "related",
        "share",
        "sidebar",
        "footer",
        "newsletter",
        "recommend",
        "promo",
    ]
    .iter()
    .any(|sort| sorts.contains(sort))
}

/// The summary between a page's headline and its article, where the page marks it as such.
pub(super) fn standfirst(page: &Document, shown: &HashSet<NodeId>) -> Option<(NodeId, String)> {
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
    for node in body.descendants_it() {
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
