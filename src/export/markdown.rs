//! A document as Markdown that reads back as the same document.
//!
//! `CommonMark`, with GitHub's tables, footnotes, tasks and strikethrough. Each container of a passage
//! is a wall in front of its rows: a quotation's `> `, an item's indent; where one opens, its first
//! row shows the mark instead. Nothing is wrapped: a paragraph is one row, but for its hard breaks.
//! What Markdown has no words for (a section's place as a link's target, plain indentation) is left
//! out; no word of the text is.

mod escape;
mod inline;
mod names;
mod table;
mod wall;

use std::io::{self, Write};

use super::passage::{self, Passage};
use crate::document::{BlockIdx, Document, Kind, Lead, Mark, Role};
use escape::Site;
use inline::{Inline, Setting};
use names::Names;
use wall::Wall;

/// Sets sections of the text's levels under a title of level 1.
const TITLE_LEVELS: usize = 1;

pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let title = lacking_title(document);
    let has_title = title.is_some() || document.blocks().iter().any(|b| b.kind == Kind::Title);
    let mut writer = Writer {
        document,
        out,
        names: Names::new(document, title.as_deref()),
        levels_above: if has_title { TITLE_LEVELS } else { 0 },
        walls: Vec::new(),
        last_numbers: Vec::new(),
        pending: None,
        has_begun: false,
    };
    if let Some(title) = title {
        writer.separate(0, false)?;
        let title = escape::plain(&title, Site::Heading);
        writeln!(writer.out, "# {title}")?;
    }
    for passage in passage::passages(document) {
        if passage.first.0 > 0 && document.block(passage.first).start == document.closing() {
            writer.stand_alone("***")?;
        }
        writer.passage(passage)?;
    }
    writer.flush_pending()
}

/// The title, where the document has one that its text does not show.
fn lacking_title(document: &Document) -> Option<String> {
    let title = document.meta().title.clone()?;
    let shows = |passage: Passage| {
        let is_head = matches!(passage.kind, Kind::Title | Kind::Heading(_));
        passage.kind == Kind::Title || (is_head && passage.row(document) == title)
    };
    let mut passages = passage::passages(document);
    (!passages.any(shows)).then(|| title.replace('\n', " "))
}

/// GitHub's mark of the alert that begins with a passage, if one can.
fn alert(document: &Document, passage: Passage) -> Option<&'static str> {
    const LABELS: [(&str, &str); 5] = [
        ("Note", "NOTE"),
        ("Tip", "TIP"),
        ("Important", "IMPORTANT"),
        ("Warning", "WARNING"),
        ("Caution", "CAUTION"),
    ];
    let marks = document.marks(document.block(passage.first).prefix);
    let is_boxed = passage.kind == Kind::Paragraph && marks.last() == Some(&&Mark::Takeaway);
    let said = is_boxed.then(|| passage.row(document))?;
    let label = LABELS.iter().find(|(label, _)| said == *label);
    label.map(|(_, mark)| *mark)
}

struct Writer<'a> {
    document: &'a Document,
    out: &'a mut dyn Write,
    names: Names,
    levels_above: usize,
    /// The containers of the last passage, outermost first.
    walls: Vec<Wall>,
    /// The last number of the list at each depth of walls, to tell where a new list starts.
    last_numbers: Vec<Option<wall::Number>>,
    /// The marks of an item whose own text is empty: what comes next stands on their row.
    pending: Option<String>,
    has_begun: bool,
}

