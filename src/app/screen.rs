//! The terminal: taken over, painted, given back.
//!
//! Of a frame only the strips that differ from the last one are read cell by cell, and only cells
//! that differ are written, in one write, between the marks of a synchronised update (DEC
//! private mode 2026; terminals without it ignore the marks). A frame that is the last one moved by a
//! row or a few is moved by the terminal first.

mod cell;
mod cells;
mod encoder;
mod hyperlink;
mod legend;
mod pen;
mod shift;
mod strip;

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use encoder::Encoder;

use crate::ui::Frame;

/// Reports of buttons and wheel, in SGR coordinates; not of every motion of the pointer, which
/// would wake the program for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal, while the program has it.
#[derive(Debug)]
pub(super) struct Screen {
    encoder: Encoder,
    output: Vec<u8>,
    is_paused: bool,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        let has_hyperlinks = hyperlink::are_known(|name| std::env::var(name).ok());
        Ok(Self {
            encoder: Encoder::new(told_size()?, has_hyperlinks),
            output: Vec::new(),
            is_paused: false,
        })
    }

    /// The size, in columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        self.encoder.size()
    }

    /// Takes a new size; the next frame is painted whole.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.encoder.resize(columns, rows);
    }

    /// Takes the size that the terminal has; the next frame is painted whole.
    pub(super) fn fit(&mut self) -> io::Result<()> {
        let (columns, rows) = told_size()?;
        self.resize(columns, rows);
        Ok(())
    }

    /// Makes the next frame be painted whole.
    pub(super) fn repaint(&mut self) {
        let (columns, rows) = self.size();
        self.resize(columns, rows);
    }

    /// Gives the terminal back for a while; [`Self::resume`] takes it over again.
    pub(super) fn pause(&mut self) {
        restore();
        self.is_paused = true;
    }

    /// Takes the terminal over again, in whatever size it has by then.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        take()?;
        self.is_paused = false;
        self.fit()
    }

    /// Puts a text on the terminal's clipboard, where it has one (OSC 52).
    pub(super) fn copy(text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Shows a frame, in one write.
    pub(super) fn paint(&mut self, next: Frame) -> io::Result<()> {
        self.output.clear();
        self.encoder.encode(next, &mut self.output)?;
        if self.output.is_empty() {
            return Ok(());
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(&self.output)?;
        stdout.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if !self.is_paused {
            restore();
        }
    }
}

/// The terminal's size; one that does not know it has the size that terminals had.
fn told_size() -> io::Result<(u16, u16)> {
    let (columns, rows) = crossterm::terminal::size()?;
    let or = |cells, otherwise| if cells == 0 { otherwise } else { cells };
    Ok((or(columns, 80), or(rows, 24)))
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        Hide,
        EnableBracketedPaste,
        Print(MOUSE_ON),
        Clear(ClearType::All)
    )
}

/// Gives the terminal back as it was.
///
/// A terminal that is gone takes nothing; then there is nobody to tell either.
pub(super) fn restore() {
    let _ = execute!(
        io::stdout(),
        Print(MOUSE_OFF),
        DisableBracketedPaste,
        Show,
        LeaveAlternateScreen
    );
    let _ = disable_raw_mode();
}
