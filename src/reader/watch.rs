//! What is read while the page stands: time goes over the unread rows that show, from the top
//! down, at the reader's own pace.
//!
//! The reader reads no clock: who calls it says what time it is before each event, and what stood
//! on the screen until then is settled. A stretch counts as read when it stood for a good part of
//! the time that it takes; what is passed quickly does not, and time beyond what the screen needs
//! is nobody's.

use std::ops::Range;

use super::coverage::{Coverage, Read};
use super::{Action, Awaited, Command, Reader, Way};
use crate::document::{Document, Offset, count_words};
use crate::layout::{Form, Row, Skim};

/// A page that stands for less is being passed, in milliseconds.
const GLANCE_MS: u64 = 300;

/// The share of the time that a text takes after which it counts as read, in per cent.
const GOOD_PART_PER_CENT: u64 = 60;

/// The fewest words that are entered as read at once, but for the last ones that show: who passes
/// pages quickly has not read the first row of each.
const WORDS_MIN: u64 = 30;

/// The bounds of what is taken for reading, in words a minute: below, the reader was away; above,
/// the reader is looking for something.
const PACES: std::ops::RangeInclusive<u64> = 90..=700;

/// What is asked where a text is opened afresh.
const FORGET: &str = "forget what you read of this? y forgets; other keys keep it";

/// Time, and what it was spent on.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    /// Up to when what showed is settled.
    settled_ms: Option<u64>,
    /// The reader's pace, in words a minute.
    words_per_minute: u32,
    /// Rows that there was time for, too few yet to be entered as read.
    passed: Vec<Range<Offset>>,
    /// Their words, in thousandths.
    passed_milliwords: u64,
    /// Where the unread row starts that the eyes are on.
    front: Offset,
    /// The words of that row that there was time for, in thousandths.
    spent_milliwords: u64,
    /// When the last action was taken, where it turned a page.
    turned_ms: Option<u64>,
}

/// An unread row that shows.
struct Unread {
    range: Range<Offset>,
    milliwords: u64,
}

impl Watch {
    pub(super) fn new(words_per_minute: u32) -> Self {
        Self {
            settled_ms: None,
            words_per_minute: words_per_minute.max(1),
            passed: Vec::new(),
            passed_milliwords: 0,
            front: Offset(0),
            spent_milliwords: 0,
            turned_ms: None,
        }
    }

    pub(super) fn words_per_minute(&self) -> u32 {
        self.words_per_minute
    }

    /// The words that there is time for in `ms`, in thousandths.
    fn milliwords(&self, ms: u64) -> u64 {
        ms.saturating_mul(u64::from(self.words_per_minute)) / 60 * 100 / GOOD_PART_PER_CENT
    }

    /// Learns how fast its reader reads from a turn that passes so many words right after another.
    fn learn(&mut self, passed_words: u64) {
        let Some(now) = self.settled_ms else { return };
        if let Some(since) = self.turned_ms.replace(now) {
            let pace = passed_words * 60_000 / now.saturating_sub(since).max(1);
            if PACES.contains(&pace) {
                let mean = (u64::from(self.words_per_minute) * 3 + pace) / 4;
                self.words_per_minute = u32::try_from(mean).unwrap_or(u32::MAX);
            }
        }
    }
}

impl Reader {
    /// Says what time it is, in milliseconds from any start: what shows has stood until then.
    pub fn elapse(&mut self, now_ms: u64) {
        let before = self.watch.settled_ms.replace(now_ms);
        let stood = before.map_or(0, |before| now_ms.saturating_sub(before));
        if stood >= GLANCE_MS && self.beneath.is_none() && !self.bare_panes().text.is_empty() {
            self.settle(stood);
        }
    }

    /// The reader was away: what shows has stood unseen.
    pub fn skip_time(&mut self, now_ms: u64) {
        self.watch.settled_ms = Some(now_ms);
        self.watch.turned_ms = None;
    }

