//! Where references inside a book lead: paths from the archive's root, and ids in files.

use percent_encoding::percent_decode_str;

/// The longest path, in bytes. It comes again with whatever leads to it or stands beside it.
pub(super) const PATH_BYTES_MAX: usize = 500;

/// A place in the book that a reference names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Target {
    /// The file's path from the archive's root.
    pub(super) path: String,
    /// The element's id in it, if not its start.
    pub(super) id: Option<String>,
}

/// Where `href` leads from the file at `base`; none for what is outside the book: an address with a
/// scheme, or a path that climbs out of the archive or is longer than its entries' names.
pub(super) fn resolve(base: &str, href: &str) -> Option<Target> {
    let href = href.trim();
    if is_address(href) {
        return None;
    }
    let (file, id) = match href.split_once('#') {
        Some((file, id)) => (file, Some(decoded(id)).filter(|id| !id.is_empty())),
        None => (href, None),
    };
    let file = file.split_once('?').map_or(file, |(file, _)| file);
    let path = if file.is_empty() {
        base.to_owned()
    } else {
        join(folder(base), &decoded(file))?
    };
    Some(Target { path, id })
}

/// A path from the root that the container names.
pub(super) fn from_root(path: &str) -> Option<String> {
    join("", &decoded(path.trim()))
}

/// The path's last name without its ending, as a title of last resort.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// `path` seen from `folder`, without `.` and `..`.
fn join(folder: &str, path: &str) -> Option<String> {
    if path.len() > PATH_BYTES_MAX {
        return None;
    }
    let path = path.replace('\\', "/");
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => _ = names.pop()?,
            name => names.push(name),
        }
    }
    let path = names.join("/");
    (!path.is_empty() && path.len() <= PATH_BYTES_MAX).then_some(path)
}

/// Whether a reference names a place outside the book: it starts with a scheme (RFC 3986, 3.1) or
/// with a host.
pub(super) fn is_address(href: &str) -> bool {
    let href = href.trim();
    let has_scheme = href.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    has_scheme || href.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, href: &str, expected: Option<(&str, Option<&str>)>) {
        let expected = expected.map(|(path, id)| Target {
            path: path.into(),
            id: id.map(str::to_owned),
        });
        assert_eq!(resolve(base, href), expected, "{href} from {base}");
    }

    #[test]
    fn references_are_seen_from_their_file() {
        let base = "text/parts/one.xhtml";
        check(base, "two.xhtml", Some(("text/parts/two.xhtml", None)));
        check(
            base,
            "../two.xhtml#n1",
            Some(("text/two.xhtml", Some("n1"))),
        );
        check(base, "#n1", Some((base, Some("n1"))));
        check(base, "./a%20b.xhtml", Some(("text/parts/a b.xhtml", None)));
        check(base, "/top.xhtml", Some(("top.xhtml", None)));
        check(base, "..\\two.xhtml?x=1#", Some(("text/two.xhtml", None)));
    }

    #[test]
    fn what_leads_out_of_the_book_is_nowhere() {
        let base = "text/one.xhtml";
        check(base, "https://example.org/two.xhtml", None);
        check(base, "//example.org/two.xhtml", None);
        check(base, "mailto:someone", None);
        check(base, "../../../etc/passwd", None);
        check(base, "%2E%2E/%2E%2E/etc/passwd", None);
        assert_eq!(from_root("../book.opf"), None);
    }
}
