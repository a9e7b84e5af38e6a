//! Where a text breaks into rows.
//!
//! Break opportunities are those of UAX #14; of all ways to use them, prose takes the one that
//! leaves its right edge most even. Widths are the ones that are painted.

mod fit;
mod split;

use crate::width;

/// A longer text is broken row by row: evening out its edge would cost more than a frame may.
const OPTIMAL_BYTES_MAX: usize = 4096;

/// A stretch that is not broken, with the spaces after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    /// In bytes.
    start: usize,
    columns: u16,
    space_columns: u16,
}

/// The starts of the rows of prose, in bytes; the first is 0.
pub(super) fn words(text: &str, room_columns: usize) -> Vec<usize> {
    if text.len() <= room_columns && text.is_ascii() {
        return vec![0];
    }
    let words = split::split(text, room_columns);
    let rows = if text.len() <= OPTIMAL_BYTES_MAX {
        fit::evenest(&words, room_columns)
    } else {
        fit::fullest(&words, room_columns)
    };
    let starts: Vec<usize> = rows
        .into_iter()
        .filter_map(|row| Some(words.get(row)?.start))
        .collect();
    if starts.is_empty() { vec![0] } else { starts }
}

/// A width that a block's bounds keep far below the limit.
fn narrow(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// The starts of the rows of text that is kept as set, broken only where it is too wide.
pub(super) fn cells(text: &str, room_columns: usize) -> Vec<usize> {
    let mut starts = vec![0];
    let mut at = 0;
    let mut columns = 0;
    for (grapheme, width) in width::graphemes(text) {
        let width = usize::from(width);
        if columns + width > room_columns && columns > 0 {
            starts.push(at);
            columns = 0;
        }
        columns += width;
        at += grapheme.len();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, room: usize, expected: &[&str]) {
        let starts = words(text, room);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let rows: Vec<&str> = starts
            .iter()
            .zip(ends)
            .filter_map(|(from, to)| text.get(*from..to))
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn the_right_edge_is_even() {
        check("aaa bb cc ddddd", 6, &["aaa ", "bb cc ", "ddddd"]);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken_between_graphemes() {
        check("abcdefgh i", 3, &["abc", "def", "gh ", "i"]);
        check("漢字漢字", 5, &["漢字", "漢字"]);
        check("漢字", 1, &["漢", "字"]);
    }

    #[test]
    fn rows_break_where_unicode_says() {
        check("one–two three", 8, &["one–two ", "three"]);
        check("«\u{A0}mot\u{A0}» a", 8, &["«\u{A0}mot\u{A0}» ", "a"]);
        check("", 8, &[""]);
    }
}
