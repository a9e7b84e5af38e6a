//! Passages that are held above or beside the page while its reader reads on.

use super::{Panes, Reader, Seat};
use crate::document::{Document, Offset};
use crate::layout::{self, Flow, Form, Row, Sight, Typesetting};
use crate::width;

/// How many passages may be held.
const PINS_MAX: usize = 4;

impl Reader {
    /// The rows of the pinned passages, as many as their pane shows; each passage's own.
    ///
    /// What does not fit ends in an ellipsis on its last row.
    pub fn pinned(&self, panes: Panes) -> Vec<Vec<Row>> {
        self.pinned_rows(panes.pinned.width, panes.pinned.height)
    }

    /// How many rows the pinned passages take, at most `rows_max`.
    pub(super) fn pinned_height(&self, width_columns: u16, rows_max: u16) -> u16 {
        let passages = self.pinned_rows(width_columns, rows_max);
        passages.iter().map(|rows| rows.len() as u16).sum()
    }

    /// Pins the passage at the place, or lets go of it.
    pub(super) fn pin(&mut self) {
        let page = self.page();
        let at = self.view.origin(page);
        let start = layout::stretch(self.view.document(), at).start;
        let pins = self.view.pins_mut();
        if let Some(idx) = pins.iter().position(|pin| *pin == start) {
            pins.remove(idx);
            self.say("let go");
        } else if pins.len() == PINS_MAX {
            self.say(format!(
                "{PINS_MAX} are pinned already: Esc lets go of the last"
            ));
            return;
        } else {
            pins.push(start);
            let has_room = self.bare_panes().has_room_to_pin();
            self.say(if has_room {
                "pinned: P or Esc lets go"
            } else {
                "pinned: it shows where there is room"
            });
        }
        self.keep_in_view(at);
    }

    /// Lets go of the passage that was pinned last; false where none is.
    pub(super) fn unpin(&mut self) -> bool {
        let is_pinned = self.view.pins_mut().pop().is_some();
        if is_pinned {
            self.say("let go");
            self.follow();
        }
        is_pinned
    }

    /// Scrolls no more than a lower page needs to show the place being read.
    fn keep_in_view(&mut self, at: Offset) {
        let page = self.page();
        let rows = self.view.rows(page);
        let is_below = rows.last().is_some_and(|row| row.range.end <= at);
        if is_below {
            self.view.seat(Seat::Bottom, page);
        }
    }

    fn pinned_rows(&self, width_columns: u16, rows_max: u16) -> Vec<Vec<Row>> {
        let pins = self.view.pins();
        let mut left = rows_max;
        let mut passages = Vec::new();
        for (idx, start) in pins.iter().enumerate() {
            // Each passage may take what those after it leave, and they a row at least.
            let after = (pins.len() - idx - 1) as u16;
            let share = (left / (after + 1)).max(left.saturating_sub(after * 3));
            let rows = self.passage(*start, width_columns, share.min(left));
            left -= rows.len() as u16;
            passages.push(rows);
        }
        passages
    }

    /// The first rows of the passage that starts at `start`.
    fn passage(&self, start: Offset, width_columns: u16, rows_max: u16) -> Vec<Row> {
        let document = self.view.document();
        let typesetting = Typesetting { width_columns };
        let end = layout::stretch(document, start).end;
        let flow = Flow::new(document, typesetting, Sight::default());
        let mut rows = flow.screen(start.into(), rows_max.saturating_add(1));
        let within = rows.partition_point(|row| row.range.start < end);
        rows.truncate(within);
        let text = rows.iter().rposition(|row| row.form != Form::Gap);
        rows.truncate(text.map_or(0, |last| last + 1));
        if rows.len() > usize::from(rows_max) {
            rows.truncate(usize::from(rows_max));
            if let Some(last) = rows.last_mut() {
                shorten(document, last, width_columns);
            }
        }
        rows
    }
}

/// Ends a row in an ellipsis.
fn shorten(document: &Document, row: &mut Row, width_columns: u16) {
    let Some(piece) = row.pieces.last_mut() else {
        return;
    };
    let room = width_columns.saturating_sub(piece.column + 1);
    let text = document.slice(piece.range.clone());
    let (fitting, columns) = width::prefix(text, usize::from(room));
    piece.range.end = Offset(piece.range.start.0 + fitting.len() as u32);
    let end = usize::from(piece.column) + columns;
    row.ellipsis = u16::try_from(end).ok().filter(|end| *end < width_columns);
}

#[cfg(test)]
mod tests;
