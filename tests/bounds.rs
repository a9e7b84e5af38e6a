//! What a source may cost, whatever it holds: memory of 50 times its size and 50 MB, and 5 seconds
//! for each megabyte, which is also allowed where it is smaller. A small book may take 200 MB, since
//! it is packed.

use std::process::{Command, Stdio};

use crate::terminal::{Home, PROGRAM};

/// Books, which are packed.
mod books;

/// What the program itself takes of the address space, in bytes.
const PROGRAM_BYTES: usize = 30_000_000;

/// Reads a source within the bounds: it is printed, or refused in one line.
#[track_caller]
fn check(home: &Home, name: &str, source: &[u8]) {
    check_within(home, name, source, 50_000_000 + 50 * source.len());
}

/// Reads a source within this memory, in bytes, beyond the program's own.
#[track_caller]
fn check_within(home: &Home, name: &str, source: &[u8], memory: usize) {
    home.file(name, source);
    let memory = PROGRAM_BYTES + memory;
    // What is not optimised takes ten times as long.
    let patience = if cfg!(debug_assertions) { 10 } else { 1 };
    let seconds = 5 * patience * (1 + source.len() / 1_000_000);
    // Of the processor: what else the machine does costs the source nothing.
    let limits = format!("ulimit -v {}; ulimit -t {seconds}", memory / 1024);
    let line = format!("{limits}; exec \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &line, "sh", PROGRAM, "--to", "json", name])
        .envs(home.variables())
        .current_dir(home.path())
        .stdin(Stdio::null())
        .output()
        .expect("starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let about = format!("{name}, {} bytes: {said}", source.len());
    match output.status.code() {
        Some(0) => assert!(!output.stdout.is_empty(), "{about}"),
        Some(1) => assert!(said.starts_with("recto: cannot "), "{about}"),
        _ => panic!("{} of {about}", output.status),
    }
}

#[test]
fn any_truncation_of_a_sample_is_read_within_bounds() {
    let home = Home::new();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
    for entry in std::fs::read_dir(data).expect("samples") {
        let path = entry.expect("a sample").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let sample = std::fs::read(&path).expect("a sample");
        for share in 1..=10 {
            let cut = sample.get(..sample.len() * share / 10).expect("a part");
            check(&home, &name, cut);
        }
    }
}

#[test]
fn sources_made_to_be_dear_are_read_within_bounds() {
    let home = Home::new();
    let page = |body: &str| format!("<!DOCTYPE html><html><body>{body}");
    let cells: String = (0..30_000).map(|n| format!("<td>{n}")).collect();
    let spans = "<tr><td rowspan=65534 colspan=65534>x<td rowspan=65534>y".repeat(1000);
    let crowd: String = (0..50_000).map(|n| format!("a{n}=1 ")).collect();
    let fonts: String = (0..300).map(|n| format!("<font color=c{n}>")).collect();
    let entities: String = (1..10)
        .map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)))
        .collect();
    let links: String = (0..15_000)
        .map(|n| format!("<p><a href=x{n}>y</a>"))
        .collect();
    let far = format!("http://a/{}", "b/".repeat(2000));
    let farther = "b/".repeat(18_000);
    for (name, source) in [
        (
            "base.html",
            format!("<base href='http://a/{farther}'>{links}"),
        ),
        ("base-far.html", format!("<base href='{far}'>{links}")),
        (
            "own.html",
            format!("<link rel=canonical href='{far}'>{links}"),
        ),
        ("reopened.html", page(&"<b><i><u><p>x".repeat(250_000))),
        (
            "template.html",
            page(&format!("x<template>{}", "<div>".repeat(100_000))),
        ),
        ("deep.html", page(&"<div>".repeat(100_000))),
        ("bold.html", page(&"<p><b><i><a href=x>w".repeat(10_000))),
        ("fonts.html", page(&(fonts + &"<p>x".repeat(20_000)))),
        ("lists.html", page(&"<ul><li>x".repeat(20_000))),
        ("tables.html", page(&"<table><tr><td>x<td>".repeat(5_000))),
        ("wide.html", page(&format!("<table><tr>{cells}<tr>{cells}"))),
        (
            "rows.html",
            page(&format!("<table>{}", "<tr><td>r<td>x".repeat(20_000))),
        ),
        ("spans.html", page(&format!("<table>{spans}"))),
        ("attributes.html", page(&format!("<p {crowd}>text"))),
        (
            "boxes.html",
            page(&("<div class=promo>".repeat(200) + &"<p>w".repeat(20_000))),
        ),
        ("escapes.html", page(&"&".repeat(300_000))),
        (
            "entities.xhtml",
            format!(
                "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a0 'lol'>{entities}]><html><body><p>&a9;"
            ),
        ),
        ("word.txt", "x".repeat(300_000)),
        ("quotes.txt", format!("{} deep\n", ">".repeat(100_000))),
        ("headings.txt", "Heading of words\n\n".repeat(20_000)),
    ] {
        check(&home, name, source.as_bytes());
    }
}

