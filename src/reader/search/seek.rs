//! Motions from hit to hit, which wait where the text has not been searched yet.

use std::sync::Arc;

use super::Search;
use crate::document::{Document, Offset};
use crate::reader::{Action, Reader, Way};
use crate::search::Sought;

/// A hit that a motion looks for.
#[derive(Clone, Debug)]
pub(super) struct Seek {
    way: Way,
    /// Where the motion started.
    origin: Offset,
    /// From where on hits count, and how many.
    from: Offset,
    count: u32,
    /// Whether the place it started from is remembered.
    pub(super) is_jump: bool,
}

impl Search {
    fn sought(&self, document: &Document, seek: &Seek) -> Sought {
        match seek.way {
            Way::Forward => self.hits.forward(document, seek.from, seek.count),
            Way::Back => self.hits.back(document, seek.from, seek.count),
        }
    }
}

impl Reader {
    /// Goes to the `count`-th hit on from here.
    pub(in crate::reader) fn next_hit(&mut self, way: Way, count: u32) {
        self.view.remember_jump(Action::Hit(way));
        let page = self.page();
        let top = self.view.top(page).at;
        let look = self.view.look(page);
        let Some(search) = self.view.search_mut() else {
            self.say("no search yet: / begins one");
            return;
        };
        search.is_lit = true;
        // From the current hit while it shows, else from the first row.
        let current = search.current.clone().filter(|hit| {
            let rows = &look.rows;
            rows.iter().any(|row| row.range.contains(&hit.start))
        });
        let from = match (current, way) {
            (Some(hit), Way::Forward) => Offset(hit.start.0 + 1),
            (Some(hit), Way::Back) => hit.start,
            (None, _) => top,
        };
        self.seek(way, count, from, true);
    }

    /// Waits for a hit no longer; false where none was waited for.
    pub(in crate::reader) fn cancel_seek(&mut self) -> bool {
        let search = self.view.search_mut();
        search.is_some_and(|search| search.awaited.take().is_some())
    }

    pub(super) fn seek(&mut self, way: Way, count: u32, from: Offset, is_jump: bool) {
        if let Some(search) = self.view.search_mut() {
            search.awaited = Some(Seek {
                way,
                origin: from,
                from,
                count,
                is_jump,
            });
            self.settle_seek();
        }
    }

    /// Goes to the hit that is waited for, if it has been found.
    pub(in crate::reader) fn settle_seek(&mut self) {
        let page = self.page();
        let document = Arc::clone(self.view.document());
        let is_loading = self.is_loading();
        let Some(search) = self.view.search_mut() else {
            return;
        };
        let Some(seek) = search.awaited.take() else {
            return;
        };
        match search.sought(&document, &seek) {
            // The rest of the text may have one that is nearer.
            Sought::At { wrapped: true, .. } | Sought::Nowhere if is_loading => {
                search.awaited = Some(seek);
                self.say_searching();
            }
            Sought::At { hit, wrapped } => {
                let has_wrapped = wrapped
                    || match seek.way {
                        Way::Forward => hit.start < seek.origin,
                        Way::Back => hit.start >= seek.origin,
                    };
                let at = hit.start;
                search.current = Some(hit);
                if seek.is_jump {
                    let stand = self.view.stand();
                    self.view.leave(&stand, page);
                }
                self.be_where_typing_began();
                self.view.show(at, page);
                if has_wrapped {
                    self.say(match seek.way {
                        Way::Forward => "on from the start",
                        Way::Back => "on from the end",
                    });
                }
                self.follow();
            }
            Sought::Nowhere if self.prompt.is_some() => self.be_where_typing_began(),
            Sought::Nowhere => {
                let text = search.pattern.text().to_owned();
                self.say(format!("no hit for '{text}'"));
            }
            Sought::Beyond { edge, left } if search.hits.is_full() => {
                search.awaited = Some(Seek {
                    from: edge,
                    count: left,
                    ..seek
                });
                // Of so many hits, those around that place are kept instead.
                let ticket = self.next_ticket();
                self.asked.extend(self.view.search_from(edge, ticket));
            }
            Sought::Beyond { .. } => {
                search.awaited = Some(seek);
                self.say_searching();
            }
        }
    }

    /// While one types, each search starts from the same page.
    fn be_where_typing_began(&mut self) {
        if let Some(prompt) = &self.prompt {
            self.view.restore(&prompt.before.stand);
        }
    }

    fn say_searching(&mut self) {
        if self.prompt.is_none() {
            self.say("searching; Esc cancels");
        }
    }
}
