//! Sittings: the program in a terminal, with keys, signals and sizes.

use std::time::{Duration, Instant};

use crate::terminal::{Home, Terminal, text_of};

/// A section's title and the first words under it, in the built-in essay.
const SECTION: &str = "Why is only the United States a problem";
const UNDER_SECTION: &str = "Part of the answer flatters Washington.";

fn open(home: &Home) -> Terminal {
    let terminal = Terminal::open(home, &[], 80, 24);
    terminal.wait_for("Whose Fault Is the Cyber Quarrel?");
    terminal
}

/// The program at a section that is not the first, and the screen there.
fn open_at_section(home: &Home) -> Terminal {
    let mut terminal = open(home);
    terminal.send("2J");
    terminal.wait_for(UNDER_SECTION);
    terminal
}

/// Waits for a file that a thread of the program writes.
fn wait_for_state(home: &Home) -> String {
    let folder = home.path().join("state/recto");
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut states = files
            .map(|file| file.path())
            .filter(EndsWithJson::ends_with_json);
        if let Some(path) = states.next() {
            return std::fs::read_to_string(path).expect("a readable state");
        }
        assert!(Instant::now() < deadline, "no state was written");
        std::thread::yield_now();
    }
}

trait EndsWithJson {
    fn ends_with_json(&self) -> bool;
}

impl EndsWithJson for std::path::PathBuf {
    fn ends_with_json(&self) -> bool {
        self.extension()
            .is_some_and(|extension| extension == "json")
    }
}

#[test]
fn the_essay_opens_in_two_panes_and_leaves_no_trace() {
    let home = Home::new();
    let mut terminal = open(&home);
    assert!(terminal.is_taken());
    terminal.wait_for("Takeaways");
    terminal.wait_for("Few people who make policy");
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
    assert!(!terminal.is_taken());
}

#[test]
fn the_argument_is_read_by_section_point_and_question() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("J");
    terminal.wait_for("The easy answer was in every newspaper");
    terminal.wait_for("▶ Who’s at fault?");
    terminal.send(")");
    terminal.wait_for("point 1 of 2");
    terminal.wait_for("▶   • Might some of the blame");
    terminal.send("]q");
    terminal.wait_for("point 2 of 2");
    terminal.send("4)");
    terminal.wait_for("point 4 of 10");
    terminal.send("]>");
    terminal.wait_for("100 %");
    terminal.send("}}");
    terminal.send("K");
    terminal.wait_for("▶ What is to be done?");
    terminal.send("]t");
    terminal.wait_for("no table in this text");
}

#[test]
fn a_text_is_skimmed_by_sentences_points_and_headings() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("J");
    terminal.wait_for("▶ Who’s at fault?");
    let page = terminal.screen();
    terminal.send("zm");
    terminal.wait_for("But a threat of that size has to be managed, and");
    terminal.wait_for("first sentences: zr shows more");
    terminal.send("2zm");
    terminal.wait_for("⋯ 6 paragraphs, 2 points");
    terminal.send("]i");
    terminal.wait_for("▶   • Might some of the blame");
    terminal.wait_for("⋯ 3 paragraphs, 1 point");
    terminal.send("K3zr");
    terminal.wait_for("the whole text");
    terminal.send("\u{C}");
    terminal.wait("the page as before", |screen| text_of(screen) == page);
    terminal.send("zmq");
    terminal.wait_end();
    let again = Terminal::open(&home, &[], 80, 24);
    again.wait_for("that takes diplomacy that works. …");
}

#[test]
fn what_stood_on_the_screen_counts_as_read_and_is_remembered() {
    let home = Home::new();
    let mut terminal = Terminal::open(&home, &["--pace", "10000"], 80, 24);
    terminal.wait_for("Few people who make policy");
    terminal.send("j");
    // Saving settles what the page was there for.
    terminal.wait_for("% read");
    terminal.wait_for("◐│");
    terminal.send("g]u");
    terminal.wait_for("▶");
    terminal.send("q");
    terminal.wait_end();
    let mut again = Terminal::open(&home, &["--fresh"], 80, 24);
    again.wait_for("forget what you read of this? y");
    again.send("g");
    again.wait_for("% read");
    again.send("q");
    again.wait_end();
    let mut fresh = Terminal::open(&home, &["--fresh"], 80, 24);
    fresh.wait_for("forget what you read of this? y");
    fresh.send("y");
    fresh.wait_for("forgotten: nothing of this");
    fresh.wait_gone("% read");
}

