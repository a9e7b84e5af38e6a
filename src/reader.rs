//! All state and all behaviour: an action comes in, effects come out.
//!
//! The reader touches no terminal, file, clock or thread; what it wants done it returns as data.
//! It keeps places, never row numbers, and computes geometry from the size alone.

mod action;
mod address;
mod choosing;
mod coverage;
mod hints;
mod history;
mod line;
mod link;
mod loading;
mod motion;
mod mouse;
mod navigation;
mod notice;
mod outline;
mod palette;
mod panes;
mod peek;
mod pin;
mod prompt;
mod search;
mod skim;
mod status;
mod tree;
mod view;
mod watch;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use action::{Action, Command, Effect, Seat, Way};
pub use address::system_address;
pub use coverage::{Coverage, Read};
pub use line::{Edit, Line};
pub use link::Lookup;
pub use outline::{Fold, Item, Outline};
pub use palette::{Palette, Wish};
pub use panes::{MEASURE_COLUMNS, MEASURE_COLUMNS_RANGE, Panes, TWO_PANES_COLUMNS_MIN, Wanted};
pub use peek::{Peek, Peeked};
pub use prompt::{Prompt, Query};
pub use search::{Job, SEARCHES_MAX, Search, Searched, Tally};
pub use status::{Status, WORDS_PER_MINUTE};
pub use tree::{Entry, offset_of, range_of};
pub use view::{Look, Page, View};

use crate::document::Document;
use crate::layout::Typesetting;
use link::Sought;
use notice::Notices;
use watch::Watch;

/// Rows of a page that stay when it is turned.
const KEPT_ROWS: u16 = 2;

/// By how much the measure grows or shrinks at a time, in columns.
const MEASURE_STEP_COLUMNS: u16 = 4;

/// What a reader is told at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The measure, in columns.
    pub measure_columns: u16,
    /// Whether the outline shows where there is room.
    pub outline: bool,
    /// How fast the reader reads.
    pub words_per_minute: u32,
}

impl Default for Options {
    fn default() -> Self {
        let measure_columns = MEASURE_COLUMNS;
        Self {
            measure_columns,
            outline: true,
            words_per_minute: WORDS_PER_MINUTE,
        }
    }
}

/// Which pane the keys that fit both are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The page.
    Page,
    /// The outline.
    Outline,
}

/// What waits for the whole document while only its start is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    Command(Command),
    /// The place to open at, which the caller finds when the whole is there.
    Place,
}

/// How much of a document has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nobody knows how much there is.
    Unknown,
    /// So much of it, in per cent.
    PerCent(u8),
}

/// A document that is still being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Loading {
    progress: Progress,
    awaited: Option<Awaited>,
}

/// The state of the program.
#[derive(Clone, Debug)]
pub struct Reader {
    columns: u16,
    rows: u16,
    options: Options,
    measure_columns: u16,
    outline_wanted: bool,
    focus: Pane,
    view: View,
    /// The document's view, while a page stands over it.
    beneath: Option<View>,
    loading: Option<Loading>,
    message: Option<String>,
    /// What is being typed.
    prompt: Option<Prompt>,
    /// The searches that were made, the last one last.
    searches: Vec<Searched>,
    /// The last job's name.
    tickets: u32,
    /// What the program is to do, until it is told.
    asked: Vec<Effect>,
    notices: Notices,
    /// Whether the document is a list to choose from.
    is_list: bool,
    watch: Watch,
    /// The small pane over the page.
    peek: Option<Peek>,
    /// The reference that is looked up.
    sought: Option<Sought>,
}

impl Reader {
    /// A reader at the start of a document, on a screen of `columns` × `rows`.
    pub fn new(document: Arc<Document>, options: Options, columns: u16, rows: u16) -> Self {
        let outline = Outline::new(&document);
        let mut reader = Self {
            columns,
            rows,
            options,
            measure_columns: options.measure_columns,
            outline_wanted: options.outline,
            focus: Pane::Page,
            view: View::new(document, outline),
            beneath: None,
            loading: None,
            message: None,
            prompt: None,
            searches: Vec::new(),
            tickets: 0,
            asked: Vec::new(),
            notices: Notices::default(),
            is_list: false,
            watch: Watch::new(options.words_per_minute),
            peek: None,
            sought: None,
        };
        reader.follow();
        reader
    }

    /// The view that shows.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The view of the document, even while a page stands over it.
    pub fn document_view(&self) -> &View {
        self.beneath.as_ref().unwrap_or(&self.view)
    }

