//! Links and references: which one is meant, and what following or copying it asks for.

use std::ops::Range;
use std::sync::Arc;

use super::address::Address;
use super::peek::Peek;
use super::{Effect, Look, Reader};
use crate::document::{Document, Kind, Link, Offset, Target, clean};
use crate::layout::{self, Form};
use crate::search::{Reference, Referent, references};

/// The longest text that is copied, in bytes; terminals drop what is much longer.
const COPIED_BYTES_MAX: usize = 64 * 1024;

/// A reference to be resolved on a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// Names the lookup; what is found comes back under it.
    pub ticket: u32,
    /// Where it is looked for.
    pub document: Arc<Document>,
    /// What is referred to, and where.
    pub reference: Reference,
}

/// A lookup that is waited for.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    ticket: u32,
    reference: Reference,
    /// Whether what is found is gone to at once.
    goes: bool,
    /// What is meant instead where the reference turns out to be none.
    rest: Vec<Reference>,
}

impl Reader {
    /// The link that is selected: the one at the place gone to, while that shows.
    pub fn selected_link(&self, look: &Look) -> Option<&Link> {
        let at = self.view.marked()?;
        let shows = look.rows.iter().any(|row| row.range.contains(&at));
        let document = self.view.document();
        let end = Offset(at.0 + 1);
        let links = document.links(at..end.min(document.end()));
        links.first().filter(|link| shows && link.range.start == at)
    }

    /// Selects a link on the page, which stays where it is.
    pub(super) fn select_link(&mut self, at: Offset) {
        let page = self.page();
        let stand = self.view.stand();
        self.view.leave(&stand, page);
        self.view.show(at, page);
        self.view.point_at(at);
        self.say("Enter follows, p peeks, y copies");
    }

    /// Follows the selected link, or the takeaway at the place gone to; false where none is.
    pub(super) fn follow_link(&mut self) -> bool {
        let look = self.look();
        let meant = match self.selected_link(&look) {
            Some(link) => Some(reference_of(link)),
            None => self.takeaway(),
        };
        meant.is_some_and(|reference| {
            self.take_up_reference(reference, true);
            true
        })
    }

    /// Shows where the selected or nearest link or reference leads.
    pub(super) fn peek(&mut self) {
        let look = self.look();
        let selected = self.selected_link(&look).map(reference_of);
        if let Some(reference) = selected.or_else(|| self.takeaway()) {
            self.take_up_reference(reference, false);
            return;
        }
        let mut all = self.references_on(&look);
        let origin = self.view.origin(self.page());
        let next = all.partition_point(|one| one.range.start < origin);
        let before = all.drain(..next).rev().collect::<Vec<_>>();
        all.extend(before);
        self.take_up_first(all);
    }

    /// Shows where the link or reference leads that follows a place on the page.
    pub(super) fn peek_after(&mut self, from: Offset) {
        let mut all = self.references_on(&self.look());
        all.retain(|one| one.range.start > from);
        self.take_up_first(all);
    }

    /// Shows where the first of these leads; what is quoted may be no title.
    fn take_up_first(&mut self, references: Vec<Reference>) {
        let mut rest = references.into_iter();
        let Some(first) = rest.next() else {
            let further = if self.peek.is_some() { "further " } else { "" };
            self.say(format!("no {further}link or reference on this page"));
            return;
        };
        let is_surmise = first.to.is_surmise();
        self.take_up_reference(first, false);
        if let Some(sought) = self.sought.as_mut().filter(|_| is_surmise) {
            sought.rest = rest.collect();
        }
    }

    /// Copies the selected link's address, or the passage at the place.
    pub(super) fn copy(&mut self) {
        let look = self.look();
        let target = self.selected_link(&look).map(|link| &link.target);
        if let Some(Target::Outside(address)) = target {
            let address = clean::clean(address).into_owned();
            self.copy_text("the address", &address);
        } else {
            self.copy_passage(self.view.origin(self.page()));
        }
    }

    /// Copies the passage that holds a place.
    pub(super) fn copy_passage(&mut self, at: Offset) {
        let document = Arc::clone(self.view.document());
        let stretch = layout::stretch(&document, at);
        self.copy_text("the passage", document.slice(stretch).trim_end());
    }

