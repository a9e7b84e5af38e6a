//! Which source lines are headings.
//!
//! Two kinds. A *marked* heading says so itself: by an underline, a section's number, the word
//! "chapter", capitals. A *bare* one is a short source line without a full stop that stands apart
//! and has prose under it. In doubt a text stays a paragraph: a lost heading is a smaller wrong than
//! an invented one.

mod words;

use super::lines::Line;
use super::{dates, lists, wording};
use words::{COUNTED, DIVISIONS, FIGURES};

/// The most columns of a heading.
pub(super) const COLUMNS_MAX: usize = 110;

/// The most words of a bare heading.
const BARE_WORDS_MAX: usize = 14;

/// The most words of a marked heading.
const MARKED_WORDS_MAX: usize = 18;

/// The most words of a title that ends in a stop.
const STOPPED_WORDS_MAX: usize = 8;

/// What a heading shows itself by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The word for a part of a book, and a number.
    Part(Division),
    /// A section's number with so many numbers in it.
    Number {
        /// 2 for "1.2".
        depth: usize,
        /// The last of its numbers.
        value: u32,
    },
    /// Capitals only.
    Capitals,
    /// Nothing but its shape and its place.
    Bare,
}

/// The parts that a book has, the larger ones first; [`is_outer`](Division::is_outer) ones stand in
/// each other in either order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Division {
    /// A volume.
    Volume,
    /// A book of several.
    Book,
    /// A part.
    Part,
    /// An act of a play.
    Act,
    /// A chapter, or what stands beside chapters.
    Chapter,
    /// A scene of an act, a section of a chapter.
    Section,
    /// A number alone.
    Numeral,
}

impl Division {
    /// Whether chapters stand in it.
    pub(super) fn is_outer(self) -> bool {
        self < Self::Chapter
    }
}

/// The sign that a heading's text shows; none if it cannot be a heading.
pub(super) fn sign(text: &str) -> Option<Sign> {
    let words = wording::words(text);
    if words > MARKED_WORDS_MAX || !wording::has_letter(text) || wording::is_code(text) {
        return None;
    }
    if let Some(sign) = book_part(text) {
        return Some(sign);
    }
    if let Some(sign) = numbered(text) {
        return Some(sign);
    }
    let is_bare_roman =
        lists::roman(text.trim_end_matches('.')).is_some() && wording::is_caps(text);
    if is_bare_roman {
        return Some(Sign::Part(Division::Numeral));
    }
    if is_capitals(text) {
        return Some(Sign::Capitals);
    }
    (words <= BARE_WORDS_MAX && is_bare(text)).then_some(Sign::Bare)
}

/// "CHAPTER IV", "Part Two: The Sea", "Глава 3".
fn book_part(text: &str) -> Option<Sign> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next()?;
    // The longest of these words has 20 bytes.
    if first.len() > 20 {
        return None;
    }
    let lower = if first.is_ascii() {
        String::new()
    } else {
        first.to_lowercase()
    };
    let is_first = |word: &str| word.eq_ignore_ascii_case(first) || word == lower;
    let (_, division) = DIVISIONS.iter().find(|(word, _)| is_first(word))?;
    let number = words.next()?;
    let is_number = number.bytes().all(|b| b.is_ascii_digit())
        || lists::roman(number).is_some() && number.chars().all(char::is_uppercase)
        || (number.len() == 1 && number.chars().all(char::is_uppercase))
        || (COUNTED.contains(&number.to_lowercase().as_str())
            && number.starts_with(char::is_uppercase));
    let is_sentence = wording::ends_sentence(text) && !wording::ends_question(text);
    let ends = is_sentence && words.next().is_some() && !is_stopped(text, number);
    (is_number && !ends && !wording::ends_colon(text)).then_some(Sign::Part(*division))
}

/// Whether a title may end in a stop: in capitals, or behind one that closes the part's `number`, as
/// in "Chapter 4. The way home."
fn is_stopped(text: &str, number: &str) -> bool {
    let title = text
        .split_once(number)
        .and_then(|(_, title)| title.strip_prefix(['.', ':']));
    let is_title =
        |title: &str| wording::words(title) <= STOPPED_WORDS_MAX && !wording::has_inner_stop(title);
    wording::is_caps(text) || title.is_some_and(is_title)
}

