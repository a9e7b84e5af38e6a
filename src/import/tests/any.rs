//! Whatever the bytes are and whatever they are said to be, they are read or refused.

use proptest::prelude::*;

use super::super::*;

/// A sound sample of each format.
fn sample(format: Format) -> &'static [u8] {
    match format {
        Format::Plain => include_bytes!("../../../assets/essay.txt"),
        Format::Markdown => include_bytes!("../../../tests/data/sample.md"),
        Format::Html => include_bytes!("../../../tests/data/page.html"),
        Format::Epub => include_bytes!("../../../tests/data/book.epub"),
        Format::Mail => include_bytes!("../../../tests/data/letter.eml"),
        Format::Man => include_bytes!("../../../tests/data/man.txt"),
        Format::Code => include_bytes!("../../../tests/data/well.rs"),
    }
}

/// Bytes that formats are made of, more than chance would strike.
const PIECES: [&[u8]; 37] = [
    b"<",
    b">",
    b"</",
    b"<p>",
    b"<table><td>",
    b"<li>",
    b"<!--",
    b"&#",
    b"&amp",
    b"\"",
    b"#",
    b"- ",
    b"    ",
    b"> ",
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\0",
    b"\xFF",
    b"\xE2\x80",
    b"PK\x03\x04",
    b"\x1B[2J",
    b"```",
    b"|",
    b"[^1]",
    b"]: ",
    b"](",
    b"$",
    b"**",
    b"\n---\n",
    b"\n--parts\n",
    b"\n--parts--\n",
    b"Content-Type: multipart/mixed; boundary=parts\n",
    b"Content-Transfer-Encoding: base64\n",
    b"=?utf-8?Q?",
    b"\nFrom a@b 1:2\nTo: c\n",
    b"=\n",
];

/// A change to a sample: at which share of it, how many bytes go, and what comes.
fn changes() -> impl Strategy<Value = Vec<(usize, usize, &'static [u8])>> {
    let piece = prop::sample::select(&PIECES[..]);
    prop::collection::vec((0..10_000_usize, 0..40_usize, piece), 0..6)
}

fn read_as(format: Format, bytes: &[u8]) {
    for extent in [Extent::Whole, Extent::Head] {
        let options = Options {
            format: Some(format),
            extent,
            ..Options::default()
        };
        // Debug builds check the laws of each document as it is finished.
        let import = || import(bytes, &options).map(|read| (read.document, read.warnings));
        let first = import();
        if let Ok((document, _)) = &first {
            assert!(document.text().ends_with('\n'));
        }
        assert_eq!(first.ok(), import().ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_of_any_format_are_read_or_refused(
        format in prop::sample::select(&Format::ALL[..]),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        read_as(format, &bytes);
    }

    #[test]
    fn any_truncation_and_change_of_a_sample_is_read_or_refused(
        format in prop::sample::select(&Format::ALL[..]),
        end in 0..=10_000_usize,
        changes in changes(),
    ) {
        let mut bytes = sample(format).to_vec();
        for (at, gone, piece) in changes {
            let at = bytes.len() * at / 10_000;
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, piece.iter().copied());
        }
        bytes.truncate(bytes.len() * end / 10_000);
        read_as(format, &bytes);
    }
}

#[test]
fn a_sample_of_one_format_is_read_as_any_other() {
    for format in Format::ALL {
        for other in Format::ALL {
            read_as(other, sample(format));
        }
        let whole = import(sample(format), &Options::default()).expect("sound");
        assert!(whole.warnings.is_empty(), "{format}");
        // Code is known by its name alone.
        if format != Format::Code {
            assert_eq!(sniff(sample(format), None), format);
        }
    }
}
