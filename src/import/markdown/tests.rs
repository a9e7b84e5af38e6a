//! Markdown becomes the document that its readers mean.

mod cuts;

use proptest::prelude::*;

use super::*;
use crate::document::{Align, BlockIdx, Document, Landmark, Lead, dump};
use crate::import::tests::seconds_of;
use crate::import::{Format, HEAD_BYTES_MIN, Options, import as import_any, sniff};

fn import_of(text: &str, extent: Extent) -> Document {
    let options = Options {
        format: Some(Format::Markdown),
        extent,
        ..Options::default()
    };
    import_any(text.as_bytes(), &options)
        .expect("text")
        .document
}

fn picture(text: &str) -> String {
    dump(&import_of(text, Extent::Whole))
}

const SAMPLE: &str = include_str!("../../../tests/data/sample.md");

#[test]
fn a_text_is_read_with_all_that_markdown_has() {
    let expected = include_str!("../../../tests/data/sample.dump");
    let document = import_of(SAMPLE, Extent::Whole);
    assert_eq!(dump(&document), expected, "\n{}", dump(&document));
    let meta = document.meta();
    assert_eq!(meta.title.as_deref(), Some("How a mill is kept"));
    assert_eq!(meta.byline.as_deref(), Some("Ann Writer, Bo Miller"));
    assert_eq!(meta.language.as_deref(), Some("en"));
}

#[test]
fn a_lone_first_heading_is_the_title() {
    let title = |text: &str| import_of(text, Extent::Whole).meta().title.clone();
    let picture = "[![built](b.svg)](x) ![](y.png)\n\n";
    assert_eq!(
        title("A *mill*\n========\n\nWords.\n").as_deref(),
        Some("A mill")
    );
    assert_eq!(
        title(&format!("{picture}# A mill\n\n## More\n")).as_deref(),
        Some("A mill")
    );
    let html = "<p align=\"center\"><img src=\"a.png\"></p>\n<h1>A <em>mill</em></h1>\n\n## More\n";
    assert_eq!(title(html).as_deref(), Some("A mill"));
    assert_eq!(title("# One\n\nWords.\n\n# Two\n"), None);
    assert_eq!(title("Words.\n\n# One\n"), None);
    assert_eq!(title("## One\n\n# Two\n"), None);
}

#[test]
fn money_and_names_with_underscores_stay_what_they_are() {
    let text =
        "From $5 to $6, **$7**/**$8**, US$9-$10, a_b_c, 2*3*4 and $x_1$.\n\nOf $a*b*c$ and $d$.\n";
    let shown = picture(text);
    assert!(
        shown.contains("\"From $5 to $6, $7/$8, US$9-$10, a_b_c, 234 and $x_1$.\""),
        "{shown}"
    );
    assert!(
        shown.contains("\"Of a*b*c and d.\" math 3..8 math 13..14"),
        "{shown}"
    );
}

#[test]
fn links_to_headings_lead_inside() {
    let shown = picture("[a](#the-b) [b](#The-B-1) [c](#none)\n\n# The B!\n\n## The B\n");
    assert!(
        shown.starts_with("paragraph \"a b c\" link 0..1→6 link 2..3→13\n"),
        "{shown}"
    );
}

#[test]
fn html_within_a_sentence_is_read() {
    let shown = picture(
        "H<sub>2</sub>O<br/>and <kbd>Esc</kbd> <!-- note --> <a href='x.md'>there</a> <em>open, \
         <img src=a alt='a mill'> <style>p{}</style>*end*</em>.\n\nnext\n",
    );
    assert_eq!(
        shown,
        "paragraph \"H2O\" lowered 1..2\n\
         paragraph break \"and Esc there open, a mill end.\" code 4..7 emphasis 14..30 link 8..13→x.md\n\
         paragraph \"next\"\n"
    );
}

#[test]
fn a_tag_that_would_swallow_what_follows_is_text() {
    assert_eq!(
        picture("The <title> and\n<b>the</b> <style>.\n\n<div>\nThe <textarea> element.\n</div>\n"),
        "paragraph \"The <title> and the <style>.\" strong 16..19\n\
         paragraph \"The <textarea> element.\"\n"
    );
    let hidden = "<div>\n<title>a</title>\nshown\n<style>\np {}\n</div>\n";
    assert_eq!(picture(hidden), "paragraph \"shown\"\n");
}

