//! Books made to take all memory or time.

use super::*;
use crate::import::tests::seconds_of;

/// A book with one chapter of this size, which packs to a thousandth.
fn bomb(bytes: usize) -> Parts {
    let words = "<p>boom</p>".repeat(bytes / 11);
    book(
        &["<p>Sound.</p>", &words],
        r#"<li><a href="b.xhtml">Two</a></li>"#,
    )
}

#[test]
fn a_chapter_that_unpacks_to_too_much_is_not_read() {
    let bytes = bomb(archive::ENTRY_BYTES_MAX + 1).pack();
    assert!(bytes.len() < 1_000_000);
    let imported = try_read(&bytes).expect("a book");
    let picture = dump(&imported.document);
    assert!(picture.contains("\"Sound.\""));
    assert!(picture.contains("b.xhtml unpacks to more than can be opened"));
    assert_eq!(imported.warnings.len(), 1);
}

#[test]
fn a_chapter_of_too_many_elements_breaks_off() {
    let imported = try_read(&bomb(8_000_000).pack()).expect("a book");
    let text = imported.document.text();
    assert!(text.len() < 2_500_000, "{}", text.len());
    assert!(text.contains("its end may be missing"));
}

#[test]
fn what_is_nested_in_itself_is_told_once() {
    let nested =
        |open: &str, close: &str| [&open.repeat(100), "Nested words", &close.repeat(100)].concat();
    let list = nested("<li><a href='a.xhtml'>", "</a></li>");
    let parts = book(&["<p>Once.</p>"], &list);
    let parts = with_package(&parts, |package| {
        let creators = nested("<dc:creator>", "</dc:creator>");
        package.replace("</metadata>", &[&creators, "</metadata>"].concat())
    });
    let text = read(&parts).text().to_owned();
    assert_eq!(text.matches("Nested words").count(), 2, "{text}");
}

#[test]
fn many_large_chapters_share_one_bound() {
    let text = format!("<p>{}</p>", "word ".repeat(2_000_000));
    let bodies: Vec<&str> = (0..8).map(|_| text.as_str()).collect();
    let document = read(&book(&bodies, ""));
    assert!(document.text().len() < 40_000_000);
    assert!(
        document
            .text()
            .contains("unpacks to more than can be opened")
    );
}

#[test]
fn a_page_of_the_spine_again_and_again_is_bounded() {
    let parts = book(&["<p>Once more.</p>"], "");
    let again = |package: &str| {
        package.replace(
            "</spine>",
            &[&r#"<itemref idref="a"/>"#.repeat(200_000), "</spine>"].concat(),
        )
    };
    let document = read(&with_package(&parts, again));
    assert_eq!(document.text().matches("Once more.").count(), 100);
    assert!(
        document
            .text()
            .ends_with("[The book lists more chapters than can be opened.]\n")
    );
}

#[test]
fn entities_of_a_document_do_not_multiply() {
    let declaration = |level: usize| {
        let inner = match level {
            0 => "lol".to_owned(),
            _ => format!("&lol{};", level - 1).repeat(10),
        };
        format!(r#"<!ENTITY lol{level} "{inner}">"#)
    };
    let declarations: String = (0..10).map(declaration).collect();
    let bomb = page("<p>Caf&eacute; &lol9; end</p>")
        .replace("<html", &format!("<!DOCTYPE html [{declarations}]><html"));
    let parts = book(&["<p>One.</p>"], "").with("OPS/a.xhtml", bomb);
    assert!(read(&parts).text().contains("Café &lol9; end\n"));
}

#[test]
fn deep_nesting_costs_depth_and_no_more() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<ul><li>", "</li></ul>"),
        ("<x:y>", ""),
    ] {
        let body = [&open.repeat(100_000), "deep", &close.repeat(100_000)].concat();
        let document = read(&book(&[&body], ""));
        assert!(document.text().contains("deep"), "{open}");
    }
    let list = [
        "<li><a href='a.xhtml'>x</a><ol>".repeat(50_000),
        "</ol></li>".repeat(50_000),
    ]
    .concat();
    let document = read(&book(&["<p>One.</p>"], &list));
    assert!(document.text().contains("One."));
}

#[test]
fn hostile_lists_take_linear_time() {
    let entries = |of: fn(usize) -> String| (0..60_000).map(of).collect::<String>();
    let same = entries(|_| r#"<li><a href="a.xhtml">Same</a></li>"#.into());
    let lost = entries(|at| format!(r#"<li><a href="a.xhtml#no{at}">Lost</a></li>"#));
    let body = "<h1>Same</h1><p>Word.</p>".repeat(20_000);
    let attributes = format!(
        "<p {}>One.</p>",
        (0..100_000)
            .map(|at| format!("a{at}='1'"))
            .collect::<String>()
    );
    for (body, list) in [
        (&body, &same),
        (&body, &lost),
        (&attributes, &String::new()),
    ] {
        let book = book(&[body], list);
        let seconds = seconds_of(|| drop(read(&book)));
        assert!(seconds < 20, "{seconds} s");
    }
}

#[test]
fn names_that_climb_out_of_the_archive_lead_nowhere() {
    let parts = book(&["<p>One.</p>", "<p>Two.</p>"], "");
    let parts = parts.with("../../etc/passwd", page("<p>Evil.</p>"));
    let climbing = |package: &str| package.replace("b.xhtml", "../../../../etc/passwd");
    let parts = with_package(&parts, climbing).with("OPS/../../../../etc/passwd", "Evil.");
    let text = read(&parts).text().to_owned();
    assert!(text.contains("One.\n") && !text.contains("Evil"), "{text}");
    assert!(text.contains("its file ../../../../etc/passwd is not in the archive"));
}
