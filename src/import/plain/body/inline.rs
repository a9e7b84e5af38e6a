//! What stands inside prose: emphasis between underscores, and addresses.

use std::borrow::Cow;

use super::Body;
use crate::document::Role;
use crate::import::html::outside;
use crate::import::plain::lines::Line;

/// How many source lines an emphasis may go on over.
const EMPHASIS_LINES_MAX: usize = 40;

/// The longest address that is a link, in bytes.
const ADDRESS_BYTES_MAX: usize = 2048;

/// Whether an emphasis is open in the open block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Emphasis {
    #[default]
    Closed,
    Open,
}

impl Body<'_, '_> {
    /// Writes prose into the open block. Wide spaces, as justified text has them, become one.
    pub(super) fn write_words(&mut self, text: &str) {
        let bytes = text.as_bytes();
        // Each a look at all bytes, without an early end, which is fast.
        let wide = bytes.iter().zip(bytes.iter().skip(1));
        let is_wide = wide.fold(false, |found, pair| found | matches!(pair, (b' ', b' ')));
        let (is_tabbed, is_marked) = bytes.iter().fold((false, false), |(tab, mark), byte| {
            (
                tab | matches!(byte, b'\t'),
                mark | matches!(byte, b'_' | b':'),
            )
        });
        let text = if is_wide || is_tabbed {
            narrowed(text)
        } else {
            Cow::Borrowed(text)
        };
        if !is_marked {
            self.builder.text(&text);
        } else if self.survey.has_emphasis() {
            self.write_emphasis(&text);
        } else {
            self.write_links(&text);
        }
    }

    /// Ends what a block leaves open.
    pub(super) fn end_emphasis(&mut self) {
        if self.emphasis == Emphasis::Open {
            self.emphasis = Emphasis::Closed;
            self.builder.role(Role::EMPHASIS, false);
        }
    }

    /// Writes text whose underscores stand around words. One that opens nothing stays.
    fn write_emphasis(&mut self, text: &str) {
        let mut rest = text;
        let mut before = None;
        while let Some((start, after)) = rest.split_once('_') {
            let last = start.chars().next_back().or(before);
            let next = after.chars().next();
            let is_open = self.emphasis == Emphasis::Open;
            let is_mark = if is_open {
                closes(last, next)
            } else {
                opens(last, next) && self.is_closed(after)
            };
            self.write_links(start);
            before = Some('_');
            if is_mark {
                self.emphasis = if is_open {
                    Emphasis::Closed
                } else {
                    Emphasis::Open
                };
                self.builder.role(Role::EMPHASIS, !is_open);
            } else {
                self.builder.text("_");
            }
            rest = after;
        }
        self.write_links(rest);
    }

    /// Whether an underscore behind this text, or on the source lines of its paragraph that follow,
    /// closes the emphasis that it starts with.
    fn is_closed(&mut self, text: &str) -> bool {
        if let Some(is_closed) = closed(text) {
            return is_closed;
        }
        // The source line itself may still be in the window.
        let is_same = |line: Line| line.text.ends_with(text);
        let first = usize::from(self.lines.peek(0).is_some_and(is_same));
        for ahead in first..first + EMPHASIS_LINES_MAX {
            let Some(line) = self.lines.peek(ahead).filter(Line::is_close) else {
                return false;
            };
            if let Some(is_closed) = closed(line.text) {
                return is_closed;
            }
        }
        false
    }

    /// Writes text whose addresses are links.
    fn write_links(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, address, after)) = address(rest) {
            self.builder.text(before);
            match outside(address) {
                Some(target) => {
                    self.builder.begin_link(target);
                    self.builder.text(address);
                    self.builder.end_link();
                }
                None => self.builder.text(address),
            }
            rest = after;
        }
        self.builder.text(rest);
    }
}

/// Whether the first underscore of `text` closes an emphasis; none where there is no underscore.
fn closed(text: &str) -> Option<bool> {
    let (start, after) = text.split_once('_')?;
    Some(closes(start.chars().next_back(), after.chars().next()))
}

fn opens(before: Option<char>, after: Option<char>) -> bool {
    !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
        && after.is_some_and(|c| !c.is_whitespace() && c != '_')
}

fn closes(before: Option<char>, after: Option<char>) -> bool {
    !before.is_some_and(|c| c.is_whitespace() || c == '_')
        && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Text with its runs of spaces and tabs as one space.
fn narrowed(text: &str) -> Cow<'_, str> {
    let mut narrow = String::with_capacity(text.len());
    for word in text.split([' ', '\t']).filter(|word| !word.is_empty()) {
        if !narrow.is_empty() {
            narrow.push(' ');
        }
        narrow.push_str(word);
    }
    narrow.into()
}

/// The first address in `text`, with what stands before and behind it.
fn address(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let sign = memchr::memmem::find_iter(bytes, b"://").find(|at| scheme(text, *at).is_some())?;
    let start = scheme(text, sign)?;
    let (before, rest) = text.split_at_checked(start)?;
    let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '`');
    let end = rest.find(is_end).unwrap_or(rest.len());
    let (whole, _) = rest.split_at_checked(end)?;
    if whole.len() > ADDRESS_BYTES_MAX {
        return None;
    }
    let (address, after) = rest.split_at_checked(trimmed(whole).len())?;
    Some((before, address, after))
}

/// Where the scheme in front of "://" at `sign` starts.
fn scheme(text: &str, sign: usize) -> Option<usize> {
    let (before, after) = text.split_at_checked(sign)?;
    let scheme = ["https", "http"]
        .iter()
        .find(|scheme| before.ends_with(**scheme))?;
    let start = sign - scheme.len();
    let is_apart = !before
        .get(..start)?
        .ends_with(|c: char| c.is_ascii_alphanumeric());
    let has_host = after
        .get(3..)?
        .starts_with(|c: char| c.is_alphanumeric() || c == '[');
    (is_apart && has_host).then_some(start)
}

/// The address without the punctuation of the sentence that it ends, nor a bracket that it does not
/// open.
fn trimmed(address: &str) -> &str {
    let mut rest = address;
    loop {
        let shorter =
            rest.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', '|']);
        let count = |sign: char| shorter.matches(sign).count();
        let closes = [('(', ')'), ('[', ']'), ('{', '}')]
            .into_iter()
            .any(|(open, close)| shorter.ends_with(close) && count(close) > count(open));
        if !closes {
            return shorter;
        }
        rest = shorter.get(..shorter.len() - 1).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            (
                "See https://example.org/a_(b).",
                "https://example.org/a_(b)",
            ),
            ("(http://example.org/a?b=1)", "http://example.org/a?b=1"),
            ("<https://example.org>", "https://example.org"),
            ("at https://example.org, or", "https://example.org"),
        ] {
            assert_eq!(address(text).map(|(_, found, _)| found), Some(expected));
        }
        for text in ["nohttp://example.org", "http:// alone", "ftp://example.org"] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
