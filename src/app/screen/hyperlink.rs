//! Addresses around cells (OSC 8), where the terminal has them; and the sink that cleans them.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::ui::Hyperlink;

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

/// Ends what leads somewhere.
pub(super) const END: &str = "\x1b]8;;\x1b\\";

/// The sequence after which symbols lead to an address; none where it is too long to be written.
pub(super) fn start(link: &Hyperlink) -> Option<String> {
    let address = utf8_percent_encode(&link.address, ESCAPED).to_string();
    (address.len() <= ADDRESS_BYTES_MAX).then(|| format!("\x1b]8;id={};{address}\x1b\\", link.id))
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
    use super::*;

    #[test]
    fn no_address_breaks_out_or_is_endless() {
        let link = |address: &str| Hyperlink {
            id: 7,
            address: address.to_owned(),
        };
        let hostile = "https://a.example/\u{7}\u{1B}\\\u{9C}\u{202E} \"é\n%20;1";
        assert_eq!(
            start(&link(hostile)).as_deref(),
            Some(
                "\x1b]8;id=7;https://a.example/%07%1B%5C%C2%9C%E2%80%AE%20%22%C3%A9%0A%20;1\x1b\\"
            )
        );
        let endless = format!("https://a.example/{}", "a".repeat(4000));
        assert_eq!(start(&link(&endless)), None);
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
