//! What the terminal shows, as numbers: one for each cell, equal where the cells look the same, so
//! that cells are compared at the speed of memory.

use std::io;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};

use super::pen::{LinkNumber, Pen, StyleNumber, Styles};
use crate::width;

/// How many cells between two changed ones are written anew: moving past them takes some seven bytes.
const GAP_CELLS_MAX: usize = 6;

/// The number of a cell that the wide symbol before it covers.
const COVERED: u64 = u64::MAX;

/// The numbers of the cells of a screen, row by row.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    numbers: Vec<u64>,
    columns: usize,
    blank: u64,
    /// The numbers of a strip to come.
    next: Vec<u64>,
}

impl Cells {
    /// A cleared screen.
    pub(super) fn blank(columns: u16, rows: u16, styles: &mut Styles) -> Self {
        let blank = blank(styles);
        let columns = usize::from(columns);
        Self {
            numbers: vec![blank; columns * usize::from(rows)],
            columns,
            blank,
            next: Vec::with_capacity(columns),
        }
    }

    /// Writes a strip of `buffer` where it differs from what shows. `links` says of each of its
    /// cells where it leads, or is empty where none does.
    pub(super) fn write_strip(
        &mut self,
        buffer: &Buffer,
        (row, columns): (u16, Range<u16>),
        links: &[LinkNumber],
        styles: &mut Styles,
        pen: &mut Pen<'_>,
    ) -> io::Result<()> {
        let start = usize::from(row) * self.columns;
        let strip = start + usize::from(columns.start)..start + usize::from(columns.end);
        let (Some(cells), Some(shown)) = (
            buffer.content.get(strip.clone()),
            self.numbers.get_mut(strip),
        ) else {
            return Ok(());
        };
        read(cells, links, styles, &mut self.next);
        let mut written = Ok(());
        changes(shown, &self.next, |idx| {
            if let (Some(cell), Some(number), true) =
                (cells.get(idx), self.next.get(idx), written.is_ok())
            {
                let at = (columns.start + idx as u16, row);
                let rest = self.next.get(idx + 1..).unwrap_or_default();
                let covered = rest.iter().take_while(|cell| **cell == COVERED).count();
                written = write(cell.symbol(), covered, at, style_of(*number), styles, pen);
            }
        });
        shown.copy_from_slice(&self.next);
        written
    }

    /// Moves all rows but the last up by `rows`, negative down; what comes in is blank.
    pub(super) fn shift(&mut self, rows: i32) {
        let body = self.numbers.len().saturating_sub(self.columns);
        let moved = (rows.unsigned_abs() as usize * self.columns).min(body);
        let Some(numbers) = self.numbers.get_mut(..body) else {
            return;
        };
        if rows > 0 {
            numbers.rotate_left(moved);
            numbers
                .iter_mut()
                .skip(body - moved)
                .for_each(|number| *number = self.blank);
        } else {
            numbers.rotate_right(moved);
            numbers
                .iter_mut()
                .take(moved)
                .for_each(|number| *number = self.blank);
        }
    }
}

/// Writes the symbol of a cell that covers some further cells.
fn write(
    symbol: &str,
    covered: usize,
    at: (u16, u16),
    style: StyleNumber,
    styles: &Styles,
    pen: &mut Pen<'_>,
) -> io::Result<()> {
    // Terminals measure what is put together in ways of their own; where one takes fewer cells, the
    // others would keep what they showed.
    if covered > 0 && symbol.chars().nth(1).is_some() {
        pen.write(at, style, &" ".repeat(covered + 1), styles)?;
    }
    pen.write(at, style, symbol, styles)
}

fn blank(styles: &mut Styles) -> u64 {
    number(Cell::EMPTY.symbol(), styles.number(&Cell::EMPTY, 0, 0))
}

/// Numbers cells.
fn read(cells: &[Cell], links: &[LinkNumber], styles: &mut Styles, numbers: &mut Vec<u64>) {
    numbers.clear();
    let mut style = 0;
    let mut covered = 0;
    for (idx, cell) in cells.iter().enumerate() {
        if covered > 0 {
            covered -= 1;
            numbers.push(COVERED);
            continue;
        }
        let link = links.get(idx).copied().unwrap_or_default();
        style = styles.number(cell, link, style);
        let symbol = cell.symbol();
        if !is_narrow(symbol.as_bytes()) {
            covered = width::columns(symbol).saturating_sub(1);
        }
        numbers.push(number(symbol, style));
    }
}

