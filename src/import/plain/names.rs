//! Names, and the bylines that they stand in.

use super::{chrome, wording};

/// A few capitalised words, parted by commas or not.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_particle = |word: &str| {
        matches!(
            word,
            "and"
                | "und"
                | "et"
                | "y"
                | "e"
                | "en"
                | "и"
                | "&"
                | "of"
                | "de"
                | "da"
                | "di"
                | "la"
                | "van"
                | "von"
                | "der"
                | "den"
                | "le"
                | "al"
        )
    };
    let is_sound = |word: &&str| {
        word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) || is_particle(word)
    };
    (1..=10).contains(&words.len())
        && text.len() <= 120
        && words.iter().all(is_sound)
        && !text.contains([':', ';', '!', '?', '"', '“', '(', '—'])
        && !chrome::is_label(text)
        && !chrome::is_kicker(text)
}

/// The names in a byline: "By" and its like in other languages, then capitalised words.
pub(super) fn byline(text: &str) -> Option<&str> {
    const STARTS: [&str; 24] = [
        "written by",
        "posted by",
        "published by",
        "words by",
        "story by",
        "text by",
        "authored by",
        "by",
        "author:",
        "authors:",
        "escrito por",
        "von",
        "par",
        "por",
        "di",
        "de",
        "da",
        "door",
        "автор:",
        "авторы:",
        "автор",
        "text:",
        "af",
        "av",
    ];
    if text.len() > 160 || wording::ends_sentence(text) && wording::words(text) > 6 {
        return None;
    }
    let lower = text.to_lowercase();
    let name = STARTS.iter().find_map(|start| {
        let rest = lower.strip_prefix(start)?;
        let name = text.get(text.len().checked_sub(rest.len())?..)?;
        (rest.starts_with(super::lines::is_blank) || start.ends_with(':')).then_some(name)
    })?;
    let name = name.trim_matches(|c: char| super::lines::is_blank(c) || c == ':');
    let name = name.split(['|', '·', '•']).next().unwrap_or(name).trim();
    let name = name.split(" on ").next().unwrap_or(name);
    let starts_small = ["de ", "von ", "van ", "di ", "da ", "the ", "la ", "le "]
        .iter()
        .any(|start| name.starts_with(start));
    (is_name(name) || (starts_small && name.split_whitespace().count() <= 6)).then_some(name)
}
