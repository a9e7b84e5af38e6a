//! Places down and up from a place, laying out only the blocks that are passed.

use super::{Place, Row, Typesetting, rows};
use crate::document::{BlockIdx, Document, Offset};

/// A block's rows, and one of them.
struct Cursor {
    block: BlockIdx,
    rows: Vec<Row>,
    row: usize,
}

impl Cursor {
    fn new(document: &Document, place: Place, typesetting: Typesetting) -> Self {
        let block = document.block_at(place.at);
        let rows = rows(document, block, typesetting);
        let owner = rows
            .iter()
            .rposition(|row| row.range.start <= place.at && row.place.skip == 0);
        let owner = owner.unwrap_or(0);
        let start = rows[owner].place.at;
        let sharing = rows
            .iter()
            .skip(owner + 1)
            .take_while(|row| row.place.at == start)
            .count();
        let row = owner + usize::from(place.skip).min(sharing);
        Self { block, rows, row }
    }

    fn place(&self) -> Place {
        self.rows[self.row].place
    }
}

/// The place of the row that `place` is on.
pub fn row_at(document: &Document, place: Place, typesetting: Typesetting) -> Place {
    Cursor::new(document, place, typesetting).place()
}

/// The place `steps` rows further on, or that of the last row.
pub fn down(document: &Document, place: Place, steps: usize, typesetting: Typesetting) -> Place {
    let mut at = Cursor::new(document, place, typesetting);
    let mut left = steps;
    loop {
        let below = at.rows.len() - 1 - at.row;
        if left <= below || at.block == document.last_block() {
            at.row += left.min(below);
            return at.place();
        }
        left -= below + 1;
        at.block = BlockIdx(at.block.0 + 1);
        at.rows = rows(document, at.block, typesetting);
        at.row = 0;
    }
}

/// The place `steps` rows before, or that of the first row.
pub fn up(document: &Document, place: Place, steps: usize, typesetting: Typesetting) -> Place {
    let mut at = Cursor::new(document, place, typesetting);
    let mut left = steps;
    loop {
        if left <= at.row || at.block == BlockIdx(0) {
            at.row -= left.min(at.row);
            return at.place();
        }
        left -= at.row + 1;
        at.block = BlockIdx(at.block.0 - 1);
        at.rows = rows(document, at.block, typesetting);
        at.row = at.rows.len() - 1;
    }
}

/// The rows of a screen of `height_rows`, from the row that `top` is on.
pub fn screen(
    document: &Document,
    top: Place,
    height_rows: u16,
    typesetting: Typesetting,
) -> Vec<Row> {
    let height = usize::from(height_rows);
    let mut at = Cursor::new(document, top, typesetting);
    let mut shown: Vec<Row> = at.rows.drain(at.row..).collect();
    while shown.len() < height && at.block < document.last_block() {
        at.block = BlockIdx(at.block.0 + 1);
        shown.extend(rows(document, at.block, typesetting));
    }
    shown.truncate(height);
    shown
}

/// The top with which the end of the text stands at the bottom of a full screen; of a text that
/// fits, the first row.
pub fn last_top(document: &Document, height_rows: u16, typesetting: Typesetting) -> Place {
    let end = Place {
        at: Offset(document.end().0.saturating_sub(1)),
        skip: u16::MAX,
    };
    up(
        document,
        end,
        usize::from(height_rows.saturating_sub(1)),
        typesetting,
    )
}
