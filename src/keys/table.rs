//! The one table of actions: its sentence, its name, and the chords that call it.

use crate::document::Landmark::{
    Block, Code, Figure, Footnote, Level, Link, Point, Question, Quote, Section, Table,
};
use crate::reader::Action::{self, Jump};
use crate::reader::Seat;
use crate::reader::Way::{Back, Forward};

/// What the actions of a group are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Scrolling.
    Scroll,
    /// Jumps along the argument.
    Argument,
    /// Finding what is looked for.
    Find,
    /// Jumps to other landmarks.
    Landmarks,
    /// The outline.
    Outline,
    /// Places to come back to.
    Places,
    /// The page and the program.
    Program,
}

impl Group {
    /// The groups in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Scroll,
        Self::Argument,
        Self::Find,
        Self::Landmarks,
        Self::Outline,
        Self::Places,
        Self::Program,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Scroll => "Scroll",
            Self::Argument => "Follow the argument",
            Self::Find => "Find anything",
            Self::Landmarks => "Go to other landmarks",
            Self::Outline => "Use the outline",
            Self::Places => "Keep places",
            Self::Program => "Page and program",
        }
    }
}

/// One action.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// What it is for.
    pub group: Group,
    /// A few words, for where there is little room.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub sentence: &'static str,
    /// The chords that call it, as [`Key`](super::Key) writes them, `<` and `>` around names.
    pub chords: &'static [&'static str],
}

const fn entry(
    group: Group,
    action: Action,
    chords: &'static [&'static str],
    name: &'static str,
    sentence: &'static str,
) -> Entry {
    Entry {
        action,
        group,
        name,
        sentence,
        chords,
    }
}

