//! Pages of our own of the shapes that pages have, and which of their text is the article.

use crate::document::{Document, Reason};
use crate::import::{Format, Import, Options, import};

const LONG: &str = "Every morning the keeper of the mill wrote down how high the water stood under \
    the bridge, because nobody else in the town would have known when to close the gates. The \
    dyers asked for more of it, and the tanners for less, so that whatever was done was wrong.";

fn read(body: &str) -> Document {
    read_with("", body)
}

fn read_with(head: &str, body: &str) -> Document {
    let head = format!("<head><title>The mill and the river</title>{head}</head>");
    let page = format!("<html>{head}<body>{body}");
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

/// A page that says when it came out and where it stands.
fn dated(body: &str) -> Document {
    read(&format!(
        "<meta property='article:published_time' content='2019-11-20'>\
         <meta property='og:url' content='https://mill.example/river'>{body}"
    ))
}

#[test]
fn lines_about_the_text_and_its_pictures_are_set_aside() {
    let picture = "The keeper of the mill at the gates, on a morning in the spring of that year";
    let page = format!(
        "<article><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul>\
         <h1>The mill and the river</h1><div>Updated <time>20 November 2019</time></div>\
         <div><img src=a.jpg alt='{picture}'><p>{picture} ... more</p></div>\
         <p>Photo: N. Field, Example Press</p><p>Image 1 of 8</p><p>{LONG}</p>\
         <p>Facebook Twitter WhatsApp Print</p>\
         <p>Read more: <a href=/dyers>The dyers and what they asked for</a></p>\
         <p><a href=/tanners>TANNERS ASK FOR LESS OF THE WATER</a></p>\
         <p>Sign up to <a href=/letter>our letter</a> and hear of every flood.</p><p>{LONG}</p>\
         <p>Photographs: there are none of the first mill.</p><p>{LONG}</p></article>"
    );
    let document = dated(&page);
    let chrome = chrome(&document);
    for text in [
        "News",
        "20 November 2019",
        "N. Field",
        "Image 1 of 8",
        "WhatsApp",
        "what they asked",
        "TANNERS",
        "our letter",
    ] {
        assert!(chrome.contains(text), "{text} in {chrome}");
        assert!(!document.text().contains(text), "{text} is read");
    }
    assert_eq!(
        document.text().matches("The keeper of the mill at").count(),
        1
    );
    assert!(document.text().contains("there are none of the first mill"));
}

#[test]
fn the_only_date_is_read() {
    let page = format!(
        "<article><h1>The mill and the river</h1><p>Posted 20 November 2019</p><p>{LONG}</p>\
         <p>{LONG}</p><p>{LONG}</p></article>"
    );
    let document = read(&page);
    let is_told = document.meta().date.is_some() || document.text().contains("20 November");
    assert!(is_told);
}

const TITLES: &str = "<ul><li><a href=/a>How the old bridge was built</a>\
     <li><a href=/b>What the dyers asked for</a><li><a href=/c>Why the tanners said no</a></ul>";

#[test]
fn links_to_other_texts_are_set_aside_and_those_of_the_text_are_read() {
    let page = format!(
        "<article><h1>The mill and the river</h1><p>{LONG}</p><p>{LONG}</p>\
         <h3>Most popular</h3>{TITLES}<p>{LONG}</p></article>"
    );
    let document = dated(&page);
    assert!(chrome(&document).contains("Most popular"));
    assert!(!document.text().contains("old bridge"));
    for own in ["<p>These are the next parts:</p>", "<h2>Sources</h2>"] {
        let page = format!(
            "<article><h1>The mill and the river</h1><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>\
             {own}{TITLES}</article>"
        );
        assert!(dated(&page).text().contains("old bridge"), "{own}");
    }
}

#[test]
fn titles_on_end_are_those_of_other_texts() {
    let titles =
        "<h3>A bridge falls</h3><h3>A dyer speaks</h3><h3>A gate opens</h3><h3>A mill</h3>";
    let page = format!(
        "<article><h1>The mill and the river</h1><p>{LONG}</p>{titles}<p>{LONG}</p>\
         <h3>Gates</h3><p>{LONG}</p></article>"
    );
    assert_eq!(headings(&dated(&page)), ["Gates"]);
}

#[test]
fn a_page_that_is_mostly_links_keeps_them() {
    let page = format!(
        "<article><h1>The mill and the river</h1><p>{LONG}</p>{}</article>",
        TITLES.repeat(12)
    );
    assert!(dated(&page).text().contains("old bridge"));
}

#[test]
fn a_paragraph_that_starts_as_a_label_is_no_label() {
    let start = "Related considerations concerning neighbouring millwrighting";
    let page = format!(
        "<article><h1>The mill and the river</h1><p>{LONG}</p><div>{start} followed. {LONG}</div>\
         <p>{LONG}</p></article>"
    );
    assert!(read(&page).text().contains(start));
}

#[test]
fn what_a_page_sends_late_is_read_in_its_place() {
    let page = format!(
        "<main><h1>The mill and the river</h1><p>{LONG}</p><!--$?--><template id='B:1'></template>\
         <p>Loading…</p><!--/$--><p>The end of it, as the keeper of the mill wrote it down.</p></main>\
         <div hidden id='S:1'><h2>Gates</h2><p>{LONG}</p><template id='P:2'></template></div>\
         <div hidden id='S:2'><h2>Dyers</h2><p>{LONG}</p></div><div hidden>{LONG}</div>"
    );
    let document = read(&page);
    assert_eq!(headings(&document), ["Gates", "Dyers"]);
    let text = document.text();
    assert!(!text.contains("Loading"));
    assert_eq!(text.matches("Every morning").count(), 3);
    assert!(text.find("Dyers") < text.find("The end of it"));
}

#[test]
fn parts_sent_late_that_stand_in_one_another_are_read_once() {
    let parts: String = (0..2000)
        .map(|n| {
            let (one, other) = (n + 1, if n % 2 == 0 { n } else { 0 });
            format!(
                "<div hidden id='S:{n}'><p>{LONG}</p><template id='B:{one}'></template>\
                 <template id='P:{other}'></template></div>"
            )
        })
        .collect();
    let document = whole(&format!(
        "<main><template id='B:0'></template>{parts}</main>"
    ));
    assert_eq!(document.text().matches("Every morning").count(), 2000);
}

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
fn a_summary_that_the_page_gives_of_itself_is_the_standfirst() {
    let summary = "Who owns the water that turns the wheel, and who pays for it";
    let head = format!("<meta name=description content='{summary}'>");
    let page = format!(
        "<div class=meta-head><h1>The mill and the river</h1><h2 class=header-text>{summary}</h2>\
         </div><div><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div>"
    );
    let document = read_with(&head, &page);
    assert_eq!(document.meta().standfirst.as_deref(), Some(summary));
    assert_eq!(document.text().matches("who pays for it").count(), 1);
    assert!(headings(&document).is_empty());
}

#[test]
fn what_a_button_opens_is_read_and_a_menu_is_not() {
    let page = format!(
        "<header><button aria-expanded=false aria-controls=menu>Menu</button>\
         <div id=menu hidden>Rivers, mills and towns of the valley, from north to south.</div></header>\
         <main><h1>The mill and the river</h1><p>{LONG}</p><p>{LONG}</p>\
         <h2><button aria-expanded=false aria-controls='b a'>Who keeps the gates?</button></h2>\
         <div id=a style='display:none'><p>The keeper does, with a boy from the town.</p></div>\
         <p>{LONG}</p></main>"
    );
    let document = read(&page);
    assert!(document.text().contains("The keeper does"));
    assert!(!document.text().contains("towns of the valley"));
}

#[test]
fn a_heading_that_is_a_button_is_read() {
    let page = format!(
        "<main><h1>The mill and the river</h1><p>{LONG}</p>\
         <h2><button aria-expanded=false>Who keeps the gates?</button></h2><p>{LONG}</p>\
         <button><h2>Who pays for them?</h2></button><p>{LONG}</p>\
         <h2>Dyers <button>Copy link</button></h2><p>{LONG}</p><button>Log in</button></main>"
    );
    let document = read(&page);
    assert_eq!(
        headings(&document),
        ["Who keeps the gates?", "Who pays for them?", "Dyers"]
    );
    assert!(!document.text().contains("Log in"));
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

#[test]
fn a_quotation_within_the_text_is_read_and_one_behind_it_is_not() {
    let quote = |name: &str| {
        let words = "whoever closes the gates decides who drinks, said the keeper.";
        format!("<blockquote class=extra><p>{name}: {words}</p></blockquote>")
    };
    let page = format!(
        "<main><h1>The mill and the river</h1><div><p>{LONG}</p></div>{}<div><p>{LONG}</p></div>\
         <div><p>{LONG}</p></div></main><section>{}<p>Indeed so.</p></section>",
        quote("Keeper"),
        quote("Reader"),
    );
    let document = read(&page);
    assert!(document.text().contains("Keeper: whoever"));
    assert!(!document.text().contains("Reader: whoever"));
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

fn whole(body: &str) -> Document {
    let page = format!("<html><body>{body}");
    let options = Options {
        whole_page: true,
        ..Options::default()
    };
    let Import { document, .. } = import(page.as_bytes(), &options).expect("a page");
    document
}

#[test]
fn what_is_sent_late_is_never_lost_with_what_stood_in_for_it() {
    let nested = whole(
        "<p>Start.</p><template id=B:0></template><div>wait <template id=B:1></template></div>\
         <!--/$--><p>End.</p><div hidden id=S:0><p>Part zero.</p></div>\
         <div hidden id=S:1><p>Part one, with words of its own.</p></div>",
    );
    for text in ["Part zero.", "Part one, with words of its own."] {
        assert!(nested.text().contains(text), "{text}");
    }
    let empty = whole(
        "<p>Start.</p><template id=B:0></template><p>Words that stand in.</p><!--/$-->\
         <p>End.</p><div hidden id=S:0></div>",
    );
    assert!(empty.text().contains("Words that stand in."));
}

#[test]
fn of_parts_of_one_name_one_is_put_in_the_place() {
    let document = whole(
        "<template id=B:0></template><p>End.</p><div hidden id=S:0><p>First.</p>\
         <div hidden id=S:0><p>Inner.</p></div></div><div hidden id=S:0><p>Second.</p></div>",
    );
    assert_eq!(document.text(), "First.\nInner.\nEnd.\nSecond.\n");
}
