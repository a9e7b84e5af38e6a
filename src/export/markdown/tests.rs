//! Markdown is right when another program reads the same document out of it.

mod any;
mod reader;

use self::reader::read;
use crate::document::{Align, Builder, Document, Kind, Lead, LinkTarget, Mark, Role};
use crate::export::{Form, tests::exported};

fn check(build: impl FnOnce(&mut Builder), expected: &str) {
    let mut b = Builder::default();
    build(&mut b);
    let document = b.finish().expect("small");
    let markdown = exported(&document, Form::Markdown);
    let expected = expected.strip_prefix('\n').unwrap_or(expected);
    assert_eq!(markdown, expected, "\n{markdown}");
    let back = read(&markdown);
    assert_eq!(said(&back), said(&document), "\n{markdown}");
    assert_eq!(shape(&back), shape(&document), "\n{markdown}");
}

fn item(b: &mut Builder, mark: Mark, text: &str) {
    b.enter(mark);
    b.block(Kind::Paragraph, Lead::Close, text);
    b.leave();
}

fn number(number: &str) -> Mark {
    Mark::Number(number.into())
}

#[test]
fn containers_nest() {
    check(
        |b| {
            b.enter(Mark::Bullet);
            b.block(Kind::Paragraph, Lead::Apart, "a point");
            item(b, number("1."), "one");
            item(b, number("2."), "two");
            b.block(Kind::Paragraph, Lead::Apart, "more of the point");
            b.enter(Mark::Quote);
            b.block(Kind::Paragraph, Lead::Apart, "said");
            item(b, Mark::Bullet, "and listed");
            b.leave();
            b.leave();
            item(b, Mark::Task { done: true }, "done");
            b.block(Kind::Code, Lead::Apart, "x");
        },
        r"
- a point
  1. one
  2. two

  more of the point

  > said
  >
  > * and listed
- [x] done

```
x
```
",
    );
}

#[test]
fn items_without_text_hold_what_follows() {
    check(
        |b| {
            b.enter(Mark::Bullet);
            b.enter(Mark::Bullet);
            b.enter(Mark::Quote);
            b.block(Kind::Paragraph, Lead::Apart, "deep");
            b.leave();
            b.leave();
            b.leave();
            b.enter(number("7."));
            b.leave();
            b.enter(number("8."));
            b.block(Kind::Code, Lead::Apart, "let x;");
            b.block(Kind::Code, Lead::Close, "");
            b.block(Kind::Code, Lead::Close, "let y;");
            b.leave();
        },
        r"
- * > deep
7.

8. ```
   let x;

   let y;
   ```
",
    );
}

#[test]
fn numbers_are_kept() {
    check(
        |b| {
            b.block(Kind::Paragraph, Lead::Apart, "They are:");
            item(b, number("4."), "four");
            item(b, number("5."), "five");
            item(b, number("9."), "nine");
            b.enter(Mark::Bullet);
            b.block(Kind::Paragraph, Lead::Apart, "a point");
            item(b, number("3."), "three");
            b.leave();
        },
        r"
They are:

4. four
5. five

<!-- -->

9. nine

- a point

  3. three
",
    );
}

#[test]
fn letters_are_kept_as_text() {
    let mut b = Builder::default();
    item(&mut b, number("(a)"), "first");
    item(&mut b, number("(b)"), "second");
    let document = b.finish().expect("small");
    assert_eq!(
        exported(&document, Form::Markdown),
        "- (a) first\n- (b) second\n"
    );
}

