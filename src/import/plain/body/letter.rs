//! Letters in a mailbox, and what they close with.

use super::{Before, Body};
use crate::document::{Kind, Lead};
use crate::import::plain::front::Part;
use crate::import::plain::lines::Line;
use crate::import::plain::mail;

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
        let mut lead = Lead::Apart;
        for (part, unit) in &header.parts {
            let text = unit.text.as_str();
            match part {
                Part::Title => self.builder.block(Kind::Heading(1), Lead::Apart, text),
                Part::Aside(reason) => self.builder.set_aside(*reason, text),
                _ => {
                    self.builder.block(Kind::Paragraph, lead, text);
                    lead = Lead::Break;
                }
            }
        }
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
