//! Puts what a page sent late where it belongs.
//!
//! Servers that stream a page (React's) send its slow parts last, in hidden elements named `S:n`,
//! each with a script that puts it in the place of the template `B:n` or `P:n`; behind a `B:n`, up
//! to the comment `/$`, stands what stood in for it.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeData, NodeId, NodeRef};

use super::dom;

/// The deepest that what is moved may stand: as deep as a page may be that nothing is moved in.
const DEPTH_MAX: usize = dom::DEPTH_MAX;

/// The most nodes that stand in for a part.
const STAND_IN_MAX: usize = 256;

/// Moves all parts that have a place, and shows the others where they stand.
///
/// Parts are sent side by side: what is hidden within a part, under such a name or that of another,
/// is none.
pub(super) fn settle(page: &Document) {
    let root = page.root();
    let mut places: HashMap<String, Place> = HashMap::new();
    let mut late = Vec::new();
    let mut numbers = HashSet::new();
    let mut parts = Parts::default();
    for node in root.descendants_it().filter(NodeRef::is_element) {
        let Some(id) = dom::attribute(&node, "id") else {
            continue;
        };
        match id.split_once(':') {
            Some(("S", number)) if node.has_attr("hidden") => {
                let is_one = !parts.hold(&node) && numbers.insert(number.to_owned());
                late.push((node, is_one.then(|| number.to_owned())));
                if is_one {
                    parts.add(&node);
                }
            }
            Some((kind @ ("B" | "P"), number)) if dom::name(&node) == "template" => {
                let is_boundary = kind == "B";
                let place = Place { node, is_boundary };
                places.entry(number.to_owned()).or_insert(place);
            }
            _ => {}
        }
    }
    for (part, number) in late {
        part.remove_attr("hidden");
        let place = number.and_then(|number| places.remove(&number));
        if let Some(place) = place {
            parts.put(&part, &place, &root);
        }
    }
}

/// Where a part belongs.
struct Place<'a> {
    node: NodeRef<'a>,
    is_boundary: bool,
}

/// The parts that may be moved.
#[derive(Default)]
struct Parts {
    heights: HashMap<NodeId, usize>,
    /// What they are, and what they stand in or stood in.
    around: HashSet<NodeId>,
}

impl Parts {
    fn add(&mut self, part: &NodeRef) {
        self.heights.insert(part.id, height(part));
        self.around.insert(part.id);
        self.around.extend(ids_around(part));
    }

    /// Whether a node stands in a part.
    fn hold(&self, node: &NodeRef) -> bool {
        ids_around(node).any(|outer| self.heights.contains_key(&outer))
    }

    /// Puts a part in its place, unless that is gone, or within the part, or too deep.
    fn put(&mut self, part: &NodeRef, place: &Place, root: &NodeRef) {
        let around: Vec<NodeId> = ids_around(&place.node).collect();
        let height = self.heights.get(&part.id).copied().unwrap_or_default();
        let is_there = around.last() == Some(&root.id) && !around.contains(&part.id);
        if !is_there || around.len() + height > DEPTH_MAX {
            return;
        }
        if place.is_boundary && !dom::text_of(part, 1).is_empty() {
            self.remove_stand_in(&place.node);
        }
        part.remove_from_parent();
        place.node.insert_before(part);
        for (distance, outer) in (1..).zip(&around) {
            if let Some(outer) = self.heights.get_mut(outer) {
                *outer = (*outer).max(distance + height);
            }
        }
        self.around.extend(around);
    }

    /// Removes what stands in for a part behind its place, where it is told where that ends; what
    /// holds a part stays.
    fn remove_stand_in(&self, place: &NodeRef) {
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
                    let gone = |node: &&NodeRef| !self.around.contains(&node.id);
                    let gone = stand_in.iter().filter(gone);
                    return gone.for_each(NodeRef::remove_from_parent);
                }
                Some("/$") => inner -= 1,
                Some("$" | "$?" | "$!") => inner += 1,
                _ => {}
            }
            stand_in.push(node);
            next = node.next_sibling();
        }
    }
}

fn ids_around(node: &NodeRef) -> impl Iterator<Item = NodeId> {
    node.ancestors_it(None).map(|outer| outer.id)
}

/// How many nodes stand in one another below a node, itself among them.
fn height(node: &NodeRef) -> usize {
    let mut height = 1;
    let mut below: Vec<(NodeRef, usize)> = vec![(*node, 1)];
    while let Some((node, depth)) = below.pop() {
        height = height.max(depth);
        below.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    height
}

#[cfg(test)]
mod tests;