    /// Which pane has the focus.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// What is to be said in the status row.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Says something in the status row, until the next action.
    pub fn say(&mut self, message: impl Into<String>) {
        self.message = Some(message.into());
    }

    /// Says nothing more of what was done last.
    #[cfg(test)]
    pub(crate) fn hush(&mut self) {
        self.message = None;
    }

    /// The measure, in columns.
    pub fn measure_columns(&self) -> u16 {
        self.measure_columns
    }

    /// Sets the measure, within its bounds.
    pub fn set_measure(&mut self, columns: u16) {
        let range = MEASURE_COLUMNS_RANGE;
        self.measure_columns = columns.clamp(*range.start(), *range.end());
    }

    /// Whether the outline is wanted beside the page.
    pub fn outline_wanted(&self) -> bool {
        self.outline_wanted
    }

    /// Where the panes stand.
    pub fn panes(&self) -> Panes {
        let panes = self.bare_panes();
        if self.view.pins().is_empty() {
            return panes;
        }
        panes.with_pinned(|columns, rows_max| self.pinned_height(columns, rows_max))
    }

    /// Where the panes would stand with nothing pinned: no passage is laid out for them.
    fn bare_panes(&self) -> Panes {
        let wanted = Wanted {
            outline: self.outline_wanted,
            outline_alone: self.focus == Pane::Outline,
            measure_columns: self.measure_columns,
        };
        if self.palette().is_none() {
            return Panes::new(self.columns, self.rows, wanted);
        }
        let list_rows = palette::list_rows(self.rows);
        Panes::new(self.columns, self.rows - list_rows, wanted).above_list(list_rows)
    }

    /// The page that the document is looked at through, of at least one column and row.
    pub fn page(&self) -> Page {
        let mut text = self.panes().text;
        if text.is_empty() {
            let measure_columns = self.measure_columns;
            let wanted = Wanted {
                outline: false,
                outline_alone: false,
                measure_columns,
            };
            text = Panes::new(self.columns, self.rows, wanted).text;
        }
        Page {
            typesetting: Typesetting {
                width_columns: text.width.max(1),
            },
            height_rows: text.height.max(1),
        }
    }

    /// What the page shows, laid out once for all who paint it.
    pub fn look(&self) -> Look {
        self.view.look(self.page())
    }

