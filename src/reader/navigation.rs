//! The outline's keys, and how it follows the page.

use std::sync::Arc;

use super::{Action, Command, Entry, Fold, Pane, Reader, TWO_PANES_COLUMNS_MIN, Way, tree};

impl Reader {
    /// Does what is asked in the outline; false where the action is for the page.
    pub(super) fn update_outline(&mut self, command: Command) -> bool {
        let count = i64::from(command.count.unwrap_or(1).max(1));
        let signed = |rows: i64, way| {
            if way == Way::Forward {
                rows * count
            } else {
                -rows * count
            }
        };
        let height = i64::from(self.outline_rows());
        match command.action {
            Action::Row(way) => self.step_outline(signed(1, way)),
            Action::HalfPage(way) => self.step_outline(signed((height / 2).max(1), way)),
            Action::Page(way) => self.step_outline(signed((height - 2).max(1), way)),
            Action::Start if command.count.is_none() => self.go_to_outline_end(false),
            Action::End if command.count.is_none() => self.go_to_outline_end(true),
            Action::Fold | Action::Unfold | Action::FoldAll | Action::UnfoldAll => {
                self.fold(command.action);
            }
            Action::Enter => self.enter(),
            Action::Focus | Action::Outline => {
                self.switch_pane(command.action);
                self.follow();
            }
            _ => return false,
        }
        true
    }

    /// Lights the entry that is being read, unless the outline is moved by hand.
    pub(super) fn follow(&mut self) {
        if self.focus == Pane::Page {
            self.light();
        }
    }

    /// Lights the entry that is being read.
    pub(super) fn light(&mut self) {
        let at = self.view.reading(self.page());
        let rows = self.outline_rows();
        let document = Arc::clone(self.view.document());
        self.view.outline_mut().follow(&document, at, rows);
    }

    pub(super) fn step_outline(&mut self, entries: i64) {
        let rows = self.outline_rows();
        let document = Arc::clone(self.view.document());
        if !self.view.outline_mut().step(&document, entries, rows) {
            self.say(if entries > 0 {
                "the last entry"
            } else {
                "the first entry"
            });
        }
    }

    fn go_to_outline_end(&mut self, last: bool) {
        let rows = self.outline_rows();
        let document = Arc::clone(self.view.document());
        if !self.view.outline_mut().go_to_end(&document, last, rows) {
            self.say(if last {
                "the last entry"
            } else {
                "the first entry"
            });
        }
    }

    /// Goes to the outline's entry and gives the page the focus.
    pub(super) fn enter(&mut self) {
        let page = self.page();
        let document = Arc::clone(self.view.document());
        let entry = self.view.outline().cursor();
        let to = tree::offset_of(&document, entry);
        self.view.jump(to, entry != Entry::Start, page);
        self.focus = Pane::Page;
        self.follow();
    }

    pub(super) fn fold(&mut self, action: Action) {
        let rows = self.outline_rows();
        let document = Arc::clone(self.view.document());
        let outline = self.view.outline_mut();
        let done = match action {
            // What is being read stays lit, so that its entry can't be left.
            Action::Fold if self.focus == Pane::Page => outline.fold_around(&document, rows),
            Action::Fold => outline.fold(&document, rows),
            Action::Unfold => outline.unfold(&document, rows),
            Action::FoldAll => outline.fold_all(&document, Fold::Closed, rows),
            _ => outline.fold_all(&document, Fold::Open, rows),
        };
        if self.bare_panes().outline.is_empty() {
            self.say("the outline is hidden: t shows it");
        } else if !done {
            self.say(match action {
                Action::Fold => "nothing to fold here",
                Action::FoldAll => "all is folded",
                Action::UnfoldAll => "all is open",
                _ => "nothing to open here",
            });
        }
    }

    /// Moves the focus, or shows and hides the outline; where one pane shows at a time both switch.
    pub(super) fn switch_pane(&mut self, action: Action) {
        let is_alone = self.columns < TWO_PANES_COLUMNS_MIN;
        self.focus = match (action, self.focus) {
            (Action::Focus, Pane::Page) => {
                self.outline_wanted = true;
                Pane::Outline
            }
            (Action::Outline, Pane::Page) if is_alone => Pane::Outline,
            _ => Pane::Page,
        };
        if action == Action::Outline && !is_alone {
            self.outline_wanted = !self.outline_wanted;
        }
    }

    fn outline_rows(&self) -> u16 {
        self.bare_panes().outline.height.max(1)
    }
}
