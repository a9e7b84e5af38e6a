//! What holds of the sources: the order of the rooms, sizes, words, and that documents agree.

use std::fs;
use std::path::{Path, PathBuf};

use recto::keys;

/// The rooms from the ground up; a room may use those of lower rank, and itself.
const ROOMS: [(&str, u8); 13] = [
    ("width", 0),
    ("document", 1),
    ("import", 2),
    ("layout", 2),
    ("search", 2),
    ("export", 3),
    ("reader", 3),
    ("keys", 4),
    ("store", 4),
    ("ui", 4),
    ("app", 6),
    ("source", 5),
    ("cli", 7),
];

/// External crates that only one room uses.
const KEPT: [(&str, &[&str]); 20] = [
    ("unicode_width", &["width"]),
    ("textwrap", &["layout"]),
    ("nucleo_matcher", &["search"]),
    ("regex", &["search"]),
    ("unicode_normalization", &["search"]),
    ("encoding_rs", &["import"]),
    ("chardetng", &["import"]),
    ("crossterm", &["app"]),
    ("signal_hook", &["app"]),
    ("rustix", &["app", "source"]),
    ("serde", &["export", "store"]),
    ("serde_json", &["export", "store"]),
    ("tempfile", &["store"]),
    ("notify", &["app"]),
    ("alphanumeric_sort", &["source"]),
    ("flate2", &["source"]),
    ("lzma_rust2", &["source"]),
    ("ruzstd", &["source"]),
    ("clap", &["cli", "main"]),
    ("anyhow", &["main"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).expect("a readable file of the project")
}

/// Every source file under `src`, by its path below it.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(root().join("src"))
                    .expect("is below")
                    .to_owned();
                found.push((name, read(&path)));
            }
        }
    }
    found
}

fn room(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .expect("has a name")
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The source before its tests.
fn code(text: &str) -> &str {
    text.split_once("#[cfg(test)]\nmod tests {")
        .map_or(text, |(code, _)| code)
}

fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs")
}

#[test]
fn rooms_use_only_those_above_them() {
    let rank = |name: &str| {
        ROOMS
            .iter()
            .find(|(room, _)| *room == name)
            .map(|(_, rank)| *rank)
    };
    for (path, text) in sources() {
        let from = room(&path);
        let Some(own) = rank(&from) else { continue };
        for used in text.split("crate::").skip(1) {
            let used: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if used == from {
                continue;
            }
            let other = rank(&used).unwrap_or_else(|| panic!("{}: no room {used}", path.display()));
            assert!(
                other < own,
                "{} uses {used}, which is not below {from}",
                path.display()
            );
        }
    }
}

#[test]
fn every_room_stands_in_the_order() {
    for (path, _) in sources() {
        let room = room(&path);
        let known = ROOMS.iter().any(|(name, _)| *name == room);
        assert!(
            known || ["lib", "main"].contains(&room.as_str()),
            "{room} has no rank"
        );
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    for (path, text) in sources() {
        let room = room(&path);
        for (name, rooms) in KEPT {
            let uses = code(&text).contains(&format!("{name}::")) && !is_test(&path);
            assert!(
                !uses || rooms.contains(&room.as_str()),
                "{} uses {name}",
                path.display()
            );
        }
    }
}

#[test]
fn files_stay_small_and_say_what_they_are() {
    for (path, text) in sources() {
        let name = path.display();
        let rows = code(&text).lines().count();
        assert!(
            rows <= 500 || is_test(&path),
            "{name} has {rows} lines before its tests"
        );
        assert!(
            text.starts_with("//! ") || is_test(&path),
            "{name} does not say what it is"
        );
        for word in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("] {
            assert!(!text.contains(word), "{name} has {word}");
        }
        for word in ["util", "common", "helper", "types", "manager", "mod.rs"] {
            assert!(
                !path.to_string_lossy().contains(word),
                "{name}: {word} is no name"
            );
        }
    }
}

#[test]
fn one_crate_measures_width() {
    let lock = read("Cargo.lock");
    assert_eq!(lock.matches("name = \"unicode-width\"\n").count(), 1);
}

#[test]
fn the_readme_lists_the_keys_that_there_are() {
    let readme = read("README.md");
    assert!(
        readme.contains(keys::markdown_table().trim()),
        "the README's keys are not the table's; it should read:\n\n{}",
        keys::markdown_table()
    );
}

#[test]
fn every_direct_dependency_has_its_line_in_the_architecture() {
    let manifest = read("Cargo.toml");
    let architecture = read("ARCHITECTURE.md");
    let (_, after) = manifest
        .split_once("[dependencies]\n")
        .expect("has dependencies");
    let table = after.split("\n[").next().unwrap_or_default();
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let name = line.split([' ', '=']).next().unwrap_or_default();
        assert!(
            architecture.contains(&format!("`{name}`")),
            "ARCHITECTURE.md lacks `{name}`"
        );
    }
}
