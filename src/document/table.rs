//! Tables: what the layout of one row needs to know of the others.

use super::BlockIdx;

/// A table: consecutive blocks that are [`Kind::TableRow`](super::Kind::TableRow).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its first row.
    pub first: BlockIdx,
    /// The block after its last row.
    pub end: BlockIdx,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
}

/// What the layout of one table row needs to know of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The width of its widest word, in columns of the terminal.
    pub word_columns: u16,
    /// The width of its widest cell, in columns of the terminal.
    pub cell_columns: u16,
    /// How its cells are set.
    pub align: Align,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
}
