//! What a pattern finds.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::{Builder, Kind, Lead};

fn paragraphs(texts: &[&str]) -> Arc<Document> {
    let mut builder = Builder::default();
    for text in texts {
        builder.block(Kind::Paragraph, Lead::Apart, text);
    }
    Arc::new(builder.finish().expect("is small"))
}

fn find(document: &Document, pattern: &Pattern) -> Vec<String> {
    let hits = pattern.hits(document, Offset(0)..document.end());
    hits.into_iter()
        .map(|hit| document.slice(hit).to_owned())
        .collect()
}

fn literal(texts: &[&str], pattern: &str) -> Vec<String> {
    let pattern = Pattern::new(pattern, Syntax::Literal).expect("is a literal");
    find(&paragraphs(texts), &pattern)
}

fn regex(texts: &[&str], pattern: &str) -> Vec<String> {
    let pattern = Pattern::new(pattern, Syntax::Regex).expect("is a regex");
    find(&paragraphs(texts), &pattern)
}

#[test]
fn case_matters_where_a_capital_is_typed() {
    assert_eq!(literal(&["China, china"], "china"), ["China", "china"]);
    assert_eq!(literal(&["China, china"], "China"), ["China"]);
    assert_eq!(literal(&["Élan, élan"], "élan"), ["Élan", "élan"]);
}

#[test]
fn what_is_typed_plainly_finds_every_shape_of_it() {
    for (text, typed, found) in [
        ("It’s so", "it's", "It’s"),
        ("It's so", "it’s", "It's"),
        ("he said “no” twice", "\"no\"", "“no”"),
        ("he said \"no\" twice", "“no”", "\"no\""),
        ("a co‑operation", "co-operation", "co‑operation"),
        ("1914–1918", "1914-1918", "1914–1918"),
        ("so -- then", "so — then", "so -- then"),
        ("so—then", "so--then", "so—then"),
        ("and so… on", "so...", "so…"),
        ("and so... on", "so…", "so..."),
        ("an eﬃcient oﬃce", "efficient", "eﬃcient"),
        ("an efﬁcient office", "efficient", "efﬁcient"),
        ("plain efficient office", "eﬃcient", "efficient"),
        ("die Straße", "strasse", "Straße"),
        ("an œuvre", "oeuvre", "œuvre"),
        ("Łódź und Tromsø", "lodz", "Łódź"),
        ("a b   c\u{A0}d", "b c d", "b   c\u{A0}d"),
        ("30\u{A0}% of it", "30 %", "30\u{A0}%"),
    ] {
        assert_eq!(literal(&[text], typed), [found], "{typed} in {text}");
    }
}

#[test]
fn a_plain_letter_finds_it_with_marks_and_a_marked_one_itself_alone() {
    let text = ["détente, detente, de\u{301}tente, dètente"];
    let all = ["détente", "detente", "de\u{301}tente", "dètente"];
    assert_eq!(literal(&text, "detente"), all);
    assert_eq!(literal(&text, "détente"), ["détente", "de\u{301}tente"]);
    assert_eq!(
        literal(&text, "de\u{301}tente"),
        ["détente", "de\u{301}tente"]
    );
    assert_eq!(literal(&["Straßen"], "straßen"), ["Straßen"]);
}

#[test]
fn what_means_something_in_a_regex_is_itself_in_a_literal() {
    assert_eq!(literal(&["a.c abc [x] (y) $1 \\d"], "a.c"), ["a.c"]);
    assert_eq!(
        literal(&["a.c abc [x] (y) $1 \\d"], "[x] (y) $1 \\D"),
        [""; 0]
    );
    assert_eq!(
        literal(&["a.c [x] (y) $1 \\d"], "[x] (y) $1 \\d"),
        ["[x] (y) $1 \\d"]
    );
}

#[test]
fn a_phrase_is_found_across_the_blocks_of_its_paragraph_alone() {
    let mut builder = Builder::default();
    builder.block(Kind::Paragraph, Lead::Apart, "a phrase is");
    builder.block(Kind::Paragraph, Lead::Break, "broken by hand");
    builder.block(Kind::Paragraph, Lead::Apart, "and another");
    builder.block(Kind::Paragraph, Lead::Close, "is not");
    let document = builder.finish().expect("is small");
    let find = |text, syntax| find(&document, &Pattern::new(text, syntax).expect("is one"));
    assert_eq!(find("is broken", Syntax::Literal), ["is\nbroken"]);
    assert_eq!(find("is\\s+bro.*$", Syntax::Regex), ["is\nbroken by hand"]);
    assert_eq!(find("hand and", Syntax::Literal), [""; 0]);
    assert_eq!(find("another is", Syntax::Literal), [""; 0]);
    assert_eq!(find("(?s)hand.*and", Syntax::Regex), [""; 0]);
    assert_eq!(find("^a", Syntax::Regex), ["a", "a"]);
}

#[test]
fn a_phrase_is_found_wherever_a_long_paragraph_was_cut() {
    for text in ["word after word ".repeat(20_000), "漢字かな".repeat(30_000)] {
        let document = paragraphs(&[text.trim_end()]);
        let typed = if text.is_ascii() {
            "after word word"
        } else {
            "字かな漢"
        };
        let pattern = Pattern::new(typed, Syntax::Literal).expect("is a literal");
        let expected = text.trim_end().matches(typed).count();
        assert!(document.blocks().len() > 8);
        assert_eq!(find(&document, &pattern).len(), expected);
        let regex = Pattern::new(typed, Syntax::Regex).expect("is a regex");
        assert_eq!(find(&document, &regex).len(), expected);
    }
}

