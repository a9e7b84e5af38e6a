//! Paints a reader into a buffer of cells: a pure function of reader, theme and what is typed.
//!
//! It mutates nothing but the buffer and decides nothing; a frame costs what the screen shows.

mod hyperlink;
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

pub use hyperlink::Hyperlink;
pub use theme::{Background, Colours, Theme};
pub use typing::Typing;

use ratatui::buffer::Buffer;

use crate::reader::Reader;

/// Paints the whole screen; returns where it leads elsewhere, which cells can't tell.
pub fn draw(
    reader: &Reader,
    typing: &Typing,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Vec<Hyperlink> {
    let panes = reader.panes();
    let look = reader.look();
    let document = reader.view().document();
    let mut links = Vec::new();
    if !panes.page.intersection(buffer.area).is_empty() {
        page::draw(reader, &look, theme, panes, buffer);
        links = hyperlink::of_rows(document, &look.rows, panes.text);
    }
    if !panes.pinned.is_empty() {
        pinned::draw(reader, theme, panes, &mut links, buffer);
    }
    if !panes.outline.is_empty() {
        outline::draw(reader, &look, theme, panes, buffer);
    }
    if let Some(palette) = reader.palette() {
        palette::draw(palette, theme, panes, buffer);
    }
    if let Some(peeked) = reader.peeked() {
        peek::draw(&peeked, document, theme, buffer);
        hyperlink::cover(&mut links, peeked.area);
        links.extend(hyperlink::of_rows(document, &peeked.rows, peeked.text));
    }
    status::draw(reader, &look, typing, theme, panes.status, buffer);
    typing::draw(typing, theme, panes, buffer);
    if !typing.next.is_empty() {
        // Its list stands over the page.
        links.clear();
    }
    links
}
