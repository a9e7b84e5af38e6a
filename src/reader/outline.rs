//! The outline: sections as a tree, and beneath each its points.
//!
//! No list of visible entries is kept. The next and the previous visible entry are found from the
//! document's tables and the folds, so a pane costs its own height whatever the document's size.

use std::collections::HashMap;
use std::ops::Range;

use super::tree::{
    Entry, child, children, depth, first, has_start, order, outer, owner_of, point_at,
    section_or_takeaways,
};
use crate::document::{Document, Landmark, Offset, SectionIdx};

/// With at most this many sections and points, a document opens with everything unfolded.
const UNFOLDED_ENTRIES_MAX: usize = 60;

/// How much of an entry shows beneath it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fold {
    /// Nothing.
    Closed,
    /// The sections nested in it.
    #[default]
    Sections,
    /// Its points and the sections nested in it.
    Open,
}

/// An entry as it is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entry.
    pub entry: Entry,
    /// How deep it stands, from 0.
    pub depth: u8,
    /// How many points or takeaways it has of its own.
    pub count: usize,
    /// Whether something beneath it shows; none where there is nothing to show.
    pub unfolded: Option<bool>,
}

/// Folds, the lit entry, and what the pane shows first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    otherwise: Fold,
    folds: HashMap<Entry, Fold>,
    cursor: Entry,
    top: Entry,
}

impl Outline {
    /// The outline of a document, as it is at first.
    pub fn new(document: &Document) -> Self {
        let points = document.landmarks().of(Landmark::Point).len();
        let is_small = document.sections().len() + points <= UNFOLDED_ENTRIES_MAX;
        let first = first(document);
        Self {
            otherwise: if is_small { Fold::Open } else { Fold::Sections },
            folds: HashMap::new(),
            cursor: first,
            top: first,
        }
    }

    /// The lit entry.
    pub fn cursor(&self) -> Entry {
        self.cursor
    }

    /// The entries that a pane of `height_rows` shows.
    pub fn items(&self, document: &Document, height_rows: u16) -> Vec<Item> {
        let entries = self.window(document, height_rows).into_iter();
        entries
            .take(usize::from(height_rows))
            .map(|entry| self.item(document, entry))
            .collect()
    }

    /// Whether an entry is folded so that the sections nested in it do not show.
    pub fn hides_sections(&self, entry: Entry) -> bool {
        self.fold_of(entry) == Fold::Closed
    }

    /// The lit entry and the first one that shows, for [`Self::put_back`].
    pub(super) fn seat(&self) -> (Entry, Entry) {
        (self.cursor, self.top)
    }

    /// Shows the entries of [`Self::seat`] again.
    pub(super) fn put_back(&mut self, (cursor, top): (Entry, Entry)) {
        (self.cursor, self.top) = (cursor, top);
    }

    /// The folds that differ from how the outline is at first.
    pub fn folds(&self) -> (Fold, impl Iterator<Item = (Entry, Fold)>) {
        (
            self.otherwise,
            self.folds.iter().map(|(entry, fold)| (*entry, *fold)),
        )
    }

    /// Takes over folds, those of [`Self::folds`].
    pub fn restore(&mut self, otherwise: Fold, folds: impl Iterator<Item = (Entry, Fold)>) {
        self.otherwise = otherwise;
        self.folds = folds.collect();
    }

    /// Lights the entry that holds `at` and brings it into a pane of `height_rows`.
    pub(super) fn follow(&mut self, document: &Document, at: Offset, height_rows: u16) {
        self.cursor = self.entry_at(document, at);
        self.reveal(document, height_rows);
    }

    /// Moves the cursor by up to `entries`; false where it can't move.
    pub(super) fn step(&mut self, document: &Document, entries: i64, height_rows: u16) -> bool {
        let before = self.cursor;
        for _ in 0..entries.unsigned_abs() {
            let step = if entries > 0 {
                self.next(document, self.cursor)
            } else {
                self.previous(document, self.cursor)
            };
            match step {
                Some(entry) => self.cursor = entry,
                None => break,
            }
        }
        self.reveal(document, height_rows);
        self.cursor != before
    }

    /// Puts the cursor on the first or the last entry; false where it is there.
    pub(super) fn go_to_end(&mut self, document: &Document, last: bool, height_rows: u16) -> bool {
        let before = self.cursor;
        self.cursor = if last {
            self.last(document)
        } else {
            first(document)
        };
        self.reveal(document, height_rows);
        self.cursor != before
    }

    /// Puts the cursor on the entry in a row of the pane, if there is one.
    pub(super) fn go_to_row(&mut self, document: &Document, row: u16) -> bool {
        let entry = self
            .items(document, row + 1)
            .get(usize::from(row))
            .map(|item| item.entry);
        self.cursor = entry.unwrap_or(self.cursor);
        entry.is_some()
    }

