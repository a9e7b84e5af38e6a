//! The book's table of contents: from the navigation document (EPUB 3) or the NCX (EPUB 2).

use dom_query::{Document, NodeRef};

use super::path::{self, Target};
use super::xml::{self, all, attribute, first, has_word};

/// One entry of a table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// How deep it is nested, from 1.
    pub(super) depth: usize,
    pub(super) label: String,
    /// Where it leads; none for a heading of its own, and for what leads out of the book.
    pub(super) target: Option<Target>,
}

/// The entries of a navigation document, in its order.
pub(super) fn of_navigation(tree: &Document, base: &str) -> Vec<Entry> {
    let navs = all(&tree.root(), "nav");
    let is_toc =
        |nav: &&NodeRef| has_word(nav, "epub:type", "toc") || has_word(nav, "role", "doc-toc");
    let Some(nav) = navs.iter().find(is_toc).or(navs.first()) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    for node in all(nav, "li") {
        let around = || {
            node.ancestors_it(None)
                .take_while(|outer| outer.id != nav.id)
        };
        // What is in a label is the label's.
        if around().any(|outer| is_label(&outer)) {
            continue;
        }
        let depth = around().filter(|outer| outer.has_name("ol")).count();
        let Some(label) = node.children_it(false).find(is_label) else {
            continue;
        };
        let href = attribute(&label, "href");
        entries.push(Entry {
            depth: depth.max(1),
            label: label_of(&label),
            target: href.and_then(|href| path::resolve(base, &href)),
        });
    }
    entries
}

/// The entries of an NCX, in its order.
pub(super) fn of_ncx(tree: &Document, base: &str) -> Vec<Entry> {
    let Some(map) = first(&tree.root(), "navMap") else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    for node in all(&map, "navPoint") {
        let around = || {
            node.ancestors_it(None)
                .take_while(|outer| outer.id != map.id)
        };
        if around().any(|outer| outer.has_name("navLabel")) {
            continue;
        }
        let depth = 1 + around().filter(|outer| outer.has_name("navPoint")).count();
        let child = |name: &str| node.children_it(false).find(|node| node.has_name(name));
        let src = child("content").and_then(|content| attribute(&content, "src"));
        entries.push(Entry {
            depth,
            label: child("navLabel").map_or_else(String::new, |label| xml::label_of(&label)),
            target: src.and_then(|src| path::resolve(base, &src)),
        });
    }
    entries
}

fn is_label(node: &NodeRef) -> bool {
    node.has_name("a") || node.has_name("span")
}

/// The words of an entry; those of its pictures where it has no others.
fn label_of(node: &NodeRef) -> String {
    let text = xml::label_of(node);
    if !text.is_empty() {
        return text;
    }
    let pictures = node.descendants_it().filter(|node| node.has_name("img"));
    let texts = pictures.filter_map(|node| attribute(&node, "alt").or(attribute(&node, "title")));
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() {
        attribute(node, "title").unwrap_or_default()
    } else {
        texts.join(" ")
    }
}
