//! What outlives a sitting, in files of the XDG state folder.
//!
//! One file per document and one of what was searched for, in a versioned format of its own: nothing of the model is serialised as
//! it is. A file is written whole beside the old one and renamed over it. One that can't be read,
//! or that a newer program wrote, is set aside under another name, never overwritten. It knows
//! neither the screen nor the reader.

mod disk;
mod format;
mod searches;

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use etcetera::BaseStrategy;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::document::Offset;
use crate::document::anchor::Anchor;
use crate::document::clean;
use disk::FILE_BYTES_MAX;
use format::SittingFile;

/// The most sections whose folds are kept one by one; more would outgrow the file. Those left out
/// are folded like the rest.
const FOLDED_MAX: usize = 2000;

/// The longest title of a section whose fold is kept, in bytes.
const TITLE_BYTES_MAX: usize = 160;

/// Which document a sitting belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The file of this absolute path.
    Path(PathBuf),
    /// A text without a file, by its fingerprint.
    Text(u64),
    /// What is at this address on the web.
    Address(String),
    /// The essay in the program.
    BuiltIn,
}

/// How one section of the outline is folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The section's title; none for what is no section: the start, and the takeaways.
    pub title: Option<String>,
    /// Which of the sections of that title, from 0; 0 is the start, 1 the takeaways without one.
    pub occurrence: u32,
    /// How much of it shows.
    pub shows: Shows,
}

impl Folded {
    fn is_short(&self) -> bool {
        let title = self.title.as_deref().unwrap_or_default();
        title.len() <= TITLE_BYTES_MAX
    }
}

/// How much of a section shows beneath it in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Nothing,
    /// The sections nested in it.
    Sections,
    /// Its points, too.
    Points,
}

/// How much of the text shows on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skim {
    /// Headings.
    Headings,
    /// Headings and the first sentences of points.
    Points,
    /// First sentences.
    Sentences,
    /// Everything.
    #[default]
    Everything,
}

/// What has been read of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The fingerprint of the text.
    pub fingerprint: u64,
    /// The stretches, in order.
    pub stretches: Vec<Stretch>,
}

/// A stretch that has been read, with the words at its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it starts.
    pub start: Offset,
    /// Where it ends.
    pub end: Offset,
    /// The words that it starts with.
    pub first: String,
    /// The words that it ends with.
    pub last: String,
}

/// What is kept of a sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The place.
    pub place: Anchor,
    /// How sections are folded that are not named in `folded`.
    pub otherwise: Shows,
    /// How the others are folded.
    pub folded: Vec<Folded>,
    /// The marks, by letter.
    pub marks: Vec<(char, Anchor)>,
    /// The measure, in columns, where it was changed.
    pub measure_columns: Option<u16>,
    /// Whether the outline showed.
    pub outline: bool,
    /// What was searched for in it, the last one last, where an earlier program kept that here; it
    /// is read and not written.
    pub searches: Vec<Searched>,
    /// How much of the text showed.
    pub skim: Skim,
    /// What has been read, in all sittings.
    pub reading: Reading,
}

/// A search that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// What was typed.
    pub text: String,
    /// Whether it was meant as a regular expression.
    pub is_regex: bool,
}

/// How many documents are listed.
const DOCUMENTS_MAX: usize = 300;

/// What was found of an earlier sitting.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The sitting.
    pub sitting: Option<Sitting>,
    /// What the reader should know.
    pub warning: Option<String>,
}

