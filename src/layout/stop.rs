//! What a walk stops at: the units of the text, and between them what was set aside.
//!
//! A text that was set aside shows before the first unit that starts where it stood or later. Each
//! stop is found from its neighbour by binary searches.

use std::ops::Range;

use super::Place;
use super::skim::{Sight, Unit};
use crate::document::{Document, Offset};

/// One stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Unit(Unit),
    Aside {
        /// Its index in what was set aside.
        idx: usize,
        /// Where the unit after it starts, or the end of the text.
        before: Offset,
    },
}

impl Sight {
    /// The stop that holds `place`.
    pub(super) fn stop_at(self, document: &Document, place: Place) -> Stop {
        let aside = place.aside.filter(|_| self.asides);
        let idx = aside.map(|aside| aside.idx as usize);
        let found = idx.and_then(|idx| Some((idx, document.set_aside().get(idx)?.at)));
        match found {
            Some((idx, at)) => Stop::Aside {
                idx,
                before: self.edge_after(document, at),
            },
            None => Stop::Unit(self.unit_at(document, place.at)),
        }
    }

    pub(super) fn next_stop(self, document: &Document, stop: &Stop) -> Option<Stop> {
        let (idx, before) = match stop {
            Stop::Unit(unit) => (None, unit.range.end),
            Stop::Aside { idx, before } => (Some(idx + 1), *before),
        };
        let here = self.asides_before(document, before);
        let idx = idx.unwrap_or(here.start);
        if here.contains(&idx) {
            return Some(Stop::Aside { idx, before });
        }
        (before < document.end()).then(|| Stop::Unit(self.unit_at(document, before)))
    }

    pub(super) fn previous_stop(self, document: &Document, stop: &Stop) -> Option<Stop> {
        let (end, before) = match stop {
            Stop::Unit(unit) => (None, unit.range.start),
            Stop::Aside { idx, before } => (Some(*idx), *before),
        };
        let here = self.asides_before(document, before);
        let last = end.unwrap_or(here.end).checked_sub(1);
        if let Some(idx) = last.filter(|idx| here.contains(idx)) {
            return Some(Stop::Aside { idx, before });
        }
        let end = before.0.checked_sub(1)?;
        Some(Stop::Unit(self.unit_at(document, Offset(end))))
    }

    pub(super) fn last_stop(self, document: &Document) -> Stop {
        let before = document.end();
        match self.asides_before(document, before).last() {
            Some(idx) => Stop::Aside { idx, before },
            None => Stop::Unit(self.unit_at(document, before)),
        }
    }

    /// Where the first unit starts that does not start before `at`; the end of the text after the
    /// last one.
    fn edge_after(self, document: &Document, at: Offset) -> Offset {
        match at.0.checked_sub(1) {
            Some(inside) => self.unit_at(document, Offset(inside)).range.end,
            None => at,
        }
    }

    /// What shows right before the unit that starts at `edge`, or after the last one.
    fn asides_before(self, document: &Document, edge: Offset) -> Range<usize> {
        let asides = document.set_aside();
        let until = |at: Offset| asides.partition_point(|aside| aside.at <= at);
        if !self.asides || asides.is_empty() {
            return 0..0;
        }
        let start = match edge.0.checked_sub(1) {
            Some(inside) => until(self.unit_at(document, Offset(inside)).range.start),
            None => 0,
        };
        start..until(edge)
    }
}
