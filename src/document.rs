//! A document is one string with structure laid over it.
//!
//! All readable text, in reading order and with no markup in it, stands in [`Document::text`].
//! Everything else is a flat table of byte offsets into that string, so a section's start, a point,
//! a question, a link's target and a reading place are one kind of thing. A document is made by the
//! [`Builder`] alone and never changed. It does no input or output, wraps nothing, and knows no
//! colour; [`laws`] says what always holds.

pub mod anchor;
mod aside;
mod block;
mod builder;
mod clause;
pub mod clean;
mod code;
mod date;
mod dump;
mod landmark;
pub mod laws;
mod question;
mod run;
mod sentence;
mod table;

use std::ops::Range;

pub use aside::{Reason, SetAside};
pub use block::{Block, Kind, Lead, Mark, Prefix};
pub use builder::{Builder, LinkTarget, TooLarge, count_words};
pub use clause::first_clause;
pub use code::{Code, LANGUAGE_BYTES_MAX};
pub use date::Date;
pub use dump::dump;
pub use landmark::{Landmark, Landmarks};
pub use laws::{BLOCK_BYTES_MAX, DEPTH_MAX, TEXT_BYTES_MAX};
pub use run::{Link, Role, Span, Target};
pub use sentence::first_sentence;
pub use table::{Align, Column, Table};

/// A place in the text, in bytes from its start; always on a `char` boundary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(pub u32);

/// The index of a block in [`Document::blocks`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockIdx(pub u32);

/// The index of a section in [`Document::sections`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIdx(pub u32);

/// The index of a container chain in the document's prefixes; the default is no container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrefixId(u32);

impl Offset {
    /// The offset as an index into the text.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The offset of a byte index into a text that the builder has bounded to [`TEXT_BYTES_MAX`].
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl BlockIdx {
    /// The position in [`Document::blocks`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl SectionIdx {
    /// The position in [`Document::sections`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A heading and what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where its heading starts.
    pub start: Offset,
    /// The heading's block, whose text is the title.
    pub block: BlockIdx,
    /// 1 (outermost) to 6.
    pub level: u8,
    /// The section after the last one that is nested in it.
    pub next: SectionIdx,
    /// The section that it is nested in.
    pub parent: Option<SectionIdx>,
    /// Words of the text before its start.
    pub words_before: u32,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Its title.
    pub title: Option<String>,
    /// The summary under the title.
    pub standfirst: Option<String>,
    /// Who wrote it, without "By".
    pub byline: Option<String>,
    /// The paper, magazine or site that it stands in.
    pub site: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Its own table of contents, in the order of the text.
    pub contents: Vec<Listed>,
}

/// A section as the document's own table of contents lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Where the section starts.
    pub start: Offset,
    /// What it is called there, as clean text.
    pub label: String,
    /// Whether the text has a heading there; else the label stands in its place.
    pub has_heading: bool,
}

/// One text with its structure; see the module's description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    prefixes: Vec<Prefix>,
    runs: Runs,
    sections: Vec<Section>,
    groups: Groups,
    landmarks: Landmarks,
    set_aside: Vec<SetAside>,
    meta: Meta,
    closing: Offset,
    words: u32,
    fingerprint: u64,
}

/// Stretches of bytes, sorted and disjoint among their kind, each inside one block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Runs {
    spans: Vec<Span>,
    links: Vec<Link>,
}

/// Stretches of blocks, sorted and disjoint among their kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Groups {
    tables: Vec<Table>,
    code: Vec<Code>,
}

impl Document {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The end of the text.
    pub fn end(&self) -> Offset {
        Offset::from_index(self.text.len())
    }

    /// The text of `range`; empty where the range is not on `char` boundaries of the text.
    pub fn slice(&self, range: Range<Offset>) -> &str {
        self.text
            .get(range.start.index()..range.end.index())
            .unwrap_or_default()
    }

    /// All blocks in order; at least one.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The block at `idx`, or the last one where there is none.
    pub fn block(&self, idx: BlockIdx) -> Block {
        self.blocks[idx.index().min(self.blocks.len() - 1)]
    }

    /// The last block.
    pub fn last_block(&self) -> BlockIdx {
        BlockIdx(self.blocks.len() as u32 - 1)
    }

    /// The block that holds the byte at `at`, or the last block past the end of the text.
    pub fn block_at(&self, at: Offset) -> BlockIdx {
        let after = self.blocks.partition_point(|block| block.start <= at);
        BlockIdx(after.saturating_sub(1) as u32)
    }

    /// The bytes of a block with the `\n` that ends it.
    pub fn block_range(&self, idx: BlockIdx) -> Range<Offset> {
        let end = self
            .blocks
            .get(idx.index() + 1)
            .map_or(self.end(), |next| next.start);
        self.block(idx).start..end
    }

