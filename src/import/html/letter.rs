//! Letters and newsletters that are written as pages.
//!
//! They are laid out in tables, with no article among them for a finder to find, and what stands
//! around their text is what their writer says: so all that shows is read.

use dom_query::{Document, NodeRef};

use super::address::PageAddresses;
use super::tag::{Tag, tag};
use super::writer::{Addresses, Choice, Writer};
use super::{dom, metadata, name_headings, parse};
use crate::document::{Builder, LinkTarget, count_words};

/// A letter's page.
pub(in crate::import) struct Letter {
    page: Document,
    addresses: PageAddresses,
    /// The level of the section that it stands in; zero where it is the document.
    under: u8,
}

impl Letter {
    /// Parses a letter, whose headings stand in a section of the level `under`.
    pub(in crate::import) fn parse(text: &str, under: u8) -> Self {
        let page = parse(text);
        name_headings(&page);
        if under > 0 {
            lower_headings(&page, under);
        }
        let addresses = PageAddresses::new(&page, text, None);
        Self {
            page,
            addresses,
            under,
        }
    }

    /// What it says, as it would be read.
    pub(in crate::import) fn text(&self) -> String {
        let mut builder = Builder::default();
        self.write(&mut builder);
        match builder.finish() {
            Ok(document) => document.text().to_owned(),
            Err(_) => dom::text_of(&self.page.root(), usize::MAX),
        }
    }

    /// How many words it says.
    pub(in crate::import) fn words(&self) -> u32 {
        count_words(&dom::text_of(&self.page.root(), usize::MAX))
    }

    /// Whether it says anything in a way that plain text can't: by headings, lists, tables,
    /// stresses, pictures, or links under words of their own.
    pub(in crate::import) fn is_set(&self) -> bool {
        self.page.root().descendants_it().any(|node| {
            node.is_element()
                && !dom::is_hidden(&node)
                && match tag(&dom::name(&node)) {
                    Tag::Heading(_) | Tag::List { .. } | Tag::Table | Tag::Inline(_) => true,
                    Tag::Picture => says(&node, "alt"),
                    Tag::Link => says(&node, "href") && !is_bare(&node),
                    _ => false,
                }
        })
    }

    /// Writes all that shows of it.
    pub(in crate::import) fn write(&self, builder: &mut Builder) {
        let meta = builder.meta();
        if self.under == 0 && meta.language.is_none() {
            meta.language = metadata::of_page(&self.page).language;
        }
        let addresses = Within {
            addresses: &self.addresses,
            start: builder.at().index(),
        };
        Writer::new(builder, &addresses, &Choice::default()).write(&self.page.root());
    }
}

fn lower_headings(page: &Document, by: u8) {
    let root = page.root();
    let nodes = root.descendants_it();
    let headings: Vec<(NodeRef, u8)> = nodes
        .filter_map(|node| match tag(&dom::name(&node)) {
            Tag::Heading(level) => Some((node, level)),
            _ => None,
        })
        .collect();
    for (node, level) in headings {
        node.rename(&format!("h{}", (level + by).min(6)));
    }
}

fn says(node: &NodeRef, attribute: &str) -> bool {
    dom::attribute(node, attribute).is_some_and(|said| !said.trim().is_empty())
}

/// Whether a link's words are an address, as mail programs make links of those that are typed.
fn is_bare(link: &NodeRef) -> bool {
    let words = dom::text_of(link, 2000);
    !words.contains(' ') && (words.is_empty() || words.contains(['.', '@']))
}

/// The places of one letter among others, by where it starts.
struct Within<'a> {
    addresses: &'a PageAddresses,
    start: usize,
}

impl Addresses for Within<'_> {
    fn name(&self, id: &str) -> String {
        format!("{}#{}", self.start, self.addresses.name(id))
    }

    fn target(&self, href: &str) -> Option<LinkTarget> {
        match self.addresses.target(href)? {
            LinkTarget::Named(id) => Some(LinkTarget::Named(self.name(&id).into())),
            outside @ LinkTarget::Outside(_) => Some(outside),
        }
    }
}
