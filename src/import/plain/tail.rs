//! What stands after the end of a text: pull quotes that restate it, and the page's labels.
//!
//! Only a source's last few kilobytes can be tail, and what stands before is not changed by it, so
//! that the head of a source can be imported without its end.

use std::collections::HashSet;

use super::lines::Lines;
use super::survey::Survey;
use super::unit::{Unit, unit};
use super::{chrome, lists, wording};
use crate::document::{Builder, Kind, Lead, Reason};

/// The longest tail, in bytes.
pub(super) const TAIL_BYTES: usize = 8 * 1024;

/// How much of the body a pull quote is looked for in, in bytes.
const BODY_BYTES_MAX: usize = 512 * 1024;

/// The most pull quotes at the end of a text.
const TAKEAWAYS_MAX: usize = 12;

/// The tail of a source.
#[derive(Debug)]
pub(super) struct Tail<'a> {
    /// Where it starts in the source, in bytes.
    pub(super) start: usize,
    parts: Vec<(Part, Unit<'a>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Takeaway,
    Label,
}

impl Tail<'_> {
    /// No tail.
    pub(super) fn none(source: &str) -> Self {
        Self {
            start: source.len(),
            parts: Vec::new(),
        }
    }
}

/// Finds the tail of `source`, whose body starts at `body_start`.
pub(super) fn find<'a>(source: &'a str, body_start: usize, survey: &Survey) -> Tail<'a> {
    let units = last_units(source, body_start, survey);
    let mut parts = Vec::new();
    let mut end = units.len();
    loop {
        let labels = labels(&units[..end]);
        let takeaways = takeaways(source, body_start, &units[..end - labels], survey);
        if labels + takeaways == 0 {
            break;
        }
        let first_label = end - labels;
        parts.extend(
            units[first_label..end]
                .iter()
                .rev()
                .map(|unit| (Part::Label, unit.clone())),
        );
        end = first_label - takeaways;
        parts.extend(
            units[end..first_label]
                .iter()
                .rev()
                .map(|unit| (Part::Takeaway, unit.clone())),
        );
    }
    parts.reverse();
    let start = parts
        .first()
        .map_or(source.len(), |(_, unit)| unit.first.start);
    Tail { start, parts }
}

/// The units of the source's last kilobytes, the first one left to the body.
fn last_units<'a>(source: &'a str, body_start: usize, survey: &Survey) -> Vec<Unit<'a>> {
    let mut lines = Lines::new(source);
    let from = source.len().saturating_sub(TAIL_BYTES).max(body_start);
    lines.skip_to(from);
    let mut units = Vec::new();
    while let Some(unit) = unit(&mut lines, survey) {
        units.push(unit);
    }
    if !units.is_empty() {
        units.remove(0);
    }
    units
}

/// How many units at the end are the page's: short lines of which at least one is a known label.
fn labels(units: &[Unit]) -> usize {
    let mut count = 0;
    for (back, unit) in units.iter().rev().enumerate() {
        let text = unit.text.as_str();
        if chrome::is_label(text) || chrome::is_kicker(text) {
            count = back + 1;
            continue;
        }
        let is_line = wording::words(text) <= 9 && unit.first.start == unit.last.start;
        let is_text = lists::marker(text).is_some()
            || wording::is_code(text)
            || text.starts_with(['—', '–', '-', '>', '[']);
        if !is_line || is_text || back > 12 {
            break;
        }
    }
    count + stray_labels(units, count)
}

/// Short lines between the text's last sentence and the first known label are labels too.
fn stray_labels(units: &[Unit], count: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let before = &units[..units.len() - count];
    before
        .iter()
        .rev()
        .take(4)
        .take_while(|unit| {
            let text = unit.text.as_str();
            wording::words(text) <= 5
                && !wording::ends_sentence(text)
                && lists::marker(text).is_none()
                && !wording::is_code(text)
                && !wording::ends_stop(text)
        })
        .count()
}

