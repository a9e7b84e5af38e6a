//! Searching as one types: each key goes to the first hit from where it began.

use std::sync::Arc;

use super::{SEARCHES_MAX, Searched};
use crate::reader::prompt::{Prompt, Purpose, Query};
use crate::reader::{Action, Effect, Reader, Way};
use crate::search::{Invalid, Pattern, Syntax};

impl Reader {
    pub(in crate::reader) fn open_search(&mut self) {
        let query = Query {
            replaced: self.view.take_search(),
            ..Query::default()
        };
        self.open_prompt(Purpose::Search(query));
    }

    /// Goes on with what is typed: the view goes to the first hit from where it was.
    pub(in crate::reader) fn look_for_typed(&mut self) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let (stand, from) = (prompt.before.stand, prompt.before.origin);
        let Some((line, query)) = prompt.search_mut() else {
            return;
        };
        let pattern = Pattern::new(line.text(), query.syntax);
        query.invalid = pattern
            .as_ref()
            .err()
            .filter(|_| !line.text().is_empty())
            .map(ToString::to_string);
        match pattern {
            Ok(pattern) => {
                // The page stays until the first hit is known, which may take a thread.
                self.begin_search(Arc::new(pattern), from);
                self.seek(Way::Forward, 1, from, false);
            }
            Err(Invalid::Empty) => {
                self.view.restore(&stand);
                self.view.set_search(None);
                self.asked.push(Effect::StopSearch);
            }
            Err(_) => {}
        }
        self.follow();
    }

    /// Stays where the search has led; without a pattern, goes on with the last one.
    pub(in crate::reader) fn take_typed(&mut self) {
        let Some(query) = self.prompt().and_then(Prompt::query) else {
            return;
        };
        if query.invalid.is_some() {
            return;
        }
        let syntax = query.syntax;
        if self
            .prompt()
            .is_some_and(|prompt| prompt.line.text().is_empty())
        {
            self.close_prompt();
            self.next_hit(Way::Forward, 1);
            return;
        }
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        self.remember_search(Searched {
            text: prompt.line.text().to_owned(),
            syntax,
        });
        self.view.remember_jump(Action::Hit(Way::Forward));
        let Some(search) = self.view.search_mut() else {
            return;
        };
        if let Some(seek) = &mut search.awaited {
            seek.is_jump = true;
            self.view.restore(&prompt.before.stand);
            self.say("searching; Esc cancels");
        } else if search.current.is_some() {
            self.view.leave(&prompt.before.stand, self.page());
        } else {
            self.say(format!("no hit for '{}'", prompt.line.text()));
        }
    }

    /// Takes what is typed for a regular expression, or again for itself.
    pub(in crate::reader) fn switch_syntax(&mut self) {
        if let Some((_, query)) = self.prompt.as_mut().and_then(Prompt::search_mut) {
            query.syntax = match query.syntax {
                Syntax::Literal => Syntax::Regex,
                Syntax::Regex => Syntax::Literal,
            };
            self.look_for_typed();
        }
    }

    pub(super) fn remember_search(&mut self, searched: Searched) {
        self.searches.retain(|other| *other != searched);
        self.searches.push(searched);
        if self.searches.len() > SEARCHES_MAX {
            self.searches.remove(0);
        }
    }

    /// Shows the search before or after the one that shows in the prompt.
    pub(in crate::reader) fn recall(&mut self, older: bool) {
        let count = self.searches.len();
        let Some((line, query)) = self.prompt.as_mut().and_then(Prompt::search_mut) else {
            return;
        };
        let at = query.recalled.as_ref().map_or(count, |(at, _)| *at);
        let to = if older {
            at.checked_sub(1)
        } else {
            Some(at + 1)
        };
        let Some(to) = to.filter(|to| *to <= count) else {
            self.say(if older {
                "no earlier search"
            } else {
                "no later search"
            });
            return;
        };
        let draft = match query.recalled.take() {
            Some((_, draft)) => draft,
            None => line.text().to_owned(),
        };
        if let Some(searched) = self.searches.get(to) {
            line.set(&searched.text);
            query.syntax = searched.syntax;
            query.recalled = Some((to, draft));
        } else {
            line.set(&draft);
        }
        self.look_for_typed();
    }
}
