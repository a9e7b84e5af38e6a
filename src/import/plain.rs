//! Plain text in, structure out.
//!
//! Nothing is marked in plain text, so each source line is judged by its length, its ends, its
//! capitals and numbers, its neighbours and the blank lines around it, by rules that each can be
//! explained. A survey of the first stretch settles what holds for the whole; then one pass with a
//! small window of source lines drives the builder. The end of the text is judged before the pass
//! and only by its last few kilobytes. No word is lost: what is no part of the text is set aside.

mod body;
mod chrome;
mod contents;
mod dates;
mod front;
mod headings;
mod lines;
mod lists;
mod mail;
mod masthead;
mod names;
mod notice;
mod survey;
mod tail;
mod title_page;
mod unit;
mod wording;

pub(in crate::import) use chrome::is_label;
pub(in crate::import) use dates::{dateline as date, has_year};
pub(in crate::import) use mail::{is_envelope, is_read};
pub(in crate::import) use wording::{is_caps, key};

use super::Extent;
use crate::document::{BLOCK_BYTES_MAX, Builder, Reason};

/// How much of what a head says may not stand so in the whole, in bytes of the text: what the tail
/// of the whole is judged by, and more than a block and all that is looked at after it.
const OPEN_BYTES: usize = 2 * (tail::TAIL_BYTES + BLOCK_BYTES_MAX);

/// Reads a plain text, or its head, into `builder`.
pub(super) fn import(text: &str, extent: Extent, builder: &mut Builder) {
    let survey = survey::survey(text);
    let source = match extent {
        Extent::Whole => text,
        Extent::Head => whole_lines(text),
    };
    if let Some(notice) = &survey.notice {
        let text = source.get(..notice.end).unwrap_or_default();
        builder.set_aside(Reason::Boilerplate, text.trim());
    }
    let front = front::read(source, &survey);
    let tail = match extent {
        // A book ends with its notice.
        Extent::Whole if survey.notice.is_none() => tail::find(source, front.end, &survey),
        _ => tail::Tail::none(source),
    };
    let last_line = front.write(builder);
    if let Some(notice) = &survey.notice {
        notice.tell(builder.meta());
    }
    let text = source.get(..tail.start).unwrap_or(source);
    body::Body::new(text, front.end, &survey, builder).write(last_line);
    tail::write(&tail, builder);
    if extent == Extent::Head {
        builder.take_back(OPEN_BYTES);
    }
}

/// Writes the header of a letter whose fields are decoded, one on each source line: above the
/// document, or with its subject as the heading of a section of this `level`.
pub(super) fn import_header(fields: &str, level: Option<u8>, builder: &mut Builder) {
    let parts = mail::known(&mut lines::Lines::new(fields));
    match level {
        Some(level) => body::write_header(&parts, level, builder),
        None => _ = front::Front::of_letter(parts).write(builder),
    }
}

/// Reads what a letter says below its header; `in_mailbox` where "From " may stand there with a `>`
/// in front.
pub(super) fn import_letter(text: &str, in_mailbox: bool, builder: &mut Builder) {
    let survey = survey::Survey {
        is_mailbox: in_mailbox,
        notice: None,
        ..survey::survey_letter(text)
    };
    let tail = tail::find(text, 0, &survey);
    let above = text.get(..tail.start).unwrap_or(text);
    body::Body::new(above, 0, &survey, builder).write(None);
    tail::write(&tail, builder);
}

/// The source lines of a head that are there whole; of a single one, what is there.
fn whole_lines(text: &str) -> &str {
    let end = memchr::memrchr2(b'\n', b'\r', text.as_bytes());
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
