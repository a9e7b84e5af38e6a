//! Opens a document: its start at once, the rest on a thread.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Error;
use super::events::{Event, Sender};
use super::folder::{self, Folder};
use super::paper::PaperId;
use crate::document::clean::clean;
use crate::document::{Builder, Document, Kind, Lead};
use crate::import::{self, Extent, Import};
use crate::source::{self, Next, Opened, Progress, Source, Stamp};

/// How much of a source is imported before it shows, in bytes.
const HEAD_BYTES: usize = 256 * 1024;

/// How long a pipe that is still being written shows nothing more, at least.
const SHOW_EVERY: Duration = Duration::from_millis(250);

/// How many times as long as importing takes, what has come of a pipe is not imported again.
const REST_FACTOR: u32 = 10;

/// Of a pipe that goes on and on, no more than this shows before it ends, in bytes: each look at
/// what has come takes as much memory again.
const SHOWN_BYTES_MAX: usize = 256 * 1024 * 1024;

/// A document, or its start with what is needed to read the rest.
#[derive(Debug)]
pub struct Opening {
    /// What can be shown.
    pub document: Arc<Document>,
    /// What was not well with its source and was read all the same, in clean words.
    pub warnings: Vec<String>,
    /// The rest, where there is one.
    pub rest: Option<Rest>,
    /// The file that it comes from, by its absolute path, and how that was when it was opened.
    pub file: Option<(PathBuf, Stamp)>,
    /// What the document's points stand for, where it is a folder's list.
    pub choices: Vec<PathBuf>,
}

/// The rest of a source that has been opened.
#[derive(Debug)]
pub struct Rest {
    opened: Opened,
}

/// A document that says what is on its way.
pub(super) fn waiting(source: &Source) -> Result<Document, Error> {
    let mut builder = Builder::default();
    builder.block(Kind::Paragraph, Lead::Apart, &source.errand());
    let name = || source.name();
    let too_large = || source::Error::TooLarge { name: name() };
    Ok(builder.finish().ok().ok_or_else(too_large)?)
}

/// Opens a source and imports its start.
///
/// # Errors
/// [`enum@Error`] where it can't be read or is no text.
pub fn open(source: &Source, options: &import::Options) -> Result<Opening, Error> {
    open_telling(source, options, |_| {})
}

/// Opens a source and imports its start, telling how much of an answer from the web has come.
pub(super) fn open_telling(
    source: &Source,
    options: &import::Options,
    mut tell: impl FnMut(u8),
) -> Result<Opening, Error> {
    let file = source.path().and_then(|path| {
        let stamp = Stamp::of(&path)?;
        Some((path, stamp))
    });
    let mut opened = match source.open() {
        Err(source::Error::Folder { .. }) => {
            return Ok(Opening {
                file,
                ..list(source)?
            });
        }
        opened => opened?,
    };
    let is_whole = if matches!(source, Source::Address(_)) {
        // A page is not long, and its article is found in the whole of it.
        let come = opened.rest(|opened, _| {
            opened.per_cent().into_iter().for_each(&mut tell);
            ControlFlow::Continue(Next::News)
        });
        come?.is_continue()
    } else {
        opened.head(HEAD_BYTES)?
    };
    let extent = if is_whole {
        Extent::Whole
    } else {
        Extent::Head
    };
    match import(source, &opened, options, extent) {
        Ok(imported) => {
            let warnings = warnings(&opened, &imported.warnings);
            let rest = (!is_whole).then_some(Rest { opened });
            Ok(Opening {
                document: Arc::new(imported.document),
                warnings,
                rest,
                file,
                choices: Vec::new(),
            })
        }
        // A start without a word may be followed by a text.
        Err(Error::Import {
            cause: import::Error::Empty,
            ..
        }) if !is_whole => Ok(Opening {
            file,
            ..read_on(source, opened, options)?
        }),
        Err(error) => Err(error),
    }
}

/// Reads and imports a whole source.
///
/// # Errors
/// [`enum@Error`] where it can't be read or is no text.
pub fn read(source: &Source, options: &import::Options) -> Result<Opening, Error> {
    match source.open() {
        Err(source::Error::Folder { .. }) => list(source),
        opened => read_on(source, opened?, options),
    }
}

/// The list of what can be read in a folder.
fn list(source: &Source) -> Result<Opening, Error> {
    let Source::File(path) = source else {
        let name = source.name();
        return Err(source::Error::Folder { name }.into());
    };
    let Folder { document, choices } = folder::open(path)?;
    Ok(Opening {
        document: Arc::new(document),
        warnings: Vec::new(),
        rest: None,
        file: None,
        choices,
    })
}

