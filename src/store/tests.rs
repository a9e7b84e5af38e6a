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

/// Writes what stands where the sitting of [`key`] would.
fn plant(store: &Store, text: &str) {
    store.check().expect("writable");
    fs::write(store.path(&key()).expect("has a folder"), text).expect("writable");
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
        let aside = store
            .path(&key())
            .expect("has a folder")
            .with_extension(word);
        assert_eq!(fs::read_to_string(aside).expect("is there"), text);
    }
    plant(&store, "{\"version\": 4}");
    store.save(&key(), &sitting()).expect("writable");
    let aside = store
        .path(&key())
        .expect("has a folder")
        .with_extension("newer-3");
    assert!(aside.starts_with(folder.path()) && aside.exists());
}

#[test]
fn marks_of_another_instance_are_kept() {
    let (_folder, store) = store();
    store.save(&key(), &sitting()).expect("writable");
    let other = Sitting {
        marks: vec![('b', anchor(9))],
        ..sitting()
    };
    store.save(&key(), &other).expect("writable");
    let marks = store.load(&key()).sitting.expect("is there").marks;
    assert_eq!(marks, [('b', anchor(9)), ('a', anchor(7))]);
}

#[test]
fn two_instances_never_tear_a_file() {
    let (_folder, store) = store();
    std::thread::scope(|scope| {
        for letter in ['a', 'b', 'c', 'd'] {
            let store = &store;
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
    let nowhere = Store { folder: None };
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
