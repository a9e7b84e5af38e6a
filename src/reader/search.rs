//! Searching: what is looked for, what has been found, and the motions from hit to hit.
//!
//! A text is searched in steps on a thread, which the reader asks for as an effect; what is found
//! comes back through [`Reader::found`]. A first step is made at once where it costs next to
//! nothing, so that what is near shows with the key that was pressed.

mod seek;
mod typed;

use std::ops::Range;
use std::sync::Arc;

use seek::Seek;

use super::{Effect, Entry, Item, Look, Reader, View};
use crate::document::{Document, Offset};
use crate::layout::{Form, Row};
use crate::search::{Found, Hits, Pattern, Sweep, Syntax};

/// How many past searches are kept.
pub const SEARCHES_MAX: usize = 50;

/// A search that was made: what was typed, and how it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// What was typed.
    pub text: String,
    /// How it was meant.
    pub syntax: Syntax,
}

/// A text to be searched on a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Names the job; what is found comes back under it.
    pub ticket: u32,
    /// What to look for.
    pub pattern: Arc<Pattern>,
    /// Where to look for it.
    pub document: Arc<Document>,
    /// Where to begin.
    pub from: Offset,
}

/// The search of one view.
#[derive(Clone, Debug)]
pub struct Search {
    pattern: Arc<Pattern>,
    hits: Hits,
    ticket: u32,
    /// Whether hits are shown.
    is_lit: bool,
    current: Option<Range<Offset>>,
    awaited: Option<Seek>,
}

/// How many hits there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Which of them is the current one, from 1, where that is known.
    pub current: Option<usize>,
    /// How many are known.
    pub known: usize,
    /// Whether these are all.
    pub is_whole: bool,
    /// Whether there are too many to count.
    pub is_full: bool,
}

impl Search {
    fn new(pattern: Arc<Pattern>, ticket: u32) -> Self {
        Self {
            pattern,
            hits: Hits::default(),
            ticket,
            is_lit: true,
            current: None,
            awaited: None,
        }
    }

    /// The hit that was gone to may be elsewhere.
    pub(super) fn lose_current(&mut self) {
        self.current = None;
    }
}

impl View {
    /// The hit that was gone to, while it is known.
    pub(super) fn current_hit(&self) -> Option<&Range<Offset>> {
        self.search()?.current.as_ref()
    }

    /// Forgets what the search has found and begins it again from another place.
    fn search_from(&mut self, from: Offset, ticket: u32) -> Option<Effect> {
        let document = Arc::clone(self.document());
        let search = self.search_mut()?;
        search.hits = Hits::default();
        search.ticket = ticket;
        Some(Effect::Search(Job {
            ticket,
            pattern: Arc::clone(&search.pattern),
            document,
            from,
        }))
    }
}

impl Reader {
    /// How many hits the search that shows has; none where none shows.
    pub fn tally(&self) -> Option<Tally> {
        let search = self.view.search().filter(|search| search.is_lit)?;
        let hits = &search.hits;
        let document = self.view.document();
        let is_whole = hits.is_whole(document) && !self.is_loading();
        let before = |hit: &Range<Offset>| hits.before(hit.start) + 1;
        Some(Tally {
            current: search.current.as_ref().map(before).filter(|_| is_whole),
            known: hits.len(),
            is_whole,
            is_full: hits.is_full(),
        })
    }

    /// The hits on a page, in order, and whether each is the current one.
    pub fn hits_on(&self, look: &Look) -> Vec<(Range<Offset>, bool)> {
        let Some(search) = self.view.search().filter(|search| search.is_lit) else {
            return Vec::new();
        };
        let told = |hit: Range<Offset>| {
            let is_current = search.current.as_ref() == Some(&hit);
            (hit, is_current)
        };
        let mut hits = Vec::new();
        for shown in shown(look) {
            // A literal takes no longer to find than to paint; a regex may.
            if search.hits.covers(&shown) || search.pattern.syntax() == Syntax::Regex {
                hits.extend(search.hits.within(&shown).cloned().map(told));
            } else {
                let found = search.pattern.hits(self.view.document(), shown);
                hits.extend(found.into_iter().map(told));
            }
        }
        // One that lies across what is hidden was found on both sides.
        hits.dedup();
        hits
    }

    /// How many hits an entry of the outline holds, with what is folded beneath it; none where no
    /// search shows.
    pub fn hits_of(&self, item: Item) -> Option<usize> {
        let search = self.view.search().filter(|search| search.is_lit)?;
        let document = self.view.document();
        let range = match item.entry {
            Entry::Start => {
                let first = document.sections().first();
                Offset(0)..first.map_or(document.closing(), |first| first.start)
            }
            Entry::Section(idx) if self.view.outline().hides_sections(item.entry) => {
                document.full_range(idx)
            }
            Entry::Section(idx) => document.own_range(idx),
            Entry::Takeaways => document.closing()..document.end(),
            Entry::Point(_) | Entry::Takeaway(_) => return None,
        };
        Some(search.hits.count(&range))
    }

