//! Searching as a reader does it; what a thread would do is done at once.

use std::sync::Arc;

use crate::document::{Builder, Document, Kind, Lead, Offset};
use crate::reader::{Action, Command, Edit, Effect, Options, Query, Reader, Searched, Way};
use crate::search::{Sweep, Syntax};

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

/// Sections of prose, each with one paragraph that has a word of its own and one of all.
fn essay(sections: u32) -> Arc<Document> {
    let mut b = Builder::default();
    for section in 0..sections {
        b.block(Kind::Heading(1), Lead::Apart, &format!("Section {section}"));
        b.block(
            Kind::Paragraph,
            Lead::Apart,
            &"Prose without end. ".repeat(60),
        );
        let text = format!("A needle of a kind, word{section} among all.");
        b.block(Kind::Paragraph, Lead::Apart, &text);
    }
    Arc::new(b.finish().expect("is small"))
}

fn reader(sections: u32) -> Reader {
    Reader::new(essay(sections), Options::default(), COLUMNS, ROWS)
}

/// Does what the reader asks for, until it asks for nothing more.
fn perform(reader: &mut Reader, mut effects: Vec<Effect>) {
    while let Some(effect) = effects.pop() {
        if let Effect::Search(job) = effect {
            for found in Sweep::new(job.pattern, job.document, job.from) {
                effects.extend(reader.found(job.ticket, vec![found]));
            }
        }
    }
}

fn act(reader: &mut Reader, action: Action) {
    count(reader, 1, action);
}

fn count(reader: &mut Reader, count: u32, action: Action) {
    let effects = reader.update(Command {
        action,
        count: Some(count),
        letter: None,
    });
    perform(reader, effects);
}

fn edit(reader: &mut Reader, edit: Edit) {
    let effects = reader.edit(edit);
    perform(reader, effects);
}

fn type_in(reader: &mut Reader, text: &str) {
    for c in text.chars() {
        edit(reader, Edit::Insert(c));
    }
}

fn search(reader: &mut Reader, text: &str) {
    act(reader, Action::Search);
    type_in(reader, text);
    edit(reader, Edit::Enter);
}

/// The current hit with what follows it in its row.
fn current(reader: &Reader) -> Option<String> {
    let look = reader.look();
    let hits = reader.hits_on(&look);
    let (hit, _) = hits.iter().find(|(_, is_current)| *is_current)?;
    let document = reader.view().document();
    let text = document.slice(hit.start..document.end());
    text.lines().next().map(str::to_owned)
}

fn tally(reader: &Reader) -> Option<(Option<usize>, usize)> {
    reader.tally().map(|tally| (tally.current, tally.known))
}

fn top(reader: &Reader) -> Offset {
    reader.view().top(reader.page()).at
}

const NEXT: Action = Action::Hit(Way::Forward);
const PREVIOUS: Action = Action::Hit(Way::Back);

#[test]
fn each_key_goes_to_the_first_hit_from_where_it_began() {
    let mut reader = reader(20);
    act(&mut reader, Action::Search);
    type_in(&mut reader, "word1");
    assert_eq!(current(&reader).as_deref(), Some("word1 among all."));
    type_in(&mut reader, "7");
    assert_eq!(current(&reader).as_deref(), Some("word17 among all."));
    edit(&mut reader, Edit::Backspace);
    assert_eq!(current(&reader).as_deref(), Some("word1 among all."));
    assert_eq!(tally(&reader), Some((Some(1), 11)));
}

#[test]
fn escape_is_back_exactly_where_it_began_and_enter_stays() {
    let mut reader = reader(20);
    count(&mut reader, 30, Action::Row(Way::Forward));
    let before = (top(&reader), reader.look());
    act(&mut reader, Action::Search);
    type_in(&mut reader, "word9");
    assert_ne!(top(&reader), before.0);
    edit(&mut reader, Edit::Cancel);
    assert_eq!((top(&reader), reader.look()), before);
    assert_eq!(tally(&reader), None);
    search(&mut reader, "word9");
    assert_eq!(current(&reader).as_deref(), Some("word9 among all."));
    act(&mut reader, Action::Back);
    assert_eq!(
        (top(&reader), reader.look().rows),
        (before.0, before.1.rows)
    );
}

