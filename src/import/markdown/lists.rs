//! Lists: which stand close, and what marks their items have.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::stretch::{Block, Ranged};
use crate::document::Mark;

/// The longest item that stands close to the next, in bytes.
const CLOSE_BYTES_MAX: usize = 160;

/// A list that is being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// The number of the next item.
    pub(super) number: Option<u64>,
    /// Whether its items stand close to each other.
    pub(super) is_close: bool,
    /// Whether no item has been written.
    pub(super) is_first: bool,
}

/// The lists of a block.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Those around, outermost first.
    pub(super) open: Vec<List>,
    /// Whether those that are to come stand close, the next one last.
    close: Vec<bool>,
}

impl Lists {
    /// Looks at a block before it is written.
    pub(super) fn survey(&mut self, events: &[Ranged<'_>]) {
        self.close = close_lists(events);
        self.close.reverse();
    }

    /// Enters the next list, whose first item has a number.
    pub(super) fn enter(&mut self, number: Option<u64>) {
        self.open.push(List {
            number,
            is_close: self.close.pop().unwrap_or(true),
            is_first: true,
        });
    }

    pub(super) fn leave(&mut self) {
        self.open.pop();
    }
}

/// Whether the items of each list of a block stand close, in the order in which the lists start: as
/// the source sets them, if none is long and all are prose and lists.
fn close_lists(events: &[Ranged<'_>]) -> Vec<bool> {
    let mut lists: Vec<bool> = Vec::new();
    // The lists and items around: the list's index, and the bytes of the item so far.
    let mut around: Vec<(usize, usize)> = Vec::new();
    let mut in_item = false;
    for (event, _) in events {
        match event {
            Event::Start(Tag::List(_)) => {
                around.push((lists.len(), 0));
                lists.push(true);
            }
            Event::End(TagEnd::List(_)) => {
                around.pop();
            }
            Event::Start(Tag::Item) => {
                if let Some((_, bytes)) = around.last_mut() {
                    *bytes = 0;
                }
            }
            // What stands apart within an item parts it from the next.
            Event::Start(Tag::CodeBlock(_) | Tag::Table(_) | Tag::BlockQuote(_)) => {
                if let Some((list, _)) = around.last() {
                    lists[*list] = false;
                }
            }
            Event::Start(Tag::Paragraph) if in_item => {
                if let Some((list, _)) = around.last() {
                    lists[*list] = false;
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((list, bytes)) = around.last_mut() {
                    *bytes += text.len();
                    lists[*list] &= *bytes < CLOSE_BYTES_MAX;
                }
            }
            _ => {}
        }
        // A paragraph in a quotation or footnote says nothing of the list.
        in_item = match event {
            Event::Start(Tag::Item) => true,
            Event::Start(_) => false,
            _ => in_item,
        };
    }
    lists
}

/// The mark of the item whose start is the first of `events`.
pub(super) fn mark(block: &Block<'_>, at: usize, number: Option<u64>) -> Mark {
    let rest = block.events.get(at + 1..).unwrap_or_default();
    let mut first = rest.iter().map(|(event, _)| event);
    let mut box_ = first.next();
    if matches!(box_, Some(Event::Start(Tag::Paragraph))) {
        box_ = first.next();
    }
    if let Some(Event::TaskListMarker(done)) = box_ {
        return Mark::Task { done: *done };
    }
    let Some(number) = number else {
        return Mark::Bullet;
    };
    let source = block
        .events
        .get(at)
        .and_then(|(_, range)| block.text.get(range.clone()));
    let sign = source
        .unwrap_or_default()
        .trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
    let delimiter = if sign.starts_with(')') { ')' } else { '.' };
    Mark::Number(format!("{number}{delimiter}").into())
}
