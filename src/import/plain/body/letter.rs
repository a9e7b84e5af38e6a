//! Letters in a mailbox, and what they close with.

use super::{Before, Body};
use crate::document::{Builder, Kind, Lead};
use crate::import::plain::front::Part;
use crate::import::plain::lines::Line;
use crate::import::plain::mail;
use crate::import::plain::unit::Unit;

/// The most source lines of a signature.
const SIGNATURE_LINES_MAX: usize = 12;

impl<'a> Body<'a, '_> {
    /// A further letter of a mailbox: a section, headed by its subject.
    pub(super) fn letter(&mut self, line: Line<'a>) -> bool {
        if !self.survey.is_mailbox || line.gap == 0 || !mail::is_envelope(line.text) {
            return false;
        }
        let Some(header) = mail::header(&mut self.lines) else {
            return false;
        };
        self.leave_points(0);
        self.patch_depth = 0;
        write_header(&header.parts, 1, self.builder);
        for _ in 0..header.count {
            self.take();
        }
        self.before = Before::Heading;
        true
    }

    /// What a letter is signed with, under two dashes.
    pub(super) fn signature(&mut self, line: Line<'a>) -> bool {
        if line.text != "--" || !self.lines.is_close(1) {
            return false;
        }
        self.leave_points(0);
        self.builder.block(Kind::Rule, Lead::Apart, "");
        self.take();
        let mut lead = Lead::Apart;
        for _ in 0..SIGNATURE_LINES_MAX {
            let Some(next) = self.lines.peek(0).filter(Line::is_close) else {
                break;
            };
            if next.text.starts_with('>') {
                break;
            }
            self.builder.begin(Kind::Paragraph, lead);
            self.write_words(next.text);
            self.builder.end();
            lead = Lead::Break;
            self.take();
        }
        self.before = Before::Prose;
        true
    }
}

/// Writes the header of a letter among others: its subject heads a section of this level.
pub(in crate::import::plain) fn write_header(
    parts: &[(Part, Unit)],
    level: u8,
    builder: &mut Builder,
) {
    let mut lead = Lead::Apart;
    for (part, unit) in parts {
        let text = unit.text.as_str();
        match part {
            Part::Title => builder.block(Kind::Heading(level), Lead::Apart, text),
            Part::Aside(reason) => builder.set_aside(*reason, text),
            _ => {
                builder.block(Kind::Paragraph, lead, text);
                lead = Lead::Break;
            }
        }
    }
}
