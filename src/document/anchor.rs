//! A place that survives a changed text.
//!
//! An anchor keeps, besides the offset, what stands there and before it. In the same text the
//! offset holds; in a changed one the nearest match of the words does; failing that, the same
//! share of the way through.

use super::{Document, Offset};

/// How much of the text at a place an anchor keeps, in bytes.
const QUOTE_BYTES: usize = 96;

/// How much of the text before a place an anchor keeps, in bytes.
const CONTEXT_BYTES: usize = 48;

/// The fewest bytes of a quote that are still a match.
const MATCH_BYTES_MIN: usize = 12;

/// A place and enough around it to find it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The place, in bytes.
    pub offset: Offset,
    /// The text from the place on.
    pub quote: String,
    /// The text before the place.
    pub context: String,
    /// The fingerprint of the text that it was taken in.
    pub fingerprint: u64,
    /// The length of that text, in bytes.
    pub length: u32,
}

/// How surely an anchor was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The text is the same.
    Same,
    /// The text has changed, and the words at the place were found.
    Quote,
    /// The text has changed and the words are gone: the same share of the way through.
    Share,
}

impl Anchor {
    /// An anchor at a place of `document`.
    pub fn new(document: &Document, at: Offset) -> Self {
        let text = document.text();
        let at = text.floor_char_boundary(at.index().min(text.len()));
        let end = text.floor_char_boundary((at + QUOTE_BYTES).min(text.len()));
        let start = text.ceil_char_boundary(at.saturating_sub(CONTEXT_BYTES));
        Self {
            offset: Offset::from_index(at),
            quote: text.get(at..end).unwrap_or_default().to_owned(),
            context: text.get(start..at).unwrap_or_default().to_owned(),
            fingerprint: document.fingerprint(),
            length: document.end().0,
        }
    }

    /// The place in `document`, which may be another edition of the text.
    pub fn resolve(&self, document: &Document) -> (Offset, Found) {
        let text = document.text();
        if self.fingerprint == document.fingerprint() {
            let at = text.floor_char_boundary(self.offset.index().min(text.len()));
            return (Offset::from_index(at), Found::Same);
        }
        let whole = [self.context.as_str(), self.quote.as_str()].concat();
        if let Some(at) = nearest(text, &whole, self.start_of_context()) {
            return (Offset::from_index(at + self.context.len()), Found::Quote);
        }
        let mut quote = self.quote.as_str();
        while quote.len() >= MATCH_BYTES_MIN.min(self.quote.len().max(1)) {
            if let Some(at) = nearest(text, quote, self.offset.index()) {
                return (Offset::from_index(at), Found::Quote);
            }
            quote = quote.split_at(quote.floor_char_boundary(quote.len() / 2)).0;
        }
        if let Some(at) = nearest(text, &self.context, self.start_of_context())
            .filter(|_| self.context.len() >= MATCH_BYTES_MIN)
        {
            return (Offset::from_index(at + self.context.len()), Found::Quote);
        }
        let share = u64::from(self.offset.0) * u64::from(document.end().0);
        let at = (share / u64::from(self.length.max(1))) as usize;
        let at = text.floor_char_boundary(at.min(text.len()));
        (Offset::from_index(at), Found::Share)
    }

    fn start_of_context(&self) -> usize {
        self.offset.index().saturating_sub(self.context.len())
    }
}

/// Where `words` stand in `document` within `reach_bytes` of `at`, the nearest of them.
pub fn find_near(
    document: &Document,
    words: &str,
    at: Offset,
    reach_bytes: usize,
) -> Option<Offset> {
    let text = document.text();
    let at = at.index().min(text.len());
    let start = text.ceil_char_boundary(at.saturating_sub(reach_bytes));
    let end = text.floor_char_boundary(at.saturating_add(reach_bytes).min(text.len()));
    let near = text.get(start..end)?;
    nearest(near, words, at.saturating_sub(start)).map(|found| Offset::from_index(start + found))
}

/// The start of the occurrence of `words` in `text` that is nearest to `at`.
fn nearest(text: &str, words: &str, at: usize) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    let middle = text.floor_char_boundary(at.min(text.len()));
    // An occurrence across the middle starts before it and is found by the look back.
    let reach = text.ceil_char_boundary((middle + words.len()).min(text.len()));
    let before = text.get(..reach).and_then(|text| text.rfind(words));
    let after = text
        .get(middle..)
        .and_then(|text| text.find(words))
        .map(|found| middle + found);
    match (before, after) {
        (Some(before), Some(after)) if at - before.min(at) < after - at.min(after) => Some(before),
        (before, after) => after.or(before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Kind, Lead};

    fn document(paragraphs: &[&str]) -> Document {
        let mut builder = Builder::default();
        for text in paragraphs {
            builder.block(Kind::Paragraph, Lead::Apart, text);
        }
        builder.finish().expect("small")
    }

    const TEXT: [&str; 3] = [
        "The first paragraph speaks of one thing at some length.",
        "The second paragraph speaks of quite another thing, also at length.",
        "The third paragraph ends the text with a thing of its own.",
    ];

    fn place(document: &Document, words: &str) -> Offset {
        Offset::from_index(document.text().find(words).expect("stands in the text"))
    }

    #[test]
    fn the_same_text_gives_the_same_place() {
        let old = document(&TEXT);
        let anchor = Anchor::new(&old, Offset(60));
        assert_eq!(anchor.resolve(&old), (Offset(60), Found::Same));
    }

    #[test]
    fn a_place_moves_with_its_words() {
        let old = document(&TEXT);
        let anchor = Anchor::new(&old, place(&old, "The third"));
        let new = document(&["A preface.", "Another.", TEXT[0], TEXT[1], TEXT[2]]);
        assert_eq!(
            anchor.resolve(&new),
            (place(&new, "The third"), Found::Quote)
        );
    }

    #[test]
    fn the_nearest_of_equal_quotes_wins() {
        let old = document(&[
            "same words here",
            "x",
            "same words here",
            "y",
            "same words here",
        ]);
        let third = Offset::from_index(old.text().rfind("same").expect("there"));
        let mut anchor = Anchor::new(&old, third);
        anchor.fingerprint ^= 1;
        anchor.context.clear();
        assert_eq!(anchor.resolve(&old).0, third);
    }

    #[test]
    fn lost_words_leave_the_share_of_the_way() {
        let old = document(&TEXT);
        let anchor = Anchor::new(&old, Offset(old.end().0 / 2));
        let new = document(&["0123456789".repeat(40).as_str()]);
        let (at, found) = anchor.resolve(&new);
        assert_eq!(found, Found::Share);
        assert!(at.0.abs_diff(new.end().0 / 2) < 4);
    }

    #[test]
    fn an_edit_at_the_place_is_bridged_by_what_stands_around_it() {
        let old = document(&TEXT);
        let anchor = Anchor::new(&old, place(&old, "The second"));
        let new = document(&[
            TEXT[0],
            "Rewritten from start to end, with other words.",
            TEXT[2],
        ]);
        assert_eq!(
            anchor.resolve(&new),
            (place(&new, "Rewritten"), Found::Quote)
        );
    }
}
