//! Cuts a block that no window should have to hold: a list between items, a quotation between its
//! blocks, a paragraph between lines.
//!
//! Where it is cut depends on the block's first bytes alone, so that a head is cut as the whole is.

use pulldown_cmark::{Event, Tag};

use super::stretch::Ranged;

/// The largest block that is parsed as one, if it can be cut, in bytes.
pub(super) const UNCUT_BYTES_MAX: usize = 512 * 1024;

/// Cuts the block that events tell, which goes on after them; where it is cut, in bytes of the text.
pub(super) fn cut(events: &mut Vec<Ranged<'_>>) -> Option<usize> {
    let end = match events.first() {
        Some((Event::Start(tag @ (Tag::List(_) | Tag::BlockQuote(None) | Tag::Paragraph)), _)) => {
            tag.to_end()
        }
        _ => return None,
    };
    let idx = last_joint(events)?;
    let at = events.get(idx)?.1.start;
    events.truncate(idx);
    events.push((Event::End(end), at..at));
    Some(at)
}

/// The last event at which the first block can be cut.
fn last_joint(events: &[Ranged<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut joint = None;
    for (idx, (event, _)) in events.iter().enumerate() {
        let is_joint = depth == 1 && idx > 1;
        match (event, &events.first()?.0) {
            (Event::Start(Tag::Item), Event::Start(Tag::List(_)))
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
