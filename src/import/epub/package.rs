//! The package document (OPF): what the book says of itself, its files, and the order to read them.

use std::collections::HashMap;

use dom_query::NodeRef;

use super::path;
use super::xml::{self, attribute, has_word, label_of};
use crate::document::Date;

/// How many files a chain of fallbacks may have.
const FALLBACKS_MAX: usize = 16;

/// How many entries of the spine are read.
const SPINE_MAX: usize = 20_000;

/// How often one file is read, where the spine lists it again and again.
const REPEATS_MAX: usize = 100;

/// The elements that say something of the book; in EPUB 1 and 2 names may be capitalised.
const NAMES: [&str; 9] = [
    "title", "Title", "creator", "Creator", "language", "Language", "date", "Date", "meta",
];

/// A package document, as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) title: Option<String>,
    pub(super) creators: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) date: Option<Date>,
    /// The chapters in the order to read them; those outside the main order last.
    pub(super) spine: Vec<Chapter>,
    /// Whether the spine lists more than is read.
    pub(super) is_cut: bool,
    /// The navigation document (EPUB 3).
    pub(super) navigation: Option<String>,
    /// The navigation control file (EPUB 2).
    pub(super) ncx: Option<String>,
}

/// A file of the spine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chapter {
    pub(super) path: String,
    pub(super) medium: Medium,
}

/// What a file of the spine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    /// XHTML, or what may be.
    Page,
    /// An SVG drawing.
    Drawing,
    /// Nothing that has text: a bitmap, a film.
    Foreign,
}

/// An entry of the manifest.
struct Item {
    /// As the manifest writes it, where it leads out of the archive; none where it is too long.
    path: Option<String>,
    medium: Medium,
    fallback: Option<String>,
}

/// Reads the package document at `base`.
pub(super) fn read(root: &NodeRef, base: &str) -> Package {
    let mut package = Package::default();
    let mut items = HashMap::new();
    let mut order = Vec::new();
    let mut first_ncx = None;
    let mut toc = None;
    for node in root.descendants_it() {
        match node.node_name().as_deref() {
            Some("item") => {
                let Some(id) = attribute(&node, "id") else {
                    continue;
                };
                let item = Item::new(&node, base);
                if has_word(&node, "properties", "nav") && package.navigation.is_none() {
                    package.navigation.clone_from(&item.path);
                }
                if is_ncx(&node) && first_ncx.is_none() {
                    first_ncx.clone_from(&item.path);
                }
                items.entry(id).or_insert(item);
            }
            Some("spine") => toc = attribute(&node, "toc"),
            Some("itemref") => {
                let is_linear = !has_word(&node, "linear", "no");
                order.extend(attribute(&node, "idref").map(|idref| (idref, is_linear)));
            }
            _ => {}
        }
    }
    package.ncx = toc
        .and_then(|id| items.get(&id)?.path.clone())
        .or(first_ncx);
    package.spine = spine(&items, &order);
    package.is_cut = package.spine.len() < order.len() && order.len() > REPEATS_MAX;
    Metadata::new(root).finish(&mut package);
    package
}

impl Item {
    fn new(node: &NodeRef, base: &str) -> Self {
        let href = attribute(node, "href");
        let path = href.map(|href| match path::resolve(base, &href) {
            Some(target) => target.path,
            None => href,
        });
        let path = path.filter(|path| path.len() <= path::PATH_BYTES_MAX);
        let declared = attribute(node, "media-type").unwrap_or_default();
        Self {
            medium: medium(&declared, path.as_deref().unwrap_or_default()),
            path,
            fallback: attribute(node, "fallback"),
        }
    }
}

fn is_ncx(node: &NodeRef) -> bool {
    attribute(node, "media-type").as_deref() == Some("application/x-dtbncx+xml")
}

/// What a file is by its declared type, and by its name where that says nothing.
fn medium(declared: &str, path: &str) -> Medium {
    let declared = declared.split(';').next().unwrap_or_default().trim();
    match declared.to_ascii_lowercase().as_str() {
        "application/xhtml+xml" | "text/html" | "text/x-oeb1-document" => Medium::Page,
        "image/svg+xml" => Medium::Drawing,
        "" | "text/plain" | "application/octet-stream" => {
            match path.rsplit_once('.').map(|(_, ending)| ending) {
                Some("xhtml" | "html" | "htm" | "xht" | "xml") => Medium::Page,
                Some("svg") => Medium::Drawing,
                _ => Medium::Foreign,
            }
        }
        _ => Medium::Foreign,
    }
}

