//! Hints: letters on each link of the page, which select it.

use super::Reader;
use super::prompt::Purpose;
use crate::document::Offset;

/// The letters of hints, the ones that fingers rest on first.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// The links of the page, each with its letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints {
    links: Vec<(Offset, String)>,
}

impl Hints {
    fn new(places: &[Offset]) -> Self {
        let mut length = 1;
        let mut most = LETTERS.len();
        while most < places.len() {
            most = most.saturating_mul(LETTERS.len());
            length += 1;
        }
        let letters = |nth: usize| {
            let mut nth = nth;
            let mut letters = Vec::new();
            for _ in 0..length {
                letters.push(char::from(LETTERS[nth % LETTERS.len()]));
                nth /= LETTERS.len();
            }
            letters.iter().rev().collect()
        };
        let links = places.iter().enumerate();
        Self {
            links: links.map(|(nth, at)| (*at, letters(nth))).collect(),
        }
    }
}

impl Reader {
    /// The hints that go on as it was typed: where each stands, and its letters.
    pub fn hints(&self) -> Option<impl Iterator<Item = (Offset, &str)>> {
        let prompt = self.prompt.as_ref()?;
        let Purpose::Hints(hints) = &prompt.purpose else {
            return None;
        };
        let typed = prompt.line.text();
        let all = hints.links.iter();
        let all = all.filter(move |(_, letters)| letters.starts_with(typed));
        Some(all.map(|(at, letters)| (*at, letters.as_str())))
    }

    /// Shows the hints of the page's links.
    pub(super) fn open_hints(&mut self) {
        let look = self.look();
        let document = self.view.document();
        let mut places: Vec<Offset> = Vec::new();
        for row in &look.rows {
            let links = document.links(row.range.clone());
            places.extend(links.iter().map(|link| link.range.start));
        }
        // A link that goes on in the next row was seen before.
        places.dedup();
        places.retain(|at| look.rows.iter().any(|row| row.range.contains(at)));
        match places.as_slice() {
            [] => self.say("no link on this page"),
            [one] => self.select_link(*one),
            many => self.open_prompt(Purpose::Hints(Hints::new(many))),
        }
    }

    /// Follows what is typed: a hint that is typed whole selects its link.
    pub(super) fn take_hint(&mut self) {
        let hint = self.hints().map(|mut hints| (hints.next(), hints.next()));
        let typed = self.prompt.as_ref().map(|prompt| prompt.line.text());
        let typed = typed.unwrap_or_default().to_owned();
        match hint {
            Some((Some((at, letters)), _)) if letters == typed => {
                self.close_prompt();
                self.select_link(at);
            }
            Some((None, _)) => {
                self.close_prompt();
                self.say(format!("no hint {typed}"));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_as_short_as_they_can_be_and_none_starts_another() {
        for count in [1, 26, 27, 700] {
            let places: Vec<Offset> = (0..count).map(Offset).collect();
            let hints = Hints::new(&places);
            let mut letters: Vec<&str> = hints.links.iter().map(|(_, one)| one.as_str()).collect();
            letters.sort_unstable();
            letters.dedup();
            assert_eq!(letters.len(), places.len());
            let length = if count <= 26 {
                1
            } else if count <= 676 {
                2
            } else {
                3
            };
            assert!(letters.iter().all(|one| one.len() == length));
        }
    }
}
