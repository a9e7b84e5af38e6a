//! What the status row tells of the place being read.

use super::tree;
use crate::document::{Document, Landmark, Offset};

/// Words that a reader of English reads a minute.
///
/// Silent reading of non-fiction by adults, mean of 190 studies: M. Brysbaert, "How many words do
/// we read per minute?", Journal of Memory and Language 109 (2019).
pub const WORDS_PER_MINUTE: u32 = 238;

/// Where a place stands in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status<'a> {
    /// The section's title, or what stands for it.
    pub section: &'a str,
    /// Which point of the section's, from 1, and of how many.
    pub point: Option<(usize, usize)>,
    /// How far through the text, 0 to 100.
    pub per_cent: u8,
    /// How much of the text has been read, 0 to 100.
    pub read_per_cent: u8,
    /// Minutes left in the section and in the whole; a minute begun counts.
    pub minutes_left: (u32, u32),
}

impl<'a> Status<'a> {
    /// The status at a place; `at_end` where the end of the text shows.
    pub(super) fn new(
        document: &'a Document,
        at: Offset,
        at_end: bool,
        words_per_minute: u32,
        read_per_cent: u8,
    ) -> Self {
        let end = document.end().0.max(1);
        let share = (u64::from(at.0) * 100 + u64::from(end) / 2) / u64::from(end);
        let section_end = match document.section_at(at) {
            Some(idx) => document.own_range(idx).end,
            None if at >= document.closing() => document.end(),
            None => document
                .sections()
                .first()
                .map_or(document.end(), |first| first.start),
        };
        let before = document.words_before(at);
        let minutes = |words: u32| {
            words
                .saturating_sub(before)
                .div_ceil(words_per_minute.max(1))
        };
        let left = (
            minutes(document.words_before(section_end)),
            minutes(document.words()),
        );
        Self {
            section: section(document, at),
            point: point(document, at),
            read_per_cent,
            per_cent: if at_end { 100 } else { share.min(99) as u8 },
            minutes_left: if at_end { (0, 0) } else { left },
        }
    }
}

fn section(document: &Document, at: Offset) -> &str {
    match document.section_at(at) {
        Some(idx) => document.title_of(idx),
        None if at >= document.closing() && document.closing() < document.end() => "Takeaways",
        None => document.meta().title.as_deref().unwrap_or("Start"),
    }
}

fn point(document: &Document, at: Offset) -> Option<(usize, usize)> {
    let idx = tree::point_at(document, at)?;
    let start = document.landmarks().of(Landmark::Point).get(idx)?;
    let points = tree::children(document, tree::owner_of(document, *start));
    Some((idx - points.start + 1, points.len()))
}
