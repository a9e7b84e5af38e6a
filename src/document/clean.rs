//! Cleans text at the door, so that nothing after it thinks of escape sequences again.
//!
//! Controls become visible pictures (an article about escape sequences stays readable); colour
//! sequences, bidirectional overrides, tag characters and other invisible characters go; odd spaces
//! become plain ones. The overrides are those of "Trojan Source" (CVE-2021-42574).

use std::borrow::Cow;

/// `text` without anything that could steer a terminal or hide from its reader.
///
/// Newlines and tabs become spaces; whoever knows what they mean has taken them out before.
pub fn clean(text: &str) -> Cow<'_, str> {
    let Some(first) = first_suspect(text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut cleaned = String::with_capacity(text.len());
    let (start, mut rest) = text.split_at_checked(first).unwrap_or(("", text));
    cleaned.push_str(start);
    while let Some(c) = rest.chars().next() {
        if let Some(after) = strip_colour(rest) {
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match replacement(c) {
            Replacement::Keep => cleaned.push(c),
            Replacement::By(other) => cleaned.push(other),
            Replacement::Drop => {}
        }
    }
    Cow::Owned(cleaned)
}

/// Whether [`clean`] would leave `text` as it is.
pub fn is_clean(text: &str) -> bool {
    first_suspect(text.as_bytes()).is_none()
}

/// Whether `c` may stand in a document.
pub fn is_allowed(c: char) -> bool {
    matches!(replacement(c), Replacement::Keep)
}

enum Replacement {
    Keep,
    By(char),
    Drop,
}

fn replacement(c: char) -> Replacement {
    use Replacement::{By, Drop, Keep};
    match c {
        ' '..='~' => Keep,
        '\n' | '\t' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => By(' '),
        '\0'..='\u{1F}' => By(char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}')),
        '\u{7F}' => By('\u{2421}'),
        // U+00A0 stays: it says where a row must not break.
        '\u{2007}' | '\u{202F}' => By('\u{A0}'),
        '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{205F}'
        | '\u{3000}' => By(' '),
        // Soft hyphens, zero-width spaces and joins between words, direction marks; fillers that
        // look like nothing, annotation controls, tags, variation selectors beyond the two that
        // choose between text and picture.
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FE00}'..='\u{FE0D}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => Drop,
        '\u{80}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' => By('\u{FFFD}'),
        _ if c as u32 & 0xFFFE == 0xFFFE => By('\u{FFFD}'),
        _ => Keep,
    }
}

/// What follows a "select graphic rendition" sequence (ECMA-48, 8.3.117) at the start of `text`.
fn strip_colour(text: &str) -> Option<&str> {
    let parameters = text.strip_prefix("\u{1B}[")?;
    parameters
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ';' | ':'))
        .strip_prefix('m')
}

/// The index of the first byte that may start a character which [`replacement`] does not keep.
fn first_suspect(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(skip) = bytes
        .get(at..)?
        .iter()
        .position(|byte| SUSPECT[usize::from(*byte)])
    {
        at += skip;
        let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
        let clean = match (bytes[at], next(1), next(2)) {
            // NO-BREAK SPACE and the rest of Latin-1 but its controls and the soft hyphen.
            (0xC2, second, _) => second >= 0xA0 && second != 0xAD,
            (0xCD, second, _) => second != 0x8F,
            (0xD8, second, _) => second != 0x9C,
            (0xE1, second, _) => !matches!(second, 0x84 | 0x85 | 0x9A | 0xA0),
            // General Punctuation: dashes, quotes, dots and marks are clean, spaces and controls not.
            (0xE2, 0x80, third) => matches!(third, 0x8C | 0x8D | 0x90..=0xA7 | 0xB0..),
            (0xE2, 0x81, third) => third < 0x9F,
            (0xE2, ..) => true,
            (0xE3, second, third) => !matches!((second, third), (0x80, 0x80) | (0x85, 0xA4)),
            (0xEF, second, _) => !matches!(second, 0xB7 | 0xB8 | 0xBB | 0xBE | 0xBF),
            _ => false,
        };
        if !clean {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Bytes that are controls or lead a character that may have to go.
static SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(
            byte,
            0..=0x1F | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xE3 | 0xEF | 0xF0 | 0xF3..
        );
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn controls_become_visible() {
        assert_eq!(clean("a\u{1B}]0;title\u{7}b"), "a␛]0;title␇b");
        assert_eq!(clean("\u{9B}2J"), "\u{FFFD}2J");
        assert_eq!(clean("a\0b\u{7F}"), "a␀b␡");
    }

    #[test]
    fn colours_go_and_their_text_stays() {
        assert_eq!(clean("\u{1B}[1;31mred\u{1B}[0m"), "red");
        assert_eq!(clean("\u{1B}[2J"), "␛[2J");
    }

    #[test]
    fn what_hides_is_removed() {
        assert_eq!(
            clean("a\u{202E}b\u{2066}c\u{E0041}d\u{200B}e\u{AD}f"),
            "abcdef"
        );
        assert_eq!(clean("\u{FEFF}start"), "start");
    }

    #[test]
    fn odd_spaces_become_plain_ones() {
        assert_eq!(clean("a\u{2009}b\u{3000}c\td\ne"), "a b c d e");
        assert_eq!(clean("«\u{202F}mot\u{A0}»"), "«\u{A0}mot\u{A0}»");
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in [
            "It’s “fine” – really…",
            "漢字、かな",
            "naïve café",
            "नमस्ते",
            "©2015",
        ] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_quick_look_agrees_with_the_rules(text in any::<String>()) {
            if is_clean(&text) {
                prop_assert!(text.chars().all(is_allowed));
            }
            let cleaned = clean(&text);
            prop_assert!(cleaned.chars().all(is_allowed));
            prop_assert_eq!(clean(&cleaned), cleaned.as_ref());
        }
    }
}
