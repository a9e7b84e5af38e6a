//! The source lines of a plain text, with a small window of those to come.
//!
//! A source line ends at any of the line ends in use; blank ones are counted, not kept, so that a
//! text of any size takes no memory here. What is classified is the text without what shows
//! nothing at its ends: no-break and zero-width spaces, direction marks.

use std::collections::VecDeque;

/// Columns are counted up to here; longer source lines are all alike.
pub(super) const COLUMNS_MAX: usize = 400;

/// Columns between tab stops.
const TAB_COLUMNS: usize = 8;

/// A source line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its text without indentation and trailing space.
    pub(super) text: &'a str,
    /// Its text with its indentation.
    pub(super) raw: &'a str,
    /// Columns in front of its text.
    pub(super) indent: usize,
    /// Columns of its text, at most [`COLUMNS_MAX`].
    pub(super) columns: usize,
    /// Blank source lines before it; [`usize::MAX`] before the first.
    pub(super) gap: usize,
    /// Whether a page break stands before it.
    pub(super) page: bool,
    /// Where it starts in the source, in bytes.
    pub(super) start: usize,
    /// Where the next source line starts, in bytes.
    pub(super) end: usize,
}

impl Line<'_> {
    /// The column where its text ends.
    pub(super) fn reach(&self) -> usize {
        self.indent + self.columns
    }

    /// Whether it stands right under the source line before it.
    pub(super) fn is_close(&self) -> bool {
        self.gap == 0
    }
}

/// Walks through the source lines of a text.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    source: &'a str,
    at: usize,
    gap: usize,
    page: bool,
    /// Whether the source has line ends beyond ASCII.
    has_wide_ends: bool,
    /// Whether a `>` in front of "From " keeps a mailbox from parting letters there.
    is_mailbox: bool,
    window: VecDeque<Line<'a>>,
}

impl<'a> Lines<'a> {
    /// All source lines of `source`.
    pub(super) fn new(source: &'a str) -> Self {
        let has = |end: &str| memchr::memmem::find(source.as_bytes(), end.as_bytes()).is_some();
        Self {
            source,
            at: 0,
            gap: usize::MAX,
            page: false,
            has_wide_ends: has("\u{2028}") || has("\u{2029}") || has("\u{85}"),
            is_mailbox: false,
            window: VecDeque::new(),
        }
    }

    /// The source lines of a mailbox: "From " at their start is without its `>`.
    pub(super) fn of_mailbox(self) -> Self {
        Self {
            is_mailbox: true,
            ..self
        }
    }

    /// Goes on at `start`, the start of a source line, which then counts as the first.
    pub(super) fn skip_to(&mut self, start: usize) {
        self.at = self.source.floor_char_boundary(start);
        self.gap = 1;
        self.page = false;
        self.window.clear();
    }

