//! References in plain words, "Section 4.2" or "[12]", and what they stand for.
//!
//! Where a text refers is told from the words alone, within what is looked at. What it refers to is
//! found by going through the headings, or all blocks, once: that belongs on a thread.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::document::{BlockIdx, Document, Kind, Offset, Target};

mod place;
pub use place::section_by_fragment;

#[cfg(test)]
mod tests;

/// How much of the text before and after a reference is looked at, in bytes.
const AROUND_BYTES: usize = 40;

/// A reference in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The words that refer.
    pub range: Range<Offset>,
    /// What they refer to.
    pub to: Referent,
}

/// What is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A place, or an address.
    Link(Target),
    /// A section by its number or letter, as headings have it.
    Section {
        /// "section", "chapter", "appendix" and the like, in small letters.
        noun: String,
        /// The number or letter.
        label: String,
    },
    /// A section by its title, if these quoted words are one.
    Title(String),
    /// A section by its title, if these words start with one.
    Named(String),
    /// A figure, table, listing or equation by its number.
    Captioned {
        /// The noun that starts its caption, in small letters.
        noun: &'static str,
        /// The number.
        label: String,
    },
    /// An entry of a list of sources or notes, by what stands in its brackets.
    Source(String),
    /// The passage that a takeaway restates.
    Restated(BlockIdx),
}

/// What can be followed from a stretch of text.
static REFERENCES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"[0-9]{1,4}(?:\.[0-9]{1,4})*[a-z]?|[A-Z](?:\.[0-9]{1,4})*|[IVXLC]{1,7}";
    let sections = "sections?|sect?\\.|chapters?|chap\\.|appendix|appendices|annex|parts?|book|clause|article|paragraph|rule";
    let captions = "figures?|fig\\.|tables?|tab\\.|listing|equation|eq\\.|example|box|chart";
    let pattern = [
        r"§§?[\s\u{A0}]?(?<paragraph>[0-9]{1,4}(?:\.[0-9]{1,4})*)",
        &format!(r"\b(?<section>(?i:{sections}))[\s\u{{A0}}](?<number>{number})\b"),
        &format!(r"\b(?<caption>(?i:{captions}))[\s\u{{A0}}](?<figure>{number})\b"),
        r"\[(?<source>[0-9]{1,4}|[A-Z][A-Za-z0-9+.:-]{1,24})\]",
        r"\bRFC[-\s\u{A0}]?(?<rfc>[0-9]{1,5})\b",
        r"\b(?i:chapter|section|part)\s(?i:on|about|titled|called|named)\s(?<named>\p{Lu}[^.,;:!?()“”\n]{2,80})",
        r"“(?<title>[^“”\n]{3,80})”",
        r#""(?<straight>[^"\n]{3,80})""#,
    ]
    .join("|");
    Regex::new(&pattern).ok()
});

/// What says, before or after a section's number, that it is another text's.
static OTHERS: LazyLock<Option<(Regex, Regex)>> = LazyLock::new(|| {
    let before = Regex::new(r"(?:\]|\bRFC[-\s\u{A0}]?[0-9]{1,5}),?\s$").ok()?;
    let after = Regex::new(r"^,?\s(?:of|in)\s(?:\[|RFC\b)").ok()?;
    Some((before, after))
});

/// The references in a range of the text, in order; links are none of them.
pub fn references(document: &Document, range: Range<Offset>) -> Vec<Reference> {
    let Some(regex) = REFERENCES.as_ref() else {
        return Vec::new();
    };
    let text = document.slice(range.clone());
    let found = regex.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let is_numbered = ["paragraph", "number", "figure"]
            .iter()
            .any(|name| captures.name(name).is_some());
        if is_numbered && is_of_another(text, whole.start()..whole.end()) {
            return None;
        }
        let at = |byte: usize| Offset(range.start.0 + byte as u32);
        let words = at(whole.start())..at(whole.end());
        let to = referent(&captures)?;
        (!is_label(document, &words, &to)).then_some(Reference { range: words, to })
    });
    found.collect()
}

