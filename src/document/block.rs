//! Blocks, what they are, and the containers that they stand in.

use super::{Offset, PrefixId};

/// A piece of text that ends in exactly one `\n`: the unit that is laid out alone.
///
/// It ends where the next block starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where its text starts.
    pub start: Offset,
    /// The containers that it stands in, innermost last.
    pub prefix: PrefixId,
    /// What it is.
    pub kind: Kind,
    /// How it stands to the block before it.
    pub lead: Lead,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The document's title, where the text shows it.
    Title,
    /// The summary under the title.
    Standfirst,
    /// Author and date as the source writes them.
    Dateline,
    /// A section's heading, level 1 to 6.
    Heading(u8),
    /// Running prose.
    Paragraph,
    /// The first block of a list item.
    Point,
    /// Prose in a quotation.
    Quote,
    /// A pull quote or summary point that restates the body.
    Takeaway,
    /// One row of code; the next row is a block that is [`Lead::Close`].
    Code,
    /// One row of a table, its cells separated by `\t`.
    TableRow {
        /// Whether it heads its table.
        header: bool,
    },
    /// What a picture says to those who do not see it.
    Figure,
    /// A caption. [`Lead::Close`], it stands under the words of its figure, whose first block else
    /// it is; a table's stands before the rows, the first of which is [`Lead::Close`].
    Caption {
        /// Whether it is a table's.
        of_table: bool,
    },
    /// A break between parts; its text is empty or the ornament that the source wrote.
    Rule,
    /// The first block of a footnote.
    Footnote,
}

/// How a block stands to the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lead {
    /// After an empty row.
    #[default]
    Apart,
    /// On the next row: a point of a tight list, a row of a table or of code.
    Close,
    /// On the next row, within the same paragraph: a hard break.
    Break,
    /// The same paragraph, cut at a space because it was too long for one block.
    Cut,
    /// The same paragraph, cut inside a word because it was too long for one block.
    Split,
}

impl Lead {
    /// Whether the block goes on with the one before it, as a part of the same paragraph.
    pub fn continues(self) -> bool {
        matches!(self, Self::Break | Self::Cut | Self::Split)
    }
}

/// One container around blocks, as it shows in front of their rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A quotation.
    Quote,
    /// A set-off box: takeaways, alerts.
    Takeaway,
    /// An item of a list without numbers.
    Bullet,
    /// An item of a numbered list, with its number as the source writes it ("4.", "(a)", "iv.").
    Number(Box<str>),
    /// An item of a task list.
    Task {
        /// Whether it is done.
        done: bool,
    },
    /// A footnote, with its label.
    Footnote(Box<str>),
    /// Plain indentation: a definition, a poem's stanza.
    Indent,
}

impl Mark {
    /// Whether the container is an item of a list.
    pub fn is_item(&self) -> bool {
        matches!(self, Self::Bullet | Self::Number(_) | Self::Task { .. })
    }
}

/// A chain of containers, each linked to the one outside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prefix {
    /// The container outside this one.
    pub parent: PrefixId,
    /// How many containers the chain has, at most [`DEPTH_MAX`](super::DEPTH_MAX).
    pub depth: u8,
    /// The innermost container; none for the root.
    pub mark: Option<Mark>,
}
