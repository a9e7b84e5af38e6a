//! Walks the tree of a page and tells the builder what it says.
//!
//! The tree is never deeper than `dom` lets it be, so the walk is a recursion.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

use super::dom;
use super::flow::Flow;
use super::notes;
use super::tag::{Tag, tag};
use crate::document::{Builder, Kind, Lead, LinkTarget, Mark, Reason, Role};

/// How places of a page are named, and where its links lead.
pub(in crate::import) trait Addresses {
    /// The document's name of the element with this `id`.
    fn name(&self, id: &str) -> String;
    /// Where a link's `href` leads; none where it leads nowhere that can be read.
    fn target(&self, href: &str) -> Option<LinkTarget>;
}

/// What is written in another way than its element says.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The nodes to write, and all that are around them; none where all are written.
    pub(super) shown: Option<HashSet<NodeId>>,
    /// Why elements are not written, where it is not as page chrome; without a reason, they are
    /// written already.
    pub(super) left_out: HashMap<NodeId, Option<Reason>>,
    /// Elements that are written as something else.
    pub(super) kinds: HashMap<NodeId, Kind>,
}

/// Walks one tree.
pub(super) struct Writer<'b, 'a> {
    pub(super) flow: Flow<'b>,
    addresses: &'a dyn Addresses,
    choice: &'a Choice,
    /// What the marks that lead to each `id` say, for footnotes.
    pub(super) labels: HashMap<String, String>,
    /// The lists around, and the number of the next item of each.
    lists: Vec<List>,
    pub(super) notes: usize,
    /// Text that was not chosen, until it is known that a block follows.
    aside: String,
}

#[derive(Clone, Copy, Debug)]
struct List {
    style: Style,
    next: i64,
    step: i64,
    is_tight: bool,
    is_first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Bullet,
    Decimal,
    Letter { upper: bool },
    Roman { upper: bool },
}

impl<'b, 'a> Writer<'b, 'a> {
    pub(super) fn new(
        builder: &'b mut Builder,
        addresses: &'a dyn Addresses,
        choice: &'a Choice,
    ) -> Self {
        Self {
            flow: Flow::new(builder),
            addresses,
            choice,
            labels: HashMap::new(),
            lists: Vec::new(),
            notes: 0,
            aside: String::new(),
        }
    }

    /// Writes all that `root` holds.
    pub(super) fn write(mut self, root: &NodeRef) {
        self.labels = notes::labels(root);
        self.visit(root);
        self.flow.finish_block();
        self.put_aside();
    }

    pub(super) fn visit(&mut self, node: &NodeRef) {
        if node.is_text() {
            if self.shows(node) {
                dom::with_text(node, |text| self.flow.text(text));
            } else {
                dom::with_text(node, |text| self.aside.push_str(text));
            }
        } else if node.is_element() {
            self.element(node);
        } else {
            self.children(node);
        }
    }

