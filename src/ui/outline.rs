//! The outline's pane.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::frame::Frame;
use super::theme::Theme;
use crate::document::{self, Document, Landmark};
use crate::reader::{Entry, Item, Look, Pane, Panes, Read, Reader, range_of};
use crate::width;

/// Columns that an entry is indented by for each level.
const INDENT_COLUMNS: u16 = 2;

pub(super) fn draw(reader: &Reader, look: &Look, theme: &Theme, panes: Panes, frame: &mut Frame) {
    let area = panes.outline;
    let view = reader.view();
    let document = view.document();
    let lit = reader.lit(look);
    let cursor = (reader.focus() == Pane::Outline).then(|| view.outline().cursor());
    let items = view.outline().items(document, area.height);
    // A column of its own for what has been read, from when anything has.
    let sign_columns = u16::from(!view.coverage().stretches().is_empty());
    for (item, y) in items.iter().zip(area.y..area.bottom()) {
        let style = if item.entry == lit {
            theme.accent
        } else {
            style_of(*item)
        };
        draw_item(
            reader,
            *item,
            style,
            theme,
            Rect {
                y,
                height: 1,
                width: area.width.saturating_sub(sign_columns),
                ..area
            },
            frame,
        );
        let read = view.coverage().of(&range_of(document, item.entry));
        let x = area.right().saturating_sub(1);
        frame.text(area, x, y, sign_of(read), theme.quiet);
        if Some(item.entry) == cursor {
            frame.tint(area, y, theme.cursor);
        }
        if item.entry == lit {
            frame.text(area, area.x, y, "▌", theme.accent);
        }
    }
    for y in panes.divider.y..panes.divider.bottom() {
        frame.text(panes.divider, panes.divider.x, y, "│", theme.quiet);
    }
}

/// What stands right of an entry for how much of it has been read: a shape, not a colour.
fn sign_of(read: Read) -> &'static str {
    match read {
        Read::Not => " ",
        Read::Partly => "◐",
        Read::Wholly => "✓",
    }
}

fn style_of(item: Item) -> Style {
    match item.entry {
        Entry::Start => Style::new().add_modifier(Modifier::BOLD),
        _ => Style::new(),
    }
}

fn draw_item(
    reader: &Reader,
    item: Item,
    style: Style,
    theme: &Theme,
    row: Rect,
    frame: &mut Frame,
) {
    let room = Rect {
        x: row.x + 1,
        width: row.width.saturating_sub(2),
        ..row
    };
    let indent = (u16::from(item.depth) * INDENT_COLUMNS).min(room.width / 3);
    let sign = match (item.entry, item.unfolded) {
        (Entry::Point(_) | Entry::Takeaway(_), _) => "· ",
        (_, Some(true)) => "▾ ",
        (_, Some(false)) => "▸ ",
        (_, None) => "  ",
    };
    let count = match reader.hits_of(item) {
        Some(hits) => (hits > 0).then(|| (format!(" ·{hits}"), theme.accent)),
        None => (item.count > 0).then(|| (format!(" {}", item.count), theme.quiet)),
    };
    let (count, count_style) = count.unwrap_or_default();
    let x = frame.text(room, room.x + indent, row.y, sign, theme.quiet);
    let end = frame.text_right(room, row.y, &count, count_style);
    let columns = usize::from(end.saturating_sub(x));
    let label = label(reader.view().document(), item.entry, columns);
    let label = width::ellipsis(&label, columns);
    frame.text(
        Rect {
            width: end - room.x,
            ..room
        },
        x,
        row.y,
        &label,
        style,
    );
}

fn label(document: &Document, entry: Entry, columns: usize) -> Cow<'_, str> {
    let landmarks = document.landmarks();
    let clause = |kind, idx: usize| {
        let at = landmarks.of(kind).get(idx).copied().unwrap_or_default();
        let text = document.block_text(document.block_at(at));
        document::first_clause(text, columns)
    };
    match entry {
        Entry::Start => document.meta().title.as_deref().unwrap_or("Start").into(),
        Entry::Section(idx) => document.title_of(idx).into(),
        Entry::Point(idx) => clause(Landmark::Point, idx),
        Entry::Takeaways => "Takeaways".into(),
        Entry::Takeaway(idx) => clause(Landmark::Takeaway, idx),
    }
}
