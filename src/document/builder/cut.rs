//! Cuts blocks that grow too long.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{BLOCK_BYTES_MAX, Builder, TEXT_BYTES_MAX, continued};
use crate::document::{Block, Lead, Offset};
use crate::width;

/// How far back from its limit a block looks for a space to be cut at, in bytes.
const CUT_REACH_BYTES: usize = 1024;

/// Columns between the tab stops of code.
const TAB_COLUMNS: usize = 4;

impl Builder {
    /// Appends clean text to the open block, cutting it where it grows too long.
    pub(super) fn push_bounded(&mut self, mut text: &str) {
        while let Some(block) = self.block {
            if self.document.text.len() + text.len() > TEXT_BYTES_MAX {
                self.too_large = true;
                return;
            }
            let room = BLOCK_BYTES_MAX - 1 - (self.at().0 - block.start.0) as usize;
            if text.len() <= room {
                self.document.text.push_str(text);
                return;
            }
            let (fitting, rest) = split_at_grapheme(text, room);
            self.document.text.push_str(fitting);
            text = rest;
            self.cut(block);
        }
    }

    /// Ends a block that is full and goes on with the same paragraph in another.
    fn cut(&mut self, block: Block) {
        let end = self.document.text.len();
        let reach = block.start.index().max(end.saturating_sub(CUT_REACH_BYTES)) + 1;
        let bytes = &self.document.text.as_bytes()[reach.min(end)..];
        let space = bytes
            .iter()
            .rposition(|byte| *byte == b' ')
            .map(|at| reach + at);
        let next = Block {
            kind: continued(block.kind),
            ..block
        };
        if let Some(space) = space {
            let gap = Offset::from_index(space);
            self.split_runs(gap);
            let tail = self.document.text.split_off(space + 1);
            self.document.text.truncate(space);
            self.close_block(block);
            self.block = Some(Block {
                start: self.at(),
                lead: Lead::Cut,
                ..next
            });
            self.document.text.push_str(&tail);
        } else {
            self.interrupt();
            self.close_block(block);
            self.resume();
            self.block = Some(Block {
                start: self.at(),
                lead: Lead::Split,
                ..next
            });
        }
    }
}

/// Splits `text` at the last grapheme boundary within `limit` bytes; always at a `char` boundary.
fn split_at_grapheme(text: &str, limit: usize) -> (&str, &str) {
    const REACH_BYTES: usize = 128;
    let limit = text.floor_char_boundary(limit);
    let from = text.floor_char_boundary(limit.saturating_sub(REACH_BYTES));
    let to = text.ceil_char_boundary((limit + REACH_BYTES).min(text.len()));
    let window = text.get(from..to).unwrap_or_default();
    let boundary = window
        .grapheme_indices(true)
        .map(|(at, _)| from + at)
        .take_while(|at| *at <= limit)
        .last()
        .filter(|at| *at > from);
    text.split_at(boundary.unwrap_or(limit))
}

/// `text` with its tabs as spaces up to the next tab stop, going on after `before`.
pub(super) fn expand_tabs<'a>(text: &'a str, before: &str) -> Cow<'a, str> {
    if !text.contains('\t') {
        return text.into();
    }
    let mut column = width::columns(before);
    let mut expanded = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive('\t') {
        let stretch = piece.trim_end_matches('\t');
        expanded.push_str(stretch);
        column += width::columns(stretch);
        if stretch.len() < piece.len() {
            let spaces = TAB_COLUMNS - column % TAB_COLUMNS;
            expanded.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
        }
    }
    expanded.into()
}
