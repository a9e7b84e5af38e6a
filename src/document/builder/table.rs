//! Measures a table's columns while its rows arrive, so that each row can be laid out alone.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Align, BlockIdx, Column, Table};
use crate::width;

/// The most columns that are measured; cells beyond them are laid out as text after the others.
const COLUMNS_MAX: usize = 64;

#[derive(Debug)]
pub(super) struct OpenTable {
    pub(super) first: BlockIdx,
    columns: Vec<Column>,
}

impl OpenTable {
    pub(super) fn new(first: BlockIdx, align: &[Align]) -> Self {
        let column = |align: &Align| Column {
            align: *align,
            ..Column::default()
        };
        Self {
            first,
            columns: align.iter().take(COLUMNS_MAX).map(column).collect(),
        }
    }

    pub(super) fn add_row(&mut self, text: &str) {
        for (idx, cell) in text.split('\t').take(COLUMNS_MAX).enumerate() {
            if idx == self.columns.len() {
                self.columns.push(Column::default());
            }
            let column = &mut self.columns[idx];
            let word = cell
                .split_word_bounds()
                .map(width::columns)
                .max()
                .unwrap_or(0);
            column.word_columns = column.word_columns.max(bounded(word));
            column.cell_columns = column.cell_columns.max(bounded(width::columns(cell)));
        }
    }

    /// The table, if it has rows before `end`.
    pub(super) fn finish(self, end: BlockIdx) -> Option<Table> {
        (self.first < end).then_some(Table {
            first: self.first,
            end,
            columns: self.columns,
        })
    }
}

fn bounded(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