/// Why nothing was saved.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no folder to save to.
    #[error("this place won't be remembered: no home folder")]
    NoFolder,
    /// The system says no.
    #[error("this place won't be remembered: {}: {cause}", shown(.path))]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// What stands in the file's place is of no use, and cannot be moved out of the way.
    #[error("this place won't be remembered: cannot set {} aside: {cause}", shown(.path))]
    SetAside {
        /// What stands there.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The sitting takes more than a file of the store may have.
    #[error("this place won't be remembered: too much to keep in {}", shown(.path))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

/// The marks of each document as this program last read or saved them.
type Known = HashMap<Key, Vec<(char, Anchor)>>;

/// The state folder. Clones share what they know of it.
#[derive(Clone, Debug)]
pub struct Store {
    folder: Option<PathBuf>,
    /// Tells the marks that this program has changed from those that another one has.
    known: Arc<Mutex<Known>>,
    /// The searches as this program last read or saved them.
    searches: Arc<Mutex<Vec<Searched>>>,
}

impl Store {
    /// The store of the user that the environment describes; nothing is made until it is needed.
    pub fn of_user() -> Self {
        let folder = etcetera::base_strategy::Xdg::new()
            .ok()
            .and_then(|base| base.state_dir());
        Self::new(folder.map(|folder| folder.join("recto")))
    }

    /// A store in a folder of its own.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self::new(Some(folder))
    }

    fn new(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            known: Arc::default(),
            searches: Arc::default(),
        }
    }

    /// Whether a sitting could be saved: the folder can be made and written to.
    ///
    /// # Errors
    /// [`enum@Error`] where it can't.
    pub fn check(&self) -> Result<(), Error> {
        let folder = self.make_folder()?;
        let cause = |cause| Error::Write {
            path: folder.to_owned(),
            cause,
        };
        tempfile::tempfile_in(folder).map(drop).map_err(cause)
    }

    /// The sitting that was saved for a document. What is of no use is set aside, with a warning.
    pub fn load(&self, key: &Key) -> Loaded {
        let Some(folder) = &self.folder else {
            return Loaded::default();
        };
        let path = folder.join(file_name(key));
        let (found, warning) = find::<SittingFile>(&path, "the kept place");
        let loaded = Loaded {
            sitting: found.map(|found| found.sitting()),
            warning,
        };
        let marks = loaded.sitting.as_ref().map(|sitting| sitting.marks.clone());
        self.know(key, marks.unwrap_or_default());
        loaded
    }

    /// The files that sittings were saved for and that are still there, the last one first.
    ///
    /// It reads the whole folder: not on a key's way.
    pub fn documents(&self) -> Vec<PathBuf> {
        let Some(Ok(entries)) = self.folder.as_ref().map(std::fs::read_dir) else {
            return Vec::new();
        };
        let saved = |entry: std::fs::DirEntry| {
            let path = entry.path();
            let is_sitting = path.extension().is_some_and(|ending| ending == "json");
            let is_file = entry.file_name().to_string_lossy().starts_with("file-");
            let when = entry.metadata().ok()?.modified().ok()?;
            (is_file && is_sitting).then_some((when, path))
        };
        let mut saved: Vec<_> = entries.filter_map(|entry| saved(entry.ok()?)).collect();
        saved.sort_unstable();
        let read = |path: &PathBuf| {
            let file: SittingFile = disk::read(path).ok()??;
            Some(PathBuf::from(file.document()))
        };
        let documents = saved.iter().rev().take(DOCUMENTS_MAX);
        documents
            .filter_map(|(_, path)| read(path))
            .filter(|path| path.is_file())
            .collect()
    }

    /// Saves a sitting in place of the document's last one. Marks that another program has set or
    /// moved since this one last loaded or saved it stay so, unless this one has moved them too.
    ///
    /// # Errors
    /// [`enum@Error`] where it can't be written; the last one is then as it was.
    pub fn save(&self, key: &Key, sitting: &Sitting) -> Result<(), Error> {
        let folder = self.make_folder()?;
        let path = folder.join(file_name(key));
        let _lock = disk::lock(&path.with_extension("lock"));
        let found: Option<SittingFile> = find_to_replace(&path)?;
        let theirs = found.as_ref().map(|found| found.sitting().marks);
        let mut kept = sitting.clone();
        kept.marks = merged(&self.known(key), &sitting.marks, theirs.unwrap_or_default());
        kept.folded.retain(Folded::is_short);
        kept.folded.truncate(FOLDED_MAX);
        let text = format::print(key, &kept, found);
        write(folder, path, &text)?;
        self.know(key, sitting.marks.clone());
        Ok(())
    }

    fn know(&self, key: &Key, marks: Vec<(char, Anchor)>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(key.clone(), marks);
    }

    fn known(&self, key: &Key) -> Vec<(char, Anchor)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).cloned().unwrap_or_default()
    }

    fn make_folder(&self) -> Result<&Path, Error> {
        let folder = self.folder.as_deref().ok_or(Error::NoFolder)?;
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|cause| Error::Write {
            path: folder.to_owned(),
            cause,
        })?;
        Ok(folder)
    }
}

