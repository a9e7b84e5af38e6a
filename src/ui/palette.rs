//! The list of places to go to, above the status row.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::frame::Frame;
use super::theme::Theme;
use crate::reader::{Palette, Panes};
use crate::search::{Choice, Kind};
use crate::width;

/// From this width on, in columns, the kind of a place is told in a word, too.
const WORD_COLUMNS_MIN: u16 = 50;

/// Columns between the words of a place and its kind.
const GAP_COLUMNS: u16 = 2;

pub(super) fn draw(palette: &Palette, theme: &Theme, panes: Panes, frame: &mut Frame) {
    let area = panes.list;
    let border = Rect {
        y: panes.page.bottom(),
        height: area.y.saturating_sub(panes.page.bottom()),
        ..area
    };
    let line = "─".repeat(usize::from(area.width));
    frame.text(border, border.x, border.y, &line, theme.quiet);
    for ((choice, is_selected), y) in palette.rows(area.height).zip(area.y..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        draw_choice(choice, theme, row, frame);
        if is_selected {
            frame.tint(area, y, theme.cursor);
        }
    }
}

fn draw_choice(choice: &Choice, theme: &Theme, row: Rect, frame: &mut Frame) {
    let mut room = Rect {
        x: row.x + 1,
        width: row.width.saturating_sub(2),
        ..row
    };
    if row.width >= WORD_COLUMNS_MIN {
        let end = frame.text_right(room, row.y, choice.kind.noun(), theme.quiet);
        room.width = end.saturating_sub(room.x + GAP_COLUMNS);
    }
    let sign = sign(choice.kind);
    let mut x = frame.text(room, room.x, row.y, &sign, theme.accent);
    x = x.saturating_add(1);
    let limit = usize::from(room.right().saturating_sub(x));
    let shown = width::ellipsis(&choice.words, limit);
    for (idx, (grapheme, _)) in width::graphemes(&shown).enumerate() {
        let is_typed = choice.typed.binary_search(&(idx as u32)).is_ok();
        let style = if is_typed { theme.hit } else { Style::new() };
        x = frame.text(room, x, row.y, grapheme, style);
    }
}

/// A sign of one column for a kind of place, such as stands before it in the text.
fn sign(kind: Kind) -> String {
    let sign = match kind {
        Kind::Section => '§',
        Kind::Point => '•',
        Kind::Question => '?',
        Kind::Figure => '▣',
        Kind::Table => '▦',
        Kind::Link => '→',
        Kind::Mark(letter) => letter,
        Kind::Document => '▤',
    };
    sign.to_string()
}
