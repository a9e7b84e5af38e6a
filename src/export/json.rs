//! JSON, version 1: what the document says of itself, its sections, its blocks, what was set aside.

use std::io::{self, Write};

use serde::Serialize;

use super::paragraph;
use crate::document::{BlockIdx, Document, Kind, Mark, SectionIdx};

/// The version of the form; it changes when a field changes its meaning or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    title: Option<&'a str>,
    standfirst: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<String>,
    language: Option<&'a str>,
    dateline: Option<String>,
}

#[derive(Serialize)]
struct Section<'a> {
    level: u8,
    title: &'a str,
    start: u32,
}

#[derive(Serialize)]
struct Block {
    kind: &'static str,
    section: Option<u32>,
    depth: usize,
    start: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct SetAside<'a> {
    reason: &'static str,
    text: &'a str,
}

pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let meta = document.meta();
    let head = Head {
        version: VERSION,
        title: meta.title.as_deref(),
        standfirst: meta.standfirst.as_deref(),
        byline: meta.byline.as_deref(),
        date: meta.date.map(|date| date.to_string()),
        language: meta.language.as_deref(),
        dateline: dateline(document),
    };
    // The head's fields without its closing brace, so that the lists can follow as they are made.
    let head = serde_json::to_string(&head)?;
    out.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
    let sections = (0..document.sections().len() as u32)
        .map(SectionIdx)
        .map(|idx| {
            let section = document.sections()[idx.index()];
            Section {
                level: section.level,
                title: document.title_of(idx),
                start: section.start.0,
            }
        });
    write_list("sections", sections, out)?;
    write_list(
        "blocks",
        paragraph::all(document).filter_map(|run| block(document, run)),
        out,
    )?;
    let aside = document.set_aside().iter();
    let aside = aside.map(|one| SetAside {
        reason: one.reason.words(),
        text: &one.text,
    });
    write_list("set_aside", aside, out)?;
    out.write_all(b"}\n")
}

fn write_list<T: Serialize>(
    name: &str,
    items: impl Iterator<Item = T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (idx, item) in items.enumerate() {
        out.write_all(if idx == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"]")
}

fn block(document: &Document, run: std::ops::Range<u32>) -> Option<Block> {
    let idx = BlockIdx(run.start);
    let block = document.block(idx);
    let marks = document.marks(block.prefix);
    Some(Block {
        kind: name(block.kind)?,
        section: document.section_at(block.start).map(|section| section.0),
        depth: marks
            .iter()
            .filter(|mark| mark.is_item() || ***mark == Mark::Quote)
            .count(),
        start: block.start.0,
        marker: marks
            .last()
            .filter(|_| block.kind == Kind::Point)
            .and_then(|mark| marker(mark)),
        text: paragraph::text(document, run),
    })
}

/// What a block is called; none for what stands among the head's fields.
fn name(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Title | Kind::Standfirst | Kind::Dateline => return None,
        Kind::Heading(_) => "heading",
        Kind::Paragraph => "paragraph",
        Kind::Point => "point",
        Kind::Quote => "quote",
        Kind::Takeaway => "takeaway",
        Kind::Code => "code",
        Kind::TableRow { .. } => "table",
        Kind::Figure => "figure",
        Kind::Rule => "rule",
        Kind::Footnote => "footnote",
    })
}

fn marker(mark: &Mark) -> Option<String> {
    Some(match mark {
        Mark::Bullet => "•".to_owned(),
        Mark::Number(number) => number.to_string(),
        Mark::Task { done: true } => "[x]".to_owned(),
        Mark::Task { done: false } => "[ ]".to_owned(),
        Mark::Footnote(label) => format!("[{label}]"),
        Mark::Quote | Mark::Takeaway | Mark::Indent => return None,
    })
}

fn dateline(document: &Document) -> Option<String> {
    // They stand before the first section, so this passes no more than the lead.
    let lead = document
        .sections()
        .first()
        .map_or(64, |first| first.block.0);
    let lines: Vec<&str> = (0..lead.min(document.blocks().len() as u32))
        .map(BlockIdx)
        .filter(|idx| document.block(*idx).kind == Kind::Dateline)
        .map(|idx| document.block_text(idx))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
