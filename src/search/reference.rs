//! References in plain words, "Section 4.2" or "[12]", and what they stand for.
//!
//! Where a text refers is told from the words alone, within what is looked at. What it refers to is
//! found by going through the headings, or all blocks, once: that belongs on a thread.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::document::{BlockIdx, Document, Kind, Landmark, Mark, Offset, Target};

/// The longest number, letter or name that a reference has, in bytes.
const LABEL_BYTES_MAX: usize = 80;

/// How much of a block's start is looked at for its label, in bytes.
const START_BYTES: usize = 120;

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
    /// A section by its title.
    Title(String),
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
        r"“(?<title>[^“”\n]{3,80})”",
    ]
    .join("|");
    Regex::new(&pattern).ok()
});

/// The references in a range of the text, in order; links are none of them.
pub fn references(document: &Document, range: Range<Offset>) -> Vec<Reference> {
    let Some(regex) = REFERENCES.as_ref() else {
        return Vec::new();
    };
    let text = document.slice(range.clone());
    let found = regex.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let at = |byte: usize| Offset(range.start.0 + byte as u32);
        Some(Reference {
            range: at(whole.start())..at(whole.end()),
            to: referent(&captures)?,
        })
    });
    found.collect()
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
    said("source")
        .map(Referent::Source)
        .or_else(|| said("title").map(Referent::Title))
}

impl Referent {
    /// Where it is; none where there is nothing like it.
    ///
    /// `from` is where it is referred to, which is never the answer.
    pub fn resolve(&self, document: &Document, from: Offset) -> Option<Offset> {
        match self {
            Self::Link(Target::Inside(at)) => Some(*at),
            Self::Link(Target::Outside(_)) => None,
            Self::Section { noun, label } => numbered_section(document, noun, label),
            Self::Title(title) => titled_section(document, title),
            Self::Captioned { noun, label } => captioned(document, noun, label, from),
            Self::Source(label) => source(document, label, from),
            Self::Restated(takeaway) => super::restated::passage(document, *takeaway),
        }
    }

    /// What it is, in a few words.
    pub fn words(&self) -> String {
        match self {
            Self::Link(Target::Inside(_)) => "the link".to_owned(),
            Self::Link(Target::Outside(address)) => address.to_string(),
            Self::Section { noun, label } => format!("{noun} {label}"),
            Self::Title(title) => format!("“{title}”"),
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

/// The headings of a document, each with its start.
fn headings(document: &Document) -> impl Iterator<Item = (Offset, &str)> {
    document.sections().iter().map(|section| {
        let block = document.block_at(section.start);
        (section.start, document.block_text(block))
    })
}

fn numbered_section(document: &Document, noun: &str, label: &str) -> Option<Offset> {
    let with_noun = |title: &str| {
        let rest = strip_word(title, noun).or_else(|| strip_word(title, "§"))?;
        starts_with_label(rest, label).then_some(())
    };
    let bare = |title: &str| starts_with_label(title, label).then_some(());
    let find = |fits: &dyn Fn(&str) -> Option<()>| {
        headings(document).find_map(|(start, title)| fits(title).map(|()| start))
    };
    // "Part II" is not the second chapter; a section may go without its noun.
    let may_be_bare = !matches!(noun, "part" | "book" | "rule" | "article");
    find(&with_noun).or_else(|| may_be_bare.then(|| find(&bare)).flatten())
}

fn titled_section(document: &Document, title: &str) -> Option<Offset> {
    let wanted = folded(title);
    let is_titled = |heading: &str| {
        let heading = folded(heading);
        let unnumbered = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        heading == wanted || unnumbered == wanted
    };
    let mut found = headings(document).filter(|(_, heading)| is_titled(heading));
    found.next().map(|(start, _)| start)
}

fn captioned(document: &Document, noun: &str, label: &str, from: Offset) -> Option<Offset> {
    let is_caption = |block: BlockIdx| {
        let text = start_of(document, block);
        let is_elsewhere = !document.block_range(block).contains(&from);
        is_elsewhere && caption_label(text, noun).is_some_and(|rest| starts_with_label(rest, label))
    };
    let figures = document.landmarks().of(Landmark::Figure).iter();
    let mut figures = figures.map(|start| document.block_at(*start));
    let found = figures
        .find(|block| is_caption(*block))
        .or_else(|| blocks(document).find(|block| is_caption(*block)))?;
    // A table's caption stands beside it.
    let is_row = |idx: u32| {
        let block = document.blocks().get(idx as usize)?;
        matches!(block.kind, Kind::TableRow { .. }).then(|| document.table_at(BlockIdx(idx)))?
    };
    let before = found.0.checked_sub(1).and_then(is_row);
    match before.filter(|_| noun == "tab" && is_row(found.0 + 1).is_none()) {
        Some(table) => Some(document.block(table.first).start),
        None => Some(document.block(found).start),
    }
}

/// What follows the noun at the start of a caption.
fn caption_label<'a>(text: &'a str, noun: &str) -> Option<&'a str> {
    let start = text.get(..noun.len())?;
    if !start.eq_ignore_ascii_case(noun) {
        return None;
    }
    let rest = text.get(noun.len()..)?;
    let rest = rest.trim_start_matches(|c: char| c.is_alphabetic());
    Some(rest.strip_prefix('.').unwrap_or(rest).trim_start())
}

fn source(document: &Document, label: &str, from: Offset) -> Option<Offset> {
    let bracketed = format!("[{label}]");
    let numbers = [
        bracketed.clone(),
        format!("{label}."),
        format!("({label})"),
        format!("{label})"),
    ];
    let mut fallback = None;
    for idx in (0..document.blocks().len() as u32).rev() {
        let idx = BlockIdx(idx);
        let block = document.block(idx);
        if document.block_range(idx).contains(&from) {
            continue;
        }
        match document.marks(block.prefix).last() {
            Some(Mark::Footnote(mark)) if mark.as_ref() == label => return Some(block.start),
            Some(Mark::Number(mark)) if block.kind == Kind::Point => {
                if *mark.as_ref() == *bracketed {
                    return Some(block.start);
                }
                if numbers.iter().any(|number| **number == **mark) && is_of_sources(document, idx) {
                    fallback = fallback.or(Some(block.start));
                }
            }
            _ if start_of(document, idx).starts_with(&bracketed) => return Some(block.start),
            _ => {}
        }
    }
    fallback
}

/// Whether a block stands in a section of sources or notes.
fn is_of_sources(document: &Document, idx: BlockIdx) -> bool {
    let section = document.section_at(document.block(idx).start);
    let title = section.map(|section| folded(document.title_of(section)));
    title.is_some_and(|title| {
        [
            "references",
            "bibliography",
            "sources",
            "notes",
            "endnotes",
            "literature",
            "works cited",
        ]
        .iter()
        .any(|name| title.ends_with(name))
    })
}

fn blocks(document: &Document) -> impl Iterator<Item = BlockIdx> {
    (0..document.blocks().len() as u32).map(BlockIdx)
}

fn start_of(document: &Document, block: BlockIdx) -> &str {
    let text = document.block_text(block);
    let end = text.floor_char_boundary(START_BYTES);
    text.get(..end).unwrap_or(text)
}

/// `text` without the word that it starts with, in whatever case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    let is_apart = word == "§" || rest.starts_with(char::is_whitespace);
    (start.eq_ignore_ascii_case(word) && is_apart).then(|| rest.trim_start())
}

