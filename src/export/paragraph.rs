//! Blocks that belong together: the parts of a long paragraph, the rows of code and of a table.

use std::ops::Range;

use crate::document::{BlockIdx, Document, Kind, Lead};

/// The runs of blocks that are one to a reader, in order.
pub(super) fn all(document: &Document) -> impl Iterator<Item = Range<u32>> {
    let count = document.blocks().len() as u32;
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = start;
        if first >= count {
            return None;
        }
        start += 1;
        while start < count && goes_on(document, BlockIdx(start)) {
            start += 1;
        }
        Some(first..start)
    })
}

/// The text of a run, its parts joined as they belong together.
pub(super) fn text(document: &Document, run: Range<u32>) -> String {
    let first = BlockIdx(run.start);
    let mut text = document.block_text(first).to_owned();
    for idx in (run.start + 1..run.end).map(BlockIdx) {
        match document.block(idx).lead {
            Lead::Cut => text.push(' '),
            Lead::Split => {}
            Lead::Apart | Lead::Close | Lead::Break => text.push('\n'),
        }
        text.push_str(document.block_text(idx));
    }
    text
}

fn goes_on(document: &Document, idx: BlockIdx) -> bool {
    let block = document.block(idx);
    let before = document.block(BlockIdx(idx.0 - 1));
    let is_row = |kind| matches!(kind, Kind::TableRow { .. });
    match block.kind {
        _ if block.lead.continues() => true,
        Kind::Code => before.kind == Kind::Code && block.lead == Lead::Close,
        kind if is_row(kind) => {
            is_row(before.kind) && document.table_at(idx).is_none_or(|table| table.first < idx)
        }
        _ => false,
    }
}
