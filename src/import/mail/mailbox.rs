//! Mailboxes: letters one after the other, each under an envelope, "From " and the time it came.

use crate::import::mime::{Fields, split_line};
use crate::import::plain;

/// Whether a source line is an envelope.
pub(super) fn is_envelope(line: &[u8]) -> bool {
    line.starts_with(b"From ")
        && std::str::from_utf8(line).is_ok_and(|line| plain::is_envelope(line.trim_end()))
}

/// The letters of a mailbox, each without its envelope, which carried it and says nothing that its
/// header does not.
pub(super) fn letters(mailbox: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(split_line(mailbox).1);
    std::iter::from_fn(move || {
        let letters = rest?;
        let Some(end) = end(letters) else {
            return rest.take();
        };
        let (letter, next) = letters.split_at(end);
        rest = Some(split_line(next).1);
        Some(letter)
    })
}

/// Where the first letter ends: at an envelope below an empty source line and above a field.
fn end(letters: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(letters, b"\nFrom ").find_map(|at| {
        let (letter, next) = letters.split_at(at + 1);
        let (envelope, below) = split_line(next);
        let is_apart = letter.ends_with(b"\n\n") || letter.ends_with(b"\n\r\n");
        (is_apart && is_envelope(envelope) && Fields::new(below).next().is_some())
            .then_some(letter.len())
    })
}
