//! One pass over the body of a plain text: each step takes the source lines of one construct off
//! the window, drives the builder, and remembers no more than the last source line, the open list
//! and the levels of the headings seen.

mod heading;
mod point;
mod set;

use super::lines::{self, Line, Lines};
use super::survey::{Survey, mask};
use super::{contents, lists, wording};
use crate::document::{Builder, Kind, Lead, Mark, Reason};
use heading::Levels;
use point::Points;

/// Writes the body of a text.
#[derive(Debug)]
pub(super) struct Body<'a, 'b> {
    lines: Lines<'a>,
    survey: &'b Survey,
    builder: &'b mut Builder,
    /// Where to stop, in bytes of the source.
    limit: usize,
    /// The last source line that was taken.
    last: Option<Line<'a>>,
    /// What the last block was.
    before: Before,
    points: Points,
    levels: Levels,
    /// The number of the last note.
    note: u32,
    /// Where the last row of contents ended in the source, in bytes.
    contents_end: usize,
}

/// What the last block was, as far as the next one depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Front,
    Heading,
    Prose,
    Point,
    /// A short source line that looked like a heading among others.
    Loose,
    /// Code or a table.
    Set,
    /// A break between parts.
    Rule,
}

impl<'a, 'b> Body<'a, 'b> {
    /// A writer for the body that starts at `start` in `source`; blocks that start at `limit` or
    /// after are left out.
    pub(super) fn new(
        source: &'a str,
        start: usize,
        limit: usize,
        survey: &'b Survey,
        builder: &'b mut Builder,
    ) -> Self {
        let mut lines = Lines::new(source);
        lines.skip_to(start);
        Self {
            lines,
            survey,
            builder,
            limit,
            last: None,
            before: Before::Front,
            points: Points::default(),
            levels: Levels::new(survey.has_parts),
            note: 0,
            contents_end: 0,
        }
    }

    /// Writes all blocks; `before` is the last source line of the front.
    pub(super) fn write(mut self, before: Option<Line<'a>>) {
        self.last = before;
        while let Some(line) = self.next_in_reach() {
            let is_done = self.furniture(line)
                || self.contents(line)
                || self.rule(line)
                || self.heading(line)
                || self.quote(line)
                || self.note(line)
                || self.point(line)
                || self.table(line)
                || self.code(line);
            if !is_done {
                self.prose(line);
            }
        }
        self.leave_points(0);
    }

