//! A frame: what a screen shows, as runs of text on its rows.
//!
//! It is made without touching a cell, and two frames are compared run by run, so that a key costs
//! the cells of what it changes. The one trick: a row is compared in two strips, outline and page,
//! since a scrolled page leaves the outline as it is, row for row.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint;
use crate::width;

/// What a stretch of a row leads to, outside the document.
///
/// The address is one that the system may be handed, clean of control characters and of any length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The same for all stretches of one link.
    pub id: u32,
    /// Where it leads.
    pub address: String,
}

/// What a screen shows.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    area: Rect,
    fold: u16,
    text: String,
    links: Vec<Hyperlink>,
    /// In the order in which they are painted.
    records: Vec<Record>,
    /// The same row by row, as indices.
    by_row: Vec<u32>,
    /// Where each row's indices start, and where the last one's end.
    rows: Vec<u32>,
    /// What finds out that rows have moved.
    sums: Vec<Sum>,
}

/// What tells whether a row has moved, without its runs: the same for rows of the same text, in
/// whatever style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The column that parts it into two strips; the first where something stands across it.
    pub fold: u16,
    /// The bytes of text in each strip: about what it takes to write it.
    pub bytes: [u32; 2],
    /// A hash of the text in each strip (XXH3).
    pub hash: [u64; 2],
}

/// A stretch of a row that is painted in one way, over what was painted before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The columns that it takes.
    pub columns: Range<u16>,
    /// The style that it gives them.
    pub style: Style,
    /// What it does to them.
    pub ink: Ink<'a>,
}

/// What a run does to its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink<'a> {
    /// Shows a text, and leads somewhere.
    Text(&'a str, Option<&'a Hyperlink>),
    /// Changes the style of what is there.
    Tint,
    /// Takes away what is there.
    Blank,
}

/// A run as a frame keeps it.
#[derive(Clone, Debug)]
struct Record {
    row: u16,
    columns: Range<u16>,
    style: Style,
    ink: Kept,
}

/// A run's ink: a part of the frame's text, and one of its links.
#[derive(Clone, Debug)]
enum Kept {
    Text(Range<u32>, Option<u32>),
    Tint,
    Blank,
}

impl Frame {
    /// A frame of nothing; `fold` is the column that parts its rows into two strips.
    pub(super) fn new(area: Rect, fold: u16) -> Self {
        Self {
            area,
            fold,
            ..Self::default()
        }
    }

    /// A frame of nothing, of `columns` × `rows`.
    pub fn empty(columns: u16, rows: u16) -> Self {
        Self::new(Rect::new(0, 0, columns, rows), 0).finish()
    }

    /// Where it stands on the screen.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Shows `text` from `x` on within `area`'s row `y`; the column after it.
    pub(super) fn text(&mut self, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
        self.show(area, (x, y), text, style, None)
    }

    /// As [`Self::text`], and leads somewhere.
    pub(super) fn linked(
        &mut self,
        area: Rect,
        (x, y): (u16, u16),
        text: &str,
        style: Style,
        link: Option<Hyperlink>,
    ) -> u16 {
        let link = link.map(|link| {
            if self.links.last() != Some(&link) {
                self.links.push(link);
            }
            self.links.len() as u32 - 1
        });
        self.show(area, (x, y), text, style, link)
    }

    fn show(
        &mut self,
        area: Rect,
        (x, y): (u16, u16),
        text: &str,
        style: Style,
        link: Option<u32>,
    ) -> u16 {
        let area = area.intersection(self.area);
        if x < area.x || x >= area.right() || y < area.y || y >= area.bottom() {
            return x;
        }
        let (shown, columns) = width::prefix(text, usize::from(area.right() - x));
        if columns == 0 {
            return x;
        }
        let end = x + columns as u16;
        let start = self.text.len() as u32;
        self.text.push_str(shown);
        let ink = Kept::Text(start..self.text.len() as u32, link);
        self.push(y, x..end, style, ink);
        end
    }

    /// Shows `text` so that it ends at the right of `area`'s row `y`; the column where it starts.
    pub(super) fn text_right(&mut self, area: Rect, y: u16, text: &str, style: Style) -> u16 {
        let columns = u16::try_from(width::columns(text)).unwrap_or(u16::MAX);
        let x = area.right().saturating_sub(columns).max(area.x);
        self.text(area, x, y, text, style);
        x
    }

    /// Gives what stands in a row of `area` a style.
    pub(super) fn tint(&mut self, area: Rect, y: u16, style: Style) {
        let row = self.row_of(area, y);
        if !row.is_empty() {
            self.push(y, row.left()..row.right(), style, Kept::Tint);
        }
    }

