//! Files of the state folder: locked, read with a bound, written whole, set aside.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use super::format::{self, Unusable};

/// The most that a file of the store is believed, in bytes.
pub(super) const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// How long another program may hold a file's lock before this one goes on without.
const LOCK_WAIT: Duration = Duration::from_secs(2);

/// What stands in a file; none where there is none.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Unusable> {
    // What is no file is not opened: a pipe would wait, a link lead elsewhere.
    match fs::symlink_metadata(path) {
        Err(error) if is_absent(&error) => return Ok(None),
        Ok(found) if found.is_file() && found.len() <= FILE_BYTES_MAX => {}
        Ok(_) | Err(_) => return Err(Unusable::Broken),
    }
    let mut text = String::new();
    let read =
        File::open(path).and_then(|file| file.take(FILE_BYTES_MAX).read_to_string(&mut text));
    match read {
        Ok(_) => format::parse(&text).map(Some),
        // It went between the two looks.
        Err(error) if is_absent(&error) => Ok(None),
        Err(_) => Err(Unusable::Broken),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Renames a file that can't be used, to a name that is free.
pub(super) fn set_aside(path: &Path, why: &str) -> io::Result<PathBuf> {
    for number in 1..u32::MAX {
        let aside = path.with_extension(format!("{why}-{number}"));
        match fs::symlink_metadata(&aside) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return fs::rename(path, &aside).map(|()| aside);
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Holds a file's lock, if another program gives it up in time; the rename is whole without.
pub(super) fn lock(path: &Path) -> Option<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
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

pub(super) fn write_whole(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    // The new name reaches the disk with the folder; where that can't be told, in its own time.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}
