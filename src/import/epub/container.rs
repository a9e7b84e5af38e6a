//! What stands in `META-INF`: where the package document is, and what is encrypted.

use std::collections::HashSet;

use super::archive::Archive;
use super::{path, xml};

/// Where the archive names its package documents.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// Where the archive says what is encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// How many package documents are tried.
const ROOTS_MAX: usize = 8;

/// Algorithms that mangle the start of fonts and lock nothing (EPUB 3.3, 4.4; Adobe's before it).
const FONT_MANGLING: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// The path of the package document: the first that the container names and the archive has, or
/// else the first entry that is called like one.
pub(super) fn package_path(archive: &Archive) -> Option<String> {
    let container = archive.read(CONTAINER).ok();
    let named = container.and_then(|entry| {
        let parsed = xml::read(&entry.bytes);
        let roots = xml::all(&parsed.tree.root(), "rootfile");
        let paths = roots
            .iter()
            .filter_map(|node| path::from_root(&xml::attribute(node, "full-path")?));
        paths
            .take(ROOTS_MAX)
            .find(|path| archive.read(path).is_ok())
    });
    named.or_else(|| {
        let ends = |name: &&str| {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending);
            ending.is_some_and(|ending| ending.eq_ignore_ascii_case("opf"))
        };
        archive.names().filter(ends).min().map(str::to_owned)
    })
}

/// The paths of what is encrypted and can't be read without a key.
pub(super) fn locked(archive: &Archive) -> HashSet<String> {
    let Ok(entry) = archive.read(ENCRYPTION) else {
        return HashSet::new();
    };
    let parsed = xml::read(&entry.bytes);
    let mut locked = HashSet::new();
    let mut is_mangled = false;
    for node in parsed.tree.root().descendants_it() {
        match node.node_name().as_deref() {
            Some("EncryptedData") => is_mangled = false,
            Some("EncryptionMethod") => {
                let algorithm = xml::attribute(&node, "Algorithm");
                is_mangled |= algorithm.is_some_and(|name| FONT_MANGLING.contains(&name.as_str()));
            }
            Some("CipherReference") if !is_mangled => {
                let uri = xml::attribute(&node, "URI");
                locked.extend(uri.and_then(|uri| path::from_root(&uri)));
            }
            _ => {}
        }
    }
    locked
}
