//! Takes a text apart into the blocks that stand at its top level, stretch by stretch.
//!
//! The parser keeps a tree of all that it is given, many times the size of a text that is all
//! headings. So it is given a window, and what it finds there is taken up to the last block, which
//! may go on beyond: the next window starts with that one. A block at the top level ends where the
//! next one starts, whatever follows; so windows change nothing, and a head's blocks are the whole's.
//! What a window can't know (where a reference leads, whether there is a footnote) the
//! [`Survey`] knows.

use std::cell::Cell;
use std::ops::{ControlFlow, Range};

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, RefDefs, TextMergeWithOffset};

use super::cut::Cut;
use super::gathered::{Gathered, may_have_note, misread};
use super::survey::Survey;
use crate::import::Extent;

/// How much the parser is given at once, in bytes.
const WINDOW_BYTES: usize = 64 * 1024;

/// The largest block that is parsed as one, if it can be cut, in bytes.
const UNCUT_BYTES_MAX: usize = WINDOW_BYTES;

/// The least part of a window that a cut block takes, so that no byte is parsed often.
const TAKEN_SHARE: usize = 4;

/// By how much a window grows that a single block fills.
const WINDOW_GROWTH: usize = 2;

/// Parts the footnotes that a window is told of from the window itself.
const SEPARATOR: &str = "\n<!-- -->\n\n";

/// What is read beyond `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_MATH);

/// An event of the parser, and the bytes that it is about.
pub(super) type Ranged<'w> = (Event<'w>, Range<usize>);

/// A block at the top level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'w> {
    /// What the ranges of the events are of.
    pub(super) text: &'w str,
    /// What the parser says of it, from its start to its end; at least one.
    pub(super) events: &'w [Ranged<'w>],
    /// Where its bytes stand in the source.
    pub(super) range: (usize, usize),
    /// Whether it goes on with the block before it, which was cut: its events with those.
    pub(super) goes_on: bool,
    /// Whether it goes on in the block after it.
    pub(super) is_cut: bool,
}

/// What is found in a source.
#[derive(Debug)]
pub(super) enum Found<'w> {
    /// A block at the top level.
    Block(Block<'w>),
    /// Where references with a label lead; told only while there is no survey.
    Link(&'w str, &'w str),
}

/// What is done with what is found, until it breaks.
pub(super) type Visit<'v> = dyn FnMut(Found<'_>) -> ControlFlow<()> + 'v;

/// A source to be taken apart.
#[derive(Clone, Copy)]
pub(super) struct Source<'s> {
    text: &'s str,
    extent: Extent,
    /// What is known of the rest of the text; none while it is being made.
    survey: Option<&'s Survey>,
    is_of_head: bool,
    window_bytes: usize,
    uncut_bytes_max: usize,
    options: Options,
}

impl<'s> Source<'s> {
    pub(super) fn new(text: &'s str, extent: Extent) -> Self {
        let text = match extent {
            Extent::Whole => text,
            Extent::Head => {
                let end = memchr::memrchr(b'\n', text.as_bytes()).map_or(0, |end| end + 1);
                text.get(..end).unwrap_or_default()
            }
        };
        Self {
            text,
            extent,
            survey: None,
            is_of_head: extent == Extent::Head,
            window_bytes: WINDOW_BYTES,
            uncut_bytes_max: UNCUT_BYTES_MAX,
            options: OPTIONS,
        }
    }

    /// The source with what is known of it.
    pub(super) fn with_survey(self, survey: &'s Survey) -> Self {
        let survey = Some(survey);
        Self { survey, ..self }
    }

    /// A whole part of the source.
    pub(super) fn part(self, range: (usize, usize)) -> Self {
        Self {
            text: self.text.get(range.0..range.1).unwrap_or_default(),
            extent: Extent::Whole,
            ..self
        }
    }

