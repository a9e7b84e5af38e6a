//! The block that is being read, event by event.

use std::mem::discriminant;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Tag, TagEnd};

use super::cut::{Cut, cut};
use super::stretch::{Ranged, Window};

/// The events of the block that is being read.
pub(super) struct Gathered<'w> {
    pub(super) text: &'w str,
    /// Where the window starts in the source.
    pub(super) at: usize,
    /// How much stands before the window in the text.
    pub(super) shift: usize,
    /// The end of the table's row that is open.
    row_end: usize,
    pub(super) events: Vec<Ranged<'w>>,
    pub(super) depth: usize,
    pub(super) goes_on: bool,
    pub(super) is_cut: bool,
    /// What was open where the block was cut that goes on here; none once it goes on.
    open: Option<Vec<TagEnd>>,
    /// What is opened again before the window.
    reopened: Vec<Ranged<'w>>,
    /// The ends of what is not.
    pub(super) ended: Vec<Ranged<'w>>,
    /// Where the block starts that is being read, or the last one was.
    pub(super) start: usize,
    /// Where the block ends before it.
    pub(super) floor: usize,
}

impl<'w> Gathered<'w> {
    pub(super) fn new(text: &'w str, window: Window<'_>, shift: usize) -> Self {
        Self {
            text,
            at: window.at,
            goes_on: window.cut.is_some(),
            is_cut: false,
            open: window.cut.map(|cut| cut.open.clone()),
            reopened: Vec::new(),
            ended: Vec::new(),
            shift,
            row_end: 0,
            events: Vec::new(),
            depth: 0,
            start: 0,
            floor: shift,
        }
    }

    /// Whether an event is of the lines that open again what was cut.
    pub(super) fn reopens(&mut self, (event, range): &Ranged<'w>) -> bool {
        if self.open.is_none() {
            return false;
        }
        match event {
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.reopened.pop();
            }
            _ if range.start >= self.shift => return false,
            Event::Start(_) => {
                self.depth += 1;
                self.reopened.push((event.clone(), range.clone()));
            }
            _ => {}
        }
        true
    }

    /// Goes on with the block that was cut: what is not open again ends, and what is open that was
    /// not begins.
    pub(super) fn go_on(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let is_same = |(open, (event, _)): &(&TagEnd, &Ranged<'_>)| {
            let Event::Start(tag) = event else {
                return false;
            };
            discriminant(*open) == discriminant(&tag.to_end())
        };
        let same = open.iter().zip(&self.reopened).take_while(is_same).count();
        self.goes_on = same > 0;
        self.events.extend(self.reopened.drain(same..));
        self.start = self.shift;
        let here = self.shift..self.shift;
        let ended = open.into_iter().skip(same).rev();
        self.ended = ended.map(|tag| (Event::End(tag), here.clone())).collect();
    }

    /// Where a new block starts, where an event starts one after another.
    pub(super) fn start_of_next(&mut self, (_, range): &Ranged<'w>) -> Option<usize> {
        let (_, first) = self.events.first().filter(|_| self.depth == 0)?;
        // Its first line is its own, even without content.
        self.floor = end_of_content(&self.events).max(first.start + 1);
        Some(start_of_block(self.text, self.floor, range.start))
    }

    pub(super) fn push(&mut self, event: Ranged<'w>) {
        if self.events.is_empty() {
            self.start = start_of_block(self.text, self.floor, event.1.start);
        }
        match event.0 {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        match event.0 {
            Event::Start(Tag::TableHead | Tag::TableRow) => self.row_end = event.1.end,
            // The parser fills up a row that lacks cells.
            Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell)
                if event.1.is_empty() && event.1.end == self.row_end =>
            {
                return;
            }
            _ => {}
        }
        self.events.push(event);
    }

    /// Cuts the block, which goes on beyond the window, after `from`.
    pub(super) fn cut(&mut self, from: usize) -> Option<Cut> {
        let cut = cut(self.text, &self.reopened, &mut self.events, from)?;
        self.is_cut = true;
        Some(cut)
    }
}

/// Where the last thing ends that is more than a container, whose end the parser may set further on.
fn end_of_content(events: &[Ranged<'_>]) -> usize {
    let is_content = |(event, _): &&Ranged<'_>| match event {
        Event::Start(tag) => !is_container(tag.to_end()),
        Event::End(tag) => !is_container(*tag),
        _ => true,
    };
    let last = events.iter().rev().find(is_content);
    last.map_or(0, |(_, range)| range.end)
}

fn is_container(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
    )
}

/// Where the line starts that a block starts on; definitions right above it belong to it, since the
/// paragraph that they take themselves out of goes on in it.
fn start_of_block(text: &str, floor: usize, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let mut start = line_start(text, at);
    let mut line = start;
    while line > floor {
        let above = line_start(text, line - 1);
        let bare = before.get(above..line).unwrap_or_default().trim_ascii();
        if above < floor || bare.is_empty() {
            break;
        }
        line = above;
        if bare.starts_with(b"[") && !bare.starts_with(b"[^") {
            start = line;
        }
    }
    start
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)
}

/// Whether there is text that a footnote further on would make a mark.
pub(super) fn may_have_note(events: &[Ranged<'_>]) -> bool {
    let mut is_code = false;
    events.iter().any(|(event, _)| match event {
        Event::Start(tag) => {
            is_code = matches!(tag, Tag::CodeBlock(_));
            false
        }
        Event::Text(text) => !is_code && text.contains("[^"),
        Event::End(_) => {
            is_code = false;
            false
        }
        _ => false,
    })
}

/// Which extensions read something into a block that is not there.
pub(super) fn misread(text: &str, events: &[Ranged<'_>]) -> Options {
    let mut misread = Options::empty();
    for (event, range) in events {
        let source = || text.get(range.start..).unwrap_or_default();
        match event {
            Event::InlineMath(_) if is_money(text, range) => misread |= Options::ENABLE_MATH,
            // ":smile:" and ":::" begin no definition.
            Event::Start(Tag::DefinitionListDefinition) if !is_definition(source()) => {
                misread |= Options::ENABLE_DEFINITION_LIST;
            }
            _ => {}
        }
    }
    misread
}

/// Whether a definition's source starts with its mark and white space.
fn is_definition(source: &str) -> bool {
    let mut chars = source.trim_start().chars();
    chars.next() == Some(':') && chars.next().is_none_or(char::is_whitespace)
}

/// Whether a formula is two prices: a letter or digit stands right outside of its signs.
fn is_money(text: &str, range: &Range<usize>) -> bool {
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let before = (text.get(..range.start)).and_then(|before| before.chars().next_back());
    after.is_some_and(char::is_alphanumeric) || before.is_some_and(char::is_alphanumeric)
}
