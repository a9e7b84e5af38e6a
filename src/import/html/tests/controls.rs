//! What controls, drawings and pictures say, and where it comes to stand.

use super::{check, read};
use crate::document::Document;
use crate::import::Options;

fn aside(document: &Document) -> String {
    let aside: Vec<&str> = document
        .set_aside()
        .iter()
        .map(|aside| aside.text.as_str())
        .collect();
    aside.join(" | ")
}

const LONG: &str = "The ferry left at six, as it had on every morning since the war, with the post, \
    two crates of eggs, and whoever had something to settle on the other side of the water.";

#[test]
fn a_whole_page_shows_the_words_of_its_controls_and_drawings() {
    check(
        "<p>Go <button>Buy a <b>ticket</b></button><select><option>Child<option>Adult</select> now
         <textarea>Remarks</textarea></p>
         <svg><title>Trips</title><text>1901</text><text>1902</text></svg>
         <object data=a.pdf><p>Fetch the timetable.</p></object>",
        r#"
paragraph "Go Buy a ticket Child Adult now Remarks"
paragraph "1901 1902"
paragraph "Fetch the timetable."
"#,
    );
}

#[test]
fn what_controls_and_pictures_of_an_article_say_is_set_aside_and_not_lost() {
    let page = format!(
        "<title>The ferry</title><body><nav><img src=l.png alt='Harbour Board'><a href=/>Home</a>
         <button>Menu</button></nav><article><h1>The ferry</h1><p>{LONG}</p><p>{LONG}</p>
         <p><button>Play the recording</button></p><svg><text>Depth in feet</text></svg><p>{LONG}</p>
         </article>"
    );
    let document = read(&page, &Options::default());
    let aside = aside(&document);
    for words in [
        "Harbour Board",
        "Menu",
        "Play the recording",
        "Depth in feet",
    ] {
        assert!(aside.contains(words), "{words}: {aside}");
        assert!(!document.text().contains(words), "{words}");
    }
}

#[test]
fn a_picture_between_the_words_of_a_heading_or_of_code_is_one_of_them() {
    check(
        "<h2><img alt=new src=n.png> The <img alt=omega src=o.png> constant</h2>
         <pre>a <img alt=plus src=p.png> b</pre>",
        r#"
heading2 "The omega constant"
code "a plus b"
"#,
    );
}

#[test]
fn a_link_that_is_all_of_a_heading_is_the_heading() {
    let page = format!(
        "<title>The ferry</title><article><h1>The ferry</h1><p>{LONG}</p>
         <h2><a class=anchor href=#a>Linking both sides</a></h2><p>{LONG}</p>
         <h2><a class=permalink href=#b>Copying the lamp</a></h2><p>{LONG}</p>
         <h2><a href=/c><img src=c.png alt='The third boat'></a></h2><p>{LONG}</p>
         <h2>4. <a class=anchor href=#d>Anchoring at night</a></h2><p>{LONG}</p>
         <h2>Fog <a class=headerlink href=#e>Link to this heading</a></h2><p>{LONG}</p>
         <h2>Ice <a href=#f>¶</a></h2><p>{LONG}</p></article>"
    );
    let document = read(&page, &Options::default());
    let headings: Vec<&str> = document
        .sections()
        .iter()
        .map(|section| document.block_text(section.block))
        .collect();
    assert_eq!(
        headings,
        [
            "Linking both sides",
            "Copying the lamp",
            "The third boat",
            "4. Anchoring at night",
            "Fog",
            "Ice"
        ]
    );
}
