//! Tests of the whole program: one binary, so that it is linked once.

#![allow(missing_docs, reason = "tests say what they promise in their names")]

/// What a source may cost.
#[cfg(target_os = "linux")]
mod bounds;
/// The command line, without a terminal.
mod command;
/// Addresses on the web.
mod fetch;
/// Several files, files that change, folders.
mod files;
/// Frames at three sizes, from a reader without a terminal.
mod frames;
/// Each key in a terminal.
mod keys;
/// Links and references.
mod leads;
/// Sittings in a real terminal.
mod search;
mod story;
/// A terminal to run the program in, and a home for it.
mod terminal;
/// What holds of the sources themselves.
mod tidy;
