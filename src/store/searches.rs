//! What was searched for in any document: one history, in a file of its own.

use std::path::PathBuf;
use std::sync::PoisonError;

use super::format::{self, SearchesFile};
use super::{Error, Searched, Store, disk};

/// The most searches that are kept; the last ones are.
const SEARCHES_MAX: usize = 50;

const FILE_NAME: &str = "searches.json";

impl Store {
    /// What was searched for, the last one last; and what the reader should know of it. What is of
    /// no use is set aside.
    pub fn searches(&self) -> (Vec<Searched>, Option<String>) {
        let Some(path) = self.searches_path() else {
            return (Vec::new(), None);
        };
        let (found, warning) = super::find::<SearchesFile>(&path, "the list of past searches");
        let searches = found.map(|file| file.searches()).unwrap_or_default();
        self.know_searches(&searches);
        (searches, warning)
    }

    /// Saves what was searched for. Searches that another program has made since this one last
    /// loaded or saved them are kept, before those that this one has made since.
    ///
    /// # Errors
    /// [`enum@Error`] where they can't be written; the file is then as it was.
    pub fn save_searches(&self, searches: &[Searched]) -> Result<(), Error> {
        let folder = self.make_folder()?;
        let path = folder.join(FILE_NAME);
        let _lock = disk::lock(&path.with_extension("lock"));
        let found = super::find_to_replace::<SearchesFile>(&path)?;
        let theirs = found.as_ref().map(SearchesFile::searches);
        let mut kept = theirs.unwrap_or_default();
        let made = self.made_since(searches);
        kept.retain(|other| !made.contains(other));
        kept.extend_from_slice(made);
        kept.drain(..kept.len().saturating_sub(SEARCHES_MAX));
        let text = format::print_searches(&kept, found);
        super::write(folder, path, &text)?;
        self.know_searches(searches);
        Ok(())
    }

    fn searches_path(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(FILE_NAME))
    }

    fn know_searches(&self, searches: &[Searched]) {
        let mut known = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        *known = searches.to_vec();
    }

    /// The end of `searches` that was made since they were known: a search that is made again is the
    /// last one, and the oldest are forgotten, but what stays keeps its order.
    fn made_since<'a>(&self, searches: &'a [Searched]) -> &'a [Searched] {
        let known = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = known.iter();
        let is_known = |searched: &&Searched| known.any(|other| other == *searched);
        let old = searches.iter().take_while(is_known).count();
        searches.get(old..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = another(&folder);
        (folder, store)
    }

    /// Another program's store in the same folder.
    fn another(folder: &tempfile::TempDir) -> Store {
        Store::in_folder(folder.path().join("recto"))
    }

    fn made(words: &[&str]) -> Vec<Searched> {
        let searched = |text: &&str| Searched {
            text: (*text).to_owned(),
            is_regex: text.contains('*'),
        };
        words.iter().map(searched).collect()
    }

    fn save(store: &Store, words: &[&str]) {
        store.save_searches(&made(words)).expect("writable");
    }

    #[test]
    fn what_was_searched_for_is_kept_in_order() {
        let (folder, store) = store();
        assert_eq!(store.searches(), (Vec::new(), None));
        save(&store, &["one", "t.*o"]);
        assert_eq!(another(&folder).searches().0, made(&["one", "t.*o"]));
        save(&store, &["t.*o", "one"]);
        assert_eq!(another(&folder).searches().0, made(&["t.*o", "one"]));
    }

    #[test]
    fn a_file_of_version_1_stays_readable() {
        let (folder, store) = store();
        store.check().expect("writable");
        let text = r#"{"version": 1, "later": [7], "searches": [{"text": "one", "regex": false},
                       {"text": "t.*o", "regex": true}]}"#;
        let path = folder.path().join("recto").join(FILE_NAME);
        fs::write(&path, text).expect("writable");
        assert_eq!(store.searches(), (made(&["one", "t.*o"]), None));
        save(&store, &["one", "t.*o", "three"]);
        let text = fs::read_to_string(path).expect("readable");
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(json["version"], 1);
        assert_eq!(json["later"][0], 7);
        assert_eq!(json["searches"][2]["text"], "three");
        assert_eq!(json["searches"][1]["regex"], true);
    }

    #[test]
    fn what_cannot_be_used_is_set_aside() {
        let (folder, store) = store();
        store.check().expect("writable");
        let path = folder.path().join("recto").join(FILE_NAME);
        for (text, word) in [("{", "unreadable-1"), (r#"{"version": 2}"#, "newer-1")] {
            fs::write(&path, text).expect("writable");
            let (searches, warning) = store.searches();
            assert!(searches.is_empty());
            assert!(
                warning.is_some_and(|warning| warning.contains(word)),
                "{word}"
            );
            let aside = fs::read_to_string(path.with_extension(word));
            assert_eq!(aside.expect("is there"), text);
        }
        fs::write(&path, r#"{"version": 3}"#).expect("writable");
        save(&store, &["one"]);
        assert!(path.with_extension("newer-2").exists());
        assert_eq!(store.searches().0, made(&["one"]));
    }

    #[test]
    fn what_two_programs_search_for_is_kept_of_both() {
        let (folder, one) = store();
        save(&one, &["a", "b", "c"]);
        let two = another(&folder);
        two.searches();
        save(&two, &["b", "c", "a", "theirs"]);
        save(&one, &["a", "b", "c", "ours"]);
        assert_eq!(two.searches().0, made(&["b", "c", "a", "theirs", "ours"]));
        save(&one, &["b", "c", "ours", "a"]);
        assert_eq!(two.searches().0, made(&["b", "c", "theirs", "ours", "a"]));
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let (_folder, store) = store();
        let words: Vec<String> = (0..=SEARCHES_MAX).map(|n| n.to_string()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        save(&store, &words);
        assert_eq!(store.searches().0, made(words.get(1..).expect("many")));
    }
}