    /// The status at the place being read.
    pub fn status(&self, look: &Look) -> Status<'_> {
        let at_end = self.loading.is_none() && self.has_reached_end(look);
        let words_per_minute = self.watch.words_per_minute();
        let document = self.view.document();
        let read = self.view.coverage().per_cent(document.end());
        Status::new(document, look.reading, at_end, words_per_minute, read)
    }

    /// How much of the document has been read; none when all of it is there.
    pub fn loading(&self) -> Option<Progress> {
        self.loading
            .filter(|_| self.beneath.is_none())
            .map(|loading| loading.progress)
    }

    /// The outline's entry that holds the place being read.
    pub fn lit(&self, look: &Look) -> Entry {
        let document = self.view.document();
        self.view.outline().entry_at(document, look.reading)
    }

    /// Takes a new size of the screen; no place changes.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.columns = columns;
        self.rows = rows;
    }

    /// Does what is asked, and returns what the program has to do for it.
    pub fn update(&mut self, command: Command) -> Vec<Effect> {
        self.message = None;
        if self.update_peek(command.action, command.count.unwrap_or(1)) {
            return self.effects();
        }
        match command.action {
            Action::Quit | Action::Help | Action::Warnings if self.beneath.is_some() => {
                self.uncover();
            }
            Action::Quit | Action::Leave => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Help => return vec![Effect::ShowHelp],
            Action::File(way) => return vec![Effect::File(way, command.count.unwrap_or(1))],
            Action::Reload => return vec![Effect::Reload],
            Action::Back if self.is_at_end_of_history(Way::Back) => {
                return vec![Effect::Retrace(Way::Back)];
            }
            Action::Forward if self.is_at_end_of_history(Way::Forward) => {
                return vec![Effect::Retrace(Way::Forward)];
            }
            Action::Enter if self.is_choosing() && self.choice().is_some() => {
                return self.choice().map(Effect::Choose).into_iter().collect();
            }
            Action::Row(way) if self.is_choosing() && self.focus == Pane::Page => {
                self.step_choice(way, command.count.unwrap_or(1).max(1));
                self.light();
            }
            Action::Cancel if self.abandon() => {
                self.say("cancelled");
                return vec![Effect::Abandon];
            }
            Action::Cancel => self.cancel(),
            _ if self.focus == Pane::Outline && self.update_outline(command) => {}
            _ => {
                let from = self.view.put_at().at;
                let stood = self.stands_at(command.action);
                self.update_page(command);
                self.say_if_there_already(command.action, stood);
                self.learn_pace(command, from);
                self.light();
            }
        }
        self.effects()
    }

    /// What the program has to do for what has happened since it was last asked.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.asked)
    }

    /// Shows a page over the document, as the help or the list of warnings.
    pub fn cover(&mut self, page: Arc<Document>) {
        if self.beneath.is_none() {
            let outline = Outline::new(&page);
            self.beneath = Some(std::mem::replace(&mut self.view, View::new(page, outline)));
            self.focus = Pane::Page;
            self.follow();
        }
    }

    fn update_page(&mut self, command: Command) {
        let page = self.page();
        let count = command.count.unwrap_or(1).max(1);
        match command.action {
            Action::Row(way) => self.scroll(1, count, way),
            Action::HalfPage(way) => self.scroll((page.height_rows / 2).max(1), count, way),
            Action::Page(way) => {
                let rows = page.height_rows.saturating_sub(KEPT_ROWS).max(1);
                self.scroll(rows, count, way);
            }
            Action::Start | Action::End | Action::Share => self.travel(command),
            Action::Jump(kind, way) => self.jump(kind, way, count),
            Action::Unread(way) => self.jump_to_unread(way, count),
            Action::SectionHead => self.jump_to_head(),
            Action::Palette => self.open_palette(),
            Action::Search => self.open_search(),
            Action::Hit(way) => self.next_hit(way, count),
            Action::Repeat | Action::RepeatBack => self.repeat(command.action, count),
            Action::Back => self.retrace(Way::Back, count),
            Action::Forward => self.retrace(Way::Forward, count),
            Action::SetMark | Action::ToMark | Action::ToLast => self.mark(command),
            Action::Seat(seat) => self.view.seat(seat, page),
            Action::Pin => self.pin(),
            Action::Hints => self.open_hints(),
            Action::Peek => self.peek(),
            Action::Copy => self.copy(),
            Action::SetAside => self.set_aside(),
            Action::ShowLess | Action::ShowMore => self.skim(command.action, count),
            Action::Wider | Action::Narrower | Action::MeasureReset => {
                self.change_measure(command.action, count);
            }
            Action::Where => self.say_where(),
            Action::Warnings => self.show_warnings(),
            Action::Focus | Action::Outline => self.switch_pane(command.action),
            Action::Enter if self.follow_link() => {}
            Action::Enter => self.scroll(1, count, Way::Forward),
            Action::Fold | Action::Unfold | Action::FoldAll | Action::UnfoldAll => {
                self.fold(command.action);
            }
            Action::Quit
            | Action::Leave
            | Action::Suspend
            | Action::Redraw
            | Action::Help
            | Action::File(_)
            | Action::Reload
            | Action::Cancel => {}
        }
    }

    fn change_measure(&mut self, action: Action, count: u32) {
        let step = MEASURE_STEP_COLUMNS.saturating_mul(u16::try_from(count).unwrap_or(u16::MAX));
        let before = self.measure_columns;
        let columns = match action {
            Action::Wider => before.saturating_add(step),
            Action::Narrower => before.saturating_sub(step),
            _ => self.options.measure_columns,
        };
        self.set_measure(columns);
        let shown = self.page().typesetting.width_columns;
        let measure = self.measure_columns;
        self.say(if shown < measure {
            format!("measure {measure} columns; the page has room for {shown}")
        } else if measure == before && action != Action::MeasureReset {
            format!("measure {measure} columns, the limit")
        } else {
            format!("measure {measure} columns")
        });
    }

    fn cancel(&mut self) {
        let awaited = self
            .loading
            .as_mut()
            .and_then(|loading| loading.awaited.take());
        if awaited.is_some() || self.cancel_seek() || self.cancel_lookup() {
            self.say("cancelled");
        } else if self.focus == Pane::Outline {
            self.focus = Pane::Page;
            self.follow();
        } else if self.beneath.is_some() {
            self.uncover();
        } else if !self.unlight_hits() && !self.unpin() && !self.view.unmark() {
            self.say("nothing to close: q leaves");
        }
    }

    fn uncover(&mut self) {
        if let Some(view) = self.beneath.take() {
            self.view = view;
            self.focus = Pane::Page;
            self.follow();
        }
    }
}
