//! Drives the builder by what the parser says.

use std::collections::HashSet;
use std::ops::ControlFlow;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, LinkType, Tag, TagEnd};

use super::inline::OpenTag;
use super::lists::{self, List};
use super::notes::Notes;
use super::slug::Slugs;
use super::stretch::{Block, Found, Ranged, Source};
use super::survey::{self, Survey};
use super::{autolink, places};
use crate::document::{Align, Builder, Kind, Lead, LinkTarget, Mark, Reason, Role};
use crate::import::html::{self, Flow};

/// Writes the blocks of one text.
pub(super) struct Writer<'b, 's> {
    pub(super) flow: Flow<'b>,
    source: Source<'s>,
    survey: &'s Survey,
    slugs: Slugs,
    notes: Notes,
    /// The title that stands over the text, until the text repeats it or goes its own way.
    shown_title: Option<String>,
    lists: Vec<List>,
    /// Whether the block goes on with one that was cut, and the list that this may have been.
    goes_on: bool,
    cut_list: Option<List>,
    /// Whether the lists of this block stand close, those that are to come last to first.
    close_lists: Vec<bool>,
    /// What the links around lead to, outermost first.
    links: Vec<Option<LinkTarget>>,
    /// The inline elements of HTML that are open.
    pub(super) tags: Vec<OpenTag>,
    /// Rows and cells of the open table.
    row: Row,
    is_code: bool,
    /// The source of the block of HTML that is being read.
    html: String,
}