#[test]
fn hits_are_gone_to_by_number_and_around_the_ends() {
    let mut reader = reader(20);
    search(&mut reader, "needle");
    assert_eq!(tally(&reader), Some((Some(1), 20)));
    count(&mut reader, 3, NEXT);
    assert_eq!(tally(&reader), Some((Some(4), 20)));
    act(&mut reader, PREVIOUS);
    assert_eq!(tally(&reader), Some((Some(3), 20)));
    count(&mut reader, 4, PREVIOUS);
    assert_eq!(tally(&reader), Some((Some(19), 20)));
    assert_eq!(reader.message(), Some("on from the end"));
    count(&mut reader, 2, NEXT);
    assert_eq!(tally(&reader), Some((Some(1), 20)));
    assert_eq!(reader.message(), Some("on from the start"));
    act(&mut reader, Action::Repeat);
    assert_eq!(tally(&reader), Some((Some(2), 20)));
    act(&mut reader, Action::RepeatBack);
    assert_eq!(tally(&reader), Some((Some(1), 20)));
}

#[test]
fn a_hit_that_shows_moves_no_page() {
    let mut reader = reader(20);
    let before = top(&reader);
    search(&mut reader, "prose");
    count(&mut reader, 5, NEXT);
    assert_eq!(top(&reader), before);
    act(&mut reader, Action::Row(Way::Forward));
    act(&mut reader, NEXT);
    assert_eq!(tally(&reader), Some((Some(7), 1200)));
}

#[test]
fn escape_puts_the_hits_out_and_n_lights_them_again() {
    let mut reader = reader(20);
    search(&mut reader, "needle");
    act(&mut reader, Action::Cancel);
    assert!(reader.hits_on(&reader.look()).is_empty());
    assert_eq!(tally(&reader), None);
    act(&mut reader, NEXT);
    assert!(current(&reader).is_some());
}

#[test]
fn what_is_no_regex_says_why_and_keeps_the_last_good_hits() {
    let mut reader = reader(20);
    act(&mut reader, Action::Search);
    edit(&mut reader, Edit::Regex);
    type_in(&mut reader, "word1[78]");
    assert_eq!(tally(&reader), Some((Some(1), 2)));
    type_in(&mut reader, "(");
    let why = reader
        .prompt()
        .and_then(|prompt| prompt.query()?.invalid().map(str::to_owned));
    assert_eq!(why.as_deref(), Some("unclosed group"));
    assert_eq!(tally(&reader), Some((Some(1), 2)));
    edit(&mut reader, Edit::Enter);
    assert!(reader.prompt().is_some());
    edit(&mut reader, Edit::Regex);
    assert_eq!(tally(&reader), Some((None, 0)));
    assert_eq!(top(&reader), Offset(0));
}

#[test]
fn past_searches_come_back_by_arrow_and_with_nothing_typed() {
    let mut reader = reader(20);
    reader.restore_searches([Searched {
        text: "word1[5-9]".into(),
        syntax: Syntax::Regex,
    }]);
    search(&mut reader, "word3");
    search(&mut reader, "word5");
    act(&mut reader, Action::Search);
    type_in(&mut reader, "dra");
    let typed = |reader: &Reader| {
        let prompt = reader.prompt().expect("is open");
        (
            prompt.line().text().to_owned(),
            prompt.query().map(Query::syntax),
        )
    };
    for (edit, text, syntax) in [
        (Edit::Up, "word5", Syntax::Literal),
        (Edit::Up, "word3", Syntax::Literal),
        (Edit::Up, "word1[5-9]", Syntax::Regex),
        (Edit::Up, "word1[5-9]", Syntax::Regex),
        (Edit::Down, "word3", Syntax::Literal),
        (Edit::Down, "word5", Syntax::Literal),
        (Edit::Down, "dra", Syntax::Literal),
        (Edit::Down, "dra", Syntax::Literal),
    ] {
        super::tests::edit(&mut reader, edit);
        assert_eq!(typed(&reader), (text.to_owned(), Some(syntax)), "{edit:?}");
    }
    edit(&mut reader, Edit::Cancel);
    search(&mut reader, "");
    assert_eq!(current(&reader).as_deref(), Some("word5 among all."));
    assert_eq!(reader.searches().len(), 3);
}

