//! Markdown is right when another program reads the same document out of it.

use proptest::prelude::*;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::document::{Align, Builder, Document, Kind, Lead, LinkTarget, Mark, Role};
use crate::export::{Form, tests::exported};

/// A plain reading of Markdown, with nothing of our own importer's judgement in it.
#[derive(Default)]
struct Reading {
    builder: Builder,
    /// The next number of each open list.
    numbers: Vec<Option<u64>>,
    code: Option<String>,
}

fn read(markdown: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, options).collect();
    let mut reading = Reading::default();
    for (idx, event) in events.iter().enumerate() {
        let rest = events.get(idx + 1..).unwrap_or_default();
        match event {
            Event::Start(tag) => reading.start(tag, rest),
            Event::End(tag) => reading.end(*tag, rest),
            event => reading.write(event),
        }
    }
    reading.builder.finish().expect("small")
}

impl Reading {
    fn start(&mut self, tag: &Tag<'_>, rest: &[Event<'_>]) {
        let b = &mut self.builder;
        match tag {
            Tag::Heading { level, .. } => b.begin(Kind::Heading(*level as u8), Lead::Apart),
            Tag::Paragraph => b.begin(Kind::Paragraph, Lead::Apart),
            Tag::BlockQuote(_) => b.enter(Mark::Quote),
            Tag::List(first) => {
                b.end();
                self.numbers.push(*first);
            }
            Tag::Item => {
                let mark = self.mark(rest);
                self.builder.enter(mark);
            }
            Tag::FootnoteDefinition(label) => b.enter(Mark::Footnote(label.as_ref().into())),
            Tag::CodeBlock(kind) => {
                if let CodeBlockKind::Fenced(language) = kind {
                    b.begin_code(language);
                }
                self.code = Some(String::new());
            }
            Tag::Table(columns) => {
                b.begin_table(&columns.iter().copied().map(align).collect::<Vec<_>>());
            }
            Tag::TableHead => b.begin(Kind::TableRow { header: true }, Lead::Close),
            Tag::TableRow => b.begin(Kind::TableRow { header: false }, Lead::Close),
            Tag::Emphasis => b.role(Role::EMPHASIS, true),
            Tag::Strong => b.role(Role::STRONG, true),
            Tag::Strikethrough => b.role(Role::STRIKE, true),
            Tag::Link { dest_url, .. } => {
                b.begin_link(LinkTarget::Outside(dest_url.as_ref().into()));
            }
            Tag::Image { .. } => b.begin(Kind::Figure, Lead::Apart),
            Tag::TableCell | Tag::HtmlBlock => {}
            other => panic!("{other:?}"),
        }
    }

    /// The mark of an item, which a task's box stands in for.
    fn mark(&mut self, rest: &[Event<'_>]) -> Mark {
        let number = self.numbers.last_mut().and_then(Option::as_mut);
        let mark = number.map(|number| {
            *number += 1;
            Mark::Number(format!("{}.", *number - 1).into())
        });
        match rest {
            [Event::TaskListMarker(done), ..]
            | [
                Event::Start(Tag::Paragraph),
                Event::TaskListMarker(done),
                ..,
            ] => Mark::Task { done: *done },
            _ => mark.unwrap_or(Mark::Bullet),
        }
    }

    fn end(&mut self, tag: TagEnd, rest: &[Event<'_>]) {
        let b = &mut self.builder;
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => b.leave(),
            TagEnd::List(_) => drop(self.numbers.pop()),
            TagEnd::CodeBlock => {
                let rows = self.code.take().unwrap_or_default();
                let rows = rows.strip_suffix('\n').unwrap_or(&rows);
                for (idx, row) in rows.split('\n').enumerate() {
                    let lead = if idx == 0 { Lead::Apart } else { Lead::Close };
                    b.block(Kind::Code, lead, row);
                }
                b.end_code();
            }
            TagEnd::Table => b.end_table(),
            TagEnd::Emphasis => b.role(Role::EMPHASIS, false),
            TagEnd::Strong => b.role(Role::STRONG, false),
            TagEnd::Strikethrough => b.role(Role::STRIKE, false),
            TagEnd::Link => b.end_link(),
            TagEnd::TableCell if matches!(rest, [Event::End(_), ..]) => {}
            TagEnd::TableCell => b.end_cell(),
            _ => b.end(),
        }
    }

    fn write(&mut self, event: &Event<'_>) {
        let b = &mut self.builder;
        match event {
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(text),
                None => b.text(text),
            },
            Event::Code(text) => {
                b.role(Role::CODE, true);
                b.text(text);
                b.role(Role::CODE, false);
            }
            Event::InlineHtml(tag) => {
                let role = match tag.trim_matches(['<', '/', '>']) {
                    "em" => Role::EMPHASIS,
                    "strong" => Role::STRONG,
                    "del" => Role::STRIKE,
                    "code" => Role::CODE,
                    "sup" => Role::RAISED,
                    "sub" => Role::LOWERED,
                    other => panic!("{other}"),
                };
                b.role(role, !tag.starts_with("</"));
            }
            Event::Rule => b.block(Kind::Rule, Lead::Apart, ""),
            Event::HardBreak => b.break_row(),
            Event::Html(_) | Event::TaskListMarker(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

fn align(of: Alignment) -> Align {
    match of {
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
        Alignment::None | Alignment::Left => Align::Left,
    }
}

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

/// What is said and how, but for links: bare addresses become some.
fn letters(document: &Document) -> Vec<(char, Role)> {
    let said = said(document).into_iter();
    said.map(|(c, role, _)| (c, role)).collect()
}

#[test]
fn a_text_in_markdown_comes_back_as_itself() {
    let sample = include_str!("../../../tests/data/sample.md");
    // An alert after a quotation is one more paragraph of it.
    let sample = sample.replace("> [!WARNING]\n> Never", "Never");
    let once = exported(&imported(&sample), Form::Markdown);
    assert_eq!(exported(&imported(&once), Form::Markdown), once);
}