    pub(super) fn children(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            self.visit(&child);
        }
    }

    fn shows(&self, node: &NodeRef) -> bool {
        self.choice
            .shown
            .as_ref()
            .is_none_or(|shown| shown.contains(&node.id))
    }

    fn element(&mut self, node: &NodeRef) {
        let name = dom::name(node);
        let tag = tag(&name);
        if tag == Tag::Mute || dom::is_hidden(node) {
            return;
        }
        if let Some(reason) = self.choice.left_out.get(&node.id) {
            if let Some(reason) = reason {
                self.flow.set_aside(*reason, &dom::text_of(node, usize::MAX));
            }
            return;
        }
        if !self.shows(node) {
            self.aside.push(' ');
            self.aside.push_str(&dom::text_of(node, usize::MAX));
            return;
        }
        let is_block = super::tag::is_block(&name);
        if is_block {
            self.flow.end();
            self.put_aside();
        }
        self.name_place(node);
        if let Some(kind) = self.choice.kinds.get(&node.id) {
            self.one_block(node, *kind);
        } else if notes::is_back_link(node, tag, self.notes) {
            // The history leads back.
        } else if let Some(label) = notes::label(self, node, tag) {
            self.note(node, label);
        } else {
            self.tagged(node, tag);
        }
        if is_block {
            self.flow.end();
        }
    }

    fn tagged(&mut self, node: &NodeRef, tag: Tag) {
        match tag {
            Tag::Heading(level) => self.one_block(node, Kind::Heading(level)),
            Tag::List { numbered } => self.list(node, numbered),
            Tag::Item => self.item(node),
            Tag::Quote => self.quote(node),
            Tag::Code => self.code(node),
            Tag::Table => self.table(node),
            Tag::Caption => self.caption(node),
            Tag::Figure => self.figure(node),
            Tag::Picture => self.picture(node),
            Tag::Term => self.term(node),
            Tag::Definition => {
                self.flow.enter(Mark::Indent);
                self.flow.lead = Lead::Close;
                self.children(node);
                self.flow.leave();
            }
            Tag::Rule => {
                if !self.flow.is_flat() {
                    self.flow.builder().block(Kind::Rule, Lead::Apart, "");
                }
            }
            Tag::Break => self.flow.break_row(),
            Tag::Link => self.link(node),
            Tag::Formula => self.formula(node),
            Tag::InlineQuote => {
                self.flow.text("“");
                self.children(node);
                self.flow.text("”");
            }
            Tag::Inline(role) => {
                self.flow.role(role, true);
                self.children(node);
                self.flow.role(role, false);
            }
            Tag::Block if is_takeaway(node) => self.takeaway(node),
            Tag::Block | Tag::Plain | Tag::Mute => self.children(node),
        }
    }

    /// Gives the places that the element names to the builder.
    fn name_place(&mut self, node: &NodeRef) {
        for attribute in ["id", "name"] {
            if let Some(id) = dom::attribute(node, attribute).filter(|id| !id.is_empty()) {
                let name = self.addresses.name(&id);
                self.flow.name(&name);
            }
        }
    }

    /// An element that is one block whatever blocks are in it.
    fn one_block(&mut self, node: &NodeRef, kind: Kind) {
        self.with_kind(kind, |writer| {
            writer.flow.flat(true);
            writer.children(node);
            writer.flow.flat(false);
        });
    }

    fn with_kind(&mut self, kind: Kind, write: impl FnOnce(&mut Self)) {
        self.flow.end();
        let outer = std::mem::replace(&mut self.flow.kind, kind);
        write(self);
        self.flow.end();
        self.flow.kind = outer;
    }

    fn list(&mut self, node: &NodeRef, numbered: bool) {
        let number = |name| dom::attribute(node, name)?.trim().parse::<i64>().ok();
        let reversed = dom::attribute(node, "reversed").is_some();
        let items = || {
            node.children_it(false)
                .filter(|child| dom::name(child) == "li")
        };
        let first = if reversed { items().count() as i64 } else { 1 };
        self.lists.push(List {
            style: if numbered { style(node) } else { Style::Bullet },
            next: number("start").unwrap_or(first),
            step: if reversed { -1 } else { 1 },
            is_tight: items().all(|item| is_tight(&item)),
            is_first: true,
        });
        self.children(node);
        self.lists.pop();
    }

    fn item(&mut self, node: &NodeRef) {
        let depth = self.lists.len();
        let mut list = self.lists.last().copied().unwrap_or(List {
            style: Style::Bullet,
            next: 1,
            step: 1,
            is_tight: true,
            is_first: false,
        });
        if let Some(value) = dom::attribute(node, "value").and_then(|n| n.trim().parse().ok()) {
            list.next = value;
        }
        let mark = task(node).unwrap_or_else(|| list.style.mark(list.next));
        let is_inner = depth > 1;
        self.flow.enter(mark);
        self.flow.lead = if list.is_tight && (is_inner || !list.is_first) {
            Lead::Close
        } else {
            Lead::Apart
        };
        self.children(node);
        self.flow.leave();
        self.flow.lead = Lead::Apart;
        if let Some(open) = self.lists.last_mut() {
            open.next = list.next.saturating_add(list.step);
            open.is_first = false;
        }
    }

    fn quote(&mut self, node: &NodeRef) {
        if is_pull_quote(node) {
            self.takeaway(node);
        } else if self.flow.is_flat() {
            self.children(node);
        } else {
            self.flow.enter(Mark::Quote);
            self.children(node);
            self.flow.leave();
        }
    }

    fn takeaway(&mut self, node: &NodeRef) {
        if self.flow.is_flat() {
            self.children(node);
            return;
        }
        self.flow.enter(Mark::Takeaway);
        self.with_kind(Kind::Takeaway, |writer| writer.children(node));
        self.flow.leave();
    }

    fn code(&mut self, node: &NodeRef) {
        let mut code = String::new();
        raw_text(node, &mut code);
        let code = code.trim_matches(['\n', '\r']);
        if code.trim().is_empty() {
            return;
        }
        if self.flow.is_flat() {
            self.flow.text(code);
            return;
        }
        let mut lead = std::mem::take(&mut self.flow.lead);
        let builder = self.flow.builder();
        for row in code.lines() {
            builder.block(Kind::Code, lead, row.trim_end());
            lead = Lead::Close;
        }
    }

    fn caption(&mut self, node: &NodeRef) {
        let is_of_figure = dom::name(node) == "figcaption";
        let kind = if is_of_figure {
            Kind::Figure
        } else {
            Kind::Paragraph
        };
        self.one_block(node, kind);
    }

    /// A picture's words stand over its caption, unless the caption says the same.
    fn figure(&mut self, node: &NodeRef) {
        let caption = node
            .descendants_it()
            .find(|inner| dom::name(inner) == "figcaption")
            .map(|caption| dom::text_of(&caption, 2000).to_lowercase());
        for child in node.children_it(false) {
            let is_said = dom::name(&child) != "figcaption"
                && caption.as_ref().is_some_and(|caption| {
                    words_of_picture(&child)
                        .is_some_and(|words| caption.contains(&words.to_lowercase()))
                });
            if !is_said {
                self.visit(&child);
            }
        }
    }

    fn picture(&mut self, node: &NodeRef) {
        let Some(words) = words_of_picture(node) else {
            return;
        };
        if self.flow.is_open() || self.flow.is_flat() || !stands_alone(node) {
            self.flow.text(&words);
            return;
        }
        self.with_kind(Kind::Figure, |writer| writer.flow.text(&words));
    }

    fn term(&mut self, node: &NodeRef) {
        self.flow.end();
        self.flow.role(Role::STRONG, true);
        let kind = self.flow.kind;
        self.one_block(node, kind);
        self.flow.role(Role::STRONG, false);
    }

    fn link(&mut self, node: &NodeRef) {
        let target = dom::attribute(node, "href").and_then(|href| self.addresses.target(&href));
        let Some(target) = target else {
            self.children(node);
            return;
        };
        let outer = self.flow.link(Some(target));
        self.children(node);
        self.flow.link(outer);
    }

    /// A formula as its source or its words, else as the text of its parts.
    fn formula(&mut self, node: &NodeRef) {
        let source = node
            .descendants_it()
            .find(|inner| dom::name(inner) == "annotation")
            .map(|inner| dom::text_of(&inner, 4096))
            .or_else(|| dom::attribute(node, "alttext"))
            .unwrap_or_else(|| dom::text_of(node, 4096));
        self.flow.role(Role::MATH, true);
        self.flow.text(&source);
        self.flow.role(Role::MATH, false);
    }

    fn note(&mut self, node: &NodeRef, label: String) {
        self.flow
            .enter(Mark::Footnote(label.as_str().into()));
        self.flow.lead = Lead::Close;
        self.notes += 1;
        notes::without_label(node, &label, |child| self.visit(child));
        self.notes -= 1;
        self.flow.leave();
        self.flow.lead = Lead::Apart;
    }

    /// Sets aside what was not chosen since the last block.
    fn put_aside(&mut self) {
        let aside = std::mem::take(&mut self.aside);
        let words: Vec<&str> = aside.split_whitespace().collect();
        if !words.is_empty() {
            self.flow.set_aside(Reason::PageChrome, &words.join(" "));
        }
    }
}

