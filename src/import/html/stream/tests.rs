//! However parts and places nest and repeat, what was sent is read once.

use std::fmt::Write;

use proptest::prelude::*;

use crate::import::{Format, Import, Options, import};

/// A piece of a page; a number names a place or a part, which may have none.
#[derive(Clone, Debug)]
enum Piece {
    Word,
    Box(Vec<Self>),
    /// A part that was sent late.
    Late(u8, Vec<Self>),
    /// Where a part belongs that nothing stands in for.
    Slot(u8),
    /// Where a part belongs that boxes stand in for.
    Boundary(u8, Vec<Self>),
}

fn piece() -> impl Strategy<Value = Piece> {
    let leaf = prop_oneof![Just(Piece::Word), (0..3_u8).prop_map(Piece::Slot)];
    leaf.prop_recursive(5, 40, 5, |piece| {
        let pieces = || prop::collection::vec(piece.clone(), 0..5);
        prop_oneof![
            pieces().prop_map(Piece::Box),
            (0..3_u8, pieces()).prop_map(|(name, inner)| Piece::Late(name, inner)),
            (0..3_u8, pieces()).prop_map(|(name, inner)| Piece::Boundary(name, inner)),
        ]
    })
}

/// A page, and the words "w0w", "w1w" … that stand in it; those that stand in for others may go.
#[derive(Debug, Default)]
struct Page {
    text: String,
    words: usize,
    may_go: Vec<usize>,
}

impl Page {
    fn write(&mut self, piece: &Piece, stands_in: bool) {
        match piece {
            Piece::Word => {
                let _ = write!(self.text, "<p>w{}w</p>", self.words);
                if stands_in {
                    self.may_go.push(self.words);
                }
                self.words += 1;
            }
            Piece::Box(inner) => self.around("<div>", inner, "</div>", stands_in),
            Piece::Late(name, inner) => {
                let open = format!("<div hidden id='S:{name}'>");
                self.around(&open, inner, "</div>", stands_in);
            }
            Piece::Slot(name) => {
                let _ = write!(self.text, "<template id='P:{name}'></template>");
            }
            Piece::Boundary(name, inner) => {
                let open = format!("<!--$?--><template id='B:{name}'></template>");
                self.around(&open, inner, "<!--/$-->", true);
            }
        }
    }

    fn around(&mut self, open: &str, inner: &[Piece], close: &str, stands_in: bool) {
        self.text.push_str(open);
        for piece in inner {
            self.write(piece, stands_in);
        }
        self.text.push_str(close);
    }
}

proptest! {
    #[test]
    fn what_was_sent_late_is_read_once(
        pieces in prop::collection::vec(piece(), 1..5),
        late in prop::collection::vec((0..3_u8, prop::collection::vec(piece(), 0..3)), 0..4),
    ) {
        let mut page = Page::default();
        let late = late.into_iter().map(|(name, inner)| Piece::Late(name, inner));
        for piece in pieces.into_iter().chain(late) {
            page.write(&piece, false);
        }
        let options = Options {
            format: Some(Format::Html),
            whole_page: true,
            ..Options::default()
        };
        let source = format!("<html><body><p>Start.</p>{}", page.text);
        let Import { document, .. } = import(source.as_bytes(), &options).expect("a page");
        for word in 0..page.words {
            let count = document.text().matches(&format!("w{word}w")).count();
            let may_go = page.may_go.contains(&word);
            prop_assert!(count == 1 || count == 0 && may_go, "w{word}w of {source}");
        }
    }
}
