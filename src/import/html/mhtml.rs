//! Web archives, MHTML: a page with all it shows, as browsers save it in one file of mail's form
//! (RFC 2557). The page in it is read like any other.

use mailparse::{MailHeaderMap, ParsedMail};

/// How much of a source tells whether it is an archive, in bytes.
const SNIFF_BYTES: usize = 4096;

/// The page of an archive.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct Page {
    pub(in crate::import) bytes: Vec<u8>,
    pub(in crate::import) charset: Option<String>,
    pub(in crate::import) address: Option<String>,
}

/// Whether bytes start as an archive does: headers that tell of a page in parts.
pub(in crate::import) fn is_archive(bytes: &[u8]) -> bool {
    let start = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let first = start.lines().next().unwrap_or_default();
    let (name, _) = first.split_once(':').unwrap_or_default();
    let is_header = !name.is_empty() && name.bytes().all(|c| c == b'-' || c.is_ascii_alphabetic());
    is_header && start.contains("\nmime-version:") && start.contains("multipart/related")
}

/// The page in an archive, the first where there are several; none where there is none.
pub(in crate::import) fn page(bytes: &[u8]) -> Option<Page> {
    if !is_archive(bytes) {
        return None;
    }
    let archive = mailparse::parse_mail(bytes).ok()?;
    let part = archive.parts().find(|part| is_page(part))?;
    let address = part
        .headers
        .get_first_value("Content-Location")
        .or_else(|| archive.headers.get_first_value("Snapshot-Content-Location"));
    Some(Page {
        bytes: part.get_body_raw().ok()?,
        charset: part.ctype.params.get("charset").cloned(),
        address,
    })
}

fn is_page(part: &ParsedMail) -> bool {
    let medium = part.ctype.mimetype.as_str();
    matches!(medium, "text/html" | "application/xhtml+xml")
}
