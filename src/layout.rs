//! Block × width → rows, and places down and up from a place.
//!
//! Rows are a pure function of one block, the kind of the next, the width and the typesetting
//! options; there is no cache and no state. A row number never leaves the call that made it: what
//! is kept is a [`Place`]. This room knows no colour, no focus and no screen.

use std::ops::Range;

use crate::document::{BlockIdx, Offset};

/// A row of the page, told by the text it shows.
///
/// It stays valid at every width: it means the row that holds `at`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// A byte that the row owns.
    pub at: Offset,
    /// How many rows that share one start come before it: further rows of a table's row.
    pub skip: u16,
}

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typesetting {
    /// The measure: the columns that a row may take, marks and indents included.
    pub width_columns: u16,
}

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The block that it is a row of.
    pub block: BlockIdx,
    /// The bytes that it owns; the rows of a block partition its bytes.
    pub range: Range<Offset>,
    /// Its place.
    pub place: Place,
    /// What kind of row it is.
    pub form: Form,
    /// What stands before its text: marks and indents, ready to paint.
    pub prefix: String,
    /// The text to paint, from the left; disjoint and inside the block.
    pub pieces: Vec<Piece>,
}

/// What kind of row of its block a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The first one.
    First,
    /// One further on.
    Further,
    /// The empty row after the block, which owns its `\n`.
    Gap,
}

/// A stretch of text on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts, in columns from the left of the measure.
    pub column: u16,
    /// The bytes to paint.
    pub range: Range<Offset>,
}
