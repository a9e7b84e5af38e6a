//! The documents of a sitting: the one that is read, those laid aside, and the ways between them.
//!
//! A document is opened on a thread and then laid before the reader; the one read before is laid
//! aside as it stands, so that coming back finds it there. Where many lie aside, those that can be
//! read again are put away; the store keeps their places.

use std::mem;
use std::sync::Arc;

use super::events::Event;
use super::loading::{News, Opening};
use super::paper::{Paper, PaperId};
use super::watch::Watched;
use super::{App, Error, loading};
use crate::reader::{Reader, Way};
use crate::source::Source;

/// How many documents lie aside at most, where others can be read again.
const ASIDE_MAX: usize = 16;

/// How much text lies aside at most, in bytes, where it can be read again.
const ASIDE_BYTES_MAX: usize = 256 * 1024 * 1024;

/// How many steps back from document to document are kept.
const TRAIL_MAX: usize = 200;

/// How a document comes to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via {
    /// As the first document, which is the file of this index; nothing has been read before.
    Start(usize),
    /// As the file of this index; one that can't be read is passed over, this way.
    Turn(usize, Way),
    /// From a place in another, to come back to.
    Link,
    /// Back or forward again along the documents that were read.
    Retrace(Way),
    /// In place of the edition that is read.
    Reload,
}

/// A document on its way.
#[derive(Debug)]
struct Errand {
    id: PaperId,
    source: Source,
    via: Via,
    /// The part of it to go to, as a link's fragment names it.
    part: Option<String>,
}

/// What lies on the desk beside the document that is read.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// The files that were named, in their order, and which of them is or was read last.
    files: Vec<Source>,
    turn: usize,
    aside: Vec<Paper>,
    back: Vec<Source>,
    ahead: Vec<Source>,
    errand: Option<Errand>,
    /// Why a file on the way to the next one can't be read.
    passed_over: Option<String>,
    last_id: PaperId,
}

impl Desk {
    /// A desk for these files, of which the one of an index is read first.
    pub(super) fn new(files: Vec<Source>, turn: usize) -> Self {
        Self {
            files,
            turn,
            ..Self::default()
        }
    }

    /// Whether the first document is still on its way.
    pub(super) fn is_starting(&self) -> bool {
        let errand = self.errand.as_ref();
        errand.is_some_and(|errand| matches!(errand.via, Via::Start(_)))
    }

    /// A number that no document has had.
    pub(super) fn next_id(&mut self) -> PaperId {
        self.last_id.0 += 1;
        self.last_id
    }

    /// The document laid aside of this number.
    fn aside(&mut self, id: PaperId) -> Option<&mut Paper> {
        self.aside.iter_mut().find(|paper| paper.id == id)
    }

    fn take_aside(&mut self, source: &Source) -> Option<Paper> {
        let at = self
            .aside
            .iter()
            .position(|paper| paper.source == *source)?;
        Some(self.aside.remove(at))
    }

    fn lay_aside(&mut self, paper: Paper) {
        self.aside.push(paper);
        let bytes = |paper: &Paper| paper.reader.document_view().document().text().len();
        let is_crowded = |aside: &[Paper]| {
            aside.len() > ASIDE_MAX || aside.iter().map(bytes).sum::<usize>() > ASIDE_BYTES_MAX
        };
        while is_crowded(&self.aside) {
            let Some(oldest) = self.aside.iter().position(|paper| paper.file.is_some()) else {
                break;
            };
            self.aside.remove(oldest);
        }
    }

    /// Remembers the step from a document to another.
    fn step(&mut self, left: Source, via: Via) {
        match via {
            Via::Retrace(Way::Back) => {
                self.back.pop();
                self.ahead.push(left);
            }
            Via::Retrace(Way::Forward) => {
                self.ahead.pop();
                self.back.push(left);
            }
            Via::Start(_) | Via::Turn(..) | Via::Link | Via::Reload => {
                self.ahead.clear();
                self.back.push(left);
            }
        }
        if self.back.len() > TRAIL_MAX {
            self.back.remove(0);
        }
    }

    /// Which of several files a source is, from 1, and of how many.
    pub(super) fn turn_of(&mut self, source: &Source) -> Option<(usize, usize)> {
        if self.files.get(self.turn) != Some(source) {
            self.turn = self.files.iter().position(|file| file == source)?;
        }
        (self.files.len() > 1).then_some((self.turn + 1, self.files.len()))
    }
}

