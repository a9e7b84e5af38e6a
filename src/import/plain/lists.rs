//! The marks that lists, sections and notes are numbered with.
//!
//! It reads marks; whether a mark is one, and not the start of a sentence, is judged by the
//! numbers beside it: a list begins at one and goes on by one.

/// A mark in front of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// What kind of mark.
    pub(super) style: Style,
    /// The number as the source writes it; a bullet's sign.
    pub(super) label: &'a str,
    /// The text behind it.
    pub(super) rest: &'a str,
    /// The number as digits or as a letter's place; 0 for bullets.
    value: u32,
    /// The number where its letters are a Roman one.
    roman: Option<u32>,
}

/// The kinds of marks; points of one list share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// A sign; whether it is one that starts nothing but points.
    Bullet(char),
    /// Digits, in a bracket or not, and what closes them.
    Digits(bool, char),
    /// A letter or a Roman number, small or capital.
    Letters(bool, char, bool),
}

impl Marker<'_> {
    /// Whether its sign starts nothing but points.
    pub(super) fn is_certain(&self) -> bool {
        matches!(self.style, Style::Bullet(sign) if is_round(sign))
    }

    /// Whether it is a sign, not a number.
    pub(super) fn is_bullet(&self) -> bool {
        matches!(self.style, Style::Bullet(_))
    }

    /// Whether it is the first number of a list.
    pub(super) fn begins(&self) -> bool {
        self.value == 1 || self.roman == Some(1)
    }

    /// Whether it comes next after `before` in one list.
    pub(super) fn follows(&self, before: &Step) -> bool {
        if self.style != before.style {
            return false;
        }
        let steps = |from: Option<u32>, to: Option<u32>| {
            from.zip(to).is_some_and(|(from, to)| to == from + 1)
        };
        self.is_bullet()
            || steps(Some(before.value), Some(self.value))
            || steps(before.roman, self.roman)
    }

    /// Its number, to be held against the next.
    pub(super) fn step(&self) -> Step {
        Step {
            style: self.style,
            value: self.value,
            roman: self.roman,
        }
    }
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The kind of mark.
    pub(super) style: Style,
    value: u32,
    roman: Option<u32>,
}

/// Signs that are bullets wherever they start a source line.
fn is_round(sign: char) -> bool {
    matches!(
        sign,
        '•' | '‣'
            | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '⁃'
            | '∙'
            | '►'
            | '▸'
            | '➢'
            | '✓'
            | '✔'
            | '❖'
            | '\u{F0B7}'
            | '\u{F0A7}'
    )
}

/// The mark that `text` starts with, followed by a space and something more.
pub(super) fn marker(text: &str) -> Option<Marker<'_>> {
    let first = text.chars().next()?;
    // Memoranda use the letter for a ring, with wide space behind it.
    let is_ring = text.starts_with("o  ") || text.starts_with("o\t");
    if (first.is_ascii_alphanumeric() && !is_ring) || first == '(' {
        return number(text);
    }
    let is_sign =
        is_ring || is_round(first) || matches!(first, '-' | '*' | '+' | '–' | '·' | '−' | '‒');
    if !is_sign {
        return None;
    }
    let (label, rest) = text.split_at_checked(first.len_utf8())?;
    let after = rest.trim_start_matches(super::lines::is_blank);
    let is_parted =
        after.len() < rest.len() || (is_round(first) && after.starts_with(char::is_alphanumeric));
    (is_parted && !after.is_empty()).then_some(Marker {
        style: Style::Bullet(first),
        label,
        rest: after,
        value: 0,
        roman: None,
    })
}

fn number(text: &str) -> Option<Marker<'_>> {
    let open = text.starts_with('(');
    let body = if open { text.get(1..)? } else { text };
    let end = body.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (digits, tail) = body.split_at_checked(end)?;
    let close = tail.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    if open && close != ')' {
        return None;
    }
    let rest = tail.get(1..)?;
    let after = rest.trim_start_matches(super::lines::is_blank);
    if after.len() == rest.len() || after.is_empty() {
        return None;
    }
    let label = text.get(..text.len() - rest.len())?;
    let (style, value, roman) = if digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()) {
        (Style::Digits(open, close), digits.parse().ok()?, None)
    } else {
        let roman = roman(digits);
        let letter = Some(digits.as_bytes()).filter(|letters| letters.len() == 1);
        let value =
            letter.map(|letters| u32::from(letters[0].to_ascii_lowercase()) - u32::from(b'a') + 1);
        let value = value.filter(|value| *value <= 26);
        let is_capital = digits.bytes().all(|b| b.is_ascii_uppercase());
        value.or(roman)?;
        (
            Style::Letters(open, close, is_capital),
            value.unwrap_or(u32::MAX - 1),
            roman,
        )
    };
    Some(Marker {
        style,
        label,
        rest: after,
        value,
        roman,
    })
}

/// The value of a Roman number up to 399, in one case and in its shortest form or nearly so.
pub(super) fn roman(text: &str) -> Option<u32> {
    let is_one_case = text.bytes().all(|b| b.is_ascii_uppercase())
        || text.bytes().all(|b| b.is_ascii_lowercase());
    if text.is_empty() || text.len() > 9 || !is_one_case {
        return None;
    }
    let mut total = 0;
    let mut before = 0;
    for letter in text.bytes().rev() {
        let value = match letter.to_ascii_lowercase() {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            _ => return None,
        };
        if value < before {
            total -= value;
        } else {
            total += value;
            before = value;
        }
        if total > 399 {
            return None;
        }
    }
    Some(total)
}

