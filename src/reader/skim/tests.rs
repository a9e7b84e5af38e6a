use crate::document::Landmark;
use crate::layout::{Form, Row, Skim};
use crate::reader::tests::{act, count, next, reader};
use crate::reader::{Action, Reader, Seat, Way};

fn rows(reader: &Reader) -> Vec<Row> {
    reader.look().rows
}

fn reading(reader: &Reader) -> Row {
    let look = reader.look();
    let holds = |row: &&Row| row.range.contains(&look.reading);
    look.rows.iter().find(holds).expect("shows").clone()
}

#[test]
fn less_and_more_again_shows_the_same_page() {
    for rows_down in [1, 20, 45, 70] {
        let mut reader = reader();
        count(&mut reader, rows_down, Action::Row(Way::Forward));
        let before = rows(&reader);
        for levels in 1..4 {
            count(&mut reader, levels, Action::ShowLess);
            assert_ne!(rows(&reader), before);
            count(&mut reader, levels, Action::ShowMore);
            let is_same = rows(&reader) == before;
            assert!(is_same, "{rows_down} rows down, {levels} levels");
        }
    }
}

#[test]
fn the_row_being_read_stays_where_it_is_on_the_screen() {
    let mut reader = reader();
    count(&mut reader, 4, next(Landmark::Point));
    act(&mut reader, Action::Seat(Seat::Middle));
    let row_of = |reader: &Reader| {
        let at = reader.look().reading;
        let holds = |row: &Row| row.range.contains(&at);
        rows(reader).iter().position(holds)
    };
    assert_eq!(row_of(&reader), Some(11));
    act(&mut reader, Action::ShowLess);
    assert_eq!(row_of(&reader), Some(11));
}

#[test]
fn a_place_that_is_hidden_is_on_the_row_that_says_so() {
    let mut reader = reader();
    act(&mut reader, next(Landmark::Section));
    count(&mut reader, 2, next(Landmark::Point));
    count(&mut reader, 3, Action::ShowLess);
    assert_eq!(reading(&reader).form, Form::Hidden);
    act(&mut reader, next(Landmark::Section));
    act(&mut reader, Action::Back);
    assert_ne!(reading(&reader).form, Form::Hidden);
}

#[test]
fn going_somewhere_hidden_shows_it_whole() {
    let mut reader = reader();
    count(&mut reader, 3, Action::ShowLess);
    act(&mut reader, next(Landmark::Question));
    let row = reading(&reader);
    assert_eq!(row.form, Form::First);
    assert_eq!(
        row.place.at,
        reader.view().document().block(row.block).start
    );
    let open = rows(&reader);
    assert!(open.iter().any(|row| row.form == Form::Hidden));
    act(&mut reader, Action::Row(Way::Forward));
    act(&mut reader, Action::Row(Way::Back));
    assert_eq!(
        rows(&reader)[0],
        open[0],
        "it stays open while the page scrolls"
    );
    act(&mut reader, next(Landmark::Section));
    assert_eq!(reader.view().sight().opened, None);
}

#[test]
fn what_cannot_go_further_says_so() {
    let mut reader = reader();
    act(&mut reader, Action::ShowMore);
    assert_eq!(reader.message(), Some("the whole text shows already"));
    count(&mut reader, 9, Action::ShowLess);
    assert_eq!(reader.message(), Some("headings alone: zr shows more"));
    act(&mut reader, Action::ShowLess);
    let message = "headings alone: there is no less to show";
    assert_eq!(reader.message(), Some(message));
    assert_eq!(reader.view().sight().skim, Skim::Headings);
}

#[test]
fn what_was_set_aside_shows_in_its_place_and_is_hidden_again() {
    for (motions, levels) in [(0, 0), (3, 0), (6, 1), (9, 3)] {
        let mut reader = reader();
        for _ in 0..motions {
            act(&mut reader, Action::HalfPage(Way::Forward));
        }
        let count_of = |reader: &Reader| {
            let is_aside = |row: &&Row| row.form == Form::Aside;
            rows(reader).iter().filter(is_aside).count()
        };
        count(&mut reader, levels, Action::ShowLess);
        let before = rows(&reader);
        act(&mut reader, Action::SetAside);
        let message = "4 passages that were set aside show: S hides them";
        assert_eq!(reader.message(), Some(message));
        reader.resize(80, 200);
        assert_eq!(count_of(&reader), 4);
        reader.resize(80, 24);
        act(&mut reader, Action::SetAside);
        assert!(
            rows(&reader) == before,
            "{motions} motions, {levels} levels"
        );
    }
}

#[test]
fn the_page_can_rest_on_what_was_set_aside() {
    let mut reader = reader();
    act(&mut reader, Action::SetAside);
    while rows(&reader)[0].form != Form::Aside {
        act(&mut reader, Action::Row(Way::Forward));
    }
    let before = rows(&reader);
    for (columns, lines) in [(40, 12), (120, 40), (1, 1)] {
        reader.resize(columns, lines);
        assert_eq!(rows(&reader)[0].form, Form::Aside);
    }
    reader.resize(80, 24);
    assert!(rows(&reader) == before);
    act(&mut reader, Action::Page(Way::Forward));
    act(&mut reader, Action::Page(Way::Back));
    assert!(rows(&reader) == before);
}

#[test]
fn every_motion_moves_at_every_level() {
    for levels in 0..4 {
        let mut reader = reader();
        count(&mut reader, levels, Action::ShowLess);
        reader.resize(80, 6);
        for action in [
            Action::Page(Way::Forward),
            Action::Row(Way::Forward),
            next(Landmark::Section),
            next(Landmark::Point),
            next(Landmark::Block),
            Action::End,
        ] {
            let before = rows(&reader);
            act(&mut reader, action);
            assert_ne!(rows(&reader), before, "{action:?}, {levels} levels less");
        }
        assert!(reader.look().shows_end);
    }
}
