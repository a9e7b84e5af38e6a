//! Turns bytes into text.
//!
//! Byte order marks first, then UTF-16 by its pattern, then UTF-8, then what a detector takes the
//! bytes for; what cannot be decoded becomes U+FFFD. It does not clean: the builder does. UTF-8 is
//! borrowed, not copied. The choice rests on a stretch that the head of a source already has, so
//! that head and whole are decoded alike.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Error, Extent, Warning};

/// How much of a source the choice of its encoding rests on, in bytes.
const SAMPLE_BYTES: usize = 64 * 1024;

/// How much of a source tells whether it is binary, in bytes.
const BINARY_SAMPLE_BYTES: usize = 8 * 1024;

/// Within how many bytes a page names its encoding.
const DECLARED_BYTES: usize = 4096;

/// What the files of some formats start with that are no text.
const SIGNATURES: [&[u8]; 16] = [
    b"\x7FELF",
    b"MZ\x90\0",
    b"\xCF\xFA\xED\xFE",
    b"\xCA\xFE\xBA\xBE",
    b"\x89PNG\r\n",
    b"GIF87a",
    b"GIF89a",
    b"\xFF\xD8\xFF",
    b"RIFF",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B",
    b"\xFD7zXZ\0",
    b"\x28\xB5\x2F\xFD",
    b"BZh",
    b"%PDF-",
];

/// A source's text and what was not well with its bytes.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) warning: Option<Warning>,
}

/// Decodes a source, which may be said to be in an encoding.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    extent: Extent,
    charset: Option<&str>,
) -> Result<Decoded<'a>, Error> {
    let said = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let decoded = if let Some(text) = decode_utf32(bytes) {
        Decoded {
            text: text.into(),
            warning: None,
        }
    } else if let Some((encoding, rest)) = marked(bytes).or_else(|| utf16_by_pattern(bytes)) {
        decode_as(encoding, rest)
    } else if let Some(wide) = said.filter(|said| [UTF_16LE, UTF_16BE].contains(said)) {
        decode_as(wide, bytes)
    } else if is_binary(bytes) {
        return Err(Error::Binary);
    } else {
        decode_unmarked(bytes, extent, said)
    };
    if decoded.text.chars().all(shows_nothing) {
        return Err(Error::Empty);
    }
    Ok(decoded)
}

/// Decodes what is text by other signs than its bytes, as a part of an archive.
pub(super) fn lenient(bytes: &[u8]) -> Cow<'_, str> {
    match marked(bytes).or_else(|| utf16_by_pattern(bytes)) {
        Some((encoding, rest)) => decode_as(encoding, rest).text,
        None => decode_unmarked(bytes, Extent::Whole, None).text,
    }
}

/// White space and what a terminal would not show.
fn shows_nothing(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}

/// The encoding that a byte order mark tells, and the bytes after it.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    Some((encoding, bytes.get(length..)?))
}

fn decode_utf32(bytes: &[u8]) -> Option<String> {
    let (rest, read): (_, fn([u8; 4]) -> u32) =
        if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\0\0") {
            (rest, u32::from_le_bytes)
        } else {
            (bytes.strip_prefix(b"\0\0\xFE\xFF")?, u32::from_be_bytes)
        };
    let chars = rest
        .as_chunks()
        .0
        .iter()
        .map(|unit| char::from_u32(read(*unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(chars.collect())
}

/// Latin text in UTF-16 has a NUL in every other byte.
fn utf16_by_pattern(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    let sample = bytes.get(..BINARY_SAMPLE_BYTES).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = pairs.len() * 7 / 10;
    match pairs.len() {
        0..4 => None,
        _ if second > most && first < pairs.len() / 20 => Some((UTF_16LE, bytes)),
        _ if first > most && second < pairs.len() / 20 => Some((UTF_16BE, bytes)),
        _ => None,
    }
}

/// A known signature, or controls that no text has in such numbers; a stray one or two are in texts.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..BINARY_SAMPLE_BYTES).unwrap_or(bytes);
    let controls = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=7 | 0x0E..=0x1A | 0x1C..=0x1F))
        .count();
    let is_signed = SIGNATURES
        .iter()
        .any(|signature| bytes.starts_with(signature));
    let is_riff = bytes.starts_with(b"RIFF");
    (is_signed && (!is_riff || controls > 0)) || controls > 2 && controls * 50 > sample.len()
}

