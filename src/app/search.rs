//! Searches a text on a thread, for as long as what is looked for stays the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::events::{Event, Sender};
use super::paper::PaperId;
use crate::reader::Job;
use crate::search::Sweep;

/// How often what has been found is told, at most: each time paints a frame.
const TELL_EVERY: Duration = Duration::from_millis(60);

/// The thread that searches, of which there is one at most.
#[derive(Debug)]
pub(super) struct Searcher {
    events: Sender,
    is_wanted: Arc<AtomicBool>,
}

impl Searcher {
    pub(super) fn new(events: Sender) -> Self {
        Self {
            events,
            is_wanted: Arc::default(),
        }
    }

    /// Begins a job in place of the last one.
    pub(super) fn begin(&mut self, paper: PaperId, job: Job) {
        self.stop();
        let is_wanted = Arc::new(AtomicBool::new(true));
        self.is_wanted = Arc::clone(&is_wanted);
        let events = self.events.clone();
        std::thread::spawn(move || sweep(paper, job, &is_wanted, &events));
    }

    /// Ends the job that is being done, at its next step.
    pub(super) fn stop(&mut self) {
        self.is_wanted.store(false, Ordering::Relaxed);
    }
}

fn sweep(paper: PaperId, job: Job, is_wanted: &AtomicBool, events: &Sender) {
    let Job {
        ticket,
        pattern,
        document,
        from,
    } = job;
    let mut found = Vec::new();
    // The first hit is told at once.
    let mut told = None;
    for step in Sweep::new(pattern, document, from) {
        if !is_wanted.load(Ordering::Relaxed) {
            return;
        }
        let is_first = told.is_none() && !step.hits.is_empty();
        found.push(step);
        if is_first || told.is_some_and(|told: Instant| told.elapsed() > TELL_EVERY) {
            told = Some(Instant::now());
            let found = std::mem::take(&mut found);
            // Where nobody listens any more, the program is ending.
            if events.send(Event::Found(paper, ticket, found)).is_err() {
                return;
            }
        }
    }
    let _ = events.send(Event::Found(paper, ticket, found));
}
