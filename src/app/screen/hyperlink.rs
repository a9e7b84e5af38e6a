//! Addresses around cells (OSC 8), where the terminal has them; and the sink that cleans them.

use std::io::{self, Write};
use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::cells::Cells;
use crate::ui;

/// The longest address that is written, in bytes: as long as VTE and iTerm2 take.
const ADDRESS_BYTES_MAX: usize = 2083;

/// What an address may not hold as it is: no byte but printable ASCII, and none that no URI has.
///
/// The semicolon stays: the first two are the sequence's own, and what follows is the address.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Ends a stretch that leads somewhere.
const END: &str = "\x1b]8;;\x1b\\";

/// A stretch of a row that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    row: u16,
    columns: Range<u16>,
    /// The sequence that begins it.
    start: String,
}

/// The addresses of a frame, in the order of its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Hyperlinks(Vec<Stretch>);

impl Hyperlinks {
    /// Makes them fit to be written.
    pub(super) fn new(links: Vec<ui::Hyperlink>) -> Self {
        let fit = links.into_iter().filter_map(|link| {
            let address = utf8_percent_encode(&link.address, ESCAPED).to_string();
            (address.len() <= ADDRESS_BYTES_MAX).then(|| Stretch {
                row: link.row,
                columns: link.columns,
                start: format!("\x1b]8;id={};{address}\x1b\\", link.id),
            })
        });
        let mut stretches: Vec<Stretch> = fit.collect();
        stretches.sort_by_key(|stretch| (stretch.row, stretch.columns.start));
        Self(stretches)
    }

    /// Makes cells that lead elsewhere have other numbers.
    pub(super) fn mark(&self, cells: &mut Cells) {
        for stretch in &self.0 {
            let number = xxhash_rust::xxh3::xxh3_64(stretch.start.as_bytes()) as u32 | 1;
            cells.tint(stretch.row, stretch.columns.clone(), number);
        }
    }

    /// Writes cells, each between the marks of where it leads.
    pub(super) fn write(
        &self,
        changes: &[(u16, u16, &Cell)],
        output: &mut Vec<u8>,
    ) -> io::Result<()> {
        let lead = |(x, y, _): &(u16, u16, &Cell)| self.at(*x, *y);
        for cells in changes.chunk_by(|one, other| lead(one) == lead(other)) {
            let start = cells.first().and_then(lead).map(|stretch| &stretch.start);
            if let Some(start) = start {
                output.write_all(start.as_bytes())?;
            }
            CrosstermBackend::new(&mut *output).draw(cells.iter().copied())?;
            if start.is_some() {
                output.write_all(END.as_bytes())?;
            }
        }
        Ok(())
    }

    fn at(&self, x: u16, y: u16) -> Option<&Stretch> {
        let next = self
            .0
            .partition_point(|stretch| (stretch.row, stretch.columns.start) <= (y, x));
        let last = self.0.get(next.checked_sub(1)?)?;
        (last.row == y && last.columns.contains(&x)).then_some(last)
    }
}

/// Makes cells of `shown` differ from those of `next` where they look the same and lead elsewhere.
pub(super) fn unsettle(shown: (&mut Buffer, &Cells), next: (&Buffer, &Cells)) {
    let (buffer, before) = shown;
    let (buffer_next, after) = next;
    let cells = buffer.content.iter_mut().zip(&buffer_next.content);
    for ((cell, other), (number, number_next)) in cells.zip(before.all().iter().zip(after.all())) {
        if number != number_next && cell == other {
            cell.modifier.toggle(Modifier::all());
        }
    }
}

