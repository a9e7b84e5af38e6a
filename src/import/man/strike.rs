//! A printed line with its letters' styles: struck over as on a typewriter, or told in escapes.
//!
//! `x` and a backspace before `x` are a bold x, `_` and a backspace before `x` an underlined one;
//! of the escapes, SGR (ECMA-48) tells bold and underline and the rest tells nothing here.

use std::ops::Range;

use super::GAP_COLUMNS;
use crate::document::{Builder, Role};

/// A line of a page: its text, and where it is strong or emphasised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Styled {
    pub(super) text: String,
    /// The role of each byte of the text; empty where the whole line is plain.
    roles: Vec<Role>,
}

/// Takes a line apart into text and styles.
pub(super) fn read(line: &str) -> Styled {
    if !line.contains(['\u{8}', '\u{1B}']) {
        return Styled {
            text: line.trim_end().to_owned(),
            roles: Vec::new(),
        };
    }
    let mut letters: Vec<(char, Role)> = Vec::with_capacity(line.len());
    let mut sgr = Role::PLAIN;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1B}' => {
                if let Some(parameters) = skip_escape(&mut rest) {
                    sgr = after_sgr(sgr, &parameters);
                }
            }
            '\u{8}' => strike(&mut letters, &mut rest),
            c => letters.push((c, sgr)),
        }
    }
    let mut styled = Styled::default();
    for (c, role) in letters {
        styled.text.push(c);
        styled.roles.resize(styled.text.len(), role);
    }
    let end = styled.text.trim_end().len();
    styled.text.truncate(end);
    styled.roles.truncate(end);
    styled
}

/// Strikes the next letter over the last one.
fn strike(letters: &mut Vec<(char, Role)>, rest: &mut std::str::Chars<'_>) {
    let Some((under, role)) = letters.pop() else {
        return;
    };
    let Some(over) = rest.next() else {
        letters.push((under, role));
        return;
    };
    let struck = match (under, over) {
        _ if under == over => (over, role.with(Role::STRONG)),
        ('_', _) => (over, role.with(Role::EMPHASIS)),
        (_, '_') => (under, role.with(Role::EMPHASIS)),
        // A bullet is a plus over an o.
        ('+', 'o') | ('o', '+') => ('•', role),
        _ => (over, role),
    };
    letters.push(struck);
}

/// Passes over an escape sequence; its parameters, if it is one of SGR.
fn skip_escape(rest: &mut std::str::Chars<'_>) -> Option<String> {
    match rest.next()? {
        '[' => {
            let mut parameters = String::new();
            for c in rest.by_ref() {
                match c {
                    '@'..='~' => return (c == 'm').then_some(parameters),
                    c => parameters.push(c),
                }
            }
            None
        }
        // A link or a title, up to a bell or an escape and a backslash.
        ']' => {
            while let Some(c) = rest.next() {
                if c == '\u{7}' || (c == '\u{1B}' && rest.next().is_some()) {
                    break;
                }
            }
            None
        }
        _ => None,
    }
}

fn after_sgr(before: Role, parameters: &str) -> Role {
    parameters
        .split(';')
        .fold(before, |role, parameter| match parameter {
            "" | "0" => Role::PLAIN,
            "1" => role.with(Role::STRONG),
            "3" | "4" => role.with(Role::EMPHASIS),
            "22" => role.without(Role::STRONG),
            "23" | "24" => role.without(Role::EMPHASIS),
            _ => role,
        })
}

impl Styled {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// How far it is indented, in columns.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Where what may be an option ends, and where text follows on the same line after a gap.
    pub(super) fn tag(&self) -> (usize, Option<usize>) {
        let indent = self.indent();
        let body = self.text.get(indent..).unwrap_or_default();
        let gap = " ".repeat(GAP_COLUMNS);
        match body.find(&gap) {
            Some(end) => {
                let after = body.get(end..).unwrap_or_default();
                let spaces = after.len() - after.trim_start_matches(' ').len();
                (indent + end, Some(indent + end + spaces))
            }
            None => (self.text.len(), None),
        }
    }

    /// Writes it from a byte on.
    pub(super) fn write_from(&self, start: usize, builder: &mut Builder) {
        self.write_range(start..self.text.len(), builder);
    }

    /// Writes it as words of a paragraph, with or without the hyphen at its end.
    pub(super) fn write_words(&self, without_hyphen: bool, builder: &mut Builder) {
        let end = if without_hyphen {
            self.text.trim_end_matches('\u{2010}').len()
        } else {
            self.text.len()
        };
        // Spaces that were let in to make the edge even go again.
        let text = self.text.as_bytes();
        let is_filler = |at: usize| text[at] == b' ' && text.get(at + 1) == Some(&b' ');
        let mut start = self.indent();
        while start < end {
            let stop = (start..end).find(|at| is_filler(*at)).unwrap_or(end);
            self.write_range(start..stop, builder);
            start = (stop..end).find(|at| !is_filler(*at)).unwrap_or(end);
        }
    }

    /// Writes a range of its bytes, each stretch in its role.
    pub(super) fn write_range(&self, range: Range<usize>, builder: &mut Builder) {
        let mut start = range.start;
        while start < range.end {
            let role = self.role(start);
            let end = (start..range.end)
                .find(|at| self.role(*at) != role)
                .unwrap_or(range.end);
            for one in [Role::STRONG, Role::EMPHASIS] {
                builder.role(one, role.has(one));
            }
            builder.text(self.text.get(start..end).unwrap_or_default());
            start = end;
        }
        for one in [Role::STRONG, Role::EMPHASIS] {
            builder.role(one, false);
        }
    }

    fn role(&self, at: usize) -> Role {
        self.roles.get(at).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, text: &str, strong: &str) {
        let styled = read(line);
        assert_eq!(styled.text, text, "{line:?}");
        let marks: String = (0..styled.text.len())
            .map(|at| match styled.role(at) {
                Role::STRONG => 'b',
                Role::EMPHASIS => 'u',
                _ => '.',
            })
            .collect();
        assert_eq!(marks, strong, "{line:?}");
    }

    #[test]
    fn overstrikes_and_escapes_tell_styles() {
        check("a\u{8}ab", "ab", "b.");
        check("_\u{8}a _\u{8}b", "a b", "u.u");
        check("\u{1B}[1mbold\u{1B}[0m x", "bold x", "bbbb..");
        check("\u{1B}[4ma\u{1B}[24mb", "ab", "u.");
        check(
            "\u{1B}]8;;man:ls(1)\u{1B}\\ls\u{1B}]8;;\u{1B}\\",
            "ls",
            "..",
        );
    }

    #[test]
    fn broken_escapes_end_with_the_line() {
        check("\u{8}a\u{8}", "a", ".");
        check("a\u{1B}[1;", "a", ".");
        check("a\u{1B}", "a", ".");
    }
}
