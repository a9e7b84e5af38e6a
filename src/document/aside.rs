//! What was set aside, and why.

use super::Offset;

/// Text of the source that is no part of the document, kept so that a reader can check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where in the text it would stand.
    pub at: Offset,
    /// Why it is not there.
    pub reason: Reason,
    /// What it says.
    pub text: String,
}

/// Why a text was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Buttons, menus and notices of the page around the text.
    PageChrome,
    /// It repeats what stands elsewhere in the text.
    Repetition,
    /// A title or number that every printed page repeats.
    RunningHead,
    /// A list of contents, which the outline replaces.
    Contents,
    /// A licence or notice wrapped around the text.
    Boilerplate,
    /// A file that came with the text.
    Attachment,
}

impl Reason {
    /// The reason as people read it.
    pub fn words(self) -> &'static str {
        match self {
            Self::PageChrome => "page chrome",
            Self::Repetition => "repetition",
            Self::RunningHead => "running head",
            Self::Contents => "contents",
            Self::Boilerplate => "boilerplate",
            Self::Attachment => "attachment",
        }
    }
}
