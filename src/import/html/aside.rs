//! All that an element says: its text, the words of its pictures, controls and drawings.

use dom_query::NodeRef;

use super::tag::{self, Tag, tag};
use super::{dom, picture};

/// The words below a node, with no more than a space between them.
pub(super) fn words(node: &NodeRef) -> String {
    let mut text = String::new();
    gather(node, &mut text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Puts the words below a node behind those that are there, white space as it comes.
pub(super) fn gather(node: &NodeRef, text: &mut String) {
    dom::with_text(node, |contents| text.push_str(contents));
    let name = dom::name(node);
    let tag = tag(&name);
    if tag == Tag::Mute || dom::is_hidden(node) {
        return;
    }
    // A drawing's texts stand where it puts them.
    let is_apart = tag::is_block(&name)
        || matches!(tag, Tag::Control | Tag::Picture | Tag::Break)
        || name == "text";
    if is_apart {
        text.push(' ');
    }
    if tag == Tag::Picture {
        text.push_str(&picture::words(node).unwrap_or_default());
    }
    for child in node.children_it(false) {
        gather(&child, text);
    }
    if is_apart {
        text.push(' ');
    }
}
