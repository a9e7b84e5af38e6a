//! Tables: those that hold data become rows of cells, those that only lay a page out are walked through.

use dom_query::NodeRef;

use super::tag::{self, Tag, tag};
use super::writer::Writer;
use super::{code, dom};
use crate::document::{Align, Kind, Lead};

/// The most columns that a cell spans, and that a table has.
const COLUMNS_MAX: usize = 64;

/// The most rows that a cell spans.
const ROWS_MAX: usize = 1000;

/// The most rows of code that a cell holds, where they become one.
const CODE_ROWS_MAX: usize = 3;

/// The longest list that a cell holds, in bytes, where its points stand behind each other.
const LIST_BYTES_MAX: usize = 400;

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, table: &NodeRef) {
        let rows = rows(table);
        let lays_out = lays_out(table, &rows) && !(self.choice.keeps_lone_cells && is_plain(table));
        if self.flow.is_flat() || lays_out {
            self.children(table);
            return;
        }
        let mut lead = Lead::Apart;
        for child in table.children_it(false) {
            if dom::name(&child) == "caption" && !dom::text_of(&child, 1).is_empty() {
                self.visit(&child);
                lead = Lead::Close;
            }
        }
        self.flow.builder().begin_table(&align(&rows));
        let mut spans: Vec<usize> = Vec::new();
        for (idx, row) in rows.iter().enumerate() {
            if !self.choice.shows(row) {
                self.visit(row);
                continue;
            }
            let header = heads(row, idx == 0);
            self.name_row(row);
            self.flow.begin(Kind::TableRow { header }, lead);
            self.flow.flat(true);
            self.row(row, &mut spans);
            self.flow.flat(false);
            self.flow.finish_block();
            lead = Lead::Close;
        }
        self.flow.builder().end_table();
    }

    /// Gives the places that a row names to the builder, and those of the group that it begins.
    fn name_row(&mut self, row: &NodeRef) {
        let group = row
            .parent()
            .filter(|_| row.prev_element_sibling().is_none());
        for node in group.iter().chain([row]) {
            self.name_place(node);
        }
    }

    /// Writes a row's cells; `spans` tells for each column how many more rows a cell above covers.
    fn row(&mut self, row: &NodeRef, spans: &mut Vec<usize>) {
        let mut cells = cells(row);
        let mut column = 0;
        while column < COLUMNS_MAX {
            if let Some(covered) = spans.get_mut(column).filter(|left| **left > 0) {
                *covered -= 1;
                self.separate(column);
                column += 1;
                continue;
            }
            let Some(cell) = cells.next() else {
                if spans
                    .get(column..)
                    .is_none_or(|rest| rest.iter().all(|left| *left == 0))
                {
                    break;
                }
                self.separate(column);
                column += 1;
                continue;
            };
            self.separate(column);
            self.visit(&cell);
            let wide = span(&cell, "colspan", COLUMNS_MAX - column);
            let high = span(&cell, "rowspan", ROWS_MAX);
            for at in column..column + wide {
                if spans.len() <= at {
                    spans.resize(at + 1, 0);
                }
                spans[at] = high - 1;
                if at > column {
                    self.separate(at);
                }
            }
            column += wide;
        }
        // No cell is lost, however many there are.
        for cell in cells {
            self.flow.text(" ");
            self.visit(&cell);
        }
    }

    fn separate(&mut self, column: usize) {
        if column > 0 {
            self.flow.end_cell();
        }
    }
}

fn span(cell: &NodeRef, name: &str, max: usize) -> usize {
    dom::attribute(cell, name)
        .and_then(|span| span.trim().parse::<usize>().ok())
        .unwrap_or(1)
        .clamp(1, max.max(1))
}

/// The rows of a table, not those of tables in it nor those that are hidden.
fn rows<'t>(table: &NodeRef<'t>) -> Vec<NodeRef<'t>> {
    let mut rows = Vec::new();
    let is_seen = |node: &NodeRef| !dom::is_hidden(node);
    for child in table.children_it(false).filter(is_seen) {
        match dom::name(&child).as_str() {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => rows.extend(
                child
                    .children_it(false)
                    .filter(|row| dom::name(row) == "tr" && is_seen(row)),
            ),
            _ => {}
        }
    }
    rows
}

fn cells<'t>(row: &NodeRef<'t>) -> impl Iterator<Item = NodeRef<'t>> {
    row.children_it(false)
        .filter(|cell| matches!(dom::name(cell).as_str(), "td" | "th") && !dom::is_hidden(cell))
}

/// Whether a row names the columns: it is in the table's head, or the first and all its cells say so.
fn heads(row: &NodeRef, is_first: bool) -> bool {
    let in_head = row
        .parent()
        .is_some_and(|parent| dom::name(&parent) == "thead");
    let mut all = cells(row).peekable();
    in_head || (is_first && all.peek().is_some() && all.all(|cell| dom::name(&cell) == "th"))
}

fn align(rows: &[NodeRef]) -> Vec<Align> {
    let Some(row) = rows
        .iter()
        .find(|row| cells(row).any(|cell| dom::name(&cell) == "td"))
    else {
        return Vec::new();
    };
    cells(row)
        .take(COLUMNS_MAX)
        .map(|cell| {
            let said = dom::attribute(&cell, "align").unwrap_or_default()
                + &dom::attribute(&cell, "style").unwrap_or_default();
            let said = said.to_ascii_lowercase();
            if said.contains("right") {
                Align::Right
            } else if said.contains("center") {
                Align::Centre
            } else {
                Align::default()
            }
        })
        .collect()
}

/// Whether a table only lays a page out.
pub(super) fn is_layout(table: &NodeRef) -> bool {
    lays_out(table, &rows(table))
}

fn lays_out(table: &NodeRef, rows: &[NodeRef]) -> bool {
    let role = dom::attribute(table, "role").unwrap_or_default();
    if matches!(role.as_str(), "presentation" | "none") {
        return true;
    }
    let mut is_told = false;
    let mut holds_blocks = false;
    for inner in table.descendants_it() {
        match tag(&dom::name(&inner)) {
            Tag::Table | Tag::Heading(_) => return true,
            Tag::Code if code::row_count(&inner) > CODE_ROWS_MAX => return true,
            Tag::List { .. } if is_long(&inner) => return true,
            Tag::Figure | Tag::Code | Tag::Quote => holds_blocks = true,
            Tag::Caption => is_told |= dom::name(&inner) == "caption",
            _ => is_told |= matches!(dom::name(&inner).as_str(), "th" | "thead"),
        }
    }
    let columns = rows.iter().map(|row| cells(row).count()).max().unwrap_or(0);
    columns < 2 || (!is_told && (holds_blocks || rows.len() < 2))
}

fn is_long(list: &NodeRef) -> bool {
    dom::text_of(list, LIST_BYTES_MAX + 1).len() > LIST_BYTES_MAX
}

/// Whether a table holds words, and nothing else in its cells: no blocks, pictures or breaks.
fn is_plain(table: &NodeRef) -> bool {
    let is_part = |name: &str| matches!(name, "tbody" | "td" | "tfoot" | "th" | "thead" | "tr");
    let is_more = |inner: NodeRef| {
        let name = dom::name(&inner);
        let stands_out = tag::is_block(&name) || matches!(tag(&name), Tag::Picture | Tag::Break);
        stands_out && !is_part(&name)
    };
    !dom::text_of(table, 1).is_empty() && !table.descendants_it().any(is_more)
}
