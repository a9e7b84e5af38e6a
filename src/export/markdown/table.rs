//! A table as GitHub's Markdown has it.

use std::io::{self, Write};
use std::ops::Range;

use crate::document::{Align, BlockIdx, Document, Kind, Offset};
use crate::export::passage::{self, Passage};

use super::escape::Site;
use super::inline::{Inline, Setting};
use super::names::Names;

/// Writes a table; the first row's walls are written already.
pub(super) fn write(
    document: &Document,
    passage: Passage,
    names: &Names,
    further: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let tabs = |text: &str| text.matches('\t').count() + 1;
    let widest = passage.blocks().map(|idx| tabs(document.block_text(idx)));
    let columns = widest.max().unwrap_or(1);
    let is_headed = passage.kind == Kind::TableRow { header: true };
    let mut before = "";
    // A table without a head gets an empty one, since Markdown knows no other.
    if !is_headed {
        writeln!(out, "|{}", "   |".repeat(columns))?;
        write!(out, "{further}")?;
        write_rule(document, passage, columns, out)?;
        before = further;
    }
    for (idx, row) in passage::table_rows(document, passage)
        .into_iter()
        .enumerate()
    {
        let mut cells = cells(document, passage, row, names);
        cells.resize(columns.max(cells.len()), String::new());
        write!(out, "{before}|")?;
        for cell in &cells {
            write!(out, " {} |", cell.trim())?;
        }
        writeln!(out)?;
        before = further;
        if idx == 0 && is_headed {
            write!(out, "{further}")?;
            write_rule(document, passage, cells.len(), out)?;
        }
    }
    Ok(())
}

/// The cells of a row; what the builder cut is put together again.
fn cells(
    document: &Document,
    passage: Passage,
    row: Range<BlockIdx>,
    names: &Names,
) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for block in (row.start.0..row.end.0).map(BlockIdx) {
        let joint = if block == row.start {
            ""
        } else {
            passage.joint(document, block)
        };
        let mut start = document.block(block).start;
        for (number, cell) in document.block_text(block).split('\t').enumerate() {
            let end = Offset(start.0 + cell.len() as u32);
            let setting = Setting {
                site: Site::Cell,
                ..Setting::default()
            };
            let text = Inline::new(document, start..end, names, setting).to_string();
            match cells.last_mut().filter(|_| number == 0) {
                Some(last) => {
                    last.push_str(if joint == "\n" { " " } else { joint });
                    last.push_str(&text);
                }
                None => cells.push(text),
            }
            start = Offset(end.0 + 1);
        }
    }
    cells
}

fn write_rule(
    document: &Document,
    passage: Passage,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let table = document.table_at(passage.first);
    let align = |idx: usize| {
        let column = table.and_then(|table| table.columns.get(idx));
        column.map_or(Align::Left, |column| column.align)
    };
    write!(out, "|")?;
    for idx in 0..columns {
        let stroke = match align(idx) {
            Align::Left => "---",
            Align::Centre => ":-:",
            Align::Right => "--:",
        };
        write!(out, " {stroke} |")?;
    }
    writeln!(out)
}
