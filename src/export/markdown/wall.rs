//! What stands in front of a passage's rows for each container around it.

use crate::document::{Document, Kind, Mark, PrefixId};
use crate::export::passage::Passage;

use super::names::Names;

/// One container, as Markdown shows it.
#[derive(Clone, Debug)]
pub(super) struct Wall {
    identity: Identity,
    /// Before the row that opens it.
    pub(super) first: String,
    /// Before every other row.
    pub(super) further: String,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
    /// Whether it is an item whose mark has to stand before a paragraph.
    pub(super) is_task: bool,
    /// The number of an item that Markdown can number.
    pub(super) number: Option<Number>,
}

/// What makes two walls one container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Identity {
    /// A container of the document.
    Container(PrefixId),
    /// A quotation, takeaway or point without a container around it.
    Lone(Kind),
}

/// The number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    value: u32,
    delimiter: char,
    /// Whether a list must end before it, since it does not follow the last number.
    pub(super) restarts: bool,
}

impl PartialEq for Wall {
    fn eq(&self, other: &Self) -> bool {
        self.identity == other.identity
    }
}

impl Number {
    /// The number of a mark, if it is one that Markdown has: at most nine digits.
    fn parse(mark: &str) -> Option<Self> {
        let digits = mark.strip_suffix(['.', ')'])?;
        let is_number =
            (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        Some(Self {
            value: is_number.then(|| digits.parse().ok())??,
            delimiter: mark.chars().next_back()?,
            restarts: false,
        })
    }

    /// Whether a list may start with it within a paragraph's reach.
    pub(super) fn starts_list(self) -> bool {
        self.value == 1
    }

    /// Whether Markdown, which only counts, shows `next` after this one; a list of the other
    /// delimiter is another list anyway.
    pub(super) fn leads_to(self, next: Self) -> bool {
        self.delimiter != next.delimiter || next.value == self.value.saturating_add(1)
    }
}

/// The walls of a passage, outermost first.
pub(super) fn of(document: &Document, passage: Passage, names: &Names) -> Vec<Wall> {
    let block = document.block(passage.first);
    let mut chain = Vec::new();
    let mut id = block.prefix;
    while let Some(mark) = &document.prefix(id).mark {
        chain.push((Identity::Container(id), mark.clone()));
        id = document.prefix(id).parent;
    }
    chain.reverse();
    let lone = match block.kind {
        Kind::Quote => Some(Mark::Quote),
        Kind::Takeaway => Some(Mark::Takeaway),
        Kind::Point => Some(Mark::Bullet),
        _ => None,
    };
    let innermost = chain.last().map(|(_, mark)| mark);
    let stands_in_it = |lone: &Mark| match lone {
        Mark::Bullet => innermost.is_some_and(Mark::is_item),
        lone => chain.iter().any(|(_, mark)| mark == lone),
    };
    if let Some(mark) = lone.filter(|lone| !stands_in_it(lone)) {
        chain.push((Identity::Lone(block.kind), mark));
    }
    let depth = |idx: usize| {
        chain
            .iter()
            .take(idx)
            .filter(|(_, mark)| mark.is_item())
            .count()
    };
    let wall = |(idx, (identity, mark)): (usize, &(Identity, Mark))| {
        let label = names.footnote(block.start);
        Wall::new(*identity, mark, depth(idx), label)
    };
    chain.iter().enumerate().map(wall).collect()
}

/// Whether a passage opens the innermost of its walls.
pub(super) fn opens(kind: Kind, walls: &[Wall]) -> bool {
    match kind {
        Kind::Point => true,
        Kind::Footnote => walls.last().is_some_and(|wall| wall.first != wall.further),
        _ => false,
    }
}

impl Wall {
    fn new(identity: Identity, mark: &Mark, depth: usize, label: Option<&str>) -> Self {
        // Bullets take turns, since `- - -` would be a rule.
        let bullet = if depth.is_multiple_of(2) { "- " } else { "* " };
        let number = match mark {
            Mark::Number(number) => Number::parse(number),
            _ => None,
        };
        let (first, further) = match mark {
            Mark::Quote | Mark::Takeaway => ("> ".into(), "> ".into()),
            Mark::Indent => (String::new(), String::new()),
            Mark::Bullet => (bullet.into(), "  ".into()),
            Mark::Task { done: true } => (format!("{bullet}[x] "), "  ".into()),
            Mark::Task { done: false } => (format!("{bullet}[ ] "), "  ".into()),
            Mark::Number(written) => match number {
                Some(_) => (format!("{written} "), " ".repeat(written.len() + 1)),
                // "(a)" and "iv." are no numbers to Markdown: they are kept as text.
                None => (
                    format!(
                        "{bullet}{} ",
                        super::escape::plain(written, super::escape::Site::Cell)
                    ),
                    "  ".into(),
                ),
            },
            Mark::Footnote(_) => match label {
                Some(label) => (format!("[^{label}]: "), "    ".into()),
                None => ("    ".into(), "    ".into()),
            },
        };
        Self {
            identity,
            first,
            further,
            is_item: mark.is_item(),
            is_task: matches!(mark, Mark::Task { .. }),
            number,
        }
    }
}
