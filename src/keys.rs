//! Chords ↔ actions, as data: which keys mean what, and what a half-typed chord may become.
//!
//! The one table in [`table`](TABLE) is what the keys do, what the help says, and what the README
//! lists. This room does not know the reader's state.

mod chord;
mod help;
mod prompt;
mod table;

pub use chord::{Code, Key};
pub use help::{help, markdown_table};
pub use prompt::{PROMPT_TABLE, PromptEntry, edit};
pub use table::{Entry, Group, TABLE};

use crate::reader::{Action, Command};

/// The largest number that can be typed before a chord.
const COUNT_MAX: u32 = 999_999;

/// What a key led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// A chord is whole.
    Command(Command),
    /// More keys are needed.
    Pending,
    /// What was begun is dropped.
    Dropped,
    /// The keys, as typed, mean nothing.
    Unknown(String),
}

/// One way a half-typed chord can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// The key that comes next, as it is written.
    pub key: String,
    /// What it would do.
    pub name: &'static str,
}

/// The keys typed so far, and what all keys mean.
#[derive(Clone, Debug)]
pub struct Keys {
    bindings: Vec<Binding>,
    typed: Vec<Key>,
    count: Option<u32>,
}

#[derive(Clone, Debug)]
struct Binding {
    chord: Vec<Key>,
    entry: &'static Entry,
}

impl Default for Keys {
    fn default() -> Self {
        let bindings = TABLE
            .iter()
            .flat_map(|entry| entry.chords.iter().map(move |chord| (chord, entry)))
            .map(|(chord, entry)| Binding {
                chord: chord::parse(chord),
                entry,
            })
            .collect();
        Self {
            bindings,
            typed: Vec::new(),
            count: None,
        }
    }
}

impl Keys {
    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Pressed {
        if key == Key::plain(Code::Esc) && (self.count.is_some() || !self.typed.is_empty()) {
            self.drop_typed();
            return Pressed::Dropped;
        }
        if self.typed.is_empty() && self.extend_count(key) {
            return Pressed::Pending;
        }
        self.typed.push(key);
        if let Some(command) = self.whole() {
            self.drop_typed();
            return Pressed::Command(command);
        }
        if self
            .bindings
            .iter()
            .any(|binding| binding.begins_with(&self.typed))
        {
            return Pressed::Pending;
        }
        let typed = self.typed();
        self.drop_typed();
        Pressed::Unknown(typed)
    }

    /// Whether a chord starts with this key.
    pub fn knows(&self, key: Key) -> bool {
        self.bindings
            .iter()
            .any(|binding| binding.chord.first() == Some(&key))
    }

    /// The number and keys typed so far, as they are written.
    pub fn typed(&self) -> String {
        let count = self
            .count
            .map(|count| count.to_string())
            .unwrap_or_default();
        self.typed
            .iter()
            .fold(count, |typed, key| typed + &key.to_string())
    }

    /// How the keys typed so far can go on; nothing before the first key of a chord.
    pub fn continuations(&self) -> Vec<Continuation> {
        if self.typed.is_empty() {
            return Vec::new();
        }
        let going_on = self
            .bindings
            .iter()
            .filter(|binding| binding.begins_with(&self.typed));
        going_on
            .filter_map(|binding| {
                let next = binding.chord.get(self.typed.len());
                let key = match next {
                    Some(Key {
                        code: Code::Letter, ..
                    }) => "a–z".to_owned(),
                    Some(key) => key.to_string(),
                    None => return None,
                };
                Some(Continuation {
                    key,
                    name: binding.entry.name,
                })
            })
            .collect()
    }

    /// Takes a digit of a number; zero only after another digit.
    fn extend_count(&mut self, key: Key) -> bool {
        let Key {
            code: Code::Char(c),
            ctrl: false,
            alt: false,
        } = key
        else {
            return false;
        };
        let Some(digit) = c.to_digit(10) else {
            return false;
        };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        let count = self
            .count
            .unwrap_or(0)
            .saturating_mul(10)
            .saturating_add(digit);
        self.count = Some(count.min(COUNT_MAX));
        true
    }

