//! Cuts a block that no window should have to hold: a list between items, a quotation between its
//! blocks, a table between rows, a paragraph between lines.
//!
//! Where it is cut depends on the block's first bytes alone, so that a head is cut as the whole is.

use pulldown_cmark::{Event, Tag};

use super::stretch::Ranged;

/// The largest block that is parsed as one, if it can be cut, in bytes.
pub(super) const UNCUT_BYTES_MAX: usize = 512 * 1024;

/// How a block was cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// Where the head of a table stands in the source, which its further rows are read with; empty
    /// for other blocks.
    pub(super) head: (usize, usize),
}

/// Cuts the block that events tell, which goes on after them; where in the text its head stands.
pub(super) fn cut(text: &str, events: &mut Vec<Ranged<'_>>) -> Option<(usize, usize)> {
    let (first, range) = events.first()?;
    let Event::Start(tag @ (Tag::List(_) | Tag::BlockQuote(None) | Tag::Paragraph | Tag::Table(_))) =
        first
    else {
        return None;
    };
    let end = tag.to_end();
    let mut head = (range.start, range.start);
    if let Tag::Table(_) = tag {
        // Its names, and the row of strokes below them.
        let rows = text.get(range.start..)?.split_inclusive('\n').take(2);
        head.1 += rows.map(str::len).sum::<usize>();
    }
    let joint = last_joint(events)?;
    let at = events.get(joint)?.1.start;
    events.truncate(joint);
    events.push((Event::End(end), at..at));
    Some(head)
}

/// The last event at which the first block can be cut.
fn last_joint(events: &[Ranged<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut joint = None;
    for (idx, (event, _)) in events.iter().enumerate() {
        let is_joint = depth == 1 && idx > 1;
        match (event, &events.first()?.0) {
            (Event::Start(Tag::Item), Event::Start(Tag::List(_)))
            | (Event::Start(Tag::TableRow), Event::Start(Tag::Table(_)))
            | (Event::Start(_) | Event::Rule, Event::Start(Tag::BlockQuote(_)))
                if is_joint =>
            {
                joint = Some(idx);
            }
            (Event::Text(text), Event::Start(Tag::Paragraph)) if is_joint => {
                let starts_line = matches!(events.get(idx - 1), Some((Event::SoftBreak, _)));
                if starts_line && text.starts_with(char::is_alphabetic) {
                    joint = Some(idx);
                }
            }
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    joint
}
