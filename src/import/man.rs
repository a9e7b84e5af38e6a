//! Manual pages as `man` prints them: struck over, coloured or bare.
//!
//! Sections stand at the left edge and their text is indented; what is indented further under a
//! short line belongs to it, as what an option does to the option.

use super::Extent;
use crate::document::{Builder, Kind, Lead, Mark, Reason, Role};

mod strike;

use strike::Styled;

/// How much of a source is looked at for its running head, in bytes.
const SNIFF_BYTES: usize = 4096;

/// Up to here an indented line is the head of a subsection, in columns.
const SUBSECTION_COLUMNS: usize = 4;

/// The fewest spaces between an option and what it does on the same line.
const GAP_COLUMNS: usize = 2;

/// The most bytes of a running head.
const HEAD_BYTES_MAX: usize = 400;

/// The most bytes of a manual's section, as "3perl".
const SECTION_BYTES_MAX: usize = 8;

/// Whether the bytes start like a manual page: its name at both ends of the first line, and a
/// section that says what it is.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..SNIFF_BYTES).unwrap_or(bytes));
    let mut lines = start
        .lines()
        .map(|line| strike::read(line).text)
        .filter(|line| !line.trim().is_empty());
    let has_head = lines
        .next()
        .is_some_and(|first| page_name(&first).is_some());
    has_head
        && lines
            .take(6)
            .any(|line| matches!(line.trim_end(), "NAME" | "Name"))
}

/// The name at both ends of a running head, as in "LS(1)   User Commands   LS(1)". Where it is too
/// long to stand there twice, `man` prints the second over the first: `LONG_NLONG_NAME(1)`.
fn page_name(head: &str) -> Option<&str> {
    let head = head.trim();
    let (before, section) = head.strip_suffix(')')?.rsplit_once('(')?;
    let is_section = section.starts_with(|c: char| c.is_ascii_digit())
        && section.chars().all(char::is_alphanumeric)
        && section.len() <= SECTION_BYTES_MAX
        && head.len() <= HEAD_BYTES_MAX;
    if !is_section {
        return None;
    }
    let is_second = |start: usize| {
        let second = head.get(start..).unwrap_or_default();
        let alike = head.bytes().zip(second.bytes()).take_while(|(a, b)| a == b);
        alike.count() >= start.min(before.len() - start)
    };
    let mut starts = before.char_indices().map(|(start, _)| start).skip(1);
    starts
        .find(|start| is_second(*start))
        .and_then(|start| head.get(start..))
}

/// Reads a manual page into `builder`; its head tells too little of where it ends.
pub(super) fn import(text: &str, extent: Extent, builder: &mut Builder) {
    if extent == Extent::Head {
        return;
    }
    let lines: Vec<Styled> = text.lines().map(strike::read).collect();
    let mut page = Page {
        builder,
        lines: &lines,
        base: 0,
        is_as_set: false,
    };
    page.write();
}

struct Page<'a> {
    builder: &'a mut Builder,
    lines: &'a [Styled],
    /// How far the section's text is indented, in columns.
    base: usize,
    /// Whether the section is kept as it is set.
    is_as_set: bool,
}

