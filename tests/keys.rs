//! Each chord of the one table in a terminal: what it must lead to on the screen.
//!
//! `{}` in a story's keys stands for the chord; each chord of an action has a sitting of its own.

use recto::keys::{Group, PROMPT_TABLE, TABLE};

use crate::terminal::{Home, Terminal, text_of};

/// What the screen must come to.
#[derive(Clone, Copy, Debug)]
enum Then {
    /// It shows what it did not show before.
    Shows(&'static str),
    /// It shows no longer what it showed before.
    Hides(&'static str),
    /// Its first row starts so, beside the outline, and did not before.
    Top(&'static str),
    /// It is painted whole again.
    Anew,
    /// It is what it was when this was typed last.
    Same,
}
use Then::{Anew, Hides, Same, Shows, Top};

/// An action's name in the table, and keys with what they lead to.
type Story = (&'static str, &'static [(&'static str, Then)]);

#[rustfmt::skip]
const SCROLL: &[Story] = &[
    ("row down", &[("2{}", Top("A village drew"))]),
    ("row up", &[("4j", Top("second file")), ("2{}", Top("A village drew"))]),
    ("page down", &[("{}", Top("Part One"))]),
    ("page up", &[("f", Top("Part One")), ("{}", Top("The Well"))]),
    ("half a page down", &[("{}", Shows("It was good water"))]),
    ("half a page up", &[("d", Shows("It was good water")), ("{}", Top("The Well"))]),
    ("start", &[("f", Top("Part One")), ("{}", Top("The Well"))]),
    ("end", &[("{}", Shows("100 %"))]),
    ("per cent", &[("40{}", Shows("40 %"))]),
];

#[rustfmt::skip]
const ARGUMENT: &[Story] = &[
    ("next section", &[("2{}", Top("Water"))]),
    ("previous section", &[("5J", Top("Measure")), ("2{}", Top("Cold"))]),
    ("section's head", &[("2J2j", Top("It was good")), ("{}", Shows("▶ Water"))]),
    ("next point", &[("{}", Shows("▶   • The first point"))]),
    ("previous point", &[("G", Shows("100 %")), ("{}", Shows("▶   • The second point"))]),
    ("next question", &[("{}", Shows("▶ It was good water"))]),
    ("previous question", &[("G", Shows("100 %")), ("{}", Shows("▶ It was good water"))]),
    ("next quote or takeaway", &[("{}", Shows("▶ │ We shall pay"))]),
    ("previous quote or takeaway", &[("G", Shows("100 %")), ("{}", Shows("▶ │ We shall pay"))]),
    ("next block", &[("2{}", Top("It starts here"))]),
    ("previous block", &[("f", Top("Part One")), ("{}", Top("It starts here"))]),
    ("next unread stretch", &[("G", Shows("100 %")), ("{}", Shows("no other unread stretch further on"))]),
    ("previous unread stretch", &[("G", Shows("100 %")), ("{}", Shows("▶"))]),
    ("repeat", &[("J", Top("Part One")), ("2{}", Top("Cold"))]),
    ("repeat back", &[("4J", Top("Depth")), ("2{}", Top("Water"))]),
];

#[rustfmt::skip]
const FIND: &[Story] = &[
    ("go to anything", &[("{}", Shows("go to")), ("it was cold\r", Shows("▶   • The first point"))]),
    ("search", &[("{}fathom", Shows("1 of 2"))]),
    ("next hit", &[("/fathom\r", Shows("1 of 2")), ("{}", Shows("2 of 2"))]),
    ("previous hit", &[("/fathom\r", Shows("1 of 2")), ("{}", Shows("on from the end"))]),
    ("peek", &[("{}", Shows("Enter opens this file")), ("\u{1B}", Same)]),
    ("links by letters", &[("{}", Shows("link ")), ("s", Shows("Enter follows"))]),
    ("copy", &[("{}", Shows("copied the passage: 8 characters"))]),
];

#[rustfmt::skip]
const LANDMARKS: &[Story] = &[
    ("next level 1", &[("{}", Shows("▶ Part One"))]),
    ("previous level 1", &[("G", Shows("100 %")), ("{}", Shows("▶ Part Two"))]),
    ("next level 2", &[("2{}", Shows("▶ 2. Money"))]),
    ("previous level 2", &[("G", Shows("100 %")), ("2{}", Shows("▶ 2. Money"))]),
    ("next level 3", &[("{}", Shows("▶ Cold"))]),
    ("previous level 3", &[("G", Shows("100 %")), ("{}", Shows("▶ Cold"))]),
    ("next level 4", &[("{}", Shows("▶ Depth"))]),
    ("previous level 4", &[("G", Shows("100 %")), ("{}", Shows("▶ Depth"))]),
    ("next level 5", &[("{}", Shows("▶ Measure"))]),
    ("previous level 5", &[("G", Shows("100 %")), ("{}", Shows("▶ Measure"))]),
    ("next level 6", &[("{}", Shows("▶ Feet"))]),
    ("previous level 6", &[("G", Shows("100 %")), ("{}", Shows("▶ Feet"))]),
    ("next link", &[("2{}", Shows("Enter follows")), ("\r", Shows("a.example/register"))]),
    ("previous link", &[("3]l", Shows("Enter follows")), ("2{}\r", Shows("what the first one leaves"))]),
    ("next figure", &[("{}", Shows("▶ ▧ Figure 1"))]),
    ("previous figure", &[("G", Shows("100 %")), ("{}", Shows("▶ ▧ Figure 1"))]),
    ("next table", &[("{}", Shows("▶ House"))]),
    ("previous table", &[("G", Shows("100 %")), ("{}", Shows("▶ House"))]),
    ("next code", &[("{}", Shows("▶ pump ="))]),
    ("previous code", &[("G", Shows("100 %")), ("{}", Shows("▶ pump ="))]),
    ("next footnote", &[("{}", Shows("▶ [1] A note"))]),
    ("previous footnote", &[("G", Shows("100 %")), ("{}", Shows("▶ [1] A note"))]),
];

#[rustfmt::skip]
const OUTLINE: &[Story] = &[
    ("other pane", &[("{}jj\r", Shows("▶ Water"))]),
    ("outline", &[("{}", Hides("│")), ("{}", Same)]),
    ("go there", &[("]l", Shows("Enter follows")), ("{}", Shows("what the first one leaves"))]),
    ("fold", &[("\tj{}", Shows("▸ Part One"))]),
    ("open", &[("\tjh", Shows("▸ Part One")), ("{}", Shows("▾ Part One"))]),
    ("fold all", &[("{}", Shows("▸ Part One"))]),
    ("open all", &[("H", Shows("▸ Part One")), ("{}", Shows("▾ Part One"))]),
];

#[rustfmt::skip]
const PLACES: &[Story] = &[
    ("back", &[("3J", Top("Cold")), ("{}", Top("The Well"))]),
    ("forward", &[("3J", Top("Cold")), ("\u{F}", Top("The Well")), ("{}", Top("Cold"))]),
    ("pin", &[("]t{}", Shows("◆ House")), ("{}", Hides("◆"))]),
    ("set a mark", &[("{}", Shows("mark a set")), ("G'a", Top("The Well"))]),
    ("to a mark", &[("3Jma", Top("Cold")), ("g", Top("The Well")), ("{}", Top("Cold"))]),
    ("where the last jump began", &[("3J", Top("Cold")), ("{}", Top("The Well")), ("{}", Top("Cold"))]),
];

#[rustfmt::skip]
const PROGRAM: &[Story] = &[
    ("row to the top", &[("]l", Shows("Enter follows")), ("{}", Top("and nobody counted"))]),
    ("row to the middle", &[("3J", Top("Cold")), ("{}", Top("It was good water"))]),
    ("row to the bottom", &[("3J", Top("Cold")), ("{}", Shows("Of what was there"))]),
    ("less of the text", &[("{}", Shows("It starts here. …")), ("2{}", Shows("⋯"))]),
    ("more of the text", &[("3zm", Shows("headings alone")), ("3{}", Shows("the whole text"))]),
    ("what was set aside", &[("{}", Shows("Home All the pages")), ("{}", Hides("Home All"))]),
    ("wider measure", &[("{}", Shows("measure 76"))]),
    ("narrower measure", &[("4{}", Shows("measure 56"))]),
    ("first measure", &[("4-", Shows("measure 56")), ("{}", Shows("measure 72"))]),
    ("what is here", &[("{}", Shows("2 points, 1 questions"))]),
    ("warnings", &[("{}", Shows("no warnings: all of it was read"))]),
    ("next file", &[("{}", Shows("what the first one leaves"))]),
    ("previous file", &[(":n", Shows("what the first one leaves")), ("{}", Shows("A village drew"))]),
    ("reload", &[("{}", Shows("read again"))]),
    ("repaint", &[("{}", Anew)]),
    ("help", &[("{}", Shows("A number before a motion")), ("{}", Hides("A number before"))]),
    ("close", &[("?", Shows("A number before")), ("{}", Same)]),
    ("suspend", &[("{}", Shows("the shell again"))]),
    ("leave", &[("{}", Shows("the shell again"))]),
    ("leave at once", &[("?", Shows("A number before")), ("{}", Shows("the shell again"))]),
];

/// The keys of the line that is typed, by the sentence that tells what they do.
#[rustfmt::skip]
const TYPING: &[Story] = &[
    ("Stay at what was found", &[("/fathom{}", Shows("Thirty fathoms")), ("\u{F}", Top("The Well"))]),
    ("Close, and be back", &[("/fathom", Shows("Thirty fathoms")), ("{}", Same)]),
    ("Take what is typed for a regular", &[("/f.thom", Shows("no hit")), ("{}", Shows("1 of 2"))]),
    ("Show the search before", &[("/fathom\r", Shows("1 of 2")), ("/{}", Shows("/fathom"))]),
    ("Show the search after", &[("/fathom\r", Shows("1 of 2")), ("/now\u{1B}[A", Shows("/fathom")), ("{}", Shows("/now"))]),
    ("Go up in the choices", &[("o", Shows("1 of 21")), ("\u{1B}[6~", Shows("6 of 21")), ("{}", Shows("1 of 21"))]),
    ("Go down in the choices", &[("o", Shows("1 of 21")), ("{}", Shows("6 of 21"))]),
    ("Move left.", &[("/ab", Shows("/ab")), ("{}c", Shows("/acb"))]),
    ("Move right.", &[("/ab\u{1}", Shows("/ab")), ("{}c", Shows("/acb"))]),
    ("Move to the start.", &[("/ab", Shows("/ab")), ("{}c", Shows("/cab"))]),
    ("Move to the end.", &[("/ab\u{1}", Shows("/ab")), ("{}c", Shows("/abc"))]),
    ("Take away what stands before", &[("/ab", Shows("/ab")), ("{}c", Shows("/ac")), ("{}{}{}", Same)]),
    ("Take away what stands at", &[("/ab\u{1}", Shows("/ab")), ("{}c", Shows("/cb"))]),
    ("Take away the word", &[("/ab cd", Shows("/ab cd")), ("{}e", Shows("/ab e"))]),
    ("Take away all before", &[("/ab cd", Shows("/ab cd")), ("{}e", Shows("/e"))]),
];

/// What a terminal sends for a chord.
fn typed(chord: &str) -> String {
    let mut typed = String::new();
    let mut rest = chord;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((name, after)) = named.filter(|(name, _)| !name.is_empty()) {
            typed += &named_key(name);
            rest = after;
        } else {
            typed.push(c);
            rest = rest.strip_prefix(c).expect("it starts so");
        }
    }
    typed
}

fn named_key(name: &str) -> String {
    let letter = |name: &str| name.chars().next().expect("has a letter");
    match name {
        "letter" => "a",
        "Space" => " ",
        "Enter" => "\r",
        "Esc" => "\u{1B}",
        "Tab" => "\t",
        "Shift-Tab" => "\u{1B}[Z",
        "Backspace" => "\u{7F}",
        "↑" => "\u{1B}[A",
        "↓" => "\u{1B}[B",
        "→" => "\u{1B}[C",
        "←" => "\u{1B}[D",
        "Alt-→" => "\u{1B}[1;3C",
        "Alt-←" => "\u{1B}[1;3D",
        "Home" => "\u{1B}[H",
        "End" => "\u{1B}[F",
        "PgUp" => "\u{1B}[5~",
        "PgDn" => "\u{1B}[6~",
        "Del" => "\u{1B}[3~",
        "F1" => "\u{1B}OP",
        name => {
            return match name.split_once('-') {
                Some(("Ctrl", key)) => char::from(letter(key) as u8 & 0x1F).to_string(),
                Some(("Alt", key)) => format!("\u{1B}{key}"),
                _ => panic!("no terminal sends '{name}'"),
            };
        }
    }
    .to_owned()
}

/// The first row of the page beside the outline.
fn top(screen: &vt100::Screen) -> String {
    let text = text_of(screen);
    let row = text.lines().next().unwrap_or_default();
    let page = row.split_once('│').map_or(row, |(_, page)| page);
    page.trim_start_matches([' ', '▶']).to_owned()
}

fn run(story: &Story, chord: &str) {
    let (name, steps) = story;
    let home = Home::new();
    home.file("page.html", include_str!("data/keys.html"));
    home.file(
        "second.txt",
        "The Second File\n\nIt says what the first one leaves out.\n",
    );
    home.file("third.txt", "The Third File\n\nIt says nothing.\n");
    let line = "set -m; \"$RECTO\" page.html second.txt third.txt; echo the shell again; read wait";
    let mut terminal = Terminal::shell(&home, line, 100, 14);
    terminal.wait_for("A village drew");
    terminal.wait_for("0 %");
    let first = terminal.screen();
    for (keys, then) in *steps {
        let keys = keys.replace("{}", &typed(chord));
        let what = format!("{then:?} after {chord} ({name})");
        let before = terminal.screen();
        let painted = terminal.written().matches("\u{1B}[2J").count();
        match then {
            Shows(text) => assert!(!before.contains(text), "it was there: {what}\n{before}"),
            Hides(text) => assert!(before.contains(text), "it was not there: {what}\n{before}"),
            Top(_) | Anew | Same => {}
        }
        terminal.send(&keys);
        match then {
            Shows(text) => terminal.wait_for(text),
            Hides(text) => terminal.wait_gone(text),
            Top(text) => terminal.wait(&what, |screen| top(screen).starts_with(text)),
            Same => terminal.wait(&what, |screen| {
                let rows =
                    |text: &str| text.lines().take(13).map(str::to_owned).collect::<Vec<_>>();
                rows(&text_of(screen)) == rows(&first)
            }),
            Anew => terminal.wait_written(&what, |written| {
                written.matches("\u{1B}[2J").count() > painted
            }),
        }
    }
}

fn check(group: Group, stories: &[Story]) {
    for entry in TABLE.iter().filter(|entry| entry.group == group) {
        let story = stories.iter().find(|(name, _)| *name == entry.name);
        let story = story.unwrap_or_else(|| panic!("no story of '{}'", entry.name));
        for chord in entry.chords {
            run(story, chord);
        }
    }
    let is_known = |name: &str| TABLE.iter().any(|entry| entry.name == name);
    assert!(stories.iter().all(|(name, _)| is_known(name)));
}

#[test]
fn every_key_that_scrolls_does() {
    check(Group::Scroll, SCROLL);
}

#[test]
fn every_key_along_the_argument_goes_there() {
    check(Group::Argument, ARGUMENT);
}

#[test]
fn every_key_that_finds_does() {
    check(Group::Find, FIND);
}

#[test]
fn every_key_to_a_landmark_goes_there() {
    check(Group::Landmarks, LANDMARKS);
}

#[test]
fn every_key_of_the_outline_does_its_work() {
    check(Group::Outline, OUTLINE);
}

#[test]
fn every_key_to_a_place_goes_there() {
    check(Group::Places, PLACES);
}

#[test]
fn every_key_of_the_program_does_its_work() {
    check(Group::Program, PROGRAM);
}

#[test]
fn every_key_of_a_typed_line_does_its_work() {
    for entry in PROMPT_TABLE {
        let story = TYPING
            .iter()
            .find(|(start, _)| entry.sentence.starts_with(start));
        let story = story.unwrap_or_else(|| panic!("no story of '{}'", entry.sentence));
        for chord in entry.chords {
            run(story, chord);
        }
    }
}