    /// Copies a text, as much of it as terminals take.
    pub(super) fn copy_text(&mut self, noun: &str, text: &str) {
        let end = text.floor_char_boundary(COPIED_BYTES_MAX);
        let (copied, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let count = copied.chars().count();
        self.say(if rest.is_empty() {
            format!("copied {noun}: {count} characters")
        } else {
            format!("copied the first {count} characters of {noun}")
        });
        self.asked.push(Effect::Copy(copied.to_owned()));
    }

    /// Takes in what a lookup found, and returns what the program has to do next.
    pub fn resolved(&mut self, ticket: u32, found: Option<Offset>) -> Vec<Effect> {
        if let Some(sought) = self.sought.take_if(|sought| sought.ticket == ticket) {
            self.message = None;
            match found {
                Some(at) if sought.goes => self.follow_to(at),
                Some(at) => {
                    let words = sought.reference.to.words();
                    self.peek = Some(Peek::at(sought.reference.range.start, at, words));
                }
                None if sought.reference.to.is_surmise() => self.take_up_first(sought.rest),
                None => {
                    let Reference { range, to } = sought.reference;
                    self.say(format!(
                        "{}: there is nothing like it in this text",
                        to.words()
                    ));
                    if let Some(peek) = &mut self.peek {
                        peek.pass(range.start);
                    }
                }
            }
        }
        self.effects()
    }

    /// Where the reference stands that is looked up.
    pub(super) fn sought_from(&self) -> Option<Offset> {
        Some(self.sought.as_ref()?.reference.range.start)
    }

    /// Waits for no lookup any more; false where none was made.
    pub(super) fn cancel_lookup(&mut self) -> bool {
        self.sought.take().is_some()
    }

    /// Goes to a place, to come back from.
    pub fn follow_to(&mut self, at: Offset) {
        let page = self.page();
        self.view.jump(at, true, page);
        self.follow();
    }

    /// Goes where a reference leads, or shows it.
    fn take_up_reference(&mut self, reference: Reference, goes: bool) {
        let from = reference.range.start;
        match &reference.to {
            Referent::Link(Target::Inside(at)) if goes => self.follow_to(*at),
            Referent::Link(Target::Inside(at)) => {
                let words = self.view.document().slice(reference.range.clone());
                self.peek = Some(Peek::at(from, *at, words.to_owned()));
            }
            Referent::Link(Target::Outside(address)) => match Address::of(address) {
                Address::File(name) if goes => self.asked.push(Effect::OpenFile(name)),
                // What leaves the program is shown whole before.
                address => self.peek = Some(Peek::address(from, address)),
            },
            to => {
                self.say(format!("looking for {} …", to.words()));
                let ticket = self.next_ticket();
                self.sought = Some(Sought {
                    ticket,
                    reference: reference.clone(),
                    goes,
                    rest: Vec::new(),
                });
                self.asked.push(Effect::Resolve(Lookup {
                    ticket,
                    document: Arc::clone(self.view.document()),
                    reference,
                }));
            }
        }
    }

    /// The links and references on a page, in order.
    fn references_on(&self, look: &Look) -> Vec<Reference> {
        let document = self.view.document();
        let mut all: Vec<Reference> = Vec::new();
        for range in shown(look) {
            all.extend(document.links(range.clone()).iter().map(reference_of));
            let is_free = |one: &Reference| document.links(one.range.clone()).is_empty();
            all.extend(references(document, range).into_iter().filter(is_free));
        }
        all.sort_by_key(|one| one.range.start);
        all
    }

    /// The takeaway at the place, as a reference to what it restates.
    fn takeaway(&self) -> Option<Reference> {
        let document = self.view.document();
        let at = self.view.origin(self.page());
        let block = document.block_at(at);
        (document.block(block).kind == Kind::Takeaway).then(|| Reference {
            range: document.block_range(block),
            to: Referent::Restated(block),
        })
    }
}

fn reference_of(link: &Link) -> Reference {
    Reference {
        range: link.range.clone(),
        to: Referent::Link(link.target.clone()),
    }
}

/// The stretches of text on a page, each of them a paragraph's or a few.
fn shown(look: &Look) -> Vec<Range<Offset>> {
    let mut stretches: Vec<Range<Offset>> = Vec::new();
    for row in look.rows.iter().filter(|row| row.form != Form::Hidden) {
        let (Some(first), Some(last)) = (row.pieces.first(), row.pieces.last()) else {
            continue;
        };
        match stretches.last_mut() {
            Some(before) if before.end.0 + 1 >= first.range.start.0 => {
                before.end = before.end.max(last.range.end);
            }
            _ => stretches.push(first.range.start..last.range.end),
        }
    }
    stretches
}

#[cfg(test)]
mod tests;
