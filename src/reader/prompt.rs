//! What is being typed in the status row, and what comes back when it is closed again.

use super::line::{Edit, Line};
use super::view::Stand;
use super::{Effect, Pane, Reader, Search};
use crate::document::Offset;
use crate::search::Syntax;

/// What is being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    pub(super) line: Line,
    pub(super) syntax: Syntax,
    /// Why nothing can be searched for.
    pub(super) invalid: Option<String>,
    /// Which of the past searches shows, and what was typed before.
    pub(super) recalled: Option<(usize, String)>,
    pub(super) before: Before,
}

/// What was there before the prompt, to come back to exactly.
#[derive(Clone, Debug)]
pub(super) struct Before {
    pub(super) stand: Stand,
    /// Where motions started from.
    pub(super) origin: Offset,
    pub(super) focus: Pane,
    pub(super) search: Option<Search>,
}

impl Prompt {
    pub(super) fn new(before: Before) -> Self {
        Self {
            line: Line::default(),
            syntax: Syntax::Literal,
            invalid: None,
            recalled: None,
            before,
        }
    }

    /// What is typed.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// How it is meant.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Why nothing can be searched for, in a line.
    pub fn invalid(&self) -> Option<&str> {
        self.invalid.as_deref()
    }
}

impl Reader {
    /// What is being typed; keys and pastes are then for [`Self::edit`] and [`Self::paste`].
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// Changes what is being typed, and returns what the program has to do for it.
    pub fn edit(&mut self, edit: Edit) -> Vec<Effect> {
        self.message = None;
        let Some(prompt) = &mut self.prompt else {
            return Vec::new();
        };
        let is_empty = prompt.line.text().is_empty();
        match edit {
            Edit::Cancel => self.close_prompt(),
            Edit::Backspace if is_empty => self.close_prompt(),
            Edit::Enter => self.take_typed(),
            Edit::Up | Edit::Down => self.recall(edit == Edit::Up),
            Edit::PageUp | Edit::PageDown => {}
            Edit::Regex => {
                prompt.syntax = match prompt.syntax {
                    Syntax::Literal => Syntax::Regex,
                    Syntax::Regex => Syntax::Literal,
                };
                self.look_for_typed();
            }
            Edit::Left | Edit::Right | Edit::Start | Edit::End => prompt.line.edit(edit),
            Edit::Insert(_)
            | Edit::Delete
            | Edit::Backspace
            | Edit::DeleteWord
            | Edit::DeleteToStart => {
                prompt.line.edit(edit);
                prompt.recalled = None;
                self.look_for_typed();
            }
        }
        self.effects()
    }

    /// Types what was pasted; nothing where nothing is being typed, for it is no command.
    pub fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(prompt) = &mut self.prompt {
            prompt.line.insert(text);
            prompt.recalled = None;
            self.look_for_typed();
        }
        self.effects()
    }

    /// What is there before a prompt opens; the view's search is taken out of it.
    pub(super) fn before_prompt(&mut self) -> Before {
        let before = Before {
            stand: self.view.stand(),
            origin: self.view.origin(self.page()),
            focus: self.focus,
            search: self.view.take_search(),
        };
        self.focus = Pane::Page;
        before
    }

    /// Brings back what was there before the prompt.
    fn close_prompt(&mut self) {
        if let Some(prompt) = self.prompt.take() {
            self.restore(prompt.before);
        }
    }

    pub(super) fn restore(&mut self, before: Before) {
        self.view.restore(&before.stand);
        self.focus = before.focus;
        self.resume_search(before.search);
    }
}
