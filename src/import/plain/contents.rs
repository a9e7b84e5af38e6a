//! Lists of contents, which the outline replaces.

use super::lines::Line;
use super::wording;

/// The words that stand over a list of contents.
const TITLES: &[&str] = &[
    "contents",
    "table of contents",
    "inhalt",
    "inhaltsverzeichnis",
    "sommaire",
    "table des matières",
    "índice",
    "indice",
    "inhoud",
    "содержание",
    "оглавление",
    "目录",
    "目次",
    "차례",
];

/// Whether the source line says that contents follow.
pub(super) fn is_title(line: &Line) -> bool {
    line.columns < 40 && TITLES.contains(&wording::key(line.text).as_str())
}

/// Whether dots lead to a page number at the end of the source line, at least `dots` of them.
pub(super) fn is_row(line: &Line, dots: usize) -> bool {
    if line.columns > 200 || !line.text.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let title = line.text.trim_end_matches(|c: char| c.is_ascii_digit());
    let text = title.trim_end_matches(['.', ' ', '…', '·', '_']);
    let leader = title.strip_prefix(text).unwrap_or_default();
    let count: usize = leader
        .chars()
        .map(|c| if c == '…' { 3 } else { usize::from(c != ' ') })
        .sum();
    count >= dots && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::lines::Lines;

    #[test]
    fn dots_lead_to_a_page() {
        let row = |text: &str, dots| Lines::new(text).all(|line| is_row(&line, dots));
        assert!(row("1. Beginnings ........ 3", 3) && row("Endings . . . . 12", 3));
        assert!(row("A long title.50", 1));
        assert!(!row("It ended in 1950", 1) && !row("It ended... 1950 was over", 3));
    }
}
