//! A source that is open: read in two steps, and unpacked where it is packed.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::address::{self, Answer, Said};
use super::packed::{Packing, Told, Unpacker};
use super::{ESSAY, Error, Warning};
use crate::document::TEXT_BYTES_MAX;

/// How much is read at a time, in bytes.
const CHUNK_BYTES: usize = 1024 * 1024;

/// How much is unpacked at a time, in bytes.
const UNPACKED_BYTES: usize = 64 * 1024;

/// How long the start of a pipe may take to grow before what is there is shown, in milliseconds.
const PAUSE_MS: i32 = 100;

/// How long after its first bytes a pipe's start is shown, though it talks on without a pause.
const HEAD_PATIENCE: Duration = Duration::from_millis(250);

/// How the reading of a source goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// More of it is there.
    Grown,
    /// It is a pipe that has nothing more to say for the moment.
    Paused,
}

/// What they want to hear next who are told how it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// When more of it is there, or has paused.
    News,
    /// The same again in a while, where a pipe still pauses: it came too soon.
    Again,
}

/// A source that is being read.
#[derive(Debug)]
pub struct Opened {
    name: String,
    input: Input,
    bytes: Vec<u8>,
    /// The size that a file says it has, in bytes; where it is packed, that of the archive.
    size: Option<u64>,
    /// Whether its first bytes have told how it is packed.
    is_told: bool,
    said: Option<Said>,
    warning: Option<Warning>,
}

#[derive(Debug)]
pub(super) enum Input {
    File(File),
    Pipe(File),
    BuiltIn,
    Packed(Unpacker),
    /// From the web; it says of itself whether it is packed.
    Answer(Answer),
}

impl Opened {
    pub(super) fn new(name: String, input: Input, size: Option<u64>) -> Self {
        Self {
            name,
            is_told: matches!(input, Input::BuiltIn),
            input,
            bytes: Vec::new(),
            size,
            said: None,
            warning: None,
        }
    }

    pub(super) fn answered(name: String, answer: Answer) -> Self {
        let (said, size) = (Some(answer.said().clone()), answer.size());
        Self {
            said,
            ..Self::new(name, Input::Answer(answer), size)
        }
    }