impl Writer<'_> {
    fn passage(&mut self, passage: Passage) -> io::Result<()> {
        let document = self.document;
        let is_empty =
            document.block_text(passage.first).is_empty() && passage.blocks().count() == 1;
        if is_empty && matches!(passage.kind, Kind::Paragraph) {
            return Ok(());
        }
        let walls = wall::of(document, passage, &self.names);
        let opens = wall::opens(passage.kind, &walls);
        let mut common = self
            .walls
            .iter()
            .zip(&walls)
            .take_while(|(one, other)| one == other)
            .count();
        if opens {
            common = common.min(walls.len() - 1);
        }
        let first = self.enter(passage, &walls, common, is_empty)?;
        let further: String = walls.iter().map(|wall| wall.further.as_str()).collect();
        self.walls = walls;
        if is_empty && opens {
            self.pending = Some(first);
            return Ok(());
        }
        write!(self.out, "{first}")?;
        match alert(document, passage) {
            Some(label) if common < self.walls.len() => writeln!(self.out, "[!{label}]"),
            _ => self.body(passage, &further),
        }
    }

    /// Separates a passage from the last one, and gives what stands before its first row.
    fn enter(
        &mut self,
        passage: Passage,
        walls: &[Wall],
        common: usize,
        is_empty: bool,
    ) -> io::Result<String> {
        let opening: String = walls
            .iter()
            .skip(common)
            .map(|wall| wall.first.as_str())
            .collect();
        let is_inside = common == self.walls.len();
        let number = self.count(walls, common);
        if let Some(pending) = self.pending.take_if(|_| is_inside) {
            // A task's box stands before a paragraph only: what follows goes on the next row.
            return Ok(if self.walls.last().is_some_and(|wall| wall.is_task) {
                format!("{}\n{}{opening}", pending.trim_end(), self.further(common))
            } else {
                pending + &opening
            });
        }
        let is_parent = is_inside && common > 0 && self.walls[common - 1].is_item;
        let is_sibling = self.walls.get(common).is_some_and(|wall| wall.is_item);
        // An empty item, or one that does not count from 1, cannot interrupt a paragraph.
        let interrupts = !is_empty && number.is_none_or(wall::Number::starts_list);
        let is_tight = passage.kind == Kind::Point
            && self.document.block(passage.first).lead == Lead::Close
            && (is_sibling || (is_parent && interrupts));
        if is_sibling && number.is_some_and(|number| number.restarts) {
            self.separate(common, false)?;
            let before = self.further(common);
            writeln!(self.out, "{before}<!-- -->")?;
            self.separate(common, false)?;
        } else {
            self.separate(common, is_tight)?;
        }
        Ok(self.further(common) + &opening)
    }

    /// Keeps the numbers of the lists that the passage stands in; the one that it opens, if it does.
    fn count(&mut self, walls: &[Wall], common: usize) -> Option<wall::Number> {
        let last = self.last_numbers.get(common).copied().flatten();
        let is_sibling = self.walls.get(common).is_some_and(|wall| wall.is_item);
        self.last_numbers.truncate(common);
        for wall in walls.iter().skip(common) {
            self.last_numbers.push(wall.number);
        }
        let mut number = walls.get(common).and_then(|wall| wall.number)?;
        number.restarts = is_sibling && last.is_some_and(|last| !last.leads_to(number));
        Some(number)
    }

    /// An empty row between two passages, with the walls that go on.
    fn separate(&mut self, common: usize, is_tight: bool) -> io::Result<()> {
        self.flush_pending()?;
        if self.has_begun && !is_tight {
            writeln!(self.out, "{}", self.further(common).trim_end())?;
        }
        self.has_begun = true;
        Ok(())
    }

    fn further(&self, count: usize) -> String {
        let walls = self.walls.iter().take(count);
        walls.map(|wall| wall.further.as_str()).collect()
    }

    fn flush_pending(&mut self) -> io::Result<()> {
        match self.pending.take() {
            Some(pending) => writeln!(self.out, "{}", pending.trim_end()),
            None => Ok(()),
        }
    }

    /// A row outside all containers.
    fn stand_alone(&mut self, row: &str) -> io::Result<()> {
        self.separate(0, false)?;
        self.walls.clear();
        self.last_numbers.clear();
        writeln!(self.out, "{row}")
    }

    fn body(&mut self, passage: Passage, further: &str) -> io::Result<()> {
        let document = self.document;
        let prose = Setting::default();
        match passage.kind {
            Kind::Title => self.heading(passage, 1),
            Kind::Heading(level) => self.heading(passage, usize::from(level) + self.levels_above),
            Kind::Standfirst => {
                let emphasised = Setting {
                    role: Role::EMPHASIS,
                    ..prose
                };
                self.prose(passage, further, emphasised)
            }
            Kind::Caption { of_table: false } if !self.opens_figure(passage) => {
                self.prose(passage, further, prose)
            }
            Kind::Figure | Kind::Caption { of_table: false } => {
                write!(self.out, "![")?;
                let caption = Setting {
                    site: Site::Caption,
                    ..prose
                };
                self.blocks(passage, further, caption)?;
                writeln!(self.out, "]()")
            }
            Kind::Code => self.code(passage, further),
            Kind::TableRow { .. } => {
                table::write(document, passage, &self.names, further, self.out)
            }
            Kind::Rule
                if !document
                    .block_text(passage.first)
                    .contains(char::is_alphanumeric) =>
            {
                writeln!(self.out, "***")
            }
            _ => self.prose(passage, further, prose),
        }
    }

    /// Whether no picture's words stand over a caption.
    fn opens_figure(&self, passage: Passage) -> bool {
        self.document.block(passage.first).lead == Lead::Apart
    }

    fn prose(&mut self, passage: Passage, further: &str, setting: Setting) -> io::Result<()> {
        self.blocks(passage, further, setting)?;
        writeln!(self.out)
    }

    fn heading(&mut self, passage: Passage, level: usize) -> io::Result<()> {
        write!(self.out, "{} ", "#".repeat(level.clamp(1, 6)))?;
        let setting = Setting {
            site: Site::Heading,
            ..Setting::default()
        };
        self.blocks(passage, "", setting)?;
        writeln!(self.out)
    }

    /// The blocks of a passage of prose, block by block, since it may be long.
    fn blocks(&mut self, passage: Passage, further: &str, setting: Setting) -> io::Result<()> {
        for idx in passage.blocks() {
            let starts_row = match passage.joint(self.document, idx) {
                "\n" if setting.site == Site::Heading => {
                    write!(self.out, " ")?;
                    false
                }
                "\n" => {
                    write!(self.out, "\\\n{further}")?;
                    true
                }
                joint => {
                    write!(self.out, "{joint}")?;
                    idx == passage.first
                }
            };
            let setting = Setting {
                starts_row,
                ..setting
            };
            let text = Inline::of_block(self.document, idx, &self.names, setting);
            write!(self.out, "{text}")?;
        }
        Ok(())
    }

    /// Code between fences that are longer than any in it.
    fn code(&mut self, passage: Passage, further: &str) -> io::Result<()> {
        let document = self.document;
        let longest = |idx: BlockIdx| escape::longest_run(document.block_text(idx), '`');
        let longest = passage.blocks().map(longest).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let language = document.code_language(passage.first).unwrap_or_default();
        writeln!(self.out, "{fence}{language}")?;
        let mut row_ends = true;
        for stretch in passage.text(document) {
            if stretch == "\n" {
                // An empty row of code: only what stands before it.
                if row_ends {
                    write!(self.out, "{}", further.trim_end())?;
                }
                writeln!(self.out)?;
                row_ends = true;
            } else if !stretch.is_empty() {
                if row_ends {
                    write!(self.out, "{further}")?;
                }
                write!(self.out, "{stretch}")?;
                row_ends = false;
            }
        }
        if row_ends {
            write!(self.out, "{}", further.trim_end())?;
        }
        writeln!(self.out, "\n{further}{fence}")
    }
}

#[cfg(test)]
mod tests;
