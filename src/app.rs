//! The terminal, the one loop, and what the reader asks to be done.
//!
//! The loop sleeps until an event comes (a key, a signal, the rest of a large document from a
//! thread), hands all that wait to the reader, and paints once. Nothing ticks.

mod clipboard;
mod desk;
mod events;
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
use std::time::{Duration, Instant};

use thiserror::Error;

use crate::document::Document;
use crate::import;
use crate::keys::{self, Code, Key, Keys, Pressed};
use crate::reader::{self, Effect, Way};
use crate::source::{self, Source};
use crate::store::Store;
use crate::ui::{self, Background, Theme, Typing};

pub use loading::{Opening, open, read};

use desk::{Desk, Via};
use events::{Event, Events, Sender};
use paper::Paper;
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

/// Shows a document until its reader leaves.
///
/// # Errors
/// [`enum@Error`] where the document can't be read or the terminal not be used; the terminal is as it
/// was before.
pub fn run(request: Request) -> Result<(), Error> {
    let (first, skipped) = open_first(&request)?;
    let (mut events, sender) = Events::new()?;
    panic::restore_first();
    let screen = Screen::enter()?;
    let variable = |name: &str| std::env::var(name).ok();
    let theme = terminal_theme::theme(variable, request.background);
    let mut app = App::new(screen, theme, request, first, sender);
    app.pass_over(skipped);
    app.paint()?;
    app.run(&mut events)
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
    sender: Sender,
    /// Why documents can't be read, while none has been.
    failures: Vec<Error>,
    started: Instant,
    is_over: bool,
}

impl App {
    fn new(screen: Screen, theme: Theme, request: Request, first: First, sender: Sender) -> Self {
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
        let saver = Saver::new(store, searches, sender.clone());
        let mut app = Self {
            screen,
            theme,
            keys: Keys::default(),
            paper,
            desk,
            saver,
            searcher: Searcher::new(sender.clone()),
            picker: Picker::new(sender.clone(), documents),
            watcher: Watcher::new(sender.clone()),
            request,
            sender,
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
    fn run(&mut self, events: &mut Events) -> Result<(), Error> {
        let outcome = self.attend(events);
        self.elapse();
        self.saver.finish(self.paper.record());
        outcome?;
        match std::mem::take(&mut self.failures) {
            failures if failures.is_empty() => Ok(()),
            failures => Err(Error::Each(failures)),
        }
    }

    fn attend(&mut self, events: &mut Events) -> io::Result<()> {
        while !self.is_over {
            let mut next = events.wait(self.saver.due())?;
            if next.is_none() {
                self.elapse();
                self.saver.save(self.paper.record());
            }
            while let Some(event) = next {
                self.take(event, events)?;
                next = events.next();
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

    fn take(&mut self, event: Event, events: &mut Events) -> io::Result<()> {
        self.elapse();
        match event {
            Event::Key(key) => {
                self.saver.note();
                self.press(key, events)?;
            }
            Event::Resized => {
                self.screen.fit()?;
                let (columns, rows) = self.screen.size();
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
                self.perform(effects, events)?;
            }
            Event::Found(id, ticket, found) if id == self.paper.id => {
                let effects = self.paper.reader.found(ticket, found);
                self.perform(effects, events)?;
            }
            Event::Picked(id, ticket, picked) if id == self.paper.id => {
                let effects = self.paper.reader.picked(ticket, picked);
                self.perform(effects, events)?;
            }
            Event::Resolved(id, ticket, found) if id == self.paper.id => {
                let effects = self.paper.reader.resolved(ticket, found);
                self.perform(effects, events)?;
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
        self.perform(effects, events)
    }

    fn press(&mut self, key: Key, events: &mut Events) -> io::Result<()> {
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
            self.press(Key::plain(Code::Esc), events)?;
            return self.press(Key { alt: false, ..key }, events);
        }
        if is_typing {
            let effects = keys::edit(key).map(|edit| self.paper.reader.edit(edit));
            return self.perform(effects.unwrap_or_default(), events);
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
                self.perform(effects, events)?;
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

    fn perform(&mut self, effects: Vec<Effect>, events: &mut Events) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => self.is_over = true,
                Effect::Redraw => self.screen.repaint(),
                Effect::ShowHelp => {
                    if let Some(help) = keys::help() {
                        self.paper.reader.cover(Arc::new(help));
                    }
                }
                Effect::Suspend => self.suspend(events)?,
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
    fn suspend(&mut self, events: &mut Events) -> io::Result<()> {
        self.elapse();
        self.saver.save(self.paper.record());
        self.screen.pause();
        signals::stop();
        // The stop reaches this thread a moment later, or never where no shell could continue it.
        if let Some(Event::Gone) = events.wait_for_signal(STOP_WAIT)? {
            // The terminal is someone else's, and the system would stop who reaches for it.
            self.is_over = true;
            return Ok(());
        }
        self.screen.resume()?;
        let now_ms = self.now_ms();
        self.paper.reader.skip_time(now_ms);
        let (columns, rows) = self.screen.size();
        self.paper.reader.resize(columns, rows);
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
