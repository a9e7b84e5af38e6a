//! What stands at the start of a block: headings, quotations and alerts, lists, rows; and the blocks
//! that are written as they are.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, TagEnd};

use super::lists;
use super::stretch::{Block, Ranged};
use super::survey::{self, Pictures};
use super::writer::Writer;
use crate::document::{Align, Kind, Lead, Mark, Reason, Role};

impl Writer<'_, '_> {
    /// Begins a heading; how many events are written with it.
    pub(super) fn heading(&mut self, level: u8, rest: &[Ranged<'_>]) -> usize {
        let end = rest
            .iter()
            .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
            .unwrap_or(rest.len());
        let said = rest.get(..end).unwrap_or_default();
        let text = survey::heading(said);
        self.titles.skips_pictures = !survey::plain(said, Pictures::LeftOut).is_empty();
        // The open block ends, so that the name is the heading's.
        self.flow.builder();
        if self.survey.has_inner_links {
            self.flow.name(&self.titles.slugs.next(&text));
        }
        if self.titles.shown.take().is_some_and(|title| title == text) {
            self.flow.set_aside(Reason::Repetition, &text);
            return end + 1;
        }
        self.flow.kind = Kind::Heading(level);
        self.flow.flat(true);
        0
    }

    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.flow.enter(Mark::Quote);
            return;
        };
        let label = match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        };
        self.flow.enter(Mark::Takeaway);
        self.flow.role(Role::STRONG, true);
        self.flow.text(label);
        self.flow.role(Role::STRONG, false);
        self.flow.end();
        self.flow.lead = Lead::Close;
    }

    pub(super) fn list(&mut self, number: Option<u64>) {
        self.close_tags();
        self.flow.end();
        self.lists.enter(number);
    }

    pub(super) fn item(&mut self, block: &Block<'_>, at: usize) {
        let is_inner = self.lists.open.len() > 1;
        let Some(list) = self.lists.open.last().copied() else {
            return;
        };
        self.flow.enter(lists::mark(block, at, list.number));
        self.flow.lead = if list.is_close && (is_inner || !list.is_first) {
            Lead::Close
        } else {
            Lead::Apart
        };
    }

    pub(super) fn row(&mut self, header: bool) {
        let lead = std::mem::replace(&mut self.row.lead, Lead::Close);
        self.flow.begin(Kind::TableRow { header }, lead);
        self.flow.flat(true);
        self.row.cells = 0;
    }
}

/// The language that the words after a fence name: the first of them, without what some programs
/// put around it or behind it, as in `{.python}`, `{r, echo=FALSE}` and `rust,ignore`.
pub(super) fn language(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else {
        return String::new();
    };
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}');
    let word = info
        .trim_start_matches(|c| ends(c) || c == '.')
        .split(ends)
        .next();
    word.unwrap_or_default().to_owned()
}

pub(super) fn align(of: Alignment) -> Align {
    match of {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
