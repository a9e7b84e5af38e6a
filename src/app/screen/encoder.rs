//! Turns frames into what a terminal has to be sent, given what it shows.

use std::io;
use std::ops::Range;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;

use super::cells::Cells;
use super::pen::{LinkNumber, Pen, Styles};
use super::shift;
use crate::ui::Frame;

/// What a terminal shows, and how it comes to show something else.
#[derive(Debug)]
pub(super) struct Encoder {
    /// The last frame, and what of it the terminal shows.
    shown: Frame,
    cells: Cells,
    /// Where strips are painted.
    buffer: Buffer,
    styles: Styles,
    /// Whether addresses are written, too.
    has_hyperlinks: bool,
    /// Whether the terminal is to be cleared before the next frame.
    is_clearing: bool,
}

impl Encoder {
    /// For a terminal that is clear.
    pub(super) fn new((columns, rows): (u16, u16), has_hyperlinks: bool) -> Self {
        let shown = Frame::empty(columns, rows);
        let mut styles = Styles::default();
        Self {
            cells: Cells::blank(columns, rows, &mut styles),
            buffer: Buffer::empty(shown.area()),
            shown,
            styles,
            has_hyperlinks,
            is_clearing: false,
        }
    }

    /// The size, in columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        (self.buffer.area.width, self.buffer.area.height)
    }

    /// Takes a new size; the terminal is cleared and the next frame written whole.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        *self = Self {
            is_clearing: true,
            ..Self::new((columns, rows), self.has_hyperlinks)
        };
    }

    /// Appends to `output` what makes the terminal show a frame: nothing where it does already.
    pub(super) fn encode(&mut self, next: Frame, output: &mut Vec<u8>) -> io::Result<()> {
        if self.styles.are_many() {
            let (columns, rows) = self.size();
            self.resize(columns, rows);
        }
        if std::mem::take(&mut self.is_clearing) {
            queue!(output, BeginSynchronizedUpdate, Clear(ClearType::All))?;
        }
        let mut pen = Pen::new(output);
        self.write(&next, &mut pen)?;
        pen.finish(&self.styles)?;
        if !output.is_empty() {
            queue!(output, EndSynchronizedUpdate)?;
        }
        self.shown = next;
        Ok(())
    }

    fn write(&mut self, next: &Frame, pen: &mut Pen<'_>) -> io::Result<()> {
        let height = next.area().height;
        let rows_up = shift::rows_up(&self.shown, next).unwrap_or(0);
        if rows_up != 0 {
            pen.scroll(height.saturating_sub(1), rows_up)?;
            self.cells.shift(rows_up);
        }
        for row in 0..height {
            let before = shift::row_before(row, rows_up, height);
            for strip in shift::strips(next, row) {
                if shift::is_same(&self.shown, before, next, row, &strip) {
                    continue;
                }
                next.paint_strip(row, &strip, &mut self.buffer);
                let links = self.links(next, row, &strip);
                let at = (row, strip);
                self.cells
                    .write_strip(&self.buffer, at, &links, &mut self.styles, pen)?;
            }
        }
        Ok(())
    }

    /// Where each cell of a strip leads; nothing where none does.
    fn links(&mut self, next: &Frame, row: u16, strip: &Range<u16>) -> Vec<LinkNumber> {
        let led = if self.has_hyperlinks {
            next.links_in(row, strip)
        } else {
            Vec::new()
        };
        if led.iter().all(|(_, link)| link.is_none()) {
            return Vec::new();
        }
        let mut links = vec![0; strip.len()];
        for (columns, link) in led {
            let number = link.map_or(0, |link| self.styles.link(link));
            let within =
                |column: u16| usize::from(column.clamp(strip.start, strip.end) - strip.start);
            let cells = links.get_mut(within(columns.start)..within(columns.end));
            cells.unwrap_or_default().fill(number);
        }
        links
    }
}

#[cfg(test)]
mod tests;
