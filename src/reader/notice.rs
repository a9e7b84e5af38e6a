//! What the program tells a reader from outside the document: which of several files it is, what
//! is on its way, and that the file has changed.

use super::Reader;

/// What there is to tell, until it no longer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notices {
    turn: Option<(usize, usize)>,
    errand: Option<String>,
    is_changed: bool,
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
