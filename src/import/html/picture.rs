//! Figures: what pictures say to those who do not see them, their captions, and formulas.

use dom_query::NodeRef;

use super::article::folded;
use super::writer::Writer;
use super::{dom, formula, tag};
use crate::document::{Kind, Lead, Role};

/// A figure that is being written.
#[derive(Debug, Default)]
pub(super) struct Figure {
    /// What its caption says, folded.
    caption: Option<String>,
    /// Whether it holds a table, whose caption its caption is.
    has_table: bool,
    /// Whether the words of a picture were written.
    has_words: bool,
}

impl Writer<'_, '_> {
    /// A caption, close under the words of its picture.
    pub(super) fn caption(&mut self, node: &NodeRef) {
        let of_table = dom::name(node) == "caption" || self.figure.has_table;
        if std::mem::take(&mut self.figure.has_words) {
            self.flow.end();
            self.flow.lead = Lead::Close;
        }
        self.one_block(node, Kind::Caption { of_table });
        self.flow.lead = Lead::Apart;
    }

    /// A picture's words stand over its caption, unless the caption says the same.
    pub(super) fn figure(&mut self, node: &NodeRef) {
        let caption = node
            .descendants_it()
            .find(|inner| dom::name(inner) == "figcaption")
            .map(|caption| folded(&dom::text_of(&caption, 2000)));
        let mut inner = node.descendants_it();
        let figure = Figure {
            caption,
            has_table: inner.any(|inner| dom::name(&inner) == "table"),
            has_words: false,
        };
        let outer = std::mem::replace(&mut self.figure, figure);
        self.children(node);
        self.figure = outer;
    }

    pub(super) fn picture(&mut self, node: &NodeRef) {
        let Some(words) = words(node) else {
            return;
        };
        let said = folded(&words);
        let caption = self.figure.caption.as_ref();
        if caption.is_some_and(|caption| caption.contains(&said)) || said == self.choice.title {
            return;
        }
        let (starts, ends) = (!self.flow.is_open(), stands_alone(node));
        // Between a heading's words it is one of them, beside them an icon.
        if matches!(self.flow.kind, Kind::Heading(_)) && starts != ends {
            return;
        }
        let stands_alone = starts && ends;
        let (text, role) = match tex(&words) {
            Some(formula) => (formula, Role::MATH),
            None => (words.as_str(), Role::PLAIN),
        };
        self.in_role(role, |writer| {
            if writer.flow.is_flat() || !stands_alone {
                writer.flow.word_apart(text);
            } else {
                writer.with_kind(Kind::Figure, |writer| writer.flow.text(text));
                writer.figure.has_words = true;
            }
        });
    }

    /// A formula in its sentence, or as a figure where it stands alone.
    pub(super) fn formula(&mut self, node: &NodeRef) {
        let formula = formula::linear(node);
        let is_inline = self.flow.is_open() || self.flow.is_flat() || !stands_alone(node);
        self.in_role(Role::MATH, |writer| {
            if is_inline {
                writer.flow.text(&formula);
            } else {
                writer.with_kind(Kind::Figure, |writer| writer.flow.text(&formula));
            }
        });
    }
}

/// What a picture says to those who do not see it.
pub(super) fn words(node: &NodeRef) -> Option<String> {
    if dom::name(node) != "img" {
        let only = node.first_element_child()?;
        let holds_one = only.next_element_sibling().is_none()
            && matches!(
                dom::name(node).as_str(),
                "a" | "span" | "div" | "p" | "picture"
            );
        return holds_one.then(|| words(&only)).flatten();
    }
    let is_dot = ["width", "height"]
        .iter()
        .any(|side| matches!(dom::attribute(node, side).as_deref(), Some("0" | "1")));
    let words = dom::attribute(node, "alt").or_else(|| dom::attribute(node, "title"))?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!is_dot && !words.is_empty() && !is_file_name(&words)).then_some(words)
}

/// "A-2041.JPG" and "0225-oscars-dress-01" say nothing of a picture.
pub(in crate::import) fn is_file_name(words: &str) -> bool {
    const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif"];
    if words.contains(' ') {
        return false;
    }
    let ending = words.rsplit_once('.').map(|(_, ending)| ending);
    let has_ending = ending.is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    let is_slug = words.contains(['-', '_']) && words.contains(|c: char| c.is_ascii_digit());
    has_ending || (is_slug && words.len() > 8)
}

/// Whether no text follows a picture in its paragraph.
fn stands_alone(picture: &NodeRef) -> bool {
    const LOOK_NODES: usize = 8;
    let mut node = *picture;
    for _ in 0..LOOK_NODES {
        let mut next = node.next_sibling();
        for _ in 0..LOOK_NODES {
            let Some(sibling) = next else { break };
            if tag::is_block(&dom::name(&sibling)) {
                return true;
            }
            if !dom::text_of(&sibling, 1).is_empty() {
                return false;
            }
            next = sibling.next_sibling();
        }
        match node.parent() {
            Some(parent) if !tag::is_block(&dom::name(&parent)) => node = parent,
            _ => return true,
        }
    }
    true
}

/// The formula that a picture is of, where its words are one as Wikimedia writes them.
fn tex(words: &str) -> Option<&str> {
    let inner = ["{\\displaystyle", "{\\textstyle"]
        .iter()
        .find_map(|style| words.strip_prefix(style))?;
    inner.strip_suffix('}').map(str::trim)
}
