//! What a book's style sheets hide: told by plain rules, and left shown where in doubt.
//!
//! A selector counts if it is one class or id, with or without an element's name, if its rule
//! stands outside conditions such as `@media`, and if no rule shows the same again.

use std::collections::HashMap;

use dom_query::NodeRef;

use super::archive::Archive;
use super::path;
use super::xml::{attribute, has_word};
use crate::import::decode;

/// How much of a style sheet is read, in bytes.
const SHEET_BYTES_MAX: usize = 1024 * 1024;

/// The most style sheets of a page.
const SHEETS_MAX: usize = 16;

/// The most rules of a style sheet that are kept; one with more hides nothing.
const RULES_MAX: usize = 256;

/// Notes that pop up where their mark is chosen are hidden till then; here they stand in the text.
const NOTES: [&str; 3] = ["footnote", "endnote", "rearnote"];

/// The style sheets that were read so far, by their paths.
#[derive(Default)]
pub(super) struct Styles {
    read: HashMap<String, Vec<Rule>>,
}

/// A selector, and whether its rule hides or shows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    selector: Selector,
    hides: bool,
}

/// `name.class` or `name#id`; the name may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Selector {
    name: String,
    is_id: bool,
    word: String,
}

impl Styles {
    /// Marks what the page's style sheets hide as hidden, and notes as shown.
    pub(super) fn hide(&mut self, archive: &Archive, page: &str, root: &NodeRef) {
        let mut hidden: HashMap<Selector, bool> = HashMap::new();
        let mut own;
        let mut sheets = 0;
        for node in root.descendants_it() {
            let name = node.node_name();
            let rules = match name.as_deref() {
                Some("style") => {
                    own = rules(&node.text());
                    &own
                }
                Some("link") if has_word(&node, "rel", "stylesheet") => {
                    let href = attribute(&node, "href");
                    match href.and_then(|href| path::resolve(page, &href)) {
                        Some(sheet) => self.sheet(archive, sheet.path),
                        None => continue,
                    }
                }
                _ => continue,
            };
            for rule in rules {
                let hides = hidden.entry(rule.selector.clone()).or_insert(true);
                *hides &= rule.hides;
            }
            sheets += 1;
            if sheets == SHEETS_MAX {
                break;
            }
        }
        hidden.retain(|_, hides| *hides);
        // The tree cannot change while it is walked.
        let elements = root.descendants_it().filter(NodeRef::is_element);
        let wrong = elements.filter_map(|node| {
            let is_note = NOTES.iter().any(|note| has_word(&node, "epub:type", note));
            let hides = !is_note && (node.has_attr("hidden") || is_hidden(&node, &hidden));
            (hides != node.has_attr("hidden")).then_some((node, hides))
        });
        for (node, hides) in wrong.collect::<Vec<_>>() {
            if hides {
                node.set_attr("hidden", "");
            } else {
                node.remove_attr("hidden");
            }
        }
    }

    fn sheet(&mut self, archive: &Archive, path: String) -> &Vec<Rule> {
        self.read.entry(path).or_insert_with_key(|path| {
            let entry = archive.read(path).ok();
            let bytes = entry.map(|entry| entry.bytes).unwrap_or_default();
            rules(&decode::lenient(
                bytes.get(..SHEET_BYTES_MAX).unwrap_or(&bytes),
            ))
        })
    }
}

fn is_hidden(node: &NodeRef, hidden: &HashMap<Selector, bool>) -> bool {
    if hidden.is_empty() {
        return false;
    }
    let name = node.node_name().unwrap_or_default().to_string();
    let is_named = |is_id: bool, word: &str| {
        let names = [name.as_str(), ""];
        names.iter().any(|name| {
            let selector = Selector {
                name: (*name).to_owned(),
                is_id,
                word: word.to_owned(),
            };
            hidden.contains_key(&selector)
        })
    };
    let classes = node.attr("class").unwrap_or_default();
    classes
        .split_ascii_whitespace()
        .any(|class| is_named(false, class))
        || attribute(node, "id").is_some_and(|id| is_named(true, &id))
}

/// The rules of a sheet that say whether something shows, for selectors that are simple.
fn rules(sheet: &str) -> Vec<Rule> {
    let sheet = without_comments(sheet);
    let mut rules = Vec::new();
    let mut depth = 0;
    let mut before = "";
    for piece in sheet.split_inclusive(['{', '}', ';']) {
        let (text, end) =
            piece.split_at(piece.len() - usize::from(piece.ends_with(['{', '}', ';'])));
        if end == "{" {
            depth += 1;
            before = text;
            continue;
        }
        if depth == 1
            && let Some(hides) = hides(text)
        {
            let selectors = before.split(',').filter_map(Selector::new);
            rules.extend(selectors.map(|selector| Rule { selector, hides }));
        }
        if end == "}" {
            depth -= i32::from(depth > 0);
        }
        if rules.len() > RULES_MAX {
            return Vec::new();
        }
    }
    rules
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

fn without_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

impl Selector {
    fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = text.find(['.', '#'])?;
        let (name, word) = text.split_at_checked(at)?;
        let is_id = word.starts_with('#');
        let word = word.strip_prefix(['.', '#'])?;
        let is_plain = |text: &str| {
            text.chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        };
        (is_plain(name) && is_plain(word) && !word.is_empty()).then(|| Self {
            name: name.to_ascii_lowercase(),
            is_id,
            word: word.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sheet: &str, expected: &[(&str, bool)]) {
        let expected: Vec<Rule> = expected
            .iter()
            .map(|(selector, hides)| Rule {
                selector: Selector::new(selector).expect("is simple"),
                hides: *hides,
            })
            .collect();
        assert_eq!(rules(sheet), expected, "{sheet}");
    }

    #[test]
    fn plain_rules_tell_what_is_hidden() {
        check(".gone { color: red; display : none }", &[(".gone", true)]);
        check(
            "/* .x{display:none} */ p.gone,#id{display:none!important}",
            &[("p.gone", true), ("#id", true)],
        );
        check(
            ".gone{display:none} .gone{display:block}",
            &[(".gone", true), (".gone", false)],
        );
    }

    #[test]
    fn what_depends_on_more_hides_nothing() {
        check("@media print { .gone { display: none } }", &[]);
        check(
            "div .gone { display: none } .a.b:hover { display: none }",
            &[],
        );
        check("p { display: none } .gone { display: ", &[(".gone", false)]);
        check("}}} .gone { visibility: hidden }", &[]);
    }
}
