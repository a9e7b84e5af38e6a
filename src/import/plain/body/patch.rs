//! Changes to source code in letters, as `git format-patch` and `diff -u` write them: kept as set,
//! also where a reply quotes them.

use super::{Before, Body};
use crate::document::{Kind, Lead};
use crate::import::plain::lines::Line;

/// How the source lines start that stand around the changes of a file.
const HEADS: [&str; 20] = [
    "+++ ",
    "--- ",
    "===",
    "@@ ",
    "Binary files ",
    "Index: ",
    "\\ ",
    "copy from ",
    "copy to ",
    "deleted file mode ",
    "diff --git ",
    "diff -",
    "dissimilarity index ",
    "index ",
    "new file mode ",
    "new mode ",
    "old mode ",
    "rename from ",
    "rename to ",
    "similarity index ",
];

/// How many source lines of a stretch of changes are still to come, of the old file and the new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Left {
    old: usize,
    new: usize,
}

impl Left {
    /// What the head of a stretch says, as in `@@ -1,5 +1,7 @@`.
    fn read(head: &str) -> Option<Self> {
        let mut words = head.strip_prefix("@@ ")?.split(' ');
        let mut count = |sign: char| {
            let range = words.next()?.strip_prefix(sign)?;
            range
                .split_once(',')
                .map_or(Some(1), |(_, count)| count.parse().ok())
        };
        Some(Self {
            old: count('-')?,
            new: count('+')?,
        })
    }

    fn is_none(self) -> bool {
        self == Self::default()
    }

    fn take(&mut self, old: usize, new: usize) {
        self.old = self.old.saturating_sub(old);
        self.new = self.new.saturating_sub(new);
    }

    /// Takes a row; false where it can't be one of the stretch.
    fn take_row(&mut self, row: &str) -> bool {
        match row.chars().next() {
            Some('+') => self.take(0, 1),
            Some('-') => self.take(1, 0),
            Some(' ' | '\t') => self.take(1, 1),
            Some('\\') => {}
            _ => return false,
        }
        true
    }
}

impl<'a> Body<'a, '_> {
    /// Changes to source code.
    pub(super) fn patch(&mut self, line: Line<'a>) -> bool {
        if !self.survey.is_letter {
            return false;
        }
        if self.counts_changes(line.text) {
            self.changed_files();
            return true;
        }
        if !self.starts_patch(line.raw) {
            return false;
        }
        self.leave_points(0);
        let mut left = Left::default();
        let mut lead = Lead::Apart;
        while let Some(row) = self.lines.peek(0) {
            if lead == Lead::Close {
                // The space that an unchanged row without words has is lost on many ways.
                for _ in 0..row.gap.min(left.old.max(left.new)) {
                    left.take(1, 1);
                    self.builder.block(Kind::Code, lead, "");
                }
            }
            if left.is_none() {
                if !HEADS.iter().any(|head| row.raw.starts_with(head)) {
                    break;
                }
                if row.gap > 0 {
                    lead = Lead::Apart;
                }
                left = Left::read(row.raw).unwrap_or_default();
            } else if !left.take_row(row.raw) {
                break;
            }
            self.builder.block(Kind::Code, lead, row.raw.trim_end());
            self.take();
            lead = Lead::Close;
        }
        self.before = Before::Set;
        true
    }

    /// Whether a list of files and how much changes in each follows on a row of dashes.
    fn counts_changes(&mut self, row: &str) -> bool {
        let next = self.lines.peek(1).filter(|_| row == "---");
        next.is_some_and(|next| next.is_close() && next.text.contains(" | "))
    }

    fn changed_files(&mut self) {
        self.leave_points(0);
        self.builder.block(Kind::Rule, Lead::Apart, "");
        self.take();
        let mut lead = Lead::Apart;
        while let Some(row) = self.lines.peek(0).filter(Line::is_close) {
            self.builder.block(Kind::Code, lead, row.raw.trim_end());
            self.take();
            lead = Lead::Close;
        }
        self.before = Before::Set;
    }

    fn starts_patch(&mut self, row: &str) -> bool {
        let mut is_followed = |starts: &[&str]| {
            let next = self.lines.peek(1).filter(Line::is_close);
            next.is_some_and(|next| starts.iter().any(|start| next.raw.starts_with(start)))
        };
        match row.split(' ').next() {
            Some("diff") => is_followed(&HEADS),
            Some("Index:") => is_followed(&["==="]),
            Some("---") => is_followed(&["+++ "]),
            _ => false,
        }
    }

    /// Writes a row of changes that are quoted this deep, once their start was quoted.
    pub(super) fn quoted_patch(&mut self, row: &Line, depth: usize) -> bool {
        let text = as_quoted(row.text, depth);
        let starts = self.survey.is_letter
            && (text.starts_with("diff --git ") || Left::read(text).is_some());
        if starts {
            self.patch_depth = depth;
        }
        if self.patch_depth != depth {
            return false;
        }
        self.leave_quoted_point();
        let is_close = self.before == Before::Set && row.is_close();
        let lead = if is_close { Lead::Close } else { Lead::Apart };
        self.builder.block(Kind::Code, lead, text.trim_end());
        self.before = Before::Set;
        true
    }
}

/// What is quoted this deep, as it was set.
fn as_quoted(text: &str, depth: usize) -> &str {
    let mut rest = text;
    for _ in 0..depth {
        rest = rest.trim_start().strip_prefix('>').unwrap_or(rest);
    }
    rest.strip_prefix(' ').unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_stretch_counts_its_rows() {
        let left = |old, new| Some(Left { old, new });
        assert_eq!(Left::read("@@ -1,5 +1,7 @@ fn main() {"), left(5, 7));
        assert_eq!(Left::read("@@ -3 +3,2 @@"), left(1, 2));
        assert_eq!(Left::read("@@ at noon"), None);
        assert_eq!(Left::read("@ -1 +1"), None);
    }

    #[test]
    fn what_is_quoted_keeps_its_space() {
        assert_eq!(as_quoted("> +    light();", 1), "+    light();");
        assert_eq!(as_quoted("> >  row();", 2), " row();");
        assert_eq!(as_quoted(">>", 2), "");
    }
}
