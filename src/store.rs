//! What outlives a sitting, in files of the XDG state folder.
//!
//! One file per document, in a versioned format of its own: nothing of the model is serialised as
//! it is. A file is written whole beside the old one and renamed over it. One that can't be read,
//! or that a newer program wrote, is set aside under another name, never overwritten. It knows
//! neither the screen nor the reader.

mod format;

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use etcetera::BaseStrategy;
use thiserror::Error;

use crate::document::anchor::Anchor;

/// The most that a file of the store is believed, in bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// How long another program may hold a document's lock before this one goes on without.
const LOCK_WAIT: Duration = Duration::from_secs(2);

/// Which document a sitting belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The file of this absolute path.
    Path(PathBuf),
    /// A text without a file, by its fingerprint.
    Text(u64),
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
}

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
    #[error("this place won't be remembered: {}: {cause}", .path.display())]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// The state folder.
#[derive(Clone, Debug)]
pub struct Store {
    folder: Option<PathBuf>,
}

impl Store {
    /// The store of the user that the environment describes; nothing is made until it is needed.
    pub fn of_user() -> Self {
        let folder = etcetera::base_strategy::Xdg::new()
            .ok()
            .and_then(|base| base.state_dir());
        Self {
            folder: folder.map(|folder| folder.join("recto")),
        }
    }

    /// A store in a folder of its own.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder: Some(folder),
        }
    }

    /// Whether a sitting could be saved: the folder can be made and written to.
    ///
    /// # Errors
    /// [`Error`] where it can't.
    pub fn check(&self) -> Result<(), Error> {
        let folder = self.make_folder()?;
        let cause = |cause| Error::Write {
            path: folder.to_owned(),
            cause,
        };
        tempfile::tempfile_in(folder).map(drop).map_err(cause)
    }

    /// The sitting that was saved for a document.
    pub fn load(&self, key: &Key) -> Loaded {
        let Some(path) = self.path(key) else {
            return Loaded::default();
        };
        let text = match read_bounded(&path) {
            Ok(Some(text)) => text,
            Ok(None) => return Loaded::default(),
            Err(_) => return set_aside(&path, "unreadable"),
        };
        match format::parse(&text) {
            Ok(sitting) => Loaded {
                sitting: Some(sitting),
                warning: None,
            },
            Err(format::Unusable::Newer) => set_aside(&path, "newer"),
            Err(format::Unusable::Broken) => set_aside(&path, "unreadable"),
        }
    }

    /// Saves a sitting in place of the document's last one; marks that another program has set
    /// since then are kept.
    ///
    /// # Errors
    /// [`Error`] where it can't be written; the last one is then as it was.
    pub fn save(&self, key: &Key, sitting: &Sitting) -> Result<(), Error> {
        let folder = self.make_folder()?;
        let path = folder.join(file_name(key));
        let cause = |cause| Error::Write {
            path: path.clone(),
            cause,
        };
        let _lock = lock(&path.with_extension("lock"));
        let saved = read_bounded(&path)
            .ok()
            .flatten()
            .map(|text| format::parse(&text));
        let mut sitting = sitting.clone();
        match saved {
            Some(Ok(earlier)) => keep_marks(&mut sitting, &earlier),
            Some(Err(unusable)) => drop(set_aside(&path, unusable.word())),
            None => {}
        }
        write_whole(folder, &path, &format::print(key, &sitting)).map_err(cause)
    }

    fn path(&self, key: &Key) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(file_name(key)))
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
        Key::BuiltIn => 0,
    };
    let kind = match key {
        Key::Path(_) => "file",
        Key::Text(_) => "text",
        Key::BuiltIn => "built-in",
    };
    format!("{kind}-{hash:016x}.json").into()
}

fn keep_marks(sitting: &mut Sitting, earlier: &Sitting) {
    for (letter, anchor) in &earlier.marks {
        if sitting.marks.iter().all(|(other, _)| other != letter) {
            sitting.marks.push((*letter, anchor.clone()));
        }
    }
}

/// The text of a file; none where there is none.
fn read_bounded(path: &Path) -> io::Result<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut text = String::new();
    let read = file.take(FILE_BYTES_MAX + 1).read_to_string(&mut text)? as u64;
    if read > FILE_BYTES_MAX {
        Err(io::ErrorKind::FileTooLarge.into())
    } else {
        Ok(Some(text))
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Renames a file that can't be used, to a name that is free.
fn set_aside(path: &Path, why: &str) -> Loaded {
    let aside = (1..1000)
        .map(|number| path.with_extension(format!("{why}-{number}")))
        .find(|aside| !aside.exists());
    let renamed = aside.and_then(|aside| fs::rename(path, &aside).ok().map(|()| aside));
    let warning = match renamed {
        Some(aside) => format!("the kept place was {why}; set aside as {}", aside.display()),
        None => format!("the kept place is {why}: {}", path.display()),
    };
    Loaded {
        sitting: None,
        warning: Some(warning),
    }
}

/// Holds a document's lock, if another program gives it up in time; the rename is whole without.
fn lock(path: &Path) -> Option<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .ok()?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < LOCK_WAIT => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(_) => return None,
        }
    }
}

fn write_whole(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests;