#[test]
fn footnotes_stand_at_the_end_of_their_section_once() {
    let shown = picture(
        "# A\n\nx[^b] y[^a] z[^b] [^none]\n\n[^a]: about *a*\n\n    - item\n\n## B\n\nend\n\n\
         [^b]: about b[^c]\n[^c]: about c\n[^d]: never called\n",
    );
    assert_eq!(
        shown,
        "heading1 \"A\"\n\
         paragraph \"x[1] y[2] z[1] [^none]\" raised 1..4 raised 6..9 raised 11..14 \
         link 1..4→25 link 6..9→36 link 11..14→25\n  \
         footnote [1] \"about b[3]\" raised 7..10 link 7..10→49\n  \
         footnote close [2] \"about a\" emphasis 6..7\n    \
         point • \"item\"\n  \
         footnote close [3] \"about c\"\n\
         heading2 \"B\"\n\
         paragraph \"end\"\n  \
         footnote [4] \"never called\"\n"
    );
}

#[test]
fn code_is_in_the_language_that_its_fence_tells() {
    for (info, language) in [
        ("rust", "(rust)"),
        (" c++ numbered", "(c++)"),
        ("rust,ignore", "(rust)"),
        ("{.python .lines}", "(python)"),
        ("{r, echo=FALSE}", "(r)"),
        ("js{1,3}", "(js)"),
        ("", ""),
        ("<&\u{1B}>", ""),
    ] {
        let shown = picture(&format!("~~~{info}\na\n\nb\n~~~\n\n    c\n"));
        let expected = format!(
            "code{language} \"a\"\ncode{language} close \"\"\ncode{language} close \"b\"\ncode \"c\"\n"
        );
        assert_eq!(shown, expected, "{info}");
    }
    let html = "<pre lang=x><code class=\"language-go\">\nx\n</code></pre>\n";
    assert_eq!(picture(html), "code(go) \"x\"\n");
}

#[test]
fn content_comes_before_the_name() {
    assert_eq!(sniff(SAMPLE.as_bytes(), Some("a.txt")), Format::Markdown);
    assert_eq!(sniff(SAMPLE.as_bytes(), None), Format::Markdown);
    assert_eq!(sniff(b"words\n", Some("a.md")), Format::Markdown);
    assert_eq!(
        sniff(b"<!doctype html><p>words", Some("a.md")),
        Format::Html
    );
    assert_eq!(sniff(b"# a\n\n`b`\n\n# c\n", Some("a.py")), Format::Code);
}

/// Source lines that constructs start with, end with and trip over.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "# A heading",
    "## Another *one*",
    "Setext",
    "======",
    "---",
    "Words that go on for a while, with `code` and *stress*.",
    "A [reference][later], one [known], and a list[0].",
    "[known]: https://mill.example/known",
    "[0]: zero.md 'title",
    "A note[^1] and another[^far].",
    "[^1]: The note.",
    "    and more of it, or code",
    "[^far]: Far, with [a reference][later].",
    "- a point",
    "  - an inner one",
    "  more of it",
    "1. first",
    "7) seventh",
    "- [ ] to do",
    "> quoted",
    ">",
    "> - quoted point",
    "```",
    "~~~ sh",
    "| a | b |",
    "|---|:-:|",
    "| 1 | 2 |",
    "Term",
    ": its definition",
    "<div>",
    "</div>",
    "<!-- open",
    "close -->",
    "<pre>",
    "</pre>",
    "<table><tr><td>",
    "</td><td>",
    "</td></tr></table>",
    "<blockquote>",
    "</blockquote>",
    "<script>",
    "$$",
    "It is $5, or $a*b$, or $6-$7.",
    "![a picture](x.png)",
    "a hard break\\",
    "  indented",
    "\tby a tab",
    "> [!NOTE]\n> of it",
    "+++",
];

fn text() -> impl Strategy<Value = String> {
    let line = prop::sample::select(LINES);
    let end = prop::sample::select(&["\n", "\n", "\n\n", "\n\n", "\r\n"][..]);
    prop::collection::vec((line, end), 1..60).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end])
            .collect()
    })
}

fn languages(document: &Document) -> Vec<Option<&str>> {
    let blocks = (0..=document.last_block().0).map(BlockIdx);
    blocks.map(|idx| document.code_language(idx)).collect()
}

