//! A document as text, Markdown, JSON or an outline, into any writer.
//!
//! Each form is written as it goes; none is held whole. What a document holds is clean, so what is
//! written can steer no terminal.

mod json;
mod markdown;
mod outline;
mod paragraph;
mod text;

#[cfg(test)]
mod tests;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use thiserror::Error;

use crate::document::Document;

/// What a document is printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text, set at a width.
    Text,
    /// Markdown.
    Markdown,
    /// JSON, as the README describes it.
    Json,
    /// Sections and points.
    Outline,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Json, Self::Outline];
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Outline => "outline",
        })
    }
}

/// No form has this name.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not one of text, markdown, json and outline")]
pub struct NoSuchForm;

impl FromStr for Form {
    type Err = NoSuchForm;

    fn from_str(name: &str) -> Result<Self, NoSuchForm> {
        Self::ALL
            .into_iter()
            .find(|form| form.to_string() == name)
            .ok_or(NoSuchForm)
    }
}

/// Writes a document; `width_columns` is for the forms that are set.
///
/// # Errors
/// What the writer says.
pub fn write(
    document: &Document,
    form: Form,
    width_columns: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        Form::Text => text::write(document, width_columns, out),
        Form::Markdown => markdown::write(document, out),
        Form::Json => json::write(document, out),
        Form::Outline => outline::write(document, width_columns, out),
    }
}