/// A section's number, as "1.2", "3.", "A.1", "§ 4", "IV.", and the title behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// How many numbers it has: 2 for "1.2".
    pub(super) depth: usize,
    /// The last of its numbers.
    pub(super) value: u32,
    /// Whether it has a sign besides its digits.
    pub(super) is_signed: bool,
    /// Whether a sign ends its number, as in "1.2.".
    pub(super) is_closed: bool,
    /// Whether its first number is a letter.
    pub(super) is_letter: bool,
    /// The title.
    pub(super) title: &'a str,
}

/// The section's number that `text` starts with.
pub(super) fn section(text: &str) -> Option<Section<'_>> {
    let body = text.strip_prefix('§').map_or(text, str::trim_start);
    let is_signed = body.len() < text.len();
    let end = body.find(super::lines::is_blank)?;
    let (label, rest) = body.split_at_checked(end)?;
    let title = rest.trim_start_matches(super::lines::is_blank);
    // A letter is a number only with a sign behind it.
    if label.starts_with(char::is_alphabetic) && !label.contains(['.', ')', ':']) {
        return None;
    }
    let closed = label.ends_with(['.', ')', ':']);
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts = label.trim_end_matches(['.', ')', ':']).split('.');
    let first = parts.next()?;
    let depth = 1 + parts.clone().count();
    let is_lettered = first.len() == 1 && first.bytes().all(|b| b.is_ascii_uppercase());
    let first_roman = roman(first).filter(|_| first.bytes().all(|b| b.is_ascii_uppercase()));
    let last = parts.clone().next_back().unwrap_or(first);
    let is_sound = parts.all(is_number)
        && (is_number(first) || (is_lettered || first_roman.is_some()) && (closed || depth > 1));
    if !is_sound || depth > 6 || title.is_empty() {
        return None;
    }
    Some(Section {
        depth,
        value: last.parse().ok().or(first_roman).unwrap_or(0),
        is_signed: is_signed || closed || depth > 1,
        is_closed: closed,
        is_letter: is_lettered,
        title,
    })
}

/// A note's label, as `[1]`, `[^2]` or `[Footnote 3: `, and the note behind it.
pub(super) fn note(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('[')?;
    let close = if body.starts_with("Footnote ") {
        ':'
    } else {
        ']'
    };
    let (label, rest) = body.split_once(close)?;
    let label = label.trim_start_matches('^');
    let number = label.strip_prefix("Footnote ").unwrap_or(label);
    let is_label = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let after = rest.trim_start_matches(super::lines::is_blank);
    (is_label && after.len() < rest.len() && !after.is_empty()).then_some((label, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        for (text, label, rest) in [
            ("• first", "•", "first"),
            ("•\tfirst", "•", "first"),
            ("•first", "•", "first"),
            ("- first", "-", "first"),
            ("– first", "–", "first"),
            ("1. first", "1.", "first"),
            ("12) first", "12)", "first"),
            ("(a) first", "(a)", "first"),
            ("iv. first", "iv.", "first"),
        ] {
            let found = marker(text).map(|marker| (marker.label, marker.rest));
            assert_eq!(found, Some((label, rest)), "{text}");
        }
        for text in [
            "-first",
            "— first",
            "1.first",
            "1984. first",
            "word. first",
            "(see) first",
            "-",
            "1.",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_go_on_by_one() {
        let follows = |before: &str, after: &str| {
            let before = marker(before).unwrap().step();
            marker(after).unwrap().follows(&before)
        };
        assert!(follows("1. a", "2. b"));
        assert!(follows("iii. a", "iv. b"));
        assert!(follows("h) a", "i) b"));
        assert!(follows("- a", "- b"));
        assert!(!follows("1. a", "3. b"));
        assert!(!follows("1. a", "2) b"));
        assert!(!follows("- a", "* b"));
    }

    #[test]
    fn sections_are_numbered() {
        let found =
            |text: &'static str| section(text).map(|section| (section.depth, section.title));
        assert_eq!(found("1.2 Title"), Some((2, "Title")));
        assert_eq!(found("1.2.3. Title"), Some((3, "Title")));
        assert_eq!(found("4 Title"), Some((1, "Title")));
        assert_eq!(found("IV. Title"), Some((1, "Title")));
        assert_eq!(found("A.1 Title"), Some((2, "Title")));
        assert_eq!(found("§ 7 Title"), Some((1, "Title")));
        assert_eq!(found("I believe"), None);
        assert_eq!(found("A title"), None);
    }

    #[test]
    fn notes_are_labelled() {
        assert_eq!(note("[1] See there."), Some(("1", "See there.")));
        assert_eq!(note("[^2]: See there."), Some(("2", "See there.")));
        let named = note("[Footnote 3: See there.]");
        assert_eq!(named, Some(("Footnote 3", "See there.]")));
        assert_eq!(note("[sic] See"), None);
    }
}
