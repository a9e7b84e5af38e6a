//! The terminal, the one loop, and what the reader asks to be done.
//!
//! Threads bring events: keys, signals, the rest of a large document. The loop sleeps until one
//! comes, hands all that wait to the reader, and paints once. Nothing ticks.

mod input;
mod loading;
mod panic;
mod picking;
mod saving;
mod screen;
mod search;
mod signals;
mod sitting;
mod terminal_theme;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use thiserror::Error;

use crate::document::Document;
use crate::import;
use crate::keys::{self, Code, Key, Keys, Pressed};
use crate::reader::{self, Effect, Reader, Way};
use crate::search::{Found, Picked};
use crate::source::{self, Source};
use crate::store::Store;
use crate::ui::{self, Background, Theme, Typing};

pub use loading::{Opening, open, read};

use picking::Picker;
use saving::Saver;
use screen::Screen;
use search::Searcher;
use sitting::Sitting;

/// How long a suspended program waits to be stopped before it goes on where nothing stops it.
const STOP_WAIT: Duration = Duration::from_millis(200);

/// What the program is asked to do with a document.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to read.
    pub source: Source,
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
    /// The terminal does not do what it must.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[from] io::Error),
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
    Found(u32, Vec<Found>),
    /// A list that was wished for, by its ticket.
    Picked(u32, Picked),
    /// A longer start of the document.
    Extended(Arc<Document>),
    /// So much of the document has been read, in per cent.
    Read(u8),
    /// The whole document, and what was not well with its source.
    Whole(Arc<Document>, Option<source::Warning>),
    /// The rest of the document can't be had.
    Failed(String),
    /// The last save failed.
    NotSaved(String),
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
    let opening = open(&request.source, &request.import)?;
    let (events, incoming) = mpsc::channel();
    signals::forward(events.clone())?;
    panic::restore_first();
    let screen = Screen::enter()?;
    let variable = |name: &str| std::env::var(name).ok();
    let theme = terminal_theme::theme(variable, request.background);
    let mut app = App::new(screen, theme, request, opening, &events);
    app.paint()?;
    std::thread::spawn(move || input::forward(&events));
    app.run(&incoming)
}

struct App {
    screen: Screen,
    theme: Theme,
    keys: Keys,
    reader: Reader,
    sitting: Sitting,
    saver: Saver,
    searcher: Searcher,
    picker: Picker,
    is_over: bool,
}

impl App {
    fn new(
        screen: Screen,
        theme: Theme,
        request: Request,
        opening: Opening,
        events: &Sender<Event>,
    ) -> Self {
        let (columns, rows) = screen.size();
        let mut reader = Reader::new(opening.document, request.options, columns, rows);
        if opening.rest.is_some() {
            reader.begin_loading();
        }
        let sitting = Sitting::resume(&request, &mut reader, Store::of_user());
        if let Some(warning) = opening.warning {
            reader.say(warning.to_string());
        }
        let saver = Saver::new(sitting.store(), events.clone());
        if let Some(rest) = opening.rest {
            rest.load(request.source, request.import, events.clone());
        }
        let keys = Keys::default();
        let searcher = Searcher::new(events.clone());
        let picker = Picker::new(events.clone());
        Self {
            screen,
            theme,
            keys,
            reader,
            sitting,
            saver,
            searcher,
            picker,
            is_over: false,
        }
    }

    /// Attends to events until it is over; whatever happens to the terminal, the place is kept.
    fn run(&mut self, incoming: &Receiver<Event>) -> Result<(), Error> {
        let outcome = self.attend(incoming);
        self.saver.finish(self.sitting.record(&self.reader));
        Ok(outcome?)
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
                    self.saver.save(self.sitting.record(&self.reader));
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

    fn take(&mut self, event: Event, incoming: &Receiver<Event>) -> io::Result<()> {
        match event {
            Event::Key(key) => {
                self.saver.note();
                self.press(key, incoming)?;
            }
            Event::Resize(columns, rows) => {
                self.screen.resize(columns, rows)?;
                self.reader.resize(columns, rows);
            }
            Event::Wheel(column, row, way) => {
                self.saver.note();
                self.reader.wheel(column, row, way);
            }
            Event::Click(column, row) => {
                self.saver.note();
                self.reader.click(column, row);
            }
            Event::Extended(document) => self.reader.extend(document),
            Event::Read(per_cent) => self.reader.set_loading(per_cent),
            Event::Whole(document, warning) => {
                let is_awaited = self.reader.complete(document);
                self.sitting.complete(is_awaited, &mut self.reader);
                if let Some(warning) = warning {
                    self.reader.say(warning.to_string());
                }
            }
            Event::Failed(message) => {
                self.reader.give_up_loading();
                self.reader.say(message);
            }
            Event::NotSaved(message) => self.reader.say(message),
            Event::Paste(text) => {
                self.saver.note();
                let effects = self.reader.paste(&text);
                self.perform(effects, incoming)?;
            }
            Event::Found(ticket, found) => {
                let effects = self.reader.found(ticket, found);
                self.perform(effects, incoming)?;
            }
            Event::Picked(ticket, picked) => {
                let effects = self.reader.picked(ticket, picked);
                self.perform(effects, incoming)?;
            }
            Event::Continued => self.screen.repaint()?,
            Event::Gone => self.is_over = true,
        }
        let effects = self.reader.effects();
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
        let is_typing = self.reader.prompt().is_some();
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
            let effects = keys::edit(key).map(|edit| self.reader.edit(edit));
            return self.perform(effects.unwrap_or_default(), incoming);
        }
        match self.keys.press(key) {
            Pressed::Command(command) => {
                let effects = self.reader.update(command);
                self.perform(effects, incoming)?;
            }
            Pressed::Unknown(typed) => {
                self.reader
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
                Effect::Redraw => self.screen.repaint()?,
                Effect::ShowHelp => {
                    if let Some(help) = keys::help() {
                        self.reader.show_help(Arc::new(help));
                    }
                }
                Effect::Suspend => self.suspend(incoming)?,
                Effect::Search(job) => self.searcher.begin(job),
                Effect::StopSearch => self.searcher.stop(),
                Effect::Pick(wish) => self.picker.begin(wish),
                Effect::StopPicking => self.picker.stop(),
            }
        }
        Ok(())
    }

    /// Gives the terminal back, stops, and takes it over again when continued.
    fn suspend(&mut self, incoming: &Receiver<Event>) -> io::Result<()> {
        self.saver.save(self.sitting.record(&self.reader));
        Screen::pause();
        signals::stop();
        // The stop reaches this thread a moment later, or never where no shell could continue it.
        let continued = incoming.recv_timeout(STOP_WAIT);
        self.screen.resume()?;
        let (columns, rows) = self.screen.size();
        self.reader.resize(columns, rows);
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
        let (reader, theme) = (&self.reader, &self.theme);
        self.screen
            .paint(|buffer| ui::draw(reader, &typing, theme, buffer))
    }
}
