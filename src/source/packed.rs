//! Bytes that are packed as gzip, xz or zstd: told by how they start, unpacked as they are read.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use lzma_rust2::{Action, Status, XzStream};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// So many bytes are unpacked whatever they were packed into; beyond them, the ratio counts.
const FREE_BYTES: u64 = 64 * 1024 * 1024;

/// How many times its packed size a text may have, beyond [`FREE_BYTES`]. Prose packs to a third
/// or a tenth, logs to a fiftieth; what was made to burst its reader, to a thousandth and less.
const RATIO_MAX: u64 = 200;

/// How far back an archive may refer, in bytes, which is what unpacking keeps in memory: what the
/// tools' highest ordinary levels ask for, and twice that.
const WINDOW_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Xz,
    Zstd,
}

/// What a source's bytes tell of their packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Packed(Packing),
    /// More bytes are needed to tell.
    Open,
    Plain,
}

impl Packing {
    const ALL: [Self; 3] = [Self::Gzip, Self::Xz, Self::Zstd];

    /// With so many bytes, [`Self::tell`] always tells.
    pub(super) const MAGIC_BYTES_MAX: usize = 6;

    /// How its archives start.
    fn magic(self) -> &'static [u8] {
        match self {
            Self::Gzip => b"\x1F\x8B\x08",
            Self::Xz => b"\xFD7zXZ\0",
            Self::Zstd => b"\x28\xB5\x2F\xFD",
        }
    }

    /// The endings of its files' names.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Gzip => &[".gz", ".gzip", ".z"],
            Self::Xz => &[".xz"],
            Self::Zstd => &[".zst", ".zstd"],
        }
    }

    /// Tells the packing by the first bytes.
    pub(super) fn tell(start: &[u8]) -> Told {
        let packed = Self::ALL
            .into_iter()
            .find(|packing| start.starts_with(packing.magic()));
        let is_open = || {
            Self::ALL
                .into_iter()
                .any(|packing| packing.magic().starts_with(start))
        };
        match packed {
            Some(packing) => Told::Packed(packing),
            None if is_open() => Told::Open,
            None => Told::Plain,
        }
    }

    /// The name of what is packed in a file of this name.
    pub(super) fn name_inside(self, name: &str) -> &str {
        let without = |ending: &&str| {
            let (stem, tail) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
            tail.eq_ignore_ascii_case(ending).then_some(stem)
        };
        self.endings().iter().find_map(without).unwrap_or(name)
    }
}

/// Packed bytes on their way out.
pub(super) struct Unpacker {
    packing: Packing,
    reader: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
    given: u64,
    /// The pipe that they come from, to ask whether it has something to say.
    pipe: Option<File>,
}

impl Unpacker {
    /// Unpacks `start` and what follows it in `rest`.
    pub(super) fn new(
        packing: Packing,
        start: Vec<u8>,
        rest: impl Read + Send + 'static,
        pipe: Option<File>,
    ) -> Self {
        let taken = Arc::default();
        let packed = Counted {
            reader: io::Cursor::new(start).chain(rest),
            taken: Arc::clone(&taken),
        };
        let reader: Box<dyn Read + Send> = match packing {
            Packing::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Packing::Xz => {
                let limit_kib = (WINDOW_BYTES_MAX / 1024) as u32;
                let stream = XzStream::new_mem_limit(true, limit_kib);
                let packed = BufReader::new(packed);
                Box::new(Xz { stream, packed })
            }
            Packing::Zstd => Box::new(Frames::new(BufReader::new(packed))),
        };
        Self {
            packing,
            reader,
            taken,
            given: 0,
            pipe,
        }
    }

    pub(super) fn packing(&self) -> Packing {
        self.packing
    }

    pub(super) fn pipe(&self) -> Option<&File> {
        self.pipe.as_ref()
    }

    /// How many packed bytes have been read.
    pub(super) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Whether so much came of so little that there may be no end to it.
    pub(super) fn is_bomb(&self) -> bool {
        self.given > FREE_BYTES && self.given / RATIO_MAX > self.taken()
    }
}

impl Read for Unpacker {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.given += read as u64;
        Ok(read)
    }
}

impl fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacker")
            .field("packing", &self.packing)
            .field("taken", &self.taken())
            .field("given", &self.given)
            .finish_non_exhaustive()
    }
}

/// A reader that others can ask how much has been read of it.
struct Counted<R> {
    reader: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// How many packed bytes of an xz archive are unpacked at a time: where they are damaged, what else
/// they hold is lost.
const PIECE_BYTES: usize = 64;

/// An xz archive, unpacked as far as what is there goes.
struct Xz<R> {
    stream: XzStream,
    packed: BufReader<R>,
}

impl<R: Read> Read for Xz<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let packed = self.packed.fill_buf()?;
            let is_end = packed.is_empty();
            let action = if is_end { Action::Finish } else { Action::Run };
            let piece = packed.get(..PIECE_BYTES).unwrap_or(packed);
            let result = self.stream.process(piece, buffer, action)?;
            self.packed.consume(result.bytes_consumed);
            if result.bytes_produced > 0 || result.status == Status::StreamEnd || buffer.is_empty()
            {
                return Ok(result.bytes_produced);
            }
            if is_end {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}

/// The last block of a frame, empty, with a sum: what ends a frame that breaks off, so that the
/// decoder gives out what it keeps for later blocks to refer to.
const LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// The frames of a zstd archive, one after the other.
struct Frames<R> {
    decoder: FrameDecoder,
    packed: R,
    is_between: bool,
    /// Why the frame breaks off.
    broken: Option<io::Error>,
}

impl<R: Read> Frames<R> {
    fn new(packed: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW_BYTES_MAX);
        Self {
            decoder,
            packed,
            is_between: true,
            broken: None,
        }
    }

    /// Begins the next frame, past those that carry no content; false at the archive's end.
    fn begin(&mut self) -> io::Result<bool> {
        use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
        loop {
            let mut first = [0];
            if self.packed.read(&mut first)? == 0 {
                return Ok(false);
            }
            match self.decoder.reset(first.chain(&mut self.packed)) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(
                        &mut (&mut self.packed).take(u64::from(length)),
                        &mut io::sink(),
                    )?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }

    /// Whether the frame says what it held, and it was not that.
    fn is_damaged(&self) -> bool {
        let said = self.decoder.get_checksum_from_data();
        said.is_some() && said != self.decoder.get_calculated_checksum()
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.is_between {
                if !self.begin()? {
                    return Ok(0);
                }
                self.is_between = false;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let step = || BlockDecodingStrategy::UptoBlocks(1);
                if let Err(error) = self.decoder.decode_blocks(&mut self.packed, step()) {
                    self.broken = Some(io::Error::other(error));
                    self.decoder
                        .decode_blocks(LAST_BLOCK.as_slice(), step())
                        .map_err(io::Error::other)?;
                }
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if let Some(broken) = self.broken.take() {
                return Err(broken);
            }
            if self.is_damaged() {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.is_between = true;
        }
    }
}

#[cfg(test)]
mod tests;