/// Tells the cells to write where `next` follows `shown`: those that differ, and the few between
/// two of them that are written in less than moving the cursor takes.
fn changes(shown: &[u64], next: &[u64], mut write: impl FnMut(usize)) {
    let mut end = None;
    for (idx, (before, number)) in shown.iter().zip(next).enumerate() {
        if before == number || *number == COVERED {
            continue;
        }
        let from = end.unwrap_or(idx);
        let gap = next.get(from..idx).unwrap_or_default();
        let style = end
            .and_then(|end| next.get(end - 1))
            .map(|last| style_of(*last));
        let is_short = gap.len() <= GAP_CELLS_MAX;
        let is_even = gap.iter().all(|cell| Some(style_of(*cell)) == style);
        (if is_short && is_even { from } else { idx }..=idx).for_each(&mut write);
        end = Some(idx + 1);
    }
}

/// The number of a cell's style.
fn style_of(number: u64) -> StyleNumber {
    (number >> 32) as StyleNumber
}

fn number(symbol: &str, style: StyleNumber) -> u64 {
    let symbol = match *symbol.as_bytes() {
        [a] => u32::from(a),
        [a, b] => u32::from_le_bytes([a, b, 0, 0]),
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        // Two long symbols are taken for one another once in two thousand million, and a symbol of
        // up to three bytes never: its last byte here is zero.
        _ => xxhash_rust::xxh3::xxh3_64(symbol.as_bytes()) as u32 | 1 << 31,
    };
    u64::from(style) << 32 | u64::from(symbol)
}

/// Whether a symbol surely takes one column: ASCII, and punctuation and letters below those that
/// are ever wide, without marks that join.
fn is_narrow(symbol: &[u8]) -> bool {
    // After ASCII and Latin letters: U+2010 to U+203F, dashes, quotes, bullets, the ellipsis; and
    // U+2500 to U+25BF, lines and blocks.
    matches!(
        symbol,
        [_] | [0xC2..=0xCB, _] | [0xE2, 0x80, 0x90..=0xBF] | [0xE2, 0x94..=0x96, _]
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Modifier, Style};

    fn numbers(row: &str, styles: &mut Styles) -> Vec<u64> {
        let mut numbers = Vec::new();
        let buffer = Buffer::with_lines([row]);
        read(&buffer.content, &[], styles, &mut numbers);
        numbers
    }

    fn columns(before: &str, after: &str) -> Vec<usize> {
        let mut styles = Styles::default();
        let (before, after) = (numbers(before, &mut styles), numbers(after, &mut styles));
        let mut columns = Vec::new();
        changes(&before, &after, |column| columns.push(column));
        columns
    }

    #[test]
    fn a_short_gap_is_written_and_a_long_one_moved_over() {
        assert_eq!(columns("the same words", "The same Words"), [0, 9]);
        assert_eq!(columns("the same words", "The Same words"), [0, 1, 2, 3, 4]);
        assert!(columns("the same words", "the same words").is_empty());
    }

    #[test]
    fn what_a_wide_symbol_covers_is_written_where_it_is_bared() {
        assert_eq!(columns("漢字a", "漢 b "), [2, 3, 4]);
        assert_eq!(columns("ab cd", "漢 cd"), [0]);
    }

    #[test]
    fn what_a_symbol_of_four_columns_covers_stays() {
        let mut styles = Styles::default();
        let row = numbers("\u{1100}\u{1100}a", &mut styles);
        let is_covered: Vec<bool> = row.iter().map(|number| *number == COVERED).collect();
        assert_eq!(is_covered, [false, true, true, true, false]);
    }

    #[test]
    fn what_looks_different_has_another_number() {
        let mut styles = Styles::default();
        let mut buffer = Buffer::with_lines(["aaé’’漢"]);
        let bold = Style::new().add_modifier(Modifier::BOLD);
        buffer.set_style(ratatui::layout::Rect::new(1, 0, 1, 1), bold);
        let mut row = Vec::new();
        read(&buffer.content, &[0, 0, 0, 0, 1], &mut styles, &mut row);
        assert_ne!(row[0], row[1]);
        assert_ne!(row[2], row[3]);
        assert_ne!(row[3], row[4]);
        assert_eq!(row[6], COVERED);
    }
}
