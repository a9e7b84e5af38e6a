//! Turns frames into what a terminal has to be sent, given what it shows.

use std::io;
use std::ops::Range;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};

use super::cell::Cell;
use super::cells::Cells;
use super::legend::Legend;
use super::pen::Pen;
use super::{shift, strip};
use crate::ui::Frame;

/// What a terminal shows, and how it comes to show something else.
#[derive(Debug)]
pub(super) struct Encoder {
    /// The last frame, and what of it the terminal shows.
    shown: Frame,
    cells: Cells,
    legend: Legend,
    /// The cells of a strip to come.
    next_cells: Vec<Cell>,
    /// Whether addresses are written, too.
    has_hyperlinks: bool,
    /// Whether the terminal is to be cleared before the next frame.
    is_clearing: bool,
}

impl Encoder {
    /// For a terminal that is clear.
    pub(super) fn new((columns, rows): (u16, u16), has_hyperlinks: bool) -> Self {
        Self {
            shown: Frame::empty(columns, rows),
            cells: Cells::blank(columns, rows),
            legend: Legend::default(),
            next_cells: Vec::new(),
            has_hyperlinks,
            is_clearing: false,
        }
    }

    /// The size, in columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        (self.shown.area().width, self.shown.area().height)
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
        if self.legend.is_full() {
            let (columns, rows) = self.size();
            self.resize(columns, rows);
        }
        if std::mem::take(&mut self.is_clearing) {
            queue!(output, BeginSynchronizedUpdate, Clear(ClearType::All))?;
        }
        let mut pen = Pen::new(output);
        self.write(&next, &mut pen)?;
        pen.finish(&self.legend)?;
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
                if !shift::is_same(&self.shown, before, next, row, &strip) {
                    self.write_strip(next, row, &strip, pen)?;
                }
            }
        }
        Ok(())
    }

    fn write_strip(
        &mut self,
        next: &Frame,
        row: u16,
        strip: &Range<u16>,
        pen: &mut Pen<'_>,
    ) -> io::Result<()> {
        let Self {
            legend, next_cells, ..
        } = self;
        strip::read(next, row, strip, self.has_hyperlinks, legend, next_cells);
        let mut written = Ok(());
        self.cells.show(row, strip.start, next_cells, |stretch| {
            let column = strip.start + stretch.start as u16;
            let cells = next_cells.get(stretch).unwrap_or_default();
            if written.is_ok() {
                written = pen.write((column, row), cells, legend);
            }
        });
        written
    }
}

#[cfg(test)]
mod tests;
