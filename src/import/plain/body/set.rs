//! What is kept as it is set: code, aligned columns, verse, and lists whose marks were lost.

use super::drawn::{is_aligned, is_drawn, is_parted, is_rule, shares_columns};
use super::{Before, Body, ornament};
use crate::document::{Kind, Lead, Mark};
use crate::import::plain::lines::Line;
use crate::import::plain::{headings, lists, wording};

/// The most source lines of one stretch of code whose brackets stay open.
const CODE_LINES_MAX: usize = 60;

/// How far code is set in, in columns.
const CODE_COLUMNS: usize = 4;

/// The most source lines of one figure.
const FIGURE_LINES_MAX: usize = 200;

/// The most columns of a figure.
const FIGURE_COLUMNS_MAX: usize = 100;

/// How many source lines of a run are looked at.
const RUN_LINES: usize = 8;

/// Up to here sentences right under each other are rows of verse or of speech, in columns.
const VERSE_COLUMNS_MAX: usize = 30;

/// What a run of source lines without blank ones between them is, in a text whose paragraphs are
/// parted by blank ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    /// A list whose marks were lost on the way, as a browser's selection loses them.
    Points,
    /// Verse, an address: rows of one paragraph.
    Rows,
    /// A paragraph that is hard-wrapped, in a text that otherwise is not or is too short to tell.
    Prose,
}

