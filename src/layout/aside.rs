//! The rows of a text that was set aside: they own nothing of the document's.

use super::stop::Stop;
use super::{AsidePlace, Form, Place, Row, Sight, Typesetting, wrap};
use crate::document::{Document, Offset, SetAside};

/// What stands before each row, where there is room for more.
const BAR: &str = "┊ ";

/// Below this many columns there is no bar.
const BAR_COLUMNS_MIN: u16 = 8;

/// The rows of what was set aside: its reason, its text, and an empty row after the last of them.
pub(super) fn aside_rows(
    document: &Document,
    sight: Sight,
    idx: usize,
    before: Offset,
    typesetting: Typesetting,
) -> Vec<Row> {
    #[cfg(test)]
    super::work::count();
    let text = document.set_aside().get(idx).map(shown).unwrap_or_default();
    let width = typesetting.width_columns.max(1);
    let bar = if width < BAR_COLUMNS_MIN { "" } else { BAR };
    let room = usize::from(width) - crate::width::columns(bar);
    let block = document.block_at(before);
    let row = |at: usize, form: Form, prefix: String| Row {
        block,
        range: before..before,
        place: Place {
            at: before,
            aside: Some(AsidePlace {
                idx: u32::try_from(idx).unwrap_or(u32::MAX),
                at: u32::try_from(at).unwrap_or(u32::MAX),
            }),
            skip: 0,
        },
        form,
        prefix,
        pieces: Vec::new(),
        ellipsis: None,
    };
    let mut rows = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let breaks = wrap::words(paragraph, room);
        let ends = breaks.iter().skip(1).copied().chain([paragraph.len()]);
        for (from, to) in breaks.iter().zip(ends) {
            let words = paragraph.get(*from..to).unwrap_or_default();
            let words = words.trim_end_matches(' ');
            rows.push(row(start + from, Form::Aside, format!("{bar}{words}")));
        }
        start += paragraph.len() + 1;
    }
    let stop = Stop::Aside { idx, before };
    let is_last = !matches!(sight.next_stop(document, &stop), Some(Stop::Aside { .. }));
    if is_last && before < document.end() {
        rows.push(row(start, Form::Gap, String::new()));
    }
    rows
}

/// The text with its reason before it.
fn shown(aside: &SetAside) -> String {
    format!("{}: {}", aside.reason.words(), aside.text)
}
