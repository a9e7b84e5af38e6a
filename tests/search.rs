//! Sittings in which something is looked for.

use crate::terminal::{Home, Terminal};

fn open(home: &Home) -> Terminal {
    let terminal = Terminal::open(home, &[], 80, 24);
    terminal.wait_for("Few people who make policy");
    terminal
}

#[test]
fn a_phrase_is_found_as_it_is_typed_across_rows_and_quotes() {
    let home = Home::new();
    let mut terminal = open(&home);
    let before = terminal.screen();
    terminal.send("/who's at");
    terminal.wait_for("/who's at");
    terminal.wait_for("1 of 1");
    terminal.wait_for("Who’s at fault?     ·1");
    terminal.send("\u{1B}");
    terminal.wait("the page as before", |screen| {
        crate::terminal::text_of(screen) == before
    });
    terminal.send("/answer flatters\r");
    terminal.wait_for("1 of 1 ·");
    terminal.wait_for("Part of the answer flatters");
    terminal.send("n");
    terminal.wait_for("on from the start");
    terminal.send("\u{F}");
    terminal.wait_for("Few people who make policy");
}

#[test]
fn hits_are_lit_counted_and_put_out() {
    let home = Home::new();
    let mut terminal = open(&home);
    let lit = |screen: &vt100::Screen| {
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |x| (row, x)));
        let page = cells.filter(|(row, column)| *row < 23 && *column > 27);
        let told = |(row, column)| {
            screen
                .cell(row, column)
                .is_some_and(|cell| cell.bgcolor() != vt100::Color::Default)
        };
        page.filter(|at| told(*at)).count()
    };
    terminal.send("/china\r");
    terminal.wait("hits", |screen| lit(screen) > 0);
    terminal.wait_for("1 of ");
    terminal.send("n");
    terminal.wait_for("2 of ");
    terminal.send("3N");
    terminal.wait_for("on from the end");
    terminal.send("\u{1B}");
    terminal.wait("no hits", |screen| lit(screen) == 0);
    terminal.send(";");
    terminal.wait("hits", |screen| lit(screen) > 0);
}

#[test]
fn what_is_no_regex_says_why_at_once() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("/");
    terminal.send("\u{12}wash[io]ng(");
    terminal.wait_for("regex /wash[io]ng(");
    terminal.wait_for("unclosed group");
    terminal.send("\u{7F}");
    terminal.wait_gone("unclosed group");
    terminal.send("\u{17}(x+x+)+y\r");
    terminal.wait_for("no hit for '(x+x+)+y'");
}

#[test]
fn what_is_pasted_is_searched_for_clean() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("\u{1B}[200~not typed\u{1B}[201~");
    terminal.send("/");
    terminal.send("\u{1B}[200~Part of\nthe answer\u{7}\u{1B}[201~");
    terminal.wait_for("/Part of the answer␇");
    terminal.send("\u{7F}");
    terminal.wait_for("1 of 1");
}

#[test]
fn searches_are_kept_between_sittings() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("/flatters\r");
    terminal.wait_for("1 of 1 ·");
    terminal.send("q");
    terminal.wait_end();
    let mut again = Terminal::open(&home, &[], 80, 24);
    again.wait_for("flatters");
    again.send("/\u{1B}[A");
    again.wait_for("/flatters");
    again.wait_for("1 of 1");
}

#[test]
fn searches_are_one_history_for_all_documents() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("/flatters\r");
    terminal.wait_for("1 of 1 ·");
    terminal.send("q");
    terminal.wait_end();
    let mut other = Terminal::shell(
        &home,
        "echo Words. > a.txt; echo Words. > b.txt; $RECTO a.txt b.txt",
        80,
        24,
    );
    other.wait_for("Words.");
    other.send("/\u{1B}[A");
    other.wait_for("/flatters");
    other.send("\u{1B}");
    other.wait_gone("/flatters");
    other.send("/words\r");
    other.wait_for("1 of 1 ·");
    other.send(":n");
    other.wait_for("2 of 2 ·");
    other.send("/\u{1B}[A");
    other.wait_for("/words");
    other.send("\u{1B}[A");
    other.wait_for("/flatters");
}

#[test]
fn the_help_is_searched_and_closed_again() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("/china\r");
    terminal.wait_for("1 of ");
    terminal.send("?/measure by four\r");
    terminal.wait_for("1 of 2 ·");
    terminal.send("q");
    terminal.wait_gone("1 of 2 ·");
    terminal.wait_for("1 of ");
}

#[test]
fn a_large_text_is_searched_while_it_is_read() {
    let home = Home::new();
    let line = "{ yes 'A line of hay in a stack.' | head -n 200000; echo; echo A needle.; } \
                > hay.txt; $RECTO hay.txt";
    let mut terminal = Terminal::shell(&home, line, 80, 24);
    terminal.wait_for("A line of hay");
    terminal.send("/needle\r");
    terminal.wait_for("1 of 1 ·");
    terminal.wait_for("A needle.");
}

#[test]
fn a_place_is_gone_to_by_a_few_letters_of_it() {
    let home = Home::new();
    let mut terminal = open(&home);
    let before = terminal.screen();
    terminal.send("o");
    terminal.wait_for("go to");
    terminal.wait_for("§ Why is only the United States");
    terminal.send("lobby");
    terminal.wait_for("• A lobby that profits");
    terminal.wait("the place above the list", |screen| {
        let contents = screen.contents();
        contents
            .lines()
            .next()
            .is_some_and(|row| row.contains("A lobby"))
    });
    terminal.send("\u{1B}");
    terminal.wait("the page as before", |screen| {
        crate::terminal::text_of(screen) == before
    });
    terminal.send("\u{10}what is to be done\r");
    terminal.wait_for("▶ What is to be done?");
    terminal.wait_gone("go to");
    terminal.send("\u{F}");
    terminal.wait_for("Few people who make policy");
}

#[test]
fn choices_are_moved_among_by_arrow() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("o");
    terminal.wait_for("1 of ");
    terminal.send("\u{1B}[B\u{E}");
    terminal.wait_for("3 of ");
    terminal.wait_for("▶ Need for an anti-China");
    terminal.send("\u{1B}[A\r");
    terminal.wait_for("▶ Why is only the United States");
}

#[test]
fn small_terminals_have_room_for_a_search() {
    for (columns, rows) in [(40, 12), (24, 6)] {
        let home = Home::new();
        let mut terminal = Terminal::open(&home, &[], columns, rows);
        terminal.wait_for("Whose Fault");
        terminal.send("/flatters");
        terminal.wait_for("/flatters");
        terminal.wait_for("1 of 1");
        terminal.send("\r");
        terminal.wait_gone("/flatters");
        terminal.wait_for("flatters");
    }
}

#[test]
fn a_document_that_was_read_is_gone_to_by_its_name() {
    let home = Home::new();
    let wells = home.file(
        "wells.txt",
        "Wells are deep, and nobody thinks about them.\n",
    );
    let pumps = home.file(
        "pumps.txt",
        "Pumps are loud, and everybody hears of them.\n",
    );
    let mut terminal = Terminal::open(&home, &[wells.to_str().expect("plain")], 80, 24);
    terminal.wait_for("Wells are deep");
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
    let mut terminal = Terminal::open(&home, &[pumps.to_str().expect("plain")], 80, 24);
    terminal.wait_for("Pumps are loud");
    terminal.send("owells");
    terminal.wait_for("wells.txt");
    terminal.send("\r");
    terminal.wait_for("Wells are deep");
    terminal.send("\u{F}");
    terminal.wait_for("Pumps are loud");
}
