//! Web pages: the article becomes the document, the page around it is set aside.
//!
//! `dom` parses, `shadow`, `stream` and `panels` show what a page's scripts would, `article` chooses what is
//! written, `metadata` reads what the page says of itself, and `writer` walks the tree and drives the
//! builder. Books and Markdown use the same walk for what they hold of HTML.

mod address;
mod article;
mod aside;
mod boxes;
mod code;
mod dom;
mod flow;
mod formula;
mod headings;
mod leaves;
mod letter;
mod list;
mod lone;
mod metadata;
pub(super) mod mhtml;
mod notes;
mod panels;
mod picture;
mod remnants;
mod restore;
mod shadow;
mod standfirst;
mod strays;
mod stream;
mod table;
mod tag;
mod widen;
mod writer;

use dom_query::{Document, NodeRef};

use super::{Extent, Options};
use crate::document::{Builder, Kind, Lead, Offset, clean};
use address::PageAddresses;
use metadata::Metadata;
use writer::Writer;

pub(super) use address::outside;
pub(super) use dom::{parse_html, with_text, without_crowded_tags};
pub(super) use flow::Flow;
pub(super) use letter::Letter;
pub(super) use lone::lone_tag;
pub(super) use metadata::{BYLINE_BYTES_MAX, date};
pub(super) use picture::is_file_name;
pub(super) use strays::settle as settle_tables;
pub(super) use tag::Tag;
pub(super) use writer::{Addresses, Choice};

/// How much of a source tells whether it is a page, in bytes.
const SNIFF_BYTES: usize = 1024;

/// Whether bytes start as a page does.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let start = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let mut rest = start.trim_start_matches(['\u{FEFF}', '\u{FFFD}', ' ', '\t', '\r', '\n']);
    loop {
        let after = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?xml") {
            rest.split_once("?>")
        } else {
            break;
        };
        let Some((_, after)) = after else {
            return false;
        };
        rest = after.trim_start();
    }
    [
        "<!doctype html",
        "<html",
        "<head>",
        "<head ",
        "<body>",
        "<body ",
    ]
    .iter()
    .any(|tag| rest.starts_with(tag))
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Text,
    /// What it says of itself, and no more.
    Front,
    Nothing,
}

/// Reads a page. Its head alone tells nothing of where the article is: the document stays empty.
pub(super) fn import(text: &str, options: &Options, builder: &mut Builder) -> Shown {
    if options.extent == Extent::Head {
        return Shown::Text;
    }
    let page = parse(text);
    stream::settle(&page);
    panels::open(&page);
    name_headings(&page);
    let addresses = PageAddresses::new(&page, text, options.address.as_deref());
    let (metadata, choice) = if options.whole_page {
        (metadata::of_page(&page), Choice::default())
    } else {
        article::choose(&page, text.len())
    };
    write_front(&metadata, builder);
    *builder.meta() = metadata.into_meta();
    let front = builder.at();
    Writer::new(builder, &addresses, &choice).write(&page.root());
    match builder.at() {
        at if at > front => Shown::Text,
        Offset(0) => Shown::Nothing,
        _ => Shown::Front,
    }
}

/// Makes headings of what the page only says to be headings, by WAI-ARIA's role, and text of those
/// that are buttons: a heading's that opens what it heads.
fn name_headings(page: &Document) {
    let is_heading = |node: &NodeRef| {
        dom::attribute(node, "role").is_some_and(|role| role.trim() == "heading")
            && !matches!(tag::tag(&dom::name(node)), tag::Tag::Heading(_))
    };
    let headings: Vec<NodeRef> = page.root().descendants_it().filter(is_heading).collect();
    for node in headings {
        // Without a level, ARIA's is 2.
        let name = match dom::attribute(&node, "aria-level")
            .as_deref()
            .map(str::trim)
        {
            Some("1") => "h1",
            Some("3") => "h3",
            Some("4") => "h4",
            Some("5") => "h5",
            Some("6") => "h6",
            _ => "h2",
        };
        node.rename(name);
    }
    open_buttons(page);
}

/// Makes text of the buttons that are all of a heading, or hold one.
fn open_buttons(page: &Document) {
    let is_heading = |node: &NodeRef| matches!(tag::tag(&dom::name(node)), tag::Tag::Heading(_));
    let is_button = |node: &NodeRef| dom::name(node) == "button";
    let root = page.root();
    let mut buttons = Vec::new();
    for node in root.descendants_it().filter(NodeRef::is_element) {
        if is_heading(&node) {
            if dom::text_of(&node, 1).is_empty() {
                buttons.extend(node.descendants_it().filter(is_button));
            }
            buttons.extend(node.ancestors_it(None).filter(is_button));
        }
    }
    for button in buttons {
        button.rename("span");
    }
}

/// Parses a page, XHTML by XML's rules.
pub(super) fn parse(text: &str) -> Document {
    let page = if text.trim_start_matches('\u{FEFF}').starts_with("<?xml") {
        dom::parse_xhtml(text)
    } else {
        dom::parse_html(text)
    };
    shadow::open(&page);
    page
}

/// How a table of contents lists a heading.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    pub(super) label: String,
    /// Whether the page itself has the heading.
    pub(super) has_heading: bool,
}

/// Writes what a part of a tree says.
pub(super) fn write(
    root: &NodeRef,
    addresses: &dyn Addresses,
    choice: &Choice,
    builder: &mut Builder,
) {
    Writer::new(builder, addresses, choice).write(root);
}

/// The first heading of level 1 in a piece of HTML, as clean words.
pub(super) fn headline(source: &str) -> Option<String> {
    const BYTES_MAX: usize = 300;
    let page = dom::parse_html(source);
    let heading = page
        .root()
        .descendants_it()
        .find(|node| dom::name(node) == "h1")?;
    let text = clean::clean(&dom::text_of(&heading, BYTES_MAX)).into_owned();
    Some(text).filter(|text| !text.is_empty())
}

fn write_front(metadata: &Metadata, builder: &mut Builder) {
    if let Some(title) = &metadata.title {
        builder.block(Kind::Title, Lead::Apart, title);
    }
    if let Some(standfirst) = &metadata.standfirst {
        builder.block(Kind::Standfirst, Lead::Apart, standfirst);
    }
    let byline = metadata.byline.as_deref();
    let date = metadata.date.map(|date| date.to_string());
    let site = metadata.site.as_deref();
    let site = site.filter(|site| byline.is_none_or(|byline| !byline.contains(site)));
    let said: Vec<&str> = [byline, site, date.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    if !said.is_empty() {
        builder.block(Kind::Dateline, Lead::Apart, &said.join(", "));
    }
}

#[cfg(test)]
mod tests;
