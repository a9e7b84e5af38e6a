//! Elements of HTML within a paragraph, whose tags the parser leaves to us.

use std::borrow::Cow;

use pulldown_cmark::Event;

use super::places;
use super::stretch::Ranged;
use super::writer::Writer;
use crate::document::{LinkTarget, Role};
use crate::import::html::{self, Tag};

/// How far the end of an element that is not to be read is looked for, in events.
const MUTE_EVENTS_MAX: usize = 64;

/// Elements that take words up to their end for something else than text.
const SWALLOWING: [&str; 7] = [
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "textarea",
    "title",
    "xmp",
];

/// Elements that take what are no words.
const CODING: [&str; 2] = ["script", "style"];

/// An element that has not ended.
#[derive(Debug)]
pub(super) struct OpenTag {
    name: String,
    effect: Effect,
}

/// What ends with an element.
#[derive(Debug)]
enum Effect {
    Role(Role),
    /// What the text led to before.
    Link(Option<LinkTarget>),
    Quote,
}

impl Writer<'_, '_> {
    /// Does what a tag says; how many of the events that follow are not to be read.
    pub(super) fn inline_html(&mut self, source: &str, rest: &[Ranged<'_>]) -> usize {
        let Some(lone) = html::lone_tag(source) else {
            return 0;
        };
        let name = lone.name.as_str();
        let swallows = SWALLOWING.contains(&name) || CODING.contains(&name);
        if swallows && !lone.ends && mute(&lone.name, rest) == 0 {
            self.flow.text(source);
            return 0;
        }
        if lone.ends {
            self.close_tag(&lone.name);
        }
        if let Some(id) = &lone.id {
            self.flow.name(&places::named(id));
        }
        let effect = match lone.tag {
            Tag::Break => {
                self.flow.break_row();
                return 0;
            }
            Tag::Picture => {
                let words = lone.words.unwrap_or_default();
                self.flow.word_apart(&words);
                return 0;
            }
            Tag::Mute | Tag::Control => return mute(&lone.name, rest),
            Tag::Plain | Tag::Formula => return 0,
            _ if lone.ends && lone.tag.is_inline() => return 0,
            Tag::Inline(role) => {
                self.flow.role(role, true);
                Effect::Role(role)
            }
            Tag::Link => {
                let target = lone.href.as_deref().and_then(places::target);
                Effect::Link(self.flow.link(target))
            }
            Tag::InlineQuote => {
                self.flow.text("“");
                Effect::Quote
            }
            _ => {
                self.flow.end();
                return 0;
            }
        };
        let name = lone.name;
        self.tags.push(OpenTag { name, effect });
        0
    }

    fn close_tag(&mut self, name: &str) {
        if let Some(at) = self.tags.iter().rposition(|tag| tag.name == name) {
            let tag = self.tags.remove(at);
            self.undo(tag);
        }
    }

    /// Ends the elements that are open where a block ends.
    pub(super) fn close_tags(&mut self) {
        while let Some(tag) = self.tags.pop() {
            self.undo(tag);
        }
    }

    fn undo(&mut self, tag: OpenTag) {
        match tag.effect {
            Effect::Role(role) => self.flow.role(role, false),
            Effect::Link(outer) => {
                self.flow.link(outer);
            }
            Effect::Quote => self.flow.text("”"),
        }
    }
}

/// HTML in which tags that would swallow all that follows are text: of elements that never end, and
/// those that do not end themselves, but for the one that the block starts with.
pub(super) fn with_unended_shown(source: &str) -> Cow<'_, str> {
    let lower = source.to_ascii_lowercase();
    let ends = SWALLOWING.map(|name| lower.rfind(&["</", name].concat()));
    let last_end = lower.rfind('>');
    let is_unended = |at: usize| {
        let begins = lower.get(at + 1..).unwrap_or_default();
        if at > 0
            && last_end.is_none_or(|end| end < at)
            && begins.starts_with(|c: char| c.is_alphabetic())
        {
            return true;
        }
        let (is_end, name) = self::name(lower.get(at + 1..).unwrap_or_default());
        let known = SWALLOWING.iter().position(|swallowing| *swallowing == name);
        !is_end && known.is_some_and(|idx| ends[idx].is_none_or(|end| end < at))
    };
    let mut shown = String::new();
    let mut kept = 0;
    for at in memchr::memchr_iter(b'<', source.as_bytes()).filter(|at| is_unended(*at)) {
        shown.push_str(source.get(kept..at).unwrap_or_default());
        shown.push_str("&lt;");
        kept = at + 1;
    }
    if kept == 0 {
        return Cow::Borrowed(source);
    }
    shown.push_str(source.get(kept..).unwrap_or_default());
    Cow::Owned(shown)
}

/// Whether a tag ends an element, and the element's name; of what follows a `<`.
pub(super) fn name(tag: &str) -> (bool, &str) {
    let ends = tag.starts_with('/');
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
    (
        ends,
        tag.get(..end.unwrap_or(tag.len())).unwrap_or_default(),
    )
}

/// How many events an element takes that is not to be read, with its end; none where it has none.
fn mute(name: &str, rest: &[Ranged<'_>]) -> usize {
    let ends = |(event, _): &Ranged<'_>| match event {
        Event::InlineHtml(source) => source
            .strip_prefix("</")
            .and_then(|source| source.get(..name.len()))
            .is_some_and(|ended| ended.eq_ignore_ascii_case(name)),
        _ => false,
    };
    let within_text = |(event, _): &&Ranged<'_>| !matches!(event, Event::Start(_) | Event::End(_));
    rest.iter()
        .take(MUTE_EVENTS_MAX)
        .take_while(within_text)
        .position(ends)
        .map_or(0, |end| end + 1)
}