#[test]
fn a_passage_is_pinned_while_reading_on() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("J)P");
    terminal.wait_for("◆   • Might some of the blame");
    terminal.send("J");
    terminal.wait_for("▶ Why is only the United States");
    terminal.wait_for("◆   • Might some of the blame");
    terminal.send("\u{1B}");
    terminal.wait_gone("◆");
    terminal.wait_for("▶ Why is only the United States");
}

#[test]
fn counts_percentages_and_ends_are_gone_to() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("50%");
    terminal.wait_for("· 50 %");
    terminal.send("G");
    terminal.wait_for("100 %");
    terminal.send("g");
    terminal.wait_for("· 0 %");
    terminal.send("5j");
    terminal.wait("five rows on", |screen| {
        let contents = screen.contents();
        contents
            .lines()
            .next()
            .is_some_and(|row| row.contains("to specialists"))
    });
    terminal.send("k");
    terminal.send("\u{1B}[5~");
    terminal.wait_for("· 0 %");
}

#[test]
fn a_half_typed_chord_shows_how_it_goes_on() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("]");
    terminal.wait_for("next question");
    terminal.send("\u{1B}");
    terminal.wait_gone("next question");
    terminal.send("Z");
    terminal.wait_for("Z is no key here: ? shows all");
}

#[test]
fn the_help_is_a_document_like_any_other() {
    let home = Home::new();
    let mut terminal = open_at_section(&home);
    terminal.send("?");
    terminal.wait_for("A number before a motion repeats it");
    terminal.send("J");
    terminal.wait_for("▶ Scroll");
    terminal.send("q");
    terminal.wait_for(UNDER_SECTION);
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
}

#[test]
fn the_outline_is_moved_in_by_hand() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("\tH");
    terminal.wait_for("▸ Who’s at fault?");
    terminal.send("jl");
    terminal.wait_for("▾ Who’s at fault?");
    terminal.send("jj\r");
    terminal.wait_for("point 2 of 2");
    terminal.send("t");
    terminal.wait_gone("│");
    terminal.send("t");
    terminal.wait_for("│");
}

#[test]
fn the_mouse_scrolls_and_goes_to_entries() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.wait_for("· 0 %");
    terminal.send("\u{1B}[<65;50;10M");
    terminal.wait_gone("· 0 %");
    let row = terminal
        .screen()
        .lines()
        .position(|row| row.contains("Who’s at fault?"));
    let row = row.expect("is in the outline") + 1;
    terminal.send(&format!("\u{1B}[<0;5;{row}M\u{1B}[<0;5;{row}m"));
    terminal.wait_for("▶ Who’s at fault?");
}

#[test]
fn a_resize_there_and_back_shows_the_same_page() {
    let home = Home::new();
    let mut terminal = open_at_section(&home);
    terminal.send("3j");
    terminal.wait("three rows on", |screen| {
        let contents = screen.contents();
        contents
            .lines()
            .next()
            .is_some_and(|row| row.contains("strongest country"))
    });
    let before = terminal.screen();
    terminal.resize(40, 12);
    terminal.wait("one pane", |screen| !screen.contents().contains('│'));
    terminal.resize(24, 6);
    terminal.resize(1, 1);
    terminal.resize(80, 24);
    terminal.wait("the page as before", |screen| text_of(screen) == before);
}