#[test]
fn markdown_made_to_be_dear_is_read_within_bounds() {
    let home = Home::new();
    // Blocks that never end, each with as much as can be made of so few bytes.
    let endless = [
        ("emphasis.md", "", "*a* "),
        ("lines.md", "", "a\n"),
        ("returns.md", "", "a\r"),
        ("breaks.md", "", "a\\\n"),
        ("tags.md", "", "<b>\n"),
        ("comment.md", "<!--\n", "\n"),
        ("formulas.md", "", "$$"),
        ("brackets.md", "", "[a\n"),
        ("definitions.md", "", "[a\nb]:\n"),
        ("quote.md", "", "> a\n"),
        ("quoted_list.md", "", "> - a\n"),
        ("quoted_table.md", "> a|b\n> -|-\n", "> |\n"),
        ("lazy.md", "> a\n", "b\n"),
        ("alert.md", "> [!NOTE]\n", "> a\n>\n"),
        ("item.md", "- a\n", "  a\n\n"),
        ("inner_list.md", "- a\n", "  - a\n"),
        ("meanings.md", "a\n", ": b\n"),
        ("terms.md", "", "a\n: b\n"),
        ("note.md", "a[^a]\n\n[^a]: b\n\n", "    c\n\n"),
        ("marks.md", "", "- "),
    ];
    for (name, start, part) in endless {
        let source = start.to_owned() + &part.repeat(600_000 / part.len());
        check(&home, name, source.as_bytes());
    }
    let names = "|a".repeat(500) + "\n" + &"|-".repeat(500) + "\n";
    let narrow = names.clone() + &"a\n".repeat(300_000);
    check(&home, "narrow.md", narrow.as_bytes());
    let narrow = (names + &"a\n".repeat(500) + "\n").repeat(200);
    check(&home, "narrow_tables.md", narrow.as_bytes());
}

#[test]
fn letters_made_to_be_dear_are_read_within_bounds() {
    let home = Home::new();
    let mail = |rest: &str| format!("From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n{rest}\nend\n");
    let mixed = "Content-Type: multipart/mixed; boundary=";
    let nested: String = (0..10_000)
        .map(|n| format!("{mixed}b{n}\n\n--b{n}\n"))
        .collect();
    let file = "--b\nContent-Type: a/b\n\nx\n";
    let alternative = "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nx\n--c\n\
        Content-Type: text/html\n\n<b>y\n";
    let base64 = "Content-Transfer-Encoding: base64\n";
    let envelope = "From a@b 1:2\n";
    for (name, source) in [
        ("deep.eml", mail(&nested)),
        (
            "parts.eml",
            mail(&format!("{mixed}b\n\n{}", "--b\n\nx\n".repeat(50_000))),
        ),
        (
            "files.eml",
            mail(&format!("{mixed}b\n\n{}", file.repeat(20_000))),
        ),
        (
            "pages.eml",
            mail(&format!("{mixed}b\n\n{}", alternative.repeat(3_000))),
        ),
        (
            "letters.eml",
            mail(&"Content-Type: message/rfc822\n\nX: y\n".repeat(20_000)),
        ),
        ("header.eml", mail(&"To: y\nX: z\n".repeat(40_000))),
        (
            "words.eml",
            mail(&format!("To: {}\n", "=?".repeat(1900)).repeat(100)),
        ),
        (
            "base64.eml",
            mail(&format!("{base64}\n{}", "?? a\nb=\n".repeat(40_000))),
        ),
        (
            "mailbox.eml",
            format!(
                "{envelope}{}",
                mail("\n\n") + &format!("{envelope}A: b\n\nx\n\n").repeat(20_000)
            ),
        ),
        (
            "archive.mhtml",
            mail(&format!(
                "{}b\n\n{}",
                mixed.replace("mixed", "related"),
                "--b\n\n".repeat(60_000)
            ))
            .replace("To: b", "X: b"),
        ),
    ] {
        check(&home, name, source.as_bytes());
    }
}