    /// Spends the time on what shows, and enters as read what there was time for.
    fn settle(&mut self, stood_ms: u64) {
        let unread = self.unread_rows();
        let watch = &mut self.watch;
        let is_passed = |row: &&Unread| !watch.passed.contains(&row.range);
        let front = unread.iter().find(is_passed).map(|row| row.range.start);
        if front.is_some_and(|front| front != watch.front) {
            watch.passed.clear();
            watch.passed_milliwords = 0;
            watch.spent_milliwords = 0;
        }
        let left: Vec<Unread> = unread
            .into_iter()
            .filter(|row| !watch.passed.contains(&row.range))
            .collect();
        let need = left.iter().map(|row| row.milliwords).sum();
        let mut spent = (watch.spent_milliwords + watch.milliwords(stood_ms)).min(need);
        let mut is_whole = true;
        for row in left {
            watch.front = row.range.start;
            let Some(rest) = spent.checked_sub(row.milliwords) else {
                is_whole = false;
                break;
            };
            spent = rest;
            watch.passed_milliwords += row.milliwords;
            watch.front = row.range.end;
            watch.passed.push(row.range);
        }
        watch.spent_milliwords = spent;
        if is_whole || watch.passed_milliwords >= WORDS_MIN * 1000 {
            watch.passed_milliwords = 0;
            for range in watch.passed.drain(..) {
                self.view.coverage_mut().add(range);
            }
        }
    }

    /// The rows that show and have not been read, without what they hide.
    fn unread_rows(&self) -> Vec<Unread> {
        let document = self.view.document();
        let coverage = self.view.coverage();
        let unread = |row: &Row| {
            let range = seen(row)?;
            let is_unread = coverage.of(&range) != Read::Wholly;
            is_unread.then(|| Unread {
                milliwords: words(document, &range) * 1000,
                range,
            })
        };
        let rows = self.view.rows(self.page());
        rows.iter().filter_map(unread).collect()
    }

    /// Learns from a turn of a page that began at `from`; other actions break the row of turns.
    pub(super) fn learn_pace(&mut self, command: Command, from: Offset) {
        let is_turn = matches!(
            command.action,
            Action::Page(Way::Forward) | Action::HalfPage(Way::Forward)
        );
        let is_whole = self.view.sight().skim == Skim::Everything;
        if !is_turn || command.count.is_some() || !is_whole {
            self.watch.turned_ms = None;
            return;
        }
        let passed = from..self.view.put_at().at;
        let words = words(self.view.document(), &passed);
        self.watch.learn(words);
    }

    /// Goes to the `count`-th start of what has not been read.
    pub(super) fn jump_to_unread(&mut self, way: Way, count: u32) {
        self.view.remember_jump(Action::Unread(way));
        let page = self.page();
        let origin = self.view.origin(page);
        let nth = count as usize - 1;
        let coverage = self.view.coverage();
        let end = self.view.document().end();
        let to = match way {
            Way::Forward => coverage.next_unread(origin, nth, end),
            Way::Back => coverage.previous_unread(origin, nth),
        };
        match to {
            Some(to) => self.view.jump(to, true, page),
            None if way == Way::Forward && self.is_loading() => {
                self.wait_for(Awaited::Command(Command {
                    action: Action::Unread(way),
                    count: Some(count),
                    letter: None,
                }));
            }
            None if coverage.per_cent(end) == 100 => self.say("all of the text has been read"),
            None => self.say(match way {
                Way::Forward => "no other unread stretch further on",
                Way::Back => "no unread stretch before this",
            }),
        }
    }

    /// Asks whether what has been read is to be forgotten, where anything has.
    pub fn ask_to_forget(&mut self) {
        let view = self.document_view();
        if !view.coverage().stretches().is_empty() {
            self.say(FORGET);
        }
    }

    /// Whether the status row asks that: it does until the next action.
    pub fn asks_to_forget(&self) -> bool {
        self.message() == Some(FORGET)
    }

    /// Forgets what has been read.
    pub fn forget(&mut self) {
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        *view.coverage_mut() = Coverage::default();
        self.say("forgotten: nothing of this counts as read");
    }

    /// Takes over what was read in earlier sittings.
    pub fn restore_coverage(&mut self, stretches: impl IntoIterator<Item = Range<Offset>>) {
        let view = self.beneath.as_mut().unwrap_or(&mut self.view);
        for stretch in stretches {
            view.coverage_mut().add(stretch);
        }
    }
}

/// The bytes of a row that its reader sees; none of what stands for something hidden.
fn seen(row: &Row) -> Option<Range<Offset>> {
    let painted = row.pieces.last().map(|piece| piece.range.end);
    match (row.form, row.ellipsis) {
        (Form::Hidden, _) => None,
        (_, Some(_)) => Some(row.range.start..painted?),
        (_, None) => Some(row.range.clone()),
    }
    .filter(|range| range.start < range.end)
}

fn words(document: &Document, range: &Range<Offset>) -> u64 {
    let blocks = document.slice(range.clone()).lines();
    blocks.map(|text| u64::from(count_words(text))).sum()
}

#[cfg(test)]
mod tests;
