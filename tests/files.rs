//! Sittings with several files, with files that change, and with folders.

use crate::terminal::{Home, Terminal};

/// A text of sixty paragraphs that name it.
fn long_text(name: &str) -> String {
    (1..60)
        .map(|n| format!("Paragraph {n} of {name} says one thing, at a paragraph's length.\n\n"))
        .collect()
}

#[test]
fn several_files_are_read_in_turn_each_at_its_place() {
    let home = Home::new();
    let paths = ["one.txt", "two.txt", "three.txt"].map(|name| home.file(name, long_text(name)));
    let arguments = paths.each_ref().map(|path| path.to_str().expect("plain"));
    let mut terminal = Terminal::open(&home, &arguments, 80, 24);
    terminal.wait_for("Paragraph 1 of one");
    terminal.wait_for("1 of 3 ·");
    terminal.send("50%");
    terminal.wait_gone("Paragraph 1 of one");
    let place = terminal.row(0);
    terminal.send(":n");
    terminal.wait_for("Paragraph 1 of two");
    terminal.wait_for("2 of 3 ·");
    terminal.send("]a");
    terminal.wait_for("Paragraph 1 of three");
    terminal.send(":n");
    terminal.wait_for("this is the last file");
    terminal.send("2:p");
    terminal.wait_for("1 of 3 ·");
    assert_eq!(terminal.row(0), place);
    terminal.send("\u{F}");
    terminal.wait_for("3 of 3 ·");
    terminal.send("\u{F}");
    terminal.wait_for("2 of 3 ·");
    terminal.send("G");
    terminal.wait_for("Paragraph 59 of two");
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
    let again = Terminal::open(&home, &arguments, 80, 24);
    again.wait_for("1 of 3 ·");
    assert_eq!(again.row(0), place);
    let second = Terminal::open(&home, &arguments[1..], 80, 24);
    second.wait_for("Paragraph 59 of two");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_passed_over() {
    let home = Home::new();
    let first = home.file("one.txt", long_text("one"));
    let last = home.file("three.txt", long_text("three"));
    let (first, last) = (
        first.to_str().expect("plain"),
        last.to_str().expect("plain"),
    );
    let mut terminal = Terminal::open(&home, &[first, "missing", last], 120, 24);
    terminal.wait_for("Paragraph 1 of one");
    terminal.send(":n");
    terminal.wait_for("Paragraph 1 of three");
    terminal.wait_for("cannot open 'missing': no such file");
    terminal.send(":p");
    terminal.wait_for("Paragraph 1 of one");
    let terminal = Terminal::open(&home, &["missing", last], 120, 24);
    terminal.wait_for("Paragraph 1 of three");
    terminal.wait_for("cannot open 'missing': no such file");
    terminal.wait_for("2 of 2 ·");
}

#[test]
fn a_file_that_changes_is_noticed_and_read_again_at_the_same_place() {
    let home = Home::new();
    let path = home.file("text.txt", long_text("one"));
    let mut terminal = Terminal::open(&home, &[path.to_str().expect("plain")], 120, 24);
    terminal.wait_for("Paragraph 1 of one");
    terminal.send("50%mxj");
    terminal.wait_gone("Paragraph 1 of one");
    let place = terminal.row(0);
    // Editors write another file and rename it into place.
    let changed = format!("A preface that was not there.\n\n{}", long_text("one"));
    let beside = home.file("text.txt~", changed);
    std::fs::rename(beside, &path).expect("writable");
    terminal.wait_for("changed on disk: r reloads");
    assert_eq!(terminal.row(0), place);
    terminal.send("r");
    terminal.wait_for("read again");
    terminal.wait_gone("changed on disk");
    assert_eq!(terminal.row(0), place);
    terminal.send("g");
    terminal.wait_for("A preface that was not there.");
    // Others write into the file itself.
    std::fs::write(&path, "Nothing but this is left.\n").expect("writable");
    terminal.wait_for("changed on disk: r reloads");
    terminal.send("r");
    terminal.wait_for("Nothing but this is left.");
    std::fs::remove_file(&path).expect("writable");
    terminal.send("r");
    terminal.wait_for("no such file");
    terminal.wait_for("Nothing but this is left.");
}

#[test]
fn what_is_no_file_is_not_read_again() {
    let home = Home::new();
    let mut terminal = Terminal::open(&home, &[], 80, 24);
    terminal.wait_for("Whose Fault Is the Cyber Quarrel?");
    terminal.send("r");
    terminal.wait_for("the built-in essay can't be read again");
    terminal.send(":n");
    terminal.wait_for("no other file was named");
    terminal.send("\u{F}");
    terminal.wait_for("no place to go back to");
}

#[test]
fn a_folder_is_a_list_to_choose_from() {
    let home = Home::new();
    let shelf = home.path().join("shelf");
    std::fs::create_dir_all(shelf.join("letters")).expect("writable");
    home.file("shelf/essay.txt", include_bytes!("../assets/essay.txt"));
    home.file("shelf/part 10.txt", long_text("ten"));
    home.file("shelf/part 2.txt", long_text("two"));
    home.file("shelf/picture.png", b"\x89PNG\r\n\x1A\n\0\0");
    home.file("shelf/.hidden.txt", "Hidden.");
    home.file("shelf/letters/first.txt", long_text("a letter"));
    let mut terminal = Terminal::open(&home, &[shelf.to_str().expect("plain")], 100, 24);
    terminal.wait_for("essay.txt · Whose Fault Is the Cyber Quarrel?");
    let screen = terminal.screen();
    let at = |words: &str| screen.find(words).expect("is listed");
    assert!(at("▶   • letters/") < at("• essay.txt") && at("• part 2.txt") < at("• part 10.txt"));
    assert!(!screen.contains("picture") && !screen.contains("hidden"));
    terminal.send("jj");
    terminal.wait_for("▶   • part 2.txt");
    terminal.send("\r");
    terminal.wait_for("Paragraph 1 of two");
    terminal.send("\u{F}");
    terminal.wait_for("▶   • part 2.txt");
    terminal.send("9k\r");
    terminal.wait_for("first.txt");
    terminal.send("\r");
    terminal.wait_for("Paragraph 1 of a letter");
    terminal.send("\u{F}\u{F}");
    terminal.wait_for("▶   • letters/");
    home.file("shelf/afterwards.txt", "A text that came later.");
    terminal.wait_for("changed on disk: r reloads");
    terminal.send("r");
    terminal.wait_for("• afterwards.txt");
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
}

#[test]
fn warnings_of_a_damaged_book_are_counted_and_listed_on_asking() {
    let home = Home::new();
    let book = include_bytes!("data/book.epub");
    home.file("cut.epub", book.get(..1800).expect("is longer"));
    let mut terminal = Terminal::open(&home, &["cut.epub"], 80, 24);
    terminal.wait_for("warnings: W shows them");
    terminal.send("W");
    terminal.wait_for("• the archive is damaged; what can");
    terminal.send("q");
    terminal.wait_for("The Ferry");
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
}
