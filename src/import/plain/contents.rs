//! Lists of contents, which the outline replaces.

use std::collections::HashSet;
use std::ops::Range;

use super::lines::Line;
use super::survey::fills;
use super::{headings, lists, wording};

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
    if line.columns >= 40 {
        return false;
    }
    let key = wording::key(line.text);
    TITLES.contains(&key.as_str()) || key.starts_with("contents of ")
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

/// How many titles of a list are looked at.
const TITLES_MAX: usize = 4;

/// The fewest entries of a list.
const ENTRIES_MIN: usize = 2;

/// The list of contents in a text's first stretch, in bytes of the source: from its title to what is
/// no entry, but at most to where one of its entries comes again as a heading or to the heading over
/// the first prose.
pub(super) fn find(lines: &[Line], wrap: Option<usize>) -> Range<usize> {
    let titles = lines.iter().enumerate();
    let titles = titles.filter(|(_, line)| line.gap > 0 && is_title(line));
    titles
        .take(TITLES_MAX)
        .find_map(|(at, title)| {
            let below = lines.get(at + 1..)?;
            let count = entries(below, wrap)?;
            Some(title.start..below.get(count.checked_sub(1)?)?.end)
        })
        .unwrap_or_default()
}

/// How many source lines the list takes; none where nothing of it comes again.
fn entries(below: &[Line], wrap: Option<usize>) -> Option<usize> {
    let mut entries = Entries::default();
    for (at, line) in below.iter().enumerate() {
        let again = at >= ENTRIES_MIN && entries.has(line);
        if again || is_prose(below.get(at..)?, wrap) {
            let most = if again { at } else { heading_above(below, at) };
            let (list, rest) = below.split_at_checked(most)?;
            let is_sound = most >= ENTRIES_MIN && rest.iter().any(|line| entries.has(line));
            return is_sound.then(|| end_of_list(list, rest));
        }
        entries.add(line);
    }
    None
}

/// How many of the source lines that may be a list's are its entries, with what comes below them:
/// the list ends at a wider gap than any in it or above a sentence, unless an entry stands there.
fn end_of_list(list: &[Line], rest: &[Line]) -> usize {
    let headings = Headings::new(rest);
    let mut widest = 0;
    let mut has_sentences = false;
    let mut at = 0;
    while let Some(first) = list.get(at) {
        let below = list.get(at + 1..).unwrap_or_default();
        let run = &list[at..=at + below.iter().take_while(|line| line.is_close()).count()];
        let has_entry = |lines: &[Line]| lines.iter().any(|line| headings.has_entry(line));
        let is_apart = first.gap > widest.max(1) && {
            let group = below.iter().take_while(|line| line.gap < first.gap);
            !has_entry(&list[at..=at + group.count()])
        };
        let ends_sentence = run.last().is_some_and(is_sentence);
        let is_text = ends_sentence && !has_sentences && !has_entry(run);
        if at >= ENTRIES_MIN && (is_apart || is_text) {
            return at;
        }
        if at > 0 {
            widest = widest.max(first.gap);
        }
        has_sentences |= run.iter().any(is_sentence);
        at += run.len();
    }
    list.len()
}

fn is_sentence(line: &Line) -> bool {
    wording::ends_sentence(line.text)
        && !wording::ends_question(line.text)
        && !headings::is_division(line.text)
}

/// What stands below a list of contents as a heading may.
struct Headings(HashSet<String>);

impl Headings {
    fn new(below: &[Line]) -> Self {
        let may_be = |line: &&Line| line.gap > 0 && line.columns <= headings::COLUMNS_MAX;
        let headings = below.iter().filter(may_be);
        Self(headings.map(|line| wording::key(line.text)).collect())
    }

    /// Whether the source line looks like an entry, or comes again.
    fn has_entry(&self, line: &Line) -> bool {
        is_row(line, 2)
            || headings::is_division(line.text)
            || lists::section(line.text).is_some()
            || entry_key(line).is_some_and(|key| self.0.contains(&key))
    }
}

/// The title that an entry names, without its page.
fn entry_key(line: &Line) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let text = line.text.trim_end_matches(is_digit);
    let is_paged = text.ends_with(['.', ' ', '\t', '…', '·', '_']);
    let key = wording::key(if is_paged { text } else { line.text });
    (!key.is_empty()).then_some(key)
}

/// What a list of contents says that a text has.
#[derive(Debug, Default)]
struct Entries {
    keys: HashSet<String>,
    /// The first words of those that start with a chapter's number: the title may stand apart.
    numbers: HashSet<String>,
}

