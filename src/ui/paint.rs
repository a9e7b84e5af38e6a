//! Puts text into cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::width;

/// The longest grapheme that is painted whole, in bytes; a letter under a heap of marks is not.
const GRAPHEME_BYTES_MAX: usize = 64;

/// Paints `text` from the left of `area`'s first row on, as far as there is room.
pub(super) fn text(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    let area = area.intersection(buffer.area);
    let (start, rest) = text.split_at(width::plain_start(text));
    let (mut x, y) = (plain(buffer, area, start, style), area.y);
    for (grapheme, columns) in width::graphemes(rest) {
        let room = usize::from(area.right().saturating_sub(x));
        if usize::from(columns) > room {
            break;
        }
        // ratatui knows what a wide or empty grapheme does to the cells around it.
        x = match buffer.cell_mut((x, y)) {
            Some(cell) if columns == 1 && grapheme.len() <= GRAPHEME_BYTES_MAX => {
                cell.set_symbol(grapheme).set_style(style);
                x + 1
            }
            _ => {
                let end = grapheme.floor_char_boundary(GRAPHEME_BYTES_MAX);
                let bounded = grapheme.split_at(end).0;
                buffer.set_stringn(x, y, bounded, room, style).0
            }
        };
    }
}

/// Paints characters that take a cell each; the column after them.
fn plain(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let room = text.len().min(usize::from(area.width));
    if room == 0 {
        return area.x;
    }
    let start = buffer.index_of(area.x, area.y);
    let cells = buffer.content.get_mut(start..start + room);
    let symbols = text.split_inclusive(|_| true);
    for (cell, symbol) in cells.unwrap_or_default().iter_mut().zip(symbols) {
        cell.set_symbol(symbol).set_style(style);
    }
    area.x + room as u16
}

/// Takes away what stands in `area`.
pub(super) fn clear(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    for y in area.y..area.bottom() {
        let start = buffer.index_of(area.x, y);
        let row = start..start + usize::from(area.width);
        let cells = buffer.content.get_mut(row).unwrap_or_default();
        cells.iter_mut().for_each(ratatui::buffer::Cell::reset);
    }
}
