//! Drawings that are chapters of their own: what an SVG says in words.

use dom_query::NodeRef;

use super::xml;
use crate::document::{Builder, Kind, Lead};

/// Writes a drawing's name and description as a figure, and its texts below.
pub(super) fn write(root: &NodeRef, builder: &mut Builder) {
    let said =
        ["title", "desc"].map(|name| xml::first(root, name).map(|node| xml::label_of(&node)));
    let said: Vec<String> = said.into_iter().flatten().collect();
    builder.block(Kind::Figure, Lead::Apart, &said.join(". "));
    for text in xml::outermost(root, |node| node.has_name("text")) {
        let text = xml::text_of(&text, usize::MAX);
        builder.block(Kind::Paragraph, Lead::Apart, &text);
    }
}
