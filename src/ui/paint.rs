//! Puts text into cells.

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
    let mut x = x;
    for (grapheme, columns) in width::graphemes(text) {
        let room = usize::from(area.right() - x);
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
        if x >= area.right() {
            break;
        }
    }
    x
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