/// All pages among the names of an archive's entries, in the order of the names.
pub(super) fn pages<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Chapter> {
    let mut pages: Vec<Chapter> = names
        .filter(|name| !name.starts_with("META-INF/"))
        .map(|name| Chapter {
            path: name.to_owned(),
            medium: medium("", name),
        })
        .filter(|page| page.medium == Medium::Page)
        .collect();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    pages
}

/// The files to read: the main order, then what stands outside it.
fn spine(items: &HashMap<String, Item>, order: &[(String, bool)]) -> Vec<Chapter> {
    let part = |linear: bool| {
        order
            .iter()
            .filter(move |(_, is_linear)| *is_linear == linear)
    };
    let chapters = part(true).chain(part(false));
    let mut read: HashMap<String, usize> = HashMap::new();
    chapters
        .filter_map(|(idref, _)| chapter(items, idref))
        .filter(|chapter| {
            let times = read.entry(chapter.path.clone()).or_default();
            *times += 1;
            *times <= REPEATS_MAX
        })
        .take(SPINE_MAX)
        .collect()
}

/// The file that stands for an entry: itself, or the first of its fallbacks that has text.
fn chapter(items: &HashMap<String, Item>, id: &str) -> Option<Chapter> {
    let entry = items.get(id)?;
    let chain = std::iter::successors(Some(entry), |item| items.get(item.fallback.as_ref()?));
    let readable = chain
        .take(FALLBACKS_MAX)
        .find(|item| item.medium != Medium::Foreign && item.path.is_some());
    let item = readable.unwrap_or(entry);
    Some(Chapter {
        path: item.path.clone()?,
        medium: item.medium,
    })
}

/// Titles and dates as the package gives them, until it is known which counts.
#[derive(Default)]
struct Metadata {
    /// By the element's id.
    titles: Vec<(Option<String>, String)>,
    /// The id that is said to be the main title's.
    main_title: Option<String>,
    creators: Vec<String>,
    languages: Vec<String>,
    /// With what happened then, in EPUB 2.
    dates: Vec<(Option<String>, String)>,
}

impl Metadata {
    fn new(root: &NodeRef) -> Self {
        let mut metadata = Self::default();
        let is_such = |node: &NodeRef| {
            let name = node.node_name();
            name.is_some_and(|name| NAMES.contains(&name.as_ref()))
        };
        for node in xml::outermost(root, is_such) {
            metadata.add(&node);
        }
        metadata
    }

    fn add(&mut self, node: &NodeRef) {
        let text = || Some(label_of(node)).filter(|text| !text.is_empty());
        match node.node_name().as_deref().unwrap_or_default() {
            "title" | "Title" => {
                let id = attribute(node, "id");
                self.titles.extend(text().map(|text| (id, text)));
            }
            "creator" | "Creator" => self.creators.extend(text()),
            "language" | "Language" => self.languages.extend(text()),
            "date" | "Date" => {
                let event = attribute(node, "opf:event").or_else(|| attribute(node, "event"));
                self.dates.extend(text().map(|text| (event, text)));
            }
            "meta" if has_word(node, "property", "title-type") && label_of(node) == "main" => {
                let refines = attribute(node, "refines");
                let id = refines.and_then(|id| id.strip_prefix('#').map(str::to_owned));
                self.main_title = self.main_title.take().or(id);
            }
            _ => {}
        }
    }

    fn finish(self, package: &mut Package) {
        let main = self
            .titles
            .iter()
            .find(|(id, _)| id.is_some() && *id == self.main_title)
            .or(self.titles.first());
        package.title = main.map(|(_, title)| title.clone());
        package.creators = self.creators;
        package.language = self.languages.into_iter().next();
        let published = |(event, _): &&(Option<String>, String)| {
            matches!(
                event.as_deref(),
                Some("publication" | "original-publication")
            )
        };
        let untold = |(event, _): &&(Option<String>, String)| event.is_none();
        let date = self.dates.iter().find(published);
        let date = date.or_else(|| self.dates.iter().find(untold));
        package.date = date.and_then(|(_, date)| day(date));
    }
}

/// The day at the start of an ISO 8601 date, if it tells one.
fn day(date: &str) -> Option<Date> {
    let mut parts = date.split(['T', ' ']).next()?.splitn(3, '-');
    let mut number = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (number()?, number()?, number()?);
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
