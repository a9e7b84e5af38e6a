//! What a strip of a frame shows, cell by cell.

use std::ops::Range;

use ratatui::style::Style;

use super::cell::{Cell, StyleNumber};
use super::legend::{Legend, LinkNumber};
use crate::ui::{Frame, Ink};
use crate::width;

/// The longest grapheme that is painted whole, in bytes; a letter under a heap of marks is not.
const GRAPHEME_BYTES_MAX: usize = 64;

/// Reads the cells of a strip; `leads` tells whether they are to lead where the frame says.
pub(super) fn read(
    frame: &Frame,
    row: u16,
    strip: &Range<u16>,
    leads: bool,
    legend: &mut Legend,
    cells: &mut Vec<Cell>,
) {
    cells.clear();
    cells.resize(strip.len(), Cell::BLANK);
    let mut has_wide = false;
    for run in frame.runs_in(row, strip.clone()) {
        let within = |column: u16| usize::from(column.clamp(strip.start, strip.end) - strip.start);
        let columns = within(run.columns.start)..within(run.columns.end);
        let cells = cells.get_mut(columns).unwrap_or_default();
        match run.ink {
            Ink::Text(text, link) => {
                let link = link.filter(|_| leads).map_or(0, |link| legend.link(link));
                has_wide |= Brush::new(run.style, Some(link)).write(text, cells, legend);
            }
            Ink::Tint => Brush::new(run.style, None).tint(cells, legend),
            Ink::Blank => cells.fill(Cell::BLANK),
        }
    }
    if has_wide {
        cover(cells);
    }
}

/// Marks what wide symbols cover.
fn cover(cells: &mut [Cell]) {
    let mut covered = 0;
    for cell in cells {
        if covered > 0 {
            covered -= 1;
            *cell = Cell::COVERED;
        } else {
            covered = cell.columns().saturating_sub(1);
        }
    }
}

/// What paints cells in one way, over whatever they showed.
struct Brush {
    style: Style,
    link: Option<LinkNumber>,
    /// The last cell's style before, which none has at first, and after.
    last: (StyleNumber, StyleNumber),
}

impl Brush {
    fn new(style: Style, link: Option<LinkNumber>) -> Self {
        Self {
            style,
            link,
            last: (StyleNumber::MAX, 0),
        }
    }

    /// The style of a cell once it is painted.
    #[inline]
    fn over(&mut self, cell: Cell, legend: &mut Legend) -> StyleNumber {
        let before = cell.style();
        if self.last.0 != before {
            self.last = (before, legend.over(before, self.style, self.link));
        }
        self.last.1
    }

    fn tint(&mut self, cells: &mut [Cell], legend: &mut Legend) {
        for cell in cells {
            *cell = cell.styled(self.over(*cell, legend));
        }
    }

    /// Writes a text as far as there is room; whether a symbol in it is wide.
    fn write(&mut self, text: &str, cells: &mut [Cell], legend: &mut Legend) -> bool {
        let (start, rest) = text.split_at(width::plain_start(text));
        for (cell, byte) in cells.iter_mut().zip(start.bytes()) {
            *cell = Cell::ascii(byte, self.over(*cell, legend));
        }
        let mut has_wide = false;
        let mut at = start.len();
        for (grapheme, columns) in width::graphemes(rest) {
            let (grapheme, columns) = bounded(grapheme, columns);
            if columns == 0 {
                continue;
            }
            let place = cells.get_mut(at..at + usize::from(columns));
            let Some((cell, covered)) = place.and_then(<[Cell]>::split_first_mut) else {
                break;
            };
            *cell = Cell::grapheme(grapheme, columns, self.over(*cell, legend), legend);
            covered.fill(Cell::BLANK);
            has_wide |= columns > 1;
            at += usize::from(columns);
        }
        has_wide
    }
}

/// As much of a grapheme as is painted, and its columns.
fn bounded(grapheme: &str, columns: u16) -> (&str, u16) {
    if grapheme.len() <= GRAPHEME_BYTES_MAX {
        return (grapheme, columns);
    }
    let end = grapheme.floor_char_boundary(GRAPHEME_BYTES_MAX);
    let start = grapheme.split_at(end).0;
    let columns = width::graphemes(start)
        .next()
        .map_or(0, |(_, columns)| columns);
    (start, columns)
}
