//! What a key may cost: work is counted, not timed.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::document::{Builder, Document, Kind, Lead, LinkTarget, Mark, Reason};
use crate::keys::{PROMPT_TABLE, TABLE};
use crate::layout::work;
use crate::reader::{Action, Command, Edit, Effect, Options, Reader, Way};
use crate::search::{self, Candidates};
use crate::ui::{self, Background, Colours, Theme, Typing};

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// A screenful of blocks is laid out a few times by a motion and its frame: to see what was read
/// until then, to find where it goes, to see whether the end shows, to light the outline, to paint.
const BLOCKS_PER_KEY_MAX: usize = 10 * ROWS as usize;

/// The first step of a search, twice as much where a paragraph of many blocks is put together for
/// it, and the text of a page.
const SEARCHED_BYTES_PER_KEY_MAX: usize = 256 * 1024;

/// A document of many sections, points, and every kind of block.
fn large() -> Arc<Document> {
    let mut b = Builder::default();
    for section in 0..4000u32 {
        let level = 1 + (section % 6) as u8;
        b.block(
            Kind::Heading(level),
            Lead::Apart,
            &format!("Section {section}"),
        );
        b.block(
            Kind::Paragraph,
            Lead::Apart,
            &"Prose that goes on. ".repeat(9),
        );
        b.block(Kind::Paragraph, Lead::Apart, "And what does it ask? This:");
        for point in 0..5 {
            b.enter(Mark::Bullet);
            b.block(
                Kind::Paragraph,
                Lead::Close,
                &format!("point {point} of {section}"),
            );
            b.leave();
        }
        b.block(Kind::Code, Lead::Apart, "code");
        b.block(Kind::Figure, Lead::Apart, "a figure");
        b.block(Kind::TableRow { header: false }, Lead::Apart, "cell");
        b.set_aside(Reason::RunningHead, &format!("page {section}"));
        b.enter(Mark::Quote);
        b.block(Kind::Paragraph, Lead::Apart, "quoted");
        b.leave();
    }
    Arc::new(b.finish().expect("is small"))
}

/// One row a block, and none of them with a gap: the most blocks that a screen can hold.
fn dense() -> Arc<Document> {
    let mut b = Builder::default();
    for row in 0..100_000u32 {
        b.block(Kind::Code, Lead::Close, &row.to_string());
    }
    Arc::new(b.finish().expect("is small"))
}

/// One paragraph of many blocks, all as long as a block may be.
fn endless() -> Arc<Document> {
    let mut b = Builder::default();
    b.block(
        Kind::Paragraph,
        Lead::Apart,
        &"word after word ".repeat(100_000),
    );
    Arc::new(b.finish().expect("is small"))
}

/// Headings with very much between them, and nothing else.
fn sparse() -> Arc<Document> {
    let mut b = Builder::default();
    for part in 0..100_000u32 {
        if part % 20_000 == 0 {
            b.block(Kind::Heading(1), Lead::Apart, "A part");
        }
        b.block(Kind::Paragraph, Lead::Apart, "Prose. And more.");
    }
    Arc::new(b.finish().expect("is small"))
}

fn command(action: Action, count: Option<u32>) -> Command {
    Command {
        action,
        count,
        letter: Some('a'),
    }
}

/// A reader so far through a document.
fn reader_at(document: &Arc<Document>, share: u32) -> Reader {
    let mut reader = Reader::new(Arc::clone(document), Options::default(), COLUMNS, ROWS);
    reader.update(command(Action::Share, Some(share)));
    reader
}

/// The reader, with hits all over the document.
fn searching(mut reader: Reader) -> Reader {
    reader.update(Command::plain(Action::Search));
    reader.paste("o");
    reader.edit(Edit::Enter);
    reader
}

/// Makes the lists of places that are wished for.
fn pick(reader: &mut Reader, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Pick(wish) = effect {
            let candidates = Candidates::new(wish.document, wish.marks);
            let mut picking = candidates.pick(&wish.typed, wish.here);
            while picking.step() {}
            reader.picked(wish.ticket, picking.finish());
        }
    }
}

