//! Between the store and the reader: what is kept of a sitting, and how one is taken up again.

mod read;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use super::Request;
use crate::document::anchor::{Anchor, Found};
use crate::document::{Document, Landmark, Offset, SectionIdx};
use crate::layout::Skim;
use crate::reader::{Entry, Fold, MEASURE_COLUMNS, Reader, Searched};
use crate::search::{self, Syntax};
use crate::store::{self, Folded, Key, Shows, Store};

/// What is known of the document's sittings.
#[derive(Debug)]
pub(super) struct Sitting {
    /// None for a text without a file until the whole of it is there.
    key: Option<Key>,
    store: Store,
    /// The last sitting, until its folds and marks are restored to the whole document.
    kept: Option<store::Sitting>,
    /// Where to open the document, until it is there.
    wanted: Option<Wanted>,
    /// Whether to ask if what was read is to be forgotten.
    is_fresh: bool,
}

/// Where to open a document.
#[derive(Debug)]
enum Wanted {
    /// Where the last sitting ended.
    Kept,
    /// At a section of this title, or at these words.
    Words(String),
    /// At the section that a link's fragment names.
    Part(String),
}

impl Sitting {
    /// Takes up the document's last sitting, as far as the request lets it.
    pub(super) fn resume(
        key: Option<Key>,
        request: &Request,
        reader: &mut Reader,
        store: Store,
    ) -> Self {
        let mut sitting = Self {
            key,
            store,
            kept: None,
            wanted: None,
            is_fresh: request.fresh,
        };
        sitting.load(reader);
        if let Some(measure) = request.measure_columns {
            reader.set_measure(measure);
        }
        if let Some(outline) = request.outline {
            reader.set_outline_wanted(outline);
        }
        sitting.wanted = match &request.at {
            Some(words) => Some(Wanted::Words(words.clone())),
            None => (sitting.kept.is_some() && !request.fresh).then_some(Wanted::Kept),
        };
        sitting.arrive(reader);
        if !reader.is_loading() {
            sitting.restore(reader);
        }
        sitting
    }

    /// A sitting of which nothing is kept.
    pub(super) fn unkept(store: Store) -> Self {
        Self {
            key: None,
            store,
            kept: None,
            wanted: None,
            is_fresh: false,
        }
    }

    /// Goes on with another edition of the document, in a reader of its own, where the first one
    /// stands in its reader.
    pub(super) fn renew(&self, before: &Reader, reader: &mut Reader) -> Self {
        let mut sitting = Self {
            key: self.key.clone(),
            store: self.store.clone(),
            kept: self.record(before).map(|(_, kept)| kept),
            wanted: Some(Wanted::Kept),
            is_fresh: false,
        };
        reader.set_measure(before.measure_columns());
        reader.set_outline_wanted(before.outline_wanted());
        reader.restore_skim(before.document_view().sight().skim);
        sitting.arrive(reader);
        if !reader.is_loading() {
            sitting.restore(reader);
        }
        sitting
    }

    /// The whole document is there: its reader goes where it was to open, if that is still waited
    /// for; otherwise no place moves.
    pub(super) fn complete(&mut self, is_waited_for: bool, reader: &mut Reader) {
        if self.key.is_none() {
            self.load(reader);
        }
        if is_waited_for {
            self.arrive(reader);
        }
        self.wanted = None;
        self.restore(reader);
    }

    /// Goes to the section that a link's fragment names.
    pub(super) fn go_to_part(&mut self, name: String, reader: &mut Reader) {
        self.wanted = Some(Wanted::Part(name));
        self.arrive(reader);
    }

