//! Block × width → rows, and places down and up from a place.
//!
//! Rows are a pure function of one block, the kind of the next, the width and the typesetting
//! options; there is no cache and no state. A row number never leaves the call that made it: what
//! is kept is a [`Place`]. This room knows no colour, no focus and no screen.

use std::cmp::Ordering;
use std::ops::Range;

use crate::document::{BlockIdx, Document, Kind, Lead, Offset};

mod aside;
mod prefix;
mod skim;
mod start;
mod stop;
mod table;
mod walk;
mod wrap;

#[cfg(test)]
mod tests;

pub use skim::{Sight, Skim, stretch};
pub use walk::{Flow, down, last_top, row_at, screen, up};

use prefix::Prefix;

/// From this width on, in columns, sections are set apart by two empty rows.
const WIDE_COLUMNS: u16 = 60;

/// A row of the page, told by the text it shows.
///
/// It stays valid at every width: it means the row that holds `at`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// A byte that the row owns; where what was set aside stands, the byte after it.
    pub at: Offset,
    /// Where in a text that was set aside the row starts; none on the rows of the document's own.
    pub aside: Option<AsidePlace>,
    /// How many rows that share one start come before it: further rows of a table's row.
    pub skip: u16,
}

/// A place in a text that was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsidePlace {
    /// Its index in [`Document::set_aside`].
    pub idx: u32,
    /// Bytes from its start, as it is shown.
    pub at: u32,
}

impl From<Offset> for Place {
    fn from(at: Offset) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }
}

impl Ord for Place {
    /// The order of the rows: what was set aside stands before the byte at its place.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |place: &Self| (place.at, place.aside.is_none(), place.aside, place.skip);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typesetting {
    /// The measure: the columns that a row may take, marks and indents included.
    pub width_columns: u16,
}

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The block that it is a row of.
    pub block: BlockIdx,
    /// The bytes that it owns; the rows of a block partition its bytes.
    pub range: Range<Offset>,
    /// Its place.
    pub place: Place,
    /// What kind of row it is.
    pub form: Form,
    /// What stands before its text: marks and indents, ready to paint.
    pub prefix: String,
    /// The text to paint, from the left; disjoint and inside the block.
    pub pieces: Vec<Piece>,
    /// Where an ellipsis stands for the rest of the text, in columns from the left of the measure.
    pub ellipsis: Option<u16>,
}

/// What kind of row of its block a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The first one.
    First,
    /// One further on.
    Further,
    /// A rule under a table's head.
    Rule,
    /// An empty row after the block; the first owns the block's `\n`.
    Gap,
    /// A row that says what is hidden, and owns it.
    Hidden,
    /// A row of what was set aside; it owns nothing.
    Aside,
}

/// A stretch of text on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts, in columns from the left of the measure.
    pub column: u16,
    /// The bytes to paint.
    pub range: Range<Offset>,
}

/// The rows of one block, in order: they partition its bytes.
pub fn rows(document: &Document, block: BlockIdx, typesetting: Typesetting) -> Vec<Row> {
    #[cfg(test)]
    work::count();
    let width = typesetting.width_columns.max(1);
    let prefix = Prefix::new(document, block, width);
    let mut rows = match document.block(block).kind {
        Kind::TableRow { .. } => table::rows(document, block, &prefix, width),
        Kind::Rule if is_short(document.block_text(block), &prefix, width) => {
            vec![rule(document, block, &prefix, width)]
        }
        _ => wrapped(document, block, document.block_text(block), &prefix, width),
    };
    let range = document.block_range(block);
    let newline = Offset(range.end.0 - 1);
    let gaps = gaps(document, block, width);
    // The row of a block without text has nothing else to own.
    let is_owned = gaps == 0 || newline == range.start;
    if is_owned {
        own_newline(&mut rows, range.end);
    }
    let sharing = if newline == range.start {
        rows.len() as u16
    } else {
        0
    };
    let quoted = Prefix::between(document, block, width);
    rows.extend((sharing..sharing + gaps).map(|skip| Row {
        block,
        range: if skip == 0 {
            newline..range.end
        } else {
            range.end..range.end
        },
        place: Place {
            at: newline,
            aside: None,
            skip,
        },
        form: Form::Gap,
        prefix: quoted.clone(),
        pieces: Vec::new(),
        ellipsis: None,
    }));
    rows
}

