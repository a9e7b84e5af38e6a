//! The terminal: taken over, painted, given back.
//!
//! A frame is painted into a buffer of cells and only cells that differ from the last frame are
//! written, in one write, between the marks of a synchronised update (DEC private mode 2026;
//! terminals without it ignore the marks). A frame that is the last one moved by a row or a few is
//! moved by the terminal first.

mod cells;
mod hyperlink;
mod shift;

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use cells::{Cells, Styles};
use hyperlink::Hyperlinks;

use crate::ui::Hyperlink;

/// Reports of buttons and wheel, in SGR coordinates; not of every motion of the pointer, which
/// would wake the program for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal, while the program has it.
#[derive(Debug)]
pub(super) struct Screen {
    shown: Frame,
    next: Frame,
    styles: Styles,
    /// Whether addresses are written, too.
    has_hyperlinks: bool,
    output: Vec<u8>,
}

/// A frame, and its cells as numbers.
#[derive(Clone, Debug)]
struct Frame {
    buffer: Buffer,
    cells: Cells,
}

impl Frame {
    fn empty(columns: u16, rows: u16, styles: &mut Styles) -> Self {
        let buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let mut cells = Cells::default();
        cells.read(&buffer, styles);
        Self { buffer, cells }
    }
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        let (columns, rows) = told_size()?;
        let mut styles = Styles::default();
        let empty = Frame::empty(columns, rows, &mut styles);
        Ok(Self {
            shown: empty.clone(),
            next: empty,
            styles,
            has_hyperlinks: hyperlink::are_known(|name| std::env::var(name).ok()),
            output: Vec::new(),
        })
    }

    /// The size, in columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        (self.shown.buffer.area.width, self.shown.buffer.area.height)
    }

    /// Takes a new size; the next frame is painted whole.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        let empty = Frame::empty(columns, rows, &mut self.styles);
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

    /// Puts a text on the terminal's clipboard, where it has one (OSC 52).
    pub(super) fn copy(text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Paints a frame: what `draw` puts into the buffer, where it differs from what shows. What it
    /// returns leads somewhere.
    pub(super) fn paint(
        &mut self,
        draw: impl FnOnce(&mut Buffer) -> Vec<Hyperlink>,
    ) -> io::Result<()> {
        self.next.buffer.reset();
        let mut links = draw(&mut self.next.buffer);
        if !self.has_hyperlinks {
            links.clear();
        }
        let links = Hyperlinks::new(links);
        self.next.cells.read(&self.next.buffer, &mut self.styles);
        links.mark(&mut self.next.cells);
        let is_narrow = self.shown.cells.are_narrow(&self.next.cells);
        let shift = shift::rows_up(&self.shown.cells, &self.next.cells);
        if let Some(rows) = shift {
            let blank = cells::blank(&mut self.styles);
            self.shown.cells.shift(rows, blank);
            if !is_narrow {
                shift::apply(&mut self.shown.buffer, rows);
            }
        }
        if !is_narrow {
            let (shown, next) = (&mut self.shown, &self.next);
            hyperlink::unsettle(
                (&mut shown.buffer, &shown.cells),
                (&next.buffer, &next.cells),
            );
        }
        let (shown, next) = (&self.shown, &self.next.buffer);
        let changes: Vec<(u16, u16, &Cell)> = if is_narrow {
            let changes = shown.cells.changes(&self.next.cells);
            changes
                .into_iter()
                .filter_map(|(x, y)| Some((x, y, next.cell((x, y))?)))
                .collect()
        } else {
            shown.buffer.diff(next)
        };
        if self.output.is_empty() && (shift.is_some() || !changes.is_empty()) {
            queue!(self.output, BeginSynchronizedUpdate)?;
        }
        let mut backend = CrosstermBackend::new(&mut self.output);
        let body = 0..next.area.height.saturating_sub(1);
        match shift {
            Some(rows) if rows > 0 => backend.scroll_region_up(body, rows.unsigned_abs() as u16)?,
            Some(rows) => backend.scroll_region_down(body, rows.unsigned_abs() as u16)?,
            None => {}
        }
        links.write(&changes, &mut self.output)?;
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
