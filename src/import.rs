//! Turns bytes into a document and warnings.
//!
//! [`import`] tells what the bytes are, decodes them and hands the text to the importer of its
//! format, which drives the [`Builder`]. It touches no file, and bad content is never an error: an
//! [`enum@Error`] only says that there is no text here. A source can be imported by its head alone: what
//! comes of it is the start of what comes of the whole, so that a reader never moves. The trick is
//! that every decision about the whole text is taken from a survey of its first stretch.

mod code;
mod decode;
mod epub;
mod html;
mod mail;
mod man;
mod markdown;
mod mime;
mod plain;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::document::{Builder, Document};
use html::Shown;

/// The least size of a source's head, in bytes, for which the law holds that its document starts
/// the document of the whole.
pub const HEAD_BYTES_MIN: usize = 160 * 1024;

/// What an import takes from outside the bytes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format, where the reader knows better than [`sniff`].
    pub format: Option<Format>,
    /// The source's file name; a hint and no more.
    pub name: Option<String>,
    /// How much of the source the bytes are.
    pub extent: Extent,
    /// The encoding that the source is said to be in, as a server says it; a byte order mark
    /// overrules it.
    pub charset: Option<String>,
    /// The address that a page was read from, against which its links are resolved.
    pub address: Option<String>,
    /// Whether a web page is read with all that is around its article.
    pub whole_page: bool,
}

/// How much of a source its bytes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Its start, at least [`HEAD_BYTES_MIN`] of a longer source: what is imported ends before
    /// anything that what follows could change. Where that leaves nothing, the document is empty.
    Head,
}

/// How a source writes its structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text without markup.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// An e-book, EPUB 2 or 3.
    Epub,
    /// A letter or a mailbox, with its parts and encodings (MIME).
    Mail,
    /// A manual page, as `man` prints it.
    Man,
    /// Source code.
    Code,
}

impl Format {
    /// All formats, as `--from` offers them.
    pub const ALL: [Self; 7] = [
        Self::Plain,
        Self::Markdown,
        Self::Html,
        Self::Epub,
        Self::Mail,
        Self::Man,
        Self::Code,
    ];

    /// The name that `--from` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Epub => "epub",
            Self::Mail => "mail",
            Self::Man => "man",
            Self::Code => "code",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No format has this name.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("no format is named '{0}'")]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat(name.into()))
    }
}

/// A document and what its reader should know of how it came about.
#[derive(Debug)]
pub struct Import {
    /// What was read.
    pub document: Document,
    /// What was not well in the source.
    pub warnings: Vec<Warning>,
}

/// Something that was not well in a source and was read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Warning {
    /// Bytes that the encoding does not have are shown as U+FFFD.
    #[error("some bytes are not {encoding} and were replaced")]
    Replaced {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// An archive's directory is broken; its entries were found by their own headers.
    #[error("the archive is damaged; what can still be found in it was read")]
    Archive,
    /// A book does not say in which order its chapters are read.
    #[error("the book has no list of its chapters; they stand in the order of their names")]
    NoOrder,
    /// A book has no table of contents that can be read.
    #[error("the book has no table of contents; its sections are its headings")]
    NoContents,
    /// A page has a title and no text.
    #[error("the page shows no text without running its scripts")]
    NoText,
    /// A letter's parts don't end, are not parted, or nest too deep.
    #[error("the letter's parts are damaged; what can be found in it was read")]
    Parts,
    /// What carried a part of a letter is broken.
    #[error("a part of the letter is damaged; what can be decoded was read")]
    Encoding,
    /// A part of a letter is encrypted.
    #[error("a part of the letter is encrypted")]
    Encrypted,
    /// A chapter of a book is missing, or a part of it.
    #[error("the chapter {path} {reason}")]
    Chapter {
        /// Its file in the archive.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
}

/// Why there is no text to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// Nothing is there, or nothing that shows.
    #[error("it is empty")]
    Empty,
    /// The bytes are a program, a picture, an archive or the like.
    #[error("it is not text")]
    Binary,
    /// The text is longer than a document may be.
    #[error("it is larger than 4 GiB")]
    TooLarge,
    /// An e-book whose chapters are all encrypted.
    #[error("it is encrypted (DRM) and opens only with its seller's software")]
    Locked,
    /// A web page without a word.
    #[error("it is a page that shows no text without running its scripts")]
    NoText,
    /// An e-book of which no chapter can be read.
    #[error("it is an e-book without a chapter that can be read")]
    NoChapter,
}

