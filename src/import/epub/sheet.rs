//! Style sheets, as far as they say whether something shows.

use std::collections::HashSet;

/// How much of a style sheet is read, in bytes.
pub(super) const SHEET_BYTES_MAX: usize = 1024 * 1024;

/// What the rules of a sheet hide and show.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Simple selectors of rules that apply for sure.
    pub(super) hides: Vec<Selector>,
    /// What the selectors of all rules that may apply name.
    pub(super) shows: HashSet<Word>,
}

/// `name.class` or `name#id`; the name may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selector {
    pub(super) name: String,
    pub(super) word: Word,
}

/// A class or an id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Word {
    pub(super) is_id: bool,
    pub(super) text: String,
}

/// What stands before a brace, and what was said behind it so far.
struct Block<'a> {
    prelude: &'a str,
    /// Whether the rules in it apply, as [`applies`] tells it.
    within: Option<bool>,
    hides: bool,
    /// Whether a declaration shows, in the block or in one nested in it.
    shows: bool,
}

impl Sheet {
    /// Reads a sheet; none where it is too long, or says more than `room` selectors and words.
    pub(super) fn read(text: &str, room: usize) -> Option<Self> {
        if text.len() > SHEET_BYTES_MAX {
            return None;
        }
        let text = without_asides(text);
        let mut sheet = Self::default();
        let mut open: Vec<Block> = Vec::new();
        for piece in text.split_inclusive(['{', '}', ';']) {
            let before = piece.trim_end_matches(['{', '}', ';']);
            if piece.ends_with('{') {
                let within = within(before.trim(), open.last());
                open.push(Block {
                    prelude: before,
                    within,
                    hides: false,
                    shows: false,
                });
                continue;
            }
            if let Some(block) = open.last_mut() {
                let hides = hides(before);
                block.hides |= hides == Some(true);
                block.shows |= hides == Some(false);
            }
            if piece.ends_with('}') {
                sheet.close(&mut open);
            }
            if sheet.len() > room {
                return None;
            }
        }
        while !open.is_empty() {
            sheet.close(&mut open);
        }
        (sheet.len() <= room).then_some(sheet)
    }

    /// How many selectors and words it has.
    pub(super) fn len(&self) -> usize {
        self.hides.len() + self.shows.len()
    }

    fn close(&mut self, open: &mut Vec<Block>) {
        let Some(block) = open.pop() else {
            return;
        };
        let applies = open.last().map_or(Some(true), |outer| outer.within);
        if applies.is_none() {
            return;
        }
        if block.shows {
            self.shows.extend(words(block.prelude));
            if let Some(outer) = open.last_mut() {
                outer.shows = true;
            }
        } else if block.hides && applies == Some(true) {
            let selectors = block.prelude.split(',').filter_map(Selector::new);
            self.hides.extend(selectors);
        }
    }
}

/// Whether the rules behind `prelude` apply: those of a medium as that does, those that depend on
/// something else perhaps.
fn within(prelude: &str, outer: Option<&Block>) -> Option<bool> {
    let outer = outer.map_or(Some(true), |outer| outer.within)?;
    match prelude.strip_prefix("@media") {
        Some(media) => applies(media).map(|is_sure| is_sure && outer),
        None => Some(false),
    }
}

/// Whether what is meant for these media applies: for sure, perhaps, or (none) not here.
pub(super) fn applies(media: &str) -> Option<bool> {
    let applies = |query: &str| {
        let query = query.trim().to_ascii_lowercase();
        if matches!(query.as_str(), "" | "all" | "screen") {
            return Some(true);
        }
        let mut words = query.split_ascii_whitespace();
        let first = words.find(|word| *word != "only").unwrap_or_default();
        let is_elsewhere = first.starts_with(|c: char| c.is_ascii_alphabetic())
            && !matches!(first, "all" | "screen" | "not");
        (!is_elsewhere).then_some(false)
    };
    media.split(',').filter_map(applies).max()
}

/// Whether a declaration hides or shows; none where it says neither.
fn hides(declaration: &str) -> Option<bool> {
    let (property, value) = declaration.split_once(':')?;
    let value = value.trim().to_ascii_lowercase();
    let hides = value.split(['!', ' ']).next() == Some("none");
    property
        .trim()
        .eq_ignore_ascii_case("display")
        .then_some(hides)
}

