//! Drives the builder by what the parser says.

use std::ops::ControlFlow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::blocks::{align, language};
use super::inline::is_picture;
use super::lists::Lists;
use super::notes::Notes;
use super::places;
use super::slug::Slugs;
use super::spread::Html;
use super::stretch::{Block, Found, Source};
use super::survey::{self, Pictures, Survey};
use super::tags::OpenTag;
use crate::document::{Align, Builder, Kind, Lead, LinkTarget, Mark, Reason, Role};
use crate::import::html::Flow;

/// Writes the blocks of one text.
pub(super) struct Writer<'b, 's> {
    pub(super) flow: Flow<'b>,
    pub(super) source: Source<'s>,
    pub(super) survey: &'s Survey,
    pub(super) notes: Notes,
    pub(super) titles: Titles,
    pub(super) lists: Lists,
    /// What the links around lead to, outermost first.
    pub(super) links: Vec<Option<LinkTarget>>,
    /// The inline elements of HTML that are open.
    pub(super) tags: Vec<OpenTag>,
    pub(super) row: Row,
    cut: CutBlock,
    /// The language of the code that is being read, empty where none is told.
    pub(super) code: Option<String>,
    pub(super) html: Html,
}

/// What headings need to know.
#[derive(Debug, Default)]
pub(super) struct Titles {
    pub(super) slugs: Slugs,
    /// The title that stands over the text, until the first heading.
    pub(super) shown: Option<String>,
    /// Whether the heading that is open has more to say than its pictures.
    pub(super) skips_pictures: bool,
}

/// Where in a table the text stands.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) lead: Lead,
    pub(super) cells: usize,
}

/// What a block was that was cut.
#[derive(Debug, Default)]
struct CutBlock {
    /// A footnote, which is not written where it stands.
    is_note: bool,
    /// Cut within its text.
    is_text: bool,
}

impl<'b, 's> Writer<'b, 's> {
    pub(super) fn new(
        builder: &'b mut Builder,
        source: Source<'s>,
        survey: &'s Survey,
        shown_title: Option<String>,
    ) -> Self {
        Self {
            flow: Flow::new(builder),
            source,
            survey,
            notes: Notes::default(),
            titles: Titles {
                shown: shown_title,
                ..Titles::default()
            },
            lists: Lists::default(),
            links: Vec::new(),
            tags: Vec::new(),
            row: Row::default(),
            cut: CutBlock::default(),
            code: None,
            html: Html::default(),
        }
    }

    /// Writes one block at the top level; breaks where what follows could change it.
    pub(super) fn block(&mut self, block: &Block<'_>) -> ControlFlow<()> {
        let first = block.events.first().map(|(event, _)| event);
        if !block.goes_on {
            self.cut.is_note = matches!(first, Some(Event::Start(Tag::FootnoteDefinition(_))));
        }
        // A footnote stands at the end of the section that calls it.
        if self.is_written(block) || self.cut.is_note {
            self.set_second_note_aside(block);
            return ControlFlow::Continue(());
        }
        match first {
            Some(Event::Start(Tag::HtmlBlock)) if self.spread(block)? => {
                return ControlFlow::Continue(());
            }
            Some(Event::Start(Tag::Heading { .. })) => self.write_notes()?,
            _ => {}
        }
        self.events(block);
        ControlFlow::Continue(())
    }

    /// Keeps what a footnote says whose label another one before it has.
    fn set_second_note_aside(&mut self, block: &Block<'_>) {
        let Some((Event::Start(Tag::FootnoteDefinition(label)), _)) = block.events.first() else {
            return;
        };
        let first = self.survey.note(label).map(|note| note.range.0);
        if first.is_some_and(|first| first < block.range.0) {
            let said = survey::plain(block.events, Pictures::Told);
            self.flow.set_aside(Reason::Repetition, &said);
        }
    }

    /// Writes the footnotes that are left, called or not.
    pub(super) fn finish(mut self) {
        let _ = self.write_notes();
        for note in self.survey.notes() {
            self.notes.call(&note.label);
            let _ = self.write_notes();
        }
        self.flow.finish_block();
    }

