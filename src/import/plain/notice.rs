//! The notices that Project Gutenberg wraps around its books: where they end and where they begin
//! again, and what they say of the book.

use super::lines::{Line, Lines};
use super::{dates, wording};
use crate::document::{Date, Meta};

/// The notice before a book.
#[derive(Clone, Debug, Default)]
pub(super) struct Notice {
    /// Where it ends in the source, in bytes.
    pub(super) end: usize,
    title: Option<String>,
    author: Option<String>,
    date: Option<Date>,
    language: Option<&'static str>,
}

/// How a paragraph begins that says who made the electronic text.
const CREDITS: [&str; 8] = [
    "produced by",
    "e-text prepared by",
    "etext prepared by",
    "this etext was",
    "this ebook was",
    "transcribed from",
    "transcribed by",
    "prepared by",
];

/// The names that a notice gives languages, and their tags.
const LANGUAGES: [(&str, &str); 20] = [
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("esperanto", "eo"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("latin", "la"),
    ("norwegian", "no"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
];

/// The most source lines that the mark of a book's start takes.
const MARK_LINES_MAX: usize = 4;

/// The notice that a book's first stretch begins with.
pub(super) fn find(stretch: &str) -> Option<Notice> {
    let has = |text: &str| memchr::memmem::find(stretch.as_bytes(), text.as_bytes()).is_some();
    if !has("***") && !has("SMALL PRINT") {
        return None;
    }
    let mut lines = Lines::new(stretch);
    let mut small_print = None;
    let mut notice = Notice::default();
    let mut field = None;
    while let Some(line) = lines.next() {
        if starts_book(line.text) {
            notice.end = mark_end(line, &mut lines);
            skip_credits(&mut lines, &mut notice);
            return Some(notice);
        }
        if line.text.starts_with("*END") && line.text.contains("SMALL PRINT") {
            small_print = Some((line.end, lines.clone()));
            break;
        }
        field = notice.read(&line, field);
    }
    let (end, mut lines) = small_print?;
    notice.end = end;
    skip_credits(&mut lines, &mut notice);
    Some(notice)
}

/// "*** START OF THE PROJECT GUTENBERG EBOOK …".
fn starts_book(text: &str) -> bool {
    is_mark(text, "START OF TH")
}

/// "*** END OF THE PROJECT GUTENBERG EBOOK …".
pub(super) fn ends_book(text: &str) -> bool {
    is_mark(text, "END OF TH")
}

/// What stands at the end of a book in front of that mark, or instead of it in older ones.
pub(super) fn closes_book(text: &str) -> bool {
    let has = |start: &str| {
        text.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    has("end of the project gutenberg") || has("end of project gutenberg")
}

fn is_mark(text: &str, words: &str) -> bool {
    text.strip_prefix("***")
        .is_some_and(|rest| rest.trim_start_matches(['*', ' ']).starts_with(words))
}

/// Where the mark that starts at `line` ends: a long title goes on over source lines up to stars.
fn mark_end(line: Line, lines: &mut Lines) -> usize {
    let mut ahead = 0;
    let mut last = line;
    while !last.text.ends_with("***") && ahead < MARK_LINES_MAX {
        match lines.peek(ahead).filter(Line::is_close) {
            Some(next) => last = next,
            None => return line.end,
        }
        ahead += 1;
    }
    if !last.text.ends_with("***") {
        return line.end;
    }
    for _ in 0..ahead {
        lines.next();
    }
    last.end
}

/// Who made the electronic text belongs to the notice.
fn skip_credits(lines: &mut Lines, notice: &mut Notice) {
    let is_credit = |line: &Line| {
        let text = line.text.to_lowercase();
        CREDITS.iter().any(|start| text.starts_with(start))
    };
    if !lines.peek(0).as_ref().is_some_and(is_credit) {
        return;
    }
    if let Some(line) = lines.next() {
        notice.end = line.end;
    }
    while let Some(line) = lines.peek(0).filter(Line::is_close) {
        notice.end = line.end;
        lines.next();
    }
}

/// What a field of the notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Other,
}

impl Notice {
    /// Reads a source line of the notice, which may go on with the `open` field.
    fn read(&mut self, line: &Line, open: Option<Field>) -> Option<Field> {
        if line.indent > 0 && line.is_close() && open == Some(Field::Title) {
            let title = self.title.get_or_insert_default();
            title.push(' ');
            title.push_str(line.text);
            return open;
        }
        let (name, value) = line.text.split_once(':')?;
        let value = value.trim();
        if value.is_empty() {
            return None;
        }
        match name.to_ascii_lowercase().as_str() {
            "title" => {
                self.title.get_or_insert_with(|| value.into());
                return Some(Field::Title);
            }
            "author" => {
                self.author.get_or_insert_with(|| value.into());
            }
            "release date" | "posting date" => {
                let date = value.split('[').next().unwrap_or(value).trim();
                let date = dates::dateline(date).or_else(|| dates::month_of(date));
                self.date = self.date.or(date);
            }
            "language" => {
                let name = value.to_lowercase();
                let tag = LANGUAGES.iter().find(|(language, _)| *language == name);
                self.language = tag.map(|(_, tag)| *tag);
            }
            _ => {}
        }
        Some(Field::Other)
    }

    /// Tells what the notice says of the book.
    pub(super) fn tell(&self, meta: &mut Meta) {
        meta.title = self.title.clone().or_else(|| meta.title.take());
        meta.byline = self.author.clone().or_else(|| meta.byline.take());
        meta.date = self.date.or(meta.date);
        meta.language = self.language.map(Into::into);
    }

    /// Whether the source line shows the book's title, or the first part of it.
    pub(super) fn names(&self, text: &str) -> bool {
        let key = wording::key(text);
        let is_start = |title: &String| {
            let title = wording::key(title);
            let rest = title.strip_prefix(&key);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        !key.is_empty() && self.title.as_ref().is_some_and(is_start)
    }

    /// Whether the source line shows the author's name and nothing else but "by".
    pub(super) fn is_author(&self, text: &str) -> bool {
        let key = wording::key(text);
        let key = key.strip_prefix("by ").unwrap_or(&key);
        self.author
            .as_ref()
            .is_some_and(|author| wording::key(author) == key)
    }
}
