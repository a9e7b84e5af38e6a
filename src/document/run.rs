//! What lies over stretches of text inside a block: roles and links.

use std::ops::Range;

use super::Offset;

/// Inline roles of a stretch of text; a set, since text can be strong and emphasised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Role(u8);

impl Role {
    /// No role: plain text.
    pub const PLAIN: Self = Self(0);
    /// Stressed text.
    pub const EMPHASIS: Self = Self(1);
    /// Important text.
    pub const STRONG: Self = Self(1 << 1);
    /// Code within prose.
    pub const CODE: Self = Self(1 << 2);
    /// Text that no longer holds.
    pub const STRIKE: Self = Self(1 << 3);
    /// Mathematics, as written.
    pub const MATH: Self = Self(1 << 4);
    /// A raised mark, such as a footnote's.
    pub const RAISED: Self = Self(1 << 5);
    /// A lowered mark.
    pub const LOWERED: Self = Self(1 << 6);

    /// Whether all roles of `other` are in this set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set less the roles of `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// A stretch of text with a role; disjoint from its neighbours and inside one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The bytes it covers.
    pub range: Range<Offset>,
    /// What they are; never plain.
    pub role: Role,
}

/// A stretch of text that leads somewhere; disjoint from its neighbours and inside one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The bytes it covers.
    pub range: Range<Offset>,
    /// Where it leads.
    pub target: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place in this document.
    Inside(Offset),
    /// An address outside it, as the source writes it.
    Outside(Box<str>),
}