    /// Takes away what stands in `area`.
    pub(super) fn clear(&mut self, area: Rect) {
        for y in area.y..area.bottom() {
            let row = self.row_of(area, y);
            if !row.is_empty() {
                self.push(y, row.left()..row.right(), Style::new(), Kept::Blank);
            }
        }
    }

    fn row_of(&self, area: Rect, y: u16) -> Rect {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        row.intersection(self.area)
    }

    fn push(&mut self, row: u16, columns: Range<u16>, style: Style, ink: Kept) {
        self.records.push(Record {
            row,
            columns,
            style,
            ink,
        });
    }

    /// Puts the runs in the order of their rows.
    pub(super) fn finish(mut self) -> Self {
        self.rows = vec![0; usize::from(self.area.height) + 1];
        for record in &self.records {
            self.rows[usize::from(record.row) + 1] += 1;
        }
        for row in 1..self.rows.len() {
            self.rows[row] += self.rows[row - 1];
        }
        let mut ends = self.rows.clone();
        self.by_row = vec![0; self.records.len()];
        for (idx, record) in (0..).zip(&self.records) {
            let end = &mut ends[usize::from(record.row)];
            self.by_row[*end as usize] = idx;
            *end += 1;
        }
        self.sums = (0..self.area.height).map(|row| self.sum_of(row)).collect();
        self
    }

    fn records(&self, row: u16) -> impl Iterator<Item = &Record> {
        let edge = |row: usize| self.rows.get(row).map(|start| *start as usize);
        let range = edge(usize::from(row)).zip(edge(usize::from(row) + 1));
        let indices = range.and_then(|(start, end)| self.by_row.get(start..end));
        let indices = indices.unwrap_or_default().iter();
        indices.filter_map(|idx| self.records.get(*idx as usize))
    }

    /// The runs that meet a strip, in the order in which they are painted.
    pub fn runs_in(&self, row: u16, columns: Range<u16>) -> impl Iterator<Item = Run<'_>> {
        let meets = move |record: &&Record| {
            record.columns.start < columns.end && columns.start < record.columns.end
        };
        self.records(row).filter(meets).map(|record| Run {
            columns: record.columns.clone(),
            style: record.style,
            ink: match &record.ink {
                Kept::Text(text, link) => Ink::Text(self.shown(text), self.link(*link)),
                Kept::Tint => Ink::Tint,
                Kept::Blank => Ink::Blank,
            },
        })
    }

    fn sum_of(&self, row: u16) -> Sum {
        let is_across =
            |record: &Record| record.columns.start < self.fold && self.fold < record.columns.end;
        let mut sum = Sum::default();
        if !self.records(row).any(is_across) {
            sum.fold = self.fold;
        }
        for record in self.records(row) {
            let Kept::Text(text, _) = &record.ink else {
                continue;
            };
            let strip = usize::from(record.columns.start >= sum.fold);
            let seed = sum.hash[strip].wrapping_add(u64::from(record.columns.start));
            sum.hash[strip] =
                xxhash_rust::xxh3::xxh3_64_with_seed(self.shown(text).as_bytes(), seed);
            sum.bytes[strip] += text.len() as u32;
        }
        sum
    }

    /// What tells whether a row has moved.
    pub fn sum(&self, row: u16) -> Sum {
        self.sums.get(usize::from(row)).copied().unwrap_or_default()
    }

    /// Whether a strip looks in every cell as that strip of a row of another frame.
    pub fn is_same(&self, row: u16, other: &Self, other_row: u16, columns: &Range<u16>) -> bool {
        self.runs_in(row, columns.clone())
            .eq(other.runs_in(other_row, columns.clone()))
    }

    fn shown(&self, text: &Range<u32>) -> &str {
        let range = text.start as usize..text.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    fn link(&self, link: Option<u32>) -> Option<&Hyperlink> {
        self.links.get(link? as usize)
    }

    /// Paints it into cells.
    pub fn paint(&self, buffer: &mut Buffer) {
        paint::clear(self.area, buffer);
        for row in self.area.top()..self.area.bottom() {
            for run in self.runs_in(row, self.area.left()..self.area.right()) {
                let Range { start, end } = run.columns;
                let at = Rect::new(start, row, end - start, 1);
                match run.ink {
                    Ink::Text(text, _) => paint::text(buffer, at, text, run.style),
                    Ink::Tint => buffer.set_style(at.intersection(buffer.area), run.style),
                    Ink::Blank => paint::clear(at, buffer),
                }
            }
        }
    }
}
