//! Units: a source line, or the source lines that one hard-wrapped paragraph takes.

use super::lines::{Line, Lines};
use super::lists;
use super::survey::Survey;

/// The most source lines of a unit.
const UNIT_LINES_MAX: usize = 8;

/// Wide space parts columns, or stands in front of the right one.
pub(super) fn is_in_columns(line: &Line) -> bool {
    line.indent >= 30 || line.text.contains("   ")
}

/// Source lines that make one paragraph.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    /// Its text, joined.
    pub(super) text: String,
    /// Its first source line.
    pub(super) first: Line<'a>,
    /// Its last source line.
    pub(super) last: Line<'a>,
    /// Whether it goes on beyond what was read.
    pub(super) is_cut: bool,
}

impl Unit<'_> {
    /// Columns of its text as one row.
    pub(super) fn columns(&self) -> usize {
        if self.is_cut {
            super::lines::COLUMNS_MAX
        } else {
            super::lines::columns(&self.text)
        }
    }
}

/// The next unit of `lines`.
pub(super) fn unit<'a>(lines: &mut Lines<'a>, survey: &Survey) -> Option<Unit<'a>> {
    let first = lines.next()?;
    let mut last = first;
    let mut text = String::from(first.text);
    let mut count = 1;
    while let Some(next) = lines.peek(0).filter(|next| {
        next.is_close()
            && survey.is_full(&last, next)
            && !is_in_columns(&last)
            && !is_in_columns(next)
            && next.text.contains(char::is_alphanumeric)
            && lists::marker(next.text).is_none()
    }) {
        if count == UNIT_LINES_MAX {
            return Some(Unit {
                text,
                first,
                last,
                is_cut: true,
            });
        }
        text.push(' ');
        text.push_str(next.text);
        last = next;
        lines.next();
        count += 1;
    }
    Some(Unit {
        text,
        first,
        last,
        is_cut: false,
    })
}
