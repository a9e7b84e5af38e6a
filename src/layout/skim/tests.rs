use proptest::prelude::*;

use super::*;
use crate::document::{Builder, Lead, Mark};
use crate::layout::tests::{document, painted};
use crate::layout::{Flow, Form, Place, Row, Typesetting};

fn flow(document: &Document, width_columns: u16, sight: Sight) -> Flow<'_> {
    Flow::new(document, Typesetting { width_columns }, sight)
}

fn check(skim: Skim, width: u16, expected: &str) {
    let document = essay();
    let sight = Sight {
        skim,
        ..Sight::default()
    };
    let rows = flow(&document, width, sight).screen(Place::default(), 100);
    let picture: String = rows
        .iter()
        .map(|row| shown(&document, row) + "\n")
        .collect();
    assert_eq!(picture, expected.trim_start_matches('\n').to_owned() + "\n");
}

fn shown(document: &Document, row: &Row) -> String {
    let mut text = painted(document, row);
    if let Some(column) = row.ellipsis {
        let columns = crate::width::columns(&text);
        text.push_str(&" ".repeat(usize::from(column).saturating_sub(columns)));
        text.push('…');
    }
    text
}

fn essay() -> Document {
    let mut b = Builder::default();
    b.block(Kind::Title, Lead::Apart, "A title");
    b.block(Kind::Paragraph, Lead::Apart, "It opens here. And goes on.");
    b.block(Kind::Heading(1), Lead::Apart, "Who is at fault?");
    b.block(Kind::Paragraph, Lead::Apart, "One sentence alone.");
    b.block(Kind::Paragraph, Lead::Apart, "They include. These things:");
    for text in ["A first point. At length.", "A second point."] {
        b.enter(Mark::Bullet);
        b.block(Kind::Paragraph, Lead::Close, text);
        b.leave();
    }
    for row in ["fn main() {", "    run();", "}"] {
        let lead = if row.starts_with('f') {
            Lead::Apart
        } else {
            Lead::Close
        };
        b.block(Kind::Code, lead, row);
    }
    b.block(Kind::Heading(1), Lead::Apart, "What next?");
    b.finish().expect("small")
}