fn read_on(
    source: &Source,
    mut opened: Opened,
    options: &import::Options,
) -> Result<Opening, Error> {
    let _ = opened.rest(|_, _| ControlFlow::Continue(Next::News))?;
    let imported = import(source, &opened, options, Extent::Whole)?;
    Ok(Opening {
        document: Arc::new(imported.document),
        warnings: warnings(&opened, &imported.warnings),
        rest: None,
        file: None,
        choices: Vec::new(),
    })
}

fn import(
    source: &Source,
    opened: &Opened,
    options: &import::Options,
    extent: Extent,
) -> Result<Import, Error> {
    let said = opened.said();
    let name = match said {
        Some(said) => Some(said.name.clone()),
        None => source
            .path()
            .map(|path| path.to_string_lossy().into_owned()),
    };
    let options = import::Options {
        name: name.map(|name| opened.name_inside(&name).to_owned()),
        charset: said.and_then(|said| said.charset.clone()),
        address: said.map(|said| said.address.clone()),
        extent,
        ..options.clone()
    };
    import::import(opened.bytes(), &options).map_err(|cause| Error::Import {
        name: source.name(),
        cause,
    })
}

/// What was not well, with how the bytes were packed first. A chapter's name is as the book has it.
fn warnings(opened: &Opened, of_import: &[import::Warning]) -> Vec<String> {
    let of_source = opened.warning().map(|warning| warning.to_string());
    let of_import = of_import
        .iter()
        .map(|warning| clean(&warning.to_string()).into_owned());
    of_source.into_iter().chain(of_import).collect()
}

impl Rest {
    /// Reads and imports the rest on a thread, telling how it goes.
    pub(super) fn load(
        self,
        id: PaperId,
        source: Source,
        options: import::Options,
        events: Sender,
    ) {
        let mut opened = self.opened;
        let events = Outlet { id, events };
        std::thread::spawn(move || {
            let mut shown = Shown {
                next: Instant::now() + SHOW_EVERY,
                per_cent: None,
            };
            let outcome = opened
                .rest(|opened, progress| shown.tell(opened, progress, &source, &options, &events));
            let news = match outcome {
                Ok(ControlFlow::Break(())) => return,
                Ok(ControlFlow::Continue(())) => {
                    match import(&source, &opened, &options, Extent::Whole) {
                        Ok(imported) => {
                            let warnings = warnings(&opened, &imported.warnings);
                            News::Whole(Arc::new(imported.document), warnings)
                        }
                        Err(error) => News::Failed(error.to_string()),
                    }
                }
                Err(error) => News::Failed(error.to_string()),
            };
            // Where nobody listens any more, the program is ending.
            let _ = events.send(news);
        });
    }
}

/// What becomes of a document that is still being read.
#[derive(Debug)]
pub(super) enum News {
    /// A longer start of it.
    Extended(Arc<Document>),
    /// So much of it has been read, in per cent.
    Read(u8),
    /// All of it, and what was not well with its source.
    Whole(Arc<Document>, Vec<String>),
    /// The rest of it can't be had.
    Failed(String),
}

/// Where the news of a document go.
struct Outlet {
    id: PaperId,
    events: Sender,
}

impl Outlet {
    /// Breaks where nobody listens any more.
    fn send(&self, news: News) -> ControlFlow<()> {
        match self.events.send(Event::News(self.id, news)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// What the reader has been shown of a source that is still being read.
struct Shown {
    /// When more may be shown: importing never takes more than a small share of the time.
    next: Instant,
    per_cent: Option<u8>,
}

impl Shown {
    fn tell(
        &mut self,
        opened: &Opened,
        progress: Progress,
        source: &Source,
        options: &import::Options,
        events: &Outlet,
    ) -> ControlFlow<(), Next> {
        let news = if let Some(per_cent) = opened.per_cent() {
            if self.per_cent == Some(per_cent) {
                return ControlFlow::Continue(Next::News);
            }
            self.per_cent = Some(per_cent);
            News::Read(per_cent)
        } else {
            let start = Instant::now();
            if opened.bytes().len() > SHOWN_BYTES_MAX {
                return ControlFlow::Continue(Next::News);
            }
            if start < self.next {
                // What a pipe said before it paused shows in a while, if it says nothing more.
                return ControlFlow::Continue(match progress {
                    Progress::Grown => Next::News,
                    Progress::Paused => Next::Again,
                });
            }
            // A pipe that pauses may have said all: then its last paragraph shows, too.
            let extent = match progress {
                Progress::Grown => Extent::Head,
                Progress::Paused => Extent::Whole,
            };
            let imported = import(source, opened, options, extent);
            self.next = Instant::now() + SHOW_EVERY.max(start.elapsed() * REST_FACTOR);
            match imported {
                Ok(imported) => News::Extended(Arc::new(imported.document)),
                Err(_) => return ControlFlow::Continue(Next::News),
            }
        };
        match events.send(news) {
            ControlFlow::Continue(()) => ControlFlow::Continue(Next::News),
            ControlFlow::Break(()) => ControlFlow::Break(()),
        }
    }
}
