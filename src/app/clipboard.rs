//! The terminal's clipboard (OSC 52), where it has one.

use std::io;

use super::App;
use super::screen::Screen;

/// What the environment tells of a clipboard; a terminal can't be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clipboard {
    /// There is none, as on a console.
    Nowhere,
    /// The terminal takes it, as far as anybody knows.
    Terminal,
    /// tmux hands it on, if it is set to.
    Tmux,
}

impl Clipboard {
    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        if matches!(term.as_str(), "" | "dumb" | "linux") || term.starts_with("vt") {
            Self::Nowhere
        } else if is_set("TMUX") {
            Self::Tmux
        } else {
            Self::Terminal
        }
    }
}

impl App {
    /// Puts a text on the terminal's clipboard, or says why that can't be.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let reader = &mut self.paper.reader;
        match Clipboard::of(|name| std::env::var(name).ok()) {
            Clipboard::Nowhere => reader.say("not copied: this terminal has no clipboard"),
            Clipboard::Terminal => Screen::copy(text)?,
            Clipboard::Tmux => {
                Screen::copy(text)?;
                let said = reader.message().unwrap_or_default();
                let said = format!("{said}, if tmux has set-clipboard on");
                reader.say(said);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_of_a_clipboard() {
        let check = |variables: &[(&str, &str)], expected| {
            let variable = |name: &str| {
                let mut variables = variables.iter();
                let found = variables.find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Clipboard::of(variable), expected, "{variables:?}");
        };
        check(&[], Clipboard::Nowhere);
        check(&[("TERM", "linux")], Clipboard::Nowhere);
        check(&[("TERM", "vt220")], Clipboard::Nowhere);
        check(&[("TERM", "xterm-256color")], Clipboard::Terminal);
        let tmux = [("TERM", "tmux-256color"), ("TMUX", "/a/socket,1,0")];
        check(&tmux, Clipboard::Tmux);
    }
}
