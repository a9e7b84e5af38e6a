//! Code: the language that it is in, where the source tells.

use std::sync::Arc;

use super::{BlockIdx, Document};

/// The longest name of a language, in bytes; what is longer is none.
pub const LANGUAGE_BYTES_MAX: usize = 64;

/// Consecutive blocks that are [`Kind::Code`](super::Kind::Code), all in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its first row.
    pub first: BlockIdx,
    /// The block after its last row.
    pub end: BlockIdx,
    /// The language's name as the source has it, one word: "rust", "c++".
    pub language: Arc<str>,
}

impl Document {
    /// The language of the code that a block is a row of, where the source tells it.
    pub fn code_language(&self, idx: BlockIdx) -> Option<&str> {
        let after = self.groups.code.partition_point(|code| code.first <= idx);
        after
            .checked_sub(1)
            .map(|before| &self.groups.code[before])
            .filter(|code| idx < code.end)
            .map(|code| code.language.as_ref())
    }
}

/// Whether `name` may name a language: letters, digits and the few signs that names of languages
/// have, none of which means anything to Markdown after a fence.
pub(super) fn is_language(name: &str) -> bool {
    let is_sign = |c: char| matches!(c, '+' | '#' | '-' | '_' | '.' | '*' | '/' | ':');
    let is_part = |c: char| super::clean::is_allowed(c) && (c.is_alphanumeric() || is_sign(c));
    name.len() <= LANGUAGE_BYTES_MAX
        && name.chars().any(char::is_alphanumeric)
        && name.chars().all(is_part)
}
