//! Walks the tree of a page and tells the builder what it says.
//!
//! The tree is never deeper than `dom` lets it be, so the walk is a recursion.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

use super::Listing;
use super::aside;
use super::dom;
use super::flow::Flow;
use super::list::List;
use super::notes;
use super::picture::Figure;
use super::tag::{self, Tag, tag};
use crate::document::{Builder, Kind, Lead, LinkTarget, Mark, Reason, Role};

/// How places of a page are named, and where its links lead.
pub(in crate::import) trait Addresses {
    /// The document's name of the element with this `id`.
    fn name(&self, id: &str) -> String;
    /// Where a link's `href` leads; none where it leads nowhere that can be read.
    fn target(&self, href: &str) -> Option<LinkTarget>;
}

/// What is written in another way than its element says.
#[derive(Debug, Default)]
pub(in crate::import) struct Choice {
    /// The nodes to write, and all that are around them; none where all are written.
    pub(super) shown: Option<HashSet<NodeId>>,
    /// Why elements are not written, where it is not as page chrome; without a reason, they are
    /// written already.
    pub(super) left_out: HashMap<NodeId, Option<Reason>>,
    /// The title, which stands over the document already, folded.
    pub(super) title: String,
    /// Headings that the source's own table of contents lists.
    pub(super) listed: HashMap<NodeId, Listing>,
    /// Whether a table of one column or one row is a table where it holds words alone; web pages
    /// make boxes of such.
    pub(super) keeps_lone_cells: bool,
    /// Whether the words of buttons, fields and drawings are set aside though all else is written.
    pub(super) sets_controls_aside: bool,
    /// Elements that are written as something else.
    pub(super) kinds: HashMap<NodeId, Kind>,
}

impl Choice {
    /// A part of a book, some of whose headings its table of contents lists.
    pub(in crate::import) fn of_book(listed: HashMap<NodeId, Listing>) -> Self {
        Self {
            listed,
            sets_controls_aside: true,
            ..Self::default()
        }
    }

    /// HTML within Markdown, where nobody lays out a page: a lone cell is a table in what is whole.
    pub(in crate::import) fn of_markdown(keeps_lone_cells: bool) -> Self {
        Self {
            keeps_lone_cells,
            sets_controls_aside: true,
            ..Self::default()
        }
    }

    /// Whether a node is to be written.
    pub(super) fn shows(&self, node: &NodeRef) -> bool {
        self.shown
            .as_ref()
            .is_none_or(|shown| shown.contains(&node.id))
    }
}

/// Walks one tree.
pub(super) struct Writer<'b, 'a> {
    pub(super) flow: Flow<'b>,
    addresses: &'a dyn Addresses,
    pub(super) choice: &'a Choice,
    /// What the marks that lead to each `id` say, for footnotes.
    pub(super) labels: HashMap<String, String>,
    /// The names of the places where such marks stand.
    pub(super) marks: HashSet<String>,
    /// The lists around, and the number of the next item of each.
    pub(super) lists: Vec<List>,
    pub(super) notes: usize,
    /// The element that shows the mark of the footnote around, which the builder shows.
    note_mark: Option<NodeId>,
    /// The figure around.
    pub(super) figure: Figure,
    /// Text that was not chosen, until it is known that a block follows.
    aside: String,
}

impl<'b, 'a> Writer<'b, 'a> {
    pub(super) fn new(
        builder: &'b mut Builder,
        addresses: &'a dyn Addresses,
        choice: &'a Choice,
    ) -> Self {
        Self {
            flow: Flow::new(builder),
            addresses,
            choice,
            labels: HashMap::new(),
            marks: HashSet::new(),
            lists: Vec::new(),
            notes: 0,
            note_mark: None,
            figure: Figure::default(),
            aside: String::new(),
        }
    }

    /// Writes all that `root` holds.
    pub(super) fn write(mut self, root: &NodeRef) {
        self.labels = notes::labels(root);
        self.marks = notes::marks(root);
        self.visit(root);
        self.flow.finish_block();
        self.put_aside();
    }

    pub(super) fn visit(&mut self, node: &NodeRef) {
        if node.is_text() {
            if self.choice.shows(node) {
                dom::with_text(node, |text| self.flow.text(text));
            } else {
                dom::with_text(node, |text| self.aside.push_str(text));
            }
        } else if node.is_element() {
            self.element(node);
        } else {
            self.children(node);
        }
    }

