//! How many columns a string takes: the one answer in the program.
//!
//! Rows are broken with this measure and cells counted with it; ratatui's is the same for every
//! grapheme, which a test holds. Width is a sum over extended grapheme clusters, as a terminal's
//! cells are, not over `char`s.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The extended grapheme clusters of `text` (UAX #29), each with its width in columns.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, u16)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        // Most of a page needs no look into tables.
        let lone = lone(rest.as_bytes());
        let is_lone = lone > 0 && rest.as_bytes().get(lone..).is_none_or(stands_off);
        let (first, columns) = if is_lone {
            (rest.split_at(lone).0, 1)
        } else {
            let first = rest.graphemes(true).next()?;
            (first, of_grapheme(first))
        };
        rest = rest.get(first.len()..).unwrap_or_default();
        Some((first, columns))
    })
}

/// How many bytes `text` starts with that are a character and a column each, joined by nothing.
pub fn plain_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|byte| !is_plain(*byte));
    // What follows may be a mark upon the last one.
    end.map_or(bytes.len(), |end| end.saturating_sub(1))
}

/// The width of `text` in columns.
///
/// Control characters count nothing; a document has none.
pub fn columns(text: &str) -> usize {
    if is_plain_ascii(text) {
        return text.len();
    }
    graphemes(text).map(|(_, width)| usize::from(width)).sum()
}

/// The longest start of `text` that takes at most `limit` columns, and its width in columns.
///
/// Never splits a grapheme, so the answer is empty where the first one is too wide.
pub fn prefix(text: &str, limit: usize) -> (&str, usize) {
    let plain = plain_start(text);
    if plain >= limit {
        return (text.get(..limit).unwrap_or(text), limit);
    }
    let mut width = plain;
    let mut end = plain;
    for (grapheme, columns) in graphemes(text.get(plain..).unwrap_or_default()) {
        if width + usize::from(columns) > limit {
            break;
        }
        width += usize::from(columns);
        end += grapheme.len();
    }
    (text.get(..end).unwrap_or(text), width)
}

/// `text` if it fits `limit` columns, else its start with an ellipsis, at most `limit` wide.
pub fn ellipsis(text: &str, limit: usize) -> std::borrow::Cow<'_, str> {
    let (start, _) = prefix(text, limit);
    if start.len() == text.len() {
        return text.into();
    }
    if limit == 0 {
        return "".into();
    }
    let (start, _) = prefix(text, limit - 1);
    format!("{}…", start.trim_end()).into()
}

fn of_grapheme(grapheme: &str) -> u16 {
    match grapheme.as_bytes() {
        [byte] => u16::from(is_plain(*byte)),
        _ if grapheme.contains(char::is_control) => 0,
        _ => (grapheme.width() + halfwidth_sound_marks(grapheme)) as u16,
    }
}

/// Terminals give halfwidth katakana sound marks a cell of their own; Unicode's tables do not.
fn halfwidth_sound_marks(grapheme: &str) -> usize {
    grapheme
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count()
}

fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(is_plain)
}

/// The bytes of the first character where it takes one column and joins no other such one: ASCII;
/// U+00A0 to U+02FF, letters and signs, but for the soft hyphen; U+2010 to U+2027, dashes, quotes,
/// bullets, the ellipsis; and U+2500 to U+25BF, lines and blocks. 0 where it is another.
fn lone(text: &[u8]) -> usize {
    match text {
        [one, ..] if is_plain(*one) => 1,
        [0xC2, 0xA0..=0xAC | 0xAE.., ..] | [0xC3..=0xCB, _, ..] => 2,
        [0xE2, 0x80, 0x90..=0xA7, ..] | [0xE2, 0x94..=0x96, _, ..] => 3,
        _ => 0,
    }
}

/// Whether what a text starts with does not join a character before it that is a [`lone`] one.
fn stands_off(text: &[u8]) -> bool {
    text.is_empty() || lone(text) > 0
}

/// Whether a byte is a printable ASCII character.
fn is_plain(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;

    #[test]
    fn graphemes_are_measured_whole() {
        assert_eq!(columns("détente"), 7);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("漢字"), 4);
        assert_eq!(columns("👩‍👩‍👧"), 2);
    }

    #[test]
    fn a_prefix_never_splits_a_grapheme() {
        assert_eq!(prefix("漢字", 3), ("漢", 2));
        assert_eq!(prefix("e\u{301}a", 1), ("e\u{301}", 1));
        assert_eq!(prefix("漢", 1), ("", 0));
    }

    #[test]
    fn an_ellipsis_fits_its_limit() {
        assert_eq!(ellipsis("a point", 7), "a point");
        assert_eq!(ellipsis("a point of view", 8), "a point…");
        assert_eq!(ellipsis("ab", 1), "…");
        assert_eq!(ellipsis("ab", 0), "");
    }

    proptest! {
        #[test]
        fn a_plain_start_is_the_same_letter_by_letter(text in "[a-c ]{0,6}[a\u{301}漢’é]{0,4}") {
            let (start, rest) = text.split_at(plain_start(&text));
            let found: Vec<&str> = start.split_inclusive(|_| true).chain(rest.graphemes(true)).collect();
            prop_assert_eq!(found, text.graphemes(true).collect::<Vec<_>>());
            prop_assert!(graphemes(start).all(|(_, columns)| columns == 1));
        }

        #[test]
        fn graphemes_are_those_of_the_standard(text in "[a-c\u{301}\u{200D}👩🇩🇪가각\r\n ’–…─▌é·\u{AD}\u{2FF}]{0,20}") {
            let found: Vec<&str> = graphemes(&text).map(|(grapheme, _)| grapheme).collect();
            let expected: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn ratatui_paints_what_is_measured(text in "(\\PC|[\u{A0}-\u{2FF}\u{2010}-\u{2027}\u{2500}-\u{25BF}a]){0,40}") {
            for (grapheme, columns) in graphemes(&text) {
                prop_assert_eq!(columns, grapheme.cell_width());
            }
        }
    }
}