/// How many units at the end restate the body.
///
/// A pull quote repeats a sentence word for word, or stands, with others, after an unusual gap and
/// shares most of its words with one paragraph.
fn takeaways(source: &str, body_start: usize, units: &[Unit], survey: &Survey) -> usize {
    let candidates = units
        .iter()
        .rev()
        .take(TAKEAWAYS_MAX)
        .take_while(|unit| is_quotable(unit))
        .count();
    if candidates == 0 {
        return 0;
    }
    let first = units.len() - candidates;
    let end = units[first].first.start;
    let body = source.get(body_start..end).unwrap_or_default();
    if body.len() > BODY_BYTES_MAX {
        return 0;
    }
    let candidates = &units[first..];
    let text = format!(
        " {} ",
        wording::key(
            source
                .get(body_start..units.last().map_or(end, |unit| unit.last.end))
                .unwrap_or_default()
        )
    );
    let exact = candidates
        .iter()
        .rev()
        .take_while(|unit| is_repeated(&text, unit))
        .count();
    let set_off = candidates
        .iter()
        .rposition(|unit| unit.first.gap > survey.gap && unit.first.gap < usize::MAX);
    let restated = set_off.map_or(0, |at| {
        let group = &candidates[at..];
        let paragraphs = paragraphs(source, body_start, group[0].first.start, survey);
        let restate = group
            .iter()
            .filter(|unit| is_restated(&paragraphs, unit))
            .count();
        if restate * 3 >= group.len() * 2 {
            group.len()
        } else {
            0
        }
    });
    exact.max(restated)
}

/// One paragraph of some words that is no point, heading or attribution.
fn is_quotable(unit: &Unit) -> bool {
    let words = wording::words(&unit.text);
    (5..=60).contains(&words)
        && !unit.is_cut
        && lists::marker(&unit.text).is_none()
        && !unit.text.starts_with(['—', '–', '>', '['])
        && !wording::is_code(&unit.text)
        && !unit.text.contains("   ")
}

/// Whether all its words stand in the text once more, in their order.
fn is_repeated(text: &str, unit: &Unit) -> bool {
    let key = format!(" {} ", wording::key(&unit.text));
    let count = memchr::memmem::find_iter(text.as_bytes(), key.as_bytes())
        .take(2)
        .count();
    count > 1
}

/// The telling words of each paragraph of the body.
fn paragraphs(source: &str, start: usize, end: usize, survey: &Survey) -> Vec<HashSet<String>> {
    let mut lines = Lines::new(source.get(..end).unwrap_or_default());
    lines.skip_to(start);
    let mut paragraphs = Vec::new();
    while let Some(unit) = unit(&mut lines, survey) {
        paragraphs.push(telling(&unit.text));
    }
    paragraphs
}

/// Words of more than three letters, by their first six, so that endings do not matter.
fn telling(text: &str) -> HashSet<String> {
    wording::key(text)
        .split(' ')
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.chars().take(6).collect())
        .collect()
}

/// Two fifths of the unit's telling words stand in one paragraph, or three quarters of them in the body.
fn is_restated(paragraphs: &[HashSet<String>], unit: &Unit) -> bool {
    let words = telling(&unit.text);
    let shared = paragraphs
        .iter()
        .map(|paragraph| paragraph.intersection(&words).count())
        .max()
        .unwrap_or(0);
    let known = words
        .iter()
        .filter(|word| paragraphs.iter().any(|paragraph| paragraph.contains(*word)))
        .count();
    (shared >= 3 && shared * 5 >= words.len() * 2) || (known >= 4 && known * 4 >= words.len() * 3)
}

/// Writes the tail.
pub(super) fn write(tail: &Tail, builder: &mut Builder) {
    for (part, unit) in &tail.parts {
        match part {
            Part::Takeaway => builder.block(Kind::Takeaway, Lead::Apart, &unit.text),
            Part::Label => builder.set_aside(Reason::PageChrome, &unit.text),
        }
    }
}
