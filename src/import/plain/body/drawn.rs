//! What shows that a source line is drawn or set in columns.

use std::ops::Range;

use crate::import::plain::lines::Line;
use crate::import::plain::lists;

/// Cells parted by tabs or wide spaces, or framed.
pub(super) fn is_aligned(line: &Line) -> bool {
    line.columns < 200 && (line.text.contains('\t') || is_drawn(line.text))
}

/// Whether both source lines have three cells or more, at least two blanks apart, whose columns are
/// the same: all begin or end there.
pub(super) fn shares_columns(line: &Line, next: &Line) -> bool {
    if line.columns > 200 || line.indent != next.indent || !line.text.contains("  ") {
        return false;
    }
    let (above, below) = (cells(line.text), cells(next.text));
    let is_alike = |(a, b): (&Range<usize>, &Range<usize>)| a.start == b.start || a.end == b.end;
    above.len() > 2 && above.len() == below.len() && above.iter().zip(&below).all(is_alike)
}

/// What wide spaces part, in bytes.
fn cells(text: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = 0;
    for cell in text.split("  ") {
        let skipped = cell.len() - cell.trim_start().len();
        if !cell.is_empty() {
            cells.push(start + skipped..start + cell.len());
        }
        start += cell.len() + 2;
    }
    cells
}

/// Drawn with signs, or set in columns: frames, arrows, wide spaces behind the mark of a point.
pub(super) fn is_drawn(text: &str) -> bool {
    if text.starts_with(['|', '┌', '│', '├', '└']) {
        return true;
    }
    let bytes = text.as_bytes();
    let is_frame = |byte: &u8| matches!(byte, b'+' | b'-' | b'=' | b'|' | b' ');
    let may_be_rule = text.starts_with('+') || text.starts_with("--") || text.starts_with("==");
    if may_be_rule && bytes.len() > 2 && bytes.iter().all(is_frame) {
        let strokes = || text.split(' ').filter(|stroke| !stroke.is_empty());
        return text.starts_with('+')
            || strokes().count() > 1 && strokes().all(|stroke| stroke.len() > 1);
    }
    if is_scale(text) {
        return true;
    }
    // One look at all bytes, without an early end, is fast.
    let is_mark = |three: &[u8]| matches!(three, b"   " | b"-->" | b"<--");
    let has_mark = |text: &str| {
        let three = text.as_bytes().windows(3);
        three.fold(false, |found, three| found | is_mark(three))
    };
    has_mark(text) && {
        let rest = lists::marker(text).map_or(text, |marker| marker.rest);
        let rest = lists::section(rest).map_or(rest, |section| section.title);
        let rest = rest
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .map_or(rest, |(_, rest)| rest.trim_start());
        has_mark(rest)
    }
}

/// The numbers of bits over a diagram: nothing but single digits with blanks
/// between them.
fn is_scale(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes.first().is_some_and(u8::is_ascii_digit)
        && bytes
            .windows(2)
            .all(|pair| matches!(pair, [b'0'..=b'9', b' '] | [b' ', b' ' | b'0'..=b'9']))
}

/// Set in columns far apart, or with arrows between them.
pub(super) fn is_parted(text: &str) -> bool {
    let arrows = || text.matches("-->").count() + text.matches("<--").count();
    text.contains("      ") || arrows() > usize::from(!text.contains("   "))
}

/// A rule of a grammar or an equation: a name, and an equals sign.
pub(super) fn is_rule(text: &str) -> bool {
    let name = text.trim_start_matches(|c: char| c.is_alphanumeric() || "-_.<>()'".contains(c));
    let rest = name.trim_start_matches([' ', '\t', ':']);
    name.len() < text.len() && rest.starts_with('=') && !rest.starts_with("=>")
}
