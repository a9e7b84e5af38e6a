use proptest::prelude::*;

use super::*;
use crate::document::{Align, Builder, Date, Kind, Lead, LinkTarget, Mark, Reason, Role};

/// A document with one of everything.
pub(super) fn sample() -> Document {
    let mut b = Builder::default();
    let meta = b.meta();
    meta.title = Some("On Wires".into());
    meta.standfirst = Some("They are shared.".into());
    meta.byline = Some("A. Writer".into());
    meta.site = Some("The Wire".into());
    meta.date = Date::new(2024, 2, 29);
    meta.language = Some("en".into());
    b.set_aside(Reason::PageChrome, "Subscribe");
    b.block(Kind::Title, Lead::Apart, "On Wires");
    b.block(Kind::Standfirst, Lead::Apart, "They are shared.");
    b.block(Kind::Dateline, Lead::Apart, "By A. Writer");
    b.block(Kind::Dateline, Lead::Close, "29 February 2024");
    b.block(Kind::Paragraph, Lead::Apart, "A lead without a head.");
    b.block(Kind::Heading(1), Lead::Apart, "Who owns them?");
    b.begin(Kind::Paragraph, Lead::Apart);
    b.text("Nobody, and ");
    b.role(Role::STRONG, true);
    b.text("everybody");
    b.role(Role::STRONG, false);
    b.text(":");
    for (number, text) in [("1.", "states; some say"), ("2.", "firms, or so it seems")] {
        b.enter(Mark::Number(number.into()));
        b.block(Kind::Paragraph, Lead::Apart, text);
        b.enter(Mark::Bullet);
        b.block(Kind::Paragraph, Lead::Close, "one inside");
        b.leave();
        b.leave();
    }
    b.block(Kind::Heading(2), Lead::Apart, "In figures");
    b.begin_table(&[Align::Left, Align::Right]);
    for (header, cells) in [(true, ["Sea", "Wires"]), (false, ["North|South", "12"])] {
        b.begin(Kind::TableRow { header }, Lead::Close);
        b.text(cells[0]);
        b.end_cell();
        b.text(cells[1]);
        b.end();
    }
    b.end_table();
    b.enter(Mark::Quote);
    b.begin(Kind::Paragraph, Lead::Apart);
    b.text("One row");
    b.break_row();
    b.text("and another.");
    b.leave();
    b.begin_code("rust");
    b.block(Kind::Code, Lead::Apart, "if wires {");
    b.block(Kind::Code, Lead::Close, "");
    b.block(Kind::Code, Lead::Close, "    ``` }");
    b.block(Kind::Takeaway, Lead::Apart, "Share them.");
    b.finish().expect("small")
}

pub(super) fn exported(document: &Document, form: Form) -> String {
    let mut out = Vec::new();
    write(document, &[], form, 60, &mut out).expect("memory");
    String::from_utf8(out).expect("text")
}

fn check(form: Form, expected: &str) {
    let exported = exported(&sample(), form);
    let expected = expected.strip_prefix('\n').unwrap_or(expected);
    assert_eq!(exported, expected, "\n{exported}");
}

#[test]
fn forms_are_known_by_their_names() {
    for form in Form::ALL {
        assert_eq!(form.to_string().parse(), Ok(form));
    }
    assert_eq!("Text".parse::<Form>(), Err(NoSuchForm));
}

