//! However the parts of a letter nest, and whatever they lack, no word of it is lost.

use std::fmt::Write;

use proptest::prelude::*;

use super::{HEADER, read};

/// A part of a letter, and what is odd about it.
#[derive(Clone, Debug)]
enum Piece {
    Text(&'static str),
    Parts {
        medium: &'static str,
        lacks: Lack,
        inner: Vec<Self>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lack {
    Nothing,
    End,
    Boundary,
    /// It is told what parts them, and nothing does.
    Delimiters,
}

fn piece() -> impl Strategy<Value = Piece> {
    let text = prop::sample::select(&["text/plain", "text/html", "text/csv", "text/x-patch"][..]);
    let lacks = prop_oneof![
        3 => Just(Lack::Nothing),
        1 => Just(Lack::End),
        1 => Just(Lack::Boundary),
        1 => Just(Lack::Delimiters),
    ];
    let medium = prop::sample::select(&["mixed", "alternative", "related", "digest"][..]);
    let inner = (medium, lacks);
    text.prop_map(Piece::Text)
        .prop_recursive(4, 24, 5, move |piece| {
            let pieces = prop::collection::vec(piece, 0..5);
            (inner.clone(), pieces).prop_map(|((medium, lacks), inner)| Piece::Parts {
                medium,
                lacks,
                inner,
            })
        })
}

/// A letter, and how many words "w0w", "w1w" … stand in it.
#[derive(Debug, Default)]
struct Letter {
    text: String,
    words: usize,
}

impl Letter {
    fn word(&mut self) {
        let _ = writeln!(self.text, "w{}w", self.words);
        self.words += 1;
    }

    fn write(&mut self, piece: &Piece) {
        let (medium, lacks, inner) = match piece {
            Piece::Text(medium) => {
                let _ = write!(self.text, "Content-Type: {medium}\n\n");
                return self.word();
            }
            Piece::Parts {
                medium,
                lacks,
                inner,
            } => (medium, *lacks, inner),
        };
        let boundary = format!("b{}", self.words);
        let _ = write!(self.text, "Content-Type: multipart/{medium}");
        if lacks != Lack::Boundary {
            let _ = write!(self.text, "; boundary={boundary}");
        }
        self.text.push_str("\n\n");
        self.word();
        let is_parted = lacks != Lack::Delimiters;
        for piece in inner {
            if is_parted {
                let _ = writeln!(self.text, "--{boundary}");
            }
            self.write(piece);
        }
        if is_parted && lacks != Lack::End {
            let _ = writeln!(self.text, "--{boundary}--");
            self.word();
        }
    }
}

proptest! {
    #[test]
    fn no_word_of_a_letter_is_lost(piece in piece()) {
        let mut letter = Letter {
            text: HEADER.to_owned(),
            words: 0,
        };
        letter.write(&piece);
        let (document, _) = read(&letter.text);
        let aside = document.set_aside().iter().map(|aside| aside.text.as_str());
        let said: String = aside.chain([document.text()]).collect();
        for word in (0..letter.words).map(|word| format!("w{word}w")) {
            prop_assert_eq!(said.matches(&word).count(), 1, "{} of {}", word, letter.text);
        }
    }
}
