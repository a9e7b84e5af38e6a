//! Takes more of a page than the finder of its article, where that found a small part of what the
//! page marks as its article: the finder looks for one element with much prose in it, and pages that
//! part each section from the next have none.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::dom;
use super::leaves::{self, Leaf};
use super::restore::{is_article, is_chrome};
use super::writer::Choice;

/// What is taken instead has so many times the words that were found, in tenths, and so many more:
/// what is marked as the article, and what is marked as all that is no chrome, or is the whole page.
const ARTICLE_TENTHS: usize = 14;
const MAIN_TENTHS: usize = 20;
const WORDS_MIN: usize = 120;

/// A page that marks nothing is an article as a whole where one word of so many is a link.
const WORDS_PER_LINKED: usize = 50;

/// Shows all of the marked article that is no chrome, where much less of it was found; all of a page
/// that has no marks, and hardly a link. Chrome that was found beside the one marked article is not
/// shown: in a short one is less prose than in what its readers say.
pub(super) fn widen(page: &Document, shown: &mut HashSet<NodeId>) {
    let (leaves, _) = leaves::of_page(page, &Choice::default());
    let tally = Tally::of(page, &leaves, shown);
    let only = tally.only(page);
    let is_missed = only.is_some_and(|article| tally.hide_beside(page, &article, shown));
    let article = if is_missed {
        shown.clear();
        only
    } else if tally.marked.is_empty() {
        page.tree.body().filter(|_| tally.is_all_text())
    } else {
        tally.widest(page)
    };
    if let Some(article) = article {
        show(&article, shown);
        shown.extend(article.ancestors_it(None).map(|outer| outer.id));
    }
}

/// How many words of prose there are.
#[derive(Debug, Default)]
struct Tally {
    /// In what was found.
    found: usize,
    /// How many words are in all of it, and in each chrome that holds some: the innermost.
    found_words: usize,
    found_in: HashMap<NodeId, usize>,
    /// In all that is no chrome, and how many more are links there.
    all: usize,
    linked: usize,
    /// In each element that is marked as an article, or as all that is no chrome.
    marked: HashMap<NodeId, usize>,
}

impl Tally {
    fn of(page: &Document, leaves: &[Leaf], shown: &HashSet<NodeId>) -> Self {
        let known = HashMap::new();
        let mut survey = Survey { shown, known };
        let mut tally = Self::default();
        for leaf in leaves {
            let Some(node) = leaf.nodes.first().and_then(|id| page.tree.get(id)) else {
                continue;
            };
            let mut around = survey.around(&node);
            let prose = if leaf.is_prose() { leaf.words } else { 0 };
            if shown.contains(&node.id) {
                tally.found += prose;
                tally.found_words += leaf.words;
                if let Some(chrome) = around.chrome {
                    *tally.found_in.entry(chrome).or_default() += leaf.words;
                }
            }
            if around.is_chrome {
                continue;
            }
            tally.all += prose;
            if leaf.is_linked && prose == 0 {
                tally.linked += leaf.words;
                continue;
            }
            while let Some(marked) = around.marked {
                *tally.marked.entry(marked).or_default() += prose;
                around = survey.outer(page, marked);
            }
        }
        tally
    }

