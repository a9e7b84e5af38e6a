//! E-books: EPUB 2 and 3, the whole book as one document.
//!
//! The container leads to the package document, which lists the chapters in the order to read
//! them; the navigation document or the NCX has the table of contents, whose entries become the
//! sections. Each chapter is unpacked, parsed, given its sections and walked before the next one
//! is touched. An archive can't be read by its start: a head gives an empty document.

use std::collections::HashSet;

use memchr::memmem;

use super::{Error, Extent, Warning};
use crate::document::{Builder, Kind, Lead};

mod archive;
mod chapters;
mod container;
mod contents;
mod drawing;
mod hidden;
mod package;
mod path;
mod sections;
mod sheet;
mod xml;

use archive::Archive;
use chapters::Book;
use contents::Entry;
use package::Package;

/// What the first entry of a book holds, and its name before it.
const MIMETYPE: &[u8] = b"mimetypeapplication/epub+zip";

/// How far into the archive the first entry's name can stand, in bytes.
const MIMETYPE_REACH: usize = 256;

/// Whether the bytes are an archive that says it is a book.
pub(super) fn is_epub(bytes: &[u8]) -> bool {
    let start = bytes.get(..MIMETYPE_REACH).unwrap_or(bytes);
    bytes.starts_with(b"PK")
        && (memmem::find(start, MIMETYPE).is_some()
            || memmem::find(bytes, container::CONTAINER.as_bytes()).is_some())
}

/// Whether the bytes have entries of an archive, wherever they start.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"PK\x03\x04").is_some()
}

/// Reads a book.
///
/// # Errors
/// [`Error::Locked`] where all of it is encrypted, [`Error::NoChapter`] where none of it can be read.
pub(super) fn import(
    bytes: &[u8],
    extent: Extent,
    warnings: &mut Vec<Warning>,
) -> Result<Builder, Error> {
    let mut builder = Builder::default();
    if extent == Extent::Head {
        return Ok(builder);
    }
    let archive = Archive::new(bytes);
    if !archive.is_listed() {
        warnings.push(Warning::Archive);
    }
    let package = package(&archive, warnings);
    let locked = container::locked(&archive);
    if is_locked(&package, &locked) {
        return Err(Error::Locked);
    }
    write_front(&package, &mut builder);
    let contents = contents(&archive, &package);
    if contents.is_empty() {
        warnings.push(Warning::NoContents);
    }
    let book = Book {
        archive: &archive,
        locked: &locked,
        spine: &package.spine,
    };
    if chapters::write(&book, contents, &mut builder, warnings) == 0 {
        return Err(Error::NoChapter);
    }
    if package.is_cut {
        let text = "[The book lists more chapters than can be opened.]";
        builder.block(Kind::Paragraph, Lead::Apart, text);
    }
    Ok(builder)
}

/// The package document; where there is none, all pages by their names.
fn package(archive: &Archive, warnings: &mut Vec<Warning>) -> Package {
    let path = container::package_path(archive);
    let entry = path.and_then(|path| Some((archive.read(&path).ok()?, path)));
    let package = entry.map_or_else(Package::default, |(entry, path)| {
        let parsed = xml::read(&entry.bytes);
        package::read(&parsed.tree.root(), &path)
    });
    if !package.spine.is_empty() {
        return package;
    }
    warnings.push(Warning::NoOrder);
    Package {
        spine: package::pages(archive.names()),
        ..package
    }
}

/// Whether every chapter is encrypted.
fn is_locked(package: &Package, locked: &HashSet<String>) -> bool {
    let mut chapters = package.spine.iter();
    !package.spine.is_empty() && chapters.all(|chapter| locked.contains(&chapter.path))
}

/// What the package says of the book, and its title and authors before the text.
fn write_front(package: &Package, builder: &mut Builder) {
    let authors = package.creators.join(", ");
    let byline = Some(authors).filter(|authors| !authors.is_empty());
    let meta = builder.meta();
    meta.title.clone_from(&package.title);
    meta.byline.clone_from(&byline);
    meta.language.clone_from(&package.language);
    meta.date = package.date;
    if let Some(title) = &package.title {
        builder.block(Kind::Title, Lead::Apart, title);
    }
    let date = package.date.map(|date| date.to_string());
    let said: Vec<String> = [byline, date].into_iter().flatten().collect();
    builder.block(Kind::Dateline, Lead::Apart, &said.join(", "));
}

/// The table of contents: from the navigation document, or else from the NCX.
fn contents(archive: &Archive, package: &Package) -> Vec<Entry> {
    let read = |path: &Option<String>, entries: fn(&dom_query::Document, &str) -> Vec<Entry>| {
        let path = path.as_ref()?;
        let entry = archive.read(path).ok()?;
        let parsed = xml::read(&entry.bytes);
        Some(entries(&parsed.tree, path)).filter(|entries| !entries.is_empty())
    };
    read(&package.navigation, contents::of_navigation)
        .or_else(|| read(&package.ncx, contents::of_ncx))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