#[test]
fn json_follows_its_schema() {
    check(
        Form::Json,
        r#"
{
  "version": 1,
  "title": "On Wires",
  "standfirst": "They are shared.",
  "byline": "A. Writer",
  "site": "The Wire",
  "date": "2024-02-29",
  "dateline": "By A. Writer\n29 February 2024",
  "language": "en",
  "sections": [
    {"level": 1, "title": "Who owns them?", "start": 79},
    {"level": 2, "title": "In figures", "start": 178}
  ],
  "toc": null,
  "blocks": [
    {"kind": "paragraph", "section": null, "depth": 0, "start": 56, "text": "A lead without a head."},
    {"kind": "heading", "section": 0, "depth": 0, "start": 79, "level": 1, "text": "Who owns them?"},
    {"kind": "paragraph", "section": 0, "depth": 0, "start": 94, "text": "Nobody, and everybody:", "spans": [{"kind": "strong", "start": 106, "text": "everybody"}]},
    {"kind": "point", "section": 0, "depth": 1, "start": 117, "marker": "1.", "text": "states; some say"},
    {"kind": "point", "section": 0, "depth": 2, "start": 134, "marker": "•", "text": "one inside"},
    {"kind": "point", "section": 0, "depth": 1, "start": 145, "marker": "2.", "text": "firms, or so it seems"},
    {"kind": "point", "section": 0, "depth": 2, "start": 167, "marker": "•", "text": "one inside"},
    {"kind": "heading", "section": 1, "depth": 0, "start": 178, "level": 2, "text": "In figures"},
    {"kind": "table", "section": 1, "depth": 0, "start": 189, "text": "Sea\tWires\nNorth|South\t12"},
    {"kind": "quote", "section": 1, "depth": 1, "start": 214, "text": "One row\nand another."},
    {"kind": "code", "section": 1, "depth": 0, "start": 235, "language": "rust", "text": "if wires {\n\n    ``` }"},
    {"kind": "takeaway", "section": null, "depth": 0, "start": 257, "text": "Share them."}
  ],
  "set_aside": [
    {"reason": "page chrome", "text": "Subscribe"}
  ],
  "warnings": []
}
"#,
    );
}

#[test]
fn json_tells_what_lies_over_the_text() {
    let mut builder = Builder::default();
    builder.block(Kind::Heading(1), Lead::Apart, "Far");
    builder.name("far");
    builder.begin(Kind::Paragraph, Lead::Apart);
    builder.role(Role::STRONG, true);
    builder.text("One ");
    builder.role(Role::EMPHASIS, true);
    builder.text("and both");
    builder.role(Role::STRONG, false);
    builder.text(" or");
    builder.role(Role::EMPHASIS, false);
    builder.begin_link(LinkTarget::Outside("https://a.example/".into()));
    builder.text(" a page");
    builder.end_link();
    builder.begin_link(LinkTarget::Named("far".into()));
    builder.text(" here");
    builder.end_link();
    builder.end();
    builder.begin(Kind::Paragraph, Lead::Apart);
    builder.role(Role::EMPHASIS, true);
    let long = "word ".repeat(4000);
    builder.text(&long);
    builder.role(Role::EMPHASIS, false);
    builder.end();
    let json: serde_json::Value =
        serde_json::from_str(&exported(&builder.finish().expect("small"), Form::Json))
            .expect("JSON");
    let told = serde_json::json!([
        {"kind": "strong", "start": 4, "text": "One and both"},
        {"kind": "emphasis", "start": 8, "text": "and both or"},
        {"kind": "link", "start": 19, "text": " a page", "href": "https://a.example/"},
        {"kind": "link", "start": 26, "text": " here", "place": 4},
    ]);
    assert_eq!(json["blocks"][1]["spans"], told);
    // Where a block was cut, its spans are one again.
    let spans = json["blocks"][2]["spans"].as_array().expect("spans");
    assert_eq!(spans.len(), 1);
    assert_eq!(spans[0]["text"], long.trim_end());
}

#[test]
fn text_is_the_page_without_colour() {
    check(
        Form::Text,
        "
On Wires
========

They are shared.

By A. Writer
29 February 2024

A lead without a head.


Who owns them?
--------------

Nobody, and everybody:

 1. states; some say
      ◦ one inside

 2. firms, or so it seems
      ◦ one inside


In figures
~~~~~~~~~~
Sea          Wires
───────────  ─────
North|South     12

│ One row
│ and another.

if wires {

    ``` }

────────────────────

┃ Share them.
",
    );
}

#[test]
fn markdown_says_it_all() {
    check(
        Form::Markdown,
        r"
# On Wires

*They are shared.*

By A. Writer

29 February 2024

A lead without a head.

## Who owns them?

Nobody, and **everybody**:

1. states; some say
   * one inside

2. firms, or so it seems
   * one inside

### In figures

| Sea | Wires |
| --- | --: |
| North\|South | 12 |

> One row\
> and another.

````rust
if wires {

    ``` }
````

***

> Share them.
",
    );
}

