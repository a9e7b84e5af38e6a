//! What the library costs, per unit, at several sizes: a cost that grows with the document shows.
//!
//! `cargo bench --bench reader`

mod generated;
mod generated_markdown;

use std::hint::black_box;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use recto::document::{Builder, Document, Kind, Landmark, Lead, Mark, Offset};
use recto::import::{self, Format, Options as ImportOptions};
use recto::layout::{self, Place, Typesetting};
use recto::reader::{Action, Command, Edit, Options, Reader, Way};
use recto::search::{Hits, PATTERN_CHARS_MAX, Pattern, Sweep, Syntax};
use recto::ui::{self, Background, Colours, Theme, Typing};

const SIZES: [usize; 4] = [10_000, 1_000_000, 10_000_000, 100_000_000];
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
const MEASURE: Typesetting = Typesetting { width_columns: 72 };

fn main() {
    divan::main();
}

fn document(bytes: usize) -> Arc<Document> {
    let text = generated::text(bytes);
    let imported = import::import(text.as_bytes(), &ImportOptions::default());
    Arc::new(imported.expect("generated text is text").document)
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn import_plain(bencher: Bencher, bytes: usize) {
    let text = generated::text(bytes);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| import::import(black_box(text.as_bytes()), &ImportOptions::default()));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn import_markdown(bencher: Bencher, bytes: usize) {
    let text = generated_markdown::text(bytes);
    let options = ImportOptions {
        format: Some(Format::Markdown),
        ..ImportOptions::default()
    };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| import::import(black_box(text.as_bytes()), &options));
}

/// Texts of 10 MB that are all one thing, by what is repeated in them.
const SHAPES: [(&str, &str); 8] = [
    ("headings", "What was built here\n\n"),
    (
        "headings over text",
        "What was built here\n\nA bridge was built here, long ago, by two of them.\n\n",
    ),
    ("points", "- a point of some words\n"),
    ("one paragraph", "some words and then some more "),
    ("one word", "x"),
    ("blank rows", "\n"),
    ("quotes", "> > > > > > > > quoted words\n"),
    (
        "East Asian",
        "これはとても長い段落です。続きはここにあります。\n\n",
    ),
];

#[divan::bench(args = SHAPES.map(|(name, _)| name), sample_count = 5)]
fn import_ill_shaped(bencher: Bencher, name: &str) {
    let (_, piece) = SHAPES
        .into_iter()
        .find(|(shape, _)| *shape == name)
        .expect("a shape");
    let text = format!("{}end\n", piece.repeat(10_000_000 / piece.len()));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| import::import(black_box(text.as_bytes()), &ImportOptions::default()));
}

#[divan::bench(args = [0, 50, 100])]
fn rows_of_a_screen(bencher: Bencher, per_cent: u32) {
    let document = document(10_000_000);
    let at = document
        .text()
        .floor_char_boundary(document.text().len() / 101 * per_cent as usize);
    let top = Place::from(Offset(at as u32));
    bencher.bench(|| layout::screen(&document, black_box(top), ROWS, MEASURE));
}

fn frame(bencher: Bencher, bytes: usize, actions: [Action; 2]) {
    let theme = Theme::new(Colours::True, Background::Dark);
    let mut reader = Reader::new(document(bytes), Options::default(), COLUMNS, ROWS);
    reader.update(Command {
        action: Action::Share,
        count: Some(50),
        letter: None,
    });
    bencher.bench_local(|| {
        for action in actions {
            reader.update(Command::plain(action));
            black_box(ui::draw(
                &reader,
                &Typing::default(),
                &theme,
                (COLUMNS, ROWS),
            ));
        }
    });
}

fn there_and_back(action: fn(Way) -> Action) -> [Action; 2] {
    [action(Way::Forward), action(Way::Back)]
}

#[divan::bench(args = SIZES)]
fn two_frames_by_row(bencher: Bencher, bytes: usize) {
    frame(bencher, bytes, there_and_back(Action::Row));
}

#[divan::bench(args = SIZES)]
fn two_frames_by_page(bencher: Bencher, bytes: usize) {
    frame(bencher, bytes, there_and_back(Action::Page));
}

#[divan::bench(args = SIZES)]
fn two_frames_by_section(bencher: Bencher, bytes: usize) {
    frame(
        bencher,
        bytes,
        there_and_back(|way| Action::Jump(Landmark::Section, way)),
    );
}

#[divan::bench(args = SIZES)]
fn two_frames_by_point(bencher: Bencher, bytes: usize) {
    frame(
        bencher,
        bytes,
        there_and_back(|way| Action::Jump(Landmark::Point, way)),
    );
}

#[divan::bench(args = SIZES)]
fn two_frames_to_the_ends(bencher: Bencher, bytes: usize) {
    frame(bencher, bytes, [Action::End, Action::Start]);
}

