//! Where bytes come from: a file, what is piped in, or the program itself.
//!
//! A source is read in two steps, so that its start can be shown at once: [`Source::open`] and
//! [`Opened::head`], then [`Opened::rest`] on another thread. It parses nothing, and never maps a
//! file that somebody else can truncate.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use thiserror::Error;

use crate::document::{TEXT_BYTES_MAX, clean};

/// The essay that opens when nothing else is asked for.
const ESSAY: &[u8] = include_bytes!("../assets/essay.txt");

/// How much is read at a time, in bytes.
const CHUNK_BYTES: usize = 1024 * 1024;

/// How long the start of a pipe may take to grow before what is there is shown, in milliseconds.
const PAUSE_MS: i32 = 100;

/// How long after its first bytes a pipe's start is shown, though it talks on without a pause.
const HEAD_PATIENCE: Duration = Duration::from_millis(250);

/// Where a document's bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file of this path.
    File(PathBuf),
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
    /// A folder has no text of its own.
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
}

/// How the reading of a source goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// More of it is there.
    Grown,
    /// It is a pipe that has nothing more to say for the moment.
    Paused,
}

/// A source that is being read.
#[derive(Debug)]
pub struct Opened {
    name: String,
    input: Input,
    bytes: Vec<u8>,
    /// The size that a file says it has, in bytes.
    size: Option<u64>,
}

#[derive(Debug)]
enum Input {
    File(File),
    Pipe(File),
    BuiltIn,
}

impl Source {
    /// Its name as people read it, without anything that could steer a terminal.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => clean::clean(&path.to_string_lossy()).into_owned(),
            Self::Input => "standard input".to_owned(),
            Self::BuiltIn => "the built-in essay".to_owned(),
        }
    }

    /// The file's absolute path; none for what is not a file, as a named pipe or `<(…)`: its name
    /// says nothing of it the next time.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::File(path) => std::fs::canonicalize(path)
                .ok()
                .filter(|path| path.is_file()),
            Self::Input | Self::BuiltIn => None,
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
        Ok(Opened {
            name,
            input,
            bytes: Vec::new(),
            size,
        })
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

impl Opened {
    /// What has been read so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All that has been read.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How much has been read, in per cent; none where the size is not known.
    pub fn per_cent(&self) -> Option<u8> {
        // Files that the system makes up as they are read say that they are empty.
        let size = self.size.filter(|size| *size > 0)?;
        Some((self.bytes.len() as u64 * 100 / size).min(100) as u8)
    }

    /// Reads on until `limit_bytes` are there, the source ends, or a pipe pauses with something to
    /// show; true where the source has ended.
    ///
    /// # Errors
    /// [`enum@Error`] where reading breaks off.
    pub fn head(&mut self, limit_bytes: usize) -> Result<bool, Error> {
        let mut first = None;
        while self.bytes.len() < limit_bytes {
            let is_late = first.is_some_and(|first: Instant| first.elapsed() >= HEAD_PATIENCE);
            if !self.bytes.is_empty() && (is_late && self.is_pipe() || self.pauses()) {
                return Ok(false);
            }
            let room = limit_bytes - self.bytes.len();
            if self.read(room)? == 0 {
                return Ok(true);
            }
            first.get_or_insert_with(Instant::now);
        }
        Ok(false)
    }