#[test]
fn the_outline_has_sections_points_and_takeaways() {
    check(
        Form::Outline,
        "
On Wires

Who owns them? (4 points)
  1. states; some say
    • one inside
  2. firms, or so it seems
    • one inside
  In figures
Takeaways (1)
  • Share them
",
    );
}

#[test]
fn what_was_cut_is_one_again() {
    let mut b = Builder::default();
    let long = "many words ".repeat(4000);
    b.block(Kind::Paragraph, Lead::Apart, &long);
    let unbroken = "x".repeat(40_000);
    b.block(Kind::Paragraph, Lead::Apart, &unbroken);
    let document = b.finish().expect("small");
    let json: serde_json::Value =
        serde_json::from_str(&exported(&document, Form::Json)).expect("JSON");
    assert_eq!(json["blocks"][0]["text"], long.trim_end());
    assert_eq!(json["blocks"][1]["text"], unbroken);
    let markdown = exported(&document, Form::Markdown);
    assert!(markdown == format!("{}\n\n{unbroken}\n", long.trim_end()));
}

#[test]
fn a_shown_title_that_the_document_is_not_called_by_is_a_block() {
    let blocks = |called: &str| {
        let mut b = Builder::default();
        b.block(Kind::Title, Lead::Apart, "ON WIRES");
        b.meta().title = Some(called.into());
        let document = b.finish().expect("small");
        let json: serde_json::Value =
            serde_json::from_str(&exported(&document, Form::Json)).expect("JSON");
        json["blocks"].clone()
    };
    assert_eq!(blocks("On Cables")[0]["kind"], "title");
    assert_eq!(blocks("On Cables")[0]["text"], "ON WIRES");
    assert_eq!(blocks("On Wires; or, the Sea"), serde_json::json!([]));
}

#[test]
fn an_empty_document_is_written_as_such() {
    let document = Builder::default().finish().expect("small");
    assert_eq!(exported(&document, Form::Markdown), "");
    assert_eq!(exported(&document, Form::Text), "\n");
    assert_eq!(exported(&document, Form::Outline), "");
    let json: serde_json::Value =
        serde_json::from_str(&exported(&document, Form::Json)).expect("JSON");
    assert_eq!(json["title"], serde_json::Value::Null);
}

#[test]
fn a_failing_writer_is_told_of() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for form in Form::ALL {
        let error = write(&sample(), &[], form, 60, &mut Full).expect_err("full");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{form}");
    }
}

/// Text without its spaces: what must be there however it is wrapped.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #[test]
    fn every_word_is_in_the_text(
        paragraphs in prop::collection::vec("\\PC{0,80}", 1..6),
        kinds in prop::collection::vec(0usize..7, 6),
        width in 1u16..90,
    ) {
        use Kind::{Figure, Heading, Paragraph, Quote, Standfirst, Takeaway, Title};
        let known = [Title, Heading(1), Heading(3), Paragraph, Quote, Takeaway, Standfirst];
        let kinds = kinds.into_iter().map(|idx| known[idx]).chain([Figure]);
        let mut b = Builder::default();
        for (kind, text) in kinds.zip(&paragraphs) {
            b.block(kind, Lead::Apart, text);
        }
        let document = b.finish().expect("small");
        let mut out = Vec::new();
        write(&document, &[], Form::Text, width, &mut out).expect("memory");
        let out = letters(&String::from_utf8(out).expect("text"));
        let mut rest = out.as_str();
        for c in letters(document.text()).chars() {
            let at = rest.find(c);
            prop_assert!(at.is_some(), "{c:?} of {:?} is not in {out:?}", document.text());
            rest = rest.get(at.unwrap_or(0) + c.len_utf8()..).unwrap_or_default();
        }
    }
}
