//! What stands above a text: title, standfirst, byline, date, and the page's labels among them.
//!
//! It reads a few units and stops at the first that is body. It is sparing: without a title it takes
//! nothing else.

mod writing;

use super::lines::Lines;
use super::masthead::Masthead;
use super::survey::Survey;
use super::unit::{Unit, is_in_columns, unit};
use super::{chrome, dates, headings, lists, mail, names, title_page, wording};
use crate::document::{Date, Reason};

/// The most units that the front may take.
const UNITS_MAX: usize = 24;

/// The most columns of a title or a label.
const TITLE_COLUMNS_MAX: usize = 180;

/// The most columns of a standfirst that no date or byline under it shows to be one.
const STANDFIRST_COLUMNS_MAX: usize = 320;

/// The most bytes of any standfirst.
const STANDFIRST_BYTES_MAX: usize = 800;

/// How far a title is set in that stands in the middle.
const CENTRED_COLUMNS: usize = 8;

/// The fewest words of a headline that nothing but its length tells from a first heading.
const HEADLINE_WORDS_MIN: usize = 4;

/// What a unit of the front is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Aside(Reason),
    /// A row of a book's title page.
    Page,
    /// A row of a block in two columns above the title.
    Header,
    Title,
    /// The row of signs under the title.
    Underline,
    Standfirst,
    Byline(String),
    Date(Date),
    /// What else people read of a letter's header.
    Field,
}

/// What stands above the body.
#[derive(Debug, Default)]
pub(super) struct Front<'a> {
    parts: Vec<(Part, Unit<'a>)>,
    /// What the block in two columns tells.
    masthead: Masthead,
    /// Where the body starts in the source, in bytes.
    pub(super) end: usize,
}

/// Reads the front of `source`.
pub(super) fn read<'a>(source: &'a str, survey: &Survey) -> Front<'a> {
    let stretch = source
        .get(..source.floor_char_boundary(super::survey::SURVEY_BYTES))
        .unwrap_or(source);
    let mut lines = Lines::new(stretch);
    while lines
        .peek(0)
        .is_some_and(|line| line.start < survey.text_start())
    {
        lines.next();
    }
    if let Some(parts) = of_kind(&mut lines, survey) {
        return Front::new(parts, Masthead::default(), survey);
    }
    let is_front = |lines: &mut Lines| {
        let next = lines.peek(0);
        next.is_some_and(|line| !survey.contents.contains(&line.start))
    };
    let mut units = Vec::new();
    while units.len() < UNITS_MAX && is_front(&mut lines) {
        units.extend(unit(&mut lines, survey));
    }
    let (parts, masthead) = of_page(units, survey);
    Front::new(parts, masthead, survey)
}

/// The front of a page or an essay: labels, a block in two columns, kickers, and the title with what
/// stands under it.
fn of_page<'a>(mut units: Vec<Unit<'a>>, survey: &Survey) -> (Vec<(Part, Unit<'a>)>, Masthead) {
    let chrome = |unit: &Unit<'a>| (Part::Aside(Reason::PageChrome), unit.clone());
    let at = label_count(&units);
    let header_count = header_rows(units.get(at..).unwrap_or_default());
    if header_count > 0 {
        join_centred(&mut units, at + header_count);
    }
    let (labels, rest) = units.split_at(at);
    let (rows, rest) = rest.split_at(header_count);
    let (kickers, titled) = rest.split_at(kicker_rows(rest));
    let kickers = kickers.iter().map(chrome);
    let masthead = Masthead::read(rows.iter().map(|unit| (&unit.first, unit.text.as_str())));
    let has_title = is_title(titled, survey) && (header_count == 0 || is_centred(titled));
    let mut parts: Vec<_> = labels.iter().map(chrome).collect();
    if titled.first().is_some_and(is_dated) {
        parts.extend(as_set(rows).chain(kickers));
        read_under_title(titled, None, &mut parts);
    } else if has_title && let [title, under @ ..] = titled {
        if masthead.is_none() {
            parts.extend(as_set(rows));
        }
        parts.extend(kickers);
        parts.push((Part::Title, title.clone()));
        parts.extend(masthead.iter().flat_map(|masthead| fields(masthead, rows)));
        let ruled = under
            .first()
            .filter(|unit| headings::underline(&title.first, &unit.first).is_some());
        parts.extend(ruled.map(|unit| (Part::Underline, unit.clone())));
        let under = under
            .get(usize::from(ruled.is_some())..)
            .unwrap_or_default();
        read_under_title(under, Some(&wording::key(&title.text)), &mut parts);
    }
    let masthead = masthead.filter(|_| !parts.is_empty());
    (parts, masthead.unwrap_or_default())
}

/// The front of a book or a letter.
fn of_kind<'a>(lines: &mut Lines<'a>, survey: &Survey) -> Option<Vec<(Part, Unit<'a>)>> {
    let notice = survey.notice.as_ref();
    let page = notice.and_then(|notice| title_page::read(lines.clone(), notice, survey));
    page.or_else(|| mail::header(lines).map(|header| header.parts))
}

