//! The terminal, the one loop, and what the reader asks to be done.
//!
//! Threads bring events: keys, signals, the rest of a large document. The loop sleeps until one
//! comes, hands all that wait to the reader, and paints once. Nothing ticks.

mod clipboard;
mod desk;
mod folder;
mod input;
mod leading;
mod loading;
mod panic;
mod paper;
mod picking;
mod saving;
mod screen;
mod search;
mod signals;
mod sitting;
mod terminal_theme;
#[cfg(test)]
mod tests;
mod watch;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use thiserror::Error;

use crate::document::{Document, Offset};
use crate::import;
use crate::keys::{self, Code, Key, Keys, Pressed};
use crate::reader::{self, Effect, Way};
use crate::search::{Found, Picked};
use crate::source::{self, Source};
use crate::store::Store;
use crate::ui::{self, Background, Theme, Typing};

pub use loading::{Opening, open, read};

use desk::{Desk, Via};
use loading::News;
use paper::{Paper, PaperId};
use picking::{Documents, Picker};
use saving::Saver;
use screen::Screen;
use search::Searcher;
use watch::Watcher;

/// How long a suspended program waits to be stopped before it goes on where nothing stops it.
const STOP_WAIT: Duration = Duration::from_millis(200);

/// What the program is asked to do with a document.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to read, one after the other; the first that can be read is read first.
    pub sources: Vec<Source>,
    /// What the import is told of the source.
    pub import: import::Options,
    /// How to show it.
    pub options: reader::Options,
    /// The measure, where it is told.
    pub measure_columns: Option<u16>,
    /// Whether the outline shows, where it is told.
    pub outline: Option<bool>,
    /// Where to open it: a section's title or words of the text.
    pub at: Option<String>,
    /// Whether to forget the place that was kept.
    pub fresh: bool,
    /// The terminal's ground, where it is told.
    pub background: Option<Background>,
}

/// Why a document can't be shown.
#[derive(Debug, Error)]
pub enum Error {
    /// Its bytes can't be had.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// Its bytes are no text.
    #[error("cannot open '{name}': {cause}")]
    Import {
        /// The source's name, clean.
        name: String,
        /// What is wrong.
        cause: import::Error,
    },
    /// Nothing in the folder can be read.
    #[error("nothing to read in '{name}'")]
    EmptyFolder {
        /// The folder's name, clean.
        name: String,
    },
    /// None of several can be read.
    #[error("{}", each(.0))]
    Each(Vec<Self>),
    /// The terminal does not do what it must.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// A line for each.
fn each(errors: &[Error]) -> String {
    let lines: Vec<String> = errors.iter().map(Error::to_string).collect();
    lines.join("\n")
}

/// What wakes the loop.
#[derive(Debug)]
enum Event {
    Key(Key),
    Resize(u16, u16),
    Wheel(u16, u16, Way),
    Click(u16, u16),
    /// A text pasted into the terminal.
    Paste(String),
    /// What a job has found, by its ticket.
    Found(PaperId, u32, Vec<Found>),
    /// A list that was wished for, by its ticket.
    Picked(PaperId, u32, Picked),
    /// Where a reference leads, by its ticket.
    Resolved(PaperId, u32, Option<Offset>),
    /// What has become of a document that is being read.
    News(PaperId, News),
    /// How far a document on its way has come, in words.
    Coming(PaperId, String),
    /// What has come of opening a document.
    Opened(PaperId, Box<Result<Opening, Error>>),
    /// The file of a document is no longer what was read.
    Changed(PaperId),
    /// The last save failed.
    NotSaved(String),
    /// What was to open an address has failed.
    NotOpened(String),
    /// Stopped before, running again.
    Continued,
    /// The program is told to end, or its terminal is gone.
    Gone,
}

/// Shows a document until its reader leaves.
///
/// # Errors
/// [`enum@Error`] where the document can't be read or the terminal not be used; the terminal is as it
/// was before.
pub fn run(request: Request) -> Result<(), Error> {
    let (first, skipped) = open_first(&request)?;
    let (events, incoming) = mpsc::channel();
    signals::forward(events.clone())?;
    panic::restore_first();
    let screen = Screen::enter()?;
    let variable = |name: &str| std::env::var(name).ok();
    let theme = terminal_theme::theme(variable, request.background);
    let mut app = App::new(screen, theme, request, first, events.clone());
    app.pass_over(skipped);
    app.paint()?;
    std::thread::spawn(move || input::forward(&events));
    app.run(&incoming)
}

/// The first document of those that were named, by its index.
enum First {
    /// It is there.
    Opened(usize, Box<Opening>),
    /// It has to be fetched; meanwhile this one says so.
    Awaited(usize, Arc<Document>),
}

/// Opens the first source that can be read, unless it has to be fetched; and tells why those
/// before it can't be read.
fn open_first(request: &Request) -> Result<(First, Vec<Error>), Error> {
    let mut skipped = Vec::new();
    for (idx, source) in request.sources.iter().enumerate() {
        if matches!(source, Source::Address(_)) {
            let waiting = loading::waiting(source)?;
            return Ok((First::Awaited(idx, Arc::new(waiting)), skipped));
        }
        match open(source, &request.import) {
            Ok(opening) => return Ok((First::Opened(idx, Box::new(opening)), skipped)),
            Err(error) => skipped.push(error),
        }
    }
    Err(Error::Each(skipped))
}

struct App {
    screen: Screen,
    theme: Theme,
    keys: Keys,
    /// The document that is read.
    paper: Paper,
    desk: Desk,
    saver: Saver,
    searcher: Searcher,
    picker: Picker,
    watcher: Watcher,
    request: Request,
    events: Sender<Event>,
    /// Why documents can't be read, while none has been.
    failures: Vec<Error>,
    started: Instant,
    is_over: bool,
}

impl App {
    fn new(
        screen: Screen,
        theme: Theme,
        request: Request,
        first: First,
        events: Sender<Event>,
    ) -> Self {
        let store = Store::of_user();
        let (First::Opened(idx, _) | First::Awaited(idx, _)) = first;
        let source = request.sources.get(idx).cloned();
        let source = source.unwrap_or(Source::BuiltIn);
        let mut desk = Desk::new(request.sources.clone(), idx);
        let id = desk.next_id();
        let size = screen.size();
        let kept = store.clone();
        let (mut paper, opening) = match first {
            First::Opened(_, opening) => (
                Paper::new(id, source.clone(), &opening, &request, size, kept),
                Some(opening),
            ),
            First::Awaited(_, document) => (
                Paper::waiting(id, source.clone(), document, &request, size, kept),
                None,
            ),
        };
        paper.reader.set_turn(desk.turn_of(&paper.source));
        let searches = paper.take_from(&store);
        let documents = Documents {
            named: request.sources.iter().filter_map(Source::path).collect(),
            store: store.clone(),
        };
        let saver = Saver::new(store, searches, events.clone());
        let mut app = Self {
            screen,
            theme,
            keys: Keys::default(),
            paper,
            desk,
            saver,
            searcher: Searcher::new(events.clone()),
            picker: Picker::new(events.clone(), documents),
            watcher: Watcher::new(events.clone()),
            request,
            events,
            failures: Vec::new(),
            started: Instant::now(),
            is_over: false,
        };
        match opening {
            Some(opening) => {
                // Where to open the first document is no place in the others.
                app.request.at = None;
                app.settle(*opening);
            }
            None => app.go(source, Via::Start(idx)),
        }
        app
    }