#[test]
fn roles_and_links_nest() {
    check(
        |b| {
            b.begin(Kind::Paragraph, Lead::Apart);
            b.text("un");
            b.role(Role::EMPHASIS, true);
            b.text("believ");
            b.role(Role::EMPHASIS, false);
            b.text("able, a");
            b.role(Role::EMPHASIS, true);
            b.text("“b”");
            b.role(Role::EMPHASIS, false);
            b.text("c, ");
            b.begin_link(LinkTarget::Outside("https://example.org/a_b".into()));
            b.text("a ");
            b.role(Role::STRONG, true);
            b.text("link");
            b.end_link();
            b.text(" and on");
            b.role(Role::STRONG, false);
            b.text(" with ");
            b.role(Role::CODE, true);
            b.text("a `tick`");
            b.role(Role::CODE, false);
            b.text("!");
            b.begin_link(LinkTarget::Outside("a b(c".into()));
            b.text("odd");
            b.end_link();
        },
        r"
un*believ*able, a<em>“b”</em>c, [a **link**](https://example.org/a_b) **and on** with `` a `tick` ``\![odd](<a b(c>)
",
    );
}

#[test]
fn footnotes_and_sections_are_linked() {
    let mut b = Builder::default();
    b.begin(Kind::Paragraph, Lead::Apart);
    b.text("A claim");
    b.begin_link(LinkTarget::Named("n".into()));
    b.role(Role::RAISED, true);
    b.text("1");
    b.role(Role::RAISED, false);
    b.end_link();
    b.text(": see ");
    b.begin_link(LinkTarget::Named("s".into()));
    b.text("below");
    b.end_link();
    b.end();
    b.name("s");
    b.block(Kind::Heading(2), Lead::Apart, "Who’s there?");
    b.name("n");
    b.enter(Mark::Footnote("1".into()));
    b.block(Kind::Paragraph, Lead::Apart, "Its ground.");
    b.block(Kind::Paragraph, Lead::Apart, "And more.");
    b.leave();
    let document = b.finish().expect("small");
    let expected = "A claim[^1]\\: see [below](#whos-there)\n\n## Who’s there?\n\n\
                    [^1]: Its ground.\n\n    And more.\n";
    assert_eq!(exported(&document, Form::Markdown), expected);
}

#[test]
fn tables_without_a_head_get_an_empty_one() {
    let mut b = Builder::default();
    b.begin_table(&[Align::Centre]);
    b.begin(Kind::TableRow { header: false }, Lead::Apart);
    b.text("a");
    b.end_cell();
    b.role(Role::CODE, true);
    b.text("b|c");
    b.role(Role::CODE, false);
    b.end();
    let document = b.finish().expect("small");
    let expected = "|   |   |\n| :-: | --- |\n| a | `b\\|c` |\n";
    assert_eq!(exported(&document, Form::Markdown), expected);
}

#[test]
fn a_title_that_the_text_lacks_is_written() {
    let mut b = Builder::default();
    b.meta().title = Some("1. Of *it*".into());
    b.block(Kind::Heading(1), Lead::Apart, "One");
    let document = b.finish().expect("small");
    assert_eq!(
        exported(&document, Form::Markdown),
        "# 1. Of \\*it\\*\n\n## One\n"
    );
}

/// What is said, and how: each character with its roles and whether it is linked, but for spaces,
/// whose roles Markdown cannot keep at the ends of runs.
fn said(document: &Document) -> Vec<(char, Role, bool)> {
    use crate::document::Offset;
    let text = document.text();
    text.char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, c)| {
            let range = Offset(at as u32)..Offset((at + c.len_utf8()) as u32);
            if document.block(document.block_at(range.start)).kind == Kind::Code {
                return (c, Role::PLAIN, false);
            }
            let role = document
                .spans(range.clone())
                .first()
                .map_or(Role::PLAIN, |span| span.role);
            (c, role, !document.links(range).is_empty())
        })
        .collect()
}

/// The kinds of blocks, the containers that each stands in, and the language of code.
fn shape(document: &Document) -> Vec<String> {
    let row = |block: &crate::document::Block| {
        let language = document.code_language(document.block_at(block.start));
        let marks = document.marks(block.prefix);
        format!("{:?} {marks:?} {language:?}", block.kind)
    };
    // A heading of Markdown is one row.
    let is_row = |block: &&crate::document::Block| {
        !(matches!(block.kind, Kind::Heading(_)) && block.lead.continues())
    };
    document.blocks().iter().filter(is_row).map(row).collect()
}

/// The document as the importer reads it; blank text is no document to it.
fn imported(markdown: &str) -> Document {
    let options = crate::import::Options {
        format: Some(crate::import::Format::Markdown),
        ..Default::default()
    };
    match crate::import::import(markdown.as_bytes(), &options) {
        Ok(import) => import.document,
        Err(_) => Builder::default().finish().expect("small"),
    }
}

#[test]
fn a_text_in_markdown_comes_back_as_itself() {
    let sample = include_str!("../../../tests/data/sample.md");
    let once = exported(&imported(sample), Form::Markdown);
    assert_eq!(exported(&imported(&once), Form::Markdown), once);
}

#[test]
fn an_alert_comes_back_as_one() {
    let alert = "> words\n\n> [!TIP]\n>\n> Wait for the *tide*.\n>\n> Note\n";
    assert_eq!(exported(&imported(alert), Form::Markdown), alert);
    let shown = exported(&imported(alert), Form::Json);
    assert_eq!(shown.matches("\"takeaway\"").count(), 3, "{shown}");
}
