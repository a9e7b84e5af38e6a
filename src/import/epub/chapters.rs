//! The chapters of a book, one after another, each with the sections that start in it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use dom_query::NodeRef;

use super::archive::{Archive, Unread};
use super::contents::Entry;
use super::drawing;
use super::hidden::Styles;
use super::package::{Chapter, Medium};
use super::path::{self, Target};
use super::sections::{self, Start};
use super::xml::{self, Parsed};
use crate::document::{Builder, Kind, Lead, LinkTarget};
use crate::import::html::{self, Addresses};
use crate::import::{Error, Extent, Warning, decode};

/// How many warnings of chapters are kept.
const WARNINGS_MAX: usize = 100;

/// The most tags of a chapter that is parsed as HTML.
const SOUP_TAGS_MAX: usize = 100_000;

/// A book whose chapters are to be read.
pub(super) struct Book<'a> {
    pub(super) archive: &'a Archive<'a>,
    /// The paths of what is encrypted.
    pub(super) locked: &'a HashSet<String>,
    pub(super) spine: &'a [Chapter],
}

/// Writes all chapters, with the sections of the table of contents; says how many could be read.
pub(super) fn write(
    book: &Book,
    contents: Vec<Entry>,
    builder: &mut Builder,
    warnings: &mut Vec<Warning>,
) -> usize {
    let mut known = HashMap::new();
    for chapter in book.spine {
        let number = known.len();
        known.entry(chapter.path.as_str()).or_insert(number);
    }
    let has_contents = !contents.is_empty();
    let mut plan = Plan::new(&known, contents);
    let mut writer = Writer {
        book,
        known,
        builder,
        warnings,
        depth: 0,
        file_title: String::new(),
        styles: Styles::default(),
    };
    let mut read = 0;
    for chapter in book.spine {
        let starts = plan.starts.remove(&chapter.path).unwrap_or_default();
        writer.builder.end();
        let place = place(&writer.known, &chapter.path, None);
        writer.builder.name(&place.unwrap_or_default());
        match writer.chapter(chapter, has_contents.then_some(&starts)) {
            Ok(()) => read += 1,
            Err(why) => {
                writer.bare(&starts);
                writer.missing(chapter, why);
            }
        }
    }
    writer.bare(&plan.rest);
    read
}

/// The files of the spine, each with a number.
type Known<'a> = HashMap<&'a str, usize>;

/// The name of a place in a file of the spine: by the file's number, since its path may be long.
fn place(known: &Known, path: &str, id: Option<&str>) -> Option<String> {
    let number = known.get(path)?;
    Some(format!("{number}#{}", id.unwrap_or_default()))
}

/// Writes one chapter after another.
struct Writer<'w, 'a> {
    book: &'w Book<'a>,
    known: Known<'w>,
    builder: &'w mut Builder,
    warnings: &'w mut Vec<Warning>,
    /// The depth of the section that the text so far ends in.
    depth: usize,
    /// The title of the last file without headings, in a book without a table of contents.
    file_title: String,
    styles: Styles,
}

impl Writer<'_, '_> {
    /// Writes a chapter; without `starts`, its own headings are its sections.
    fn chapter(&mut self, chapter: &Chapter, starts: Option<&Vec<Start>>) -> Result<(), Unread> {
        if self.book.locked.contains(&chapter.path) {
            return Err(Unread::Locked);
        }
        if chapter.medium == Medium::Foreign {
            self.bare(starts.map_or(&[], Vec::as_slice));
            return Ok(());
        }
        let entry = self.book.archive.read(&chapter.path)?;
        let decoded =
            decode::decode(&entry.bytes, Extent::Whole, None).map_err(|error| match error {
                Error::Empty => Unread::Empty,
                _ => Unread::Damaged,
            })?;
        let parsed = parse(&decoded.text);
        let root = parsed.tree.root();
        self.styles.hide(self.book.archive, &chapter.path, &root);
        let body = xml::first(&root, "body").unwrap_or(root);
        let mut listed = HashMap::new();
        match starts {
            Some(starts) if chapter.medium == Medium::Drawing => self.bare(starts),
            Some(starts) => {
                self.depth = sections::place(&body, starts, self.depth, &mut listed);
            }
            None if !sections::has_headings(&body) => self.title(chapter, &root),
            None => {}
        }
        if chapter.medium == Medium::Drawing {
            drawing::write(&body, self.builder);
        } else {
            let addresses = Inside {
                path: &chapter.path,
                known: &self.known,
            };
            let choice = html::Choice::of_book(listed);
            html::write(&body, &addresses, &choice, self.builder);
        }
        if entry.is_damaged || parsed.is_cut {
            self.cut_short(chapter);
        }
        Ok(())
    }

