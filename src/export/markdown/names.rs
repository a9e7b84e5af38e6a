//! What Markdown calls the places that links lead to: footnotes by label, sections by slug.

use std::collections::{HashMap, HashSet};

use crate::document::{Document, Landmark, Mark, Offset, SectionIdx, Target};

/// Names of places, each given once.
#[derive(Debug, Default)]
pub(super) struct Names {
    footnotes: HashMap<Offset, String>,
    sections: HashMap<Offset, String>,
}

impl Names {
    /// The names of a document's places; `title` is the heading that is written before its text.
    pub(super) fn new(document: &Document, title: Option<&str>) -> Self {
        let mut names = Self::default();
        let mut taken = HashSet::new();
        for start in document.landmarks().of(Landmark::Footnote) {
            let prefix = document.block(document.block_at(*start)).prefix;
            if let Some(Mark::Footnote(label)) = &document.prefix(prefix).mark {
                names
                    .footnotes
                    .insert(*start, unique(&label_of(label), &mut taken));
            }
        }
        let all = Offset(0)..document.end();
        let is_inside = |target: &Target| matches!(target, Target::Inside(_));
        if document
            .links(all)
            .iter()
            .any(|link| is_inside(&link.target))
        {
            names.name_sections(document, title);
        }
        names
    }

    fn name_sections(&mut self, document: &Document, title: Option<&str>) {
        let mut taken = HashSet::new();
        if let Some(title) = title {
            taken.insert(slug_of(title));
        }
        for idx in (0..document.sections().len() as u32).map(SectionIdx) {
            let section = &document.sections()[idx.index()];
            let slug = unique(&slug_of(document.block_text(section.block)), &mut taken);
            self.sections.insert(section.start, slug);
        }
    }

    /// The label of the footnote that starts at `at`.
    pub(super) fn footnote(&self, at: Offset) -> Option<&str> {
        self.footnotes.get(&at).map(String::as_str)
    }

    /// The slug of the section that starts at `at`.
    pub(super) fn section(&self, at: Offset) -> Option<&str> {
        self.sections.get(&at).map(String::as_str)
    }
}

/// A label of letters and digits: others may end it.
fn label_of(label: &str) -> String {
    let sound = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let label: String = label.chars().map(sound).collect();
    if label.is_empty() {
        "note".into()
    } else {
        label
    }
}

/// A heading's name in an address, as GitHub makes it.
fn slug_of(title: &str) -> String {
    title
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            _ => Some(c).filter(|c| c.is_alphanumeric()),
        })
        .collect()
}

/// `name`, with a number where it is taken.
fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let mut found = name.to_owned();
    let mut number = 0;
    while !taken.insert(found.clone()) {
        number += 1;
        found = format!("{name}-{number}");
    }
    found
}
