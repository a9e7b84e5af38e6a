//! The archive that a book comes in: entries by name, unpacked one at a time and within bounds.
//!
//! What the archive says of itself is not trusted: neither sizes nor checksums nor that its
//! directory is there. Where the directory is broken or misses a name, the entries are looked for
//! by their own headers, and as much of a damaged entry as unpacks is kept.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::result::ZipError;

use super::path::PATH_BYTES_MAX;

/// The signature before each entry's own header.
const ENTRY: &[u8] = b"PK\x03\x04";

/// The flag of an entry whose sizes are told only after its data.
const STREAMED: u8 = 1 << 3;

/// How long an entry's own header is before its name, in bytes.
const HEADER_BYTES: usize = 30;

/// The most that one entry unpacks to, in bytes.
pub(super) const ENTRY_BYTES_MAX: usize = 32 * 1024 * 1024;

/// What all entries that are read may unpack to, in bytes, whatever the archive's size.
const TOTAL_BYTES: usize = 32 * 1024 * 1024;

/// How many times its own size an archive may unpack to beyond [`TOTAL_BYTES`]; text shrinks to a
/// third or fifth.
const TOTAL_FACTOR: usize = 20;

/// The most entries that are looked for without a directory.
const FOUND_MAX: usize = 100_000;

/// An archive in memory.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    listed: Option<Listed<'a>>,
    /// Where entries' own headers are, by name; looked for when the directory fails.
    found: OnceCell<HashMap<String, usize>>,
    /// What may still be unpacked, in bytes.
    room: Cell<usize>,
}

/// What the directory lists.
struct Listed<'a> {
    zip: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    /// Indices by name.
    names: HashMap<String, usize>,
}

/// An entry as far as it could be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) bytes: Vec<u8>,
    /// Whether something is missing or not what its checksum says.
    pub(super) is_damaged: bool,
}

/// Why an entry can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// The archive has no entry of this name.
    Missing,
    /// It holds nothing.
    Empty,
    /// Nothing of it unpacks, or what does is no text.
    Damaged,
    /// It needs a password.
    Locked,
    /// It unpacks to more than is sound.
    TooLarge,
}

impl<'a> Archive<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let room = TOTAL_BYTES.saturating_add(bytes.len().saturating_mul(TOTAL_FACTOR));
        Self {
            bytes,
            listed: ZipArchive::new(Cursor::new(bytes)).ok().map(Listed::new),
            found: OnceCell::new(),
            room: Cell::new(room),
        }
    }

    /// Whether the directory is there.
    pub(super) fn is_listed(&self) -> bool {
        self.listed.is_some()
    }

    /// The names of all entries, as paths with `/`, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let listed = self.listed.as_ref().map(|listed| &listed.names);
        listed
            .unwrap_or_else(|| self.found())
            .keys()
            .map(String::as_str)
    }

    /// Unpacks the entry of this name.
    pub(super) fn read(&self, name: &str) -> Result<Entry, Unread> {
        let listed = self.read_listed(name);
        match &listed {
            Ok(entry) if !entry.is_damaged => return listed,
            Err(Unread::TooLarge | Unread::Locked) => return listed,
            _ => {}
        }
        // The directory may be what is wrong.
        match (listed, self.read_found(name)) {
            (Ok(one), Ok(other)) if other.bytes.len() <= one.bytes.len() => Ok(one),
            (Ok(one), Err(_)) => Ok(one),
            (Err(error), Err(Unread::Missing)) => Err(error),
            (_, other) => other,
        }
    }

    fn read_listed(&self, name: &str) -> Result<Entry, Unread> {
        let listed = self.listed.as_ref().ok_or(Unread::Missing)?;
        let idx = *listed.names.get(name).ok_or(Unread::Missing)?;
        match listed.zip.borrow_mut().by_index(idx) {
            Ok(file) if file.is_dir() => Err(Unread::Missing),
            Ok(mut file) => self.unpack(&mut file),
            Err(error) => Err(unread(&error)),
        }
    }

    fn read_found(&self, name: &str) -> Result<Entry, Unread> {
        let at = *self.found().get(name).ok_or(Unread::Missing)?;
        let mut rest = self.bytes.get(at..).ok_or(Unread::Missing)?;
        let options = entry_options(rest);
        match read_zipfile_from_stream_with_options(&mut rest, options) {
            Ok(Some(mut file)) => self.unpack(&mut file),
            Ok(None) => Err(Unread::Missing),
            Err(error) => Err(unread(&error)),
        }
    }

    /// Reads to the end or to the bounds; what comes before an error is kept.
    fn unpack(&self, file: &mut impl Read) -> Result<Entry, Unread> {
        let room = self.room.get().min(ENTRY_BYTES_MAX);
        let mut bytes = Vec::new();
        let outcome = file.take(room as u64 + 1).read_to_end(&mut bytes);
        self.room.set(self.room.get().saturating_sub(bytes.len()));
        if bytes.len() > room {
            return Err(Unread::TooLarge);
        }
        match outcome {
            Ok(_) => Ok(Entry {
                bytes,
                is_damaged: false,
            }),
            Err(_) if bytes.is_empty() => Err(Unread::Damaged),
            Err(_) => Ok(Entry {
                bytes,
                is_damaged: true,
            }),
        }
    }

    fn found(&self) -> &HashMap<String, usize> {
        self.found.get_or_init(|| find(self.bytes))
    }
}

