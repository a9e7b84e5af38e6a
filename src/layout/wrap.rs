//! Where a text breaks into rows.
//!
//! Break opportunities are those of UAX #14; of all ways to use them, prose takes the one that
//! leaves its right edge most even (textwrap's optimal fit, after Knuth and Plass). Widths are the
//! ones that are painted.

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use crate::width;

/// A longer text is broken row by row: evening out its edge would cost more than a frame may.
const OPTIMAL_BYTES_MAX: usize = 4096;

/// A stretch that is not broken, with the spaces after it.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    columns: u16,
    space_columns: u16,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.columns)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.space_columns)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The starts of the rows of prose, in bytes; the first is 0.
pub(super) fn words(text: &str, room_columns: usize) -> Vec<usize> {
    if text.len() <= room_columns && text.is_ascii() {
        return vec![0];
    }
    let words = split(text, room_columns);
    let room = [f64::from(narrow(room_columns))];
    // The optimal fit may rather overflow by a column than leave a wide gap; a page may not.
    let rows = Some(&words)
        .filter(|_| text.len() <= OPTIMAL_BYTES_MAX)
        .and_then(|words| wrap_optimal_fit(words, &room, &Penalties::new()).ok())
        .filter(|rows| rows.iter().all(|row| fits(row, room_columns)))
        .unwrap_or_else(|| wrap_first_fit(&words, &room));
    let starts: Vec<usize> = rows
        .iter()
        .filter_map(|row| Some(row.first()?.start))
        .collect();
    if starts.is_empty() { vec![0] } else { starts }
}

/// A width that a block's bounds keep far below the limit.
fn narrow(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

fn fits(row: &[Word], room_columns: usize) -> bool {
    let Some((last, before)) = row.split_last() else {
        return true;
    };
    let columns: usize = before
        .iter()
        .map(|word| usize::from(word.columns) + usize::from(word.space_columns))
        .sum();
    columns + usize::from(last.columns) <= room_columns
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

fn split(text: &str, room_columns: usize) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        let columns = width::columns(&word);
        let space_columns = narrow(word.whitespace.len());
        if columns <= room_columns {
            words.push(Word {
                start,
                columns: narrow(columns),
                space_columns,
            });
        } else {
            let pieces = cells(&word, room_columns);
            let ends = pieces.iter().skip(1).copied().chain([word.len()]);
            for (from, to) in pieces.iter().zip(ends) {
                let columns = narrow(width::columns(word.get(*from..to).unwrap_or_default()));
                let space_columns = if to == word.len() { space_columns } else { 0 };
                words.push(Word {
                    start: start + from,
                    columns,
                    space_columns,
                });
            }
        }
        start += word.len() + word.whitespace.len();
    }
    words
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
