//! What a motion can jump to, as sorted offsets by kind, so that a jump is a binary search.

use std::ops::Range;

use super::Offset;

/// How many kinds there are.
const LANDMARK_KINDS: usize = 17;

/// A kind of place that an argued text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Landmark {
    /// A heading of any level.
    Section,
    /// A heading of one level, 1 to 6.
    Level(u8),
    /// An item of a list.
    Point,
    /// A heading, point or sentence that asks.
    Question,
    /// A paragraph, point, heading, table or stretch of code.
    Block,
    /// The start of a quotation, or a takeaway.
    Quote,
    /// A takeaway.
    Takeaway,
    /// A link.
    Link,
    /// A figure.
    Figure,
    /// A table's first row.
    Table,
    /// The first row of a stretch of code.
    Code,
    /// A footnote.
    Footnote,
}

impl Landmark {
    /// Every kind.
    pub const ALL: [Self; LANDMARK_KINDS] = [
        Self::Section,
        Self::Point,
        Self::Question,
        Self::Block,
        Self::Quote,
        Self::Takeaway,
        Self::Link,
        Self::Figure,
        Self::Table,
        Self::Code,
        Self::Footnote,
        Self::Level(1),
        Self::Level(2),
        Self::Level(3),
        Self::Level(4),
        Self::Level(5),
        Self::Level(6),
    ];

    /// What one is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Level(1) => "section of level 1",
            Self::Level(2) => "section of level 2",
            Self::Level(3) => "section of level 3",
            Self::Level(4) => "section of level 4",
            Self::Level(5) => "section of level 5",
            Self::Level(_) => "section of level 6",
            Self::Point => "point",
            Self::Question => "question",
            Self::Block => "block",
            Self::Quote => "quote or takeaway",
            Self::Takeaway => "takeaway",
            Self::Link => "link",
            Self::Figure => "figure",
            Self::Table => "table",
            Self::Code => "code",
            Self::Footnote => "footnote",
        }
    }

    fn index(self) -> usize {
        match self {
            Self::Section => 0,
            Self::Point => 1,
            Self::Question => 2,
            Self::Block => 3,
            Self::Quote => 4,
            Self::Link => 5,
            Self::Figure => 6,
            Self::Table => 7,
            Self::Code => 8,
            Self::Footnote => 9,
            Self::Takeaway => 16,
            Self::Level(level) => 9 + usize::from(level.clamp(1, 6)),
        }
    }
}

/// The starts of all landmarks of a document, sorted, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landmarks {
    starts: [Vec<Offset>; LANDMARK_KINDS],
}

impl Landmarks {
    /// The starts of one kind.
    pub fn of(&self, kind: Landmark) -> &[Offset] {
        &self.starts[kind.index()]
    }

    /// The first one that starts after `at`.
    pub fn next(&self, kind: Landmark, at: Offset) -> Option<Offset> {
        let starts = self.of(kind);
        starts
            .get(starts.partition_point(|start| *start <= at))
            .copied()
    }

    /// The last one that starts before `at`.
    pub fn previous(&self, kind: Landmark, at: Offset) -> Option<Offset> {
        let starts = self.of(kind);
        starts
            .partition_point(|start| *start < at)
            .checked_sub(1)
            .map(|idx| starts[idx])
    }

    /// The ones that start within `range`.
    pub fn within(&self, kind: Landmark, range: Range<Offset>) -> &[Offset] {
        self.of(kind)
            .get(self.indices(kind, range))
            .unwrap_or_default()
    }

    /// The indices, among all of their kind, of the ones that start within `range`.
    pub fn indices(&self, kind: Landmark, range: Range<Offset>) -> Range<usize> {
        let starts = self.of(kind);
        let first = starts.partition_point(|start| *start < range.start);
        let end = starts.partition_point(|start| *start < range.end);
        first..end.max(first)
    }

    /// Takes away all that start at `at` or later.
    pub(super) fn truncate(&mut self, at: Offset) {
        for starts in &mut self.starts {
            starts.truncate(starts.partition_point(|start| *start < at));
        }
    }

    /// Adds a landmark, unless the last one of its kind starts there or later.
    pub(super) fn push(&mut self, kind: Landmark, start: Offset) {
        let starts = &mut self.starts[kind.index()];
        if starts.last().is_none_or(|last| *last < start) {
            starts.push(start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_list_of_its_own() {
        let mut indices: Vec<usize> = Landmark::ALL.iter().map(|kind| kind.index()).collect();
        indices.sort_unstable();
        assert_eq!(indices, (0..LANDMARK_KINDS).collect::<Vec<_>>());
    }

    #[test]
    fn motions_exclude_the_place_they_start_from() {
        let mut landmarks = Landmarks::default();
        for start in [3, 7, 9] {
            landmarks.push(Landmark::Point, Offset(start));
        }
        assert_eq!(landmarks.next(Landmark::Point, Offset(3)), Some(Offset(7)));
        assert_eq!(landmarks.next(Landmark::Point, Offset(9)), None);
        assert_eq!(
            landmarks.previous(Landmark::Point, Offset(7)),
            Some(Offset(3))
        );
        assert_eq!(landmarks.previous(Landmark::Point, Offset(3)), None);
        assert_eq!(
            landmarks
                .within(Landmark::Point, Offset(3)..Offset(9))
                .len(),
            2
        );
    }
}
