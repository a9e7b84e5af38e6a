use std::io::Write;
use std::ops::ControlFlow;

use flate2::write::GzEncoder;
use lzma_rust2::{XzOptions, XzWriter};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::*;
use crate::source::{Error, Next, Opened, Source, Warning};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(text).expect("packs");
    writer.finish().expect("packs")
}

fn xz(text: &[u8]) -> Vec<u8> {
    let mut writer = XzWriter::new(Vec::new(), XzOptions::with_preset(1)).expect("packs");
    writer.write_all(text).expect("packs");
    writer.finish().expect("packs")
}

fn zstd(text: &[u8]) -> Vec<u8> {
    compress_to_vec(text, CompressionLevel::Fastest)
}

type Packer = fn(&[u8]) -> Vec<u8>;

const PACKERS: [Packer; 3] = [gzip, xz, zstd];

/// A text of half a megabyte that packs as prose does.
fn prose() -> Vec<u8> {
    let text: String = (0..10_000u32)
        .map(|n| {
            let other = n.wrapping_mul(2_654_435_761);
            format!("Paragraph {n} has {other} words of its own.\n\n")
        })
        .collect();
    text.into_bytes()
}

fn open(folder: &tempfile::TempDir, bytes: &[u8]) -> Opened {
    let path = folder.path().join("packed");
    std::fs::write(&path, bytes).expect("writable");
    Source::File(path).open().expect("opens")
}

/// What is read of an archive: its start of `head_bytes`, then the rest.
fn read(bytes: &[u8], head_bytes: usize) -> Result<(Vec<u8>, Option<Warning>), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut opened = open(&folder, bytes);
    if !opened.head(head_bytes)? {
        assert_eq!(opened.bytes().len(), head_bytes);
        assert!(
            opened
                .rest(|_, _| ControlFlow::Continue(Next::News))?
                .is_continue()
        );
    }
    let warning = opened.warning();
    Ok((opened.into_bytes(), warning))
}

#[test]
fn archives_open_as_what_they_hold_and_their_head_comes_first() {
    let text = prose();
    for pack in PACKERS {
        assert_eq!(
            read(&pack(&text), 1000).expect("reads"),
            (text.clone(), None)
        );
        assert_eq!(read(&pack(b"short"), 1000).expect("reads").0, b"short");
    }
}

#[test]
fn archives_one_after_another_are_one_text() {
    for pack in PACKERS {
        let both = [pack(b"one and "), pack(b"two")].concat();
        assert_eq!(read(&both, 100).expect("reads").0, b"one and two");
    }
}

#[test]
fn a_skippable_frame_is_skipped() {
    let skipped = [b"\x50\x2A\x4D\x18\x03\0\0\0abc", zstd(b"two").as_slice()].concat();
    let both = [zstd(b"one and "), skipped].concat();
    assert_eq!(read(&both, 100).expect("reads").0, b"one and two");
}

#[test]
fn of_a_truncated_archive_what_is_sound_is_read() {
    let text = prose();
    for pack in PACKERS {
        let packed = pack(&text);
        let half = packed.get(..packed.len() / 2).expect("has a half");
        let (start, warning) = read(half, 100).expect("reads");
        assert_eq!(warning, Some(Warning::Damaged));
        assert!(start.len() > 4096 && text.starts_with(&start));
    }
}

#[test]
fn a_short_archive_is_read_whatever_follows_it() {
    for pack in PACKERS {
        let bytes = [&pack(b"a few words"), &b"not packed, and long enough"[..]].concat();
        let (read, warning) = read(&bytes, 100).expect("reads");
        assert_eq!(read, b"a few words");
        assert!(warning.is_some());
    }
}

#[test]
fn an_archive_of_which_nothing_is_sound_is_refused() {
    for packing in Packing::ALL {
        let broken = [packing.magic(), b"and then nothing of the kind"].concat();
        let refused = read(&broken, 100).expect_err("is broken");
        assert!(matches!(refused, Error::Damaged { .. }), "{packing:?}");
    }
}

#[test]
fn a_text_that_changed_in_its_archive_is_noticed() {
    let text = prose();
    for pack in [gzip, zstd] {
        let mut packed = pack(&text);
        // The sum at the end is of another text.
        if let Some(byte) = packed.iter_mut().rev().nth(4) {
            *byte ^= 1;
        }
        let (_, warning) = read(&packed, 100).expect("reads");
        assert_eq!(warning, Some(Warning::Damaged));
    }
}

#[test]
fn what_unpacks_without_end_is_bounded() {
    let member = gzip(&vec![b'y'; 1024 * 1024]);
    let bomb = member.repeat(1024);
    let (start, warning) = read(&bomb, 100).expect("reads");
    assert_eq!(warning, Some(Warning::Bomb));
    assert!(start.len() as u64 <= FREE_BYTES + 1024 * 1024);
}

#[test]
fn an_archive_that_asks_for_much_memory_is_refused() {
    let mut packed = xz(b"a text");
    // The block's header follows the stream's of 12 bytes: its size in words less one, flags, the
    // filter, how many properties it has, the dictionary's size, padding, and a sum.
    let size = 4 * usize::from(packed.get(12).copied().unwrap_or(0));
    let header = packed.get_mut(12..12 + size + 4).expect("has a header");
    header[4] = 40;
    let mut sum = flate2::Crc::new();
    sum.update(&header[..size]);
    header[size..].copy_from_slice(&sum.sum().to_le_bytes());
    let refused = read(&packed, 100).expect_err("is too wide");
    assert!(matches!(refused, Error::TooWide { .. }), "{refused}");
}

#[test]
fn a_pipe_is_unpacked_as_it_comes() {
    let (reader, mut writer) = std::io::pipe().expect("a pipe");
    let input = crate::source::Input::Pipe(std::os::fd::OwnedFd::from(reader).into());
    let mut opened = Opened::new("a pipe".into(), input, None);
    let text = prose();
    let packed = gzip(&text);
    let (first, second) = packed.split_at(packed.len() / 2);
    writer.write_all(first).expect("writable");
    assert!(!opened.head(usize::MAX).expect("reads"));
    assert!(opened.bytes().len() > 1000 && text.starts_with(opened.bytes()));
    let second = second.to_owned();
    std::thread::spawn(move || writer.write_all(&second));
    let rest = opened.rest(|_, _| ControlFlow::Continue(Next::News));
    assert!(rest.expect("reads").is_continue());
    assert_eq!(opened.into_bytes(), text);
}

#[test]
fn the_name_inside_has_no_ending_of_the_archive() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut opened = open(&folder, &gzip(b"a text"));
    assert_eq!(opened.name_inside("essay.md.gz"), "essay.md.gz");
    opened.head(1).expect("reads");
    assert_eq!(opened.name_inside("essay.md.GZ"), "essay.md");
    assert_eq!(opened.name_inside("essay.md"), "essay.md");
}

#[test]
fn a_text_that_starts_like_an_archive_is_a_text() {
    for text in [&b"\x1F"[..], b"\x28\xB5\x2Fx", b"(", b"\xFD7z"] {
        assert_eq!(read(text, 100).expect("reads").0, text);
    }
}
