//! What a reader can ask for, whatever key or button it comes from.

use std::path::PathBuf;

use super::{Job, Lookup, Wish};
use crate::document::Landmark;

/// Towards the end of the text or towards its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Back,
}

impl Way {
    /// The other way.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Forward => Self::Back,
            Self::Back => Self::Forward,
        }
    }
}

/// Where on the screen a row is brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seat {
    /// The first row.
    Top,
    /// The middle row.
    Middle,
    /// The last row.
    Bottom,
}

/// Something that the reader does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Scrolls by a row.
    Row(Way),
    /// Scrolls by half a page.
    HalfPage(Way),
    /// Scrolls by a page, two rows kept.
    Page(Way),
    /// Goes to the start; with a count, to that section.
    Start,
    /// Goes to the end; with a count, to that section.
    End,
    /// Goes to a percentage of the text, the count.
    Share,
    /// Goes to the next or previous landmark of a kind.
    Jump(Landmark, Way),
    /// Opens the list of all that can be gone to.
    Palette,
    /// Begins a search.
    Search,
    /// Goes to the next or previous hit of the search.
    Hit(Way),
    /// Goes to the next or previous stretch that has not been read.
    Unread(Way),
    /// Goes to the head of the section being read.
    SectionHead,
    /// Repeats the last jump to a landmark.
    Repeat,
    /// Repeats the last jump to a landmark the other way.
    RepeatBack,
    /// Moves the focus between outline and page.
    Focus,
    /// Shows the outline or hides it.
    Outline,
    /// Goes to the outline's entry.
    Enter,
    /// Folds the outline's entry, or goes to the one around it.
    Fold,
    /// Opens the outline's entry by one step.
    Unfold,
    /// Folds the whole outline.
    FoldAll,
    /// Opens the whole outline.
    UnfoldAll,
    /// Goes back to where the last jump started.
    Back,
    /// Goes forward again after going back.
    Forward,
    /// Sets the mark that the letter names.
    SetMark,
    /// Goes to the mark that the letter names.
    ToMark,
    /// Goes to where the last jump started, and there and back again.
    ToLast,
    /// Brings the current row to a seat on the screen.
    Seat(Seat),
    /// Shows less of the text: first sentences, points, headings.
    ShowLess,
    /// Shows more of the text.
    ShowMore,
    /// Shows what the importer set aside, or hides it.
    SetAside,
    /// Shows letters on the page's links, to select one.
    Hints,
    /// Shows where the selected or nearest link or reference leads.
    Peek,
    /// Copies the selected link, or the passage at the place.
    Copy,
    /// Pins the passage at the place, or lets go of it.
    Pin,
    /// Makes the measure wider.
    Wider,
    /// Makes the measure narrower.
    Narrower,
    /// Makes the measure what it was at the start.
    MeasureReset,
    /// Opens the next or previous of several files.
    File(Way),
    /// Reads the file again.
    Reload,
    /// Shows the help.
    Help,
    /// Says what there is in the document.
    Where,
    /// Lists what was not well with the source.
    Warnings,
    /// Closes what is open or cancels what is begun.
    Cancel,
    /// Paints the whole screen anew.
    Redraw,
    /// Stops the program until the shell continues it.
    Suspend,
    /// Closes the help, or leaves.
    Quit,
    /// Leaves, whatever is open.
    Leave,
}

impl Action {
    /// Whether it goes to a place of the text, or brings one to another row.
    pub(super) fn is_motion(self) -> bool {
        matches!(
            self,
            Self::Start
                | Self::End
                | Self::Share
                | Self::SectionHead
                | Self::Jump(..)
                | Self::Hit(_)
                | Self::Unread(_)
                | Self::Seat(_)
                | Self::Repeat
                | Self::RepeatBack
                | Self::Back
                | Self::Forward
                | Self::ToMark
                | Self::ToLast
        )
    }

    /// The same jump along the text the other way; any other action as it is.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Jump(kind, way) => Self::Jump(kind, way.reversed()),
            Self::Hit(way) => Self::Hit(way.reversed()),
            Self::Unread(way) => Self::Unread(way.reversed()),
            other => other,
        }
    }
}

/// An action with what was typed before and after its chord.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// What to do.
    pub action: Action,
    /// How often, or which one: the number typed before.
    pub count: Option<u32>,
    /// The mark's letter, for the actions that take one.
    pub letter: Option<char>,
}

impl Command {
    /// The action alone.
    pub fn plain(action: Action) -> Self {
        Self {
            action,
            count: None,
            letter: None,
        }
    }
}

/// What the reader asks the program to do for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Stop until continued.
    Suspend,
    /// Paint the whole screen anew.
    Redraw,
    /// Open the help as a page.
    ShowHelp,
    /// Search a text on a thread, in place of the last one.
    Search(Job),
    /// Search no more.
    StopSearch,
    /// Make a list of places on a thread, in place of the last one.
    Pick(Wish),
    /// No list is needed any more.
    StopPicking,
    /// Look up a reference on a thread.
    Resolve(Lookup),
    /// Have the system open an address, which its reader has seen.
    OpenAddress(String),
    /// Open a file, named as a link of this document names it.
    OpenFile(String),
    /// Open another document, by its path.
    OpenDocument(PathBuf),
    /// Put a text on the clipboard.
    Copy(String),
    /// Open the file so many further on, or back, of those that were named.
    File(Way, u32),
    /// Read the file again.
    Reload,
    /// Go back, or forward again, to another document: this one has no such place.
    Retrace(Way),
    /// Open what the point of this index stands for, in a list to choose from.
    Choose(usize),
    /// Drop what is being fetched or opened.
    Abandon,
}