/// Whether a terminal that environment variables describe is known to have hyperlinks, or would
/// pass over them: a terminal can't be asked without waiting for it.
///
/// `FORCE_HYPERLINK` overrules, as it does elsewhere.
pub(in crate::app) fn are_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let is = |name: &str, values: &[&str]| {
        variable(name).is_some_and(|value| values.contains(&value.as_str()))
    };
    let version = |name: &str| variable(name).and_then(|value| value.parse::<u32>().ok());
    if let Some(forced) = set("FORCE_HYPERLINK") {
        return forced.trim() != "0";
    }
    let term = variable("TERM").unwrap_or_default();
    if matches!(term.as_str(), "" | "dumb" | "linux") {
        return false;
    }
    // Within tmux and screen, what else the environment tells is of the terminal around them.
    if is("TERM_PROGRAM", &["tmux"]) {
        let version = set("TERM_PROGRAM_VERSION").unwrap_or_default();
        let mut numbers = version.split(|c: char| !c.is_ascii_digit());
        let mut number = || numbers.next().and_then(|number| number.parse::<u32>().ok());
        return (number(), number()) >= (Some(3), Some(4));
    }
    if ["screen", "tmux"].iter().any(|name| term.starts_with(name)) {
        return false;
    }
    let programs = [
        "ghostty",
        "Hyper",
        "iTerm.app",
        "rio",
        "terminology",
        "vscode",
        "WezTerm",
        "zed",
    ];
    let terms = [
        "alacritty",
        "contour",
        "foot",
        "wezterm",
        "xterm-ghostty",
        "xterm-kitty",
    ];
    let is_term = |name: &&str| {
        let rest = term.strip_prefix(*name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    is("TERM_PROGRAM", &programs)
        || terms.iter().any(is_term)
        || version("VTE_VERSION").is_some_and(|version| version >= 5000)
        || ["DOMTERM", "KONSOLE_VERSION", "WT_SESSION"]
            .iter()
            .any(|name| set(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::cells::Styles;
    use super::*;

    fn link(row: u16, columns: Range<u16>, address: &str) -> ui::Hyperlink {
        ui::Hyperlink {
            row,
            columns,
            id: 7,
            address: address.to_owned(),
        }
    }

    #[test]
    fn an_address_is_written_around_its_cells_alone() {
        let buffer = Buffer::with_lines(["go to a place", "or stay there"]);
        let links = Hyperlinks::new(vec![link(0, 6..13, "https://a.example/?q=1;2")]);
        let changes = Buffer::empty(buffer.area).diff(&buffer).len();
        let blank = Buffer::empty(buffer.area);
        let cells = blank.diff(&buffer);
        assert_eq!(cells.len(), changes);
        let mut output = Vec::new();
        links.write(&cells, &mut output).expect("memory");
        let output = String::from_utf8(output).expect("UTF-8");
        let (before, after) = output
            .split_once("\x1b]8;id=7;https://a.example/?q=1;2\x1b\\")
            .expect("begins");
        let (linked, after) = after.split_once(END).expect("ends");
        assert!(before.contains('o') && linked.contains('p') && after.contains('y'));
        assert!(!after.contains("]8;"));
    }

    #[test]
    fn no_address_breaks_out_or_is_endless() {
        let hostile = "https://a.example/\u{7}\u{1B}\\\u{9C}\u{202E} \"é\n%20";
        let links = Hyperlinks::new(vec![
            link(0, 0..1, hostile),
            link(1, 0..1, &format!("https://a.example/{}", "a".repeat(4000))),
        ]);
        let [stretch] = links.0.as_slice() else {
            panic!("one is left of {links:?}");
        };
        assert_eq!(
            stretch.start,
            "\x1b]8;id=7;https://a.example/%07%1B%5C%C2%9C%E2%80%AE%20%22%C3%A9%0A%20\x1b\\"
        );
    }

    #[test]
    fn what_leads_elsewhere_is_written_anew() {
        for text in ["the same words", "the same 漢字"] {
            let mut styles = Styles::default();
            let mut frame = |address: &str| {
                let buffer = Buffer::with_lines([text]);
                let mut cells = Cells::default();
                cells.read(&buffer, &mut styles);
                Hyperlinks::new(vec![link(0, 4..8, address)]).mark(&mut cells);
                (buffer, cells)
            };
            let (mut shown, before) = frame("https://a.example/");
            let (next, after) = frame("https://b.example/");
            let columns: Vec<u16> = before.changes(&after).iter().map(|(x, _)| *x).collect();
            assert_eq!(columns, [4, 5, 6, 7]);
            unsettle((&mut shown, &before), (&next, &after));
            let columns: Vec<u16> = shown.diff(&next).iter().map(|(x, ..)| *x).collect();
            assert_eq!(columns, [4, 5, 6, 7]);
        }
    }

    #[test]
    fn the_environment_tells_whether_there_are_hyperlinks() {
        let check = |variables: &[(&str, &str)], expected: bool| {
            let variable = |name: &str| {
                let mut variables = variables.iter();
                let found = variables.find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(are_known(variable), expected, "{variables:?}");
        };
        let xterm = ("TERM", "xterm-256color");
        check(&[], false);
        check(&[xterm], false);
        check(&[xterm, ("FORCE_HYPERLINK", "1")], true);
        check(&[("TERM", "xterm-kitty"), ("FORCE_HYPERLINK", "0")], false);
        check(&[("TERM", "xterm-kitty")], true);
        check(&[("TERM", "foot-extra")], true);
        check(&[("TERM", "footer")], false);
        check(&[xterm, ("VTE_VERSION", "7600")], true);
        check(&[xterm, ("VTE_VERSION", "4205")], false);
        check(&[xterm, ("TERM_PROGRAM", "iTerm.app")], true);
        check(&[xterm, ("TERM_PROGRAM", "Apple_Terminal")], false);
        check(&[("TERM", "linux"), ("VTE_VERSION", "7600")], false);
        check(&[("TERM", "screen"), ("VTE_VERSION", "7600")], false);
        let tmux = [("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux")];
        for (version, expected) in [
            ("3.4", true),
            ("3.5a", true),
            ("4.0", true),
            ("3.3a", false),
        ] {
            check(
                &[tmux[0], tmux[1], ("TERM_PROGRAM_VERSION", version)],
                expected,
            );
        }
        check(&tmux, false);
    }
}
