//! Walks through the parts of a letter and writes what it says.

use super::sort::{Sort, is_encrypted, sort};
use super::{attachment, choice, flowed};
use crate::document::{Builder, Kind, Lead, Reason};
use crate::import::mime::{Part, Parts};
use crate::import::{Error, Extent, Warning, code, decode, html, plain};

/// How deep parts nest.
const DEPTH_MAX: u8 = 24;

/// The most parts that are taken to say the same.
const ALTERNATIVES_MAX: usize = 8;

/// Writes letters.
pub(super) struct Writer<'b> {
    builder: &'b mut Builder,
    warnings: &'b mut Vec<Warning>,
    in_mailbox: bool,
    /// The level of the section that the next letter is, none for the first.
    level: Option<u8>,
    /// What came with the letter, by its name.
    attached: Vec<String>,
}

impl<'b> Writer<'b> {
    pub(super) fn new(
        builder: &'b mut Builder,
        warnings: &'b mut Vec<Warning>,
        in_mailbox: bool,
    ) -> Self {
        Self {
            builder,
            warnings,
            in_mailbox,
            level: None,
            attached: Vec::new(),
        }
    }

    /// Writes the next letter: the first under the document's title, each other as a section.
    pub(super) fn write(&mut self, letter: &[u8]) {
        self.letter(letter, DEPTH_MAX);
        self.level = Some(1);
    }

    fn letter(&mut self, bytes: &[u8], depth: u8) {
        let letter = Part::read(bytes, "text/plain");
        self.header(&letter);
        let around = std::mem::take(&mut self.attached);
        self.part(&letter, depth);
        let attached = std::mem::replace(&mut self.attached, around);
        if !attached.is_empty() {
            let list = format!("Attached: {}", attached.join(", "));
            self.builder.block(Kind::Paragraph, Lead::Apart, &list);
        }
    }

    /// Writes what people read of a header; what carried the letter is set aside.
    fn header(&mut self, letter: &Part) {
        let mut read = String::new();
        let mut carried = String::new();
        let mut has_subject = false;
        for field in letter.fields() {
            if !plain::is_read(field.name()) {
                carried.push_str(&field.as_written());
                // Each field is a paragraph.
                carried.push('\n');
                continue;
            }
            let value = field.value();
            has_subject |= field.is("Subject") && !value.is_empty();
            if !value.is_empty() {
                read.extend([field.name(), ": ", &value, "\n"]);
            }
        }
        if !has_subject && self.level.is_some() {
            read.insert_str(0, "Subject: (no subject)\n");
        }
        if !carried.is_empty() {
            self.builder.set_aside(Reason::Boilerplate, &carried);
        }
        plain::import_header(&read, self.level, self.builder);
    }

    fn part(&mut self, part: &Part, depth: u8) {
        if part.body.trim_ascii().is_empty() {
            return;
        }
        match sort(part) {
            _ if depth == 0 => self.too_deep(part),
            Sort::Alternative => self.alternative(part, depth),
            Sort::Several => self.several(part, depth),
            Sort::Letter => self.forwarded(part, depth),
            Sort::Page => {
                let text = self.text(part);
                let under = self.level.unwrap_or(0);
                html::Letter::parse(&text, under).write(self.builder);
            }
            Sort::Plain => {
                let text = self.text(part);
                plain::import_letter(&text, self.in_mailbox, self.builder);
            }
            Sort::Patch => {
                let text = self.text(part);
                if let (Some(name), _) = part.disposition() {
                    self.builder.block(Kind::Paragraph, Lead::Apart, &name);
                }
                code::import(&text, None, Extent::Whole, self.builder);
            }
            Sort::File => self.file(part),
        }
    }

    /// Writes parts one after the other.
    fn several(&mut self, part: &Part, depth: u8) {
        let implied = if part.medium == "multipart/digest" {
            "message/rfc822"
        } else {
            "text/plain"
        };
        match part.parts() {
            Some(parts) => self.each(parts, |this, inner| {
                this.part(&Part::read(inner, implied), depth - 1);
            }),
            None => self.broken(part),
        }
    }

    /// Reads one of the parts that say the same; the others are set aside, what is attached to them
    /// is named.
    fn alternative(&mut self, part: &Part, depth: u8) {
        let parts = part.parts().into_iter().flatten();
        let alternatives: Vec<&[u8]> = parts.take(ALTERNATIVES_MAX + 1).collect();
        let (Some(parts), 1..=ALTERNATIVES_MAX) = (part.parts(), alternatives.len()) else {
            return self.several(part, depth);
        };
        let chosen = choice::choose(&alternatives);
        let mut numbers = 0..;
        self.each(parts, |this, inner| {
            let inner = Part::read(inner, "text/plain");
            if numbers.next() == Some(chosen) {
                this.part(&inner, depth - 1);
            } else {
                this.pass_over(&inner, depth - 1);
            }
        });
    }