impl<'a> Body<'a, '_> {
    /// A diagram, a grammar or aligned columns, kept as set: most source lines of the run say so.
    pub(super) fn figure(&mut self, line: Line<'a>) -> bool {
        let is_at_start = line.gap > 0 || self.before == Before::Set || self.is_announced();
        if !is_at_start || line.columns > FIGURE_COLUMNS_MAX || !self.is_figure(0) {
            return false;
        }
        let mut rows = Vec::new();
        while let Some(next) = self.lines.peek(0) {
            let is_first = rows.is_empty();
            // Where nothing parts paragraphs, only what is drawn itself goes on.
            let is_run = next.columns <= FIGURE_COLUMNS_MAX
                && (self.survey.is_spaced || is_drawn(next.text));
            let goes_on = next.is_close() && is_run || next.gap <= 2 && self.is_figure(0);
            if !(is_first || goes_on) || rows.len() == FIGURE_LINES_MAX {
                break;
            }
            if !is_first && self.furniture(next) {
                continue;
            }
            rows.push(next);
            self.take();
        }
        self.write_as_set(&rows);
        true
    }

    /// "Figure 1: …", set in under a figure.
    pub(super) fn caption(&mut self, line: Line<'a>) -> bool {
        let is_caption = self.before == Before::Set
            && line.indent > self.survey.margin + 1
            && headings::is_caption(line.text)
            && ["Figure", "Table"]
                .iter()
                .any(|word| line.text.starts_with(word))
            && !self.lines.is_close(1);
        if is_caption {
            self.builder.begin(Kind::Figure, Lead::Apart);
            self.write_words(line.text);
            self.builder.end();
            self.take();
        }
        is_caption
    }

    /// Whether a figure starts `ahead` source lines after the next one.
    fn is_figure(&mut self, ahead: usize) -> bool {
        let edge = self.survey.margin + 2;
        let (mut count, mut drawn) = (0, 0);
        for at in ahead..ahead + RUN_LINES {
            let line = self.lines.peek(at);
            let Some(line) = line.filter(|line| at == ahead || line.is_close()) else {
                break;
            };
            if line.columns > FIGURE_COLUMNS_MAX {
                return false;
            }
            count += 1;
            let is_set_in = self.survey.wrap.is_some() && line.indent >= edge;
            drawn += usize::from(is_drawn(line.text) || is_set_in && is_rule(line.text));
            if count == 2 && drawn == 0 {
                return false;
            }
        }
        // One source line alone may just be wide, and a sentence may stand right above a figure.
        let is_sure = self.lines.peek(ahead).is_some_and(|line| {
            let is_prose = wording::ends_colon(line.text) || wording::ends_sentence(line.text);
            let may_start = self.survey.is_spaced && !is_prose || is_drawn(line.text);
            may_start && (count > 1 || line.indent >= edge || is_parted(line.text))
        });
        is_sure && (drawn * 2 > count || drawn * 2 == count && count > 2)
    }

    /// Code or aligned columns, kept as set.
    pub(super) fn code(&mut self, line: Line<'a>) -> bool {
        let is_at_start = line.gap > 0
            || self.survey.wrap.is_none()
            || self.before == Before::Set
            || self.is_announced();
        let next = self.lines.peek(1).filter(Line::is_close);
        let is_table = next.is_some_and(|next| {
            is_aligned(&line) && is_aligned(&next) || shares_columns(&line, &next)
        });
        // What is set in as far as the code before it goes on with it.
        let edge = self.survey.margin + CODE_COLUMNS;
        let goes_on = self.before == Before::Set
            && line.indent >= edge
            && self.last.is_some_and(|last| last.indent >= edge);
        let is_table = is_table || goes_on;
        let is_code = wording::is_code(line.text) || is_table || self.is_announced_code(line);
        if !is_at_start || !is_code {
            return false;
        }
        let mut rows = Vec::new();
        let mut depth = 0_isize;
        let mut before = line;
        while let Some(next) = self.lines.peek(0) {
            let is_first = rows.is_empty();
            if !is_first && !self.goes_on_as_set(&before, &next, depth, line.indent, is_table)
                || rows.len() == CODE_LINES_MAX
            {
                break;
            }
            depth += brackets(next.text);
            rows.push(next);
            self.take();
            before = next;
        }
        self.write_as_set(&rows);
        true
    }

    /// Writes rows of code without the indentation that they share.
    fn write_as_set(&mut self, rows: &[Line<'a>]) {
        let Some(first) = rows.first() else { return };
        let least = rows.iter().min_by_key(|row| row.indent).unwrap_or(first);
        let indent: &str = least.raw.strip_suffix(least.text).unwrap_or_default();
        let is_inside = self.enter_point_of(first);
        let mut lead = Lead::Apart;
        for row in rows {
            if lead == Lead::Close {
                for _ in 0..row.gap.min(2) {
                    self.builder.block(Kind::Code, Lead::Close, "");
                }
            }
            let text = row.raw.strip_prefix(indent).unwrap_or(row.text);
            self.builder.block(Kind::Code, lead, text);
            lead = Lead::Close;
        }
        if is_inside {
            self.builder.end();
        }
        self.before = Before::Set;
    }

    /// Whether a colon announces a run of source lines, and half of them look like code, or all are
    /// set in as commands are.
    fn is_announced_code(&mut self, line: Line<'a>) -> bool {
        if !self.is_announced() || lists::marker(line.text).is_some() || line.columns > 120 {
            return false;
        }
        let mut count = 1;
        let mut signs = 0;
        let mut has_code = wording::is_code(line.text);
        let edge = self.survey.margin + CODE_COLUMNS;
        let may_be_command = |line: &Line| {
            line.indent >= edge
                && !wording::starts_fresh(line.text)
                && !wording::ends_stop(line.text)
                && !line.text.contains("://")
                && line.columns < 60
        };
        let mut are_commands = may_be_command(&line);
        for ahead in 1..RUN_LINES {
            let Some(next) = self.lines.peek(ahead).filter(Line::is_close) else {
                break;
            };
            count += 1;
            let is_code = wording::is_code(next.text);
            has_code |= is_code;
            are_commands &= may_be_command(&next);
            signs += usize::from(next.indent > line.indent + 1 || is_code);
        }
        are_commands || has_code && count > 1 && signs * 2 >= count
    }

    fn goes_on_as_set(
        &self,
        before: &Line,
        next: &Line,
        depth: isize,
        indent: usize,
        is_table: bool,
    ) -> bool {
        if is_table {
            return next.is_close() && (self.survey.is_spaced || is_aligned(next));
        }
        let is_open = depth > 0
            && next.columns < 120
            && !(wording::ends_sentence(next.text) && wording::words(next.text) > 12);
        if !next.is_close() {
            let is_inside = next.indent > indent || wording::is_code(next.text);
            return is_open && is_inside && next.gap <= 2;
        }
        let edge = self.survey.margin + CODE_COLUMNS;
        is_open
            || next.indent > indent
            || before.indent >= edge && next.indent >= edge
            || wording::is_code(next.text)
            || (self.survey.is_spaced
                && next.columns < 80
                && !before.text.is_empty()
                && self.survey.wrap.is_none())
    }

    /// A table as a browser copies it: as many tabs in each row, and no others around.
    pub(super) fn table(&mut self, line: Line<'a>) -> bool {
        let tabs = tabs(line.text);
        let next = self.lines.peek(1).filter(Line::is_close);
        let Some(next) = next.filter(|next| tabs > 0 && self::tabs(next.text) == tabs) else {
            return false;
        };
        self.leave_points(0);
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let mut header = !has_digit(line.text) && has_digit(next.text);
        self.builder.begin_table(&[]);
        let mut lead = Lead::Apart;
        while let Some(row) = self.lines.peek(0) {
            if row.start != line.start && (!row.is_close() || self::tabs(row.text) != tabs) {
                break;
            }
            self.builder.begin(Kind::TableRow { header }, lead);
            for (at, cell) in row.text.split('\t').enumerate() {
                if at > 0 {
                    self.builder.end_cell();
                }
                self.builder.text(cell.trim());
            }
            self.builder.end();
            self.take();
            header = false;
            lead = Lead::Close;
        }
        self.builder.end_table();
        self.before = Before::Set;
        true
    }

    /// Source lines right under each other in a text of long ones: points or rows.
    pub(super) fn run(&mut self, line: Line<'a>) -> bool {
        if !self.survey.is_spaced
            || !self.lines.is_close(1)
            || (line.is_close() && self.before != Before::Heading)
        {
            return false;
        }
        let Some(run) = self.run_of(line) else {
            return false;
        };
        self.leave_points(0);
        let mut lead = Lead::Apart;
        if run != Run::Points {
            self.builder.begin(Kind::Paragraph, Lead::Apart);
        }
        while let Some(next) = self.lines.peek(0) {
            let is_first = next.start == line.start;
            let is_other = |body: &mut Self| {
                !next.is_close()
                    || body.ends_run(&next)
                    || lists::marker(next.text).is_some_and(|marker| body.is_point(&marker, 0))
            };
            if !is_first && is_other(self) {
                break;
            }
            match run {
                Run::Points => {
                    self.builder.enter(Mark::Bullet);
                    self.builder.block(Kind::Point, lead, next.text);
                    self.builder.leave();
                    lead = Lead::Close;
                }
                Run::Rows | Run::Prose if is_first => self.write_words(next.text),
                Run::Rows => self.join("", next.text, false),
                Run::Prose => {
                    let before = self.last.map_or("", |last| last.text);
                    self.join(before, next.text, true);
                }
            }
            self.take();
        }
        self.builder.end();
        self.before = if run == Run::Points {
            Before::Point
        } else {
            Before::Prose
        };
        true
    }

    /// Whether a source line is no row of a run: a quote, or what parts a letter.
    fn ends_run(&self, line: &Line) -> bool {
        line.text.starts_with('>')
            || self.survey.is_letter
                && (line.text == "--"
                    || ornament(line.text).is_some()
                    || line.text.starts_with("diff --git "))
    }

    /// After a colon, or where they are long or sentences, source lines of a run are points; short
    /// ones are rows.
    fn run_of(&mut self, line: Line<'a>) -> Option<Run> {
        let mut rows = vec![line];
        for ahead in 1..RUN_LINES {
            let Some(next) = self.lines.peek(ahead).filter(Line::is_close) else {
                break;
            };
            let is_point =
                lists::marker(next.text).is_some_and(|marker| self.is_point(&marker, ahead));
            if is_point || self.ends_run(&next) {
                break;
            }
            rows.push(next);
        }
        if rows.len() == 1 {
            return None;
        }
        // A short source line over a long one stands over it.
        let stands_over = matches!(rows.as_slice(), [first, text]
            if first.columns <= headings::COLUMNS_MAX && text.columns >= 2 * first.columns);
        if stands_over && !self.is_announced() {
            return None;
        }
        let is_wrapped = rows
            .windows(2)
            .all(|pair| (45..=100).contains(&pair[0].columns));
        let lower = rows
            .iter()
            .skip(1)
            .any(|row| wording::starts_lower(row.text));
        if is_wrapped && lower {
            return Some(Run::Prose);
        }
        let columns: usize = rows.iter().map(|row| row.columns).sum();
        let sentences = rows
            .iter()
            .filter(|row| wording::ends_sentence(row.text))
            .count();
        let fresh = rows
            .iter()
            .filter(|row| wording::starts_fresh(row.text))
            .count();
        let is_set_in = line.indent > self.survey.margin + 3;
        // The points of one list end alike, but for the last.
        let mut ends = rows
            .iter()
            .rev()
            .skip(1)
            .map(|row| wording::ends_sentence(row.text));
        let first = ends.next();
        let is_even = ends.all(|end| Some(end) == first);
        let is_verse = columns / rows.len() < VERSE_COLUMNS_MAX
            && rows.iter().all(|row| wording::has_letter(row.text));
        let is_listed = (self.is_announced() && !is_set_in && is_even)
            || columns / rows.len() >= 60
            || sentences * 2 > rows.len() && !is_verse;
        if is_listed && !is_speech(&rows) && fresh * 4 >= rows.len() * 3 {
            return Some(Run::Points);
        }
        (columns / rows.len() < 60).then_some(Run::Rows)
    }
}

/// Whether somebody speaks again: a row starts with the same word and colon as one before it.
fn is_speech(rows: &[Line]) -> bool {
    let speaker = |row: &Line| {
        let (name, said) = row.text.split_once(':')?;
        let is_name = wording::words(name) <= 2 && said.starts_with(' ');
        is_name.then(|| name.to_owned())
    };
    let mut speakers: Vec<String> = rows.iter().filter_map(speaker).collect();
    speakers.sort_unstable();
    speakers.len() > 2 && speakers.windows(2).any(|pair| pair[0] == pair[1])
}

/// How many more brackets open than close.
fn brackets(text: &str) -> isize {
    text.bytes().fold(0, |depth, byte| match byte {
        b'{' | b'(' | b'[' => depth + 1,
        b'}' | b')' | b']' => depth - 1,
        _ => depth,
    })
}

fn tabs(text: &str) -> usize {
    memchr::memchr_iter(b'\t', text.as_bytes()).count()
}