impl Page<'_> {
    fn write(&mut self) {
        let is_text = |at: &usize| !self.lines[*at].is_blank();
        let Some(first) = (0..self.lines.len()).find(is_text) else {
            return;
        };
        let mut end = self.lines.len();
        let mut foot = None;
        let name = page_name(&self.lines[first].text).map(str::to_owned);
        if let Some(name) = &name {
            self.builder.meta().title = Some(name.clone());
            self.builder.block(Kind::Title, Lead::Apart, name);
            self.set_aside(first);
            let last = (first + 1..end)
                .rev()
                .find(|at| !self.lines[*at].is_blank());
            // The foot names the page, too.
            let is_foot = |at: &usize| self.lines[*at].text.trim_end().ends_with(name.as_str());
            foot = last.filter(is_foot);
            end = foot.unwrap_or(end);
        }
        let mut at = first + usize::from(name.is_some());
        while at < end {
            at = self.part(at, end);
        }
        if let Some(foot) = foot {
            self.set_aside(foot);
        }
    }

    fn set_aside(&mut self, at: usize) {
        let text = self.lines[at].text.trim();
        self.builder.set_aside(Reason::RunningHead, text);
    }

    /// Writes what starts at a line; the line after it.
    fn part(&mut self, at: usize, end: usize) -> usize {
        let line = &self.lines[at];
        if line.is_blank() {
            return at + 1;
        }
        let indent = line.indent();
        if indent == 0 {
            self.heading(at, end);
            return at + 1;
        }
        if indent <= SUBSECTION_COLUMNS && indent < self.base {
            self.builder.begin(Kind::Heading(2), Lead::Apart);
            line.write_from(indent, self.builder);
            self.builder.end();
            return at + 1;
        }
        let stop = self.end_of_block(at, end);
        if self.is_as_set {
            self.as_set(at, stop);
            return stop;
        }
        if indent <= self.base
            && let Some(after) = self.item(at, end)
        {
            return after;
        }
        if indent > self.base {
            self.as_set(at, stop);
        } else {
            self.builder.begin(Kind::Paragraph, Lead::Apart);
            self.join(at..stop);
            self.builder.end();
        }
        stop
    }

    fn heading(&mut self, at: usize, end: usize) {
        let line = &self.lines[at];
        self.builder
            .block(Kind::Heading(1), Lead::Apart, line.text.trim());
        let below = (at + 1..end).map(|below| &self.lines[below]);
        let section = below.take_while(|line| line.is_blank() || line.indent() > 0);
        let indents = section
            .filter(|line| !line.is_blank() && line.indent() > SUBSECTION_COLUMNS)
            .map(Styled::indent);
        self.base = indents.min().unwrap_or(SUBSECTION_COLUMNS + 1);
        self.is_as_set = line.text.trim().eq_ignore_ascii_case("synopsis");
    }

    /// The line after the last one that is not blank and indented as the one at `at`, or further.
    fn end_of_block(&self, at: usize, end: usize) -> usize {
        let indent = self.lines[at].indent();
        (at + 1..end)
            .find(|next| {
                let line = &self.lines[*next];
                line.is_blank() || line.indent() < indent
            })
            .unwrap_or(end)
    }

    fn as_set(&mut self, at: usize, stop: usize) {
        for (nth, line) in self.lines[at..stop].iter().enumerate() {
            let lead = if nth == 0 { Lead::Apart } else { Lead::Close };
            self.builder.begin(Kind::Code, lead);
            line.write_from(self.base.min(line.indent()), self.builder);
            self.builder.end();
        }
    }

    /// Writes an option and what is indented under it as a point; none where the line is prose.
    fn item(&mut self, at: usize, end: usize) -> Option<usize> {
        let line = &self.lines[at];
        let indent = line.indent();
        let (tag_end, text_column) = line.tag();
        let below = self.lines.get(at + 1).filter(|_| at + 1 < end);
        let below = below.filter(|below| !below.is_blank()).map(Styled::indent);
        let is_option = line.text.trim_start().starts_with('-');
        // A gap of two may be no more than what makes the edge even.
        let is_wide = text_column.is_some_and(|column| column > tag_end + GAP_COLUMNS);
        let is_tag = match (text_column, below) {
            (Some(column), Some(below)) => below == column,
            (Some(_), None) => is_option || is_wide,
            (None, Some(below)) => below > indent,
            (None, None) => false,
        };
        let stands_alone = text_column.is_none() && below.is_none() && is_option;
        if !is_tag && !stands_alone {
            return None;
        }
        let is_close = at > 0 && !self.lines[at - 1].is_blank();
        self.builder.enter(Mark::Bullet);
        let lead = if is_close { Lead::Close } else { Lead::Apart };
        self.builder.begin(Kind::Point, lead);
        line.write_range(indent..tag_end, self.builder);
        let after = self.under(at, indent, text_column, end);
        self.builder.end();
        self.builder.leave();
        Some(after)
    }

    /// Writes what stands under an option, whose line may begin it.
    fn under(&mut self, at: usize, indent: usize, column: Option<usize>, end: usize) -> usize {
        if let Some(column) = column {
            self.builder.break_row();
            self.lines[at].write_from(column, self.builder);
        }
        let belongs = |next: &usize| {
            let line = &self.lines[*next];
            line.is_blank() || line.indent() > indent
        };
        let stop = (at + 1..end).find(|next| !belongs(next)).unwrap_or(end);
        let mut is_first = true;
        let mut next = at + 1;
        while next < stop {
            if self.lines[next].is_blank() {
                self.builder.end();
                is_first = false;
                next += 1;
                continue;
            }
            let blank = (next..stop).find(|line| self.lines[*line].is_blank());
            let until = blank.unwrap_or(stop);
            if is_first && column.is_some() {
                self.builder.text(" ");
            } else if is_first {
                self.builder.break_row();
            } else {
                self.builder.begin(Kind::Paragraph, Lead::Apart);
            }
            self.join(next..until);
            next = until;
        }
        stop
    }

    /// Writes lines as one paragraph; words that were parted at their ends are whole again.
    fn join(&mut self, lines: std::ops::Range<usize>) {
        let end = lines.end;
        for at in lines {
            let line = &self.lines[at];
            let is_parted = line.text.trim_end().ends_with('\u{2010}') && at + 1 < end;
            line.write_words(is_parted, self.builder);
            if at + 1 < end && !is_parted {
                self.builder.text(" ");
            }
        }
        self.builder.role(Role::STRONG, false);
        self.builder.role(Role::EMPHASIS, false);
    }
}

#[cfg(test)]
mod tests;
