//! Web archives, MHTML: a page with all it shows, as browsers save it in one file of mail's form
//! (RFC 2557). The page in it is read like any other.

use crate::import::mime::Part;

/// How much of a source tells whether it is an archive, in bytes.
const SNIFF_BYTES: usize = 4096;

/// How deep a page's parts nest.
const DEPTH_MAX: u8 = 4;

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
    let archive = Part::read(bytes, "text/plain");
    let saved_from = archive.field("Snapshot-Content-Location");
    let page = find(archive, 0)?;
    Some(Page {
        bytes: page.decoded().bytes.into_owned(),
        charset: page.parameter("charset").map(str::to_owned),
        address: page.field("Content-Location").or(saved_from),
    })
}

fn find(part: Part, depth: u8) -> Option<Part> {
    if matches!(part.medium.as_str(), "text/html" | "application/xhtml+xml") {
        return Some(part);
    }
    let mut parts = part.parts().filter(|_| depth < DEPTH_MAX)?;
    parts.find_map(|inner| find(Part::read(inner, "text/plain"), depth + 1))
}
