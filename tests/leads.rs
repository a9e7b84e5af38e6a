//! Stories of links and references: select, peek, follow, come back, copy.

use crate::terminal::{Home, Terminal};

const PAGE: &str = "<!DOCTYPE html><html><head><title>The Well</title></head><body><article>\
<h1>The Well</h1><p>The village drew its water from one well for two hundred years; see \
<a href=\"pump.txt\">the pump</a>, <a href=\"https://a.example/wells?of=1\">the register</a> and \
<a href=\"missing.txt\">what is gone</a>, and section 2 below.</p>\
<h2>1. Water</h2><p>It was good water, and nobody thought about it until the dry summer came.</p>\
<h2>2. Money</h2><p>The parish paid for the pump, and each house for the pipe to it.</p>\
</article></body></html>";

fn open(home: &Home) -> Terminal {
    home.file("page.html", PAGE);
    home.file("pump.txt", "The pump was made of iron, and it was green.\n");
    let opener = home.file("xdg-open", "#!/bin/sh\nprintf '%s' \"$1\" > opened\n");
    let line = format!(
        "chmod +x '{}'; PATH=.:$PATH exec \"$RECTO\" page.html",
        opener.display()
    );
    let terminal = Terminal::shell(home, &line, 100, 24);
    terminal.wait_for("The village drew");
    terminal
}

#[test]
fn a_link_to_a_file_is_followed_and_come_back_from() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("]l");
    terminal.wait_for("Enter follows");
    terminal.send("\r");
    terminal.wait_for("it was green");
    terminal.send("\u{F}");
    terminal.wait_for("The village drew");
    terminal.send("]l]l\r");
    terminal.wait_for("'missing.txt' is no file that is there");
}

#[test]
fn an_address_is_shown_and_handed_over_only_then() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("]l]l\r");
    terminal.wait_for("https://a.example/wells?of=1");
    terminal.wait_for("Enter lets the system open this address");
    assert!(!home.path().join("opened").exists());
    terminal.send("\r");
    terminal.wait_for("handed to xdg-open");
    terminal.send("q");
    terminal.wait_end();
}

#[test]
fn a_link_leads_to_the_part_of_a_file_that_it_names() {
    let other = format!(
        "<article><h1>Pumps</h1>{}<h2>Who’s to pay?</h2><p>The parish pays.</p>{0}</article>",
        "<p>Of pumps there is much to say, and it is said here at some length.</p>".repeat(20)
    );
    for (link, said) in [
        ("other.html#whos-to-pay", "▶ Who’s to pay?"),
        ("other.html#no-such", "no section is named 'no-such'"),
        ("page.html#2-money", "▶ 2. Money"),
    ] {
        let home = Home::new();
        home.file("page.html", PAGE.replace("pump.txt", link));
        home.file("other.html", &other);
        let mut terminal = Terminal::open(&home, &["page.html"], 100, 12);
        terminal.wait_for("The village drew");
        terminal.send("]l\r");
        terminal.wait_for(said);
        terminal.send("\u{F}");
        terminal.wait_for("The village drew");
    }
}

#[test]
fn an_address_that_cannot_be_handed_over_is_told() {
    for (path, said) in [
        (
            "/nowhere",
            "is not there to open https://a.example/wells?of=1: y copies it",
        ),
        (".:/bin:/usr/bin", "can't open https://a.example/wells?of=1"),
    ] {
        let home = Home::new();
        home.file("page.html", PAGE);
        for opener in ["xdg-open", "open"] {
            home.file(opener, "#!/bin/sh\nexit 3\n");
        }
        let line = format!("chmod +x xdg-open open; PATH={path}; exec \"$RECTO\" page.html");
        let mut terminal = Terminal::shell(&home, &line, 100, 24);
        terminal.wait_for("The village drew");
        terminal.send("]l]l\r\r");
        terminal.wait_for(said);
    }
}

#[test]
fn a_link_opens_files_and_folders_alone() {
    for (link, said) in [
        ("/dev/tty", "'/dev/tty' is no file: it is not opened"),
        ("pipe", "'pipe' is no file: it is not opened"),
        ("-rf", "'-rf' is no file that is there"),
        ("%00", "'%00' is no file that is there"),
        ("?q=1", "it leads to this document itself"),
        ("ftp://a.example/x", "an address that is not opened"),
        (
            "https://a.example/two words",
            "an address that is not opened",
        ),
        ("https:", "an address that is not opened"),
    ] {
        let home = Home::new();
        home.file("page.html", PAGE.replace("pump.txt", link));
        let line = "mkfifo pipe; exec \"$RECTO\" page.html";
        let mut terminal = Terminal::shell(&home, line, 100, 24);
        terminal.wait_for("The village drew");
        terminal.send("]l\r");
        terminal.wait_for(said);
        terminal.send("\u{1B}");
        terminal.wait_gone(said);
        terminal.send("q");
        assert_eq!(terminal.wait_end(), 0, "{link}");
    }
}

#[test]
fn what_is_copied_goes_to_the_terminal_or_a_word_says_why_not() {
    let clipboard = "\u{1B}]52;c;VGhlIFdlbGw=";
    for (variables, said, is_copied) in [
        ("", "copied the passage: 8 characters", true),
        ("TMUX=/a/socket,1,0", "if tmux has set-clipboard on", true),
        ("TERM=linux", "this terminal has no clipboard", false),
    ] {
        let home = Home::new();
        home.file("page.html", PAGE);
        let line = format!("{variables} exec \"$RECTO\" page.html");
        let mut terminal = Terminal::shell(&home, &line, 100, 24);
        terminal.wait_for("The village drew");
        terminal.send("y");
        terminal.wait_for(said);
        assert_eq!(terminal.written().contains(clipboard), is_copied);
    }
}

