//! Frames of the built-in essay, as cells, at three sizes.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use recto::document::{Document, Landmark};
use recto::import;
use recto::keys;
use recto::reader::{Action, Command, Edit, Effect, Options, Reader, Way};
use recto::search::Candidates;
use recto::ui::{self, Background, Colours, Theme, Typing};

fn essay() -> Arc<Document> {
    let options = import::Options::default();
    let bytes = include_bytes!("../assets/essay.txt");
    Arc::new(
        import::import(bytes, &options)
            .expect("the essay is a text")
            .document,
    )
}

fn cells(reader: &Reader, typing: &Typing, columns: u16, rows: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let theme = Theme::new(Colours::None, Background::Dark);
    ui::draw(reader, typing, &theme, (columns, rows)).paint(&mut buffer);
    buffer
}

fn frame(reader: &Reader, typing: &Typing, columns: u16, rows: u16) -> String {
    let buffer = cells(reader, typing, columns, rows);
    (0..rows)
        .map(|y| {
            let row: String = (0..columns).map(|x| buffer[(x, y)].symbol()).collect();
            row.trim_end().to_owned() + "\n"
        })
        .collect()
}

fn act(reader: &mut Reader, action: Action) {
    reader.update(Command::plain(action));
}

#[test]
fn the_first_page() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        let reader = Reader::new(essay(), Options::default(), columns, rows);
        let frame = frame(&reader, &Typing::default(), columns, rows);
        insta::assert_snapshot!(format!("first-{columns}x{rows}"), frame);
    }
}

#[test]
fn a_point_jumped_to() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        let mut reader = Reader::new(essay(), Options::default(), columns, rows);
        let action = Action::Jump(Landmark::Point, Way::Forward);
        reader.update(Command {
            action,
            count: Some(5),
            letter: None,
        });
        let frame = frame(&reader, &Typing::default(), columns, rows);
        insta::assert_snapshot!(format!("point-{columns}x{rows}"), frame);
    }
}

#[test]
fn the_readme_shows_a_real_screen() {
    let mut reader = Reader::new(essay(), Options::default(), 80, 24);
    let action = Action::Jump(Landmark::Point, Way::Forward);
    reader.update(Command {
        action,
        count: Some(6),
        letter: None,
    });
    let readme = include_str!("../README.md");
    assert!(readme.contains(&frame(&reader, &Typing::default(), 80, 24)));
}

#[test]
fn the_end_with_its_takeaways() {
    for (columns, rows) in [(80, 24), (40, 12)] {
        let mut reader = Reader::new(essay(), Options::default(), columns, rows);
        act(&mut reader, Action::End);
        let frame = frame(&reader, &Typing::default(), columns, rows);
        insta::assert_snapshot!(format!("end-{columns}x{rows}"), frame);
    }
}

#[test]
fn the_outline_alone_where_there_is_room_for_one_pane() {
    let mut reader = Reader::new(essay(), Options::default(), 40, 12);
    act(&mut reader, Action::Focus);
    insta::assert_snapshot!("outline-40x12", frame(&reader, &Typing::default(), 40, 12));
}

#[test]
fn a_chord_half_typed() {
    let reader = Reader::new(essay(), Options::default(), 80, 24);
    let next = vec![
        ("]".to_owned(), "next section"),
        ("i".to_owned(), "next point"),
    ];
    let typing = Typing {
        typed: "]".into(),
        next,
    };
    insta::assert_snapshot!("chord-80x24", frame(&reader, &typing, 80, 24));
}

#[test]
fn each_level_of_skimming() {
    for (levels, name) in [(1, "sentences"), (2, "points"), (3, "headings")] {
        let mut reader = Reader::new(essay(), Options::default(), 80, 24);
        act(&mut reader, Action::Jump(Landmark::Section, Way::Forward));
        reader.update(Command {
            action: Action::ShowLess,
            count: Some(levels),
            letter: None,
        });
        let frame = frame(&reader, &Typing::default(), 80, 24);
        insta::assert_snapshot!(format!("skim-{name}-80x24"), frame);
    }
}

/// The page stands so long that it is read.
fn read(reader: &mut Reader, hours: &mut u64) {
    reader.elapse(*hours * 3_600_000);
    *hours += 1;
    reader.elapse(*hours * 3_600_000);
}

#[test]
fn what_has_been_read() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        let mut reader = Reader::new(essay(), Options::default(), columns, rows);
        let mut hours = 0;
        for _ in 0..3 {
            read(&mut reader, &mut hours);
            act(&mut reader, Action::Page(Way::Forward));
        }
        read(&mut reader, &mut hours);
        act(&mut reader, Action::Start);
        act(&mut reader, Action::Unread(Way::Forward));
        if columns < 60 {
            act(&mut reader, Action::Focus);
        }
        let frame = frame(&reader, &Typing::default(), columns, rows);
        insta::assert_snapshot!(format!("read-{columns}x{rows}"), frame);
    }
}

