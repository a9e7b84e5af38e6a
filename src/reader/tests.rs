use proptest::prelude::*;

use super::*;
use crate::document::{Builder, Kind, Landmark, Lead, Mark, Reason};
use crate::layout::Place;

/// A document of sections with points and questions, long enough to scroll.
pub(super) fn essay() -> Arc<Document> {
    let mut b = Builder::default();
    b.meta().title = Some("An Essay".into());
    b.block(Kind::Title, Lead::Apart, "An Essay");
    b.block(Kind::Paragraph, Lead::Apart, &"It begins here. ".repeat(12));
    for section in 1..=4 {
        b.block(Kind::Heading(1), Lead::Apart, &format!("Section {section}"));
        b.block(
            Kind::Paragraph,
            Lead::Apart,
            &"Prose without end. ".repeat(20),
        );
        b.block(
            Kind::Paragraph,
            Lead::Apart,
            "Some prose. What is asked? They include:",
        );
        for point in 1..=3 {
            b.enter(Mark::Bullet);
            b.block(
                Kind::Paragraph,
                Lead::Close,
                &format!("point {section}.{point}, at length"),
            );
            b.leave();
        }
        b.set_aside(Reason::PageChrome, "Share this page");
        b.block(Kind::Heading(2), Lead::Apart, "The same name");
        b.block(Kind::Paragraph, Lead::Apart, &"More prose. ".repeat(20));
    }
    b.block(Kind::Takeaway, Lead::Apart, "One thing to keep.");
    b.block(Kind::Takeaway, Lead::Apart, "Another thing to keep.");
    Arc::new(b.finish().expect("small"))
}

pub(super) fn reader() -> Reader {
    Reader::new(essay(), Options::default(), 80, 24)
}

pub(super) fn act(reader: &mut Reader, action: Action) -> Vec<Effect> {
    reader.update(Command::plain(action))
}

pub(super) fn count(reader: &mut Reader, count: u32, action: Action) {
    reader.update(Command {
        action,
        count: Some(count),
        letter: None,
    });
}

pub(super) fn next(kind: Landmark) -> Action {
    Action::Jump(kind, Way::Forward)
}

pub(super) fn previous(kind: Landmark) -> Action {
    Action::Jump(kind, Way::Back)
}

