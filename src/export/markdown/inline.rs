//! A stretch of text with its roles and links, as inline Markdown.
//!
//! The model's roles are flat sets; Markdown nests. So each role and link becomes a wrap over the
//! stretch's pieces, the longest outermost, cut where two would cross. Where Markdown's delimiters
//! would not be read as such (beside letters or punctuation of the wrong kind), HTML's tags are.

use std::fmt::{self, Write};
use std::ops::Range;

use crate::document::{BlockIdx, Document, Link, Offset, Role, Target};

use super::escape::{self, Site, Surroundings};
use super::names::Names;

mod flank;
mod wraps;

use wraps::{Event, Piece, Wrap};

/// How a stretch is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    /// It starts a row of its paragraph.
    pub(super) starts_row: bool,
    /// What it stands in.
    pub(super) site: Site,
    /// What all of it is.
    pub(super) role: Role,
}

/// A stretch within one block; it is shown as Markdown.
pub(super) struct Inline<'a> {
    document: &'a Document,
    range: Range<Offset>,
    names: &'a Names,
    setting: Setting,
}

impl<'a> Inline<'a> {
    pub(super) fn of_block(
        document: &'a Document,
        idx: BlockIdx,
        names: &'a Names,
        setting: Setting,
    ) -> Self {
        let range = document.block_range(idx);
        let end = Offset(range.end.0 - 1);
        Self::new(document, range.start..end, names, setting)
    }

    pub(super) fn new(
        document: &'a Document,
        range: Range<Offset>,
        names: &'a Names,
        setting: Setting,
    ) -> Self {
        Self {
            document,
            range,
            names,
            setting,
        }
    }

    /// The links that Markdown can say.
    fn links(&self) -> Vec<&'a Link> {
        if self.setting.site == Site::Caption {
            return Vec::new();
        }
        let can_say = |link: &&Link| self.is_note(link) || self.address(link).is_some();
        self.document
            .links(self.range.clone())
            .iter()
            .filter(can_say)
            .collect()
    }

    fn is_note(&self, link: &Link) -> bool {
        self.note(link).is_some()
    }

    /// The label of the footnote that a link leads to.
    fn note(&self, link: &Link) -> Option<&'a str> {
        match link.target {
            Target::Inside(at) => self.names.footnote(at),
            Target::Outside(_) => None,
        }
    }

    /// Where a link leads, as an address.
    fn address(&self, link: &Link) -> Option<String> {
        match &link.target {
            Target::Inside(at) => self.names.section(*at).map(|slug| format!("#{slug}")),
            Target::Outside(address) => Some(address.to_string()),
        }
    }
}

impl fmt::Display for Inline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.document.slice(self.range.clone());
        let links = self.links();
        let spans = self.document.spans(self.range.clone());
        if links.is_empty() && spans.is_empty() && self.setting.role == Role::PLAIN {
            let mut out = String::with_capacity(text.len() + 16);
            escape::push(&mut out, text, text, self.surroundings(text, true));
            return f.write_str(&out);
        }
        // A footnote's mark is written as its label, whatever it looks like in the text.
        let role = |said: Role, link: Option<usize>| match link {
            Some(link) if self.is_note(links[link]) => Role::PLAIN,
            _ => said.with(self.setting.role),
        };
        let pieces = wraps::pieces(&self.range, spans, &links, role, text);
        let mut out = String::with_capacity(text.len() * 2);
        for event in wraps::events(&pieces, text) {
            self.push_event(&mut out, &event, &pieces, &links, text);
        }
        f.write_str(&out)
    }
}

