//! Front matter: what a text says of itself before it begins, in YAML between `---` or in TOML
//! between `+++`.
//!
//! Only flat keys are read: a scalar, a list of scalars in either form, and a block of text. What
//! else stands there is for the program that made the file, and set aside.

mod entries;

use entries::Entry;

use crate::document::{Builder, Date, Kind, Lead, Meta, Reason, clean};
use crate::import::html;

/// The longest front matter, in bytes: within every head, so that head and whole agree.
const FRONT_BYTES_MAX: usize = 16 * 1024;

/// The keys that say each thing, the first that is there.
const TITLE: &[&str] = &["title"];
const STANDFIRST: &[&str] = &["description", "subtitle", "summary", "abstract"];
const BYLINE: &[&str] = &["author", "authors", "byline"];
const DATE: &[&str] = &["date", "published", "pubdate"];
const LANGUAGE: &[&str] = &["lang", "language"];

/// What a front matter says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    pub(super) title: Option<String>,
    standfirst: Option<String>,
    byline: Option<String>,
    date: Option<Date>,
    language: Option<String>,
    /// The rows that nothing is read of, as they are written.
    rest: String,
}

/// The front matter of a text, and where the text goes on after it; none where there is none.
pub(super) fn read(text: &str) -> Option<(Front, usize)> {
    let start = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let skipped = text.len() - start.len();
    let start = start
        .get(..start.floor_char_boundary(FRONT_BYTES_MAX))
        .unwrap_or_default();
    let mut lines = start.split_inclusive('\n');
    let fence = lines.next()?;
    let (ends, sign): (&[&str], char) = match fence.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return None,
    };
    let mut at = fence.len();
    let mut rows = Vec::new();
    for line in lines {
        at += line.len();
        // A line that the limit cuts is not the end.
        if ends.contains(&line.trim_end()) && (line.ends_with('\n') || at == text.len() - skipped) {
            let entries = entries::read(&rows, sign)?;
            return Some((Front::new(&entries), skipped + at));
        }
        rows.push(line.trim_end());
    }
    None
}

/// The first of these keys that is there.
fn first<'e>(keys: &[&str], entries: &'e [Entry]) -> Option<&'e Entry> {
    let mut keys = keys.iter();
    keys.find_map(|key| entries.iter().find(|entry| entry.key == *key))
}

impl Front {
    fn new(entries: &[Entry]) -> Self {
        let said = |keys: &[&str], joint: &str| {
            let value = first(keys, entries)?.values.join(joint);
            let words: Vec<&str> = value.split_whitespace().collect();
            (!words.is_empty()).then(|| clean::clean(&words.join(" ")).into_owned())
        };
        let byline = said(BYLINE, ", ");
        let mut front = Self {
            title: said(TITLE, " "),
            standfirst: said(STANDFIRST, " "),
            byline: byline.filter(|byline| byline.len() <= html::BYLINE_BYTES_MAX),
            date: said(DATE, " ").and_then(|date| html::date(&date)),
            language: said(LANGUAGE, " ").filter(|tag| {
                tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            }),
            rest: String::new(),
        };
        front.rest = front.rest_of(entries);
        front
    }

    /// The rows that nothing was read of.
    fn rest_of(&self, entries: &[Entry]) -> String {
        let all = [
            (TITLE, self.title.is_some()),
            (STANDFIRST, self.standfirst.is_some()),
            (BYLINE, self.byline.is_some()),
            (DATE, self.date.is_some()),
            (LANGUAGE, self.language.is_some()),
        ];
        let read = all.into_iter().filter(|(_, is_read)| *is_read);
        let read: Vec<&Entry> = read.filter_map(|(keys, _)| first(keys, entries)).collect();
        let rows = entries.iter().map(|entry| {
            if read.iter().any(|one| std::ptr::eq(*one, entry)) {
                entry.unread.as_str()
            } else {
                entry.rows.as_str()
            }
        });
        rows.collect()
    }

