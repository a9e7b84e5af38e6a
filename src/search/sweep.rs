//! A search of a whole document, in steps: outwards from a place, so that what is near comes first.

use std::ops::Range;
use std::sync::Arc;

use super::{Pattern, Syntax, stretch};
use crate::document::{BlockIdx, Document, Offset};

/// How much text the first step looks at, in bytes.
const FIRST_BYTES: u32 = 64 * 1024;

/// How much text a step looks at at most, in bytes; a regex may take its time.
const LITERAL_BYTES_MAX: u32 = 1024 * 1024;
const REGEX_BYTES_MAX: u32 = 64 * 1024;

/// What a step found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The text that was searched; it borders on what was searched before.
    pub searched: Range<Offset>,
    /// The hits that start in it, in order.
    pub hits: Vec<Range<Offset>>,
}

/// The search of a document: an iterator over its steps, forward and back by turns.
#[derive(Clone, Debug)]
pub struct Sweep {
    pattern: Arc<Pattern>,
    document: Arc<Document>,
    /// The blocks that have been searched.
    searched: Range<BlockIdx>,
    step_bytes: u32,
    is_back: bool,
}

impl Sweep {
    /// A search that begins at the paragraph that holds `from`.
    pub fn new(pattern: Arc<Pattern>, document: Arc<Document>, from: Offset) -> Self {
        let start = stretch::start(&document, document.block_at(from));
        Self {
            pattern,
            document,
            searched: start..start,
            step_bytes: FIRST_BYTES,
            is_back: false,
        }
    }

    /// The blocks of the next step back, or forward.
    fn next_blocks(&self, is_back: bool) -> Range<BlockIdx> {
        let document = &self.document;
        let after_last = BlockIdx(document.last_block().0 + 1);
        if is_back {
            let end = self.searched.start;
            let to = document.block(end).start.0.saturating_sub(self.step_bytes);
            let start = stretch::start(document, document.block_at(Offset(to)));
            return start.min(end)..end;
        }
        let start = self.searched.end;
        if start >= after_last {
            return start..start;
        }
        let to = document
            .block(start)
            .start
            .0
            .saturating_add(self.step_bytes);
        if to >= document.end().0 {
            return start..after_last;
        }
        // At least the stretch that begins here: a block is no longer than a step.
        let end = stretch::start(document, document.block_at(Offset(to)));
        if end > start {
            start..end
        } else {
            start..after_last.min(BlockIdx(start.0 + 1))
        }
    }
}

impl Iterator for Sweep {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let mut blocks = self.next_blocks(self.is_back);
        if blocks.is_empty() {
            self.is_back = !self.is_back;
            blocks = self.next_blocks(self.is_back);
        }
        if blocks.is_empty() {
            return None;
        }
        if self.is_back {
            self.searched.start = blocks.start;
        } else {
            self.searched.end = blocks.end;
        }
        self.is_back = !self.is_back;
        let bytes_max = match self.pattern.syntax() {
            Syntax::Literal => LITERAL_BYTES_MAX,
            Syntax::Regex => REGEX_BYTES_MAX,
        };
        self.step_bytes = (self.step_bytes * 2).min(bytes_max);
        let document = &self.document;
        let start = document.block(blocks.start).start;
        let end = document.block_range(BlockIdx(blocks.end.0 - 1)).end;
        Some(Found {
            searched: start..end,
            hits: stretch::hits(&self.pattern, document, blocks),
        })
    }
}