/// The text from the place being read on.
fn here(reader: &Reader) -> String {
    let at = reader.view().reading(reader.page());
    let text = reader.view().document().text();
    text.get(at.index()..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn lit(reader: &Reader) -> String {
    let document = reader.view().document();
    let at = offset_of(document, reader.lit(&reader.look()));
    document.block_text(document.block_at(at)).to_owned()
}

#[test]
fn sections_points_and_questions_are_gone_to_in_turn() {
    let mut reader = reader();
    act(&mut reader, next(Landmark::Section));
    assert_eq!(here(&reader), "Section 1");
    count(&mut reader, 4, next(Landmark::Point));
    assert_eq!(here(&reader), "point 2.1, at length");
    act(&mut reader, previous(Landmark::Point));
    assert_eq!(here(&reader), "point 1.3, at length");
    act(&mut reader, next(Landmark::Question));
    assert!(here(&reader).starts_with("What is asked?"));
    act(&mut reader, next(Landmark::Level(2)));
    assert_eq!(here(&reader), "The same name");
    act(&mut reader, Action::Repeat);
    act(&mut reader, Action::RepeatBack);
    act(&mut reader, Action::SectionHead);
    assert_eq!(reader.message(), Some("the head of this section"));
}

#[test]
fn what_has_no_place_to_go_back_to_asks_for_another_document() {
    let mut reader = reader();
    let back = Command::plain(Action::Back);
    assert_eq!(reader.update(back), [Effect::Retrace(Way::Back)]);
    act(&mut reader, next(Landmark::Section));
    assert_eq!(reader.update(back), []);
    assert_eq!(reader.update(back), [Effect::Retrace(Way::Back)]);
    act(&mut reader, next(Landmark::Section));
    reader.forget_jumps();
    assert_eq!(reader.update(back), [Effect::Retrace(Way::Back)]);
    let forward = Command::plain(Action::Forward);
    assert_eq!(reader.update(forward), [Effect::Retrace(Way::Forward)]);
}

#[test]
fn what_is_on_its_way_is_cancelled_first() {
    let mut reader = reader();
    reader.set_errand(Some("opening a text …".into()));
    let cancel = Command::plain(Action::Cancel);
    assert_eq!(reader.update(cancel), [Effect::Abandon]);
    assert_eq!(reader.message(), Some("cancelled"));
    assert_eq!(reader.update(cancel), []);
}

#[test]
fn a_motion_with_nowhere_to_go_says_so_and_stays() {
    let mut reader = reader();
    for (action, message) in [
        (Action::Row(Way::Back), "the start of the text"),
        (next(Landmark::Table), "no table in this text"),
        (previous(Landmark::Point), "no point before this"),
        (Action::Repeat, "no point before this"),
        (Action::ToLast, "no jump yet to come back from"),
        (Action::Share, "a number comes first, as in 50%"),
    ] {
        act(&mut reader, action);
        assert_eq!(reader.message(), Some(message));
        assert_eq!(reader.view().top(reader.page()), Place::default());
    }
    act(&mut reader, Action::End);
    let top = reader.view().top(reader.page());
    for action in [
        Action::Row(Way::Forward),
        Action::Page(Way::Forward),
        Action::End,
    ] {
        act(&mut reader, action);
        assert_eq!(reader.message(), Some("the end of the text"), "{action:?}");
        assert_eq!(reader.view().top(reader.page()), top);
    }
    count(&mut reader, 99, Action::End);
    assert_eq!(reader.message(), Some("no section 99: there are 8"));
}

#[test]
fn an_entry_jumped_to_stays_lit_where_it_cannot_reach_the_top() {
    let mut reader = reader();
    act(&mut reader, Action::End);
    act(&mut reader, previous(Landmark::Section));
    assert_eq!(lit(&reader), "The same name");
    act(&mut reader, next(Landmark::Quote));
    assert_eq!(lit(&reader), "One thing to keep.");
    act(&mut reader, next(Landmark::Quote));
    assert_eq!(lit(&reader), "Another thing to keep.");
    assert_eq!(reader.status(&reader.look()).section, "Takeaways");
    assert_eq!(reader.status(&reader.look()).per_cent, 100);
}

#[test]
fn the_outline_follows_the_page_and_holds_still_under_the_hand() {
    let mut reader = reader();
    act(&mut reader, next(Landmark::Section));
    act(&mut reader, Action::Row(Way::Forward));
    assert_eq!(lit(&reader), "Section 1");
    act(&mut reader, Action::Row(Way::Back));
    act(&mut reader, Action::Row(Way::Back));
    assert_eq!(reader.lit(&reader.look()), Entry::Start);
    act(&mut reader, Action::Focus);
    count(&mut reader, 2, Action::Row(Way::Forward));
    let cursor = reader.view().outline().cursor();
    assert_ne!(cursor, reader.lit(&reader.look()));
    reader.resize(100, 30);
    assert_eq!(reader.view().outline().cursor(), cursor);
    act(&mut reader, Action::Enter);
    assert_eq!(reader.lit(&reader.look()), cursor);
    assert_eq!(reader.focus(), Pane::Page);
    assert_eq!(here(&reader), "point 1.1, at length");
    assert_eq!(reader.status(&reader.look()).point, Some((1, 3)));
}

#[test]
fn sections_of_one_name_are_two() {
    let mut reader = reader();
    act(&mut reader, Action::Focus);
    act(&mut reader, Action::FoldAll);
    act(&mut reader, Action::End);
    count(&mut reader, 2, Action::Row(Way::Back));
    act(&mut reader, Action::Unfold);
    let names: Vec<Entry> = reader
        .view()
        .outline()
        .items(&essay(), 40)
        .iter()
        .map(|item| item.entry)
        .collect();
    let sections = names
        .iter()
        .filter(|entry| matches!(entry, Entry::Section(_)))
        .count();
    assert_eq!(sections, 5, "four closed and one nested: {names:?}");
}

#[test]
fn a_resize_there_and_back_shows_the_same_rows() {
    let mut reader = reader();
    count(&mut reader, 37, Action::Row(Way::Forward));
    let before = reader.look().rows;
    let top = before[0].range.start;
    for (columns, rows) in [(40, 12), (120, 40), (1, 1), (59, 10)] {
        reader.resize(columns, rows);
        let shown = reader.look().rows;
        let is_clamped = reader.view().shows_end(reader.page());
        assert!(
            is_clamped || shown[0].range.contains(&top),
            "{columns}x{rows}"
        );
    }
    reader.resize(80, 24);
    assert_eq!(reader.look().rows, before);
}

#[test]
fn going_back_and_forward_retraces_the_jumps() {
    let mut reader = reader();
    act(&mut reader, next(Landmark::Section));
    act(&mut reader, next(Landmark::Point));
    act(&mut reader, Action::Back);
    assert_eq!(here(&reader), "Section 1");
    act(&mut reader, Action::Back);
    assert_eq!(here(&reader), "An Essay");
    count(&mut reader, 2, Action::Forward);
    assert_eq!(here(&reader), "point 1.1, at length");
    act(&mut reader, Action::ToLast);
    assert_eq!(here(&reader), "Section 1");
    act(&mut reader, Action::ToLast);
    assert_eq!(here(&reader), "point 1.1, at length");
}

#[test]
fn going_back_shows_the_page_as_it_was() {
    let mut reader = reader();
    count(&mut reader, 2, next(Landmark::Section));
    act(&mut reader, Action::Seat(Seat::Middle));
    let before = reader.look();
    act(&mut reader, next(Landmark::Section));
    act(&mut reader, Action::Back);
    assert_eq!(reader.look().rows, before.rows);
    act(&mut reader, Action::Forward);
    act(&mut reader, Action::ToLast);
    assert_eq!(reader.look().rows, before.rows);
    // A page that has no room for it any more has it at the top.
    act(&mut reader, next(Landmark::Section));
    reader.resize(40, 6);
    act(&mut reader, Action::Back);
    assert_eq!(here(&reader), "The same name");
    let at = reader.view().reading(reader.page());
    assert!(reader.look().rows.iter().any(|row| row.range.contains(&at)));
}

#[test]
fn marks_are_set_and_gone_to() {
    let mut reader = reader();
    act(&mut reader, next(Landmark::Section));
    let a = Some('a');
    reader.update(Command {
        action: Action::SetMark,
        count: None,
        letter: a,
    });
    act(&mut reader, Action::Start);
    reader.update(Command {
        action: Action::ToMark,
        count: None,
        letter: a,
    });
    assert_eq!(here(&reader), "Section 1");
    reader.update(Command {
        action: Action::ToMark,
        count: None,
        letter: Some('b'),
    });
    assert_eq!(reader.message(), Some("no mark b: mb sets it"));
}

#[test]
fn escape_closes_and_never_leaves() {
    let mut reader = reader();
    assert_eq!(act(&mut reader, Action::Help), [Effect::ShowHelp]);
    reader.cover(essay());
    act(&mut reader, next(Landmark::Section));
    assert!(act(&mut reader, Action::Quit).is_empty());
    assert_eq!(reader.view().top(reader.page()), Place::default());
    act(&mut reader, Action::Focus);
    assert!(act(&mut reader, Action::Cancel).is_empty());
    assert_eq!(reader.focus(), Pane::Page);
    assert!(act(&mut reader, Action::Cancel).is_empty());
    assert_eq!(act(&mut reader, Action::Quit), [Effect::Quit]);
}

#[test]
fn warnings_are_counted_at_the_opening_and_listed_on_asking() {
    let mut reader = reader();
    act(&mut reader, Action::Warnings);
    assert_eq!(reader.message(), Some("no warnings: all of it was read"));
    reader.set_warnings(vec!["a chapter is missing".into()]);
    assert_eq!(reader.message(), Some("a chapter is missing (W)"));
    reader.set_warnings(vec!["a chapter is missing".into(), "so is another".into()]);
    assert_eq!(reader.message(), Some("2 warnings: W shows them"));
    act(&mut reader, Action::Where);
    let said = reader.message().unwrap_or_default();
    assert!(said.ends_with(" words, 2 warnings (W)"), "{said}");
    act(&mut reader, Action::Warnings);
    let page = reader.view().document();
    assert_eq!(
        page.text(),
        "Warnings\na chapter is missing\nso is another\n"
    );
    act(&mut reader, Action::Warnings);
    assert_eq!(here(&reader), "An Essay");
}

#[test]
fn what_needs_the_whole_waits_for_it_and_can_be_cancelled() {
    let whole = essay();
    let mut builder = Builder::default();
    builder.block(Kind::Title, Lead::Apart, "An Essay");
    let head = Arc::new(builder.finish().expect("small"));
    let mut reader = Reader::new(Arc::clone(&head), Options::default(), 80, 24);
    reader.begin_loading();
    act(&mut reader, Action::End);
    act(&mut reader, Action::Cancel);
    assert_eq!(reader.message(), Some("cancelled"));
    act(&mut reader, next(Landmark::Section));
    assert!(!reader.complete(whole));
    assert_eq!(here(&reader), "Section 1");
    assert_eq!(reader.loading(), None);
}

#[test]
fn the_start_stays_the_start_when_the_whole_text_is_another() {
    let paragraph = |words: &str, count| {
        let mut builder = Builder::default();
        builder.block(Kind::Paragraph, Lead::Apart, &words.repeat(count));
        Arc::new(builder.finish().expect("small"))
    };
    // Of a paragraph that is longer than what is read at first, nothing may be there at first.
    for words in ["", "Few words. "] {
        let start = paragraph(words, 1);
        let mut reader = Reader::new(start, Options::default(), 80, 24);
        reader.begin_loading();
        act(&mut reader, Action::Peek);
        reader.complete(paragraph("One sentence after another. ", 4000));
        assert_eq!(reader.view().top(reader.page()), Place::default());
    }
}

#[test]
fn the_wheel_scrolls_and_a_click_goes_there() {
    let mut reader = reader();
    reader.wheel(60, 5, Way::Forward);
    assert_eq!(reader.view().top(reader.page()).skip, 0);
    assert_ne!(reader.view().top(reader.page()), Place::default());
    reader.click(3, 1);
    assert_eq!(here(&reader), "Section 1");
}

fn action() -> impl Strategy<Value = Action> {
    let way = prop_oneof![Just(Way::Forward), Just(Way::Back)];
    let kind = prop::sample::select(Landmark::ALL.to_vec());
    prop_oneof![
        way.clone().prop_map(Action::Row),
        way.clone().prop_map(Action::Page),
        way.clone().prop_map(Action::HalfPage),
        (kind, way).prop_map(|(kind, way)| Action::Jump(kind, way)),
        prop::sample::select(vec![
            Action::Start,
            Action::End,
            Action::Focus,
            Action::Outline,
            Action::Enter,
            Action::Fold,
            Action::Unfold,
            Action::FoldAll,
            Action::UnfoldAll,
            Action::Back,
            Action::Forward,
            Action::ToLast,
            Action::Repeat,
            Action::RepeatBack,
            Action::Seat(Seat::Middle),
            Action::ShowLess,
            Action::ShowMore,
            Action::Pin,
            Action::SetAside,
            Action::Unread(Way::Forward),
            Action::Wider,
            Action::Narrower,
            Action::Cancel,
            Action::SectionHead,
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_actions_leave_a_page_and_an_outline_that_holds_the_cursor(
        steps in prop::collection::vec((action(), 0u32..5, 1u16..130, 1u16..40), 1..30),
    ) {
        let mut reader = reader();
        for (action, count, columns, rows) in steps {
            if count == 4 {
                reader.resize(columns, rows);
            }
            reader.update(Command { action, count: Some(count).filter(|c| *c > 1), letter: None });
            prop_assert!(!reader.look().rows.is_empty());
            let outline = reader.view().outline();
            let height = reader.panes().outline.height.max(1);
            let items = outline.items(reader.view().document(), height);
            prop_assert!(items.iter().any(|item| item.entry == outline.cursor()));
            let all = outline.items(reader.view().document(), 1000);
            let fills = items.len() == usize::from(height) || items.len() == all.len();
            prop_assert!(fills || all.len() < usize::from(height), "rows left empty");
        }
    }
}