    /// What is to be saved; none where the document has no name to save it under.
    pub(super) fn record(&self, reader: &Reader) -> Option<(Key, store::Sitting)> {
        let key = self.key.clone()?;
        let view = reader.document_view();
        let document = view.document();
        let anchor = |at| Anchor::new(document, at);
        let (otherwise, folds) = view.outline().folds();
        let measure = reader.measure_columns();
        let mut sitting = store::Sitting {
            place: anchor(view.top(reader.page()).at),
            otherwise: shows(otherwise),
            folded: folded(document, folds),
            marks: view
                .marks()
                .iter()
                .map(|(letter, at)| (*letter, anchor(*at)))
                .collect(),
            measure_columns: Some(measure).filter(|measure| *measure != MEASURE_COLUMNS),
            outline: reader.outline_wanted(),
            searches: Vec::new(),
            skim: kept_skim(view.sight().skim),
            reading: read::reading(document, view.coverage()),
        };
        // What is not restored yet is kept as it was.
        if let Some(kept) = &self.kept {
            sitting.otherwise = kept.otherwise;
            sitting.folded.clone_from(&kept.folded);
            sitting.reading.clone_from(&kept.reading);
            if matches!(self.wanted, Some(Wanted::Kept)) && reader.awaits_place() {
                sitting.place = kept.place.clone();
            }
        }
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
        reader.restore_searches(kept.searches.iter().map(search));
        reader.restore_skim(skim(kept.skim));
        self.kept = Some(kept);
    }

    /// Goes where the document is to open, or waits for the whole of it to find the place in.
    fn arrive(&mut self, reader: &mut Reader) {
        let is_loading = reader.is_loading();
        let document = Arc::clone(reader.document_view().document());
        let found = match (&self.wanted, &self.kept) {
            (Some(Wanted::Kept), Some(kept)) => {
                let is_beyond = is_loading && kept.place.offset >= document.end();
                (!is_beyond).then(|| kept.place.resolve(&document))
            }
            (Some(Wanted::Words(words)), _) => find(&document, words).map(|at| (at, Found::Same)),
            (Some(Wanted::Part(name)), _) => {
                search::section_by_fragment(&document, name).map(|at| (at, Found::Same))
            }
            _ => return,
        };
        match found {
            Some((at, found)) => {
                match self.wanted.take() {
                    Some(Wanted::Words(_)) => reader.go_to(at),
                    Some(Wanted::Part(_)) => reader.arrive_at(at),
                    _ => reader.resume_at(at),
                }
                if found == Found::Share && !is_loading {
                    reader.say("the text has changed where you were: this is as far through it");
                }
            }
            None if is_loading => reader.await_place(),
            None => match &self.wanted {
                Some(Wanted::Words(words)) => {
                    reader.say(format!("no section and no words like '{words}'"));
                }
                Some(Wanted::Part(name)) => reader.say(format!("no section is named '{name}'")),
                _ => {}
            },
        }
    }

    /// Restores the folds and marks of the last sitting.
    fn restore(&mut self, reader: &mut Reader) {
        let Some(kept) = self.kept.take() else { return };
        let document = Arc::clone(reader.document_view().document());
        reader.restore_folds(fold(kept.otherwise), unfolded(&document, &kept.folded));
        let marks = kept
            .marks
            .iter()
            .map(|(letter, at)| (*letter, at.resolve(&document).0));
        reader.restore_marks(marks);
        reader.restore_coverage(read::stretches(&document, &kept.reading, &kept.place));
        if self.is_fresh {
            reader.ask_to_forget();
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

/// What was searched for, as the store keeps it.
pub(super) fn kept_searches(reader: &Reader) -> Vec<store::Searched> {
    let kept = |searched: &Searched| store::Searched {
        text: searched.text.clone(),
        is_regex: searched.syntax == Syntax::Regex,
    };
    reader.searches().iter().map(kept).collect()
}

/// A search, as the reader knows it.
pub(super) fn search(kept: &store::Searched) -> Searched {
    let syntax = if kept.is_regex {
        Syntax::Regex
    } else {
        Syntax::Literal
    };
    Searched {
        text: kept.text.clone(),
        syntax,
    }
}

fn kept_skim(skim: Skim) -> store::Skim {
    match skim {
        Skim::Headings => store::Skim::Headings,
        Skim::Points => store::Skim::Points,
        Skim::Sentences => store::Skim::Sentences,
        Skim::Everything => store::Skim::Everything,
    }
}

fn skim(kept: store::Skim) -> Skim {
    match kept {
        store::Skim::Headings => Skim::Headings,
        store::Skim::Points => Skim::Points,
        store::Skim::Sentences => Skim::Sentences,
        store::Skim::Everything => Skim::Everything,
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
