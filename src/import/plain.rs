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
use crate::document::{BLOCK_BYTES_MAX, Builder, Reason};

/// How far before the end of a head a paragraph's end is looked for, in bytes.
const APART_REACH_BYTES: usize = 32 * 1024;

/// Reads a plain text, or its head, into `builder`.
pub(super) fn import(text: &str, extent: Extent, builder: &mut Builder) {
    let survey = survey::survey(text);
    let Reach {
        source,
        limit,
        open_bytes,
    } = match extent {
        Extent::Whole => Reach::whole(text),
        Extent::Head => Reach::of_head(text, &survey),
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
    if open_bytes > 0 {
        builder.take_back(open_bytes);
    }
}

/// How far an import reads.
struct Reach<'a> {
    /// What is read.
    source: &'a str,
    /// Where the blocks start that are left out, in bytes of the source.
    limit: usize,
    /// How much of what is written then may not stand so in the whole, in bytes of the text.
    open_bytes: usize,
}

impl<'a> Reach<'a> {
    fn whole(source: &'a str) -> Self {
        Self {
            source,
            limit: usize::MAX,
            open_bytes: 0,
        }
    }

    /// The sound part of a head: no further than where the tail of the whole could start, and to
    /// where no paragraph is left open. Of a paragraph that never ends the blocks that it fills are
    /// sound.
    fn of_head(text: &'a str, survey: &survey::Survey) -> Self {
        let end = memchr::memrchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(0);
        let source = text.get(..end).unwrap_or_default();
        let before_tail = source.len().saturating_sub(2 * tail::TAIL_BYTES);
        let before_tail = source.floor_char_boundary(before_tail);
        let from = source.floor_char_boundary(before_tail.saturating_sub(APART_REACH_BYTES));
        let reach = source.get(from..before_tail).unwrap_or_default();
        let starts = || lines::Lines::new(reach).skip(1);
        let apart = starts().filter(|line| line.gap > 0).last();
        let any = starts().last().filter(|_| survey.wrap.is_none());
        match apart.or(any) {
            Some(line) => Self {
                source,
                limit: from + line.start,
                open_bytes: 0,
            },
            None => Self {
                source: text,
                limit: usize::MAX,
                open_bytes: 2 * (tail::TAIL_BYTES + BLOCK_BYTES_MAX),
            },
        }
    }
}

#[cfg(test)]
mod tests;
