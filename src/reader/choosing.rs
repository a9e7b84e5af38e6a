//! A document that is a list to choose from: keys that scroll by rows go from point to point, and
//! Enter takes the point gone to.

use std::sync::Arc;

use super::{Entry, Pane, Reader, Seat, View, Way, tree};
use crate::document::{Landmark, Offset};

impl Reader {
    /// Makes the document a list to choose from, at the first point that shows.
    pub fn set_choosing(&mut self) {
        self.is_list = true;
        let page = self.page();
        let top = self.view.top(page).at;
        let points = self.view.document().landmarks().of(Landmark::Point);
        let first = points.partition_point(|start| *start < top);
        if let Some(point) = points.get(first).copied() {
            self.view.point_out(point, Way::Back, page);
        }
    }

    /// Whether the page is a list to choose from.
    pub(super) fn is_choosing(&self) -> bool {
        self.is_list && self.beneath.is_none()
    }

    /// The point chosen, by its index among all points.
    pub(super) fn choice(&self) -> Option<usize> {
        match (self.focus, self.view.outline().cursor()) {
            (Pane::Outline, Entry::Point(point)) => Some(point),
            (Pane::Outline, _) => None,
            (Pane::Page, _) => tree::point_at(self.view.document(), self.view.origin(self.page())),
        }
    }

    /// Goes so many points on or back.
    pub(super) fn step_choice(&mut self, way: Way, count: u32) {
        let page = self.page();
        let document = Arc::clone(self.view.document());
        let points = document.landmarks().of(Landmark::Point);
        let at = self.view.origin(page);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let next = match way {
            Way::Forward => {
                let beyond = points.partition_point(|start| *start <= at);
                beyond.saturating_add(count - 1).min(points.len() - 1)
            }
            Way::Back => {
                let before = points.partition_point(|start| *start < at);
                before.saturating_sub(count)
            }
        };
        match points.get(next) {
            Some(point) if *point != at => self.view.point_out(*point, way, page),
            _ => self.say_end(way),
        }
    }
}

impl View {
    /// Goes to a place without a jump, and scrolls no more than it takes to show it.
    fn point_out(&mut self, to: Offset, way: Way, page: super::Page) {
        let look = self.look(page);
        let shows = |row: &crate::layout::Row| row.block == self.document().block_at(to);
        let is_shown = look.rows.iter().any(shows);
        self.point_at(to);
        if !is_shown {
            let seat = match way {
                Way::Forward => Seat::Bottom,
                Way::Back => Seat::Top,
            };
            self.seat(seat, page);
        }
    }
}
