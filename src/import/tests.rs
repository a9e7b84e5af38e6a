//! Laws of the importers: whatever the bytes, no panic and no word lost; a head starts the whole.

mod any;

use std::collections::BTreeMap;

use proptest::prelude::*;
use rustix::time::{ClockId, clock_gettime};

use super::{Error, Extent, Format, HEAD_BYTES_MIN, Import, Options, import};
use crate::document::clean::clean;
use crate::document::{Document, Mark};

/// How long a run keeps this thread's processor, in seconds, whatever else the machine does.
pub(super) fn seconds_of(run: impl FnOnce()) -> i64 {
    let now = || clock_gettime(ClockId::ThreadCPUTime).tv_sec;
    let start = now();
    run();
    now() - start
}

/// Source lines that constructs start with, end with and trip over.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "A short line",
    "Who is to say?",
    "CAPITALS ALONE",
    "CHAPTER IV.",
    "PART TWO",
    "1. First of all",
    "2. Then this",
    "1.2 Numbered title",
    "(a) lettered",
    "iv. fourth",
    "• point",
    "  - a point set in",
    "    * another, deeper still",
    "- [x] done",
    "> quoted words",
    "> > twice quoted",
    ">",
    "=====",
    "-----",
    "* * *",
    "    let x = call(y);",
    "fn main() {",
    "}",
    "a   b   c",
    "a\tb\tc",
    "d\te\tf",
    "[1] A note below.",
    "Page 12",
    "\u{C}",
    "RUNNING HEAD 7",
    "Contents",
    "Beginnings ........ 3",
    "August 30, 2015",
    "By Ann Writer",
    "Sign Up",
    "Share",
    "*** START OF THE BOOK ***",
    "Title: A short line",
    "From ann@example.org Sat Aug 30 10:12:07 2015",
    "From: Ann Writer <ann@example.org>",
    "Subject: A short line",
    "Date: Sat, 30 Aug 2015 10:12:07 +0200",
    ">From here on",
    "-- ",
    "[Illustration: A short line]",
    "[Footnote 1: A note below.]",
    "_emphasis_ and_ then _open",
    "see https://example.org/a_(b)_c, and (http://example.org).",
    "      name  = \"a\" / b   ; set",
    "+--+--+",
    "CHAPTER I",
    "SCENE II.",
    "Request for Comments: 12                  A. Pilot",
    "*** END OF THE BOOK ***",
    "These are the things:",
    "Some prose that goes on for a while and is as long as prose that is hard-",
    "wrapped at some seventy columns tends to be, so that what follows it has",
    "to be joined to it. It ends here.",
    "A paragraph on one line of its own, which says more than one thing and takes far more columns than any editor would leave it. It has two sentences, and here comes the third.",
    "\u{200B}\u{A0}hidden marks around\u{202C}",
    "漢字とかなの行です",
    "그리고 한국어 문장입니다.",
];

fn text() -> impl Strategy<Value = String> {
    let line = prop::sample::select(LINES);
    let end = prop::sample::select(&["\n", "\n", "\n", "\r\n", "\n\n"][..]);
    prop::collection::vec((line, end), 1..60).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end])
            .collect()
    })
}

fn read(bytes: &[u8], extent: Extent) -> Result<Import, Error> {
    import(
        bytes,
        &Options {
            extent,
            ..Options::default()
        },
    )
}

/// Letters and digits, counted; joining and cutting does not change them.
fn letters(text: &str, counts: &mut BTreeMap<char, isize>, by: isize) {
    for c in clean(text).chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += by;
    }
}

/// The letters of `source` that `document` has lost or added.
fn difference(source: &str, document: &Document) -> BTreeMap<char, isize> {
    let mut counts = BTreeMap::new();
    letters(source, &mut counts, 1);
    letters(document.text(), &mut counts, -1);
    for aside in document.set_aside() {
        letters(&aside.text, &mut counts, -1);
    }
    for block in document.blocks() {
        use crate::document::Kind;
        if !matches!(block.kind, Kind::Point | Kind::Footnote) {
            continue;
        }
        match document.marks(block.prefix).last() {
            Some(Mark::Number(label) | Mark::Footnote(label)) => letters(label, &mut counts, -1),
            Some(Mark::Task { done: true }) => letters("x", &mut counts, -1),
            _ => {}
        }
    }
    counts.retain(|_, count| *count != 0);
    counts
}

