//! Letters of our own, and what comes of them.

use super::is_letter;
use crate::document::{Document, Reason, dump};
use crate::import::{Extent, Format, Import, Options, Warning, import, sniff};

mod whole;

const HEADER: &str = "From: Ann Writer <ann@example.org>\nTo: ben@example.net\nSubject: Oil\n\
    MIME-Version: 1.0\n";

fn read(letter: &str) -> (Document, Vec<Warning>) {
    assert_eq!(sniff(letter.as_bytes(), None), Format::Mail);
    let Import { document, warnings } =
        import(letter.as_bytes(), &Options::default()).expect("a letter");
    (document, warnings)
}

/// What is read of a letter below its header, which takes three rows.
fn body(letter: &str) -> String {
    let (document, _) = read(&format!("{HEADER}{letter}"));
    document
        .text()
        .splitn(4, '\n')
        .nth(3)
        .unwrap_or_default()
        .to_owned()
}

fn set_aside(document: &Document, reason: Reason) -> Vec<&str> {
    let texts = document.set_aside().iter();
    texts
        .filter(|aside| aside.reason == reason)
        .map(|aside| aside.text.as_str())
        .collect()
}

#[test]
fn a_letter_in_parts_is_read_as_the_letter_that_it_is() {
    let (document, warnings) = read(include_str!("../../../tests/data/letter.eml"));
    assert_eq!(warnings, []);
    let meta = document.meta();
    assert_eq!(
        meta.title.as_deref(),
        Some("The harbour letter, no 5: who lights the lamps?")
    );
    assert_eq!(meta.byline.as_deref(), Some("Harbour Lämps"));
    assert_eq!(
        meta.date.map(|date| date.to_string()).as_deref(),
        Some("2015-09-04")
    );
    assert_eq!(meta.language.as_deref(), Some("en"));
    insta::assert_snapshot!(dump(&document));
}

#[test]
fn a_letter_without_parts_is_plain_text() {
    for sample in [
        "From: a@b.example\nSubject: Oil\n\nContent-Type: no header\n",
        "Content-Type: text/plain\nDate: Fri, 04 Sep 2015 06:00:00 +0200\n\nAn answer.\n",
        "From: a@b.example\nNot a field at all\nMIME-Version: 1.0\n\nWords.\n",
        include_str!("../../../tests/data/mail.txt"),
    ] {
        assert!(!is_letter(sample.as_bytes()), "{sample}");
    }
    let name = Some("0001-oil.patch");
    let patch = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n\
        From: Ann Writer <ann@example.org>\nDate: Fri, 4 Sep 2015 06:00:00 +0200\n\
        Subject: [PATCH] Oil\n\nMove it.\n";
    assert_eq!(sniff(patch.as_bytes(), name), Format::Plain);
}

#[test]
fn of_two_that_say_the_same_the_one_that_reads_best_is_read() {
    let alternative = |plain: &str, page: &str| {
        body(&format!(
            "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n{plain}\n--b\n\
             Content-Type: text/html\n\n{page}\n--b--\n"
        ))
    };
    // A page that has what plain text can't have.
    let page = "<p>See <a href='https://lamps.example/'>the lamps</a> at night.";
    assert_eq!(
        alternative("See [1] at night.", page),
        "See the lamps at night.\n"
    );
    // A page that is just the plain text.
    let page = "<div>It is dark.<br><br>Light them.</div>";
    assert_eq!(
        alternative("It is dark.\n\nLight them!", page),
        "It is dark.\nLight them!\n"
    );
    // Stubs.
    let page = "<p>One two three four five six seven eight nine ten";
    assert_eq!(
        alternative("See the page.", page),
        "One two three four five six seven eight nine ten\n"
    );
    let plain = "One two three four five six seven eight nine ten";
    assert_eq!(
        alternative(plain, "<p><b>Pictures.</b>"),
        format!("{plain}\n")
    );
}

#[test]
fn what_is_not_read_of_two_is_set_aside_and_what_is_attached_to_it_named() {
    let (document, _) = read(&format!(
        "{HEADER}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nIt is dark.\n--b\n\
         Content-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/html\n\n\
         <p>It is dark.\n--c\nContent-Type: a/b; name=x.bin\n\nzzz\n--c--\n--b--\n"
    ));
    assert!(
        document
            .text()
            .ends_with("\nIt is dark.\nAttached: x.bin (3 bytes)\n")
    );
    assert_eq!(set_aside(&document, Reason::Repetition), ["It is dark."]);
}

