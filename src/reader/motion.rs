//! Motions of the page: scrolling, jumping, going back.

use std::ops::Range;

use super::{Action, Awaited, Command, Reader, Seat, Way};
use crate::document::{Landmark, Offset};
use crate::layout::Place;

/// Where a page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stands {
    top: Place,
    marked: Option<Offset>,
    hit: Option<Range<Offset>>,
}

impl Reader {
    pub(super) fn scroll(&mut self, rows: u16, count: u32, way: Way) {
        let rows = i64::from(rows) * i64::from(count);
        let rows = if way == Way::Forward { rows } else { -rows };
        if !self.view.scroll(rows, self.page()) {
            self.say_end(way);
        }
    }

    pub(super) fn say_end(&mut self, way: Way) {
        self.say(match way {
            Way::Back => "the start of the text",
            Way::Forward if self.loading.is_some() => "the rest is still being read",
            Way::Forward => "the end of the text",
        });
    }

    /// What a motion changes; none for what is no motion.
    pub(super) fn stands_at(&self, action: Action) -> Option<Stands> {
        action.is_motion().then(|| Stands {
            top: self.view.put_at(),
            marked: self.view.marked(),
            hit: self.view.current_hit().cloned(),
        })
    }

    /// A motion that changes nothing says so.
    pub(super) fn say_if_there_already(&mut self, action: Action, stood: Option<Stands>) {
        let (Some(stood), Some(stands)) = (stood, self.stands_at(action)) else {
            return;
        };
        let has_said = self.message.is_some() || !self.asked.is_empty() || self.prompt.is_some();
        if has_said || (&stood.marked, &stood.hit) != (&stands.marked, &stands.hit) {
            return;
        }
        let row = |place| self.view.first_row(place, self.page());
        if stood.top != stands.top && row(stood.top) != row(stands.top) {
            return;
        }
        self.say(match action {
            Action::Seat(Seat::Top) => "as near to the top as it can be",
            Action::Seat(Seat::Middle) => "as near to the middle as it can be",
            Action::Seat(Seat::Bottom) => "as near to the bottom as it can be",
            _ => "there already",
        });
    }

    /// Goes to the start, the end, a share of the text, or a section by its number.
    pub(super) fn travel(&mut self, command: Command) {
        let page = self.page();
        let document = self.view.document();
        let needs_whole = command.action != Action::Start || command.count.is_some();
        if needs_whole && self.is_loading() {
            self.wait_for(Awaited::Command(command));
            return;
        }
        let to = match (command.action, command.count) {
            (Action::Start | Action::End, Some(number)) => {
                let sections = document.sections();
                let Some(section) = sections.get((number as usize).saturating_sub(1)) else {
                    let count = sections.len();
                    self.say(format!("no section {number}: there are {count}"));
                    return;
                };
                section.start
            }
            (Action::Start, None) => Offset(0),
            (Action::End, None) => Offset(document.end().0.saturating_sub(1)),
            (_, Some(share)) => {
                let at = u64::from(document.end().0) * u64::from(share.min(100)) / 100;
                let at = document.text().floor_char_boundary(at as usize);
                Offset::from_index(at.min(document.text().len() - 1))
            }
            (_, None) => {
                self.say("a number comes first, as in 50%");
                return;
            }
        };
        let is_there = self.view.top(page).at == to || self.view.shows_end(page);
        if to == self.view.origin(page) && is_there {
            self.say_end(if to == Offset(0) {
                Way::Back
            } else {
                Way::Forward
            });
            return;
        }
        self.view.jump(
            to,
            command.count.is_some() && command.action != Action::Share,
            page,
        );
    }

    /// Goes to the `count`-th landmark of a kind, or as far as there are any.
    pub(super) fn jump(&mut self, kind: Landmark, way: Way, count: u32) {
        self.view.remember_jump(Action::Jump(kind, way));
        let page = self.page();
        let origin = self.view.origin(page);
        let landmarks = self.view.document().landmarks();
        let starts = landmarks.of(kind);
        let steps = count as usize - 1;
        let target = match way {
            Way::Forward => {
                let next = starts.partition_point(|start| *start <= origin);
                starts
                    .get((next + steps).min(starts.len().saturating_sub(1)))
                    .filter(|_| next < starts.len())
            }
            Way::Back => {
                let before = starts.partition_point(|start| *start < origin);
                before
                    .checked_sub(1)
                    .and_then(|last| starts.get(last.saturating_sub(steps)))
            }
        };
        match target.copied() {
            Some(to) if kind == Landmark::Link => self.select_link(to),
            Some(to) => {
                self.view.jump(to, kind != Landmark::Block, page);
                // Where it can't be the first row it is marked.
                if self.view.flow(page).row_at(to.into()) != self.view.top(page) {
                    self.view.point_at(to);
                }
            }
            None if way == Way::Forward && self.is_loading() => {
                self.wait_for(Awaited::Command(Command {
                    action: Action::Jump(kind, way),
                    count: Some(count),
                    letter: None,
                }));
            }
            None => {
                let noun = kind.noun();
                self.say(match (starts.is_empty(), way) {
                    (true, _) => format!("no {noun} in this text"),
                    (false, Way::Forward) => format!("no {noun} further on"),
                    (false, Way::Back) => format!("no {noun} before this"),
                });
            }
        }
    }

    pub(super) fn jump_to_head(&mut self) {
        let page = self.page();
        let document = self.view.document();
        let origin = self.view.origin(page);
        let head = document
            .section_at(origin)
            .map(|idx| document.own_range(idx).start);
        match head {
            Some(head) if head == origin => self.say("the head of this section"),
            Some(head) => self.view.jump(head, true, page),
            None => self.say("no section here"),
        }
    }

    pub(super) fn repeat(&mut self, action: Action, count: u32) {
        let Some(jump) = self.view.last_jump() else {
            self.say("no jump to repeat: try ) or J first");
            return;
        };
        let is_back = action == Action::RepeatBack;
        self.update_page(Command {
            action: if is_back { jump.reversed() } else { jump },
            count: Some(count),
            letter: None,
        });
        self.view.remember_jump(jump);
    }

    /// Whether the document has no place to go back, or forward again, to.
    pub(super) fn is_at_end_of_history(&self, way: Way) -> bool {
        self.beneath.is_none() && !self.view.can_retrace(way, self.page())
    }

    /// Says that there is nowhere to go back, or forward again, to.
    pub fn say_no_place(&mut self, way: Way) {
        self.say(match way {
            Way::Back => "no place to go back to",
            Way::Forward => "no place to go forward to",
        });
    }

    pub(super) fn retrace(&mut self, way: Way, count: u32) {
        let page = self.page();
        let steps = (0..count)
            .take_while(|_| self.view.retrace(way, page))
            .count();
        if steps == 0 {
            self.say_no_place(way);
        }
    }

    pub(super) fn mark(&mut self, command: Command) {
        let page = self.page();
        match (command.action, command.letter) {
            (Action::SetMark, Some(letter)) => {
                let at = self.view.origin(page);
                self.view.marks_mut().insert(letter, at);
                self.say(format!("mark {letter} set: '{letter} comes back here"));
            }
            (Action::ToMark, Some(letter)) => match self.view.marks().get(&letter).copied() {
                Some(at) => self.view.jump(at, true, page),
                None => self.say(format!("no mark {letter}: m{letter} sets it")),
            },
            _ => {
                if !self.view.swap(page) {
                    self.say("no jump yet to come back from");
                }
            }
        }
    }
}