    /// Reads to the end, asking `go_on` after each stretch and before it waits for a pipe.
    ///
    /// # Errors
    /// [`enum@Error`] where reading breaks off or the source is too large.
    pub fn rest(
        &mut self,
        mut go_on: impl FnMut(&Self, Progress) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Error> {
        if let Some(size) = self.size {
            // A file that has grown since may have given more than it said already.
            let whole = usize::try_from(size).unwrap_or(usize::MAX);
            let missing = whole.saturating_sub(self.bytes.len());
            let reserved = self
                .bytes
                .try_reserve_exact(missing.min(TEXT_BYTES_MAX).saturating_add(1));
            reserved.map_err(|cause| self.broken_off(cause.into()))?;
        }
        let mut told = Progress::Grown;
        loop {
            if told == Progress::Grown && self.pauses() {
                told = Progress::Paused;
            } else if self.read(CHUNK_BYTES)? == 0 {
                return Ok(ControlFlow::Continue(()));
            } else {
                told = Progress::Grown;
            }
            if self.bytes.len() > TEXT_BYTES_MAX {
                return Err(Error::TooLarge {
                    name: self.name.clone(),
                });
            }
            if go_on(self, told).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }

    fn is_pipe(&self) -> bool {
        matches!(self.input, Input::Pipe(_))
    }

    /// Whether a pipe has nothing to say just then.
    fn pauses(&self) -> bool {
        let Input::Pipe(file) = &self.input else {
            return false;
        };
        let mut waiting = [rustix::event::PollFd::new(
            file,
            rustix::event::PollFlags::IN,
        )];
        let patience = rustix::event::Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(PAUSE_MS) * 1_000_000,
        };
        matches!(rustix::event::poll(&mut waiting, Some(&patience)), Ok(0))
    }

    /// Reads at most `room` bytes; 0 at the end.
    fn read(&mut self, room: usize) -> Result<usize, Error> {
        let read = match &mut self.input {
            Input::File(file) => file.take(room as u64).read_to_end(&mut self.bytes),
            Input::Pipe(file) => read_once(file, room.min(CHUNK_BYTES), &mut self.bytes),
            Input::BuiltIn => {
                let rest = ESSAY.get(self.bytes.len()..).unwrap_or_default();
                self.bytes.extend_from_slice(rest);
                Ok(rest.len())
            }
        };
        read.map_err(|cause| self.broken_off(cause))
    }

    fn broken_off(&self, cause: io::Error) -> Error {
        let name = self.name.clone();
        Error::Read { name, cause }
    }
}

/// Reads what is there, without waiting for more.
fn read_once(file: &mut File, room: usize, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let start = bytes.len();
    bytes.resize(start + room, 0);
    let read = loop {
        match file.read(bytes.get_mut(start..).unwrap_or_default()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    bytes.truncate(start + *read.as_ref().unwrap_or(&0));
    read
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
mod tests {
    use super::*;
    use std::io::Write;

    fn read_whole(source: &Source) -> Vec<u8> {
        let mut opened = source.open().expect("opens");
        if !opened.head(4).expect("reads") {
            opened
                .rest(|_, _| ControlFlow::Continue(()))
                .expect("reads")
                .is_continue();
        }
        opened.into_bytes()
    }

    #[test]
    fn the_head_comes_first_and_the_rest_after_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "0123456789").expect("writable");
        let mut opened = Source::File(path.clone()).open().expect("opens");
        assert!(!opened.head(4).expect("reads"));
        assert_eq!(opened.bytes(), b"0123");
        assert_eq!(opened.per_cent(), Some(40));
        assert_eq!(read_whole(&Source::File(path)), b"0123456789");
    }

    #[test]
    fn a_short_source_ends_with_its_head() {
        let mut opened = Source::BuiltIn.open().expect("opens");
        assert!(opened.head(usize::MAX).expect("reads"));
        assert_eq!(opened.bytes(), ESSAY);
    }

    #[test]
    fn a_file_that_grows_is_read_as_far_as_it_goes() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(b"one").expect("writable");
        let mut opened = Source::File(file.path().into()).open().expect("opens");
        assert!(!opened.head(3).expect("reads"));
        file.write_all(b" two").expect("writable");
        assert!(
            opened
                .rest(|_, _| ControlFlow::Continue(()))
                .expect("reads")
                .is_continue()
        );
        assert_eq!(opened.into_bytes(), b"one two");
    }

    #[test]
    fn what_cannot_be_read_is_named_and_clean() {
        let missing = Source::File("no\u{1B}[2Jsuch".into());
        let message = missing.open().expect_err("is missing").to_string();
        assert_eq!(message, "cannot open 'no␛[2Jsuch': no such file");
        let folder = tempfile::tempdir().expect("a folder");
        let message = Source::File(folder.path().into())
            .open()
            .expect_err("is a folder");
        assert!(
            message
                .to_string()
                .ends_with("is a folder: name a file in it")
        );
    }

    /// A pipe, and the end that a test writes to.
    fn pipe() -> (io::PipeWriter, Opened) {
        let (reader, writer) = io::pipe().expect("a pipe");
        let opened = Opened {
            name: "a pipe".into(),
            input: Input::Pipe(std::os::fd::OwnedFd::from(reader).into()),
            bytes: Vec::new(),
            size: None,
        };
        (writer, opened)
    }

    #[test]
    fn a_pipe_is_read_as_it_comes() {
        let (mut writer, mut opened) = pipe();
        writer.write_all(b"slow").expect("writable");
        assert!(!opened.head(1024).expect("reads"));
        assert_eq!(opened.bytes(), b"slow");
        writer.write_all(b" talk").expect("writable");
        drop(writer);
        let mut told = Vec::new();
        let rest = opened.rest(|opened, progress| {
            told.push((opened.bytes().len(), progress));
            ControlFlow::Continue(())
        });
        assert!(rest.expect("reads").is_continue());
        assert_eq!(told, [(9, Progress::Grown)]);
        assert_eq!(opened.into_bytes(), b"slow talk");
    }

    #[test]
    fn a_pipe_that_never_pauses_shows_its_start_all_the_same() {
        let (mut writer, mut opened) = pipe();
        // It writes faster than a pause and slower than a head; it ends with the reader.
        std::thread::spawn(move || while writer.write_all(b"y\n").is_ok() {});
        assert!(!opened.head(usize::MAX).expect("reads"));
        assert!(!opened.bytes().is_empty());
        let stopped = opened.rest(|_, _| ControlFlow::Break(()));
        assert!(stopped.expect("reads").is_break());
    }

    #[test]
    fn a_file_that_shrinks_is_what_was_read() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "0123456789").expect("writable");
        let mut opened = Source::File(file.path().into()).open().expect("opens");
        std::fs::write(file.path(), "01234567890123456789").expect("writable");
        assert!(!opened.head(15).expect("reads"));
        file.as_file().set_len(17).expect("writable");
        let rest = opened.rest(|_, _| ControlFlow::Continue(()));
        assert!(rest.expect("reads").is_continue());
        assert_eq!(opened.into_bytes(), b"01234567890123456");
    }

    #[test]
    fn only_files_have_a_path_to_be_known_by() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "text").expect("writable");
        let roundabout = Source::File(folder.path().join(".").join("a.txt"));
        assert_eq!(roundabout.path(), Source::File(path).path());
        assert!(roundabout.path().is_some());
        assert_eq!(Source::File("/dev/null".into()).path(), None);
    }
}
