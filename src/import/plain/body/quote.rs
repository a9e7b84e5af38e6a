//! What mail quotes.

use super::{Before, Body, point};
use crate::document::{Kind, Lead, Mark};
use crate::import::plain::lines::{self, Line};
use crate::import::plain::lists;

impl<'a> Body<'a, '_> {
    /// Mail and forums put `>` in front of what they quote.
    pub(super) fn quote(&mut self, line: Line<'a>) -> bool {
        let (depth, text) = quoted(line.text);
        if depth == 0 || (text.is_empty() && line.gap == 0) && self.before != Before::Front {
            return self.skip_empty_quote(line);
        }
        self.leave_points(0);
        for _ in 0..depth {
            self.builder.enter(Mark::Quote);
        }
        let mut is_patch = self.quoted_patch(&line, depth);
        if !is_patch {
            self.quoted_row(text, None);
        }
        self.take();
        let mut row = Line { text, ..line };
        while let Some(next) = self.lines.peek(0).filter(Line::is_close) {
            let (next_depth, text) = quoted(next.text);
            if next_depth != depth {
                break;
            }
            let next_row = Line { text, ..next };
            let was_patch = is_patch;
            is_patch = self.quoted_patch(&next, depth);
            if !is_patch {
                let rows = (!was_patch).then_some((&row, &next_row));
                self.quoted_row(text, rows);
            }
            self.take();
            row = next_row;
        }
        self.leave_quoted_point();
        for _ in 0..depth {
            self.builder.leave();
        }
        self.before = Before::Prose;
        true
    }

    /// Writes a row of a quotation, which may go on with the row before it: the first of `rows`.
    fn quoted_row(&mut self, text: &str, rows: Option<(&Line, &Line)>) {
        if text.is_empty() {
            self.leave_quoted_point();
            self.builder.end();
            return;
        }
        if let Some(marker) = lists::marker(text).filter(|marker| self.is_point(marker, 0)) {
            self.leave_quoted_point();
            let (mark, text) = point::mark(&marker);
            self.builder.enter(mark);
            self.points.quoted = Some(marker.step());
            self.builder.begin(Kind::Point, Lead::Close);
            self.write_words(text);
            return;
        }
        let before = rows.filter(|(row, _)| !row.text.is_empty());
        let Some((row, next)) = before else {
            self.builder.begin(Kind::Quote, Lead::Apart);
            self.write_words(text);
            return;
        };
        let is_joined = self.survey.is_full(row, next)
            || (self.survey.wrap.is_none() && row.columns > 50 && row.columns < 90);
        if !is_joined && self.points.quoted.is_some() {
            self.leave_quoted_point();
            self.builder.begin(Kind::Quote, Lead::Apart);
            self.write_words(text);
            return;
        }
        self.join(row.text, text, is_joined);
    }

    pub(super) fn leave_quoted_point(&mut self) {
        if self.points.quoted.take().is_some() {
            self.builder.leave();
        }
    }

    /// A `>` with nothing behind it only parts paragraphs.
    fn skip_empty_quote(&mut self, line: Line<'a>) -> bool {
        let is_empty = line.text.starts_with('>') && quoted(line.text).1.is_empty();
        if is_empty {
            self.take();
        }
        is_empty
    }
}

/// How many `>` a source line starts with, at most what a document nests, and the text behind.
pub(super) fn quoted(text: &str) -> (usize, &str) {
    let mut rest = text;
    let mut depth = 0;
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        rest = after.trim_start_matches(lines::is_blank);
    }
    (depth.min(crate::document::DEPTH_MAX), rest)
}