/// A block in two columns as it stands.
fn as_set<'u, 'a>(rows: &'u [Unit<'a>]) -> impl Iterator<Item = (Part, Unit<'a>)> + 'u {
    rows.iter().map(|row| (Part::Header, row.clone()))
}

/// What a masthead shows under the title, in place of its `rows`.
fn fields<'a>(masthead: &Masthead, rows: &[Unit<'a>]) -> Vec<(Part, Unit<'a>)> {
    let Some(row) = rows.last() else {
        return Vec::new();
    };
    let shown = masthead.rows().into_iter();
    shown
        .map(|text| {
            (
                Part::Field,
                Unit {
                    text,
                    ..row.clone()
                },
            )
        })
        .collect()
}

impl<'a> Front<'a> {
    /// The front that the header of a letter is.
    pub(super) fn of_letter(header: Vec<(Part, Unit<'a>)>) -> Self {
        Self {
            parts: header,
            ..Self::default()
        }
    }

    fn new(parts: Vec<(Part, Unit<'a>)>, masthead: Masthead, survey: &Survey) -> Self {
        let end = parts.iter().map(|(_, unit)| unit.last.end).max();
        Self {
            parts,
            masthead,
            end: end.unwrap_or(survey.text_start()),
        }
    }
}

/// A title under a header in two columns is set in the middle.
fn is_centred(units: &[Unit]) -> bool {
    units
        .first()
        .is_some_and(|unit| unit.first.indent >= CENTRED_COLUMNS)
}

/// Joins the rows of the title that stands in the middle, from `at` on.
fn join_centred(units: &mut Vec<Unit>, at: usize) {
    let is_centred = |unit: &Unit| unit.first.indent >= CENTRED_COLUMNS;
    while let [_, .., _] = units.get(at..).unwrap_or_default()
        && is_centred(&units[at])
        && is_centred(&units[at + 1])
        && units[at + 1].first.is_close()
    {
        let row = units.remove(at + 1);
        let title = &mut units[at];
        title.text = format!("{} {}", title.text, row.text);
        title.last = row.last;
    }
}

/// How many rows a block in two columns takes, as memoranda have it above their title.
fn header_rows(units: &[Unit]) -> usize {
    match units {
        [first, rest @ ..] if is_in_columns(&first.first) => {
            1 + rest.iter().take_while(|unit| unit.first.is_close()).count()
        }
        _ => 0,
    }
}

/// How many labels of the page stand above all else. One that stands alone and names a text, as
/// "Privacy policy" does, is the title of that text, unless another title stands over a byline.
fn label_count(units: &[Unit]) -> usize {
    let count = units.iter().take_while(|unit| is_label(unit)).count();
    let [first, second, third, ..] = units else {
        return count;
    };
    let is_title =
        count == 1 && chrome::names_text(&first.text) && (is_dated(second) || !is_dated(third));
    if is_title { 0 } else { count }
}

fn is_label(unit: &Unit) -> bool {
    let is_sign = unit.text.len() <= 4 && !unit.text.chars().any(char::is_alphanumeric);
    is_sign || chrome::is_label(&unit.text) || chrome::is_kicker(&unit.text)
}

/// How many units a kicker takes with the labels under it.
fn kicker_rows(units: &[Unit]) -> usize {
    if units.first().is_some_and(is_label) {
        return 0;
    }
    let texts: Vec<&Unit> = texts(units).collect();
    let title = texts.get(1).filter(|_| is_under_kicker(&texts));
    let start = title.map_or(0, |unit| unit.first.start);
    units
        .iter()
        .take_while(|unit| unit.first.start < start)
        .count()
}

/// A line of one to three words above a longer one, above a sentence: the paper's name or section
/// over headline and standfirst. Below that comes a date, a byline, the sentence again or, under a
/// headline that is longer than most headings, a heading.
fn is_under_kicker(units: &[&Unit]) -> bool {
    let [kicker, title, standfirst, rest @ ..] = units else {
        return false;
    };
    let is_headline = is_short(title)
        && !is_dated(title)
        && !wording::ends_sentence(&title.text)
        && !wording::ends_stop(&title.text);
    let is_summary = is_short(standfirst)
        && wording::ends_sentence(&standfirst.text)
        && !wording::ends_question(&standfirst.text)
        && headings::sign(&standfirst.text).is_none();
    let is_followed =
        rest.iter().take(2).any(|unit| {
            is_dated(unit) || wording::key(&unit.text) == wording::key(&standfirst.text)
        }) || wording::words(&title.text) >= HEADLINE_WORDS_MIN
            && rest.first().is_some_and(|unit| {
                headings::sign(&unit.text).is_some() && !wording::ends_stop(&unit.text)
            });
    wording::words(&kicker.text) <= 3
        && !wording::ends_stop(&kicker.text)
        && is_headline
        && is_summary
        && is_followed
}

fn is_short(unit: &Unit) -> bool {
    unit.columns() <= TITLE_COLUMNS_MAX
}

/// A title is short, is neither list nor code nor speech, and has something under it; if it ends
/// as a sentence does, a date or a byline has to follow.
fn is_title(units: &[Unit], survey: &Survey) -> bool {
    let Some(unit) = units.first() else {
        return false;
    };
    let Some(next) = units.get(1) else {
        return false;
    };
    let text = unit.text.as_str();
    let is_dated = is_dated(next);
    let is_odd = wording::is_code(text)
        || !wording::has_letter(text)
        || text.contains('\t')
        || dates::dateline(text).is_some()
        || text.starts_with(['>', '—', '–', '-'])
        || lists::marker(text).is_some_and(|marker| marker.is_certain())
        || wording::ends_colon(text)
        || text.ends_with([',', ';']);
    let is_sentence =
        wording::ends_sentence(text) && !wording::ends_question(text) && !text.ends_with('!');
    let is_pair = wording::key(text) == wording::key(&next.text)
        || units
            .get(2)
            .is_some_and(|third| third.first.gap > 0 || third.columns() > 100);
    let is_titled = is_pair || unit.columns() * 2 <= next.columns() * 3 || next.first.gap > 0;
    let stands = next.first.gap > 0
        || is_pair
        || !survey.is_spaced
        || is_dated
        || unit.columns() * 3 <= next.columns() * 2;
    let is_wordy = wording::words(text) > 25;
    if headings::underline(&unit.first, &next.first).is_some() {
        return is_short(unit) && !is_wordy && !text.starts_with(['|', '>']);
    }
    is_short(unit)
        && !is_odd
        && !is_wordy
        && (is_dated || (!is_sentence && !wording::starts_lower(text)))
        && stands
        && (is_titled || is_dated || !survey.is_spaced)
}

fn is_dated(unit: &Unit) -> bool {
    dates::dateline(&unit.text).is_some() || names::byline(&unit.text).is_some()
}

/// Reads what stands under the title, up to the body.
fn read_under_title<'a>(
    units: &[Unit<'a>],
    title: Option<&str>,
    parts: &mut Vec<(Part, Unit<'a>)>,
) {
    let mut standfirst: Option<String> = None;
    for (at, unit) in units.iter().enumerate() {
        let has = |part: fn(&Part) -> bool| parts.iter().any(|(found, _)| part(found));
        let has_byline = has(|part| matches!(part, Part::Byline(_)));
        let is_short = !unit.is_cut && unit.text.len() <= STANDFIRST_BYTES_MAX;
        let key = is_short.then(|| wording::key(&unit.text));
        let rest = units.get(at + 1..).unwrap_or_default();
        let is_known = key.as_deref() == title || key == standfirst;
        let part = if key.is_some() && is_known {
            Part::Aside(Reason::Repetition)
        } else if let Some(date) = dates::dateline(&unit.text) {
            Part::Date(date)
        } else if let Some(name) = names::byline(&unit.text).filter(|_| !has_byline) {
            Part::Byline(name.into())
        } else if !has_byline && is_name_beside_date(units, at) {
            Part::Byline(unit.text.clone())
        } else if chrome::is_label(&unit.text) {
            Part::Aside(Reason::PageChrome)
        } else if standfirst.is_none()
            && let Some(key) = key.filter(|key| is_standfirst(unit, key, rest, at == 0))
        {
            standfirst = Some(key);
            Part::Standfirst
        } else {
            break;
        };
        parts.push((part, unit.clone()));
    }
}

/// Whether the unit is a summary: one under the title and above date or byline, or where it is
/// repeated further on, or as a sentence between the title and the first heading.
fn is_standfirst(unit: &Unit, key: &str, rest: &[Unit], is_first: bool) -> bool {
    let is_short = unit.columns() <= STANDFIRST_COLUMNS_MAX;
    let is_like_one = is_repeated(key, rest) || is_first && is_above_heading(unit, rest);
    (is_above_date(rest) || is_short && is_like_one)
        && lists::marker(&unit.text).is_none()
        && !wording::is_code(&unit.text)
}

fn texts<'u, 'a>(rest: &'u [Unit<'a>]) -> impl Iterator<Item = &'u Unit<'a>> + Clone {
    rest.iter().filter(|unit| !chrome::is_label(&unit.text))
}

fn is_repeated(key: &str, rest: &[Unit]) -> bool {
    texts(rest)
        .take(4)
        .any(|unit| wording::key(&unit.text) == key)
}

fn is_above_date(rest: &[Unit]) -> bool {
    let mut rest = texts(rest);
    rest.next().is_some_and(|next| {
        let after = rest.next();
        is_dated(next)
            || (names::is_name(&next.text)
                && after.is_some_and(|after| dates::dateline(&after.text).is_some()))
    })
}

fn is_above_heading(unit: &Unit, rest: &[Unit]) -> bool {
    let is_sentence = is_short(unit)
        && wording::words(&unit.text) >= 6
        && !wording::has_inner_stop(&unit.text)
        && !wording::ends_colon(&unit.text)
        && !wording::ends_question(&unit.text);
    is_sentence
        && texts(rest).next().is_some_and(|next| {
            next.columns() <= 80
                && !wording::ends_stop(&next.text)
                && headings::sign(&next.text).is_some()
        })
}

/// Names right above or under a date.
fn is_name_beside_date(units: &[Unit], at: usize) -> bool {
    let is_date = |at: usize| {
        units
            .get(at)
            .is_some_and(|unit| dates::dateline(&unit.text).is_some())
    };
    names::is_name(&units[at].text) && (is_date(at + 1) || at.checked_sub(1).is_some_and(is_date))
}