    /// The next source line, unless the import stops before it.
    fn next_in_reach(&mut self) -> Option<Line<'a>> {
        self.lines.peek(0).filter(|line| line.start < self.limit)
    }

    /// Takes the next source line off the window.
    fn take(&mut self) {
        if let Some(line) = self.lines.next() {
            self.last = Some(line);
        }
    }

    /// Whether the text before the next source line announces it.
    fn is_announced(&self) -> bool {
        matches!(self.before, Before::Prose | Before::Point)
            && self.last.is_some_and(|last| wording::ends_colon(last.text))
    }

    /// The lead of a block that starts at `line`: source lines that paragraphs follow each other on
    /// without blank ones are paragraphs apart all the same.
    fn lead(&self, line: &Line) -> Lead {
        if line.is_close() && self.before == Before::Point {
            Lead::Close
        } else {
            Lead::Apart
        }
    }

    /// Sets aside what every page repeats beside its break: running heads and page numbers.
    fn furniture(&mut self, line: Line<'a>) -> bool {
        if self.survey.running.is_empty()
            && !line.page
            && !line.text.ends_with(']')
            && line.columns > 16
        {
            return false;
        }
        let is_beside_break = line.page
            || self.last.is_some_and(|last| last.page)
            || (1..=2).any(|ahead| self.lines.peek(ahead).is_some_and(|next| next.page));
        let is_running = is_beside_break
            && line.columns <= lines::COLUMNS_MAX / 2
            && self.survey.running.contains(&mask(line.text));
        if !is_running
            && !(is_page_number(line.text)
                && (is_beside_break || line.text.len() > 4 && line.gap > 0))
        {
            return false;
        }
        self.builder.set_aside(Reason::RunningHead, line.text);
        let before = self.last;
        self.take();
        // The text goes on as if nothing had stood here, but for the break.
        if let (Some(last), Some(before)) = (&mut self.last, before) {
            *last = Line {
                page: line.page,
                ..before
            };
        }
        true
    }

    /// Sets aside a list of contents. Among its rows a long title leaves room for few dots.
    fn contents(&mut self, line: Line<'a>) -> bool {
        let is_among = self.contents_end > 0 && line.start - self.contents_end < 400;
        let is_row = contents::is_row(&line, if is_among { 1 } else { 3 });
        let mut is_head = || {
            let next = self.lines.peek(1);
            contents::is_title(&line) && next.is_some_and(|next| contents::is_row(&next, 3))
        };
        if !(is_row || line.columns < 40 && is_head()) {
            return false;
        }
        self.builder.set_aside(Reason::Contents, line.text);
        self.take();
        self.contents_end = line.end;
        true
    }

    /// A break between parts: a row of signs.
    fn rule(&mut self, line: Line<'a>) -> bool {
        if line.columns > 120 || line.text.starts_with(char::is_alphanumeric) {
            return false;
        }
        if line.text.starts_with("*** END OF TH") {
            self.notice();
            return true;
        }
        let Some(ornament) = ornament(line.text) else {
            return false;
        };
        self.leave_points(0);
        // Rows of one ornament are one break.
        if self.before != Before::Rule {
            self.builder.block(Kind::Rule, Lead::Apart, ornament);
        }
        self.take();
        self.before = Before::Rule;
        true
    }

    /// The licence that Project Gutenberg puts after its books.
    fn notice(&mut self) {
        self.leave_points(0);
        let mut notice = String::new();
        while let Some(line) = self.next_in_reach() {
            if !notice.is_empty() {
                notice.push(if line.gap > 0 { '\n' } else { ' ' });
            }
            notice.push_str(line.text);
            self.take();
        }
        self.builder.set_aside(Reason::Boilerplate, &notice);
    }

    /// Mail and forums put `>` in front of what they quote.
    fn quote(&mut self, line: Line<'a>) -> bool {
        let (depth, text) = quoted(line.text);
        if depth == 0 || (text.is_empty() && line.gap == 0) && self.before != Before::Front {
            return self.skip_empty_quote(line);
        }
        self.leave_points(0);
        for _ in 0..depth {
            self.builder.enter(Mark::Quote);
        }
        self.builder.begin(Kind::Quote, Lead::Apart);
        self.write_words(text);
        self.take();
        let mut row = Line { text, ..line };
        while let Some(next) = self.next_in_reach().filter(Line::is_close) {
            let (next_depth, text) = quoted(next.text);
            if next_depth != depth {
                break;
            }
            let next_row = Line { text, ..next };
            self.take();
            if text.is_empty() {
                self.builder.end();
                continue;
            }
            let is_joined = self.survey.is_full(&row, &next_row)
                || (self.survey.wrap.is_none() && row.columns > 50 && row.columns < 90);
            self.join(row.text, text, is_joined);
            row = next_row;
        }
        for _ in 0..depth {
            self.builder.leave();
        }
        self.before = Before::Prose;
        true
    }

    /// A `>` with nothing behind it only parts paragraphs.
    fn skip_empty_quote(&mut self, line: Line<'a>) -> bool {
        let is_empty = line.text.starts_with('>') && quoted(line.text).1.is_empty();
        if is_empty {
            self.take();
        }
        is_empty
    }

    /// Writes prose into the open block. Wide spaces, as justified text has them, become one.
    fn write_words(&mut self, text: &str) {
        let is_wide = |text: &str| memchr::memmem::find(text.as_bytes(), b"  ").is_some();
        if !is_wide(text) && memchr::memchr(b'\t', text.as_bytes()).is_none() {
            self.builder.text(text);
            return;
        }
        let mut words = text.split([' ', '\t']).filter(|word| !word.is_empty());
        if let Some(first) = words.next() {
            self.builder.text(first);
        }
        for word in words {
            self.builder.text(" ");
            self.builder.text(word);
        }
    }

    /// Goes on with the open block: on the same row, or on the next.
    fn join(&mut self, before: &str, text: &str, is_joined: bool) {
        if !is_joined {
            self.builder.break_row();
        } else if !is_glued(before, text) {
            self.builder.text(" ");
        }
        self.write_words(text);
    }

    /// A note at the end of the text: its label in brackets, counted from one.
    fn note(&mut self, line: Line<'a>) -> bool {
        if !line.text.starts_with('[') {
            return false;
        }
        let Some((label, text)) = lists::note(line.text) else {
            return false;
        };
        let number: u32 = label.parse().unwrap_or(0);
        if number != self.note + 1 && number != 1 {
            return false;
        }
        self.note = number;
        self.leave_points(0);
        self.builder.enter(Mark::Footnote(label.into()));
        let lead = if line.is_close() {
            Lead::Close
        } else {
            Lead::Apart
        };
        self.builder.begin(Kind::Footnote, lead);
        self.write_words(text);
        self.take();
        self.go_on(line, Some(line.indent));
        self.builder.leave();
        self.before = Before::Prose;
        true
    }

    /// A paragraph, or source lines kept as set.
    fn prose(&mut self, line: Line<'a>) {
        if self.survey.wrap.is_none() && self.run(line) {
            return;
        }
        let is_inside = self.enter_point_of(&line);
        let is_indented = !is_inside && self.is_indented(&line);
        if is_indented {
            self.builder.enter(Mark::Indent);
        }
        self.builder.begin(Kind::Paragraph, self.lead(&line));
        self.write_words(line.text);
        self.take();
        self.go_on(line, None);
        if is_indented {
            self.builder.leave();
        }
        self.builder.end();
        self.before = Before::Prose;
    }

    /// Whether the source lines from `line` on are set in as a whole, not just the first of them.
    fn is_indented(&mut self, line: &Line) -> bool {
        let edge = self.survey.margin + 2;
        let second = self.lines.peek(1).filter(Line::is_close);
        line.indent >= edge
            && second.is_some_and(|second| second.indent >= edge && second.indent + 4 > line.indent)
    }

    /// Takes the source lines that go on with the open paragraph, whose first one was `first`.
    ///
    /// `hang` is the column of a point's mark: what is set in from it belongs to the point.
    fn go_on(&mut self, first: Line<'a>, hang: Option<usize>) {
        let mut row = first;
        let mut has_joined = false;
        loop {
            let has_crossed = self.cross_page();
            let Some(next) = self.next_in_reach() else {
                break;
            };
            let is_close =
                next.is_close() || (has_crossed || next.page) && goes_on_over_page(&row, &next);
            if !is_close || self.starts_anew(&row, &next) {
                break;
            }
            let hangs = hang.is_some_and(|hang| next.indent > hang);
            let is_full = self.survey.is_full(&row, &next) || has_crossed;
            let is_joined = is_full
                || (hangs && (self.survey.wrap.is_none() || wording::starts_lower(next.text)));
            if self.survey.wrap.is_none() && !hangs {
                break;
            }
            let is_new = !is_joined
                && has_joined
                && wording::ends_sentence(row.text)
                && wording::starts_fresh(next.text);
            let is_set_in = hang.is_none()
                && next.indent >= row.indent + 2
                && next.indent >= self.survey.margin + 2
                && has_ended(&row);
            if is_new || is_set_in || (hang.is_some() && !hangs && !is_full) {
                break;
            }
            self.join(row.text, next.text, is_joined);
            has_joined |= is_joined;
            self.take();
            row = next;
        }
    }

    /// Sets aside the page break's heads inside a paragraph; whether there was one.
    fn cross_page(&mut self) -> bool {
        let mut has_crossed = false;
        for _ in 0..6 {
            let Some(line) = self.next_in_reach() else {
                break;
            };
            if line.gap == 0 && !line.page && self.survey.running.is_empty()
                || !self.furniture(line)
            {
                break;
            }
            has_crossed = true;
        }
        has_crossed
    }

    /// Whether `next`, right under `row`, starts a construct of its own.
    fn starts_anew(&mut self, row: &Line, next: &Line) -> bool {
        if next.text.starts_with('>') || ornament(next.text).is_some() {
            return true;
        }
        let under = self.lines.peek(1);
        if under.is_some_and(|under| super::headings::underline(next, &under).is_some()) {
            return true;
        }
        if self.note > 0 && lists::note(next.text).is_some() {
            return true;
        }
        // Inside a sentence a number or a dash starts no point, but for one beside the open point.
        let may_start = has_ended(row)
            || !self.survey.is_full(row, next)
            || next.indent > row.indent
            || self.points.is_beside(next.indent);
        lists::marker(next.text)
            .is_some_and(|marker| (may_start || marker.is_certain()) && self.is_point(&marker, 0))
    }
}

