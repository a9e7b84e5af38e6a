//! Places down and up from a place, laying out only what is passed.

use super::skim::Sight;
use super::stop::Stop;
use super::{Place, Row, Typesetting, aside, start};
use crate::document::Document;

/// The rows of a document, as far as they show, from any place to any other.
#[derive(Clone, Copy, Debug)]
pub struct Flow<'a> {
    document: &'a Document,
    typesetting: Typesetting,
    sight: Sight,
}

/// The rows of a stop, and one of them.
struct Cursor {
    stop: Stop,
    rows: Vec<Row>,
    row: usize,
}

impl Cursor {
    fn place(&self) -> Place {
        self.rows[self.row].place
    }
}

impl<'a> Flow<'a> {
    /// The rows of what shows of a document.
    pub fn new(document: &'a Document, typesetting: Typesetting, sight: Sight) -> Self {
        Self {
            document,
            typesetting,
            sight,
        }
    }

    /// The place of the row that `place` is on.
    pub fn row_at(&self, place: Place) -> Place {
        self.cursor(place).place()
    }

    /// The place `steps` rows further on, or that of the last row.
    pub fn down(&self, place: Place, steps: usize) -> Place {
        self.down_from(self.cursor(place), steps)
    }

    /// The places of the row that `place` is on, and of the one `steps` rows further on or the last.
    pub fn row_and_down(&self, place: Place, steps: usize) -> (Place, Place) {
        let at = self.cursor(place);
        (at.place(), self.down_from(at, steps))
    }

    fn down_from(&self, mut at: Cursor, steps: usize) -> Place {
        let mut left = steps;
        loop {
            let below = at.rows.len() - 1 - at.row;
            if left <= below {
                at.row += left;
                return at.place();
            }
            let Some(next) = self.sight.next_stop(self.document, &at.stop) else {
                at.row += below;
                return at.place();
            };
            left -= below + 1;
            at = self.first_of(next);
        }
    }

    /// The place `steps` rows before, or that of the first row.
    pub fn up(&self, place: Place, steps: usize) -> Place {
        self.up_from(self.cursor(place), steps)
    }

    /// The rows of a screen of `height_rows`, from the row that `top` is on.
    pub fn screen(&self, top: Place, height_rows: u16) -> Vec<Row> {
        let height = usize::from(height_rows);
        let mut at = self.cursor(top);
        let mut shown: Vec<Row> = at.rows.drain(at.row..).collect();
        while shown.len() < height {
            let Some(next) = self.sight.next_stop(self.document, &at.stop) else {
                break;
            };
            at = self.first_of(next);
            shown.append(&mut at.rows);
        }
        shown.truncate(height);
        shown
    }

    /// The top with which the end of the text stands at the bottom of a full screen; of a text that
    /// fits, the first row.
    pub fn last_top(&self, height_rows: u16) -> Place {
        let mut end = self.first_of(self.sight.last_stop(self.document));
        end.row = end.rows.len() - 1;
        self.up_from(end, usize::from(height_rows.saturating_sub(1)))
    }

    fn up_from(&self, mut at: Cursor, steps: usize) -> Place {
        let mut left = steps;
        loop {
            if left <= at.row {
                at.row -= left;
                return at.place();
            }
            let Some(previous) = self.sight.previous_stop(self.document, &at.stop) else {
                at.row = 0;
                return at.place();
            };
            left -= at.row + 1;
            at = self.first_of(previous);
            at.row = at.rows.len() - 1;
        }
    }

    /// The row that holds `place`.
    fn cursor(&self, place: Place) -> Cursor {
        let mut at = self.first_of(self.sight.stop_at(self.document, place));
        if let Stop::Aside { .. } = at.stop {
            let owner = at
                .rows
                .iter()
                .rposition(|row| row.place.aside <= place.aside);
            at.row = owner.unwrap_or(0);
            return at;
        }
        let owner = at
            .rows
            .iter()
            .rposition(|row| row.range.start <= place.at && row.place.skip == 0);
        let owner = owner.unwrap_or(0);
        let start = at.rows[owner].place.at;
        let sharing = at
            .rows
            .iter()
            .skip(owner + 1)
            .take_while(|row| row.place.at == start)
            .count();
        at.row = owner + usize::from(place.skip).min(sharing);
        at
    }

    /// The rows of a stop, the first one of them.
    fn first_of(&self, stop: Stop) -> Cursor {
        let (document, sight, typesetting) = (self.document, self.sight, self.typesetting);
        let rows = match &stop {
            Stop::Unit(unit) => start::unit_rows(document, sight, unit, typesetting),
            Stop::Aside { idx, before } => {
                aside::aside_rows(document, sight, *idx, *before, typesetting)
            }
        };
        Cursor { stop, rows, row: 0 }
    }
}

/// [`Flow::row_at`], of the whole text.
pub fn row_at(document: &Document, place: Place, typesetting: Typesetting) -> Place {
    whole(document, typesetting).row_at(place)
}

/// [`Flow::down`], of the whole text.
pub fn down(document: &Document, place: Place, steps: usize, typesetting: Typesetting) -> Place {
    whole(document, typesetting).down(place, steps)
}

/// [`Flow::up`], of the whole text.
pub fn up(document: &Document, place: Place, steps: usize, typesetting: Typesetting) -> Place {
    whole(document, typesetting).up(place, steps)
}

/// [`Flow::screen`], of the whole text.
pub fn screen(
    document: &Document,
    top: Place,
    height_rows: u16,
    typesetting: Typesetting,
) -> Vec<Row> {
    whole(document, typesetting).screen(top, height_rows)
}

/// [`Flow::last_top`], of the whole text.
pub fn last_top(document: &Document, height_rows: u16, typesetting: Typesetting) -> Place {
    whole(document, typesetting).last_top(height_rows)
}

fn whole(document: &Document, typesetting: Typesetting) -> Flow<'_> {
    Flow::new(document, typesetting, Sight::default())
}
