//! Where addresses show that the terminal may open by itself.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::document::{Document, Target};
use crate::layout::{Form, Row};
use crate::reader;
use crate::width;

/// A stretch of cells that leads to an address outside the document.
///
/// The address is one that the system may be handed, clean of control characters and of any length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The row of the screen.
    pub row: u16,
    /// The columns of the screen.
    pub columns: Range<u16>,
    /// The same for all stretches of one link.
    pub id: u32,
    /// Where it leads.
    pub address: String,
}

/// The hyperlinks of rows that are painted into `area` from its top on, in order.
pub(super) fn of_rows(document: &Document, rows: &[Row], area: Rect) -> Vec<Hyperlink> {
    let mut found = Vec::new();
    for (row, y) in rows.iter().zip(area.y..area.bottom()) {
        if matches!(row.form, Form::Gap | Form::Hidden | Form::Aside) {
            continue;
        }
        for piece in &row.pieces {
            for link in document.links(piece.range.clone()) {
                let Target::Outside(address) = &link.target else {
                    continue;
                };
                let Some(address) = reader::system_address(address) else {
                    continue;
                };
                let start = link.range.start.max(piece.range.start);
                let end = link.range.end.min(piece.range.end);
                let columns = |range| {
                    let columns = width::columns(document.slice(range));
                    u16::try_from(columns).unwrap_or(u16::MAX)
                };
                let x = area.x.saturating_add(piece.column);
                let x = x.saturating_add(columns(piece.range.start..start));
                let right = x.saturating_add(columns(start..end)).min(area.right());
                found.push(Hyperlink {
                    row: y,
                    columns: x..right,
                    id: link.range.start.0,
                    address,
                });
            }
        }
    }
    found
}

/// Takes away the hyperlinks that `area` covers.
pub(super) fn cover(links: &mut Vec<Hyperlink>, area: Rect) {
    links.retain(|link| {
        let is_beside = link.columns.end <= area.x || link.columns.start >= area.right();
        is_beside || !(area.y..area.bottom()).contains(&link.row)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Kind, Lead, LinkTarget, Offset};
    use crate::layout::{Typesetting, screen};

    #[test]
    fn a_link_is_where_it_shows_on_each_of_its_rows() {
        let mut b = Builder::default();
        b.begin(Kind::Paragraph, Lead::Apart);
        b.text("Go to ");
        b.begin_link(LinkTarget::Outside("https://a.example/".into()));
        b.text("a place far off");
        b.end_link();
        b.text(" or ");
        b.begin_link(LinkTarget::Outside("here.txt".into()));
        b.text("here");
        b.end_link();
        b.end();
        let document = b.finish().expect("small");
        let typesetting = Typesetting { width_columns: 14 };
        let rows = screen(&document, Offset(0).into(), 4, typesetting);
        let area = Rect::new(5, 2, 14, 4);
        let links = of_rows(&document, &rows, area);
        let told: Vec<_> = links.iter().map(|l| (l.row, l.columns.clone())).collect();
        assert_eq!(told, [(2, 11..18), (3, 5..12)]);
        assert!(links.iter().all(|link| link.id == 6));
        let mut left = links.clone();
        cover(&mut left, Rect::new(0, 3, 80, 1));
        assert_eq!(left, links[..1]);
    }
}
