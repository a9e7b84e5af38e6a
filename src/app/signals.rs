//! Signals, as events of the loop.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process::{Signal, getpgrp, kill_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::{flag, low_level::pipe};

use super::events::Event;

/// What signals have asked for and nobody has taken yet.
#[derive(Debug, Default)]
pub(super) struct Signals {
    gone: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
}

impl Signals {
    /// Notes signals from here on, and writes a byte to `wake` for each.
    pub(super) fn register(wake: &UnixStream) -> io::Result<Self> {
        let this = Self::default();
        for (signal, noted) in [
            (SIGHUP, &this.gone),
            (SIGINT, &this.gone),
            (SIGQUIT, &this.gone),
            (SIGTERM, &this.gone),
            (SIGCONT, &this.continued),
            (SIGWINCH, &this.resized),
        ] {
            // In this order: what wakes finds the flag set.
            flag::register(signal, Arc::clone(noted))?;
            pipe::register(signal, wake.try_clone()?)?;
        }
        Ok(this)
    }

    /// The next event that a signal asks for.
    pub(super) fn next(&self) -> Option<Event> {
        let is_noted =
            |flag: &AtomicBool| flag.load(Ordering::Relaxed) && flag.swap(false, Ordering::Relaxed);
        if is_noted(&self.gone) {
            Some(Event::Gone)
        } else if is_noted(&self.continued) {
            Some(Event::Continued)
        } else {
            is_noted(&self.resized).then_some(Event::Resized)
        }
    }
}

/// Stops the program's job as Ctrl-z at a shell does; where no shell could continue it, the system
/// drops the signal.
pub(super) fn stop() {
    let _ = kill_process_group(getpgrp(), Signal::TSTP);
}