impl Inline<'_> {
    fn surroundings(&self, text: &str, is_first: bool) -> Surroundings {
        Surroundings {
            starts_row: self.setting.starts_row && is_first,
            site: self.setting.site,
            has_dollars: text.matches('$').count() > usize::from(!self.is_of_several()),
        }
    }

    /// Whether the paragraph has more blocks than the one of the stretch.
    fn is_of_several(&self) -> bool {
        let idx = self.document.block_at(self.range.start);
        let next = self.document.blocks().get(idx.index() + 1);
        self.document.block(idx).lead.continues() || next.is_some_and(|next| next.lead.continues())
    }

    fn push_event(
        &self,
        out: &mut String,
        event: &Event,
        pieces: &[Piece],
        links: &[&Link],
        text: &str,
    ) {
        match *event {
            Event::Open(Wrap::Link(link), _) => self.open_link(out, links[link]),
            Event::Close(Wrap::Link(link), _) => self.close_link(out, links[link]),
            Event::Open(Wrap::Role(role), is_tag) => out.push_str(&sign(role, is_tag, "<")),
            Event::Close(Wrap::Role(role), is_tag) => out.push_str(&sign(role, is_tag, "</")),
            Event::Text(idx) => {
                let piece = &pieces[idx];
                let note = piece.link.and_then(|link| self.note(links[link]));
                if note.is_none() {
                    self.push_text(out, piece, idx == 0, text);
                }
            }
        }
    }

    fn push_text(&self, out: &mut String, piece: &Piece, is_first: bool, text: &str) {
        let said = text.get(piece.range.clone()).unwrap_or_default();
        let row = text.get(piece.range.start..).unwrap_or_default();
        let is_math = piece.role.has(Role::MATH) && piece.role.without(Role::MATH) == Role::PLAIN;
        if piece.role.has(Role::CODE) {
            self.push_code(out, said);
        } else if is_math && said.len() > 2 && said.starts_with('$') && said.ends_with('$') {
            out.push_str(&self.piped(said));
        } else if is_math
            && !said.contains(['$', '`'])
            && !said.ends_with('\\')
            && said.trim() == said
        {
            let _ = write!(out, "${}$", self.piped(said));
        } else {
            escape::push(
                out,
                said,
                row,
                self.surroundings(text, is_first && out.is_empty()),
            );
        }
    }

    fn push_code(&self, out: &mut String, code: &str) {
        // "[`]: …" would define a link: what is between backticks does not count there.
        if out.starts_with('[') && code.contains("]:") {
            let _ = write!(
                out,
                "<code>{}</code>",
                escape::plain(code, self.setting.site)
            );
            return;
        }
        let fence = "`".repeat(escape::longest_run(code, '`') + 1);
        let is_padded = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
        let pad = if is_padded || code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        let _ = write!(out, "{fence}{pad}{}{pad}{fence}", self.piped(code));
    }

    /// Raw text, which in a table's cell has its `|` escaped all the same.
    fn piped(&self, raw: &str) -> String {
        if self.setting.site == Site::Cell {
            raw.replace('|', "\\|")
        } else {
            raw.to_owned()
        }
    }

    fn open_link(&self, out: &mut String, link: &Link) {
        // "![" would be a picture.
        if out.ends_with('!') {
            out.pop();
            out.push_str("\\!");
        }
        match self.note(link) {
            Some(label) => {
                let _ = write!(out, "[^{label}]");
            }
            None => out.push('['),
        }
    }

    fn close_link(&self, out: &mut String, link: &Link) {
        if self.is_note(link) {
            return;
        }
        let address = self.address(link).unwrap_or_default();
        let is_bare = address
            .chars()
            .all(|c| c.is_alphanumeric() || "-._~:/?#@!$'*+,;=%".contains(c));
        if is_bare {
            let _ = write!(out, "]({address})");
            return;
        }
        out.push_str("](<");
        for c in address.chars() {
            if matches!(c, '<' | '>' | '\\' | '&') || (c == '|' && self.setting.site == Site::Cell)
            {
                out.push('\\');
            }
            out.push(c);
        }
        out.push_str(">)");
    }
}

/// What opens (`<`) or closes (`</`) a role.
fn sign(role: Role, is_tag: bool, bracket: &str) -> String {
    let (delimiter, tag) = match role {
        Role::EMPHASIS => ("*", "em"),
        Role::STRONG => ("**", "strong"),
        Role::STRIKE => ("~~", "del"),
        Role::RAISED => ("", "sup"),
        _ => ("", "sub"),
    };
    if is_tag || delimiter.is_empty() {
        format!("{bracket}{tag}>")
    } else {
        delimiter.to_owned()
    }
}
