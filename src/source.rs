//! Where bytes come from: a file, what is piped in, or the program itself.
//!
//! A source is read in two steps, so that its start can be shown at once: [`Source::open`] and
//! [`Opened::head`], then [`Opened::rest`] on another thread. It parses nothing, and never maps a
//! file that somebody else can truncate.

mod address;
mod folder;
mod opened;
mod packed;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Seek};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use thiserror::Error;

use crate::document::{TEXT_BYTES_MAX, clean};
pub use address::{Failure, Said};
pub use folder::{Entry, Listing, list};
use opened::Input;
pub use opened::{Next, Opened, Progress};

/// The essay that opens when nothing else is asked for.
const ESSAY: &[u8] = include_bytes!("../assets/essay.txt");

/// Where a document's bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file of this path.
    File(PathBuf),
    /// An address on the web, `https://…` or `http://…`.
    Address(String),
    /// Standard input.
    Input,
    /// The essay in the program.
    BuiltIn,
}

/// Why a source can't be read; each message names it and says what is wrong.
#[derive(Debug, Error)]
pub enum Error {
    /// The system says no.
    #[error("cannot open '{name}': {}", words(.cause))]
    Open {
        /// The source's name, clean.
        name: String,
        /// What the system says.
        cause: io::Error,
    },
    /// Reading broke off.
    #[error("cannot read '{name}': {}", words(.cause))]
    Read {
        /// The source's name, clean.
        name: String,
        /// What the system says.
        cause: io::Error,
    },
    /// An address gives nothing to read.
    #[error("cannot fetch '{name}': {cause}")]
    Fetch {
        /// The address, clean.
        name: String,
        /// Why.
        cause: Failure,
    },
    /// A folder has no text of its own; [`list`] tells what is in it.
    #[error("'{name}' is a folder: name a file in it")]
    Folder {
        /// The source's name, clean.
        name: String,
    },
    /// More than a document can hold.
    #[error("'{name}' is larger than 4 GiB, the most that can be opened")]
    TooLarge {
        /// The source's name, clean.
        name: String,
    },
    /// It is packed, and nothing of it can be unpacked.
    #[error("cannot unpack '{name}': the archive is damaged")]
    Damaged {
        /// The source's name, clean.
        name: String,
    },
    /// It is packed so that unpacking it takes too much memory.
    #[error("cannot unpack '{name}': that takes more than 128 MiB of memory")]
    TooWide {
        /// The source's name, clean.
        name: String,
    },
}

/// What was not well with a source that was read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Warning {
    /// The archive breaks off or is broken.
    #[error("the archive is damaged: this is what could be unpacked")]
    Damaged,
    /// There may be no end to what the archive holds.
    #[error("the archive unpacks to over 200 times its size: this is its start")]
    Bomb,
}

/// How a file was at a moment: two that are alike are of the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    size_bytes: u64,
    inode: u64,
}

impl Stamp {
    /// How the file of this path is; none where there is none.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            modified: metadata.modified().ok(),
            size_bytes: metadata.len(),
            inode: metadata.ino(),
        })
    }
}

impl Source {
    /// What an argument names: an address where it starts as one, else a file.
    pub fn named(argument: &OsStr) -> Self {
        match argument.to_str() {
            Some(text) if address::is_address(text) => Self::Address(text.to_owned()),
            _ => Self::File(argument.into()),
        }
    }

    /// What the status row tells while it is opened.
    pub fn errand(&self) -> String {
        match self {
            Self::Address(address) => {
                format!("fetching {} …", clean::clean(address::host(address)))
            }
            _ => format!("opening {} …", self.name()),
        }
    }

    /// Its name as people read it, without anything that could steer a terminal.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => clean::clean(&path.to_string_lossy()).into_owned(),
            Self::Address(address) => clean::clean(address).into_owned(),
            Self::Input => "standard input".to_owned(),
            Self::BuiltIn => "the built-in essay".to_owned(),
        }
    }

    /// The file's or folder's absolute path; none for what is not a file, as a named pipe or `<(…)`: its name
    /// says nothing of it the next time.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::File(path) => std::fs::canonicalize(path)
                .ok()
                .filter(|path| path.is_file() || path.is_dir()),
            Self::Address(_) | Self::Input | Self::BuiltIn => None,
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`enum@Error`] where it is missing, a folder, not readable, or said to be too large.
    pub fn open(&self) -> Result<Opened, Error> {
        let name = self.name();
        let (input, size) = match self {
            Self::File(path) => open_file(path, &name)?,
            Self::Address(address) => {
                let answer = address::ask(address).map_err(|cause| Error::Fetch { name, cause })?;
                return Ok(Opened::answered(self.name(), answer));
            }
            Self::Input => {
                let cause = |cause| Error::Open {
                    name: name.clone(),
                    cause,
                };
                let descriptor = rustix::io::dup(io::stdin()).map_err(io::Error::from);
                let file = File::from(descriptor.map_err(cause)?);
                match file.metadata() {
                    Ok(metadata) if metadata.is_dir() => return Err(Error::Folder { name }),
                    Ok(metadata) if metadata.is_file() => {
                        // A program before this one may have read a part of it.
                        let is_whole = (&file).stream_position().is_ok_and(|at| at == 0);
                        (Input::File(file), is_whole.then_some(metadata.len()))
                    }
                    Ok(_) | Err(_) => (Input::Pipe(file), None),
                }
            }
            Self::BuiltIn => (Input::BuiltIn, None),
        };
        if size.is_some_and(|size| size > TEXT_BYTES_MAX as u64) {
            return Err(Error::TooLarge { name });
        }
        Ok(Opened::new(name, input, size))
    }
}

fn open_file(path: &Path, name: &str) -> Result<(Input, Option<u64>), Error> {
    let name = || name.to_owned();
    let cause = |cause| Error::Open {
        name: name(),
        cause,
    };
    let metadata = std::fs::metadata(path).map_err(cause)?;
    if metadata.is_dir() {
        return Err(Error::Folder { name: name() });
    }
    let file = File::open(path).map_err(cause)?;
    if metadata.is_file() {
        Ok((Input::File(file), Some(metadata.len())))
    } else {
        Ok((Input::Pipe(file), None))
    }
}

/// What the system says, without its number.
fn words(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let said = cause.to_string();
            said.split(" (os error")
                .next()
                .unwrap_or(&said)
                .to_lowercase()
        }
    }
}

#[cfg(test)]
mod tests;
