//! Points: which marks are marks, and how lists nest.
//!
//! A list nests by indentation; without any, by a kind of mark that is new, and comes back by one
//! that is open.

use super::{Before, Body};
use crate::document::{Kind, Lead, Mark};
use crate::import::plain::lines::Line;
use crate::import::plain::lists::{self, Marker, Step, Style};

/// How many source lines ahead a list's next mark is looked for.
const SIBLING_LINES: usize = 12;

/// The open points, outermost first, and the list that ended last.
#[derive(Debug, Default)]
pub(super) struct Points {
    open: Vec<Open>,
    /// How far the list that ended last had come; it may go on after a paragraph.
    ended: Option<Step>,
    /// The open point of a quotation.
    pub(super) quoted: Option<Step>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    /// The column of the mark.
    indent: usize,
    /// The column of the text behind the mark.
    content: usize,
    step: Step,
}

impl Points {
    /// Whether the marker goes on with an open list or with the one that ended last.
    pub(super) fn goes_on(&self, marker: &Marker) -> bool {
        let open = self.open.iter().map(|open| &open.step);
        open.chain(&self.ended)
            .chain(&self.quoted)
            .any(|step| marker.follows(step))
    }

    /// Whether the column is that of an open point's mark.
    pub(super) fn is_beside(&self, indent: usize) -> bool {
        self.open.iter().any(|open| open.indent == indent)
    }

    /// No list goes on over a heading.
    pub(super) fn forget(&mut self) {
        self.ended = None;
    }
}

impl<'a> Body<'a, '_> {
    /// A point, if `line` is one.
    pub(super) fn point(&mut self, line: Line<'a>) -> bool {
        let Some(marker) = lists::marker(line.text).filter(|marker| self.is_point(marker, 0))
        else {
            return false;
        };
        self.leave_points_beside(&line, &marker);
        let content = line.indent
            + line
                .columns
                .saturating_sub(crate::import::plain::lines::columns(marker.rest));
        let (mark, text) = mark(&marker);
        self.builder.enter(mark);
        if self.points.open.len() < 4 * crate::document::DEPTH_MAX {
            self.points.open.push(Open {
                indent: line.indent,
                content,
                step: marker.step(),
            });
        }
        let is_under =
            self.before == Before::Point || (self.before == Before::Prose && self.survey.is_spaced);
        let lead = if line.is_close() && is_under {
            Lead::Close
        } else {
            Lead::Apart
        };
        self.builder.begin(Kind::Point, lead);
        self.write_words(text);
        self.take();
        self.go_on(line, Some(line.indent));
        self.builder.end();
        self.before = Before::Point;
        true
    }

    /// Whether a mark is one: a round bullet always is; other signs and numbers have to begin or
    /// go on with a list.
    pub(super) fn is_point(&mut self, marker: &Marker, ahead: usize) -> bool {
        if marker.is_certain() || self.points.goes_on(marker) {
            return true;
        }
        match marker.style {
            Style::Bullet('-' | '*' | 'o') => true,
            Style::Digits(..) if marker.begins() => true,
            _ => self.has_sibling(marker, ahead),
        }
    }

    /// Whether the list's next mark follows within a few source lines.
    fn has_sibling(&mut self, marker: &Marker, ahead: usize) -> bool {
        let step = marker.step();
        (ahead + 1..=ahead + SIBLING_LINES).any(|ahead| {
            let next = self.lines.peek(ahead);
            next.is_some_and(|next| {
                lists::marker(next.text).is_some_and(|next| next.follows(&step))
            })
        })
    }

    /// Leaves the points that a new one does not stand in.
    fn leave_points_beside(&mut self, line: &Line, marker: &Marker) {
        let open = &self.points.open;
        let outer = open
            .iter()
            .take_while(|outer| outer.indent + 1 < line.indent)
            .count();
        let beside = open.get(outer..).unwrap_or_default();
        let same = beside.iter().position(|open| marker.follows(&open.step));
        let kind = beside
            .iter()
            .position(|open| open.step.style == marker.style);
        // Without indentation, letters and signs right under a number stand under it.
        let is_under_number = beside.last().is_some_and(|open| {
            open.indent == line.indent && matches!(open.step.style, Style::Digits(..))
        });
        let is_new = is_under_number
            && same.or(kind).is_none()
            && (line.is_close() || matches!(marker.style, Style::Letters(..)))
            && (marker.begins() || marker.is_bullet());
        let keep = if is_new {
            open.len()
        } else {
            outer + same.or(kind).unwrap_or(0)
        };
        self.leave_points(keep);
    }

    /// Leaves all open points but the `keep` outermost.
    pub(super) fn leave_points(&mut self, keep: usize) {
        while self.points.open.len() > keep {
            if let Some(open) = self.points.open.pop() {
                self.points.ended = Some(open.step);
            }
            self.builder.leave();
        }
    }

    /// Stays in the open point that `line` is a further paragraph of, and leaves all others;
    /// whether there is one.
    pub(super) fn enter_point_of(&mut self, line: &Line) -> bool {
        let keep = self
            .points
            .open
            .iter()
            .take_while(|open| {
                line.indent >= open.content.min(open.indent + 4) && line.indent > open.indent
            })
            .count();
        self.leave_points(keep);
        keep > 0
    }
}

pub(super) fn mark<'a>(marker: &Marker<'a>) -> (Mark, &'a str) {
    if !marker.is_bullet() {
        return (Mark::Number(marker.label.into()), marker.rest);
    }
    let tasks = [("[ ] ", false), ("[x] ", true), ("[X] ", true)];
    let task = tasks.iter().find_map(|(sign, done)| {
        marker
            .rest
            .strip_prefix(sign)
            .map(|rest| (Mark::Task { done: *done }, rest))
    });
    match marker.label {
        "☐" => (Mark::Task { done: false }, marker.rest),
        _ => task.unwrap_or((Mark::Bullet, marker.rest)),
    }
}
