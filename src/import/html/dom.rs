//! Parses a page into a tree whose depth and size what it says cannot blow up.
//!
//! HTML's rules let a small page make a large tree: formatting elements that are never closed are
//! opened anew in every paragraph, and each element searches the open ones. So a door stands between
//! the tokenizer and the tree: past a depth, and past a number of nodes for the size of the page,
//! tags are left out and only text goes in. No page that people write gets there.

use std::borrow::Cow;
use std::cell::Cell;

use dom_query::{Document, NodeData, NodeId, NodeRef};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use xml5ever::tokenizer::{ProcessResult, XmlTokenizer, XmlTokenizerOpts};
use xml5ever::tree_builder::{XmlTreeBuilder, XmlTreeBuilderOpts};

use super::{strays, tag};

/// The deepest that elements nest, less those opened since the depth was last measured.
pub(super) const DEPTH_MAX: usize = 256;

/// How many start tags go by between two measurements of the depth.
const DEPTH_CHECK_TAGS: usize = 32;

/// How many bytes of the source there must be for each node of its tree, but for these: a tag and a
/// letter behind it take four.
const BYTES_PER_NODE: usize = 2;
const NODES_FREE: usize = 10_000;

/// The most attributes of a tag: the tokenizer compares each with all before it.
const ATTRIBUTES_MAX: usize = 4096;

