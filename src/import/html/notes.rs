//! Footnotes of pages and books, and the marks that lead to them.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

use super::dom;
use super::tag::{self, Tag};
use super::writer::Writer;

/// The longest text of a mark, in bytes: "[12]", "†", "note 3".
const MARK_BYTES_MAX: usize = 10;

/// How deep in a footnote its mark is looked for.
const MARK_DEPTH_MAX: usize = 6;

/// What the short links to each `id` of a tree say: "1" for the footnote that "[1]" leads to.
pub(super) fn labels(root: &NodeRef) -> HashMap<String, String> {
    let mut labels = HashMap::new();
    for link in root.descendants_it() {
        if dom::name(&link) != "a" {
            continue;
        }
        let href = dom::attribute(&link, "href").unwrap_or_default();
        let Some((_, id)) = href.split_once('#').filter(|(_, id)| !id.is_empty()) else {
            continue;
        };
        let text = dom::text_of(&link, MARK_BYTES_MAX + 1);
        let label = bare(&text);
        if !label.is_empty() && text.len() <= MARK_BYTES_MAX {
            labels
                .entry(id.to_owned())
                .or_insert_with(|| label.to_owned());
        }
    }
    labels
}

/// A mark without its brackets.
fn bare(mark: &str) -> &str {
    mark.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '.' | ':'))
}

/// The label of the footnote that an element is, if it is one.
pub(super) fn label(writer: &Writer, node: &NodeRef, tag: Tag) -> Option<String> {
    if writer.notes > 0 || !matches!(tag, Tag::Block | Tag::Item) || !is_note(node, tag) {
        return None;
    }
    let id = dom::attribute(node, "id");
    let called = id.and_then(|id| writer.labels.get(&id).cloned());
    called.or_else(|| {
        if tag == Tag::Item {
            return writer.lists.last().map(|list| list.next.to_string());
        }
        let text = dom::text_of(node, 2 * MARK_BYTES_MAX);
        let first = text.split_whitespace().next()?;
        let label = bare(first);
        let is_mark = label.parse::<u32>().is_ok() || matches!(label, "*" | "†" | "‡" | "§");
        is_mark.then(|| label.to_owned())
    })
}

fn is_note(node: &NodeRef, tag: Tag) -> bool {
    const NOTES: [&str; 8] = [
        "footnote",
        "endnote",
        "rearnote",
        "doc-footnote",
        "doc-endnote",
        "fn",
        "footnote-body",
        "footnotebody",
    ];
    const GROUPS: [&str; 8] = [
        "footnotes",
        "endnotes",
        "rearnotes",
        "doc-endnotes",
        "footnotes-list",
        "footnote-list",
        "footnotelist",
        "fn-group",
    ];
    let has = |node: &NodeRef, known: &[&str]| {
        dom::sorts(node)
            .split_whitespace()
            .any(|sort| known.contains(&sort))
    };
    if has(node, &NOTES) {
        return true;
    }
    let in_group = || node.ancestors_it(Some(3)).any(|outer| has(&outer, &GROUPS));
    tag == Tag::Item && dom::attribute(node, "id").is_some() && in_group()
}

/// The names of the places where marks stand: of the short links to places, and of what is close
/// around them.
pub(super) fn marks(root: &NodeRef) -> HashSet<String> {
    const AROUND_MAX: usize = 2;
    let is_mark = |node: &NodeRef| {
        dom::name(node) == "a"
            && dom::attribute(node, "href").is_some_and(|href| href.contains('#'))
            && (1..=MARK_BYTES_MAX).contains(&dom::text_of(node, MARK_BYTES_MAX + 1).len())
    };
    let mut marks = HashSet::new();
    for link in root.descendants_it().filter(is_mark) {
        let around = link.ancestors_it(Some(AROUND_MAX));
        let around = around.take_while(|outer| !tag::is_block(&dom::name(outer)));
        for node in std::iter::once(link).chain(around) {
            marks.extend(
                ["id", "name"]
                    .iter()
                    .filter_map(|it| dom::attribute(&node, it)),
            );
        }
    }
    marks
}

/// Whether an element within a footnote only leads back to its mark.
pub(super) fn is_back_link(writer: &Writer, node: &NodeRef, tag: Tag) -> bool {
    if writer.notes == 0 {
        return false;
    }
    let href = dom::attribute(node, "href").filter(|_| tag == Tag::Link);
    let href = href.unwrap_or_default();
    let Some((_, id)) = href.split_once('#') else {
        return false;
    };
    let text = dom::text_of(node, 32).to_lowercase();
    let says_back = !text.chars().any(char::is_alphanumeric) || matches!(&*text, "back" | "return");
    let is_arrow = text
        .chars()
        .all(|c| !c.is_alphanumeric() && c != '.' && c != '…');
    dom::sorts(node).contains("backlink") || is_arrow || (says_back && writer.marks.contains(id))
}

/// The element that shows a footnote's mark at its start, however deep in it.
pub(super) fn mark_of(note: &NodeRef, label: &str) -> Option<NodeId> {
    let mut node = *note;
    for _ in 0..MARK_DEPTH_MAX {
        let mut children = node.children_it(false);
        node = children.find(|child| !dom::text_of(child, 1).is_empty())?;
        let text = dom::text_of(&node, MARK_BYTES_MAX + 1);
        if node.is_element() && bare(&text) == label {
            return Some(node.id);
        }
    }
    None
}
