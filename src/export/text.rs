//! A document as plain text, set as the page sets it.
//!
//! Without colour, headings are told by the row under them: `=` under the title, `-` and `~` under
//! sections of the first and second level, as plain text has been written since typewriters. A rule
//! stands before the closing takeaways. Rows are those of the layout, so the printed page is the
//! page on the screen.

use std::io::{self, Write};

use crate::document::{BlockIdx, Document, Kind};
use crate::layout::{self, Form, Row, Typesetting};
use crate::width;

pub(super) fn write(
    document: &Document,
    width_columns: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    let typesetting = Typesetting { width_columns };
    let last = document.last_block();
    for idx in (0..=last.0).map(BlockIdx) {
        let start = document.block(idx).start;
        if idx.0 > 0 && start == document.closing() {
            writeln!(
                out,
                "{}\n",
                "─".repeat(usize::from(width_columns / 3).max(3))
            )?;
        }
        let ends_heading = idx == last || !document.block(BlockIdx(idx.0 + 1)).lead.continues();
        let stroke = stroke(document.block(idx).kind).filter(|_| ends_heading);
        let rows = layout::rows(document, idx, typesetting);
        let (gaps, rows): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| row.form == Form::Gap);
        let mut widest = 0;
        for row in &rows {
            let painted = painted(document, row);
            widest = widest.max(width::columns(&painted));
            writeln!(out, "{painted}")?;
        }
        if let Some(stroke) = stroke.filter(|_| widest > 0) {
            // A heading in a box is underlined within it.
            let before = rows.first().map_or("", |row| row.prefix.as_str());
            let columns = widest.saturating_sub(width::columns(before));
            writeln!(out, "{before}{}", stroke.repeat(columns))?;
        }
        for row in gaps {
            writeln!(out, "{}", row.prefix.trim_end())?;
        }
    }
    Ok(())
}

/// What a heading is underlined with.
fn stroke(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Title => Some("="),
        Kind::Heading(1) => Some("-"),
        Kind::Heading(2) => Some("~"),
        _ => None,
    }
}

/// A row as it is painted, without the spaces at its end.
fn painted(document: &Document, row: &Row) -> String {
    let mut painted = row.prefix.clone();
    let mut columns = width::columns(&painted);
    for piece in &row.pieces {
        let text = document.slice(piece.range.clone());
        let gap = usize::from(piece.column).saturating_sub(columns);
        painted.extend(std::iter::repeat_n(' ', gap));
        painted.push_str(text);
        columns += gap + width::columns(text);
    }
    painted.truncate(painted.trim_end().len());
    painted
}
