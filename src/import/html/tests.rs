//! Pages of our own, and what comes of them.

mod cells;
mod controls;
mod notes;

use super::{Choice, is_page, write};
use crate::document::{Builder, Document, LinkTarget, dump};
use crate::import::tests::seconds_of;
use crate::import::{Error, Format, Import, Options, Warning, import};

fn read(page: &str, options: &Options) -> Document {
    let options = Options {
        format: Some(Format::Html),
        ..options.clone()
    };
    let Import { document, .. } = import(page.as_bytes(), &options).expect("a page");
    document
}

fn whole(body: &str) -> String {
    let options = Options {
        whole_page: true,
        ..Options::default()
    };
    dump(&read(body, &options))
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(whole(body).trim_end(), expected.trim_matches('\n'));
}

const ARTICLE: &str = include_str!("../../../tests/data/page.html");

#[test]
fn the_article_is_read_and_the_page_around_it_set_aside() {
    let document = read(ARTICLE, &Options::default());
    let meta = document.meta();
    assert_eq!(meta.title.as_deref(), Some("Who keeps the harbour light?"));
    assert_eq!(meta.byline.as_deref(), Some("Ada Quill"));
    assert_eq!(
        meta.date.map(|date| date.to_string()).as_deref(),
        Some("2024-03-05")
    );
    assert_eq!(meta.site.as_deref(), Some("The Gazette"));
    assert_eq!(meta.language.as_deref(), Some("en"));
    assert_eq!(
        meta.standfirst.as_deref(),
        Some("A lamp that nobody owns is a lamp that everybody forgets.")
    );
    insta::assert_snapshot!(dump(&document));
}

#[test]
fn the_whole_page_is_kept_on_asking() {
    let options = Options {
        whole_page: true,
        ..Options::default()
    };
    let document = read(ARTICLE, &options);
    assert!(document.set_aside().is_empty());
    assert!(document.text().contains("Subscribe to the Gazette"));
    assert!(document.text().contains("Who keeps the harbour light?"));
}

#[test]
fn white_space_is_one_space_or_none() {
    check(
        "<p>  two \n words <b> bold </b>, <i>and</i>\n more&nbsp;</p> <div>a<div>b</div>c</div>",
        r#"
paragraph "two words bold , and more\u{a0}" strong 10..14 emphasis 17..20
paragraph "a"
paragraph "b"
paragraph "c"
"#,
    );
}

#[test]
fn one_break_is_a_row_and_two_are_a_paragraph() {
    check(
        "<p>roses<br>are red<br> <br>violets</p>",
        r#"
paragraph "roses"
paragraph break "are red"
paragraph "violets"
"#,
    );
}

#[test]
fn lists_keep_their_nesting_numbers_and_boxes() {
    check(
        "<ol start=3 type=a><li>three<ul><li>inner</ul><li value=7>seven</ol>
         <ul><li><input type=checkbox checked> done<li><input type=checkbox>open</ul>
         <ol reversed><li>two<li>one</ol>",
        r#"
  point c. "three"
    point close • "inner"
  point close g. "seven"
  point [x] "done"
  point close [ ] "open"
  point 2. "two"
  point close 1. "one"
"#,
    );
}

#[test]
fn an_item_that_starts_with_a_heading_or_a_figure_shows_its_mark_at_its_prose() {
    check(
        "<ul><li><h3>Head</h3><p>Body of it.</p><li><img alt='A map'><p>Text.</p><li></ul>",
        r#"
heading3 "Head"
  point • "Body of it."
figure "A map"
  point • "Text."
"#,
    );
}

#[test]
fn figures_have_their_words_and_captions() {
    check(
        "<figure><img alt='Two boats at dawn'><figcaption>The <i>Ada</i></figcaption></figure>
         <figure><img alt='The quay'><figcaption>The quay in 1910</figcaption></figure>
         <p>An <img alt='anchor'> in a row. <img alt='DSC_0012.JPG'><img alt=dot width=1></p>",
        r#"
figure "Two boats at dawn"
caption close "The Ada" emphasis 4..7
caption "The quay in 1910"
paragraph "An anchor in a row."
"#,
    );
}

#[test]
fn tables_of_data_keep_their_columns_and_tables_of_layout_vanish() {
    check(
        "<table><caption>Ships</caption><tr><th>Name<th>Tons<tr><td rowspan=2>Ada<td align=right>12
         <tr><td>13<tr><td colspan=2>none</table>
         <table><tr><td><p>left</p><p>more</p><td><h2>Right</h2></table>",
        r#"
caption "Ships"
header close "Name\tTons"
row close "Ada\t12"
row close "\t13"
row close "none\t"
paragraph "left"
paragraph "more"
heading2 "Right"
"#,
    );
}

#[test]
fn code_keeps_its_rows() {
    check(
        "<pre><code>\nfn main() {\n    go();\n}\n</code></pre>",
        r#"
code "fn main() {"
code close "    go();"
code close "}"
"#,
    );
}