    /// Tells why documents before the first one can't be read.
    fn pass_over(&mut self, skipped: Vec<Error>) {
        if let Some(error) = skipped.last() {
            self.paper.reader.say(error.to_string());
        }
        if self.desk.is_starting() {
            self.failures = skipped;
        }
    }

    /// Attends to events until it is over; whatever happens to the terminal, the place is kept.
    fn run(&mut self, incoming: &Receiver<Event>) -> Result<(), Error> {
        let outcome = self.attend(incoming);
        self.elapse();
        self.saver.finish(self.paper.record());
        outcome?;
        match std::mem::take(&mut self.failures) {
            failures if failures.is_empty() => Ok(()),
            failures => Err(Error::Each(failures)),
        }
    }

    fn attend(&mut self, incoming: &Receiver<Event>) -> io::Result<()> {
        while !self.is_over {
            let event = match self.saver.due() {
                None => incoming.recv().or(Err(RecvTimeoutError::Disconnected)),
                Some(wait) => incoming.recv_timeout(wait),
            };
            match event {
                Ok(event) => self.take(event, incoming)?,
                Err(RecvTimeoutError::Timeout) => {
                    self.elapse();
                    self.saver.save(self.paper.record());
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
            while let Ok(event) = incoming.try_recv() {
                self.take(event, incoming)?;
            }
            if !self.is_over {
                self.paint()?;
            }
        }
        Ok(())
    }

    /// Tells the reader what time it is.
    fn elapse(&mut self) {
        let now_ms = self.now_ms();
        self.paper.reader.elapse(now_ms);
    }

    /// The time that the reader is told, which reads no clock.
    fn now_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn take(&mut self, event: Event, incoming: &Receiver<Event>) -> io::Result<()> {
        self.elapse();
        match event {
            Event::Key(key) => {
                self.saver.note();
                self.press(key, incoming)?;
            }
            Event::Resize(columns, rows) => {
                self.screen.resize(columns, rows);
                self.paper.reader.resize(columns, rows);
            }
            Event::Wheel(column, row, way) => {
                self.saver.note();
                self.paper.reader.wheel(column, row, way);
            }
            Event::Click(column, row) => {
                self.saver.note();
                self.paper.reader.click(column, row);
            }
            Event::Paste(text) => {
                self.saver.note();
                let effects = self.paper.reader.paste(&text);
                self.perform(effects, incoming)?;
            }
            Event::Found(id, ticket, found) if id == self.paper.id => {
                let effects = self.paper.reader.found(ticket, found);
                self.perform(effects, incoming)?;
            }
            Event::Picked(id, ticket, picked) if id == self.paper.id => {
                let effects = self.paper.reader.picked(ticket, picked);
                self.perform(effects, incoming)?;
            }
            Event::Resolved(id, ticket, found) if id == self.paper.id => {
                let effects = self.paper.reader.resolved(ticket, found);
                self.perform(effects, incoming)?;
            }
            Event::News(id, news) => self.hear(id, news),
            Event::Coming(id, words) => self.expect(id, words),
            Event::Opened(id, outcome) => self.receive(id, *outcome),
            Event::Changed(id) if id == self.paper.id => self.paper.reader.set_changed(),
            Event::Found(..) | Event::Picked(..) | Event::Resolved(..) | Event::Changed(_) => {}
            Event::NotSaved(message) | Event::NotOpened(message) => {
                self.paper.reader.say(message);
            }
            Event::Continued => self.screen.repaint(),
            Event::Gone => self.is_over = true,
        }
        let effects = self.paper.reader.effects();
        self.perform(effects, incoming)
    }

    fn press(&mut self, key: Key, incoming: &Receiver<Event>) -> io::Result<()> {
        // Leaves from anywhere, even where a chord is half typed.
        if key
            == (Key {
                code: Code::Char('c'),
                ctrl: true,
                alt: false,
            })
        {
            self.is_over = true;
            return Ok(());
        }
        // A terminal sends Escape and the next key as that key with Alt where they come together.
        let is_typing = self.paper.reader.prompt().is_some();
        let is_key = if is_typing {
            !matches!(key.code, Code::Char(_))
        } else {
            self.keys.knows(key)
        };
        if key.alt && !is_key {
            self.press(Key::plain(Code::Esc), incoming)?;
            return self.press(Key { alt: false, ..key }, incoming);
        }
        if is_typing {
            let effects = keys::edit(key).map(|edit| self.paper.reader.edit(edit));
            return self.perform(effects.unwrap_or_default(), incoming);
        }
        if self.paper.reader.asks_to_forget()
            && self.keys.typed().is_empty()
            && key == Key::plain(Code::Char('y'))
        {
            self.paper.reader.forget();
            return Ok(());
        }
        match self.keys.press(key) {
            Pressed::Command(command) => {
                let effects = self.paper.reader.update(command);
                self.perform(effects, incoming)?;
            }
            Pressed::Unknown(typed) => {
                self.paper
                    .reader
                    .say(format!("{typed} is no key here: ? shows all"));
            }
            Pressed::Pending | Pressed::Dropped => {}
        }
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>, incoming: &Receiver<Event>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => self.is_over = true,
                Effect::Redraw => self.screen.repaint(),
                Effect::ShowHelp => {
                    if let Some(help) = keys::help() {
                        self.paper.reader.cover(Arc::new(help));
                    }
                }
                Effect::Suspend => self.suspend(incoming)?,
                Effect::Search(job) => self.searcher.begin(self.paper.id, job),
                Effect::StopSearch => self.searcher.stop(),
                Effect::Pick(wish) => self.picker.begin(self.paper.id, wish),
                Effect::StopPicking => self.picker.stop(),
                Effect::Resolve(lookup) => self.resolve(lookup),
                Effect::OpenAddress(address) => self.open_address(&address),
                Effect::OpenFile(name) => self.open_file(&name),
                Effect::OpenDocument(path) => self.go(Source::File(path), Via::Link),
                Effect::Copy(text) => self.copy(&text)?,
                Effect::File(way, count) => self.turn(way, count),
                Effect::Retrace(way) => self.retrace(way),
                Effect::Reload => self.reload(),
                Effect::Choose(point) => self.choose(point),
                Effect::Abandon => self.abandon(),
            }
        }
        Ok(())
    }

    /// Gives the terminal back, stops, and takes it over again when continued.
    fn suspend(&mut self, incoming: &Receiver<Event>) -> io::Result<()> {
        self.elapse();
        self.saver.save(self.paper.record());
        Screen::pause();
        signals::stop();
        // The stop reaches this thread a moment later, or never where no shell could continue it.
        let continued = incoming.recv_timeout(STOP_WAIT);
        self.screen.resume()?;
        let now_ms = self.now_ms();
        self.paper.reader.skip_time(now_ms);
        let (columns, rows) = self.screen.size();
        self.paper.reader.resize(columns, rows);
        match continued {
            Ok(Event::Gone) => self.is_over = true,
            Ok(Event::Continued) | Err(_) => {}
            Ok(event) => self.take(event, incoming)?,
        }
        Ok(())
    }

    fn paint(&mut self) -> io::Result<()> {
        let next = self
            .keys
            .continuations()
            .into_iter()
            .map(|next| (next.key, next.name))
            .collect();
        let typing = Typing {
            typed: self.keys.typed(),
            next,
        };
        let (reader, theme) = (&self.paper.reader, &self.theme);
        let frame = ui::draw(reader, &typing, theme, self.screen.size());
        self.screen.paint(frame)
    }
}
