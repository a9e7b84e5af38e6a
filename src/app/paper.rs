//! A document that is open: its reader, its sitting, and where it came from.

use std::path::PathBuf;
use std::sync::Arc;

use super::Request;
use super::loading::{News, Opening};
use super::saving::Record;
use super::sitting::{self, Sitting};
use crate::document::Document;
use crate::reader::Reader;
use crate::source::{Source, Stamp};
use crate::store::{self, Key, Store};

/// Tells the documents of a sitting apart, and the editions of one that is read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PaperId(pub(super) u32);

/// A document that is open.
#[derive(Debug)]
pub(super) struct Paper {
    pub(super) id: PaperId,
    pub(super) source: Source,
    pub(super) reader: Reader,
    pub(super) sitting: Sitting,
    /// The file that can be read again, and how it was when it was opened.
    pub(super) file: Option<(PathBuf, Stamp)>,
    /// What its points stand for, where it is a folder's list.
    pub(super) choices: Vec<PathBuf>,
}

impl Paper {
    /// Lays a document before a reader where it was left.
    pub(super) fn new(
        id: PaperId,
        source: Source,
        opening: &Opening,
        request: &Request,
        (columns, rows): (u16, u16),
        store: Store,
    ) -> Self {
        let document = Arc::clone(&opening.document);
        let mut reader = Reader::new(document, request.options, columns, rows);
        if opening.rest.is_some() {
            reader.begin_loading();
        }
        let key = match (&opening.file, &source) {
            (Some((path, _)), _) => Some(Key::Path(path.clone())),
            (None, Source::BuiltIn) => Some(Key::BuiltIn),
            (None, Source::Address(address)) => Some(Key::Address(address.clone())),
            (None, _) => None,
        };
        let sitting = Sitting::resume(key, request, &mut reader, store);
        if !opening.choices.is_empty() {
            reader.set_choosing();
        }
        reader.set_warnings(opening.warnings.clone());
        Self {
            id,
            source,
            reader,
            sitting,
            file: opening.file.clone(),
            choices: opening.choices.clone(),
        }
    }

    /// A page that says what is on its way, while nothing is there yet; nothing of it is kept.
    pub(super) fn waiting(
        id: PaperId,
        source: Source,
        document: Arc<Document>,
        request: &Request,
        (columns, rows): (u16, u16),
        store: Store,
    ) -> Self {
        Self {
            id,
            source,
            reader: Reader::new(document, request.options, columns, rows),
            sitting: Sitting::unkept(store),
            file: None,
            choices: Vec::new(),
        }
    }

    /// Takes over what the store keeps for all documents, and says what is not well with it; what
    /// was searched for.
    pub(super) fn take_from(&mut self, store: &Store) -> Vec<store::Searched> {
        let trouble = store.check().err().map(|error| error.to_string());
        let (searches, warning) = store.searches();
        self.reader
            .add_searches(searches.iter().map(sitting::search));
        if let Some(message) = warning.or(trouble) {
            self.reader.say(message);
        }
        searches
    }

    /// What is to be saved.
    pub(super) fn record(&self) -> Record {
        Record {
            sitting: self.sitting.record(&self.reader),
            searches: sitting::kept_searches(&self.reader),
        }
    }

    /// Goes to the section that a link's fragment names.
    pub(super) fn go_to_part(&mut self, name: String) {
        self.sitting.go_to_part(name, &mut self.reader);
    }

    /// Takes what has become of its reading.
    pub(super) fn take(&mut self, news: News) {
        let Self {
            reader, sitting, ..
        } = self;
        match news {
            News::Extended(document) => reader.extend(document),
            News::Read(per_cent) => reader.set_loading(per_cent),
            News::Whole(document, warnings) => {
                let is_awaited = reader.complete(document);
                sitting.complete(is_awaited, reader);
                reader.set_warnings(warnings);
            }
            News::Failed(message) => {
                reader.give_up_loading();
                reader.say(message);
            }
        }
    }
}
