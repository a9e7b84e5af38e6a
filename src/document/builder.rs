//! The only way to make a document.
//!
//! An importer tells the builder what it meets, in reading order: containers are entered and left,
//! blocks begun and ended, text written in between. Whatever the order of the calls, the laws hold
//! afterwards: text is cleaned, long blocks are cut, spans and links are kept flat.

use std::collections::HashMap;

use thiserror::Error;

use super::laws::{BLOCK_BYTES_MAX, DEPTH_MAX, TEXT_BYTES_MAX};
use super::{
    Align, Block, BlockIdx, Document, Groups, Kind, Landmarks, Lead, Listed, Mark, Meta, Offset,
    Prefix, PrefixId, Role, Runs, clean, laws,
};

mod aside;
mod back;
mod code;
mod cut;
mod runs;
mod structure;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use words::count as count_words;

use cut::expand_tabs;
use structure::{closing, nest};
use table::OpenTable;

/// The text is longer than [`TEXT_BYTES_MAX`].
#[derive(Debug, Error, PartialEq, Eq)]
#[error("more than 4 GiB of text")]
pub struct TooLarge;

/// Makes a [`Document`]; see the module's description.
#[derive(Debug)]
pub struct Builder {
    document: Document,
    containers: Vec<Container>,
    interned: HashMap<Prefix, PrefixId>,
    /// Containers entered beyond [`DEPTH_MAX`], to be left without effect.
    overdeep: usize,
    block: Option<Block>,
    role: Role,
    role_start: Offset,
    link: Option<(Offset, LinkTarget)>,
    table: Option<OpenTable>,
    names: Names,
    too_large: bool,
}

#[derive(Debug)]
struct Container {
    prefix: PrefixId,
    /// Whether a block has shown its mark.
    shown: bool,
    is_quote: bool,
    opens_with: Option<Kind>,
}

/// Places and links by name, matched when the whole text is there.
#[derive(Debug, Default)]
struct Names {
    places: HashMap<Box<str>, Offset>,
    /// Links that wait for a name, by their index in the document's links.
    waiting: Vec<(usize, Box<str>)>,
}

/// Where a link of the source leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To the place that [`Builder::name`] gives this name, before or after.
    Named(Box<str>),
    /// To an address outside the document.
    Outside(Box<str>),
}

