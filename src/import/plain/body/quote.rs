//! What mail quotes.

use super::{Before, Body};
use crate::document::{Kind, Lead, Mark};
use crate::import::plain::lines::{self, Line};

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