/// Takes every action from here, and counts what it and its frame lay out.
fn check_each_key(reader: &Reader) {
    let theme = Theme::new(Colours::None, Background::Dark);
    for entry in TABLE {
        let mut reader = reader.clone();
        reader.elapse(0);
        work::take();
        search::work::take();
        reader.elapse(1_000_000);
        reader.update(command(entry.action, None));
        ui::draw(&reader, &Typing::default(), &theme, (COLUMNS, ROWS));
        let (blocks, bytes) = (work::take(), search::work::take());
        assert!(
            blocks <= BLOCKS_PER_KEY_MAX,
            "{}: {blocks} blocks",
            entry.name
        );
        assert!(
            bytes <= SEARCHED_BYTES_PER_KEY_MAX,
            "{}: {bytes} bytes searched",
            entry.name
        );
    }
}

#[test]
fn a_key_costs_a_screen_whatever_the_document() {
    for document in [large(), dense(), endless()] {
        for share in [0, 50, 100] {
            check_each_key(&searching(reader_at(&document, share)));
        }
    }
}

#[test]
fn a_key_of_a_prompt_costs_a_screen_whatever_the_document() {
    let theme = Theme::new(Colours::None, Background::Dark);
    let edits = PROMPT_TABLE.iter().map(|entry| entry.edit);
    let edits: Vec<Edit> = edits.chain([Edit::Insert('e')]).collect();
    for document in [large(), dense(), endless()] {
        for (typed, action) in [
            ("o", Action::Search),
            ("no such", Action::Search),
            ("o", Action::Palette),
        ] {
            let options = Options::default();
            let mut typing = Reader::new(Arc::clone(&document), options, COLUMNS, ROWS);
            typing.update(Command {
                action: Action::Share,
                count: Some(50),
                letter: None,
            });
            typing.update(Command::plain(action));
            let effects = typing.paste(typed);
            pick(&mut typing, effects);
            for edit in &edits {
                let mut reader = typing.clone();
                work::take();
                search::work::take();
                reader.edit(*edit);
                ui::draw(&reader, &Typing::default(), &theme, (COLUMNS, ROWS));
                let (blocks, bytes) = (work::take(), search::work::take());
                assert!(blocks <= BLOCKS_PER_KEY_MAX, "{edit:?}: {blocks} blocks");
                assert!(
                    bytes <= SEARCHED_BYTES_PER_KEY_MAX,
                    "{edit:?}: {bytes} bytes searched"
                );
            }
        }
    }
}

#[test]
fn a_key_costs_a_screen_however_little_shows() {
    let (large, dense, sparse) = (large(), dense(), sparse());
    for (document, levels) in [
        (&large, 1),
        (&large, 2),
        (&large, 3),
        (&dense, 1),
        (&sparse, 3),
    ] {
        let mut reader = reader_at(document, 50);
        reader.update(command(Action::ShowLess, Some(levels)));
        check_each_key(&reader);
        check_each_key(&searching(reader));
    }
    let mut opened = reader_at(&sparse, 50);
    opened.update(command(Action::ShowLess, Some(3)));
    opened.update(command(Action::Share, Some(70)));
    check_each_key(&opened);
}

#[test]
fn a_key_costs_a_screen_among_what_was_set_aside() {
    let mut b = Builder::default();
    for row in 0..100_000u32 {
        b.block(Kind::Code, Lead::Close, &row.to_string());
        b.set_aside(Reason::RunningHead, "a running head");
        b.set_aside(Reason::RunningHead, "and its number");
    }
    let heads = Arc::new(b.finish().expect("is small"));
    for (document, levels) in [(&heads, 0), (&large(), 3)] {
        let mut reader = reader_at(document, 50);
        reader.update(command(Action::SetAside, None));
        reader.update(command(Action::ShowLess, Some(levels)));
        check_each_key(&reader);
    }
}

#[test]
fn a_key_costs_a_screen_with_passages_pinned() {
    for document in [large(), dense()] {
        let mut reader = reader_at(&document, 50);
        for _ in 0..3 {
            reader.update(command(Action::Pin, None));
            reader.update(command(Action::Page(Way::Forward), None));
        }
        check_each_key(&reader);
    }
}

