//! Pages of our own of the shapes that pages have, and which of their text is the article.

use crate::document::{Document, Reason};
use crate::import::{Format, Import, Options, import};

const LONG: &str = "Every morning the keeper of the mill wrote down how high the water stood under \
    the bridge, because nobody else in the town would have known when to close the gates. The \
    dyers asked for more of it, and the tanners for less, so that whatever was done was wrong.";

fn read(body: &str) -> Document {
    let page = format!("<html><head><title>The mill and the river</title></head><body>{body}");
    let options = Options {
        format: Some(Format::Html),
        ..Options::default()
    };
    let Import { document, .. } = import(page.as_bytes(), &options).expect("a page");
    document
}

fn headings(document: &Document) -> Vec<&str> {
    let sections = document.sections().iter();
    sections
        .map(|section| document.block_text(section.block))
        .collect()
}

fn chrome(document: &Document) -> String {
    let aside = document.set_aside().iter();
    aside
        .filter(|aside| aside.reason == Reason::PageChrome)
        .map(|aside| aside.text.as_str())
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn the_lead_between_headline_and_text_is_read() {
    let lead = "Who owns the water that turns the wheel, and who pays when it stands still?";
    let page = format!(
        "<article><header><h1>The mill and the river</h1><p>{lead}</p>\
         <p class=byline>By Nora Field, who writes about rivers and those who live by them.</p>\
         </header><div class=text><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div></article>"
    );
    let document = read(&page);
    assert!(document.text().contains(lead));
    assert!(!document.text().contains("By Nora Field"));
}

#[test]
fn the_first_sections_heading_is_read_and_a_headline_above_the_title_is_not() {
    let section = |name: &str| {
        format!("<section><header><h2>{name}</h2></header><p>{LONG}</p><p>{LONG}</p></section>")
    };
    let page = format!(
        "<div><h2>Rivers</h2></div><main><h1>The mill and the river</h1>{}{}{}</main>",
        section("The gates"),
        section("The dyers"),
        section("The tanners"),
    );
    assert_eq!(
        headings(&read(&page)),
        ["The gates", "The dyers", "The tanners"]
    );
}

#[test]
fn boxes_that_sell_or_lead_on_are_set_aside_within_the_article() {
    let page = format!(
        "<article><h1>The mill and the river</h1><p>{LONG}</p>\
         <div class=newsletter-box><h3>Our letter</h3><p>The best of the week, by mail.</p></div>\
         <p>{LONG}</p><div>Advertisement</div><p>{LONG}</p>\
         <div class='read-more-box'><a href=/b>Bridges that fell, and why they did</a></div>\
         <h2>Related work</h2><p class=related>{LONG}</p></article>"
    );
    let document = read(&page);
    assert_eq!(headings(&document), ["Related work"]);
    let chrome = chrome(&document);
    for text in ["by mail", "Advertisement", "Bridges that fell"] {
        assert!(chrome.contains(text), "{text} in {chrome}");
    }
}

#[test]
fn a_headings_link_to_itself_is_no_text() {
    let page = format!(
        "<main><h1>The mill and the river</h1><p>{LONG}</p>\
         <h2 id=a>Gates<a href='#a'>¶</a></h2><p>{LONG}</p>\
         <h2 id=b><a class=anchor href='#b'>Link to this heading</a>Dyers</h2><p>{LONG}</p>\
         <h2><a href='/c'>Tanners</a></h2><p>{LONG}</p></main>"
    );
    assert_eq!(headings(&read(&page)), ["Gates", "Dyers", "Tanners"]);
}

#[test]
fn takeaways_before_the_text_and_sources_after_it_are_read() {
    let page = format!(
        "<article><h1>The mill and the river</h1><div class=key-points><h2>In short</h2><ul>\
         <li>Gates need keepers.</ul></div><div class=text><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>\
         </div><div class=end><h2>Sources</h2><ul><li>Field, N. The river. 1901.</ul></div></article>"
    );
    let document = read(&page);
    assert_eq!(headings(&document), ["In short", "Sources"]);
    assert!(document.text().contains("Gates need keepers."));
    assert!(document.text().contains("Field, N. The river. 1901."));
}

#[test]
fn a_row_in_bold_between_empty_rows_is_a_heading() {
    let page = format!(
        "<table><tr><td><a href=a>Home</a><td>{LONG}<br><br><b>How the gates were closed</b>\
         <br><br>{LONG}<br><br>{LONG}</table>"
    );
    assert_eq!(headings(&read(&page)), ["How the gates were closed"]);
}

#[test]
fn headings_that_are_wrapped_up_with_links_to_edit_them_are_read() {
    let section = |name: &str| {
        format!(
            "<div class=mw-heading><h2>{name}</h2><span class=mw-editsection>[<a href=/e>edit</a>]\
             </span></div><p>{LONG}</p>"
        )
    };
    let page = format!(
        "<main><header><h1>The mill and the river</h1></header><div><p>{LONG}</p>{}{}</div></main>",
        section("Gates"),
        section("Dyers"),
    );
    assert_eq!(headings(&read(&page)), ["Gates", "Dyers"]);
}

#[test]
fn what_has_the_role_of_a_heading_is_one() {
    let page = format!(
        "<main><h1>The mill and the river</h1><div role=heading aria-level=3>Gates</div><p>{LONG}</p>\
         <div role=heading>Dyers</div><p>{LONG}</p></main>"
    );
    let document = read(&page);
    assert_eq!(headings(&document), ["Gates", "Dyers"]);
    assert_eq!(document.sections()[0].level, 3);
}
