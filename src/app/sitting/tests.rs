use super::*;
use crate::document::{Builder, Kind, Lead};
use crate::reader::{Action, Command, Options, Way};

/// The first paragraphs of a text of a thousand.
fn text(paragraphs: u32) -> Arc<Document> {
    let mut builder = Builder::default();
    for number in 0..paragraphs {
        let text = format!("Paragraph {number} of a text that is long enough to scroll in.");
        builder.block(Kind::Paragraph, Lead::Apart, &text);
    }
    Arc::new(builder.finish().expect("is small"))
}

fn request() -> Request {
    Request {
        sources: Vec::new(),
        import: crate::import::Options::default(),
        options: Options::default(),
        measure_columns: None,
        outline: None,
        at: None,
        fresh: false,
        background: None,
    }
}

fn open(document: Arc<Document>, is_head: bool, store: &Store) -> (Reader, Sitting) {
    let mut reader = Reader::new(document, Options::default(), 80, 24);
    if is_head {
        reader.begin_loading();
    }
    let sitting = Sitting::resume(Some(Key::BuiltIn), &request(), &mut reader, store.clone());
    (reader, sitting)
}

fn first_row(reader: &Reader) -> String {
    let document = reader.view().document();
    let top = reader.view().top(reader.page());
    document.block_text(document.block_at(top.at)).to_owned()
}

/// Leaves a sitting at a share of the whole text.
fn leave_at(per_cent: u32, store: &Store) -> String {
    let (mut reader, sitting) = open(text(1000), false, store);
    let count = Some(per_cent);
    reader.update(Command {
        action: Action::Share,
        count,
        letter: None,
    });
    let (key, record) = sitting.record(&reader).expect("has a key");
    store.save(&key, &record).expect("writable");
    first_row(&reader)
}

#[test]
fn a_place_in_the_head_is_gone_to_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_folder(folder.path().into());
    let place = leave_at(5, &store);
    let (mut reader, mut sitting) = open(text(100), true, &store);
    assert_eq!(first_row(&reader), place);
    reader.update(Command::plain(Action::Page(Way::Forward)));
    let moved = first_row(&reader);
    let is_waited_for = reader.complete(text(1000));
    sitting.complete(is_waited_for, &mut reader);
    assert_eq!(first_row(&reader), moved);
}

#[test]
fn a_place_beyond_the_head_is_waited_for_and_not_forgotten_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_folder(folder.path().into());
    let place = leave_at(50, &store);
    let (mut reader, mut sitting) = open(text(100), true, &store);
    let (_, record) = sitting.record(&reader).expect("has a key");
    let quote = record.place.quote.lines().next().expect("has words");
    assert!(place.contains(quote), "{quote} is not in {place}");
    let is_waited_for = reader.complete(text(1000));
    sitting.complete(is_waited_for, &mut reader);
    assert_eq!(first_row(&reader), place);
}

#[test]
fn who_goes_elsewhere_meanwhile_stays_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_folder(folder.path().into());
    leave_at(50, &store);
    let (mut reader, mut sitting) = open(text(100), true, &store);
    reader.update(Command::plain(Action::Cancel));
    reader.update(Command::plain(Action::Page(Way::Forward)));
    let moved = first_row(&reader);
    let is_waited_for = reader.complete(text(1000));
    sitting.complete(is_waited_for, &mut reader);
    assert_eq!(first_row(&reader), moved);
}

#[test]
fn words_are_found_whatever_their_case_and_quotes() {
    let mut builder = Builder::default();
    builder.block(Kind::Paragraph, Lead::Apart, "It’s an É – “quoted” word.");
    builder.block(Kind::Heading(1), Lead::Apart, "Who’s at fault?");
    let document = builder.finish().expect("is small");
    let at = |words: &str| {
        let at = find(&document, words)?;
        document.text().get(at.index()..)?.chars().next()
    };
    assert_eq!(at("who's at fault?"), Some('W'));
    assert_eq!(at("\"QUOTED\""), Some('“'));
    assert_eq!(at("é -"), Some('É'));
    assert_eq!(at("nowhere"), None);
    assert_eq!(at(""), None);
}
