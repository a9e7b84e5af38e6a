//! Which wraps can be written with delimiters (`*`, `**`, `~~`), and which need tags.
//!
//! Whether a delimiter opens or closes depends on what stands beside it. The rules are those of
//! `CommonMark`, "left-flanking" and "right-flanking", taken on the safe side: punctuation beyond
//! ASCII counts as whatever makes a tag.

use crate::document::Role;

use super::wraps::{Event, Piece, Wrap};

/// Turns wraps into tags where their delimiters would not be read as such.
pub(super) fn choose_tags(events: &mut [Event], pieces: &[Piece], text: &str) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..events.len() {
        match events[at] {
            Event::Open(..) => open.push(at),
            Event::Close(wrap, _) => {
                let Some(opened) = open.pop() else { continue };
                let is_inside = open
                    .iter()
                    .any(|outer| matches!(events[*outer], Event::Open(Wrap::Role(_), _)));
                let is_delimited = opens(events, opened, is_inside, pieces, text)
                    && closes(events, at, pieces, text);
                events[opened] = Event::Open(wrap, !is_delimited);
                events[at] = Event::Close(wrap, !is_delimited);
            }
            Event::Text(_) => {}
        }
    }
}

/// What `CommonMark` makes of a character beside a delimiter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Space,
    Letter,
    Punctuation,
    /// Which of the last two depends on tables that are not at hand.
    Unsure,
}

impl Beside {
    fn of(c: Option<char>) -> Self {
        match c {
            None => Self::Space,
            Some(c) if c.is_whitespace() => Self::Space,
            Some(c) if c.is_alphanumeric() => Self::Letter,
            Some(c) if c.is_ascii() => Self::Punctuation,
            Some(_) => Self::Unsure,
        }
    }

    fn may_be_letter(self) -> bool {
        matches!(self, Self::Letter | Self::Unsure)
    }
}

/// Whether a delimiter at the event `at` can open (`CommonMark`'s "left-flanking").
///
/// One that could close as well (it is "right-flanking", too) would close what is open around it.
fn opens(events: &[Event], at: usize, is_inside: bool, pieces: &[Piece], text: &str) -> bool {
    // Delimiters of a wrap that has just closed would run together with it.
    let touches = at
        .checked_sub(1)
        .is_some_and(|before| matches!(events[before], Event::Close(Wrap::Role(_), false)));
    let inside = after(events, at, pieces, text);
    let outside = before(events, at, pieces, text);
    let may_close =
        outside != Beside::Space && (outside != Beside::Punctuation || inside != Beside::Letter);
    let would_close = is_inside && may_close;
    if touches || would_close {
        return false;
    }
    inside == Beside::Letter || !outside.may_be_letter()
}

/// Whether a delimiter at the event `at` can close ("right-flanking").
fn closes(events: &[Event], at: usize, pieces: &[Piece], text: &str) -> bool {
    let touches = matches!(events.get(at + 1), Some(Event::Open(Wrap::Role(_), false)));
    let inside = before(events, at, pieces, text);
    let outside = after(events, at, pieces, text);
    !touches && (inside == Beside::Letter || !outside.may_be_letter())
}

fn before(events: &[Event], at: usize, pieces: &[Piece], text: &str) -> Beside {
    for event in events.iter().take(at).rev() {
        match event {
            Event::Text(idx) if is_fenced(&pieces[*idx]) => return Beside::Punctuation,
            Event::Text(idx) => {
                let said = text.get(pieces[*idx].range.clone()).unwrap_or_default();
                return Beside::of(said.chars().next_back());
            }
            Event::Open(wrap, is_tag) | Event::Close(wrap, is_tag)
                if *is_tag || is_bracketed(*wrap) =>
            {
                return Beside::Punctuation;
            }
            Event::Open(..) | Event::Close(..) => {}
        }
    }
    Beside::Space
}

fn after(events: &[Event], at: usize, pieces: &[Piece], text: &str) -> Beside {
    for event in events.iter().skip(at + 1) {
        match event {
            Event::Text(idx) if is_fenced(&pieces[*idx]) => return Beside::Punctuation,
            Event::Text(idx) => {
                let said = text.get(pieces[*idx].range.clone()).unwrap_or_default();
                return Beside::of(said.chars().next());
            }
            Event::Open(wrap, is_tag) | Event::Close(wrap, is_tag)
                if *is_tag || is_bracketed(*wrap) =>
            {
                return Beside::Punctuation;
            }
            Event::Open(..) | Event::Close(..) => {}
        }
    }
    Beside::Space
}

/// Whether a piece is written between marks of its own.
fn is_fenced(piece: &Piece) -> bool {
    piece.role.has(Role::CODE) || piece.role.has(Role::MATH)
}

/// Whether a wrap is always written with brackets, never with delimiters.
fn is_bracketed(wrap: Wrap) -> bool {
    matches!(
        wrap,
        Wrap::Link(_) | Wrap::Role(Role::RAISED | Role::LOWERED)
    )
}
