//! Bounds how deep one source line nests.
//!
//! The parser walks all open containers at each source line, so that a line of 100,000 `>` before
//! as many lines that go on lazily would take quadratic time. No document shows more than
//! [`DEPTH_MAX`](crate::document::DEPTH_MAX) containers; marks of more on one line are left out.

use std::borrow::Cow;

/// The most marks of containers at the start of a line.
const MARKS_MAX: usize = 100;

/// The text with no more marks of containers on a line than a document could ever show.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let mut bounded = String::new();
    let mut kept = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let is_long = rest.get(MARKS_MAX).is_some();
        if let Some((from, to)) = is_long.then(|| surplus(rest)).flatten() {
            bounded.push_str(text.get(kept..at + from).unwrap_or_default());
            kept = at + to;
        }
        at += memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    bounded.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(bounded)
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
    fn a_line_that_people_write_stays_as_it_is() {
        let text = format!("{}\n> > - 1. a\n{}\n", "-".repeat(500), "word ".repeat(100));
        assert!(matches!(bounded(&text), Cow::Borrowed(_)));
    }
}
