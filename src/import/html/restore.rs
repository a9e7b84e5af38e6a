//! Puts back what the finder of an article takes for chrome and is none.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::article::{folded, is_mostly_links};
use super::dom;
use super::picture::is_file_name;
use super::tag::{Tag, tag};
use super::writer::is_takeaway;

/// How much of a heading tells whether it is the title, in bytes.
const TITLE_BYTES_MAX: usize = 1000;

/// How many paragraphs between headline and text are taken for the lead, how long they are at
/// most, in bytes, and how many words a sentence of it has at least.
const LEAD_MAX: usize = 3;
const LEAD_BYTES_MAX: usize = 1000;
const LEAD_WORDS_MIN: usize = 8;

/// Shows what belongs to the article: headings of text that is shown, lists that it announces, the
/// lead between the headline and the text, quotations and boxes of takeaways between.
///
/// `title` is the page's, folded.
pub(super) fn restore(page: &Document, title: &str, shown: &mut HashSet<NodeId>) {
    let Some(body) = page.tree.body() else { return };
    let mut survey = Survey {
        title,
        headline: None,
        has_begun: false,
        headings: Vec::new(),
        quotes: Vec::new(),
        lead: Vec::new(),
        announces: false,
        found: Vec::new(),
    };
    survey.walk(&body, shown, Around::default());
    for node in survey.found {
        show(&node, shown);
    }
}

/// Shows a node, all in it and all around it.
fn show(node: &NodeRef, shown: &mut HashSet<NodeId>) {
    shown.insert(node.id);
    shown.extend(node.descendants_it().map(|inner| inner.id));
    shown.extend(node.ancestors_it(None).map(|outer| outer.id));
}

/// What a node stands in.
#[derive(Clone, Copy, Default)]
struct Around {
    is_chrome: bool,
    /// A quotation that is shown, directly.
    is_quote: bool,
    /// An element that the page marks as the article, or as all that is not chrome.
    is_article: bool,
}

struct Survey<'t, 's> {
    title: &'s str,
    /// The heading that is the page's title.
    headline: Option<NodeRef<'t>>,
    /// Whether text of the article came before.
    has_begun: bool,
    /// Headings that wait for text that is shown.
    headings: Vec<NodeRef<'t>>,
    /// Quotations that wait for it: what readers quote stands behind the article.
    quotes: Vec<NodeRef<'t>>,
    /// Paragraphs between the headline and the article's text.
    lead: Vec<NodeRef<'t>>,
    /// Whether the last text that was shown ends in a colon.
    announces: bool,
    found: Vec<NodeRef<'t>>,
}

impl<'t> Survey<'t, '_> {
    fn walk(&mut self, node: &NodeRef<'t>, shown: &HashSet<NodeId>, around: Around) {
        if node.is_text() {
            self.text(node, shown);
            return;
        }
        if !node.is_element() || dom::is_hidden(node) {
            return;
        }
        let name = dom::name(node);
        let tag = tag(&name);
        if matches!(tag, Tag::Mute | Tag::Control) {
            return;
        }
        if matches!(tag, Tag::Heading(1 | 2)) && self.is_headline(node) {
            self.headline = Some(*node);
            self.headings.clear();
            return;
        }
        let is_lost = !shown.contains(&node.id);
        if is_lost && around.is_quote && matches!(name.as_str(), "footer" | "cite") {
            // It tells whose words they are.
            self.found.push(*node);
            return;
        }
        let around = Around {
            // A heading within a link is that of another text. What holds text of the article is
            // none of what stands around it, whatever it is named.
            is_chrome: around.is_chrome
                || tag == Tag::Link
                || (is_lost && is_chrome(&name, node) && !is_takeaway(node)),
            is_quote: tag == Tag::Quote && !is_lost,
            is_article: around.is_article || is_article(&name, node),
        };
        if is_lost && !around.is_chrome && self.take(node, tag, around.is_article) {
            return;
        }
        for child in node.children_it(false) {
            self.walk(&child, shown, around);
        }
    }

    fn is_headline(&self, node: &NodeRef) -> bool {
        !self.has_begun
            && !self.title.is_empty()
            && folded(&dom::text_of(node, TITLE_BYTES_MAX)) == self.title
    }

    /// Takes an element that is not shown, if it may be of the article.
    fn take(&mut self, node: &NodeRef<'t>, tag: Tag, is_article: bool) -> bool {
        let is_inside = self.has_begun || self.headline.is_some();
        match tag {
            // Some name each picture's file in a heading that is not seen.
            Tag::Heading(_) if is_inside && !is_file_name(&dom::text_of(node, TITLE_BYTES_MAX)) => {
                self.headings.push(*node);
            }
            Tag::List { .. } if self.awaits_list(is_article) && !is_mostly_links(node) => {
                self.found.append(&mut self.headings);
                self.found.push(*node);
                self.announces = false;
            }
            Tag::Quote if self.has_begun && is_prose(node) => self.quotes.push(*node),
            Tag::Block if is_inside && is_takeaway(node) => self.found.push(*node),
            Tag::Block if !self.has_begun && is_inside && is_lead(node) => {
                if self.lead.len() < LEAD_MAX {
                    self.lead.push(*node);
                }
            }
            _ => return false,
        }
        true
    }

    /// Whether a list that comes is announced, or stands under a heading as articles end with.
    fn awaits_list(&self, is_article: bool) -> bool {
        self.has_begun
            && (self.announces || (is_article && self.headings.last().is_some_and(is_apparatus)))
    }

    fn text(&mut self, node: &NodeRef<'t>, shown: &HashSet<NodeId>) {
        let text = dom::text_of(node, usize::MAX);
        if text.is_empty() {
            return;
        }
        if shown.contains(&node.id) {
            if !self.has_begun {
                self.begin(node);
            }
            self.found.append(&mut self.headings);
            self.found.append(&mut self.quotes);
            self.announces = text.ends_with(':');
        } else {
            self.headings
                .retain(|heading| is_tool_of(heading, node, shown));
            self.announces = false;
        }
    }

    /// The article's text begins: a heading before it that is as near to the headline, or says a
    /// part of it, is a part of it.
    fn begin(&mut self, text: &NodeRef<'t>) {
        self.has_begun = true;
        self.found.append(&mut self.lead);
        let Some(headline) = self.headline else {
            return;
        };
        let around = |node: &NodeRef<'t>| -> HashSet<NodeId> {
            node.ancestors_it(None).map(|outer| outer.id).collect()
        };
        let headline = around(&headline);
        let text = around(text);
        let title = self.title;
        self.headings.retain(|heading| {
            if title.contains(&folded(&dom::text_of(heading, TITLE_BYTES_MAX))) {
                return false;
            }
            let mut shared = heading.ancestors_it(None).map(|outer| outer.id);
            let nearest = shared.find(|outer| text.contains(outer));
            nearest.is_some_and(|outer| !headline.contains(&outer))
        });
    }
}

