//! Headings that a page sets in bold and does not mark as such.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::tag::{self, Tag};
use super::{dom, table};
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
        self.find_rows(node);
        for child in node.children_it(false) {
            if !self.shown.contains(&child.id) || dom::is_hidden(&child) {
                continue;
            }
            match tag::tag(&dom::name(&child)) {
                Tag::Heading(level) => {
                    self.level = level;
                    self.waiting = None;
                }
                Tag::Block if is_prose(&child) => {
                    self.prose(&child);
                    self.find_rows(&child);
                }
                Tag::Block | Tag::Plain => self.walk(&child),
                Tag::List { .. } | Tag::Quote => {
                    self.confirm();
                }
                Tag::Table if table::is_layout(&child) => self.walk(&child),
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
            self.add(id);
        }
    }

    fn add(&mut self, id: NodeId) {
        let level = (self.level + 1).clamp(2, 6);
        self.found.insert(id, Kind::Heading(level));
    }

    /// Finds headings that breaks alone part from the text: in bold between two empty rows.
    fn find_rows(&mut self, node: &NodeRef) {
        let rows = rows(node);
        let is_empty = |at: Option<usize>| {
            at.and_then(|at| rows.get(at))
                .is_none_or(|row| row.bytes == 0)
        };
        for (at, row) in rows.iter().enumerate() {
            let Some(id) = row.bold else { continue };
            let is_apart = is_empty(at.checked_sub(1)) && is_empty(Some(at + 1));
            let text = rows.get(at + 2);
            if is_apart && text.is_some_and(|text| text.bytes > BYTES_MAX / 2) {
                self.add(id);
            }
        }
    }
}

/// What stands between two breaks.
#[derive(Default)]
struct Row {
    bytes: usize,
    /// The element in bold that is all of it, where it could be a heading.
    bold: Option<NodeId>,
}

/// The rows that breaks among an element's children make; none where there are no breaks.
fn rows(node: &NodeRef) -> Vec<Row> {
    let mut children = node.children_it(false);
    if !children.any(|child| dom::name(&child) == "br") {
        return Vec::new();
    }
    let mut rows = vec![Row::default()];
    for child in node.children_it(false) {
        let tag = tag::tag(&dom::name(&child));
        if tag == Tag::Break || (child.is_element() && tag::is_block(&dom::name(&child))) {
            rows.push(Row::default());
            continue;
        }
        let text = dom::text_of(&child, 2 * BYTES_MAX);
        let Some(row) = rows.last_mut().filter(|_| !text.is_empty()) else {
            continue;
        };
        let is_bold = matches!(tag, Tag::Inline(role) if role.has(Role::STRONG));
        row.bold = (row.bytes == 0 && is_bold && could_head(&text)).then_some(child.id);
        row.bytes += text.len();
    }
    rows
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
