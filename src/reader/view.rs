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
use super::history::History;
use super::outline::Outline;
use crate::document::anchor::Anchor;
use crate::document::{Document, Offset};
use crate::layout::{self, Place, Row, Typesetting};

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

    /// Goes on with a longer edition of the document.
    ///
    /// Its text starts with this one's, so that every place holds; where a pipe's first stretch
    /// was too short to tell, the places are found again by what stands there. False then.
    pub(super) fn replace(&mut self, document: Arc<Document>) -> bool {
        let is_longer = document.text().starts_with(self.document.text());
        if !is_longer {
            let old = Arc::clone(&self.document);
            let moved = |at: Offset| Anchor::new(&old, at).resolve(&document).0;
            self.top = Place {
                at: moved(self.top.at),
                skip: 0,
            };
            self.here = self.here.map(moved);
            self.marked = self.marked.map(moved);
            self.history = History::default();
            self.marks.values_mut().for_each(|at| *at = moved(*at));
            self.search.iter_mut().for_each(Search::lose_current);
        }
        self.document = document;
        is_longer
    }

    /// The place of the first row that shows: the one that was gone to, but for the end of the
    /// text, which never rises above the bottom of a full page.
    pub fn top(&self, page: Page) -> Place {
        let top = layout::row_at(&self.document, self.top, page.typesetting);
        match self.last_top(page) {
            Some(last) => top.min(last),
            None => top,
        }
    }

    /// The top of the last page, where the end of the text could show.
    fn last_top(&self, page: Page) -> Option<Place> {
        // Every block has a row, so a screenful of blocks keeps the end away.
        let left = self.document.last_block().0 - self.document.block_at(self.top.at).0;
        (left < u32::from(page.height_rows))
            .then(|| layout::last_top(&self.document, page.height_rows, page.typesetting))
    }

    /// What the page shows, laid out once.
    pub fn look(&self, page: Page) -> Look {
        let (document, typesetting) = (&self.document, page.typesetting);
        let screen = |top| layout::screen(document, top, page.height_rows, typesetting);
        let mut rows = screen(self.top);
        if rows.len() < usize::from(page.height_rows) {
            rows = screen(layout::last_top(document, page.height_rows, typesetting));
        }
        let top = rows.first().map(|row| row.place).unwrap_or_default();
        let shows_end = rows.last().is_none_or(|row| {
            row.block == document.last_block()
                && layout::down(document, row.place, 1, typesetting) == row.place
        });
        Look {
            reading: self.reading_at(top, shows_end),
            rows,
            shows_end,
        }
    }

    /// Whether the end of the text shows.
    pub fn shows_end(&self, page: Page) -> bool {
        let top = layout::row_at(&self.document, self.top, page.typesetting);
        self.last_top(page).is_some_and(|last| last <= top)
    }

    /// Where motions start from: the place jumped to, or the first row.
    pub fn origin(&self, page: Page) -> Offset {
        self.here.unwrap_or_else(|| self.top(page).at)
    }

    /// The place being read: the place jumped to, else the first row; the last row where scrolling
    /// has reached the end of the text.
    pub fn reading(&self, page: Page) -> Offset {
        self.reading_at(self.top(page), self.shows_end(page))
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
        let top = self.top(page);
        let steps = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
        self.top = if rows < 0 {
            layout::up(&self.document, top, steps, page.typesetting)
        } else {
            layout::down(&self.document, top, steps, page.typesetting)
        };
        self.top = self.top(page);
        let has_moved = self.top != top;
        if has_moved {
            self.here = None;
        }
        has_moved
    }

    /// Goes to a place and remembers where from; `marked` says whether the margin marks it.
    pub(super) fn jump(&mut self, to: Offset, marked: bool, page: Page) {
        self.history.leave(self.place(page));
        self.go(Place { at: to, skip: 0 });
        self.here = Some(to);
        self.marked = marked.then_some(to);
    }

    /// Puts the top at a place without remembering where from.
    pub(super) fn go(&mut self, to: Place) {
        self.top = to;
        self.here = None;
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
        let here = self.place(page);
        let place = match way {
            Way::Back => self.history.back(here),
            Way::Forward => self.history.forward(here),
        };
        if let Some(place) = place {
            self.arrive(place);
        }
        place.is_some()
    }

    /// Goes to where the last jump started; going again comes back.
    pub(super) fn swap(&mut self, page: Page) -> bool {
        let Some(place) = self.history.last() else {
            return false;
        };
        self.history.leave(self.place(page));
        self.arrive(place);
        true
    }

    /// Brings the place where motions start from to a seat on the page.
    pub(super) fn seat(&mut self, seat: Seat, page: Page) {
        let row = layout::row_at(&self.document, self.place(page), page.typesetting);
        let above = match seat {
            Seat::Top => 0,
            Seat::Middle => page.height_rows / 2,
            Seat::Bottom => page.height_rows.saturating_sub(1),
        };
        self.here = Some(self.origin(page));
        self.top = layout::up(&self.document, row, usize::from(above), page.typesetting);
    }

    /// The place to come back to: the one jumped to, else the first row that shows.
    fn place(&self, page: Page) -> Place {
        self.here
            .map_or_else(|| self.top(page), |at| Place { at, skip: 0 })
    }

    fn arrive(&mut self, place: Place) {
        self.go(place);
        self.here = Some(place.at);
    }
}
