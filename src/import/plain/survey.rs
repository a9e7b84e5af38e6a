//! What the first stretch of a plain text tells about the whole.
//!
//! Whether its prose is hard-wrapped and how far, whether blank lines part its paragraphs, how far
//! it is indented, which source lines every page repeats. The head of a source and the whole share
//! this stretch, so both are read alike.

mod style;

use std::collections::HashMap;
use std::ops::Range;

use super::lines::{Line, Lines};
use super::notice::{self, Notice};
use super::{contents, lists, mail, wording};
use style::Style;

/// The length of the stretch, in bytes.
pub(super) const SURVEY_BYTES: usize = 64 * 1024;

/// The widest that hard-wrapped text is, in columns.
const WRAP_COLUMNS_MAX: usize = 120;

/// The widest that programs make the source lines of letters, in columns.
const LETTER_COLUMNS_MAX: usize = 80;

/// The narrowest that hard-wrapped text is, in columns.
const WRAP_COLUMNS_MIN: usize = 25;

/// The conventions of a plain text.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an observation of its own"
)]
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    /// The column at which prose is hard-wrapped.
    pub(super) wrap: Option<usize>,
    /// Whether blank lines part its paragraphs.
    pub(super) is_spaced: bool,
    /// How far its prose is indented, in columns.
    pub(super) margin: usize,
    /// Whether short source lines stand out from the margin, as headings do over indented text.
    pub(super) is_outdented: bool,
    /// How many blank lines part its paragraphs.
    pub(super) gap: usize,
    /// How its headings are written.
    pub(super) headings: Style,
    /// Its list of contents, in bytes of the source; empty where there is none.
    pub(super) contents: Range<usize>,
    /// The source lines that pages repeat, their digits masked.
    pub(super) running: Vec<String>,
    /// Whether it starts as a letter does.
    pub(super) is_letter: bool,
    /// Whether it is a mailbox: letters, each under an envelope.
    pub(super) is_mailbox: bool,
    /// The notice before it.
    pub(super) notice: Option<Notice>,
}

impl Survey {
    /// Where its text starts, after a notice wrapped around it, in bytes.
    pub(super) fn text_start(&self) -> usize {
        self.notice.as_ref().map_or(0, |notice| notice.end)
    }

    /// Whether nothing parts its paragraphs but the ends of source lines.
    pub(super) fn is_dense(&self) -> bool {
        self.wrap.is_none() && !self.is_spaced
    }

    /// Whether underscores around words are emphasis: in books, letters, and prose that is
    /// hard-wrapped.
    pub(super) fn has_emphasis(&self) -> bool {
        self.notice.is_some() || self.wrap.is_some() || self.is_letter
    }

    /// Whether a source line is full: the next word would not have fitted on it.
    pub(super) fn is_full(&self, line: &Line, next: &Line) -> bool {
        self.wrap
            .is_some_and(|wrap| fills(line, next, wrap) && line.reach() <= 2 * wrap)
    }
}

/// Whether `next` starts with a word too long for what `line` leaves free of `wrap` columns.
///
/// Editors differ and people break by hand, so an eighth of the width is allowed for.
pub(super) fn fills(line: &Line, next: &Line, wrap: usize) -> bool {
    let word = next
        .text
        .split(super::lines::is_blank)
        .next()
        .unwrap_or_default();
    let word = if next.text.chars().next().is_some_and(super::lines::is_wide) {
        2
    } else {
        super::lines::columns(word)
    };
    line.reach() + 1 + word + wrap / 8 > wrap
}

/// The first stretch of `source`, cut at the end of a source line.
fn stretch(source: &str) -> &str {
    if source.len() <= SURVEY_BYTES {
        return source;
    }
    let stretch = source
        .get(..source.floor_char_boundary(SURVEY_BYTES))
        .unwrap_or(source);
    let end = memchr::memrchr2(b'\n', b'\r', stretch.as_bytes());
    end.and_then(|end| stretch.get(..end)).unwrap_or(stretch)
}

/// Surveys the first stretch of `source`.
pub(super) fn survey(source: &str) -> Survey {
    let stretch = stretch(source);
    survey_stretch(stretch, mail::header(&mut Lines::new(stretch)).is_some())
}

/// Surveys the first stretch of what a letter says below its header.
pub(super) fn survey_letter(source: &str) -> Survey {
    survey_stretch(stretch(source), true)
}

fn survey_stretch(stretch: &str, is_letter: bool) -> Survey {
    let notice = notice::find(stretch);
    let text_start = notice.as_ref().map_or(0, |notice| notice.end);
    // Changes to source code say nothing of a letter's prose.
    let is_prose = |line: &Line| !(is_letter && line.raw.starts_with("diff --git "));
    let lines: Vec<Line> = Lines::new(stretch)
        .take_while(is_prose)
        .filter(|line| line.start >= text_start)
        .collect();
    let wrap = wrap(&lines);
    let apart = lines.iter().skip(1).filter(|line| line.gap > 0).count();
    // Hard-wrapped paragraphs take several source lines each.
    let share = if wrap.is_some() { 30 } else { 4 };
    let margin = margin(&lines);
    let outdented = lines
        .iter()
        .filter(|line| line.gap > 0 && line.columns < 60 && line.indent + 2 <= margin);
    let contents = contents::find(&lines, wrap);
    let mut survey = Survey {
        wrap,
        is_spaced: apart * share >= lines.len() || is_letter && is_set_by_hand(&lines),
        margin,
        is_outdented: outdented.count() > 2,
        gap: usual_gap(&lines),
        running: running(&lines),
        contents,
        is_letter,
        is_mailbox: lines
            .first()
            .is_some_and(|line| mail::is_envelope(line.text)),
        notice,
        ..Survey::default()
    };
    survey.headings = Style::read(&lines, &survey);
    survey
}

