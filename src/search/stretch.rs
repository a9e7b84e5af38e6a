//! The stretches that are searched as one: a block, or a few that are one paragraph.
//!
//! A paragraph of many blocks is parted where a block's index is a multiple of [`BLOCKS_MAX`], so
//! that a stretch is bounded and is the same wherever a search begins. What follows a stretch in
//! its paragraph is looked at, too, for hits that cross into it.

use std::ops::Range;

use super::{Pattern, Syntax};
use crate::document::{BlockIdx, Document, Lead, Offset};

/// The most blocks of a stretch.
const BLOCKS_MAX: u32 = 4;

/// The most of a paragraph that is looked at beyond a stretch, in blocks and in bytes.
const BEYOND_BLOCKS_MAX: u32 = 64;
const BEYOND_BYTES_MAX: usize = 4 * 1024;

/// The first block of the stretch that holds a block.
pub(super) fn start(document: &Document, block: BlockIdx) -> BlockIdx {
    let mut start = block;
    while !is_start(document, start) {
        start.0 -= 1;
    }
    start
}

fn is_start(document: &Document, block: BlockIdx) -> bool {
    !document.block(block).lead.continues() || block.0.is_multiple_of(BLOCKS_MAX)
}

/// The hits of the stretches that start in `blocks`, in order.
pub(super) fn hits(
    pattern: &Pattern,
    document: &Document,
    blocks: Range<BlockIdx>,
) -> Vec<Range<Offset>> {
    let mut hits = Vec::new();
    let mut block = blocks.start;
    while block < blocks.end {
        let end = plain_end(pattern, document, block..blocks.end);
        if end > block {
            search_plain(pattern, document, block..end, &mut hits);
            block = end;
        } else {
            block = search_joined(pattern, document, block, &mut hits);
        }
    }
    hits
}

/// The end of the blocks that can be searched in one go: paragraphs of one block each.
///
/// No literal matches a `\n`, so that they need no parting; a regex takes them one by one.
fn plain_end(pattern: &Pattern, document: &Document, blocks: Range<BlockIdx>) -> BlockIdx {
    let is_plain = |idx: u32| !continues(document, idx) && !continues(document, idx + 1);
    let most = match pattern.syntax {
        Syntax::Literal => blocks.end.0,
        Syntax::Regex => blocks.end.0.min(blocks.start.0 + 1),
    };
    let end = (blocks.start.0..most).find(|idx| !is_plain(*idx));
    BlockIdx(end.unwrap_or(most))
}

fn continues(document: &Document, idx: u32) -> bool {
    document
        .blocks()
        .get(idx as usize)
        .is_some_and(|block| block.lead.continues())
}

fn search_plain(
    pattern: &Pattern,
    document: &Document,
    blocks: Range<BlockIdx>,
    hits: &mut Vec<Range<Offset>>,
) {
    let start = document.block(blocks.start).start;
    let last = document.block_range(BlockIdx(blocks.end.0 - 1));
    let text = document.slice(start..Offset(last.end.0 - 1));
    #[cfg(test)]
    work::count(text.len());
    hits.extend(
        pattern
            .find_iter(text)
            .map(|range| Offset(start.0 + range.start as u32)..Offset(start.0 + range.end as u32)),
    );
}

/// Searches the stretch that starts at `first` as one text; the block after it.
fn search_joined(
    pattern: &Pattern,
    document: &Document,
    first: BlockIdx,
    hits: &mut Vec<Range<Offset>>,
) -> BlockIdx {
    let mut joined = Joined::default();
    let mut end = first;
    let mut own_bytes = 0;
    let mut beyond = 0;
    loop {
        joined.push(document, end);
        end.0 += 1;
        if !continues(document, end.0) {
            break;
        }
        if beyond == 0 {
            if !is_start(document, end) {
                continue;
            }
            own_bytes = joined.text.len();
        }
        beyond += 1;
        if beyond > BEYOND_BLOCKS_MAX || joined.text.len() - own_bytes > BEYOND_BYTES_MAX {
            break;
        }
    }
    let own_bytes = if beyond == 0 {
        joined.text.len()
    } else {
        own_bytes
    };
    #[cfg(test)]
    work::count(joined.text.len());
    let own = |range: &Range<usize>| range.start < own_bytes;
    let found = pattern.find_iter(&joined.text).take_while(own);
    let found = found.map(|range| joined.offset(range.start)..joined.end_offset(range.end));
    // A hit that crosses into the stretch leaves its first ones no room.
    let from = hits.last().map_or(Offset(0), |last| last.end);
    hits.extend(found.filter(|hit| hit.start >= from));
    let mut after = BlockIdx(first.0 + 1);
    while continues(document, after.0) && !is_start(document, after) {
        after.0 += 1;
    }
    after
}

/// The blocks of a paragraph as one text, as if they had not been parted.
#[derive(Default)]
struct Joined {
    text: String,
    /// Where each block starts: in the joined text, and in the document's.
    starts: Vec<(usize, Offset)>,
}

impl Joined {
    fn push(&mut self, document: &Document, idx: BlockIdx) {
        let block = document.block(idx);
        let is_apart = matches!(block.lead, Lead::Break | Lead::Cut);
        if is_apart && !self.starts.is_empty() {
            self.text.push(' ');
        }
        self.starts.push((self.text.len(), block.start));
        self.text.push_str(document.block_text(idx));
    }

    /// The document's offset of the byte at `at`.
    fn offset(&self, at: usize) -> Offset {
        let after = self.starts.partition_point(|(start, _)| *start <= at);
        let (start, offset) = self
            .starts
            .get(after.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        Offset(offset.0 + (at - start) as u32)
    }

    /// The document's offset of the end of a range that ends at `at`.
    fn end_offset(&self, at: usize) -> Offset {
        Offset(self.offset(at - 1).0 + 1)
    }
}

/// Counts the text that is searched, for the test that holds what a key may cost.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn count(bytes: usize) {
        BYTES.set(BYTES.get() + bytes);
    }

    /// How many bytes were searched on this thread since the last call.
    pub(crate) fn take() -> usize {
        BYTES.replace(0)
    }
}
