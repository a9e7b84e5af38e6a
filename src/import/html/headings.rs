//! Headings that a page sets in bold and does not mark as such.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::dom;
use super::tag::{self, Tag};
use crate::document::{Kind, Role};

/// The longest heading that is not marked as one, in words and in bytes.
const WORDS_MAX: usize = 12;
const BYTES_MAX: usize = 90;

/// The paragraphs of an article that are headings: short, wholly bold, and followed by prose.
pub(super) fn find(page: &Document, shown: &HashSet<NodeId>) -> HashMap<NodeId, Kind> {
    let mut survey = Survey {
        shown,
        level: 1,
        waiting: None,
        found: HashMap::new(),
    };
    if let Some(body) = page.tree.body() {
        survey.walk(&body);
    }
    survey.found
}

struct Survey<'s> {
    shown: &'s HashSet<NodeId>,
    /// The level of the last heading that is marked as one.
    level: u8,
    /// A bold paragraph, until it is known what follows.
    waiting: Option<NodeId>,
    found: HashMap<NodeId, Kind>,
}

impl Survey<'_> {
    fn walk(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            if !self.shown.contains(&child.id) || dom::is_hidden(&child) {
                continue;
            }
            match tag::tag(&dom::name(&child)) {
                Tag::Heading(level) => {
                    self.level = level;
                    self.waiting = None;
                }
                Tag::Block if is_prose(&child) => self.prose(&child),
                Tag::Block | Tag::Plain => self.walk(&child),
                Tag::List { .. } | Tag::Quote => {
                    self.confirm();
                }
                Tag::Table | Tag::Code | Tag::Item => self.waiting = None,
                _ => {}
            }
        }
    }

    fn prose(&mut self, node: &NodeRef) {
        let text = dom::text_of(node, BYTES_MAX * 2);
        if text.is_empty() {
            return;
        }
        if is_bold(node) {
            self.waiting = could_head(&text).then_some(node.id);
        } else if text.len() > BYTES_MAX / 2 {
            self.confirm();
        } else {
            self.waiting = None;
        }
    }

    fn confirm(&mut self) {
        if let Some(id) = self.waiting.take() {
            let level = (self.level + 1).clamp(2, 6);
            self.found.insert(id, Kind::Heading(level));
        }
    }
}

/// Whether an element holds text and no blocks.
fn is_prose(node: &NodeRef) -> bool {
    matches!(dom::name(node).as_str(), "p" | "div")
        && !node
            .descendants_it()
            .any(|inner| inner.is_element() && tag::is_block(&dom::name(&inner)))
}

fn could_head(text: &str) -> bool {
    let ends = text.ends_with(['.', ',', ';', ':', '!', '”', '"', '…', ')']);
    let starts = text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    text.len() <= BYTES_MAX && text.split_whitespace().count() <= WORDS_MAX && starts && !ends
}

/// Whether all text of an element is in bold.
fn is_bold(node: &NodeRef) -> bool {
    node.children_it(false).all(|child| {
        if child.is_text() {
            return dom::text_of(&child, 1).is_empty();
        }
        match tag::tag(&dom::name(&child)) {
            Tag::Inline(role) if role.has(Role::STRONG) => true,
            Tag::Inline(_) | Tag::Plain => is_bold(&child),
            Tag::Link | Tag::Break => dom::text_of(&child, 1).is_empty(),
            _ => true,
        }
    })
}