/// Parses HTML as browsers do.
pub(in crate::import) fn parse_html(text: &str) -> Document {
    let text = &*without_crowded_tags(text);
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let door = Door::new(TreeBuilder::new(Document::default(), options), text);
    let tokenizer = Tokenizer::new(door, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    while !input.is_empty() {
        // It stops at each script, to let it run.
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.tree.sink.finish()
}

/// Parses XHTML; what is not well-formed is parsed as HTML.
pub(super) fn parse_xhtml(text: &str) -> Document {
    let text = &*without_crowded_tags(text);
    let tree = XmlTreeBuilder::new(Document::default(), XmlTreeBuilderOpts::default());
    let tokenizer = XmlTokenizer::new(Door::new(tree, text), XmlTokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    while !input.is_empty() {
        // It stops at each script, to let it run.
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let document = tokenizer.sink.tree.sink.finish();
    let is_sound = document.errors.borrow().is_empty() && document.tree.body().is_some();
    if !is_sound {
        return parse_html(text);
    }
    strays::settle(&document);
    document
}

/// The source without tags that have more attributes than anyone writes.
pub(in crate::import) fn without_crowded_tags(text: &str) -> Cow<'_, str> {
    let ends_name = |c: char| c == '=' || c.is_ascii_whitespace();
    let is_crowded = |tag: &str| tag.split(ends_name).nth(2 * ATTRIBUTES_MAX).is_some();
    let ends_of_tags = || text.split_inclusive('>');
    if !ends_of_tags().any(is_crowded) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for piece in ends_of_tags() {
        let (before, tag) = piece.split_at(piece.rfind('<').unwrap_or(piece.len()));
        kept.push_str(before);
        if !is_crowded(tag) {
            kept.push_str(tag);
        }
    }
    Cow::Owned(kept)
}

/// Lets tags into the tree as long as it stays small.
struct Door<Tree> {
    tree: Tree,
    nodes_max: usize,
    tags_since_check: Cell<usize>,
    is_deep: Cell<bool>,
}

impl<Tree> Door<Tree> {
    fn new(tree: Tree, text: &str) -> Self {
        Self {
            tree,
            nodes_max: text.len() / BYTES_PER_NODE + NODES_FREE,
            tags_since_check: Cell::new(0),
            is_deep: Cell::new(false),
        }
    }

    /// Whether the next start tag may make an element.
    fn admits(&self, document: &Document) -> bool {
        let since = self.tags_since_check.get() + 1;
        if since >= DEPTH_CHECK_TAGS || self.is_deep.get() {
            self.is_deep.set(depth_exceeds(document, DEPTH_MAX));
            self.tags_since_check.set(0);
        } else {
            self.tags_since_check.set(since);
        }
        !self.is_deep.get()
    }

    fn is_full(&self, document: &Document) -> bool {
        document.tree.len() > self.nodes_max
    }
}

impl TokenSink for Door<TreeBuilder<NodeId, Document>> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let document = &self.tree.sink;
        if let Token::TagToken(tag) = &token {
            let starts = tag.kind == TagKind::StartTag;
            if self.is_full(document) || (starts && !self.admits(document)) {
                return TokenSinkResult::Continue;
            }
        }
        match token {
            // Each would be kept for nobody.
            Token::ParseError(_) => TokenSinkResult::Continue,
            token => self.tree.process_token(token, line),
        }
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl xml5ever::tokenizer::TokenSink for Door<XmlTreeBuilder<NodeId, Document>> {
    type Handle = NodeId;

    fn process_token(&self, token: xml5ever::tokenizer::Token) -> ProcessResult<NodeId> {
        let document = &self.tree.sink;
        if let xml5ever::tokenizer::Token::Tag(tag) = &token {
            let ends = tag.kind == xml5ever::tokenizer::TagKind::EndTag;
            if self.is_full(document) || (!ends && !self.admits(document)) {
                return ProcessResult::Continue;
            }
        }
        self.tree.process_token(token)
    }

    fn end(&self) {
        self.tree.end();
    }
}

/// Whether the branch that was written last is deeper than `depth_max`.
fn depth_exceeds(document: &Document, depth_max: usize) -> bool {
    let mut node = Some(document.root());
    for _ in 0..=depth_max {
        // What a template holds is no child of it.
        let held = |node: &NodeRef| node.element_ref()?.template_contents;
        let next = node.and_then(|node| match node.last_child() {
            Some(child) => Some(child),
            None => held(&node).map(|held| NodeRef::new(held, &document.tree)),
        });
        match next {
            Some(next) => node = Some(next),
            None => return false,
        }
    }
    true
}

/// The element's name in lower case, empty for other nodes.
pub(super) fn name(node: &NodeRef) -> String {
    node.qual_name_ref()
        .map(|name| (*name.local).to_ascii_lowercase())
        .unwrap_or_default()
}

/// An attribute by its local name, whatever its prefix: `type` finds `epub:type` in XHTML.
pub(super) fn attribute(node: &NodeRef, name: &str) -> Option<String> {
    let element = node.element_ref()?;
    let found = element
        .attrs
        .iter()
        .find(|attribute| (*attribute.name.local).eq_ignore_ascii_case(name))?;
    Some(found.value.to_string())
}

/// What `epub:type`, `role` and `class` say of an element, in lower case and apart by spaces.
pub(super) fn sorts(node: &NodeRef) -> String {
    let Some(element) = node.element_ref() else {
        return String::new();
    };
    let is_sort = |local: &str, prefixed: bool| {
        matches!(local, "class" | "role" | "epub:type" | "id" | "itemprop")
            || (prefixed && local == "type")
    };
    let mut sorts = String::new();
    for attribute in &element.attrs {
        if is_sort(&attribute.name.local, attribute.name.prefix.is_some()) {
            sorts.push_str(&attribute.value.to_ascii_lowercase());
            sorts.push(' ');
        }
    }
    sorts
}

/// Whether what an element holds is not meant to be seen. A page that is hidden as a whole waits
/// for its scripts.
pub(super) fn is_hidden(node: &NodeRef) -> bool {
    let Some(element) = node.element_ref() else {
        return false;
    };
    if matches!(&*element.name.local, "html" | "body") {
        return false;
    }
    element
        .attrs
        .iter()
        .any(|attribute| match attribute.name.local.as_ref() {
            "hidden" => !attribute.value.eq_ignore_ascii_case("until-found"),
            "style" => attribute.value.split(';').any(hides),
            _ => false,
        })
}

/// Whether a declaration of a style hides.
fn hides(declaration: &str) -> bool {
    let Some((property, value)) = declaration.split_once(':') else {
        return false;
    };
    let value = value.split('!').next().unwrap_or_default();
    let is = |said: &str, word: &str| said.trim().eq_ignore_ascii_case(word);
    (is(property, "display") && is(value, "none"))
        || (is(property, "visibility") && is(value, "hidden"))
}

/// What is below a node and not in what is hidden, in document order.
pub(super) fn shown_below<'a>(node: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    let mut open: Vec<NodeRef> = node.children_it(true).collect();
    std::iter::from_fn(move || {
        loop {
            let node = open.pop()?;
            if !is_hidden(&node) {
                open.extend(node.children_it(true));
                return Some(node);
            }
        }
    })
}

/// Calls `read` with the text of a text node.
pub(in crate::import) fn with_text<T>(node: &NodeRef, read: impl FnOnce(&str) -> T) -> Option<T> {
    node.query(|node| match &node.data {
        NodeData::Text { contents } => Some(read(contents)),
        _ => None,
    })
    .flatten()
}

/// The text that shows below a node, its runs of white space made one space; of a longer one, its
/// first `bytes_max` bytes or a few more.
pub(super) fn text_of(node: &NodeRef, bytes_max: usize) -> String {
    let mut text = String::new();
    // One more, since the last may be a space.
    gather(node, bytes_max.saturating_add(1), &mut text);
    text.truncate(text.trim_end().len());
    text
}

fn gather(node: &NodeRef, bytes_max: usize, text: &mut String) {
    let is_block = node.is_element() && {
        let name = name(node);
        if tag::is_mute(&name) || is_hidden(node) {
            return;
        }
        tag::is_block(&name)
    };
    let space = |text: &mut String| {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    };
    if is_block {
        space(text);
    }
    with_text(node, |contents| {
        for c in contents.chars() {
            if text.len() >= bytes_max {
                break;
            }
            if c.is_whitespace() {
                space(text);
            } else {
                text.push(c);
            }
        }
    });
    for child in node.children_it(false) {
        if text.len() >= bytes_max {
            return;
        }
        gather(&child, bytes_max, text);
    }
    if is_block {
        space(text);
    }
}
