//! Takes more of a page than the finder of its article, where that found a small part of what the
//! page marks as its article: the finder looks for one element with much prose in it, and pages that
//! part each section from the next have none.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::restore::{is_article, is_chrome};
use super::writer::Choice;
use super::{dom, leaves};

/// What is marked as the article has so many times the words that were found, and so many more.
const TIMES: usize = 2;
const WORDS_MIN: usize = 120;

/// Shows all of the marked article that is no chrome, where much less of it was found.
pub(super) fn widen(page: &Document, shown: &mut HashSet<NodeId>) {
    let (leaves, _) = leaves::of_page(page, &Choice::default());
    let mut survey = Survey {
        shown,
        known: HashMap::new(),
    };
    let mut found = 0;
    let mut words: HashMap<NodeId, usize> = HashMap::new();
    for leaf in leaves.iter().filter(|leaf| leaf.is_prose()) {
        let Some(node) = leaf.nodes.first().and_then(|id| page.tree.get(id)) else {
            continue;
        };
        if shown.contains(&node.id) {
            found += leaf.words;
        }
        let mut around = survey.around(&node);
        if around.is_chrome {
            continue;
        }
        while let Some(marked) = around.marked {
            *words.entry(marked).or_default() += leaf.words;
            around = survey.outer(page, marked);
        }
    }
    words.retain(|id, words| {
        *words >= found * TIMES + WORDS_MIN && page.tree.get(id).is_some_and(|node| is_one(&node))
    });
    let depth = |id: &NodeId| page.tree.ancestor_ids_of(id, None).len();
    // Of those that are alike, the one that was parsed first.
    let best = words
        .iter()
        .max_by_key(|(id, words)| (**words, depth(id), Reverse(**id)));
    if let Some(article) = best.and_then(|(id, _)| page.tree.get(id)) {
        show(&article, shown);
        shown.extend(article.ancestors_it(None).map(|outer| outer.id));
    }
}

/// What an element stands in, itself included.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
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
            // What holds what was found is none, whatever it is named.
            around.is_chrome |= !self.shown.contains(&node.id) && is_chrome(&name, node);
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
    const CONTENTS: [&str; 7] = [
        "article-body",
        "article-content",
        "article__body",
        "articlecontent",
        "entry-content",
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