    /// The one article that the page marks.
    fn only<'p>(&self, page: &'p Document) -> Option<NodeRef<'p>> {
        let is_article = |id: &NodeId| {
            let node = page.tree.get(id).filter(|node| dom::name(node) != "main");
            self.marked.contains_key(id) && node.is_some()
        };
        let around = |id: &NodeId| page.tree.ancestor_ids_of(id, None);
        let is_outermost = |id: &&NodeId| is_article(id) && !around(id).iter().any(is_article);
        let mut articles = self.marked.keys().filter(is_outermost);
        let article = articles.next().filter(|_| articles.next().is_none())?;
        page.tree.get(article)
    }

    /// Hides the chrome beside an article; whether nearly all that was found stands in it.
    fn hide_beside(&self, page: &Document, article: &NodeRef, shown: &mut HashSet<NodeId>) -> bool {
        let around = |id: &NodeId| page.tree.ancestor_ids_of(id, None);
        let outer = around(&article.id);
        let is_beside = |id: &NodeId| {
            *id != article.id && !outer.contains(id) && !around(id).contains(&article.id)
        };
        let mut beside = 0;
        for (id, words) in self.found_in.iter().filter(|(id, _)| is_beside(id)) {
            beside += words;
            let chrome = page.tree.get(id);
            for inner in chrome.iter().flat_map(NodeRef::descendants_it) {
                shown.remove(&inner.id);
            }
        }
        beside > 0 && beside * 10 >= self.found_words * 9
    }

    /// Whether so many words are many more than were found.
    fn is_more(&self, words: usize, tenths: usize) -> bool {
        words * 10 >= self.found * tenths + WORDS_MIN * 10
    }

    fn is_all_text(&self) -> bool {
        self.linked * WORDS_PER_LINKED <= self.all && self.is_more(self.all, MAIN_TENTHS)
    }

    /// The element with the most words of those that have many more than were found; an article
    /// goes before what else may stand in the main part.
    fn widest<'p>(&self, page: &'p Document) -> Option<NodeRef<'p>> {
        let is_main = |node: &NodeRef| dom::name(node) == "main";
        let marked = self.marked.iter();
        let marked = marked.filter_map(|(id, words)| Some((page.tree.get(id)?, *words)));
        let wider = marked.filter(|(node, words)| {
            let tenths = if is_main(node) {
                MAIN_TENTHS
            } else {
                ARTICLE_TENTHS
            };
            self.is_more(*words, tenths) && is_one(node)
        });
        // Of those that are alike, the one that was parsed first.
        let best = wider.max_by_key(|(node, words)| {
            let depth = page.tree.ancestor_ids_of(&node.id, None).len();
            (!is_main(node), *words, depth, Reverse(node.id))
        });
        best.map(|(node, _)| node)
    }
}

/// What an element stands in, itself included.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// The nearest element that is named as chrome.
    chrome: Option<NodeId>,
    /// Whether one of them holds nothing of what was found.
    is_chrome: bool,
    /// The nearest element that is marked as the article.
    marked: Option<NodeId>,
}

/// What is known of the elements that were asked for.
#[derive(Debug)]
struct Survey<'s> {
    shown: &'s HashSet<NodeId>,
    known: HashMap<NodeId, Around>,
}

impl Survey<'_> {
    fn around(&mut self, node: &NodeRef) -> Around {
        let mut path = Vec::new();
        let mut next = Some(*node);
        let mut around = Around::default();
        while let Some(node) = next {
            if let Some(known) = self.known.get(&node.id) {
                around = *known;
                break;
            }
            path.push(node);
            next = node.parent();
        }
        for node in path.iter().rev() {
            let name = dom::name(node);
            if is_chrome(&name, node) {
                around.chrome = Some(node.id);
                around.is_chrome |= !self.shown.contains(&node.id);
            }
            if is_marked(&name, node) {
                around.marked = Some(node.id);
            }
            self.known.insert(node.id, around);
        }
        around
    }

    /// What a marked element stands in, without itself.
    fn outer(&mut self, page: &Document, id: NodeId) -> Around {
        let outer = page.tree.parent_of(&id);
        outer.map_or_else(Around::default, |outer| self.around(&outer))
    }
}

/// Whether an element holds one article at most: a page of many has none.
fn is_one(node: &NodeRef) -> bool {
    let articles = node
        .descendants_it()
        .filter(|inner| dom::name(inner) == "article");
    articles.take(2).count() < 2
}

fn is_marked(name: &str, node: &NodeRef) -> bool {
    const CONTENTS: [&str; 12] = [
        "article-body",
        "article-content",
        "article__body",
        "articlecontent",
        "entry",
        "entry-body",
        "entry-content",
        "hentry",
        "post",
        "post-body",
        "post-content",
        "story-body",
    ];
    let sorts = dom::sorts(node);
    let mut sorts = sorts.split_whitespace();
    name == "main" || is_article(name, node) || sorts.any(|sort| CONTENTS.contains(&sort))
}

fn show(node: &NodeRef, shown: &mut HashSet<NodeId>) {
    shown.insert(node.id);
    for child in node.children_it(false) {
        if child.is_text() {
            shown.insert(child.id);
        } else if child.is_element()
            && (shown.contains(&child.id) || !is_chrome(&dom::name(&child), &child))
        {
            show(&child, shown);
        }
    }
}
