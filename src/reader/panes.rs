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

/// From this many columns beside the text on, pinned passages stand there, not above it.
const BESIDE_COLUMNS_MIN: u16 = 44;

/// Columns between the text and the passages pinned beside it.
const BESIDE_GAP_COLUMNS: u16 = 4;

/// The fewest rows of a page that pinned passages may stand above.
const PINNED_ROWS_MIN: u16 = 6;

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
    /// The passages that are pinned, above the page or beside its text.
    pub pinned: Rect,
    /// The row or column between them and the text.
    pub pinned_rule: Rect,
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

    /// Whether a pinned passage would show.
    pub(super) fn has_room_to_pin(self) -> bool {
        !self.text.is_empty() && self.page.height >= PINNED_ROWS_MIN
    }

    /// The panes with room for pinned passages: beside the text where that leaves it as it is, else
    /// above it, as many rows as `rows_of` a measure, at most half the page; none on a low page.
    #[must_use]
    pub fn with_pinned(self, rows_of: impl FnOnce(u16, u16) -> u16) -> Self {
        let Self { page, text, .. } = self;
        let spare = page.width - text.width;
        if !self.has_room_to_pin() {
            return self;
        }
        if spare >= BESIDE_COLUMNS_MIN {
            let text = Rect {
                x: page.x + MARGIN_COLUMNS,
                ..text
            };
            let x = text.right() + BESIDE_GAP_COLUMNS;
            return Self {
                text,
                pinned: Rect {
                    x,
                    width: (page.right() - x - 1).min(text.width),
                    ..page
                },
                pinned_rule: Rect {
                    x: x - MARGIN_COLUMNS - 1,
                    width: 1,
                    ..page
                },
                ..self
            };
        }
        let height = rows_of(text.width, page.height / 2 - 1);
        let below = |area: Rect| Rect {
            y: area.y + height + 1,
            height: area.height - height - 1,
            ..area
        };
        Self {
            page: below(page),
            text: below(text),
            pinned: Rect { height, ..text },
            pinned_rule: Rect {
                y: page.y + height,
                height: 1,
                ..page
            },
            ..self
        }
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
        for columns in 0..220 {
            for rows in 0..6 {
                for alone in [false, true] {
                    let panes = panes(columns, rows, alone);
                    let screen = Rect::new(0, 0, columns, rows);
                    let pinned = panes.with_pinned(|_, rows_max| rows_max);
                    assert!(panes.text.is_empty() || !pinned.text.is_empty());
                    for pane in [
                        pinned.text,
                        pinned.pinned,
                        pinned.pinned_rule,
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
