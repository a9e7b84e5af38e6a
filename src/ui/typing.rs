//! What is typed of a chord, and how it can go on.

use ratatui::layout::Rect;

use super::frame::Frame;
use super::theme::Theme;
use crate::reader::Panes;
use crate::width;

/// Columns between two continuations.
const GAP_COLUMNS: usize = 2;

/// Rows of the page that a list of continuations leaves free.
const FREE_ROWS: u16 = 2;

/// The number and keys typed so far, and their continuations: key and what it would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// As typed.
    pub typed: String,
    /// How it can go on.
    pub next: Vec<(String, &'static str)>,
}

/// Lists the continuations above the status row, in as many columns as fit.
pub(super) fn draw(typing: &Typing, theme: &Theme, panes: Panes, frame: &mut Frame) {
    if typing.next.is_empty() {
        return;
    }
    let screen = Rect {
        y: 0,
        height: panes.status.y,
        ..panes.status
    };
    let key_columns = typing
        .next
        .iter()
        .map(|(key, _)| width::columns(key))
        .max()
        .unwrap_or(1);
    let names = typing
        .next
        .iter()
        .map(|(_, name)| width::columns(name))
        .max()
        .unwrap_or(1);
    let cell = key_columns + 1 + names + GAP_COLUMNS;
    let room = usize::from(screen.width.saturating_sub(2));
    let columns = (room / cell).max(1);
    let rows = typing.next.len().div_ceil(columns);
    let height = u16::try_from(rows + 1).unwrap_or(u16::MAX);
    if height + FREE_ROWS > screen.height {
        draw_in_row(typing, theme, panes.status, frame);
        return;
    }
    let area = Rect {
        y: screen.bottom() - height,
        height,
        ..screen
    };
    frame.clear(area);
    let border = "─".repeat(usize::from(area.width));
    frame.text(area, area.x, area.y, &border, theme.quiet);
    for (idx, (key, name)) in typing.next.iter().enumerate() {
        let x = area.x + 1 + ((idx / rows) * cell) as u16;
        let y = area.y + 1 + (idx % rows) as u16;
        frame.text(area, x, y, key, theme.accent);
        frame.text(area, x + key_columns as u16 + 1, y, name, theme.quiet);
    }
}

/// Where there is no room for a list: the keys alone, in the status row.
fn draw_in_row(typing: &Typing, theme: &Theme, area: Rect, frame: &mut Frame) {
    let keys: Vec<&str> = typing.next.iter().map(|(key, _)| key.as_str()).collect();
    let x = area.x + 2 + width::columns(&typing.typed) as u16;
    frame.text(area, x, area.y, &keys.join(" "), theme.quiet);
}
