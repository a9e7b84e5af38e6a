//! Signals, as events of the loop.

use std::io;
use std::sync::mpsc::Sender;

use rustix::process::{Signal, getpgrp, kill_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::Event;

/// Sends what signals ask for, from a thread of their own.
pub(super) fn forward(events: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCONT])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let event = if signal == SIGCONT {
                Event::Continued
            } else {
                Event::Gone
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Stops the program's job as Ctrl-z at a shell does; where no shell could continue it, the system
/// drops the signal.
pub(super) fn stop() {
    let _ = kill_process_group(getpgrp(), Signal::TSTP);
}
