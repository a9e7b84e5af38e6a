//! Cuts a block that no window should have to hold, and opens it again in the next one.
//!
//! It is cut where a line begins: before an item, a row, a definition, a block within containers, a
//! line of a paragraph or of HTML. The next window is read after a few lines that open again what
//! was open there, so that the parser's events go on where they were cut off. Where they do not
//! open it (a list of too many levels, say), what follows the cut stands by itself.
//!
//! Where it is cut depends on the block's own bytes alone, so that a head is cut as the whole is.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::gathered::line_start;
use super::stretch::Ranged;

/// The longest lines that open again what was cut, in bytes: so that reading them again costs less
/// than what is read after them.
const PREFIX_BYTES_MAX: usize = 16 * 1024;

/// How a block was cut.
#[derive(Debug)]
pub(super) struct Cut {
    /// Where it was cut, in the text of the window.
    pub(super) at: usize,
    /// The lines that open again what was open there.
    pub(super) prefix: String,
    /// What was open there, outermost first.
    pub(super) open: Vec<TagEnd>,
}

/// Cuts the block that `events` tell, within `reopened`, at the last place after `from`.
pub(super) fn cut(
    text: &str,
    reopened: &[Ranged<'_>],
    events: &mut Vec<Ranged<'_>>,
    from: usize,
) -> Option<Cut> {
    let mut open: Vec<&Ranged<'_>> = reopened.iter().collect();
    let mut joint = None;
    let mut before = None;
    for (idx, event) in events.iter().enumerate() {
        if let Some(around) = open.last().filter(|around| is_joint(around, before, event)) {
            let at = line_start(text, event.1.start);
            // What opened on the same line can't be parted from it.
            if at > from && at > around.1.start {
                joint = Some((idx, at));
            }
        }
        follow(&mut open, event);
        before = Some(event);
    }
    let (idx, at) = joint?;
    let mut open: Vec<&Ranged<'_>> = reopened.iter().collect();
    for event in events.iter().take(idx) {
        follow(&mut open, event);
    }
    let prefix = prefix(text, &open, &events.get(idx)?.0);
    let open = open.iter().filter_map(|(event, _)| match event {
        Event::Start(tag) => Some(tag.to_end()),
        _ => None,
    });
    let open = open.collect();
    events.truncate(idx);
    Some(Cut { at, prefix, open })
}

/// Opens and ends what an event does.
fn follow<'e, 'w>(open: &mut Vec<&'e Ranged<'w>>, event: &'e Ranged<'w>) {
    match event.0 {
        Event::Start(_) => open.push(event),
        Event::End(_) => {
            open.pop();
        }
        _ => {}
    }
}

/// Whether what stands `around` an event can be cut before it, where it begins a line.
fn is_joint(around: &Ranged<'_>, before: Option<&Ranged<'_>>, (event, _): &Ranged<'_>) -> bool {
    let Event::Start(around) = &around.0 else {
        return false;
    };
    let goes_on = matches!(before, Some((Event::SoftBreak | Event::HardBreak, _)));
    match around {
        Tag::Paragraph => goes_on,
        Tag::HtmlBlock => matches!(event, Event::Html(_)),
        Tag::List(_) | Tag::Table(_) | Tag::DefinitionList => matches!(event, Event::Start(_)),
        Tag::Item
        | Tag::BlockQuote(_)
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionListDefinition => match event {
            Event::Start(tag) => goes_on || !is_inline(tag),
            Event::End(_) => false,
            Event::Rule => true,
            _ => goes_on,
        },
        _ => false,
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Lines that open what is open, before `next`; empty where they are too long.
///
/// What opens on one line of the source opens on one of them, with the columns that it had there.
/// After the marks stands what is no part of the text: an empty heading, which nothing goes on
/// from, or a word, where a paragraph goes on.
fn prefix(text: &str, open: &[&Ranged<'_>], next: &Event<'_>) -> String {
    let mut prefix = String::new();
    let mut open = open.iter().peekable();
    let is_block = match next {
        Event::Start(tag) => !is_inline(tag),
        next => *next == Event::Rule,
    };
    while let Some((event, range)) = open.next() {
        let Event::Start(tag) = event else { continue };
        let line = line_start(text, range.start);
        let is_last_on_line = open
            .peek()
            .is_none_or(|(_, next)| line_start(text, next.start) != line);
        let is_last = open.peek().is_none();
        let source = text.get(range.start..).unwrap_or_default();
        let before = text.get(line..range.start).unwrap_or_default();
        if let Tag::Table(_) = tag {
            // Its names, and the row of strokes below them.
            let rows = text.get(line..).unwrap_or_default().split_inclusive('\n');
            prefix.extend(rows.take(2));
            continue;
        }
        if let (Tag::DefinitionListDefinition, true) = (tag, is_last_on_line) {
            prefix.extend([before, "x\n"]);
        }
        if !is_last_on_line {
            continue;
        }
        if let (Tag::DefinitionList, Event::Start(Tag::DefinitionListTitle)) = (tag, next) {
            continue;
        }
        prefix.extend([before, &mark(tag, source)]);
        prefix.push_str(match tag {
            Tag::DefinitionList => "x",
            Tag::HtmlBlock => html_start(source),
            _ if is_last && !is_block => "x",
            _ => "#",
        });
        prefix.push('\n');
        if prefix.len() > PREFIX_BYTES_MAX {
            return String::new();
        }
    }
    prefix
}

/// The mark of a container at the start of its source, with the blanks that set its columns.
fn mark(tag: &Tag<'_>, source: &str) -> String {
    let line = source.lines().next().unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit();
    let sign = match tag {
        Tag::BlockQuote(_) | Tag::DefinitionListDefinition => 1,
        Tag::List(_) | Tag::Item => line.len() - line.trim_start_matches(is_digit).len() + 1,
        Tag::FootnoteDefinition(_) => line.find("]:").map_or(0, |at| at + 2),
        _ => return String::new(),
    };
    let rest = line.get(sign..).unwrap_or_default();
    let words = rest.trim_start_matches([' ', '\t']);
    let blanks = rest.get(..rest.len() - words.len()).unwrap_or_default();
    let is_kept = (1..=4).contains(&blanks.len()) && !words.is_empty();
    let blanks = if is_kept { blanks } else { " " };
    [line.get(..sign).unwrap_or_default(), blanks].concat()
}

/// What starts a block of HTML that ends where the one at the start of `source` does.
fn html_start(source: &str) -> &'static str {
    const STARTS: [&str; 8] = [
        "<!--",
        "<![CDATA[",
        "<!A",
        "<?",
        "<pre>",
        "<script>",
        "<style>",
        "<textarea>",
    ];
    let begins = |start: &&str| {
        let name = start.trim_end_matches(['>', 'A']);
        let own = source.trim_start().get(..name.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(name))
    };
    STARTS.into_iter().find(begins).unwrap_or("<div>")
}
