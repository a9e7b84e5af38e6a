//! Finds out that most of a frame is the last one moved by a few rows, so that the terminal can
//! move it and little has to be written.

use std::ops::Range;

use crate::ui::Frame;

/// The most rows that a move is looked for: what a key or the wheel scrolls by. Of a turned page
/// too little stays for a move to pay.
const ROWS_MAX: i32 = 3;

/// Less text than this is written as it is, in bytes.
const TEXT_BYTES_MIN: u32 = 300;

/// How many rows the content of `shown` has moved up in `next`, negative down; none where moving
/// it would not save at least a fifth of the text to be written: beside a moved page the outline has
/// to be written anew. The last row, the status, stays.
pub(super) fn rows_up(shown: &Frame, next: &Frame) -> Option<i32> {
    if shown.area() != next.area() {
        return None;
    }
    let unmoved = changed_bytes(shown, next, 0);
    if unmoved < TEXT_BYTES_MIN {
        return None;
    }
    let body = i32::from(next.area().height.saturating_sub(1));
    (1..=ROWS_MAX.min(body - 1))
        .flat_map(|rows| [rows, -rows])
        .map(|rows| (changed_bytes(shown, next, rows), rows))
        .min()
        .filter(|(moved, _)| moved * 5 < unmoved * 4)
        .map(|(_, rows)| rows)
}

/// How much text has to be written where the content has moved up by `rows`; all of it in rows that
/// come in.
fn changed_bytes(shown: &Frame, next: &Frame, rows: i32) -> u32 {
    let body = next.area().height.saturating_sub(1);
    (0..body)
        .map(|row| {
            let before = row_before(row, rows, next.area().height);
            let before = before.map(|before| shown.sum(before)).unwrap_or_default();
            let sum = next.sum(row);
            let is_kept =
                |strip: &usize| before.fold == sum.fold && before.hash[*strip] == sum.hash[*strip];
            let changed = [0, 1].into_iter().filter(|strip| !is_kept(strip));
            changed
                .map(|strip| before.bytes[strip].max(sum.bytes[strip]))
                .sum::<u32>()
        })
        .sum()
}

/// The row that stands in a row's place where the content has moved up by `rows`; none where
/// nothing does.
pub(super) fn row_before(row: u16, rows: i32, height: u16) -> Option<u16> {
    let last = height.saturating_sub(1);
    if rows == 0 || row == last {
        return Some(row);
    }
    let before = u16::try_from(i32::from(row) + rows).ok();
    before.filter(|before| *before < last)
}

/// The strips of a row that are compared and painted apart: no run of `next` reaches from one into
/// the other, and one of the last frame that does is the same as none.
pub(super) fn strips(next: &Frame, row: u16) -> impl Iterator<Item = Range<u16>> + use<> {
    let width = next.area().width;
    let fold = next.sum(row).fold.min(width);
    [0..fold, fold..width]
        .into_iter()
        .filter(|strip| !strip.is_empty())
}

/// Whether a strip shows already.
pub(super) fn is_same(
    shown: &Frame,
    before: Option<u16>,
    next: &Frame,
    row: u16,
    strip: &Range<u16>,
) -> bool {
    before.is_some_and(|before| next.is_same(row, shown, before, strip))
}