/// Whether the text starts with the word for a part of a book and its number.
pub(super) fn is_division(text: &str) -> bool {
    book_part(text).is_some()
}

/// Whether the text is nothing but the word for a part of a book and its number.
pub(super) fn is_bare_division(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).count() == 2 && is_division(text)
}

/// "1.2 Title", "IV. Title".
fn numbered(text: &str) -> Option<Sign> {
    let section = lists::section(text)?;
    // A full stop may end a short title: "3. Terms of use."
    let is_stopped =
        section.title.ends_with('.') && wording::words(section.title) <= STOPPED_WORDS_MAX;
    // Deep numbers are signs enough for a name in small letters: "3.2.2 http URL".
    let is_deep = section.depth > 2 || section.depth > 1 && section.is_closed;
    let is_title = (wording::starts_fresh(section.title) || is_deep)
        && !section.title.contains("   ")
        && (!wording::ends_stop(section.title) || wording::is_caps(section.title) || is_stopped)
        && !wording::has_inner_stop(section.title)
        && wording::has_letter(section.title);
    // "A. Why is it so?" asks the reader of an exercise.
    let asks = section.is_letter && section.depth == 1 && wording::ends_question(text);
    (is_title && section.is_signed && !asks).then_some(Sign::Number {
        depth: section.depth,
        value: section.value,
    })
}

/// "THE WHITENESS OF THE WHALE", with or without a stop.
fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic()).take(4).count();
    let goes_on = |c: char| matches!(c, ',' | ';' | ':' | '-' | '–' | '—');
    let is_sound = !wording::last(text).is_some_and(goes_on) && !text.contains("  ");
    wording::is_caps(text)
        && letters() == 4
        && is_sound
        && wording::starts_fresh(text)
        && !is_speech(text)
        && !is_end(text)
}

/// What books close with.
fn is_end(text: &str) -> bool {
    let word = text.trim_end_matches(['.', '!']);
    ["finis", "the end", "fin", "ende", "fine"]
        .iter()
        .any(|end| word.eq_ignore_ascii_case(end))
}

/// The shape of a heading that names a command or a piece of code, or is in small letters: no
/// sentence, and no statement.
pub(super) fn is_name(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, '=' | ';' | '{' | '}' | '"' | '$' | '\\' | '|' | '\t');
    let stem = text.trim_end_matches(['>', ')', ']']);
    text.starts_with(char::is_alphanumeric)
        && !wording::ends_sentence(text)
        && !wording::ends_stop(stem)
        && wording::words(text) <= BARE_WORDS_MAX
        && wording::has_letter(text)
        && !text.contains(is_sign)
        && !text.contains("  ")
        && !is_speech(text)
        && !is_caption(text)
        && !is_address(text)
}

/// The shape of a heading without any sign of its own.
fn is_bare(text: &str) -> bool {
    wording::starts_fresh(text)
        && !wording::ends_stop(text)
        && !wording::has_inner_stop(text)
        && (!text.contains([',', '，', '،', '、']) || !is_long(text))
        && !is_speech(text)
        && !is_caption(text)
        && !is_address(text)
        && !text.contains('\t')
        && !text.contains("   ")
        && dates::dateline(text).is_none()
}

/// Many words that ask nothing: with a comma among them, rather a sentence.
fn is_long(text: &str) -> bool {
    wording::words(text) > 9 && !wording::ends_question(text)
}

/// Wholly in quotes or brackets: someone speaks, or an aside. A quotation that starts or ends
/// elsewhere is speech too.
fn is_speech(text: &str) -> bool {
    const CLOSERS: [char; 12] = [
        '”', '"', '»', '’', '\'', ')', ']', '」', '』', '“', '«', '_',
    ];
    let is_quoting = |byte: &u8| matches!(byte, b'"' | b'\'' | 0x80..);
    let is_closed = text.ends_with(CLOSERS);
    if !is_closed && !text.as_bytes().iter().any(is_quoting) {
        return false;
    }
    let is_opened = text.starts_with(wording::is_opener) && !text.starts_with('*');
    let has = |signs: [char; 3]| text.contains(signs);
    let is_half = text.matches('"').count() % 2 == 1
        || (has(['“', '„', '「']) != has(['”', '“', '」']))
        || (is_closed && text.ends_with(['\'', '’']) && !has(['\'', '‘', '‚']))
        || (text.ends_with(['\'', '’']) && text.contains(['!', '?', ',']))
        || (text.starts_with(['\'', '‘']) && text.contains(','));
    let is_said = is_closed && (text.contains(": \"") || text.contains(": “"));
    (is_opened && is_closed) || is_half || is_said
}

