//! The outline as text: sections by depth, with their counts, and their points by first clause.

use std::io::{self, Write};

use crate::document::{self, Document, Landmark, Offset, SectionIdx};

/// Spaces for each level.
const INDENT: usize = 2;

pub(super) fn write(
    document: &Document,
    width_columns: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = usize::from(width_columns);
    let meta = document.meta();
    if let Some(title) = &meta.title {
        writeln!(out, "{title}")?;
    }
    let lead = document
        .sections()
        .first()
        .map_or(document.end(), |first| first.start);
    write_points(document, Landmark::Point, Offset(0)..lead, 1, width, out)?;
    for idx in (0..document.sections().len() as u32).map(SectionIdx) {
        let depth = depth(document, idx);
        let points = document
            .landmarks()
            .within(Landmark::Point, document.own_range(idx))
            .len();
        let count = if points > 0 {
            format!(" ({points})")
        } else {
            String::new()
        };
        writeln!(
            out,
            "{:2$}{}{count}",
            "",
            document.title_of(idx),
            depth * INDENT
        )?;
        write_points(
            document,
            Landmark::Point,
            document.own_range(idx),
            depth + 1,
            width,
            out,
        )?;
    }
    let takeaways = document.landmarks().of(Landmark::Takeaway).len();
    if takeaways > 0 {
        writeln!(out, "Takeaways ({takeaways})")?;
        write_points(
            document,
            Landmark::Takeaway,
            Offset(0)..document.end(),
            1,
            width,
            out,
        )?;
    }
    Ok(())
}

fn write_points(
    document: &Document,
    kind: Landmark,
    range: std::ops::Range<Offset>,
    depth: usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for at in document.landmarks().within(kind, range) {
        let text = document.block_text(document.block_at(*at));
        let room = width.saturating_sub(depth * INDENT + 2).max(1);
        let clause = document::first_clause(text, room);
        writeln!(out, "{:1$}• {clause}", "", depth * INDENT)?;
    }
    Ok(())
}

fn depth(document: &Document, idx: SectionIdx) -> usize {
    let parent = |idx: SectionIdx| document.sections().get(idx.index())?.parent;
    std::iter::successors(parent(idx), |idx| parent(*idx)).count()
}
