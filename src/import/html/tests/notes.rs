//! Notes, what leads back from them, and what belongs to a quotation.

use super::{check, read};
use crate::import::Options;

#[test]
fn only_what_leads_back_to_a_mark_is_left_out_of_a_note() {
    check(
        "<p>Mill<a id=r1 href=#n1>1</a> and weir<sup id=r2><a href=#n2>2</a></sup>.</p>
         <section role=doc-endnotes><ol>
         <li id=n1>The one at the <a href=#yard>back</a> of the yard <a href='o.html#x'>...</a>
         <a href=#r1>back</a></li>
         <li id=n2>Of stone. <a href=#r2>↩</a></li></ol></section>",
        r#"
paragraph "Mill1 and weir2." raised 14..15 link 4..5→17 link 14..15→53
  footnote [1] "The one at the back of the yard ..." link 32..35→o.html#x
  footnote close [2] "Of stone."
"#,
    );
}

#[test]
fn takeaways_aside_and_the_name_under_a_quotation_are_of_the_article() {
    let long = "The ferry left at six, as it had on every morning since the war, with the post, two \
        crates of eggs, and whoever had something to settle on the other side of the water.";
    let page = format!(
        "<title>The ferry</title><article><h1>The ferry</h1><p>{long}</p>
         <aside class=key-takeaways><ul><li>It runs in fog.</ul></aside><p>{long}</p>
         <blockquote>It floats, and it will float when we are gone.<footer><cite>Ann Reed</cite>
         </footer></blockquote><p>{long}</p></article>"
    );
    let document = read(&page, &Options::default());
    assert!(document.text().contains("It runs in fog."));
    assert!(document.text().contains("Ann Reed"));
}
