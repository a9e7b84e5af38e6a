//! Books packed here, read and shown as text.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::document::{Document, Offset, SectionIdx, Target, dump};
use crate::import::{Format, Import, Options, import as import_any, sniff};

mod bounds;
mod broken;
pub(in crate::import) mod sample;

/// A book to be packed: names and what the entries hold.
#[derive(Clone, Default)]
pub(in crate::import) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    pub(in crate::import) fn with(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), bytes.into()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self
    }

    pub(in crate::import) fn pack(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file("mimetype", stored).expect("packs");
        zip.write_all(b"application/epub+zip").expect("packs");
        for (name, bytes) in &self.0 {
            let packed = stored.compression_method(CompressionMethod::Deflated);
            zip.start_file(name.as_str(), packed).expect("packs");
            zip.write_all(bytes).expect("packs");
        }
        zip.finish().expect("packs").into_inner()
    }
}

const CONTAINER_XML: &str = r#"<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"#;

/// A page with this body.
fn page(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Page</title></head><body>{body}</body></html>"#
    )
}

/// A navigation document with this list.
fn navigation(list: &str) -> String {
    page(&format!(r#"<nav epub:type="toc"><ol>{list}</ol></nav>"#))
}

/// A book of pages "a.xhtml", "b.xhtml", … with these bodies, and a navigation document.
fn book(bodies: &[&str], list: &str) -> Parts {
    let names: Vec<String> = (b'a'..)
        .map(|c| char::from(c).to_string())
        .take(bodies.len())
        .collect();
    let items: String = names
        .iter()
        .map(|id| {
            format!(r#"<item id="{id}" href="{id}.xhtml" media-type="application/xhtml+xml"/>"#)
        })
        .collect();
    let refs: String = names
        .iter()
        .map(|id| format!(r#"<itemref idref="{id}"/>"#))
        .collect();
    let package = format!(
        r#"<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Book</dc:title></metadata>
<manifest>{items}
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine>{refs}</spine></package>"#
    );
    let mut parts = Parts::default()
        .with(container::CONTAINER, CONTAINER_XML)
        .with("OPS/book.opf", package)
        .with("OPS/nav.xhtml", navigation(list));
    for (name, body) in names.iter().zip(bodies) {
        parts = parts.with(&format!("OPS/{name}.xhtml"), page(body));
    }
    parts
}

/// The book with its package document changed.
fn with_package(parts: &Parts, change: impl Fn(&str) -> String) -> Parts {
    let (_, package) = parts
        .0
        .iter()
        .find(|(name, _)| name == "OPS/book.opf")
        .expect("a package");
    let package = String::from_utf8_lossy(package);
    parts.clone().with("OPS/book.opf", change(&package))
}

fn try_read(bytes: &[u8]) -> Result<Import, Error> {
    import_any(bytes, &Options::default())
}

fn read(parts: &Parts) -> Document {
    try_read(&parts.pack()).expect("a book").document
}

/// Each section with its level.
fn outline(document: &Document) -> Vec<String> {
    let sections = document.sections().iter().enumerate();
    sections
        .map(|(idx, section)| {
            let title = document.title_of(SectionIdx(idx as u32));
            format!("{} {title}", section.level)
        })
        .collect()
}

#[track_caller]
fn check_outline(parts: &Parts, expected: &[&str]) {
    assert_eq!(outline(&read(parts)), expected);
}

#[test]
fn a_book_is_one_document() {
    insta::assert_snapshot!(dump(&read(&sample::book())));
}

#[test]
fn what_the_package_says_is_known() {
    let document = read(&sample::book());
    let meta = document.meta();
    assert_eq!(meta.title.as_deref(), Some("The Ferry and the Bridge"));
    assert_eq!(meta.byline.as_deref(), Some("Ann Writer, Ben Scribe"));
    assert_eq!(meta.language.as_deref(), Some("en"));
    assert_eq!(
        meta.date.map(|date| date.to_string()).as_deref(),
        Some("2019-04-02")
    );
}

#[test]
fn the_sample_is_the_book_that_is_tested() {
    let sample = include_bytes!("../../../tests/data/book.epub");
    let document = try_read(sample).expect("a book").document;
    assert_eq!(dump(&document), dump(&read(&sample::book())));
}

#[test]
fn links_lead_across_chapters() {
    let document = read(&sample::book());
    let leads: Vec<(&str, &str)> = document
        .links(Offset(0)..document.end())
        .iter()
        .filter_map(|link| match link.target {
            Target::Inside(at) => {
                let block = document.block_at(at);
                Some((
                    document.slice(link.range.clone()),
                    document.block_text(block),
                ))
            }
            Target::Outside(_) => None,
        })
        .collect();
    assert_eq!(
        leads,
        [
            ("1", "The rope was changed twice."),
            ("the bill", "What\tCrowns"),
            ("how it was in winter", "In winter"),
            ("the note on money", "A crown was a day’s wage."),
        ]
    );
}

#[test]
fn a_second_edition_is_read_by_its_ncx() {
    let ncx = r#"<?xml version="1.0"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>
<navPoint id="p" playOrder="1"><navLabel><text>Part  One</text></navLabel><content src="a.xhtml"/>
<navPoint id="q" playOrder="2"><navLabel><text>First</text></navLabel><content src="a.xhtml#first"/></navPoint></navPoint>
<navPoint id="r" playOrder="3"><navLabel><text>Second</text></navLabel><content src="b.xhtml"/></navPoint>
</navMap></ncx>"#;
    let body = r#"<h1>Part One</h1><p>Before.</p><h3 id="first">First</h3><p>One.</p>"#;
    let parts = book(&[body, "<p>Two.</p>"], "").with("OPS/toc.ncx", ncx);
    let parts = with_package(&parts, |package| {
        package
            .replace(r#"version="3.0""#, r#"version="2.0""#)
            .replace(r#"properties="nav""#, "")
            .replace("<spine>", r#"<spine toc="ncx">"#)
            .replace("</manifest>", r#"<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>"#)
            .replace("</metadata>", r#"<dc:creator>Ann</dc:creator><dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">1999-12-31</dc:date></metadata>"#)
    });
    check_outline(&parts, &["1 Part One", "2 First", "1 Second"]);
    assert_eq!(
        read(&parts)
            .meta()
            .date
            .map(|date| date.to_string())
            .as_deref(),
        Some("1999-12-31")
    );
}

#[test]
fn without_contents_headings_and_file_titles_are_the_sections() {
    let parts = book(
        &["<h2>Own</h2><p>One.</p>", "<p>Two.</p>", "<p>Three.</p>"],
        "",
    );
    let titled = page("<p>Three.</p>").replace(">Page<", ">The third<");
    let parts = parts.with("OPS/c.xhtml", titled).without("OPS/nav.xhtml");
    check_outline(&parts, &["2 Own", "1 Page", "1 The third"]);
    let imported = try_read(&parts.pack()).expect("a book");
    assert_eq!(imported.warnings, [Warning::NoContents]);
}

#[test]
fn entries_that_lead_nowhere_stand_before_the_next() {
    let list = r#"<li><span>Part</span><ol><li><a href="b.xhtml">Two</a></li></ol></li>
<li><a href="lost.xhtml">Lost</a></li><li><a href="c.xhtml#no">Three</a></li><li><a href="https://example.org/">Away</a></li>"#;
    let parts = book(
        &[
            "<p>One.</p>",
            "<p>Two.</p>",
            "<p>Mid.</p><h1>Three</h1><p>End.</p>",
        ],
        list,
    );
    check_outline(&parts, &["1 Part", "2 Two", "1 Lost", "1 Three", "1 Away"]);
}

#[test]
fn what_is_outside_the_main_order_comes_last() {
    let parts = book(&["<p>Aside.</p>", "<p>Main.</p>"], "");
    let parts = with_package(&parts, |package| {
        package.replace(
            r#"<itemref idref="a"/>"#,
            r#"<itemref idref="a" linear="no"/>"#,
        )
    });
    assert!(
        read(&parts).text().ends_with("Main.\nPage\nAside.\n")
            || read(&parts).text().ends_with("Main.\nAside.\n")
    );
}

#[test]
fn a_fallback_stands_for_what_has_no_text() {
    let parts = with_package(&book(&["<p>One.</p>"], ""), |package| {
        package
            .replace("</manifest>", r#"<item id="film" href="x.mp4" media-type="video/mp4" fallback="film2"/><item id="film2" href="y.mp4" media-type="video/mp4" fallback="a"/></manifest>"#)
            .replace(r#"<itemref idref="a"/>"#, r#"<itemref idref="film"/>"#)
    });
    assert!(read(&parts).text().ends_with("One.\n"));
}

#[test]
fn a_drawing_says_its_words() {
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg"><title>A map</title><desc>Of the river</desc><text>North <tspan>bank</tspan></text></svg>"#;
    let parts = book(&["<p>One.</p>"], "").with("OPS/map.svg", drawing);
    let parts = with_package(&parts, |package| {
        package
            .replace(
                "</manifest>",
                r#"<item id="map" href="map.svg" media-type="image/svg+xml"/></manifest>"#,
            )
            .replace("</spine>", r#"<itemref idref="map"/></spine>"#)
    });
    assert!(
        dump(&read(&parts)).contains("figure \"A map. Of the river\"\nparagraph \"North bank\"\n")
    );
}

#[test]
fn older_encodings_are_read() {
    let text = page("<p>Grüße</p>");
    let latin = text.replace("utf-8", "iso-8859-1");
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(&latin);
    let wide = text.replace("utf-8", "utf-16");
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        latin.into_owned(),
        wide.clone(),
        [vec![0xFF, 0xFE], wide].concat(),
    ] {
        let parts = book(&["<p>One.</p>"], "").with("OPS/a.xhtml", bytes);
        assert!(read(&parts).text().ends_with("Grüße\n"));
    }
}

#[test]
fn what_style_sheets_may_show_is_shown() {
    let body: String = ["print", "other", "again", "there", "gone"]
        .map(|class| format!("<p class='{class}'>Of {class}.</p>"))
        .concat();
    let linked = |attributes: &str| format!("<link {attributes} href='all.css'/></head>");
    let read_with = |head: &str| {
        let page = page(&body).replace("</head>", head);
        let css = ".print, .other { display: none }";
        let parts = book(&["<p>One.</p>"], "").with("OPS/all.css", css);
        read(&parts.with("OPS/a.xhtml", page)).text().to_owned()
    };
    for attributes in [
        "rel='stylesheet' media='print'",
        "rel='alternate stylesheet'",
        "rel='stylesheet' media='screen and (color)'",
    ] {
        let text = read_with(&linked(attributes));
        assert!(
            text.contains("Of print.\nOf other.\n"),
            "{attributes}: {text}"
        );
    }
    let own = "<style media='print'>.there { display: none }</style>
        <style>.again, .gone { display: none } .on .again { display: block }</style>";
    let text = read_with(&[own, &linked("rel='stylesheet'")].concat());
    assert_eq!(
        text.replace('\n', " "),
        "The Book Page Of again. Of there. "
    );
}

#[test]
fn notes_that_pop_up_are_shown_and_what_is_hidden_is_not() {
    let body = r##"<p>Word<a epub:type="noteref" href="#n">*</a>.</p>
<aside epub:type="footnote" id="n" hidden="hidden"><p>The note.</p></aside>
<div hidden="hidden"><p>Never.</p></div><div style="display: none">Nor this.</div>"##;
    let document = read(&book(&[body], ""));
    assert!(
        dump(&document).contains("footnote [*] \"The note.\""),
        "{}",
        dump(&document)
    );
    assert!(!document.text().contains("Never") && !document.text().contains("Nor"));
}

#[test]
fn a_book_is_known_by_what_it_holds() {
    let bytes = sample::book().pack();
    assert_eq!(sniff(&bytes, None), Format::Epub);
    assert_eq!(sniff(&bytes, Some("letter.txt")), Format::Epub);
    assert_eq!(sniff(b"words", Some("a.epub")), Format::Plain);
    assert_eq!(sniff(&bytes[60..], Some("a.epub")), Format::Epub);
    let named = Parts::default()
        .with(container::CONTAINER, CONTAINER_XML)
        .pack();
    let after_mimetype = &named[memmem::find(&named[4..], b"PK\x03\x04").expect("two") + 4..];
    assert_eq!(sniff(after_mimetype, None), Format::Epub);
}

#[test]
fn a_head_of_a_book_is_empty() {
    let options = Options {
        extent: Extent::Head,
        ..Options::default()
    };
    let imported = import_any(&sample::book().pack(), &options).expect("a start");
    assert_eq!(imported.document.text(), "\n");
}
