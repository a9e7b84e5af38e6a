//! Bounds what one source line can make of a text, before it is parsed.
//!
//! The parser walks all open containers at each source line, so that a line of 100,000 `>` before
//! as many lines that go on lazily would take quadratic time; it makes several nodes of each sign of
//! a line that can't be cut where lines begin; and it fills up the rows of a table with cells. No
//! text that people read comes near these bounds.

use std::borrow::Cow;

/// The most marks of containers at the start of a line: more of them are left out, since no document
/// shows more than [`DEPTH_MAX`](crate::document::DEPTH_MAX).
const MARKS_MAX: usize = 100;

/// The most signs that may be markup on a line: after them it is broken before the next word, or
/// after twice as many anywhere.
const SIGNS_MAX: usize = 4 * 1024;

/// The most cells that rows of tables may lack, for each byte of the text and besides: before a row
/// with more a table ends.
const LACKING_PER_BYTE: usize = 1;
const LACKING_FREE: usize = 8 * 1024;

/// The text within the bounds. The source lines end with `\n`.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let text = with_newlines(text);
    match Bounded::of(&text) {
        Some(bounded) => Cow::Owned(bounded),
        None => text,
    }
}

/// The text with a `\n` for each `\r` that ends a line alone.
fn with_newlines(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(is_lone) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text that is made to keep within the bounds.
struct Bounded<'t> {
    text: &'t str,
    made: String,
    /// Up to where the text is in it.
    kept: usize,
    tables: Tables,
}

impl<'t> Bounded<'t> {
    /// The text within the bounds, where it is not.
    fn of(text: &'t str) -> Option<String> {
        let mut bounded = Self {
            text,
            made: String::new(),
            kept: 0,
            tables: Tables::default(),
        };
        let mut at = 0;
        while at < text.len() {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            bounded.line(at, rest.get(..end).unwrap_or_default());
            at += end;
        }
        let is_changed = bounded.kept > 0 || !bounded.made.is_empty();
        is_changed.then(|| {
            bounded.keep(text.len());
            bounded.made
        })
    }

    fn keep(&mut self, end: usize) {
        let kept = self.text.get(self.kept..end).unwrap_or_default();
        self.made.push_str(kept);
        self.kept = end;
    }

    fn line(&mut self, at: usize, line: &[u8]) {
        if self.tables.end_before(at, line) {
            self.keep(at);
            self.made.push('\n');
        }
        if line.len() <= MARKS_MAX {
            return;
        }
        if let Some((from, to)) = surplus(line) {
            self.keep(at + from);
            self.kept = at + to;
        }
        if line.len() > SIGNS_MAX {
            self.break_line(at, line);
        }
    }

    fn break_line(&mut self, at: usize, line: &[u8]) {
        let mut signs = 0;
        let mut before = 0;
        for (idx, byte) in line.iter().enumerate() {
            signs += usize::from(is_sign(*byte));
            let is_word = before == b' ' && byte.is_ascii_alphabetic();
            let is_broken = signs > SIGNS_MAX && is_word || signs > 2 * SIGNS_MAX;
            let place = at + idx;
            if is_broken && place > self.kept && self.text.is_char_boundary(place) {
                self.keep(place);
                self.made.push('\n');
                signs = 0;
            }
            before = *byte;
        }
    }
}

/// Whether the parser may make something of a byte within a line.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'!' | b'$'
            | b'&'
            | b'*'
            | b'<'
            | b'['
            | b'\\'
            | b']'
            | b'^'
            | b'_'
            | b'`'
            | b'{'
            | b'|'
            | b'}'
            | b'~'
    )
}

/// The table that may be open, and how many cells rows have lacked.
#[derive(Default)]
struct Tables {
    columns: usize,
    lacking: usize,
}