fn with_window(text: &str, bytes: usize) -> Document {
    let mut builder = Builder::default();
    let source = Source::new(text, Extent::Whole).with_window(bytes);
    write(source, Extent::Whole, None, &mut builder);
    builder.finish().expect("small")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn where_windows_end_changes_nothing(text in text(), bytes in 1..200_usize) {
        let whole = with_window(&text, usize::MAX);
        let pieces = with_window(&text, bytes);
        prop_assert_eq!(dump(&pieces), dump(&whole), "{}", text);
    }

    #[test]
    fn a_start_of_any_length_is_a_prefix(text in text(), share in 0..100_usize) {
        let whole = import_of(&format!("{text}x"), Extent::Whole);
        let cut = text.floor_char_boundary(text.len() * share / 100);
        let start = format!("{}x", text.get(..cut).expect("a boundary"));
        let head = import_of(&start, Extent::Head);
        if head.text() != "\n" {
            let count = head.blocks().len();
            prop_assert!(whole.text().starts_with(head.text()), "{}\n{}", dump(&head), dump(&whole));
            prop_assert_eq!(head.blocks(), &whole.blocks()[..count]);
            prop_assert_eq!(languages(&head), &languages(&whole)[..count]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_head_of_a_long_text_is_a_prefix(parts in prop::collection::vec(text(), 4..12)) {
        let part: String = parts.concat();
        // All that references lead to, and an end to what was left open.
        let part = part.replace("[later]", "[known]") + "\n-->\n</pre></script>\n\n";
        let known = "[known]: a.md\n[0]: b.md\n\n[^1]: one\n[^far]: two\n\n";
        let source = format!("{known}{}", part.repeat(2 * HEAD_BYTES_MIN / part.len()));
        let whole = import_of(&source, Extent::Whole);
        for cut in [HEAD_BYTES_MIN, HEAD_BYTES_MIN + 4321] {
            let cut = source.floor_char_boundary(cut);
            let head = import_of(source.get(..cut).expect("long"), Extent::Head);
            if head.text() != "\n" {
                let count = head.blocks().len();
                prop_assert!(whole.text().starts_with(head.text()));
                prop_assert_eq!(head.blocks(), &whole.blocks()[..count]);
                prop_assert_eq!(languages(&head), &languages(&whole)[..count]);
                prop_assert_eq!(head.meta(), whole.meta());
            }
        }
    }
}

#[test]
fn a_head_reaches_as_far_as_what_is_known() {
    let part = "# Part\n\nA [link][known] and words.\n\n[known]: x.md\n\n- a point\n\n";
    let mut source = part.repeat(HEAD_BYTES_MIN / part.len() + 1);
    let head = import_of(&source, Extent::Head);
    let whole = import_of(&source, Extent::Whole);
    assert_eq!(
        head.text(),
        whole
            .text()
            .strip_suffix("a point\n")
            .expect("the last block")
    );
    source.insert_str(0, "Before it [all][later].\n\n");
    assert_eq!(import_of(&source, Extent::Head).text(), "\n");
}

#[test]
fn a_block_that_is_cut_goes_on_as_one() {
    let item =
        |number: usize| format!("1. the item {number} of a long list\n   - with one in it\n");
    let list: String = (1..20_000).map(item).collect();
    let document = import_of(&list, Extent::Whole);
    let shown = dump(&document);
    assert!(shown.ends_with(
        "  point close 19999. \"the item 19999 of a long list\"\n    \
         point close • \"with one in it\"\n"
    ));
    assert_eq!(
        shown.matches("\n  point ").count(),
        shown.matches("\n  point close").count()
    );

    let quote = "> words that are quoted,\n> and more\n>\n".repeat(30_000);
    let document = import_of(&quote, Extent::Whole);
    assert_eq!(document.landmarks().of(Landmark::Quote).len(), 1);
    assert_eq!(document.blocks().len(), 30_000);

    let row = |number: usize| format!("| row {number} | of five |\n");
    let rows: String = (0..50_000).map(row).collect();
    let document = import_of(
        &format!("| what | how |\n|---|--:|\n{rows}\nend\n"),
        Extent::Whole,
    );
    assert_eq!(document.tables().len(), 1);
    assert_eq!(document.tables()[0].columns[1].align, Align::Right);
    assert_eq!(document.blocks().len(), 1 + 50_000 + 1);
    assert!(document.text().ends_with("row 49999\tof five\nend\n"));

    let lines = "words that *go* on and on\n".repeat(60_000);
    let document = import_of(&lines, Extent::Whole);
    let cut = document
        .blocks()
        .iter()
        .filter(|block| block.lead == Lead::Cut);
    assert_eq!(cut.count(), document.blocks().len() - 1);
    assert_eq!(
        document.text().replace('\n', " "),
        "words that go on and on ".repeat(60_000)
    );
}

#[test]
fn nothing_that_is_nested_or_left_open_takes_long() {
    let count = 100_000;
    let sources = [
        format!("{} deep\n{}", ">".repeat(count), "lazy\n".repeat(count)),
        format!("{}deep\n{}", "- ".repeat(count), "\n".repeat(count)),
        (0..1500)
            .map(|depth| format!("{}- d\n", "  ".repeat(depth)))
            .collect(),
        "[".repeat(count),
        "![a](".repeat(count),
        "*a **b _c ".repeat(count / 4),
        "<a <!-- <? ".repeat(count / 4),
        "<b>".repeat(count / 4),
        "<style>".repeat(count / 4),
        "[^a]".repeat(count / 4),
        "[^a]: [^a]\n".repeat(count / 4),
        "$5 $a".repeat(count / 4),
        "_www._www.".repeat(count / 4),
        "a@b:://www.".repeat(count / 4),
        "|".repeat(count / 4) + "\n" + &"|-".repeat(count / 4) + "|\n" + &"|a\n".repeat(count / 4),
        "[a]: b\n".repeat(count / 4),
        "# h\n".repeat(count / 4) + "[x](#h)\n",
        "a\n: b\n".repeat(count / 4),
        "<div>\n\n".repeat(count / 40),
        "<table>\n\n".repeat(count / 4),
        "<table>\n\n    x\n\n".repeat(count / 4),
        "<table>\n\nx\n\n</table>\n\n".repeat(count / 4),
        "<title><xmp>\n".repeat(count / 4),
        "\n".repeat(10 * count) + "x",
    ];
    for source in sources {
        let seconds = seconds_of(|| {
            for extent in [Extent::Whole, Extent::Head] {
                let _ = import_of(&source, extent);
            }
        });
        let start: String = source.chars().take(20).collect();
        assert!(seconds < 10, "{seconds} s for {start:?}");
    }
}

#[test]
fn a_definition_has_a_space_after_its_colon() {
    let shown = picture(
        "Text\n:smile: hi\n\n::: note\nwords\n:::\n\n# Terms\n\nTerm\n: its definition\n:\tand more\n",
    );
    assert_eq!(
        shown,
        "paragraph \"Text :smile: hi\"\n\
         paragraph \"::: note words :::\"\n\
         heading1 \"Terms\"\n\
         paragraph \"Term\" strong 0..4\n  \
         paragraph close · \"its definition\"\n  \
         paragraph close · \"and more\"\n"
    );
}

#[test]
fn items_stand_close_unless_they_are_long_or_hold_more_than_prose() {
    let is_close = |text: &str| picture(text).contains("  point close 2. \"two\"");
    assert!(is_close("1. one\n   - inner\n2. two\n"));
    assert!(!is_close("1. one\n\n2. two\n"));
    assert!(!is_close("1. one\n   ```\n   code\n   ```\n2. two\n"));
    assert!(!is_close(&format!("1. {}\n2. two\n", "long ".repeat(40))));
}

fn set_aside(text: &str) -> Vec<String> {
    let document = import_of(text, Extent::Whole);
    let aside = document.set_aside().iter();
    aside.map(|aside| aside.text.clone()).collect()
}

#[test]
fn what_has_no_place_in_the_text_is_set_aside() {
    let picture = "## Results ![a chart](chart.png) of it\n\nText.\n";
    assert_eq!(set_aside(picture), ["a chart"]);
    let notes = "Text[^a].\n\n[^a]: First words.\n\n[^a]: Second *words*.\n";
    assert_eq!(set_aside(notes), ["Second words."]);
}

#[test]
fn a_tag_that_does_not_end_is_text() {
    assert_eq!(
        picture("<div>\nwords <w and more\n"),
        "paragraph \"words <w and more\"\n"
    );
}

#[test]
fn the_first_definition_of_a_label_holds_in_all_windows() {
    let text = "[a]: one.md\n\n".to_owned() + &"words\n\n".repeat(50) + "[a]\n\n[a]: two.md\n";
    for bytes in [20, 100, usize::MAX] {
        assert!(dump(&with_window(&text, bytes)).contains("→one.md"));
    }
}

#[test]
fn what_a_field_says_is_set_aside() {
    let text = "Write to us:\n\n<textarea>\n\nDear keeper\n\n</textarea>\n\nOr call.\n";
    let document = import_of(text, Extent::Whole);
    assert_eq!(document.text(), "Write to us:\nOr call.\n");
    let aside: Vec<&str> = document.set_aside().iter().map(|it| &*it.text).collect();
    assert_eq!(aside, ["Dear keeper"]);
}
