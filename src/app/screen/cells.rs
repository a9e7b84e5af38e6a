//! A frame as numbers: one for each cell, equal where the cells look the same, so that frames are
//! compared at the speed of memory.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// How many bytes of a symbol a number holds as they are; a longer one is hashed.
const SYMBOL_BYTES: usize = 4;

/// How many cells between two changed ones are written anew: moving past them takes some seven bytes.
const GAP_CELLS_MAX: usize = 6;

/// The numbers of a frame's cells, row by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    numbers: Vec<u64>,
    columns: usize,
    /// Whether each symbol takes one column, so that each cell stands for itself.
    is_narrow: bool,
}

/// Gives each style that was painted a number of its own.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<(Color, Color, Modifier)>);

impl Styles {
    fn number(&mut self, cell: &Cell, last: u32) -> u32 {
        let style = (cell.fg, cell.bg, cell.modifier);
        if self.0.get(last as usize) == Some(&style) {
            return last;
        }
        let found = self.0.iter().position(|known| *known == style);
        let number = found.unwrap_or_else(|| {
            self.0.push(style);
            self.0.len() - 1
        });
        number as u32
    }
}

impl Cells {
    /// Numbers the cells of a frame.
    pub(super) fn read(&mut self, buffer: &Buffer, styles: &mut Styles) {
        self.columns = usize::from(buffer.area.width).max(1);
        self.is_narrow = true;
        self.numbers.clear();
        let mut style = 0;
        for cell in &buffer.content {
            style = styles.number(cell, style);
            let symbol = cell.symbol().as_bytes();
            self.is_narrow &= is_narrow(symbol);
            self.numbers.push(number(symbol, style));
        }
    }

    /// Changes the numbers of a stretch of a row, as a style does.
    pub(super) fn tint(&mut self, row: u16, columns: std::ops::Range<u16>, number: u32) {
        let start = usize::from(row) * self.columns;
        let stretch = start + usize::from(columns.start)..start + usize::from(columns.end);
        let cells = self.numbers.get_mut(stretch).unwrap_or_default();
        for cell in cells {
            *cell ^= u64::from(number) << 32;
        }
    }

    /// All numbers, row by row.
    pub(super) fn all(&self) -> &[u64] {
        &self.numbers
    }

    /// One row's numbers.
    pub(super) fn row(&self, row: usize) -> &[u64] {
        self.numbers
            .get(row * self.columns..(row + 1) * self.columns)
            .unwrap_or_default()
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.numbers.len() / self.columns.max(1)
    }

    /// Whether each cell of both frames stands for itself.
    pub(super) fn are_narrow(&self, other: &Self) -> bool {
        self.is_narrow && other.is_narrow
    }

    /// Whether both frames have as many rows and columns.
    pub(super) fn is_as_large_as(&self, other: &Self) -> bool {
        self.columns == other.columns && self.numbers.len() == other.numbers.len()
    }

    /// The cells to write where `next` follows this frame, as column and row: those that differ,
    /// and the few between two of them that are written in less than moving the cursor takes.
    pub(super) fn changes(&self, next: &Self) -> Vec<(u16, u16)> {
        let mut changes = Vec::new();
        for row in 0..next.rows() {
            let (before, after) = (self.row(row), next.row(row));
            if before == after {
                continue;
            }
            let mut end = None;
            for (column, (shown, number)) in before.iter().zip(after).enumerate() {
                if shown == number {
                    continue;
                }
                let from = end.unwrap_or(column);
                let gap = after.get(from..column).unwrap_or_default();
                let style = end
                    .and_then(|end| after.get(end - 1))
                    .map(|last| style_of(*last));
                let is_short = gap.len() <= GAP_CELLS_MAX;
                let first = if is_short && gap.iter().all(|cell| Some(style_of(*cell)) == style) {
                    from
                } else {
                    column
                };
                changes.extend((first..=column).map(|column| (column as u16, row as u16)));
                end = Some(column + 1);
            }
        }
        changes
    }

    /// Moves all rows but the last up by `rows`, negative down; what comes in is `blank`.
    pub(super) fn shift(&mut self, rows: i32, blank: u64) {
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
                .for_each(|number| *number = blank);
        } else {
            numbers.rotate_right(moved);
            numbers
                .iter_mut()
                .take(moved)
                .for_each(|number| *number = blank);
        }
    }
}

/// The number of a blank cell.
pub(super) fn blank(styles: &mut Styles) -> u64 {
    let cell = Cell::default();
    number(cell.symbol().as_bytes(), styles.number(&cell, 0))
}

/// The number of a cell's style.
fn style_of(number: u64) -> u32 {
    (number >> 32) as u32
}

fn number(symbol: &[u8], style: u32) -> u64 {
    let mut low = [0; SYMBOL_BYTES];
    let symbol = match low.get_mut(..symbol.len()) {
        Some(start) => {
            start.copy_from_slice(symbol);
            u32::from_le_bytes(low)
        }
        // The first byte of UTF-8 text is no continuation: no short symbol ends in this bit alone.
        None => xxhash_rust::xxh3::xxh3_64(symbol) as u32 | 1 << 31,
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
    use ratatui::style::Style;

    fn cells(rows: &[&str], styles: &mut Styles) -> Cells {
        let mut cells = Cells::default();
        cells.read(&Buffer::with_lines(rows.iter().copied()), styles);
        cells
    }

    #[test]
    fn a_short_gap_is_written_and_a_long_one_moved_over() {
        let mut styles = Styles::default();
        let before = cells(&["the same words", "and more words"], &mut styles);
        let after = cells(&["The same Words", "and more wordS"], &mut styles);
        let columns: Vec<u16> = before.changes(&after).iter().map(|(x, _)| *x).collect();
        assert_eq!(columns, [0, 9, 13]);
        let near = cells(&["The Same words", "and more words"], &mut styles);
        let columns: Vec<u16> = before.changes(&near).iter().map(|(x, _)| *x).collect();
        assert_eq!(columns, [0, 1, 2, 3, 4]);
        assert!(before.changes(&before).is_empty());
    }

    #[test]
    fn what_looks_different_has_another_number() {
        let mut styles = Styles::default();
        let mut buffer = Buffer::with_lines(["aaé’’漢"]);
        let bold = Style::new().add_modifier(Modifier::BOLD);
        buffer.set_style(ratatui::layout::Rect::new(1, 0, 1, 1), bold);
        let mut cells = Cells::default();
        cells.read(&buffer, &mut styles);
        let row = cells.row(0);
        assert_ne!(row[0], row[1]);
        assert_ne!(row[2], row[3]);
        assert_eq!(row[3], row[4]);
        assert!(!cells.are_narrow(&cells));
    }
}
