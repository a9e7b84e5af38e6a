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
    /// The cells of the left column.
    left: Vec<String>,
    /// Those of the right one but for the date: authors, and where they are.
    right: Vec<String>,
    authors: Vec<String>,
    /// The date, and as it is written.
    date: Option<(Date, String)>,
}

impl Masthead {
    /// Reads the rows of a masthead; none where they tell neither author nor date.
    pub(super) fn read<'u, 'a: 'u>(
        rows: impl Iterator<Item = (&'u Line<'a>, &'u str)>,
    ) -> Option<Self> {
        let mut masthead = Self::default();
        for (row, text) in rows {
            let (left, right) = cells(row, text)?;
            match masthead.left.last_mut() {
                _ if left.is_empty() => {}
                Some(open) if row.indent > 2 => {
                    open.push(' ');
                    open.push_str(left);
                }
                _ => masthead.left.push(left.into()),
            }
            let date = dates::dateline(right).or_else(|| dates::month_of(right));
            if let Some(date) = date.filter(|_| masthead.date.is_none()) {
                masthead.date = Some((date, right.into()));
            } else if !right.is_empty() {
                if is_author(right) {
                    masthead.authors.push(right.into());
                }
                masthead.right.push(right.into());
            }
        }
        (masthead.date.is_some() || !masthead.authors.is_empty()).then_some(masthead)
    }

    /// What it shows under the title: who, when, and what it is.
    pub(super) fn rows(&self) -> Vec<String> {
        let mut rows = Vec::new();
        if !self.right.is_empty() {
            rows.push(self.right.join(", "));
        }
        rows.extend(self.date.iter().map(|(_, text)| text.clone()));
        rows.extend(self.left.iter().cloned());
        rows
    }

    /// Tells who wrote it, and when.
    pub(super) fn tell(&self, meta: &mut Meta) {
        if !self.authors.is_empty() {
            meta.byline.get_or_insert_with(|| self.authors.join(", "));
        }
        meta.date = meta.date.or(self.date.as_ref().map(|(date, _)| *date));
    }
}

/// The cells of a row in two columns; none where there are more.
fn cells<'u>(row: &Line, text: &'u str) -> Option<(&'u str, &'u str)> {
    if row.indent >= RIGHT_COLUMN {
        return Some(("", text));
    }
    let Some((left, right)) = text.split_once("   ") else {
        return Some((text, ""));
    };
    let right = right.trim_start();
    (!right.contains("   ")).then_some((left, right))
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
