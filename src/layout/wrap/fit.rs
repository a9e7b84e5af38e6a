//! Which of the places where a text may break are its rows' starts.
//!
//! Of all ways to set a paragraph within its room, the one whose rows' gaps are evenest, after
//! Knuth and Plass: the costs are those of textwrap's optimal fit. As no row may be wider than its
//! room, only the few words that fit a row are tried as its start, from the longest row on until no
//! shorter one could cost less; a property holds that no way is better than what is found.

use super::Word;

/// What each row costs; a gap costs its columns squared.
const ROW_COST: u64 = 1000;

/// What a last row costs beyond that where it is a single word, and shorter than a share of the
/// room.
const SHORT_LAST_ROW_COST: u64 = 25;
const SHORT_LAST_ROW_SHARE: u64 = 4;

/// The best way to set the words from the text's start up to one of them.
#[derive(Clone, Copy, Default)]
struct Best {
    cost: u64,
    /// The fewest rows that they take, which no way costs less than.
    rows: u64,
    /// The word that its last row starts with.
    row: usize,
    /// The column that the next word starts at, were all on one row.
    columns: u64,
}

/// The index of each row's first word, where the gaps are evenest. Only a word that can't be cut
/// may be wider than the room.
pub(super) fn evenest(words: &[Word], room_columns: usize) -> Vec<usize> {
    let room = room_columns as u64;
    let mut best = Vec::with_capacity(words.len() + 1);
    // What comes before the word with the same index.
    best.push(Best::default());
    // The first word that a row may start with which ends with the present one, and the first one
    // of the row that holds the present one where each row takes what fits.
    let (mut first, mut fullest) = (0, 0);
    for (idx, word) in words.iter().enumerate() {
        let end = best[idx].columns + u64::from(word.columns);
        while first < idx && best[first].columns + room < end {
            first += 1;
        }
        if fullest < first {
            fullest = idx;
        }
        let rows = best[fullest].rows + 1;
        let starts = &best[first..];
        let (cost, row) = if idx + 1 == words.len() {
            last_row(starts, end, room)
        } else {
            row_before(starts, end, room)
        };
        best.push(Best {
            cost: cost + ROW_COST,
            rows,
            row: first + row,
            columns: end + u64::from(word.space_columns),
        });
    }
    rows(&best)
}

/// The least cost up to a row that ends at a column and is not the last one, without the row's own,
/// and which of the words that it may start with it starts with: of ways that cost the same, the
/// longer row.
fn row_before(starts: &[Best], end: u64, room: u64) -> (u64, usize) {
    // What no start costs less than.
    let least = starts.first().map_or(0, |first| first.rows * ROW_COST);
    let mut found = (u64::MAX, 0);
    for (row, before) in starts.iter().enumerate() {
        // A letter that is wider than the room stands alone.
        let gap = (before.columns + room).saturating_sub(end);
        let gap_cost = gap * gap;
        if least + gap_cost >= found.0 {
            break;
        }
        if before.cost + gap_cost < found.0 {
            found = (before.cost + gap_cost, row);
        }
    }
    found
}

/// As [`row_before`], of the last row, whose gap is nobody's.
fn last_row(starts: &[Best], end: u64, room: u64) -> (u64, usize) {
    let single = starts.len() - 1;
    let mut found = (u64::MAX, 0);
    for (row, before) in starts.iter().enumerate() {
        let columns = end - before.columns;
        let is_short = row == single && columns * SHORT_LAST_ROW_SHARE < room;
        let cost = before.cost + if is_short { SHORT_LAST_ROW_COST } else { 0 };
        if cost < found.0 {
            found = (cost, row);
        }
    }
    found
}

/// The rows' starts, read from the last one back.
fn rows(best: &[Best]) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut end = best.len() - 1;
    while let Some(last) = best.get(end).filter(|_| end > 0) {
        rows.push(last.row);
        end = last.row;
    }
    rows.reverse();
    rows
}

/// The index of each row's first word, where each row takes what fits.
pub(super) fn fullest(words: &[Word], room_columns: usize) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut columns = 0;
    for (idx, word) in words.iter().enumerate() {
        if rows.is_empty() || columns + usize::from(word.columns) > room_columns {
            rows.push(idx);
            columns = 0;
        }
        columns += usize::from(word.columns) + usize::from(word.space_columns);
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use textwrap::core::Fragment;
    use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

    use super::*;

    fn words(columns: &[u16]) -> Vec<Word> {
        let word = |(start, columns): (usize, &u16)| Word {
            start,
            columns: *columns,
            space_columns: u16::from(start % 7 > 0),
        };
        columns.iter().enumerate().map(word).collect()
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

    /// What textwrap counts for rows with these starts; none where one is wider than the room.
    fn cost(words: &[Word], starts: &[usize], room: usize) -> Option<u64> {
        let ends = starts.iter().skip(1).copied().chain([words.len()]);
        let mut cost = 0;
        for (from, to) in starts.iter().zip(ends) {
            let row = &words[*from..to];
            let spaces: u16 = row
                .iter()
                .map(|word| word.columns + word.space_columns)
                .sum();
            let columns = usize::from(spaces - row[row.len() - 1].space_columns);
            let gap = room.checked_sub(columns)? as u64;
            cost += ROW_COST;
            if to < words.len() {
                cost += gap * gap;
            } else if row.len() == 1 && columns as u64 * SHORT_LAST_ROW_SHARE < room as u64 {
                cost += SHORT_LAST_ROW_COST;
            }
        }
        Some(cost)
    }

    proptest! {
        #[test]
        fn no_way_is_evener_than_the_evenest(
            columns in prop::collection::vec(1..12u16, 1..80),
            room in 11..40u16,
        ) {
            let words = words(&columns);
            let columns = usize::from(room);
            let cost_of_ours = cost(&words, &evenest(&words, columns), columns);
            let theirs = wrap_optimal_fit(&words, &[f64::from(room)], &Penalties::new());
            let starts: Vec<usize> =
                theirs.expect("is small").iter().map(|row| row[0].start).collect();
            // textwrap may let a row stand out where that evens the others.
            if let Some(cost_of_theirs) = cost(&words, &starts, columns) {
                prop_assert_eq!(cost_of_ours, Some(cost_of_theirs));
            }
            prop_assert!(cost_of_ours.is_some());
        }

        #[test]
        fn the_fullest_rows_are_those_of_first_fit(
            columns in prop::collection::vec(1..12u16, 1..80),
            room in 11..40u16,
        ) {
            let words = words(&columns);
            let theirs = wrap_first_fit(&words, &[f64::from(room)]);
            let starts: Vec<usize> = theirs.iter().map(|row| row[0].start).collect();
            prop_assert_eq!(fullest(&words, usize::from(room)), starts);
        }
    }
}