/// Whether a text only serves a heading, as a link to edit its section, wrapped up with it.
fn is_tool_of(heading: &NodeRef, text: &NodeRef, shown: &HashSet<NodeId>) -> bool {
    const TOOLS: [&str; 4] = ["edit", "anchor", "headerlink", "permalink"];
    let Some(wrapper) = heading.parent().filter(|outer| !shown.contains(&outer.id)) else {
        return false;
    };
    let within: Vec<NodeRef> = text
        .ancestors_it(None)
        .take_while(|outer| outer.id != wrapper.id)
        .collect();
    let is_wrapped = within
        .last()
        .and_then(NodeRef::parent)
        .map(|outer| outer.id);
    let is_tool = |outer: &NodeRef| {
        let sorts = dom::sorts(outer);
        TOOLS.iter().any(|tool| sorts.contains(tool))
    };
    is_wrapped == Some(wrapper.id) && within.iter().any(is_tool)
}

/// Whether a heading is one that articles end with: sources, notes.
fn is_apparatus(heading: &NodeRef) -> bool {
    const TITLES: [&str; 10] = [
        "bibliography",
        "endnotes",
        "footnotes",
        "furtherreading",
        "literature",
        "notes",
        "references",
        "seealso",
        "sources",
        "workscited",
    ];
    TITLES.contains(&folded(&dom::text_of(heading, 40)).as_str())
}

/// Whether an element holds a paragraph's worth of words that are no links.
fn is_prose(node: &NodeRef) -> bool {
    dom::text_of(node, LEAD_BYTES_MAX)
        .split_whitespace()
        .count()
        >= LEAD_WORDS_MIN
        && !is_mostly_links(node)
}

/// Whether a paragraph between headline and text is of the text: whole sentences, not a byline.
fn is_lead(node: &NodeRef) -> bool {
    const OTHERS: [&str; 9] = [
        "byline", "author", "meta", "date", "time", "caption", "credit", "tag", "notice",
    ];
    if dom::name(node) != "p" {
        return false;
    }
    let sorts = dom::sorts(node);
    let text = dom::text_of(node, LEAD_BYTES_MAX + 1);
    text.len() <= LEAD_BYTES_MAX
        && text.ends_with(['.', '!', '?', '…', '。', '”', '"', '»'])
        && !OTHERS.iter().any(|sort| sorts.contains(sort))
        && is_prose(node)
}

/// Whether a page marks an element as its article; the whole page may be named after its kind.
pub(super) fn is_article(name: &str, node: &NodeRef) -> bool {
    let is_named = || {
        let sorts = dom::sorts(node);
        let mut sorts = sorts.split_whitespace();
        sorts.any(|sort| matches!(sort, "article" | "articlebody"))
    };
    name == "article" || (name != "body" && is_named())
}

/// Whether an element is named as what stands around an article.
pub(super) fn is_chrome(name: &str, node: &NodeRef) -> bool {
    const WORDS: [&str; 10] = [
        "carousel",
        "comment",
        "related",
        "share",
        "sidebar",
        "footer",
        "gallery",
        "newsletter",
        "recommend",
        "promo",
    ];
    if matches!(name, "nav" | "footer" | "form" | "aside") {
        return true;
    }
    let names = |sort: &str| WORDS.iter().any(|word| sort.contains(word));
    let sorts = dom::sorts(node);
    let mut sorts = sorts.split_whitespace();
    sorts.any(|sort| names(sort) && !is_about_others(sort))
}

/// Whether a name says of an element what stands beside it: "with-sidebar", "sidebar-none".
fn is_about_others(sort: &str) -> bool {
    let mut words = sort.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| matches!(word, "with" | "without" | "has" | "no" | "none"))
}
