//! The small pane over the page.

use ratatui::layout::Rect;

use super::frame::Frame;
use super::page;
use super::theme::Theme;
use crate::document::Document;
use crate::reader::Peeked;
use crate::width;

pub(super) fn draw(peeked: &Peeked, document: &Document, theme: &Theme, frame: &mut Frame) {
    let Peeked { area, text, .. } = peeked;
    frame.clear(*area);
    draw_rule(peeked, theme, frame);
    for (row, y) in peeked.rows.iter().zip(text.y..text.bottom()) {
        let place = Rect {
            y,
            height: 1,
            ..*text
        };
        page::draw_row(document, row, &[], theme, place, frame);
    }
    for (row, y) in peeked.address.iter().zip(text.y..text.bottom()) {
        frame.text(*text, text.x, y, row, theme.link);
    }
}

fn draw_rule(peeked: &Peeked, theme: &Theme, frame: &mut Frame) {
    let (area, y) = (peeked.area, peeked.rule_y);
    let line = "─".repeat(usize::from(area.width));
    frame.text(area, area.x, y, &line, theme.quiet);
    let room = area.width.saturating_sub(4);
    let title = width::ellipsis(&peeked.title, usize::from(room));
    let x = area.x.saturating_add(1);
    frame.text(area, x, y, &format!(" {title} "), theme.message);
}