    pub(super) fn children(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            self.visit(&child);
        }
    }

    fn element(&mut self, node: &NodeRef) {
        let name = dom::name(node);
        let tag = tag(&name);
        if tag == Tag::Mute || dom::is_hidden(node) || self.note_mark == Some(node.id) {
            return;
        }
        if let Some(reason) = self.choice.left_out.get(&node.id) {
            if let Some(reason) = reason {
                self.flow.set_aside(*reason, &aside::words(node));
            }
            return;
        }
        // The finder of the article makes paragraphs of breaks, on its copy.
        if tag != Tag::Break && !self.choice.shows(node) {
            aside::gather(node, &mut self.aside);
            return;
        }
        let is_block = tag::is_block(&name);
        if is_block {
            self.flow.end();
            self.put_aside();
        }
        self.name_place(node);
        if let Some(listing) = self.choice.listed.get(&node.id) {
            let builder = self.flow.builder();
            builder.list(&listing.label, listing.has_heading);
        }
        if let Some(kind) = self.choice.kinds.get(&node.id) {
            self.one_block(node, *kind);
        } else if notes::is_back_link(self, node, tag) {
            // The history leads back.
        } else if let Some(label) = notes::label(self, node, tag) {
            self.note(node, &label);
            if tag == Tag::Item {
                self.count_item();
            }
        } else {
            self.tagged(node, tag);
        }
        if is_block {
            self.flow.end();
        }
    }

    fn tagged(&mut self, node: &NodeRef, tag: Tag) {
        match tag {
            Tag::Heading(level) => self.one_block(node, Kind::Heading(level)),
            Tag::List { numbered } => self.list(node, numbered),
            Tag::Item => self.item(node),
            Tag::Quote => self.quote(node),
            Tag::Code => self.code(node),
            Tag::Table => self.table(node),
            Tag::Caption => self.caption(node),
            Tag::Figure => self.figure(node),
            Tag::Picture => self.picture(node),
            Tag::Term => self.term(node),
            Tag::Definition => {
                self.flow.enter(Mark::Indent);
                self.flow.stand(Lead::Close);
                self.children(node);
                self.flow.leave();
            }
            Tag::Rule => {
                if !self.flow.is_flat() {
                    self.flow.builder().block(Kind::Rule, Lead::Apart, "");
                }
            }
            Tag::Break => self.flow.break_row(),
            Tag::Link => self.link(node),
            Tag::Formula => self.formula(node),
            Tag::Control => self.control(node),
            Tag::InlineQuote => {
                self.flow.text("“");
                self.children(node);
                self.flow.text("”");
            }
            Tag::Inline(role) => self.in_role(role, |writer| writer.children(node)),
            Tag::Block if is_takeaway(node) => self.takeaway(node),
            Tag::Block | Tag::Plain | Tag::Mute => self.children(node),
        }
    }

    /// Gives the places that the element names to the builder.
    pub(super) fn name_place(&mut self, node: &NodeRef) {
        for attribute in ["id", "name"] {
            if let Some(id) = dom::attribute(node, attribute).filter(|id| !id.is_empty()) {
                let name = self.addresses.name(&id);
                self.flow.name(&name);
            }
        }
    }

    /// An element that is one block whatever blocks are in it.
    pub(super) fn one_block(&mut self, node: &NodeRef, kind: Kind) {
        self.with_kind(kind, |writer| {
            writer.flow.flat(true);
            writer.children(node);
            writer.flow.flat(false);
        });
    }

    pub(super) fn with_kind(&mut self, kind: Kind, write: impl FnOnce(&mut Self)) {
        self.flow.end();
        // Of what is one block whatever is in it, the outermost tells the kind.
        let kind = if self.flow.is_flat() {
            self.flow.kind
        } else {
            kind
        };
        let outer = std::mem::replace(&mut self.flow.kind, kind);
        write(self);
        self.flow.end();
        self.flow.kind = outer;
    }

    fn quote(&mut self, node: &NodeRef) {
        if is_pull_quote(node) {
            self.takeaway(node);
        } else if self.flow.is_flat() {
            self.children(node);
        } else {
            self.flow.enter(Mark::Quote);
            self.children(node);
            self.flow.leave();
        }
    }

    fn takeaway(&mut self, node: &NodeRef) {
        if self.flow.is_flat() {
            self.children(node);
            return;
        }
        self.flow.enter(Mark::Takeaway);
        self.with_kind(Kind::Takeaway, |writer| writer.children(node));
        self.flow.leave();
    }

    pub(super) fn in_role(&mut self, role: Role, write: impl FnOnce(&mut Self)) {
        self.flow.role(role, true);
        write(self);
        self.flow.role(role, false);
    }

    fn term(&mut self, node: &NodeRef) {
        let kind = self.flow.kind;
        self.in_role(Role::STRONG, |writer| writer.one_block(node, kind));
    }

    fn link(&mut self, node: &NodeRef) {
        let target = dom::attribute(node, "href").and_then(|href| self.addresses.target(&href));
        let Some(target) = target else {
            self.children(node);
            return;
        };
        let outer = self.flow.link(Some(target));
        self.children(node);
        self.flow.link(outer);
    }

    /// A control's words are none of an article or a text.
    fn control(&mut self, node: &NodeRef) {
        if self.choice.shown.is_some() || self.choice.sets_controls_aside {
            aside::gather(node, &mut self.aside);
        } else {
            self.flow.word_apart(&aside::words(node));
        }
    }

    fn note(&mut self, node: &NodeRef, label: &str) {
        self.flow.enter(Mark::Footnote(label.into()));
        let follows = self.lists.last().is_some_and(|list| !list.is_first);
        self.flow
            .stand(if follows { Lead::Close } else { Lead::Apart });
        self.notes += 1;
        self.note_mark = notes::mark_of(node, label);
        self.children(node);
        self.notes -= 1;
        self.flow.leave();
        self.flow.stand(Lead::Apart);
    }

    /// Sets aside what was not chosen since the last block.
    fn put_aside(&mut self) {
        let aside = std::mem::take(&mut self.aside);
        let words: Vec<&str> = aside.split_whitespace().collect();
        if !words.is_empty() {
            self.flow.set_aside(Reason::PageChrome, &words.join(" "));
        }
    }
}

/// A quotation of the text itself, set off to catch the eye.
fn is_pull_quote(node: &NodeRef) -> bool {
    let sorts = dom::sorts(node);
    ["pullquote", "pull-quote", "pull_quote", "pulled-quote"]
        .iter()
        .any(|sort| sorts.contains(sort))
}

/// A box that says in short what the text says.
pub(super) fn is_takeaway(node: &NodeRef) -> bool {
    let sorts = dom::sorts(node);
    is_pull_quote(node)
        || [
            "takeaway",
            "key-points",
            "keypoints",
            "key_points",
            "tldr",
            "tl-dr",
        ]
        .iter()
        .any(|sort| sorts.contains(sort))
}
