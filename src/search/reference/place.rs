//! Where what is referred to stands: a way through the headings, or through all blocks.

use crate::document::{BlockIdx, Document, Kind, Landmark, Mark, Offset};

/// The longest number, letter or name that a reference has, in bytes.
const LABEL_BYTES_MAX: usize = 80;

/// How much of a block's start is looked at for its label, in bytes.
const START_BYTES: usize = 120;

/// The headings of a document, each with its start.
fn headings(document: &Document) -> impl Iterator<Item = (Offset, &str)> {
    document.sections().iter().map(|section| {
        let block = document.block_at(section.start);
        (section.start, document.block_text(block))
    })
}

pub(super) fn numbered_section(document: &Document, noun: &str, label: &str) -> Option<Offset> {
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

/// The section with the longest title that `words` start with.
pub(super) fn named_section(document: &Document, words: &str) -> Option<Offset> {
    let wanted = folded(words) + " ";
    let starts_it = |title: &str| !title.is_empty() && wanted.starts_with(&format!("{title} "));
    let fitting = headings(document).filter_map(|(start, heading)| {
        let title = folded(heading);
        let bare = unnumbered(&title);
        starts_it(bare).then_some((bare.len(), start))
    });
    let longest = fitting.max_by_key(|(length, start)| (*length, std::cmp::Reverse(*start)));
    longest.map(|(_, start)| start)
}

/// A folded title without its number, and without "section" or the like before that.
fn unnumbered(title: &str) -> &str {
    let nouns = ["section", "chapter", "part", "book", "appendix", "annex"];
    let named = nouns.iter().find_map(|noun| {
        let rest = title.strip_prefix(noun)?.strip_prefix(' ')?;
        Some(rest.split_once(' ')?.1)
    });
    let title = named.unwrap_or(title);
    title.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

pub(super) fn titled_section(document: &Document, title: &str) -> Option<Offset> {
    let wanted = folded(title);
    let is_titled = |heading: &str| {
        let heading = folded(heading);
        heading == wanted || unnumbered(&heading) == wanted
    };
    let mut found = headings(document).filter(|(_, heading)| is_titled(heading));
    found.next().map(|(start, _)| start)
}

pub(super) fn captioned(
    document: &Document,
    noun: &str,
    label: &str,
    from: Offset,
) -> Option<Offset> {
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

pub(super) fn source(document: &Document, label: &str, from: Offset) -> Option<Offset> {
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

/// The section that an address's fragment names: what pages and tools make of a title has its
/// letters and digits.
pub fn section_by_fragment(document: &Document, fragment: &str) -> Option<Offset> {
    let compared = |text: &str| folded(text).replace(' ', "");
    let wanted = compared(fragment);
    let mut named = headings(document).filter(|(_, heading)| compared(heading) == wanted);
    named.next().map(|(start, _)| start)
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
