//! A cell as a number, equal where cells look the same, so that they are compared at the speed of
//! memory.

use super::legend::Legend;

/// A style, by the number that a [`Legend`] gives it; the first one is that of a blank.
pub(super) type StyleNumber = u32;

/// A symbol of several characters, by the number that a [`Legend`] gives it.
pub(super) type SymbolNumber = u32;

/// What a cell shows: in the low half its symbol, a character or [`JOINED`] and a number; above it
/// in a byte how many columns it takes, and its style in the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell(u64);

const STYLE_SHIFT: u32 = 40;
const COLUMNS_SHIFT: u32 = 32;

/// Marks a symbol of several characters; no character has this bit.
const JOINED: u32 = 1 << 31;

/// What a cell's symbol is.
pub(super) enum Symbol<'a> {
    One(char),
    Joined(&'a str),
}

impl Cell {
    /// What a cleared screen shows.
    pub(super) const BLANK: Self = Self(1 << COLUMNS_SHIFT | b' ' as u64);

    /// What the wide symbol before it covers.
    pub(super) const COVERED: Self = Self(u64::MAX);

    /// Shows an ASCII character.
    pub(super) fn ascii(byte: u8, style: StyleNumber) -> Self {
        Self::new(u32::from(byte), 1, style)
    }

    /// Shows a grapheme of so many columns.
    pub(super) fn grapheme(
        grapheme: &str,
        columns: u16,
        style: StyleNumber,
        legend: &mut Legend,
    ) -> Self {
        let mut chars = grapheme.chars();
        let symbol = match (chars.next(), chars.next()) {
            (Some(one), None) => u32::from(one),
            _ => JOINED | legend.symbol(grapheme),
        };
        Self::new(symbol, columns, style)
    }

    fn new(symbol: u32, columns: u16, style: StyleNumber) -> Self {
        // No grapheme takes more columns than a byte counts: it is bounded.
        let columns = u64::from(columns & 0xFF);
        Self(u64::from(style) << STYLE_SHIFT | columns << COLUMNS_SHIFT | u64::from(symbol))
    }

    /// The same, in another style.
    pub(super) fn styled(self, style: StyleNumber) -> Self {
        let rest = self.0 & ((1 << STYLE_SHIFT) - 1);
        Self(u64::from(style) << STYLE_SHIFT | rest)
    }

    pub(super) fn style(self) -> StyleNumber {
        (self.0 >> STYLE_SHIFT) as StyleNumber
    }

    /// How many columns it takes.
    pub(super) fn columns(self) -> usize {
        (self.0 >> COLUMNS_SHIFT) as usize & 0xFF
    }

    pub(super) fn symbol(self, legend: &Legend) -> Symbol<'_> {
        let symbol = self.0 as u32;
        match char::from_u32(symbol) {
            Some(one) => Symbol::One(one),
            None => Symbol::Joined(legend.symbol_of(symbol & !JOINED)),
        }
    }
}