/// Whether `text` starts with this label and the label ends there.
fn starts_with_label(text: &str, label: &str) -> bool {
    let Some(start) = text.get(..label.len()) else {
        return false;
    };
    let rest = text.get(label.len()..).unwrap_or_default();
    let rest = rest
        .strip_prefix(['.', ':', ')', '—', '–', '-'])
        .unwrap_or(rest);
    label.len() <= LABEL_BYTES_MAX
        && start.eq_ignore_ascii_case(label)
        && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// A title as it is compared: letters and digits alone, in small letters.
fn folded(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Lead};

    fn document() -> Document {
        let mut b = Builder::default();
        let paragraph = |b: &mut Builder, text| b.block(Kind::Paragraph, Lead::Apart, text);
        b.block(Kind::Heading(1), Lead::Apart, "1. Wells");
        paragraph(
            &mut b,
            "See Section 2.1, § 3, Appendix B, Fig. 2, Table 1, [7], [RFC9] and “Pumps and Pipes”; not Section 9.",
        );
        b.block(Kind::Heading(1), Lead::Apart, "2 Pumps and pipes");
        b.block(Kind::Heading(2), Lead::Apart, "2.1 Pumps");
        b.block(Kind::Heading(2), Lead::Apart, "2.10 Pipes");
        b.block(Kind::Figure, Lead::Apart, "Figure 1: A well");
        b.block(Kind::Figure, Lead::Apart, "Figure 2. A pump");
        paragraph(&mut b, "Table 1: Costs");
        b.block(Kind::Heading(1), Lead::Apart, "Section 3: Money");
        b.block(Kind::Heading(1), Lead::Apart, "Appendix B – Sums");
        b.block(Kind::Heading(1), Lead::Apart, "References");
        for (number, text) in [("6.", "Six."), ("7.", "Seven.")] {
            b.enter(Mark::Number(number.into()));
            b.block(Kind::Point, Lead::Close, text);
            b.leave();
        }
        paragraph(&mut b, "[RFC9] Some rules.");
        b.finish().expect("small")
    }

    #[test]
    fn references_are_told_and_lead_to_what_they_name() {
        let document = document();
        let all = Offset(0)..document.end();
        let found: Vec<(String, String)> = references(&document, all)
            .into_iter()
            .map(|one| {
                let at = one.to.resolve(&document, one.range.start);
                let there = at.map(|at| document.block_text(document.block_at(at)));
                let words = document.slice(one.range.clone()).to_owned();
                (words, there.unwrap_or("nothing").to_owned())
            })
            .take(8)
            .collect();
        let expected = [
            ("Section 2.1", "2.1 Pumps"),
            ("§ 3", "Section 3: Money"),
            ("Appendix B", "Appendix B – Sums"),
            ("Fig. 2", "Figure 2. A pump"),
            ("Table 1", "Table 1: Costs"),
            ("[7]", "Seven."),
            ("[RFC9]", "[RFC9] Some rules."),
            ("“Pumps and Pipes”", "2 Pumps and pipes"),
        ];
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(words, there)| (words.as_str(), there.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_reference_to_nothing_leads_nowhere() {
        let document = document();
        let to = Referent::Section {
            noun: "section".into(),
            label: "9".into(),
        };
        assert_eq!(to.resolve(&document, Offset(0)), None);
        assert_eq!(to.words(), "section 9");
        let part = Referent::Section {
            noun: "part".into(),
            label: "2".into(),
        };
        assert_eq!(part.resolve(&document, Offset(0)), None);
    }
}