/// The sheet without comments and without what its strings and escapes hold.
fn without_asides(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut quote = None;
    let mut rest = sheet.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (_, '\\') => {
                rest.next();
                // What it stands in is not plain.
                kept.push('\\');
            }
            // A string ends at the end of its line of the source, if not before.
            (Some(open), c) if c == open || c == '\n' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '/') if rest.as_str().starts_with('*') => {
                let after = rest.as_str().get(1..).unwrap_or_default();
                rest = after
                    .split_once("*/")
                    .map_or("", |(_, after)| after)
                    .chars();
            }
            (None, c) => kept.push(c),
        }
    }
    kept
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// The classes and ids that a selector names.
fn words(selector: &str) -> impl Iterator<Item = Word> {
    selector.match_indices(['.', '#']).filter_map(|(at, mark)| {
        let rest = selector.get(at + mark.len()..)?;
        let text = rest.split(|c| !is_plain(c)).next()?;
        (!text.is_empty()).then(|| Word {
            is_id: mark == "#",
            text: text.to_owned(),
        })
    })
}

impl Selector {
    fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = text.find(['.', '#'])?;
        let (name, word) = text.split_at_checked(at)?;
        let is_id = word.starts_with('#');
        let word = word.strip_prefix(['.', '#'])?;
        let is_simple = name.chars().chain(word.chars()).all(is_plain);
        (is_simple && !word.is_empty()).then(|| Self {
            name: name.to_ascii_lowercase(),
            word: Word {
                is_id,
                text: word.to_owned(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `hides` and `shows`: selectors and words, apart by spaces.
    #[track_caller]
    fn check(sheet: &str, hides: &str, shows: &str) {
        let read = Sheet::read(sheet, 100).expect("is short");
        let mark = |word: &Word| if word.is_id { "#" } else { "." };
        let hidden = read
            .hides
            .iter()
            .map(|one| [&one.name, mark(&one.word), &one.word.text].concat());
        assert_eq!(hidden.collect::<Vec<_>>().join(" "), hides, "{sheet}");
        let shown = read.shows.iter();
        let mut shown: Vec<String> = shown.map(|one| [mark(one), &one.text].concat()).collect();
        shown.sort();
        assert_eq!(shown.join(" "), shows, "{sheet}");
    }

    #[test]
    fn plain_rules_tell_what_is_hidden() {
        check(".gone { color: red; display : none }", ".gone", "");
        check(
            "/* .x{display:none} */ p.gone,#id{display:none!important}",
            "p.gone #id",
            "",
        );
        check("@media screen { .gone { display: none } }", ".gone", "");
    }

    #[test]
    fn what_depends_on_more_hides_nothing() {
        check("@media (color) { .gone { display: none } }", "", "");
        check("@media print { .gone { display: none } }", "", "");
        check(
            "div .gone { display: none } .a.b:hover { display: none }",
            "",
            "",
        );
        check("}}} .gone { visibility: hidden }", "", "");
        check(".a { .b { color: red } display: none }", ".a", "");
    }

    #[test]
    fn rules_that_may_apply_show_what_they_name() {
        check("p { display: none } .gone { display: ", "", ".gone");
        check("div.a #b > i { display: block }", "", "#b .a");
        check("@media (color) { .a { display: block } }", "", ".a");
        check(".a { @media (color) { display: block } }", "", ".a");
        check("@media print { .a { display: block } }", "", "");
        check("@media amzn-mobi { .a { display: block } }", "", "");
        check("@media not print { .a { display: block } }", "", ".a");
    }

    #[test]
    fn what_strings_hold_ends_no_rule() {
        let sheet = r#"@media print { .a::after { content: "}" } .b { display: none } }"#;
        check(sheet, "", "");
        check(
            r"@media print { .a { content: '\'}' } .b { display: none } }",
            "",
            "",
        );
        check(r".a\:b { display: none }", "", "");
        check(".a { content: '} \n } .b { display: none }", ".b", "");
    }

    #[test]
    fn a_sheet_that_says_too_much_is_in_doubt() {
        assert!(Sheet::read(".a,.b { display: none } .c { display: block }", 2).is_none());
        let long = " ".repeat(SHEET_BYTES_MAX + 1);
        assert!(Sheet::read(&long, 2).is_none());
    }
}
