//! The first clause of a text: what an outline shows of a point.
//!
//! A clause ends where its writer made a stop, at a mark that a space follows, so that "3,000",
//! "12:30" and "U.S." are left whole; a start too short to say anything goes on to the next stop.

use std::borrow::Cow;

use super::question;
use crate::width;

/// The fewest words and the fewest columns that say something; before other stops than a comma
/// either will do.
const WORDS_MIN: usize = 3;
const COLUMNS_MIN: usize = 12;

/// The fewest words before a comma, which may stop after the mere subject.
const COMMA_WORDS_MIN: usize = 4;

/// How many words may stand between the commas of an insertion.
const INSERTION_WORDS: usize = 3;

/// The start of `text` up to its first stop (`;` `:` `,` `–` `(` or the end of a sentence) that
/// leaves enough to be understood, within `limit_columns`.
///
/// Where the clause is longer than the limit, as many of its words as fit and an ellipsis. No
/// grapheme is split. A question keeps its mark.
pub fn first_clause(text: &str, limit_columns: usize) -> Cow<'_, str> {
    let text = text.trim();
    // Nothing beyond this can show: no character is wider than its bytes are many, but for the
    // joined ones, which are narrower.
    let clause = clause(text, limit_columns.saturating_mul(4));
    shortened(clause, limit_columns)
}

/// `text` up to its first stop that is not further than `reach_bytes`.
fn clause(text: &str, reach_bytes: usize) -> &str {
    let mut is_inside = false;
    for (at, c) in text.char_indices() {
        if at > reach_bytes {
            break;
        }
        let after = at + c.len_utf8();
        let Some(stop) = Stop::of(c).filter(|_| is_stop(text, at, c)) else {
            continue;
        };
        let end = if stop == Stop::Question { after } else { at };
        let start = text.split_at(end).0.trim_end();
        let words = start.split_whitespace().count();
        let columns = width::columns(start);
        let suffices = match stop {
            Stop::Comma => {
                let opens = opens_insertion(text, after);
                let is_inner = std::mem::replace(&mut is_inside, opens) || opens;
                words >= COMMA_WORDS_MIN && columns >= COLUMNS_MIN && !is_inner
            }
            _ => words >= WORDS_MIN || columns >= COLUMNS_MIN,
        };
        // Scripts without spaces are one word, and say more in it.
        let suffices = suffices || (words == 1 && columns >= COLUMNS_MIN && !start.is_ascii());
        if suffices {
            return start;
        }
    }
    text.strip_suffix(['.', ';', ':', ',']).unwrap_or(text)
}

/// Whether the comma before `at` opens an insertion or a list: another follows a few words on.
fn opens_insertion(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let mut words = rest.split_whitespace().take(INSERTION_WORDS);
    words.any(|word| word.ends_with(','))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Comma,
    Question,
    Other,
}

impl Stop {
    fn of(c: char) -> Option<Self> {
        match c {
            ',' | '，' | '、' => Some(Self::Comma),
            '?' | '？' => Some(Self::Question),
            ';' | ':' | '(' | '–' | '—' | '.' | '!' | '…' | '；' | '：' | '（' | '。' | '！' => {
                Some(Self::Other)
            }
            _ => None,
        }
    }
}

/// Whether the mark `c` at `at` ends a clause there, and is not a part of a word or number.
fn is_stop(text: &str, at: usize, c: char) -> bool {
    let (before, rest) = text.split_at(at);
    let rest = rest.strip_prefix(c).unwrap_or_default();
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    match c {
        '(' => before.ends_with(char::is_whitespace),
        '–' => spaced && before.ends_with(char::is_whitespace),
        '.' => {
            let follows = rest.trim_start_matches(question::is_closer);
            let ends = follows.is_empty() || follows.starts_with(char::is_whitespace);
            let goes_on = follows.trim_start().starts_with(char::is_lowercase);
            ends && !goes_on && !question::is_abbreviation(text, at)
        }
        ',' | ';' | ':' | '?' | '!' => {
            let follows = rest.trim_start_matches(question::is_closer);
            follows.is_empty() || follows.starts_with(char::is_whitespace)
        }
        _ => true,
    }
}

/// `clause`, or as many of its words as fit with an ellipsis.
fn shortened(clause: &str, limit_columns: usize) -> Cow<'_, str> {
    let (fitting, _) = width::prefix(clause, limit_columns);
    if fitting.len() == clause.len() {
        return clause.into();
    }
    let (start, _) = width::prefix(clause, limit_columns.saturating_sub(1));
    let rest = clause.get(start.len()..).unwrap_or_default();
    let whole = if rest.starts_with(char::is_whitespace) {
        start
    } else {
        start
            .rfind(char::is_whitespace)
            .map(|space| start.split_at(space).0)
            // A word cut in two says more than one word where much room is left.
            .filter(|words| words.len() * 3 >= start.len() * 2)
            .unwrap_or(start)
    };
    // What has no width fits everywhere, but an ellipsis does not.
    if whole.is_empty() || limit_columns == 0 {
        return width::ellipsis(clause, limit_columns);
    }
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '(' | '.');
    format!("{}…", whole.trim_end_matches(marks)).into()
}

#[cfg(test)]
mod tests {
    use super::first_clause;
    use crate::width;
    use proptest::prelude::*;

    fn check(text: &str, clause: &str) {
        assert_eq!(first_clause(text, 200), clause);
    }

    #[test]
    fn a_clause_ends_at_its_first_stop() {
        check("There is no treaty; there never was.", "There is no treaty");
        check("Trust is missing (as so often) here.", "Trust is missing");
        check("One side talks – the other listens", "One side talks");
        check(
            "The wires are shared, and so is the air.",
            "The wires are shared",
        );
        check("One rule counts. Others do not.", "One rule counts");
        check("Who pays for it? Nobody does.", "Who pays for it?");
        check("Infrastructure: who owns the cables", "Infrastructure");
        check("沒有人負責這個問題，也沒有人知道。", "沒有人負責這個問題");
    }

    #[test]
    fn a_start_that_says_too_little_goes_on() {
        check(
            "First, there is no treaty; so what?",
            "First, there is no treaty",
        );
        check(
            "A sense of outrage which, in turn, rests on little; and more",
            "A sense of outrage which, in turn, rests on little",
        );
        check("One and the other, both say so", "One and the other");
        check("He and she, both say so", "He and she, both say so");
        check("No: it cannot be done, ever.", "No: it cannot be done");
    }

    #[test]
    fn marks_inside_words_and_numbers_are_no_stops() {
        check("The U.S. Government pays 3,000 at 12:30 sharp.", {
            "The U.S. Government pays 3,000 at 12:30 sharp"
        });
        check(
            "In the years 1990–2000 it grew",
            "In the years 1990–2000 it grew",
        );
    }

    #[test]
    fn a_long_clause_is_cut_between_words() {
        assert_eq!(first_clause("a clause of many words", 16), "a clause of…");
        assert_eq!(first_clause("a clause of many words", 12), "a clause of…");
        assert_eq!(first_clause("incomprehensibly", 8), "incompr…");
        assert_eq!(first_clause("漢字漢字漢字", 6), "漢字…");
        assert_eq!(first_clause("word", 0), "");
        assert_eq!(first_clause("", 10), "");
    }

    proptest! {
        #[test]
        fn a_clause_fits_and_is_the_start(text in "\\PC{0,60}", limit in 0usize..40) {
            let clause = first_clause(&text, limit);
            prop_assert!(width::columns(&clause) <= limit);
            prop_assert!(text.trim().starts_with(clause.trim_end_matches('…')));
        }
    }
}
