//! Puts the table of contents into a chapter: a heading where each entry leads, and the chapter's
//! own headings below it.
//!
//! The heading that says what an entry says is the section's, or else the one that stands where the
//! entry leads, whatever it says: the outline has the entry's label, the text what it had. Only
//! where there is none does the label become a heading. All this happens in the tree, before it is
//! walked.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use dom_query::{NodeId, NodeRef};

use super::xml::{attribute, label_of};
use crate::import::html::Listing;

mod foremost;
mod saying;

use saying::{Saying, says};

/// How much text may stand between a section's start and its own heading, in bytes: a number, an
/// ornament.
const KICKER_BYTES_MAX: usize = 80;

/// How many events after a section's start are looked at for its heading.
const WINDOW_MAX: usize = 12;

/// A section of the table of contents that starts in a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) depth: usize,
    pub(super) label: String,
    /// The element where it starts; none for the chapter's start.
    pub(super) id: Option<Rc<str>>,
    /// Whether it leads there itself, and does not only stand before an entry that does.
    pub(super) leads: bool,
}

/// What a chapter has, as far as its sections matter, in order.
enum Event<'a> {
    Heading(Heading<'a>),
    /// Text outside headings, by its length in bytes, from this node on.
    Words(usize, NodeRef<'a>),
}

struct Heading<'a> {
    node: NodeRef<'a>,
    level: u8,
    key: String,
    is_taken: bool,
}

/// Where a section starts.
struct Section<'a> {
    /// Before which event.
    position: usize,
    /// Before which node; none for the chapter's start.
    anchor: Option<NodeRef<'a>>,
    depth: usize,
    label: &'a str,
    /// Whether an entry leads here itself.
    leads: bool,
    own: Option<Own>,
}

/// The chapter's own headings that say what a section's label says.
#[derive(Clone, Copy)]
struct Own {
    /// The first, by its event.
    first: usize,
    count: usize,
}

/// Puts `starts` into the chapter whose text is under `body`, and nests its own headings below.
/// `depth` is that of the section that the chapter begins in; returns that of its last.
///
/// The headings of `starts` are added to `listed`.
pub(super) fn place(
    body: &NodeRef,
    starts: &[Start],
    depth: usize,
    listed: &mut HashMap<NodeId, Listing>,
) -> usize {
    let mut survey = Survey::new(body, starts);
    let mut sections = survey.sections(starts);
    for saying in Saying::ALL {
        for at in 0..sections.len() {
            if sections[at].own.is_none() {
                survey.find_own(&mut sections, at, saying);
            }
        }
    }
    survey.take_foremost(&mut sections);
    survey.nest_others(&sections, depth);
    let mut before = None;
    for section in &sections {
        let node = survey.settle(body, section, before);
        let listing = Listing {
            label: section.label.to_owned(),
            has_heading: section.own.is_some(),
        };
        listed.insert(node.id, listing);
        before = Some((section.position, node));
    }
    sections.last().map_or(depth, |section| section.depth)
}

/// Whether there are headings with words under `body`.
pub(super) fn has_headings(body: &NodeRef) -> bool {
    let survey = Survey::new(body, &[]);
    let is_heading = |event: &Event| matches!(event, Event::Heading(_));
    survey.events.iter().any(is_heading)
}

struct Survey<'a> {
    events: Vec<Event<'a>>,
    /// Where the ids that are asked for are: before which event, and before which node.
    ids: HashMap<String, (usize, Option<NodeRef<'a>>)>,
    /// Whether text goes on from before without such an id between.
    goes_on: bool,
}

impl<'a> Survey<'a> {
    fn new(body: &NodeRef<'a>, starts: &[Start]) -> Self {
        let mut survey = Self {
            events: Vec::new(),
            ids: HashMap::new(),
            goes_on: false,
        };
        let wanted = starts.iter().filter_map(|start| start.id.as_deref());
        let wanted: HashSet<&str> = wanted.collect();
        let mut open = vec![*body];
        while let Some(node) = open.pop() {
            survey.note_id(&node, node.id == body.id, &wanted);
            if node.is_text() {
                let length = node.text().trim().len();
                survey.add_words(length, node);
            } else if let Some(level) = level(&node) {
                for inner in node.descendants_it() {
                    survey.note_id(&inner, false, &wanted);
                }
                survey.add_heading(node, level);
            } else if !is_skipped(&node) {
                open.extend(node.children_it(true));
            }
        }
        survey
    }

    fn note_id(&mut self, node: &NodeRef<'a>, is_body: bool, wanted: &HashSet<&str>) {
        if !node.is_element() {
            return;
        }
        for name in ["id", "xml:id", "name"] {
            let id = attribute(node, name).filter(|id| wanted.contains(id.as_str()));
            if let Some(id) = id {
                let place = (self.events.len(), (!is_body).then(|| anchor(*node)));
                self.ids.entry(id).or_insert(place);
                self.goes_on = false;
            }
        }
    }

    fn add_words(&mut self, length: usize, node: NodeRef<'a>) {
        match self.events.last_mut() {
            _ if length == 0 => return,
            Some(Event::Words(before, _)) if self.goes_on => *before += length,
            _ => self.events.push(Event::Words(length, node)),
        }
        self.goes_on = true;
    }

    fn add_heading(&mut self, node: NodeRef<'a>, level: u8) {
        let key = saying::key(&label_of(&node));
        if !key.is_empty() {
            self.events.push(Event::Heading(Heading {
                node,
                level,
                key,
                is_taken: false,
            }));
        }
    }