    /// The name of what is read, given the source's: an archive's without its ending.
    pub fn name_inside<'a>(&self, name: &'a str) -> &'a str {
        match &self.input {
            Input::Packed(unpacker) => unpacker.packing().name_inside(name),
            _ => name,
        }
    }

    /// What an answer from the web says of itself.
    pub fn said(&self) -> Option<&Said> {
        self.said.as_ref()
    }

    /// What was not well with what has been read so far.
    pub fn warning(&self) -> Option<Warning> {
        self.warning
    }

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
        let read = match &self.input {
            Input::Packed(unpacker) => unpacker.taken(),
            _ => self.bytes.len() as u64,
        };
        Some((read * 100 / size).min(100) as u8)
    }

    /// Reads on until `limit_bytes` are there, the source ends, or a pipe pauses with something to
    /// show; true where the source has ended.
    ///
    /// # Errors
    /// [`enum@Error`] where reading breaks off.
    pub fn head(&mut self, limit_bytes: usize) -> Result<bool, Error> {
        self.tell_packing()?;
        let mut first = None;
        while self.bytes.len() < limit_bytes {
            let is_late = first.is_some_and(|first: Instant| first.elapsed() >= HEAD_PATIENCE);
            if !self.bytes.is_empty() && (is_late && self.pipe().is_some() || self.pauses()) {
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
        mut go_on: impl FnMut(&Self, Progress) -> ControlFlow<(), Next>,
    ) -> Result<ControlFlow<()>, Error> {
        self.tell_packing()?;
        if let (Some(size), false) = (self.size, matches!(self.input, Input::Packed(_))) {
            // A file that has grown since may have given more than it said already.
            let whole = usize::try_from(size).unwrap_or(usize::MAX);
            let missing = whole.saturating_sub(self.bytes.len());
            let reserved = self
                .bytes
                .try_reserve_exact(missing.min(TEXT_BYTES_MAX).saturating_add(1));
            reserved.map_err(|cause| self.broken_off(cause.into()))?;
        }
        let mut told = Progress::Grown;
        let mut next = Next::News;
        loop {
            if (told == Progress::Grown || next == Next::Again) && self.pauses() {
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
            next = match go_on(self, told) {
                ControlFlow::Continue(next) => next,
                ControlFlow::Break(()) => return Ok(ControlFlow::Break(())),
            };
        }
    }

    /// Unpacks from here on, where the first bytes say so.
    fn tell_packing(&mut self) -> Result<(), Error> {
        while !self.is_told {
            match Packing::tell(&self.bytes) {
                Told::Plain => self.is_told = true,
                Told::Open => {
                    let missing = Packing::MAGIC_BYTES_MAX - self.bytes.len();
                    self.is_told = self.read(missing)? == 0;
                }
                Told::Packed(packing) => {
                    self.is_told = true;
                    self.unpack(packing)?;
                }
            }
        }
        Ok(())
    }

    fn unpack(&mut self, packing: Packing) -> Result<(), Error> {
        let start = std::mem::take(&mut self.bytes);
        let unpacker = match std::mem::replace(&mut self.input, Input::BuiltIn) {
            Input::File(file) => Unpacker::new(packing, start, file, None),
            Input::Pipe(file) => {
                let watched = file.try_clone().map_err(|cause| self.broken_off(cause))?;
                Unpacker::new(packing, start, file, Some(watched))
            }
            Input::BuiltIn | Input::Packed(_) => return Ok(()),
            Input::Answer(answer) => Unpacker::new(packing, start, answer, None),
        };
        self.input = Input::Packed(unpacker);
        Ok(())
    }

    /// The pipe that it comes from, packed or not.
    fn pipe(&self) -> Option<&File> {
        match &self.input {
            Input::Pipe(file) => Some(file),
            Input::Packed(unpacker) => unpacker.pipe(),
            Input::File(_) | Input::BuiltIn | Input::Answer(_) => None,
        }
    }

    /// Whether a pipe has nothing to say just then.
    fn pauses(&self) -> bool {
        let Some(file) = self.pipe() else {
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
            Input::Packed(unpacker) => {
                let read = read_once(unpacker, room.min(UNPACKED_BYTES), &mut self.bytes);
                let is_bomb = unpacker.is_bomb();
                return self.unpacked(read, is_bomb);
            }
            Input::Answer(answer) => {
                let read = read_once(answer, room.min(UNPACKED_BYTES), &mut self.bytes);
                return read.map_err(|cause| Error::Fetch {
                    name: self.name.clone(),
                    cause: address::broken_off(cause),
                });
            }
            Input::BuiltIn => {
                let rest = ESSAY.get(self.bytes.len()..).unwrap_or_default();
                self.bytes.extend_from_slice(rest);
                Ok(rest.len())
            }
        };
        read.map_err(|cause| self.broken_off(cause))
    }

    /// What came of unpacking: where it breaks off, what is sound is the whole.
    fn unpacked(&mut self, read: io::Result<usize>, is_bomb: bool) -> Result<usize, Error> {
        match read {
            Ok(_) if is_bomb => {
                self.warning = Some(Warning::Bomb);
                Ok(0)
            }
            Ok(read) => Ok(read),
            Err(_) if !self.bytes.is_empty() => {
                self.warning = Some(Warning::Damaged);
                Ok(0)
            }
            Err(cause) if cause.kind() == io::ErrorKind::OutOfMemory => Err(Error::TooWide {
                name: self.name.clone(),
            }),
            Err(_) => Err(Error::Damaged {
                name: self.name.clone(),
            }),
        }
    }

    fn broken_off(&self, cause: io::Error) -> Error {
        let name = self.name.clone();
        Error::Read { name, cause }
    }
}

/// Reads what is there, without waiting for more.
fn read_once(file: &mut impl Read, room: usize, bytes: &mut Vec<u8>) -> io::Result<usize> {
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
