//! Makes lists of places on a thread: the last wish alone, and candidates once for a document.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::events::{Event, Sender};
use super::paper::PaperId;
use crate::reader::Wish;
use crate::search::Candidates;
use crate::store::Store;

/// Where other documents are known from.
#[derive(Clone, Debug)]
pub(super) struct Documents {
    /// Those that were named.
    pub(super) named: Vec<PathBuf>,
    /// What remembers those that were read.
    pub(super) store: Store,
}

impl Documents {
    /// All that are there, each once, those that were named first.
    fn list(&self) -> Vec<PathBuf> {
        let mut all = self.named.clone();
        let remembered = self.store.documents().into_iter();
        all.extend(remembered.filter(|path| !self.named.contains(path)));
        all
    }
}

/// The thread that picks, once there is something to pick.
#[derive(Debug)]
pub(super) struct Picker {
    events: Sender,
    documents: Documents,
    wishes: Option<mpsc::Sender<(PaperId, Wish)>>,
}

impl Picker {
    pub(super) fn new(events: Sender, documents: Documents) -> Self {
        Self {
            events,
            documents,
            wishes: None,
        }
    }

    /// Takes a wish in place of the last one.
    pub(super) fn begin(&mut self, paper: PaperId, wish: Wish) {
        let wishes = self.wishes.get_or_insert_with(|| {
            let (wishes, incoming) = mpsc::channel();
            let events = self.events.clone();
            let documents = self.documents.clone();
            std::thread::spawn(move || pick(&incoming, &events, &documents));
            wishes
        });
        // The thread ends only with this channel.
        let _ = wishes.send((paper, wish));
    }

    /// Lets go of the candidates.
    pub(super) fn stop(&mut self) {
        self.wishes = None;
    }
}

fn pick(incoming: &Receiver<(PaperId, Wish)>, events: &Sender, documents: &Documents) {
    let mut candidates: Option<Candidates> = None;
    let mut next = None;
    while let Some((paper, wish)) = next.take().or_else(|| incoming.recv().ok()) {
        let known = candidates
            .take()
            .filter(|known| known.are_of(&wish.document, &wish.marks));
        let known = candidates.insert(known.unwrap_or_else(|| {
            let own = Candidates::new(wish.document.clone(), wish.marks.clone());
            own.with_documents(documents.list())
        }));
        let mut picking = known.pick(&wish.typed, wish.here);
        let newer = loop {
            match incoming.try_recv() {
                Ok(newer) => break Some(newer),
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) => {}
            }
            if !picking.step() {
                break None;
            }
        };
        if newer.is_none()
            && events
                .send(Event::Picked(paper, wish.ticket, picking.finish()))
                .is_err()
        {
            return;
        }
        next = newer;
    }
}