impl App {
    /// Opens the file so many further on, or back, of those that were named.
    pub(super) fn turn(&mut self, way: Way, count: u32) {
        let (desk, count) = (
            &self.desk,
            usize::try_from(count.max(1)).unwrap_or(usize::MAX),
        );
        let last = desk.files.len().saturating_sub(1);
        let to = match way {
            Way::Forward => desk.turn.saturating_add(count).min(last),
            Way::Back => desk.turn.saturating_sub(count),
        };
        self.open_turn(to, way);
    }

    fn open_turn(&mut self, to: usize, way: Way) {
        let source = self.desk.files.get(to).cloned();
        match source {
            Some(source) if to != self.desk.turn || source != self.paper.source => {
                self.go(source, Via::Turn(to, way));
            }
            _ if self.desk.files.len() < 2 => self.paper.reader.say("no other file was named"),
            _ => self.paper.reader.say(match way {
                Way::Forward => "this is the last file",
                Way::Back => "this is the first file",
            }),
        }
    }

    /// Goes back to the document that was read before, or forward again.
    pub(super) fn retrace(&mut self, way: Way) {
        let trail = match way {
            Way::Back => &self.desk.back,
            Way::Forward => &self.desk.ahead,
        };
        match trail.last().cloned() {
            Some(source) => self.go(source, Via::Retrace(way)),
            None => self.paper.reader.say_no_place(way),
        }
    }

    /// Opens what a point of a folder's list stands for.
    pub(super) fn choose(&mut self, point: usize) {
        if let Some(path) = self.paper.choices.get(point).cloned() {
            self.go(Source::File(path), Via::Link);
        }
    }

    /// Reads the document's source again.
    pub(super) fn reload(&mut self) {
        match &self.paper.source {
            Source::File(_) | Source::Address(_) => self.go(self.paper.source.clone(), Via::Reload),
            source => {
                let message = format!("{} can't be read again", source.name());
                self.paper.reader.say(message);
            }
        }
    }

    /// Opens a document, unless it lies on the desk already; it is laid before the reader when it
    /// is there.
    pub(super) fn go(&mut self, source: Source, via: Via) {
        self.go_to_part(source, via, None);
    }

    /// Opens a document and goes to the part of it that a link's fragment names.
    pub(super) fn go_to_part(&mut self, source: Source, via: Via, part: Option<String>) {
        if self.desk.is_starting() && !matches!(via, Via::Start(_)) {
            return;
        }
        self.desk.errand = None;
        if via != Via::Reload
            && let Some(paper) = self.desk.take_aside(&source)
        {
            self.lay(paper, via);
            if let Some(part) = part {
                self.paper.go_to_part(part);
            }
            return;
        }
        let id = self.desk.next_id();
        let errand = source.errand();
        self.paper.reader.set_errand(Some(errand.clone()));
        let (import, events) = (self.request.import.clone(), self.sender.clone());
        let wanted = source.clone();
        std::thread::spawn(move || {
            let mut told = None;
            let outcome = loading::open_telling(&wanted, &import, |per_cent| {
                if told.replace(per_cent) != Some(per_cent) {
                    let words = format!("{errand} {per_cent} %");
                    let _ = events.send(Event::Coming(id, words));
                }
            });
            // Where nobody listens any more, the program is ending.
            let _ = events.send(Event::Opened(id, Box::new(outcome)));
        });
        self.desk.errand = Some(Errand {
            id,
            source,
            via,
            part,
        });
    }

    /// Drops what is on its way; what comes of it finds nobody waiting. Without the first document
    /// there is nothing to read.
    pub(super) fn abandon(&mut self) {
        self.is_over |= self.desk.is_starting();
        (self.desk.errand, self.desk.passed_over) = (None, None);
        self.paper.reader.set_errand(None);
    }

    /// Tells how far a document on its way has come.
    pub(super) fn expect(&mut self, id: PaperId, words: String) {
        let errand = self.desk.errand.as_ref();
        if errand.is_some_and(|errand| errand.id == id) {
            self.paper.reader.set_errand(Some(words));
        }
    }

