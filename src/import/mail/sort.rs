//! What the parts of a letter are.

use crate::import::mime::Part;

/// What a part of a letter is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Alternative,
    /// Parts that are read one after the other.
    Several,
    /// A letter in the letter.
    Letter,
    Page,
    Plain,
    /// Changes to source code.
    Patch,
    /// It can't be read.
    File,
}

/// Whether a part is encrypted, by `OpenPGP` or S/MIME.
pub(super) fn is_encrypted(part: &Part) -> bool {
    let is_enveloped = || {
        part.parameter("smime-type")
            .is_none_or(|sort| sort.ends_with("enveloped-data"))
    };
    match part.medium.strip_prefix("application/") {
        Some("pgp-encrypted") => true,
        Some("pkcs7-mime" | "x-pkcs7-mime") => is_enveloped(),
        _ => false,
    }
}

/// What a part is, by its medium, its name and whether it is attached.
pub(super) fn sort(part: &Part) -> Sort {
    let medium = part.medium.as_str();
    if let Some(sort) = medium.strip_prefix("multipart/") {
        return match sort {
            "alternative" => Sort::Alternative,
            _ => Sort::Several,
        };
    }
    let (name, is_attached) = part.disposition();
    let ending = name
        .as_deref()
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let is_patch = matches!(ending.as_deref(), Some("patch" | "diff"));
    match medium {
        "message/rfc822" | "message/global" => Sort::Letter,
        "text/x-patch" | "text/x-diff" => Sort::Patch,
        _ if medium.starts_with("text/") && is_patch => Sort::Patch,
        _ if is_attached => Sort::File,
        "text/html" | "application/xhtml+xml" => Sort::Page,
        "message/delivery-status" | "text/plain" => Sort::Plain,
        "text/calendar" | "text/vcard" | "text/x-vcard" | "text/csv" => Sort::File,
        _ if medium.starts_with("text/") => Sort::Plain,
        _ => Sort::File,
    }
}
