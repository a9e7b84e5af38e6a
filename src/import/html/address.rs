//! Where the links of a page lead.

use std::cell::Cell;

use dom_query::Document;
use iri_string::types::{UriAbsoluteStr, UriReferenceStr};

use super::dom;
use super::writer::Addresses;
use crate::document::LinkTarget;

/// The longest address that is kept, in bytes.
const ADDRESS_BYTES_MAX: usize = 4096;

/// What a page's relative links may take once they are absolute: so many times its size, and so
/// many bytes. The others stay as they are written.
const RESOLVED_FACTOR: usize = 8;
const RESOLVED_BYTES: usize = 64 * 1024;

/// The addresses of one page: `id`s name its places, other links are resolved against its base.
pub(super) struct PageAddresses {
    /// The page's own address, without a fragment.
    page: Option<String>,
    /// What relative links are resolved against.
    base: Option<String>,
    /// How many bytes more absolute links may take.
    room: Cell<usize>,
}

impl PageAddresses {
    /// The addresses of a page that was read from `address`, or saved from where it says.
    pub(super) fn new(page: &Document, text: &str, address: Option<&str>) -> Self {
        let own = address
            .map(str::to_owned)
            .or_else(|| saved_from(text))
            .or_else(|| canonical(page))
            .map(|own| own.split('#').next().unwrap_or_default().to_owned())
            .filter(|own| own.len() <= ADDRESS_BYTES_MAX && UriAbsoluteStr::new(own).is_ok());
        let base = page
            .tree
            .base_uri()
            .and_then(|base| {
                // One that is whole needs no page's address.
                let base = base.trim();
                resolve(base, own.as_deref().or(Some(base)))
            })
            .filter(|base| base.len() <= ADDRESS_BYTES_MAX)
            .or_else(|| own.clone());
        let room = text.len().saturating_mul(RESOLVED_FACTOR) + RESOLVED_BYTES;
        Self {
            page: own,
            base,
            room: Cell::new(room),
        }
    }

    /// A link that leads out of the page, absolute as long as there is room.
    fn outside(&self, href: &str, address: Option<String>) -> LinkTarget {
        let room = address
            .as_ref()
            .and_then(|address| self.room.get().checked_sub(address.len()));
        let kept = room.and(address).unwrap_or_else(|| href.to_owned());
        if let Some(room) = room {
            self.room.set(room);
        }
        LinkTarget::Outside(kept.into())
    }
}

impl Addresses for PageAddresses {
    fn name(&self, id: &str) -> String {
        id.to_owned()
    }

    fn target(&self, href: &str) -> Option<LinkTarget> {
        let href = sound(href)?;
        if let Some(id) = href.strip_prefix('#') {
            return (!id.is_empty()).then(|| LinkTarget::Named(id.into()));
        }
        let address = resolve(href, self.base.as_deref());
        match address.as_deref().unwrap_or(href).split_once('#') {
            Some((page, id)) if self.page.as_deref() == Some(page) && !id.is_empty() => {
                Some(LinkTarget::Named(id.into()))
            }
            _ => Some(self.outside(href, address)),
        }
    }
}

/// A link that leads out of its document, as it is written.
pub(in crate::import) fn outside(href: &str) -> Option<LinkTarget> {
    Some(LinkTarget::Outside(sound(href)?.into()))
}

/// The address without white space around it; none for what is no place to go to.
fn sound(href: &str) -> Option<&str> {
    let href = href.trim();
    let is_sound = !href.is_empty() && href.len() <= ADDRESS_BYTES_MAX && !is_script(href);
    is_sound.then_some(href)
}

/// Addresses that run something, or hold what they show.
fn is_script(href: &str) -> bool {
    ["javascript:", "vbscript:", "data:", "blob:", "about:"]
        .iter()
        .any(|scheme| {
            href.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
}

/// A reference made absolute by RFC 3986, section 5.2.
fn resolve(reference: &str, base: Option<&str>) -> Option<String> {
    let escaped = reference.replace(' ', "%20");
    let base = UriAbsoluteStr::new(base?).ok()?;
    let reference = iri_string::types::IriReferenceStr::new(&escaped).ok()?;
    let reference = reference.encode_to_uri().to_string();
    let reference = UriReferenceStr::new(&reference).ok()?;
    Some(reference.resolve_against(base).to_string())
}

/// The address in the comment that browsers write on saving a page.
fn saved_from(text: &str) -> Option<String> {
    const SAVED_BYTES: usize = 2048;
    let end = text.floor_char_boundary(SAVED_BYTES);
    let (_, after) = text.get(..end)?.split_once("saved from url=(")?;
    let (_, after) = after.split_once(')')?;
    let address = after.split_whitespace().next()?;
    address.starts_with("http").then(|| address.to_owned())
}

/// The address that a page says is its own.
pub(super) fn canonical(page: &Document) -> Option<String> {
    let head = page.tree.head()?;
    let mut said = head.children_it(false).filter_map(|node| {
        let is = |name: &str, value: &str| dom::attribute(&node, name).as_deref() == Some(value);
        if is("rel", "canonical") {
            dom::attribute(&node, "href")
        } else if is("property", "og:url") {
            dom::attribute(&node, "content")
        } else {
            None
        }
    });
    said.find(|address| address.starts_with("http"))
}
