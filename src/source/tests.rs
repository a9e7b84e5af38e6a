use super::*;
use std::io::Write;
use std::ops::ControlFlow;

fn read_whole(source: &Source) -> Vec<u8> {
    let mut opened = source.open().expect("opens");
    if !opened.head(4).expect("reads") {
        opened
            .rest(|_, _| ControlFlow::Continue(Next::News))
            .expect("reads")
            .is_continue();
    }
    opened.into_bytes()
}

#[test]
fn the_head_comes_first_and_the_rest_after_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "0123456789").expect("writable");
    let mut opened = Source::File(path.clone()).open().expect("opens");
    assert!(!opened.head(6).expect("reads"));
    assert_eq!(opened.bytes(), b"012345");
    assert_eq!(opened.per_cent(), Some(60));
    assert_eq!(read_whole(&Source::File(path)), b"0123456789");
}

#[test]
fn a_short_source_ends_with_its_head() {
    let mut opened = Source::BuiltIn.open().expect("opens");
    assert!(opened.head(usize::MAX).expect("reads"));
    assert_eq!(opened.bytes(), ESSAY);
}

#[test]
fn a_file_that_grows_is_read_as_far_as_it_goes() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"one").expect("writable");
    let mut opened = Source::File(file.path().into()).open().expect("opens");
    assert!(!opened.head(3).expect("reads"));
    file.write_all(b" two").expect("writable");
    assert!(
        opened
            .rest(|_, _| ControlFlow::Continue(Next::News))
            .expect("reads")
            .is_continue()
    );
    assert_eq!(opened.into_bytes(), b"one two");
}

#[test]
fn what_cannot_be_read_is_named_and_clean() {
    let missing = Source::File("no\u{1B}[2Jsuch".into());
    let message = missing.open().expect_err("is missing").to_string();
    assert_eq!(message, "cannot open 'no␛[2Jsuch': no such file");
    let folder = tempfile::tempdir().expect("a folder");
    let message = Source::File(folder.path().into())
        .open()
        .expect_err("is a folder");
    assert!(
        message
            .to_string()
            .ends_with("is a folder: name a file in it")
    );
}

/// A pipe, and the end that a test writes to.
fn pipe() -> (io::PipeWriter, Opened) {
    let (reader, writer) = io::pipe().expect("a pipe");
    let input = Input::Pipe(std::os::fd::OwnedFd::from(reader).into());
    let opened = Opened::new("a pipe".into(), input, None);
    (writer, opened)
}

#[test]
fn a_pipe_is_read_as_it_comes() {
    let (mut writer, mut opened) = pipe();
    writer.write_all(b"slow").expect("writable");
    assert!(!opened.head(1024).expect("reads"));
    assert_eq!(opened.bytes(), b"slow");
    writer.write_all(b" talk").expect("writable");
    drop(writer);
    let mut told = Vec::new();
    let rest = opened.rest(|opened, progress| {
        told.push((opened.bytes().len(), progress));
        ControlFlow::Continue(Next::News)
    });
    assert!(rest.expect("reads").is_continue());
    assert_eq!(told, [(9, Progress::Grown)]);
    assert_eq!(opened.into_bytes(), b"slow talk");
}

#[test]
fn a_pause_is_told_until_who_is_told_has_taken_it_in() {
    let (mut writer, mut opened) = pipe();
    writer.write_all(b"slow talk").expect("writable");
    let mut pauses = 0;
    let stopped = opened.rest(|_, progress| {
        pauses += u32::from(progress == Progress::Paused);
        if pauses < 3 {
            ControlFlow::Continue(Next::Again)
        } else {
            ControlFlow::Break(())
        }
    });
    assert!(stopped.expect("reads").is_break());
}

#[test]
fn a_pipe_that_never_pauses_shows_its_start_all_the_same() {
    let (mut writer, mut opened) = pipe();
    // It writes faster than a pause and slower than a head; it ends with the reader.
    std::thread::spawn(move || while writer.write_all(b"y\n").is_ok() {});
    assert!(!opened.head(usize::MAX).expect("reads"));
    assert!(!opened.bytes().is_empty());
    let stopped = opened.rest(|_, _| ControlFlow::Break(()));
    assert!(stopped.expect("reads").is_break());
}

#[test]
fn a_file_that_shrinks_is_what_was_read() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "0123456789").expect("writable");
    let mut opened = Source::File(file.path().into()).open().expect("opens");
    std::fs::write(file.path(), "01234567890123456789").expect("writable");
    assert!(!opened.head(15).expect("reads"));
    file.as_file().set_len(17).expect("writable");
    let rest = opened.rest(|_, _| ControlFlow::Continue(Next::News));
    assert!(rest.expect("reads").is_continue());
    assert_eq!(opened.into_bytes(), b"01234567890123456");
}

#[test]
fn only_files_have_a_path_to_be_known_by() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "text").expect("writable");
    let roundabout = Source::File(folder.path().join(".").join("a.txt"));
    assert_eq!(roundabout.path(), Source::File(path).path());
    assert!(roundabout.path().is_some());
    assert_eq!(Source::File("/dev/null".into()).path(), None);
}
