//! What a book's style sheets hide: told by plain rules, and left shown where in doubt.
//!
//! A selector hides if it is one class or id, with or without an element's name, and its rule stands
//! outside conditions such as `@media`. It hides nothing if any rule that may apply, whatever its
//! selector and conditions, names the same class or id and shows it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use dom_query::NodeRef;

use super::archive::Archive;
use super::path;
use super::sheet::{self, SHEET_BYTES_MAX, Selector, Sheet};
use super::xml::{attribute, has_word, raw_text_of};
use crate::import::decode;

/// The most style sheets of a page; one with more hides nothing.
const SHEETS_MAX: usize = 16;

/// The most selectors that hide in a page's style sheets; with more, they hide nothing.
const HIDING_MAX: usize = 256;

/// How many selectors and words of a book's style sheets are kept; a page whose sheets have more
/// hides nothing.
const WORDS_MAX: usize = 50_000;

/// Notes that pop up where their mark is chosen are hidden till then; here they stand in the text.
const NOTES: [&str; 3] = ["footnote", "endnote", "rearnote"];

/// The style sheets that were read so far.
pub(super) struct Styles {
    /// By their paths; none for those that say too much.
    read: HashMap<String, Option<Rc<Sheet>>>,
    /// How many selectors and words may still be kept.
    room: usize,
}

impl Default for Styles {
    fn default() -> Self {
        Self {
            read: HashMap::new(),
            room: WORDS_MAX,
        }
    }
}

/// A style sheet of a page, and whether it applies for sure.
type Applied = (Rc<Sheet>, bool);

impl Styles {
    /// Marks what the page's style sheets hide as hidden, and notes as shown.
    pub(super) fn hide(&mut self, archive: &Archive, page: &str, root: &NodeRef) {
        let sheets = self.sheets(archive, page, root).unwrap_or_default();
        let hidden = hidden(&sheets);
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

    /// The style sheets of a page; none where they are too many, or one says too much.
    fn sheets(&mut self, archive: &Archive, page: &str, root: &NodeRef) -> Option<Vec<Applied>> {
        let mut sheets = Vec::new();
        for node in root.descendants_it() {
            let path = match node.node_name().as_deref() {
                Some("style") => None,
                Some("link") if is_applied(&node) => {
                    let href = attribute(&node, "href");
                    match href.and_then(|href| path::resolve(page, &href)) {
                        Some(sheet) => Some(sheet.path),
                        None => continue,
                    }
                }
                _ => continue,
            };
            let media = attribute(&node, "media").unwrap_or_default();
            let Some(is_sure) = sheet::applies(&media) else {
                continue;
            };
            let sheet = match path {
                Some(path) => self.sheet(archive, path),
                None => {
                    Sheet::read(&raw_text_of(&node, SHEET_BYTES_MAX + 1), WORDS_MAX).map(Rc::new)
                }
            };
            sheets.push((sheet?, is_sure));
            if sheets.len() > SHEETS_MAX {
                return None;
            }
        }
        Some(sheets)
    }

    fn sheet(&mut self, archive: &Archive, path: String) -> Option<Rc<Sheet>> {
        if let Some(sheet) = self.read.get(&path) {
            return sheet.clone();
        }
        let entry = archive.read(&path).ok();
        let bytes = entry.map(|entry| entry.bytes).unwrap_or_default();
        let sheet = (bytes.len() <= SHEET_BYTES_MAX)
            .then(|| Sheet::read(&decode::lenient(&bytes), self.room))
            .flatten();
        self.room -= sheet.as_ref().map_or(0, Sheet::len);
        let sheet = sheet.map(Rc::new);
        self.read.insert(path, sheet.clone());
        sheet
    }
}

/// Whether a link gives a style sheet that applies unless another is chosen.
fn is_applied(link: &NodeRef) -> bool {
    has_word(link, "rel", "stylesheet") && !has_word(link, "rel", "alternate")
}

/// What sheets hide: an element's name or none, whether it is an id, and the class or id.
fn hidden(sheets: &[Applied]) -> HashSet<(&str, bool, &str)> {
    let sure = sheets.iter().filter(|(_, is_sure)| *is_sure);
    let hiding = sure.flat_map(|(sheet, _)| &sheet.hides);
    let hiding: Vec<&Selector> = hiding.take(HIDING_MAX + 1).collect();
    if hiding.len() > HIDING_MAX {
        return HashSet::new();
    }
    let is_shown = |one: &Selector| {
        let mut sheets = sheets.iter();
        sheets.any(|(sheet, _)| sheet.shows.contains(&one.word))
    };
    let hiding = hiding.into_iter().filter(|one| !is_shown(one));
    hiding
        .map(|one| (one.name.as_str(), one.word.is_id, one.word.text.as_str()))
        .collect()
}

fn is_hidden(node: &NodeRef, hidden: &HashSet<(&str, bool, &str)>) -> bool {
    if hidden.is_empty() {
        return false;
    }
    let name = node.node_name().unwrap_or_default();
    let is_named = |is_id: bool, word: &str| {
        let mut names = [&*name, ""].into_iter();
        names.any(|name| hidden.contains(&(name, is_id, word)))
    };
    let classes = node.attr("class").unwrap_or_default();
    classes
        .split_ascii_whitespace()
        .any(|class| is_named(false, class))
        || attribute(node, "id").is_some_and(|id| is_named(true, &id))
}
