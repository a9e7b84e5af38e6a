//! What is in a folder: its files and folders, in the order in which people sort them.

use std::path::{Path, PathBuf};

use super::{Error, Source};
use crate::document::clean;

/// How many entries of a folder are listed at most.
const ENTRIES_MAX: usize = 100_000;

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path, below the folder's.
    pub path: PathBuf,
    /// Its name, clean.
    pub name: String,
    /// Whether it is a folder itself.
    pub is_folder: bool,
}

/// What is in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its entries, folders first, each in the order of their names; numbers in them count as
    /// numbers, and case does not matter.
    pub entries: Vec<Entry>,
    /// Whether there are more than can be listed.
    pub is_cut: bool,
}

/// Lists a folder's files and folders, but for hidden ones and for what is neither.
///
/// # Errors
/// [`Error::Open`] where it can't be read.
pub fn list(folder: &Path) -> Result<Listing, Error> {
    let cause = |cause| Error::Open {
        name: Source::File(folder.to_owned()).name(),
        cause,
    };
    let mut listing = Listing::default();
    for entry in std::fs::read_dir(folder).map_err(cause)? {
        let entry = entry.map_err(cause)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if listing.entries.len() >= ENTRIES_MAX {
            listing.is_cut = true;
            break;
        }
        // A link is what it leads to; one that leads nowhere is nothing.
        let kind = match entry.file_type() {
            Ok(kind) if kind.is_symlink() => {
                std::fs::metadata(entry.path()).map(|to| to.file_type())
            }
            kind => kind,
        };
        let is_folder = match kind {
            Ok(kind) if kind.is_dir() => true,
            Ok(kind) if kind.is_file() => false,
            _ => continue,
        };
        listing.entries.push(Entry {
            path: entry.path(),
            name: clean::clean(&name).replace(['\n', '\t'], " "),
            is_folder,
        });
    }
    let mut keyed: Vec<(String, Entry)> = listing
        .entries
        .into_iter()
        .map(|entry| (entry.name.to_lowercase(), entry))
        .collect();
    keyed.sort_by(|(one, first), (other, second)| {
        let names = || alphanumeric_sort::compare_str(one, other);
        let folders_first = second.is_folder.cmp(&first.is_folder);
        folders_first.then_with(names)
    });
    listing.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
    Ok(listing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_listed_as_people_sort() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [
            "chapter 10.txt",
            "Chapter 2.txt",
            "chapter 1.txt",
            ".hidden",
            "é.txt",
        ] {
            std::fs::write(folder.path().join(name), "text").expect("writable");
        }
        std::fs::create_dir(folder.path().join("notes")).expect("writable");
        let to = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("é.txt"), to).expect("writable");
        let to = folder.path().join("nowhere");
        std::os::unix::fs::symlink("no such file", to).expect("writable");
        let listing = list(folder.path()).expect("readable");
        let names: Vec<&str> = listing
            .entries
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "notes",
                "chapter 1.txt",
                "Chapter 2.txt",
                "chapter 10.txt",
                "link",
                "é.txt"
            ]
        );
        assert!(!listing.is_cut);
        assert!(list(&folder.path().join("nowhere")).is_err());
    }
}
