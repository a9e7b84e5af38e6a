//! The levels of sections, by the signs of their headings.

use crate::import::plain::headings::{Division, Sign};

/// The levels that the signs seen so far have been given.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    /// The parts that the text has, the outermost first.
    divisions: Vec<Division>,
    /// The level of the last part of a book; 0 before the first.
    part: u8,
    /// The level of the last heading with a sign of its own.
    pub(super) marked: u8,
    /// The number of the last numbered section of the outermost level.
    pub(super) number: u32,
}

impl Levels {
    /// Before any heading of a text that is divided so.
    pub(super) fn new(divisions: &[Division]) -> Self {
        Self {
            divisions: divisions.to_vec(),
            part: 0,
            marked: 0,
            number: 0,
        }
    }

    /// The level of a heading with this sign; a bare one stands under the last that has a sign.
    pub(super) fn level(&mut self, sign: Sign) -> u8 {
        let level = match sign {
            Sign::Part(division) => self.of_division(division),
            Sign::Number { depth, .. } => self.part + depth.min(5) as u8,
            Sign::Capitals => self.part + 1,
            Sign::Bare => self.marked + 1,
        };
        if matches!(sign, Sign::Part(_)) {
            self.part = level;
        }
        if let Sign::Number { depth: 1, value } = sign {
            self.number = value;
        }
        if sign != Sign::Bare {
            self.marked = level;
        }
        level.min(6)
    }

    /// A part that the survey has not seen stands as if it had.
    fn of_division(&self, division: Division) -> u8 {
        let outside = match self.divisions.iter().position(|seen| *seen == division) {
            Some(at) => at,
            None if division.is_outer() => 0,
            None => self
                .divisions
                .iter()
                .filter(|seen| **seen < division)
                .count(),
        };
        1 + outside as u8
    }
}
