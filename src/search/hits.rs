//! What a search has found so far: hits in order, in a stretch of the text that grows both ways.

use std::collections::VecDeque;
use std::ops::Range;

use super::Found;
use crate::document::{Document, Offset};

/// The most hits that are kept; where there are more, they are kept around one place.
pub const HITS_MAX: usize = 1_000_000;

/// The hits of a stretch of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    ranges: VecDeque<Range<Offset>>,
    searched: Range<Offset>,
    is_full: bool,
}

/// Where the hit is that a motion looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Here, beyond an end of the text where `wrapped`.
    At {
        /// The hit.
        hit: Range<Offset>,
        /// Whether the search went on from the other end.
        wrapped: bool,
    },
    /// Nowhere.
    Nowhere,
    /// Not where has been searched: `left` more hits, from `edge` on.
    Beyond {
        /// Where to search on.
        edge: Offset,
        /// How many hits on from there.
        left: u32,
    },
}

impl Hits {
    /// Takes in what a step of a [`Sweep`](super::Sweep) found.
    pub fn add(&mut self, found: Found) {
        if self.is_full {
            return;
        }
        if self.searched.is_empty() {
            self.searched = found.searched.start..found.searched.start;
        }
        if found.searched.start == self.searched.end {
            // A hit that crosses a border leaves the next step no room.
            let from = self.ranges.back().map_or(Offset(0), |last| last.end);
            let new = found.hits.into_iter().filter(|hit| hit.start >= from);
            self.ranges.extend(new);
            self.searched.end = found.searched.end;
        } else if found.searched.end == self.searched.start {
            let to = found.hits.last().map_or(Offset(0), |last| last.end);
            while self.ranges.front().is_some_and(|first| first.start < to) {
                self.ranges.pop_front();
            }
            for hit in found.hits.into_iter().rev() {
                self.ranges.push_front(hit);
            }
            self.searched.start = found.searched.start;
        }
        self.is_full = self.ranges.len() >= HITS_MAX;
    }

    /// How many are known.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether there may be more, but no more are kept.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whether all the text has been searched.
    pub fn is_whole(&self, document: &Document) -> bool {
        self.searched == (Offset(0)..document.end())
    }

    /// Whether all of `range` has been searched.
    pub fn covers(&self, range: &Range<Offset>) -> bool {
        self.searched.start <= range.start && range.end <= self.searched.end
    }

    /// The known hits that meet `range`, in order.
    pub fn within(&self, range: &Range<Offset>) -> impl Iterator<Item = &Range<Offset>> {
        let first = self.ranges.partition_point(|hit| hit.end <= range.start);
        let end = self.ranges.partition_point(|hit| hit.start < range.end);
        self.ranges.range(first..end.max(first))
    }

    /// How many known hits start in `range`.
    pub fn count(&self, range: &Range<Offset>) -> usize {
        self.before(range.end)
            .saturating_sub(self.before(range.start))
    }

    /// How many known hits start before `at`.
    pub fn before(&self, at: Offset) -> usize {
        self.ranges.partition_point(|hit| hit.start < at)
    }

    /// The `count`-th hit that starts at `from` or later, from the start again after the end.
    pub fn forward(&self, document: &Document, from: Offset, count: u32) -> Sought {
        if from < self.searched.start || from > self.searched.end {
            return Sought::Beyond {
                edge: from,
                left: count,
            };
        }
        let nth = self.before(from) + count.max(1) as usize - 1;
        if let Some(hit) = self.ranges.get(nth) {
            return found(hit, false);
        }
        let left = (nth - self.len()) as u32 + 1;
        if self.searched.end < document.end() {
            let edge = self.searched.end;
            return Sought::Beyond { edge, left };
        }
        if self.searched.start > Offset(0) {
            return Sought::Beyond {
                edge: Offset(0),
                left,
            };
        }
        let around = nth
            .checked_rem(self.len())
            .and_then(|nth| self.ranges.get(nth));
        around.map_or(Sought::Nowhere, |hit| found(hit, true))
    }

    /// The `count`-th last hit that starts before `from`, from the end again after the start.
    pub fn back(&self, document: &Document, from: Offset, count: u32) -> Sought {
        if from < self.searched.start || from > self.searched.end {
            return Sought::Beyond {
                edge: from,
                left: count,
            };
        }
        let before = self.before(from);
        let count = count.max(1) as usize;
        if let Some(hit) = before
            .checked_sub(count)
            .and_then(|nth| self.ranges.get(nth))
        {
            return found(hit, false);
        }
        let left = (count - before) as u32;
        if self.searched.start > Offset(0) {
            let edge = self.searched.start;
            return Sought::Beyond { edge, left };
        }
        if self.searched.end < document.end() {
            let edge = document.end();
            return Sought::Beyond { edge, left };
        }
        let around = (left as usize - 1)
            .checked_rem(self.len())
            .and_then(|nth| self.ranges.get(self.len() - 1 - nth));
        around.map_or(Sought::Nowhere, |hit| found(hit, true))
    }
}

fn found(hit: &Range<Offset>, wrapped: bool) -> Sought {
    let hit = hit.clone();
    Sought::At { hit, wrapped }
}
