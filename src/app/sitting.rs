//! Between the store and the reader: what is kept of a sitting, and how one is taken up again.

use std::collections::HashMap;

use super::Request;
use crate::document::anchor::{Anchor, Found};
use crate::document::{Document, Landmark, Offset, SectionIdx};
use crate::reader::{Entry, Fold, MEASURE_COLUMNS, Reader};
use crate::source::Source;
use crate::store::{self, Folded, Key, Shows, Store};

/// What is known of the document's sittings.
#[derive(Debug)]
pub(super) struct Sitting {
    /// None for a text without a file until the whole of it is there.
    key: Option<Key>,
    store: Store,
    fresh: bool,
    awaited: Option<Awaited>,
}

/// A place that is looked for when the whole document is there.
#[derive(Debug)]
enum Awaited {
    Kept(store::Sitting),
    Words(String),
}

impl Sitting {
    /// Takes up the document's last sitting, as far as the request lets it.
    pub(super) fn resume(request: &Request, reader: &mut Reader, store: Store) -> Self {
        let key = match &request.source {
            Source::BuiltIn => Some(Key::BuiltIn),
            Source::File(_) => request.source.path().map(Key::Path),
            Source::Input => None,
        };
        let mut sitting = Self {
            key,
            store,
            fresh: request.fresh,
            awaited: None,
        };
        if let Err(error) = sitting.store.check() {
            reader.say(error.to_string());
        }
        sitting.load(reader);
        if let Some(measure) = request.measure_columns {
            reader.set_measure(measure);
        }
        if let Some(outline) = request.outline {
            reader.set_outline_wanted(outline);
        }
        if let Some(words) = &request.at {
            sitting.awaited = Some(Awaited::Words(words.clone()));
        }
        sitting.arrive(reader);
        sitting
    }

    /// The whole document is there: what waited for it is done, if the reader still wants it.
    pub(super) fn complete(&mut self, is_wanted: bool, reader: &mut Reader) {
        if self.key.is_none() {
            self.load(reader);
        }
        if is_wanted || matches!(self.awaited, Some(Awaited::Kept(_))) {
            self.arrive(reader);
        }
        self.awaited = None;
    }

    /// What is to be saved; none where the document has no name to save it under.
    pub(super) fn record(&self, reader: &Reader) -> Option<(Key, store::Sitting)> {
        let key = self.key.clone()?;
        let view = reader.document_view();
        let document = view.document();
        let place = match &self.awaited {
            Some(Awaited::Kept(kept)) if reader.awaits_place() => kept.place.clone(),
            _ => Anchor::new(document, view.top(reader.page()).at),
        };
        let (otherwise, folds) = view.outline().folds();
        let measure = reader.measure_columns();
        let sitting = store::Sitting {
            place,
            otherwise: shows(otherwise),
            folded: folded(document, folds),
            marks: view
                .marks()
                .iter()
                .map(|(c, at)| (*c, Anchor::new(document, *at)))
                .collect(),
            measure_columns: Some(measure).filter(|measure| *measure != MEASURE_COLUMNS),
            outline: reader.outline_wanted(),
        };
        Some((key, sitting))
    }

    pub(super) fn store(&self) -> Store {
        self.store.clone()
    }

    fn load(&mut self, reader: &mut Reader) {
        let document = reader.document_view().document();
        if self.key.is_none() && !reader.is_loading() {
            self.key = Some(Key::Text(document.fingerprint()));
        }
        let Some(key) = &self.key else { return };
        let loaded = self.store.load(key);
        if let Some(warning) = loaded.warning {
            reader.say(warning);
        }
        let Some(kept) = loaded.sitting else { return };
        if let Some(measure) = kept.measure_columns {
            reader.set_measure(measure);
        }
        reader.set_outline_wanted(kept.outline);
        if !self.fresh {
            self.awaited = Some(Awaited::Kept(kept));
        }
    }

