//! Going to anything: a list of places that shrinks as one types, each shown as it is chosen.
//!
//! The list is made on a thread, which the reader asks for as an effect; it comes back through
//! [`Reader::picked`]. Meanwhile the last one stays.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::prompt::Purpose;
use super::{Edit, Effect, Panes, Reader};
use crate::document::{Document, Offset};
use crate::search::{Choice, Picked};

/// The most rows that the list takes, and the share of the screen that it leaves to the page.
const ROWS_MAX: u16 = 10;
const PAGE_SHARE: u16 = 2;

/// From this many rows on, the first of them parts the list from the page.
const BORDERED_ROWS_MIN: u16 = 4;

/// A list of places to be made on a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Names the wish; the list comes back under it.
    pub ticket: u32,
    /// Where the places are.
    pub document: Arc<Document>,
    /// The marks in it.
    pub marks: Vec<(char, Offset)>,
    /// What was typed.
    pub typed: String,
    /// Where the reader is.
    pub here: Offset,
}

/// The list of places.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    ticket: u32,
    picked: Picked,
    selected: usize,
    /// The first choice that shows.
    first: usize,
    /// Whether the list is that of what is typed.
    is_fresh: bool,
    /// Whether the choice is to be gone to as soon as the list is there.
    is_taken: bool,
}

impl Palette {
    /// The choices that a list of `height_rows` shows, and whether each is the selected one.
    pub fn rows(&self, height_rows: u16) -> impl Iterator<Item = (&Choice, bool)> {
        let choices = self.picked.choices.iter().enumerate();
        choices
            .skip(self.first)
            .take(usize::from(height_rows))
            .map(|(idx, choice)| (choice, idx == self.selected))
    }

    /// Which choice is selected, from 1, and how many places there are.
    pub fn position(&self) -> (usize, usize) {
        let count = self.picked.count;
        ((self.selected + 1).min(count), count)
    }

    fn choice(&self) -> Option<&Choice> {
        self.picked.choices.get(self.selected)
    }

    fn select(&mut self, idx: usize, height_rows: u16) {
        let last = self.picked.choices.len().saturating_sub(1);
        self.selected = idx.min(last);
        let height = usize::from(height_rows.max(1));
        let lowest = (self.selected + 1).saturating_sub(height);
        self.first = self.first.clamp(lowest, self.selected);
    }
}

impl Reader {
    /// The list of places, where it shows.
    pub fn palette(&self) -> Option<&Palette> {
        match &self.prompt.as_ref()?.purpose {
            Purpose::Palette(palette) => Some(palette),
            Purpose::Search(_) | Purpose::Hints(_) => None,
        }
    }

    /// Takes in a list of places, and returns what the program has to do next.
    pub fn picked(&mut self, ticket: u32, picked: Picked) -> Vec<Effect> {
        let height = self.panes().list.height;
        let Some(prompt) = &mut self.prompt else {
            return Vec::new();
        };
        let (stand, is_typed) = (prompt.before.stand, !prompt.line.text().is_empty());
        let Purpose::Palette(palette) = &mut prompt.purpose else {
            return Vec::new();
        };
        if palette.ticket != ticket {
            return Vec::new();
        }
        let nearest = picked.nearest;
        palette.picked = picked;
        palette.is_fresh = true;
        palette.first = nearest.saturating_sub(usize::from(height / 2));
        palette.select(nearest, height);
        if palette.is_taken {
            self.take_choice();
        } else if is_typed {
            self.preview();
        } else {
            self.view.restore(&stand);
            self.follow();
        }
        self.effects()
    }

    pub(super) fn open_palette(&mut self) {
        self.open_prompt(Purpose::Palette(Palette::default()));
        self.wish();
    }

    /// Does what an edit means for the list; what changes the line asks for another one.
    pub(super) fn edit_palette(&mut self, edit: Edit) {
        let height = self.panes().list.height;
        let page = usize::from(height.max(1));
        let Some(palette) = self.palette_mut() else {
            return;
        };
        let last = palette.picked.choices.len().saturating_sub(1);
        let at = palette.selected;
        let to = match edit {
            Edit::Up => at.saturating_sub(1),
            Edit::Down => at + 1,
            Edit::PageUp => at.saturating_sub(page),
            Edit::PageDown => at + page,
            Edit::Enter => return self.take_choice(),
            _ => return,
        };
        if to.min(last) == at {
            self.say(if edit == Edit::Up || edit == Edit::PageUp {
                "the first of the list"
            } else {
                "the last of the list"
            });
            return;
        }
        palette.select(to, height);
        self.preview();
    }

    /// Asks for the list of what is typed.
    pub(super) fn wish(&mut self) {
        let ticket = self.next_ticket();
        let document = Arc::clone(self.view.document());
        let marks = self.view.marks().iter();
        let marks = marks.map(|(letter, at)| (*letter, *at)).collect();
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let (typed, here) = (prompt.line.text().to_owned(), prompt.before.origin);
        let Purpose::Palette(palette) = &mut prompt.purpose else {
            return;
        };
        palette.ticket = ticket;
        palette.is_fresh = false;
        self.asked.push(Effect::Pick(Wish {
            ticket,
            document,
            marks,
            typed,
            here,
        }));
    }

    fn palette_mut(&mut self) -> Option<&mut Palette> {
        match &mut self.prompt.as_mut()?.purpose {
            Purpose::Palette(palette) => Some(palette),
            Purpose::Search(_) | Purpose::Hints(_) => None,
        }
    }

    /// Shows the place of the choice in the page; where there is none, the place it began.
    fn preview(&mut self) {
        let at = self
            .palette()
            .and_then(Palette::choice)
            .filter(|choice| choice.file.is_none())
            .map(|choice| choice.at);
        let Some(prompt) = &self.prompt else { return };
        self.view.restore(&prompt.before.stand);
        if let Some(at) = at {
            self.view.preview(at);
        }
        self.follow();
    }

    /// Goes to the choice, as soon as it is known.
    fn take_choice(&mut self) {
        let Some(palette) = self.palette_mut() else {
            return;
        };
        if !palette.is_fresh {
            palette.is_taken = true;
            return;
        }
        let chosen = palette.choice();
        if let Some(path) = chosen.and_then(|choice| choice.file.clone()) {
            self.close_prompt();
            self.asked.push(Effect::OpenDocument(path));
            return;
        }
        let Some(at) = chosen.map(|choice| choice.at) else {
            self.say("nothing like that in this text");
            return;
        };
        if let Some(prompt) = self.prompt.take() {
            let page = self.page();
            self.asked.push(Effect::StopPicking);
            self.view.leave(&prompt.before.stand, page);
            self.view.preview(at);
            self.follow();
        }
    }
}

/// How many rows the list takes of a screen of `rows`.
pub(super) fn list_rows(rows: u16) -> u16 {
    (rows.saturating_sub(1) / PAGE_SHARE).min(ROWS_MAX)
}

impl Panes {
    /// The panes of a screen whose lowest rows but the status are a list's.
    pub(super) fn above_list(mut self, list_rows: u16) -> Self {
        let border = u16::from(list_rows >= BORDERED_ROWS_MIN);
        self.list = Rect {
            y: self.status.y + border,
            height: list_rows - border,
            ..self.status
        };
        self.status.y += list_rows;
        self
    }
}

#[cfg(test)]
mod tests;
