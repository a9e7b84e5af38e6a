//! HTML that goes on over several blocks: a table with a blank line in it, as people write where a
//! cell shall hold Markdown.
//!
//! Where all of it is prose, Markdown's is told as HTML, too, and the whole is written as one piece
//! of a web page. Where it is more (headings, code, lists), each block is written by itself: what
//! holds such is there for its layout.

use std::ops::ControlFlow;

use pulldown_cmark::{Event, TagEnd};

use super::stretch::{Block, Found, Ranged, Source};
use super::writer::Writer;
use super::{autolink, places, tags};
use crate::document::Lead;
use crate::import::html;

/// How far the end of an element is looked for, in bytes.
const REACH_BYTES: usize = 64 * 1024;

/// How much of that is parsed at once, as long as blocks end in it.
const WINDOW_BYTES: usize = 2 * 1024;

/// What looking for ends may cost, in bytes parsed: some, and for each byte of the text.
const SPENT_FREE: usize = 4 * REACH_BYTES;
const SPENT_PER_BYTE: usize = 4;

/// Elements that say of the text in them what it is.
const TELLING: [&str; 7] = ["blockquote", "dl", "figure", "ol", "pre", "table", "ul"];

/// The HTML of a text.
#[derive(Debug, Default)]
pub(super) struct Html {
    /// The source of the block that is being read.
    pub(super) source: String,
    /// Up to where in the text blocks were written with one before them.
    written: usize,
    /// What looking for ends has cost.
    spent: usize,
}

/// What a block of HTML and those after it are.
enum Spread {
    /// One piece, as HTML, up to a place in the source.
    One(String, usize),
    /// Blocks that stand by themselves.
    Apart,
    /// It depends on what follows a head.
    Unknown,
}

impl Writer<'_, '_> {
    /// Writes a block of HTML by itself.
    pub(super) fn html_block(&mut self) {
        let source = std::mem::take(&mut self.html.source);
        self.write_html(&source);
    }

    fn write_html(&mut self, source: &str) {
        let page = html::parse_html(&tags::with_unended_shown(source));
        let choice = html::Choice::of_markdown(opened_in(source) == 0);
        html::write(&page.root(), &places::Places, &choice, self.flow.builder());
        self.flow.lead = Lead::Apart;
    }

    /// Whether a block at the top level was written with one before it.
    pub(super) fn is_written(&self, block: &Block<'_>) -> bool {
        block.range.0 < self.html.written
    }

    /// Writes a block at the top level with those after it, where an element goes on in them;
    /// whether it did. It breaks where what follows could change it.
    pub(super) fn spread(&mut self, block: &Block<'_>) -> ControlFlow<(), bool> {
        let start = block.range.0;
        let can_spend = self.html.spent <= SPENT_FREE + SPENT_PER_BYTE * start;
        if opened(block.events) <= 0 || !can_spend {
            return ControlFlow::Continue(false);
        }
        let (spread, cost) = spread(self.source, start);
        self.html.spent += cost;
        match spread {
            Spread::One(html, end) => {
                self.html.written = end;
                self.write_html(&html);
                ControlFlow::Continue(true)
            }
            Spread::Apart => ControlFlow::Continue(false),
            Spread::Unknown => ControlFlow::Break(()),
        }
    }
}

/// What the block of HTML at `start` and those after it are, and how many bytes it took to see.
fn spread(source: Source<'_>, start: usize) -> (Spread, usize) {
    let ahead = source.ahead(start, REACH_BYTES).with_window(WINDOW_BYTES);
    let mut html = String::new();
    let mut open = 0;
    let mut end = 0;
    let mut spread = None;
    let visited = ahead.visit(&mut |found| {
        let Found::Block(block) = found else {
            return ControlFlow::Continue(());
        };
        end = block.range.1;
        if !block.events.iter().all(|(event, _)| is_prose(event)) {
            spread = Some(Spread::Apart);
            return ControlFlow::Break(());
        }
        let events = block.events.iter().map(|(event, _)| event.clone());
        pulldown_cmark::html::push_html(&mut html, events);
        open += opened(block.events);
        if open > 0 {
            return ControlFlow::Continue(());
        }
        spread = Some(Spread::One(std::mem::take(&mut html), start + end));
        ControlFlow::Break(())
    });
    if let Some(spread) = spread {
        return (spread, end.max(WINDOW_BYTES));
    }
    let goes_on = visited.is_break() || start + REACH_BYTES >= source.text().len();
    if source.is_of_head() && goes_on {
        return (Spread::Unknown, 0);
    }
    (Spread::Apart, REACH_BYTES)
}

