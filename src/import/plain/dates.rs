//! Dates as people write them above an article.
//!
//! Month names of eight languages, ISO 8601, East Asian and numeric forms. A source line is a
//! dateline where little else stands beside the date.

use crate::document::Date;

/// The first letters that tell a month, one row per month; longer words only need to start so.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "янв"],
    &["feb", "fév", "fev", "фев"],
    &["mar", "mär", "mrz", "maa", "мар"],
    &["apr", "avr", "abr", "апр"],
    &["may", "mai", "mag", "mei", "мая", "май"],
    &["jun", "juin", "giu", "июн"],
    &["jul", "juil", "lug", "июл"],
    &["aug", "aoû", "aou", "ago", "авг"],
    &["sep", "set", "сен"],
    &["oct", "okt", "ott", "out", "окт"],
    &["nov", "ноя"],
    &["dec", "dez", "déc", "dic", "дек"],
];

/// Full month names, since a word that merely starts like a month is none ("march" is, "marble"
/// is not).
const MONTH_WORDS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "jänner",
    "februar",
    "märz",
    "maerz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "fevrier",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "decembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "janeiro",
    "fevereiro",
    "março",
    "marco",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "januari",
    "februari",
    "maart",
    "mei",
    "augustus",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
    "juil",
    "sept",
    "janv",
    "févr",
    "avr",
    "déc",
];

/// How many other words may stand beside a date.
const OTHER_WORDS_MAX: usize = 7;

/// The date that `text` shows, if it is a dateline: a date and little else.
pub(in crate::import) fn dateline(text: &str) -> Option<Date> {
    if text.len() > 120 || !has_year(text) {
        return None;
    }
    let words = words(text);
    if let Some(date) = east_asian(text) {
        return (words.len() <= OTHER_WORDS_MAX).then_some(date);
    }
    let (date, length) =
        (0..words.len()).find_map(|at| date_at(words.get(at..)?, text.contains('/')))?;
    let is_sentence = text.ends_with('.') && words.len() > length + 1;
    (words.len() - length <= OTHER_WORDS_MAX && !is_sentence).then_some(date)
}

/// Whether the text has four digits in a row, or a year's sign.
pub(in crate::import) fn has_year(text: &str) -> bool {
    let mut digits = 0;
    for byte in text.bytes() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        if digits == 4 {
            return true;
        }
    }
    text.contains(['年', '년'])
}

/// The first day of a month and year that are all of `text`: "August 2015".
pub(super) fn month_of(text: &str) -> Option<Date> {
    let (name, year) = text.trim().split_once([' ', '\u{A0}'])?;
    let year = year.trim();
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let year = year.parse().ok().filter(|_| is_year)?;
    build(year, month(name.trim_end_matches([',', '.']))?, 1)
}

/// Whether the dateline says when the text was changed, not when it came out.
pub(super) fn is_update(text: &str) -> bool {
    let first = text
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    [
        "updat",
        "modif",
        "aktualis",
        "actualiz",
        "mis",
        "aggiorn",
        "atualiz",
        "обновл",
        "last",
    ]
    .iter()
    .any(|start| first.starts_with(start))
}

/// A word of a dateline, with the signs and blanks up to the next one.
struct Word<'a> {
    text: &'a str,
    after: &'a str,
}

impl Word<'_> {
    /// Whether the word and the next one may be a day and its month: "30. August", "30-Aug", but
    /// not "Issue 30 | August".
    fn joins_next(&self) -> bool {
        matches!(self.after, "-" | "/") || self.after.chars().all(|c| c.is_whitespace() || c == '.')
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    while !rest.is_empty() {
        let below = rest.trim_start_matches(char::is_alphanumeric);
        let next = below.trim_start_matches(|c: char| !c.is_alphanumeric());
        words.push(Word {
            text: rest.strip_suffix(below).unwrap_or(rest),
            after: below.strip_suffix(next).unwrap_or(below),
        });
        rest = next;
    }
    words
}

