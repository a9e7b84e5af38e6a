use std::fs;

use super::*;
use crate::document::Offset;

fn anchor(offset: u32) -> Anchor {
    Anchor {
        offset: Offset(offset),
        quote: "the words “at” the place".into(),
        context: "before it ".into(),
        fingerprint: u64::MAX - u64::from(offset),
        length: 4000,
    }
}

fn sitting() -> Sitting {
    Sitting {
        place: anchor(12),
        otherwise: Shows::Sections,
        folded: vec![
            Folded {
                title: Some("Who?".into()),
                occurrence: 1,
                shows: Shows::Nothing,
            },
            Folded {
                title: None,
                occurrence: 0,
                shows: Shows::Points,
            },
        ],
        marks: vec![('a', anchor(7))],
        measure_columns: Some(64),
        outline: false,
        searches: Vec::new(),
        skim: Skim::Everything,
        reading: Reading::default(),
    }
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_folder(folder.path().join("state").join("recto"));
    (folder, store)
}

fn key() -> Key {
    Key::Path("/some/essay.txt".into())
}

fn file(store: &Store) -> PathBuf {
    let folder = store.folder.as_ref().expect("has a folder");
    folder.join(file_name(&key()))
}

/// Another program's store in the same folder.
fn another(store: &Store) -> Store {
    Store::in_folder(store.folder.clone().expect("has a folder"))
}

/// Writes what stands where the sitting of [`key`] would.
fn plant(store: &Store, text: &str) {
    store.check().expect("writable");
    fs::write(file(store), text).expect("writable");
}

#[test]
fn what_is_saved_is_loaded() {
    let (_folder, store) = store();
    assert_eq!(store.load(&key()).sitting, None);
    store.save(&key(), &sitting()).expect("writable");
    assert_eq!(store.load(&key()).sitting, Some(sitting()));
    assert_eq!(store.load(&Key::BuiltIn).sitting, None);
}

#[test]
fn a_file_of_version_1_stays_readable() {
    let (_folder, store) = store();
    plant(
        &store,
        r#"{"version": 1, "document": "/some/essay.txt", "unknown": [1],
            "place": {"offset": 12, "quote": "the words “at” the place", "context": "before it ",
                      "fingerprint": "fffffffffffffff3", "length": 4000},
            "otherwise": "sections",
            "folded": [{"title": "Who?", "occurrence": 1, "shows": "nothing"},
                       {"title": null, "occurrence": 0, "shows": "points"}],
            "marks": [{"letter": "a", "place": {"offset": 7, "quote": "the words “at” the place",
                       "context": "before it ", "fingerprint": "fffffffffffffff8",
                       "length": 4000}}],
            "measure_columns": 64, "outline": false}"#,
    );
    assert_eq!(store.load(&key()).sitting, Some(sitting()));
}

#[test]
fn searches_that_were_kept_with_a_document_are_read_once_more() {
    let (_folder, store) = store();
    store.save(&key(), &sitting()).expect("writable");
    let text = fs::read_to_string(file(&store)).expect("readable");
    let searches = r#"{"searches": [{"text": "w.*", "regex": true}],"#;
    plant(&store, &text.replacen('{', searches, 1));
    let searched = Searched {
        text: "w.*".into(),
        is_regex: true,
    };
    let kept = store.load(&key()).sitting.expect("readable");
    assert_eq!(kept.searches, [searched]);
    store.save(&key(), &kept).expect("writable");
    assert_eq!(store.load(&key()).sitting, Some(sitting()));
}

#[test]
fn what_was_read_is_kept() {
    let (_folder, store) = store();
    let stretch = Stretch {
        start: Offset(3),
        end: Offset(700),
        first: "the first words".into(),
        last: "and the last.".into(),
    };
    let reading = Reading {
        fingerprint: u64::MAX - 7,
        stretches: vec![stretch],
    };
    let sitting = Sitting {
        reading,
        ..sitting()
    };
    store.save(&key(), &sitting).expect("writable");
    assert_eq!(store.load(&key()).sitting, Some(sitting));
}

#[test]
fn how_much_shows_is_kept() {
    let (_folder, store) = store();
    for skim in [Skim::Headings, Skim::Points, Skim::Sentences] {
        let sitting = Sitting { skim, ..sitting() };
        store.save(&key(), &sitting).expect("writable");
        assert_eq!(store.load(&key()).sitting, Some(sitting));
    }
}

#[test]
fn what_cannot_be_used_is_set_aside_and_never_overwritten() {
    let (folder, store) = store();
    for (text, word) in [
        ("{\"version\": 1, \"pla", "unreadable-1"),
        ("not JSON at all", "unreadable-2"),
        ("{\"version\": 2}", "newer-1"),
        ("{\"version\": 3}", "newer-2"),
    ] {
        plant(&store, text);
        let loaded = store.load(&key());
        assert_eq!(loaded.sitting, None);
        assert!(
            loaded.warning.is_some_and(|warning| warning.contains(word)),
            "{word}"
        );
        let aside = file(&store).with_extension(word);
        assert_eq!(fs::read_to_string(aside).expect("is there"), text);
    }
    plant(&store, "{\"version\": 4}");
    store.save(&key(), &sitting()).expect("writable");
    let aside = file(&store).with_extension("newer-3");
    assert!(aside.starts_with(folder.path()) && aside.exists());
}