#[test]
fn code_is_in_the_language_that_its_page_tells() {
    let told = [
        "<pre><code class='hljs language-rust'>",
        "<pre class='lang-rust'><code>",
        "<div class='highlight highlight-source-rust'><pre>",
        "<div class='language-rust highlighter'><div class='highlight'><pre class='highlight'>",
        "<div class='highlight-rust notranslate'><div class='highlight'><pre>",
        "<div class='mw-highlight mw-highlight-lang-rust'><pre>",
        "<pre data-lang='rust'>",
        "<pre><code data-language='rust'>",
        "<pre class='brush: rust; gutter: false'>",
        "<pre class='sourceCode rust'>",
    ];
    for start in told {
        let shown = whole(&format!("{start}go();"));
        assert_eq!(shown, "code(rust) \"go();\"\n", "{start}");
    }
    let silent = [
        "<pre>",
        "<pre class='highlight'>",
        "<pre class='language-none'>",
        "<pre class='lang-&#27;[2J'>",
        "<body class='lang-en language-de'><pre>",
        "<div class='lang-en'><pre lang='en'>",
    ];
    for start in silent {
        let shown = whole(&format!("{start}go();"));
        assert_eq!(shown, "code \"go();\"\n", "{start}");
    }
}

#[test]
fn quotes_and_pull_quotes_are_told_apart() {
    check(
        "<blockquote><p>Said once.</p><p>Said twice.</p></blockquote>
         <blockquote class='pull-quote'>Caught by the eye.</blockquote>
         <p>He said <q>no</q>.</p>",
        r#"
  quote > "Said once."
  quote > "Said twice."
  takeaway ! "Caught by the eye."
paragraph "He said “no”."
"#,
    );
}

#[test]
fn the_items_of_a_box_of_takeaways_are_takeaways() {
    check(
        "<div class=key-takeaways><h3>In short</h3><ul><li>One thing.<li><p>Another.</p></ul></div>
         <ul><li>A point.</ul>",
        r#"
  heading3 ! "In short"
  takeaway ! "One thing."
  takeaway close ! "Another."
  point • "A point."
"#,
    );
}

#[test]
fn footnotes_have_their_marks_label_and_lead_back_by_history() {
    check(
        "<p>Claim.<sup><a href='#n1'>[1]</a></sup></p>
         <section class=footnotes><ol><li id=n1><p>Proof. <a href='#r1'>↩</a></p></li></ol></section>",
        r#"
paragraph "Claim.[1]" raised 6..9 link 6..9→10
  footnote [1] "Proof."
"#,
    );
}

#[test]
fn links_lead_inside_or_to_what_the_base_makes_of_them() {
    let options = Options {
        whole_page: true,
        address: Some("https://example.org/a/page.html".into()),
        ..Options::default()
    };
    let page = "<p id=top><a href='../b?x=1#y'>b</a> <a href='#top'>t</a> \
                <a href='https://example.org/a/page.html#top'>own</a> \
                <a href='javascript:run()'>js</a> <a href='mailto:a@b.c'>m</a></p>";
    let document = dump(&read(page, &options));
    assert_eq!(
        document.trim_end(),
        r#"paragraph "b t own js m" link 0..1→https://example.org/b?x=1#y link 2..3→0 link 4..7→0 link 11..12→mailto:a@b.c"#
    );
}

#[test]
fn a_base_needs_no_address_of_the_page() {
    check(
        "<base href='https://example.net/x/'><p><a href='c.html'>c</a></p>",
        r#"paragraph "c" link 0..1→https://example.net/x/c.html"#,
    );
}

#[test]
fn a_page_of_links_far_from_its_base_has_them_absolute_as_far_as_there_is_room() {
    let base = format!("https://example.org/{}", "far/".repeat(500));
    let links = "<p><a href='x'>x</a></p>".repeat(1000);
    let bytes = whole(&format!("<base href='{base}'>{links}")).len();
    assert!((200_000..400_000).contains(&bytes), "{bytes}");
}

#[test]
fn hidden_rows_and_cells_of_tables_are_not_read() {
    check(
        "<table><tr><th>A<th>B<th hidden>C<tr hidden><td>no<td>no<tr><td>a<td>b<td style='display:none'>no
         <tbody style='display: none'><tr><td>no<td>no</table>",
        r#"
header "A\tB"
row close "a\tb"
"#,
    );
}

#[test]
fn what_is_hidden_is_neither_standfirst_nor_date() {
    let prose = "<p>The ferry was slow, and so were those who waited for it, all of them.</p>";
    let page = format!(
        "<title>The ferry</title><div hidden><p class=dek>Words that nobody is to see.</p>
         <time datetime='2001-02-03'>x</time></div><h1>The ferry</h1>
         <article><p><time datetime='2014-05-06'>then</time></p>{}</article>",
        prose.repeat(5)
    );
    let document = read(&page, &Options::default());
    let meta = document.meta();
    assert_eq!(meta.standfirst, None);
    let date = meta.date.map(|date| date.to_string());
    assert_eq!(date.as_deref(), Some("2014-05-06"));
}

#[test]
fn only_what_a_style_says_of_the_element_hides_it() {
    check(
        "<body style='visibility:hidden'><p style='--menu-display:none'>One</p>
         <p style='color: red; DISPLAY: none !important'>Never</p>",
        r#"paragraph "One""#,
    );
}

