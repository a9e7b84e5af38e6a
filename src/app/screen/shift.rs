//! Finds out that most of a frame is the last one moved by a few rows, so that the terminal can
//! move it and little has to be written.

use ratatui::buffer::{Buffer, Cell};

use super::cells::Cells;

/// The most rows that a move is looked for: what a key or the wheel scrolls by. Of a turned page
/// too little stays for a move to pay.
const ROWS_MAX: i32 = 3;

/// Fewer changed cells than this are written as they are.
const CELLS_MIN: usize = 300;

/// How many rows the content of `shown` has moved up in `next`, negative down; none where moving
/// it would not at least halve the cells to be written. The last row, the status, stays.
pub(super) fn rows_up(shown: &Cells, next: &Cells) -> Option<i32> {
    if !shown.is_as_large_as(next) {
        return None;
    }
    let unmoved = changed(shown, next, 0);
    if unmoved < CELLS_MIN {
        return None;
    }
    let body = i32::try_from(next.rows().saturating_sub(1)).unwrap_or(i32::MAX);
    (1..=ROWS_MAX.min(body - 1))
        .flat_map(|rows| [rows, -rows])
        .map(|rows| (changed(shown, next, rows), rows))
        .min()
        .filter(|(moved, _)| moved * 2 < unmoved)
        .map(|(_, rows)| rows)
}

/// How many cells differ where the content has moved up by `rows`; all do in rows that come in.
fn changed(shown: &Cells, next: &Cells, rows: i32) -> usize {
    let body = next.rows().saturating_sub(1);
    (0..body)
        .map(|y| {
            let after = next.row(y);
            let from = y
                .checked_add_signed(rows as isize)
                .filter(|from| *from < body);
            from.map_or(after.len(), |from| {
                let pairs = shown.row(from).iter().zip(after);
                pairs.filter(|(before, after)| before != after).count()
            })
        })
        .sum()
}

/// Moves the content of all rows but the last up by `rows`; what comes in is blank.
pub(super) fn apply(buffer: &mut Buffer, rows: i32) {
    let width = usize::from(buffer.area.width);
    let body = usize::from(buffer.area.height.saturating_sub(1)) * width;
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

#[cfg(test)]
mod tests {
    use super::super::cells;
    use super::super::pen::Styles;
    use super::*;

    fn read(buffer: &Buffer, styles: &mut Styles) -> Cells {
        let mut cells = Cells::default();
        cells.read(buffer, styles);
        cells
    }

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
            let mut styles = Styles::default();
            let (mut before, after) = (read(&shown, &mut styles), read(&next, &mut styles));
            assert_eq!(rows_up(&before, &after), rows, "{from} to {to}");
            let unmoved = shown.diff(&next).len();
            if let Some(rows) = rows {
                apply(&mut shown, rows);
                before.shift(rows, cells::blank(&mut styles));
                let changes = before.changes(&after);
                let cells = shown.diff(&next);
                assert!(cells.iter().all(|(x, y, _)| changes.contains(&(*x, *y))));
                assert!(changes.len() * 2 < unmoved);
            }
        }
    }

    #[test]
    fn any_size_is_looked_at() {
        for (width, height) in [(0, 0), (1, 1), (400, 1), (400, 2), (1, 400)] {
            let area = ratatui::layout::Rect::new(0, 0, width, height);
            let mut full = Buffer::filled(area, Cell::new("x"));
            let mut styles = Styles::default();
            let (mut before, after) = (
                read(&full, &mut styles),
                read(&Buffer::empty(area), &mut styles),
            );
            assert_eq!(rows_up(&before, &after), None);
            before.shift(1, cells::blank(&mut styles));
            apply(&mut full, 1);
        }
    }
}
