//! The keys of the line that is being typed: which edit each of them is.

use super::chord::{self, Code, Key};
use crate::reader::Edit;

/// One edit.
#[derive(Clone, Copy, Debug)]
pub struct PromptEntry {
    /// The edit.
    pub edit: Edit,
    /// What it does, in a sentence.
    pub sentence: &'static str,
    /// The keys that call it, as those of [`TABLE`](super::TABLE) are written.
    pub chords: &'static [&'static str],
}

const fn entry(edit: Edit, chords: &'static [&'static str], sentence: &'static str) -> PromptEntry {
    PromptEntry {
        edit,
        sentence,
        chords,
    }
}

/// Every edit that has a key of its own; other characters are typed.
#[rustfmt::skip]
pub static PROMPT_TABLE: &[PromptEntry] = &[
    entry(Edit::Enter, &["<Enter>"], "Stay at what was found or chosen; with nothing typed, go on with the last search."),
    entry(Edit::Cancel, &["<Esc>", "<Ctrl-g>"], "Close, and be back exactly where it began."),
    entry(Edit::Regex, &["<Ctrl-r>"], "Take what is typed for a regular expression, or again for itself."),
    entry(Edit::Up, &["<↑>", "<Ctrl-p>"], "Show the search before, or the choice above."),
    entry(Edit::Down, &["<↓>", "<Ctrl-n>"], "Show the search after, or the choice below."),
    entry(Edit::PageUp, &["<PgUp>"], "Go up in the choices by a page."),
    entry(Edit::PageDown, &["<PgDn>"], "Go down in the choices by a page."),
    entry(Edit::Left, &["<←>", "<Ctrl-b>"], "Move left."),
    entry(Edit::Right, &["<→>", "<Ctrl-f>"], "Move right."),
    entry(Edit::Start, &["<Home>", "<Ctrl-a>"], "Move to the start."),
    entry(Edit::End, &["<End>", "<Ctrl-e>"], "Move to the end."),
    entry(Edit::Backspace, &["<Backspace>"], "Take away what stands before the cursor; close where nothing is typed."),
    entry(Edit::Delete, &["<Del>", "<Ctrl-d>"], "Take away what stands at the cursor."),
    entry(Edit::DeleteWord, &["<Ctrl-w>"], "Take away the word before the cursor."),
    entry(Edit::DeleteToStart, &["<Ctrl-u>"], "Take away all before the cursor."),
];

/// What a key does to the line that is being typed; none where it does nothing.
pub fn edit(key: Key) -> Option<Edit> {
    let entry = PROMPT_TABLE.iter().find(|entry| {
        let mut chords = entry.chords.iter();
        chords.any(|chord| chord::parse(chord) == [key])
    });
    match (entry, key) {
        (Some(entry), _) => Some(entry.edit),
        (
            None,
            Key {
                code: Code::Char(c),
                ctrl: false,
                alt: false,
            },
        ) => Some(Edit::Insert(c)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_of_a_prompt_means_two_edits() {
        let chords: Vec<&str> = PROMPT_TABLE
            .iter()
            .flat_map(|entry| entry.chords)
            .copied()
            .collect();
        for (idx, chord) in chords.iter().enumerate() {
            assert_eq!(chord::parse(chord).len(), 1, "{chord}");
            assert!(!chords.iter().skip(idx + 1).any(|other| other == chord));
        }
    }

    #[test]
    fn characters_are_typed_and_chords_edit() {
        assert_eq!(edit(Key::plain(Code::Char('q'))), Some(Edit::Insert('q')));
        let ctrl_w = chord::parse("<Ctrl-w>")[0];
        assert_eq!(edit(ctrl_w), Some(Edit::DeleteWord));
        assert_eq!(edit(chord::parse("<Ctrl-t>")[0]), None);
    }
}