    /// The source line `ahead` lines after the next one.
    pub(super) fn peek(&mut self, ahead: usize) -> Option<Line<'a>> {
        while self.window.len() <= ahead {
            let line = self.read()?;
            self.window.push_back(line);
        }
        self.window.get(ahead).copied()
    }

    /// Whether the source line `ahead` lines after the next one stands right under it.
    pub(super) fn is_close(&mut self, ahead: usize) -> bool {
        self.peek(ahead).is_some_and(|line| line.is_close())
    }

    fn read(&mut self) -> Option<Line<'a>> {
        loop {
            let start = self.at;
            let rest = self.source.get(start..).filter(|rest| !rest.is_empty())?;
            let (length, end_length) = self.end_of(rest);
            self.at = start + length + end_length;
            let (full, end) = rest.split_at(length);
            let raw = full.trim_end_matches(is_blank);
            let raw = if self.is_mailbox { unescaped(raw) } else { raw };
            let text = raw.trim_start_matches(is_blank);
            let ends_page = end.starts_with('\u{C}');
            if text.is_empty() {
                self.gap = self.gap.saturating_add(1);
                self.page |= ends_page;
                continue;
            }
            let line = Line {
                text,
                raw,
                indent: indentation(raw, text),
                columns: columns(text),
                gap: self.gap,
                page: self.page,
                start,
                end: self.at,
            };
            self.gap = usize::from(ends_page);
            self.page = ends_page;
            return Some(line);
        }
    }

    /// The length of the source line that `rest` starts with, and of its end, in bytes.
    fn end_of(&self, rest: &str) -> (usize, usize) {
        let bytes = rest.as_bytes();
        let at = memchr::memchr3(b'\n', b'\r', b'\x0C', bytes).unwrap_or(bytes.len());
        if self.has_wide_ends {
            let line = rest.get(..at).unwrap_or(rest);
            if let Some(wide) = line.find(['\u{85}', '\u{2028}', '\u{2029}']) {
                let end = line.get(wide..).and_then(|end| end.chars().next());
                return (wide, end.map_or(1, char::len_utf8));
            }
        }
        let end_length = match bytes.get(at) {
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => 2,
            // What a transfer as text makes of "\r\n".
            Some(b'\r') if bytes.get(at + 1..at + 3) == Some(b"\r\n") => 3,
            Some(_) => 1,
            None => 0,
        };
        (at, end_length)
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        self.window.pop_front().or_else(|| self.read())
    }
}

/// A mailbox's source line as it was written.
fn unescaped(raw: &str) -> &str {
    raw.strip_prefix('>')
        .filter(|rest| rest.trim_start_matches('>').starts_with("From "))
        .unwrap_or(raw)
}

/// Space of any kind and marks that show nothing.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

fn indentation(raw: &str, text: &str) -> usize {
    let space = raw.strip_suffix(text).unwrap_or_default();
    space.chars().fold(0, |column, c| match c {
        '\t' => column / TAB_COLUMNS * TAB_COLUMNS + TAB_COLUMNS,
        c if c.is_whitespace() => column + 1,
        _ => column,
    })
}

/// Columns of `text` as a fixed-width screen shows it, at most [`COLUMNS_MAX`].
pub(super) fn columns(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.len() > 4 * COLUMNS_MAX {
        return COLUMNS_MAX;
    }
    if text.is_ascii() {
        return bytes.len().min(COLUMNS_MAX);
    }
    // Without early ends, so that the compiler can take many bytes at once.
    let mut columns = 0;
    let mut has_wide = false;
    for byte in bytes {
        columns += usize::from(byte & 0xC0 != 0x80);
        // Letters of two columns start with one of these.
        has_wide |= *byte >= 0xE1 && *byte != 0xE2;
    }
    if has_wide {
        columns += text.chars().filter(|c| is_wide(*c)).count();
    }
    columns.min(COLUMNS_MAX)
}

/// Whether `c` takes two columns: East Asian letters and full-width signs.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(usize, usize, &str)]) {
        let lines: Vec<_> = Lines::new(source)
            .map(|line| (line.gap, line.indent, line.text))
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn all_line_ends_end_lines() {
        let first = usize::MAX;
        check(
            "a\nb\r\nc\rd",
            &[(first, 0, "a"), (0, 0, "b"), (0, 0, "c"), (0, 0, "d")],
        );
        check(
            "a\u{85}b\u{2028}c\u{2029}\nd",
            &[(first, 0, "a"), (0, 0, "b"), (0, 0, "c"), (1, 0, "d")],
        );
    }

    #[test]
    fn blank_lines_are_counted_and_hidden_marks_trimmed() {
        check(
            "\n a \n \u{A0}\n\u{200B}\n\tb\u{202C}\n",
            &[(usize::MAX, 1, "a"), (2, 8, "b")],
        );
    }

    #[test]
    fn page_breaks_part_lines() {
        let pages: Vec<bool> = Lines::new("a\n\u{C}\nb\u{C}c\nd")
            .map(|line| line.page)
            .collect();
        assert_eq!(pages, [false, true, true, false]);
    }
}
