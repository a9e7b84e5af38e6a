//! The numbers of footnotes, and which wait for the end of their section.

use std::collections::{HashMap, VecDeque};

/// Footnotes in the order in which they are called.
#[derive(Debug, Default)]
pub(super) struct Notes {
    numbers: HashMap<String, usize>,
    called: VecDeque<(String, usize)>,
}

impl Notes {
    /// The number of a footnote whose mark stands in the text.
    pub(super) fn call(&mut self, label: &str) -> usize {
        let known = self.numbers.len();
        let number = self.number(label);
        if number > known {
            self.called.push_back((label.to_owned(), number));
        }
        number
    }

    /// The number of a footnote that stands where it is.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(super::folded(label)).or_insert(next)
    }

    /// The next footnote that was called and has not been written.
    pub(super) fn next_called(&mut self) -> Option<(String, usize)> {
        self.called.pop_front()
    }
}
