//! Pattern → ranges of a document's text; rows are unknown here.
//!
//! A literal finds what a person means by it: case only where it has a capital, accents only where
//! it has them, and any shape of quotes, dashes, ligatures and spaces. It is compiled into a regex
//! in which each character stands for all its shapes. Regexes run in linear time and are bounded
//! in size. A hit may cross the blocks of one paragraph.

mod hits;
mod literal;
mod pick;
mod reference;
mod restated;
mod stretch;
mod sweep;

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use thiserror::Error;

pub use hits::{HITS_MAX, Hits, Sought};
pub use pick::{CHOICES_MAX, Candidates, Choice, Kind, Picked};
pub use reference::{Reference, Referent, references, section_by_fragment};
#[cfg(test)]
pub(crate) use stretch::work;
pub use sweep::{Found, Sweep};

use crate::document::{BlockIdx, Document, Offset, clean};

/// The most characters that a pattern has.
pub const PATTERN_CHARS_MAX: usize = 256;

/// The most memory that a compiled regex takes, and the most that its tables take while it runs.
const REGEX_BYTES_MAX: usize = 1024 * 1024;

/// How a pattern is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// As the words themselves.
    #[default]
    Literal,
    /// As a regular expression, in the syntax of the `regex` crate.
    Regex,
}

/// Why nothing can be searched for, in a line.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Invalid {
    /// There is nothing to look for.
    #[error("nothing to look for")]
    Empty,
    /// It is longer than [`PATTERN_CHARS_MAX`], or would take too much memory.
    #[error("too large a pattern")]
    TooLarge,
    /// It is no regular expression.
    #[error("{0}")]
    Syntax(String),
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    syntax: Syntax,
    /// Finds it in any text.
    regex: Regex,
    /// Finds it where the text is ASCII alone, much faster; none where it can't be there.
    ascii: Option<Regex>,
}

/// Patterns are alike that were asked for alike.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.syntax == other.syntax
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// Makes a pattern of what was typed.
    ///
    /// # Errors
    /// [`Invalid`] where nothing can be looked for; its text is a line that says why.
    pub fn new(text: &str, syntax: Syntax) -> Result<Self, Invalid> {
        if text.is_empty() {
            return Err(Invalid::Empty);
        }
        if text.chars().count() > PATTERN_CHARS_MAX {
            return Err(Invalid::TooLarge);
        }
        let ignores_case = !text.chars().any(char::is_uppercase);
        let (regex, ascii) = match syntax {
            Syntax::Regex => {
                let regex = compile(text, ignores_case)?;
                (regex.clone(), Some(regex))
            }
            Syntax::Literal => {
                let shapes = literal::Shapes::new(&clean::clean(text));
                let ascii = shapes
                    .in_ascii()
                    .map(|text| compile(&text, ignores_case))
                    .transpose()?;
                (compile(&shapes.in_unicode(), ignores_case)?, ascii)
            }
        };
        Ok(Self {
            text: text.to_owned(),
            syntax,
            regex,
            ascii,
        })
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it is meant.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// The hits in the paragraphs that `range` meets, in order, as a [`Sweep`] finds them.
    pub fn hits(&self, document: &Document, range: Range<Offset>) -> Vec<Range<Offset>> {
        let first = stretch::start(document, document.block_at(range.start));
        let last = document.block_at(range.end);
        stretch::hits(self, document, first..BlockIdx(last.0 + 1))
    }

    /// The ranges of `text` that it finds, in order and disjoint; none of them is empty.
    fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let regex = if text.is_ascii() {
            self.ascii.as_ref()
        } else {
            Some(&self.regex)
        };
        regex
            .into_iter()
            .flat_map(move |regex| regex.find_iter(text))
            .map(|found| found.range())
            .filter(|range| !range.is_empty())
    }
}

fn compile(regex: &str, ignores_case: bool) -> Result<Regex, Invalid> {
    RegexBuilder::new(regex)
        .case_insensitive(ignores_case)
        .size_limit(REGEX_BYTES_MAX)
        .dfa_size_limit(REGEX_BYTES_MAX)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => Invalid::TooLarge,
            // Above its last line the error shows the pattern with the place marked.
            error => {
                let error = error.to_string();
                let last = error.lines().last().unwrap_or_default();
                Invalid::Syntax(last.trim_start_matches("error: ").to_owned())
            }
        })
}

#[cfg(test)]
mod tests;