    /// Writes what stands over the text.
    pub(super) fn write(&self, builder: &mut Builder) {
        *builder.meta() = Meta {
            title: self.title.clone(),
            standfirst: self.standfirst.clone(),
            byline: self.byline.clone(),
            date: self.date,
            language: self.language.clone(),
            ..Meta::default()
        };
        let date = self.date.map(|date| date.to_string());
        let said: Vec<&str> = self
            .byline
            .as_deref()
            .into_iter()
            .chain(date.as_deref())
            .collect();
        let dateline = Some(said.join(", ")).filter(|said| !said.is_empty());
        let rows = [
            (Kind::Title, self.title.as_ref()),
            (Kind::Standfirst, self.standfirst.as_ref()),
            (Kind::Dateline, dateline.as_ref()),
        ];
        for (kind, text) in rows {
            if let Some(text) = text {
                builder.block(kind, Lead::Apart, text);
            }
        }
        if !self.rest.is_empty() {
            builder.set_aside(Reason::Boilerplate, &self.rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> Option<Front> {
        read(text).map(|(front, _)| front)
    }

    #[test]
    fn yaml_says_title_authors_date_and_summary() {
        let text = "---\ntitle: \"A tide: table\" # working\nauthor:\n  - Ann Writer\n  - Bo\ndate: 2024-03-05T10:00:00Z\ndescription: >\n  Of water\n  and time.\nlang: en\ntags: [a, b]\n---\nText\n";
        let (front, end) = read(text).expect("front matter");
        assert_eq!(text.get(end..), Some("Text\n"));
        assert_eq!(front.title.as_deref(), Some("A tide: table"));
        assert_eq!(front.byline.as_deref(), Some("Ann Writer, Bo"));
        assert_eq!(front.standfirst.as_deref(), Some("Of water and time."));
        assert_eq!(front.date, Date::new(2024, 3, 5));
        assert_eq!(front.language.as_deref(), Some("en"));
    }

    #[test]
    fn rows_that_nothing_reads_are_kept_as_they_are_written() {
        let rest = |source: &str| read(source).expect("is one").0.rest;
        assert_eq!(
            rest(
                "---\n# Mine\ntitle: Tides\n\ntags:\n  - moon\nauthor:\n  - name: Ann\n    of: Ryde\n\
                 subtitle: Of the sea\nabstract: |\n  Long.\n\
                 date: in spring\ntitle: Again\n---\n"
            ),
            "# Mine\ntags:\n  - moon\n    of: Ryde\nabstract: |\n  Long.\ndate: in spring\n\
             title: Again\n"
        );
        let quoted = "+++\ndescription = \"\"\"\nA word\nmore = less\n\"\"\"\nkind = 'log'\n+++\n";
        assert_eq!(rest(quoted), "kind = 'log'\n");
    }

    #[test]
    fn toml_says_the_same() {
        let front = front(
            "+++\ntitle = 'Tides'\nauthors = [\"Ann\", \"Bo\"]\ndate = 2024-03-05\n[extra]\nmath = true\n+++\n",
        );
        let front = front.expect("front matter");
        assert_eq!(front.title.as_deref(), Some("Tides"));
        assert_eq!(front.byline.as_deref(), Some("Ann, Bo"));
        assert_eq!(front.date, Date::new(2024, 3, 5));
    }

    #[test]
    fn authors_may_have_more_than_a_name() {
        let front = front(
            "---\nauthor:\n  - name: Ann Writer\n    affiliation: School\n  - Bo\n  - email: c@d.e\n    name: Cy\ntitle: \"T\"\n---\n",
        );
        let byline = front.expect("front matter").byline;
        assert_eq!(byline.as_deref(), Some("Ann Writer, Bo, Cy"));
    }

    #[test]
    fn toml_quotes_text_over_several_lines() {
        let front = front(
            "+++\ntitle = \"\"\"Tides\"\"\"\ndescription = '''\nMore = words\nhere.'''\nlang = \"en\"\n+++\n",
        );
        let front = front.expect("front matter");
        assert_eq!(front.title.as_deref(), Some("Tides"));
        assert_eq!(front.standfirst.as_deref(), Some("More = words here."));
        assert_eq!(front.language.as_deref(), Some("en"));
    }

    #[test]
    fn what_stands_between_two_rules_is_text() {
        assert_eq!(front("---\nA sentence between rules.\n---\n"), None);
        assert_eq!(front("---\n---\n"), None);
        assert_eq!(front("---\n\n# Heading\n\nWords: more\n"), None);
        assert_eq!(front("Words\n---\ntitle: x\n---\n"), None);
    }
}
