//! A document in the pieces that a reader sees: paragraphs, points, code and tables, each whole.
//!
//! The model cuts these into blocks: at hard breaks, where they grow too long, at each row. Here
//! the blocks that belong together are one [`Passage`], still without copying their text.

use std::ops::Range;

use crate::document::{BlockIdx, Document, Kind, Lead, Mark};

/// Consecutive blocks that are one paragraph, stretch of code, or table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its first block.
    pub(super) first: BlockIdx,
    /// The block after its last one.
    pub(super) end: BlockIdx,
    /// What its first block is.
    pub(super) kind: Kind,
}

/// The passages of a document, in order.
pub(super) fn passages(document: &Document) -> impl Iterator<Item = Passage> {
    let count = document.blocks().len() as u32;
    let mut next = 0;
    std::iter::from_fn(move || {
        let first = BlockIdx(next);
        if next >= count {
            return None;
        }
        next += 1;
        while next < count && goes_on(document, BlockIdx(next)) {
            next += 1;
        }
        Some(Passage {
            first,
            end: BlockIdx(next),
            kind: document.block(first).kind,
        })
    })
}

/// Whether the block at `idx`, which is not the first, belongs with the one before it.
fn goes_on(document: &Document, idx: BlockIdx) -> bool {
    let before = BlockIdx(idx.0 - 1);
    let (one, other) = (document.block(before), document.block(idx));
    let continues = other.lead.continues();
    match (one.kind, other.kind) {
        (Kind::TableRow { .. }, Kind::TableRow { .. }) => document
            .table_at(idx)
            .is_some_and(|table| table.first < idx),
        (Kind::Code, Kind::Code) => {
            continues
                || (other.lead == Lead::Close
                    && one.prefix == other.prefix
                    && document.code_language(before) == document.code_language(idx))
        }
        (Kind::Code | Kind::TableRow { .. }, _) | (_, Kind::Code | Kind::TableRow { .. }) => false,
        _ => continues,
    }
}

impl Passage {
    /// Its blocks.
    pub(super) fn blocks(self) -> impl Iterator<Item = BlockIdx> {
        (self.first.0..self.end.0).map(BlockIdx)
    }

    /// Its text, in stretches: rows of code and of tables on rows of their own, hard breaks too;
    /// what was cut is one again.
    pub(super) fn text(self, document: &Document) -> impl Iterator<Item = &str> {
        self.blocks().flat_map(move |idx| {
            let joint = self.joint(document, idx);
            [joint, document.block_text(idx)]
        })
    }

    /// What stands between the block at `idx` and the one before it in this passage.
    pub(super) fn joint(self, document: &Document, idx: BlockIdx) -> &'static str {
        match document.block(idx).lead {
            _ if idx == self.first => "",
            Lead::Cut => " ",
            Lead::Split => "",
            Lead::Apart | Lead::Close | Lead::Break => "\n",
        }
    }

    /// Its text as one row, with a space for each break.
    pub(super) fn row(self, document: &Document) -> String {
        self.text(document)
            .map(|stretch| if stretch == "\n" { " " } else { stretch })
            .collect()
    }
}

/// The text of all passages of one kind before the first section, a row for each; none where
/// there are none.
pub(super) fn text_of(document: &Document, kind: Kind) -> Option<String> {
    let mut found: Option<String> = None;
    for passage in passages(document).filter(|passage| passage.kind == kind) {
        let text = found.get_or_insert_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.extend(passage.text(document));
    }
    found
}

/// The range of blocks that a table's rows take, put together again where they were cut.
pub(super) fn table_rows(document: &Document, passage: Passage) -> Vec<Range<BlockIdx>> {
    let mut rows: Vec<Range<BlockIdx>> = Vec::new();
    for idx in passage.blocks() {
        let continues = document.block(idx).lead.continues();
        match rows.last_mut().filter(|_| continues) {
            Some(row) => row.end = BlockIdx(idx.0 + 1),
            None => rows.push(idx..BlockIdx(idx.0 + 1)),
        }
    }
    rows
}

/// How many lists and quotations a chain of containers has.
pub(super) fn depth(marks: &[&Mark]) -> usize {
    let counts = |mark: &&&Mark| mark.is_item() || ***mark == Mark::Quote;
    marks.iter().filter(counts).count()
}

/// An item's mark as people read it; none for what is no item.
pub(super) fn marker(mark: &Mark) -> Option<&str> {
    match mark {
        Mark::Bullet => Some("•"),
        Mark::Number(number) => Some(number),
        Mark::Task { done: true } => Some("[x]"),
        Mark::Task { done: false } => Some("[ ]"),
        Mark::Quote | Mark::Takeaway | Mark::Footnote(_) | Mark::Indent => None,
    }
}
