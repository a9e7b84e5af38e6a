//! What stands before the text of a block's rows: bars, bullets, numbers, indents.

use std::borrow::Cow;

use crate::document::{BlockIdx, Document, Kind, Lead, Mark};
use crate::width;

/// Below this many columns, a level of a list takes two columns, not four.
const NARROW_COLUMNS: u16 = 40;

/// The marks before a block's rows, all of one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prefix {
    /// Its width.
    pub(super) columns: u16,
    first: String,
    further: String,
}

/// One container's share of a prefix.
struct Level {
    first: String,
    further: String,
}

impl Prefix {
    pub(super) fn new(document: &Document, block: BlockIdx, width: u16) -> Self {
        let block = document.block(block);
        let marks = document.marks(block.prefix);
        let shows_mark = matches!(block.kind, Kind::Point | Kind::Footnote);
        let lists = marks.iter().filter(|mark| mark.is_item()).count();
        let innermost = marks.len().saturating_sub(1);
        let in_box = marks.contains(&&Mark::Takeaway);
        let mut levels: Vec<Level> = marks
            .iter()
            .enumerate()
            .map(|(idx, mark)| Level::new(mark, shows_mark && idx == innermost, lists, width))
            .collect();
        match block.kind {
            Kind::Takeaway if !in_box => levels.push(Level::bar("┃ ")),
            Kind::Figure | Kind::Caption { of_table: false } => levels.push(Level {
                first: if block.lead == Lead::Apart {
                    "▧ "
                } else {
                    "  "
                }
                .into(),
                further: "  ".into(),
            }),
            _ => {}
        }
        Self::join(&levels, width)
    }

    /// What stands on the empty row after a block: the bars that go on in the next one.
    pub(super) fn between(document: &Document, block: BlockIdx, width: u16) -> String {
        let Some(next) = document.blocks().get(block.index() + 1) else {
            return String::new();
        };
        let marks = document.marks(document.block(block).prefix);
        let next = document.marks(next.prefix);
        let common = marks
            .iter()
            .zip(&next)
            .take_while(|(one, other)| one == other);
        let levels: Vec<Level> = common
            .map(|(mark, _)| Level::new(mark, false, marks.len(), width))
            .collect();
        Self::join(&levels, width).further.trim_end().to_owned()
    }

    /// The prefix of a block's row by its index.
    pub(super) fn of(&self, row: usize) -> &str {
        if row == 0 { &self.first } else { &self.further }
    }

    /// All levels that half of the width has room for, the innermost first.
    fn join(levels: &[Level], width: u16) -> Self {
        let mut room = usize::from(width / 2);
        let mut kept = levels.len();
        for level in levels.iter().rev() {
            let columns = width::columns(&level.further);
            if columns > room {
                break;
            }
            room -= columns;
            kept -= 1;
        }
        let levels = levels.get(kept..).unwrap_or_default();
        let first: String = levels.iter().map(|level| level.first.as_str()).collect();
        let further: String = levels.iter().map(|level| level.further.as_str()).collect();
        Self {
            columns: width::columns(&further) as u16,
            first,
            further,
        }
    }
}

impl Level {
    fn new(mark: &Mark, shows: bool, lists: usize, width: u16) -> Self {
        let columns = if width < NARROW_COLUMNS { 2 } else { 4 };
        let sign: Cow<'_, str> = match mark {
            Mark::Quote => return Self::bar("│ "),
            Mark::Takeaway => return Self::bar("┃ "),
            Mark::Indent => "".into(),
            Mark::Bullet if lists <= 1 => "•".into(),
            Mark::Bullet if lists == 2 => "◦".into(),
            Mark::Bullet => "▪".into(),
            Mark::Task { done: true } => "☑".into(),
            Mark::Task { done: false } => "☐".into(),
            Mark::Number(number) => number.as_ref().into(),
            Mark::Footnote(label) => format!("[{label}]").into(),
        };
        let sign_columns = width::columns(&sign);
        let columns = columns.max(sign_columns + 1);
        let further = " ".repeat(columns);
        if !shows {
            return Self {
                first: further.clone(),
                further,
            };
        }
        let before = " ".repeat(columns - 1 - sign_columns);
        Self {
            first: format!("{before}{sign} "),
            further,
        }
    }

    fn bar(bar: &str) -> Self {
        Self {
            first: bar.to_owned(),
            further: bar.to_owned(),
        }
    }
}
