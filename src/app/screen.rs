//! The terminal: taken over, painted, given back.
//!
//! Of a frame only the strips that differ from the last one are painted into a buffer of cells, and
//! only cells that differ are written, in one write, between the marks of a synchronised update (DEC
//! private mode 2026; terminals without it ignore the marks). A frame that is the last one moved by a
//! row or a few is moved by the terminal first.

mod cells;
mod hyperlink;
mod pen;
mod shift;

use std::io::{self, Write};
use std::ops::Range;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use cells::Cells;
use pen::{LinkNumber, Pen, Styles};

use crate::ui::Frame;

/// Reports of buttons and wheel, in SGR coordinates; not of every motion of the pointer, which
/// would wake the program for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal, while the program has it.
#[derive(Debug)]
pub(super) struct Screen {
    /// The last frame, and what of it the terminal shows.
    shown: Frame,
    cells: Cells,
    /// Where strips are painted.
    buffer: Buffer,
    styles: Styles,
    /// Whether addresses are written, too.
    has_hyperlinks: bool,
    output: Vec<u8>,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        let (columns, rows) = told_size()?;
        let mut styles = Styles::default();
        Ok(Self {
            shown: Frame::empty(columns, rows),
            cells: Cells::blank(columns, rows, &mut styles),
            buffer: Buffer::empty(Rect::new(0, 0, columns, rows)),
            styles,
            has_hyperlinks: hyperlink::are_known(|name| std::env::var(name).ok()),
            output: Vec::new(),
        })
    }

    /// The size, in columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        (self.buffer.area.width, self.buffer.area.height)
    }

    /// Takes a new size; the next frame is painted whole.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        self.shown = Frame::empty(columns, rows);
        self.cells = Cells::blank(columns, rows, &mut self.styles);
        self.buffer = Buffer::empty(self.shown.area());
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

    /// Paints a frame where it differs from what shows.
    pub(super) fn paint(&mut self, next: Frame) -> io::Result<()> {
        if self.styles.are_many() {
            self.styles = Styles::default();
            self.cells.forget(&mut self.styles);
            self.shown = Frame::default();
        }
        let mut output = std::mem::take(&mut self.output);
        let mut pen = Pen::new(&mut output);
        self.write(&next, &mut pen)?;
        pen.finish(&self.styles)?;
        if !output.is_empty() {
            queue!(output, EndSynchronizedUpdate)?;
            let mut stdout = io::stdout().lock();
            stdout.write_all(&output)?;
            stdout.flush()?;
            output.clear();
        }
        self.output = output;
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
            for strip in shift::strips(&self.shown, before, next, row) {
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