    /// Writes a file's title as a heading, unless it is the book's or that of the file before.
    fn title(&mut self, chapter: &Chapter, root: &NodeRef) {
        let own = xml::first(root, "head").and_then(|head| xml::first(&head, "title"));
        let own = own.map(|title| xml::label_of(&title));
        let title = own
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| path::stem(&chapter.path).to_owned());
        let is_of_book = self.builder.meta().title.as_ref() == Some(&title);
        if !is_of_book && title != self.file_title {
            let kind = Kind::Heading(1);
            self.builder.block(kind, Lead::Apart, &title);
        }
        self.file_title = title;
    }

    /// Writes the headings of sections that have no text.
    fn bare(&mut self, starts: &[Start]) {
        for start in starts {
            let level = u8::try_from(start.depth).unwrap_or(u8::MAX);
            let kind = Kind::Heading(level);
            self.builder.list(&start.label, false);
            self.builder.block(kind, Lead::Apart, &start.label);
            self.depth = start.depth;
        }
    }

    /// Says in a chapter's place why it is not there.
    fn missing(&mut self, chapter: &Chapter, why: Unread) {
        let reason = match why {
            Unread::Missing => "is not in the archive",
            Unread::Empty => "is empty",
            Unread::Damaged => "is damaged",
            Unread::Locked => "is encrypted",
            Unread::TooLarge => "unpacks to more than can be opened",
        };
        let path = &chapter.path;
        let text = format!("[This chapter cannot be read: its file {path} {reason}.]");
        self.builder.block(Kind::Paragraph, Lead::Apart, &text);
        self.warn(chapter, reason);
    }

    /// Says where a chapter breaks off.
    fn cut_short(&mut self, chapter: &Chapter) {
        let path = &chapter.path;
        let text = format!("[The file {path} is damaged or too large: its end may be missing.]");
        self.builder.block(Kind::Paragraph, Lead::Apart, &text);
        self.warn(chapter, "is damaged or too large and breaks off");
    }

    fn warn(&mut self, chapter: &Chapter, reason: &'static str) {
        if self.warnings.len() < WARNINGS_MAX {
            let path = chapter.path.clone();
            self.warnings.push(Warning::Chapter { path, reason });
        }
    }
}

/// Parses a chapter; what is not well-formed is parsed as HTML, unless that could take much more
/// room than XML's bounds give it.
fn parse(text: &str) -> Parsed {
    let parsed = xml::parse(text);
    let tags = memchr::memchr_iter(b'<', text.as_bytes());
    if parsed.is_ill_formed && tags.take(SOUP_TAGS_MAX).count() < SOUP_TAGS_MAX {
        Parsed {
            tree: html::parse_html(text),
            ..parsed
        }
    } else {
        html::settle_tables(&parsed.tree);
        parsed
    }
}

/// Names of places in a book, and where its links lead.
struct Inside<'a> {
    /// The file that is being read.
    path: &'a str,
    known: &'a Known<'a>,
}

impl Addresses for Inside<'_> {
    fn name(&self, id: &str) -> String {
        place(self.known, self.path, Some(id)).unwrap_or_default()
    }

    fn target(&self, href: &str) -> Option<LinkTarget> {
        if path::is_address(href) {
            return html::outside(href);
        }
        let Target { path, id } = path::resolve(self.path, href)?;
        let name = place(self.known, &path, id.as_deref())?;
        Some(LinkTarget::Named(name.into()))
    }
}

/// The sections of a book by the chapter that they start in.
#[derive(Default)]
struct Plan {
    starts: HashMap<String, Vec<Start>>,
    /// What leads to no chapter, and no entry after it does.
    rest: Vec<Start>,
}

impl Plan {
    /// Finds each entry its chapter: the one that it leads to, or else that of the next entry.
    fn new(known: &Known, contents: Vec<Entry>) -> Self {
        let mut plan = Self::default();
        // Many entries may stand before the one that leads somewhere: they share its id.
        let mut next: Option<(String, Option<Rc<str>>)> = None;
        for entry in contents.into_iter().rev() {
            if entry.label.is_empty() {
                continue;
            }
            let is_known = |target: &Target| known.contains_key(target.path.as_str());
            let target = entry.target.filter(is_known);
            let leads = target.is_some();
            let target = target.map(|target| (target.path, target.id.map(Rc::from)));
            next = target.or(next);
            let start = Start {
                depth: entry.depth,
                label: entry.label,
                id: next.as_ref().and_then(|(_, id)| id.clone()),
                leads,
            };
            match &next {
                Some((path, _)) => plan.starts.entry(path.clone()).or_default().push(start),
                None => plan.rest.push(start),
            }
        }
        plan.starts.values_mut().for_each(|starts| starts.reverse());
        plan.rest.reverse();
        plan
    }
}
