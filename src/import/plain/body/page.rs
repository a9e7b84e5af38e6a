//! Page breaks: what every page repeats is set aside, and the text goes on over them.

use super::Body;
use crate::document::Reason;
use crate::import::plain::lines::{self, Line};
use crate::import::plain::survey::mask;
use crate::import::plain::wording;

impl<'a> Body<'a, '_> {
    /// Sets aside what every page repeats beside its break: running heads and page numbers.
    pub(super) fn furniture(&mut self, line: Line<'a>) -> bool {
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
        let is_running = (is_beside_break || line.text.ends_with(']'))
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

    /// Sets aside the page break's heads inside a paragraph; whether there was one.
    pub(super) fn cross_page(&mut self) -> bool {
        let mut has_crossed = false;
        for _ in 0..6 {
            let Some(line) = self.lines.peek(0) else {
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
}

/// A sentence that a page break has cut.
pub(super) fn goes_on_over_page(row: &Line, next: &Line) -> bool {
    !wording::ends_sentence(row.text)
        && !wording::ends_colon(row.text)
        && wording::starts_lower(next.text)
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
