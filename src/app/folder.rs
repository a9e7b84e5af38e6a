//! A folder as a document: the list of what can be read in it.

use std::path::{Path, PathBuf};

use super::Error;
use crate::document::{Builder, Document, Kind, Lead, LinkTarget, Mark, Role};
use crate::import::{self, Format};
use crate::source::{self, Entry, Source};

/// Of so many files the start is read, to see whether they can be read and what their titles are;
/// the others are listed by their names alone.
const LOOKED_INTO_MAX: usize = 300;

/// How much of a file is read for that, in bytes.
const START_BYTES: usize = 8 * 1024;

/// What the names of files end in that have nothing to read, where none looks into them.
const UNREADABLE: [&str; 40] = [
    "7z", "a", "aac", "avi", "bin", "bmp", "bz2", "class", "db", "dll", "doc", "docx", "dylib",
    "exe", "flac", "gif", "ico", "iso", "jar", "jpeg", "jpg", "m4a", "mkv", "mov", "mp3", "mp4",
    "o", "ogg", "otf", "pdf", "png", "pyc", "so", "sqlite", "tar", "ttf", "wav", "webm", "webp",
    "zip",
];

/// What there is to choose from.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) document: Document,
    /// What the document's points stand for.
    pub(super) choices: Vec<PathBuf>,
}

/// Lists what can be read in a folder.
///
/// # Errors
/// [`enum@Error`] where it can't be listed, or has nothing to read.
pub(super) fn open(folder: &Path) -> Result<Folder, Error> {
    let listing = source::list(folder)?;
    let mut files_left = LOOKED_INTO_MAX;
    let mut readable = Vec::new();
    for entry in listing.entries {
        let title = if entry.is_folder {
            None
        } else if files_left > 0 {
            files_left -= 1;
            match look_into(&entry) {
                Look::Readable(title) => title,
                Look::Unreadable => continue,
            }
        } else if has_unreadable_name(&entry.name) {
            continue;
        } else {
            None
        };
        readable.push((entry, title));
    }
    let name = Source::File(folder.to_owned()).name();
    if readable.is_empty() {
        return Err(Error::EmptyFolder { name });
    }
    let choices = readable
        .iter()
        .map(|(entry, _)| entry.path.clone())
        .collect();
    Ok(Folder {
        document: write(&name, &readable, listing.is_cut)?,
        choices,
    })
}

fn write(
    name: &str,
    readable: &[(Entry, Option<String>)],
    is_cut: bool,
) -> Result<Document, Error> {
    let mut builder = Builder::default();
    builder.meta().title = Some(name.to_owned());
    builder.block(Kind::Title, Lead::Apart, name);
    let has_both = readable.iter().any(|(entry, _)| entry.is_folder)
        && readable.iter().any(|(entry, _)| !entry.is_folder);
    let mut is_in_folders = None;
    for (entry, title) in readable {
        let is_first = is_in_folders != Some(entry.is_folder);
        if has_both && is_first {
            let heading = if entry.is_folder {
                "Folders"
            } else {
                "Documents"
            };
            builder.block(Kind::Heading(1), Lead::Apart, heading);
        }
        is_in_folders = Some(entry.is_folder);
        builder.enter(Mark::Bullet);
        let lead = if is_first { Lead::Apart } else { Lead::Close };
        builder.begin(Kind::Paragraph, lead);
        builder.begin_link(LinkTarget::Outside(entry.name.as_str().into()));
        builder.text(&entry.name);
        if entry.is_folder {
            builder.text("/");
        }
        builder.end_link();
        if let Some(title) = title {
            builder.text(" · ");
            builder.role(Role::EMPHASIS, true);
            builder.text(title);
            builder.role(Role::EMPHASIS, false);
        }
        builder.end();
        builder.leave();
    }
    if is_cut {
        let more = "There is more in this folder than can be listed.";
        builder.block(Kind::Paragraph, Lead::Apart, more);
    }
    let too_large = || source::Error::TooLarge {
        name: name.to_owned(),
    };
    Ok(builder.finish().ok().ok_or_else(too_large)?)
}

/// What the start of a file tells.
enum Look {
    /// It can be read, and may have a title.
    Readable(Option<String>),
    /// It is no text.
    Unreadable,
}

fn look_into(entry: &Entry) -> Look {
    let Ok(mut opened) = Source::File(entry.path.clone()).open() else {
        return Look::Unreadable;
    };
    if opened.head(START_BYTES).is_err() {
        return Look::Unreadable;
    }
    let name = opened.name_inside(&entry.name).to_owned();
    let is_known = import::sniff(opened.bytes(), Some(&name)) != Format::Plain;
    let options = import::Options {
        name: Some(name),
        ..Default::default()
    };
    match import::import(opened.bytes(), &options) {
        Ok(import) => Look::Readable(import.document.meta().title.clone()),
        // A format's start alone may be too little to read it.
        Err(_) if is_known => Look::Readable(None),
        Err(_) => Look::Unreadable,
    }
}

fn has_unreadable_name(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        UNREADABLE
            .iter()
            .any(|unreadable| unreadable.eq_ignore_ascii_case(ending))
    })
}
