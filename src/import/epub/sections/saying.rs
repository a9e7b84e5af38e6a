//! Whether a chapter's own headings say what the table of contents says.

use dom_query::NodeRef;

use crate::import::epub::xml::label_of;

/// How many headings in a row may make up one label.
const JOINED_MAX: usize = 4;

/// How headings say a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// One says it all.
    Same,
    /// Several in a row say it together: "Chapter 1", "The Start".
    Joined,
    /// One says its start or end: "The Start" of "1. The Start".
    Part,
}

impl Saying {
    /// All ways, the surest first.
    pub(super) const ALL: [Self; 3] = [Self::Same, Self::Joined, Self::Part];
}

/// What a text says: its letters and digits in lower case, words parted by single spaces.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// How many of the headings with these keys, from the first on, say the label in this way.
pub(super) fn says<'a>(
    label: &str,
    mut keys: impl Iterator<Item = &'a str>,
    saying: Saying,
) -> Option<usize> {
    let first = keys.next()?;
    match saying {
        Saying::Same => (first == label).then_some(1),
        Saying::Joined => {
            let mut rest = label.strip_prefix(first)?;
            for (idx, key) in keys.take(JOINED_MAX - 1).enumerate() {
                rest = rest.strip_prefix(' ')?.strip_prefix(key)?;
                if rest.is_empty() {
                    return Some(idx + 2);
                }
            }
            None
        }
        Saying::Part => {
            let starts = label.strip_prefix(first);
            let ends = label.strip_suffix(first);
            let is_part = starts.is_some_and(|rest| rest.starts_with(' '))
                || ends.is_some_and(|rest| rest.ends_with(' '));
            is_part.then_some(1)
        }
    }
}

/// Moves what `further` says to the end of `heading`.
pub(super) fn join(heading: &NodeRef, further: &NodeRef) {
    let text = label_of(heading);
    let is_ended = text.ends_with(|c: char| !c.is_alphanumeric());
    let between = if is_ended { " " } else { ": " };
    heading.append_child(&heading.tree.new_text(between));
    for child in further.children() {
        heading.append_child(&child);
    }
    further.remove_from_parent();
}