fn check_head(source: &str) -> Result<(), TestCaseError> {
    let whole = read(source.as_bytes(), Extent::Whole).unwrap().document;
    for cut in [HEAD_BYTES_MIN, HEAD_BYTES_MIN + 4321] {
        let cut = cut.min(source.len() - 1);
        let head = source.as_bytes().get(..cut).unwrap();
        let head = read(head, Extent::Head).unwrap().document;
        prop_assert!(whole.text().starts_with(head.text()) || head.text() == "\n");
        if head.text() != "\n" {
            let count = head.blocks().len();
            prop_assert_eq!(head.blocks(), &whole.blocks()[..count]);
            prop_assert_eq!(head.meta(), whole.meta());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, Extent::Whole);
        let _ = read(&bytes, Extent::Head);
    }

    #[test]
    fn no_word_is_lost(source in text()) {
        if let Ok(Import { document, .. }) = read(source.as_bytes(), Extent::Whole) {
            prop_assert_eq!(difference(&source, &document), BTreeMap::new());
        }
    }

    #[test]
    fn any_truncation_is_read(source in text(), at in 0..100_usize) {
        let cut = source.len() * at / 100;
        let bytes = source.as_bytes().get(..cut).unwrap();
        if let Ok(Import { document, .. }) = read(bytes, Extent::Whole) {
            let sound = String::from_utf8_lossy(bytes);
            let lost = difference(&sound, &document);
            prop_assert!(lost.is_empty() || sound.contains('\u{FFFD}'), "{lost:?}");
        }
    }
}

#[test]
fn no_word_of_a_sample_is_lost_wherever_it_is_cut() {
    for sample in [
        include_str!("../../tests/data/book.txt"),
        include_str!("../../tests/data/mail.txt"),
        include_str!("../../tests/data/memorandum.txt"),
        include_str!("../../tests/data/readme.txt"),
        include_str!("../../tests/data/rfc.txt"),
    ] {
        for cut in (1..=sample.len()).rev().step_by(61) {
            let text = sample.get(..sample.floor_char_boundary(cut)).unwrap();
            let Ok(Import { document, .. }) = read(text.as_bytes(), Extent::Whole) else {
                continue;
            };
            let mut lost = difference(text, &document);
            // A bullet may be a letter.
            lost.remove(&'o');
            assert_eq!(lost, BTreeMap::new(), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_head_starts_the_whole(parts in prop::collection::vec(text(), 4..12)) {
        let mut source = String::new();
        for part in parts.iter().cycle().filter(|part| !part.is_empty()) {
            source.push_str(part);
            if source.len() > HEAD_BYTES_MIN + 9000 {
                break;
            }
        }
        check_head(&source)?;
    }
}

#[test]
fn the_head_of_a_long_sample_starts_the_whole() {
    for sample in [
        include_str!("../../tests/data/book.txt"),
        include_str!("../../tests/data/mail.txt"),
        include_str!("../../tests/data/memorandum.txt"),
        include_str!("../../tests/data/rfc.txt"),
    ] {
        let count = (HEAD_BYTES_MIN + 9000) / sample.len() + 1;
        check_head(&format!("{sample}\n").repeat(count)).unwrap();
    }
}

#[test]
fn formats_are_named() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert!("words".parse::<Format>().is_err());
}

#[test]
fn ill_shaped_sources_take_linear_time() {
    let long_word = "x".repeat(2_000_000);
    let prose = "some words and then some more ".repeat(60_000);
    let blank = format!("{}end", "\n".repeat(300_000));
    let row = |at: usize| [" ".repeat(at % 500), "- deeper\n".into()].concat();
    let nested: String = (0..3_000).map(row).collect();
    let quotes = format!("{} deep\n", ">".repeat(100_000));
    let headings = "Heading of some words\n\n".repeat(20_000);
    let deep: String = (0..2_000).map(|at| "> ".repeat(at) + "deep\n").collect();
    let signs = "_a http://b.c_)) :// ".repeat(40_000);
    let brackets = format!("http://a{}\n", ")".repeat(500_000));
    let contents = "Contents\n\nOne\n".repeat(40_000);
    let columns = "a   b\n\n".repeat(60_000);
    let letters = "From a@b 1:2\nFrom: c\nSubject: d\n\n".repeat(10_000);
    let given = [long_word, prose, blank, nested, quotes, headings];
    let made = [deep, signs, brackets, contents, columns, letters];
    for source in given.into_iter().chain(made) {
        let seconds = seconds_of(|| {
            let document = read(source.as_bytes(), Extent::Whole).unwrap().document;
            assert!(document.text().len() > 3);
        });
        assert!(seconds < 10, "{seconds} s for {} bytes", source.len());
    }
}

#[test]
fn a_paragraph_that_never_ends_shows_its_start() {
    let words = "so many words of one paragraph that ends nowhere and asks nothing, ";
    let rows: String = (0..6000).map(|row| format!("{words}row {row}\n")).collect();
    for source in [
        words.repeat(6000),
        rows.clone(),
        rows.replace('\n', "\r"),
        "漢字は読むためにある。".repeat(12_000),
        "x".repeat(400_000),
        format!("A Title\n\nA start of a few words.\n\n{rows}"),
        format!("> {}", words.repeat(6000)),
    ] {
        check_head(&source).unwrap();
        let head = source.as_bytes().get(..HEAD_BYTES_MIN).unwrap();
        let head = read(head, Extent::Head).unwrap().document;
        let start: String = source.chars().take(20).collect();
        assert!(head.text().len() > HEAD_BYTES_MIN / 2, "{start}");
    }
}
