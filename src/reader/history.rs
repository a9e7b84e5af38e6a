//! The places jumped from, to go back and forward through.

use super::Way;
use crate::layout::Place;

/// How many places are kept each way.
const PLACES_MAX: usize = 200;

/// A place that was left, and the first row that the page showed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) place: Place,
    pub(super) top: Place,
}

/// A stack of places each way, as a web browser keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    back: Vec<Left>,
    forward: Vec<Left>,
}

impl History {
    /// Remembers that a jump starts at `from`.
    pub(super) fn leave(&mut self, from: Left) {
        self.forward.clear();
        if self.back.last().map(|last| last.place) == Some(from.place) {
            self.back.pop();
        }
        self.back.push(from);
        if self.back.len() > PLACES_MAX {
            self.back.remove(0);
        }
    }

    /// The place to go back to from `here`.
    pub(super) fn back(&mut self, here: Left) -> Option<Left> {
        let place = pop_other(&mut self.back, here.place)?;
        self.forward.push(here);
        Some(place)
    }

    /// The place to go forward to from `here`.
    pub(super) fn forward(&mut self, here: Left) -> Option<Left> {
        let place = pop_other(&mut self.forward, here.place)?;
        self.back.push(here);
        Some(place)
    }

    /// Whether there is a place to go to that is not `here`.
    pub(super) fn leads(&self, way: Way, here: Place) -> bool {
        let places = match way {
            Way::Back => &self.back,
            Way::Forward => &self.forward,
        };
        places.iter().any(|left| left.place != here)
    }

    /// Where the last jump started.
    pub(super) fn last(&self) -> Option<Left> {
        self.back.last().copied()
    }
}

/// The last place that is not `here`.
fn pop_other(places: &mut Vec<Left>, here: Place) -> Option<Left> {
    while let Some(left) = places.pop() {
        if left.place != here {
            return Some(left);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Offset;

    fn at(offset: u32) -> Left {
        let place = Offset(offset).into();
        Left { place, top: place }
    }

    #[test]
    fn back_and_forward_are_inverse() {
        let mut history = History::default();
        history.leave(at(1));
        history.leave(at(2));
        assert_eq!(history.back(at(3)), Some(at(2)));
        assert_eq!(history.back(at(2)), Some(at(1)));
        assert_eq!(history.back(at(1)), None);
        assert_eq!(history.forward(at(1)), Some(at(2)));
        assert_eq!(history.forward(at(2)), Some(at(3)));
        assert_eq!(history.forward(at(3)), None);
    }

    #[test]
    fn a_jump_forgets_the_way_forward() {
        let mut history = History::default();
        history.leave(at(1));
        history.back(at(2));
        history.leave(at(1));
        assert_eq!(history.forward(at(5)), None);
    }
}