/// "Figure 3: …", "Listing 10-4 …", "Filename: src/main.rs".
pub(super) fn is_caption(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let is_counted = second.starts_with(|c: char| c.is_ascii_digit())
        && second.ends_with([':', '.'])
        && FIGURES.contains(&first.to_lowercase().as_str());
    let is_path = |word: &str| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        inner.contains('/') && inner.contains('.') || inner.contains('_')
    };
    is_counted || first.ends_with(':') && (is_path(second) || text.split_whitespace().count() <= 2)
}

/// A link or a mail address and little else.
fn is_address(text: &str) -> bool {
    text.contains("://")
        || text.starts_with("www.")
        || (text.contains('@') && wording::words(text) <= 4)
}

/// The level that a row of `=`, `-`, `~` or `*` under a heading gives it.
pub(super) fn underline(line: &Line, under: &Line) -> Option<u8> {
    let sign = under.text.chars().next()?;
    let level = match sign {
        '=' | '#' => 1,
        '-' | '*' | '─' | '—' => 2,
        '~' | '^' | '+' | '"' | '\'' => 3,
        _ => return None,
    };
    let length = under.columns;
    let is_row = length >= 3 && under.text.chars().all(|c| c == sign);
    // Equals signs end no paragraph, however few they are.
    let is_long = sign == '=' || length + 3 >= line.columns || length * 10 >= line.columns * 8;
    let is_near = length <= line.columns * 2 + 8 || length <= 80;
    (under.is_close() && is_row && is_long && is_near && wording::has_letter(line.text))
        .then_some(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_read() {
        for (text, expected) in [
            ("CHAPTER IV", Sign::Part(Division::Chapter)),
            (
                "Chapter 4. In which we go on",
                Sign::Part(Division::Chapter),
            ),
            ("Chapter 4. The way home.", Sign::Part(Division::Chapter)),
            ("Appendix A", Sign::Part(Division::Chapter)),
            ("Глава 3", Sign::Part(Division::Chapter)),
            ("PART TWO", Sign::Part(Division::Part)),
            ("SCENE II.", Sign::Part(Division::Section)),
            ("IV.", Sign::Part(Division::Numeral)),
            ("1.2 Where it began", Sign::Number { depth: 2, value: 2 }),
            ("3. Where it began", Sign::Number { depth: 1, value: 3 }),
            ("THE LONG WAY HOME", Sign::Capitals),
            ("Where it began", Sign::Bare),
            ("Who is to pay?", Sign::Bare),
            ("“Good” intentions", Sign::Bare),
            ("Step 3: Dig the pond", Sign::Bare),
            (
                "オープンな池を掘るときに隣の家の人には何を伝えておくべきですか？",
                Sign::Bare,
            ),
        ] {
            assert_eq!(sign(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn names_are_told_from_statements() {
        for name in ["pond::dig", "Digging with Spade<T>", "the dig command"] {
            assert!(is_name(name), "{name}");
        }
        for text in [
            "let pond = dig();",
            "pond {",
            "$ dig pond",
            "and so it went on.",
            "or, in other words,",
            "Filename: src/pond.rs",
            "“not at all”",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn prose_speech_captions_and_code_are_none() {
        for text in [
            "It ended there.",
            "and so it went",
            "Two things:",
            "“Who is there?”",
            "(continued)",
            "— A. Writer",
            "Said he: “Who is there?”",
            "Chapter 4 tells of the way home.",
            "Figure 3: The bridge",
            "Filename: src/main.rs",
            "fn main() {",
            "August 30, 2015",
            "It ended. Nobody came",
            "www.example.org",
            "12",
            "Part of the way",
        ] {
            let is_bare_part = text == "Part of the way";
            assert_eq!(sign(text), is_bare_part.then_some(Sign::Bare), "{text}");
        }
    }
}