#[test]
fn hits_are_counted_by_section() {
    let mut reader = reader(20);
    search(&mut reader, "word1");
    let document = Arc::clone(reader.view().document());
    let counts: Vec<Option<usize>> = reader
        .view()
        .outline()
        .items(&document, 20)
        .into_iter()
        .map(|item| reader.hits_of(item))
        .collect();
    let expected = (0..20).map(|section| Some(usize::from(section == 1 || section > 9)));
    assert_eq!(counts, expected.collect::<Vec<_>>());
}

#[test]
fn what_shows_is_lit_before_the_thread_has_found_anything() {
    let mut reader = reader(2000);
    reader.update(Command::plain(Action::Search));
    for c in "word".chars() {
        let _ = reader.edit(Edit::Insert(c));
    }
    assert_eq!(current(&reader).as_deref(), Some("word0 among all."));
    let _ = reader.edit(Edit::Enter);
    reader.update(Command::plain(Action::End));
    assert!(reader.tally().is_some_and(|tally| !tally.is_whole));
    assert!(!reader.hits_on(&reader.look()).is_empty());
}

#[test]
fn what_is_far_is_waited_for_and_can_be_cancelled() {
    let mut reader = reader(2000);
    reader.update(Command::plain(Action::Search));
    let mut effects = Vec::new();
    for c in "word1999".chars() {
        effects = reader.edit(Edit::Insert(c));
    }
    assert_eq!(current(&reader), None);
    effects.extend(reader.edit(Edit::Enter));
    assert_eq!(reader.message(), Some("searching; Esc cancels"));
    let mut other = reader.clone();
    perform(&mut reader, effects.clone());
    assert_eq!(current(&reader).as_deref(), Some("word1999 among all."));
    act(&mut reader, Action::Back);
    assert_eq!(top(&reader), Offset(0));
    other.update(Command::plain(Action::Cancel));
    perform(&mut other, effects);
    assert_eq!(top(&other), Offset(0));
}

#[test]
fn what_is_typed_anew_takes_no_answer_to_the_old() {
    let mut reader = reader(2000);
    reader.update(Command::plain(Action::Search));
    let old = reader.edit(Edit::Insert('w'));
    let new = reader.edit(Edit::Insert('x'));
    perform(&mut reader, old);
    assert!(reader.tally().is_some_and(|tally| tally.known == 0));
    perform(&mut reader, new);
    assert_eq!(tally(&reader), Some((None, 0)));
}

#[test]
fn the_hits_grow_with_a_text_that_is_still_being_read() {
    let mut reader = reader(20);
    reader.begin_loading();
    search(&mut reader, "needle");
    assert_eq!(tally(&reader), Some((None, 20)));
    act(&mut reader, PREVIOUS);
    assert_eq!(reader.message(), Some("searching; Esc cancels"));
    reader.complete(essay(40));
    let effects = reader.effects();
    perform(&mut reader, effects);
    assert_eq!(tally(&reader), Some((Some(40), 40)));
}

#[test]
fn beyond_what_is_kept_of_too_many_hits_it_is_searched_on() {
    let mut b = Builder::default();
    for _ in 0..150 {
        b.block(Kind::Paragraph, Lead::Apart, &"e".repeat(10_000));
    }
    let document = Arc::new(b.finish().expect("is small"));
    let mut reader = Reader::new(Arc::clone(&document), Options::default(), COLUMNS, ROWS);
    search(&mut reader, "e");
    assert!(reader.tally().is_some_and(|tally| tally.is_full));
    act(&mut reader, PREVIOUS);
    assert_eq!(reader.view().reading(reader.page()).0, document.end().0 - 2);
    count(&mut reader, 999_999, NEXT);
    count(&mut reader, 499_999, NEXT);
    count(&mut reader, 2, NEXT);
    assert_eq!(reader.view().reading(reader.page()).0, document.end().0 - 2);
}
