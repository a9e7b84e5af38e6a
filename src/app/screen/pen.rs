//! Writes cells to the terminal: cursor moves, styles and symbols, and no more of them than it takes.

use std::io;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Attributes, Colors, SetAttribute, SetAttributes, SetColors};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Each modifier of a cell, and what it is to a terminal.
const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// Gives each style that was painted a number of its own.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Known>);

/// A style, and the control sequences that make it whatever the style before was.
#[derive(Debug)]
struct Known {
    style: (Color, Color, Modifier),
    sequences: Vec<u8>,
}

impl Styles {
    /// The number of a cell's style, which is likely to be `last`.
    pub(super) fn number(&mut self, cell: &Cell, last: u32) -> u32 {
        let style = (cell.fg, cell.bg, cell.modifier);
        if self
            .0
            .get(last as usize)
            .is_some_and(|known| known.style == style)
        {
            return last;
        }
        let found = self.0.iter().position(|known| known.style == style);
        let number = found.unwrap_or_else(|| {
            // Nothing fails that is written to memory.
            let sequences = sequences(style).unwrap_or_default();
            self.0.push(Known { style, sequences });
            self.0.len() - 1
        });
        number as u32
    }

    fn sequences(&self, number: u32) -> &[u8] {
        let known = self.0.get(number as usize);
        known.map_or(&[], |known| &known.sequences)
    }
}

fn sequences((fg, bg, modifier): (Color, Color, Modifier)) -> io::Result<Vec<u8>> {
    let mut sequences = Vec::new();
    let mut attributes = Attributes::default();
    for (one, attribute) in ATTRIBUTES {
        if modifier.contains(one) {
            attributes.set(attribute);
        }
    }
    queue!(
        sequences,
        SetAttribute(Attribute::Reset),
        SetAttributes(attributes)
    )?;
    let colors = Colors {
        foreground: Some(fg)
            .filter(|color| *color != Color::Reset)
            .map(IntoCrossterm::into_crossterm),
        background: Some(bg)
            .filter(|color| *color != Color::Reset)
            .map(IntoCrossterm::into_crossterm),
    };
    queue!(sequences, SetColors(colors))?;
    Ok(sequences)
}

/// Writes cells, each with its column, its row and the number of its style.
pub(super) fn write<'a>(
    output: &mut Vec<u8>,
    styles: &Styles,
    cells: impl Iterator<Item = (u16, u16, u32, &'a Cell)>,
) -> io::Result<()> {
    let mut next = None;
    let mut last_style = None;
    for (column, row, style, cell) in cells {
        if next != Some((column, row)) {
            queue!(output, MoveTo(column, row))?;
        }
        if last_style != Some(style) {
            output.extend_from_slice(styles.sequences(style));
            last_style = Some(style);
        }
        output.extend_from_slice(cell.symbol().as_bytes());
        next = Some((column + 1, row));
    }
    if last_style.is_some() {
        queue!(output, SetAttribute(Attribute::Reset))?;
    }
    Ok(())
}
