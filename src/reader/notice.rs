//! What the program tells a reader from outside the document: which of several files it is, what
//! is on its way, that the file has changed, and what was not well with it.

use std::sync::Arc;

use super::Reader;
use crate::document::{Builder, Document, Kind, Landmark, Lead, Mark};

/// What there is to tell, until it no longer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notices {
    turn: Option<(usize, usize)>,
    errand: Option<String>,
    is_changed: bool,
    warnings: Vec<String>,
}

impl Reader {
    /// The document is this one, from 1, of so many files; none where it is none of them.
    pub fn set_turn(&mut self, turn: Option<(usize, usize)>) {
        self.notices.turn = turn;
    }

    /// Something is being fetched or opened, in words for the status row.
    pub fn set_errand(&mut self, errand: Option<String>) {
        self.notices.errand = errand;
    }

    /// The file is no longer what was read.
    pub fn set_changed(&mut self) {
        self.notices.is_changed = true;
        self.say("changed on disk: r reloads");
    }

    /// These things were not well with the source, and it was read all the same.
    pub fn set_warnings(&mut self, warnings: Vec<String>) {
        match warnings.as_slice() {
            [] => {}
            [warning] => self.say(format!("{warning} (W)")),
            several => self.say(format!("{} warnings: W shows them", several.len())),
        }
        self.notices.warnings = warnings;
    }

    /// Lists what was not well, over the document.
    pub(super) fn show_warnings(&mut self) {
        match warnings_page(&self.notices.warnings) {
            Some(page) => self.cover(Arc::new(page)),
            None => self.say("no warnings: all of it was read"),
        }
    }

    /// Says what there is in the document, and how much was not well with it.
    pub(super) fn say_where(&mut self) {
        let document = self.view.document();
        let landmarks = document.landmarks();
        let warnings = match self.notices.warnings.len() {
            _ if self.beneath.is_some() => String::new(),
            0 => String::new(),
            1 => ", 1 warning (W)".to_owned(),
            count => format!(", {count} warnings (W)"),
        };
        self.say(format!(
            "{} sections, {} points, {} questions, {} words{warnings}",
            document.sections().len(),
            landmarks.of(Landmark::Point).len(),
            landmarks.of(Landmark::Question).len(),
            document.words(),
        ));
    }

    /// Forgets the jumps of an earlier visit, so that the way back leads to where this one came from.
    pub fn forget_jumps(&mut self) {
        self.beneath
            .as_mut()
            .unwrap_or(&mut self.view)
            .forget_jumps();
    }

    /// Gives up what is on its way; false where nothing is.
    pub(super) fn abandon(&mut self) -> bool {
        self.notices.errand.take().is_some()
    }

    /// What the status row tells beside the place.
    pub fn notice(&self) -> Option<String> {
        let Notices {
            errand, is_changed, ..
        } = &self.notices;
        let changed = is_changed.then(|| "changed on disk: r reloads".to_owned());
        errand.clone().or(changed)
    }

    /// Which of several files the document is, from 1, and of how many.
    pub fn turn(&self) -> Option<(usize, usize)> {
        self.notices.turn
    }
}

/// The warnings as a document like any other; none where there are none.
fn warnings_page(warnings: &[String]) -> Option<Document> {
    if warnings.is_empty() {
        return None;
    }
    let mut builder = Builder::default();
    builder.meta().title = Some("Warnings".into());
    builder.block(Kind::Title, Lead::Apart, "Warnings");
    for warning in warnings {
        builder.enter(Mark::Bullet);
        builder.block(Kind::Paragraph, Lead::Apart, warning);
        builder.leave();
    }
    builder.finish().ok()
}