#[test]
fn hits_that_cross_a_border_overlap_none_behind_it() {
    let mut builder = Builder::default();
    for row in 0..13 {
        let lead = if row == 0 { Lead::Apart } else { Lead::Break };
        builder.block(Kind::Paragraph, lead, "a");
    }
    let document = builder.finish().expect("is small");
    let pattern = Pattern::new("a a a", Syntax::Literal).expect("is a literal");
    let hits = pattern.hits(&document, Offset(0)..document.end());
    assert!(hits.len() > 2);
    assert!(hits.windows(2).all(|pair| pair[0].end <= pair[1].start));
}

#[test]
fn what_is_no_regex_says_why_in_a_line() {
    let why = |text| {
        Pattern::new(text, Syntax::Regex)
            .expect_err("is none")
            .to_string()
    };
    assert_eq!(why("(a"), "unclosed group");
    assert_eq!(why("a{99999}{99999}"), "too large a pattern");
    assert_eq!(why(""), "nothing to look for");
    for text in ["[z-a]", "*", "\\", "(?<", "\\p{none}"] {
        assert_eq!(why(text).lines().count(), 1, "{}", why(text));
    }
    let long = "é".repeat(PATTERN_CHARS_MAX);
    assert!(Pattern::new(&long, Syntax::Literal).is_ok());
    assert!(Pattern::new(&"fi".repeat(PATTERN_CHARS_MAX / 2), Syntax::Literal).is_ok());
    assert_eq!(
        Pattern::new(&(long + "é"), Syntax::Literal),
        Err(Invalid::TooLarge)
    );
}

#[test]
fn regexes_find_what_they_match_but_nothing_empty() {
    assert_eq!(regex(&["cat, cot, cut"], "c[ao]t"), ["cat", "cot"]);
    assert_eq!(regex(&["abc"], "x*"), [""; 0]);
    assert_eq!(regex(&["Über alles"], r"\büber\b"), ["Über"]);
}

/// Text in blocks of one paragraph and of many, with words that meet across their borders.
fn texts() -> impl Strategy<Value = Vec<(u8, String)>> {
    prop::collection::vec((0u8..5, "[ab é]{1,12}"), 1..40)
}

fn document(blocks: &[(u8, String)]) -> Arc<Document> {
    let mut builder = Builder::default();
    for (lead, text) in blocks {
        let lead = if *lead < 2 { Lead::Apart } else { Lead::Break };
        builder.block(Kind::Paragraph, lead, text);
    }
    builder.block(Kind::Paragraph, Lead::Apart, "the end");
    Arc::new(builder.finish().expect("is small"))
}

proptest! {
    #[test]
    fn a_sweep_from_anywhere_finds_the_same_hits(
        blocks in texts(), share in 0u32..100, typed in "[ab é]{1,3}",
    ) {
        let document = document(&blocks);
        let Ok(pattern) = Pattern::new(&typed, Syntax::Literal) else { return Ok(()) };
        let pattern = Arc::new(pattern);
        let expected = pattern.hits(&document, Offset(0)..document.end());
        let at = document.text().floor_char_boundary(document.text().len() * share as usize / 100);
        let mut hits = Hits::default();
        for found in Sweep::new(Arc::clone(&pattern), Arc::clone(&document), Offset(at as u32)) {
            hits.add(found);
        }
        prop_assert!(hits.is_whole(&document));
        let all: Vec<_> = hits.within(&(Offset(0)..document.end())).cloned().collect();
        prop_assert_eq!(all, expected);
    }

    #[test]
    fn hits_stand_on_characters_and_are_disjoint(typed in "\\PC{1,6}", text in "\\PC{0,60}") {
        let document = paragraphs(&[&text, &typed, "the end"]);
        for syntax in [Syntax::Literal, Syntax::Regex] {
            let Ok(pattern) = Pattern::new(&typed, syntax) else { continue };
            let hits = pattern.hits(&document, Offset(0)..document.end());
            for hit in &hits {
                prop_assert!(document.text().get(hit.start.index()..hit.end.index()).is_some());
            }
            for pair in hits.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
        }
    }

    #[test]
    fn what_is_typed_as_it_stands_is_found(word in "[a-zA-Zäöüéßœﬁ’“”…–—'\".-]{1,12}") {
        prop_assert!(!literal(&[&word], &word).is_empty());
    }

    #[test]
    fn the_next_hit_and_the_one_before_it_are_inverse(
        blocks in texts(), count in 1u32..9,
    ) {
        let document = document(&blocks);
        let pattern = Arc::new(Pattern::new("a", Syntax::Literal).expect("is a literal"));
        let mut hits = Hits::default();
        for found in Sweep::new(pattern, Arc::clone(&document), Offset(0)) {
            hits.add(found);
        }
        let all: Vec<_> = hits.within(&(Offset(0)..document.end())).cloned().collect();
        for hit in &all {
            let Sought::At { hit: next, .. } =
                hits.forward(&document, Offset(hit.start.0 + 1), count)
            else {
                return Err(TestCaseError::fail("no next hit"));
            };
            let Sought::At { hit: back, .. } = hits.back(&document, next.start, count) else {
                return Err(TestCaseError::fail("no hit before"));
            };
            prop_assert_eq!(&back, hit);
        }
    }
}
