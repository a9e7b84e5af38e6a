//! What of a document shows: whole blocks, their first sentences, or a row for what is hidden.
//!
//! A [`Sight`] parts the text into units, each found from any of its bytes by binary searches
//! among the landmarks, so that a million hidden paragraphs cost what one costs. The units
//! partition the text, and so do their rows: what is hidden is owned by the row that stands for it,
//! and a place inside it is on that row.

use std::ops::Range;

use crate::document::{BlockIdx, Document, Kind, Landmark, Offset, first_sentence};

/// How much of a text shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skim {
    /// Headings alone.
    Headings,
    /// Headings, and the first sentence of each point and takeaway.
    Points,
    /// Headings, and the first sentence of everything else.
    Sentences,
    /// Everything.
    #[default]
    Everything,
}

impl Skim {
    /// Every level, from the least to all.
    pub const ALL: [Self; 4] = [
        Self::Headings,
        Self::Points,
        Self::Sentences,
        Self::Everything,
    ];

    /// The landmarks that show where they start; the start of the text does at every level.
    fn openers(self) -> &'static [Landmark] {
        use Landmark::{Block, Point, Section, Takeaway};
        match self {
            Self::Headings => &[Section],
            Self::Points => &[Section, Point, Takeaway],
            Self::Sentences | Self::Everything => &[Section, Point, Takeaway, Block],
        }
    }
}

/// What of a document shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The level.
    pub skim: Skim,
    /// A place whose block shows whole at any level.
    pub opened: Option<Offset>,
    /// Whether what was set aside shows where it stood.
    pub asides: bool,
}

/// How a unit shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// One block, whole.
    Whole,
    /// A stretch of blocks by the start of its first one.
    Start,
    /// A stretch of blocks by a row that says what it hides.
    Hidden,
}

/// A stretch of whole blocks that shows in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) range: Range<Offset>,
    pub(super) shown: Shown,
}

impl Sight {
    /// The unit that holds the byte at `at`; past the end of the text, the last one.
    pub(super) fn unit_at(self, document: &Document, at: Offset) -> Unit {
        let at = at.min(Offset(document.end().0.saturating_sub(1)));
        let opened = self.opened.map(|at| stretch(document, at));
        if self.skim == Skim::Everything || opened.as_ref().is_some_and(|open| open.contains(&at)) {
            return Unit {
                range: document.block_range(document.block_at(at)),
                shown: Shown::Whole,
            };
        }
        let (start, next) = self.opener_around(document, at);
        let end = stretch(document, start).end.min(next);
        let (shown, mut range) = if at < end {
            (Shown::Start, start..end)
        } else {
            (Shown::Hidden, end..next)
        };
        match opened {
            Some(open) if open.end <= at => range.start = range.start.max(open.end),
            Some(open) => range.end = range.end.min(open.start),
            None => {}
        }
        Unit { range, shown }
    }

    /// Whether what stands at `at` is not painted.
    pub fn hides(self, document: &Document, at: Offset) -> bool {
        let unit = self.unit_at(document, at);
        match unit.shown {
            Shown::Whole => false,
            Shown::Start => at >= start_of(document, document.block_at(unit.range.start)).end,
            Shown::Hidden => true,
        }
    }

    /// Where the last visible stretch starts that does not start after `at`, and the next one.
    fn opener_around(self, document: &Document, at: Offset) -> (Offset, Offset) {
        let landmarks = document.landmarks();
        let mut before = Offset(0);
        let mut after = document.end();
        for kind in self.skim.openers() {
            let starts = landmarks.of(*kind);
            let next = starts.partition_point(|start| *start <= at);
            let last = next.checked_sub(1).and_then(|idx| starts.get(idx));
            before = before.max(last.copied().unwrap_or_default());
            after = after.min(starts.get(next).copied().unwrap_or(after));
        }
        (before, after)
    }
}

/// The paragraph, point, heading, table or stretch of code that holds `at`, to where the next one
/// starts.
pub fn stretch(document: &Document, at: Offset) -> Range<Offset> {
    let starts = document.landmarks().of(Landmark::Block);
    let next = starts.partition_point(|start| *start <= at);
    let start = next.checked_sub(1).and_then(|idx| starts.get(idx));
    let end = starts.get(next).copied().unwrap_or(document.end());
    start.copied().unwrap_or_default()..end
}

/// The bytes of a block that stand for it where it is not shown whole.
pub(super) fn start_of(document: &Document, block: BlockIdx) -> Range<Offset> {
    let text = document.block_text(block);
    let start = document.block(block).start;
    let length = match document.block(block).kind {
        Kind::Title | Kind::Heading(_) | Kind::Code | Kind::TableRow { .. } | Kind::Rule => {
            text.len()
        }
        _ => first_sentence(text).len(),
    };
    start..Offset(start.0 + length as u32)
}

/// What a hidden stretch says of itself: "⋯ 3 paragraphs, 1 table".
pub(super) fn note(document: &Document, range: &Range<Offset>) -> String {
    const COUNTED: [(Landmark, &str, &str); 5] = [
        (Landmark::Point, "point", "points"),
        (Landmark::Takeaway, "takeaway", "takeaways"),
        (Landmark::Table, "table", "tables"),
        (Landmark::Figure, "figure", "figures"),
        (Landmark::Code, "stretch of code", "stretches of code"),
    ];
    let landmarks = document.landmarks();
    let count = |kind| landmarks.indices(kind, range.clone()).len();
    let written = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let kinds: usize = COUNTED.iter().map(|(kind, ..)| count(*kind)).sum();
    let blocks = count(Landmark::Block).saturating_sub(kinds);
    let parts: Vec<String> = written(blocks, "paragraph", "paragraphs")
        .into_iter()
        .chain(
            COUNTED
                .iter()
                .filter_map(|(kind, one, many)| written(count(*kind), one, many)),
        )
        .collect();
    format!("⋯ {}", parts.join(", "))
}

/// What the rest of a table or of a stretch of code says of itself.
pub(super) fn note_of_rows(document: &Document, rest: &Range<Offset>) -> String {
    let first = document.block_at(rest.start).0;
    let last = document.block_at(Offset(rest.end.0 - 1)).0;
    match last - first + 1 {
        1 => "⋯ 1 row".to_owned(),
        rows => format!("⋯ {rows} rows"),
    }
}

#[cfg(test)]
mod tests;
