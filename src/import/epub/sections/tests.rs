//! Where sections start, and what their headings say.

use super::*;
use crate::import::epub::xml;

fn start(depth: usize, label: &str, id: &str) -> Start {
    Start {
        depth,
        label: label.into(),
        id: (!id.is_empty()).then(|| id.into()),
        leads: true,
    }
}

/// Checks a page's headings and paragraphs, in order, after its sections were put in.
#[track_caller]
fn check(body: &str, starts: &[Start], expected: &[&str]) {
    let parsed = xml::parse(&format!("<html><body>{body}</body></html>"));
    let root = parsed.tree.root();
    let body = xml::first(&root, "body").expect("a body");
    place(&body, starts, 0, &mut HashMap::new());
    let shown: Vec<String> = body
        .descendants_it()
        .filter(|node| level(node).is_some() || node.has_name("p"))
        .map(|node| match level(&node) {
            Some(level) => format!("{level} {}", label_of(&node)),
            None => label_of(&node),
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_heading_that_says_the_same_is_the_section() {
    let body = "<h2>The  Start</h2><p>Text.</p><h3>Below</h3><p>More.</p>";
    check(
        body,
        &[start(1, "The start.", "")],
        &["1 The Start", "Text.", "2 Below", "More."],
    );
}

#[test]
fn headings_that_say_it_together_are_joined() {
    let body = "<h1>Chapter 1</h1><h2>The Start</h2><p>Text.</p>";
    check(
        body,
        &[start(2, "Chapter 1. The Start", "")],
        &["2 Chapter 1: The Start", "Text."],
    );
}

#[test]
fn a_heading_that_says_a_part_stays_as_it_is() {
    let body = "<p>I</p><h2>The <em>Start</em></h2><p>Text.</p>";
    check(
        body,
        &[start(1, "1. The Start", "")],
        &["1 The Start", "I", "Text."],
    );
}

#[test]
fn a_heading_where_an_entry_leads_is_the_section_whatever_it_says() {
    let body = r#"<img src="x.png"/><h2>The Start</h2><h3>Below</h3><p id="b">Text.</p>"#;
    let starts = [start(1, "Chapter 1", ""), start(2, "Text", "b")];
    let expected = ["1 The Start", "2 Below", "2 Text."];
    check(body, &starts, &expected);
}

#[test]
fn of_a_part_and_its_chapter_the_chapter_has_the_one_heading() {
    let starts = [start(1, "Part One", ""), start(2, "Chapter 1", "")];
    check(
        "<h1>The Start</h1><p>Text.</p>",
        &starts,
        &["1 Part One", "2 The Start", "Text."],
    );
    check(
        "<h1>Rivers</h1><h2>The Start</h2><p>Text.</p>",
        &starts,
        &["1 Rivers", "2 The Start", "Text."],
    );
    check(
        "<h1>Rivers</h1><h2>Chapter 1</h2><p>Text.</p>",
        &starts,
        &["1 Rivers", "2 Chapter 1", "Text."],
    );
}

#[test]
fn an_entry_that_leads_nowhere_takes_no_heading_by_its_place() {
    let part = Start {
        leads: false,
        ..start(1, "Part One", "")
    };
    check(
        "<h1>Rivers</h1><h2>The Start</h2><p>Text.</p>",
        &[part, start(2, "Chapter 1", "")],
        &["1 Part One", "2 Rivers", "3 The Start", "Text."],
    );
}

#[test]
fn a_paragraph_that_says_the_label_is_the_heading() {
    let body = "<div><p><b>The  Start</b></p><p>Text.</p></div><ul><li><p id='b'>In</p></li></ul>";
    check(
        body,
        &[start(1, "The start", ""), start(1, "In", "b")],
        &[
            "1 The  Start".replace("  ", " ").as_str(),
            "Text.",
            "1 In",
            "In",
        ],
    );
}

#[test]
fn a_label_without_a_heading_becomes_one() {
    let body = "<p>First.</p><h1>Something else</h1><p>Text.</p>";
    check(
        body,
        &[start(1, "Label", "")],
        &["1 Label", "First.", "2 Something else", "Text."],
    );
}

#[test]
fn sections_start_at_their_elements() {
    let body = r#"<h1 id="a">One</h1><p>A.</p><div><p id="b">B.</p></div><p>C. <a id="c"/>D.</p><h2><a id="d"/>Four</h2>"#;
    let starts = [
        start(1, "One", "a"),
        start(2, "Two", "b"),
        start(2, "Three", "c"),
        start(1, "Four", "d"),
    ];
    let expected = [
        "1 One",
        "A.",
        "2 Two",
        "B.",
        "C. ThreeD.",
        "2 Three",
        "1 Four",
    ];
    check(body, &starts, &expected);
}

#[test]
fn sections_of_one_place_keep_their_order() {
    let body = "<h1>Part</h1><h2>Chapter</h2><p>Text.</p>";
    let starts = [
        start(1, "Book", ""),
        start(2, "Part", ""),
        start(3, "Chapter", ""),
    ];
    check(body, &starts, &["1 Book", "2 Part", "3 Chapter", "Text."]);
    check(
        "<p>Text.</p>",
        &starts,
        &["1 Book", "2 Part", "3 Chapter", "Text."],
    );
}

#[test]
fn a_section_s_heading_may_stand_a_little_below_its_start() {
    let body = r#"<div id="a"><img src="x.png"/><p>I</p><h2>The Start</h2><p>Text.</p></div>"#;
    check(
        body,
        &[start(1, "The Start", "a")],
        &["1 The Start", "I", "Text."],
    );
}

#[test]
fn an_id_that_is_not_there_is_looked_for_by_its_label() {
    let body = "<h1>One</h1><p>A.</p><h1>Two</h1><p>B.</p>";
    let starts = [
        start(1, "One", "x"),
        start(1, "Two", "y"),
        start(1, "Three", "z"),
    ];
    check(body, &starts, &["1 One", "A.", "1 Two", "1 Three", "B."]);
}

#[test]
fn a_table_is_not_broken_up() {
    let body = r#"<table><tr><td><p id="a">Cell.</p></td></tr></table>"#;
    check(body, &[start(1, "Table", "a")], &["1 Table", "Cell."]);
}

#[test]
fn a_body_s_own_id_is_its_start() {
    let parsed = xml::parse(r#"<html><body id="b"><p>Text.</p></body></html>"#);
    let body = xml::first(&parsed.tree.root(), "body").expect("a body");
    place(&body, &[start(1, "Label", "b")], 0, &mut HashMap::new());
    assert_eq!(label_of(&body), "LabelText.");
}
