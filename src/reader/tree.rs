//! The tree that the outline shows: which entry stands beneath which, found in the document's
//! tables.

use std::ops::Range;

use crate::document::{Document, Landmark, Offset, SectionIdx};

/// One row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// What stands before the first section.
    Start,
    /// A section.
    Section(SectionIdx),
    /// A point, by its index among all points.
    Point(usize),
    /// All takeaways.
    Takeaways,
    /// A takeaway, by its index among all takeaways.
    Takeaway(usize),
}

/// The point whose item holds `at`, by its index among all points.
pub(super) fn point_at(document: &Document, at: Offset) -> Option<usize> {
    let block = document.block(document.block_at(at));
    if !document
        .marks(block.prefix)
        .iter()
        .any(|mark| mark.is_item())
    {
        return None;
    }
    document
        .landmarks()
        .of(Landmark::Point)
        .partition_point(|start| *start <= at)
        .checked_sub(1)
}

/// The place that an entry stands for.
pub fn offset_of(document: &Document, entry: Entry) -> Offset {
    let landmarks = document.landmarks();
    let nth = |kind, idx: usize| landmarks.of(kind).get(idx).copied().unwrap_or_default();
    match entry {
        Entry::Start => Offset(0),
        Entry::Section(idx) => document
            .sections()
            .get(idx.index())
            .map_or(Offset(0), |section| section.start),
        Entry::Point(idx) => nth(Landmark::Point, idx),
        Entry::Takeaways => nth(Landmark::Takeaway, 0),
        Entry::Takeaway(idx) => nth(Landmark::Takeaway, idx),
    }
}

/// The text that an entry stands for, with all that is nested in it.
pub fn range_of(document: &Document, entry: Entry) -> Range<Offset> {
    let start = offset_of(document, entry);
    let until = |kind| document.landmarks().next(kind, start);
    let end = match entry {
        Entry::Start => document.sections().first().map(|first| first.start),
        Entry::Section(idx) => return document.full_range(idx),
        Entry::Point(_) => until(Landmark::Block),
        Entry::Takeaways => None,
        Entry::Takeaway(_) => until(Landmark::Takeaway),
    };
    start..end.unwrap_or(document.end())
}

pub(super) fn order(document: &Document, entry: Entry) -> (bool, Offset, bool) {
    let is_takeaway = matches!(entry, Entry::Takeaways | Entry::Takeaway(_));
    let is_child = matches!(entry, Entry::Point(_) | Entry::Takeaway(_));
    (is_takeaway, offset_of(document, entry), is_child)
}

pub(super) fn has_start(document: &Document) -> bool {
    document
        .sections()
        .first()
        .is_none_or(|section| section.start > Offset(0))
}

pub(super) fn first(document: &Document) -> Entry {
    if has_start(document) {
        Entry::Start
    } else {
        Entry::Section(SectionIdx(0))
    }
}

pub(super) fn section_or_takeaways(document: &Document, idx: SectionIdx) -> Option<Entry> {
    if idx.index() < document.sections().len() {
        return Some(Entry::Section(idx));
    }
    let has_takeaways = !document.landmarks().of(Landmark::Takeaway).is_empty();
    has_takeaways.then_some(Entry::Takeaways)
}

/// The points or takeaways of an entry, as indices among all of their kind.
pub(super) fn children(document: &Document, entry: Entry) -> Range<usize> {
    let landmarks = document.landmarks();
    match entry {
        Entry::Start => {
            let end = document
                .sections()
                .first()
                .map_or(document.end(), |first| first.start);
            landmarks.indices(Landmark::Point, Offset(0)..end)
        }
        Entry::Section(idx) => landmarks.indices(Landmark::Point, document.own_range(idx)),
        Entry::Takeaways => 0..landmarks.of(Landmark::Takeaway).len(),
        Entry::Point(_) | Entry::Takeaway(_) => 0..0,
    }
}

pub(super) fn child(owner: Entry, idx: usize) -> Entry {
    if owner == Entry::Takeaways {
        Entry::Takeaway(idx)
    } else {
        Entry::Point(idx)
    }
}

/// The section that holds `at`, or the start.
pub(super) fn owner_of(document: &Document, at: Offset) -> Entry {
    let after = document
        .sections()
        .partition_point(|section| section.start <= at);
    after.checked_sub(1).map_or_else(
        || first(document),
        |idx| Entry::Section(SectionIdx(idx as u32)),
    )
}

/// The entry that `entry` stands beneath.
pub(super) fn outer(document: &Document, entry: Entry) -> Option<Entry> {
    match entry {
        Entry::Start | Entry::Takeaways => None,
        Entry::Section(idx) => document
            .sections()
            .get(idx.index())?
            .parent
            .map(Entry::Section),
        Entry::Point(_) => Some(owner_of(document, offset_of(document, entry))),
        Entry::Takeaway(_) => Some(Entry::Takeaways),
    }
}

pub(super) fn depth(document: &Document, entry: Entry) -> u8 {
    let around = std::iter::successors(outer(document, entry), |entry| outer(document, *entry));
    around.count() as u8
}
