//! What a point says first, for where there is little room.

use std::borrow::Cow;

use crate::width;

/// The fewest columns that a clause has; a shorter one goes on to the next break.
const CLAUSE_COLUMNS_MIN: usize = 12;

/// The fewest words that a clause has.
const CLAUSE_WORDS_MIN: usize = 2;

/// The first clause of `text`, in at most `limit_columns` columns.
///
/// It ends before the first `;`, `:`, `,`, dash or bracket, or after the first stop, that leaves
/// at least two words; else at the last word that fits, with an ellipsis.
pub fn first_clause(text: &str, limit_columns: usize) -> Cow<'_, str> {
    let clause = text.get(..end_of_clause(text)).unwrap_or(text).trim_end();
    if width::columns(clause) <= limit_columns {
        return clause.into();
    }
    let (fitting, _) = width::prefix(clause, limit_columns.saturating_sub(1));
    let words = fitting.rfind(' ').and_then(|space| fitting.get(..space));
    match words
        .map(str::trim_end)
        .filter(|words| words.len() * 3 > fitting.len())
    {
        Some(words) => format!("{words}…").into(),
        None => width::ellipsis(clause, limit_columns),
    }
}

fn end_of_clause(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_apart = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let before = text.get(..at).unwrap_or_default();
        let ends = match c {
            '(' | '–' | '—' => before.ends_with(' '),
            ';' | ':' | ',' | '.' | '?' | '!' => is_apart,
            '、' | '。' | '，' | '；' | '：' => true,
            _ => false,
        };
        if ends && is_clause(before) {
            return if matches!(c, '?' | '!') {
                at + c.len_utf8()
            } else {
                at
            };
        }
    }
    text.len()
}

fn is_clause(text: &str) -> bool {
    let is_long = width::columns(text) >= CLAUSE_COLUMNS_MIN;
    let is_wide = text.chars().next().is_some_and(|c| c as u32 >= 0x3000);
    // An abbreviation's stop ends nothing.
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_abbreviated = last.contains('.') || (last.chars().count() == 1 && last != "I");
    is_long && !is_abbreviated && (is_wide || text.split_whitespace().count() >= CLAUSE_WORDS_MIN)
}

#[cfg(test)]
mod tests {
    use super::first_clause;

    #[test]
    fn a_clause_ends_where_a_reader_would_pause() {
        let check = |text, limit, clause: &str| assert_eq!(first_clause(text, limit), clause);
        check(
            "Rivalry between departments. Each tilts it.",
            60,
            "Rivalry between departments",
        );
        check("Failure to see it, and more", 60, "Failure to see it");
        check("Is it so? Or not?", 60, "Is it so? Or not?");
        check(
            "Might it be the other side? Or not?",
            60,
            "Might it be the other side?",
        );
        check(
            "A sense – of sorts – that goes on",
            60,
            "A sense – of sorts",
        );
        check(
            "A lack of the U.S. supply of things; more",
            60,
            "A lack of the U.S. supply of things",
        );
        check("A lack of understanding of how it works", 20, "A lack of…");
        check("Incomprehensibilities", 8, "Incompr…");
        check("", 8, "");
    }
}
