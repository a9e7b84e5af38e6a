//! What a key may cost: work is counted, not timed.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::document::{Builder, Document, Kind, Lead, Mark};
use crate::keys::{PROMPT_TABLE, TABLE};
use crate::layout::work;
use crate::reader::{Action, Command, Edit, Effect, Options, Reader};
use crate::search::{self, Candidates};
use crate::ui::{self, Background, Colours, Theme, Typing};

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// A screenful of blocks is laid out a few times by a motion and its frame: to find where it goes,
/// to see whether the end shows, to light the outline, to paint.
const BLOCKS_PER_KEY_MAX: usize = 8 * ROWS as usize;

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

#[test]
fn a_key_costs_a_screen_whatever_the_document() {
    let theme = Theme::new(Colours::None, Background::Dark);
    for document in [large(), dense(), endless()] {
        for share in [0, 50, 100] {
            let options = Options::default();
            let mut at_share = Reader::new(Arc::clone(&document), options, COLUMNS, ROWS);
            at_share.update(Command {
                action: Action::Share,
                count: Some(share),
                letter: None,
            });
            at_share.update(Command::plain(Action::Search));
            at_share.paste("o");
            at_share.edit(Edit::Enter);
            for entry in TABLE {
                let mut reader = at_share.clone();
                work::take();
                search::work::take();
                let letter = Some('a');
                reader.update(Command {
                    action: entry.action,
                    count: None,
                    letter,
                });
                let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
                ui::draw(&reader, &Typing::default(), &theme, &mut buffer);
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
            for effect in typing.paste(typed) {
                if let Effect::Pick(wish) = effect {
                    let candidates = Candidates::new(wish.document, wish.marks);
                    let mut picking = candidates.pick(&wish.typed, wish.here);
                    while picking.step() {}
                    typing.picked(wish.ticket, picking.finish());
                }
            }
            for edit in &edits {
                let mut reader = typing.clone();
                work::take();
                search::work::take();
                reader.edit(*edit);
                let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
                ui::draw(&reader, &Typing::default(), &theme, &mut buffer);
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
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, ROWS));
            ui::draw(&reader, &Typing::default(), &theme, &mut buffer);
            let blocks = work::take();
            assert!(
                blocks <= BLOCKS_PER_KEY_MAX,
                "{columns} columns: {blocks} blocks"
            );
        }
    }
}