#[test]
fn what_is_attached_is_named_and_never_shown_as_it_was_carried() {
    let (document, _) = read(&format!(
        "{HEADER}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHere it is.\n--b\n\
         Content-Type: image/png\nContent-ID: <a>\nContent-Transfer-Encoding: base64\n\n\
         iVBORw0KGgo=\n--b\nContent-Type: text/plain; name=notes.txt\n\
         Content-Disposition: attachment\n\nSome notes.\n--b\n\
         Content-Type: application/pgp-signature\n\nproof\n--b--\n"
    ));
    assert!(
        document
            .text()
            .ends_with("\nHere it is.\nAttached: notes.txt (11 bytes)\n")
    );
    assert_eq!(
        set_aside(&document, Reason::Attachment),
        [
            "image/png (9 bytes)",
            "notes.txt (11 bytes)\nSome notes.",
            "application/pgp-signature (5 bytes)"
        ]
    );
}

#[test]
fn letters_of_a_mailbox_are_sections_and_its_head_starts_the_whole() {
    let letter = |n: usize| {
        format!(
            "From ann@example.org Sat Aug 30 10:12:07 2015\nFrom: ann@example.org\nTo: b\n\
             Subject: =?utf-8?Q?N=C2=BA_{n}?=\nContent-Type: text/html\n\n<h1 id=a>Oil</h1>\
             <p>See <a href='#a'>above</a>.\n\n"
        )
    };
    let mailbox = letter(1) + &letter(2) + &letter(3);
    let (whole, _) = read(&mailbox);
    let titles: Vec<(&str, u8)> = whole
        .sections()
        .iter()
        .map(|section| (whole.block_text(section.block), section.level))
        .collect();
    assert_eq!(
        titles,
        [("Oil", 1), ("Nº 2", 1), ("Oil", 2), ("Nº 3", 1), ("Oil", 2)]
    );
    let options = Options {
        extent: Extent::Head,
        ..Options::default()
    };
    let cut = mailbox.len() - 30;
    let head = import(mailbox.as_bytes().get(..cut).expect("a head"), &options);
    let head = head.expect("letters").document;
    assert!(whole.text().starts_with(head.text()) && head.text().contains("Nº 2"));
    assert_eq!(head.meta(), whole.meta());
}

#[test]
fn a_letter_of_one_paragraph_is_joined() {
    let rows = "Content-Type: text/plain\n\nThe lamps were dark since nobody had fetched the oil, \
        and so\nthe boat came back.\n";
    let joined =
        "The lamps were dark since nobody had fetched the oil, and so the boat came back.\n";
    assert_eq!(body(rows), joined);
}

#[test]
fn the_charset_is_believed_unless_the_bytes_know_better() {
    let with = |charset: &str, carried: &str| {
        body(&format!(
            "Content-Type: text/plain; charset={charset}\n\
             Content-Transfer-Encoding: quoted-printable\n\n{carried}\n"
        ))
    };
    assert_eq!(with("iso-8859-2", "=A3=F3d=BC"), "Łódź\n");
    assert_eq!(with("us-ascii", "=C5=81=C3=B3d=C5=BA"), "Łódź\n");
    assert_eq!(with("no-such", "plain"), "plain\n");
}