#[test]
fn what_is_hidden_or_runs_is_not_read() {
    check(
        "<p>seen<script>alert(1)</script><style>p{}</style><span hidden>no</span></p>
         <div style='display: none'>never</div><template>t</template>",
        r#"paragraph "seen""#,
    );
}

#[test]
fn formulas_are_read_in_a_row() {
    check(
        "<p>So <math><mi>x</mi><mo>=</mo><mfrac><mrow><mo>−</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>.</p>
         <p><math alttext='a^2'><mi>a</mi></math></p>",
        r#"
paragraph "So x = (− b)/2." math 3..16
figure "a^2" math 0..3
"#,
    );
}

#[test]
fn definitions_and_foldings_show_their_terms() {
    check(
        "<dl><dt>Lamp<dd>It burns.</dl><details><summary>More</summary>Inside.</details>",
        r#"
paragraph "Lamp" strong 0..4
  paragraph close · "It burns."
paragraph "More" strong 0..4
paragraph "Inside."
"#,
    );
}

#[test]
fn xhtml_closes_its_own_elements() {
    let page = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head>\
                <body><p><a id='x'/>one&nbsp;two</p><p>three</p></body></html>";
    check(page, "paragraph \"one\\u{a0}two\"\nparagraph \"three\"");
}

#[test]
fn a_part_of_a_tree_is_written_by_the_addresses_it_is_given() {
    struct Chapter;
    impl super::Addresses for Chapter {
        fn name(&self, id: &str) -> String {
            format!("two.xhtml#{id}")
        }
        fn target(&self, href: &str) -> Option<LinkTarget> {
            Some(LinkTarget::Named(href.into()))
        }
    }
    let tree = super::parse("<p id=a>one <a href='two.xhtml#a'>back</a></p>");
    let mut builder = Builder::default();
    write(&tree.root(), &Chapter, &Choice::default(), &mut builder);
    let document = builder.finish().expect("a small document");
    assert_eq!(
        dump(&document).trim_end(),
        r#"paragraph "one back" link 4..8→0"#
    );
}

#[test]
fn pages_are_known_by_how_they_start() {
    assert!(is_page(b"\xEF\xBB\xBF \n<!DOCTYPE html><p>x"));
    assert!(is_page(
        b"<!-- saved from url=(0014)about:internet -->\n<HTML>"
    ));
    assert!(is_page(b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC>"));
    assert!(!is_page(b"<p>a paragraph is no page"));
    assert!(!is_page(b"A text about <html> and <body>."));
}

#[test]
fn what_nests_too_deep_or_multiplies_stays_small() {
    let deep = "<div>".repeat(50_000) + "found";
    assert!(whole(&deep).contains("found"));
    let fonts: String = (0..300).map(|n| format!("<font color=c{n}>")).collect();
    let many = fonts + &"<p>x".repeat(5_000);
    let tree = super::parse(&many);
    assert!(tree.tree.len() < 60_000, "{}", tree.tree.len());
    let crowd: String = (0..20_000).map(|n| format!("a{n} ")).collect();
    assert_eq!(
        whole(&format!("<p {crowd}>text</p>")).trim_end(),
        "paragraph \"text\""
    );
}

#[test]
fn a_page_without_text_says_so() {
    let read = |page: &str| import(page.as_bytes(), &Options::default());
    let script = "<script>show()</script><noscript></noscript>";
    let page = format!("<!DOCTYPE html><body><div id=app></div>{script}");
    assert_eq!(read(&page).err(), Some(Error::NoText));
    let page = format!("<!DOCTYPE html><title>An app</title><body>{script}");
    let Import { document, warnings } = read(&page).expect("a title");
    assert_eq!(document.text(), "An app\n");
    assert_eq!(warnings, [Warning::NoText]);
}

#[test]
fn long_texts_full_of_escapes_take_linear_time() {
    let page = format!("<!DOCTYPE html><body>{}", "&".repeat(500_000));
    let seconds = seconds_of(|| {
        import(page.as_bytes(), &Options::default()).expect("signs");
    });
    assert!(seconds < 10, "{seconds} s");
}

const ARCHIVE: &str = "From: <Saved by a browser>\r\n\
    Snapshot-Content-Location: https://example.org/mill\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: multipart/related; type=\"text/html\"; boundary=\"--parts\"\r\n\r\n\
    ----parts\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n\
    iVBORw0KGgo=\r\n\
    ----parts\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\n\
    <html><body><p>The m=FChle stands <a href=3D\"/still\">sti=\r\n\
    ll</a>.</p></body></html>\r\n\
    ----parts--\r\n";

#[test]
fn the_page_of_a_web_archive_is_read() {
    let Import { document, warnings } =
        import(ARCHIVE.as_bytes(), &Options::default()).expect("a page");
    assert_eq!(
        dump(&document),
        "paragraph \"The mühle stands still.\" link 18..23→https://example.org/still\n"
    );
    assert_eq!(warnings, []);
    for end in 0..ARCHIVE.len() {
        let _ = import(&ARCHIVE.as_bytes()[..end], &Options::default());
    }
}
