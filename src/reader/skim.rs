//! How much of the text shows.

use super::{Action, Look, Reader};
use crate::layout::{Row, Sight, Skim};

impl Reader {
    /// Shows so many levels less or more of the text.
    pub(super) fn skim(&mut self, action: Action, count: u32) {
        let page = self.page();
        let before = self.view.sight().skim;
        let idx = Skim::ALL.iter().position(|level| *level == before);
        let (idx, last) = (idx.unwrap_or_default(), Skim::ALL.len() - 1);
        let steps = count as usize;
        let idx = match action {
            Action::ShowLess => idx.saturating_sub(steps),
            _ => idx.saturating_add(steps).min(last),
        };
        let skim = Skim::ALL[idx];
        let sight = Sight {
            skim,
            opened: None,
            ..self.view.sight()
        };
        self.view.set_sight(sight, page);
        self.say(match (skim, skim == before) {
            (Skim::Headings, false) => "headings alone: zr shows more",
            (Skim::Points, false) => "headings and points: zr shows more",
            (Skim::Sentences, false) => "first sentences: zr shows more",
            (Skim::Everything, false) => "the whole text",
            (Skim::Headings, true) => "headings alone: there is no less to show",
            (_, true) => "the whole text shows already",
        });
    }

    /// Shows what the importer set aside, where it stood, or hides it again.
    pub(super) fn set_aside(&mut self) {
        let count = self.view.document().set_aside().len();
        if count == 0 {
            self.say("nothing was set aside from this text");
            return;
        }
        let sight = self.view.sight();
        let asides = !sight.asides;
        let page = self.page();
        self.view.set_sight(Sight { asides, ..sight }, page);
        self.say(match (asides, count) {
            (false, _) => "what was set aside is hidden again".to_owned(),
            (true, 1) => "one passage that was set aside shows: S hides it".to_owned(),
            (true, _) => format!("{count} passages that were set aside show: S hides them"),
        });
    }

    /// Whether nothing is left to read: the end shows, and it is no hidden text that brings it up.
    pub(super) fn has_reached_end(&self, look: &Look) -> bool {
        let is_whole = self.view.sight().skim == Skim::Everything;
        let is_last = |row: &Row| row.range.contains(&look.reading);
        look.shows_end && (is_whole || look.rows.last().is_none_or(is_last))
    }

    /// Takes over how much of the text shows from an earlier sitting.
    pub fn restore_skim(&mut self, skim: Skim) {
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        view.sight_mut().skim = skim;
        self.follow();
    }
}

#[cfg(test)]
mod tests;