#[test]
fn the_place_is_kept_by_every_way_out() {
    for way in ["q", "\u{3}", "TERM", "HUP", "hang up"] {
        let home = Home::new();
        let mut terminal = open_at_section(&home);
        match way {
            "TERM" | "HUP" => terminal.signal(way),
            // The test's end of a terminal types an end of input when it closes; the help takes it.
            "hang up" => {
                terminal.send("?");
                terminal.wait_for("A number before a motion");
            }
            keys => terminal.send(keys),
        }
        if way == "hang up" {
            terminal.hang_up();
        } else {
            assert_eq!(terminal.wait_end(), 0, "{way:?}");
        }
        let again = Terminal::open(&home, &[], 80, 24);
        again.wait(&format!("the place after {way:?}"), |screen| {
            screen.contents().contains(UNDER_SECTION)
        });
        assert!(
            again.row(0).contains(SECTION),
            "{way:?}: {}",
            again.screen()
        );
        let fresh = Terminal::open(&home, &["--fresh"], 80, 24);
        fresh.wait_for("Few people who make policy");
    }
}

#[test]
fn the_place_outlives_even_a_kill() {
    let home = Home::new();
    let terminal = open_at_section(&home);
    assert!(wait_for_state(&home).contains(SECTION));
    terminal.signal("KILL");
    let again = Terminal::open(&home, &[], 80, 24);
    again.wait_for(UNDER_SECTION);
}

#[test]
fn folds_and_marks_are_kept() {
    let home = Home::new();
    let mut terminal = open_at_section(&home);
    terminal.send("mag\tH");
    terminal.wait_for("▸ Who’s at fault?");
    terminal.send("q");
    terminal.wait_end();
    let mut again = Terminal::open(&home, &[], 80, 24);
    again.wait_for("▸ Who’s at fault?");
    again.send("'a");
    again.wait_for(UNDER_SECTION);
}

#[test]
fn a_changed_text_opens_at_the_same_words() {
    let home = Home::new();
    let text: String = (1..60)
        .map(|n| format!("Paragraph {n} says one thing, at the length that a paragraph has.\n\n"))
        .collect();
    let path = home.file("text.txt", &text);
    let path = path.to_str().expect("plain");
    let mut terminal = Terminal::open(&home, &[path], 80, 24);
    terminal.wait_for("Paragraph 1 says");
    terminal.send("50%");
    terminal.wait_gone("Paragraph 1 says");
    let first = terminal.row(0);
    terminal.send("q");
    terminal.wait_end();
    home.file(
        "text.txt",
        format!("A preface of some length that was not there before.\n\n{text}"),
    );
    let again = Terminal::open(&home, &[path], 80, 24);
    again.wait("the same words", |screen| {
        screen.contents().starts_with(first.trim_end())
    });
}

#[test]
fn suspending_gives_the_terminal_back_and_comes_back_whole() {
    let home = Home::new();
    let line = "set -m; $RECTO; echo the shell is here; read go; fg; echo and ends";
    let mut terminal = Terminal::shell(&home, line, 80, 24);
    terminal.wait_for("Few people who make policy");
    let before = terminal.screen();
    terminal.send("\u{1A}");
    terminal.wait_for("the shell is here");
    assert!(!terminal.is_taken());
    terminal.send("\n");
    terminal.wait("the page again", |screen| text_of(screen) == before);
    terminal.send("q");
    terminal.wait_for("and ends");
}

#[test]
fn who_is_suspended_ends_when_told_to_and_leaves_the_terminal_alone() {
    let home = Home::new();
    let line = "set -m; (trap : TERM; $RECTO; echo it has ended $?); \
                kill -s TERM %1; kill -s CONT %1; read end";
    let mut terminal = Terminal::shell(&home, line, 80, 24);
    terminal.wait_for("Few people who make policy");
    terminal.send("\u{1A}");
    terminal.wait_for("it has ended 0");
}

#[test]
fn suspending_where_no_shell_waits_goes_on() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("\u{1A}");
    terminal.send("J");
    terminal.wait_for("▶ Who’s at fault?");
}

#[test]
fn a_pipe_is_read_and_keys_come_from_the_terminal() {
    let home = Home::new();
    let mut terminal = Terminal::shell(
        &home,
        "printf 'A line of piped prose.\\n' | $RECTO; echo code $?",
        80,
        24,
    );
    terminal.wait_for("A line of piped prose.");
    terminal.send("q");
    terminal.wait_for("code 0");
}