/// The row that owns the last bytes of the block's text owns its `\n`, too.
fn own_newline(rows: &mut [Row], end: Offset) {
    let last = rows
        .iter()
        .rposition(|row| row.place.skip == 0)
        .unwrap_or(0);
    for (idx, row) in rows.iter_mut().enumerate().skip(last) {
        row.range.end = end;
        if idx > last {
            row.range.start = end;
        }
    }
}

/// How many empty rows stand after a block.
fn gaps(document: &Document, block: BlockIdx, width: u16) -> u16 {
    let Some(next) = document.blocks().get(block.index() + 1) else {
        return 0;
    };
    let opens_section = matches!(next.kind, Kind::Heading(1 | 2));
    let follows_text = !matches!(document.block(block).kind, Kind::Heading(_) | Kind::Title);
    match next.lead {
        Lead::Apart if opens_section && follows_text && width >= WIDE_COLUMNS => 2,
        Lead::Apart => 1,
        _ => 0,
    }
}

/// The rows of `text`, which a block starts with.
fn wrapped(
    document: &Document,
    block: BlockIdx,
    text: &str,
    prefix: &Prefix,
    width: u16,
) -> Vec<Row> {
    let kind = document.block(block).kind;
    let room = usize::from(width.saturating_sub(prefix.columns).max(1));
    let breaks = match kind {
        Kind::Code => wrap::cells(text, room),
        _ => wrap::words(text, room),
    };
    let start = document.block(block).start;
    let at = |index: usize| Offset(start.0 + index as u32);
    let ends = breaks.iter().skip(1).copied().chain([text.len()]);
    breaks
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(idx, (from, to))| {
            let body = text.get(*from..to).unwrap_or_default();
            let painted = if kind == Kind::Code {
                body
            } else {
                body.trim_end_matches(' ')
            };
            Row {
                block,
                range: at(*from)..at(to),
                place: at(*from).into(),
                form: if idx == 0 { Form::First } else { Form::Further },
                prefix: prefix.of(idx).to_owned(),
                pieces: vec![Piece {
                    column: prefix.columns,
                    range: at(*from)..at(from + painted.len()),
                }],
                ellipsis: None,
            }
        })
        .collect()
}

fn is_short(text: &str, prefix: &Prefix, width: u16) -> bool {
    crate::width::columns(text) <= usize::from(width.saturating_sub(prefix.columns))
}

/// A rule shows its ornament, or a line over a third of the width.
fn rule(document: &Document, block: BlockIdx, prefix: &Prefix, width: u16) -> Row {
    let range = document.block_range(block);
    let text = Offset(range.end.0 - 1);
    let room = width.saturating_sub(prefix.columns);
    let ornament = document.block_text(block);
    let columns = u16::try_from(crate::width::columns(ornament)).unwrap_or(u16::MAX);
    let mut before = prefix.of(0).to_owned();
    let mut pieces = Vec::new();
    if ornament.is_empty() {
        let length = room / 3;
        before.push_str(&" ".repeat(usize::from((room - length) / 2)));
        before.push_str(&"─".repeat(usize::from(length)));
    } else {
        let column = prefix.columns + room.saturating_sub(columns) / 2;
        pieces.push(Piece {
            column,
            range: range.start..text,
        });
    }
    Row {
        block,
        range: range.start..text,
        place: range.start.into(),
        form: Form::First,
        prefix: before,
        pieces,
        ellipsis: None,
    }
}

/// Counts laid-out blocks, for the test that holds what a key may cost.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static BLOCKS: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn count() {
        BLOCKS.set(BLOCKS.get() + 1);
    }

    /// How many blocks were laid out on this thread since the last call.
    pub(crate) fn take() -> usize {
        BLOCKS.replace(0)
    }
}
