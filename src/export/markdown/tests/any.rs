//! Whatever a document says, Markdown says it.

use proptest::prelude::*;

use super::reader::read;
use super::{imported, number, said, shape};
use crate::document::{Builder, Document, Kind, Lead, LinkTarget, Mark, Role};
use crate::export::{Form, tests::exported};

/// Text that is likely to mean something to Markdown.
fn risky() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "a",
        "B1",
        " ",
        " ",
        "*",
        "_",
        "`",
        "``",
        "~",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "<b>",
        "#",
        "-",
        "+",
        "1.",
        "2)",
        "!",
        "&amp;",
        "\\",
        "|",
        "=",
        "---",
        "é",
        "“",
        "”",
        "漢",
        ":",
        "[^1]",
        "[x]",
        "https://a.b/c_d",
        "$",
        "…",
    ]);
    prop::collection::vec(parts, 1..9).prop_map(|parts| parts.concat())
}

#[derive(Clone, Debug)]
enum Call {
    Text(String),
    Role(usize),
    Link(bool),
    Break,
    Paragraph,
    Heading(u8),
    Code(&'static str, String),
    Rule,
    Enter(Mark),
    Leave,
}

fn call() -> impl Strategy<Value = Call> {
    let marks = vec![
        Mark::Bullet,
        Mark::Quote,
        number("1."),
        number("2."),
        number("5."),
        Mark::Task { done: false },
    ];
    let languages = prop::sample::select(vec!["", "rust", "c++", "f*", "*_x_*", "1.", "#a"]);
    prop_oneof![
        8 => risky().prop_map(Call::Text),
        4 => (0usize..5).prop_map(Call::Role),
        2 => any::<bool>().prop_map(Call::Link),
        1 => Just(Call::Break),
        3 => Just(Call::Paragraph),
        1 => (1u8..=6).prop_map(Call::Heading),
        1 => (languages, risky()).prop_map(|(language, code)| Call::Code(language, code)),
        1 => Just(Call::Rule),
        2 => prop::sample::select(marks).prop_map(Call::Enter),
        2 => Just(Call::Leave),
    ]
}

fn built(calls: &[Call], in_containers: bool) -> Document {
    let roles = [
        Role::EMPHASIS,
        Role::STRONG,
        Role::STRIKE,
        Role::CODE,
        Role::RAISED,
    ];
    let mut on = [false; 5];
    let mut b = Builder::default();
    for call in calls {
        match call {
            Call::Text(text) => b.text(text),
            Call::Role(idx) => {
                on[*idx] = !on[*idx];
                b.role(roles[*idx], on[*idx]);
            }
            Call::Link(true) => b.begin_link(LinkTarget::Outside("https://a.b/(c)".into())),
            Call::Link(false) => b.end_link(),
            Call::Break => b.break_row(),
            Call::Paragraph => b.begin(Kind::Paragraph, Lead::Apart),
            Call::Heading(level) => b.begin(Kind::Heading(*level), Lead::Apart),
            Call::Code(language, text) => {
                b.begin_code(language);
                b.block(Kind::Code, Lead::Apart, text);
                b.end_code();
            }
            Call::Rule => b.block(Kind::Rule, Lead::Apart, ""),
            Call::Enter(mark) if in_containers => b.enter(mark.clone()),
            Call::Leave if in_containers => b.leave(),
            Call::Enter(_) | Call::Leave => {}
        }
    }
    b.finish().expect("small")
}

/// What is said and how, but for links: bare addresses become some.
fn letters(document: &Document) -> Vec<(char, Role)> {
    let said = said(document).into_iter();
    said.map(|(c, role, _)| (c, role)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_is_written_reads_back(calls in prop::collection::vec(call(), 1..14)) {
        let document = built(&calls, false);
        let markdown = exported(&document, Form::Markdown);
        let back = read(&markdown);
        prop_assert_eq!(said(&back), said(&document), "{}", markdown);
        prop_assert_eq!(shape(&back), shape(&document), "{}", markdown);
    }

    #[test]
    fn no_word_is_lost_in_containers(calls in prop::collection::vec(call(), 1..24)) {
        let document = built(&calls, true);
        let markdown = exported(&document, Form::Markdown);
        prop_assert_eq!(said(&read(&markdown)), said(&document), "{}", markdown);
    }

    #[test]
    fn whatever_is_written_is_imported(calls in prop::collection::vec(call(), 1..14)) {
        let is_blank = |call: &Call| matches!(call, Call::Code(_, code) if code.trim().is_empty());
        prop_assume!(!calls.iter().any(is_blank));
        let document = built(&calls, false);
        let markdown = exported(&document, Form::Markdown);
        let back = imported(&markdown);
        prop_assert_eq!(letters(&back), letters(&document), "{}", markdown);
        prop_assert_eq!(shape(&back), shape(&document), "{}", markdown);
    }
}
