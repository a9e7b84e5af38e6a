//! What stands within a paragraph: text, links, pictures, formulas, footnotes' marks.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::stretch::Ranged;
use super::survey::{self, Pictures};
use super::writer::Writer;
use super::{autolink, places};
use crate::document::{Kind, Lead, LinkTarget, Reason, Role};
use crate::import::html::{self, Flow};

impl Writer<'_, '_> {
    /// Begins what stands within a paragraph.
    pub(super) fn start_inline(&mut self, tag: &Tag<'_>) {
        match tag {
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
            // The first definition of a label holds, which another window may have.
            Tag::Link {
                link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
                dest_url,
                id,
                ..
            } => {
                let address = self.survey.link(id).unwrap_or(dest_url);
                self.link(address);
            }
            Tag::Link { dest_url, .. } => self.link(dest_url),
            _ => {}
        }
    }

    /// Writes what a picture says to those who do not see it; how many events that takes.
    pub(super) fn image(&mut self, rest: &[Ranged<'_>], title: &str) -> usize {
        let end = end_of_image(rest);
        let words = rest.get(..end).unwrap_or_default();
        let mut words = survey::plain(words, Pictures::Told);
        if words.is_empty() {
            title.clone_into(&mut words);
        }
        if !html::is_file_name(&words) {
            if self.titles.skips_pictures && matches!(self.flow.kind, Kind::Heading(_)) {
                self.flow.set_aside(Reason::PageChrome, &words);
                return end + 1;
            }
            match self.flow.kind {
                Kind::Figure => self.flow.text(&words),
                _ => self.flow.word_apart(&words),
            }
        }
        end + 1
    }

    pub(super) fn inline(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => match &self.code {
                Some(language) => self.flow.code(text, language),
                None => self.text(text),
            },
            Event::Code(text) => self.in_role(Role::CODE, |flow| flow.text(text)),
            Event::InlineMath(text) => self.in_role(Role::MATH, |flow| flow.text(text)),
            Event::DisplayMath(text) => self.in_role(Role::MATH, |flow| {
                for row in text.trim().lines() {
                    flow.text(row);
                    flow.break_row();
                }
            }),
            Event::Html(text) => self.html.source.push_str(text),
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
}

/// Whether a paragraph is one picture and nothing else, or a link with one in it.
pub(super) fn is_picture(mut events: &[Ranged<'_>]) -> bool {
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
