use proptest::prelude::*;

use super::*;
use crate::document::{Landmark, SectionIdx, Target, dump};

fn check(build: impl FnOnce(&mut Builder), picture: &str) {
    let mut builder = Builder::default();
    build(&mut builder);
    let document = builder.finish().expect("small");
    let expected: Vec<&str> = picture.lines().map(str::trim_end).collect();
    assert_eq!(dump(&document).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn an_empty_document_has_one_empty_block() {
    check(|_| {}, "paragraph \"\"");
}

#[test]
fn the_first_block_of_an_item_is_its_point() {
    check(
        |b| {
            b.block(Kind::Paragraph, Lead::Apart, "They are:");
            b.enter(Mark::Number("1.".into()));
            b.block(Kind::Paragraph, Lead::Close, "one");
            b.block(Kind::Paragraph, Lead::Apart, "more of it");
            b.leave();
            b.enter(Mark::Bullet);
            b.enter(Mark::Bullet);
            b.block(Kind::Paragraph, Lead::Close, "inner");
            b.leave();
            b.leave();
        },
        r#"paragraph "They are:"
  point close 1. "one"
  paragraph 1. "more of it"
  point close • ""
    point close • "inner""#,
    );
}

#[test]
fn prose_in_a_quote_is_a_quote() {
    check(
        |b| {
            b.enter(Mark::Quote);
            b.block(Kind::Paragraph, Lead::Apart, "said");
            b.enter(Mark::Bullet);
            b.block(Kind::Paragraph, Lead::Close, "listed");
            b.leave();
            b.leave();
            b.block(Kind::Paragraph, Lead::Apart, "after");
        },
        "  quote > \"said\"\n    point close • \"listed\"\nparagraph \"after\"",
    );
}

#[test]
fn roles_combine_without_overlap() {
    check(
        |b| {
            b.begin(Kind::Paragraph, Lead::Apart);
            b.text("a ");
            b.role(Role::STRONG, true);
            b.text("b ");
            b.role(Role::EMPHASIS, true);
            b.text("c");
            b.role(Role::STRONG, false);
            b.text(" d");
            b.role(Role::EMPHASIS, false);
            b.text(" e");
        },
        "paragraph \"a b c d e\" strong 2..4 emphasis strong 4..5 emphasis 5..7",
    );
}

#[test]
fn links_find_names_given_before_and_after() {
    check(
        |b| {
            b.begin(Kind::Paragraph, Lead::Apart);
            b.begin_link(LinkTarget::Named("below".into()));
            b.text("see");
            b.end_link();
            b.text(" ");
            b.begin_link(LinkTarget::Named("nowhere".into()));
            b.text("lost");
            b.end_link();
            b.end();
            b.name("below");
            b.block(Kind::Paragraph, Lead::Apart, "here");
        },
        "paragraph \"see lost\" link 0..3→9\nparagraph \"here\"",
    );
}

#[test]
fn a_long_paragraph_is_cut_at_a_space_and_keeps_its_runs() {
    let words = "word ".repeat(BLOCK_BYTES_MAX / 4);
    let mut builder = Builder::default();
    builder.begin(Kind::Paragraph, Lead::Apart);
    builder.role(Role::STRONG, true);
    builder.begin_link(LinkTarget::Outside("a:b".into()));
    builder.text(&words);
    let document = builder.finish().expect("small");
    assert_eq!(document.blocks().len(), 2, "{:?}", document.blocks());
    assert_eq!(document.blocks()[1].lead, Lead::Cut);
    assert_eq!(
        document.text().replace('\n', " ").trim_end(),
        words.trim_end()
    );
    assert_eq!(document.spans(Offset(0)..document.end()).len(), 2);
    assert_eq!(document.links(Offset(0)..document.end()).len(), 2);
}

#[test]
fn a_long_word_is_split_between_graphemes() {
    let word = "e\u{301}".repeat(BLOCK_BYTES_MAX);
    let mut builder = Builder::default();
    builder.block(Kind::Paragraph, Lead::Apart, &word);
    let document = builder.finish().expect("small");
    assert!(document.blocks().len() > 2);
    assert!(
        document
            .blocks()
            .iter()
            .skip(1)
            .all(|block| block.lead == Lead::Split)
    );
    assert!(document.text().lines().all(|line| line.starts_with('e')));
    assert_eq!(document.text().replace('\n', ""), word);
}

#[test]
fn sections_nest_by_level_and_end_where_takeaways_close_the_text() {
    let mut builder = Builder::default();
    for (level, title) in [(1, "A"), (2, "B"), (2, "C"), (1, "D")] {
        builder.block(Kind::Heading(level), Lead::Apart, title);
        builder.block(Kind::Paragraph, Lead::Apart, "Text.");
    }
    builder.block(Kind::Takeaway, Lead::Apart, "In short.");
    let document = builder.finish().expect("small");
    let next: Vec<u32> = document
        .sections()
        .iter()
        .map(|section| section.next.0)
        .collect();
    assert_eq!(next, [3, 2, 3, 4]);
    assert_eq!(document.sections()[2].parent, Some(SectionIdx(0)));
    assert_eq!(
        document.slice(document.full_range(SectionIdx(3))),
        "D\nText.\n"
    );
    assert_eq!(document.section_at(document.closing()), None);
    assert_eq!(document.words_before(document.end()), document.words());
}

#[test]
fn landmarks_are_listed_by_kind() {
    let mut builder = Builder::default();
    builder.block(Kind::Heading(1), Lead::Apart, "Who is it?");
    builder.block(Kind::Paragraph, Lead::Apart, "It is late. Is it not?");
    builder.block(Kind::Code, Lead::Apart, "a");
    builder.block(Kind::Code, Lead::Close, "b");
    builder.begin_table(&[]);
    builder.begin(Kind::TableRow { header: true }, Lead::Apart);
    builder.text("x");
    builder.end_cell();
    builder.text("y");
    builder.block(Kind::TableRow { header: false }, Lead::Close, "1");
    builder.end_table();
    let document = builder.finish().expect("small");
    let count = |kind| document.landmarks().of(kind).len();
    assert_eq!(count(Landmark::Question), 2);
    assert_eq!(count(Landmark::Code), 1);
    assert_eq!(count(Landmark::Table), 1);
    assert_eq!(count(Landmark::Block), 4);
    assert_eq!(document.tables()[0].columns.len(), 2);
    assert_eq!(document.tables()[0].columns[1].cell_columns, 1);
}

#[test]
fn a_caption_is_part_of_its_figure_or_table() {
    let mut builder = Builder::default();
    builder.block(Kind::Figure, Lead::Apart, "A boat");
    let of_figure = Kind::Caption { of_table: false };
    builder.block(of_figure, Lead::Close, "The boat in May");
    builder.block(of_figure, Lead::Apart, "A figure without words");
    builder.block(Kind::Caption { of_table: true }, Lead::Apart, "Ships");
    builder.begin_table(&[]);
    builder.block(Kind::TableRow { header: false }, Lead::Close, "Ada");
    builder.end_table();
    let document = builder.finish().expect("small");
    let count = |kind| document.landmarks().of(kind).len();
    assert_eq!(count(Landmark::Figure), 2);
    let caption = document.text().find("Ships").map(Offset::from_index);
    let tables = document.landmarks().of(Landmark::Table);
    assert_eq!(tables.iter().copied().next(), caption);
    assert_eq!(count(Landmark::Block), 3);
}

#[test]
fn nesting_is_bounded() {
    let mut builder = Builder::default();
    for _ in 0..100_000 {
        builder.enter(Mark::Quote);
    }
    builder.block(Kind::Paragraph, Lead::Apart, "deep");
    for _ in 0..100_000 {
        builder.leave();
    }
    builder.block(Kind::Paragraph, Lead::Apart, "out");
    let document = builder.finish().expect("small");
    assert_eq!(
        document.marks(document.block(BlockIdx(0)).prefix).len(),
        DEPTH_MAX
    );
    assert_eq!(document.marks(document.block(BlockIdx(1)).prefix).len(), 0);
}

#[derive(Clone, Debug)]
enum Call {
    Enter(Mark),
    Leave,
    Begin(Kind, Lead),
    End,
    Text(String),
    Long(String),
    Break,
    Role(Role, bool),
    Link(LinkTarget),
    EndLink,
    Name(String),
    Table,
    Cell,
    EndTable,
    Code(String),
    EndCode,
}

fn call() -> impl Strategy<Value = Call> {
    let mark = prop_oneof![
        Just(Mark::Quote),
        Just(Mark::Bullet),
        Just(Mark::Takeaway),
        Just(Mark::Indent),
        Just(Mark::Number("1.".into())),
        Just(Mark::Footnote("a".into())),
    ];
    let kind = prop_oneof![
        Just(Kind::Paragraph),
        Just(Kind::Heading(2)),
        Just(Kind::Heading(9)),
        Just(Kind::Code),
        Just(Kind::Takeaway),
        Just(Kind::Rule),
        Just(Kind::TableRow { header: false }),
    ];
    let lead = prop_oneof![Just(Lead::Apart), Just(Lead::Close), Just(Lead::Break)];
    let role = prop_oneof![Just(Role::STRONG), Just(Role::CODE)];
    prop_oneof![
        mark.prop_map(Call::Enter),
        Just(Call::Leave),
        (kind, lead).prop_map(|(kind, lead)| Call::Begin(kind, lead)),
        Just(Call::End),
        any::<String>().prop_map(Call::Text),
        "[ a-zé?]{1,9}".prop_map(Call::Long),
        Just(Call::Break),
        (role, any::<bool>()).prop_map(|(role, on)| Call::Role(role, on)),
        Just(Call::Link(LinkTarget::Named("n".into()))),
        Just(Call::Link(LinkTarget::Outside("x:y".into()))),
        Just(Call::EndLink),
        Just(Call::Name("n".into())),
        Just(Call::Table),
        Just(Call::Cell),
        Just(Call::EndTable),
        "rust|c\\+\\+|a b|`".prop_map(Call::Code),
        Just(Call::EndCode),
    ]
}

proptest! {
    #[test]
    fn the_laws_hold_after_any_calls(calls in prop::collection::vec(call(), 0..40)) {
        let mut b = Builder::default();
        for call in calls {
            match call {
                Call::Enter(mark) => b.enter(mark),
                Call::Leave => b.leave(),
                Call::Begin(kind, lead) => b.begin(kind, lead),
                Call::End => b.end(),
                Call::Text(text) => b.text(&text),
                Call::Long(text) => b.text(&text.repeat(BLOCK_BYTES_MAX / 3)),
                Call::Break => b.break_row(),
                Call::Role(role, on) => b.role(role, on),
                Call::Link(target) => b.begin_link(target),
                Call::EndLink => b.end_link(),
                Call::Name(name) => b.name(&name),
                Call::Table => b.begin_table(&[Align::Right]),
                Call::Cell => b.end_cell(),
                Call::EndTable => b.end_table(),
                Call::Code(language) => b.begin_code(&language),
                Call::EndCode => b.end_code(),
            }
        }
        let document = b.finish().expect("small");
        prop_assert_eq!(laws::broken(&document), None);
        for link in document.links(Offset(0)..document.end()) {
            if let Target::Inside(at) = link.target {
                prop_assert!(at <= document.end());
            }
        }
    }
}
