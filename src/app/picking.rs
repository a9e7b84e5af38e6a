//! Makes lists of places on a thread: the last wish alone, and candidates once for a document.

use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};

use super::Event;
use super::paper::PaperId;
use crate::reader::Wish;
use crate::search::Candidates;

/// The thread that picks, once there is something to pick.
#[derive(Debug)]
pub(super) struct Picker {
    events: Sender<Event>,
    wishes: Option<Sender<(PaperId, Wish)>>,
}

impl Picker {
    pub(super) fn new(events: Sender<Event>) -> Self {
        Self {
            events,
            wishes: None,
        }
    }

    /// Takes a wish in place of the last one.
    pub(super) fn begin(&mut self, paper: PaperId, wish: Wish) {
        let wishes = self.wishes.get_or_insert_with(|| {
            let (wishes, incoming) = mpsc::channel();
            let events = self.events.clone();
            std::thread::spawn(move || pick(&incoming, &events));
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

fn pick(incoming: &Receiver<(PaperId, Wish)>, events: &Sender<Event>) {
    let mut candidates: Option<Candidates> = None;
    let mut next = None;
    while let Some((paper, wish)) = next.take().or_else(|| incoming.recv().ok()) {
        let known = candidates
            .take()
            .filter(|known| known.are_of(&wish.document, &wish.marks));
        let known = candidates.insert(
            known.unwrap_or_else(|| Candidates::new(wish.document.clone(), wish.marks.clone())),
        );
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
