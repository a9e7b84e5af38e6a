//! How a text's headings are written: what is known of them from its first stretch.

use std::collections::{HashMap, HashSet};

use super::Survey;
use crate::import::plain::headings::{self, Division, Sign};
use crate::import::plain::lines::Line;
use crate::import::plain::{lists, wording};

/// How often a heading may recur that ends in a stop.
const STOPPED_LABELS_MAX: usize = 2;

/// How a text's headings are written.
#[derive(Clone, Debug, Default)]
pub(in crate::import::plain) struct Style {
    /// The parts that its first stretch has, the outermost first.
    pub(in crate::import::plain) divisions: Vec<Division>,
    /// The fewest blank lines above a bare heading, where chapters stand further apart than
    /// paragraphs do.
    pub(in crate::import::plain) gap: usize,
    /// Whether its headings are in title case.
    pub(in crate::import::plain) is_titled: bool,
    /// Whether it has more short source lines standing apart than its prose can have as headings.
    pub(in crate::import::plain) is_crowded: bool,
    /// Short source lines that recur, as labels do and headings don't.
    pub(in crate::import::plain) labels: HashSet<String>,
}

impl Style {
    /// Reads it from the text's first source lines, and what the survey tells of them.
    pub(super) fn read(lines: &[Line], survey: &Survey) -> Self {
        let mut style = Self::default();
        style.divide(lines, survey);
        style.judge(lines, survey);
        style
    }

    /// Whether a short source line is written as the text's other headings are.
    pub(in crate::import::plain) fn allows(&self, text: &str) -> bool {
        (!self.is_titled || case(text) != Some(Case::Sentence))
            && (self.labels.is_empty() || !self.labels.contains(&wording::key(text)))
    }

    /// Finds how the text is divided: volumes, books, parts and acts stand in each other in the order
    /// in which they first come.
    fn divide(&mut self, lines: &[Line], survey: &Survey) {
        let mut gaps = Vec::new();
        let body = lines
            .iter()
            .filter(|line| line.gap > 0 && line.columns <= headings::COLUMNS_MAX)
            .filter(|line| !survey.contents.contains(&line.start));
        for line in body {
            let Some(Sign::Part(division)) = headings::sign(line.text) else {
                continue;
            };
            if !self.divisions.contains(&division) {
                self.divisions.push(division);
            }
            if division != Division::Numeral && line.gap < usize::MAX {
                gaps.push(line.gap);
            }
        }
        let inner = |division: &Division| Some(*division).filter(|division| !division.is_outer());
        self.divisions.sort_by_key(inner);
        let is_book = survey.notice.is_some();
        if is_book || gaps.len() > 1 {
            // A book's title page may count volumes.
            let most = if is_book { gaps.iter().max() } else { None };
            let least = most.or(gaps.iter().min()).map_or(2, |gap| *gap);
            self.gap = if least > survey.gap { 2 } else { 0 };
        }
    }

    /// What the short source lines that stand apart tell of the text's headings.
    ///
    /// Eight of one case and few of the other make a convention. Where there are more of them than
    /// texts that they could head, and not most of them stand right over one, many are labels and
    /// captions, the more so what recurs.
    fn judge(&mut self, lines: &[Line], survey: &Survey) {
        let (mut titled, mut others, mut candidates, mut over, mut texts) = (0, 0, 0, 0, 0);
        let mut counts: HashMap<String, (usize, bool)> = HashMap::new();
        let is_dense = survey.is_dense();
        let is_text = |at: usize| {
            let (line, next) = (lines.get(at), lines.get(at + 1));
            line.zip(next)
                .is_some_and(|(line, next)| is_text(line, next, survey))
        };
        for (at, pair) in lines.windows(2).enumerate() {
            let [line, next] = pair else { continue };
            texts += usize::from(is_text(at));
            let is_capitals = || wording::is_caps(line.text);
            let is_listed = survey.contents.contains(&line.start);
            let stands = !is_listed && line.gap > 0 && (next.gap > 0 || is_capitals()) || is_dense;
            let is_apart = stands && line.columns <= 80;
            let sign = headings::sign(line.text).filter(|_| is_apart);
            if !matches!(sign, Some(Sign::Bare | Sign::Capitals)) {
                continue;
            }
            candidates += 1;
            over += usize::from(is_text(at + 1) || lists::marker(next.text).is_some());
            let (count, is_stopped) = counts.entry(wording::key(line.text)).or_default();
            *count += 1;
            *is_stopped |= line.text.ends_with(['.', ',', ':']);
            match case(line.text) {
                Some(Case::Title) => titled += 1,
                Some(Case::Sentence) => others += 1,
                None => {}
            }
        }
        self.is_titled = titled >= 8 && titled >= 3 * others;
        self.is_crowded =
            candidates >= 20 && texts * 2 < candidates * 3 && over * 4 < candidates * 3;
        // Who speaks or signs is named with a stop, again and again.
        let most = if self.is_crowded {
            [1, 1]
        } else {
            [usize::MAX, STOPPED_LABELS_MAX]
        };
        counts.retain(|_, (count, is_stopped)| *count > most[usize::from(*is_stopped)]);
        self.labels = counts.into_keys().collect();
    }
}

/// Whether a text that a heading could stand over starts on `line`, above `next`.
fn is_text(line: &Line, next: &Line, survey: &Survey) -> bool {
    let starts = line.gap > 0 || lists::marker(line.text).is_some();
    line.columns >= 100 || starts && next.is_close() && survey.is_full(line, next)
}

/// How the words of a heading are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// "The Long Way Home"
    Title,
    /// "The long way home"
    Sentence,
}

/// The case of a text of some words; none where too few are long enough to show it.
fn case(text: &str) -> Option<Case> {
    let long = text
        .split_whitespace()
        .skip(1)
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (mut small, mut capital) = (0, 0);
    for word in long {
        let first = word.chars().find(|c| c.is_alphabetic());
        small += usize::from(first.is_some_and(char::is_lowercase));
        capital += usize::from(first.is_some_and(char::is_uppercase));
    }
    match (small, capital) {
        (0, 0) => None,
        // Prepositions may stay small: "A Bridge over the River Kwai".
        (small, capital) if small * 3 <= capital => Some(Case::Title),
        _ => Some(Case::Sentence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::survey::survey;

    #[test]
    fn titles_may_have_small_prepositions() {
        assert_eq!(
            case("A Lamp over the Door of Every House"),
            Some(Case::Title)
        );
        assert_eq!(case("The lamp over the door"), Some(Case::Sentence));
        assert_eq!(case("Why Lamps matter"), Some(Case::Sentence));
        assert_eq!(case("Oil"), None);
    }

    #[test]
    fn texts_with_many_headings_are_told_from_crowded_ones() {
        let part = "Of another lamp

They say of it two things:

* it was lit before anybody who lives here can remember, as the
  oldest of them told us
* it has been out for a year, and that nobody has been up there to
  see what it lacks

";
        let style = survey(&part.repeat(24)).headings;
        assert!(!style.is_crowded);
        let short = "Of another lamp\n\n* It burns\n\nThey are lit.\n\n".repeat(24);
        assert!(!survey(&short).headings.is_crowded);
        let labels = "Of another lamp\n\nIt was not lit\n\n".repeat(24);
        let prose = "the words of this text go on and on until the row is full
and then they go over to the next one, which is full as well, so
that anybody sees how far they go\n\n";
        assert!(survey(&(labels + prose)).headings.is_crowded);
    }
}