/// Tells the format of a source by its bytes, and by its file name where they do not say.
pub fn sniff(bytes: &[u8], name: Option<&str>) -> Format {
    let ending = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    let is_book = ending == "epub" && epub::is_archive(bytes);
    let is_page = matches!(ending, "html" | "htm" | "xhtml") && bytes.contains(&b'<');
    let is_page = is_page || html::is_page(bytes) || html::mhtml::is_archive(bytes);
    if epub::is_epub(bytes) || is_book {
        Format::Epub
    } else if mail::is_letter(bytes) {
        Format::Mail
    } else if mail::is_patch(bytes) {
        Format::Plain
    } else if is_page {
        Format::Html
    } else if man::is_page(bytes) {
        Format::Man
    } else if name.is_some_and(markdown::is_named) {
        Format::Markdown
    } else if name.is_some_and(code::is_named) || code::is_script(bytes) {
        Format::Code
    } else if markdown::is_markdown(bytes) {
        Format::Markdown
    } else {
        Format::Plain
    }
}

/// Reads a document from the bytes of a source.
///
/// # Errors
/// [`enum@Error`] where the bytes are no text at all; anything else is read as well as it can be.
pub fn import(bytes: &[u8], options: &Options) -> Result<Import, Error> {
    let format = options
        .format
        .unwrap_or_else(|| sniff(bytes, options.name.as_deref()));
    if format == Format::Html
        && options.extent == Extent::Whole
        && let Some(page) = html::mhtml::page(bytes)
    {
        let options = Options {
            charset: page.charset.or_else(|| options.charset.clone()),
            address: page.address.or_else(|| options.address.clone()),
            ..options.clone()
        };
        return import_as(format, &page.bytes, &options);
    }
    // A letter that needs no decoding is plain text.
    let format = match format {
        Format::Mail if !mail::is_letter(bytes) => Format::Plain,
        format => format,
    };
    import_as(format, bytes, options)
}

fn import_as(format: Format, bytes: &[u8], options: &Options) -> Result<Import, Error> {
    let mut warnings = Vec::new();
    let builder = if format == Format::Epub {
        epub::import(bytes, options.extent, &mut warnings)?
    } else if format == Format::Mail {
        mail::import(bytes, options.extent, &mut warnings)
    } else {
        let decoded = decode::decode(bytes, options.extent, options.charset.as_deref())?;
        warnings.extend(decoded.warning);
        let mut builder = Builder::with_capacity(decoded.text.len());
        match format {
            Format::Html => match html::import(&decoded.text, options, &mut builder) {
                Shown::Text => {}
                Shown::Front => warnings.push(Warning::NoText),
                Shown::Nothing => return Err(Error::NoText),
            },
            Format::Markdown => markdown::import(&decoded.text, options.extent, &mut builder),
            Format::Man => man::import(&decoded.text, options.extent, &mut builder),
            Format::Code => {
                let name = options.name.as_deref();
                code::import(&decoded.text, name, options.extent, &mut builder);
            }
            Format::Plain | Format::Epub | Format::Mail => {
                plain::import(&decoded.text, options.extent, &mut builder);
            }
        }
        builder
    };
    // What shows nothing has been refused.
    let document = builder.finish().or(Err(Error::TooLarge))?;
    Ok(Import { document, warnings })
}

#[cfg(test)]
mod tests;
