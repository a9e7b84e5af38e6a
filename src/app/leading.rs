//! Where links and references lead, outside the reader: to what is looked up on a thread, to other
//! files, and to what the system opens.

use std::path::Path;
use std::process::{Command, Stdio};

use percent_encoding::percent_decode_str;

use super::App;
use super::desk::Via;
use super::events::Event;
use crate::document::clean;
use crate::reader::Lookup;
use crate::search;
use crate::source::Source;

/// What opens an address as the user wants it opened.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

impl App {
    /// Looks up a reference.
    pub(super) fn resolve(&self, lookup: Lookup) {
        let (id, events) = (self.paper.id, self.sender.clone());
        std::thread::spawn(move || {
            let Lookup {
                ticket,
                document,
                reference,
            } = lookup;
            let found = reference.to.resolve(&document, reference.range.start);
            // Where nobody listens any more, the program is ending.
            let _ = events.send(Event::Resolved(id, ticket, found));
        });
    }

    /// Opens a file that a link names, from where this document is, at the part that its fragment
    /// names; a file or a folder, for a device may take keys away or never end.
    pub(super) fn open_file(&mut self, name: &str) {
        let decoded = |text| percent_decode_str(text).decode_utf8_lossy();
        let (file, part) = name.split_once('#').unwrap_or((name, ""));
        let file = decoded(file.split('?').next().unwrap_or_default());
        let part = Some(clean::clean(&decoded(part)).into_owned()).filter(|part| !part.is_empty());
        let here = self.paper.source.path();
        let folder = here.as_ref().and_then(|path| {
            if path.is_dir() {
                Some(path.as_path())
            } else {
                path.parent()
            }
        });
        let path = folder.unwrap_or(Path::new("")).join(file.as_ref());
        let is_here = || here.is_some() && path.canonicalize().ok() == here;
        let reader = &mut self.paper.reader;
        let shown = clean::clean(name);
        if file.is_empty() || is_here() {
            match part {
                Some(part) => {
                    let document = reader.document_view().document();
                    match search::section_by_fragment(document, &part) {
                        Some(at) => reader.follow_to(at),
                        None => reader.say(format!("no section is named '{part}'")),
                    }
                }
                None => reader.say("it leads to this document itself"),
            }
            return;
        }
        match path.metadata() {
            Ok(found) if found.is_file() || found.is_dir() => {
                self.go_to_part(Source::File(path), Via::Link, part);
            }
            Ok(_) => reader.say(format!("'{shown}' is no file: it is not opened")),
            Err(_) => reader.say(format!("'{shown}' is no file that is there")),
        }
    }

    /// Hands an address to the system.
    pub(super) fn open_address(&mut self, address: &str) {
        let outcome = Command::new(OPENER)
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let message = match outcome {
            Ok(mut child) => {
                // Nobody else waits for it when it ends, which may be when its window is closed.
                let (failed, events) = (
                    format!("{OPENER} can't open {address}"),
                    self.sender.clone(),
                );
                std::thread::spawn(move || {
                    if child.wait().is_ok_and(|status| !status.success()) {
                        let _ = events.send(Event::NotOpened(failed));
                    }
                });
                format!("handed to {OPENER}: {address}")
            }
            Err(_) => format!("{OPENER} is not there to open {address}: y copies it"),
        };
        self.paper.reader.say(message);
    }
}
