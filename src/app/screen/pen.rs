//! Writes cells to the terminal: cursor moves, styles and symbols, and no more of them than it takes.

use std::io;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Attributes, Colors, SetAttribute, SetAttributes, SetColors};
use crossterm::terminal::BeginSynchronizedUpdate;
use ratatui::backend::{Backend, CrosstermBackend, IntoCrossterm};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::hyperlink;
use crate::ui::Hyperlink;

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

/// The most styles that are kept by number: where addresses make more, the screen is written anew.
const STYLES_MAX: usize = 4096;

/// A style as the screen knows it: a small number.
pub(super) type StyleNumber = u32;

/// Where a cell leads, as the screen knows it; 0 is nowhere.
pub(super) type LinkNumber = u32;

/// Gives each style that was painted a number of its own, and each address.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: Vec<Known>,
    /// The sequences that begin a link; the first one's number is 1.
    links: Vec<String>,
}

/// A style, and the control sequences that make it whatever the style before was.
#[derive(Debug)]
struct Known {
    look: (u64, Modifier, LinkNumber),
    sequences: Vec<u8>,
}

impl Styles {
    /// The number of a cell's style, which is likely to be `last`.
    pub(super) fn number(
        &mut self,
        cell: &Cell,
        link: LinkNumber,
        last: StyleNumber,
    ) -> StyleNumber {
        let colours = code(cell.fg) << 32 | code(cell.bg);
        let look = (colours, cell.modifier, link);
        let is = |known: &Known| known.look == look;
        if self.known.get(last as usize).is_some_and(is) {
            return last;
        }
        let number = self.known.iter().position(is).unwrap_or_else(|| {
            self.known.push(Known {
                look,
                // Nothing fails that is written to memory.
                sequences: sequences(cell).unwrap_or_default(),
            });
            self.known.len() - 1
        });
        number as StyleNumber
    }

    /// The number of an address; 0 where it can't be written.
    pub(super) fn link(&mut self, link: &Hyperlink) -> LinkNumber {
        let Some(start) = hyperlink::start(link) else {
            return 0;
        };
        let found = self.links.iter().position(|known| *known == start);
        let idx = found.unwrap_or_else(|| {
            self.links.push(start);
            self.links.len() - 1
        });
        idx as LinkNumber + 1
    }

    /// Whether there are more of them than are worth keeping.
    pub(super) fn are_many(&self) -> bool {
        self.known.len() > STYLES_MAX
    }
}

/// A number for a colour, which is compared faster.
fn code(colour: Color) -> u64 {
    match colour {
        Color::Reset => 0,
        Color::Rgb(red, green, blue) => u64::from(u32::from_be_bytes([2, red, green, blue])),
        Color::Indexed(idx) => 1 << 24 | u64::from(idx),
        Color::Black => 1,
        Color::Red => 2,
        Color::Green => 3,
        Color::Yellow => 4,
        Color::Blue => 5,
        Color::Magenta => 6,
        Color::Cyan => 7,
        Color::Gray => 8,
        Color::DarkGray => 9,
        Color::LightRed => 10,
        Color::LightGreen => 11,
        Color::LightYellow => 12,
        Color::LightBlue => 13,
        Color::LightMagenta => 14,
        Color::LightCyan => 15,
        Color::White => 16,
    }
}

fn sequences(cell: &Cell) -> io::Result<Vec<u8>> {
    let mut sequences = Vec::new();
    let mut attributes = Attributes::default();
    for (one, attribute) in ATTRIBUTES {
        if cell.modifier.contains(one) {
            attributes.set(attribute);
        }
    }
    let colour = |colour: Color| (colour != Color::Reset).then(|| colour.into_crossterm());
    let colours = Colors {
        foreground: colour(cell.fg),
        background: colour(cell.bg),
    };
    queue!(
        sequences,
        SetAttribute(Attribute::Reset),
        SetAttributes(attributes),
        SetColors(colours)
    )?;
    Ok(sequences)
}

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

    /// Writes a symbol.
    pub(super) fn write(
        &mut self,
        (column, row): (u16, u16),
        style: StyleNumber,
        symbol: &str,
        styles: &Styles,
    ) -> io::Result<()> {
        self.begin()?;
        if self.at != Some((column, row)) {
            queue!(self.output, MoveTo(column, row))?;
        }
        if self.style != Some(style)
            && let Some(known) = styles.known.get(style as usize)
        {
            self.lead(known.look.2, styles);
            self.output.extend_from_slice(&known.sequences);
            self.style = Some(style);
        }
        self.output.extend_from_slice(symbol.as_bytes());
        self.at = Some((column + 1, row));
        Ok(())
    }

    /// Writes where the next symbols lead.
    fn lead(&mut self, link: LinkNumber, styles: &Styles) {
        if link == self.link {
            return;
        }
        let start = (link as usize)
            .checked_sub(1)
            .and_then(|idx| styles.links.get(idx));
        let sequence = start.map_or(hyperlink::END, String::as_str);
        self.output.extend_from_slice(sequence.as_bytes());
        self.link = link;
    }

    fn begin(&mut self) -> io::Result<()> {
        if self.output.is_empty() {
            queue!(self.output, BeginSynchronizedUpdate)?;
        }
        Ok(())
    }

    /// Leaves the terminal's own style.
    pub(super) fn finish(mut self, styles: &Styles) -> io::Result<()> {
        self.lead(0, styles);
        if self.style.is_some() {
            queue!(self.output, SetAttribute(Attribute::Reset))?;
        }
        Ok(())
    }
}
