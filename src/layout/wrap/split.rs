//! Where a text may break, by UAX #14; and, other than there, before a dot that starts a word, as in
//! ".html".
//!
//! textwrap asks Unicode's tables, which takes longer than all else that a page costs. But most of
//! a text is plain words with a space between them, and of these the answer is known without
//! asking; a property holds that it is the same.

use std::ops::Range;

use textwrap::WordSeparator;

use super::{Word, cells, narrow};
use crate::width;

/// The unbreakable stretches of `text`, none wider than the room, each with the spaces after it.
pub(super) fn split(text: &str, room_columns: usize) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = 0;
    let mut is_letters = true;
    for (at, byte) in text.bytes().enumerate() {
        if byte != b' ' {
            is_letters &= byte.is_ascii_alphabetic();
            continue;
        }
        // Most words of most texts are letters alone, and so is what follows.
        let next = text.as_bytes().get(at + 1);
        let is_between_letters = is_letters && next.is_some_and(u8::is_ascii_alphabetic);
        if is_between_letters && (1..=room_columns).contains(&(at - start)) {
            words.push(Word {
                start,
                columns: narrow(at - start),
                space_columns: 1,
            });
        } else if breaks_plainly(text, at) {
            add(text, start..at + 1, room_columns, &mut words);
        } else {
            is_letters = false;
            continue;
        }
        start = at + 1;
        is_letters = true;
    }
    add(text, start..text.len(), room_columns, &mut words);
    words
}

/// Whether the tables are not needed to tell that a text breaks after the space at a byte of it.
fn breaks_plainly(text: &str, space: usize) -> bool {
    let (before, after) = text.split_at(space);
    let ends = before.chars().next_back().is_some_and(ends_plainly);
    ends && after.get(1..).is_some_and(starts_plainly)
}

/// Whether a text breaks after a space that follows `c`, where what comes [`starts_plainly`].
fn ends_plainly(c: char) -> bool {
    is_letter(c) || is_closing(c)
}

fn starts_plainly(text: &str) -> bool {
    let opening = |c: char| is_opening(c) || c == '.';
    let word = text.strip_prefix(opening).unwrap_or(text);
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\'' | '’')
}

fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '"' | '”')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘')
}

/// The columns of a stretch that no text breaks within: letters and digits, with a quote before and
/// signs after them.
fn plain_columns(stretch: &str) -> Option<usize> {
    let word = stretch.strip_prefix(is_opening).unwrap_or(stretch);
    let core = word.trim_end_matches(is_closing);
    let is_plain = !core.is_empty() && core.chars().all(is_letter);
    is_plain.then(|| width::columns(stretch))
}

/// Adds the words of a stretch that the text breaks before and after.
fn add(text: &str, stretch: Range<usize>, room_columns: usize, words: &mut Vec<Word>) {
    let start = stretch.start;
    let stretch = text.get(stretch).unwrap_or_default();
    let word = stretch.strip_suffix(' ').unwrap_or(stretch);
    match plain_columns(word) {
        Some(columns) if columns <= room_columns => words.push(Word {
            start,
            columns: narrow(columns),
            space_columns: narrow(stretch.len() - word.len()),
        }),
        _ => ask_tables(stretch, start, room_columns, words),
    }
}

/// Adds the words of a stretch that starts at `start`, as Unicode's tables tell.
fn ask_tables(stretch: &str, start: usize, room_columns: usize, words: &mut Vec<Word>) {
    let mut start = start;
    for word in WordSeparator::UnicodeBreakProperties.find_words(stretch) {
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_breaks_before_a_word_that_starts_with_a_dot() {
        let texts = |text: &'static str| -> Vec<&str> {
            let words = split(text, 40);
            let start = |word: &Word| text.get(word.start..).unwrap_or_default();
            words.iter().map(start).collect()
        };
        assert_eq!(texts("as .md"), ["as .md", ".md"]);
        assert_eq!(texts("Quoi ? Rien .").len(), 2);
    }

    // No text ends in a hyphen: there textwrap takes the last place to break for the end itself.
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn what_is_known_is_what_the_tables_say(
            text in "([a-c1.,;:!?()'\"“”‘’/«»%$é漢ไ…–—\u{A0}\u{200D}\u{301}\\[\\]{}-]| ){0,40}[a-c1.)”漢 ]",
            room in 1..20usize,
        ) {
            let text = text.replace(" .", " ");
            let mut asked = Vec::new();
            ask_tables(&text, 0, room, &mut asked);
            prop_assert_eq!(split(&text, room), asked);
        }
    }
}
