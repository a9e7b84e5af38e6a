//! Roles → styles, for each kind of terminal.
//!
//! The page keeps the terminal's own colours for running text. Without colours everything that
//! matters is told by weight, slant, underline or reversal.

use ratatui::style::{Color, Modifier, Style};

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// None, or none wanted (<https://no-color.org>).
    None,
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// 24 bits.
    True,
}

/// What the text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// A dark ground.
    Dark,
    /// A light ground.
    Light,
}

/// The styles of everything that is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The document's title.
    pub title: Style,
    /// Headings.
    pub heading: Style,
    /// What accompanies the text: marks, bars, datelines, hints.
    pub quiet: Style,
    /// Quotes and standfirsts.
    pub quote: Style,
    /// Takeaways.
    pub takeaway: Style,
    /// Code.
    pub code: Style,
    /// Links.
    pub link: Style,
    /// The margin's mark and the outline's lit entry.
    pub accent: Style,
    /// The outline's entry at the cursor while it has the focus.
    pub cursor: Style,
    /// What the status row says.
    pub message: Style,
    /// The hits of a search.
    pub hit: Style,
    /// The hit that was gone to.
    pub current_hit: Style,
}

impl Theme {
    /// The theme for a terminal.
    pub fn new(colours: Colours, background: Background) -> Self {
        let plain = Self::without_colour();
        let Some(palette) = Palette::new(colours, background) else {
            return plain;
        };
        let fg = |style: Style, colour| style.fg(colour);
        let quiet = match palette.quiet {
            Some(colour) => Style::new().fg(colour),
            None => plain.quiet,
        };
        Self {
            title: fg(plain.title, palette.heading),
            heading: fg(plain.heading, palette.heading),
            quiet,
            quote: plain.quote,
            takeaway: fg(plain.takeaway, palette.takeaway),
            code: fg(plain.code, palette.code),
            link: fg(plain.link, palette.accent),
            accent: fg(plain.accent, palette.accent),
            cursor: plain.cursor,
            message: fg(plain.message, palette.accent),
            hit: palette.hit,
            current_hit: palette.current_hit.add_modifier(Modifier::BOLD),
        }
    }

    fn without_colour() -> Self {
        let style = Style::new();
        Self {
            title: style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            heading: style.add_modifier(Modifier::BOLD),
            quiet: style.add_modifier(Modifier::DIM),
            quote: style.add_modifier(Modifier::ITALIC),
            takeaway: style.add_modifier(Modifier::ITALIC),
            code: style,
            link: style.add_modifier(Modifier::UNDERLINED),
            accent: style.add_modifier(Modifier::BOLD),
            cursor: style.add_modifier(Modifier::REVERSED),
            message: style.add_modifier(Modifier::BOLD),
            hit: style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            current_hit: style.add_modifier(Modifier::REVERSED),
        }
    }
}

fn on(colour: Color, ground: Color) -> Style {
    Style::new().fg(colour).bg(ground)
}

struct Palette {
    heading: Color,
    accent: Color,
    takeaway: Color,
    code: Color,
    /// None where the terminal's own dimming is safer than a colour of its palette.
    quiet: Option<Color>,
    hit: Style,
    current_hit: Style,
}

impl Palette {
    fn new(colours: Colours, background: Background) -> Option<Self> {
        match (colours, background) {
            (Colours::None, _) => None,
            (Colours::Sixteen, Background::Dark) => Some(Self {
                heading: Color::Yellow,
                accent: Color::Cyan,
                takeaway: Color::Magenta,
                code: Color::Green,
                quiet: None,
                hit: on(Color::Black, Color::Yellow),
                current_hit: on(Color::Black, Color::Cyan),
            }),
            (Colours::Sixteen, Background::Light) => Some(Self {
                heading: Color::Red,
                accent: Color::Blue,
                takeaway: Color::Magenta,
                code: Color::Green,
                quiet: None,
                hit: on(Color::Black, Color::Yellow),
                current_hit: on(Color::White, Color::Blue),
            }),
            (Colours::True, Background::Dark) => Some(Self {
                heading: Color::Rgb(230, 195, 132),
                accent: Color::Rgb(126, 180, 230),
                takeaway: Color::Rgb(200, 170, 220),
                code: Color::Rgb(160, 200, 140),
                quiet: Some(Color::Rgb(132, 138, 150)),
                hit: on(Color::Rgb(240, 230, 200), Color::Rgb(92, 76, 30)),
                current_hit: on(Color::Rgb(25, 20, 5), Color::Rgb(230, 195, 132)),
            }),
            (Colours::True, Background::Light) => Some(Self {
                heading: Color::Rgb(140, 70, 0),
                accent: Color::Rgb(0, 90, 165),
                takeaway: Color::Rgb(105, 55, 145),
                code: Color::Rgb(30, 105, 45),
                quiet: Some(Color::Rgb(105, 110, 120)),
                hit: on(Color::Rgb(40, 30, 0), Color::Rgb(255, 232, 150)),
                current_hit: on(Color::Rgb(255, 255, 255), Color::Rgb(140, 70, 0)),
            }),
        }
    }
}
