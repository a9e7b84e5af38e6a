use proptest::prelude::*;

use super::*;
use crate::document::{Align, Builder, Mark, Reason};
use crate::width;

/// The page as it is painted.
fn picture(document: &Document, width_columns: u16) -> String {
    let typesetting = Typesetting { width_columns };
    let rows = screen(document, Place::default(), 1000, typesetting);
    rows.iter()
        .map(|row| painted(document, row) + "\n")
        .collect()
}

pub(super) fn painted(document: &Document, row: &Row) -> String {
    let mut text = row.prefix.clone();
    for piece in &row.pieces {
        let columns = width::columns(&text);
        text.push_str(&" ".repeat(usize::from(piece.column).saturating_sub(columns)));
        text.push_str(document.slice(piece.range.clone()));
    }
    text.trim_end().to_owned()
}

fn check(build: impl FnOnce(&mut Builder), width: u16, expected: &str) {
    let mut builder = Builder::default();
    build(&mut builder);
    let document = builder.finish().expect("small");
    let expected: String = expected
        .lines()
        .skip(1)
        .map(|row| row.trim_end().to_owned() + "\n")
        .collect();
    assert_eq!(picture(&document, width), expected);
}

fn item(b: &mut Builder, mark: Mark, lead: Lead, text: &str) {
    b.enter(mark);
    b.block(Kind::Paragraph, lead, text);
    b.leave();
}

#[test]
fn paragraphs_stand_apart_and_points_hang() {
    check(
        |b| {
            b.block(
                Kind::Paragraph,
                Lead::Apart,
                "They include these factors, in this order:",
            );
            item(
                b,
                Mark::Bullet,
                Lead::Apart,
                "a point that takes more than a row of the page",
            );
            b.enter(Mark::Bullet);
            b.block(Kind::Paragraph, Lead::Close, "a second point");
            item(b, Mark::Bullet, Lead::Close, "nested in it");
            b.leave();
            item(b, Mark::Number("9.".into()), Lead::Apart, "nine");
            item(b, Mark::Number("10.".into()), Lead::Close, "ten");
        },
        40,
        "
They include these factors, in this
order:

  • a point that takes more than a row
    of the page
  • a second point
      ◦ nested in it

 9. nine
10. ten",
    );
}

#[test]
fn quotes_and_takeaways_have_bars_that_go_on_between_paragraphs() {
    check(
        |b| {
            b.enter(Mark::Quote);
            b.block(Kind::Paragraph, Lead::Apart, "said once");
            b.block(Kind::Paragraph, Lead::Apart, "said again");
            b.leave();
            b.block(Kind::Takeaway, Lead::Apart, "kept");
            b.block(Kind::Rule, Lead::Apart, "");
            b.block(Kind::Rule, Lead::Apart, "* * *");
        },
        15,
        "
│ said once
│
│ said again

┃ kept

     ─────

     * * *",
    );
}

#[test]
fn a_narrow_pane_keeps_the_innermost_mark() {
    check(
        |b| {
            for _ in 0..6 {
                b.enter(Mark::Bullet);
            }
            b.block(Kind::Paragraph, Lead::Close, "deep");
        },
        8,
        "
•
  ◦
  ▪
  ▪
  ▪
  ▪ deep",
    );
}

#[test]
fn code_is_kept_as_set() {
    check(
        |b| {
            b.block(Kind::Code, Lead::Apart, "fn main() {");
            b.block(Kind::Code, Lead::Close, "");
            b.block(Kind::Code, Lead::Close, "\tanswer(42);");
        },
        10,
        "
fn main()
{

    answer
(42);",
    );
}

fn table(b: &mut Builder) {
    b.begin_table(&[Align::Left, Align::Right]);
    for (idx, row) in [["Name", "Share"], ["a longer name", "7"], ["b", "12"]]
        .iter()
        .enumerate()
    {
        let lead = if idx == 0 { Lead::Apart } else { Lead::Close };
        b.begin(Kind::TableRow { header: idx == 0 }, lead);
        b.text(row[0]);
        b.end_cell();
        b.text(row[1]);
        b.end();
    }
    b.end_table();
    b.block(Kind::Paragraph, Lead::Apart, "After.");
}

#[test]
fn a_table_stands_in_columns_where_there_is_room() {
    check(
        table,
        30,
        "
Name           Share
─────────────  ─────
a longer name      7
b                 12

After.",
    );
    check(
        table,
        14,
        "
Name     Share
───────  ─────
a            7
longer
name
b           12

After.",
    );
}

#[test]
fn a_table_without_room_becomes_a_stack() {
    check(
        table,
        12,
        "
Name
Share

Name: a
      longer
      name
Share: 7

Name: b
Share: 12

After.",
    );
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ]{0,120}",
        "[a-zé漢字\u{301}\u{1F469}\u{200D} –/-]{0,60}",
        "[a-z]{30,90}",
    ]
}

