//! A document as text, Markdown, JSON or outline, written as it goes.
//!
//! Each form has a file of its own and writes block by block, so that a large document is never in
//! memory twice. `passage` puts together again what the builder cut. Whatever a form writes goes
//! through `sink`, which lets no control character out. This room reads nothing back.

mod json;
mod markdown;
mod outline;
mod passage;
mod sink;
mod text;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use thiserror::Error;

use crate::document::Document;

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// As the page sets it, at a width.
    Text,
    /// `CommonMark` with GitHub's tables, footnotes, tasks and strikethrough.
    Markdown,
    /// One object; its schema is told in the README.
    Json,
    /// Sections, and their points by first clause.
    Outline,
}

/// The name is that of no form.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("no such form: text, markdown, json or outline")]
pub struct NoSuchForm;

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Json, Self::Outline];

    /// The name that `--to` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Outline => "outline",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Form {
    type Err = NoSuchForm;

    fn from_str(name: &str) -> Result<Self, NoSuchForm> {
        let mut forms = Self::ALL.into_iter();
        forms.find(|form| form.name() == name).ok_or(NoSuchForm)
    }
}

/// Writes a document in a form; text and outline are set `width_columns` wide.
///
/// `warnings` say what was not well with its source, where the form has room for that. It writes in small pieces: give it a buffer.
///
/// # Errors
/// Where `out` fails.
pub fn write(
    document: &Document,
    warnings: &[String],
    form: Form,
    width_columns: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = sink::Clean::new(out);
    match form {
        Form::Text => text::write(document, width_columns, &mut out),
        Form::Markdown => markdown::write(document, &mut out),
        Form::Json => json::write(document, warnings, &mut out),
        Form::Outline => outline::write(document, width_columns, &mut out),
    }
}

#[cfg(test)]
mod tests;