impl Tables {
    /// Whether a table ends before a line at a place in the text, since its rows lack too much.
    fn end_before(&mut self, at: usize, line: &[u8]) -> bool {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            self.columns = 0;
            return false;
        }
        if is_strokes(line) {
            self.columns = self.columns.max(cells(line));
            return false;
        }
        if self.columns == 0 {
            return false;
        }
        let lacking = self.lacking + self.columns.saturating_sub(cells(line));
        let ends = lacking > LACKING_FREE + LACKING_PER_BYTE * at;
        if ends {
            self.columns = 0;
        } else {
            self.lacking = lacking;
        }
        ends
    }
}

fn cells(line: &[u8]) -> usize {
    memchr::memchr_iter(b'|', line).count() + 1
}

/// Whether a line may be the strokes below a table's names, within containers or not.
fn is_strokes(line: &[u8]) -> bool {
    matches!(line.last(), Some(b'|' | b'-' | b':'))
        && memchr::memchr(b'|', line).is_some()
        && line.iter().all(|byte| {
            matches!(
                byte,
                b'|' | b'-' | b':' | b' ' | b'\t' | b'>' | b'*' | b'+' | b'.' | b')'
            ) || byte.is_ascii_digit()
        })
}

/// Where in a line the marks stand that are too many.
fn surplus(line: &[u8]) -> Option<(usize, usize)> {
    let mut marks = 0;
    let mut at = 0;
    let mut limit = None;
    while let Some(length) = mark(line.get(at..)?) {
        at += length;
        marks += 1;
        if marks == MARKS_MAX {
            limit = Some(at);
        }
    }
    limit.filter(|limit| *limit < at).map(|limit| (limit, at))
}

/// The length of a container's mark with the blanks before it.
fn mark(line: &[u8]) -> Option<usize> {
    let blank = line.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
    let rest = line.get(blank..)?;
    let ends = |at: usize| matches!(rest.get(at), Some(b' ' | b'\t'));
    let length = match rest.first()? {
        b'>' => 1,
        b'-' | b'+' | b'*' if ends(1) => 1,
        b'0'..=b'9' => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let is_mark = digits <= 9 && matches!(rest.get(digits), Some(b'.' | b')'));
            (is_mark && ends(digits + 1)).then_some(digits + 1)?
        }
        _ => return None,
    };
    Some(blank + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_beyond_what_can_show_are_left_out() {
        let deep = format!("a\n{} deep\n{}x\nb", ">".repeat(5000), "- ".repeat(300));
        let expected = format!(
            "a\n{} deep\n{} x\nb",
            ">".repeat(100),
            "- ".repeat(100).trim_end()
        );
        assert_eq!(bounded(&deep), expected);
    }

    #[test]
    fn a_line_of_more_signs_than_anyone_writes_is_broken_before_a_word() {
        let signs = "*a".repeat(SIGNS_MAX + 1);
        assert_eq!(
            bounded(&format!("{signs} [b] c\n")),
            format!("{signs} [b] \nc\n")
        );
        let word = "x/y".repeat(3 * SIGNS_MAX);
        assert!(matches!(bounded(&word), Cow::Borrowed(_)));
        assert_eq!(bounded(&"*".repeat(5 * SIGNS_MAX)).lines().count(), 3);
    }

    #[test]
    fn a_table_ends_before_rows_that_lack_most_of_their_cells() {
        let table = |rows: usize| {
            let names = "|a".repeat(500);
            format!("{names}\n{}\n{}", "|-".repeat(500), "a\n".repeat(rows))
        };
        assert_eq!(bounded(&table(20)), table(20));
        let ended = bounded(&table(5000)).into_owned();
        assert_eq!(ended.replace("\n\n", "\n"), table(5000));
        assert_eq!(ended.len(), table(5000).len() + 1);
    }

    #[test]
    fn lines_may_end_as_they_did_on_old_machines() {
        assert_eq!(bounded("a\rb\r\nc\n"), "a\nb\nc\n");
    }

    #[test]
    fn a_line_that_people_write_stays_as_it_is() {
        let text = format!("{}\n> > - 1. a\n{}\n", "-".repeat(500), "word ".repeat(100));
        assert!(matches!(bounded(&text), Cow::Borrowed(_)));
    }
}
