//! XML in, a tree out, whatever the XML: ill-formed, endless, or made to blow up.
//!
//! The tree is built here from `xml5ever`'s tokens, so that its depth and size have bounds: what is
//! nested deeper stands at the deepest level, and what is more than [`NODES_MAX`] is left out.
//! Entities are the standard ones; a document's own are never expanded. Names are those that the
//! HTML parser gives: an element's without its prefix, an attribute's with it, as in `epub:type`.

use std::cell::RefCell;

use dom_query::{Document, NodeId, NodeRef};
use xml5ever::buffer_queue::BufferQueue;
use xml5ever::interface::{ElementFlags, NodeOrText, TreeSink};
use xml5ever::tendril::StrTendril;
use xml5ever::tokenizer::{
    ProcessResult, Tag, TagKind, Token, TokenSink, XmlTokenizer, XmlTokenizerOpts,
};
use xml5ever::{LocalName, Namespace, QualName, ns};

use crate::import::{decode, html};

/// The deepest nesting of elements.
const DEPTH_MAX: usize = 256;

/// The most nodes and attributes of a tree; they take some 200 bytes each.
const NODES_MAX: usize = 400_000;

/// How much of a label, a name or a heading is read, in bytes.
pub(super) const LABEL_BYTES_MAX: usize = 4096;

/// A parsed file.
pub(super) struct Parsed {
    pub(super) tree: Document,
    /// Whether end tags do not match their starts.
    pub(super) is_ill_formed: bool,
    /// Whether it was larger than the bounds, and its end is missing.
    pub(super) is_cut: bool,
}

/// Parses a file.
pub(super) fn read(bytes: &[u8]) -> Parsed {
    parse(&decode::lenient(bytes))
}

/// Parses a text.
pub(super) fn parse(text: &str) -> Parsed {
    let text = &*html::without_crowded_tags(text);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = XmlTokenizer::new(Sink::default(), XmlTokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let growing = tokenizer.sink.growing.into_inner();
    Parsed {
        tree: growing.tree,
        is_ill_formed: growing.is_ill_formed,
        is_cut: growing.is_cut,
    }
}

/// The elements of this name under `node`, in document order.
pub(super) fn all<'a>(node: &NodeRef<'a>, name: &str) -> Vec<NodeRef<'a>> {
    let elements = node.descendants_it().filter(|node| node.has_name(name));
    elements.collect()
}

/// The first element of this name under `node`.
pub(super) fn first<'a>(node: &NodeRef<'a>, name: &str) -> Option<NodeRef<'a>> {
    node.descendants_it().find(|node| node.has_name(name))
}

/// The outermost elements under `node` that are such, in document order: none is in another, so
/// that what each holds is read once.
pub(super) fn outermost<'a>(
    node: &NodeRef<'a>,
    is_such: impl Fn(&NodeRef) -> bool,
) -> Vec<NodeRef<'a>> {
    let mut found = Vec::new();
    let mut open = node.children_it(true).collect::<Vec<_>>();
    while let Some(node) = open.pop() {
        if is_such(&node) {
            found.push(node);
        } else {
            open.extend(node.children_it(true));
        }
    }
    found
}

/// The text under a node; of a longer one, or one of more nodes, the first `bytes_max`.
pub(super) fn raw_text_of(node: &NodeRef, bytes_max: usize) -> String {
    let mut text = String::new();
    for inner in node.descendants_it().take(bytes_max) {
        html::with_text(&inner, |contents| {
            let room = contents.floor_char_boundary(bytes_max - text.len());
            text.extend(contents.get(..room));
        });
    }
    text
}