    /// The source from `start` on, up to `bytes` of it; what may go on after them is not told.
    pub(super) fn ahead(self, start: usize, bytes: usize) -> Self {
        let rest = self.text.get(start..).unwrap_or_default();
        if rest.len() <= bytes {
            return Self { text: rest, ..self };
        }
        let within = rest.as_bytes().get(..bytes).unwrap_or_default();
        let end = memchr::memrchr(b'\n', within).map_or(0, |end| end + 1);
        Self {
            text: rest.get(..end).unwrap_or_default(),
            extent: Extent::Head,
            ..self
        }
    }

    /// The source with windows of another size.
    pub(super) fn with_window(self, window_bytes: usize) -> Self {
        Self {
            window_bytes,
            ..self
        }
    }

    /// The source with blocks cut that are larger.
    #[cfg(test)]
    pub(super) fn with_cuts(self, uncut_bytes_max: usize) -> Self {
        Self {
            uncut_bytes_max,
            ..self
        }
    }

    /// Whether it is a part of a head, or one.
    pub(super) fn is_of_head(self) -> bool {
        self.is_of_head
    }

    pub(super) fn text(self) -> &'s str {
        self.text
    }

    /// Tells of each block that nothing further can change, in order. Of a head, these are the
    /// blocks before the first one that what follows could: with a reference to nothing known, say.
    /// It breaks where such a block or `visit` does.
    pub(super) fn visit(self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let mut at = 0;
        let mut size = self.window_bytes;
        let mut cut = None;
        while at < self.text.len() {
            let end = self.end_of_window(at, size);
            let from = cut.as_ref();
            let taken = self.window(Window { at, end, cut: from }, visit)?;
            if taken.bytes > 0 {
                at += taken.bytes;
                cut = taken.cut;
                size = self.window_bytes;
            } else if end < self.text.len() {
                size = size.saturating_mul(WINDOW_GROWTH);
            } else {
                break;
            }
        }
        ControlFlow::Continue(())
    }

    /// The end of the line that a window of `size` bytes ends in.
    fn end_of_window(self, at: usize, size: usize) -> usize {
        let from = at.saturating_add(size);
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |end| from + end + 1)
    }

    /// Visits the whole blocks of a window.
    fn window(self, window: Window<'_>, visit: &mut Visit<'_>) -> ControlFlow<(), Taken> {
        let part = self.text.get(window.at..window.end).unwrap_or_default();
        let ends = window.end == self.text.len();
        let is_final = ends && self.extent == Extent::Whole;
        let prefix = window.cut.map_or("", |cut| cut.prefix.as_str());
        let before = self.before(part, prefix);
        let shift = before.len();
        let told = shift - prefix.len();
        let joined = (shift > 0).then(|| before + part);
        let text = joined.as_deref().unwrap_or(part);
        let unknown = Cell::new(usize::MAX);
        let callback = |broken: BrokenLink<'_>| {
            let known = self
                .survey
                .and_then(|survey| survey.link(&broken.reference));
            if known.is_none() {
                unknown.set(unknown.get().min(broken.span.start));
            }
            known.map(|address| (CowStr::from(address), CowStr::from("")))
        };
        let parser = Parser::new_with_broken_link_callback(text, self.options, Some(callback));
        let mut parser = parser.into_offset_iter();
        let mut gathered = Gathered::new(text, window, shift);
        for event in TextMergeWithOffset::new(parser.by_ref()) {
            if event.1.start < told || gathered.reopens(&event) {
                continue;
            }
            gathered.go_on();
            if let Some(start) = gathered.start_of_next(&event) {
                self.block(&mut gathered, start, unknown.get(), visit)?;
                gathered.events.clear();
                gathered.goes_on = false;
            }
            gathered.push(event);
        }
        gathered.go_on();
        let mut cut = None;
        let mut taken = gathered.start;
        if is_final {
            self.block(&mut gathered, text.len(), unknown.get(), visit)?;
            taken = text.len();
        } else if !ends && taken <= shift && part.len() >= self.uncut_bytes_max {
            let from = shift + part.len() / TAKEN_SHARE;
            cut = gathered.cut(from);
            let is_bare = gathered.events.is_empty();
            let last = || last_definition(parser.reference_definitions(), from);
            let end = cut.as_ref().map(|cut| cut.at);
            let end = end.or_else(|| last().filter(|_| is_bare));
            if let Some(end) = end {
                taken = end;
                self.block(&mut gathered, taken, unknown.get(), visit)?;
            }
        }
        if self.survey.is_none() {
            tell_links(parser.reference_definitions(), taken, visit);
        }
        ControlFlow::Continue(Taken {
            bytes: taken.saturating_sub(shift),
            cut,
        })
    }

    /// What the parser reads before a window: the footnotes that it has marks of, and what opens
    /// again the block that goes on in it.
    fn before(self, part: &str, prefix: &str) -> String {
        let told = self.survey.and_then(|survey| survey.told(part));
        told.map_or_else(String::new, |told| told + SEPARATOR) + prefix
    }

    /// Visits a block that ends before `end`; breaks where what follows could change it.
    fn block(
        self,
        gathered: &mut Gathered<'_>,
        end: usize,
        unknown: usize,
        visit: &mut Visit<'_>,
    ) -> ControlFlow<()> {
        end_cut(gathered, visit)?;
        let start = gathered.start;
        if gathered.events.is_empty() {
            return ControlFlow::Continue(());
        }
        let is_open = self.is_of_head
            && self.survey.is_some()
            && (unknown < end || may_have_note(&gathered.events));
        if is_open {
            return ControlFlow::Break(());
        }
        let base = gathered.at;
        let from = base + start.saturating_sub(gathered.shift);
        let range = (from, base + end - gathered.shift);
        let misread = misread(gathered.text, &gathered.events) & self.options;
        let is_piece = gathered.goes_on || gathered.is_cut;
        if !misread.is_empty() && !is_piece {
            let plain = Self {
                options: self.options - misread,
                ..self.part(range)
            };
            return plain.visit(&mut |found| visit(found.moved_by(from)));
        }
        let block = Block {
            text: gathered.text,
            events: &gathered.events,
            range,
            goes_on: gathered.goes_on,
            is_cut: gathered.is_cut,
        };
        visit(Found::Block(block))
    }
}

