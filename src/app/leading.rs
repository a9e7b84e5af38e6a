//! Where links and references lead, outside the reader: to what is looked up on a thread, to other
//! files, and to what the system opens.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use percent_encoding::percent_decode_str;

use super::desk::Via;
use super::{App, Event};
use crate::document::clean;
use crate::reader::Lookup;
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
        let (id, events) = (self.paper.id, self.events.clone());
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

    /// Opens a file that a link names, from where this document is; a file or a folder, for a
    /// device may take keys away or never end.
    pub(super) fn open_file(&mut self, name: &str) {
        let path = name.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() {
            self.paper.reader.say("it leads to this document itself");
            return;
        }
        let path = percent_decode_str(path).decode_utf8_lossy();
        let folder = self.paper.source.path().and_then(|path| {
            let parent = path.parent().map(PathBuf::from);
            if path.is_dir() { Some(path) } else { parent }
        });
        let path = folder.unwrap_or_default().join(path.as_ref());
        let name = clean::clean(name);
        match path.metadata() {
            Ok(found) if found.is_file() || found.is_dir() => {
                self.go(Source::File(path), Via::Link);
            }
            Ok(_) => {
                let message = format!("'{name}' is no file: it is not opened");
                self.paper.reader.say(message);
            }
            Err(_) => {
                let message = format!("'{name}' is no file that is there");
                self.paper.reader.say(message);
            }
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
                    self.events.clone(),
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
