//! Markdown: `CommonMark` with GitHub's extensions, definition lists, formulas and front matter.
//!
//! `stretch` has the text parsed window by window and gives the blocks at its top level, `survey`
//! knows what one place of the text says of another, and `writer` drives the builder. HTML within
//! the text goes the way of web pages.
//!
//! **A head is a prefix** for two reasons. The last block of a head is left out, since it may go on.
//! And the import of a head stops before the first block that has a reference in brackets to
//! nothing known so far, or a footnote's mark without its note: a definition further on, which may
//! stand anywhere, would take the brackets away. Reading on for definitions would mean reading the
//! whole, and showing brackets for a moment would move all that follows.

mod autolink;
mod blocks;
mod bounds;
mod cut;
mod front;
mod gathered;
mod inline;
mod lists;
mod notes;
mod places;
mod slug;
mod sniff;
mod spread;
mod stretch;
mod survey;
mod tags;
mod writer;

pub(super) use sniff::{is_markdown, is_named};

use std::ops::ControlFlow;

use super::Extent;
use crate::document::Builder;
use stretch::{Found, Source};
use survey::Survey;
use writer::Writer;

/// Reads a text, or its head, into `builder`.
pub(super) fn import(text: &str, extent: Extent, builder: &mut Builder) {
    let text = bounds::bounded(text);
    let front = front::read(&text);
    let start = front.as_ref().map_or(0, |(_, end)| *end);
    let source = Source::new(text.get(start..).unwrap_or_default(), extent);
    write(source, extent, front.map(|(front, _)| front), builder);
}

fn write(source: Source<'_>, extent: Extent, front: Option<front::Front>, builder: &mut Builder) {
    let survey = Survey::new(source);
    let source = source.with_survey(&survey);
    let front = front.unwrap_or_default();
    front.write(builder);
    if front.title.is_none() {
        builder.meta().title.clone_from(&survey.title);
    }
    let mut writer = Writer::new(builder, source, &survey, front.title);
    let _ = source.visit(&mut |found| match found {
        Found::Block(block) => writer.block(&block),
        Found::Link(..) => ControlFlow::Continue(()),
    });
    match extent {
        Extent::Whole => writer.finish(),
        Extent::Head => writer.flow.finish_block(),
    }
}

/// A label as labels are compared: its white space and case do not matter.
fn folded(label: &str) -> String {
    let words: Vec<String> = label
        .split_whitespace()
        .map(|word| word.to_lowercase().to_uppercase())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