/// The date that these words start with, and how many words it takes.
///
/// Slashes part month, day and year; dots part day, month and year.
fn date_at(words: &[Word], slashed: bool) -> Option<(Date, usize)> {
    let word = |at: usize| words.get(at).map(|word| word.text);
    let number = |at: usize| word(at).and_then(day_number);
    let year = |at: usize| {
        number(at).filter(|year| {
            (1000..=2999).contains(year) && word(at).is_some_and(|word| word.len() == 4)
        })
    };
    let month = |at: usize| word(at).and_then(month);
    // "30 de agosto de 2015", "30 August, 2015", "the 30th of August 2015".
    let may_start = words.first().is_some_and(Word::joins_next);
    if let Some(day) = number(0).filter(|_| may_start) {
        let small = |at: usize| usize::from(matches!(word(at), Some("de" | "of" | "d" | "del")));
        let month_at = 1 + small(1);
        if let Some(month) = month(month_at) {
            let year_at = month_at + 1 + small(month_at + 1);
            let date = build(year(year_at)?, month, day)?;
            return Some((date, year_at + 1));
        }
    }
    // "August 30, 2015".
    if let (Some(day), Some(year)) = (number(1), year(2))
        && let Some(month) = month(0)
    {
        return Some((build(year, month, day)?, 3));
    }
    // "2015-08-30", with a time behind it or not ("2015-08-30T10:00").
    if let (Some(year), Some(month)) = (year(0), number(1)) {
        let day = word(2)?.split(['T', 't']).next().and_then(day_number)?;
        return Some((build(year, month, day)?, 3));
    }
    // "08/30/2015"; where the first number is no month, "30.08.2015".
    if let (Some(first), Some(second), Some(year)) = (number(0), number(1), year(2)) {
        let (american, other) = (build(year, first, second), build(year, second, first));
        let date = if slashed {
            american.or(other)
        } else {
            other.or(american)
        }?;
        return Some((date, 3));
    }
    None
}

fn build(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
}

/// "30", "30th", "1er", "1º".
fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = word.strip_prefix(digits).unwrap_or_default();
    let is_ordinal = matches!(
        ending,
        "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "e"
    );
    (is_ordinal && digits.len() <= 4)
        .then(|| digits.parse().ok())
        .flatten()
}

fn month(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let word = word.to_lowercase();
    let is_short = word.chars().count() == 3;
    if !is_short && !MONTH_WORDS.contains(&word.as_str()) {
        return None;
    }
    let starts = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    // "juin" and "juil" have their rows, "mai" starts no other month.
    let at = MONTHS.iter().position(|row| starts(row))?;
    u32::try_from(at + 1).ok()
}

/// "2015年8月30日", "2015년 8월 30일".
fn east_asian(text: &str) -> Option<Date> {
    let (before, rest) = text.split_once(['年', '년'])?;
    let (month, rest) = rest.split_once(['月', '월'])?;
    let (day, _) = rest.split_once(['日', '일'])?;
    let year_start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year = before.get(year_start..)?.parse().ok()?;
    build(year, month.trim().parse().ok()?, day.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{dateline, month_of};

    fn check(text: &str, expected: Option<&str>) {
        let found = dateline(text).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn dates_are_read_in_many_forms() {
        for text in [
            "August 30, 2015",
            "Aug. 30, 2015",
            "30 August 2015",
            "30. August 2015",
            "30-Aug-2015",
            "Sunday, 30th of August 2015",
            "30 de agosto de 2015",
            "Le 30 août 2015",
            "30 agosto 2015",
            "30 августа 2015 г.",
            "30 augustus 2015",
            "2015-08-30",
            "2015-08-30T11:02:00-04:00",
            "2015年8月30日",
            "2015년 8월 30일",
            "08/30/2015",
            "30.08.2015",
            "Published August 30, 2015 · 6 min read",
        ] {
            check(text, Some("2015-08-30"));
        }
    }

    #[test]
    fn a_month_counts_from_its_first_day() {
        let found = |text| month_of(text).map(|date| date.to_string());
        assert_eq!(found("August 2015").as_deref(), Some("2015-08-01"));
        assert_eq!(found("In August 2015"), None);
        assert_eq!(found("August Strindberg"), None);
    }

    #[test]
    fn prose_with_a_date_is_no_dateline() {
        check(
            "It was on August 30, 2015 that all of this began to change for the worse for us.",
            None,
        );
        check("marble 30, 2015", None);
        check("31 April 2015", None);
        check("Issue 12 | March 2024", None);
        check("Vol. 3, No. 7, June 2021", None);
        check("Version 1.2 - March 2024", None);
        check("He was born on 30 August 2015.", None);
    }
}
