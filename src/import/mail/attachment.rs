//! What comes with a letter and is no part of what it says.

use crate::import::mime::Part;

/// The longest name of a file, in bytes.
const NAME_BYTES_MAX: usize = 200;

/// Names what a part is: its file's name or its medium, and about how large it is.
pub(super) fn named(part: &Part) -> String {
    let (name, _) = part.disposition();
    let name = name.unwrap_or_else(|| part.medium.clone());
    let name = name.get(..name.floor_char_boundary(NAME_BYTES_MAX));
    let encoding = part.field("Content-Transfer-Encoding").unwrap_or_default();
    let bytes = if encoding.eq_ignore_ascii_case("base64") {
        let signs = part.body.iter().filter(|byte| !byte.is_ascii_whitespace());
        signs.count() / 4 * 3
    } else {
        part.body.len()
    };
    format!("{} ({})", name.unwrap_or_default(), size(bytes))
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}
