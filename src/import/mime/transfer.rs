//! How bytes were carried: as they are, quoted-printable, or base64.

use std::borrow::Cow;

use mailparse::body::Body;
use mailparse::parse_content_type;

/// What a part holds.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct Decoded<'a> {
    pub(in crate::import) bytes: Cow<'a, [u8]>,
    /// The source lines that are none of the encoding's, where it is broken.
    pub(in crate::import) broken: Option<String>,
}

impl<'a> Decoded<'a> {
    fn sound(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
            broken: None,
        }
    }
}

/// Decodes a body; what is said to be in no known encoding is taken as it is.
pub(super) fn decode<'a>(body: &'a [u8], encoding: &str) -> Decoded<'a> {
    match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => Decoded::sound(quoted_printable(body)),
        "base64" => match by_library(body, "base64") {
            Some(bytes) => Decoded::sound(bytes),
            None => broken_base64(body),
        },
        _ => Decoded::sound(body),
    }
}

fn by_library(body: &[u8], encoding: &'static str) -> Option<Vec<u8>> {
    let medium = parse_content_type("");
    match Body::new(body, &medium, &Some(encoding.to_owned())) {
        Body::Base64(encoded) | Body::QuotedPrintable(encoded) => encoded.get_decoded().ok(),
        _ => None,
    }
}

/// The library leaves out what is not ASCII, which some programs write all the same.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let decode = |body: &[u8]| by_library(body, "quoted-printable");
    if body.is_ascii() {
        return decode(body).unwrap_or_else(|| body.to_vec());
    }
    let mut escaped = Vec::with_capacity(body.len() * 3 / 2);
    for byte in body {
        if byte.is_ascii() {
            escaped.push(*byte);
        } else {
            escaped.extend(format!("={byte:02X}").bytes());
        }
    }
    decode(&escaped).unwrap_or_else(|| body.to_vec())
}

/// Decodes what can be: source lines of other signs, as a mailing list puts them under a letter,
/// are told apart; what is missing at the end is made up.
fn broken_base64(body: &[u8]) -> Decoded<'static> {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let mut signs = Vec::with_capacity(body.len());
    let mut broken = String::new();
    for line in body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii) {
        if line.iter().all(|byte| is_sign(*byte)) {
            signs.extend(line.iter().filter(|byte| **byte != b'='));
        } else {
            broken.push_str(&String::from_utf8_lossy(line));
            broken.push('\n');
        }
    }
    // One sign alone is less than a byte.
    if signs.len() % 4 == 1 {
        signs.pop();
    }
    signs.resize(signs.len().next_multiple_of(4), b'=');
    Decoded {
        bytes: by_library(&signs, "base64").unwrap_or_default().into(),
        broken: Some(broken),
    }
}
