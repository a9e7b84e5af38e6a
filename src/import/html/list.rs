//! Lists, their items and the numbers of these.

use dom_query::NodeRef;

use super::dom;
use super::tag::{Tag, tag};
use super::writer::Writer;
use crate::document::{Kind, Lead, Mark};

/// A list that is being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    style: Style,
    pub(super) next: i64,
    step: i64,
    is_tight: bool,
    pub(super) is_first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Bullet,
    Decimal,
    Letter { upper: bool },
    Roman { upper: bool },
}

impl Writer<'_, '_> {
    pub(super) fn list(&mut self, node: &NodeRef, numbered: bool) {
        let number = |name| dom::attribute(node, name)?.trim().parse::<i64>().ok();
        let reversed = dom::attribute(node, "reversed").is_some();
        let items = || {
            node.children_it(false)
                .filter(|child| dom::name(child) == "li")
        };
        let first = if reversed {
            i64::try_from(items().count()).unwrap_or(i64::MAX)
        } else {
            1
        };
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

    pub(super) fn item(&mut self, node: &NodeRef) {
        if self.flow.kind == Kind::Takeaway {
            self.takeaway_item(node);
            return;
        }
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
        let is_close = list.is_tight && (is_inner || !list.is_first);
        self.flow
            .stand(if is_close { Lead::Close } else { Lead::Apart });
        self.children(node);
        self.flow.leave();
        self.flow.stand(Lead::Apart);
        if let Some(open) = self.lists.last_mut() {
            open.next = list.next;
        }
        self.count_item();
    }

    /// An item in a box of takeaways is one of them, and needs no other mark.
    fn takeaway_item(&mut self, node: &NodeRef) {
        self.flow.end();
        if self.lists.last().is_some_and(|list| !list.is_first) {
            self.flow.lead = Lead::Close;
        }
        self.children(node);
        self.flow.end();
        self.flow.lead = Lead::Apart;
        self.count_item();
    }

    /// Counts an item of the list around.
    pub(super) fn count_item(&mut self) {
        if let Some(list) = self.lists.last_mut() {
            list.next = list.next.saturating_add(list.step);
            list.is_first = false;
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
        letters.push(u8::try_from(left % 26).map_or('a', |letter| char::from(b'a' + letter)));
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
