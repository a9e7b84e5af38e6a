//! Keeps what is no part of the document, in pieces that can be shown.

use super::{BLOCK_BYTES_MAX, Builder};
use crate::document::{Reason, SetAside, clean};

impl Builder {
    /// Keeps text of the source that is no part of the document; its paragraphs, which empty lines
    /// part, end in `\n` within it. A text that is longer than a block may be is kept in several.
    pub fn set_aside(&mut self, reason: Reason, text: &str) {
        let last = self.document.set_aside.last().map(|last| last.at);
        let at = self.at().max(last.unwrap_or_default());
        let text = paragraphs(text);
        let mut rest = text.as_str();
        loop {
            let (piece, after) = split(rest);
            self.document.set_aside.push(SetAside {
                at,
                reason,
                text: piece.to_owned(),
            });
            if after.is_empty() {
                return;
            }
            rest = after;
        }
    }
}

/// Clean text with a `\n` for each run of empty lines.
fn paragraphs(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut is_apart = false;
    for line in text.lines() {
        let line = clean::clean(line);
        let line = line.trim();
        if line.is_empty() {
            is_apart = true;
            continue;
        }
        if !joined.is_empty() {
            joined.push(if is_apart { '\n' } else { ' ' });
        }
        joined.push_str(line);
        is_apart = false;
    }
    joined
}

/// As much of `text` as a piece may have, and the rest: cut at an end of a paragraph or a space.
fn split(text: &str) -> (&str, &str) {
    let limit = BLOCK_BYTES_MAX / 2;
    if text.len() <= limit {
        return (text, "");
    }
    let (start, _) = text.split_at(text.floor_char_boundary(limit));
    let cut = start.rfind('\n').filter(|cut| *cut > limit / 2);
    let cut = cut.or_else(|| start.rfind(' ').filter(|cut| *cut > limit / 2));
    match cut {
        Some(cut) => {
            let (piece, rest) = text.split_at(cut);
            (piece, rest.get(1..).unwrap_or_default())
        }
        None => text.split_at(start.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asides(text: &str) -> Vec<String> {
        let mut builder = Builder::default();
        builder.set_aside(Reason::Boilerplate, text);
        let document = builder.finish().expect("small");
        let texts = document.set_aside().iter().map(|aside| aside.text.clone());
        texts.collect()
    }

    #[test]
    fn paragraphs_are_kept_and_lines_are_joined() {
        assert_eq!(asides("one\ntwo\n\n\nthree\u{1B}"), ["one two\nthree␛"]);
        assert_eq!(asides(""), [""]);
    }

    #[test]
    fn a_long_text_is_kept_in_pieces_and_loses_nothing() {
        for text in [
            "word ".repeat(20_000),
            "x".repeat(40_000),
            "漢".repeat(20_000),
        ] {
            let pieces = asides(&text);
            assert!(pieces.len() > 1);
            assert!(pieces.iter().all(|piece| piece.len() <= BLOCK_BYTES_MAX));
            let spaceless = |text: &str| text.replace(' ', "");
            assert_eq!(spaceless(&pieces.concat()), spaceless(&text));
        }
    }
}
