//! What a small book may cost: 200 MB, however much it unpacks to.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::check_within;
use crate::terminal::Home;

/// How a book's manifest says that an item is a page.
const PAGE: &str = "media-type='application/xhtml+xml'";

/// A book of these files; `metadata`, `items` and `refs` stand in its package document.
fn book(metadata: &str, items: &str, refs: &str, files: &[(&str, &str)]) -> Vec<u8> {
    let container =
        "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>";
    let package = format!(
        "<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let own = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("book.opf", &package),
    ];
    for (name, text) in own.iter().chain(files) {
        let options = SimpleFileOptions::default();
        zip.start_file(*name, options).expect("packs");
        zip.write_all(text.as_bytes()).expect("packs");
    }
    zip.finish().expect("packs").into_inner()
}

#[test]
fn books_made_to_be_dear_are_read_within_bounds() {
    let home = Home::new();
    let words = "word ".repeat(100_000);
    let nested = |open: &str, close: &str| open.repeat(250) + &words + &close.repeat(250);
    let page = |head: &str, body: &str| {
        format!("<html><head>{head}</head><body><p>One.</p>{body}</body></html>")
    };
    let item = format!("<item id='a' href='a.xhtml' {PAGE}/>");
    let one = |metadata: &str| {
        book(
            metadata,
            &item,
            "<itemref idref='a'/>",
            &[("a.xhtml", &page("", ""))],
        )
    };
    let listed = |kind: &str, name: &str, text: &str| {
        let items = format!("{item}<item id='n' href='{name}' {kind}/>");
        let files = [("a.xhtml", &*page("", "")), (name, text)];
        book(
            "",
            &items,
            "<itemref idref='a'/><itemref idref='n'/>",
            &files,
        )
    };
    let list = nested("<li><a href='a.xhtml'>", "</a></li>");
    let points = nested("<navPoint><navLabel>", "</navLabel></navPoint>");
    let far = format!(
        "{}<li><a href='a.xhtml#{}'>x</a></li>",
        "<li><span>x</span></li>".repeat(10_000),
        "i".repeat(200_000)
    );
    let navigation = |list: &str| page("", &format!("<nav epub:type='toc'><ol>{list}</ol></nav>"));
    let is_navigation = format!("properties='nav' {PAGE}");
    let drawing = format!("<svg>{}</svg>", nested("<text>", "</text>"));
    for (name, source) in [
        ("creators.epub", one(&nested("<creator>", "</creator>"))),
        ("titles.epub", one(&nested("<title>", "</title>"))),
        (
            "list.epub",
            listed(&is_navigation, "n.xhtml", &navigation(&list)),
        ),
        (
            "far.epub",
            listed(&is_navigation, "n.xhtml", &navigation(&far)),
        ),
        (
            "points.epub",
            listed(
                "media-type='application/x-dtbncx+xml'",
                "n.ncx",
                &format!("<ncx><navMap>{points}</navMap></ncx>"),
            ),
        ),
        (
            "drawing.epub",
            listed("media-type='image/svg+xml'", "n.svg", &drawing),
        ),
        ("places.epub", places(&page)),
        ("styles.epub", styles(&page)),
    ] {
        check_within(&home, name, &source, 200_000_000);
    }
}

/// A book whose chapters come again and again, each with many style sheets.
fn styles(page: &impl Fn(&str, &str) -> String) -> Vec<u8> {
    let mut files = Vec::new();
    let (mut items, mut refs, mut links) = (Vec::new(), Vec::new(), Vec::new());
    for sheet in 0..16 {
        let selectors: Vec<String> = (0..250).map(|n| format!(".c{sheet}-{n}")).collect();
        files.push((
            format!("{sheet}.css"),
            selectors.join(",") + "{display:none}",
        ));
        links.push(format!("<link rel='stylesheet' href='{sheet}.css'/>"));
    }
    let links = links.concat();
    for chapter in 0..200 {
        let name = format!("{chapter}.xhtml");
        items.push(format!("<item id='c{chapter}' href='{name}' {PAGE}/>"));
        refs.push(format!("<itemref idref='c{chapter}'/>"));
        files.push((name, page(&links, "")));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    book("", &items.concat(), &refs.concat().repeat(100), &files)
}

/// A book with many places in a file whose path is long.
fn places(page: &impl Fn(&str, &str) -> String) -> Vec<u8> {
    let long = format!("{}.xhtml", "n".repeat(60_000));
    let ids: String = (0..20_000).map(|n| format!("<p id='i{n}'>x</p>")).collect();
    book(
        "",
        &format!("<item id='a' href='{long}' {PAGE}/><item id='b' href='b.xhtml' {PAGE}/>"),
        "<itemref idref='a'/><itemref idref='b'/>",
        &[(&long, &page("", &ids)), ("b.xhtml", &page("", &ids))],
    )
}