    /// Opens the entry at the cursor by one step; false where nothing is left to open.
    pub(super) fn unfold(&mut self, document: &Document, height_rows: u16) -> bool {
        let shows = self.shows(document, self.cursor);
        let fold = if shows.has_sections && !shows.sections {
            Fold::Sections
        } else if shows.has_points() && !shows.points {
            Fold::Open
        } else {
            return false;
        };
        self.set_fold(document, self.cursor, fold, height_rows);
        true
    }

    /// Folds the entry at the cursor by one step, else moves to the entry around it; false where
    /// there is none.
    pub(super) fn fold(&mut self, document: &Document, height_rows: u16) -> bool {
        let shows = self.shows(document, self.cursor);
        if shows.points || shows.sections {
            let fold = if shows.points && shows.has_sections {
                Fold::Sections
            } else {
                Fold::Closed
            };
            self.set_fold(document, self.cursor, fold, height_rows);
            return true;
        }
        let outer = outer(document, self.cursor);
        self.cursor = outer.unwrap_or(self.cursor);
        self.reveal(document, height_rows);
        outer.is_some()
    }

    /// Folds the entry at the cursor, or the next one around it that is open, by one step; false
    /// where none is.
    pub(super) fn fold_around(&mut self, document: &Document, height_rows: u16) -> bool {
        loop {
            let shows = self.shows(document, self.cursor);
            if !self.fold(document, height_rows) || shows.points || shows.sections {
                return shows.points || shows.sections;
            }
        }
    }

    /// Folds or opens every entry; false where a pane shows the same as before.
    pub(super) fn fold_all(&mut self, document: &Document, fold: Fold, height_rows: u16) -> bool {
        let before = self.items(document, height_rows);
        self.otherwise = fold;
        self.folds.clear();
        self.settle(document, height_rows);
        before != self.items(document, height_rows)
    }

    fn set_fold(&mut self, document: &Document, entry: Entry, fold: Fold, height_rows: u16) {
        if fold == self.otherwise {
            self.folds.remove(&entry);
        } else {
            self.folds.insert(entry, fold);
        }
        self.settle(document, height_rows);
    }

    /// After folding: what is hidden is stood for by the entry that hides it.
    fn settle(&mut self, document: &Document, height_rows: u16) {
        self.cursor = self.shown(document, self.cursor);
        self.top = self.shown(document, self.top);
        self.reveal(document, height_rows);
    }

    /// Scrolls so that the cursor shows.
    fn reveal(&mut self, document: &Document, height_rows: u16) {
        let window = self.window(document, height_rows);
        self.top = window.first().copied().unwrap_or(self.top);
    }

    /// What a pane of this height shows, of one row at least: the cursor has a row to spare on
    /// either side, and no row is left empty needlessly.
    fn window(&self, document: &Document, height_rows: u16) -> Vec<Entry> {
        let height = usize::from(height_rows.max(1));
        let spare = usize::from(height > 4);
        let top = self.shown(document, self.top);
        let seen = self.entries_from(document, top, height);
        let row = seen.iter().position(|entry| *entry == self.cursor);
        let is_above = row.map_or_else(
            || order(document, self.cursor) < order(document, top),
            |row| row < spare,
        );
        let is_below = !is_above && row.is_none_or(|row| row + spare >= height);
        let top = if is_above {
            self.back_from(document, self.cursor, spare)
        } else if is_below {
            let after = usize::from(self.next(document, self.cursor).is_some()) * spare;
            self.back_from(document, self.cursor, height - 1 - after)
        } else if seen.len() < height {
            self.back_from(document, self.last(document), height - 1)
        } else {
            return seen;
        };
        self.entries_from(document, top, height)
    }

    /// Visible entries, `count` of them where there are so many.
    fn entries_from(&self, document: &Document, entry: Entry, count: usize) -> Vec<Entry> {
        std::iter::successors(Some(entry), |entry| self.next(document, *entry))
            .take(count)
            .collect()
    }

    fn back_from(&self, document: &Document, entry: Entry, steps: usize) -> Entry {
        std::iter::successors(Some(entry), |entry| self.previous(document, *entry))
            .take(steps + 1)
            .last()
            .unwrap_or(entry)
    }

    fn item(&self, document: &Document, entry: Entry) -> Item {
        let shows = self.shows(document, entry);
        Item {
            entry,
            depth: depth(document, entry),
            count: shows.children.len(),
            unfolded: (shows.has_points() || shows.has_sections)
                .then_some(shows.points || shows.sections),
        }
    }

