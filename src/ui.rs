//! Draws a reader as a frame: a pure function of reader, theme and what is typed.
//!
//! It mutates nothing and decides nothing; a frame costs what the screen shows.

mod frame;
mod outline;
mod page;
mod paint;
mod palette;
mod peek;
mod pinned;
mod prompt;
mod status;
mod theme;
mod typing;

#[cfg(test)]
pub(crate) mod tests;

pub use frame::{Frame, Hyperlink, Ink, Run, Sum};
pub use theme::{Background, Colours, Theme};
pub use typing::Typing;

use ratatui::layout::Rect;

use crate::reader::Reader;

/// Draws the whole screen, of `columns` × `rows`.
pub fn draw(reader: &Reader, typing: &Typing, theme: &Theme, (columns, rows): (u16, u16)) -> Frame {
    let panes = reader.panes();
    let look = reader.look();
    let mut frame = Frame::new(Rect::new(0, 0, columns, rows), panes.page.x);
    if !panes.page.intersection(frame.area()).is_empty() {
        page::draw(reader, &look, theme, panes, &mut frame);
    }
    if !panes.pinned.is_empty() {
        pinned::draw(reader, theme, panes, &mut frame);
    }
    if !panes.outline.is_empty() {
        outline::draw(reader, &look, theme, panes, &mut frame);
    }
    if let Some(palette) = reader.palette() {
        palette::draw(palette, theme, panes, &mut frame);
    }
    if let Some(peeked) = reader.peeked() {
        peek::draw(&peeked, reader.view().document(), theme, &mut frame);
    }
    status::draw(reader, &look, typing, theme, panes.status, &mut frame);
    typing::draw(typing, theme, panes, &mut frame);
    frame.finish()
}
