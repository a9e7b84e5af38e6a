//! What the finder leaves in an article that is none of it: lines about the text, its pictures and
//! its pages, what leads on to other texts, and what its pictures say again.
//!
//! Each is told by what it says or where it leads, among the leaves of what is shown; all of it is
//! set aside.

mod words;

use std::collections::HashMap;

use dom_query::Document;

use super::article::folded;
use super::leaves::{self, Leaf, LeafKind};
use super::writer::Choice;
use crate::document::Reason;
use crate::import::plain;
use words::{APPARATUS, CREDITS, DATES, LEADS_ON, PROMOTES, RAILS, SHARES, SORTS};

/// What says so much of what a picture says, in bytes of letters and digits, says it again.
const REPEATED_BYTES_MIN: usize = 40;

/// So many links on end that lead on, of so many words each on average, are a list of other texts.
const TEASERS_MIN: usize = 3;
const TEASER_WORDS_MIN: usize = 4;

/// The longest line about a text, in words.
const LINE_WORDS_MAX: usize = 16;

/// So many headings on end, with nothing under any, are titles of other texts.
const BARE_HEADINGS_MIN: usize = 4;

/// Sets it aside; `has_date` tells whether the date of the text is known without it.
pub(super) fn leave_out(page: &Document, has_date: bool, choice: &mut Choice) {
    let (leaves, pictures) = leaves::of_page(page, choice);
    let prose = |leaf: &Leaf| leaf.is_prose();
    let (Some(first), Some(last)) = (
        leaves.iter().position(prose),
        leaves.iter().rposition(prose),
    ) else {
        return;
    };
    for leaf in repeated(&leaves, &pictures) {
        leave(leaf, Reason::Repetition, choice);
    }
    let before = leaves.iter().take(first);
    let lines_before = before.filter(|leaf| is_path(leaf) || (has_date && is_dateline(leaf)));
    let lines = leaves.iter().filter(|leaf| is_line(leaf, has_date));
    let bare = leaves
        .chunk_by(|one, other| one.kind == LeafKind::Heading && other.kind == LeafKind::Heading);
    let bare = bare.filter(|headings| headings.len() >= BARE_HEADINGS_MIN);
    let chrome = lines_before
        .chain(lines)
        .chain(bare.flatten())
        .chain(teasers(&leaves, last));
    for leaf in chrome {
        leave(leaf, Reason::PageChrome, choice);
    }
}

fn leave(leaf: &Leaf, reason: Reason, choice: &mut Choice) {
    for id in &leaf.nodes {
        choice.left_out.entry(*id).or_insert(Some(reason));
        // Text beside elements is left out by not being shown.
        if let Some(shown) = &mut choice.shown {
            shown.remove(id);
        }
    }
}

/// What a picture says already, but for a few words at the end.
fn repeated<'l>(leaves: &'l [Leaf], pictures: &[String]) -> Vec<&'l Leaf> {
    let mut said: HashMap<Vec<u8>, Vec<u8>> = HashMap::new();
    for picture in pictures {
        let picture = folded(picture).into_bytes();
        if let Some(start) = picture.get(..REPEATED_BYTES_MIN) {
            said.insert(start.to_owned(), picture);
        }
    }
    let repeats = |leaf: &&Leaf| {
        let text = folded(&leaf.text).into_bytes();
        let start = text.get(..REPEATED_BYTES_MIN);
        start.and_then(|start| said.get(start)).is_some_and(|said| {
            let shared = said
                .iter()
                .zip(&text)
                .take_while(|(one, other)| one == other);
            shared.count() * 20 >= text.len() * 17
        })
    };
    let is_text = |leaf: &&Leaf| matches!(leaf.kind, LeafKind::Text | LeafKind::Item);
    leaves.iter().filter(is_text).filter(repeats).collect()
}

/// Whether a leaf is a line about the text, its pictures, or another text.
fn is_line(leaf: &Leaf, has_date: bool) -> bool {
    if leaf.kind == LeafKind::Other || leaf.words > 2 * LINE_WORDS_MAX {
        return false;
    }
    let key = plain::key(&leaf.text);
    is_counter(&key)
        || is_credit(leaf)
        || is_sharing(&key)
        || (has_date && is_update(leaf, &key))
        || leads_on(leaf)
        || is_shouted(leaf)
        || asks(leaf, &key)
}

/// "Image 1 of 8", "Caption".
fn is_counter(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_picture = |word: &str| matches!(word, "image" | "photo" | "picture" | "slide");
    match *words.as_slice() {
        ["caption" | "slideshow" | "gallery"] | ["enlarge", "image"] => true,
        [picture, at, "of", all] => is_picture(picture) && is_number(at) && is_number(all),
        _ => false,
    }
}

/// "Photo: A. Maker", "Image copyright A. Maker".
fn is_credit(leaf: &Leaf) -> bool {
    let text = leaf.text.trim_start_matches(['(', '[']);
    let head = text.split_once(':').map(|(head, _)| plain::key(head));
    let is_head = head.is_some_and(|head| CREDITS.contains(&&*head));
    matches!(leaf.kind, LeafKind::Text | LeafKind::Between)
        && leaf.words <= LINE_WORDS_MAX
        && !text.ends_with('.')
        && (is_head || plain::key(text).starts_with("image copyright "))
}

