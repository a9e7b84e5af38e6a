//! Which of several parts that say the same is read (multipart/alternative).
//!
//! A letter that is written as a page mostly comes as plain text, too. The page is read where it
//! says anything in a way that plain text can't: it has the headings, lists and links of a
//! newsletter, where the plain text has rows of signs and addresses. Else the plain text is, with
//! the quotes and row ends of its writer. But what says less than half of what the other one says
//! is a stub, "see this letter in your browser", and never chosen.

use super::letter::text;
use crate::document::count_words;
use crate::import::html;
use crate::import::mime::Part;

/// How deep the page is looked for among the parts of an alternative.
const DEPTH_MAX: u8 = 4;

/// The part to read, by its index: the last of those that can be read, as the standard has it, where
/// they are not a page and a plain text.
pub(super) fn choose(parts: &[&[u8]]) -> usize {
    let mut plain = None;
    let mut page = None;
    let mut other = None;
    for (at, bytes) in parts.iter().enumerate() {
        let part = Part::read(bytes, "text/plain");
        if let Some(text) = page_in(bytes, DEPTH_MAX) {
            page = Some((at, text));
        } else if part.medium == "text/plain" {
            plain = Some((at, text(&part)));
        } else if part.medium.starts_with("multipart/") || other.is_none() {
            other = Some(at);
        }
    }
    match (plain, page) {
        (Some((at, plain)), Some((of_page, page))) => {
            if is_page_better(&plain, &page) {
                of_page
            } else {
                at
            }
        }
        (Some((at, _)), None) => at,
        (None, Some((of_page, _))) => of_page,
        (None, None) => other.unwrap_or_default(),
    }
}

fn is_page_better(plain: &str, page: &str) -> bool {
    let page = html::Letter::parse(page, 0);
    let in_plain = count_words(plain);
    let in_page = page.words();
    if in_page * 2 < in_plain {
        return false;
    }
    in_plain * 2 < in_page || page.is_set()
}

/// The text of the first page among what a part holds.
fn page_in(bytes: &[u8], depth: u8) -> Option<String> {
    let part = Part::read(bytes, "text/plain");
    match part.medium.as_str() {
        "text/html" | "application/xhtml+xml" => Some(text(&part)),
        _ if depth == 0 => None,
        _ => part.parts()?.find_map(|inner| page_in(inner, depth - 1)),
    }
}