#[test]
fn what_is_broken_is_told_and_the_rest_read() {
    let check = |letter: &str, expected: &str, warning: Warning| {
        let (document, warnings) = read(&format!("{HEADER}{letter}"));
        assert!(document.text().ends_with(expected), "{}", document.text());
        assert_eq!(warnings, [warning]);
    };
    let mixed = "Content-Type: multipart/mixed; boundary=b\n\n";
    check(
        &format!("{mixed}--b\n\nIt never ends.\n"),
        "\nIt never ends.\n",
        Warning::Parts,
    );
    check(
        "Content-Type: multipart/mixed\n\nNo parts.\n",
        "\nNo parts.\n",
        Warning::Parts,
    );
    check(
        "Content-Transfer-Encoding: base64\n\nd29yZHM\n--\nTo leave: go\n",
        "\nwords\n",
        Warning::Encoding,
    );
    check(
        "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\
         Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n",
        "\nAttached: application/pgp-encrypted (10 bytes)\n",
        Warning::Encrypted,
    );
    let deep: String = (0..10_000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
        .collect();
    let (document, warnings) = read(&format!("{HEADER}{deep}\ndeep\n"));
    assert!(document.text().contains("\nAttached: multipart/mixed ("));
    assert_eq!(warnings, [Warning::Parts]);
}

#[test]
fn changes_to_source_code_are_kept_as_set_also_where_they_are_quoted() {
    let (document, _) = read(&format!(
        "{HEADER}\nMove it.\n---\n oil.rs | 2 +-\n 1 file changed\n\ndiff --git a/oil.rs b/oil.rs\n\
         --- a/oil.rs\n+++ b/oil.rs\n@@ -1,3 +1,3 @@\n fn oil() {{\n\n-    here();\n+    there();\n\
         Then we are done.\n\n> @@ -1 +1 @@\n> -    here();\n\nWhy?\n\n> +    there();\n"
    ));
    insta::assert_snapshot!(dump(&document));
}

#[test]
fn what_stands_around_and_between_alternatives_is_set_aside() {
    let (document, warnings) = read(&format!(
        "{HEADER}Content-Type: multipart/alternative; boundary=b\n\nBefore them.\n--b\n\n\
         It is dark at the quay.\n--b\nContent-Type: multipart/mixed\n\nNothing parts this.\n\
         --b--\nBehind them.\n"
    ));
    let around = set_aside(&document, Reason::Boilerplate).concat();
    assert!(around.contains("Before them.") && around.contains("Behind them."));
    assert_eq!(
        set_aside(&document, Reason::Repetition),
        ["Nothing parts this."]
    );
    assert_eq!(warnings, [Warning::Parts]);
}

#[test]
fn alternatives_that_nothing_ends_are_told() {
    let (_, warnings) = read(&format!(
        "{HEADER}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nIt is dark.\n"
    ));
    assert_eq!(warnings, [Warning::Parts]);
}

#[test]
fn alternatives_that_nest_too_deep_are_named() {
    let nested = (0..40).rev().fold("It is dark.\n".to_owned(), |inner, n| {
        format!(
            "Content-Type: multipart/alternative; boundary=b{n}\n\n--b{n}\n\nWords enough to be \
             read at the quay.\n--b{n}\n{inner}\n--b{n}--\n"
        )
    });
    let (document, warnings) = read(&format!("{HEADER}{nested}"));
    assert!(document.text().contains("Attached: "));
    assert_eq!(warnings, [Warning::Parts]);
}

#[test]
fn a_letter_whose_boundary_never_comes_is_read() {
    let (document, warnings) = read(&format!(
        "{HEADER}Content-Type: multipart/mixed; boundary=b\n\nIt is dark at the quay.\n"
    ));
    assert!(document.text().ends_with("\nIt is dark at the quay.\n"));
    assert_eq!(warnings, [Warning::Parts]);
}

#[test]
fn a_page_that_is_not_read_is_set_aside_as_it_reads_and_a_letter_in_it_is_read() {
    let (document, _) = read(&format!(
        "{HEADER}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nIt is dark at the \
         quay, as the letter below says.\n--b\nContent-Type: multipart/mixed; boundary=c\n\n\
         --c\nContent-Type: text/html\n\n<p>Dark<br>it is.<img alt='A lamp' src=l.png></p>\n\
         --c\nContent-Type: message/rfc822\n\nSubject: Lamps\n\nWho lights them?\n--c--\n\
         --b--\n"
    ));
    assert_eq!(
        set_aside(&document, Reason::Repetition),
        ["Dark it is. A lamp"]
    );
    assert!(document.text().contains("\nLamps\nWho lights them?\n"));
}

#[test]
fn an_attached_text_that_is_none_is_named_once() {
    let bytes: String = (0..=31u8).map(char::from).filter(|c| *c != '\n').collect();
    let letter = body(&format!(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nIt is dark.\n--b\n\
         Content-Type: text/csv; name=x.csv\nContent-Disposition: attachment\n\nPK\u{3}\u{4}{}\n--b--\n",
        bytes.repeat(40)
    ));
    assert_eq!(letter.matches("x.csv").count(), 1, "{letter}");
}
