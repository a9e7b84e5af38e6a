//! Text that Markdown would take for markup, made plain.
//!
//! Only what could mean something where it stands gets a backslash: prose should stay readable.

/// What around a stretch of text decides what has to be escaped.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings {
    /// The stretch starts a row of the paragraph.
    pub(super) starts_row: bool,
    /// What it stands in.
    pub(super) site: Site,
    /// A `$` may find a partner, and be mathematics.
    pub(super) has_dollars: bool,
}

/// What a stretch of text stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Site {
    #[default]
    Prose,
    /// Where a `#` could close it.
    Heading,
    /// A table's, which a `|` would end.
    Cell,
    /// A figure's, which holds no links.
    Caption,
}

/// `text` on its own, escaped.
pub(super) fn plain(text: &str, site: Site) -> String {
    let mut out = String::with_capacity(text.len());
    let around = Surroundings {
        site,
        starts_row: site == Site::Prose,
        has_dollars: text.matches('$').count() > 1,
    };
    push(&mut out, text, text, around);
    out
}

/// Appends `text`, escaped; `row` is what follows from its start to the end of the row.
pub(super) fn push(out: &mut String, text: &str, row: &str, around: Surroundings) {
    let hazard = around.starts_row.then(|| row_hazard(row)).flatten();
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let rest = text.get(at..).unwrap_or_default();
        // "[^1]:" would define a footnote.
        let defines = c == ':' && before.is_none() && out.ends_with(']');
        if hazard == Some(at) || defines || is_markup(c, before, after, rest, around) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

fn is_markup(
    c: char,
    before: Option<char>,
    after: Option<char>,
    rest: &str,
    around: Surroundings,
) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '~' => true,
        '_' => !(is_letter(before) && is_letter(after)),
        '<' => after.is_none_or(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_entity(rest),
        '|' => around.site == Site::Cell,
        '$' => around.has_dollars,
        '#' => around.site == Site::Heading && matches!(before, None | Some(' ' | '#')),
        '{' => around.site == Site::Heading,
        _ => false,
    }
}

/// Whether `text`, which starts with `&`, starts with what may be a character's name.
fn is_entity(text: &str) -> bool {
    let name = text.trim_start_matches(['&', '#']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.get(end..).is_some_and(|rest| rest.starts_with(';')))
}

/// Where a backslash keeps a row from being a heading, item, rule, quotation or table.
fn row_hazard(row: &str) -> Option<usize> {
    let first = row.chars().next()?;
    let ends_at = |at: usize| {
        row.get(at..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let is_stroke = |c: char| matches!(c, '-' | '=' | ':' | '|' | '+' | ' ' | '_');
    let hazard = match first {
        '#' => {
            let count = row.len() - row.trim_start_matches('#').len();
            (count <= 6 && ends_at(count)).then_some(0)
        }
        '>' => Some(0),
        '-' | '+' | ':' if ends_at(1) => Some(0),
        '0'..='9' => {
            let rest = row.trim_start_matches(|c: char| c.is_ascii_digit());
            let at = row.len() - rest.len();
            (at <= 9 && rest.starts_with(['.', ')']) && ends_at(at + 1)).then_some(at)
        }
        _ => None,
    };
    hazard.or_else(|| (is_stroke(first) && row.chars().all(is_stroke)).then_some(0))
}

/// The length of the longest run of `c` in `text`.
pub(super) fn longest_run(text: &str, c: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for other in text.chars() {
        run = if other == c { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::{Site, plain};

    fn check(text: &str, escaped: &str) {
        assert_eq!(plain(text, Site::Prose), escaped);
    }

    #[test]
    fn prose_stays_as_it_is() {
        for text in [
            "It’s snake_case – 3 < 5 & R&D, isn't it? (Yes!)",
            "C# costs $5",
            "1990 was a year. 3.5 is a number; a-b = c",
            "-5 degrees, +1 each",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn markup_within_a_row_is_escaped() {
        check("*a* _b_ `c` [d]", r"\*a\* \_b\_ \`c\` \[d\]");
        check("<b> &amp; ~~x~~ \\", r"\<b> \&amp; \~\~x\~\~ \\");
        check("$5 and $6", r"\$5 and \$6");
    }

    #[test]
    fn markup_at_the_start_of_a_row_is_escaped() {
        check("# no heading", r"\# no heading");
        check("#tag", "#tag");
        check("- no item", r"\- no item");
        check("4. no item", r"4\. no item");
        check("4) no item", r"4\) no item");
        check("> no quote", r"\> no quote");
        check("---", r"\---");
        check("===", r"\===");
        check("|--|", r"\|--|");
    }

    #[test]
    fn a_heading_is_not_closed_by_its_text() {
        assert_eq!(
            plain("In C# or # or ##", Site::Heading),
            r"In C# or \# or \#\#"
        );
    }
}
