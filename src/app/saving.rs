//! Saves sittings on a thread of their own, so that no key waits for the disk.

use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Event;
use crate::store::{Key, Sitting, Store};

/// How long after a change the sitting is saved, whatever happens then.
const SAVE_AFTER: Duration = Duration::from_secs(3);

/// Saves the sitting of one document.
#[derive(Debug)]
pub(super) struct Saver {
    work: Option<Sender<(Key, Sitting)>>,
    thread: Option<JoinHandle<()>>,
    due: Option<Instant>,
    saved: Option<(Key, Sitting)>,
}

impl Saver {
    pub(super) fn new(store: Store, events: Sender<Event>) -> Self {
        let (work, jobs) = mpsc::channel::<(Key, Sitting)>();
        let thread = std::thread::spawn(move || {
            let mut has_told = false;
            for (key, sitting) in jobs {
                if let Err(error) = store.save(&key, &sitting)
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
            saved: None,
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

    /// Saves a sitting, unless it is the one that was saved last.
    pub(super) fn save(&mut self, record: Option<(Key, Sitting)>) {
        self.due = None;
        if record.is_none() || record == self.saved {
            return;
        }
        self.saved.clone_from(&record);
        if let (Some(work), Some(record)) = (&self.work, record) {
            // The thread ends only with this channel.
            let _ = work.send(record);
        }
    }

    /// Saves a sitting and waits until it is written.
    pub(super) fn finish(&mut self, record: Option<(Key, Sitting)>) {
        self.save(record);
        self.work = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been told; the place is kept as it was saved before.
            let _ = thread.join();
        }
    }
}
