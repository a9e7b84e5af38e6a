//! Prints the picture that the README shows: the built-in essay at its fourth factor, 80×24 cells.
//!
//! `cargo run --example screen`

use std::io::{self, Write};
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use recto::document::Landmark;
use recto::import;
use recto::reader::{Action, Command, Options, Reader, Way};
use recto::ui::{self, Background, Colours, Theme, Typing};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let essay = include_bytes!("../assets/essay.txt");
    let document = import::import(essay, &import::Options::default())?.document;
    let mut reader = Reader::new(Arc::new(document), Options::default(), 80, 24);
    let action = Action::Jump(Landmark::Point, Way::Forward);
    reader.update(Command {
        action,
        count: Some(6),
        letter: None,
    });
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let theme = Theme::new(Colours::None, Background::Dark);
    ui::draw(&reader, &Typing::default(), &theme, (80, 24)).paint(&mut buffer);
    let mut out = io::stdout().lock();
    for row in buffer.content().chunks(80) {
        let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}
