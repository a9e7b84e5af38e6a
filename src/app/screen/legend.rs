//! What the numbers of cells mean: styles, addresses, and symbols of several characters.

use std::collections::HashMap;

use crossterm::style::{Attribute, Colored};
use ratatui::backend::IntoCrossterm;
use ratatui::style::{Color, Modifier, Style};

use super::cell::{StyleNumber, SymbolNumber};
use super::hyperlink;
use crate::ui::Hyperlink;

/// Each modifier of a cell, and what it is to a terminal.
const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// The most entries that are kept of a kind: where addresses or letters make more, the screen is
/// written anew.
const ENTRIES_MAX: usize = 4096;

/// Where a cell leads, as the screen knows it; 0 is nowhere.
pub(super) type LinkNumber = u32;

/// Gives each style, address and symbol that is painted a number of its own.
#[derive(Debug)]
pub(super) struct Legend {
    /// The first one is that of a blank.
    styles: Vec<Known>,
    by_look: HashMap<Look, StyleNumber>,
    /// The sequences that begin a link; the first one's number is 1.
    links: Texts,
    symbols: Texts,
}

/// Texts by their numbers, and the other way.
#[derive(Debug, Default)]
struct Texts {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    fn text(&self, number: u32) -> Option<&str> {
        self.texts.get(number as usize).map(|text| &**text)
    }
}

/// How a cell looks apart from its symbol, and where it leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Look {
    foreground: Color,
    background: Color,
    modifier: Modifier,
    link: LinkNumber,
}

/// A look, and the control sequence that makes it whatever the look before was.
#[derive(Debug)]
struct Known {
    look: Look,
    sequence: String,
}

impl Default for Legend {
    fn default() -> Self {
        Self {
            styles: vec![Known::of(Look::default())],
            by_look: HashMap::from([(Look::default(), 0)]),
            links: Texts::default(),
            symbols: Texts::default(),
        }
    }
}

impl Legend {
    /// The style of a cell that had another and is painted with this one over it; `link` tells where
    /// it leads from then on, none that it leads where it did.
    #[inline(never)]
    pub(super) fn over(
        &mut self,
        number: StyleNumber,
        style: Style,
        link: Option<LinkNumber>,
    ) -> StyleNumber {
        let before = self.styles.get(number as usize);
        let before = before.map(|known| known.look).unwrap_or_default();
        let look = Look {
            foreground: style.fg.unwrap_or(before.foreground),
            background: style.bg.unwrap_or(before.background),
            modifier: (before.modifier | style.add_modifier) - style.sub_modifier,
            link: link.unwrap_or(before.link),
        };
        *self.by_look.entry(look).or_insert_with(|| {
            self.styles.push(Known::of(look));
            self.styles.len() as StyleNumber - 1
        })
    }

    /// The control sequence that makes a style.
    pub(super) fn sequence(&self, style: StyleNumber) -> &str {
        let known = self.styles.get(style as usize);
        known.map(|known| &*known.sequence).unwrap_or_default()
    }

    /// The number of an address; 0 where it can't be written.
    pub(super) fn link(&mut self, link: &Hyperlink) -> LinkNumber {
        hyperlink::start(link).map_or(0, |start| self.links.number(&start) + 1)
    }

    /// Where a style's cells lead.
    pub(super) fn link_of(&self, style: StyleNumber) -> LinkNumber {
        let known = self.styles.get(style as usize);
        known.map_or(0, |known| known.look.link)
    }

    /// The sequence after which cells lead to an address.
    pub(super) fn link_sequence(&self, link: LinkNumber) -> &str {
        let start = link.checked_sub(1).and_then(|at| self.links.text(at));
        start.unwrap_or(hyperlink::END)
    }

    /// The number of a symbol of several characters.
    pub(super) fn symbol(&mut self, symbol: &str) -> SymbolNumber {
        self.symbols.number(symbol)
    }

    /// A symbol of several characters.
    pub(super) fn symbol_of(&self, number: SymbolNumber) -> &str {
        self.symbols.text(number).unwrap_or_default()
    }

    /// Whether there is more of something than is worth keeping.
    pub(super) fn is_full(&self) -> bool {
        let texts = self.links.texts.len().max(self.symbols.texts.len());
        self.styles.len().max(texts) > ENTRIES_MAX
    }
}

impl Known {
    fn of(look: Look) -> Self {
        Self {
            look,
            sequence: sequence(look),
        }
    }
}

/// One sequence for all of it: of a page with an outline beside it, they are a good part of what is
/// written.
fn sequence(look: Look) -> String {
    let attributes = ATTRIBUTES
        .iter()
        .filter(|(one, _)| look.modifier.contains(*one));
    let attributes = attributes.map(|(_, attribute)| attribute.sgr());
    let colour = |colour: Color| (colour != Color::Reset).then(|| colour.into_crossterm());
    let foreground = colour(look.foreground).map(Colored::ForegroundColor);
    let background = colour(look.background).map(Colored::BackgroundColor);
    let colours = foreground.into_iter().chain(background);
    // crossterm says no colour where `NO_COLOR` asks for none.
    let colours = colours.map(|colour| colour.to_string());
    let parameters = attributes.chain(colours.filter(|colour| !colour.is_empty()));
    let reset = Attribute::Reset.sgr();
    let all: Vec<String> = std::iter::once(reset).chain(parameters).collect();
    format!("\x1b[{}m", all.join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_one_thing() {
        let mut legend = Legend::default();
        let bold = Style::new().add_modifier(Modifier::BOLD);
        assert_eq!(legend.over(0, Style::new(), None), 0);
        let style = legend.over(0, bold, Some(2));
        assert_eq!(legend.over(style, bold, None), style);
        assert_eq!((legend.link_of(style), legend.link_of(0)), (2, 0));
        assert_eq!(legend.symbol("e\u{301}"), legend.symbol("e\u{301}"));
    }

    #[test]
    fn addresses_that_are_too_many_fill_it() {
        let mut legend = Legend::default();
        let link = |id| Hyperlink {
            id,
            address: "https://mill.example/".to_owned(),
        };
        for id in 0..ENTRIES_MAX as u32 {
            assert_eq!(legend.link(&link(id)), id + 1);
            assert!(!legend.is_full());
        }
        assert_eq!(legend.link(&link(7)), 8);
        legend.link(&link(u32::MAX));
        assert!(legend.is_full());
    }
}
