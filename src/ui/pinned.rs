//! The passages that are pinned above the page or beside its text.

use ratatui::layout::Rect;

use super::frame::Frame;
use super::page;
use super::theme::Theme;
use crate::reader::{Panes, Reader};

/// What the margin shows where a pinned passage starts.
const PIN: &str = "◆";

pub(super) fn draw(reader: &Reader, theme: &Theme, panes: Panes, frame: &mut Frame) {
    let document = reader.view().document();
    let area = panes.pinned;
    let mut y = area.y;
    for passage in reader.pinned(panes) {
        for (idx, row) in passage.iter().enumerate() {
            let at = Rect {
                y,
                height: 1,
                ..area
            };
            page::draw_row(document, row, &[], theme, at, frame);
            if idx == 0 {
                draw_pin(theme, panes, y, frame);
            }
            y += 1;
        }
    }
    draw_rule(theme, panes.pinned_rule, frame);
}

fn draw_pin(theme: &Theme, panes: Panes, y: u16, frame: &mut Frame) {
    let area = panes.pinned;
    let x = area.x.saturating_sub(2).max(panes.page.x);
    let margin = Rect {
        x,
        width: area.x - x,
        ..area
    };
    frame.text(margin, x, y, PIN, theme.accent);
}

fn draw_rule(theme: &Theme, rule: Rect, frame: &mut Frame) {
    let sign = if rule.width == 1 { "│" } else { "─" };
    let row = sign.repeat(usize::from(rule.width));
    for y in rule.y..rule.bottom() {
        frame.text(rule, rule.x, y, &row, theme.quiet);
    }
}
