//! A document that arrives in two steps: its start at once, the whole when it is read.
//!
//! The whole starts with the same text at the same offsets, so no place moves when it arrives.
//! What needs the whole waits for it and can be cancelled.

use std::sync::Arc;

use super::{Awaited, Entry, Fold, Loading, Progress, Reader};
use crate::document::{Document, Offset};

impl Reader {
    /// The document is only the start of one that is still being read.
    pub fn begin_loading(&mut self) {
        self.loading = Some(Loading {
            progress: Progress::Unknown,
            awaited: None,
        });
    }

    /// How much has been read, in per cent.
    pub fn set_loading(&mut self, per_cent: u8) {
        if let Some(loading) = &mut self.loading {
            loading.progress = Progress::PerCent(per_cent);
        }
    }

    /// The place to open at lies further on; [`Self::complete`] says when it can be gone to.
    pub fn await_place(&mut self) {
        self.wait_for(Awaited::Place);
    }

    /// Whether the place to open at is still waited for.
    pub fn awaits_place(&self) -> bool {
        self.loading
            .is_some_and(|loading| loading.awaited == Some(Awaited::Place))
    }

    /// The rest of the document can't be had.
    pub fn give_up_loading(&mut self) {
        self.loading = None;
        self.settle_seek();
    }

    /// A longer start of the document is there.
    pub fn extend(&mut self, document: Arc<Document>) {
        self.replace(document);
    }

    /// The whole document is there; true where the place to open at is waited for.
    pub fn complete(&mut self, document: Arc<Document>) -> bool {
        self.replace(document);
        let awaited = self.loading.take().and_then(|loading| loading.awaited);
        self.message = None;
        match awaited {
            Some(Awaited::Command(command)) if self.beneath.is_none() => {
                self.update(command);
                false
            }
            Some(Awaited::Place) => true,
            _ => false,
        }
    }

    /// Puts the document at a place without remembering where from.
    pub fn go_to(&mut self, at: Offset) {
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        view.go(at.into());
        self.follow();
    }

    /// Puts the document at a place that it was opened for, and marks it.
    pub fn arrive_at(&mut self, at: Offset) {
        self.go_to(at);
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        view.point_at(at);
        self.follow();
    }

    /// Puts the document at a place that was left: on the row that holds it, however little shows.
    pub fn resume_at(&mut self, at: Offset) {
        self.go_to(at);
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        view.sight_mut().opened = None;
        self.follow();
    }

    /// Whether the view that shows is a document's that is still being read.
    pub fn is_loading(&self) -> bool {
        self.loading.is_some() && self.beneath.is_none()
    }

    /// Shows or hides the outline.
    pub fn set_outline_wanted(&mut self, wanted: bool) {
        self.outline_wanted = wanted;
        self.follow();
    }

    /// Takes over marks from an earlier sitting, but for those set anew.
    pub fn restore_marks(&mut self, marks: impl IntoIterator<Item = (char, Offset)>) {
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        for (letter, at) in marks {
            view.marks_mut().entry(letter).or_insert(at);
        }
    }

    /// Takes over folds from an earlier sitting.
    pub fn restore_folds(
        &mut self,
        otherwise: Fold,
        folds: impl IntoIterator<Item = (Entry, Fold)>,
    ) {
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        view.outline_mut().restore(otherwise, folds.into_iter());
        self.follow();
    }

    pub(super) fn wait_for(&mut self, awaited: Awaited) {
        if let Some(loading) = &mut self.loading {
            loading.awaited = Some(awaited);
            self.say("waiting for the whole text; Esc cancels");
        }
    }

    fn replace(&mut self, document: Arc<Document>) {
        let page = self.page();
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        let is_longer = view.replace(document);
        if !is_longer && self.beneath.is_none() {
            // What they know of are places in another text.
            self.peek = None;
            self.cancel_lookup();
        }
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        if !is_longer && let Some(prompt) = &mut self.prompt {
            // Where it began is in another text: here is the nearest to it.
            prompt.before.stand = view.stand();
            prompt.before.origin = view.origin(page);
        }
        self.search_again();
        self.wish();
        self.follow();
    }
}