/// The names of buttons that share a page, and hardly another word.
fn is_sharing(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    let shares = words.iter().filter(|word| SHARES.contains(word)).count();
    (shares >= 3 && shares * 2 >= words.len()) || key == "sharing is caring"
}

/// "Read more: Another text".
fn leads_on(leaf: &Leaf) -> bool {
    let text = leaf.text.trim_start_matches(['(', '[']);
    let Some((head, rest)) = text.split_once([':', '|']) else {
        return false;
    };
    let is_long = rest.len() > head.len() && !rest.trim().is_empty();
    leaf.leads_on && is_long && LEADS_ON.contains(&&*plain::key(head))
}

/// "Updated 19 November 2019".
fn is_update(leaf: &Leaf, key: &str) -> bool {
    let is_told = DATES.iter().any(|start| {
        let rest = key.strip_prefix(start);
        rest.is_some_and(|rest| rest.starts_with(' '))
    });
    is_told
        && leaf.kind != LeafKind::Heading
        && leaf.words <= LINE_WORDS_MAX
        && plain::has_year(&leaf.text)
}

/// A link that is all capitals.
fn is_shouted(leaf: &Leaf) -> bool {
    matches!(leaf.kind, LeafKind::Text | LeafKind::Heading)
        && leaf.is_linked
        && leaf.words >= TEASER_WORDS_MIN
        && plain::is_caps(&leaf.text)
}

/// "Sign up to our letter", "Tags: mills, rivers", with links.
fn asks(leaf: &Leaf, key: &str) -> bool {
    let starts = |starts: &[&str]| starts.iter().any(|start| key.starts_with(start));
    leaf.kind != LeafKind::Heading
        && ((leaf.has_link && starts(&PROMOTES)) || (leaf.leads_on && starts(&SORTS)))
}

/// Whether a leaf before the text tells when it came out, perhaps beside who wrote it.
fn is_dateline(leaf: &Leaf) -> bool {
    let is_text = !matches!(leaf.kind, LeafKind::Heading | LeafKind::Other);
    let mut parts = leaf.text.split(['|', '·', '•']);
    is_text && leaf.words <= LINE_WORDS_MAX && parts.any(|part| plain::date(part.trim()).is_some())
}

/// Whether a leaf before the text is a way to it: "Home", "News", "Home » News".
fn is_path(leaf: &Leaf) -> bool {
    let is_step = leaf.kind == LeafKind::Item && leaf.is_linked && leaf.leads_on;
    let steps = leaf.text.matches(['»', '›']).count();
    (is_step && leaf.words <= TEASER_WORDS_MIN) || (steps >= 2 && leaf.leads_on)
}

/// What leads on to other texts: links on end, and what stands above them; behind the last prose,
/// all that leads on. Nothing where that is most of what there is: then the links are the text.
fn teasers(leaves: &[Leaf], last_prose: usize) -> Vec<&Leaf> {
    let mut found = Vec::new();
    let mut rest = leaves;
    let mut at = 0_usize;
    while let Some(leaf) = rest.first() {
        let is_rail = is_rail(leaf);
        let links = rest
            .iter()
            .skip(usize::from(is_rail))
            .take_while(|leaf| leaf.is_linked && leaf.leads_on);
        let (mut count, mut words, mut has_heading) = (0, 0, false);
        for link in links {
            count += 1;
            words += link.words;
            has_heading |= link.kind == LeafKind::Heading;
        }
        let before = at.checked_sub(1).and_then(|before| leaves.get(before));
        let are_own = before.is_some_and(announces) || has_heading;
        let are_titles = words >= count * TEASER_WORDS_MIN && count > 0 && !are_own;
        let is_behind = at > last_prose;
        let taken = if is_rail && (count > 0 || is_behind) {
            count + 1
        } else if are_titles && (count >= TEASERS_MIN || is_behind) {
            count
        } else {
            0
        };
        found.extend(rest.iter().take(taken));
        at += if is_rail { taken } else { count }.max(1);
        rest = leaves.get(at..).unwrap_or_default();
    }
    let all: usize = leaves.iter().map(|leaf| leaf.words).sum();
    let leading: usize = found.iter().map(|leaf| leaf.words).sum();
    if leading * 2 > all {
        found.clear();
    }
    found
}

fn is_rail(leaf: &Leaf) -> bool {
    leaf.kind != LeafKind::Other && leaf.words <= 8 && {
        let key = plain::key(&leaf.text);
        RAILS.contains(&&*key)
            || ["more from ", "most read in "]
                .iter()
                .any(|start| key.starts_with(start))
    }
}

/// Whether links that come are the text's own.
fn announces(leaf: &Leaf) -> bool {
    leaf.text.ends_with(':')
        || (leaf.kind == LeafKind::Heading && APPARATUS.contains(&&*plain::key(&leaf.text)))
}
