//! The rows of what does not show whole: the start of a stretch of text, or a row for all of it.

use std::ops::Range;

use super::prefix::Prefix;
use super::skim::{self, Shown, Sight, Skim, Unit};
use super::{Form, Row, Typesetting, own_newline, rows, wrapped};
use crate::document::{BlockIdx, Document, Kind, Lead, Offset};
use crate::width;

/// Columns that an ellipsis and the space before it take.
const ELLIPSIS_COLUMNS: u16 = 2;

/// The rows of a unit, in order: they partition its bytes.
pub(super) fn unit_rows(
    document: &Document,
    sight: Sight,
    unit: &Unit,
    typesetting: Typesetting,
) -> Vec<Row> {
    let block = document.block_at(unit.range.start);
    let width = typesetting.width_columns.max(1);
    let mut shown = match unit.shown {
        Shown::Whole => return rows(document, block, typesetting),
        Shown::Start => start(document, block, unit, typesetting),
        Shown::Hidden => {
            let note = skim::note(document, &unit.range);
            vec![hidden(document, unit.range.clone(), &note, width)]
        }
    };
    let newline = Offset(unit.range.end.0 - 1);
    let is_apart = stands_apart(document, sight, unit);
    // A row that starts at the stretch's last byte has nothing else to own.
    let is_alone = shown.iter().any(|row| row.place.at >= newline);
    if !is_apart || is_alone {
        return shown;
    }
    for row in &mut shown {
        row.range.start = row.range.start.min(newline);
        row.range.end = row.range.end.min(newline);
    }
    let last = document.block_at(newline);
    shown.push(Row {
        block: last,
        range: newline..unit.range.end,
        place: newline.into(),
        form: Form::Gap,
        prefix: Prefix::between(document, last, width),
        pieces: Vec::new(),
        ellipsis: None,
    });
    shown
}

/// Whether an empty row stands after a unit: what is hidden stands close to what it belongs to.
fn stands_apart(document: &Document, sight: Sight, unit: &Unit) -> bool {
    if unit.range.end >= document.end() {
        return false;
    }
    let next = sight.unit_at(document, unit.range.end);
    let block = document.block(document.block_at(next.range.start));
    let is_set_off = match (sight.skim, next.shown) {
        (_, Shown::Whole) => true,
        (Skim::Headings, _) | (_, Shown::Hidden) => false,
        (Skim::Points, _) => matches!(block.kind, Kind::Heading(_)),
        (Skim::Sentences | Skim::Everything, _) => true,
    };
    is_set_off && block.lead == Lead::Apart
}

/// The start of the first block of a stretch, the last row of which owns the rest.
fn start(document: &Document, block: BlockIdx, unit: &Unit, typesetting: Typesetting) -> Vec<Row> {
    let width = typesetting.width_columns.max(1);
    let kind = document.block(block).kind;
    if matches!(kind, Kind::Code | Kind::TableRow { .. } | Kind::Rule) {
        return first_row(document, block, unit, typesetting);
    }
    #[cfg(test)]
    super::work::count();
    let prefix = Prefix::new(document, block, width);
    let text = skim::start_of(document, block);
    let is_all = text.end.0 + 1 == unit.range.end.0;
    let room = if is_all {
        width
    } else {
        width.saturating_sub(ELLIPSIS_COLUMNS).max(1)
    };
    let mut shown = wrapped(document, block, document.slice(text), &prefix, room);
    if let Some(last) = shown.last_mut() {
        last.range.end = unit.range.end;
        let end = last.pieces.last().map_or(0, |piece| {
            let columns = width::columns(document.slice(piece.range.clone()));
            usize::from(piece.column) + columns + 1
        });
        let end = u16::try_from(end).unwrap_or(u16::MAX);
        last.ellipsis = Some(end).filter(|end| !is_all && *end < width);
    }
    shown
}

/// The first row of a table or of a stretch of code, and a row for the others.
fn first_row(
    document: &Document,
    block: BlockIdx,
    unit: &Unit,
    typesetting: Typesetting,
) -> Vec<Row> {
    let mut shown = rows(document, block, typesetting);
    let range = document.block_range(block);
    let gaps = shown.iter().filter(|row| row.form == Form::Gap).count();
    if gaps > 0 && shown.len() > gaps {
        shown.truncate(shown.len() - gaps);
        own_newline(&mut shown, range.end);
    }
    let rest = range.end..unit.range.end;
    if rest.start < rest.end {
        let note = skim::note_of_rows(document, &rest);
        let width = typesetting.width_columns.max(1);
        shown.push(hidden(document, rest, &note, width));
    }
    shown
}

/// The row that stands for a hidden stretch.
fn hidden(document: &Document, range: Range<Offset>, note: &str, width: u16) -> Row {
    #[cfg(test)]
    super::work::count();
    let block = document.block_at(range.start);
    let prefix = Prefix::new(document, block, width);
    let room = width.saturating_sub(prefix.columns);
    Row {
        block,
        place: range.start.into(),
        range,
        form: Form::Hidden,
        prefix: prefix.of(1).to_owned() + &width::ellipsis(note, usize::from(room)),
        pieces: Vec::new(),
        ellipsis: None,
    }
}
