//! The terminal: taken over, painted, given back.
//!
//! A frame is painted into a buffer of cells and only cells that differ from the last frame are
//! written, in one write, between the marks of a synchronised update (DEC private mode 2026;
//! terminals without it ignore the marks). A frame that is the last one moved by a row or a few is
//! moved by the terminal first.

mod shift;

use std::io::{self, Write};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Reports of buttons and wheel, in SGR coordinates; not of every motion of the pointer, which
/// would wake the program for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal, while the program has it.
#[derive(Debug)]
pub(super) struct Screen {
    shown: Buffer,
    next: Buffer,
    output: Vec<u8>,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        let (columns, rows) = told_size()?;
        let empty = Buffer::empty(Rect::new(0, 0, columns, rows));
        Ok(Self {
            shown: empty.clone(),
            next: empty,
            output: Vec::new(),
        })
    }

    /// The size, in columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        (self.shown.area.width, self.shown.area.height)
    }

    /// Takes a new size; the next frame is painted whole.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        let empty = Buffer::empty(Rect::new(0, 0, columns, rows));
        (self.shown, self.next) = (empty.clone(), empty);
        queue!(self.output, BeginSynchronizedUpdate, Clear(ClearType::All))
    }

    /// Makes the next frame be painted whole.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        let (columns, rows) = self.size();
        self.resize(columns, rows)
    }

    /// Gives the terminal back for a while; [`Self::resume`] takes it over again.
    pub(super) fn pause() {
        restore();
    }

    /// Takes the terminal over again, in whatever size it has by then.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        take()?;
        let (columns, rows) = told_size()?;
        self.resize(columns, rows)
    }

    /// Paints a frame: what `draw` puts into the buffer, where it differs from what shows.
    pub(super) fn paint(&mut self, draw: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        self.next.reset();
        draw(&mut self.next);
        let shift = shift::rows_up(&self.shown, &self.next);
        if let Some(rows) = shift {
            shift::apply(&mut self.shown, rows);
        }
        let changes = self.shown.diff(&self.next);
        if self.output.is_empty() && (shift.is_some() || !changes.is_empty()) {
            queue!(self.output, BeginSynchronizedUpdate)?;
        }
        let mut backend = CrosstermBackend::new(&mut self.output);
        let body = 0..shift::body_rows(&self.shown);
        match shift {
            Some(rows) if rows > 0 => backend.scroll_region_up(body, rows.unsigned_abs() as u16)?,
            Some(rows) => backend.scroll_region_down(body, rows.unsigned_abs() as u16)?,
            None => {}
        }
        if !changes.is_empty() {
            backend.draw(changes.into_iter())?;
        }
        if !self.output.is_empty() {
            queue!(self.output, EndSynchronizedUpdate)?;
            let mut stdout = io::stdout().lock();
            stdout.write_all(&self.output)?;
            stdout.flush()?;
            self.output.clear();
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
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
