//! An address that a link has: what it leads to, and how it is shown.

use crate::document::clean;
use crate::width;

/// The schemes of addresses that the system opens.
const SCHEMES: [&str; 3] = ["https", "http", "mailto"];

/// An address outside the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// The system opens it.
    System(String),
    /// It names a file.
    File(String),
    /// Nothing opens it.
    Nowhere(String),
}

impl Address {
    /// Where an address leads.
    pub(super) fn of(address: &str) -> Self {
        let address = clean::clean(address.trim()).into_owned();
        let is_scheme = |scheme: &str| {
            let mut letters = scheme.chars();
            letters.next().is_some_and(|c| c.is_ascii_alphabetic())
                && letters.all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
        };
        let Some((scheme, rest)) = address.split_once(':').filter(|(name, _)| is_scheme(name))
        else {
            return Self::File(address);
        };
        let is = |name: &str| name.eq_ignore_ascii_case(scheme);
        let after_slashes = rest.strip_prefix("//");
        if is("file") {
            let path = match after_slashes {
                Some(rest) => rest.strip_prefix("localhost").unwrap_or(rest),
                None => rest,
            };
            // A file of another computer is none of this one's.
            let is_here = after_slashes.is_none() || path.starts_with('/');
            return if is_here {
                Self::File(path.to_owned())
            } else {
                Self::Nowhere(address)
            };
        }
        let place = match after_slashes {
            _ if is("mailto") => rest,
            Some(place) => place,
            None => "",
        };
        let names_place = !place.is_empty() && !place.starts_with(['/', '?', '#']);
        let has_space = address.contains(char::is_whitespace);
        if SCHEMES.iter().any(|name| is(name)) && names_place && !has_space {
            Self::System(address)
        } else {
            Self::Nowhere(address)
        }
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::System(text) | Self::File(text) | Self::Nowhere(text) => text,
        }
    }

    pub(super) fn title(&self) -> &'static str {
        match self {
            Self::System(_) => "Enter lets the system open this address, Esc closes",
            Self::File(_) => "Enter opens this file, Esc closes",
            Self::Nowhere(_) => "an address that is not opened; Esc closes",
        }
    }

    /// Its text in rows of so many columns; there is always one.
    pub(super) fn rows(&self, columns: usize) -> Vec<String> {
        let mut rows = Vec::new();
        let mut rest = self.text();
        while !rest.is_empty() {
            let (row, _) = width::prefix(rest, columns.max(2));
            let Some((row, after)) = rest
                .split_at_checked(row.len())
                .filter(|(row, _)| !row.is_empty())
            else {
                break;
            };
            rows.push(row.to_owned());
            rest = after;
        }
        if rows.is_empty() {
            rows.push(String::new());
        }
        rows
    }
}

/// The address that the system would be handed for a link's, clean; none where it would not be.
pub fn system_address(address: &str) -> Option<String> {
    match Address::of(address) {
        Address::System(address) => Some(address),
        Address::File(_) | Address::Nowhere(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_whole() {
        let text = "https://a.example/a/long/path?and=more";
        let rows = Address::of(text).rows(10);
        assert!(rows.iter().all(|row| width::columns(row) <= 10));
        assert_eq!(rows.concat(), text);
        assert_eq!(Address::File(String::new()).rows(10), [""]);
    }
}