#[test]
fn a_resize_costs_a_screen() {
    let theme = Theme::new(Colours::None, Background::Dark);
    for document in [large(), dense(), endless()] {
        let mut reader = Reader::new(document, Options::default(), COLUMNS, ROWS);
        reader.update(Command {
            action: Action::Share,
            count: Some(70),
            letter: None,
        });
        for columns in [20, 61, 119] {
            work::take();
            reader.resize(columns, ROWS);
            ui::draw(&reader, &Typing::default(), &theme, (columns, ROWS));
            let blocks = work::take();
            assert!(
                blocks <= BLOCKS_PER_KEY_MAX,
                "{columns} columns: {blocks} blocks"
            );
        }
    }
}

/// A reader in a state of its own, by a name.
fn states() -> Vec<(&'static str, Reader)> {
    let new = |document: &Arc<Document>| {
        Reader::new(Arc::clone(document), Options::default(), COLUMNS, ROWS)
    };
    let after = |mut reader: Reader, actions: &[Action]| {
        for action in actions {
            let effects = reader.update(Command::plain(*action));
            if effects.contains(&Effect::ShowHelp) {
                reader.cover(Arc::new(crate::keys::help().expect("is small")));
            }
        }
        reader
    };
    let (word, large) = (
        {
            let mut b = Builder::default();
            b.block(Kind::Paragraph, Lead::Apart, "Word.");
            Arc::new(b.finish().expect("is small"))
        },
        large(),
    );
    let mut loading = new(&word);
    loading.begin_loading();
    vec![
        ("a word", new(&word)),
        (
            "a word, in the outline",
            after(new(&word), &[Action::Focus]),
        ),
        (
            "a word, without outline",
            after(new(&word), &[Action::Outline]),
        ),
        ("a word, searched", searching(new(&word))),
        ("a word of more", loading),
        ("the start", new(&large)),
        ("the end", after(new(&large), &[Action::End])),
        ("headings", after(new(&large), &[Action::ShowLess; 3])),
        ("the outline", after(new(&large), &[Action::Focus])),
        (
            "the outline's end",
            after(new(&large), &[Action::Focus, Action::End]),
        ),
        ("the help", after(new(&large), &[Action::Help])),
        (
            "pins",
            after(
                new(&large),
                &[Action::Pin, Action::Page(Way::Forward), Action::Pin],
            ),
        ),
    ]
}

#[test]
fn no_key_does_nothing_without_a_word() {
    let theme = Theme::new(Colours::None, Background::Dark);
    let frame = |reader: &Reader| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        ui::draw(reader, &Typing::default(), &theme, (COLUMNS, ROWS)).paint(&mut buffer);
        buffer
    };
    let mut dead = Vec::new();
    for (name, mut reader) in states() {
        reader.hush();
        let before = frame(&reader);
        for entry in TABLE {
            for count in [None, Some(3)] {
                let mut reader = reader.clone();
                let effects = reader.update(command(entry.action, count));
                if effects.is_empty() && frame(&reader) == before {
                    dead.push(format!("{} ({count:?}) at {name}", entry.name));
                }
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn no_key_of_a_prompt_does_nothing_without_a_word() {
    let theme = Theme::new(Colours::None, Background::Dark);
    let frame = |reader: &Reader| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        ui::draw(reader, &Typing::default(), &theme, (COLUMNS, ROWS)).paint(&mut buffer);
        buffer
    };
    let mut b = Builder::default();
    for words in ["one", "two"] {
        b.begin_link(LinkTarget::Outside("https://a.example/".into()));
        b.text(words);
        b.end_link();
    }
    let document = Arc::new(b.finish().expect("is small"));
    // What moves the cursor or takes letters away may find none, as in any line.
    let edits = PROMPT_TABLE.iter().map(|entry| entry.edit).filter(|edit| {
        let is_of_line = matches!(
            edit,
            Edit::Left
                | Edit::Right
                | Edit::Start
                | Edit::End
                | Edit::Delete
                | Edit::DeleteWord
                | Edit::DeleteToStart
        );
        !is_of_line
    });
    for edit in edits {
        for action in [Action::Search, Action::Palette, Action::Hints] {
            let document = Arc::clone(&document);
            let mut reader = Reader::new(document, Options::default(), COLUMNS, ROWS);
            let effects = reader.update(Command::plain(action));
            pick(&mut reader, effects);
            let before = frame(&reader);
            let effects = reader.edit(edit);
            let is_dead = effects.is_empty() && frame(&reader) == before;
            assert!(!is_dead, "{edit:?} in {action:?}");
        }
    }
}
