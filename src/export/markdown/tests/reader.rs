//! A plain reading of Markdown, with nothing of our own importer's judgement in it.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::document::{Align, Builder, Document, Kind, Lead, LinkTarget, Mark, Role};

#[derive(Default)]
struct Reading {
    builder: Builder,
    /// The next number of each open list.
    numbers: Vec<Option<u64>>,
    code: Option<String>,
}

pub(super) fn read(markdown: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, options).collect();
    let mut reading = Reading::default();
    for (idx, event) in events.iter().enumerate() {
        let rest = events.get(idx + 1..).unwrap_or_default();
        match event {
            Event::Start(tag) => reading.start(tag, rest),
            Event::End(tag) => reading.end(*tag, rest),
            event => reading.write(event),
        }
    }
    reading.builder.finish().expect("small")
}

impl Reading {
    fn start(&mut self, tag: &Tag<'_>, rest: &[Event<'_>]) {
        let b = &mut self.builder;
        match tag {
            Tag::Heading { level, .. } => b.begin(Kind::Heading(*level as u8), Lead::Apart),
            Tag::Paragraph => b.begin(Kind::Paragraph, Lead::Apart),
            Tag::BlockQuote(_) => b.enter(Mark::Quote),
            Tag::List(first) => {
                b.end();
                self.numbers.push(*first);
            }
            Tag::Item => {
                let mark = self.mark(rest);
                self.builder.enter(mark);
            }
            Tag::FootnoteDefinition(label) => b.enter(Mark::Footnote(label.as_ref().into())),
            Tag::CodeBlock(kind) => {
                if let CodeBlockKind::Fenced(language) = kind {
                    b.begin_code(language);
                }
                self.code = Some(String::new());
            }
            Tag::Table(columns) => {
                b.begin_table(&columns.iter().copied().map(align).collect::<Vec<_>>());
            }
            Tag::TableHead => b.begin(Kind::TableRow { header: true }, Lead::Close),
            Tag::TableRow => b.begin(Kind::TableRow { header: false }, Lead::Close),
            Tag::Emphasis => b.role(Role::EMPHASIS, true),
            Tag::Strong => b.role(Role::STRONG, true),
            Tag::Strikethrough => b.role(Role::STRIKE, true),
            Tag::Link { dest_url, .. } => {
                b.begin_link(LinkTarget::Outside(dest_url.as_ref().into()));
            }
            Tag::Image { .. } => b.begin(Kind::Figure, Lead::Apart),
            Tag::TableCell | Tag::HtmlBlock => {}
            other => panic!("{other:?}"),
        }
    }

    /// The mark of an item, which a task's box stands in for.
    fn mark(&mut self, rest: &[Event<'_>]) -> Mark {
        let number = self.numbers.last_mut().and_then(Option::as_mut);
        let mark = number.map(|number| {
            *number += 1;
            Mark::Number(format!("{}.", *number - 1).into())
        });
        match rest {
            [Event::TaskListMarker(done), ..]
            | [
                Event::Start(Tag::Paragraph),
                Event::TaskListMarker(done),
                ..,
            ] => Mark::Task { done: *done },
            _ => mark.unwrap_or(Mark::Bullet),
        }
    }

    fn end(&mut self, tag: TagEnd, rest: &[Event<'_>]) {
        let b = &mut self.builder;
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => b.leave(),
            TagEnd::List(_) => drop(self.numbers.pop()),
            TagEnd::CodeBlock => {
                let rows = self.code.take().unwrap_or_default();
                let rows = rows.strip_suffix('\n').unwrap_or(&rows);
                for (idx, row) in rows.split('\n').enumerate() {
                    let lead = if idx == 0 { Lead::Apart } else { Lead::Close };
                    b.block(Kind::Code, lead, row);
                }
                b.end_code();
            }
            TagEnd::Table => b.end_table(),
            TagEnd::Emphasis => b.role(Role::EMPHASIS, false),
            TagEnd::Strong => b.role(Role::STRONG, false),
            TagEnd::Strikethrough => b.role(Role::STRIKE, false),
            TagEnd::Link => b.end_link(),
            TagEnd::TableCell if matches!(rest, [Event::End(_), ..]) => {}
            TagEnd::TableCell => b.end_cell(),
            _ => b.end(),
        }
    }

    fn write(&mut self, event: &Event<'_>) {
        let b = &mut self.builder;
        match event {
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(text),
                None => b.text(text),
            },
            Event::Code(text) => {
                b.role(Role::CODE, true);
                b.text(text);
                b.role(Role::CODE, false);
            }
            Event::InlineHtml(tag) => {
                let role = match tag.trim_matches(['<', '/', '>']) {
                    "em" => Role::EMPHASIS,
                    "strong" => Role::STRONG,
                    "del" => Role::STRIKE,
                    "code" => Role::CODE,
                    "sup" => Role::RAISED,
                    "sub" => Role::LOWERED,
                    other => panic!("{other}"),
                };
                b.role(role, !tag.starts_with("</"));
            }
            Event::Rule => b.block(Kind::Rule, Lead::Apart, ""),
            Event::HardBreak => b.break_row(),
            Event::Html(_) | Event::TaskListMarker(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

fn align(of: Alignment) -> Align {
    match of {
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
        Alignment::None | Alignment::Left => Align::Left,
    }
}