#[test]
fn a_pipe_that_never_ends_is_shown_at_once_and_left_at_once() {
    let home = Home::new();
    let mut terminal = Terminal::shell(&home, "yes 'Again and again.' | $RECTO; echo left", 80, 24);
    terminal.wait_for("Again and again.");
    terminal.send("j");
    terminal.send("q");
    terminal.wait_for("left");
}

#[test]
fn what_a_pipe_said_before_it_paused_is_shown() {
    let home = Home::new();
    // One paragraph, longer than what shows at once; its end comes right after, and then a pause.
    let words = "words ".repeat(60_000) + "and the last one.\n";
    home.file("said.txt", words);
    let line = "(cat said.txt; read wait </dev/tty) | \"$RECTO\"";
    let terminal = Terminal::shell(&home, line, 80, 24);
    terminal.wait_for("words words words");
}

#[test]
fn small_terminals_still_have_a_page() {
    let home = Home::new();
    let terminal = Terminal::open(&home, &[], 24, 6);
    terminal.wait_for("Whose Fault");
    let mut tiny = Terminal::open(&home, &[], 1, 1);
    tiny.wait("a letter", |screen| !screen.contents().trim().is_empty());
    tiny.send("jJ)q");
    assert_eq!(tiny.wait_end(), 0);
}

#[test]
fn without_a_writable_home_it_reads_and_says_so() {
    let home = Home::new();
    let line = "HOME=/dev/null XDG_STATE_HOME=/dev/null/state $RECTO; echo code $?";
    let mut terminal = Terminal::shell(&home, line, 100, 24);
    terminal.wait_for("Few people who make policy");
    terminal.wait_for("won't be remembered");
    terminal.send("q");
    terminal.wait_for("code 0");
}

#[test]
fn an_unusable_state_is_set_aside_with_a_word() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("q");
    terminal.wait_end();
    let folder = home.path().join("state/recto");
    let state = std::fs::read_dir(&folder)
        .expect("is there")
        .flatten()
        .map(|file| file.path());
    let state = state
        .into_iter()
        .find(EndsWithJson::ends_with_json)
        .expect("was saved");
    std::fs::write(&state, "{\"version\": 999}").expect("writable");
    let mut again = Terminal::open(&home, &[], 120, 24);
    again.wait_for("the kept place was newer");
    again.send("q");
    again.wait_end();
    let kept = std::fs::read_to_string(state.with_extension("newer-1")).expect("is set aside");
    assert_eq!(kept, "{\"version\": 999}");
}

#[test]
fn a_place_is_opened_by_its_title_or_its_words() {
    let home = Home::new();
    let section = Terminal::open(&home, &["--at", "why is only"], 80, 24);
    section.wait_for(UNDER_SECTION);
    let words = Terminal::open(&home, &["--at", "A LOBBY that profits"], 80, 24);
    words.wait("the words at the top", |screen| {
        let row = screen
            .contents()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        row.contains("A lobby that profits")
    });
    let nowhere = Terminal::open(&home, &["--at", "no such words"], 80, 24);
    nowhere.wait_for("no section and no words like 'no such words'");
}

#[test]
fn a_hostile_text_steers_nothing() {
    let home = Home::new();
    let path = home.file(
        "\u{1B}]0;owned\u{7}.txt",
        "A title\u{1B}[2J\u{1B}]52;c;aGk=\u{7}\n\nProse \u{202E}with\u{9B}31m overrides in it.\n",
    );
    let mut terminal = Terminal::open(&home, &[path.to_str().expect("UTF-8")], 80, 24);
    terminal.wait_for("␛[2J␛]52;c;aGk=␇");
    terminal.wait_for("Prose with");
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
}

#[test]
fn a_key_writes_little_and_rest_writes_nothing() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.wait_for("· 0 %");
    let before = terminal.bytes();
    terminal.send("k");
    terminal.wait_for("the start of the text");
    let written = terminal.bytes() - before;
    assert!(written < 400, "{written} bytes for a message");
}
