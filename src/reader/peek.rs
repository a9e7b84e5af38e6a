//! A look at another place: a small pane over the page, which stays where it is.

use ratatui::layout::Rect;

use super::address::Address;
use super::{Action, Effect, Reader};
use crate::document::Offset;
use crate::layout::{Flow, Place, Row, Sight, Typesetting};

/// The most rows that the pane takes, its rule included, and the share of the page that it leaves.
const ROWS_MAX: u16 = 14;
const PAGE_SHARE: u16 = 2;

/// The fewest rows that show anything.
const ROWS_MIN: u16 = 3;

/// What a small pane shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peek {
    /// Where it was asked for: the pane does not cover it.
    from: Offset,
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Place {
        /// What it is called.
        words: String,
        at: Offset,
        top: Place,
    },
    Address {
        address: Address,
        /// How many of its rows are above the pane.
        above: usize,
    },
}

/// What the pane shows, laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peeked {
    /// The pane, its rule included.
    pub area: Rect,
    /// Where its text stands.
    pub text: Rect,
    /// The row that parts it from the page.
    pub rule_y: u16,
    /// What stands in that row.
    pub title: String,
    /// The rows of the document, if it shows a place.
    pub rows: Vec<Row>,
    /// The address, if it shows one, cut into rows.
    pub address: Vec<String>,
}

impl Peek {
    /// A look from `from` at a place that is called `words`.
    pub(super) fn at(from: Offset, at: Offset, words: String) -> Self {
        let top = at.into();
        Self {
            from,
            content: Content::Place { words, at, top },
        }
    }

    /// What follows `from` is shown next.
    pub(super) fn pass(&mut self, from: Offset) {
        self.from = from;
    }

    /// An address that `from` leads to.
    pub(super) fn address(from: Offset, address: Address) -> Self {
        Self {
            from,
            content: Content::Address { address, above: 0 },
        }
    }
}

impl Reader {
    /// What the small pane shows; none where it is closed.
    pub fn peeked(&self) -> Option<Peeked> {
        let peek = self.peek.as_ref()?;
        let (area, rule_y) = self.peek_area(peek)?;
        let panes = self.panes();
        let text = Rect {
            y: area.y + u16::from(rule_y == area.y),
            height: area.height - 1,
            ..panes.text
        };
        let (title, rows, address) = match &peek.content {
            Content::Place { words, top, .. } => (
                format!("{words}: Enter goes there, Esc closes"),
                self.flow_of(text.width).screen(*top, text.height),
                Vec::new(),
            ),
            Content::Address { address, above } => {
                let rows = address.rows(usize::from(text.width));
                let shown = rows.into_iter().skip(*above).take(usize::from(text.height));
                (address.title().to_owned(), Vec::new(), shown.collect())
            }
        };
        Some(Peeked {
            area,
            text,
            rule_y,
            title,
            rows,
            address,
        })
    }

    /// Does what an action means for the small pane; true where that is all it means.
    pub(super) fn update_peek(&mut self, action: Action, count: u32) -> bool {
        if self.peek.is_none() {
            return false;
        }
        let height = self.peeked().map_or(1, |peeked| peeked.text.height);
        let rows = match action {
            Action::Row(_) => 1,
            Action::HalfPage(_) => (height / 2).max(1),
            Action::Page(_) => height.saturating_sub(1).max(1),
            Action::Enter => {
                self.take_peek();
                return true;
            }
            Action::Copy => {
                self.copy_peeked();
                return true;
            }
            Action::Peek => {
                let from = self.peek.as_ref().map(|peek| peek.from);
                if let Some(from) = self.sought_from().or(from) {
                    self.peek_after(from);
                }
                return true;
            }
            Action::Cancel | Action::Quit => {
                self.peek = None;
                self.cancel_lookup();
                return true;
            }
            _ => {
                self.peek = None;
                return false;
            }
        };
        let (Action::Row(way) | Action::HalfPage(way) | Action::Page(way)) = action else {
            return false;
        };
        let count = usize::try_from(count.max(1)).unwrap_or(usize::MAX);
        self.scroll_peek(usize::from(rows).saturating_mul(count), way);
        true
    }

    fn scroll_peek(&mut self, steps: usize, way: super::Way) {
        let width_columns = self.panes().text.width;
        let flow = self.flow_of(width_columns);
        let Some(peek) = &self.peek else { return };
        let mut content = peek.content.clone();
        match (&mut content, way) {
            (Content::Place { top, .. }, super::Way::Forward) => *top = flow.down(*top, steps),
            (Content::Place { top, .. }, super::Way::Back) => *top = flow.up(*top, steps),
            (Content::Address { address, above }, _) => {
                let rows = address.rows(usize::from(width_columns)).len();
                *above = match way {
                    super::Way::Forward => above.saturating_add(steps).min(rows - 1),
                    super::Way::Back => above.saturating_sub(steps),
                };
            }
        }
        if let Some(peek) = &mut self.peek {
            if peek.content == content {
                self.say_end(way);
            } else {
                peek.content = content;
            }
        }
    }

    /// Goes to what the small pane shows, or has it opened.
    fn take_peek(&mut self) {
        let Some(peek) = self.peek.take() else { return };
        match peek.content {
            Content::Place { at, .. } => self.follow_to(at),
            Content::Address { address, .. } => match address {
                Address::System(address) => self.asked.push(Effect::OpenAddress(address)),
                Address::File(name) => self.asked.push(Effect::OpenFile(name)),
                Address::Nowhere(_) => {
                    self.say("only http, https and mailto addresses and files are opened");
                }
            },
        }
    }

    /// Copies what the small pane shows.
    fn copy_peeked(&mut self) {
        match self.peek.as_ref().map(|peek| peek.content.clone()) {
            Some(Content::Place { at, .. }) => self.copy_passage(at),
            Some(Content::Address { address, .. }) => {
                self.copy_text("the address", address.text());
            }
            None => {}
        }
    }

    fn flow_of(&self, width_columns: u16) -> Flow<'_> {
        let typesetting = Typesetting {
            width_columns: width_columns.max(1),
        };
        Flow::new(self.view.document(), typesetting, Sight::default())
    }

    /// Where the pane stands, and where its rule does: at the bottom of the page, or at its top
    /// where it would cover what was asked about.
    fn peek_area(&self, peek: &Peek) -> Option<(Rect, u16)> {
        let page = self.panes().page;
        let height = (page.height / PAGE_SHARE)
            .clamp(ROWS_MIN, ROWS_MAX)
            .min(page.height);
        if page.is_empty() || height < 2 {
            return None;
        }
        let rows = self.view.rows(self.page());
        let asked = rows
            .iter()
            .position(|row| row.range.contains(&peek.from))
            .unwrap_or(0);
        let is_low = asked >= usize::from(page.height - height);
        let y = if is_low {
            page.y
        } else {
            page.bottom() - height
        };
        let area = Rect { y, height, ..page };
        let rule_y = if is_low { area.bottom() - 1 } else { area.y };
        Some((area, rule_y))
    }
}
