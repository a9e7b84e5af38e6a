//! What pictures say to those who do not see them.

use dom_query::NodeRef;

use super::{dom, tag};

/// What a picture says to those who do not see it.
pub(super) fn words(node: &NodeRef) -> Option<String> {
    if dom::name(node) != "img" {
        let only = node.first_element_child()?;
        let holds_one = only.next_element_sibling().is_none()
            && matches!(
                dom::name(node).as_str(),
                "a" | "span" | "div" | "p" | "picture"
            );
        return holds_one.then(|| words(&only)).flatten();
    }
    let is_dot = ["width", "height"]
        .iter()
        .any(|side| matches!(dom::attribute(node, side).as_deref(), Some("0" | "1")));
    let words = dom::attribute(node, "alt").or_else(|| dom::attribute(node, "title"))?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!is_dot && !words.is_empty() && !is_file_name(&words)).then_some(words)
}

/// "A-2041.JPG" and "0225-oscars-dress-01" say nothing of a picture.
pub(in crate::import) fn is_file_name(words: &str) -> bool {
    const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif"];
    if words.contains(' ') {
        return false;
    }
    let ending = words.rsplit_once('.').map(|(_, ending)| ending);
    let has_ending = ending.is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    let is_slug = words.contains(['-', '_']) && words.contains(|c: char| c.is_ascii_digit());
    has_ending || (is_slug && words.len() > 8)
}

/// Whether no text follows a picture in its paragraph.
pub(super) fn stands_alone(picture: &NodeRef) -> bool {
    const LOOK_NODES: usize = 8;
    let mut node = *picture;
    for _ in 0..LOOK_NODES {
        let mut next = node.next_sibling();
        for _ in 0..LOOK_NODES {
            let Some(sibling) = next else { break };
            if tag::is_block(&dom::name(&sibling)) {
                return true;
            }
            if !dom::text_of(&sibling, 1).is_empty() {
                return false;
            }
            next = sibling.next_sibling();
        }
        match node.parent() {
            Some(parent) if !tag::is_block(&dom::name(&parent)) => node = parent,
            _ => return true,
        }
    }
    true
}

/// The formula that a picture is of, where its words are one as Wikimedia writes them.
pub(super) fn formula(words: &str) -> Option<&str> {
    let inner = ["{\\displaystyle", "{\\textstyle"]
        .iter()
        .find_map(|style| words.strip_prefix(style))?;
    inner.strip_suffix('}').map(str::trim)
}
