//! Code: its rows as they are set, and the language that pages say it is in.

use dom_query::NodeRef;

use super::tag::{Tag, tag};
use super::writer::Writer;
use super::{dom, picture};
use crate::document::Role;

/// What stands before a language's name in a class of the code itself, as the standard of HTML
/// advises and highlighters read it.
const OF_CODE: [&str; 3] = ["language-", "lang-", "brush:"];

/// And in a class of a box around it, as highlighters leave it behind.
const OF_BOXES: [&str; 5] = [
    "language-",
    "mw-highlight-lang-",
    "highlight-source-",
    "highlight-text-",
    "highlight-",
];

/// Words that stand for no language.
const NONE: [&str; 2] = ["none", "default"];

/// How many boxes around code may say its language.
const BOXES_MAX: usize = 2;

impl Writer<'_, '_> {
    pub(super) fn code(&mut self, node: &NodeRef) {
        let mut code = String::new();
        raw_text(node, &mut code);
        if self.flow.is_flat() {
            self.in_role(Role::CODE, |writer| writer.flow.text(&code));
        } else {
            self.flow.code(&code, &language(node).unwrap_or_default());
        }
    }
}

/// How many rows code has.
pub(super) fn row_count(node: &NodeRef) -> usize {
    let mut code = String::new();
    raw_text(node, &mut code);
    code.trim().lines().count()
}

/// The text below a node with its white space.
fn raw_text(node: &NodeRef, text: &mut String) {
    dom::with_text(node, |contents| text.push_str(contents));
    for child in node.children_it(false) {
        match tag(&dom::name(&child)) {
            Tag::Break => text.push('\n'),
            Tag::Mute | Tag::Control => {}
            Tag::Picture => text.push_str(&picture::words(&child).unwrap_or_default()),
            Tag::Block if !text.is_empty() && !text.ends_with('\n') => {
                text.push('\n');
                raw_text(&child, text);
            }
            _ => raw_text(&child, text),
        }
    }
}

/// The language that the code itself is said to be in, or a box around it.
fn language(node: &NodeRef) -> Option<String> {
    let mut children = node.children_it(false);
    let inner = children.find(|child| dom::name(child) == "code");
    let said = inner.and_then(|code| said_of(&code, &OF_CODE));
    let said = said.or_else(|| said_of(node, &OF_CODE)).or_else(|| {
        let boxes = std::iter::successors(node.parent(), NodeRef::parent);
        let mut boxes = boxes
            .take(BOXES_MAX)
            .take_while(|it| dom::name(it) == "div");
        boxes.find_map(|outer| said_of(&outer, &OF_BOXES))
    });
    said.filter(|name| !NONE.contains(&name.as_str()))
}

/// What an element says of its language.
fn said_of(node: &NodeRef, prefixes: &[&str]) -> Option<String> {
    let classes = dom::attribute(node, "class").unwrap_or_default();
    let mut words = classes.split_ascii_whitespace();
    while let Some(word) = words.next() {
        let said = match word {
            // SyntaxHighlighter's way, and Pandoc's.
            "brush:" | "sourceCode" => words.next(),
            word => prefixes.iter().find_map(|prefix| word.strip_prefix(prefix)),
        };
        if said.is_some() {
            return said.map(|said| said.trim_end_matches(';').to_owned());
        }
    }
    ["data-lang", "data-language"]
        .iter()
        .find_map(|name| dom::attribute(node, name))
}