fn with_marks(marks: &[(char, u32)]) -> Sitting {
    let anchors = marks.iter().map(|(letter, at)| (*letter, anchor(*at)));
    Sitting {
        marks: anchors.collect(),
        ..sitting()
    }
}

#[test]
fn marks_of_another_instance_are_kept() {
    let (_folder, one) = store();
    one.save(&key(), &with_marks(&[('a', 7), ('m', 1)]))
        .expect("writable");
    let two = another(&one);
    two.load(&key());
    two.save(&key(), &with_marks(&[('a', 7), ('b', 9), ('m', 2)]))
        .expect("writable");
    // The first one has not touched `m` since it saved it.
    one.save(&key(), &with_marks(&[('a', 8), ('m', 1)]))
        .expect("writable");
    let kept = one.load(&key()).sitting.expect("is there");
    assert_eq!(kept, with_marks(&[('a', 8), ('b', 9), ('m', 2)]));
}

#[test]
fn marks_that_were_not_resolved_are_not_lost() {
    let (_folder, store) = store();
    store.save(&key(), &sitting()).expect("writable");
    let again = another(&store);
    again.load(&key());
    again.save(&key(), &with_marks(&[])).expect("writable");
    assert_eq!(again.load(&key()).sitting, Some(sitting()));
}

#[test]
fn fields_that_are_not_known_are_written_back() {
    let (_folder, store) = store();
    store.save(&key(), &sitting()).expect("writable");
    let text = fs::read_to_string(file(&store)).expect("readable");
    let added = text.replacen('{', "{\n  \"pace\": {\"minutes\": [3, 4]},", 1);
    plant(&store, &added);
    store.save(&key(), &sitting()).expect("writable");
    let text = fs::read_to_string(file(&store)).expect("readable");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["pace"]["minutes"][1], 4);
}

#[test]
fn what_is_no_file_or_too_large_is_set_aside() {
    let (folder, store) = store();
    let precious = folder.path().join("precious");
    fs::write(&precious, "precious").expect("writable");
    store.check().expect("writable");
    std::os::unix::fs::symlink(&precious, file(&store)).expect("linked");
    store.save(&key(), &sitting()).expect("writable");
    assert_eq!(fs::read_to_string(&precious).expect("is there"), "precious");
    assert_eq!(store.load(&key()).sitting, Some(sitting()));
    plant(&store, &" ".repeat(FILE_BYTES_MAX as usize + 1));
    assert!(store.load(&key()).warning.is_some());
    fs::create_dir(file(&store)).expect("writable");
    store.save(&key(), &sitting()).expect("writable");
    assert!(file(&store).with_extension("unreadable-3").is_dir());
}

#[test]
fn a_sitting_never_outgrows_its_file() {
    let (_folder, store) = store();
    let folded = |number: u32| Folded {
        title: Some(format!("{number:0>160}")),
        occurrence: 0,
        shows: Shows::Nothing,
    };
    let mut large = Sitting {
        folded: (0..50_000).map(folded).collect(),
        ..sitting()
    };
    store.save(&key(), &large).expect("writable");
    let kept = store.load(&key()).sitting.expect("readable");
    assert_eq!(kept.folded.len(), FOLDED_MAX);
    large.place.quote = "x".repeat(FILE_BYTES_MAX as usize);
    let error = store.save(&key(), &large).expect_err("too large");
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
    assert_eq!(store.load(&key()).sitting, Some(kept));
}

#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, store) = store();
    store.save(&key(), &sitting()).expect("writable");
    let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
    assert_eq!(mode(&file(&store)), 0o600);
    assert_eq!(mode(store.folder.as_ref().expect("has a folder")), 0o700);
}

#[test]
fn two_instances_never_tear_a_file() {
    let (_folder, store) = store();
    std::thread::scope(|scope| {
        for letter in ['a', 'b', 'c', 'd'] {
            let store = another(&store);
            scope.spawn(move || {
                let mine = Sitting {
                    marks: vec![(letter, anchor(1))],
                    ..sitting()
                };
                store.save(&key(), &mine).expect("writable");
            });
        }
    });
    let mut letters: Vec<char> = store
        .load(&key())
        .sitting
        .expect("whole")
        .marks
        .iter()
        .map(|m| m.0)
        .collect();
    letters.sort_unstable();
    assert_eq!(letters, ['a', 'b', 'c', 'd']);
}

#[test]
fn without_a_folder_it_says_that_nothing_is_remembered() {
    let nowhere = Store::new(None);
    assert!(matches!(
        nowhere.save(&key(), &sitting()),
        Err(Error::NoFolder)
    ));
    let file = tempfile::NamedTempFile::new().expect("a file");
    let blocked = Store::in_folder(file.path().join("recto"));
    let message = blocked
        .check()
        .expect_err("a file is no folder")
        .to_string();
    assert!(
        message.starts_with("this place won't be remembered: "),
        "{message}"
    );
    assert_eq!(blocked.load(&key()).sitting, None);
}
