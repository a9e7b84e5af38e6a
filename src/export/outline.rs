//! A document's outline: its sections, under each its points by their first clause, at the end its
//! takeaways.

use std::io::{self, Write};

use super::passage::{self, Passage};
use crate::document::{Document, Kind, Landmark, SectionIdx, first_clause};
use crate::width;

/// Columns that each level is set in by.
const INDENT_COLUMNS: usize = 2;

/// The fewest columns that a clause is cut to, however deep it stands.
const CLAUSE_COLUMNS_MIN: usize = 20;

pub(super) fn write(
    document: &Document,
    width_columns: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        out,
        width_columns: usize::from(width_columns),
    };
    let title = document.meta().title.clone();
    if let Some(title) = title.or_else(|| passage::text_of(document, Kind::Title)) {
        page.row(0, &title.replace('\n', " "))?;
        page.row(0, "")?;
    }
    let mut section = None;
    let mut takeaways: Vec<Passage> = Vec::new();
    for passage in passage::passages(document) {
        match passage.kind {
            Kind::Heading(_) => {
                section = document.section_at(document.block(passage.first).start);
                page.section(document, passage, section)?;
            }
            Kind::Point => page.point(document, passage, section)?,
            Kind::Takeaway => takeaways.push(passage),
            _ => {}
        }
    }
    if !takeaways.is_empty() {
        page.row(0, &format!("Takeaways ({})", takeaways.len()))?;
    }
    for passage in takeaways {
        page.clause(INDENT_COLUMNS, "•", &passage.row(document))?;
    }
    Ok(())
}

struct Page<'a> {
    out: &'a mut dyn Write,
    width_columns: usize,
}

impl Page<'_> {
    fn section(
        &mut self,
        document: &Document,
        passage: Passage,
        section: Option<SectionIdx>,
    ) -> io::Result<()> {
        let listed = document.listed(document.block(passage.first).start);
        let title = listed.map_or_else(|| passage.row(document), |listed| listed.label.clone());
        let own = section.map(|section| document.own_range(section));
        let points = own.map_or(0, |own| {
            document.landmarks().within(Landmark::Point, own).len()
        });
        let row = match points {
            0 => title,
            1 => format!("{title} (1 point)"),
            count => format!("{title} ({count} points)"),
        };
        self.row(nesting(document, section) * INDENT_COLUMNS, &row)
    }

    fn point(
        &mut self,
        document: &Document,
        passage: Passage,
        section: Option<SectionIdx>,
    ) -> io::Result<()> {
        let marks = document.marks(document.block(passage.first).prefix);
        let marker = marks.last().and_then(|mark| passage::marker(mark));
        let items = marks.iter().filter(|mark| mark.is_item()).count();
        // Points of a section stand one level in from its title.
        let under = section.map_or(0, |_| nesting(document, section) + 1);
        let level = under + items.saturating_sub(1);
        let first = document.block_text(passage.first);
        self.clause(level * INDENT_COLUMNS, marker.unwrap_or("•"), first)
    }

    fn clause(&mut self, indent: usize, marker: &str, text: &str) -> io::Result<()> {
        let taken = indent + width::columns(marker) + 1;
        let room = self.width_columns.saturating_sub(taken);
        let clause = first_clause(text, room.max(CLAUSE_COLUMNS_MIN));
        self.row(indent, &format!("{marker} {clause}"))
    }

    fn row(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let text = text.trim_end();
        let indent = if text.is_empty() { 0 } else { indent };
        writeln!(self.out, "{:indent$}{text}", "")
    }
}

/// How many sections a section is nested in.
fn nesting(document: &Document, section: Option<SectionIdx>) -> usize {
    let outer = |idx: &SectionIdx| document.sections().get(idx.index())?.parent;
    std::iter::successors(section, outer).skip(1).count()
}
