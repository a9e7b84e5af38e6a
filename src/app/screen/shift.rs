//! Finds out that most of a frame is the last one moved by a few rows, so that the terminal can
//! move it and little has to be written.

use ratatui::buffer::{Buffer, Cell};

/// The most rows that a move is looked for: what a key or the wheel scrolls by. Of a turned page
/// too little stays for a move to pay.
const ROWS_MAX: i32 = 3;

/// Fewer changed cells than this are written as they are.
const CELLS_MIN: usize = 300;

/// Moves are judged by each row of so many.
const SAMPLE_ROWS: usize = 3;

/// How many rows the content of `shown` has moved up in `next`, negative down; none where moving
/// it would not at least halve the cells to be written. The last row, the status, stays.
pub(super) fn rows_up(shown: &Buffer, next: &Buffer) -> Option<i32> {
    if shown.area != next.area || changed(shown, next, 0, 1) < CELLS_MIN {
        return None;
    }
    let unmoved = changed(shown, next, 0, SAMPLE_ROWS);
    let most = ROWS_MAX.min(i32::from(body_rows(shown)) - 1);
    (1..=most)
        .flat_map(|rows| [rows, -rows])
        .map(|rows| (changed(shown, next, rows, SAMPLE_ROWS), rows))
        .min()
        .filter(|(moved, _)| moved * 2 < unmoved)
        .map(|(_, rows)| rows)
}

/// Moves the content of all rows but the last up by `rows`; what comes in is blank.
pub(super) fn apply(buffer: &mut Buffer, rows: i32) {
    let width = usize::from(buffer.area.width);
    let body = usize::from(body_rows(buffer)) * width;
    let cells = (rows.unsigned_abs() as usize * width).min(body);
    let Some(content) = buffer.content.get_mut(..body) else {
        return;
    };
    if rows > 0 {
        content.rotate_left(cells);
        content.iter_mut().skip(body - cells).for_each(Cell::reset);
    } else {
        content.rotate_right(cells);
        content.iter_mut().take(cells).for_each(Cell::reset);
    }
}

/// The rows above the status.
pub(super) fn body_rows(buffer: &Buffer) -> u16 {
    buffer.area.height.saturating_sub(1)
}

/// How many cells differ where the content has moved up by `rows`, in each `step`-th row.
fn changed(shown: &Buffer, next: &Buffer, rows: i32, step: usize) -> usize {
    let width = usize::from(shown.area.width).max(1);
    let blank = Cell::default();
    let body = i32::from(body_rows(shown));
    let row_of = |buffer, y: i32| match usize::try_from(y) {
        Ok(row) if y < body => cells_of(buffer, row, width),
        _ => &[],
    };
    (0..body)
        .step_by(step)
        .map(|y| {
            let before = row_of(shown, y + rows);
            let after = row_of(next, y);
            let pairs = after.iter().enumerate();
            pairs
                .filter(|(x, cell)| before.get(*x).unwrap_or(&blank) != *cell)
                .count()
        })
        .sum()
}

fn cells_of(buffer: &Buffer, row: usize, width: usize) -> &[Cell] {
    buffer
        .content
        .get(row * width..(row + 1) * width)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(first: usize) -> Buffer {
        let letter =
            |row: usize, column: usize| char::from(b'a' + (row * 7 + column * row) as u8 % 26);
        let mut rows: Vec<String> = (first..first + 29)
            .map(|row| (0..60).map(|column| letter(row, column)).collect())
            .collect();
        rows.push(format!("{:<60}", "status"));
        Buffer::with_lines(rows)
    }

    #[test]
    fn a_moved_frame_is_seen_and_moved() {
        for (from, to, rows) in [
            (5, 6, Some(1)),
            (5, 2, Some(-3)),
            (5, 5, None),
            (5, 60, None),
        ] {
            let (mut shown, next) = (frame(from), frame(to));
            assert_eq!(rows_up(&shown, &next), rows, "{from} to {to}");
            let before = shown.diff(&next).len();
            if let Some(rows) = rows {
                apply(&mut shown, rows);
                assert!(shown.diff(&next).len() * 2 < before);
            }
        }
    }

    #[test]
    fn any_size_is_looked_at() {
        for (width, height) in [(0, 0), (1, 1), (400, 1), (400, 2), (1, 400)] {
            let area = ratatui::layout::Rect::new(0, 0, width, height);
            let mut full = Buffer::filled(area, Cell::new("x"));
            assert_eq!(rows_up(&full, &Buffer::empty(area)), None);
            apply(&mut full, 1);
        }
    }
}
