//! A line that is being typed: grapheme by grapheme, never longer than a pattern may be.

use crate::document::clean;
use crate::search::PATTERN_CHARS_MAX;
use crate::width;

/// One change of a line that is being typed, or what is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Types a character.
    Insert(char),
    /// Takes away what stands before the cursor.
    Backspace,
    /// Takes away what stands at the cursor.
    Delete,
    /// Takes away the word before the cursor.
    DeleteWord,
    /// Takes away all before the cursor.
    DeleteToStart,
    /// Moves the cursor left.
    Left,
    /// Moves the cursor right.
    Right,
    /// Moves the cursor to the start.
    Start,
    /// Moves the cursor to the end.
    End,
    /// Goes to what was typed before, or up in a list.
    Up,
    /// Goes to what was typed after, or down in a list.
    Down,
    /// Goes up in a list by a page.
    PageUp,
    /// Goes down in a list by a page.
    PageDown,
    /// Takes what is typed for a regular expression, or again for itself.
    Regex,
    /// Takes what is typed.
    Enter,
    /// Closes, as if nothing had been typed.
    Cancel,
}

/// A line and the cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// In bytes, between two graphemes.
    cursor: usize,
}

impl Line {
    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is typed before the cursor, and from it on.
    pub fn around_cursor(&self) -> (&str, &str) {
        self.text
            .split_at_checked(self.cursor)
            .unwrap_or((&self.text, ""))
    }

    /// Puts another text in the line's place.
    pub(super) fn set(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
        self.insert(text);
    }

    /// Types a text, cleaned, as far as there is room; its lines become words.
    pub(super) fn insert(&mut self, text: &str) {
        let room = PATTERN_CHARS_MAX.saturating_sub(self.text.chars().count());
        let text: String = clean::clean(text).chars().take(room).collect();
        if self.text.is_char_boundary(self.cursor) {
            self.text.insert_str(self.cursor, &text);
            self.cursor += text.len();
        }
    }

    /// Changes the text or moves the cursor; what is done with the line is not for it.
    pub(super) fn edit(&mut self, edit: Edit) {
        let (before, after) = self.around_cursor();
        let left = width::graphemes(before)
            .last()
            .map_or(0, |(one, _)| one.len());
        let right = width::graphemes(after)
            .next()
            .map_or(0, |(one, _)| one.len());
        let word = before.trim_end();
        let word = word.len() - word.trim_end_matches(|c: char| !c.is_whitespace()).len()
            + (before.len() - word.len());
        match edit {
            Edit::Insert(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Edit::Backspace => self.delete_before(left),
            Edit::Delete => {
                self.cursor += right;
                self.delete_before(right);
            }
            Edit::DeleteWord => self.delete_before(word),
            Edit::DeleteToStart => self.delete_before(self.cursor),
            Edit::Left => self.cursor -= left,
            Edit::Right => self.cursor += right,
            Edit::Start => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::Up
            | Edit::Down
            | Edit::PageUp
            | Edit::PageDown
            | Edit::Regex
            | Edit::Enter
            | Edit::Cancel => {}
        }
    }

    fn delete_before(&mut self, bytes: usize) {
        let (before, after) = self.around_cursor();
        let kept = before.len().saturating_sub(bytes);
        let text = before.get(..kept).unwrap_or_default().to_owned() + after;
        self.text = text;
        self.cursor = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(text: &str) -> Line {
        let mut line = Line::default();
        line.set(text);
        line
    }

    fn after(text: &str, edits: &[Edit]) -> String {
        let mut line = line(text);
        for edit in edits {
            line.edit(*edit);
        }
        let (before, after) = line.around_cursor();
        format!("{before}|{after}")
    }

    #[test]
    fn a_grapheme_is_taken_away_whole() {
        assert_eq!(after("cafe\u{301}", &[Edit::Backspace]), "caf|");
        assert_eq!(after("a👩‍👩‍👧b", &[Edit::Left, Edit::Backspace]), "a|b");
        assert_eq!(after("👩‍👩‍👧b", &[Edit::Start, Edit::Delete]), "|b");
    }

    #[test]
    fn words_and_starts_are_taken_away() {
        assert_eq!(after("one two  ", &[Edit::DeleteWord]), "one |");
        assert_eq!(after("one two", &[Edit::Left, Edit::DeleteWord]), "one |o");
        assert_eq!(after("one two", &[Edit::Left, Edit::DeleteToStart]), "|o");
        assert_eq!(after("", &[Edit::DeleteWord, Edit::Delete]), "|");
    }

    #[test]
    fn what_is_pasted_is_clean_and_bounded() {
        let mut line = line("");
        line.insert("two\nlines\u{1B}[2J and a hi\u{AD}den hyphen");
        assert_eq!(line.text(), "two lines␛[2J and a hiden hyphen");
        line.insert(&"x".repeat(10_000));
        assert_eq!(line.text().chars().count(), PATTERN_CHARS_MAX);
    }

    proptest! {
        #[test]
        fn no_edit_leaves_the_text_or_breaks_a_character(
            text in "\\PC{0,12}", edits in prop::collection::vec(0usize..10, 0..20),
        ) {
            let all = [
                Edit::Insert('e'), Edit::Insert('\u{301}'), Edit::Backspace, Edit::Delete,
                Edit::DeleteWord, Edit::DeleteToStart, Edit::Left, Edit::Right, Edit::Start,
                Edit::End,
            ];
            let mut line = line(&text);
            for edit in edits {
                line.edit(all[edit]);
                let (before, after) = line.around_cursor();
                prop_assert_eq!(before.to_owned() + after, line.text());
            }
        }
    }
}