    fn whole(&self) -> Option<Command> {
        let exact = self
            .bindings
            .iter()
            .find(|binding| binding.chord == self.typed);
        let lettered = || {
            self.bindings
                .iter()
                .find(|binding| binding.takes_letter(&self.typed))
        };
        let binding = exact.or_else(lettered)?;
        let letter = self.typed.last().and_then(|key| key.letter());
        let takes_letter = binding
            .chord
            .last()
            .is_some_and(|key| key.code == Code::Letter);
        Some(Command {
            action: binding.entry.action,
            count: self.count,
            letter: letter.filter(|_| takes_letter),
        })
    }

    fn drop_typed(&mut self) {
        self.typed.clear();
        self.count = None;
    }
}

impl Binding {
    fn begins_with(&self, typed: &[Key]) -> bool {
        self.chord.len() > typed.len() && self.chord.starts_with(typed)
    }

    fn takes_letter(&self, typed: &[Key]) -> bool {
        let (Some((last, before)), Some((end, start))) =
            (typed.split_last(), self.chord.split_last())
        else {
            return false;
        };
        end.code == Code::Letter && before == start && last.letter().is_some()
    }
}

/// The chords of an action, as they are written.
pub fn chords(action: Action) -> &'static [&'static str] {
    TABLE
        .iter()
        .find(|entry| entry.action == action)
        .map_or(&[], |entry| entry.chords)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Landmark;
    use crate::reader::Way;

    fn press(chord: &str) -> Pressed {
        let mut keys = Keys::default();
        let mut pressed = Pressed::Dropped;
        for key in chord::parse(chord) {
            pressed = keys.press(key);
        }
        pressed
    }

    fn command(action: Action, count: Option<u32>, letter: Option<char>) -> Pressed {
        Pressed::Command(Command {
            action,
            count,
            letter,
        })
    }

    #[test]
    fn chords_counts_and_letters_make_commands() {
        let point = Action::Jump(Landmark::Point, Way::Forward);
        assert_eq!(press("4)"), command(point, Some(4), None));
        assert_eq!(press("]i"), command(point, None, None));
        assert_eq!(press("50%"), command(Action::Share, Some(50), None));
        assert_eq!(
            press("10j"),
            command(Action::Row(Way::Forward), Some(10), None)
        );
        assert_eq!(press("ma"), command(Action::SetMark, None, Some('a')));
        assert_eq!(press("'a"), command(Action::ToMark, None, Some('a')));
        assert_eq!(press("''"), command(Action::ToLast, None, None));
        let level = Action::Jump(Landmark::Level(2), Way::Forward);
        assert_eq!(press("]2"), command(level, None, None));
    }

    #[test]
    fn what_means_nothing_is_said_as_typed() {
        assert_eq!(press("]y"), Pressed::Unknown("]y".into()));
        assert_eq!(press("3X"), Pressed::Unknown("3X".into()));
    }

    #[test]
    fn escape_drops_what_was_begun_and_is_a_key_otherwise() {
        assert_eq!(press("12<Esc>"), Pressed::Dropped);
        assert_eq!(press("]<Esc>"), Pressed::Dropped);
        assert_eq!(press("<Esc>"), command(Action::Cancel, None, None));
    }

    #[test]
    fn a_half_typed_chord_tells_how_it_goes_on() {
        let mut keys = Keys::default();
        assert!(keys.continuations().is_empty());
        keys.press(Key::plain(Code::Char(']')));
        let next: Vec<String> = keys
            .continuations()
            .into_iter()
            .map(|next| next.key)
            .collect();
        for key in ["]", "i", "q", "1", "l"] {
            assert!(
                next.iter().any(|next| next == key),
                "{key} is not in {next:?}"
            );
        }
    }

    #[test]
    fn no_chord_hides_another() {
        let keys = Keys::default();
        for one in &keys.bindings {
            for other in &keys.bindings {
                let same = std::ptr::eq(one, other);
                assert!(same || one.chord != other.chord, "{:?}", one.chord);
                assert!(
                    !other.begins_with(&one.chord),
                    "{:?} hides {:?}",
                    one.chord,
                    other.chord
                );
            }
        }
    }
}
