//! Notices that the file of the document that is read has changed.
//!
//! The system tells a thread of changes in the file's folder, for editors rename a file into the
//! place of another; where nothing changes, nothing wakes. The thread looks whether the file is
//! still as it was when it was opened, and says so once. One that is gone is left alone: it may be
//! about to be replaced, and what was read is still there.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::events::{Event, Sender};
use super::paper::PaperId;
use crate::source::Stamp;

/// A file that is watched, and how it was when it was opened.
#[derive(Debug)]
pub(super) struct Watched {
    pub(super) id: PaperId,
    pub(super) path: PathBuf,
    pub(super) stamp: Stamp,
}

impl Watched {
    /// The folder in which it can be replaced; a folder is watched itself.
    fn folder(&self) -> Option<&Path> {
        if self.path.is_dir() {
            Some(&self.path)
        } else {
            self.path.parent()
        }
    }

    fn is_of(&self, path: &Path) -> bool {
        path == self.path || path.parent() == Some(&self.path)
    }
}

/// Watches one file at a time.
#[derive(Debug)]
pub(super) struct Watcher {
    work: mpsc::Sender<Work>,
}

#[derive(Debug)]
enum Work {
    /// Watch this file from here on, or none.
    Watch(Option<Watched>),
    /// Something has become of these paths; of any, where there are none.
    Touched(Vec<PathBuf>),
}

impl Watcher {
    pub(super) fn new(events: Sender) -> Self {
        let (work, jobs) = mpsc::channel();
        let touched = work.clone();
        std::thread::spawn(move || watch(&jobs, touched, &events));
        Self { work }
    }

    /// Watches a file in place of the one before.
    pub(super) fn watch(&self, watched: Option<Watched>) {
        // Without a thread, nothing is noticed and all else goes on.
        let _ = self.work.send(Work::Watch(watched));
    }
}

fn watch(jobs: &Receiver<Work>, touched: mpsc::Sender<Work>, events: &Sender) {
    let told = move |event: notify::Result<notify::Event>| {
        let paths = match event {
            Ok(event) if event.kind.is_access() && !event.need_rescan() => return,
            Ok(event) => event.paths,
            Err(error) => error.paths,
        };
        let _ = touched.send(Work::Touched(paths));
    };
    // A system that tells nothing leaves the comparison at opening.
    let mut system: Option<RecommendedWatcher> = notify::recommended_watcher(told).ok();
    let mut folder: Option<PathBuf> = None;
    let mut watched: Option<Watched> = None;
    while let Ok(work) = jobs.recv() {
        match work {
            Work::Watch(next) => {
                let next_folder = next.as_ref().and_then(Watched::folder);
                if folder.as_deref() != next_folder {
                    folder = change_folder(system.as_mut(), folder.as_deref(), next_folder);
                }
                watched = next;
            }
            Work::Touched(paths) => {
                let is_this = |watched: &Watched| {
                    paths.is_empty() || paths.iter().any(|path| watched.is_of(path))
                };
                if !watched.as_ref().is_some_and(is_this) {
                    continue;
                }
            }
        }
        let has_changed = |watched: &mut Watched| {
            let stamp = Stamp::of(&watched.path);
            stamp.is_some_and(|stamp| stamp != watched.stamp)
        };
        if let Some(changed) = watched.take_if(has_changed)
            && events.send(Event::Changed(changed.id)).is_err()
        {
            return;
        }
    }
}

/// Watches a folder in place of another; the one that is watched then.
fn change_folder(
    system: Option<&mut RecommendedWatcher>,
    before: Option<&Path>,
    next: Option<&Path>,
) -> Option<PathBuf> {
    let system = system?;
    if let Some(before) = before {
        // A folder that is gone is not watched any more.
        let _ = system.unwatch(before);
    }
    let next = next?;
    let is_watched = system.watch(next, RecursiveMode::NonRecursive).is_ok();
    is_watched.then(|| next.to_owned())
}
