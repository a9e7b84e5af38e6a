//! The passage that a takeaway restates: the one that shares the most of its telling words.

use std::collections::{HashMap, HashSet};

use crate::document::{BlockIdx, Document, Kind, Offset};

/// The shortest word that tells anything, in characters.
const WORD_CHARS_MIN: usize = 4;

/// How many of the takeaway's words, by weight, a passage has to share.
const SHARE_MIN: f64 = 0.3;

/// How many words it has to share at least.
const WORDS_MIN: usize = 3;

/// What a word of the takeaway weighs that stands nowhere else.
const UNKNOWN_WEIGHT: f64 = 0.1;

/// How much of a word is compared, in characters: its endings change.
const STEM_CHARS: usize = 6;

/// The start of the passage that is closest to the takeaway; none where none is close.
pub(super) fn passage(document: &Document, takeaway: BlockIdx) -> Option<Offset> {
    let wanted = words(document.block_text(takeaway));
    let is_passage = |idx: &BlockIdx| {
        let kind = document.block(*idx).kind;
        *idx != takeaway
            && !matches!(
                kind,
                Kind::Takeaway | Kind::Title | Kind::Standfirst | Kind::Dateline | Kind::Heading(_)
            )
    };
    let blocks = || {
        (0..document.blocks().len() as u32)
            .map(BlockIdx)
            .filter(is_passage)
    };
    let mut frequency: HashMap<&str, u32> = HashMap::new();
    let mut sharing: Vec<(BlockIdx, Vec<&str>)> = Vec::new();
    for block in blocks() {
        let own = words(document.block_text(block));
        let shared: Vec<&str> = wanted
            .iter()
            .filter(|word| own.contains(*word))
            .map(String::as_str)
            .collect();
        for word in &shared {
            *frequency.entry(word).or_default() += 1;
        }
        if shared.len() >= WORDS_MIN {
            sharing.push((block, shared));
        }
    }
    // A word that stands everywhere tells little.
    let weight = |word: &str| 1.0 / (1.0 + f64::from(frequency.get(word).copied().unwrap_or(0)));
    let sum = |words: &mut dyn Iterator<Item = &str>| words.map(weight).sum::<f64>();
    let known = |word: &&String| frequency.contains_key(word.as_str());
    let whole = sum(&mut wanted.iter().filter(known).map(String::as_str));
    let unknown = wanted.iter().filter(|word| !known(word)).count() as u32;
    let scored = sharing
        .iter()
        .map(|(block, shared)| (*block, sum(&mut shared.iter().copied()), shared.len()));
    let (best, score, count) = scored.max_by(|one, other| one.1.total_cmp(&other.1))?;
    let share = f64::from(count as u32) / f64::from(wanted.len() as u32);
    let is_close =
        share >= SHARE_MIN && score / (whole + f64::from(unknown) * UNKNOWN_WEIGHT) >= SHARE_MIN;
    is_close.then(|| document.block(best).start)
}

/// The words that tell what a text is about, without their endings.
fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= WORD_CHARS_MIN)
        .map(|word| word.to_lowercase().chars().take(STEM_CHARS).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Lead};

    fn check(takeaway: &str, expected: Option<&str>) {
        let mut b = Builder::default();
        for text in [
            "The village drew its water from one well, and the water was good.",
            "A pump was bought by the parish, and every house paid for the pipe that led to it.",
            "Nobody thought about water until the summer was dry.",
        ] {
            b.block(Kind::Paragraph, Lead::Apart, text);
        }
        b.block(Kind::Takeaway, Lead::Apart, takeaway);
        let document = b.finish().expect("small");
        let found = passage(&document, document.last_block());
        let found = found.map(|at| document.block_text(document.block_at(at)));
        assert_eq!(found.map(|text| text.get(..6)), expected.map(Some));
    }

    #[test]
    fn the_passage_that_shares_most_words_is_restated() {
        check(
            "The parish bought the pump; houses paid for their pipes.",
            Some("A pump"),
        );
        check(
            "Water came from the village’s one good well.",
            Some("The vi"),
        );
    }

    #[test]
    fn where_nothing_is_close_nothing_is_restated() {
        check("Trains were late in those days, and tickets dear.", None);
        check("Water.", None);
    }
}