/// Whether these words are what others refer to: a heading's number, a caption's, a source's.
fn is_label(document: &Document, words: &Range<Offset>, to: &Referent) -> bool {
    let block = document.block_at(words.start);
    if document.block(block).start != words.start {
        return false;
    }
    let rest = document.slice(words.end..document.block_range(block).end);
    let kind = document.block(block).kind;
    match to {
        Referent::Section { .. } => matches!(kind, Kind::Heading(_)),
        Referent::Captioned { .. } => kind == Kind::Figure || rest.starts_with([':', '.', '\n']),
        Referent::Source(_) => true,
        Referent::Link(_) | Referent::Title(_) | Referent::Named(_) | Referent::Restated(_) => {
            false
        }
    }
}

/// Whether what stands at `range` of a text refers to a part of another text.
fn is_of_another(text: &str, range: Range<usize>) -> bool {
    let Some((before, after)) = OTHERS.as_ref() else {
        return false;
    };
    let start = text.ceil_char_boundary(range.start.saturating_sub(AROUND_BYTES));
    let end = text.floor_char_boundary((range.end + AROUND_BYTES).min(text.len()));
    let matches = |regex: &Regex, range| text.get(range).is_some_and(|text| regex.is_match(text));
    matches(before, start..range.start) || matches(after, range.end..end)
}

fn referent(captures: &Captures<'_>) -> Option<Referent> {
    let said = |name| captures.name(name).map(|said| said.as_str().to_owned());
    if let Some(label) = said("paragraph") {
        let noun = "section".to_owned();
        return Some(Referent::Section { noun, label });
    }
    if let (Some(noun), Some(label)) = (said("section"), said("number")) {
        let noun = match noun.to_lowercase().as_str() {
            noun if noun.starts_with("sec") => "section".to_owned(),
            noun if noun.starts_with("chap") => "chapter".to_owned(),
            "appendices" => "appendix".to_owned(),
            "parts" => "part".to_owned(),
            noun => noun.to_owned(),
        };
        return Some(Referent::Section { noun, label });
    }
    if let (Some(noun), Some(label)) = (said("caption"), said("figure")) {
        let noun = match noun.to_lowercase().as_str() {
            noun if noun.starts_with("fig") => "fig",
            noun if noun.starts_with("tab") => "tab",
            noun if noun.starts_with("eq") => "eq",
            "listing" => "listing",
            "example" => "example",
            "box" => "box",
            _ => "chart",
        };
        return Some(Referent::Captioned { noun, label });
    }
    let source = said("source").or_else(|| Some(format!("RFC{}", said("rfc")?)));
    let title = said("title").or_else(|| said("straight"));
    source
        .map(Referent::Source)
        .or_else(|| said("named").map(Referent::Named))
        .or_else(|| title.map(Referent::Title))
}

impl Referent {
    /// Where it is; none where there is nothing like it.
    ///
    /// `from` is where it is referred to, which is never the answer.
    pub fn resolve(&self, document: &Document, from: Offset) -> Option<Offset> {
        match self {
            Self::Link(Target::Inside(at)) => Some(*at),
            Self::Link(Target::Outside(_)) => None,
            Self::Section { noun, label } => place::numbered_section(document, noun, label),
            Self::Title(title) => place::titled_section(document, title),
            Self::Named(words) => place::named_section(document, words),
            Self::Captioned { noun, label } => place::captioned(document, noun, label, from),
            Self::Source(label) => place::source(document, label, from),
            Self::Restated(takeaway) => super::restated::passage(document, *takeaway),
        }
    }

    /// Whether it is a reference only in a document that has what it names.
    pub fn is_surmise(&self) -> bool {
        matches!(self, Self::Title(_) | Self::Named(_))
    }

    /// What it is, in a few words.
    pub fn words(&self) -> String {
        match self {
            Self::Link(Target::Inside(_)) => "the link".to_owned(),
            Self::Link(Target::Outside(address)) => address.to_string(),
            Self::Section { noun, label } => format!("{noun} {label}"),
            Self::Title(title) | Self::Named(title) => format!("“{title}”"),
            Self::Captioned { noun, label } => {
                let noun = match *noun {
                    "fig" => "figure",
                    "tab" => "table",
                    "eq" => "equation",
                    noun => noun,
                };
                format!("{noun} {label}")
            }
            Self::Source(label) => format!("[{label}]"),
            Self::Restated(_) => "what this restates".to_owned(),
        }
    }
}
