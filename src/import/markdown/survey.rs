//! What a text says in one place of another: where references lead, which footnotes there are, and
//! whether its first heading is its title.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::folded;
use super::stretch::{Block, Found, Ranged, Source};
use crate::document::clean;
use crate::import::{Extent, html};

/// How much of a text tells whether its first heading is its title, in bytes: within every head,
/// so that head and whole agree.
const TITLE_REACH_BYTES: usize = 32 * 1024;

/// What is known of a whole text, or of its head as far as it is told there.
#[derive(Debug, Default)]
pub(super) struct Survey {
    links: HashMap<String, Box<str>>,
    notes: HashMap<String, Note>,
    /// Whether some link may lead to a place in the text.
    pub(super) has_inner_links: bool,
    /// The title, where the first heading is one.
    pub(super) title: Option<String>,
    /// The footnote that may go on in the next block.
    cut: Option<String>,
}

/// A footnote.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// Its label as its definition has it.
    pub(super) label: Box<str>,
    /// Where its definition stands in the source.
    pub(super) range: (usize, usize),
}

impl Survey {
    pub(super) fn new(source: Source<'_>) -> Self {
        let mut survey = Self {
            has_inner_links: has_inner_links(source.text()),
            title: title(source.text()),
            ..Self::default()
        };
        // All that is defined somewhere has this in it.
        if memmem::find(source.text().as_bytes(), b"]:").is_some() {
            let _ = source.visit(&mut |found| {
                survey.add(&found);
                ControlFlow::Continue(())
            });
        }
        survey
    }

    fn add(&mut self, found: &Found<'_>) {
        match found {
            Found::Link(label, address) => {
                let address = (*address).into();
                self.links.entry(folded(label)).or_insert(address);
            }
            Found::Block(block) => self.add_note(block),
        }
    }

    fn add_note(&mut self, block: &Block<'_>) {
        if block.goes_on {
            let cut = self
                .cut
                .as_ref()
                .and_then(|label| self.notes.get_mut(label));
            if let Some(note) = cut {
                note.range.1 = block.range.1;
            }
            return;
        }
        self.cut = None;
        let Some((Event::Start(Tag::FootnoteDefinition(label)), _)) = block.events.first() else {
            return;
        };
        let note = Note {
            label: label.as_ref().into(),
            range: block.range,
        };
        let label = folded(label);
        if let Entry::Vacant(entry) = self.notes.entry(label.clone()) {
            entry.insert(note);
            self.cut = Some(label);
        }
    }

    /// Where a reference with this label leads.
    pub(super) fn link(&self, label: &str) -> Option<&str> {
        if self.links.is_empty() {
            return None;
        }
        self.links.get(&folded(label)).map(AsRef::as_ref)
    }

    /// The footnote with this label.
    pub(super) fn note(&self, label: &str) -> Option<&Note> {
        self.notes.get(&folded(label))
    }

    /// All footnotes, in the order of their definitions.
    pub(super) fn notes(&self) -> Vec<&Note> {
        let mut notes: Vec<&Note> = self.notes.values().collect();
        notes.sort_by_key(|note| note.range);
        notes
    }

    /// Definitions that let the parser know the footnotes whose marks are in `text`.
    pub(super) fn told(&self, text: &str) -> Option<String> {
        if self.notes.is_empty() {
            return None;
        }
        let label = |at: usize| text.get(at + 2..)?.split([']', '\n']).next();
        let labels: BTreeSet<&str> = memmem::find_iter(text.as_bytes(), b"[^")
            .filter_map(label)
            .filter_map(|label| Some(self.note(label)?.label.as_ref()))
            .collect();
        let told: String = labels
            .into_iter()
            .flat_map(|label| ["[^", label, "]: .\n"])
            .collect();
        (!told.is_empty()).then_some(told)
    }
}

/// Whether there is a `#` that an address may start with.
fn has_inner_links(text: &str) -> bool {
    let before = |at: usize| text.as_bytes().get(at.checked_sub(1)?).copied();
    memchr::memchr_iter(b'#', text.as_bytes())
        .filter_map(before)
        .any(|before| matches!(before, b'(' | b'<' | b'"' | b'\'' | b'=' | b':'))
        || memmem::find(text.as_bytes(), b": #").is_some()
}

/// The text of the first heading, where it is of level 1, no prose stands before it, and no other
/// heading of that level is near.
fn title(text: &str) -> Option<String> {
    let mut reach = text.floor_char_boundary(TITLE_REACH_BYTES);
    if reach < text.len() {
        reach = text.get(..reach)?.rfind('\n')? + 1;
    }
    let mut title = None;
    let mut is_lone = true;
    let extent = if reach < text.len() {
        Extent::Head
    } else {
        Extent::Whole
    };
    let _ = Source::new(text.get(..reach)?, extent).visit(&mut |found| {
        if let Found::Block(block) = &found {
            match (heading_of(block), &title) {
                (Some((1, text)), None) => title = Some(text),
                (None, None) => is_lone = may_precede(block),
                (Some((1, _)), Some(_)) | (Some(_), None) => is_lone = false,
                (_, Some(_)) => {}
            }
        }
        if is_lone {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    title.filter(|title| is_lone && !title.is_empty())
}

/// The level of the heading that a block is, or has at level 1 in its HTML, and what it says.
fn heading_of(block: &Block<'_>) -> Option<(u8, String)> {
    match block.events.first()? {
        (Event::Start(Tag::Heading { level, .. }), _) => {
            Some((*level as u8, heading(block.events)))
        }
        (Event::Start(Tag::HtmlBlock), range) => {
            let source = block.text.get(range.clone())?;
            memmem::find(source.as_bytes(), b"<h1")?;
            Some((1, html::headline(source)?))
        }
        _ => None,
    }
}

/// Whether a block may stand before the title: HTML, a rule, pictures.
fn may_precede(block: &Block<'_>) -> bool {
    let mut pictures = 0_usize;
    block.events.iter().all(|(event, _)| match event {
        Event::Start(Tag::Image { .. }) => {
            pictures += 1;
            true
        }
        Event::End(TagEnd::Image) => {
            pictures = pictures.saturating_sub(1);
            true
        }
        Event::Text(text) | Event::Code(text) => pictures > 0 || text.trim().is_empty(),
        Event::Start(Tag::Paragraph | Tag::Link { .. } | Tag::HtmlBlock)
        | Event::End(TagEnd::Paragraph | TagEnd::Link | TagEnd::HtmlBlock)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::Rule => true,
        _ => false,
    })
}

/// Whether pictures' words are told among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pictures {
    Told,
    LeftOut,
}

/// What a heading says: without its pictures, unless it has nothing else.
pub(super) fn heading(events: &[Ranged<'_>]) -> String {
    let text = plain(events, Pictures::LeftOut);
    if text.is_empty() {
        plain(events, Pictures::Told)
    } else {
        text
    }
}

/// What events say, as clean words.
pub(super) fn plain(events: &[Ranged<'_>], pictures: Pictures) -> String {
    let mut text = String::new();
    let mut around = 0_usize;
    for (event, _) in events {
        let is_told = around == 0 || pictures == Pictures::Told;
        match event {
            Event::Start(Tag::Image { .. }) => around += 1,
            Event::End(TagEnd::Image) => around = around.saturating_sub(1),
            Event::Text(said) | Event::Code(said) | Event::InlineMath(said) if is_told => {
                text.push_str(said);
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    clean::clean(&words.join(" ")).into_owned()
}
