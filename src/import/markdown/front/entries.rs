//! The flat keys of a front matter, row by row.

/// A key, what is read of it, and its rows.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) values: Vec<String>,
    /// As they are written.
    pub(super) rows: String,
    /// Those of which nothing is in the values.
    pub(super) unread: String,
}

/// The entries of a front matter; none where its first row is none, so that what stands between two
/// rules is no front matter.
pub(super) fn read(rows: &[&str], sign: char) -> Option<Vec<Entry>> {
    let mut reader = Reader::default();
    for row in rows.iter().filter(|row| !row.trim().is_empty()) {
        let is_read = reader.read(row, sign)?;
        match reader.entries.last_mut() {
            Some(entry) => entry.keep(row, is_read),
            None => reader.comments.push(row),
        }
    }
    let first = reader.entries.first_mut()?;
    for comment in reader.comments.iter().rev() {
        first.rows.insert_str(0, &format!("{comment}\n"));
        first.unread.insert_str(0, &format!("{comment}\n"));
    }
    Some(reader.entries)
}

impl Entry {
    fn keep(&mut self, row: &str, is_read: bool) {
        self.rows.extend([row, "\n"]);
        if !is_read {
            self.unread.extend([row, "\n"]);
        }
    }
}

/// What was read, and how the last key goes on.
#[derive(Default)]
struct Reader<'a> {
    entries: Vec<Entry>,
    /// The comments above the first key.
    comments: Vec<&'a str>,
    /// Whether the rows under its key are one text (YAML).
    folds: bool,
    /// What ends its text, which goes on over several rows (TOML).
    quotes: Option<&'static str>,
}

impl Reader<'_> {
    /// Reads a row, and tells whether a value has any of it; none where the row is none of such a
    /// block.
    fn read(&mut self, row: &str, sign: char) -> Option<bool> {
        let text = row.trim();
        if let Some(end) = self.quotes {
            return self.quoted(text, end);
        }
        if text.starts_with('#') {
            return Some(false);
        }
        if row.starts_with([' ', '\t', '-', ']', '[']) {
            return self.go_on(text);
        }
        match row.split_once(sign) {
            Some((key, value)) => self.begin(key, value.trim()),
            None => (!self.entries.is_empty()).then_some(false),
        }
    }

    fn quoted(&mut self, text: &str, end: &str) -> Option<bool> {
        let (text, ends) = match text.split_once(end) {
            Some((text, _)) => (text, true),
            None => (text, false),
        };
        let entry = self.entries.last_mut()?;
        entry.values.push(text.trim_end_matches('\\').to_owned());
        self.quotes = self.quotes.filter(|_| !ends);
        Some(true)
    }

    /// Reads what goes on from the key above: an item of its list, or more of its text.
    fn go_on(&mut self, text: &str) -> Option<bool> {
        let value = match text.strip_prefix("- ") {
            Some(item) if !self.folds => item_of(item),
            _ if self.folds => Some(text.to_owned()),
            // Of what is more than a word, its name is read.
            _ => text.strip_prefix("name:").map(scalar),
        };
        let entry = self.entries.last_mut()?;
        let is_read = value.is_some();
        entry.values.extend(value);
        Some(is_read)
    }

    fn begin(&mut self, key: &str, value: &str) -> Option<bool> {
        const QUOTES: [&str; 2] = ["\"\"\"", "'''"];
        let key = key.trim().trim_matches('"');
        let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let is_key = !key.is_empty() && key.chars().all(is_of_key);
        if !is_key && self.entries.is_empty() {
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
        self.entries.push(Entry {
            key: key.to_lowercase(),
            values,
            ..Entry::default()
        });
        Some(true)
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
