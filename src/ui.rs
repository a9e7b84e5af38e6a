//! Paints a reader into a buffer of cells: a pure function of reader, theme and what is typed.
//!
//! It mutates nothing but the buffer and decides nothing; a frame costs what the screen shows.

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
mod tests;

pub use theme::{Background, Colours, Theme};
pub use typing::Typing;

use ratatui::buffer::Buffer;

use crate::reader::Reader;

/// Paints the whole screen.
pub fn draw(reader: &Reader, typing: &Typing, theme: &Theme, buffer: &mut Buffer) {
    let panes = reader.panes();
    let look = reader.look();
    if !panes.page.intersection(buffer.area).is_empty() {
        page::draw(reader, &look, theme, panes, buffer);
    }
    if !panes.pinned.is_empty() {
        pinned::draw(reader, theme, panes, buffer);
    }
    if !panes.outline.is_empty() {
        outline::draw(reader, &look, theme, panes, buffer);
    }
    if let Some(palette) = reader.palette() {
        palette::draw(palette, theme, panes, buffer);
    }
    if let Some(peeked) = reader.peeked() {
        peek::draw(&peeked, reader.view().document(), theme, buffer);
    }
    status::draw(reader, &look, typing, theme, panes.status, buffer);
    typing::draw(typing, theme, panes, buffer);
}
