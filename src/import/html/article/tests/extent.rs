//! How much of a page is its article, and which of its parts.

use super::{LONG, chrome, headings, read};

/// A section that shares no element with the next.
fn section(name: &str, paragraphs: usize) -> String {
    let text = format!("<p>{LONG}</p>").repeat(paragraphs);
    format!("<div><div><div><section><div><h2>{name}</h2>{text}</div></section></div></div></div>")
}

#[test]
fn sections_that_are_parted_from_each_other_are_all_read() {
    for (mark, first) in [("main", 12), ("article", 50)] {
        let parts: String = (0..40).map(|n| section(&format!("Mill {n}"), 1)).collect();
        let gates = section("Gates", first);
        let page = format!("<{mark}><h1>The mill and the river</h1>{gates}{parts}</{mark}>");
        assert_eq!(headings(&read(&page)).len(), 41, "{mark}, {first}");
    }
}

#[test]
fn a_page_that_is_all_text_is_read_whole_and_one_with_many_links_is_not() {
    let parts: String = (0..40).map(|n| section(&format!("Mill {n}"), 1)).collect();
    let text = format!("{}{parts}", section("Gates", 12));
    assert_eq!(headings(&read(&text)).len(), 41);
    let links = "<p><a href=/bridge>How the old bridge was built, and why it fell down</a></p>";
    let page = format!("{}{parts}{}", section("Gates", 12), links.repeat(12));
    assert_eq!(headings(&read(&page)), ["Gates"]);
}

#[test]
fn a_short_article_is_read_and_what_is_longer_beside_it_is_not() {
    let short = "<p>The gates are open.</p>";
    for beside in ["comments", "sidebar right", "page-footer"] {
        for (open, close) in [("", ""), ("<div><div>", "</div></div>")] {
            let page = format!(
                "<div><div>{open}<div class=post><h1>The mill and the river</h1>{short}</div>\
                 {close}{open}<div class='{beside}'><div><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>\
                 </div></div>{close}</div></div>"
            );
            let document = read(&page);
            assert!(document.text().contains("The gates are open."), "{beside}");
            assert!(!document.text().contains("Every morning"), "{beside}");
        }
    }
    let named = format!("<div class=sidebar-of><div class=post>{short}<p>{LONG}</p></div></div>");
    assert!(read(&named).text().contains("Every morning"));
    let two = format!("<div class=post>{short}</div>").repeat(2);
    let page = format!("{two}<div class=comments><p>{LONG}</p><p>{LONG}</p></div>");
    assert!(read(&page).text().contains("Every morning"));
}

#[test]
fn what_readers_say_beside_the_article_is_set_aside() {
    let text = "The keeper of the gates, who has kept them for thirty years, says that the river \
        has never been so low, and that the dyers will have to wait, as will the tanners.";
    let page = format!(
        "<div><div class=post><h1>The mill and the river</h1><p>{text}</p></div>\
         <div class=comments><p>{LONG}</p></div></div>"
    );
    let document = read(&page);
    assert!(document.text().contains("thirty years"));
    assert!(chrome(&document).contains("Every morning"));
}

#[test]
fn of_articles_that_are_alike_the_first_is_read_whenever_a_page_is_opened() {
    let article = |name: &str| {
        let parts: String = (0..40)
            .map(|n| section(&format!("{name} {n}"), 1))
            .collect();
        format!("<div class=entry-content>{parts}</div>")
    };
    let page = format!(
        "{}<div><div>{}{}</div></div>",
        section("Gates", 12),
        article("First"),
        article("Other")
    );
    for _ in 0..12 {
        let document = read(&page);
        assert!(headings(&document).contains(&"First 0"));
        assert!(!headings(&document).contains(&"Other 0"));
    }
}

#[test]
fn what_holds_the_article_is_no_chrome_whatever_it_is_named() {
    for holds in [
        "article class=newsletter-post",
        "form",
        "main class=comments-off",
    ] {
        let section = |name: &str| format!("<h2 class=header-anchor>{name}</h2><p>{LONG}</p>");
        let page = format!(
            "<{holds}><h1>The mill and the river</h1><p>{LONG}</p>{}{}\
             <div class=newsletter><h2>Our letter</h2></div></div>",
            section("Gates"),
            section("Dyers"),
        );
        assert_eq!(headings(&read(&page)), ["Gates", "Dyers"], "{holds}");
    }
}
