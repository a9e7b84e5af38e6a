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
    /// Row by row, and in each row in the order in which they are painted.
    runs: Vec<Run>,
    /// Where each row's runs start, and where the last one's end.
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

/// A stretch of a row that is painted in one way.
#[derive(Clone, Debug)]
struct Run {
    row: u16,
    columns: Range<u16>,
    style: Style,
    ink: Ink,
}

/// What a run does to its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ink {
    /// Shows this part of the frame's text, and leads somewhere.
    Text(Range<u32>, Option<u32>),
    /// Changes the style of what is there.
    Tint,
    /// Takes away what is there.
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
        let ink = Ink::Text(start..self.text.len() as u32, link);
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
            self.push(y, row.left()..row.right(), style, Ink::Tint);
        }
    }

    /// Takes away what stands in `area`.
    pub(super) fn clear(&mut self, area: Rect) {
        for y in area.y..area.bottom() {
            let row = self.row_of(area, y);
            if !row.is_empty() {
                self.push(y, row.left()..row.right(), Style::new(), Ink::Blank);
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

    fn push(&mut self, row: u16, columns: Range<u16>, style: Style, ink: Ink) {
        self.runs.push(Run {
            row,
            columns,
            style,
            ink,
        });
    }

    /// Puts the runs in the order of their rows.
    pub(super) fn finish(mut self) -> Self {
        self.runs.sort_by_key(|run| run.row);
        self.rows.clear();
        let mut end = 0;
        for row in 0..=self.area.height {
            let before = |run: &Run| run.row < row;
            let rest = self.runs.get(end..).unwrap_or_default();
            end += rest.iter().take_while(|run| before(run)).count();
            self.rows.push(end as u32);
        }
        self.sums = (0..self.area.height).map(|row| self.sum_of(row)).collect();
        self
    }

    fn runs(&self, row: u16) -> &[Run] {
        let edge = |row: usize| self.rows.get(row).map(|start| *start as usize);
        let range = edge(usize::from(row)).zip(edge(usize::from(row) + 1));
        range
            .and_then(|(start, end)| self.runs.get(start..end))
            .unwrap_or_default()
    }

    fn runs_in(&self, row: u16, columns: Range<u16>) -> impl Iterator<Item = &Run> {
        let meets =
            move |run: &&Run| run.columns.start < columns.end && columns.start < run.columns.end;
        self.runs(row).iter().filter(meets)
    }

    fn sum_of(&self, row: u16) -> Sum {
        let is_across = |run: &Run| run.columns.start < self.fold && self.fold < run.columns.end;
        let mut sum = Sum::default();
        if !self.runs(row).iter().any(is_across) {
            sum.fold = self.fold;
        }
        for run in self.runs(row) {
            let Ink::Text(text, _) = &run.ink else {
                continue;
            };
            let strip = usize::from(run.columns.start >= sum.fold);
            let seed = sum.hash[strip].wrapping_add(u64::from(run.columns.start));
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
        let mut others = other.runs_in(other_row, columns.clone());
        self.runs_in(row, columns.clone()).all(|run| {
            others
                .next()
                .is_some_and(|theirs| self.is_run(run, other, theirs))
        }) && others.next().is_none()
    }

    fn is_run(&self, run: &Run, other: &Self, theirs: &Run) -> bool {
        let is_ink = match (&run.ink, &theirs.ink) {
            (Ink::Text(text, link), Ink::Text(their_text, their_link)) => {
                self.shown(text) == other.shown(their_text)
                    && self.link(*link) == other.link(*their_link)
            }
            (ink, their_ink) => ink == their_ink,
        };
        is_ink && run.columns == theirs.columns && run.style == theirs.style
    }

    fn shown(&self, text: &Range<u32>) -> &str {
        let range = text.start as usize..text.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    fn link(&self, link: Option<u32>) -> Option<&Hyperlink> {
        self.links.get(link? as usize)
    }

    /// Where a strip leads, in the order in which it is painted: the last one holds. Empty where it
    /// leads nowhere.
    pub fn links_in(
        &self,
        row: u16,
        columns: &Range<u16>,
    ) -> Vec<(Range<u16>, Option<&Hyperlink>)> {
        if self.links.is_empty() {
            return Vec::new();
        }
        let led = |run: &Run| match run.ink {
            Ink::Text(_, link) => Some((run.columns.clone(), self.link(link))),
            Ink::Blank => Some((run.columns.clone(), None)),
            Ink::Tint => None,
        };
        self.runs_in(row, columns.clone()).filter_map(led).collect()
    }

    /// Paints a strip into cells.
    pub fn paint_strip(&self, row: u16, columns: &Range<u16>, buffer: &mut Buffer) {
        let strip = Rect::new(columns.start, row, columns.end - columns.start, 1);
        paint::clear(strip, buffer);
        for run in self.runs_in(row, columns.clone()) {
            let at = Rect::new(
                run.columns.start,
                row,
                run.columns.end - run.columns.start,
                1,
            );
            match &run.ink {
                Ink::Text(text, _) => paint::text(buffer, at, self.shown(text), run.style),
                Ink::Tint => buffer.set_style(at.intersection(buffer.area), run.style),
                Ink::Blank => paint::clear(at, buffer),
            }
        }
    }

    /// Paints all of it into cells.
    pub fn paint(&self, buffer: &mut Buffer) {
        let columns = self.area.left()..self.area.right();
        for row in self.area.top()..self.area.bottom() {
            self.paint_strip(row, &columns, buffer);
        }
    }
}