/// Whether all source lines are as narrow as programs break letters: then their paragraphs are
/// parted by blank ones, even where there are too few to tell.
fn is_set_by_hand(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.reach() <= LETTER_COLUMNS_MAX)
}

/// The width at which most source lines that have another right under them are full.
fn wrap(lines: &[Line]) -> Option<usize> {
    let is_narrow = |line: &&Line| line.reach() <= WRAP_COLUMNS_MAX;
    let mut reaches: Vec<usize> = lines.iter().filter(is_narrow).map(Line::reach).collect();
    let pairs = lines.windows(2).filter(|pair| pair[1].is_close());
    let narrow_pairs = pairs.filter(|pair| is_narrow(&&pair[0])).count();
    // Hard-wrapped prose has hardly any source line beyond its width, whether alone or not.
    let is_usual = narrow_pairs > 4 * (lines.len() - reaches.len());
    reaches.sort_unstable();
    let widest = *reaches.get(reaches.len().saturating_sub(1) * 19 / 20)?;
    if !is_usual || widest < WRAP_COLUMNS_MIN {
        return None;
    }
    let (mut close, mut full, mut cased, mut lower, mut uneven) = (0, 0, 0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let is_other = lists::marker(next.text).is_some()
            || wording::is_code(line.text)
            || contents::is_row(line, 3)
            || next.text.starts_with(|c: char| c.is_ascii_digit());
        if !next.is_close() || is_other {
            continue;
        }
        close += 1;
        let is_marked = lists::marker(line.text).is_some();
        uneven += usize::from(next.indent > line.indent + 1 && !is_marked);
        if fills(line, next, widest) {
            full += 1;
            let starts_lower = wording::starts_lower(next.text);
            lower += usize::from(starts_lower);
            let first = next.text.chars().find(|c| c.is_alphabetic());
            cased += usize::from(starts_lower || first.is_some_and(char::is_uppercase));
        }
    }
    // Verse starts its rows with capitals or sets every other one in; prose is broken within
    // sentences and even.
    let is_prose = lower * 3 >= cased && uneven * 4 <= close;
    (full >= 3 && full * 2 >= close && is_prose).then_some(widest)
}

/// The indentation that most of the longer source lines share.
fn margin(lines: &[Line]) -> usize {
    let mut counts = [0_usize; 24];
    for line in lines.iter().filter(|line| line.columns >= 40) {
        if let Some(count) = counts.get_mut(line.indent) {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    counts.iter().position(|count| *count == most).unwrap_or(0)
}

/// The most frequent number of blank lines between source lines.
fn usual_gap(lines: &[Line]) -> usize {
    let mut counts = [0_usize; 5];
    for line in lines.iter().skip(1).filter(|line| line.gap > 0) {
        counts[line.gap.min(4)] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    counts
        .iter()
        .position(|count| *count == most)
        .unwrap_or(1)
        .max(1)
}

/// The source lines beside page breaks that recur there, digits apart.
fn running(lines: &[Line]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let around = lines.get(at.saturating_sub(1)..(at + 3).min(lines.len()));
        if around.unwrap_or_default().iter().any(|line| line.page) {
            *counts.entry(mask(line.text)).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1);
    counts.into_keys().collect()
}

/// `text` with its digits and Roman page numbers alike and its spaces narrowed.
pub(super) fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !masked.is_empty() {
            masked.push(' ');
        }
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if lists::roman(bare).is_some_and(|_| bare.chars().all(char::is_lowercase)) {
            masked.push('#');
            continue;
        }
        for c in word.chars() {
            if !c.is_ascii_digit() {
                masked.push(c);
            } else if !masked.ends_with('#') {
                masked.push('#');
            }
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_prose_is_told_from_verse_and_long_lines() {
        let wrapped = "the quick words of this text go on and\nare broken by the editor near a column\nthat is always the same so that what is\nlonger than the width goes to the next\none.\n";
        assert_eq!(survey(wrapped).wrap, Some(38));
        let verse = "Now every row begins with capitals\nAnd each of them is of one length\nSo nobody may join them to a text\nWhere all would run along as prose\nAs if the poet had not cared at all\n";
        assert_eq!(survey(verse).wrap, None);
        assert_eq!(survey("short\nlines\nof a list\nand no more\n").wrap, None);
        let long = "a paragraph on one source line ".repeat(5) + "\n\n";
        assert_eq!(survey(&(long.repeat(2) + wrapped)).wrap, None);
    }

    #[test]
    fn pages_repeat_their_heads() {
        let survey = survey("A\nName 1\n\u{C}\nTitle\nB\nName 2\n\u{C}\nTitle\nC\n");
        let mut running = survey.running;
        running.sort();
        assert_eq!(running, ["Name #", "Title"]);
    }

    #[test]
    fn margins_and_gaps_are_the_usual_ones() {
        let text = "   Some words that are long enough to count here.\n\n\n   Some words that are long enough to count here.\n\nTitle\n\n\nMore\n";
        let survey = survey(text);
        assert_eq!((survey.margin, survey.gap), (3, 2));
    }
}
