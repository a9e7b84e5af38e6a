//! Going to anything, as a reader does it; what a thread would do is done at once.

use std::sync::Arc;

use crate::document::{Builder, Document, Kind, Lead, Mark, Offset};
use crate::reader::{Action, Command, Edit, Effect, Options, Pane, Reader, Way};
use crate::search::Candidates;

fn essay() -> Arc<Document> {
    let mut b = Builder::default();
    b.block(Kind::Paragraph, Lead::Apart, "A start.");
    for section in 0..200 {
        b.block(Kind::Heading(1), Lead::Apart, &format!("Section {section}"));
        b.block(Kind::Paragraph, Lead::Apart, &"Prose. ".repeat(40));
        b.enter(Mark::Bullet);
        b.block(Kind::Paragraph, Lead::Close, &format!("point of {section}"));
        b.leave();
    }
    Arc::new(b.finish().expect("is small"))
}

fn reader(columns: u16, rows: u16) -> Reader {
    Reader::new(essay(), Options::default(), columns, rows)
}

fn perform(reader: &mut Reader, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Pick(wish) = effect {
            let candidates = Candidates::new(wish.document, wish.marks);
            let mut picking = candidates.pick(&wish.typed, wish.here);
            while picking.step() {}
            let more = reader.picked(wish.ticket, picking.finish());
            perform(reader, more);
        }
    }
}

fn act(reader: &mut Reader, action: Action) {
    let effects = reader.update(Command::plain(action));
    perform(reader, effects);
}

fn edit(reader: &mut Reader, edit: Edit) {
    let effects = reader.edit(edit);
    perform(reader, effects);
}

fn type_in(reader: &mut Reader, text: &str) {
    let effects = reader.paste(text);
    perform(reader, effects);
}

fn first_row(reader: &Reader) -> String {
    let document = reader.view().document();
    let top = reader.look().rows.first().map(|row| row.place.at);
    document
        .block_text(document.block_at(top.unwrap_or_default()))
        .to_owned()
}

fn listed(reader: &Reader) -> Vec<String> {
    let height = reader.panes().list.height;
    let rows = reader.palette().map(|palette| palette.rows(height));
    let rows = rows.into_iter().flatten();
    rows.map(|(choice, is_selected)| {
        let sign = if is_selected { ">" } else { "" };
        format!("{sign}{}", choice.words)
    })
    .collect()
}

fn jump_to(reader: &mut Reader, section: u32) {
    reader.update(Command {
        action: Action::Start,
        count: Some(section + 1),
        letter: None,
    });
}

#[test]
fn the_list_opens_around_the_section_being_read_and_moves_nothing() {
    let mut reader = reader(80, 24);
    jump_to(&mut reader, 77);
    let before = reader.view().top(reader.page());
    act(&mut reader, Action::Palette);
    assert!(listed(&reader).contains(&">Section 77".to_owned()));
    assert_eq!(reader.view().top(reader.page()), before);
    assert_eq!(
        reader.palette().map(|palette| palette.position().1),
        Some(400)
    );
}

#[test]
fn each_choice_shows_in_the_page_and_escape_is_back_exactly() {
    let mut reader = reader(80, 24);
    jump_to(&mut reader, 20);
    act(&mut reader, Action::Row(Way::Forward));
    act(&mut reader, Action::Focus);
    let before = (reader.look(), reader.view().outline().items(&essay(), 23));
    act(&mut reader, Action::Palette);
    type_in(&mut reader, "sec 150");
    assert_eq!(first_row(&reader), "Section 150");
    edit(&mut reader, Edit::DeleteToStart);
    assert_eq!(reader.look().reading, before.0.reading);
    edit(&mut reader, Edit::Down);
    assert_eq!(first_row(&reader), "Section 21");
    edit(&mut reader, Edit::PageDown);
    assert_eq!(first_row(&reader), "Section 30");
    edit(&mut reader, Edit::Up);
    assert_eq!(first_row(&reader), "Section 29");
    edit(&mut reader, Edit::Cancel);
    let after = (reader.look(), reader.view().outline().items(&essay(), 23));
    assert_eq!(after, before);
    assert_eq!(reader.focus(), Pane::Outline);
    assert!(reader.palette().is_none());
}

#[test]
fn enter_goes_and_the_history_comes_back() {
    let mut reader = reader(80, 24);
    jump_to(&mut reader, 20);
    act(&mut reader, Action::Palette);
    type_in(&mut reader, "point 123");
    edit(&mut reader, Edit::Enter);
    assert!(reader.prompt().is_none());
    assert_eq!(first_row(&reader), "point of 123");
    act(&mut reader, Action::Back);
    assert_eq!(first_row(&reader), "Section 20");
}

#[test]
fn enter_before_the_list_is_there_goes_when_it_is() {
    let mut reader = reader(80, 24);
    let mut effects = reader.update(Command::plain(Action::Palette));
    effects.extend(reader.paste("section 99"));
    effects.extend(reader.edit(Edit::Enter));
    assert!(reader.prompt().is_some());
    perform(&mut reader, effects);
    assert!(reader.prompt().is_none());
    assert_eq!(first_row(&reader), "Section 99");
}

#[test]
fn what_is_nowhere_leaves_the_page_and_says_so() {
    let mut reader = reader(80, 24);
    act(&mut reader, Action::Palette);
    type_in(&mut reader, "xyzzy");
    assert_eq!(reader.view().top(reader.page()).at, Offset(0));
    edit(&mut reader, Edit::Enter);
    assert_eq!(reader.message(), Some("nothing like that in this text"));
    assert!(reader.prompt().is_some());
}

#[test]
fn a_mark_is_among_what_can_be_gone_to() {
    let mut reader = reader(80, 24);
    jump_to(&mut reader, 55);
    reader.update(Command {
        action: Action::SetMark,
        count: None,
        letter: Some('x'),
    });
    act(&mut reader, Action::Palette);
    type_in(&mut reader, "section 55");
    assert_eq!(
        listed(&reader),
        [">Section 55", "Section 55", "Section 155"]
    );
}

#[test]
fn the_list_leaves_the_page_its_half_at_every_size() {
    for rows in 1..60 {
        for columns in [1, 24, 40, 80] {
            let mut reader = reader(columns, rows);
            act(&mut reader, Action::Palette);
            let panes = reader.panes();
            assert!(panes.list.height < 11 && panes.list.height <= panes.page.height);
            assert_eq!(panes.list.bottom(), panes.status.y);
            assert!(panes.status.bottom() <= rows);
            edit(&mut reader, Edit::Down);
        }
    }
}