    /// Hands out parts one after the other, and sets aside what programs put around them.
    fn each<'a>(&mut self, mut parts: Parts<'a>, mut read: impl FnMut(&mut Self, &'a [u8])) {
        self.around(parts.preamble);
        for inner in parts.by_ref() {
            read(self, inner);
        }
        match parts.epilogue {
            Some(epilogue) => self.around(epilogue),
            None => self.warn(Warning::Parts),
        }
    }

    /// Sets aside what a part says that says the same as another.
    fn pass_over(&mut self, part: &Part, depth: u8) {
        let said = match (sort(part), part.parts()) {
            _ if depth == 0 => return self.too_deep(part),
            (Sort::Alternative | Sort::Several, Some(parts)) => {
                return self.each(parts, |this, inner| {
                    this.pass_over(&Part::read(inner, "text/plain"), depth - 1);
                });
            }
            (Sort::Alternative | Sort::Several, None) => {
                self.warn(Warning::Parts);
                self.text(part)
            }
            (Sort::Plain | Sort::Patch, _) => self.text(part),
            (Sort::Page, _) => html::Letter::parse(&self.text(part), 0).text(),
            (Sort::Letter, _) => return self.forwarded(part, depth),
            (Sort::File, _) => return self.file(part),
        };
        if !said.trim().is_empty() {
            self.builder.set_aside(Reason::Repetition, &said);
        }
    }

    /// A letter in the letter is a section.
    fn forwarded(&mut self, part: &Part, depth: u8) {
        let around = self.level;
        self.level = Some(around.unwrap_or(0) + 1);
        let carried = part.decoded();
        self.letter(&carried.bytes, depth - 1);
        self.level = around;
    }

    /// Names what can't be read. What only serves the letter itself, its pictures or its proof, is
    /// set aside.
    fn file(&mut self, part: &Part) {
        let name = attachment::named(part);
        let (_, is_attached) = part.disposition();
        let is_text = part.medium.starts_with("text/");
        let text = is_text.then(|| self.decode(part)).flatten();
        let serves = part.medium.ends_with("-signature")
            || !is_attached && part.field("Content-ID").is_some();
        if is_encrypted(part) {
            self.warn(Warning::Encrypted);
        }
        if let Some(text) = text {
            let said = format!("{name}\n\n{text}");
            self.builder.set_aside(Reason::Attachment, &said);
        } else if serves {
            self.builder.set_aside(Reason::Attachment, &name);
        }
        if !serves {
            self.attached.push(name);
        }
    }

    /// Names what nests deeper than it is read.
    fn too_deep(&mut self, part: &Part) {
        self.warn(Warning::Parts);
        self.attached.push(attachment::named(part));
    }

    /// Parts that nothing parts are read as they stand.
    fn broken(&mut self, part: &Part) {
        self.warn(Warning::Parts);
        let text = self.text(part);
        plain::import_letter(&text, self.in_mailbox, self.builder);
    }

    /// Sets aside what programs put around parts.
    fn around(&mut self, text: &[u8]) {
        if !text.trim_ascii().is_empty() {
            let text = decode::lenient(text);
            self.builder.set_aside(Reason::Boilerplate, &text);
        }
    }

    /// What a part says; one that can't be read is named.
    fn text(&mut self, part: &Part) -> String {
        self.decode(part).unwrap_or_else(|| {
            self.attached.push(attachment::named(part));
            String::new()
        })
    }

    /// What a part says, none where it is no text; what is broken about it is told.
    fn decode(&mut self, part: &Part) -> Option<String> {
        let carried = part.decoded();
        if let Some(broken) = &carried.broken {
            self.warn(Warning::Encoding);
            if !broken.is_empty() {
                self.builder.set_aside(Reason::Boilerplate, broken);
            }
        }
        let charset = part.parameter("charset");
        match decode::decode(&carried.bytes, Extent::Whole, charset) {
            Ok(decoded) => {
                if let Some(warning) = decoded.warning {
                    self.warn(warning);
                }
                Some(flow(part, decoded.text.into_owned()))
            }
            Err(Error::Empty) => Some(String::new()),
            Err(_) => None,
        }
    }

    fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// What a part says, as far as it can be read.
pub(super) fn text(part: &Part) -> String {
    let carried = part.decoded();
    decode::decode(&carried.bytes, Extent::Whole, part.parameter("charset"))
        .map(|decoded| flow(part, decoded.text.into_owned()))
        .unwrap_or_default()
}

/// Joins the source lines of a text that is said to flow.
fn flow(part: &Part, text: String) -> String {
    let is_said = |name, value: &str| {
        part.parameter(name)
            .is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    if is_said("format", "flowed") {
        flowed::joined(&text, is_said("delsp", "yes"))
    } else {
        text
    }
}
