use super::*;
use crate::document::{Landmark, SectionIdx};
use crate::reader::tests::{act, count, next, reader};
use crate::reader::{Entry, range_of};

/// A reader before whom the page has stood for so long.
fn after(reader: &Reader, seconds: u64) -> Reader {
    let mut reader = reader.clone();
    let now = reader.watch.settled_ms.unwrap_or(0);
    reader.elapse(now);
    reader.elapse(now + seconds * 1000);
    reader
}

/// How many words of the text have been read.
fn words_read(reader: &Reader) -> u64 {
    let document = reader.view().document();
    let stretches = reader.view().coverage().stretches().iter();
    let text = stretches.map(|stretch| document.slice(stretch.clone()));
    text.map(|text| text.split_whitespace().count() as u64)
        .sum()
}

fn words_shown(reader: &Reader) -> u64 {
    let document = reader.view().document();
    let rows = reader.look().rows;
    rows.iter().map(|row| words(document, &row.range)).sum()
}

#[test]
fn a_page_that_stood_long_enough_has_been_read() {
    let reader = reader();
    let all = words_shown(&reader);
    let need_s = all * 60 / u64::from(crate::reader::WORDS_PER_MINUTE);
    assert_eq!(words_read(&after(&reader, need_s)), all);
    let part = words_read(&after(&reader, need_s * 3 / 10));
    assert!(part > all / 3 && part < all * 2 / 3, "{part} of {all}");
    assert_eq!(words_read(&after(&reader, 2)), 0, "a glance");
}

#[test]
fn time_away_counts_no_more_than_the_page() {
    let reader = reader();
    let all = words_shown(&reader);
    let mut reader = after(&reader, 36_000);
    assert_eq!(words_read(&reader), all);
    act(&mut reader, Action::Page(Way::Forward));
    assert_eq!(words_read(&after(&reader, 1)), all);
}

#[test]
fn jumping_over_is_not_reading() {
    let mut reader = reader();
    for _ in 0..4 {
        act(&mut reader, next(Landmark::Section));
        reader = after(&reader, 1);
    }
    act(&mut reader, Action::End);
    reader = after(&reader, 1);
    assert_eq!(words_read(&reader), 0);
    let status = reader.status(&reader.look()).read_per_cent;
    assert_eq!(status, 0);
}

#[test]
fn scrolling_along_with_the_eyes_is_reading() {
    let mut reader = reader();
    for _ in 0..30 {
        reader = after(&reader, 3);
        act(&mut reader, Action::Row(Way::Forward));
    }
    let stretches = reader.view().coverage().stretches();
    assert_eq!(stretches.len(), 1, "{stretches:?}");
    assert!(words_read(&reader) > 250, "{}", words_read(&reader));
}

#[test]
fn holding_a_key_down_is_not_reading() {
    let mut reader = reader();
    let mut now = 0;
    for _ in 0..60 {
        now += 30;
        reader.elapse(now);
        act(&mut reader, Action::Row(Way::Forward));
    }
    assert_eq!(words_read(&reader), 0);
}

#[test]
fn the_pace_is_learnt_from_steady_turns_and_from_nothing_else() {
    let turned_each = |seconds: u64| {
        let mut reader = reader();
        reader.resize(80, 12);
        for _ in 0..6 {
            reader = after(&reader, seconds);
            act(&mut reader, Action::Page(Way::Forward));
        }
        reader.watch.words_per_minute()
    };
    let first = crate::reader::WORDS_PER_MINUTE;
    assert!(turned_each(12) > first);
    assert!(turned_each(40) < first);
    assert_eq!(turned_each(1), first, "looking for something");
    assert_eq!(turned_each(3600), first, "away");
}

#[test]
fn a_skimmed_paragraph_is_read_as_far_as_it_showed() {
    let mut reader = reader();
    act(&mut reader, Action::ShowLess);
    reader = after(&reader, 600);
    let document = reader.view().document();
    let coverage = reader.view().coverage();
    let section = range_of(document, Entry::Section(SectionIdx(0)));
    assert_eq!(coverage.of(&section), Read::Partly);
    let paragraph = document.block_range(document.block_at(Offset(section.start.0 + 20)));
    assert_eq!(coverage.of(&paragraph), Read::Partly);
}

#[test]
fn what_is_unread_is_gone_to_and_repeated() {
    let mut reader = after(&reader(), 600);
    let read = reader.view().coverage().stretches()[0].clone();
    act(&mut reader, Action::Unread(Way::Forward));
    assert_eq!(reader.look().reading, read.end);
    reader = after(&reader, 600);
    act(&mut reader, Action::Start);
    act(&mut reader, Action::Repeat);
    assert_eq!(
        reader.look().reading,
        reader.view().coverage().stretches()[0].end
    );
    act(&mut reader, Action::Unread(Way::Back));
    assert_eq!(reader.message(), Some("no unread stretch before this"));
    count(&mut reader, 9, Action::Unread(Way::Forward));
    let document = reader.view().document();
    let all = Offset(0)..document.end();
    reader.restore_coverage([all]);
    act(&mut reader, Action::Unread(Way::Forward));
    assert_eq!(reader.message(), Some("all of the text has been read"));
    assert_eq!(reader.status(&reader.look()).read_per_cent, 100);
}

#[test]
fn what_was_read_is_forgotten_where_that_is_answered() {
    let mut reader = reader();
    reader.ask_to_forget();
    assert!(!reader.asks_to_forget(), "there is nothing to forget");
    reader = after(&reader, 600);
    reader.ask_to_forget();
    assert!(reader.asks_to_forget());
    act(&mut reader, Action::Row(Way::Forward));
    assert!(!reader.asks_to_forget());
    assert_ne!(words_read(&reader), 0);
    reader.forget();
    assert_eq!(words_read(&reader), 0);
}