fn file_name(key: &Key) -> OsString {
    let hash = match key {
        Key::Path(path) => xxhash_rust::xxh3::xxh3_64(path.as_os_str().as_encoded_bytes()),
        Key::Text(fingerprint) => *fingerprint,
        Key::Address(address) => xxhash_rust::xxh3::xxh3_64(address.as_bytes()),
        Key::BuiltIn => 0,
    };
    let kind = match key {
        Key::Path(_) => "file",
        Key::Text(_) => "text",
        Key::Address(_) => "address",
        Key::BuiltIn => "built-in",
    };
    format!("{kind}-{hash:016x}.json").into()
}

/// The marks of both: `theirs`, but for those that have changed from `known` to `ours`.
///
/// None is taken away: a program that has not yet resolved its marks has none to show.
fn merged(
    known: &[(char, Anchor)],
    ours: &[(char, Anchor)],
    theirs: Vec<(char, Anchor)>,
) -> Vec<(char, Anchor)> {
    let of = |marks: &[(char, Anchor)], letter| {
        let found = marks.iter().find(|(other, _)| *other == letter);
        found.map(|(_, anchor)| anchor.clone())
    };
    let is_ours = |letter| {
        let our = of(ours, letter);
        our.is_some() && our != of(known, letter)
    };
    let mut merged = theirs;
    merged.retain(|(letter, _)| !is_ours(*letter));
    for (letter, anchor) in ours {
        if of(&merged, *letter).is_none() {
            merged.push((*letter, anchor.clone()));
        }
    }
    merged.sort_by_key(|(letter, _)| *letter);
    merged
}

/// What stands in a file, and what the reader should know: where it is of no use it is set aside,
/// unless another program was quicker. `what` says what the file keeps.
fn find<T: DeserializeOwned>(path: &Path, what: &str) -> (Option<T>, Option<String>) {
    if let Ok(found) = disk::read(path) {
        return (found, None);
    }
    let _lock = disk::lock(&path.with_extension("lock"));
    let why = match disk::read(path) {
        Ok(found) => return (found, None),
        Err(unusable) => unusable.word(),
    };
    let warning = match disk::set_aside(path, why) {
        Ok(aside) => format!("{what} was {why}; set aside as {}", shown(&aside)),
        Err(cause) => format!("{what} is {why}: {}: {cause}", shown(path)),
    };
    (None, Some(warning))
}

/// What stands in a file that is to be written, whose lock is held; where it is of no use it is set
/// aside.
fn find_to_replace<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Error> {
    disk::read(path).or_else(|unusable| {
        let moved = disk::set_aside(path, unusable.word());
        moved.map(|_| None).map_err(|cause| Error::SetAside {
            path: path.to_owned(),
            cause,
        })
    })
}

fn write(folder: &Path, path: PathBuf, text: &str) -> Result<(), Error> {
    if text.len() as u64 > FILE_BYTES_MAX {
        return Err(Error::TooLarge { path });
    }
    disk::write_whole(folder, &path, text).map_err(|cause| Error::Write { path, cause })
}

/// A path as it may be shown on a terminal.
fn shown(path: &Path) -> String {
    clean::clean(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests;
