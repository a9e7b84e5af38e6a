//! What lies over a passage's text: links and roles, each with the text that it covers.

use std::ops::Range;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::document::{Document, Offset, Role, Target};
use crate::export::passage::Passage;

/// The roles that are told, in the order in which they are listed at one place.
const ROLES: [(Role, &str); 7] = [
    (Role::EMPHASIS, "emphasis"),
    (Role::STRONG, "strong"),
    (Role::CODE, "code"),
    (Role::STRIKE, "strike"),
    (Role::MATH, "math"),
    (Role::RAISED, "raised"),
    (Role::LOWERED, "lowered"),
];

/// A stretch of a passage with one role, or one link.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    kind: &'static str,
    start: Offset,
    end: Offset,
    text: String,
    target: Option<&'a Target>,
}

impl Serialize for Stretch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.kind)?;
        map.serialize_entry("start", &self.start.0)?;
        map.serialize_entry("text", &self.text)?;
        match self.target {
            Some(Target::Inside(place)) => map.serialize_entry("place", &place.0)?,
            Some(Target::Outside(address)) => map.serialize_entry("href", address)?,
            None => {}
        }
        map.end()
    }
}

/// All stretches of a passage, by where they start.
pub(super) fn of(document: &Document, passage: Passage) -> Vec<Stretch<'_>> {
    let mut stretches: Vec<Stretch<'_>> = Vec::new();
    // For each kind, the stretch that may go on.
    let mut open: [Option<usize>; ROLES.len() + 1] = [None; ROLES.len() + 1];
    for block in passage.blocks() {
        let range = document.block_range(block);
        let joint = passage.joint(document, block);
        let mut cover = |slot: usize, range: &Range<Offset>, kind, target| {
            let text = document.slice(range.clone());
            let before = open[slot].and_then(|idx: usize| stretches.get_mut(idx));
            if let Some(before) = before.filter(|before| goes_on(document, before, range, target)) {
                if before.end != range.start {
                    before.text.push_str(joint);
                }
                before.text.push_str(text);
                before.end = range.end;
                return;
            }
            open[slot] = Some(stretches.len());
            stretches.push(Stretch {
                kind,
                start: range.start,
                end: range.end,
                text: text.to_owned(),
                target,
            });
        };
        for span in document.spans(range.clone()) {
            for (slot, (role, kind)) in ROLES.iter().enumerate() {
                if span.role.has(*role) {
                    cover(slot, &span.range, *kind, None);
                }
            }
        }
        for link in document.links(range) {
            cover(ROLES.len(), &link.range, "link", Some(&link.target));
        }
    }
    stretches.sort_by_key(|stretch| stretch.start);
    stretches
}

/// Whether a stretch goes on at `range`: next to it, or across the end of a block that was cut.
fn goes_on(
    document: &Document,
    before: &Stretch<'_>,
    range: &Range<Offset>,
    target: Option<&Target>,
) -> bool {
    let is_next = before.end == range.start && target.is_none();
    let is_across = || {
        let next = document.block_at(range.start);
        document.block_at(before.end) < next
            && document.slice(before.end..range.start) == "\n"
            && document.block_range(next).start == range.start
            && document.block(next).lead.continues()
    };
    before.target == target && (is_next || is_across())
}