fn has_ended(row: &Line) -> bool {
    wording::ends_sentence(row.text) || wording::ends_colon(row.text)
}

/// A sentence that a page break has cut.
fn goes_on_over_page(row: &Line, next: &Line) -> bool {
    !wording::ends_sentence(row.text)
        && !wording::ends_colon(row.text)
        && wording::starts_lower(next.text)
}

/// Whether nothing stands between the two when they are joined: a word broken at its hyphen (the
/// hyphen stays, since it may be the word's own), or a script without spaces.
fn is_glued(before: &str, after: &str) -> bool {
    let last = before.chars().next_back().unwrap_or(' ');
    let next = after.chars().next().unwrap_or(' ');
    let is_broken = matches!(last, '-' | '\u{2010}')
        && next.is_lowercase()
        && before
            .chars()
            .rev()
            .nth(1)
            .is_some_and(char::is_alphanumeric);
    let is_wide = |c: char| lines::is_wide(c) && !wording::is_hangul(c);
    is_broken || (is_wide(last) && is_wide(next))
}

/// "[Page 12]", "- 12 -", "12".
fn is_page_number(text: &str) -> bool {
    if text.len() > 16 {
        return false;
    }
    let bare =
        text.trim_matches(|c: char| matches!(c, '[' | ']' | '-' | '–' | '—' | '|' | ' ' | '.'));
    let number = bare
        .strip_prefix("Page")
        .or_else(|| bare.strip_prefix("page"))
        .map_or(bare, str::trim_start);
    !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit())
}

/// The ornament that a row of signs shows; empty for one of dashes.
fn ornament(text: &str) -> Option<&str> {
    if text.len() > 400 {
        return None;
    }
    let sign = text.chars().next()?;
    let is_line = matches!(sign, '-' | '_' | '=' | '─' | '—' | '–' | '~');
    let is_star = matches!(sign, '⁂' | '❦' | '❧' | '*' | '§' | '◆' | '◇');
    let is_other = matches!(sign, '#' | '•' | '·' | '+' | '○');
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    if !(is_line || is_star || is_other) || !signs.clone().all(|c| c == sign) {
        return None;
    }
    match signs.by_ref().take(3).count() {
        3 if is_line => Some(""),
        3 => Some(text),
        _ if is_star => Some(text),
        _ => None,
    }
}

/// How many `>` a source line starts with, at most what a document nests, and the text behind.
fn quoted(text: &str) -> (usize, &str) {
    let mut rest = text;
    let mut depth = 0;
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        rest = after.trim_start_matches(lines::is_blank);
    }
    (depth.min(crate::document::DEPTH_MAX), rest)
}
