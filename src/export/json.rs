//! A document as one JSON object, version 1.
//!
//! The model derives no serialisation: what is printed is told here, so that it stays as it is when
//! the model changes. Blocks are written one by one. Each field and each element of a list has a
//! row of its own, which makes for readable differences.

mod spans;

use std::fmt;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::passage::{self, Passage};
use crate::document::{Document, Kind, Mark, Section, SectionIdx, SetAside};

/// The version of the schema; it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

pub(super) fn write(
    document: &Document,
    warnings: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Rows::default());
    let whole = Whole { document, warnings };
    whole.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

struct Whole<'a> {
    document: &'a Document,
    warnings: &'a [String],
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.document;
        let meta = document.meta();
        let said = |field: &Option<String>, kind| {
            field.clone().or_else(|| passage::text_of(document, kind))
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("title", &said(&meta.title, Kind::Title))?;
        map.serialize_entry("standfirst", &said(&meta.standfirst, Kind::Standfirst))?;
        map.serialize_entry("byline", &meta.byline)?;
        map.serialize_entry("site", &meta.site)?;
        map.serialize_entry("date", &meta.date.map(|date| date.to_string()))?;
        map.serialize_entry("dateline", &passage::text_of(document, Kind::Dateline))?;
        map.serialize_entry("language", &meta.language)?;
        map.serialize_entry("sections", &Sections(document))?;
        map.serialize_entry("toc", &contents(document))?;
        map.serialize_entry("blocks", &Blocks(document))?;
        map.serialize_entry("set_aside", &Aside(document))?;
        map.serialize_entry("warnings", self.warnings)?;
        map.end()
    }
}

struct Sections<'a>(&'a Document);

impl Serialize for Sections<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sections = self.0.sections().iter().enumerate();
        serializer.collect_seq(sections.map(|(idx, section)| OneSection {
            title: self.0.title_of(SectionIdx(idx as u32)),
            section,
        }))
    }
}

/// The sections that the document's own table of contents lists; none where it has no such table.
fn contents(document: &Document) -> Option<Vec<Entry<'_>>> {
    if document.meta().contents.is_empty() {
        return None;
    }
    let sections = document.sections().iter().enumerate();
    let sections = sections.filter(|(_, section)| document.listed(section.start).is_some());
    let entries = sections.map(|(idx, section)| Entry {
        depth: section.level,
        title: document.title_of(SectionIdx(idx as u32)),
        section: idx,
    });
    Some(entries.collect())
}

#[derive(serde::Serialize)]
struct Entry<'a> {
    depth: u8,
    title: &'a str,
    section: usize,
}

struct OneSection<'a> {
    title: &'a str,
    section: &'a Section,
}

impl Serialize for OneSection<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("level", &self.section.level)?;
        map.serialize_entry("title", self.title)?;
        map.serialize_entry("start", &self.section.start.0)?;
        map.end()
    }
}

struct Blocks<'a>(&'a Document);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.0;
        let blocks = passage::passages(document)
            .filter_map(|passage| Some((passage, name(document, passage)?)))
            .map(|(passage, kind)| OneBlock {
                document,
                passage,
                kind,
            });
        serializer.collect_seq(blocks)
    }
}

struct OneBlock<'a> {
    document: &'a Document,
    passage: Passage,
    kind: &'static str,
}

impl Serialize for OneBlock<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let block = self.document.block(self.passage.first);
        let marks = self.document.marks(block.prefix);
        let section = self.document.section_at(block.start);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.kind)?;
        map.serialize_entry("section", &section.map(|section| section.0))?;
        map.serialize_entry("depth", &passage::depth(&marks))?;
        map.serialize_entry("start", &block.start.0)?;
        match (block.kind, marks.last()) {
            (Kind::Point, mark) => {
                let marker = mark.and_then(|mark| passage::marker(mark));
                map.serialize_entry("marker", marker.unwrap_or("•"))?;
            }
            (Kind::Footnote, Some(Mark::Footnote(label))) => {
                map.serialize_entry("marker", label.as_ref())?;
            }
            _ => {}
        }
        if let Kind::Heading(level) = block.kind {
            map.serialize_entry("level", &level)?;
        }
        if let Some(language) = self.document.code_language(self.passage.first) {
            map.serialize_entry("language", language)?;
        }
        map.serialize_entry("text", &Text(self))?;
        let spans = spans::of(self.document, self.passage);
        if !spans.is_empty() {
            map.serialize_entry("spans", &spans)?;
        }
        map.end()
    }
}

/// A block's text, written stretch by stretch.
struct Text<'a>(&'a OneBlock<'a>);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut stretches = self.0.passage.text(self.0.document);
        stretches.try_for_each(|stretch| f.write_str(stretch))
    }
}

struct Aside<'a>(&'a Document);

impl Serialize for Aside<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.set_aside().iter().map(OneAside))
    }
}

struct OneAside<'a>(&'a SetAside);

impl Serialize for OneAside<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("reason", self.0.reason.words())?;
        map.serialize_entry("text", &self.0.text)?;
        map.end()
    }
}

/// Whether the whole's title says what the document shows as its title: a book's notice may call it
/// otherwise.
fn is_said(document: &Document, passage: Passage) -> bool {
    let shown = passage.row(document).to_lowercase();
    let title = document.meta().title.as_deref();
    title.is_none_or(|title| title.to_lowercase().contains(&shown))
}

/// What a block is called; none for what is a field of the whole.
fn name(document: &Document, passage: Passage) -> Option<&'static str> {
    match passage.kind {
        Kind::Title if !is_said(document, passage) => Some("title"),
        Kind::Title | Kind::Standfirst | Kind::Dateline => None,
        Kind::Heading(_) => {
            let listed = document.listed(document.block(passage.first).start);
            let is_own = listed.is_none_or(|listed| listed.has_heading);
            Some(if is_own { "heading" } else { "title" })
        }
        Kind::Paragraph => {
            let prefix = document.block(passage.first).prefix;
            let is_boxed = document.marks(prefix).last() == Some(&&Mark::Takeaway);
            Some(if is_boxed { "takeaway" } else { "paragraph" })
        }
        Kind::Point => Some("point"),
        Kind::Quote => Some("quote"),
        Kind::Takeaway => Some("takeaway"),
        Kind::Code => Some("code"),
        Kind::TableRow { .. } => Some("table"),
        Kind::Figure => Some("figure"),
        Kind::Caption { .. } => Some("caption"),
        Kind::Rule => Some("rule"),
        Kind::Footnote => Some("footnote"),
    }
}

/// Sets the whole's fields and the lists' elements on rows of their own, and nothing deeper.
#[derive(Default)]
struct Rows {
    depth: usize,
    is_empty: bool,
}

impl Rows {
    /// The deepest level that is set in rows: 1 for the fields, 2 for the elements.
    const DEEPEST: usize = 2;

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_empty = true;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < Self::DEEPEST && !self.is_empty {
            self.new_row(writer)?;
        }
        self.is_empty = false;
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.is_empty = false;
        if !first {
            writer.write_all(b",")?;
        }
        if self.depth <= Self::DEEPEST {
            return self.new_row(writer);
        }
        if first {
            Ok(())
        } else {
            writer.write_all(b" ")
        }
    }

    fn new_row<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        writer.write_all(&b"    "[..self.depth * 2])
    }
}

impl serde_json::ser::Formatter for Rows {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
