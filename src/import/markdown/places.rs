//! How places of a Markdown text are named, and where its links lead.

use percent_encoding::percent_decode_str;

use super::folded;
use crate::document::LinkTarget;
use crate::import::html::{self, Addresses};

/// The addresses of a text's blocks of HTML.
#[derive(Debug)]
pub(super) struct Places;

impl Addresses for Places {
    fn name(&self, id: &str) -> String {
        named(id)
    }

    fn target(&self, href: &str) -> Option<LinkTarget> {
        target(href)
    }
}

/// The name of what an address calls `id`: of a heading, its slug. Case does not matter.
pub(super) fn named(id: &str) -> String {
    id.to_lowercase()
}

/// The name of a footnote; no slug has a `^`.
pub(super) fn note(label: &str) -> String {
    format!("^{}", folded(label))
}

/// Where a link leads; none where it leads nowhere that can be read.
pub(super) fn target(address: &str) -> Option<LinkTarget> {
    match address.strip_prefix('#') {
        Some("") => None,
        Some(id) => {
            let id = percent_decode_str(id).decode_utf8_lossy();
            Some(LinkTarget::Named(named(&id).into()))
        }
        None => html::outside(address),
    }
}
