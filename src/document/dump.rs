//! A textual picture of a document, for tests and bug reports.

use std::fmt::Write;

use super::{BlockIdx, Document, Kind, Lead, Mark, Role, Target};

/// One row per block: its kind, indented by depth, its marks, its text, and what lies over it.
pub fn dump(document: &Document) -> String {
    let mut picture = String::new();
    let mut aside = document.set_aside().iter().peekable();
    for idx in (0..document.blocks().len() as u32).map(BlockIdx) {
        let range = document.block_range(idx);
        while let Some(item) = aside.next_if(|item| item.at <= range.start) {
            let _ = writeln!(
                picture,
                "set aside ({}) {:?}",
                item.reason.words(),
                item.text
            );
        }
        write_block(&mut picture, document, idx);
    }
    for item in aside {
        let _ = writeln!(
            picture,
            "set aside ({}) {:?}",
            item.reason.words(),
            item.text
        );
    }
    picture
}

fn write_block(picture: &mut String, document: &Document, idx: BlockIdx) {
    let block = document.block(idx);
    let marks = document.marks(block.prefix);
    let _ = write!(picture, "{:1$}{2}", "", marks.len() * 2, name(block.kind));
    if let Some(language) = document.code_language(idx) {
        let _ = write!(picture, "({language})");
    }
    match block.lead {
        Lead::Apart => {}
        Lead::Close => picture.push_str(" close"),
        Lead::Break => picture.push_str(" break"),
        Lead::Cut => picture.push_str(" cut"),
        Lead::Split => picture.push_str(" split"),
    }
    if let Some(mark) = marks.last() {
        let _ = write!(picture, " {}", sign(mark));
    }
    let _ = write!(picture, " {:?}", document.block_text(idx));
    let range = document.block_range(idx);
    let from = block.start.0;
    for span in document.spans(range.clone()) {
        let (start, end) = (span.range.start.0 - from, span.range.end.0 - from);
        let _ = write!(picture, " {}{start}..{end}", roles(span.role));
    }
    for link in document.links(range) {
        let (start, end) = (link.range.start.0 - from, link.range.end.0 - from);
        let _ = match &link.target {
            Target::Inside(at) => write!(picture, " link {start}..{end}→{}", at.0),
            Target::Outside(address) => write!(picture, " link {start}..{end}→{address}"),
        };
    }
    picture.push('\n');
}

fn name(kind: Kind) -> String {
    match kind {
        Kind::Title => "title".into(),
        Kind::Standfirst => "standfirst".into(),
        Kind::Dateline => "dateline".into(),
        Kind::Heading(level) => format!("heading{level}"),
        Kind::Paragraph => "paragraph".into(),
        Kind::Point => "point".into(),
        Kind::Quote => "quote".into(),
        Kind::Takeaway => "takeaway".into(),
        Kind::Code => "code".into(),
        Kind::TableRow { header: true } => "header".into(),
        Kind::TableRow { header: false } => "row".into(),
        Kind::Figure => "figure".into(),
        Kind::Caption { .. } => "caption".into(),
        Kind::Rule => "rule".into(),
        Kind::Footnote => "footnote".into(),
    }
}

fn sign(mark: &Mark) -> String {
    match mark {
        Mark::Quote => ">".into(),
        Mark::Takeaway => "!".into(),
        Mark::Bullet => "•".into(),
        Mark::Number(number) => number.to_string(),
        Mark::Task { done: true } => "[x]".into(),
        Mark::Task { done: false } => "[ ]".into(),
        Mark::Footnote(label) => format!("[{label}]"),
        Mark::Indent => "·".into(),
    }
}

fn roles(role: Role) -> String {
    let names = [
        (Role::EMPHASIS, "emphasis "),
        (Role::STRONG, "strong "),
        (Role::CODE, "code "),
        (Role::STRIKE, "strike "),
        (Role::MATH, "math "),
        (Role::RAISED, "raised "),
        (Role::LOWERED, "lowered "),
    ];
    names
        .iter()
        .filter(|(one, _)| role.has(*one))
        .map(|(_, name)| *name)
        .collect()
}