#[test]
fn what_was_set_aside() {
    let source = "Home\nSign in\nShare this page\n\nA Title of Some Length\n\nThe first paragraph of the \
        text says one thing, and it says it at the length that a paragraph has.\n\nThe second \
        paragraph says another thing, which the first has not said.\n\nShare this page\n\
        Copyright 2031 A Publisher. All rights reserved.\n";
    let options = import::Options::default();
    let document = import::import(source.as_bytes(), &options)
        .expect("a text")
        .document;
    let mut reader = Reader::new(Arc::new(document), Options::default(), 80, 24);
    act(&mut reader, Action::SetAside);
    insta::assert_snapshot!("aside-80x24", frame(&reader, &Typing::default(), 80, 24));
}

#[test]
fn passages_pinned_above_and_beside_the_page() {
    for (columns, rows) in [(80, 24), (40, 12), (180, 24)] {
        let mut reader = Reader::new(essay(), Options::default(), columns, rows);
        reader.update(Command {
            action: Action::Jump(Landmark::Point, Way::Forward),
            count: Some(6),
            letter: None,
        });
        act(&mut reader, Action::Pin);
        act(&mut reader, Action::Jump(Landmark::Point, Way::Forward));
        act(&mut reader, Action::Pin);
        act(&mut reader, Action::Jump(Landmark::Section, Way::Forward));
        let frame = frame(&reader, &Typing::default(), columns, rows);
        insta::assert_snapshot!(format!("pinned-{columns}x{rows}"), frame);
    }
}

#[test]
fn the_help() {
    let mut reader = Reader::new(essay(), Options::default(), 80, 24);
    reader.cover(Arc::new(keys::help().expect("is small")));
    insta::assert_snapshot!("help-80x24", frame(&reader, &Typing::default(), 80, 24));
}

#[test]
fn a_search_as_it_is_typed_and_when_it_is_taken() {
    let mut reader = Reader::new(essay(), Options::default(), 80, 24);
    act(&mut reader, Action::Search);
    reader.paste("who's at");
    let typed = frame(&reader, &Typing::default(), 80, 24);
    insta::assert_snapshot!("search-typed-80x24", typed);
    reader.edit(Edit::DeleteToStart);
    reader.paste("China");
    reader.edit(Edit::Enter);
    act(&mut reader, Action::Hit(Way::Forward));
    let taken = frame(&reader, &Typing::default(), 80, 24);
    insta::assert_snapshot!("search-taken-80x24", taken);
}

#[test]
fn the_list_of_places() {
    for (columns, rows) in [(80, 24), (40, 12), (24, 6)] {
        let mut reader = Reader::new(essay(), Options::default(), columns, rows);
        act(&mut reader, Action::Palette);
        for effect in reader.paste("wash") {
            if let Effect::Pick(wish) = effect {
                let candidates = Candidates::new(wish.document, wish.marks);
                let mut picking = candidates.pick(&wish.typed, wish.here);
                while picking.step() {}
                reader.picked(wish.ticket, picking.finish());
            }
        }
        let frame = frame(&reader, &Typing::default(), columns, rows);
        insta::assert_snapshot!(format!("places-{columns}x{rows}"), frame);
    }
}

#[test]
fn the_current_hit_is_told_from_the_others_in_every_palette() {
    for (colours, background) in [
        (Colours::None, Background::Dark),
        (Colours::Sixteen, Background::Dark),
        (Colours::Sixteen, Background::Light),
        (Colours::True, Background::Dark),
        (Colours::True, Background::Light),
    ] {
        let theme = Theme::new(colours, background);
        let plain = ratatui::style::Style::new();
        assert_ne!(theme.hit, theme.current_hit);
        assert!(theme.hit != plain && theme.hit != theme.link);
        assert!(theme.current_hit != theme.cursor || colours == Colours::None);
    }
}

#[test]
fn headings_read_as_headings_without_colour() {
    let mut reader = Reader::new(essay(), Options::default(), 80, 24);
    act(&mut reader, Action::Jump(Landmark::Section, Way::Forward));
    let buffer = cells(&reader, &Typing::default(), 80, 24);
    let text = reader.panes().text;
    let style = |y: u16| buffer[(text.x, y)].modifier;
    assert_ne!(style(0), style(2), "a heading and a paragraph");
}

#[test]
fn every_size_is_painted() {
    for columns in [0, 1, 2, 5, 23, 24, 59, 60, 61, 200] {
        for rows in [0, 1, 2, 3, 6, 50] {
            let mut reader = Reader::new(essay(), Options::default(), columns, rows);
            let next = vec![("]".to_owned(), "next section"); 20];
            let typing = Typing {
                typed: "]".into(),
                next,
            };
            for _ in 0..3 {
                cells(&reader, &Typing::default(), columns, rows);
                cells(&reader, &typing, columns, rows);
                act(&mut reader, Action::Focus);
                act(&mut reader, Action::Jump(Landmark::Point, Way::Forward));
                act(&mut reader, Action::End);
            }
        }
    }
}
