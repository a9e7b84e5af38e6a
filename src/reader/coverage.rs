//! What of a text has been read: stretches of it, by place.

use std::ops::Range;

use crate::document::Offset;

/// How much of a stretch has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// Nothing.
    Not,
    /// A part.
    Partly,
    /// All.
    Wholly,
}

/// The stretches of a text that have been read: sorted, disjoint, and none touches another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    stretches: Vec<Range<Offset>>,
    bytes: u64,
}

impl Coverage {
    /// The stretches, in order.
    pub fn stretches(&self) -> &[Range<Offset>] {
        &self.stretches
    }

    /// Enters a stretch as read.
    pub(super) fn add(&mut self, stretch: Range<Offset>) {
        if stretch.start >= stretch.end {
            return;
        }
        let first = self
            .stretches
            .partition_point(|other| other.end < stretch.start);
        let end = self
            .stretches
            .partition_point(|other| other.start <= stretch.end);
        let touched = self.stretches.get(first..end).unwrap_or_default();
        let joined = Range {
            start: touched
                .first()
                .map_or(stretch.start, |other| other.start.min(stretch.start)),
            end: touched
                .last()
                .map_or(stretch.end, |other| other.end.max(stretch.end)),
        };
        self.bytes -= touched.iter().map(bytes_of).sum::<u64>();
        self.bytes += bytes_of(&joined);
        self.stretches.splice(first..end, [joined]);
    }

    /// How much of a stretch has been read.
    pub fn of(&self, stretch: &Range<Offset>) -> Read {
        let next = self
            .stretches
            .partition_point(|other| other.end <= stretch.start);
        match self.stretches.get(next) {
            Some(other) if other.start <= stretch.start && other.end >= stretch.end => Read::Wholly,
            Some(other) if other.start < stretch.end => Read::Partly,
            _ => Read::Not,
        }
    }

    /// How much of a text that ends at `end` has been read, in per cent; all of it is 100.
    pub fn per_cent(&self, end: Offset) -> u8 {
        let length = u64::from(end.0.max(1));
        (self.bytes * 100 / length).min(100) as u8
    }

    /// The `nth` start, from 0, of an unread stretch after `at`, or the last one there is.
    pub(super) fn next_unread(&self, at: Offset, nth: usize, end: Offset) -> Option<Offset> {
        let first = self.stretches.partition_point(|other| other.end <= at);
        let last = self
            .stretches
            .partition_point(|other| other.end < end)
            .checked_sub(1)?;
        let found = self.stretches.get(first.saturating_add(nth).min(last))?;
        (first <= last).then_some(found.end)
    }

    /// The `nth` start, from 0, of an unread stretch before `at`, or the first one there is.
    pub(super) fn previous_unread(&self, at: Offset, nth: usize) -> Option<Offset> {
        let before = self.stretches.partition_point(|other| other.end < at);
        let starts_unread = self
            .stretches
            .first()
            .is_none_or(|first| first.start > Offset(0));
        match before.checked_sub(nth.saturating_add(1)) {
            Some(idx) => self.stretches.get(idx).map(|other| other.end),
            None if starts_unread && at > Offset(0) => Some(Offset(0)),
            None => self
                .stretches
                .first()
                .filter(|_| before > 0)
                .map(|other| other.end),
        }
    }
}

fn bytes_of(stretch: &Range<Offset>) -> u64 {
    u64::from(stretch.end.0 - stretch.start.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn coverage(stretches: &[(u32, u32)]) -> Coverage {
        let mut coverage = Coverage::default();
        for (start, end) in stretches {
            coverage.add(Offset(*start)..Offset(*end));
        }
        coverage
    }

    #[test]
    fn unread_stretches_are_gone_to_in_turn() {
        let coverage = coverage(&[(10, 20), (30, 40)]);
        let next = |at, nth| coverage.next_unread(Offset(at), nth, Offset(50));
        assert_eq!(next(0, 0), Some(Offset(20)));
        assert_eq!(next(0, 1), Some(Offset(40)));
        assert_eq!(next(0, 9), Some(Offset(40)));
        assert_eq!(next(20, 0), Some(Offset(40)));
        assert_eq!(next(40, 0), None);
        let previous = |at, nth| coverage.previous_unread(Offset(at), nth);
        assert_eq!(previous(45, 0), Some(Offset(40)));
        assert_eq!(previous(40, 0), Some(Offset(20)));
        assert_eq!(previous(45, 9), Some(Offset(0)));
        assert_eq!(previous(0, 0), None);
        assert_eq!(
            Coverage::default().next_unread(Offset(0), 0, Offset(9)),
            None
        );
    }

    #[test]
    fn what_is_read_to_the_end_leaves_nothing_unread() {
        let coverage = coverage(&[(0, 50)]);
        assert_eq!(coverage.next_unread(Offset(10), 0, Offset(50)), None);
        assert_eq!(coverage.previous_unread(Offset(10), 0), None);
        assert_eq!(coverage.per_cent(Offset(50)), 100);
        assert_eq!(coverage.of(&(Offset(0)..Offset(50))), Read::Wholly);
    }

    proptest! {
        #[test]
        fn stretches_are_the_bytes_that_were_added(
            added in prop::collection::vec((0u32..60, 0u32..60), 0..12),
            asked in (0u32..60, 1u32..20),
        ) {
            let coverage = coverage(&added);
            let is_read = |at: u32| added.iter().any(|(start, end)| (*start..*end).contains(&at));
            let read = (0..60).filter(|at| is_read(*at)).count() as u64;
            prop_assert_eq!(coverage.bytes, read);
            let apart = |pair: &[Range<Offset>]| pair[0].end < pair[1].start;
            prop_assert!(coverage.stretches.windows(2).all(apart));
            let asked = asked.0..asked.0 + asked.1;
            let count = asked.clone().filter(|at| is_read(*at)).count();
            let expected = match count {
                0 => Read::Not,
                count if count == asked.len() => Read::Wholly,
                _ => Read::Partly,
            };
            prop_assert_eq!(coverage.of(&(Offset(asked.start)..Offset(asked.end))), expected);
        }
    }
}
