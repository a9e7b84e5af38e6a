//! What stands first where an entry leads, for entries whose words no heading says.

use dom_query::NodeRef;

use super::{Event, Heading, Own, Section, Survey, saying};

/// How much longer than the label a paragraph's source may be that says it, in bytes.
const SPACE_BYTES_MAX: usize = 200;

/// The most nodes of such a paragraph.
const NODES_MAX: usize = 100;

/// Elements within a paragraph.
const INLINE: [&str; 12] = [
    "a", "b", "big", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u",
];

impl<'a> Survey<'a> {
    /// Gives the sections without a heading the ones that stand where they start.
    pub(super) fn take_foremost(&mut self, sections: &mut [Section]) {
        let is_one_place = |one: &Section, next: &Section| one.position == next.position;
        for group in sections.chunk_by_mut(is_one_place) {
            let mut from = group.first().map_or(0, |section| section.position);
            let is_one_run =
                |one: &Section, next: &Section| one.own.is_some() == next.own.is_some();
            for run in group.chunk_by_mut(is_one_run) {
                match run.last().and_then(|section| section.own) {
                    Some(own) => from = own.first + own.count,
                    None => self.share(run, from),
                }
            }
        }
    }

    /// Shares the headings from an event on among sections that start there: of a part and its
    /// chapter with one heading between them, it is the chapter's.
    fn share(&mut self, sections: &mut [Section], from: usize) {
        let mut sections: Vec<&mut Section> = sections
            .iter_mut()
            .filter(|section| section.leads)
            .collect();
        let headings = (from..).take(sections.len());
        let headings = headings
            .take_while(|position| self.is_free(*position))
            .count();
        let without = sections.len() - headings;
        for (section, first) in sections.iter_mut().skip(without).zip(from..) {
            self.take(section, first);
        }
        for section in sections.iter_mut().take(without) {
            if let Some(heading) = self.paragraph(section) {
                let position = section.position;
                self.events[position] = Event::Heading(heading);
                self.take(section, position);
            }
        }
    }

    fn take(&mut self, section: &mut Section, first: usize) {
        if let Some(Event::Heading(heading)) = self.events.get_mut(first) {
            heading.is_taken = true;
            section.own = Some(Own { first, count: 1 });
        }
    }

    /// Whether a heading is at this event that no section has and that may be one's.
    fn is_free(&self, position: usize) -> bool {
        let heading = self.heading(position).filter(|heading| !heading.is_taken);
        heading.is_some_and(|heading| !is_set(&heading.node))
    }

    /// The paragraph that says a section's label where it starts, as a heading.
    fn paragraph(&self, section: &Section) -> Option<Heading<'a>> {
        let Event::Words(_, text) = self.events.get(section.position)? else {
            return None;
        };
        let is_inline = |node: &NodeRef| INLINE.iter().any(|name| node.has_name(name));
        let node = text.ancestors_it(None).find(|node| !is_inline(node))?;
        let is_paragraph = node.has_name("p") || node.has_name("div");
        if !is_paragraph || is_set(&node) {
            return None;
        }
        let mut words = String::new();
        for (count, inner) in node.descendants_it().enumerate() {
            if inner.is_text() {
                words.push_str(&inner.text());
            }
            let bytes_max = section.label.len() + SPACE_BYTES_MAX;
            if count == NODES_MAX || words.len() > bytes_max {
                return None;
            }
        }
        let key = saying::key(&words);
        (!key.is_empty() && key == saying::key(section.label)).then_some(Heading {
            node,
            level: 1,
            key,
            is_taken: false,
        })
    }
}

/// Whether a node stands in a table or list, where it can't be a section's heading.
fn is_set(node: &NodeRef) -> bool {
    let is_outer = |outer: NodeRef| ["table", "li"].iter().any(|name| outer.has_name(name));
    node.ancestors_it(None).any(is_outer)
}