/// The text under a node, as [`raw_text_of`] gives it, with its white space collapsed.
pub(super) fn text_of(node: &NodeRef, bytes_max: usize) -> String {
    let text = raw_text_of(node, bytes_max);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The words of a label, a name or a heading.
pub(super) fn label_of(node: &NodeRef) -> String {
    text_of(node, LABEL_BYTES_MAX)
}

/// An attribute's value, trimmed; none if it is empty.
pub(super) fn attribute(node: &NodeRef, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Whether one of the words of an attribute is `word`.
pub(super) fn has_word(node: &NodeRef, name: &str, word: &str) -> bool {
    node.attr(name)
        .is_some_and(|value| value.split_ascii_whitespace().any(|one| one == word))
}

#[derive(Default)]
struct Sink {
    growing: RefCell<Growing>,
}

/// A tree and where it grows.
#[derive(Default)]
struct Growing {
    tree: Document,
    /// The open elements in the tree, outermost first, with the namespace of what is in them.
    open: Vec<Open>,
    /// Open elements beyond [`DEPTH_MAX`].
    overdeep: Vec<LocalName>,
    attributes: usize,
    is_ill_formed: bool,
    is_cut: bool,
}

struct Open {
    id: NodeId,
    name: LocalName,
    within: Namespace,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token) -> ProcessResult<()> {
        let mut growing = self.growing.borrow_mut();
        match token {
            Token::Tag(tag) => match tag.kind {
                TagKind::StartTag => growing.start(tag, true),
                TagKind::EmptyTag => growing.start(tag, false),
                TagKind::EndTag => growing.end(&tag.name.local),
                TagKind::ShortTag => _ = growing.open.pop(),
            },
            Token::Characters(text) => growing.text(text),
            _ => {}
        }
        ProcessResult::Continue
    }
}

impl Growing {
    fn place(&self) -> NodeId {
        self.open
            .last()
            .map_or(self.tree.tree.root_id(), |open| open.id)
    }

    fn has_room(&mut self) -> bool {
        self.is_cut |= self.tree.tree.len() + self.attributes > NODES_MAX;
        !self.is_cut
    }

    fn start(&mut self, mut tag: Tag, stays_open: bool) {
        self.attributes += tag.attrs.len();
        if !self.has_room() {
            return;
        }
        for attribute in &mut tag.attrs {
            if let Some(prefix) = attribute.name.prefix.take() {
                let name = format!("{prefix}:{}", attribute.name.local);
                attribute.name = QualName::new(None, ns!(), LocalName::from(name));
            }
        }
        let within = self.namespace(&tag);
        let name = QualName::new(None, within.clone(), tag.name.local.clone());
        let flags = ElementFlags::default();
        let id = self.tree.create_element(name, tag.attrs, flags);
        let place = self.place();
        self.tree.append(&place, NodeOrText::AppendNode(id));
        let name = tag.name.local;
        match (stays_open, self.open.len() < DEPTH_MAX) {
            (true, true) => self.open.push(Open { id, name, within }),
            (true, false) => self.overdeep.push(name),
            (false, _) => {}
        }
    }

    /// Drawings and formulas by their names or what they declare; all else counts as HTML.
    fn namespace(&self, tag: &Tag) -> Namespace {
        match tag.name.local.as_ref() {
            "svg" => return ns!(svg),
            "math" => return ns!(mathml),
            _ => {}
        }
        let outer = self.open.last();
        match outer.map(|outer| (&outer.within, &*outer.name)) {
            Some((within, name)) if *within != ns!(html) && name != "foreignObject" => {
                within.clone()
            }
            _ => ns!(html),
        }
    }

    fn end(&mut self, name: &LocalName) {
        if let Some(last) = self.overdeep.last() {
            if last == name {
                self.overdeep.pop();
            } else {
                self.is_ill_formed = true;
            }
            return;
        }
        if self.open.last().is_some_and(|open| open.name == *name) {
            self.open.pop();
            return;
        }
        self.is_ill_formed = true;
        if let Some(at) = self.open.iter().rposition(|open| open.name == *name) {
            self.open.truncate(at);
        }
    }

    fn text(&mut self, text: StrTendril) {
        if self.open.is_empty() || !self.has_room() {
            return;
        }
        let place = self.place();
        self.tree.append(&place, NodeOrText::AppendText(text));
    }
}
