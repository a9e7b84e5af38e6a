//! What wakes the loop, and the one place where it waits.
//!
//! The loop's own thread reads the terminal: to hand a key from one thread to another takes longer
//! than all that is done for it. Other threads send their events through a channel, and signals set
//! flags; both write a byte to a socket, which is waited for together with the terminal.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SendError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::input::Input;
use super::loading::{News, Opening};
use super::paper::PaperId;
use super::signals::Signals;
use super::{Error, Way};
use crate::document::Offset;
use crate::keys::Key;
use crate::search::{Found, Picked};

/// What wakes the loop.
#[derive(Debug)]
pub(super) enum Event {
    Key(Key),
    /// The terminal has another size.
    Resized,
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

/// Sends events from other threads.
#[derive(Clone, Debug)]
pub(super) struct Sender {
    events: mpsc::Sender<Event>,
    wake: Arc<UnixStream>,
}

impl Sender {
    /// Fails where nobody listens any more.
    pub(super) fn send(&self, event: Event) -> Result<(), SendError<Event>> {
        self.events.send(event)?;
        // A socket that takes no more holds enough to wake the loop.
        let _ = (&*self.wake).write(&[0]);
        Ok(())
    }
}

/// All that the loop waits for.
#[derive(Debug)]
pub(super) struct Events {
    input: Input,
    signals: Signals,
    sent: Receiver<Event>,
    woken: UnixStream,
}

impl Events {
    /// # Errors
    /// Where there is no terminal to read, or the system has no socket left.
    pub(super) fn new() -> io::Result<(Self, Sender)> {
        let (woken, wake) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        let (events, sent) = mpsc::channel();
        let this = Self {
            input: Input::open()?,
            signals: Signals::register(&wake)?,
            sent,
            woken,
        };
        let wake = Arc::new(wake);
        Ok((this, Sender { events, wake }))
    }

    /// The next event; none where `longest` passes before it.
    ///
    /// # Errors
    /// Where the system can't wait.
    pub(super) fn wait(&mut self, longest: Option<Duration>) -> io::Result<Option<Event>> {
        let until = longest.map(|longest| Instant::now() + longest);
        loop {
            if let Some(event) = self.next() {
                return Ok(Some(event));
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            let wait = left.into_iter().chain(self.input.patience()).min();
            if self.sleep(wait)? {
                continue;
            }
            if self.input.patience() == Some(Duration::ZERO) {
                self.input.end_sequence();
            } else if left == wait {
                return Ok(None);
            }
        }
    }

    /// The next event of those that have come.
    pub(super) fn next(&mut self) -> Option<Event> {
        let event = self.signals.next().or_else(|| self.input.next());
        event.or_else(|| self.sent.try_recv().ok())
    }

    /// That the program goes on or is to end, while the terminal is someone else's; none where
    /// `longest` passes before it.
    pub(super) fn wait_for_signal(&mut self, longest: Duration) -> io::Result<Option<Event>> {
        let until = Instant::now() + longest;
        loop {
            // What size the terminal has is read when it is taken over.
            match self.signals.next() {
                Some(Event::Resized) => continue,
                Some(event) => return Ok(Some(event)),
                None => {}
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            let mut woken = [PollFd::new(&self.woken, PollFlags::IN)];
            sleep(&mut woken, Some(left))?;
            self.drain();
        }
    }

    /// Sleeps until something has come, and reads what the terminal has sent; false where `longest`
    /// passes before it.
    fn sleep(&mut self, longest: Option<Duration>) -> io::Result<bool> {
        let mut sources = [
            PollFd::from_borrowed_fd(self.input.terminal(), PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
        ];
        let is_ready = sleep(&mut sources, longest)?;
        let [is_input, is_woken] = sources.map(|source| !source.revents().is_empty());
        if is_woken {
            self.drain();
        }
        if is_input {
            self.input.read();
        }
        Ok(is_ready)
    }

    fn drain(&self) {
        let mut bytes = [0; 64];
        while (&self.woken)
            .read(&mut bytes)
            .is_ok_and(|read| read == bytes.len())
        {}
    }
}

/// Whether one of the sources is ready before `longest` passes, or a signal has come.
fn sleep(sources: &mut [PollFd<'_>], longest: Option<Duration>) -> io::Result<bool> {
    // A wait that is too long for the system has no end.
    let longest = longest.and_then(|longest| Timespec::try_from(longest).ok());
    match poll(sources, longest.as_ref()) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::INTR) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Code;

    /// What waits for bytes on the other end of a socket: so long for the rest of a sequence.
    fn events(patience: Duration) -> (Events, UnixStream, UnixStream) {
        let (terminal, keyboard) = UnixStream::pair().expect("a socket");
        let (woken, wake) = UnixStream::pair().expect("a socket");
        let events = Events {
            input: Input::patient(terminal, patience),
            signals: Signals::default(),
            sent: mpsc::channel().1,
            woken,
        };
        (events, keyboard, wake)
    }

    fn wait(events: &mut Events, longest: Option<Duration>) -> String {
        format!("{:?}", events.wait(longest).expect("waits"))
    }

    #[test]
    fn what_falls_due_ends_no_sequence() {
        let (mut events, mut keyboard, _wake) = events(Duration::from_hours(1));
        keyboard.write_all(b"\x1b[").expect("is sent");
        for longest in [Duration::ZERO, Duration::from_millis(1)] {
            assert_eq!(wait(&mut events, Some(longest)), "None");
        }
        keyboard.write_all(b"A").expect("is sent");
        let up = Some(Event::Key(Key::plain(Code::Up)));
        assert_eq!(wait(&mut events, None), format!("{up:?}"));
    }

    #[test]
    fn a_sequence_ends_by_its_own_patience() {
        let (mut events, mut keyboard, _wake) = events(Duration::ZERO);
        keyboard.write_all(b"\x1b").expect("is sent");
        let escape = Some(Event::Key(Key::plain(Code::Esc)));
        assert_eq!(wait(&mut events, None), format!("{escape:?}"));
        keyboard
            .write_all(b"\x1b[200~never ending")
            .expect("is sent");
        let paste = Some(Event::Paste("never ending".to_owned()));
        assert_eq!(wait(&mut events, None), format!("{paste:?}"));
    }
}
