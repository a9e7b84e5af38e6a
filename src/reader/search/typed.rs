//! Searching as one types: each key goes to the first hit from where it began.

use std::sync::Arc;

use super::{SEARCHES_MAX, Searched};
use crate::reader::{Action, Effect, Prompt, Reader, Way};
use crate::search::Pattern;

impl Reader {
    pub(in crate::reader) fn open_search(&mut self) {
        let before = self.before_prompt();
        self.prompt = Some(Prompt::new(before));
    }

    /// Goes on with what is typed: the view goes to the first hit from where it was.
    pub(in crate::reader) fn look_for_typed(&mut self) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let pattern = Pattern::new(prompt.line.text(), prompt.syntax);
        let is_empty = prompt.line.text().is_empty();
        prompt.invalid = pattern.as_ref().err().map(ToString::to_string);
        match pattern {
            Ok(pattern) => {
                // The page stays until the first hit is known, which may take a thread.
                let from = prompt.before.origin;
                self.begin_search(Arc::new(pattern), from);
                self.seek(Way::Forward, 1, from, false);
            }
            Err(_) if is_empty => {
                prompt.invalid = None;
                self.view.restore(&prompt.before.stand);
                self.view.set_search(None);
                self.asked.push(Effect::StopSearch);
            }
            Err(_) => {}
        }
        self.follow();
    }

    /// Stays where the search has led; without a pattern, goes on with the last one.
    pub(in crate::reader) fn take_typed(&mut self) {
        if self
            .prompt
            .as_ref()
            .is_some_and(|prompt| prompt.invalid.is_some())
        {
            return;
        }
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        if prompt.line.text().is_empty() {
            self.restore(prompt.before);
            self.next_hit(Way::Forward, 1);
            return;
        }
        self.remember_search(Searched {
            text: prompt.line.text().to_owned(),
            syntax: prompt.syntax,
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
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let at = prompt.recalled.as_ref().map_or(count, |(at, _)| *at);
        let to = if older {
            at.checked_sub(1)
        } else {
            Some(at + 1)
        };
        let Some(to) = to.filter(|to| *to <= count) else {
            return;
        };
        let draft = match prompt.recalled.take() {
            Some((_, draft)) => draft,
            None => prompt.line.text().to_owned(),
        };
        if let Some(searched) = self.searches.get(to) {
            prompt.line.set(&searched.text);
            prompt.syntax = searched.syntax;
            prompt.recalled = Some((to, draft));
        } else {
            prompt.line.set(&draft);
        }
        self.look_for_typed();
    }
}
