//! One open document: the place in it, where jumps started, its marks, its outline.
//!
//! Only a motion moves the top. What is shown is computed from it and the page's size at each
//! look, so a resize changes nothing here.

mod stand;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) use stand::Stand;

use super::Search;
use super::action::{Action, Seat, Way};
use super::coverage::Coverage;
use super::history::{History, Left};
use super::outline::Outline;
use crate::document::anchor::Anchor;
use crate::document::{Document, Offset};
use crate::layout::{Flow, Place, Row, Sight, Skim, Typesetting};

/// The page that a view is looked at through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How text is set.
    pub typesetting: Typesetting,
    /// How many rows show.
    pub height_rows: u16,
}

/// What a page shows of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// Whether the end of the text shows.
    pub shows_end: bool,
    /// The place being read.
    pub reading: Offset,
}

/// One open document and the reader's place in it.
#[derive(Clone, Debug)]
pub struct View {
    document: Arc<Document>,
    top: Place,
    /// Where the last jump went, until the page is scrolled: the place read, even where the end of
    /// the text keeps it from reaching the top.
    here: Option<Offset>,
    /// What the margin marks: where the last jump to a landmark went.
    marked: Option<Offset>,
    last_jump: Option<Action>,
    search: Option<Search>,
    history: History,
    marks: BTreeMap<char, Offset>,
    outline: Outline,
    sight: Sight,
    coverage: Coverage,
    pins: Vec<Offset>,
}

impl View {
    /// A view of a document from its start.
    pub(super) fn new(document: Arc<Document>, outline: Outline) -> Self {
        Self {
            document,
            top: Place::default(),
            here: None,
            marked: None,
            last_jump: None,
            search: None,
            history: History::default(),
            marks: BTreeMap::new(),
            outline,
            sight: Sight::default(),
            coverage: Coverage::default(),
            pins: Vec::new(),
        }
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The outline.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    pub(super) fn outline_mut(&mut self) -> &mut Outline {
        &mut self.outline
    }

    /// The marks that were set, by letter.
    pub fn marks(&self) -> &BTreeMap<char, Offset> {
        &self.marks
    }

    pub(super) fn marks_mut(&mut self) -> &mut BTreeMap<char, Offset> {
        &mut self.marks
    }

    /// What the margin marks.
    pub fn marked(&self) -> Option<Offset> {
        self.marked
    }

    pub(super) fn unmark(&mut self) -> bool {
        self.marked.take().is_some()
    }

    /// The last action that jumped along the text, which can be repeated.
    pub(super) fn last_jump(&self) -> Option<Action> {
        self.last_jump
    }

    pub(super) fn remember_jump(&mut self, action: Action) {
        self.last_jump = Some(action);
    }

    /// What is searched for.
    pub(super) fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    pub(super) fn search_mut(&mut self) -> Option<&mut Search> {
        self.search.as_mut()
    }

    pub(super) fn take_search(&mut self) -> Option<Search> {
        self.search.take()
    }

    pub(super) fn set_search(&mut self, search: Option<Search>) {
        self.search = search;
    }

    /// What has been read.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    pub(super) fn coverage_mut(&mut self) -> &mut Coverage {
        &mut self.coverage
    }

    /// Goes on with a longer edition of the document.
    ///
    /// Its text starts with this one's, so that every place holds; where a pipe's first stretch
    /// was too short to tell, the places are found again by what stands there. False then.
    pub(super) fn replace(&mut self, document: Arc<Document>) -> bool {
        let is_longer = document.text().starts_with(self.document.text());
        if !is_longer {
            let old = Arc::clone(&self.document);
            // The start is the start, whatever stands there.
            let moved = |at: Offset| match at {
                Offset(0) => at,
                _ => Anchor::new(&old, at).resolve(&document).0,
            };
            self.top = moved(self.top.at).into();
            self.here = self.here.map(moved);
            self.marked = self.marked.map(moved);
            self.history = History::default();
            self.sight.opened = None;
            self.coverage = Coverage::default();
            self.pins.clear();
            self.marks.values_mut().for_each(|at| *at = moved(*at));
            self.search.iter_mut().for_each(Search::lose_current);
        }
        self.document = document;
        is_longer
    }

