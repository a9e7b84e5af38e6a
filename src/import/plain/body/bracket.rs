//! What stands in brackets: notes and illustrations.

use super::{Before, Body};
use crate::document::{Kind, Lead, Mark};
use crate::import::plain::lines::Line;
use crate::import::plain::lists;

/// The most source lines of an illustration's caption.
const CAPTION_LINES_MAX: usize = 16;

impl<'a> Body<'a, '_> {
    /// A note at the end of the text: its label in brackets, counted from one.
    pub(super) fn note(&mut self, line: Line<'a>) -> bool {
        if !line.text.starts_with('[') {
            return false;
        }
        let Some((label, text)) = lists::note(line.text) else {
            return false;
        };
        let number = label.trim_start_matches("Footnote ");
        let number: u32 = number.parse().unwrap_or(0);
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

    /// "[Illustration: its caption]", as books have it.
    pub(super) fn illustration(&mut self, line: Line<'a>) -> bool {
        if line.gap == 0 || !line.text.starts_with("[Illustration") {
            return false;
        }
        let closes = |line: Line| line.text.ends_with(']');
        let last = (0..CAPTION_LINES_MAX).find(|at| self.lines.peek(*at).is_some_and(closes));
        let Some(last) = last else {
            return false;
        };
        self.leave_points(0);
        self.builder.begin(Kind::Figure, Lead::Apart);
        for at in 0..=last {
            let Some(row) = self.lines.peek(0) else { break };
            let text = if at == 0 {
                row.text.trim_start_matches('[')
            } else {
                row.text
            };
            let text = if at == last {
                text.trim_end_matches(']')
            } else {
                text
            };
            if at > 0 {
                self.builder.text(" ");
            }
            self.write_words(text);
            self.take();
        }
        self.builder.end();
        self.before = Before::Set;
        true
    }
}
