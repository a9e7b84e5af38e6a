//! The small pane over the page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::page;
use super::paint;
use super::theme::Theme;
use crate::document::Document;
use crate::reader::Peeked;
use crate::width;

pub(super) fn draw(peeked: &Peeked, document: &Document, theme: &Theme, buffer: &mut Buffer) {
    let Peeked { area, text, .. } = peeked;
    let blank = " ".repeat(usize::from(area.width));
    for y in area.y..area.bottom() {
        buffer.set_style(
            Rect {
                y,
                height: 1,
                ..*area
            }
            .intersection(buffer.area),
            Style::reset(),
        );
        paint::text(buffer, *area, area.x, y, &blank, Style::new());
    }
    draw_rule(peeked, theme, buffer);
    for (row, y) in peeked.rows.iter().zip(text.y..text.bottom()) {
        let place = Rect {
            y,
            height: 1,
            ..*text
        };
        page::draw_row(document, row, &[], theme, place, buffer);
    }
    for (row, y) in peeked.address.iter().zip(text.y..text.bottom()) {
        paint::text(buffer, *text, text.x, y, row, theme.link);
    }
}

fn draw_rule(peeked: &Peeked, theme: &Theme, buffer: &mut Buffer) {
    let (area, y) = (peeked.area, peeked.rule_y);
    let line = "─".repeat(usize::from(area.width));
    paint::text(buffer, area, area.x, y, &line, theme.quiet);
    let room = area.width.saturating_sub(4);
    let title = width::ellipsis(&peeked.title, usize::from(room));
    let x = area.x.saturating_add(1);
    paint::text(buffer, area, x, y, &format!(" {title} "), theme.message);
}