    fn shows(&self, document: &Document, entry: Entry) -> Shows {
        let fold = self.fold_of(entry);
        let children = children(document, entry);
        let has_sections = match entry {
            Entry::Section(idx) => document.sections()[idx.index()].next.0 > idx.0 + 1,
            _ => false,
        };
        Shows {
            has_sections,
            points: fold == Fold::Open && !children.is_empty(),
            sections: has_sections && fold >= Fold::Sections,
            children,
        }
    }

    fn fold_of(&self, entry: Entry) -> Fold {
        self.folds.get(&entry).copied().unwrap_or(self.otherwise)
    }

    /// The visible entry after `entry`.
    fn next(&self, document: &Document, entry: Entry) -> Option<Entry> {
        let owner = match entry {
            Entry::Point(idx) | Entry::Takeaway(idx) => {
                let owner = outer(document, entry)?;
                if children(document, owner).contains(&(idx + 1)) {
                    return Some(child(owner, idx + 1));
                }
                owner
            }
            owner => {
                if self.fold_of(owner) == Fold::Open {
                    let children = children(document, owner);
                    if !children.is_empty() {
                        return Some(child(owner, children.start));
                    }
                }
                owner
            }
        };
        match owner {
            Entry::Start => section_or_takeaways(document, SectionIdx(0)),
            // Where nothing is nested in it, the next one is the one after it.
            Entry::Section(idx) if self.fold_of(owner) >= Fold::Sections => {
                section_or_takeaways(document, SectionIdx(idx.0 + 1))
            }
            Entry::Section(idx) => {
                section_or_takeaways(document, document.sections()[idx.index()].next)
            }
            _ => None,
        }
    }

    /// The visible entry before `entry`.
    fn previous(&self, document: &Document, entry: Entry) -> Option<Entry> {
        match entry {
            Entry::Start => None,
            Entry::Section(idx) => self.last_before(document, idx),
            Entry::Takeaways => {
                self.last_before(document, SectionIdx(document.sections().len() as u32))
            }
            Entry::Point(idx) | Entry::Takeaway(idx) => {
                let owner = outer(document, entry)?;
                let is_first = children(document, owner).start == idx;
                Some(if is_first {
                    owner
                } else {
                    child(owner, idx - 1)
                })
            }
        }
    }

    /// The last visible entry that stands before the section `idx`.
    fn last_before(&self, document: &Document, idx: SectionIdx) -> Option<Entry> {
        let owner = match idx.0.checked_sub(1) {
            Some(before) => self.shown(document, Entry::Section(SectionIdx(before))),
            None => Some(Entry::Start).filter(|_| has_start(document))?,
        };
        Some(self.last_within(document, owner))
    }

    fn last_within(&self, document: &Document, owner: Entry) -> Entry {
        let shows = self.shows(document, owner);
        if shows.points {
            child(owner, shows.children.end - 1)
        } else {
            owner
        }
    }

    fn last(&self, document: &Document) -> Entry {
        if document.landmarks().of(Landmark::Takeaway).is_empty() {
            let end = SectionIdx(document.sections().len() as u32);
            self.last_before(document, end).unwrap_or(Entry::Start)
        } else {
            self.last_within(document, Entry::Takeaways)
        }
    }

    /// `entry`, or the outermost folded entry that hides it.
    fn shown(&self, document: &Document, entry: Entry) -> Entry {
        let mut shown = entry;
        let mut inner = entry;
        while let Some(around) = outer(document, inner) {
            let shows = self.shows(document, around);
            let is_hidden = match inner {
                Entry::Section(_) => !shows.sections,
                _ => !shows.points,
            };
            if is_hidden {
                shown = around;
            }
            inner = around;
        }
        shown
    }

    /// The visible entry that holds `at`.
    pub fn entry_at(&self, document: &Document, at: Offset) -> Entry {
        let landmarks = document.landmarks();
        if at >= document.closing() && document.closing() < document.end() {
            let after = landmarks
                .of(Landmark::Takeaway)
                .partition_point(|start| *start <= at);
            let entry = after
                .checked_sub(1)
                .map_or(Entry::Takeaways, Entry::Takeaway);
            return self.shown(document, entry);
        }
        let point = point_at(document, at).map(Entry::Point);
        self.shown(document, point.unwrap_or_else(|| owner_of(document, at)))
    }
}

/// What an entry has beneath it, and whether that shows.
struct Shows {
    /// Its points or takeaways, as indices among all of their kind.
    children: Range<usize>,
    points: bool,
    has_sections: bool,
    sections: bool,
}

impl Shows {
    fn has_points(&self) -> bool {
        !self.children.is_empty()
    }
}
