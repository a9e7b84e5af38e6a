//! What a page says of itself: title, author, date, language.

use dom_query::{Document, NodeRef};
use dom_smoothie::Article;

use super::dom;
use crate::document::{Date, Meta};
use crate::import::plain;

/// The longest byline, in bytes.
pub(in crate::import) const BYLINE_BYTES_MAX: usize = 200;

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) standfirst: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) site: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) language: Option<String>,
}

impl Metadata {
    /// As the document has it.
    pub(super) fn into_meta(self) -> Meta {
        Meta {
            title: self.title,
            standfirst: self.standfirst,
            byline: self.byline,
            site: self.site,
            date: self.date,
            language: self.language,
            ..Meta::default()
        }
    }
}

/// What the finder of the article has found, and what it did not look for.
pub(super) fn of_article(page: &Document, article: &Article) -> Metadata {
    let date = article
        .published_time
        .as_deref()
        .and_then(date)
        .or_else(|| date_in(page));
    Metadata {
        title: words(&article.title),
        standfirst: None,
        byline: article
            .byline
            .as_deref()
            .and_then(words)
            .map(|byline| without_by(&byline).to_owned())
            .filter(|byline| byline.len() <= BYLINE_BYTES_MAX),
        site: article
            .site_name
            .as_deref()
            .and_then(words)
            .filter(|site| site.len() <= BYLINE_BYTES_MAX),
        date,
        language: language(page),
    }
}

/// What a page says of itself where no article was looked for.
pub(super) fn of_page(page: &Document) -> Metadata {
    let title = page
        .tree
        .head()
        .and_then(|head| {
            head.children_it(false)
                .find(|node| dom::name(node) == "title")
        })
        .and_then(|title| words(&title.text()));
    Metadata {
        title,
        date: date_in(page),
        language: language(page),
        ..Metadata::default()
    }
}

/// The language, as a tag: that of the root, or else the one that the head tells.
fn language(page: &Document) -> Option<String> {
    let root = page.html_root();
    let in_head = || {
        head_says(
            page,
            &["content-language", "og:locale", "language", "dc.language"],
        )
    };
    let said = dom::attribute(&root, "lang").filter(|said| !said.trim().is_empty());
    let said = said.or_else(in_head)?.trim().replace('_', "-");
    let is_tag = !said.is_empty()
        && said.len() <= 35
        && said.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_tag.then_some(said)
}

/// What the first element of the head says that has one of these names.
fn head_says(page: &Document, names: &[&str]) -> Option<String> {
    all_head_says(page, names).into_iter().next()
}

/// What the page says of itself to those who list it.
pub(super) fn descriptions(page: &Document) -> Vec<String> {
    const NAMES: [&str; 3] = ["description", "og:description", "twitter:description"];
    all_head_says(page, &NAMES)
}

/// What all elements of the head say that have one of these names.
fn all_head_says(page: &Document, names: &[&str]) -> Vec<String> {
    let Some(head) = page.tree.head() else {
        return Vec::new();
    };
    let says = |node: NodeRef| {
        let said = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|name| dom::attribute(&node, name))?;
        let is_one = names.contains(&said.to_ascii_lowercase().as_str());
        let content = is_one.then(|| dom::attribute(&node, "content"));
        content.flatten()
    };
    let metas = head.children_it(false);
    let metas = metas.filter(|node| dom::name(node) == "meta");
    metas.filter_map(says).collect()
}

/// White space in order; none where there is nothing else.
fn words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A byline without its "By".
fn without_by(byline: &str) -> &str {
    let first = byline.split_whitespace().next().unwrap_or_default();
    if first.trim_end_matches(':').eq_ignore_ascii_case("by") {
        byline.get(first.len()..).unwrap_or(byline).trim_start()
    } else {
        byline
    }
}

/// A date as machines write it, `2015-08-30T…`, or as people do.
pub(in crate::import) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = || {
        let day = text.get(..10)?;
        let mut parts = day.split('-');
        let date = Date::new(
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        );
        parts.next().is_none().then_some(date).flatten()
    };
    iso().or_else(|| plain::date(text))
}

/// The first day that the page's head or its text marks as its own.
fn date_in(page: &Document) -> Option<Date> {
    const NAMES: [&str; 8] = [
        "article:published_time",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "datepublished",
    ];
    let in_head = head_says(page, &NAMES).and_then(|said| date(&said));
    in_head.or_else(|| {
        page.root()
            .descendants_it()
            .find_map(|node| marked_date(&node))
    })
}

fn marked_date(node: &NodeRef) -> Option<Date> {
    let is_time = dom::name(node) == "time";
    let is_published = dom::attribute(node, "itemprop")
        .is_some_and(|said| said.eq_ignore_ascii_case("datepublished"));
    if !is_time && !is_published {
        return None;
    }
    dom::attribute(node, "datetime")
        .or_else(|| dom::attribute(node, "content"))
        .as_deref()
        .and_then(date)
        .or_else(|| date(&dom::text_of(node, 64)))
}
