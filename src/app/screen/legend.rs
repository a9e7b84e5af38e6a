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
    /// The sequences that begin a link; the first one's number is 1.
    links: Vec<String>,
    symbols: Vec<Box<str>>,
    by_symbol: HashMap<Box<str>, SymbolNumber>,
}

/// How a cell looks apart from its symbol, and where it leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
            links: Vec::new(),
            symbols: Vec::new(),
            by_symbol: HashMap::new(),
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
        let found = self.styles.iter().position(|known| known.look == look);
        let idx = found.unwrap_or_else(|| {
            self.styles.push(Known::of(look));
            self.styles.len() - 1
        });
        idx as StyleNumber
    }

    /// The control sequence that makes a style.
    pub(super) fn sequence(&self, style: StyleNumber) -> &str {
        let known = self.styles.get(style as usize);
        known.map(|known| &*known.sequence).unwrap_or_default()
    }

    /// The number of an address; 0 where it can't be written.
    pub(super) fn link(&mut self, link: &Hyperlink) -> LinkNumber {
        let Some(start) = hyperlink::start(link) else {
            return 0;
        };
        let found = self.links.iter().position(|known| *known == start);
        let idx = found.unwrap_or_else(|| {
            self.links.push(start);
            self.links.len() - 1
        });
        idx as LinkNumber + 1
    }

    /// Where a style's cells lead.
    pub(super) fn link_of(&self, style: StyleNumber) -> LinkNumber {
        let known = self.styles.get(style as usize);
        known.map_or(0, |known| known.look.link)
    }

    /// The sequence after which cells lead to an address.
    pub(super) fn link_sequence(&self, link: LinkNumber) -> &str {
        let idx = (link as usize).checked_sub(1);
        let start = idx.and_then(|idx| self.links.get(idx));
        start.map_or(hyperlink::END, String::as_str)
    }

    /// The number of a symbol of several characters.
    pub(super) fn symbol(&mut self, symbol: &str) -> SymbolNumber {
        if let Some(number) = self.by_symbol.get(symbol) {
            return *number;
        }
        let number = self.symbols.len() as SymbolNumber;
        self.symbols.push(symbol.into());
        self.by_symbol.insert(symbol.into(), number);
        number
    }

    /// A symbol of several characters.
    pub(super) fn symbol_of(&self, number: SymbolNumber) -> &str {
        let symbol = self.symbols.get(number as usize);
        symbol.map(|symbol| &**symbol).unwrap_or_default()
    }

    /// Whether there is more of something than is worth keeping.
    pub(super) fn is_full(&self) -> bool {
        let most = self.styles.len().max(self.symbols.len());
        most > ENTRIES_MAX
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