    /// Writes the footnotes that were called since the last time, and those that they call.
    fn write_notes(&mut self) -> ControlFlow<()> {
        let mut lead = Lead::Apart;
        while let Some((label, number)) = self.notes.next_called() {
            let Some(note) = self.survey.note(&label) else {
                // It stands where it is defined, or in what a head leaves out.
                if self.source.is_of_head() {
                    return ControlFlow::Break(());
                }
                continue;
            };
            let mut is_sound = false;
            let source = self.source.part(note.range);
            let _ = source.visit(&mut |found| {
                if let Found::Block(block) = found {
                    is_sound = true;
                    if block.goes_on {
                        self.events(&block);
                        return ControlFlow::Continue(());
                    }
                    self.note(
                        &label,
                        number,
                        std::mem::replace(&mut lead, Lead::Close),
                        &block,
                    );
                }
                ControlFlow::Continue(())
            });
            if !is_sound {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    fn note(&mut self, label: &str, number: usize, lead: Lead, block: &Block<'_>) {
        self.flow.enter(Mark::Footnote(number.to_string().into()));
        self.flow.lead = lead;
        self.flow.name(&places::note(label));
        self.events(&Block {
            events: block.events.get(1..).unwrap_or_default(),
            ..*block
        });
        self.flow.lead = Lead::Apart;
    }

    /// Writes what events say. They may lack the start of what they end.
    fn events(&mut self, block: &Block<'_>) {
        self.lists.survey(block.events);
        if block.goes_on && std::mem::take(&mut self.cut.is_text) {
            self.flow.lead = Lead::Cut;
        }
        let mut at = 0;
        while let Some((event, _)) = block.events.get(at) {
            at += 1;
            let rest = block.events.get(at..).unwrap_or_default();
            at += match event {
                Event::Start(Tag::Image { title, .. }) => self.image(rest, title),
                Event::Start(Tag::Heading { level, .. }) => self.heading(*level as u8, rest),
                Event::Start(tag) => {
                    self.start(tag, block, at - 1);
                    0
                }
                Event::End(tag) => {
                    self.end(*tag);
                    0
                }
                Event::InlineHtml(source) => self.inline_html(source, rest),
                event => {
                    self.inline(event);
                    0
                }
            };
        }
        if block.is_cut {
            self.cut.is_text = self.flow.is_open();
            self.flow.finish_block();
        }
    }

    fn start(&mut self, tag: &Tag<'_>, block: &Block<'_>, at: usize) {
        match tag {
            Tag::Paragraph => {
                self.flow.end();
                let rest = block.events.get(at + 1..).unwrap_or_default();
                if !self.flow.is_flat() && is_picture(rest) {
                    self.flow.kind = Kind::Figure;
                }
            }
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => {
                self.close_tags();
                self.flow.end();
                self.code = Some(language(kind));
            }
            Tag::HtmlBlock => self.html.source.clear(),
            Tag::List(number) => self.list(*number),
            Tag::Item => self.item(block, at),
            Tag::FootnoteDefinition(label) => {
                let number = self.notes.number(label);
                self.flow.enter(Mark::Footnote(number.to_string().into()));
                self.flow.name(&places::note(label));
            }
            Tag::DefinitionListTitle => {
                self.flow.end();
                self.flow.role(Role::STRONG, true);
            }
            Tag::DefinitionListDefinition => {
                self.flow.enter(Mark::Indent);
                self.flow.lead = Lead::Close;
            }
            Tag::Table(columns) => {
                let columns: Vec<Align> = columns.iter().copied().map(align).collect();
                let lead = std::mem::take(&mut self.flow.lead);
                self.flow.builder().begin_table(&columns);
                self.row.lead = lead;
            }
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            Tag::TableCell => {
                if self.row.cells > 0 {
                    self.flow.end_cell();
                }
                self.row.cells += 1;
            }
            tag => self.start_inline(tag),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_tags();
                self.flow.end();
                self.flow.kind = Kind::Paragraph;
            }
            TagEnd::CodeBlock => self.code = None,
            TagEnd::Heading(_) => {
                self.close_tags();
                self.flow.flat(false);
                self.flow.end();
                self.flow.kind = Kind::Paragraph;
            }
            TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition => {
                self.close_tags();
                self.flow.leave();
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(_) => {
                self.lists.leave();
                self.flow.lead = Lead::Apart;
            }
            TagEnd::Item => {
                self.close_tags();
                self.flow.leave();
                self.flow.lead = Lead::Apart;
                if let Some(list) = self.lists.open.last_mut() {
                    list.number = list.number.map(|number| number.saturating_add(1));
                    list.is_first = false;
                }
            }
            TagEnd::DefinitionListTitle => {
                self.close_tags();
                self.flow.role(Role::STRONG, false);
                self.flow.end();
            }
            TagEnd::Table => self.flow.builder().end_table(),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flow.flat(false);
                self.flow.finish_block();
            }
            TagEnd::TableCell => self.close_tags(),
            TagEnd::Emphasis => self.flow.role(Role::EMPHASIS, false),
            TagEnd::Strong => self.flow.role(Role::STRONG, false),
            TagEnd::Strikethrough => self.flow.role(Role::STRIKE, false),
            TagEnd::Superscript => self.flow.role(Role::RAISED, false),
            TagEnd::Subscript => self.flow.role(Role::LOWERED, false),
            TagEnd::Link => {
                let outer = self.links.pop().flatten();
                self.flow.link(outer);
            }
            TagEnd::Image | TagEnd::DefinitionList | TagEnd::MetadataBlock(_) => {}
        }
    }
}
