//! Looking elsewhere: where a view is, to come back to exactly, and places shown in passing.

use super::{Page, View};
use crate::document::Offset;
use crate::layout::Place;
use crate::reader::Entry;

/// Where a view is: what a look at another place leaves unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) struct Stand {
    top: Place,
    here: Option<Offset>,
    marked: Option<Offset>,
    opened: Option<Offset>,
    outline: (Entry, Entry),
}

impl View {
    /// Where the view is, to come back to exactly.
    pub(in crate::reader) fn stand(&self) -> Stand {
        Stand {
            top: self.top,
            here: self.here,
            marked: self.marked,
            opened: self.sight.opened,
            outline: self.outline.seat(),
        }
    }

    /// Comes back to where the view was.
    pub(in crate::reader) fn restore(&mut self, stand: &Stand) {
        (self.top, self.here, self.marked) = (stand.top, stand.here, stand.marked);
        self.sight.opened = stand.opened;
        self.outline.put_back(stand.outline);
    }

    /// Remembers that a jump started where the view was.
    pub(in crate::reader) fn leave(&mut self, stand: &Stand, page: Page) {
        let now = self.stand();
        self.restore(stand);
        self.history.leave(self.left(page));
        self.restore(&now);
    }

    /// Puts a place at the top and marks it, without remembering where from.
    pub(in crate::reader) fn preview(&mut self, at: Offset) {
        self.go(at.into());
        self.here = Some(at);
        self.marked = Some(at);
    }

    /// Goes to a place that may already show: then the page stays, else it comes a third down.
    pub(in crate::reader) fn show(&mut self, at: Offset, page: Page) {
        self.open(at);
        let row = self.flow(page).row_at(at.into());
        let is_shown = self.look(page).rows.iter().any(|shown| shown.place == row);
        self.top = if is_shown {
            self.top(page)
        } else {
            let above = usize::from(page.height_rows / 3);
            self.flow(page).up(row, above)
        };
        self.here = Some(at);
        self.marked = None;
    }
}