impl Entries {
    fn add(&mut self, line: &Line) {
        let Some(key) = entry_key(line) else {
            return;
        };
        let mut words = key.split(' ');
        if let (Some(first), Some(second)) = (words.next(), words.next())
            && headings::is_division(line.text)
        {
            self.numbers.insert(format!("{first} {second}"));
        }
        self.keys.insert(key);
    }

    /// Whether the source line is the heading of an entry.
    fn has(&self, line: &Line) -> bool {
        if line.gap == 0 || line.columns > headings::COLUMNS_MAX || !wording::has_letter(line.text)
        {
            return false;
        }
        let key = wording::key(line.text);
        self.keys.contains(&key) || self.numbers.contains(&key)
    }
}

/// Whether a paragraph of prose starts there: one long source line, or several full ones that
/// break within a sentence.
fn is_prose(lines: &[Line], wrap: Option<usize>) -> bool {
    let Some(wrap) = wrap else {
        return lines.first().is_some_and(|line| line.columns > 120);
    };
    let rows = || lines.windows(2).take(3);
    let is_full = |pair: &&[Line]| {
        pair[1].is_close() && fills(&pair[0], &pair[1], wrap) && !is_row(&pair[0], 1)
    };
    let is_within = |pair: &[Line]| wording::starts_lower(pair[1].text);
    rows().filter(is_full).count() == 3 && rows().any(is_within)
}

/// Where the heading over the prose at `at` starts: after the widest gap shortly before it.
fn heading_above(lines: &[Line], at: usize) -> usize {
    let from = at.saturating_sub(6);
    let near = lines.get(from..=at).unwrap_or_default();
    let widest = near.iter().enumerate().max_by_key(|(_, line)| line.gap);
    from + widest.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::lines::Lines;

    #[test]
    fn a_list_ends_where_its_entries_come_again() {
        let find = |text: &str| {
            let lines: Vec<Line> = Lines::new(text).collect();
            text.get(super::find(&lines, Some(40))).map(str::to_owned)
        };
        let list = "Contents\n\n1. One\n2. Two\n3. Three\n";
        let whole = format!("{list}\n1. One\n\nSome text.\n\n2. Two\n");
        assert_eq!(find(&whole).as_deref(), Some(list));
        let list = "Contents\n\nCHAPTER I. One\nCHAPTER II. Two\nCHAPTER III. Three\n";
        let whole = format!("{list}\n\nCHAPTER I.\n\nOne\n\nSome text.\n");
        assert_eq!(find(&whole).as_deref(), Some(list));
        let list = "Contents\n\nOne\nTwo\n";
        let whole = format!("{list}\nOne\n\nSome text.\n\nTwo\n\nMore.\n");
        assert_eq!(find(&whole).as_deref(), Some(list));
        assert_eq!(
            find("Contents\n\nOne\nTwo\nThree\n\nFour\n").as_deref(),
            Some("")
        );
    }

    #[test]
    fn what_stands_between_a_list_and_the_text_is_no_part_of_it() {
        let check = |list: &str, between: &str| {
            let text = format!("{list}{between}\nOIL\n\nIt burns.\n\n\n\nWATER\n\nIt does not.\n");
            let lines: Vec<Line> = Lines::new(&text).collect();
            assert_eq!(text.get(super::find(&lines, Some(60))), Some(list));
        };
        let list = "CONTENTS\n\nOil\nWater\nWind\n";
        check(list, "\nA word of thanks.\n\nAnd another one.\n");
        check(
            list,
            "\nA few rows of verse\n  That end as they began,\nWith nothing in reverse\n  Until the end of man.\n",
        );
        check(
            list,
            "\n\n\nTO MY FRIENDS\n\n\nWho read all this\n  And did not mind it\n\n\n",
        );
        let list = "CONTENTS\n\nOil\nWater\n\n\nPART II\n\nWind\nFire\n";
        check(list, "");
        check(list, "\n\n\nTO MY FRIENDS\n\n\n");
    }

    #[test]
    fn dots_lead_to_a_page() {
        let row = |text: &str, dots| Lines::new(text).all(|line| is_row(&line, dots));
        assert!(row("1. Beginnings ........ 3", 3) && row("Endings . . . . 12", 3));
        assert!(row("A long title.50", 1));
        assert!(!row("It ended in 1950", 1) && !row("It ended... 1950 was over", 3));
    }
}
