use crate::document::dump;
use crate::import::{Format, Options, import, sniff};

const PAGE: &str = include_str!("../../../tests/data/man.txt");

/// The page as a typewriter prints it: sections and options bold.
fn struck(page: &str) -> String {
    let bold = |line: &str| -> String {
        line.chars()
            .flat_map(|c| {
                if c == ' ' {
                    vec![c]
                } else {
                    vec![c, '\u{8}', c]
                }
            })
            .collect()
    };
    let line = |line: &str| {
        let is_bold = line.starts_with(|c: char| c.is_uppercase()) && !line.contains('(');
        let line = if is_bold { bold(line) } else { line.to_owned() };
        line + "\n"
    };
    page.lines().map(line).collect()
}

#[test]
fn a_manual_page_has_sections_and_options() {
    assert_eq!(sniff(PAGE.as_bytes(), None), Format::Man);
    let document = import(PAGE.as_bytes(), &Options::default()).expect("text");
    insta::assert_snapshot!(dump(&document.document));
}

#[test]
fn struck_over_it_is_the_same() {
    let struck = struck(PAGE);
    assert_eq!(sniff(struck.as_bytes(), None), Format::Man);
    let read = |page: &str| {
        let import = import(page.as_bytes(), &Options::default()).expect("text");
        import.document.text().to_owned()
    };
    assert_eq!(read(&struck), read(PAGE));
}

#[test]
fn spaces_that_made_the_edge_even_go() {
    let page = PAGE.replace("digs a well in each", "digs  a  well  in  each");
    let read = import(page.as_bytes(), &Options::default()).expect("text");
    let sound = import(PAGE.as_bytes(), &Options::default()).expect("text");
    assert_eq!(read.document.text(), sound.document.text());
}

#[test]
fn a_page_is_known_by_a_name_with_blanks_or_printed_over() {
    for (head, name) in [
        ("LIGHT LAMP(7)   Lamps 2.0   LIGHT LAMP(7)", "LIGHT LAMP(7)"),
        (
            "LAMP_KEEPERS_TALAMP_KEEPERS_TABLE(1)",
            "LAMP_KEEPERS_TABLE(1)",
        ),
        ("Lamp::Oil(3lamps-kit)-Lamp::Oil(3perl)", "Lamp::Oil(3perl)"),
        (
            "lamp in oil(8)    Linux    lamp in oil(8)",
            "lamp in oil(8)",
        ),
    ] {
        let page = format!("{head}\n\nNAME\n       lamp - light a lamp\n");
        assert_eq!(sniff(page.as_bytes(), None), Format::Man, "{head}");
        let import = import(page.as_bytes(), &Options::default()).expect("text");
        assert_eq!(import.document.meta().title.as_deref(), Some(name));
    }
}

#[test]
fn what_only_looks_like_a_page_is_none() {
    for text in [
        "LS(1) is a page.\n\nNAME\n",
        "A(1)   B   A(1)\n\nNo such section.\n",
        "An essay\n\nNAME\n",
        "An essay on ls(1)\n\nNAME\n",
        "Name (1)\n\nNAME\n",
    ] {
        assert_eq!(sniff(text.as_bytes(), None), Format::Plain);
    }
}
