//! Where each pane stands, from the size of the screen alone.
//!
//! Geometry is a function, not a memory: what moves the page and what paints it ask here.

use ratatui::layout::Rect;

/// Below this many columns, one pane shows at a time.
pub const TWO_PANES_COLUMNS_MIN: u16 = 60;

/// The measure, in columns, unless the reader is told otherwise.
pub const MEASURE_COLUMNS: u16 = 72;

/// The bounds of the measure, in columns.
pub const MEASURE_COLUMNS_RANGE: std::ops::RangeInclusive<u16> = 20..=200;

/// Columns left of the text, for the margin's mark.
const MARGIN_COLUMNS: u16 = 2;

/// The bounds of the outline's width, in columns.
const OUTLINE_COLUMNS: std::ops::RangeInclusive<u16> = 22..=40;

/// The panes of the screen; those that do not show are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The outline.
    pub outline: Rect,
    /// The column between outline and page.
    pub divider: Rect,
    /// The page with its margins.
    pub page: Rect,
    /// The text within the page: the measure, centred.
    pub text: Rect,
    /// The list of places to go to.
    pub list: Rect,
    /// The status row.
    pub status: Rect,
}

/// Which panes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Whether the outline stands beside the page where there is room.
    pub outline: bool,
    /// Whether the outline stands in the page's place where there is no room.
    pub outline_alone: bool,
    /// The measure, in columns.
    pub measure_columns: u16,
}

impl Panes {
    /// The panes of a screen of `columns` × `rows`.
    pub fn new(columns: u16, rows: u16, wanted: Wanted) -> Self {
        let status_rows = u16::from(rows > 1);
        let body = Rect::new(0, 0, columns, rows - status_rows);
        let status = Rect::new(0, body.height, columns, status_rows);
        let mut panes = Self {
            page: body,
            status,
            ..Self::default()
        };
        if columns < TWO_PANES_COLUMNS_MIN {
            if wanted.outline_alone {
                return Self {
                    outline: body,
                    page: Rect::default(),
                    ..panes
                };
            }
        } else if wanted.outline {
            let share = columns / 3;
            let width = share.clamp(*OUTLINE_COLUMNS.start(), *OUTLINE_COLUMNS.end());
            panes.outline = Rect { width, ..body };
            panes.divider = Rect {
                x: width,
                width: 1,
                ..body
            };
            panes.page = Rect {
                x: width + 1,
                width: columns - width - 1,
                ..body
            };
        }
        panes.text = text_within(panes.page, wanted.measure_columns);
        panes
    }
}

/// The measure within the page: room for the margin's mark on the left, what is left over shared.
fn text_within(page: Rect, measure: u16) -> Rect {
    let left = MARGIN_COLUMNS
        .min(page.width.saturating_sub(1) / 10 + 1)
        .min(page.width / 2);
    let right = u16::from(page.width >= 24);
    let room = page.width.saturating_sub(left + right);
    let width = room.min(measure);
    let x = page.x + left + (room - width) / 2;
    Rect { x, width, ..page }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panes(columns: u16, rows: u16, outline_alone: bool) -> Panes {
        let measure_columns = MEASURE_COLUMNS;
        Panes::new(
            columns,
            rows,
            Wanted {
                outline: true,
                outline_alone,
                measure_columns,
            },
        )
    }

    #[test]
    fn a_wide_screen_has_two_panes_and_a_centred_measure() {
        let panes = panes(160, 40, false);
        assert_eq!(panes.outline.width, 40);
        assert_eq!(panes.text.width, 72);
        let left = panes.text.x - panes.page.x;
        let right = panes.page.right() - panes.text.right();
        assert!(left.abs_diff(right) <= 2, "{left} {right}");
    }

    #[test]
    fn a_narrow_screen_has_one_pane_at_a_time() {
        assert!(panes(59, 24, false).outline.is_empty());
        assert!(panes(59, 24, true).page.is_empty());
    }

    #[test]
    fn every_size_has_panes_inside_the_screen() {
        for columns in 0..130 {
            for rows in 0..6 {
                for alone in [false, true] {
                    let panes = panes(columns, rows, alone);
                    let screen = Rect::new(0, 0, columns, rows);
                    for pane in [
                        panes.outline,
                        panes.divider,
                        panes.page,
                        panes.text,
                        panes.status,
                    ] {
                        assert_eq!(pane.intersection(screen).area(), pane.area());
                    }
                    let shows = panes.text.area() + panes.outline.area();
                    assert!(shows > 0 || screen.is_empty(), "{columns}x{rows}");
                }
            }
        }
    }
}