    /// Takes a document that was on its way, if it is still waited for.
    pub(super) fn receive(&mut self, id: PaperId, outcome: Result<Opening, Error>) {
        let Some(errand) = self.desk.errand.take_if(|errand| errand.id == id) else {
            return;
        };
        self.paper.reader.set_errand(None);
        match (outcome, errand.via) {
            (Ok(opening), Via::Reload) => self.renew(id, opening),
            (Ok(opening), via) => {
                let size = self.screen.size();
                let store = self.paper.sitting.store();
                let source = errand.source;
                let paper = Paper::new(id, source, &opening, &self.request, size, store);
                self.lay(paper, via);
                if let Some(part) = errand.part {
                    self.paper.go_to_part(part);
                }
                self.settle(opening);
            }
            (Err(error), Via::Start(at)) => self.start_beyond(at, error),
            (Err(error), Via::Turn(at, way)) => {
                let beyond = match way {
                    Way::Forward => Some(at + 1).filter(|at| *at < self.desk.files.len()),
                    Way::Back => at.checked_sub(1),
                };
                match beyond {
                    Some(beyond) if beyond != self.desk.turn => {
                        self.desk.passed_over = Some(error.to_string());
                        self.open_turn(beyond, way);
                    }
                    _ => self.paper.reader.say(error.to_string()),
                }
            }
            (Err(error), _) => self.paper.reader.say(error.to_string()),
        }
    }

    /// Opens the file after one that can't be read, while none has been; ends where there is none.
    fn start_beyond(&mut self, at: usize, error: Error) {
        self.desk.passed_over = Some(error.to_string());
        self.failures.push(error);
        match self.desk.files.get(at + 1).cloned() {
            Some(next) => self.go(next, Via::Start(at + 1)),
            None => self.is_over = true,
        }
    }

    /// Takes what has become of a document that is still being read.
    pub(super) fn hear(&mut self, id: PaperId, news: News) {
        if self.paper.id == id {
            self.paper.take(news);
        } else if let Some(paper) = self.desk.aside(id) {
            paper.take(news);
        }
    }

    /// Watches the file that is read.
    fn watch(&self) {
        let Paper { id, file, .. } = &self.paper;
        let watched = file.clone().map(|(path, stamp)| Watched {
            id: *id,
            path,
            stamp,
        });
        self.watcher.watch(watched);
    }

    /// Reads the rest of the document that has just been opened, and watches its file.
    pub(super) fn settle(&mut self, opening: Opening) {
        self.watch();
        if let Some(rest) = opening.rest {
            let Paper { id, source, .. } = &self.paper;
            let (import, events) = (self.request.import.clone(), self.sender.clone());
            rest.load(*id, source.clone(), import, events);
        }
    }

    /// Lays a document before the reader, and the one read so far aside.
    fn lay(&mut self, mut paper: Paper, via: Via) {
        self.elapse();
        self.saver.save(self.paper.record());
        let now_ms = self.now_ms();
        paper.reader.skip_time(now_ms);
        let (columns, rows) = self.screen.size();
        paper.reader.resize(columns, rows);
        paper.reader.take_up(&self.paper.reader);
        self.searcher.stop();
        self.picker.stop();
        match via {
            Via::Turn(at, _) => {
                self.desk.turn = at;
                paper.reader.forget_jumps();
            }
            Via::Start(at) => self.desk.turn = at,
            Via::Link => paper.reader.forget_jumps(),
            Via::Retrace(_) | Via::Reload => {}
        }
        paper.reader.set_turn(self.desk.turn_of(&paper.source));
        let passed_over = self.desk.passed_over.take();
        let name = || paper.source.name();
        if let Some(message) = passed_over.or_else(|| paper.reader.message().is_none().then(name)) {
            paper.reader.say(message);
        }
        let left = mem::replace(&mut self.paper, paper);
        if matches!(via, Via::Start(_)) {
            // Nothing was read before, and where to open the first document is no place in others.
            self.request.at = None;
            self.failures.clear();
        } else {
            self.desk.step(left.source.clone(), via);
            self.desk.lay_aside(left);
        }
        self.watch();
    }

    /// Lays another edition of the document that is read in its place.
    fn renew(&mut self, id: PaperId, opening: Opening) {
        let (columns, rows) = self.screen.size();
        let document = Arc::clone(&opening.document);
        let mut reader = Reader::new(document, self.request.options, columns, rows);
        if opening.rest.is_some() {
            reader.begin_loading();
        }
        let before = &self.paper.reader;
        let sitting = self.paper.sitting.renew(before, &mut reader);
        reader.set_turn(before.turn());
        reader.search_like(before);
        self.searcher.stop();
        self.picker.stop();
        if !opening.choices.is_empty() {
            reader.set_choosing();
        }
        if reader.message().is_none() {
            reader.say("read again");
        }
        reader.set_warnings(opening.warnings.clone());
        self.paper.id = id;
        self.paper.sitting = sitting;
        self.paper.reader = reader;
        self.paper.file.clone_from(&opening.file);
        self.paper.choices.clone_from(&opening.choices);
        self.settle(opening);
    }
}
