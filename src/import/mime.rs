//! What mail is made of: headers, parts, and how their bytes are carried (RFC 2045 to 2047, 5322).
//!
//! Headers, encoded words and transfer encodings are `mailparse`'s to read. Parts are found here,
//! one after the other and each by one look at the bytes, so that neither a million of them nor a
//! part that never ends takes more than it has to. Nothing here fails: what is broken is read as
//! far as it goes.

use memchr::memmem::Finder;

mod transfer;

pub(super) use transfer::Decoded;

/// The longest field that is decoded, in bytes; to decode one takes the square of its length.
const FIELD_BYTES_MAX: usize = 4096;

/// The longest name of a field, in bytes.
const NAME_BYTES_MAX: usize = 76;

/// A field of a header, with the source lines that it goes on over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    name: &'a str,
    raw: &'a [u8],
}

impl<'a> Field<'a> {
    pub(super) fn name(&self) -> &'a str {
        self.name
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// What it says, on one row and with its encoded words decoded.
    pub(super) fn value(&self) -> String {
        let value = if self.raw.len() > FIELD_BYTES_MAX {
            None
        } else {
            mailparse::parse_header(self.raw).ok()
        };
        let value = match value {
            Some((header, _)) => header.get_value(),
            None => self.as_written().split_off(self.name.len() + 1),
        };
        let words: Vec<&str> = value.split_whitespace().collect();
        words.join(" ")
    }

    /// Name and value as they are written.
    pub(super) fn as_written(&self) -> String {
        String::from_utf8_lossy(self.raw).into_owned()
    }
}

/// The fields that bytes start with, up to the first source line that is none.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a> {
    /// What is not read yet.
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What stands below the fields, without the empty source line that parts them.
    pub(super) fn body(mut self) -> &'a [u8] {
        while self.next().is_some() {}
        let (line, below) = split_line(self.rest);
        if line.trim_ascii().is_empty() {
            below
        } else {
            self.rest
        }
    }

    /// Whether the fields end as a header does: at an empty source line or the end of the bytes.
    pub(super) fn end_well(mut self) -> bool {
        while self.next().is_some() {}
        split_line(self.rest).0.trim_ascii().is_empty()
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let start = self.rest;
        let (line, mut below) = split_line(start);
        let colon = memchr::memchr(b':', line)?;
        let name = std::str::from_utf8(line.get(..colon)?).ok()?.trim_end();
        let is_name = (1..=NAME_BYTES_MAX).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_name {
            return None;
        }
        while matches!(below.first(), Some(b' ' | b'\t')) {
            below = split_line(below).1;
        }
        self.rest = below;
        let raw = start.get(..start.len() - below.len())?;
        Some(Field { name, raw })
    }
}

/// The first source line of `bytes`, and what follows it.
pub(super) fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
    bytes.split_at(end)
}

/// A letter, or a part of one.
#[derive(Debug)]
pub(super) struct Part<'a> {
    fields: Fields<'a>,
    /// What it says that it is, in small letters, as in `text/plain`.
    pub(super) medium: String,
    parameters: Vec<(String, String)>,
    /// What it holds, as it was carried.
    pub(super) body: &'a [u8],
}

impl<'a> Part<'a> {
    /// Reads the header of a part, which is of the medium `implied` where it does not say.
    pub(super) fn read(bytes: &'a [u8], implied: &str) -> Self {
        let fields = Fields::new(bytes);
        let said = fields.clone().find(|field| field.is("Content-Type"));
        let said = said.filter(|said| said.raw.len() <= FIELD_BYTES_MAX);
        let said = said.map(|said| mailparse::parse_content_type(&said.value()));
        let said = said.filter(|said| said.mimetype.contains('/'));
        let (medium, parameters) = match said {
            Some(said) => (said.mimetype, said.params.into_iter().collect()),
            None => (implied.to_owned(), Vec::new()),
        };
        let body = fields.clone().body();
        Self {
            fields,
            medium,
            parameters,
            body,
        }
    }

    pub(super) fn fields(&self) -> Fields<'a> {
        self.fields.clone()
    }

    /// What the first field of this name says.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        self.fields()
            .find(|field| field.is(name))
            .map(|field| field.value())
    }

    /// What the medium is said to be beside its name, as its `charset`.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(found, _)| found == name)?;
        Some(value.trim())
    }

    /// The file's name and whether it is said to be attached rather than part of the letter.
    pub(super) fn disposition(&self) -> (Option<String>, bool) {
        let said = self.field("Content-Disposition").unwrap_or_default();
        let said = mailparse::parse_content_disposition(&said);
        let name = said.params.get("filename").map(String::as_str);
        let name = name.or_else(|| self.parameter("name"));
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        let is_attached = said.disposition == mailparse::DispositionType::Attachment;
        (name.map(str::to_owned), is_attached)
    }

    /// The parts of a multipart; none where nothing parts them.
    pub(super) fn parts(&self) -> Option<Parts<'a>> {
        if !self.medium.starts_with("multipart/") {
            return None;
        }
        let boundary = self.parameter("boundary").filter(|it| !it.is_empty())?;
        Parts::new(self.body, boundary)
    }

    /// What it holds, however it was carried.
    pub(super) fn decoded(&self) -> Decoded<'a> {
        let encoding = self.field("Content-Transfer-Encoding").unwrap_or_default();
        transfer::decode(self.body, &encoding)
    }
}

/// The parts of a multipart, with their headers.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    delimiter: Finder<'static>,
    /// What stands before the first part.
    pub(super) preamble: &'a [u8],
    rest: Option<&'a [u8]>,
    /// What stands behind the last part, once that was taken; none where nothing ends it.
    pub(super) epilogue: Option<&'a [u8]>,
}

impl<'a> Parts<'a> {
    fn new(body: &'a [u8], boundary: &str) -> Option<Self> {
        let mut parts = Self {
            delimiter: Finder::new(&format!("--{boundary}")).into_owned(),
            preamble: &[],
            rest: None,
            epilogue: None,
        };
        let cut = parts.cut(body)?;
        parts.preamble = cut.before;
        parts.follow(&cut);
        Some(parts)
    }

    fn follow(&mut self, cut: &Cut<'a>) {
        if cut.is_last {
            self.rest = None;
            self.epilogue = Some(cut.after);
        } else {
            self.rest = Some(cut.after);
        }
    }

    /// Cuts `bytes` at the first source line that parts them.
    fn cut(&self, bytes: &'a [u8]) -> Option<Cut<'a>> {
        self.delimiter.find_iter(bytes).find_map(|at| {
            let (before, line) = bytes.split_at(at);
            if !(before.is_empty() || before.ends_with(b"\n")) {
                return None;
            }
            let (line, after) = split_line(line);
            let end = line.get(self.delimiter.needle().len()..)?.trim_ascii_end();
            let before = before.strip_suffix(b"\n").unwrap_or(before);
            let before = before.strip_suffix(b"\r").unwrap_or(before);
            matches!(end, b"" | b"--").then_some(Cut {
                before,
                after,
                is_last: !end.is_empty(),
            })
        })
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let bytes = self.rest.take()?;
        let Some(cut) = self.cut(bytes) else {
            return (!bytes.trim_ascii().is_empty()).then_some(bytes);
        };
        self.follow(&cut);
        Some(cut.before)
    }
}

/// What stands around a source line that parts.
#[derive(Debug)]
struct Cut<'a> {
    before: &'a [u8],
    after: &'a [u8],
    /// Whether no part follows.
    is_last: bool,
}

#[cfg(test)]
mod tests;