impl<'a> Listed<'a> {
    fn new(zip: ZipArchive<Cursor<&'a [u8]>>) -> Self {
        let names = zip.file_names_raw().enumerate();
        let names = names.filter_map(|(idx, name)| Some((plain_name(name)?.into_owned(), idx)));
        Self {
            names: names.collect(),
            zip: RefCell::new(zip),
        }
    }
}

/// How to read the entry whose header starts `rest`: where its size is told only after it, it ends
/// no later than where something else starts.
fn entry_options(rest: &[u8]) -> ZipReadOptions<'static> {
    let size = rest.get(18..22).and_then(|size| size.try_into().ok());
    let size = size.map_or(0, u32::from_le_bytes) as usize;
    let start = data_start(rest).unwrap_or(rest.len());
    let is_told = size > 0 && start.saturating_add(size) <= rest.len();
    let is_streamed = rest.get(6).is_some_and(|flags| flags & STREAMED != 0);
    let options = ZipReadOptions::new().ignore_crc32(is_streamed);
    if is_told && !is_streamed {
        return options;
    }
    let after = rest.get(start..).unwrap_or_default();
    let follows = |at: &usize| {
        let kind = after.get(at + 2..at + 4);
        matches!(kind, Some(b"\x01\x02" | b"\x03\x04" | b"\x05\x06"))
    };
    let next = memmem::find_iter(after, b"PK").find(follows);
    options.override_compressed_size(next.unwrap_or(after.len()) as u64)
}

/// Where the data of the entry starts whose header starts `rest`.
fn data_start(rest: &[u8]) -> Option<usize> {
    let length = |at: usize| {
        let bytes = rest.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(bytes)))
    };
    Some(HEADER_BYTES + length(26)? + length(28)?)
}

/// Where entries' own headers are, by name; the last of a name counts, as in the directory.
fn find(bytes: &[u8]) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for at in memmem::find_iter(bytes, ENTRY).take(FOUND_MAX) {
        let header = bytes.get(at..).unwrap_or_default();
        let length = header.get(26..28).and_then(|length| length.try_into().ok());
        let length = usize::from(length.map_or(0, u16::from_le_bytes));
        let name = header.get(HEADER_BYTES..HEADER_BYTES + length);
        if let Some(name) = name.and_then(plain_name) {
            found.insert(name.into_owned(), at);
        }
    }
    found
}

/// A name as a path with `/`; none for one that climbs out of the archive or is longer than any.
fn plain_name(name: &[u8]) -> Option<Cow<'_, str>> {
    if name.len() > PATH_BYTES_MAX {
        return None;
    }
    let name = String::from_utf8_lossy(name);
    let name = if name.contains('\\') {
        Cow::Owned(name.replace('\\', "/"))
    } else {
        name
    };
    let climbs = name.starts_with('/') || name.split('/').any(|part| part == "..");
    (!climbs && !name.is_empty()).then_some(name)
}

fn unread(error: &ZipError) -> Unread {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Unread::Locked
        }
        ZipError::FileNotFound => Unread::Missing,
        _ => Unread::Damaged,
    }
}
