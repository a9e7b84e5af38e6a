//! Markdown: CommonMark with GFM's tables and strikethrough, in which the structure is found again.

mod inline;

use std::io::{self, Write};
use std::ops::Range;

use super::paragraph;
use crate::document::{Align, BlockIdx, Document, Kind, Lead, Mark};

pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<Range<u32>> = None;
    for run in paragraph::all(document) {
        let first = BlockIdx(run.start);
        if let Some(before) = before {
            write_gap(document, BlockIdx(before.start), first, out)?;
        }
        let lines = lines(document, run.clone());
        let (mut prefix, further) = prefixes(document, first);
        for line in lines {
            writeln!(out, "{}", format!("{prefix}{line}").trim_end())?;
            prefix.clone_from(&further);
        }
        before = Some(run);
    }
    Ok(())
}

/// The empty line between two blocks, and the rule that sets the closing takeaways apart.
fn write_gap(
    document: &Document,
    before: BlockIdx,
    next: BlockIdx,
    out: &mut dyn Write,
) -> io::Result<()> {
    let block = document.block(next);
    let outer = document.block(before);
    let is_tight = block.lead == Lead::Close && block.kind == Kind::Point;
    if is_tight && matches!(outer.kind, Kind::Point) {
        return Ok(());
    }
    let marks = document.marks(outer.prefix);
    let shared = marks.iter().zip(document.marks(block.prefix));
    let bars = shared
        .take_while(|(one, other)| *one == other && **one == &Mark::Quote)
        .count();
    writeln!(out, "{}", "> ".repeat(bars).trim_end())?;
    if block.start == document.closing() && outer.kind != Kind::Rule {
        writeln!(out, "---\n")?;
    }
    Ok(())
}

/// What stands before the first and before further lines of a block: its containers' marks.
fn prefixes(document: &Document, idx: BlockIdx) -> (String, String) {
    let block = document.block(idx);
    let marks = document.marks(block.prefix);
    let shows = matches!(block.kind, Kind::Point | Kind::Footnote);
    let mut first = String::new();
    let mut further = String::new();
    for (at, mark) in marks.iter().enumerate() {
        let sign = sign(mark);
        let blank = match mark {
            Mark::Quote | Mark::Takeaway => sign.clone(),
            Mark::Footnote(_) => "    ".to_owned(),
            _ => " ".repeat(list_indent(mark)),
        };
        let is_shown = shows && at + 1 == marks.len();
        first.push_str(if is_shown { &sign } else { &blank });
        further.push_str(&blank);
    }
    if block.kind == Kind::Takeaway && !marks.contains(&&Mark::Takeaway) {
        first.push_str("> ");
        further.push_str("> ");
    }
    (first, further)
}

fn sign(mark: &Mark) -> String {
    match mark {
        Mark::Quote | Mark::Takeaway => "> ".to_owned(),
        Mark::Bullet => "- ".to_owned(),
        Mark::Task { done: true } => "- [x] ".to_owned(),
        Mark::Task { done: false } => "- [ ] ".to_owned(),
        Mark::Number(number) if is_native(number) => format!("{number} "),
        Mark::Number(number) => format!("- {} ", inline::escaped(number)),
        Mark::Footnote(label) => format!("[^{label}]: "),
        Mark::Indent => String::new(),
    }
}

/// How far the content of an item is indented.
fn list_indent(mark: &Mark) -> usize {
    match mark {
        Mark::Number(number) if is_native(number) => number.len() + 1,
        Mark::Indent => 0,
        _ => 2,
    }
}

/// Whether CommonMark knows a number of this form.
fn is_native(number: &str) -> bool {
    let digits = number.strip_suffix(['.', ')']).unwrap_or_default();
    (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn lines(document: &Document, run: Range<u32>) -> Vec<String> {
    let first = BlockIdx(run.start);
    let title = usize::from(document.meta().title.is_some());
    match document.block(first).kind {
        Kind::Title => prose(document, run, "# "),
        Kind::Heading(level) => {
            let level = (usize::from(level) + title).min(6);
            prose(document, run, &format!("{} ", "#".repeat(level)))
        }
        Kind::Standfirst => vec![format!("*{}*", prose(document, run, "").join(" "))],
        Kind::Code => code(document, run),
        Kind::TableRow { .. } => table(document, run),
        Kind::Rule => vec!["---".to_owned()],
        _ => prose(document, run, ""),
    }
}

/// A paragraph: one line, and one more after each hard break.
fn prose(document: &Document, run: Range<u32>, before: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for idx in run.clone().map(BlockIdx) {
        let text = inline::rendered(document, document.block_range(idx));
        match (document.block(idx).lead, lines.last_mut()) {
            (Lead::Cut, Some(line)) => *line = format!("{line} {text}"),
            (Lead::Split, Some(line)) => line.push_str(&text),
            (Lead::Break, Some(line)) => {
                line.push('\\');
                lines.push(inline::guarded(&text));
            }
            _ => lines.push(format!("{before}{}", inline::guarded(&text))),
        }
    }
    lines
}

fn code(document: &Document, run: Range<u32>) -> Vec<String> {
    let text = paragraph::text(document, run);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let body = text.split('\n').map(str::to_owned);
    std::iter::once(fence.clone())
        .chain(body)
        .chain([fence])
        .collect()
}

fn table(document: &Document, run: Range<u32>) -> Vec<String> {
    let align = document
        .table_at(BlockIdx(run.start))
        .map(|table| &table.columns);
    let columns = align.map_or(1, Vec::len);
    let row = |idx: u32| {
        let mut at = document.block(BlockIdx(idx)).start;
        let cells = document.block_text(BlockIdx(idx)).split('\t').map(|cell| {
            let end = crate::document::Offset(at.0 + cell.len() as u32);
            let text = inline::rendered(document, at..end).replace('|', "\\|");
            at = crate::document::Offset(end.0 + 1);
            text
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let rules = (0..columns).map(|idx| {
        match align
            .and_then(|align| align.get(idx))
            .map_or(Align::Left, |column| column.align)
        {
            Align::Left => "---",
            Align::Centre => ":-:",
            Align::Right => "--:",
        }
    });
    let rule = format!("| {} |", rules.collect::<Vec<_>>().join(" | "));
    let has_header = document.block(BlockIdx(run.start)).kind == Kind::TableRow { header: true };
    let mut lines = if has_header {
        vec![row(run.start), rule]
    } else {
        vec![format!("|{}", "   |".repeat(columns)), rule]
    };
    lines.extend((run.start + u32::from(has_header)..run.end).map(row));
    lines
}