impl Default for Builder {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Builder {
    /// A builder for a text of about `bytes` bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        let root = Prefix {
            parent: PrefixId::default(),
            depth: 0,
            mark: None,
        };
        Self {
            document: Document {
                text: String::with_capacity(bytes.min(TEXT_BYTES_MAX)),
                blocks: Vec::new(),
                prefixes: vec![root],
                runs: Runs::default(),
                sections: Vec::new(),
                groups: Groups::default(),
                landmarks: Landmarks::default(),
                set_aside: Vec::new(),
                meta: Meta::default(),
                closing: Offset::default(),
                words: 0,
                fingerprint: 0,
            },
            containers: Vec::new(),
            interned: HashMap::new(),
            overdeep: 0,
            block: None,
            role: Role::PLAIN,
            role_start: Offset::default(),
            link: None,
            table: None,
            names: Names::default(),
            too_large: false,
        }
    }

    /// What the document says of itself, to be filled in.
    pub fn meta(&mut self) -> &mut Meta {
        &mut self.document.meta
    }

    /// What follows is listed by this label in the document's own table of contents.
    pub fn list(&mut self, label: &str, has_heading: bool) {
        self.end();
        let label = clean::clean(label);
        let (label, _) = label.split_at(label.floor_char_boundary(BLOCK_BYTES_MAX));
        let start = self.at();
        self.document.meta.contents.push(Listed {
            start,
            label: label.to_owned(),
            has_heading,
        });
    }

    /// The text so far ends here.
    pub fn at(&self) -> Offset {
        Offset::from_index(self.document.text.len())
    }

    /// Enters a container; blocks stand in it until [`Self::leave`].
    ///
    /// An item or footnote shows its mark at its first block.
    pub fn enter(&mut self, mark: Mark) {
        self.end();
        if self.containers.len() >= DEPTH_MAX {
            self.overdeep += 1;
            return;
        }
        self.show_marks(self.lead_of_mark());
        let parent = self
            .containers
            .last()
            .map_or_else(PrefixId::default, |outer| outer.prefix);
        let opens_with = match mark {
            Mark::Footnote(_) => Some(Kind::Footnote),
            _ if mark.is_item() => Some(Kind::Point),
            _ => None,
        };
        let is_quote = mark == Mark::Quote;
        let prefix = self.intern(parent, mark);
        let shown = opens_with.is_none();
        self.containers.push(Container {
            prefix,
            shown,
            is_quote,
            opens_with,
        });
    }

    /// Leaves the innermost container.
    pub fn leave(&mut self) {
        self.end();
        if self.overdeep > 0 {
            self.overdeep -= 1;
            return;
        }
        self.show_marks(self.lead_of_mark());
        self.containers.pop();
    }

    /// Begins a block; text belongs to it until [`Self::end`].
    pub fn begin(&mut self, kind: Kind, lead: Lead) {
        self.end();
        let kind = match self.kind_here(kind, lead) {
            Kind::Heading(level) => Kind::Heading(level.clamp(1, 6)),
            kind => kind,
        };
        if !matches!(kind, Kind::Point | Kind::Footnote) {
            self.show_marks(lead);
        }
        if let Some(container) = self.containers.last_mut() {
            container.shown = true;
        }
        self.open_block(kind, lead);
    }

    /// Ends the open block, if there is one.
    pub fn end(&mut self) {
        let Some(block) = self.block else { return };
        self.trim_end(block);
        self.interrupt();
        self.close_block(block);
        self.resume();
    }

    /// A whole block of plain text.
    pub fn block(&mut self, kind: Kind, lead: Lead, text: &str) {
        self.begin(kind, lead);
        self.text(text);
        self.end();
    }

    /// Writes text into the open block; without one, into a new paragraph.
    pub fn text(&mut self, text: &str) {
        let block = self.open_or_paragraph();
        let cleaned = if block.kind == Kind::Code {
            expand_tabs(text, self.document.text_from(block.start))
        } else {
            text.into()
        };
        let cleaned = match clean::clean(&cleaned) {
            std::borrow::Cow::Borrowed(_) => cleaned,
            std::borrow::Cow::Owned(cleaned) => cleaned.into(),
        };
        let mut rest = cleaned.as_ref();
        if self.at() == block.start && !matches!(block.kind, Kind::Code | Kind::TableRow { .. }) {
            rest = rest.trim_start_matches(' ');
        }
        self.push_bounded(rest);
    }

    /// Breaks the row: what follows starts on the next one, in the same paragraph.
    pub fn break_row(&mut self) {
        let Some(block) = self.block else { return };
        if self.at() == block.start {
            return;
        }
        self.end();
        let kind = continued(block.kind);
        self.open_block(kind, Lead::Break);
    }

    /// Adds roles to the text that follows, or takes them away.
    pub fn role(&mut self, role: Role, on: bool) {
        let role = if on {
            self.role.with(role)
        } else {
            self.role.without(role)
        };
        if role != self.role {
            self.end_span();
            self.role = role;
            self.role_start = self.at();
        }
    }

    /// Begins a link, ending one that is open.
    pub fn begin_link(&mut self, target: LinkTarget) {
        self.end_link();
        self.open_or_paragraph();
        self.link = Some((self.at(), target));
    }

    /// Ends the open link, if there is one.
    pub fn end_link(&mut self) {
        if let Some((start, target)) = self.link.take() {
            self.push_link(start..self.at(), target);
        }
    }

    /// Gives the place where the text goes on a name, for links; the first place of a name keeps it.
    pub fn name(&mut self, name: &str) {
        let at = self.at();
        self.names.places.entry(name.into()).or_insert(at);
    }

    /// Begins a table; its rows are blocks of [`Kind::TableRow`].
    pub fn begin_table(&mut self, align: &[Align]) {
        self.end_table();
        self.table = Some(OpenTable::new(
            BlockIdx(self.document.blocks.len() as u32),
            align,
        ));
    }

    /// Ends a cell of the open table row.
    pub fn end_cell(&mut self) {
        if self
            .block
            .is_some_and(|block| matches!(block.kind, Kind::TableRow { .. }))
        {
            self.interrupt();
            self.resume();
            self.push_bounded("\t");
            self.resume();
        }
    }

    /// Ends the open table, if there is one.
    pub fn end_table(&mut self) {
        self.end();
        if let Some(table) = self.table.take() {
            let end = BlockIdx(self.document.blocks.len() as u32);
            self.document.groups.tables.extend(table.finish(end));
        }
    }

    /// The finished document.
    ///
    /// # Errors
    /// [`TooLarge`] where the text is longer than [`TEXT_BYTES_MAX`].
    pub fn finish(mut self) -> Result<Document, TooLarge> {
        self.end_link();
        self.end_table();
        self.end_code();
        self.show_marks(self.lead_of_mark());
        if self.too_large {
            return Err(TooLarge);
        }
        if self.document.blocks.is_empty() {
            self.containers.clear();
            self.open_block(Kind::Paragraph, Lead::Apart);
            self.document.text.push('\n');
            self.document.blocks.extend(self.block.take());
        }
        self.resolve_names();
        let mut document = self.document;
        document.closing = closing(&document);
        nest(&mut document.sections);
        document.fingerprint = xxhash_rust::xxh3::xxh3_64(document.text.as_bytes());
        debug_assert_eq!(laws::broken(&document), None);
        Ok(document)
    }

    fn open_or_paragraph(&mut self) -> Block {
        if self.block.is_none() {
            self.begin(Kind::Paragraph, Lead::Apart);
        }
        self.block.unwrap_or(Block {
            start: self.at(),
            prefix: PrefixId::default(),
            kind: Kind::Paragraph,
            lead: Lead::Apart,
        })
    }

    fn open_block(&mut self, kind: Kind, lead: Lead) {
        let prefix = self
            .containers
            .last()
            .map_or_else(PrefixId::default, |inner| inner.prefix);
        let lead = if self.document.blocks.is_empty() {
            Lead::Apart
        } else {
            lead
        };
        self.block = Some(Block {
            start: self.at(),
            prefix,
            kind,
            lead,
        });
        self.role_start = self.at();
    }

    /// Prose opens an item or footnote as its point or note, and is a quote where only quotes are.
    fn kind_here(&self, kind: Kind, lead: Lead) -> Kind {
        let Some(inner) = self.containers.last() else {
            return kind;
        };
        let is_prose = matches!(kind, Kind::Paragraph | Kind::Point | Kind::Quote);
        match inner.opens_with {
            Some(opening) if is_prose && !inner.shown && !lead.continues() => opening,
            None if kind == Kind::Paragraph && inner.is_quote => Kind::Quote,
            _ => kind,
        }
    }

    /// Gives each entered item that has shown no mark yet an empty block to show it.
    fn show_marks(&mut self, lead: Lead) {
        let Some(container) = self.containers.last_mut() else {
            return;
        };
        if let Some(kind) = container.opens_with.filter(|_| !container.shown) {
            container.shown = true;
            self.open_block(kind, lead);
            if let Some(block) = self.block {
                self.close_block(block);
                self.resume();
            }
        }
    }

    /// An item without text of its own stands close to the item before it.
    fn lead_of_mark(&self) -> Lead {
        let is_item = |block: &Block| {
            self.document
                .marks(block.prefix)
                .iter()
                .any(|mark| mark.is_item())
        };
        if self.document.blocks.last().is_some_and(is_item) {
            Lead::Close
        } else {
            Lead::Apart
        }
    }

    fn intern(&mut self, parent: PrefixId, mark: Mark) -> PrefixId {
        let depth = self.document.prefix(parent).depth + 1;
        let prefix = Prefix {
            parent,
            depth,
            mark: Some(mark),
        };
        if let Some(id) = self.interned.get(&prefix) {
            return *id;
        }
        let id = PrefixId(self.document.prefixes.len() as u32);
        self.document.prefixes.push(prefix.clone());
        self.interned.insert(prefix, id);
        id
    }

    fn trim_end(&mut self, block: Block) {
        if !matches!(block.kind, Kind::Code | Kind::TableRow { .. }) {
            let text = self.document.text_from(block.start);
            let end = block.start.index() + text.trim_end_matches(' ').len();
            self.document.text.truncate(end);
            self.clip_spans();
        }
    }

    /// Ends the block with its `\n` and enters it in the tables.
    fn close_block(&mut self, block: Block) {
        self.block = None;
        let is_bare = matches!(
            block.kind,
            Kind::Code | Kind::Rule | Kind::Point | Kind::Footnote | Kind::TableRow { .. }
        );
        if self.at() == block.start && !is_bare {
            return;
        }
        let idx = BlockIdx(self.document.blocks.len() as u32);
        self.list_landmarks(block, idx);
        let text = self.document.text_from(block.start);
        let words = words::count(text);
        if matches!(block.kind, Kind::TableRow { .. }) {
            self.table
                .get_or_insert_with(|| OpenTable::new(idx, &[]))
                .add_row(text);
        } else if let Some(table) = self.table.take() {
            self.document.groups.tables.extend(table.finish(idx));
        }
        if block.kind != Kind::Code {
            self.close_code();
        }
        self.document.words += words;
        self.document.text.push('\n');
        self.document.blocks.push(block);
    }
}

/// What a block's kind is where it goes on in another block.
fn continued(kind: Kind) -> Kind {
    match kind {
        Kind::Point | Kind::Footnote => Kind::Paragraph,
        kind => kind,
    }
}
