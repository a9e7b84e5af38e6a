//! Plain text, set as the page sets it; headings are underlined, so that they read as headings and
//! are found again.

use std::io::{self, Write};

use crate::document::{BlockIdx, Document, Kind};
use crate::layout::{self, Row, Typesetting};
use crate::width;

pub(super) fn write(
    document: &Document,
    width_columns: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    let typesetting = Typesetting { width_columns };
    for idx in (0..document.blocks().len() as u32).map(BlockIdx) {
        let kind = document.block(idx).kind;
        let mut widest = 0;
        let rows = layout::rows(document, idx, typesetting);
        let (gaps, rows): (Vec<Row>, Vec<Row>) = rows
            .into_iter()
            .partition(|row| row.form == layout::Form::Gap);
        for row in &rows {
            let text = painted(document, row);
            widest = widest.max(width::columns(&text));
            writeln!(out, "{text}")?;
        }
        if let Some(underline) = underline(kind) {
            writeln!(out, "{}", underline.repeat(widest))?;
        }
        for row in &gaps {
            writeln!(out, "{}", row.prefix.trim_end())?;
        }
    }
    Ok(())
}

fn underline(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Title => Some("="),
        Kind::Heading(1 | 2) => Some("-"),
        _ => None,
    }
}

fn painted(document: &Document, row: &Row) -> String {
    let mut text = row.prefix.clone();
    for piece in &row.pieces {
        let columns = width::columns(&text);
        let gap = usize::from(piece.column).saturating_sub(columns);
        text.extend(std::iter::repeat_n(' ', gap));
        text.push_str(document.slice(piece.range.clone()));
    }
    text.truncate(text.trim_end().len());
    text
}
