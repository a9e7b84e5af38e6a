//! Keys and how they are written: `j`, `]i`, `<Ctrl-d>`, `m<letter>`.

use std::fmt;

/// A key, apart from what is held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, in the case that it is typed in.
    Char(char),
    /// Any letter or digit: only in the table's chords, for marks.
    Letter,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// A function key.
    F(u8),
}

/// A key with what is held with it; Shift is in the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

impl Key {
    /// A key with nothing held.
    pub fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The letter or digit that it types.
    pub(super) fn letter(self) -> Option<char> {
        match self {
            Self {
                code: Code::Char(c),
                ctrl: false,
                alt: false,
            } if c.is_ascii_alphanumeric() => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            other => f.write_str(
                NAMES
                    .iter()
                    .find(|(_, code)| *code == other)
                    .map_or("?", |(name, _)| name),
            ),
        }
    }
}

/// How keys without a character are written.
const NAMES: [(&str, Code); 16] = [
    ("letter", Code::Letter),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("↑", Code::Up),
    ("↓", Code::Down),
    ("←", Code::Left),
    ("→", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
];

/// The keys of a chord: characters stand for themselves, other keys between `<` and `>`.
///
/// A `<` that closes nowhere is the character. A name that is none is taken as characters; a test
/// holds that the table has no such name.
pub(super) fn parse(chord: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = chord;
    while let Some(c) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|inner| inner.split_once('>'))
            .and_then(|(name, after)| Some((parse_named(name)?, after)));
        if let Some((key, after)) = named {
            keys.push(key);
            rest = after;
        } else {
            keys.push(Key::plain(Code::Char(c)));
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    keys
}

fn parse_named(name: &str) -> Option<Key> {
    let (ctrl, name) = name
        .strip_prefix("Ctrl-")
        .map_or((false, name), |rest| (true, rest));
    let (alt, name) = name
        .strip_prefix("Alt-")
        .map_or((false, name), |rest| (true, rest));
    let mut chars = name.chars();
    let code = match (chars.next(), chars.as_str()) {
        _ if name == "Space" => Code::Char(' '),
        _ if NAMES.iter().any(|(other, _)| *other == name) => {
            NAMES.iter().find(|(other, _)| *other == name)?.1
        }
        (Some('F'), number) if !number.is_empty() => Code::F(number.parse().ok()?),
        (Some(c), "") => Code::Char(c),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::TABLE;

    #[test]
    fn chords_are_read_as_they_are_written() {
        assert_eq!(parse("]i").len(), 2);
        assert_eq!(
            parse("<Ctrl-d>"),
            [Key {
                code: Code::Char('d'),
                ctrl: true,
                alt: false
            }]
        );
        assert_eq!(
            parse("<Alt-→>"),
            [Key {
                code: Code::Right,
                ctrl: false,
                alt: true
            }]
        );
        assert_eq!(
            parse("[>"),
            [Key::plain(Code::Char('[')), Key::plain(Code::Char('>'))]
        );
        assert_eq!(parse("<"), [Key::plain(Code::Char('<'))]);
        assert_eq!(parse("<F1>"), [Key::plain(Code::F(1))]);
        assert_eq!(parse("m<letter>")[1].code, Code::Letter);
    }

    #[test]
    fn every_chord_of_the_table_has_only_known_names() {
        for chord in TABLE.iter().flat_map(|entry| entry.chords) {
            let keys = parse(chord);
            let is_spelled_out = chord.len() > 3 && keys.len() == chord.chars().count();
            assert!(!is_spelled_out, "{chord}");
        }
    }
}
