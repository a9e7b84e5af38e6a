//! The passages that are pinned above the page or beside its text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::hyperlink::{self, Hyperlink};
use super::page;
use super::paint;
use super::theme::Theme;
use crate::reader::{Panes, Reader};

/// What the margin shows where a pinned passage starts.
const PIN: &str = "◆";

pub(super) fn draw(
    reader: &Reader,
    theme: &Theme,
    panes: Panes,
    links: &mut Vec<Hyperlink>,
    buffer: &mut Buffer,
) {
    let document = reader.view().document();
    let area = panes.pinned;
    let mut y = area.y;
    for passage in reader.pinned(panes) {
        let rest = Rect { y, ..area };
        links.extend(hyperlink::of_rows(document, &passage, rest));
        for (idx, row) in passage.iter().enumerate() {
            let at = Rect {
                y,
                height: 1,
                ..area
            };
            page::draw_row(document, row, &[], theme, at, buffer);
            if idx == 0 {
                draw_pin(theme, panes, y, buffer);
            }
            y += 1;
        }
    }
    draw_rule(theme, panes.pinned_rule, buffer);
}

fn draw_pin(theme: &Theme, panes: Panes, y: u16, buffer: &mut Buffer) {
    let area = panes.pinned;
    let x = area.x.saturating_sub(2).max(panes.page.x);
    let margin = Rect {
        x,
        width: area.x - x,
        ..area
    };
    paint::text(buffer, margin, x, y, PIN, theme.accent);
}

fn draw_rule(theme: &Theme, rule: Rect, buffer: &mut Buffer) {
    let sign = if rule.width == 1 { "│" } else { "─" };
    let row = sign.repeat(usize::from(rule.width));
    for y in rule.y..rule.bottom() {
        paint::text(buffer, rule, rule.x, y, &row, theme.quiet);
    }
}
