//! Puts text into cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::width;

/// The longest grapheme that is painted whole, in bytes; a letter under a heap of marks is not.
const GRAPHEME_BYTES_MAX: usize = 64;

/// Paints `text` from `x` on within `area`'s row `y`; the column after it.
pub(super) fn text(
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    y: u16,
    text: &str,
    style: Style,
) -> u16 {
    let area = area.intersection(buffer.area);
    if x < area.x || x >= area.right() || y < area.y || y >= area.bottom() {
        return x;
    }
    let room = usize::from(area.right() - x);
    buffer.set_stringn(x, y, bounded(text), room, style).0
}

/// Paints `text` so that it ends at the right of `area`'s row `y`; the column where it starts.
pub(super) fn text_right(
    buffer: &mut Buffer,
    area: Rect,
    y: u16,
    string: &str,
    style: Style,
) -> u16 {
    let columns = u16::try_from(width::columns(string)).unwrap_or(u16::MAX);
    let x = area.right().saturating_sub(columns).max(area.x);
    text(buffer, area, x, y, string, style);
    x
}

/// Gives a whole row of `area` a style.
pub(super) fn row_style(buffer: &mut Buffer, area: Rect, y: u16, style: Style) {
    let row = Rect {
        y,
        height: 1,
        ..area
    };
    buffer.set_style(row.intersection(buffer.area), style);
}

fn bounded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || width::graphemes(text).all(|(one, _)| one.len() <= GRAPHEME_BYTES_MAX) {
        return text.into();
    }
    let shorten = |(one, _): (&str, u16)| {
        let end = if one.len() > GRAPHEME_BYTES_MAX {
            one.floor_char_boundary(GRAPHEME_BYTES_MAX)
        } else {
            one.len()
        };
        one.split_at(end).0.to_owned()
    };
    width::graphemes(text)
        .map(shorten)
        .collect::<String>()
        .into()
}