#[test]
fn each_level_shows_more() {
    check(
        Skim::Headings,
        40,
        "
A title
⋯ 1 paragraph
Who is at fault?
⋯ 2 paragraphs, 2 points, 1 stretch of…
What next?",
    );
    check(
        Skim::Points,
        40,
        "
A title
⋯ 1 paragraph

Who is at fault?
⋯ 2 paragraphs
  • A first point. …
  • A second point.
⋯ 1 stretch of code

What next?",
    );
    check(
        Skim::Sentences,
        40,
        "
A title

It opens here. …

Who is at fault?

One sentence alone.

They include. …
  • A first point. …
  • A second point.

fn main() {
⋯ 2 rows

What next?",
    );
}

#[test]
fn what_is_opened_shows_whole_between_what_stays_hidden() {
    let document = essay();
    let at = document.text().find("At length").expect("is there");
    let sight = Sight {
        skim: Skim::Headings,
        opened: Some(Offset::from_index(at)),
        asides: false,
    };
    let rows = flow(&document, 40, sight).screen(Place::default(), 100);
    let texts: Vec<String> = rows.iter().map(|row| shown(&document, row)).collect();
    let expected = [
        "A title",
        "⋯ 1 paragraph",
        "Who is at fault?",
        "⋯ 2 paragraphs",
        "  • A first point. At length.",
        "    ⋯ 1 point, 1 stretch of code",
        "What next?",
    ];
    assert_eq!(texts, expected);
    assert!(!sight.hides(&document, Offset::from_index(at)));
}

#[test]
fn a_million_hidden_paragraphs_cost_what_one_does() {
    let mut b = Builder::default();
    b.block(Kind::Heading(1), Lead::Apart, "Before");
    for _ in 0..1_000_000 {
        b.block(Kind::Paragraph, Lead::Apart, "p");
    }
    b.block(Kind::Heading(1), Lead::Apart, "After");
    let document = b.finish().expect("small");
    let sight = Sight {
        skim: Skim::Headings,
        ..Sight::default()
    };
    let flow = flow(&document, 40, sight);
    crate::layout::work::take();
    let end = flow.down(Place::default(), usize::MAX);
    assert_eq!(flow.up(end, usize::MAX), Place::default());
    let texts: Vec<String> = flow
        .screen(Place::default(), 9)
        .iter()
        .map(|row| shown(&document, row))
        .collect();
    assert_eq!(texts, ["Before", "⋯ 1000000 paragraphs", "After"]);
    assert!(crate::layout::work::take() < 20);
}

fn sight(document: &Document, level: usize, opened: Option<usize>, asides: bool) -> Sight {
    let at = opened.map(|share| document.text().len() * share / 1000);
    let at = at.map(|at| Offset::from_index(document.text().floor_char_boundary(at)));
    Sight {
        skim: Skim::ALL[level],
        opened: at,
        asides,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_partition_the_text_at_every_level(
        document in document(),
        level in 0usize..4,
        opened in prop::option::of(0usize..1000),
        asides in any::<bool>(),
        width in 1u16..90,
    ) {
        let sight = sight(&document, level, opened, asides);
        let flow = flow(&document, width, sight);
        let all = flow.screen(flow.up(Place::default(), usize::MAX), u16::MAX);
        let mut at = Offset(0);
        for row in &all {
            prop_assert_eq!(row.range.start, at, "{:?}", &all);
            prop_assert!(row.range.end >= at);
            at = row.range.end;
            let columns = crate::width::columns(&shown(&document, row));
            let graphemes = shown(&document, row).chars().count();
            prop_assert!(columns <= usize::from(width).max(2) || graphemes <= 2, "{row:?}");
        }
        prop_assert_eq!(at, document.end());
        prop_assert!(all.windows(2).all(|pair| pair[0].place < pair[1].place), "{all:?}");
    }

    #[test]
    fn walking_is_laying_out_everything_at_every_level(
        document in document(),
        level in 0usize..4,
        opened in prop::option::of(0usize..1000),
        asides in any::<bool>(),
        width in 1u16..90,
    ) {
        let sight = sight(&document, level, opened, asides);
        let flow = flow(&document, width, sight);
        let first = flow.up(Place::default(), usize::MAX);
        let all = flow.screen(first, u16::MAX);
        for (idx, row) in all.iter().enumerate() {
            prop_assert_eq!(flow.down(first, idx), row.place);
            prop_assert_eq!(flow.up(row.place, idx), all[0].place);
            prop_assert_eq!(flow.row_at(row.place), row.place);
            let shown = flow.screen(row.place, 5);
            prop_assert_eq!(&shown[..], &all[idx..(idx + 5).min(all.len())]);
        }
        prop_assert_eq!(flow.last_top(1), all[all.len() - 1].place);
    }

    #[test]
    fn what_was_set_aside_shows_once_and_in_its_order(
        document in document(),
        level in 0usize..4,
        width in 8u16..90,
    ) {
        let sight = sight(&document, level, None, true);
        let flow = flow(&document, width, sight);
        let all = flow.screen(flow.up(Place::default(), usize::MAX), u16::MAX);
        let shown: String = all
            .iter()
            .filter(|row| row.form == Form::Aside)
            .filter_map(|row| row.prefix.strip_prefix("┊ "))
            .collect();
        let whole: String = document
            .set_aside()
            .iter()
            .map(|aside| format!("{}: {}", aside.reason.words(), aside.text))
            .collect();
        let spaceless = |text: &str| text.replace([' ', '\n'], "");
        prop_assert_eq!(spaceless(&shown), spaceless(&whole));
    }

    #[test]
    fn a_resize_there_and_back_stays_on_a_row_that_was_set_aside(
        document in document(),
        level in 0usize..4,
        share in 0usize..1000,
        widths in (1u16..90, 1u16..90),
    ) {
        let sight = sight(&document, level, None, true);
        let wide = flow(&document, widths.0, sight);
        let all = wide.screen(wide.up(Place::default(), usize::MAX), u16::MAX);
        let row = &all[all.len() * share / 1000];
        let narrow = flow(&document, widths.1, sight);
        let there = &narrow.screen(row.place, 1)[0];
        prop_assert_eq!(there.form == Form::Aside, row.form == Form::Aside);
        prop_assert!(there.place <= row.place || row.form == Form::Gap);
        prop_assert_eq!(wide.row_at(row.place), row.place);
    }

    #[test]
    fn a_place_is_on_the_row_that_owns_it_at_every_level(
        document in document(),
        level in 0usize..4,
        share in 0usize..1000,
        width in 1u16..90,
    ) {
        let at = document.text().floor_char_boundary(document.text().len() * share / 1000);
        let at = Offset::from_index(at);
        let closed = sight(&document, level, None, false);
        let row = &flow(&document, width, closed).screen(at.into(), 1)[0];
        prop_assert!(row.range.contains(&at));
        let opened = Sight { opened: Some(at), ..closed };
        prop_assert!(!opened.hides(&document, at));
    }
}
