//! Letters in parts (MIME), alone or in a mailbox.
//!
//! A letter is decoded into what it would be as a plain one: its header goes to the plain text's
//! reader of headers, what it says to the reader of plain letters or of pages. `mailbox` parts
//! letters, `letter` walks through the parts of one, which `sort` tells apart, `choice` chooses
//! among parts that say the same, `flowed` joins the source lines of paragraphs (RFC 3676). What
//! can't be read is named below the letter. A letter without any of this is plain text.

mod attachment;
mod choice;
mod flowed;
mod letter;
mod mailbox;
mod sort;

use super::html::mhtml;
use super::mime::{Fields, split_line};
use super::{Extent, Warning, plain};
use crate::document::Builder;

/// How much of a source tells whether it is a letter, in bytes.
const SNIFF_BYTES: usize = 64 * 1024;

/// Fields that tell of parts or encodings.
const OF_PARTS: [&str; 3] = ["mime-version", "content-type", "content-transfer-encoding"];

/// Fields that letters have, and neither answers of servers nor saved pages.
const OF_LETTERS: [&str; 6] = [
    "to",
    "received",
    "message-id",
    "return-path",
    "delivered-to",
    "reply-to",
];

/// Whether bytes start as a letter or mailbox does that has to be decoded.
pub(super) fn is_letter(bytes: &[u8]) -> bool {
    let start = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let (first, below) = split_line(start);
    let is_mailbox = mailbox::is_envelope(first);
    let fields = Fields::new(if is_mailbox { below } else { start });
    if !fields.clone().end_well() {
        return false;
    }
    let has = |names: &[&str]| {
        let mut fields = fields.clone();
        fields.any(|field| names.iter().any(|name| field.is(name)))
    };
    let is_letter = has(&OF_LETTERS) || has(&["from", "subject"]) && !mhtml::is_archive(start);
    is_letter && (has(&OF_PARTS) || has_encoded_words(&fields) || is_mailbox && holds_parts(start))
}

/// Whether bytes start as a letter with changes to source code does that git writes: the changes
/// have a name in place of a sender.
pub(super) fn is_patch(bytes: &[u8]) -> bool {
    let (first, below) = split_line(bytes);
    let name = first.strip_prefix(b"From ").unwrap_or_default();
    let name = name.split(|byte| *byte == b' ').next().unwrap_or_default();
    name.len() >= 40
        && name.iter().all(u8::is_ascii_hexdigit)
        && mailbox::is_envelope(first)
        && Fields::new(below).next().is_some()
}

/// Whether the fields that people read are encoded.
fn has_encoded_words(fields: &Fields) -> bool {
    fields.clone().any(|field| {
        plain::is_read(field.name()) && {
            let text = field.as_written();
            text.split_once("=?")
                .is_some_and(|(_, on)| on.contains("?="))
        }
    })
}

/// Whether any letter of a mailbox has parts.
fn holds_parts(start: &[u8]) -> bool {
    let is_field = |line: &[u8]| {
        Fields::new(line)
            .next()
            .is_some_and(|field| field.is("MIME-Version"))
    };
    start.split(|byte| *byte == b'\n').any(is_field)
}

/// Reads a letter or a mailbox. Of a head, the letters that are there whole: what a single one says
/// can stand in its last part.
pub(super) fn import(bytes: &[u8], extent: Extent, warnings: &mut Vec<Warning>) -> Builder {
    let mut builder = Builder::with_capacity(bytes.len());
    let (first, _) = split_line(bytes);
    if !mailbox::is_envelope(first) {
        if extent == Extent::Whole {
            letter::Writer::new(&mut builder, warnings, false).write(bytes);
        }
        return builder;
    }
    let mut writer = letter::Writer::new(&mut builder, warnings, true);
    let mut letters = mailbox::letters(bytes).peekable();
    while let Some(letter) = letters.next() {
        if extent == Extent::Whole || letters.peek().is_some() {
            writer.write(letter);
        }
    }
    builder
}

#[cfg(test)]
mod tests;