#[divan::bench(args = ["reader follows", "Überraschung", "no such words"])]
fn pattern_of_a_literal(bencher: Bencher, literal: &str) {
    bencher.bench(|| Pattern::new(black_box(literal), Syntax::Literal));
}

#[divan::bench]
fn pattern_of_the_longest_literal(bencher: Bencher) {
    let literal = "efi".repeat(PATTERN_CHARS_MAX / 3);
    bencher.bench(|| Pattern::new(black_box(&literal), Syntax::Literal));
}

fn sweep(bencher: Bencher, document: &Arc<Document>, pattern: &str, syntax: Syntax) {
    let pattern = Arc::new(Pattern::new(pattern, syntax).expect("is a pattern"));
    let bytes = BytesCount::of_str(document.text());
    bencher.counter(bytes).bench(|| {
        let from = Offset(document.end().0 / 2);
        let mut hits = Hits::default();
        for found in Sweep::new(Arc::clone(&pattern), Arc::clone(document), from) {
            hits.add(found);
        }
        hits
    });
}

#[divan::bench(args = ["reader follows", "question", "no such words"], sample_count = 5)]
fn sweep_of_100_mb_of_ascii(bencher: Bencher, literal: &str) {
    sweep(bencher, &document(100_000_000), literal, Syntax::Literal);
}

#[divan::bench(args = ["reader follows", "question", "no such words"], sample_count = 5)]
fn sweep_of_100_mb_with_dashes_and_quotes(bencher: Bencher, literal: &str) {
    let text = generated::text(100_000_000).replace(" of ", " – ");
    let imported = import::import(text.as_bytes(), &ImportOptions::default());
    let document = Arc::new(imported.expect("generated text is text").document);
    sweep(bencher, &document, literal, Syntax::Literal);
}

#[divan::bench(args = [r"reader\s+follows", "[aeiou]{4}", r"\w+(\s+\w+){5}zz"], sample_count = 2)]
fn sweep_of_10_mb_by_regex(bencher: Bencher, regex: &str) {
    sweep(bencher, &document(10_000_000), regex, Syntax::Regex);
}

/// Two frames of a page on which many words are hits.
#[divan::bench(args = SIZES)]
fn two_frames_by_page_with_hits(bencher: Bencher, bytes: usize) {
    let theme = Theme::new(Colours::True, Background::Dark);
    let mut reader = Reader::new(document(bytes), Options::default(), COLUMNS, ROWS);
    reader.update(Command {
        action: Action::Share,
        count: Some(50),
        letter: None,
    });
    reader.update(Command::plain(Action::Search));
    reader.paste("reader");
    reader.edit(Edit::Enter);
    bencher.bench_local(|| {
        for way in [Way::Forward, Way::Back] {
            reader.update(Command::plain(Action::Page(way)));
            black_box(ui::draw(
                &reader,
                &Typing::default(),
                &theme,
                (COLUMNS, ROWS),
            ));
        }
    });
}

#[divan::bench(args = SIZES)]
fn two_resizes(bencher: Bencher, bytes: usize) {
    let theme = Theme::new(Colours::True, Background::Dark);
    let mut reader = Reader::new(document(bytes), Options::default(), COLUMNS, ROWS);
    reader.update(Command {
        action: Action::Share,
        count: Some(50),
        letter: None,
    });
    bencher.bench_local(|| {
        for columns in [80, COLUMNS] {
            reader.resize(columns, ROWS);
            black_box(ui::draw(
                &reader,
                &Typing::default(),
                &theme,
                (columns, ROWS),
            ));
        }
    });
}

#[divan::bench(args = [20, 200, 2_000, 20_000])]
fn outline_there_and_back_by_section_count(bencher: Bencher, sections: u32) {
    let mut builder = Builder::default();
    for section in 0..sections {
        let level = 1 + (section % 4) as u8;
        builder.block(
            Kind::Heading(level),
            Lead::Apart,
            &format!("Section {section}"),
        );
        for point in 0..5 {
            builder.enter(Mark::Bullet);
            builder.block(Kind::Paragraph, Lead::Close, &format!("point {point}"));
            builder.leave();
        }
    }
    let document = Arc::new(builder.finish().expect("is small"));
    let theme = Theme::new(Colours::True, Background::Dark);
    let mut reader = Reader::new(document, Options::default(), COLUMNS, ROWS);
    reader.update(Command {
        action: Action::Share,
        count: Some(50),
        letter: None,
    });
    reader.update(Command::plain(Action::UnfoldAll));
    reader.update(Command::plain(Action::Focus));
    bencher.bench_local(|| {
        for way in [Way::Forward, Way::Back] {
            reader.update(Command::plain(Action::Page(way)));
            black_box(ui::draw(
                &reader,
                &Typing::default(),
                &theme,
                (COLUMNS, ROWS),
            ));
        }
    });
}
