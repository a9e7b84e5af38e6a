//! Saves sittings and searches on a thread of their own, so that no key waits for the disk.

use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::events::{Event, Sender};
use crate::store::{Key, Searched, Sitting, Store};

/// How long after a change the sitting is saved, whatever happens then.
const SAVE_AFTER: Duration = Duration::from_secs(3);

/// What is saved.
#[derive(Debug)]
pub(super) struct Record {
    /// None where the document has no name to save it under.
    pub(super) sitting: Option<(Key, Sitting)>,
    /// What was searched for in all documents.
    pub(super) searches: Vec<Searched>,
}

#[derive(Debug)]
enum Job {
    Sitting(Key, Sitting),
    Searches(Vec<Searched>),
}

/// Saves the sitting of one document, and what was searched for.
#[derive(Debug)]
pub(super) struct Saver {
    work: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    due: Option<Instant>,
    sitting: Option<(Key, Sitting)>,
    searches: Vec<Searched>,
}

impl Saver {
    /// `searches` are those that are saved already.
    pub(super) fn new(store: Store, searches: Vec<Searched>, events: Sender) -> Self {
        let (work, jobs) = mpsc::channel::<Job>();
        let thread = std::thread::spawn(move || {
            let mut has_told = false;
            for job in jobs {
                let saved = match job {
                    Job::Sitting(key, sitting) => store.save(&key, &sitting),
                    Job::Searches(searches) => store.save_searches(&searches),
                };
                if let Err(error) = saved
                    && !has_told
                {
                    has_told = true;
                    // Where nobody listens any more, the program is ending.
                    let _ = events.send(Event::NotSaved(error.to_string()));
                }
            }
        });
        Self {
            work: Some(work),
            thread: Some(thread),
            due: None,
            sitting: None,
            searches,
        }
    }

    /// Something may have changed.
    pub(super) fn note(&mut self) {
        self.due.get_or_insert_with(|| Instant::now() + SAVE_AFTER);
    }

    /// How long until the next save; none where nothing has changed.
    pub(super) fn due(&self) -> Option<Duration> {
        self.due
            .map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Saves what is not as it was saved last.
    pub(super) fn save(&mut self, record: Record) {
        self.due = None;
        let Record { sitting, searches } = record;
        if searches != self.searches {
            self.searches.clone_from(&searches);
            self.give(Job::Searches(searches));
        }
        if sitting != self.sitting
            && let Some((key, kept)) = sitting.clone()
        {
            self.sitting = sitting;
            self.give(Job::Sitting(key, kept));
        }
    }

    fn give(&self, job: Job) {
        if let Some(work) = &self.work {
            // The thread ends only with this channel.
            let _ = work.send(job);
        }
    }

    /// Saves and waits until all is written.
    pub(super) fn finish(&mut self, record: Record) {
        self.save(record);
        self.work = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been told; the place is kept as it was saved before.
            let _ = thread.join();
        }
    }
}