    /// Goes to the awaited place, or waits for the whole document to find it in.
    fn arrive(&mut self, reader: &mut Reader) {
        let is_loading = reader.is_loading();
        let document = std::sync::Arc::clone(reader.document_view().document());
        match &self.awaited {
            Some(Awaited::Kept(kept)) => {
                let (at, found) = kept.place.resolve(&document);
                if is_loading && kept.place.offset >= document.end() {
                    reader.await_place();
                    return;
                }
                reader.go_to(at);
                if found == Found::Share && !is_loading {
                    reader.say("the text has changed where you were: this is as far through it");
                }
                reader.restore_folds(fold(kept.otherwise), unfolded(&document, &kept.folded));
                let marks = kept
                    .marks
                    .iter()
                    .map(|(c, at)| (*c, at.resolve(&document).0));
                reader.restore_marks(marks);
                if !is_loading {
                    self.awaited = None;
                }
            }
            Some(Awaited::Words(words)) => match find(&document, words) {
                Some(at) => {
                    reader.go_to(at);
                    self.awaited = None;
                }
                None if is_loading => reader.await_place(),
                None => reader.say(format!("no section and no words like '{words}'")),
            },
            None => {}
        }
    }
}

fn shows(fold: Fold) -> Shows {
    match fold {
        Fold::Closed => Shows::Nothing,
        Fold::Sections => Shows::Sections,
        Fold::Open => Shows::Points,
    }
}

fn fold(shows: Shows) -> Fold {
    match shows {
        Shows::Nothing => Fold::Closed,
        Shows::Sections => Fold::Sections,
        Shows::Points => Fold::Open,
    }
}

/// Entries as the store names them: by title and how many of that title come before.
fn names(document: &Document) -> impl Iterator<Item = ((&str, u32), SectionIdx)> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    (0..document.sections().len() as u32)
        .map(SectionIdx)
        .map(move |idx| {
            let title = document.title_of(idx);
            let count = seen.entry(title).or_insert(0);
            *count += 1;
            ((title, *count - 1), idx)
        })
}

fn folded(document: &Document, folds: impl Iterator<Item = (Entry, Fold)>) -> Vec<Folded> {
    let folds: HashMap<Entry, Fold> = folds.collect();
    if folds.is_empty() {
        return Vec::new();
    }
    let other = |(occurrence, entry)| {
        folds.get(&entry).map(|fold| Folded {
            title: None,
            occurrence,
            shows: shows(*fold),
        })
    };
    let others = [(0, Entry::Start), (1, Entry::Takeaways)]
        .into_iter()
        .filter_map(other);
    let sections = names(document).filter_map(|((title, occurrence), idx)| {
        let fold = folds.get(&Entry::Section(idx))?;
        Some(Folded {
            title: Some(title.to_owned()),
            occurrence,
            shows: shows(*fold),
        })
    });
    others.chain(sections).collect()
}

fn unfolded(document: &Document, folded: &[Folded]) -> Vec<(Entry, Fold)> {
    if folded.is_empty() {
        return Vec::new();
    }
    let sections: HashMap<(&str, u32), SectionIdx> = names(document).collect();
    let entry = |folded: &Folded| match (&folded.title, folded.occurrence) {
        (Some(title), occurrence) => sections
            .get(&(title.as_str(), occurrence))
            .map(|idx| Entry::Section(*idx)),
        (None, 0) => Some(Entry::Start),
        (None, _) => Some(Entry::Takeaways),
    };
    folded
        .iter()
        .filter_map(|folded| Some((entry(folded)?, fold(folded.shows))))
        .collect()
}

/// The section of this title, or else the first place with these words; case, the shape of quotes
/// and of dashes don't matter.
fn find(document: &Document, words: &str) -> Option<Offset> {
    let words = plain(words);
    if words.is_empty() {
        return None;
    }
    let titles = || document.landmarks().of(Landmark::Section).iter().copied();
    let title = |at: Offset| plain(document.block_text(document.block_at(at)));
    titles()
        .find(|at| title(*at) == words)
        .or_else(|| titles().find(|at| title(*at).contains(&words)))
        .or_else(|| {
            let mut blocks = document.text().lines().scan(0, |at, text| {
                let start = *at;
                *at += text.len() + 1;
                Some((start, text))
            });
            blocks.find_map(|(start, text)| {
                let found = plain(text).find(&words)?;
                let before = plain(text).get(..found)?.chars().count();
                let inside = text.char_indices().nth(before).map_or(0, |(at, _)| at);
                Some(Offset::from_index(start + inside))
            })
        })
}

/// Lower case, straight quotes, plain dashes; one character for one, so that places stay the same.
fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '‐'..='―' => '-',
        '\u{A0}' => ' ',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    text.trim().chars().map(plain).collect()
}