pub(super) fn document() -> impl Strategy<Value = Document> {
    let kind = prop_oneof![
        4 => Just(Kind::Paragraph),
        1 => Just(Kind::Heading(1)),
        1 => Just(Kind::Code),
        1 => Just(Kind::Takeaway),
        1 => Just(Kind::Rule),
        1 => Just(Kind::Figure),
        1 => any::<bool>().prop_map(|of_table| Kind::Caption { of_table }),
        2 => Just(Kind::TableRow { header: false }),
        1 => Just(Kind::TableRow { header: true }),
    ];
    let lead = prop_oneof![Just(Lead::Apart), Just(Lead::Close), Just(Lead::Break)];
    let mark = prop_oneof![
        Just(None),
        Just(Some(Mark::Quote)),
        Just(Some(Mark::Bullet)),
        Just(Some(Mark::Number("(xiv)".into()))),
    ];
    prop::collection::vec((kind, lead, mark, any::<bool>(), text()), 1..20).prop_map(|blocks| {
        let mut b = Builder::default();
        for (kind, lead, mark, leave, text) in blocks {
            if leave {
                b.leave();
            }
            if let Some(mark) = mark {
                b.enter(mark);
            }
            let aside = |b: &mut Builder, nth| {
                if text.len() % 8 == nth {
                    b.set_aside(Reason::PageChrome, &text);
                }
            };
            aside(&mut b, 0);
            b.begin(kind, lead);
            let half = text.floor_char_boundary(text.len() / 2);
            let (one, other) = text.split_at(half);
            b.text(one);
            b.end_cell();
            aside(&mut b, 1);
            b.text(other);
            b.end();
            aside(&mut b, 2);
        }
        b.finish().expect("small")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn rows_partition_their_block(document in document(), width_columns in 1u16..90) {
        let typesetting = Typesetting { width_columns };
        for block in (0..document.blocks().len() as u32).map(BlockIdx) {
            let mut at = document.block_range(block).start;
            let rows = rows(&document, block, typesetting);
            for row in &rows {
                prop_assert_eq!(row.range.start, at);
                at = row.range.end;
                prop_assert!(row.range.end >= row.range.start);
            }
            prop_assert_eq!(at, document.block_range(block).end);
            prop_assert!(rows.windows(2).all(|pair| pair[0].place < pair[1].place), "{rows:?}");
        }
    }

    #[test]
    fn no_row_is_wider_than_its_measure(document in document(), width_columns in 1u16..90) {
        let typesetting = Typesetting { width_columns };
        for row in screen(&document, Place::default(), 2000, typesetting) {
            let text = painted(&document, &row);
            let columns = width::columns(&text);
            let is_one = width::graphemes(&text).filter(|(_, columns)| *columns > 0).count() <= 1;
            // Joined signs may be wider than the two columns that every mark leaves.
            let is_joined = width::graphemes(&text).any(|(_, columns)| columns > 2);
            prop_assert!(columns <= usize::from(width_columns) || is_one || is_joined, "{text:?}");
        }
    }

    #[test]
    fn walking_is_laying_out_everything(document in document(), width_columns in 1u16..90) {
        let typesetting = Typesetting { width_columns };
        let all = screen(&document, Place::default(), u16::MAX, typesetting);
        let start = Place::default();
        for (idx, row) in all.iter().enumerate() {
            prop_assert_eq!(down(&document, start, idx, typesetting), row.place);
            prop_assert_eq!(up(&document, row.place, idx, typesetting), all[0].place);
            prop_assert_eq!(row_at(&document, row.place, typesetting), row.place);
            let next = down(&document, row.place, 1, typesetting);
            prop_assert_eq!(next, all[(idx + 1).min(all.len() - 1)].place);
            let shown = screen(&document, row.place, 5, typesetting);
            prop_assert_eq!(&shown[..], &all[idx..(idx + 5).min(all.len())]);
        }
    }

    #[test]
    fn a_resize_shows_the_row_that_holds_the_place(
        document in document(),
        widths in prop::collection::vec(1u16..90, 1..6),
        share in 0usize..1000,
    ) {
        let at = document.text().floor_char_boundary(document.text().len() * share / 1000);
        let at = Offset::from_index(at.min(document.text().len() - 1));
        for width_columns in widths {
            let typesetting = Typesetting { width_columns };
            let row = &screen(&document, at.into(), 1, typesetting)[0];
            prop_assert!(row.range.contains(&at), "{:?} does not hold {at:?}", row.range);
        }
    }

    #[test]
    fn the_last_page_is_full(document in document(), height in 1u16..30, width in 1u16..90) {
        let typesetting = Typesetting { width_columns: width };
        let all = screen(&document, Place::default(), u16::MAX, typesetting);
        let top = last_top(&document, height, typesetting);
        let shown = screen(&document, top, height, typesetting);
        prop_assert_eq!(shown.last(), all.last());
        prop_assert_eq!(shown.len(), usize::from(height).min(all.len()));
    }
}
