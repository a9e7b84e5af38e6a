//! One row of a table, laid out alone from what the document knows of its columns.
//!
//! Where the columns fit, cells stand side by side, each wrapped in its column; else the row
//! becomes a stack of "head: cell". No column is ever left out.

use std::ops::Range;

use super::prefix::Prefix;
use super::wrap;
use super::{Form, Piece, Place, Row};
use crate::document::{Align, BlockIdx, Column, Document, Kind, Offset, Table};
use crate::width;

/// The columns of a wide character, which every row has room for.
const WIDE_CHARACTER_COLUMNS: u16 = 2;

/// Columns between two cells.
const GAP_COLUMNS: u16 = 2;

pub(super) fn rows(document: &Document, block: BlockIdx, prefix: &Prefix, width: u16) -> Vec<Row> {
    let cells = cells(document, block);
    let room = width.saturating_sub(prefix.columns).max(1);
    let lines = match document.table_at(block) {
        Some(table) if cells.len() <= table.columns.len() => match widths(&table.columns, room) {
            Some(widths) => grid(document, block, &cells, table, &widths),
            None => stack(document, block, &cells, Some(table), room),
        },
        table => stack(document, block, &cells, table, room),
    };
    own(document, block, lines, prefix)
}

/// A row of the screen before it is told what it owns.
struct Line {
    form: Form,
    before: String,
    pieces: Vec<Piece>,
}

/// The first row owns the block's text, the others share its start.
fn own(document: &Document, block: BlockIdx, lines: Vec<Line>, prefix: &Prefix) -> Vec<Row> {
    let range = document.block_range(block);
    let end = Offset(range.end.0 - 1);
    let shift = |piece: Piece| Piece {
        column: piece.column + prefix.columns,
        ..piece
    };
    let row = |(idx, line): (usize, Line)| Row {
        block,
        range: if idx == 0 { range.start..end } else { end..end },
        place: Place {
            at: range.start,
            aside: None,
            skip: u16::try_from(idx).unwrap_or(u16::MAX),
        },
        form: line.form,
        prefix: prefix.of(idx).to_owned() + &line.before,
        pieces: line.pieces.into_iter().map(shift).collect(),
        ellipsis: None,
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// The bytes of each cell of a row.
fn cells(document: &Document, block: BlockIdx) -> Vec<Range<Offset>> {
    let mut start = document.block(block).start;
    let cell = |text: &str| {
        let range = start..Offset(start.0 + text.len() as u32);
        start = Offset(range.end.0 + 1);
        range
    };
    document.block_text(block).split('\t').map(cell).collect()
}

/// The width of each column, or none where they don't fit side by side.
fn widths(columns: &[Column], room: u16) -> Option<Vec<u16>> {
    let gaps = GAP_COLUMNS.checked_mul(u16::try_from(columns.len()).ok()?.saturating_sub(1))?;
    let room = u32::from(room.checked_sub(gaps)?);
    let sum = |of: fn(&Column) -> u16| columns.iter().map(|c| u32::from(of(c).max(1))).sum::<u32>();
    let widest = sum(|column| column.cell_columns);
    if widest <= room {
        return Some(
            columns
                .iter()
                .map(|column| column.cell_columns.max(1))
                .collect(),
        );
    }
    let narrowest = sum(|column| column.word_columns);
    let spare = room.checked_sub(narrowest)?;
    let wish = (widest - narrowest).max(1);
    let share = |column: &Column| {
        let word = column.word_columns.max(1);
        let more = u32::from(column.cell_columns.saturating_sub(word));
        word + (u64::from(more) * u64::from(spare) / u64::from(wish)) as u16
    };
    Some(columns.iter().map(share).collect())
}

fn grid(
    document: &Document,
    block: BlockIdx,
    cells: &[Range<Offset>],
    table: &Table,
    widths: &[u16],
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut left = 0;
    for (cell, (column, width)) in cells.iter().zip(table.columns.iter().zip(widths)) {
        for (idx, range) in wrapped(document, cell, *width).into_iter().enumerate() {
            if idx == lines.len() {
                let form = if idx == 0 { Form::First } else { Form::Further };
                lines.push(Line {
                    form,
                    before: String::new(),
                    pieces: Vec::new(),
                });
            }
            let text = width::columns(document.slice(range.clone())) as u16;
            let spare = width.saturating_sub(text);
            let indent = match column.align {
                Align::Left => 0,
                Align::Centre => spare / 2,
                Align::Right => spare,
            };
            lines[idx].pieces.push(Piece {
                column: left + indent,
                range,
            });
        }
        left += width + GAP_COLUMNS;
    }
    if document.block(block).kind == (Kind::TableRow { header: true }) {
        let gap = " ".repeat(usize::from(GAP_COLUMNS));
        let rules: Vec<String> = widths
            .iter()
            .map(|width| "─".repeat(usize::from(*width)))
            .collect();
        lines.push(Line {
            form: Form::Rule,
            before: rules.join(&gap),
            pieces: Vec::new(),
        });
    }
    lines
}

/// Each cell on rows of its own, after its column's head; an empty row ends the stack.
fn stack(
    document: &Document,
    block: BlockIdx,
    cells: &[Range<Offset>],
    table: Option<&Table>,
    room: u16,
) -> Vec<Line> {
    let heads = table
        .map(|table| table.first)
        .filter(|first| *first < block)
        .filter(|first| document.block(*first).kind == Kind::TableRow { header: true })
        .map(|first| self::cells(document, first))
        .unwrap_or_default();
    let mut lines = Vec::new();
    for (idx, cell) in cells.iter().enumerate() {
        let head = heads.get(idx).map(|head| document.slice(head.clone()));
        let head = label(head.unwrap_or_default(), room);
        let indent = width::columns(&head) as u16;
        for (row, range) in wrapped(document, cell, (room - indent).max(1))
            .into_iter()
            .enumerate()
        {
            lines.push(Line {
                form: if lines.is_empty() {
                    Form::First
                } else {
                    Form::Further
                },
                before: if row == 0 {
                    head.clone()
                } else {
                    String::new()
                },
                pieces: vec![Piece {
                    column: indent,
                    range,
                }],
            });
        }
    }
    let is_last = table.is_none_or(|table| block.0 + 1 >= table.end.0);
    if !is_last {
        lines.push(Line {
            form: Form::Further,
            before: String::new(),
            pieces: Vec::new(),
        });
    }
    lines
}

/// A column's head before a cell; nothing where not even one wide character has room after it.
fn label(head: &str, room: u16) -> String {
    let head = width::ellipsis(head, usize::from(room / 2).saturating_sub(1));
    let label = match head.as_ref() {
        "" => String::new(),
        head => format!("{head}: "),
    };
    if width::columns(&label) as u16 + WIDE_CHARACTER_COLUMNS <= room {
        label
    } else {
        String::new()
    }
}

/// The rows of a cell, without the spaces at their ends.
fn wrapped(document: &Document, cell: &Range<Offset>, width: u16) -> Vec<Range<Offset>> {
    let text = document.slice(cell.clone());
    let starts = wrap::words(text, usize::from(width));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let row = |(from, to): (&usize, usize)| {
        let body = text
            .get(*from..to)
            .unwrap_or_default()
            .trim_end_matches(' ');
        let start = Offset(cell.start.0 + *from as u32);
        start..Offset(start.0 + body.len() as u32)
    };
    starts.iter().zip(ends).map(row).collect()
}