/// Whether HTML says all that an event does.
fn is_prose(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_prose_tag(tag.to_end()),
        Event::End(tag) => is_prose_tag(*tag),
        // An address that stands bare is a link in Markdown alone.
        Event::Text(text) => {
            let parts = || autolink::parts(text);
            !autolink::may_have(text) || parts().iter().all(|part| part.address.is_none())
        }
        Event::Code(_)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        _ => false,
    }
}

fn is_prose_tag(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::HtmlBlock
            | TagEnd::Paragraph
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// How many elements of those that tell something are opened by events, less those that are ended.
fn opened(events: &[Ranged<'_>]) -> isize {
    let sources = events.iter().filter_map(|(event, _)| match event {
        Event::Html(source) | Event::InlineHtml(source) => Some(source),
        _ => None,
    });
    sources.map(|source| opened_in(source)).sum()
}

fn opened_in(source: &str) -> isize {
    let tags = source.split('<').skip(1);
    tags.map(|tag| {
        let (ends, name) = tags::name(tag);
        match TELLING
            .iter()
            .any(|telling| name.eq_ignore_ascii_case(telling))
        {
            true if ends => -1,
            true => 1,
            false => 0,
        }
    })
    .sum()
}

#[cfg(test)]
mod tests {
    use crate::document::dump;
    use crate::import::{Extent, Format, HEAD_BYTES_MIN, Options, import};

    fn read(text: &str, extent: Extent) -> String {
        let options = Options {
            format: Some(Format::Markdown),
            extent,
            ..Options::default()
        };
        dump(&import(text.as_bytes(), &options).expect("text").document)
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read(text, Extent::Whole), expected);
    }

    const TABLE: &str = "<table>\n<tr>\n<th>Code</th>\n<th>Meaning</th>\n</tr>\n\n<tr><td>\n\n**7**\n\n\
                         </td><td>\n\nAs *said* in [the log][log].\n\n</td></tr>\n</table>\n";

    #[test]
    fn a_table_with_markdown_in_its_cells_is_a_table() {
        check(
            &format!("Before.\n\n{TABLE}\nAfter.\n\n[log]: log.md\n"),
            "paragraph \"Before.\"\n\
             header \"Code\\tMeaning\"\n\
             row close \"7\\tAs said in the log.\" strong 0..1 emphasis 5..9 link 13..20→log.md\n\
             paragraph \"After.\"\n",
        );
    }

    #[test]
    fn what_holds_more_than_prose_is_only_laid_out() {
        check(
            "<table><tr>\n<td>First</td>\n<td>\n\n## Head\n\n```go\nx\n```\n\n</td>\n</tr></table>\n\nAfter.\n",
            "paragraph \"First\"\nheading2 \"Head\"\ncode(go) \"x\"\nparagraph \"After.\"\n",
        );
        check(
            "<table><tr><td>\n\nSee www.mill.example\n\n</td></tr></table>\n",
            "paragraph \"See www.mill.example\" link 4..20→http://www.mill.example\n",
        );
    }

    #[test]
    fn quotes_and_code_go_on_over_empty_lines() {
        check(
            "<blockquote>\n\nQuoted *words*.\n\n</blockquote>\n\n<div><pre>\na\n\nb\n</pre></div>\n\nc\n",
            "  quote > \"Quoted words.\" emphasis 7..12\ncode \"a\"\ncode close \"b\"\nparagraph \"c\"\n",
        );
        check("<ul>\n\nnever ended\n", "paragraph \"never ended\"\n");
    }

    #[test]
    fn a_lone_cell_is_a_table_where_it_holds_words_alone() {
        let cell = |held: &str| {
            read(
                &format!("<table><tr><td>{held}</td></tr></table>\n"),
                Extent::Whole,
            )
        };
        assert_eq!(
            cell("\nfew <b>words</b>\n"),
            "row \"few words\" strong 4..9\n"
        );
        assert_eq!(
            cell("<p>one</p><p>two</p>"),
            "paragraph \"one\"\nparagraph \"two\"\n"
        );
        assert_eq!(cell("<img src=a.png alt='A mill'>"), "figure \"A mill\"\n");
    }

    #[test]
    fn a_table_that_a_head_does_not_end_waits_for_the_whole() {
        let words = "Words before it.\n\n".repeat(HEAD_BYTES_MIN / 18 + 1);
        let open = TABLE.split_once("**7**").expect("a cell").0;
        let head = read(&format!("{words}{open}**7**\n\n</td>\n\nx\n"), Extent::Head);
        assert!(head.ends_with("paragraph \"Words before it.\"\n"));
        let after = format!("{words}[log]: log.md\n\n{TABLE}\nAfter.\n\nx\n");
        let head = read(&after, Extent::Head);
        assert!(
            head.ends_with("→log.md\nparagraph \"After.\"\n"),
            "{}",
            head.get(head.len() - 200..).unwrap_or_default()
        );
    }
}
