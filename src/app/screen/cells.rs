//! What the terminal shows, and which cells of it are to be written.

use std::ops::Range;

use super::cell::Cell;

/// How many cells between two changed ones are written anew: moving past them takes some seven bytes.
const GAP_CELLS_MAX: usize = 6;

/// The cells of a screen, row by row.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    columns: usize,
}

impl Cells {
    /// A cleared screen.
    pub(super) fn blank(columns: u16, rows: u16) -> Self {
        let columns = usize::from(columns);
        Self {
            cells: vec![Cell::BLANK; columns * usize::from(rows)],
            columns,
        }
    }

    /// Takes what a strip is to show; `write` is told the stretches of it to write.
    pub(super) fn show(
        &mut self,
        row: u16,
        column: u16,
        next: &[Cell],
        write: impl FnMut(Range<usize>),
    ) {
        let start = usize::from(row) * self.columns + usize::from(column);
        if let Some(shown) = self.cells.get_mut(start..start + next.len()) {
            changes(shown, next, write);
            shown.copy_from_slice(next);
        }
    }

    /// Moves all rows but the last up by `rows`, negative down; what comes in is blank.
    pub(super) fn shift(&mut self, rows: i32) {
        let body = self.cells.len().saturating_sub(self.columns);
        let moved = (rows.unsigned_abs() as usize * self.columns).min(body);
        let Some(cells) = self.cells.get_mut(..body) else {
            return;
        };
        let bared = if rows > 0 {
            cells.copy_within(moved.., 0);
            body - moved..body
        } else {
            cells.copy_within(..body - moved, moved);
            0..moved
        };
        cells.get_mut(bared).unwrap_or_default().fill(Cell::BLANK);
    }
}

/// Tells the stretches of cells to write where `next` follows `shown`: those that differ, and the
/// few between two of them that are written in less than moving the cursor takes.
fn changes(shown: &[Cell], next: &[Cell], mut write: impl FnMut(Range<usize>)) {
    let mut stretch: Option<Range<usize>> = None;
    for (idx, (before, cell)) in shown.iter().zip(next).enumerate() {
        if before == cell || *cell == Cell::COVERED {
            continue;
        }
        let end = idx + 1;
        stretch = Some(match stretch {
            Some(last) if is_bridged(next, &last, idx) => last.start..end,
            Some(last) => {
                write(last);
                idx..end
            }
            None => idx..end,
        });
    }
    stretch.into_iter().for_each(write);
}

/// Whether what lies between a stretch and a cell is written with them: few cells, of the style that
/// the stretch ends with.
fn is_bridged(next: &[Cell], stretch: &Range<usize>, idx: usize) -> bool {
    let gap = next.get(stretch.end..idx).unwrap_or_default();
    let style = next.get(stretch.end - 1).map(|last| last.style());
    gap.len() <= GAP_CELLS_MAX && gap.iter().all(|cell| Some(cell.style()) == style)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::legend::Legend;
    use super::super::strip;
    use super::*;
    use crate::ui::tests::{Stroke, frame};
    use ratatui::layout::Rect;
    use ratatui::style::{Modifier, Style};

    fn cells(text: &str, legend: &mut Legend) -> Vec<Cell> {
        let area = Rect::new(0, 0, 40, 1);
        let stroke = Stroke::Text(area, text.into(), Style::new(), None);
        let frame = frame((40, 2), 0, &[stroke], 0);
        let mut cells = Vec::new();
        strip::read(&frame, 0, &(0..40), true, legend, &mut cells);
        cells
    }

    fn columns(before: &str, after: &str) -> Vec<usize> {
        let mut legend = Legend::default();
        let (before, after) = (cells(before, &mut legend), cells(after, &mut legend));
        let mut columns = Vec::new();
        changes(&before, &after, |stretch| columns.extend(stretch));
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
        let row = cells("\u{1100}\u{1100}a", &mut Legend::default());
        let is_covered: Vec<bool> = row.iter().map(|cell| *cell == Cell::COVERED).collect();
        assert_eq!(
            is_covered.get(..5),
            Some(&[false, true, true, true, false][..])
        );
    }

    #[test]
    fn what_looks_different_has_another_number() {
        let mut legend = Legend::default();
        let row = cells("aé’漢e\u{301}👩", &mut legend);
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let styles = [0, legend.over(0, bold, None), legend.over(0, bold, Some(1))];
        let shown = row.iter().filter(|cell| **cell != Cell::COVERED);
        let all = shown.flat_map(|cell| styles.map(|style| format!("{:?}", cell.styled(style))));
        // Six symbols and the blanks after them, in each style.
        assert_eq!(all.collect::<HashSet<_>>().len(), 7 * 3);
    }
}