/// Every action.
#[rustfmt::skip]
pub static TABLE: &[Entry] = &[
    entry(Group::Scroll, Action::Row(Forward), &["j", "<↓>", "e", "<Ctrl-e>", "<Ctrl-j>"], "row down", "Scroll down a row."),
    entry(Group::Scroll, Action::Row(Back), &["k", "<↑>", "<Ctrl-y>", "<Ctrl-k>"], "row up", "Scroll up a row."),
    entry(Group::Scroll, Action::Page(Forward), &["<Space>", "f", "<PgDn>", "<Ctrl-f>", "<Ctrl-v>"], "page down", "Turn a page, two rows kept."),
    entry(Group::Scroll, Action::Page(Back), &["b", "<PgUp>", "<Ctrl-b>", "<Alt-v>"], "page up", "Turn a page back, two rows kept."),
    entry(Group::Scroll, Action::HalfPage(Forward), &["d", "<Ctrl-d>"], "half a page down", "Scroll down half a page."),
    entry(Group::Scroll, Action::HalfPage(Back), &["u", "<Ctrl-u>"], "half a page up", "Scroll up half a page."),
    entry(Group::Scroll, Action::Start, &["g", "<Home>", "<"], "start", "Go to the start; with a number, to that section."),
    entry(Group::Scroll, Action::End, &["G", "<End>", ">"], "end", "Go to the end; with a number, to that section."),
    entry(Group::Scroll, Action::Share, &["%"], "per cent", "Go to a percentage of the text, as in 50%."),

    entry(Group::Argument, Jump(Section, Forward), &["J", "]]"], "next section", "Go to the next section."),
    entry(Group::Argument, Jump(Section, Back), &["K", "[["], "previous section", "Go to the previous section."),
    entry(Group::Argument, Action::SectionHead, &["^"], "section's head", "Go to the head of this section."),
    entry(Group::Argument, Jump(Point, Forward), &[")", "]i"], "next point", "Go to the next point of a list, from section to section."),
    entry(Group::Argument, Jump(Point, Back), &["(", "[i"], "previous point", "Go to the previous point."),
    entry(Group::Argument, Jump(Question, Forward), &["]q"], "next question", "Go to the next question: a heading, point or sentence that asks."),
    entry(Group::Argument, Jump(Question, Back), &["[q"], "previous question", "Go to the previous question."),
    entry(Group::Argument, Jump(Quote, Forward), &["]>"], "next quote or takeaway", "Go to the next quote or takeaway."),
    entry(Group::Argument, Jump(Quote, Back), &["[>"], "previous quote or takeaway", "Go to the previous quote or takeaway."),
    entry(Group::Argument, Jump(Block, Forward), &["}"], "next block", "Go to the next block: a paragraph, point, heading or table."),
    entry(Group::Argument, Jump(Block, Back), &["{"], "previous block", "Go to the previous block."),
    entry(Group::Argument, Action::Unread(Forward), &["]u"], "next unread stretch", "Go to the next stretch that you have not read."),
    entry(Group::Argument, Action::Unread(Back), &["[u"], "previous unread stretch", "Go to the previous stretch that you have not read."),
    entry(Group::Argument, Action::Repeat, &[";"], "repeat", "Repeat the last jump along the text."),
    entry(Group::Argument, Action::RepeatBack, &[","], "repeat back", "Repeat the last jump the other way."),

    entry(Group::Find, Action::Palette, &["o", "<Ctrl-p>"], "go to anything", "Go to a section, point, question, figure, table, link, mark or document, by a few letters of it."),
    entry(Group::Find, Action::Search, &["/"], "search", "Search the text, as you type."),
    entry(Group::Find, Action::Hit(Forward), &["n"], "next hit", "Go to the next hit, from the start again after the last."),
    entry(Group::Find, Action::Hit(Back), &["N"], "previous hit", "Go to the previous hit, from the end again after the first."),

    entry(Group::Find, Action::Peek, &["p"], "peek", "Show in a small pane where the selected or nearest link, footnote or reference leads, and again, the next one; Enter goes there, Esc closes."),
    entry(Group::Find, Action::Hints, &["L"], "links by letters", "Show letters on the page's links; typing them selects the link."),
    entry(Group::Find, Action::Copy, &["y"], "copy", "Copy the selected link's address, or the passage or point at the place, to the terminal's clipboard."),

    entry(Group::Landmarks, Jump(Level(1), Forward), &["]1"], "next level 1", "Go to the next section of level 1."),
    entry(Group::Landmarks, Jump(Level(1), Back), &["[1"], "previous level 1", "Go to the previous section of level 1."),
    entry(Group::Landmarks, Jump(Level(2), Forward), &["]2"], "next level 2", "Go to the next section of level 2."),
    entry(Group::Landmarks, Jump(Level(2), Back), &["[2"], "previous level 2", "Go to the previous section of level 2."),
    entry(Group::Landmarks, Jump(Level(3), Forward), &["]3"], "next level 3", "Go to the next section of level 3."),
    entry(Group::Landmarks, Jump(Level(3), Back), &["[3"], "previous level 3", "Go to the previous section of level 3."),
    entry(Group::Landmarks, Jump(Level(4), Forward), &["]4"], "next level 4", "Go to the next section of level 4."),
    entry(Group::Landmarks, Jump(Level(4), Back), &["[4"], "previous level 4", "Go to the previous section of level 4."),
    entry(Group::Landmarks, Jump(Level(5), Forward), &["]5"], "next level 5", "Go to the next section of level 5."),
    entry(Group::Landmarks, Jump(Level(5), Back), &["[5"], "previous level 5", "Go to the previous section of level 5."),
    entry(Group::Landmarks, Jump(Level(6), Forward), &["]6"], "next level 6", "Go to the next section of level 6."),
    entry(Group::Landmarks, Jump(Level(6), Back), &["[6"], "previous level 6", "Go to the previous section of level 6."),
    entry(Group::Landmarks, Jump(Link, Forward), &["]l"], "next link", "Select the next link: Enter follows it."),
    entry(Group::Landmarks, Jump(Link, Back), &["[l"], "previous link", "Select the previous link."),
    entry(Group::Landmarks, Jump(Figure, Forward), &["]f"], "next figure", "Go to the next figure."),
    entry(Group::Landmarks, Jump(Figure, Back), &["[f"], "previous figure", "Go to the previous figure."),
    entry(Group::Landmarks, Jump(Table, Forward), &["]t"], "next table", "Go to the next table."),
    entry(Group::Landmarks, Jump(Table, Back), &["[t"], "previous table", "Go to the previous table."),
    entry(Group::Landmarks, Jump(Code, Forward), &["]c"], "next code", "Go to the next stretch of code."),
    entry(Group::Landmarks, Jump(Code, Back), &["[c"], "previous code", "Go to the previous stretch of code."),
    entry(Group::Landmarks, Jump(Footnote, Forward), &["]n"], "next footnote", "Go to the next footnote."),
    entry(Group::Landmarks, Jump(Footnote, Back), &["[n"], "previous footnote", "Go to the previous footnote."),

    entry(Group::Outline, Action::Focus, &["<Tab>", "<Shift-Tab>"], "other pane", "Move the focus between outline and page."),
    entry(Group::Outline, Action::Outline, &["t"], "outline", "Show the outline or hide it."),
    entry(Group::Outline, Action::Enter, &["<Enter>"], "go there", "Go to the outline's entry; on the page, follow the selected link or takeaway, or scroll down a row."),
    entry(Group::Outline, Action::Fold, &["h", "<←>"], "fold", "Fold the outline's entry, or go to the one around it."),
    entry(Group::Outline, Action::Unfold, &["l", "<→>"], "open", "Open the outline's entry: its sections, then its points."),
    entry(Group::Outline, Action::FoldAll, &["H", "zM"], "fold all", "Fold the whole outline."),
    entry(Group::Outline, Action::UnfoldAll, &["zR"], "open all", "Open the whole outline."),

    entry(Group::Places, Action::Back, &["<Ctrl-o>", "<Backspace>", "<Alt-←>"], "back", "Go back to where a jump started, also in another document."),
    entry(Group::Places, Action::Forward, &["<Alt-→>"], "forward", "Go forward again after going back."),
    entry(Group::Places, Action::Pin, &["P"], "pin", "Hold this passage, table or figure above or beside the page; again, let go of it."),
    entry(Group::Places, Action::SetMark, &["m<letter>"], "set a mark", "Set a mark, named by a letter or digit."),
    entry(Group::Places, Action::ToMark, &["'<letter>", "`<letter>"], "to a mark", "Go to a mark."),
    entry(Group::Places, Action::ToLast, &["''", "``"], "where the last jump began", "Go to where the last jump started, and there and back again."),

    entry(Group::Program, Action::Seat(Seat::Top), &["zt"], "row to the top", "Bring the row jumped to, or the first one, to the top."),
    entry(Group::Program, Action::Seat(Seat::Middle), &["zz"], "row to the middle", "Bring it to the middle."),
    entry(Group::Program, Action::Seat(Seat::Bottom), &["zb"], "row to the bottom", "Bring it to the bottom."),
    entry(Group::Program, Action::ShowLess, &["zm"], "less of the text", "Show less of the text: first sentences, then points, then headings alone."),
    entry(Group::Program, Action::ShowMore, &["zr"], "more of the text", "Show more of the text again, up to all of it."),
    entry(Group::Program, Action::SetAside, &["S"], "what was set aside", "Show what was set aside from the text where it stood, or hide it again."),
    entry(Group::Program, Action::Wider, &["+"], "wider measure", "Widen the measure by four columns."),
    entry(Group::Program, Action::Narrower, &["-"], "narrower measure", "Narrow the measure by four columns."),
    entry(Group::Program, Action::MeasureReset, &["="], "first measure", "Set the measure back to what it was."),
    entry(Group::Program, Action::Where, &["<Ctrl-g>"], "what is here", "Say how many sections, points, questions and words there are."),
    entry(Group::Program, Action::Warnings, &["W"], "warnings", "List what was not well with the source and was read all the same."),
    entry(Group::Program, Action::File(Forward), &[":n", "]a"], "next file", "Open the next of several files."),
    entry(Group::Program, Action::File(Back), &[":p", "[a"], "previous file", "Open the previous file."),
    entry(Group::Program, Action::Reload, &["r"], "reload", "Read the file again; the place is kept."),
    entry(Group::Program, Action::Redraw, &["<Ctrl-l>", "R"], "repaint", "Paint the whole screen anew."),
    entry(Group::Program, Action::Help, &["?", "<F1>"], "help", "Show this help, or close it."),
    entry(Group::Program, Action::Cancel, &["<Esc>"], "close", "Close or cancel what is open; never leaves."),
    entry(Group::Program, Action::Suspend, &["<Ctrl-z>"], "suspend", "Suspend; the shell's fg comes back."),
    entry(Group::Program, Action::Quit, &["q"], "leave", "Leave, the place kept; in the help, close it."),
    entry(Group::Program, Action::Leave, &["Q", "<Ctrl-c>"], "leave at once", "Leave from anywhere, the place kept."),
];
