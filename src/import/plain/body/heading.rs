//! Headings in their place: a sign makes a source line a candidate, its neighbours decide.

use super::neighbours::{is_answered, is_longer, is_marked, is_over_text};
use super::{Before, Body};
use crate::document::{Kind, Lead};
use crate::import::plain::headings::{self, COLUMNS_MAX, Sign};
use crate::import::plain::lines::Line;
use crate::import::plain::lists::{self, Marker};
use crate::import::plain::wording;

/// The fewest words of a heading that is hardly one over another.
const WORDY: usize = 7;

impl<'a> Body<'a, '_> {
    /// A heading, if `line` is one.
    pub(super) fn heading(&mut self, line: Line<'a>) -> bool {
        if line.columns > COLUMNS_MAX + 20 {
            return false;
        }
        if let Some((level, skip)) = self.ruled(&line) {
            self.write_heading(level, skip, 1, true);
            self.levels.marked = level;
            return true;
        }
        let is_dense = self.survey.is_dense();
        let stands = line.gap > 0
            || is_dense
            || self.before == Before::Heading
            || self.before == Before::Front
            || self.is_numbered_at_edge(&line);
        if !stands || line.columns > COLUMNS_MAX {
            return false;
        }
        let Some((text, count)) = self.heading_text(&line) else {
            return false;
        };
        let section = self.next_section(&line, &text);
        let sign = match section {
            None if count == 1 => self.sign(&line),
            None => headings::sign(&text),
            section => section,
        };
        let Some(sign) = sign else {
            let is_heading = self.is_name(&line) && self.follows_bare(&line, count);
            if is_heading {
                let level = self.levels.level(Sign::Bare);
                self.write_heading(level, 0, count, false);
            }
            return is_heading;
        };
        let is_heading = match sign {
            Sign::Part(_) => self.follows_chapter(&line, count),
            Sign::Number { depth, value } => self.follows_number(&line, count, depth, value),
            Sign::Capitals => self.follows_capitals(&line, count),
            Sign::Bare => self.follows_bare(&line, count),
        };
        if !is_heading {
            if sign == Sign::Bare && line.gap > 0 && !is_dense && self.is_alone(count) {
                return self.loose(line);
            }
            return false;
        }
        // Over text that is set in, what stands at the edge stands beside the numbered sections.
        let is_beside = sign == Sign::Bare && self.survey.is_outdented && line.indent == 0;
        let sign = if is_beside { Sign::Capitals } else { sign };
        let level = self.levels.level(sign);
        let count = count + usize::from(count == 1 && self.is_titled_below(&line));
        self.write_heading(level, 0, count, false);
        true
    }

    /// The sign that a source line shows; each is asked for several times.
    pub(super) fn sign(&mut self, line: &Line) -> Option<Sign> {
        let known = self.signs.iter().find(|(start, _)| *start == line.start);
        if let Some((_, sign)) = known {
            return *sign;
        }
        let sign = headings::sign(line.text);
        self.signs.rotate_right(1);
        self.signs[0] = (line.start, sign);
        sign
    }

    /// Whether the source line is a name, of code or in small letters as no sentence starts, alone
    /// between the end of a text and a long one.
    fn is_name(&mut self, line: &Line) -> bool {
        let is_plain = || line.text.contains(' ') && !wording::is_code(line.text);
        let stands = line.gap > 0 || self.survey.is_dense() && is_plain();
        let has_ended = || match self.before {
            Before::Prose => self
                .last
                .is_some_and(|last| wording::ends_sentence(last.text)),
            Before::Point => !self.is_announced(),
            Before::Set => !wording::is_code(line.text),
            _ => false,
        };
        if !stands || !headings::is_name(line.text) || !has_ended() {
            return false;
        }
        let next = self.lines.peek(1);
        next.is_some_and(|next| match self.survey.wrap {
            None => next.columns > COLUMNS_MAX,
            Some(_) => next.gap > 0 && self.goes_on(&next, 2),
        })
    }

    /// A bare number that goes on with numbered sections: "2 Conventions" after section 1.
    fn next_section(&self, line: &Line, text: &str) -> Option<Sign> {
        let section = lists::section(text).filter(|section| section.depth == 1)?;
        let is_next = section.value == self.levels.number + 1;
        let is_at_edge = line.indent < self.survey.margin.max(1) && line.gap > 0;
        let is_title = wording::starts_fresh(section.title)
            && !wording::ends_stop(section.title)
            && wording::words(section.title) <= 10;
        let is_sure = self.levels.number > 0 || line.indent < self.survey.margin;
        (is_next && is_at_edge && is_title && is_sure && !section.is_signed).then_some(
            Sign::Number {
                depth: 1,
                value: section.value,
            },
        )
    }

    /// A short source line that could have been a heading and is none.
    fn loose(&mut self, line: Line<'a>) -> bool {
        if lists::marker(line.text).is_some() || line.indent > self.survey.margin {
            return false;
        }
        self.leave_points(0);
        self.builder.block(Kind::Paragraph, Lead::Apart, line.text);
        self.take();
        self.before = Before::Loose;
        true
    }

    /// The level of a heading with a row of signs under it, and how many rows stand above it.
    fn ruled(&mut self, line: &Line) -> Option<(u8, usize)> {
        let next = self.lines.peek(1)?;
        if let Some(level) = headings::underline(line, &next) {
            let is_title =
                wording::words(line.text) <= 20 && !line.text.starts_with(['|', '+', '>']);
            let is_table = line.text.contains('\t') || line.text.contains("   ");
            return (is_title && !is_table).then_some((level, 0));
        }
        None
    }

    /// The candidate's text and how many source lines it takes: a long heading is hard-wrapped.
    fn heading_text(&mut self, line: &Line<'a>) -> Option<(std::borrow::Cow<'a, str>, usize)> {
        let next = self.lines.peek(1).filter(Line::is_close);
        let Some(next) = next.filter(|next| {
            self.survey.is_full(line, next) && !wording::is_caps(line.text)
                || wording::is_caps(line.text)
                    && wording::is_caps(next.text)
                    && self.survey.wrap.is_some()
        }) else {
            return Some((line.text.into(), 1));
        };
        let is_whole = self.lines.peek(2).is_none_or(|after| after.gap > 0);
        let is_marked = lists::marker(next.text).is_some();
        let is_short = line.columns + next.columns <= COLUMNS_MAX + 20;
        (is_whole && is_short && !is_marked)
            .then(|| (format!("{} {}", line.text, next.text).into(), 2))
    }

    /// Chapters follow each other closely in a list of contents only.
    fn follows_chapter(&mut self, line: &Line, count: usize) -> bool {
        let Some(next) = self.lines.peek(count) else {
            return false;
        };
        let is_listed = next.is_close()
            && self
                .sign(&next)
                .is_some_and(|sign| matches!(sign, Sign::Part(_)));
        let is_short = wording::words(line.text) <= 14;
        !is_listed && is_short
    }

    /// Whether the title of the chapter, whose number alone stands on `line`, stands under it.
    fn is_titled_below(&mut self, line: &Line) -> bool {
        if !headings::is_bare_division(line.text) {
            return false;
        }
        let (Some(title), Some(text)) = (self.lines.peek(1), self.lines.peek(2)) else {
            return false;
        };
        let is_title = headings::sign(title.text)
            .or_else(|| headings::sign(title.text.trim_end_matches('.')))
            .is_some_and(|sign| matches!(sign, Sign::Capitals | Sign::Bare));
        is_title
            && title.gap <= 2
            && text.gap > 0
            && text.gap < 4
            && !lists::marker(title.text).is_some_and(|marker| marker.is_bullet())
    }

    /// A number starts a section, not a point, where no next number follows soon and text does.
    fn follows_number(&mut self, line: &Line, count: usize, depth: usize, value: u32) -> bool {
        let Some(next) = self.lines.peek(count) else {
            return false;
        };
        if (next.is_close() && !self.is_body(count)) || self.is_set_in(line, count) {
            return false;
        }
        if line.text.ends_with('.')
            && (next.gap == 0 || next.indent > line.indent + 1 || line.gap == 0)
        {
            return false;
        }
        if depth > 1 {
            return !(next.is_close()
                && lists::section(next.text).is_some_and(|section| section.depth > 1));
        }
        let marker = lists::marker(line.text);
        let goes_on_list = marker
            .as_ref()
            .is_some_and(|marker| self.points.goes_on(marker));
        // One letter may be somebody's first name: "C. Writer".
        let label = line.text.split('.').next().unwrap_or_default();
        let in_sequence = value <= 1
            || value == self.levels.number + 1
            || label.len() > 1 && lists::roman(label).is_some();
        let has_sibling = marker.is_some_and(|marker| self.has_point_beside(&marker, count));
        let is_over_text = self.is_at_edge(line, &next) || self.chain(count);
        !goes_on_list && in_sequence && !has_sibling && is_over_text
    }

    /// Whether a point goes on with the list of `marker` soon, before any long text.
    fn has_point_beside(&mut self, marker: &Marker, from: usize) -> bool {
        for ahead in from..from + 4 {
            let Some(line) = self.lines.peek(ahead) else {
                return false;
            };
            if lists::marker(line.text).is_some_and(|next| next.follows(&marker.step())) {
                return true;
            }
            if line.columns > COLUMNS_MAX && line.indent <= self.survey.margin {
                return false;
            }
        }
        false
    }

    /// Capitals stand apart and have text under them.
    fn follows_capitals(&mut self, line: &Line, count: usize) -> bool {
        let Some(next) = self.lines.peek(count) else {
            return false;
        };
        let apart = line.gap > 0 || self.survey.is_dense() || self.before == Before::Heading;
        let is_verse = next.is_close() && wording::is_caps(next.text);
        let is_label = self
            .survey
            .headings
            .labels
            .contains(&wording::key(line.text));
        apart
            && !is_verse
            && !is_label
            && (!self.survey.headings.is_crowded
                || is_marked(&next)
                || self.is_full_paragraph(count))
            && !self.is_set_in(line, count)
            && !self.is_announced()
            && self.chain(count)
    }

    /// A bare heading stands apart from a finished text before it and from the text under it, or
    /// is glued to a text longer than itself. What a colon announces is a heading only over prose or
    /// points, what has code right under it announces the code, and questions in a row are a list.
    fn follows_bare(&mut self, line: &Line, count: usize) -> bool {
        let Some(next) = self.lines.peek(count) else {
            return false;
        };
        let is_dense = self.survey.is_dense();
        let is_announced = self.is_announced();
        if self.before == Before::Loose
            || self.is_set_in(line, count)
            || self.is_over_set_in(line, count)
            || (wording::is_code(next.text) && !is_marked(&next))
            || (is_announced && !is_over_text(line, &next, is_dense))
            || self.is_beside_another(line, &next, count + 1)
            || !self.survey.headings.allows(line.text)
            || (self.survey.headings.is_crowded && !self.is_full_paragraph(count))
            || line.gap < self.survey.headings.gap
        {
            return false;
        }
        if is_dense {
            let fits = is_longer(line, &next) || is_answered(line, &next) || !self.is_body(count);
            return self.has_finished() && fits && self.chain(count);
        }
        if next.is_close() {
            return self.is_glued_above(line, count);
        }
        line.gap > 0 && (self.is_at_edge(line, &next) || self.chain(count))
    }

    /// Whether the two are a list: both are of many words, as headings over headings hardly are, or
    /// both ask, and no heading stands above. What stands `below` must not go on with the second.
    fn is_beside_another(&mut self, line: &Line, next: &Line, below: usize) -> bool {
        let asks = [line, next].map(|line| wording::ends_question(line.text));
        let is_wordy = |line: &Line| wording::words(line.text) >= WORDY;
        let are_wordy = asks == [false, false] && is_wordy(line) && is_wordy(next);
        let both_ask = asks == [true, true] && self.before != Before::Heading;
        (both_ask || are_wordy && self.sign(next) == Some(Sign::Bare)) && !self.goes_on(next, below)
    }

    /// Whether the source line is at the edge, under text that is set in, and has a section's deep
    /// number.
    pub(super) fn is_numbered_at_edge(&self, line: &Line) -> bool {
        self.survey.is_outdented
            && line.indent + 2 <= self.survey.margin
            && lists::section(line.text).is_some_and(|section| section.depth > 1)
    }

    fn write_heading(&mut self, level: u8, skip: usize, count: usize, is_ruled: bool) {
        self.leave_points(0);
        for _ in 0..skip {
            self.take();
        }
        self.builder.begin(Kind::Heading(level), Lead::Apart);
        for at in 0..count {
            if let Some(line) = self.lines.peek(0) {
                if at > 0 {
                    self.builder.text(" ");
                }
                self.write_words(line.text);
            }
            self.take();
        }
        self.builder.end();
        if is_ruled {
            self.lines.next();
        }
        self.points.forget();
        self.before = Before::Heading;
    }
}
