//! Which theme fits the terminal, from what the environment says of it.
//!
//! Nothing is asked of the terminal itself: an answer costs a round trip over a slow line, and the
//! first frame would wait for it.

use crate::ui::{Background, Colours, Theme};

/// The theme for a terminal described by environment variables; `background` overrules them.
pub(super) fn theme(
    variable: impl Fn(&str) -> Option<String>,
    background: Option<Background>,
) -> Theme {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let is = |name: &str, values: &[&str]| {
        variable(name).is_some_and(|value| values.contains(&value.as_str()))
    };
    let colours = if is_set("NO_COLOR") || is("TERM", &["dumb", "vt100", "vt102", "vt220"]) {
        Colours::None
    } else if is("COLORTERM", &["truecolor", "24bit"]) {
        Colours::True
    } else {
        Colours::Sixteen
    };
    let told = background.or_else(|| variable("COLORFGBG").and_then(|value| from_fgbg(&value)));
    Theme::new(colours, told.unwrap_or(Background::Dark))
}

/// The ground from `COLORFGBG`, as rxvt, Konsole and others set it: the last number is the ground's
/// colour in the terminal's palette.
fn from_fgbg(value: &str) -> Option<Background> {
    let ground: u8 = value.rsplit(';').next()?.parse().ok()?;
    Some(if ground == 7 || ground == 15 {
        Background::Light
    } else {
        Background::Dark
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], colours: Colours, background: Background) {
        let variable = |name: &str| {
            variables
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(
            theme(variable, None),
            Theme::new(colours, background),
            "{variables:?}"
        );
    }

    #[test]
    fn the_environment_tells_the_theme() {
        check(&[], Colours::Sixteen, Background::Dark);
        check(
            &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")],
            Colours::None,
            Background::Dark,
        );
        check(&[("NO_COLOR", "")], Colours::Sixteen, Background::Dark);
        check(
            &[("COLORTERM", "truecolor")],
            Colours::True,
            Background::Dark,
        );
        check(
            &[("COLORFGBG", "0;15")],
            Colours::Sixteen,
            Background::Light,
        );
        check(
            &[("COLORFGBG", "15;default;0")],
            Colours::Sixteen,
            Background::Dark,
        );
        check(&[("TERM", "dumb")], Colours::None, Background::Dark);
    }
}
