//! Writes cells to the terminal: cursor moves, styles and symbols, and no more of them than it takes.

use std::io;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::BeginSynchronizedUpdate;
use ratatui::backend::{Backend, CrosstermBackend};

use super::cell::{Cell, StyleNumber, Symbol};
use super::legend::{Legend, LinkNumber};

/// Writes one frame.
pub(super) struct Pen<'a> {
    output: &'a mut Vec<u8>,
    /// Where the cursor stands, where that is known.
    at: Option<(u16, u16)>,
    style: Option<StyleNumber>,
    link: LinkNumber,
}

impl<'a> Pen<'a> {
    pub(super) fn new(output: &'a mut Vec<u8>) -> Self {
        Self {
            output,
            at: None,
            style: None,
            link: 0,
        }
    }

    /// Moves the first `rows` rows up by `count`, negative down.
    pub(super) fn scroll(&mut self, rows: u16, count: i32) -> io::Result<()> {
        self.begin()?;
        let mut backend = CrosstermBackend::new(&mut *self.output);
        let by = count.unsigned_abs() as u16;
        if count > 0 {
            backend.scroll_region_up(0..rows, by)
        } else {
            backend.scroll_region_down(0..rows, by)
        }
    }

    /// Writes cells that stand side by side, from a column of a row on.
    pub(super) fn write(
        &mut self,
        (column, row): (u16, u16),
        cells: &[Cell],
        legend: &Legend,
    ) -> io::Result<()> {
        self.begin()?;
        let mut at = column;
        for same in cells.chunk_by(|cell, next| cell.style() == next.style()) {
            let Some(first) = same.first().filter(|first| **first != Cell::COVERED) else {
                at += same.len() as u16;
                continue;
            };
            self.set_style(first.style(), legend);
            for cell in same {
                if self.at != Some((at, row)) {
                    queue!(self.output, MoveTo(at, row))?;
                }
                self.write_symbol(*cell, (at, row), legend)?;
                at += 1;
                self.at = Some((at, row));
            }
        }
        Ok(())
    }

    #[inline]
    fn write_symbol(&mut self, cell: Cell, at: (u16, u16), legend: &Legend) -> io::Result<()> {
        match cell.symbol(legend) {
            Symbol::One(one) if one.is_ascii() => self.output.push(one as u8),
            Symbol::One(one) => {
                let mut bytes = [0; 4];
                let symbol = one.encode_utf8(&mut bytes);
                self.output.extend_from_slice(symbol.as_bytes());
            }
            Symbol::Joined(symbol) => {
                // Terminals measure what is put together in ways of their own; where one takes
                // fewer cells, the others would keep what they showed.
                if cell.columns() > 1 {
                    let blanks = std::iter::repeat_n(b' ', cell.columns());
                    self.output.extend(blanks);
                    queue!(self.output, MoveTo(at.0, at.1))?;
                }
                self.output.extend_from_slice(symbol.as_bytes());
            }
        }
        Ok(())
    }

    fn set_style(&mut self, style: StyleNumber, legend: &Legend) {
        if self.style != Some(style) {
            self.lead(legend.link_of(style), legend);
            let sequence = legend.sequence(style).as_bytes();
            self.output.extend_from_slice(sequence);
            self.style = Some(style);
        }
    }

    /// Writes where the next symbols lead.
    fn lead(&mut self, link: LinkNumber, legend: &Legend) {
        if link != self.link {
            let sequence = legend.link_sequence(link).as_bytes();
            self.output.extend_from_slice(sequence);
            self.link = link;
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        if self.output.is_empty() {
            queue!(self.output, BeginSynchronizedUpdate)?;
        }
        Ok(())
    }

    /// Leaves the terminal's own style.
    pub(super) fn finish(mut self, legend: &Legend) -> io::Result<()> {
        self.lead(0, legend);
        if self.style.is_some() {
            queue!(self.output, SetAttribute(Attribute::Reset))?;
        }
        Ok(())
    }
}
