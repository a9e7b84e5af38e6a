//! Front matter: what a text says of itself before it begins, in YAML between `---` or in TOML
//! between `+++`.
//!
//! Only flat keys are read: a scalar, a list of scalars in either form, and a block of text. What
//! else stands there is for the program that made the file, and set aside.

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
    /// The rows of the other keys, as they are written.
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
            let pairs = pairs(&rows, sign)?;
            let front = Front {
                rest: rest(&rows, sign, &pairs),
                ..Front::new(&pairs)
            };
            return Some((front, skipped + at));
        }
        rows.push(line.trim_end());
    }
    None
}

/// The flat keys and their values; none where the first line is no key, so that what stands between
/// two rules is no front matter.
fn pairs(rows: &[&str], sign: char) -> Option<Vec<(String, Vec<String>)>> {
    let mut pairs = Pairs::default();
    for row in rows {
        pairs.read(row, sign)?;
    }
    (!pairs.keys.is_empty()).then_some(pairs.keys)
}

/// The rows that no key says which is read.
fn rest(rows: &[&str], sign: char, pairs: &[(String, Vec<String>)]) -> String {
    let all = [TITLE, STANDFIRST, BYLINE, DATE, LANGUAGE];
    let read: Vec<&str> = all
        .iter()
        .filter_map(|names| first(names, pairs))
        .map(|(key, _)| key.as_str())
        .collect();
    let mut is_read = false;
    let mut rest = String::new();
    for row in rows.iter().filter(|row| !row.is_empty()) {
        if let Some((key, _)) = row.split_once(sign).filter(|_| !is_further(row)) {
            is_read = read.contains(&name(key).as_str());
        }
        if !is_read {
            rest.push_str(row);
            rest.push('\n');
        }
    }
    rest
}

/// The first of these keys that is there.
fn first<'p>(
    names: &[&str],
    pairs: &'p [(String, Vec<String>)],
) -> Option<&'p (String, Vec<String>)> {
    let mut names = names.iter();
    names.find_map(|name| pairs.iter().find(|(key, _)| key == name))
}

/// Whether a row goes on from the key above.
fn is_further(row: &str) -> bool {
    row.starts_with([' ', '\t', '-', ']', '['])
}

/// A key as keys are compared.
fn name(key: &str) -> String {
    key.trim().trim_matches('"').to_lowercase()
}

/// The keys that were read, and how the last one goes on.
#[derive(Default)]
struct Pairs {
    keys: Vec<(String, Vec<String>)>,
    /// Whether the rows under its key are one text (YAML).
    folds: bool,
    /// What ends its text, which goes on over several rows (TOML).
    quotes: Option<&'static str>,
}

impl Pairs {
    /// Reads a row; none where it is none of such a block.
    fn read(&mut self, row: &str, sign: char) -> Option<()> {
        let text = row.trim();
        if let Some(end) = self.quotes {
            return self.quoted(text, end);
        }
        if text.is_empty() || text.starts_with('#') {
            return Some(());
        }
        if is_further(row) {
            return self.go_on(text);
        }
        match row.split_once(sign) {
            Some((key, value)) => self.begin(key, value.trim()),
            None => (!self.keys.is_empty()).then_some(()),
        }
    }

    fn quoted(&mut self, text: &str, end: &str) -> Option<()> {
        let (text, ends) = match text.split_once(end) {
            Some((text, _)) => (text, true),
            None => (text, false),
        };
        let (_, values) = self.keys.last_mut()?;
        values.push(text.trim_end_matches('\\').to_owned());
        self.quotes = self.quotes.filter(|_| !ends);
        Some(())
    }

    /// Reads what goes on from the key above: an item of its list, or more of its text.
    fn go_on(&mut self, text: &str) -> Option<()> {
        let (_, values) = self.keys.last_mut()?;
        match text.strip_prefix("- ") {
            Some(item) if !self.folds => values.extend(item_of(item)),
            _ if self.folds => values.push(text.to_owned()),
            // Of what is more than a word, its name is read.
            _ => values.extend(text.strip_prefix("name:").map(scalar)),
        }
        Some(())
    }

    fn begin(&mut self, key: &str, value: &str) -> Option<()> {
        const QUOTES: [&str; 2] = ["\"\"\"", "'''"];
        let key = name(key);
        let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let is_key = !key.is_empty() && key.chars().all(is_of_key);
        if !is_key && self.keys.is_empty() {
            return None;
        }
        let opens = |quotes: &&str| {
            let text = value.strip_prefix(*quotes);
            text.is_some_and(|text| !text.contains(*quotes))
        };
        self.quotes = QUOTES.into_iter().find(opens);
        self.folds = value.starts_with(['|', '>']);
        let values = if let Some(quotes) = self.quotes {
            vec![value.trim_start_matches(quotes).to_owned()]
        } else if self.folds || value.is_empty() {
            Vec::new()
        } else {
            list(value)
        };
        self.keys.push((key, values));
        Some(())
    }
}

/// What an item of a list says: its name, where it has keys of its own.
fn item_of(item: &str) -> Option<String> {
    let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase());
    match item.split_once(": ") {
        Some(("name", name)) => Some(scalar(name)),
        Some((key, _)) if is_key(key) => None,
        _ => Some(scalar(item)),
    }
}

/// The values of `[a, "b"]`, or the one of a scalar.
fn list(value: &str) -> Vec<String> {
    match value
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
    {
        Some(inner) => inner.split(',').map(scalar).collect(),
        None => vec![scalar(value)],
    }
}

/// A scalar without its quotes, or without the comment after it.
fn scalar(value: &str) -> String {
    let mut value = value.trim();
    for quotes in ["\"\"\"", "'''"] {
        let inner = value.strip_prefix(quotes);
        value = inner
            .and_then(|inner| inner.strip_suffix(quotes))
            .unwrap_or(value);
    }
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            let end = inner.rfind(quote).unwrap_or(inner.len());
            let inner = inner.get(..end).unwrap_or(inner);
            return if quote == '"' {
                inner.replace("\\\"", "\"")
            } else {
                inner.replace("''", "'")
            };
        }
    }
    let end = value.find(" #").unwrap_or(value.len());
    value.get(..end).unwrap_or(value).trim_end().to_owned()
}

impl Front {
    fn new(pairs: &[(String, Vec<String>)]) -> Self {
        let said = |names: &[&str], joint: &str| {
            let (_, values) = first(names, pairs)?;
            let value = values.join(joint);
            let words: Vec<&str> = value.split_whitespace().collect();
            (!words.is_empty()).then(|| clean::clean(&words.join(" ")).into_owned())
        };
        let byline = said(BYLINE, ", ");
        Self {
            title: said(TITLE, " "),
            standfirst: said(STANDFIRST, " "),
            byline: byline.filter(|byline| byline.len() <= html::BYLINE_BYTES_MAX),
            date: said(DATE, " ").and_then(|date| html::date(&date)),
            language: said(LANGUAGE, " ").filter(|tag| {
                tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            }),
            rest: String::new(),
        }
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
    fn keys_that_nothing_reads_are_kept_as_they_are_written() {
        let source = "---\n# Mine\ntitle: Tides\ntags:\n  - moon\nsubtitle: Of the sea\nabstract: |\n  Long.\n---\n";
        let (front, _) = read(source).expect("is one");
        let rest = "# Mine\ntags:\n  - moon\nabstract: |\n  Long.\n";
        assert_eq!(front.rest, rest);
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
