//! Finds the article of a page, and chooses which nodes of the page are written.
//!
//! `dom_smoothie` does what Firefox's reader view does, on a copy of the tree. The copy's nodes keep
//! their numbers, so what it leaves tells which nodes of the page are the article: the page itself is
//! walked, and nothing of it is lost on the way.

use std::collections::HashSet;

use dom_query::{Document, NodeData, NodeId, NodeRef};
use dom_smoothie::Readability;
use html5ever::tendril::StrTendril;

use super::metadata::{self, Metadata};
use super::tag::{Tag, tag};
use super::writer::Choice;
use super::{boxes, dom, headings, remnants, restore, standfirst, widen};
use crate::document::Reason;

/// The most nodes of a page in which an article is looked for: finding it takes some 400 bytes of
/// memory for each, and whatever a page holds may take 50 times its size and 50 MB.
const NODES_MAX: usize = 400_000;
const NODES_FREE: usize = 60_000;
const BYTES_PER_NODE: usize = 8;

/// The longest text that is printed as it is, in bytes.
const EASY_BYTES_MAX: usize = 32 * 1024;

/// What the page says of itself, and what of it is written: the article where one is found, else all.
/// The page was parsed from so many bytes.
pub(super) fn choose(page: &Document, bytes: usize) -> (Metadata, Choice) {
    let nodes_max = NODES_MAX.min(NODES_FREE + bytes / BYTES_PER_NODE);
    if page.tree.len() > nodes_max {
        return (metadata::of_page(page), Choice::default());
    }
    let Some((mut metadata, kept)) = find(page) else {
        return (metadata::of_page(page), Choice::default());
    };
    let mut choice = Choice::default();
    let mut shown = with_ancestors(page, kept);
    widen::widen(page, &mut shown);
    let title = metadata.title.as_deref().map(folded).unwrap_or_default();
    restore::restore(page, &title, &mut shown);
    leave_out_repetitions(page, &title, &metadata, &mut choice);
    if let Some((node, text)) = standfirst::find(page, &title, &shown) {
        metadata.standfirst = Some(text);
        choice.left_out.insert(node, None);
        shown.extend(around(page, node));
    }
    choice.kinds = headings::find(page, &shown);
    choice.shown = Some(shown);
    boxes::leave_out(page, &mut choice);
    remnants::leave_out(page, metadata.date.is_some(), &mut choice);
    (metadata, choice)
}

/// The article's metadata, and the nodes of the page that are in it.
fn find(page: &Document) -> Option<(Metadata, Vec<NodeId>)> {
    let copy = page.clone();
    ease_printing(&copy);
    let mut readability = Readability::with_document(copy, None, None).ok()?;
    let article = readability.parse().ok()?;
    let metadata = metadata::of_article(page, &article);
    let content = readability.doc.select_single("#readability-page-1");
    let root = content.nodes().first()?;
    let kept: Vec<NodeId> = root
        .descendants_it()
        .map(|node| node.id)
        .filter(|id| page.tree.get(id).is_some())
        .collect();
    (!kept.is_empty()).then_some((metadata, kept))
}

/// Takes the characters that are escaped in printing out of long texts and attributes: the finder
/// prints what it finds, and to print one text takes the square of its time for each of them.
fn ease_printing(copy: &Document) {
    let is_long = |text: &StrTendril| text.len() > EASY_BYTES_MAX;
    let eased = |text: &StrTendril| {
        let is_escaped = |c: char| matches!(c, '&' | '"' | '<' | '>' | '\u{80}'..='\u{BF}');
        StrTendril::from(text.replace(is_escaped, " "))
    };
    let has_long = |node: &NodeRef| {
        let has_long = node.query(|node| match &node.data {
            NodeData::Text { contents } => is_long(contents),
            NodeData::Element(element) => element.attrs.iter().any(|one| is_long(&one.value)),
            _ => false,
        });
        has_long == Some(true)
    };
    let long: Vec<NodeRef> = copy.root().descendants_it().filter(has_long).collect();
    for node in long {
        node.update(|node| match &mut node.data {
            NodeData::Text { contents } => *contents = eased(contents),
            NodeData::Element(element) => {
                let values = element.attrs.iter_mut().map(|one| &mut one.value);
                for value in values.filter(|value| is_long(value)) {
                    *value = eased(value);
                }
            }
            _ => {}
        });
    }
}

fn with_ancestors(page: &Document, kept: Vec<NodeId>) -> HashSet<NodeId> {
    let mut shown = HashSet::with_capacity(kept.len() * 2);
    for id in kept {
        shown.insert(id);
        let mut outer = page.tree.parent_of(&id);
        while let Some(node) = outer {
            if !shown.insert(node.id) {
                break;
            }
            outer = node.parent();
        }
    }
    shown
}

/// A node and all that are around it.
fn around(page: &Document, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::once(id).chain(page.tree.ancestor_ids_of(&id, None))
}

/// Headline and byline stand over the document already.
fn leave_out_repetitions(page: &Document, title: &str, metadata: &Metadata, choice: &mut Choice) {
    let byline = metadata.byline.as_deref().map(folded).unwrap_or_default();
    title.clone_into(&mut choice.title);
    for node in page.root().descendants_it().filter(NodeRef::is_element) {
        let repeats = match tag(&dom::name(&node)) {
            Tag::Heading(1..=2) => !title.is_empty() && folded(&dom::text_of(&node, 1000)) == title,
            Tag::Block => {
                let text = folded(&dom::text_of(&node, metadata::BYLINE_BYTES_MAX));
                !byline.is_empty() && text.strip_prefix("by").unwrap_or(&text) == byline
            }
            _ => false,
        };
        if repeats {
            choice.left_out.insert(node.id, Some(Reason::Repetition));
        }
    }
}

/// A text's letters and digits, for telling whether two texts say the same.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether most of an element's text is links.
pub(super) fn is_mostly_links(node: &NodeRef) -> bool {
    let all = dom::text_of(node, 20_000).len();
    let mut linked = 0;
    let mut stack = vec![*node];
    while let Some(inner) = stack.pop() {
        if dom::name(&inner) == "a" {
            linked += dom::text_of(&inner, 20_000).len();
        } else {
            stack.extend(inner.children_it(false));
        }
    }
    linked * 2 > all
}

#[cfg(test)]
mod tests;