    /// Where the passages start that are pinned, the last one last.
    pub(super) fn pins(&self) -> &[Offset] {
        &self.pins
    }

    pub(super) fn pins_mut(&mut self) -> &mut Vec<Offset> {
        &mut self.pins
    }

    /// What of the document shows.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    pub(super) fn sight_mut(&mut self) -> &mut Sight {
        &mut self.sight
    }

    /// The rows of what shows.
    pub(super) fn flow(&self, page: Page) -> Flow<'_> {
        Flow::new(&self.document, page.typesetting, self.sight)
    }

    /// The place of the first row that shows: the one that was gone to, but for the end of the
    /// text, which never rises above the bottom of a full page.
    pub fn top(&self, page: Page) -> Place {
        self.first_row(self.top, page)
    }

    /// The place of the first row that shows where the page is put at `place`.
    pub(super) fn first_row(&self, place: Place, page: Page) -> Place {
        let row = self.flow(page).row_at(place);
        match self.last_top(row.at, page) {
            Some(last) => row.min(last),
            None => row,
        }
    }

    /// The top of the last page, where the end of the text could show with `at` at the top.
    fn last_top(&self, at: Offset, page: Page) -> Option<Place> {
        // Every block that shows has a row, so a screenful of blocks keeps the end away.
        let left = self.document.last_block().0 - self.document.block_at(at).0;
        let hides = self.sight.skim != Skim::Everything;
        (hides || left < u32::from(page.height_rows))
            .then(|| self.flow(page).last_top(page.height_rows))
    }

    /// The place that the page was last put at.
    pub(super) fn put_at(&self) -> Place {
        self.top
    }

    /// The rows that the page shows.
    pub(super) fn rows(&self, page: Page) -> Vec<Row> {
        let flow = self.flow(page);
        let rows = flow.screen(self.top, page.height_rows);
        if rows.len() < usize::from(page.height_rows) {
            return flow.screen(flow.last_top(page.height_rows), page.height_rows);
        }
        rows
    }

    /// What the page shows, laid out once.
    pub fn look(&self, page: Page) -> Look {
        let flow = self.flow(page);
        let rows = self.rows(page);
        let top = rows.first().map(|row| row.place).unwrap_or_default();
        let shows_end = rows.last().is_none_or(|row| {
            row.range.end >= self.document.end() && flow.down(row.place, 1) == row.place
        });
        Look {
            reading: self.reading_at(top, shows_end),
            rows,
            shows_end,
        }
    }

    /// Whether the end of the text shows.
    pub fn shows_end(&self, page: Page) -> bool {
        let top = self.flow(page).row_at(self.top);
        let last = self.last_top(top.at, page);
        last.is_some_and(|last| last <= top)
    }

    /// Where motions start from: the place jumped to, or the first row.
    pub fn origin(&self, page: Page) -> Offset {
        self.here.unwrap_or_else(|| self.top(page).at)
    }

    /// The place being read: the place jumped to, else the first row; the last row where scrolling
    /// has reached the end of the text.
    pub fn reading(&self, page: Page) -> Offset {
        if let Some(here) = self.here {
            return here;
        }
        let row = self.flow(page).row_at(self.top);
        match self.last_top(row.at, page) {
            Some(last) => self.reading_at(row.min(last), last <= row),
            None => self.reading_at(row, false),
        }
    }

    fn reading_at(&self, top: Place, shows_end: bool) -> Offset {
        match self.here {
            Some(here) => here,
            None if shows_end && top > Place::default() => {
                Offset(self.document.end().0.saturating_sub(1))
            }
            None => top.at,
        }
    }

    /// Scrolls by up to `rows`, negative towards the start; false where the page can't move.
    pub(super) fn scroll(&mut self, rows: i64, page: Page) -> bool {
        let flow = self.flow(page);
        let steps = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
        let (top, to) = if rows < 0 {
            let top = flow.row_at(self.top);
            let top = self
                .last_top(top.at, page)
                .map_or(top, |last| top.min(last));
            (top, flow.up(top, steps))
        } else {
            let (top, to) = flow.row_and_down(self.top, steps);
            match self.last_top(to.at, page) {
                Some(last) => (top.min(last), to.min(last)),
                None => (top, to),
            }
        };
        self.top = to;
        let has_moved = to != top;
        if has_moved {
            self.here = None;
        }
        has_moved
    }

    /// Goes to a place and remembers where from; `marked` says whether the margin marks it.
    pub(super) fn jump(&mut self, to: Offset, marked: bool, page: Page) {
        self.history.leave(self.left(page));
        self.go(to.into());
        self.here = Some(to);
        self.marked = marked.then_some(to);
    }

    /// Puts the top at a place without remembering where from.
    pub(super) fn go(&mut self, to: Place) {
        self.top = to;
        self.here = None;
        self.open(to.at);
    }

    /// Shows the block that holds `at` whole, where that place would not show.
    pub(super) fn open(&mut self, at: Offset) {
        self.sight.opened = None;
        if self.sight.hides(&self.document, at) {
            self.sight.opened = Some(at);
        }
    }

    /// Shows more or less, the place being read on the row of the screen that it was on.
    pub(super) fn set_sight(&mut self, sight: Sight, page: Page) {
        let place = self.here.map_or(self.top, Place::from);
        let flow = self.flow(page);
        let rows = self.rows(page);
        // What the end of the text keeps from the top is not moved: more of the text lets it rise.
        let is_clamped = rows.first().map(|row| row.place) != Some(flow.row_at(self.top));
        let row = flow.row_at(place);
        let above = rows
            .iter()
            .position(|other| other.place == row)
            .filter(|above| *above > 0 && !is_clamped);
        self.sight = sight;
        if let Some(above) = above {
            let flow = self.flow(page);
            self.top = flow.up(flow.row_at(place), above);
        }
    }

    /// Makes a place the one that is read, wherever it shows.
    pub(super) fn point_at(&mut self, to: Offset) {
        self.here = Some(to);
        self.marked = Some(to);
    }

    /// Forgets the places jumped from.
    pub(super) fn forget_jumps(&mut self) {
        self.history = History::default();
    }

    /// Whether there is a place to go back to, or forward again to.
    pub(super) fn can_retrace(&self, way: Way, page: Page) -> bool {
        self.history.leads(way, self.place(page))
    }

    /// Goes back to, or forward again to, a place jumped from; false where there is none.
    pub(super) fn retrace(&mut self, way: Way, page: Page) -> bool {
        let here = self.left(page);
        let left = match way {
            Way::Back => self.history.back(here),
            Way::Forward => self.history.forward(here),
        };
        if let Some(left) = left {
            self.come_back(left, page);
        }
        left.is_some()
    }

    /// Goes to where the last jump started; going again comes back.
    pub(super) fn swap(&mut self, page: Page) -> bool {
        let Some(left) = self.history.last() else {
            return false;
        };
        self.history.leave(self.left(page));
        self.come_back(left, page);
        true
    }

    /// Brings the place where motions start from to a seat on the page.
    pub(super) fn seat(&mut self, seat: Seat, page: Page) {
        let row = self.flow(page).row_at(self.place(page));
        let above = match seat {
            Seat::Top => 0,
            Seat::Middle => page.height_rows / 2,
            Seat::Bottom => page.height_rows.saturating_sub(1),
        };
        self.here = Some(self.origin(page));
        self.top = self.flow(page).up(row, usize::from(above));
    }

    /// The place to come back to: the one jumped to, else the first row that shows.
    fn place(&self, page: Page) -> Place {
        self.here.map_or_else(|| self.top(page), Place::from)
    }

    /// The place to come back to, on the row of the screen that it is on.
    pub(super) fn left(&self, page: Page) -> Left {
        let (place, top) = (self.place(page), self.top);
        Left { place, top }
    }

    /// Comes back to a place: the page shows what it showed, unless it has no room for it any more.
    fn come_back(&mut self, left: Left, page: Page) {
        self.go(left.place);
        self.top = left.top;
        let row = self.flow(page).row_at(left.place);
        if !self.rows(page).iter().any(|shown| shown.place == row) {
            self.top = left.place;
        }
        self.here = Some(left.place.at);
    }
}