/// Where the last definition starts, after `from`, of what references lead to.
fn last_definition(definitions: &RefDefs<'_>, from: usize) -> Option<usize> {
    let starts = definitions.iter().map(|(_, one)| one.span.start);
    starts.max().filter(|last| *last > from)
}

/// Tells where references lead, as far as they are defined before `end`.
fn tell_links(definitions: &RefDefs<'_>, end: usize, visit: &mut Visit<'_>) {
    for (label, definition) in definitions.iter() {
        if definition.span.start < end {
            let _ = visit(Found::Link(label, &definition.dest));
        }
    }
}

/// Ends what was open where a block was cut and is not open where it goes on.
fn end_cut(gathered: &mut Gathered<'_>, visit: &mut Visit<'_>) -> ControlFlow<()> {
    let events = std::mem::take(&mut gathered.ended);
    if events.is_empty() {
        return ControlFlow::Continue(());
    }
    visit(Found::Block(Block {
        text: gathered.text,
        events: &events,
        range: (gathered.at, gathered.at),
        goes_on: true,
        is_cut: false,
    }))
}

impl Found<'_> {
    /// The same, found in a part of a source that starts at `from`.
    fn moved_by(mut self, from: usize) -> Self {
        if let Self::Block(block) = &mut self {
            block.range = (block.range.0 + from, block.range.1 + from);
        }
        self
    }
}

/// What is given to the parser.
#[derive(Clone, Copy)]
pub(super) struct Window<'c> {
    /// Where it starts and ends in the source.
    pub(super) at: usize,
    pub(super) end: usize,
    /// How its first block goes on with one that was cut.
    pub(super) cut: Option<&'c Cut>,
}

/// How much of a window its blocks take, in bytes, and how the last of them was cut.
struct Taken {
    bytes: usize,
    cut: Option<Cut>,
}