    /// The searches that were made, the last one last.
    pub fn searches(&self) -> &[Searched] {
        &self.searches
    }

    /// Takes over searches that were made before those that are known.
    pub fn restore_searches(&mut self, searches: impl IntoIterator<Item = Searched>) {
        let made = std::mem::take(&mut self.searches);
        self.add_searches(searches.into_iter().chain(made));
    }

    /// Takes over searches that were made since.
    pub fn add_searches(&mut self, searches: impl IntoIterator<Item = Searched>) {
        for searched in searches {
            self.remember_search(searched);
        }
    }

    /// Takes in what a step of a job found, and returns what the program has to do next.
    pub fn found(&mut self, ticket: u32, found: Vec<Found>) -> Vec<Effect> {
        let is_beneath = self
            .view
            .search()
            .is_none_or(|search| search.ticket != ticket);
        let view = if is_beneath {
            self.beneath.as_mut()
        } else {
            Some(&mut self.view)
        };
        if let Some(search) = view.and_then(|view| view.search_mut())
            && search.ticket == ticket
        {
            for found in found {
                search.hits.add(found);
            }
            self.settle_seek();
        }
        self.effects()
    }

    /// Takes up what stopped while another document was read: the past searches of both are known
    /// from here on, and a search that was not over goes on.
    pub fn take_up(&mut self, other: &Self) {
        self.add_searches(other.searches.iter().cloned());
        let document = self.view.document();
        let search = self.view.search();
        if search.is_some_and(|search| !search.hits.is_whole(document)) {
            self.search_again();
        }
    }

    /// Looks for the same as the reader of an earlier edition.
    pub fn search_like(&mut self, earlier: &Self) {
        self.add_searches(earlier.searches.iter().cloned());
        if let Some(search) = earlier.document_view().search() {
            let page = self.page();
            let from = self.view.origin(page);
            self.begin_search(Arc::clone(&search.pattern), from);
            if !search.is_lit {
                self.unlight_hits();
            }
        }
    }

    /// Shows no hits any more; false where none showed.
    pub(super) fn unlight_hits(&mut self) -> bool {
        let search = self.view.search_mut().filter(|search| search.is_lit);
        search.is_some_and(|search| {
            search.is_lit = false;
            search.current = None;
            true
        })
    }

    /// Searches the document's view anew, as after a longer edition of it has come.
    pub(super) fn search_again(&mut self) {
        let page = self.page();
        let from = self.document_view().origin(page);
        let ticket = self.next_ticket();
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        self.asked.extend(view.search_from(from, ticket));
    }

    /// Takes up a search that a prompt had taken the place of.
    pub(super) fn resume_search(&mut self, search: Option<Search>) {
        self.asked.push(Effect::StopSearch);
        let is_whole = search
            .as_ref()
            .is_none_or(|search| search.hits.is_whole(self.view.document()));
        self.view.set_search(search);
        if !is_whole {
            self.search_again();
        }
    }

    fn begin_search(&mut self, pattern: Arc<Pattern>, from: Offset) {
        let ticket = self.next_ticket();
        let document = Arc::clone(self.view.document());
        let mut search = Search::new(Arc::clone(&pattern), ticket);
        if pattern.syntax() == Syntax::Literal {
            let mut sweep = Sweep::new(Arc::clone(&pattern), Arc::clone(&document), from);
            sweep
                .next()
                .into_iter()
                .for_each(|found| search.hits.add(found));
        }
        let is_whole = search.hits.is_whole(&document);
        self.view.set_search(Some(search));
        self.asked.push(if is_whole {
            Effect::StopSearch
        } else {
            Effect::Search(Job {
                ticket,
                pattern,
                document,
                from,
            })
        });
    }

    pub(super) fn next_ticket(&mut self) -> u32 {
        self.tickets = self.tickets.wrapping_add(1);
        self.tickets
    }
}

/// The stretches of text that a page shows, without what its rows stand for and hide.
fn shown(look: &Look) -> Vec<Range<Offset>> {
    let mut stretches: Vec<Range<Offset>> = Vec::new();
    let text = |row: &Row| {
        let is_text = !matches!(row.form, Form::Gap | Form::Hidden | Form::Aside);
        let (first, last) = (row.pieces.first()?, row.pieces.last()?);
        is_text.then_some(first.range.start..last.range.end)
    };
    for range in look.rows.iter().filter_map(text) {
        match stretches.last_mut() {
            // Between rows there is a space, or the end of a block.
            Some(last) if last.end.0 + 1 >= range.start.0 => last.end = last.end.max(range.end),
            _ => stretches.push(range),
        }
    }
    stretches
}

#[cfg(test)]
mod tests;
