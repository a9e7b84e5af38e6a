//! What is being typed in the status row, and what comes back when it is closed again.

use super::hints::Hints;
use super::line::{Edit, Line};
use super::palette::Palette;
use super::view::Stand;
use super::{Effect, Pane, Reader, Search};
use crate::document::Offset;
use crate::search::Syntax;

/// A line that is being typed, and what for.
#[derive(Clone, Debug)]
pub struct Prompt {
    pub(super) line: Line,
    pub(super) purpose: Purpose,
    pub(super) before: Before,
}

/// What a line is typed for.
#[derive(Clone, Debug)]
pub(super) enum Purpose {
    /// To find it in the text.
    Search(Query),
    /// To go to a place that it names.
    Palette(Palette),
    /// To select the link whose letters it has.
    Hints(Hints),
}

/// How what is typed is searched for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(super) syntax: Syntax,
    pub(super) invalid: Option<String>,
    /// Which of the past searches shows, and what was typed before.
    pub(super) recalled: Option<(usize, String)>,
    /// The search that this one takes the place of.
    pub(super) replaced: Option<Search>,
}

/// What was there before the prompt, to come back to exactly.
#[derive(Clone, Debug)]
pub(super) struct Before {
    pub(super) stand: Stand,
    /// Where motions started from.
    pub(super) origin: Offset,
    pub(super) focus: Pane,
}

impl Prompt {
    /// What is typed.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// How it is searched for, if it is.
    pub fn query(&self) -> Option<&Query> {
        match &self.purpose {
            Purpose::Search(query) => Some(query),
            Purpose::Palette(_) | Purpose::Hints(_) => None,
        }
    }

    /// Whether letters of a hint are typed.
    pub fn is_of_hints(&self) -> bool {
        matches!(self.purpose, Purpose::Hints(_))
    }

    /// The line and how it is searched for, if it is.
    pub(super) fn search_mut(&mut self) -> Option<(&mut Line, &mut Query)> {
        match &mut self.purpose {
            Purpose::Search(query) => Some((&mut self.line, query)),
            Purpose::Palette(_) | Purpose::Hints(_) => None,
        }
    }
}

impl Query {
    /// How what is typed is meant.
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
        let (is_search, is_hint) = (prompt.query().is_some(), prompt.is_of_hints());
        match edit {
            Edit::Cancel => self.close_prompt(),
            Edit::Backspace if is_empty => self.close_prompt(),
            Edit::Left | Edit::Right | Edit::Start | Edit::End => prompt.line.edit(edit),
            Edit::Insert(_)
            | Edit::Delete
            | Edit::Backspace
            | Edit::DeleteWord
            | Edit::DeleteToStart => {
                prompt.line.edit(edit);
                self.take_line();
            }
            Edit::Enter if is_search => self.take_typed(),
            Edit::Up | Edit::Down if is_search => self.recall(edit == Edit::Up),
            Edit::Regex if is_search => self.switch_syntax(),
            Edit::Regex => self.say("only what is searched for can be a regular expression"),
            Edit::PageUp | Edit::PageDown if is_search => self.say("only a list has pages"),
            Edit::Enter | Edit::Up | Edit::Down | Edit::PageUp | Edit::PageDown if is_hint => {
                self.say("its letters select a link, Esc closes");
            }
            Edit::Enter | Edit::Up | Edit::Down | Edit::PageUp | Edit::PageDown => {
                self.edit_palette(edit);
            }
        }
        self.effects()
    }

    /// Types what was pasted; nothing where nothing is being typed, for it is no command.
    pub fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(prompt) = &mut self.prompt {
            prompt.line.insert(text);
            self.take_line();
        }
        self.effects()
    }

    /// Opens a prompt; the keys are for the page, then.
    pub(super) fn open_prompt(&mut self, purpose: Purpose) {
        let before = Before {
            stand: self.view.stand(),
            origin: self.view.origin(self.page()),
            focus: self.focus,
        };
        self.focus = Pane::Page;
        self.prompt = Some(Prompt {
            line: Line::default(),
            purpose,
            before,
        });
    }

    /// Follows a change of the line.
    fn take_line(&mut self) {
        match self.prompt.as_mut().map(|prompt| &mut prompt.purpose) {
            Some(Purpose::Search(query)) => {
                query.recalled = None;
                self.look_for_typed();
            }
            Some(Purpose::Palette(_)) => self.wish(),
            Some(Purpose::Hints(_)) => self.take_hint(),
            None => {}
        }
    }

    /// Closes the prompt; all is as it was before.
    pub(super) fn close_prompt(&mut self) {
        let Some(Prompt {
            purpose, before, ..
        }) = self.prompt.take()
        else {
            return;
        };
        self.view.restore(&before.stand);
        self.focus = before.focus;
        match purpose {
            Purpose::Search(query) => self.resume_search(query.replaced),
            Purpose::Palette(_) => self.asked.push(Effect::StopPicking),
            Purpose::Hints(_) => {}
        }
    }
}