    /// The text of a block without the `\n` that ends it.
    pub fn block_text(&self, idx: BlockIdx) -> &str {
        self.slice(self.block_range(idx))
            .strip_suffix('\n')
            .unwrap_or_default()
    }

    /// The container chain of `id`.
    pub fn prefix(&self, id: PrefixId) -> &Prefix {
        &self.prefixes[id.0 as usize]
    }

    /// The containers of a chain, outermost first.
    pub fn marks(&self, id: PrefixId) -> Vec<&Mark> {
        let mut marks = Vec::new();
        let mut prefix = self.prefix(id);
        while let Some(mark) = &prefix.mark {
            marks.push(mark);
            prefix = self.prefix(prefix.parent);
        }
        marks.reverse();
        marks
    }

    /// The spans that meet `range`, in order.
    pub fn spans(&self, range: Range<Offset>) -> &[Span] {
        meeting(&self.runs.spans, |span| &span.range, &range)
    }

    /// The links that meet `range`, in order.
    pub fn links(&self, range: Range<Offset>) -> &[Link] {
        meeting(&self.runs.links, |link| &link.range, &range)
    }

    /// All sections in order; nested ones follow the one that they are in.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The innermost section that holds `at`; none before the first and from [`Self::closing`] on.
    pub fn section_at(&self, at: Offset) -> Option<SectionIdx> {
        if at >= self.closing {
            return None;
        }
        let after = self.sections.partition_point(|section| section.start <= at);
        after.checked_sub(1).map(|idx| SectionIdx(idx as u32))
    }

    /// What a section is called: in the document's own table of contents, or else by its heading.
    pub fn title_of(&self, idx: SectionIdx) -> &str {
        let Some(section) = self.sections.get(idx.index()) else {
            return "";
        };
        self.listed(section.start)
            .map_or(self.block_text(section.block), |listed| &listed.label)
    }

    /// What the document's own table of contents says of the section that starts at `start`.
    pub fn listed(&self, start: Offset) -> Option<&Listed> {
        let contents = &self.meta.contents;
        let found = contents.binary_search_by_key(&start, |listed| listed.start);
        found.ok().and_then(|at| contents.get(at))
    }

    /// The bytes of a section up to the next section of any level: its own text.
    pub fn own_range(&self, idx: SectionIdx) -> Range<Offset> {
        self.start_of(idx)..self.start_of(SectionIdx(idx.0 + 1))
    }

    /// The bytes of a section with all that is nested in it.
    pub fn full_range(&self, idx: SectionIdx) -> Range<Offset> {
        let next = self
            .sections
            .get(idx.index())
            .map_or(idx, |section| section.next);
        self.start_of(idx)..self.start_of(next)
    }

    fn start_of(&self, idx: SectionIdx) -> Offset {
        self.sections
            .get(idx.index())
            .map_or(self.closing, |section| section.start)
    }

    /// Where the sections end: the start of the takeaways that close the text, or its end.
    pub fn closing(&self) -> Offset {
        self.closing
    }

    /// All tables in order.
    pub fn tables(&self) -> &[Table] {
        &self.groups.tables
    }

    /// The table that a block is a row of.
    pub fn table_at(&self, idx: BlockIdx) -> Option<&Table> {
        let after = self
            .groups
            .tables
            .partition_point(|table| table.first <= idx);
        after
            .checked_sub(1)
            .map(|before| &self.groups.tables[before])
            .filter(|table| idx < table.end)
    }

    /// What a motion can jump to, by kind.
    pub fn landmarks(&self) -> &Landmarks {
        &self.landmarks
    }

    /// What was set aside, in the order of its places.
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// What the document says of itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// How many words the text has; half a word for each letter of a script that writes no spaces.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// How many words stand before `at`: exact at sections' starts, in proportion between them.
    pub fn words_before(&self, at: Offset) -> u32 {
        let after = self.sections.partition_point(|section| section.start <= at);
        let (from, base) = match after.checked_sub(1).map(|idx| self.sections[idx]) {
            Some(section) => (section.start, section.words_before),
            None => (Offset(0), 0),
        };
        let (to, limit) = match self.sections.get(after) {
            Some(section) => (section.start, section.words_before),
            None => (self.end(), self.words),
        };
        let bytes = u64::from(to.0 - from.0).max(1);
        let share = u64::from(limit - base) * u64::from(at.0.min(to.0) - from.0) / bytes;
        base + share as u32
    }

    /// A hash of the text (XXH3, 64 bits): two documents with the same text share it.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

/// The part of `items` (sorted and disjoint) whose ranges meet `range`.
fn meeting<'a, T>(
    items: &'a [T],
    of: impl Fn(&T) -> &Range<Offset>,
    range: &Range<Offset>,
) -> &'a [T] {
    let first = items.partition_point(|item| of(item).end <= range.start);
    let rest = &items[first..];
    &rest[..rest.partition_point(|item| of(item).start < range.end)]
}
