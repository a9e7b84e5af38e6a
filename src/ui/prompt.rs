//! What is being typed, in the status row.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::frame::Frame;
use super::theme::Theme;
use crate::reader::{Prompt, Query};
use crate::search::Syntax;
use crate::width;

/// Columns between what is typed and what is said of it.
const GAP_COLUMNS: u16 = 2;

/// The fewest columns that what is typed gets before what is said of it gives way.
const TYPED_COLUMNS_MIN: u16 = 10;

/// Paints what is typed in `area`'s first row, and on its right what there is to say of it.
pub(super) fn draw(prompt: &Prompt, told: &str, theme: &Theme, area: Rect, frame: &mut Frame) {
    let query = prompt.query();
    let is_hint = prompt.is_of_hints();
    let (told, style) = match query.and_then(Query::invalid) {
        Some(why) => (why, theme.message),
        None => (told, theme.quiet),
    };
    let mut left = area;
    let most = area.width.saturating_sub(TYPED_COLUMNS_MIN + GAP_COLUMNS);
    let told = width::ellipsis(told, usize::from(most));
    if !told.is_empty() {
        frame.text_right(area, area.y, &told, style);
        left.width -= width::columns(&told) as u16 + GAP_COLUMNS;
    }
    let sign = match query.map(Query::syntax) {
        Some(Syntax::Literal) => "/",
        Some(Syntax::Regex) => "regex /",
        None if is_hint => "link ",
        None => "go to ",
    };
    let x = frame.text(left, left.x, area.y, sign, theme.accent);
    let room = Rect {
        x,
        width: left.right().saturating_sub(x),
        ..left
    };
    let (before, after) = prompt.line().around_cursor();
    let before = end_within(before, usize::from(room.width.saturating_sub(1)));
    let x = frame.text(room, x, area.y, before, Style::new());
    let (at_cursor, rest) = match width::graphemes(after).next() {
        Some((grapheme, _)) => after
            .split_at_checked(grapheme.len())
            .unwrap_or((after, "")),
        None => (" ", ""),
    };
    let cursor = Style::new().add_modifier(Modifier::REVERSED);
    let x = frame.text(room, x, area.y, at_cursor, cursor);
    frame.text(room, x, area.y, rest, Style::new());
}

/// The longest end of `text` that takes at most `limit` columns.
fn end_within(text: &str, limit: usize) -> &str {
    let mut over = width::columns(text).saturating_sub(limit);
    let mut start = 0;
    for (grapheme, columns) in width::graphemes(text) {
        if over == 0 {
            break;
        }
        over = over.saturating_sub(usize::from(columns));
        start += grapheme.len();
    }
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_line_shows() {
        assert_eq!(end_within("typed", 10), "typed");
        assert_eq!(end_within("typed", 3), "ped");
        assert_eq!(end_within("漢字", 3), "字");
        assert_eq!(end_within("typed", 0), "");
    }
}
