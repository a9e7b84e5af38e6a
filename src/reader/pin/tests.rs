use crate::document::Landmark;
use crate::layout::Row;
use crate::reader::tests::{act, count, next, reader};
use crate::reader::{Action, Reader, Seat, Way};

fn texts(reader: &Reader) -> Vec<String> {
    let document = reader.view().document();
    let text = |rows: &Vec<Row>| {
        let pieces = rows.iter().flat_map(|row| &row.pieces);
        pieces
            .map(|piece| document.slice(piece.range.clone()))
            .collect::<String>()
    };
    reader.pinned(reader.panes()).iter().map(text).collect()
}

#[test]
fn a_passage_is_held_while_reading_on_and_let_go_by_the_same_key() {
    let mut reader = reader();
    act(&mut reader, next(Landmark::Point));
    let before = reader.look();
    act(&mut reader, Action::Pin);
    let look = reader.look();
    assert_eq!(look.reading, before.reading);
    assert_eq!(look.rows[0], before.rows[0], "the page starts where it did");
    assert_eq!(look.rows.len(), before.rows.len() - 2, "a row and a rule");
    act(&mut reader, Action::Page(Way::Forward));
    assert_eq!(texts(&reader), ["point 1.1, at length"]);
    act(&mut reader, Action::Back);
    act(&mut reader, next(Landmark::Point));
    act(&mut reader, Action::Pin);
    assert_eq!(texts(&reader).len(), 0, "it was this passage");
    assert_eq!(reader.look(), before);
}

#[test]
fn passages_stack_within_the_pane_and_escape_lets_go_of_the_last() {
    let mut reader = reader();
    for _ in 0..4 {
        act(&mut reader, next(Landmark::Block));
        act(&mut reader, Action::Pin);
    }
    assert_eq!(texts(&reader).len(), 4);
    let panes = reader.panes();
    assert!(panes.pinned.height <= 11, "half the page at most");
    act(&mut reader, next(Landmark::Block));
    act(&mut reader, Action::Pin);
    let message = "4 are pinned already: Esc lets go of the last";
    assert_eq!(reader.message(), Some(message));
    for left in (0..4).rev() {
        act(&mut reader, Action::Cancel);
        assert_eq!(texts(&reader).len(), left);
    }
    act(&mut reader, Action::Cancel);
    act(&mut reader, Action::Cancel);
    assert_eq!(reader.message(), Some("nothing to close: q leaves"));
}

#[test]
fn the_place_being_read_stays_on_a_page_that_gets_lower() {
    let mut reader = reader();
    count(&mut reader, 3, next(Landmark::Point));
    act(&mut reader, Action::Seat(Seat::Bottom));
    act(&mut reader, Action::Pin);
    let look = reader.look();
    let shows = |row: &Row| row.range.contains(&look.reading);
    assert!(look.rows.iter().any(shows));
}

#[test]
fn every_size_has_a_page_beneath_what_is_pinned() {
    let mut reader = reader();
    for _ in 0..3 {
        act(&mut reader, next(Landmark::Block));
        act(&mut reader, Action::Pin);
    }
    for columns in [1, 20, 59, 60, 80, 140, 200, 300] {
        for rows in [1, 2, 5, 6, 7, 12, 40] {
            reader.resize(columns, rows);
            let look = reader.look();
            assert!(!look.rows.is_empty());
            let panes = reader.panes();
            let height: usize = reader.pinned(panes).iter().map(Vec::len).sum();
            assert!(height <= usize::from(panes.pinned.height));
        }
    }
}
