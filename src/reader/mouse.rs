//! The pointer: the wheel scrolls what is under it, a click goes to an entry of the outline.

use std::sync::Arc;

use super::{Pane, Reader, Way};

/// Rows that a turn of the mouse's wheel scrolls.
const WHEEL_ROWS: i64 = 3;

impl Reader {
    /// Scrolls what is under the pointer.
    pub fn wheel(&mut self, column: u16, row: u16, way: Way) {
        self.message = None;
        let rows = if way == Way::Forward {
            WHEEL_ROWS
        } else {
            -WHEEL_ROWS
        };
        let panes = self.panes();
        if panes.outline.contains((column, row).into()) && self.focus == Pane::Outline {
            self.step_outline(rows);
        } else if !self.view.scroll(rows, self.page()) {
            self.say_end(way);
        }
        if self.focus == Pane::Page {
            self.follow();
        }
    }

    /// Goes to the outline's entry under the pointer, or gives the page the focus.
    pub fn click(&mut self, column: u16, row: u16) {
        if self.prompt.is_some() {
            return;
        }
        self.message = None;
        let panes = self.panes();
        if panes.outline.contains((column, row).into()) {
            let document = Arc::clone(self.view.document());
            if self
                .view
                .outline_mut()
                .go_to_row(&document, row - panes.outline.y)
            {
                self.enter();
            }
        } else if panes.page.contains((column, row).into()) {
            self.focus = Pane::Page;
            self.follow();
        }
    }
}