fn decode_unmarked<'a>(
    bytes: &'a [u8],
    extent: Extent,
    said: Option<&'static Encoding>,
) -> Decoded<'a> {
    let first = Encoding::ascii_valid_up_to(bytes);
    if let Some(shifting) = said.filter(|said| !said.is_ascii_compatible()) {
        return decode_as(shifting, bytes);
    }
    if first == bytes.len() {
        return decode_as(UTF_8, bytes);
    }
    let sample_end = first + SAMPLE_BYTES;
    if extent == Extent::Head && sample_end > bytes.len() && first >= SAMPLE_BYTES {
        // The whole source would be judged by bytes that are not here: end before them.
        return decode_as(UTF_8, bytes.get(..first).unwrap_or(bytes));
    }
    let sample = bytes
        .get(first..sample_end.min(bytes.len()))
        .unwrap_or(bytes);
    if is_mostly_utf8(sample) {
        return decode_as(UTF_8, bytes);
    }
    if let Some(encoding) = said.or_else(|| declared(bytes)) {
        return decode_as(encoding, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    decode_as(detector.guess(None, Utf8Detection::Deny), bytes)
}

/// The encoding that a page names in its first bytes, as `charset=…` or `encoding="…"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..DECLARED_BYTES).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    if !start.trim_start().starts_with('<') {
        return None;
    }
    let (_, after) = start
        .split_once("charset=")
        .or_else(|| start.split_once("encoding="))?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'))?;
    Encoding::for_label(label.get(..end)?.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible())
}

/// Whether characters of several bytes are far more than what is broken.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let mut sound = 0;
    let mut broken = 0;
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // The sample may end inside a character.
    broken <= 1 && sound > 0 || sound > 4 * broken
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let warning = replaced.then_some(Warning::Replaced {
        encoding: encoding.name(),
    });
    Decoded { text, warning }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let decoded = decode(bytes, Extent::Whole, None).map(|decoded| decoded.text.into_owned());
        assert_eq!(decoded.as_deref(), Ok(expected));
    }

    #[test]
    fn marks_tell_the_encoding() {
        check(b"\xEF\xBB\xBFcaf\xC3\xA9", "café");
        check(b"\xFF\xFEa\0\xE9\0", "aé");
        check(b"\xFE\xFF\0a\0\xE9", "aé");
        check(b"\xFF\xFE\0\0a\0\0\0\xE9\0\0\0", "aé");
        check(b"\0\0\xFE\xFF\0\0\0a\0\0\0\xE9", "aé");
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_pattern() {
        let text = "Plain words, two bytes each.";
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&units, text);
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&units, text);
    }

    #[test]
    fn older_encodings_are_detected() {
        let text = "Über die Größe möglicher Dörfer läßt sich schön streiten.";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
        check(&bytes, text);
        let text = "Съешь же ещё этих мягких французских булок, да выпей чаю.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
        check(&bytes, text);
    }

    #[test]
    fn a_page_that_names_its_encoding_is_believed() {
        let text = "<meta charset=\"iso-8859-2\"><p>Łódź, kość, żółw</p>";
        let (bytes, ..) = encoding_rs::ISO_8859_2.encode(text);
        check(&bytes, text);
    }

    #[test]
    fn what_a_server_says_is_believed_unless_the_bytes_know_better() {
        let check = |bytes: &[u8], charset, expected: &str| {
            let decoded = decode(bytes, Extent::Whole, Some(charset)).expect("is text");
            assert_eq!(decoded.text, expected, "{charset}");
        };
        let (bytes, ..) = encoding_rs::ISO_8859_2.encode("Łódź");
        check(&bytes, "ISO-8859-2", "Łódź");
        check(
            b"<meta charset=utf-8>\xA3",
            "iso-8859-2",
            "<meta charset=utf-8>Ł",
        );
        check("Łódź".as_bytes(), "iso-8859-1", "Łódź");
        check(b"\x1B$B$\"\x1B(B", "iso-2022-jp", "あ");
        check(b"\0A\0b", "utf-16be", "Ab");
        check(b"plain", "no such encoding", "plain");
    }

    #[test]
    fn a_broken_byte_does_not_spoil_the_rest() {
        check(
            "naïve café \u{FFFD} déjà vu à côté été"
                .replace('\u{FFFD}', "\u{0}")
                .as_bytes()
                .iter()
                .map(|byte| if *byte == 0 { 0xFF } else { *byte })
                .collect::<Vec<_>>()
                .as_slice(),
            "naïve café \u{FFFD} déjà vu à côté été",
        );
    }

    #[test]
    fn utf8_is_borrowed() {
        let decoded = decode("grün".as_bytes(), Extent::Whole, None).unwrap();
        assert!(matches!(decoded.text, Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refuse = |bytes: &[u8]| decode(bytes, Extent::Whole, None).err();
        assert_eq!(refuse(b""), Some(Error::Empty));
        assert_eq!(refuse(b" \n\r\n\t\x0C"), Some(Error::Empty));
        assert_eq!(refuse("\u{FEFF}\u{200B}\n".as_bytes()), Some(Error::Empty));
        assert_eq!(refuse(b"\x7FELF\x02\x01\x01\0\0"), Some(Error::Binary));
        assert_eq!(refuse(b"PK\x03\x04\x14\0"), Some(Error::Binary));
        assert_eq!(refuse(b"ab\0\x01\x02cd\0\0\0\x03"), Some(Error::Binary));
        assert_eq!(refuse(b"The bell rings.\x07\n"), None);
    }
}
