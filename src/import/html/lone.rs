//! A tag of HTML by itself, as it stands between the words of another format.

use dom_query::NodeRef;

use super::tag::{self, Tag};
use super::{dom, picture};

/// A tag that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct LoneTag {
    /// The element's name in lower case.
    pub(in crate::import) name: String,
    /// What the element is for.
    pub(in crate::import) tag: Tag,
    /// Whether it ends the element.
    pub(in crate::import) ends: bool,
    /// Where it leads.
    pub(in crate::import) href: Option<String>,
    /// What it names its place.
    pub(in crate::import) id: Option<String>,
    /// What a picture says to those who do not see it.
    pub(in crate::import) words: Option<String>,
}

/// Reads `<name …>` or `</name>`; none for comments, declarations and instructions.
pub(in crate::import) fn lone_tag(source: &str) -> Option<LoneTag> {
    let inner = source.strip_prefix('<')?;
    let ends = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inner.len());
    let name = inner.get(..end)?.to_ascii_lowercase();
    if name.is_empty() {
        return None;
    }
    let mut lone = LoneTag {
        tag: tag::tag(&name),
        name,
        ends,
        href: None,
        id: None,
        words: None,
    };
    if !ends && inner.contains('=') {
        let page = dom::parse_html(source);
        let element = page
            .root()
            .descendants_it()
            .find(|node| dom::name(node) == lone.name);
        if let Some(element) = element {
            lone.read_attributes(&element);
        }
    }
    Some(lone)
}

impl LoneTag {
    fn read_attributes(&mut self, element: &NodeRef) {
        self.href = dom::attribute(element, "href");
        self.id = dom::attribute(element, "id").or_else(|| dom::attribute(element, "name"));
        self.words = picture::words(element);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_what_it_is_for_and_where_it_leads() {
        let read = |source| lone_tag(source).expect("a tag");
        let link = read("<a href='x.html' id=y>");
        assert_eq!(link.tag, Tag::Link);
        assert_eq!(link.href.as_deref(), Some("x.html"));
        assert_eq!(link.id.as_deref(), Some("y"));
        assert!(read("</EM>").ends);
        assert_eq!(
            read("<img src=a alt='a mill'>").words.as_deref(),
            Some("a mill")
        );
        assert_eq!(lone_tag("<!-- a note -->"), None);
        assert_eq!(lone_tag("<?php ?>"), None);
    }
}
