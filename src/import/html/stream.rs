//! Puts what a page sent late where it belongs.
//!
//! Servers that stream a page (React's) send its slow parts last, in hidden elements named `S:n`,
//! each with a script that puts it in the place of the template `B:n` or `P:n`; behind a `B:n`, up
//! to the comment `/$`, stands what stood in for it.

use std::collections::HashMap;

use dom_query::{Document, NodeData, NodeRef};

use super::dom;

/// The deepest that what is moved may stand: as deep as a page may be that nothing is moved in.
const DEPTH_MAX: usize = dom::DEPTH_MAX;

/// The most nodes that stand in for a part.
const STAND_IN_MAX: usize = 256;

/// Moves all parts that have a place, and shows those that have none where they stand.
pub(super) fn settle(page: &Document) {
    let mut places = HashMap::new();
    let mut parts = Vec::new();
    for node in page.root().descendants_it().filter(NodeRef::is_element) {
        let Some(id) = dom::attribute(&node, "id") else {
            continue;
        };
        match id.split_once(':') {
            Some(("S", number)) if node.has_attr("hidden") => parts.push((node, number.to_owned())),
            Some((kind @ ("B" | "P"), number)) if dom::name(&node) == "template" => {
                let is_boundary = kind == "B";
                places
                    .entry(number.to_owned())
                    .or_insert((node, is_boundary));
            }
            _ => {}
        }
    }
    for (part, number) in parts {
        part.remove_attr("hidden");
        let Some((place, is_boundary)) = places.get(&number) else {
            continue;
        };
        let is_within = place.ancestors_it(None).any(|outer| outer.id == part.id);
        let depth = place.ancestors_it(None).count() + height(&part);
        if is_within || depth > DEPTH_MAX {
            continue;
        }
        if *is_boundary {
            remove_stand_in(place);
        }
        part.remove_from_parent();
        place.insert_before(&part);
    }
}

/// How many elements stand in one another below a node, itself among them.
fn height(node: &NodeRef) -> usize {
    let depth = node.ancestors_it(None).count();
    let ends = node
        .descendants_it()
        .filter(|inner| inner.first_child().is_none());
    let depths = ends.map(|inner| inner.ancestors_it(None).count() - depth);
    depths.max().unwrap_or_default() + 1
}

/// Removes what stands in for a part behind its place, where it is told where that ends.
fn remove_stand_in(place: &NodeRef) {
    let mut inner = 0;
    let mut stand_in = Vec::new();
    let mut next = place.next_sibling();
    while let Some(node) = next.filter(|_| stand_in.len() < STAND_IN_MAX) {
        let comment = node.query(|node| match &node.data {
            NodeData::Comment { contents } => Some(contents.to_string()),
            _ => None,
        });
        match comment.flatten().as_deref() {
            Some("/$") if inner == 0 => {
                stand_in.iter().for_each(NodeRef::remove_from_parent);
                return;
            }
            Some("/$") => inner -= 1,
            Some("$" | "$?" | "$!") => inner += 1,
            _ => {}
        }
        stand_in.push(node);
        next = node.next_sibling();
    }
}
