//! Plain texts of many shapes, and the documents that they are.

use crate::document::dump;
use crate::import::{Options, import};

fn check(source: &str, expected: &str) {
    let import = import(source.as_bytes(), &Options::default()).unwrap();
    let picture = dump(&import.document);
    assert_eq!(picture, expected, "\n{picture}");
}

#[test]
fn an_essay_copied_off_a_page_has_its_structure_back() {
    check(
        include_str!("../../../tests/data/essay.txt"),
        include_str!("../../../tests/data/essay.dump"),
    );
}
