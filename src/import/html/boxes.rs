//! What stands within an article and is no part of it: boxes that sell, share or lead on, labels
//! of buttons, and the marks that link a heading to itself.

use dom_query::{Document, NodeRef};

use super::article::is_mostly_links;
use super::dom;
use super::tag::{Tag, tag};
use super::writer::Choice;
use crate::document::Reason;
use crate::import::plain;

/// The longest box, and the longest label, in bytes: what says more, or has several headings, is
/// read.
const BOX_BYTES_MAX: usize = 600;
const LABEL_BYTES_MAX: usize = 60;

/// Words that pages name such boxes by, whatever is in them.
const SELLS: [&str; 18] = [
    "ad",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "bio",
    "cookie",
    "newsletter",
    "newsletters",
    "paywall",
    "promo",
    "promotion",
    "signup",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "trending",
];

/// Words that pages name boxes by which are no part of the article where links fill them.
const LEADS_ON: [&str; 9] = [
    "also",
    "more",
    "read",
    "readmore",
    "recommended",
    "related",
    "share",
    "sharing",
    "social",
];

/// Leaves them out: boxes and labels are set aside, the marks of headings are no text at all.
pub(super) fn leave_out(page: &Document, choice: &mut Choice) {
    let Some(body) = page.tree.body() else { return };
    walk(&body, None, choice);
}

/// `heading` is the one around.
fn walk(node: &NodeRef, heading: Option<&NodeRef>, choice: &mut Choice) {
    for child in node.children_it(false) {
        let is_shown = choice.shows(&child) && !choice.left_out.contains_key(&child.id);
        if !child.is_element() || !is_shown {
            continue;
        }
        let name = dom::name(&child);
        let tag = tag(&name);
        if heading.is_some_and(|heading| is_permalink(&child, tag, heading)) {
            choice.left_out.insert(child.id, None);
        } else if is_box(&child, &name) || (tag == Tag::Block && is_label(&child)) {
            let reason = Some(Reason::PageChrome);
            choice.left_out.insert(child.id, reason);
        } else if !matches!(tag, Tag::Table | Tag::Code) {
            let own = matches!(tag, Tag::Heading(_)).then_some(&child);
            walk(&child, heading.or(own), choice);
        }
    }
}

/// Whether a link within a heading only leads to the heading itself: never where it is all that the
/// heading says.
fn is_permalink(node: &NodeRef, tag: Tag, heading: &NodeRef) -> bool {
    if tag != Tag::Link {
        return false;
    }
    let said = dom::text_of(node, LABEL_BYTES_MAX);
    if dom::text_of(heading, LABEL_BYTES_MAX) == said {
        return false;
    }
    !said.chars().any(char::is_alphanumeric) || {
        let sorts = dom::sorts(node);
        let is_marked = ["anchor", "headerlink", "permalink"];
        is_marked.iter().any(|sort| sorts.contains(sort)) && is_label_of_link(&said)
    }
}

/// "Link", "Copy link", "Permalink: the heading", "Link to this heading".
fn is_label_of_link(said: &str) -> bool {
    const WHOLE: [&str; 6] = ["anchor", "copy", "copy link", "link", "permalink", "share"];
    const STARTS: [&str; 4] = ["anchor link ", "copy link ", "link to ", "permalink "];
    let key = plain::key(said);
    said.len() < LABEL_BYTES_MAX
        && (WHOLE.contains(&&*key) || STARTS.iter().any(|start| key.starts_with(start)))
}

fn is_box(node: &NodeRef, name: &str) -> bool {
    if !matches!(name, "div" | "section" | "aside" | "form" | "ul") {
        return false;
    }
    let sorts = dom::sorts(node);
    let has = |known: &[&str]| {
        sorts
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| known.contains(&word))
    };
    let (sells, leads_on) = (has(&SELLS), has(&LEADS_ON));
    if !sells && !leads_on {
        return false;
    }
    let length = dom::text_of(node, BOX_BYTES_MAX + 1).len();
    if !(1..=BOX_BYTES_MAX).contains(&length) {
        return false;
    }
    let inner = node.descendants_it().map(|inner| tag(&dom::name(&inner)));
    let headings = inner.filter(|tag| matches!(tag, Tag::Heading(_)));
    headings.take(2).count() < 2 && (sells || is_mostly_links(node))
}

/// Whether a block holds nothing but the label of a button or notice.
fn is_label(node: &NodeRef) -> bool {
    let text = dom::text_of(node, LABEL_BYTES_MAX + 1);
    text.len() <= LABEL_BYTES_MAX && !text.is_empty() && plain::is_label(&text)
}