    /// Where the sections start, in the chapter's order.
    fn sections<'s>(&self, starts: &'s [Start]) -> Vec<Section<'s>>
    where
        'a: 's,
    {
        let mut by_key: HashMap<&str, usize> = HashMap::new();
        for (position, event) in self.events.iter().enumerate() {
            if let Event::Heading(heading) = event {
                by_key.entry(&heading.key).or_insert(position);
            }
        }
        let mut before = (0, None);
        let mut sections = Vec::new();
        for start in starts {
            let place = match &start.id {
                None => Some((0, None)),
                Some(id) => match self.ids.get(&**id) {
                    Some(place) => Some(*place),
                    // An id that is not there: the heading that says the same, or where the
                    // entry before led.
                    None => by_key
                        .get(saying::key(&start.label).as_str())
                        .and_then(|position| {
                            Some((*position, Some(self.heading(*position)?.node)))
                        }),
                },
            };
            let leads = start.leads && place.is_some();
            before = place.unwrap_or(before);
            sections.push(Section {
                position: before.0,
                anchor: before.1,
                depth: start.depth,
                label: &start.label,
                leads,
                own: None,
            });
        }
        sections.sort_by_key(|section| section.position);
        sections
    }

    fn heading(&self, position: usize) -> Option<&Heading<'a>> {
        match self.events.get(position)? {
            Event::Heading(heading) => Some(heading),
            Event::Words(..) => None,
        }
    }

    /// Looks for the headings that say what the label of the section at `at` says.
    fn find_own(&mut self, sections: &mut [Section], at: usize, saying: Saying) {
        let from = sections[at].position;
        let next = sections.partition_point(|section| section.position <= from);
        let end = sections
            .get(next)
            .map_or(self.events.len(), |next| next.position);
        let mut between = 0;
        let label = saying::key(sections[at].label);
        for position in from..end.min(from + WINDOW_MAX) {
            if let Some(Event::Words(length, _)) = self.events.get(position) {
                between += length;
                if between > KICKER_BYTES_MAX {
                    return;
                }
                continue;
            }
            let keys = (position..end).map_while(|position| {
                let heading = self.heading(position).filter(|heading| !heading.is_taken)?;
                Some(heading.key.as_str())
            });
            if let Some(count) = says(&label, keys, saying) {
                sections[at].own = Some(Own {
                    first: position,
                    count,
                });
                for event in self.events.iter_mut().skip(position).take(count) {
                    if let Event::Heading(heading) = event {
                        heading.is_taken = true;
                    }
                }
                return;
            }
        }
    }

    /// Nests the headings that are no section's below the section that they stand in.
    fn nest_others(&self, sections: &[Section], depth: usize) {
        let mut depth = depth;
        let mut from = 0;
        let mut at = 0;
        loop {
            let until = sections
                .get(at)
                .map_or(self.events.len(), |next| next.position);
            Self::nest_below(self.events.get(from..until).unwrap_or_default(), depth);
            let Some(section) = sections.get(at) else {
                return;
            };
            (depth, from) = (section.depth, until);
            at += 1;
        }
    }

    fn nest_below(events: &[Event], depth: usize) {
        let others = || {
            events.iter().filter_map(|event| match event {
                Event::Heading(heading) if !heading.is_taken => Some(heading),
                _ => None,
            })
        };
        let mut levels: Vec<u8> = others().map(|heading| heading.level).collect();
        levels.sort_unstable();
        levels.dedup();
        for heading in others() {
            let rank = levels.partition_point(|level| *level < heading.level);
            heading.node.rename(tag(depth + 1 + rank));
        }
    }

    /// Puts a section's heading where the section starts: after the one `before` it, where both
    /// start at one place.
    fn settle(
        &self,
        body: &NodeRef<'a>,
        section: &Section<'a>,
        before: Option<(usize, NodeRef<'a>)>,
    ) -> NodeRef<'a> {
        let own = section
            .own
            .and_then(|own| Some((own, self.heading(own.first)?.node)));
        let node = if let Some((own, node)) = own {
            for further in own.first + 1..own.first + own.count {
                if let Some(further) = self.heading(further) {
                    saying::join(&node, &further.node);
                }
            }
            node.rename(tag(section.depth));
            node
        } else {
            let node = body.tree.new_element(tag(section.depth));
            node.append_child(&body.tree.new_text(section.label));
            node
        };
        let stays = own.is_some_and(|(own, _)| own.first == section.position);
        match (before, &section.anchor) {
            _ if stays => {}
            (Some((position, before)), _) if position == section.position => {
                before.insert_after(&node);
            }
            (_, Some(anchor)) => anchor.insert_before(&node),
            (_, None) => body.prepend_child(&node),
        }
        node
    }
}

/// The node before which a heading for a section at `node` goes: a table or heading is not broken
/// up, and what only starts with the node starts with the section.
fn anchor(node: NodeRef<'_>) -> NodeRef<'_> {
    let mut anchor = node;
    let mut is_first = true;
    for outer in node.ancestors_it(None) {
        if outer.has_name("body") || !outer.is_element() {
            break;
        }
        let is_whole = level(&outer).is_some() || outer.has_name("table");
        is_first &= !has_text_before(&anchor);
        if is_whole || is_first {
            (anchor, is_first) = (outer, true);
        }
    }
    anchor
}

fn has_text_before(node: &NodeRef) -> bool {
    let before = std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling);
    let is_something = |node: NodeRef| node.is_element() || node.is_nonempty_text();
    before.into_iter().any(is_something)
}

/// The level of a heading.
pub(super) fn level(node: &NodeRef) -> Option<u8> {
    let name = node.qual_name_ref()?;
    match name.local.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The name of a heading at a depth.
fn tag(depth: usize) -> &'static str {
    match depth {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn is_skipped(node: &NodeRef) -> bool {
    ["head", "script", "style", "template"]
        .iter()
        .any(|name| node.has_name(name))
        || node.has_attr("hidden")
}

#[cfg(test)]
mod tests;