#[test]
fn addresses_are_hyperlinks_where_the_terminal_has_them() {
    let hostile = "<p>A paragraph of a few words, and \
        <a href=\"https://b.example/&#27;]8;;file:///&#7;x\">more</a>, \
        <a href=\"javascript:alert(1)\">less</a>.</p></article>";
    let page = PAGE.replace("</article>", hostile);
    for (told, is_expected) in [("1", true), ("0", false)] {
        let home = Home::new();
        home.file("page.html", &page);
        let line = format!("FORCE_HYPERLINK={told} exec \"$RECTO\" page.html");
        let mut terminal = Terminal::shell(&home, &line, 100, 24);
        terminal.wait_for("A paragraph of a few words");
        terminal.send("q");
        terminal.wait_end();
        let written = terminal.written();
        let addresses: Vec<&str> = written
            .split("\u{1B}]8;")
            .skip(1)
            .filter_map(|rest| rest.split_once("\u{1B}\\"))
            .filter_map(|(link, _)| link.split_once(';'))
            .map(|(_, address)| address)
            .collect();
        let expected: &[&str] = &[
            "https://a.example/wells?of=1",
            "",
            "https://b.example/%E2%90%9B]8;;file:///%E2%90%87x",
            "",
        ];
        assert_eq!(addresses, if is_expected { expected } else { &[] });
    }
}

/// The cells of the page after all that was written, each with the colour that stands for where it
/// leads.
fn led(written: &str, columns: u16, rows: u16) -> Vec<(String, vt100::Color)> {
    // What takes all colours away leaves this one.
    let keep = |text: &str, colour: &str| {
        let mut pieces = text.split("\u{1B}[0");
        let mut kept = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (style, shown) = piece.split_once('m').expect("it ends");
            kept.extend(["\u{1B}[0", style, "m", colour, shown]);
        }
        kept
    };
    let mut coloured = String::new();
    let mut colour = String::new();
    let mut rest = written;
    while let Some((before, link)) = rest.split_once("\u{1B}]8;") {
        let (address, after) = link.split_once("\u{1B}\\").expect("it ends");
        let number = address
            .bytes()
            .fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
        coloured += &keep(before, &colour);
        colour = match address {
            ";" => "\u{1B}[49m".to_owned(),
            _ => format!("\u{1B}[48;5;{number}m"),
        };
        coloured += &colour;
        rest = after;
    }
    coloured += &keep(rest, &colour);
    let size = |cells| std::num::NonZero::new(cells).expect("has cells");
    let mut parser = vt100::Parser::new(size(rows), size(columns), 0);
    parser.process(coloured.as_bytes());
    let places = (0..rows - 1).flat_map(|y| (0..columns).map(move |x| (y, x)));
    places
        .filter_map(|(y, x)| parser.screen().cell(y, x))
        .map(|cell| (cell.contents().trim().to_owned(), cell.bgcolor()))
        .collect()
}

#[test]
fn hyperlinks_stay_with_their_words_however_the_page_moves() {
    for wide in ["", "漢字 "] {
        let link = |nth: u32| format!("<a href=\"https://a.example/{nth}\">a place</a>");
        let paragraphs: String = (0..60)
            .map(|nth| {
                let (one, other) = (link(nth), link(nth + 100));
                format!(
                    "<p>{wide}Number {nth} leads to {one}, to {other} and on, row after row.</p>"
                )
            })
            .collect();
        let home = Home::new();
        home.file(
            "page.html",
            PAGE.replace("<h2>1.", &format!("{paragraphs}<h2>1.")),
        );
        let line = "NO_COLOR=1 FORCE_HYPERLINK=1 exec \"$RECTO\" --no-outline page.html";
        let mut terminal = Terminal::shell(&home, line, 60, 16);
        terminal.wait_for("The village drew");
        for keys in [
            "j", "2j", "3j", "k", "d", "3k", "f", "]l", "u", "p", "\u{1B}",
        ] {
            terminal.send(keys);
            terminal.send("\u{7}");
            terminal.wait_for(" words");
            let moved = led(&terminal.written(), 60, 16);
            let painted = terminal.written().matches("\u{1B}[2J").count();
            terminal.send("\u{C}");
            terminal.wait_written("the page anew", |written| {
                let whole = written.rsplit("\u{1B}[2J").next().unwrap_or_default();
                written.matches("\u{1B}[2J").count() > painted && whole.contains("\u{1B}[?2026l")
            });
            let anew = led(&terminal.written(), 60, 16);
            assert!(
                moved
                    .iter()
                    .any(|(_, leads)| *leads != vt100::Color::Default)
            );
            assert_eq!(moved, anew, "{keys} {wide}");
        }
    }
}

#[test]
fn a_reference_is_peeked_at_and_the_page_stays() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.send("L");
    terminal.wait_for("link ");
    terminal.send("\u{1B}");
    terminal.wait_gone("link  ");
    let first = terminal.row(0);
    terminal.send("p");
    terminal.wait_for("Enter opens this file");
    assert_eq!(terminal.row(0), first);
    terminal.send("\u{1B}");
    terminal.wait_gone("Enter opens this file");
    terminal.send("y");
    terminal.wait_for("copied the passage");
}

#[test]
fn a_takeaway_of_the_essay_leads_to_its_passage() {
    let home = Home::new();
    let mut terminal = Terminal::open(&home, &[], 80, 24);
    terminal.wait_for("Who’s at fault?");
    terminal.send("G");
    terminal.wait_for("100 %");
    terminal.send("[>");
    terminal.wait_for("▶");
    terminal.send("p");
    terminal.wait_for("what this restates: Enter goes there");
    terminal.send("\u{1B}");
    terminal.wait_gone("what this restates");
}
