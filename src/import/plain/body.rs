//! One pass over the body of a plain text: each step takes the source lines of one construct off
//! the window, drives the builder, and remembers no more than the last source line, the open list
//! and the levels of the headings seen.

mod bracket;
mod drawn;
mod heading;
mod inline;
mod letter;
mod level;
mod neighbours;
mod page;
mod patch;
mod point;
mod quote;
mod set;

use super::headings::Sign;
use super::lines::{self, Line, Lines};
use super::survey::Survey;
use super::{contents, lists, notice, wording};
use crate::document::{Builder, Kind, Lead, Mark, Reason};

use inline::Emphasis;
pub(super) use letter::write_header;
use level::Levels;
use page::goes_on_over_page;
use point::Points;

/// Writes the body of a text.
#[derive(Debug)]
pub(super) struct Body<'a, 'b> {
    lines: Lines<'a>,
    survey: &'b Survey,
    builder: &'b mut Builder,
    /// The last source line that was taken.
    last: Option<Line<'a>>,
    /// What the last block was.
    before: Before,
    points: Points,
    emphasis: Emphasis,
    levels: Levels,
    /// The signs of the source lines looked at last, by where these start.
    signs: [(usize, Option<Sign>); 4],
    /// How deep the last changes to source code were quoted, zero where none were.
    patch_depth: usize,
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
    /// A writer for the body that starts at `start` in `source`.
    pub(super) fn new(
        source: &'a str,
        start: usize,
        survey: &'b Survey,
        builder: &'b mut Builder,
    ) -> Self {
        let mut lines = Lines::new(source);
        if survey.is_mailbox {
            lines = lines.of_mailbox();
        }
        lines.skip_to(start);
        Self {
            lines,
            survey,
            builder,
            last: None,
            before: Before::Front,
            points: Points::default(),
            emphasis: Emphasis::default(),
            levels: Levels::new(&survey.headings.divisions),
            signs: [(usize::MAX, None); 4],
            patch_depth: 0,
            note: 0,
            contents_end: 0,
        }
    }

    /// Writes all blocks; `before` is the last source line of the front.
    pub(super) fn write(mut self, before: Option<Line<'a>>) {
        self.last = before;
        while let Some(line) = self.lines.peek(0) {
            let is_done = self.letter(line)
                || self.furniture(line)
                || self.contents(line)
                || self.signature(line)
                || self.patch(line)
                || self.rule(line)
                || self.heading(line)
                || self.quote(line)
                || self.illustration(line)
                || self.note(line)
                || self.caption(line)
                || self.figure(line)
                || self.point(line)
                || self.table(line)
                || self.code(line);
            if !is_done {
                self.prose(line);
            }
            self.end_emphasis();
        }
        self.leave_points(0);
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

    /// Sets aside a list of contents. Among its rows a long title leaves room for few dots.
    fn contents(&mut self, line: Line<'a>) -> bool {
        if self.survey.contents.contains(&line.start) {
            self.builder.set_aside(Reason::Contents, line.text);
            self.take();
            return true;
        }
        let is_among = self.contents_end > 0 && line.start - self.contents_end < 400;
        let is_row = contents::is_row(&line, if is_among { 1 } else { 3 });
        let mut is_head = || {
            let next = self.lines.peek(1);
            next.is_some_and(|next| contents::is_row(&next, 3)) && contents::is_title(&line)
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
        if line.columns > 120 {
            return false;
        }
        if line.text.starts_with(char::is_alphanumeric) {
            let closes = self.survey.notice.is_some() && notice::closes_book(line.text);
            if closes {
                self.notice();
            }
            return closes;
        }
        if notice::ends_book(line.text) {
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
        while let Some(line) = self.lines.peek(0) {
            if !notice.is_empty() {
                notice.push(if line.gap > 0 { '\n' } else { ' ' });
            }
            notice.push_str(line.text);
            self.take();
        }
        self.builder.set_aside(Reason::Boilerplate, &notice);
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
            let Some(next) = self.lines.peek(0) else {
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

    /// Whether `next`, right under `row`, starts a construct of its own.
    fn starts_anew(&mut self, row: &Line, next: &Line) -> bool {
        if next.text.starts_with('>') || next.text == "--" || ornament(next.text).is_some() {
            return true;
        }
        if self.is_numbered_at_edge(next) {
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

/// The ornament that a row of signs shows; empty for one of dashes.
pub(super) fn ornament(text: &str) -> Option<&str> {
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
