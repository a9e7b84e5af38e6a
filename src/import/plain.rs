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
pub(in crate::import) use dates::dateline as date;

use super::Extent;
use crate::document::{Builder, Reason};

/// Reads a plain text, or its head, into `builder`.
pub(super) fn import(text: &str, extent: Extent, builder: &mut Builder) {
    let survey = survey::survey(text);
    let (source, limit) = match extent {
        Extent::Whole => (text, usize::MAX),
        Extent::Head => head(text, &survey),
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
    body::Body::new(text, front.end, limit, &survey, builder).write(last_line);
    tail::write(&tail, builder);
}

/// The sound part of a head, and where its import stops: no later than where the tail of the whole
/// could start, and where no paragraph is left open.
fn head<'a>(text: &'a str, survey: &survey::Survey) -> (&'a str, usize) {
    let end = memchr::memrchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(0);
    let source = text.get(..end).unwrap_or_default();
    let before_tail = source.floor_char_boundary(source.len().saturating_sub(2 * tail::TAIL_BYTES));
    let from = source.floor_char_boundary(before_tail.saturating_sub(32 * 1024));
    let reach = source.get(from..before_tail).unwrap_or_default();
    let starts = || lines::Lines::new(reach).skip(1);
    let apart = starts().filter(|line| line.gap > 0).last();
    let any = starts().last().filter(|_| survey.wrap.is_none());
    let limit = apart.or(any).map_or(0, |line| from + line.start);
    (source, limit)
}

#[cfg(test)]
mod tests;
