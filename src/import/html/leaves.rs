//! The leaves of what a page shows: its headings, paragraphs and items, in order.

use dom_query::{Document, NodeId, NodeRef};

use super::tag::{Tag, is_block, tag};
use super::writer::Choice;
use super::{address, dom};
use crate::document::count_words;

/// How much of a leaf is looked at, in bytes.
const TEXT_BYTES_MAX: usize = 2000;

/// A paragraph of prose has so many words that are no links.
const PROSE_WORDS_MIN: usize = 12;

/// What a leaf is, as far as it matters to what is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    Heading,
    Item,
    /// A paragraph or the like.
    Text,
    /// What stands between elements that stand apart.
    Between,
    /// A table, code, or whatever else is kept as it is.
    Other,
}

/// An element that holds no other that stands apart, or what stands between two such elements.
#[derive(Debug)]
pub(super) struct Leaf {
    /// The element, or the nodes that stand side by side.
    pub(super) nodes: Vec<NodeId>,
    pub(super) kind: LeafKind,
    /// Its text, or as much of it as is looked at.
    pub(super) text: String,
    pub(super) words: usize,
    /// Whether some of it is a link.
    pub(super) has_link: bool,
    /// Whether nearly all of it is links.
    pub(super) is_linked: bool,
    /// Whether its first link leads to another page of the same site.
    pub(super) leads_on: bool,
}

impl Leaf {
    /// Whether it is sentences to be read.
    pub(super) fn is_prose(&self) -> bool {
        match self.kind {
            LeafKind::Other => true,
            LeafKind::Heading => false,
            LeafKind::Item | LeafKind::Text | LeafKind::Between => {
                !self.is_linked && self.words >= PROSE_WORDS_MIN
            }
        }
    }
}

/// The leaves of what is shown, and what the pictures between them say.
pub(super) fn of_page(page: &Document, choice: &Choice) -> (Vec<Leaf>, Vec<String>) {
    let site = address::canonical(page).and_then(|address| host(&address));
    let mut gather = Gather {
        choice,
        site,
        leaves: Vec::new(),
        pictures: Vec::new(),
    };
    if let Some(body) = page.tree.body() {
        gather.walk(&body, None);
    }
    (gather.leaves, gather.pictures)
}

struct Gather<'c> {
    choice: &'c Choice,
    /// The page's own host.
    site: Option<String>,
    leaves: Vec<Leaf>,
    pictures: Vec<String>,
}

impl Gather<'_> {
    /// Gathers what is below a node; `link` is where the link around it leads. False where nothing
    /// below it stands apart: then all of it is one leaf.
    fn walk(&mut self, node: &NodeRef, link: Option<&str>) -> bool {
        let mut is_parted = false;
        let mut between = Vec::new();
        for child in node.children_it(false) {
            let is_left_out = self.choice.left_out.contains_key(&child.id);
            let stands_apart = if is_left_out || !self.choice.shows(&child) {
                if !(child.is_element() && is_block(&dom::name(&child))) {
                    continue;
                }
                true
            } else {
                child.is_element() && self.element(&child, link)
            };
            if stands_apart {
                self.add(&std::mem::take(&mut between), LeafKind::Between, link);
                is_parted = true;
            } else {
                between.push(child);
            }
        }
        if is_parted {
            self.add(&between, LeafKind::Between, link);
        }
        is_parted
    }

    /// Gathers an element; whether it, or something in it, stands apart.
    fn element(&mut self, node: &NodeRef, link: Option<&str>) -> bool {
        let name = dom::name(node);
        let tag = tag(&name);
        if matches!(tag, Tag::Mute | Tag::Control) || dom::is_hidden(node) {
            return false;
        }
        let href = (tag == Tag::Link).then(|| dom::attribute(node, "href"));
        let href = href.flatten();
        let link = href.as_deref().or(link);
        match tag {
            Tag::Picture => {
                self.pictures.extend(dom::attribute(node, "alt"));
                return false;
            }
            Tag::Figure => {
                let within = node.descendants_it().filter(NodeRef::is_element);
                self.pictures
                    .extend(within.filter_map(|node| dom::attribute(&node, "alt")));
            }
            Tag::Caption | Tag::Break => {}
            Tag::Heading(_) => self.add(&[*node], LeafKind::Heading, link),
            Tag::Table | Tag::Code => self.add(&[*node], LeafKind::Other, link),
            tag => {
                let is_parted = self.walk(node, link);
                if is_parted || tag.is_inline() {
                    return is_parted;
                }
                let is_item = tag == Tag::Item;
                let kind = if is_item {
                    LeafKind::Item
                } else {
                    LeafKind::Text
                };
                self.add(&[*node], kind, link);
            }
        }
        true
    }

    fn add(&mut self, nodes: &[NodeRef], kind: LeafKind, link: Option<&str>) {
        let mut text = String::new();
        let mut linked = 0;
        let mut first = None;
        for node in nodes {
            text.push_str(&dom::text_of(node, TEXT_BYTES_MAX));
            text.push(' ');
            linked += links(node, &mut first);
        }
        let text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        let is_linked = link.is_some() || linked * 10 >= text.len() * 9;
        let leads_on = link
            .or(first.as_deref())
            .is_some_and(|href| self.is_own(href));
        self.leaves.push(Leaf {
            nodes: nodes.iter().map(|node| node.id).collect(),
            kind,
            words: count_words(&text) as usize,
            text,
            has_link: link.is_some() || linked > 0,
            is_linked,
            leads_on,
        });
    }

    /// Whether an address is that of another page of the same site.
    fn is_own(&self, href: &str) -> bool {
        match host(href) {
            Some(host) => self.site.as_ref() == Some(&host),
            None => !href.starts_with('#') && !href.contains(':'),
        }
    }
}

/// The host of an address that has one, without what many put before it.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("//")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// How many bytes of a node's text are links; `first` becomes where the first one leads.
fn links(node: &NodeRef, first: &mut Option<String>) -> usize {
    let mut linked = 0;
    let mut stack = vec![*node];
    while let Some(inner) = stack.pop() {
        let is_link = inner.is_element() && tag(&dom::name(&inner)) == Tag::Link;
        let href = is_link.then(|| dom::attribute(&inner, "href")).flatten();
        if let Some(href) = href {
            linked += dom::text_of(&inner, TEXT_BYTES_MAX).len();
            first.get_or_insert(href);
        } else {
            let children: Vec<NodeRef> = inner.children_it(false).collect();
            stack.extend(children.into_iter().rev());
        }
    }
    linked
}
