//! The block in two columns above a memorandum's title, as RFCs have it: what it is on the left,
//! who wrote it and when on the right.

use super::dates;
use super::lines::Line;
use crate::document::{Date, Meta};

/// From here on a source line stands in the right column, in columns.
const RIGHT_COLUMN: usize = 30;

/// What a masthead tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Masthead {
    authors: Vec<String>,
    date: Option<Date>,
}

impl Masthead {
    /// Reads the rows of a masthead.
    pub(super) fn read<'a>(rows: impl Iterator<Item = Line<'a>>) -> Self {
        let mut masthead = Self::default();
        for cell in rows.filter_map(|row| right(&row)) {
            if is_author(cell) {
                masthead.authors.push(cell.to_owned());
            } else {
                let date = dates::dateline(cell).or_else(|| dates::month_of(cell));
                masthead.date = masthead.date.or(date);
            }
        }
        masthead
    }

    /// Tells who wrote it, and when.
    pub(super) fn tell(&self, meta: &mut Meta) {
        if !self.authors.is_empty() {
            meta.byline.get_or_insert_with(|| self.authors.join(", "));
        }
        meta.date = meta.date.or(self.date);
    }
}

/// The cell in the right column.
fn right<'a>(row: &Line<'a>) -> Option<&'a str> {
    if row.indent >= RIGHT_COLUMN {
        return Some(row.text);
    }
    row.text.rsplit_once("   ").map(|(_, right)| right.trim())
}

/// A name with an initial: "A. Writer", "A. B. Writer, Ed.".
fn is_author(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_initial = |word: &str| {
        word.chars().count() <= 4 && word.ends_with('.') && word.starts_with(char::is_uppercase)
    };
    words.next().is_some_and(is_initial)
        && words
            .next()
            .is_some_and(|word| word.starts_with(char::is_alphabetic))
        && words.count() <= 4
}