/// Where in a table the text stands.
#[derive(Debug, Default)]
struct Row {
    lead: Lead,
    cells: usize,
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
            slugs: Slugs::default(),
            notes: Notes::default(),
            shown_title,
            lists: Vec::new(),
            goes_on: false,
            cut_list: None,
            close_lists: Vec::new(),
            links: Vec::new(),
            tags: Vec::new(),
            row: Row::default(),
            is_code: false,
            html: String::new(),
        }
    }

    /// Writes one block at the top level; breaks where what follows could change it.
    pub(super) fn block(&mut self, block: &Block<'_>) -> ControlFlow<()> {
        match block.events.first() {
            // It stands at the end of the section that calls it.
            Some((Event::Start(Tag::FootnoteDefinition(_)), _)) => return ControlFlow::Continue(()),
            Some((Event::Start(Tag::Heading { .. }), _)) => self.write_notes()?,
            _ => {}
        }
        self.events(block);
        ControlFlow::Continue(())
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
                continue;
            };
            let mut is_sound = false;
            let source = self.source.part(note.range);
            let _ = source.visit(&mut |found| {
                if let Found::Block(block) = found {
                    is_sound = true;
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
        self.close_lists = lists::close_lists(block.events);
        self.close_lists.reverse();
        self.goes_on = block.goes_on;
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
    }

    fn start(&mut self, tag: &Tag<'_>, block: &Block<'_>, at: usize) {
        match tag {
            Tag::Paragraph => {
                self.flow.end();
                let rest = block.events.get(at + 1..).unwrap_or_default();
                if !self.flow.is_flat() && is_picture(rest) {
                    self.flow.kind = Kind::Figure;
                }
                if at == 0 && self.goes_on {
                    self.flow.lead = Lead::Cut;
                }
            }
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(_) => {
                self.close_tags();
                self.flow.end();
                self.is_code = true;
            }
            Tag::HtmlBlock => self.html.clear(),
            Tag::List(number) => self.list(*number, at == 0 && self.goes_on),
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
            Tag::Emphasis => self.flow.role(Role::EMPHASIS, true),
            Tag::Strong => self.flow.role(Role::STRONG, true),
            Tag::Strikethrough => self.flow.role(Role::STRIKE, true),
            Tag::Superscript => self.flow.role(Role::RAISED, true),
            Tag::Subscript => self.flow.role(Role::LOWERED, true),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => self.link(&format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => self.link(dest_url),
            Tag::Heading { .. }
            | Tag::Image { .. }
            | Tag::DefinitionList
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_tags();
                self.flow.end();
                self.flow.kind = Kind::Paragraph;
            }
            TagEnd::CodeBlock => self.is_code = false,
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
                self.cut_list = self.lists.pop();
                self.flow.lead = Lead::Apart;
            }
            TagEnd::Item => {
                self.close_tags();
                self.flow.leave();
                self.flow.lead = Lead::Apart;
                if let Some(list) = self.lists.last_mut() {
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

    /// Begins a heading; how many events are written with it.
    fn heading(&mut self, level: u8, rest: &[Ranged<'_>]) -> usize {
        let end = rest
            .iter()
            .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
            .unwrap_or(rest.len());
        let text = survey::plain(rest.get(..end).unwrap_or_default());
        // The open block ends, so that the name is the heading's.
        self.flow.builder();
        if self.survey.has_inner_links {
            self.flow.name(&self.slugs.next(&text));
        }
        if self.shown_title.take().is_some_and(|title| title == text) {
            self.flow.set_aside(Reason::Repetition, &text);
            return end + 1;
        }
        self.flow.kind = Kind::Heading(level);
        self.flow.flat(true);
        0
    }

    /// Writes what a picture says to those who do not see it; how many events that takes.
    fn image(&mut self, rest: &[Ranged<'_>], title: &str) -> usize {
        let end = end_of_image(rest);
        let mut words = survey::plain(rest.get(..end).unwrap_or_default());
        if words.is_empty() {
            title.clone_into(&mut words);
        }
        if !html::is_file_name(&words) {
            match self.flow.kind {
                Kind::Figure => self.flow.text(&words),
                _ => self.flow.word_apart(&words),
            }
        }
        end + 1
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.flow.enter(Mark::Quote);
            return;
        };
        let label = match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        };
        self.flow.enter(Mark::Takeaway);
        self.flow.role(Role::STRONG, true);
        self.flow.text(label);
        self.flow.role(Role::STRONG, false);
        self.flow.end();
        self.flow.lead = Lead::Close;
    }

    fn list(&mut self, number: Option<u64>, goes_on: bool) {
        self.close_tags();
        self.flow.end();
        let cut = self.cut_list.take().filter(|_| goes_on);
        self.lists.push(List {
            number: cut.map_or(number, |list| list.number),
            is_close: self.close_lists.pop().unwrap_or(true),
            is_first: cut.is_none(),
        });
    }

    fn item(&mut self, block: &Block<'_>, at: usize) {
        let is_inner = self.lists.len() > 1;
        let Some(list) = self.lists.last().copied() else {
            return;
        };
        self.flow.enter(lists::mark(block, at, list.number));
        self.flow.lead = if list.is_close && (is_inner || !list.is_first) {
            Lead::Close
        } else {
            Lead::Apart
        };
    }

    fn row(&mut self, header: bool) {
        let lead = std::mem::replace(&mut self.row.lead, Lead::Close);
        self.flow.begin(Kind::TableRow { header }, lead);
        self.flow.flat(true);
        self.row.cells = 0;
    }

    fn inline(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) if self.is_code => self.code(text),
            Event::Text(text) => self.text(text),
            Event::Code(text) => self.in_role(Role::CODE, |flow| flow.text(text)),
            Event::InlineMath(text) => self.in_role(Role::MATH, |flow| flow.text(text)),
            Event::DisplayMath(text) => self.in_role(Role::MATH, |flow| {
                for row in text.trim().lines() {
                    flow.text(row);
                    flow.break_row();
                }
            }),
            Event::Html(text) => self.html.push_str(text),
            Event::FootnoteReference(label) => {
                let number = self.notes.call(label);
                let target = LinkTarget::Named(places::note(label).into());
                let outer = self.flow.link(Some(target));
                self.in_role(Role::RAISED, |flow| flow.text(&format!("[{number}]")));
                self.flow.link(outer);
            }
            Event::SoftBreak => self.flow.text("\n"),
            Event::HardBreak => self.flow.break_row(),
            Event::Rule => self.flow.builder().block(Kind::Rule, Lead::Apart, ""),
            _ => {}
        }
    }

    fn link(&mut self, address: &str) {
        let outer = self.flow.link(places::target(address));
        self.links.push(outer);
    }

    fn in_role(&mut self, role: Role, write: impl FnOnce(&mut Flow<'_>)) {
        self.flow.role(role, true);
        write(&mut self.flow);
        self.flow.role(role, false);
    }

    /// Writes text with the addresses that stand bare in it.
    fn text(&mut self, text: &str) {
        if !self.links.is_empty() || !autolink::may_have(text) {
            self.flow.text(text);
            return;
        }
        for part in autolink::parts(text) {
            match part.address.and_then(|address| places::target(&address)) {
                Some(target) => {
                    let outer = self.flow.link(Some(target));
                    self.flow.text(part.text);
                    self.flow.link(outer);
                }
                None => self.flow.text(part.text),
            }
        }
    }

    fn code(&mut self, text: &str) {
        let mut lead = std::mem::take(&mut self.flow.lead);
        let text = text.trim_matches(['\n', '\r']);
        if text.trim().is_empty() {
            return;
        }
        let builder = self.flow.builder();
        for row in text.lines() {
            builder.block(Kind::Code, lead, row.trim_end());
            lead = Lead::Close;
        }
    }

    fn html_block(&mut self) {
        let source = std::mem::take(&mut self.html);
        let page = html::parse_html(&source);
        html::write(
            &page.root(),
            &places::Places,
            HashSet::new(),
            self.flow.builder(),
        );
        self.flow.lead = Lead::Apart;
    }
}

/// Whether a paragraph is one picture and nothing else, or a link with one in it.
fn is_picture(mut events: &[Ranged<'_>]) -> bool {
    let is_linked = matches!(events.first(), Some((Event::Start(Tag::Link { .. }), _)));
    if is_linked {
        events = events.get(1..).unwrap_or_default();
    }
    if !matches!(events.first(), Some((Event::Start(Tag::Image { .. }), _))) {
        return false;
    }
    let inner = events.get(1..).unwrap_or_default();
    let mut after = inner
        .iter()
        .skip(end_of_image(inner) + 1 + usize::from(is_linked));
    matches!(after.next(), Some((Event::End(TagEnd::Paragraph), _)))
}

/// Where among the events after its start a picture ends.
fn end_of_image(rest: &[Ranged<'_>]) -> usize {
    let mut depth = 0_usize;
    let ends = |(event, _): &Ranged<'_>| match event {
        Event::Start(Tag::Image { .. }) => {
            depth += 1;
            false
        }
        Event::End(TagEnd::Image) if depth == 0 => true,
        Event::End(TagEnd::Image) => {
            depth -= 1;
            false
        }
        _ => false,
    };
    rest.iter().position(ends).unwrap_or(rest.len())
}

fn align(of: Alignment) -> Align {
    match of {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