impl Style {
    fn mark(self, number: i64) -> Mark {
        let written = match self {
            Self::Bullet => return Mark::Bullet,
            Self::Decimal => number.to_string(),
            Self::Letter { upper } => cased(letters(number), upper),
            Self::Roman { upper } => cased(roman(number), upper),
        };
        Mark::Number(format!("{written}.").into())
    }
}

fn cased(number: String, upper: bool) -> String {
    if upper { number.to_uppercase() } else { number }
}

fn style(list: &NodeRef) -> Style {
    match dom::attribute(list, "type").as_deref() {
        Some("a") => Style::Letter { upper: false },
        Some("A") => Style::Letter { upper: true },
        Some("i") => Style::Roman { upper: false },
        Some("I") => Style::Roman { upper: true },
        _ => Style::Decimal,
    }
}

/// a, b, … z, aa, …; as a number where there is no letter for it.
fn letters(number: i64) -> String {
    let mut left = number;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'a' + (left % 26) as u8));
        left /= 26;
    }
    if letters.is_empty() {
        return number.to_string();
    }
    letters.iter().rev().collect()
}

/// i, ii, iii, iv, …; as a number beyond what is written so.
fn roman(number: i64) -> String {
    const PARTS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in PARTS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

/// Whether an item is short enough to stand close to the next.
fn is_tight(item: &NodeRef) -> bool {
    const BYTES_MAX: usize = 160;
    let mut bytes = 0;
    for child in item.children_it(false) {
        match tag(&dom::name(&child)) {
            Tag::List { .. } => {}
            Tag::Block if dom::name(&child) == "p" => return false,
            _ => bytes += dom::text_of(&child, BYTES_MAX).len(),
        }
        if bytes >= BYTES_MAX {
            return false;
        }
    }
    true
}

/// An item that starts with a check box is a task.
fn task(item: &NodeRef) -> Option<Mark> {
    let mut first = item.first_element_child()?;
    if matches!(dom::name(&first).as_str(), "p" | "label") {
        first = first.first_element_child()?;
    }
    let is_box = dom::name(&first) == "input"
        && dom::attribute(&first, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
    is_box.then(|| Mark::Task {
        done: dom::attribute(&first, "checked").is_some(),
    })
}

/// What a picture says to those who do not see it.
fn words_of_picture(node: &NodeRef) -> Option<String> {
    if dom::name(node) != "img" {
        let only = node.first_element_child()?;
        let holds_one = only.next_element_sibling().is_none()
            && matches!(dom::name(node).as_str(), "a" | "span" | "div" | "p" | "picture");
        return holds_one.then(|| words_of_picture(&only)).flatten();
    }
    let is_dot = ["width", "height"]
        .iter()
        .any(|side| matches!(dom::attribute(node, side).as_deref(), Some("0" | "1")));
    let words = dom::attribute(node, "alt").or_else(|| dom::attribute(node, "title"))?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!is_dot && !words.is_empty() && !is_file_name(&words)).then_some(words)
}

/// "IMG_2041.JPG" says nothing of a picture.
fn is_file_name(words: &str) -> bool {
    let ending = words.rsplit_once('.').map(|(_, ending)| ending);
    !words.contains(' ')
        && ending.is_some_and(|ending| {
            ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif"]
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        })
}

/// Whether no text follows a picture in its paragraph.
fn stands_alone(picture: &NodeRef) -> bool {
    const LOOK_NODES: usize = 8;
    let mut node = *picture;
    for _ in 0..LOOK_NODES {
        let mut next = node.next_sibling();
        for _ in 0..LOOK_NODES {
            let Some(sibling) = next else { break };
            if super::tag::is_block(&dom::name(&sibling)) {
                return true;
            }
            if !dom::text_of(&sibling, 1).is_empty() {
                return false;
            }
            next = sibling.next_sibling();
        }
        match node.parent() {
            Some(parent) if !super::tag::is_block(&dom::name(&parent)) => node = parent,
            _ => return true,
        }
    }
    true
}

/// The text below a node with its white space.
fn raw_text(node: &NodeRef, text: &mut String) {
    dom::with_text(node, |contents| text.push_str(contents));
    for child in node.children_it(false) {
        match tag(&dom::name(&child)) {
            Tag::Break => text.push('\n'),
            Tag::Mute => {}
            Tag::Block if !text.is_empty() && !text.ends_with('\n') => {
                text.push('\n');
                raw_text(&child, text);
            }
            _ => raw_text(&child, text),
        }
    }
}

/// A quotation of the text itself, set off to catch the eye.
fn is_pull_quote(node: &NodeRef) -> bool {
    let sorts = dom::sorts(node);
    ["pullquote", "pull-quote", "pull_quote", "pulled-quote"]
        .iter()
        .any(|sort| sorts.contains(sort))
}

/// A box that says in short what the text says.
fn is_takeaway(node: &NodeRef) -> bool {
    let sorts = dom::sorts(node);
    is_pull_quote(node)
        || [
            "takeaway",
            "key-points",
            "keypoints",
            "key_points",
            "tldr",
            "tl-dr",
        ]
        .iter()
        .any(|sort| sorts.contains(sort))
}
