//! What has been read, as the store keeps it and as it is found again.

use std::ops::Range;

use crate::document::anchor::{self, Anchor};
use crate::document::{Document, Offset};
use crate::reader::Coverage;
use crate::store::{Reading, Stretch};

/// The most stretches that are kept; the longest are.
const STRETCHES_MAX: usize = 400;

/// How much of the text at each end of a stretch is kept, in bytes.
const WORDS_BYTES: usize = 32;

/// How far from where a stretch would be it is looked for in a changed text, in bytes.
const REACH_BYTES: usize = 64 * 1024;

/// What is kept of what has been read.
pub(super) fn reading(document: &Document, coverage: &Coverage) -> Reading {
    let mut kept: Vec<&Range<Offset>> = coverage.stretches().iter().collect();
    if kept.len() > STRETCHES_MAX {
        kept.sort_by_key(|stretch| std::cmp::Reverse(stretch.end.0 - stretch.start.0));
        kept.truncate(STRETCHES_MAX);
        kept.sort_by_key(|stretch| stretch.start);
    }
    let stretch = |stretch: &Range<Offset>| {
        let text = document.slice(stretch.clone());
        let first = text.floor_char_boundary(WORDS_BYTES);
        let last = text.ceil_char_boundary(text.len().saturating_sub(WORDS_BYTES));
        Stretch {
            start: stretch.start,
            end: stretch.end,
            first: text.get(..first).unwrap_or_default().to_owned(),
            last: text.get(last..).unwrap_or_default().to_owned(),
        }
    };
    Reading {
        fingerprint: document.fingerprint(),
        stretches: kept.into_iter().map(stretch).collect(),
    }
}

/// What has been read of a document, which may be another edition of the text: a stretch whose
/// ends are gone, or are no longer about as far apart, is unread.
pub(super) fn stretches(
    document: &Document,
    reading: &Reading,
    place: &Anchor,
) -> Vec<Range<Offset>> {
    let mut found = Vec::new();
    if reading.fingerprint == document.fingerprint() {
        found.extend(reading.stretches.iter().map(|kept| kept.start..kept.end));
    } else if !reading.stretches.is_empty() {
        let moved = |new: Offset, old: Offset| i64::from(new.0) - i64::from(old.0);
        // What stands near the place has moved as the place has, and so on from there.
        let mut shift = moved(place.resolve(document).0, place.offset);
        for kept in &reading.stretches {
            let again = [shift, 0]
                .into_iter()
                .find_map(|shift| find(document, kept, shift));
            if let Some(stretch) = again {
                shift = moved(stretch.start, kept.start);
                found.push(stretch);
            }
        }
    }
    // What a file says is not believed beyond the text.
    let is_sound = |stretch: &Range<Offset>| {
        let text = document.text();
        let is_edge = |at: Offset| text.is_char_boundary(at.index());
        stretch.start < stretch.end && is_edge(stretch.start) && is_edge(stretch.end)
    };
    found.retain(is_sound);
    found
}

/// A stretch in a changed text, that has moved by about `shift`.
fn find(document: &Document, kept: &Stretch, shift: i64) -> Option<Range<Offset>> {
    let near = u32::try_from(i64::from(kept.start.0) + shift).ok()?;
    let start = anchor::find_near(document, &kept.first, Offset(near), REACH_BYTES)?;
    let length = kept.end.0.checked_sub(kept.start.0)?;
    let last = u32::try_from(kept.last.len()).ok()?;
    let near = Offset(start.0.checked_add(length)?.checked_sub(last)?);
    let end = anchor::find_near(document, &kept.last, near, REACH_BYTES)?.0 + last;
    let is_as_long = end.checked_sub(start.0)?.abs_diff(length) <= length / 8;
    is_as_long.then_some(start..Offset(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Kind, Lead};

    fn document(paragraphs: &[String]) -> Document {
        let mut builder = Builder::default();
        for text in paragraphs {
            builder.block(Kind::Paragraph, Lead::Apart, text);
        }
        builder.finish().expect("small")
    }

    fn paragraphs() -> Vec<String> {
        (0..20)
            .map(|n| format!("Paragraph {n} speaks of its own thing, number {n}."))
            .collect()
    }

    fn block(document: &Document, words: &str) -> Range<Offset> {
        let at = document.text().find(words).expect("is there");
        document.block_range(document.block_at(Offset::from_index(at)))
    }

    /// What was read of the paragraphs that start so, and is found again in another edition.
    fn again(read: &[&str], edition: &[String]) -> Vec<Range<Offset>> {
        let old = document(&paragraphs());
        let read = read.iter().map(|words| block(&old, words));
        let stretch = |range: Range<Offset>| Stretch {
            first: old.slice(range.clone()).chars().take(20).collect(),
            last: old.slice(range.clone()).chars().skip(20).collect(),
            start: range.start,
            end: range.end,
        };
        let reading = Reading {
            fingerprint: old.fingerprint(),
            stretches: read.map(stretch).collect(),
        };
        stretches(&document(edition), &reading, &Anchor::new(&old, Offset(0)))
    }

    #[test]
    fn what_was_read_moves_with_its_words() {
        let mut edition = paragraphs();
        edition.insert(0, "A preface that was not there before.".into());
        let new = document(&edition);
        let read = ["Paragraph 3", "Paragraph 12"];
        let expected: Vec<Range<Offset>> = read.iter().map(|words| block(&new, words)).collect();
        assert_eq!(again(&read, &edition), expected);
    }

    #[test]
    fn what_was_read_and_rewritten_is_unread() {
        let mut edition = paragraphs();
        edition[3] = "Quite other words stand here.".into();
        let new = document(&edition);
        let read = ["Paragraph 3", "Paragraph 12"];
        assert_eq!(again(&read, &edition), [block(&new, "Paragraph 12")]);
    }

    #[test]
    fn a_file_is_not_believed_beyond_the_text() {
        let document = document(&["é".to_owned()]);
        let stretch = |start, end| Stretch {
            start: Offset(start),
            end: Offset(end),
            first: String::new(),
            last: String::new(),
        };
        let reading = Reading {
            fingerprint: document.fingerprint(),
            stretches: vec![stretch(0, 1), stretch(2, 1), stretch(0, 99), stretch(0, 3)],
        };
        let place = Anchor::new(&document, Offset(0));
        let found = stretches(&document, &reading, &place);
        assert_eq!(found, vec![Offset(0)..Offset(3)]);
    }
}
