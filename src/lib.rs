//! `recto` reads long, argued text in a terminal.
//!
//! A [`document`] is one string with flat tables of structure laid over it, so a place is a byte
//! offset and nothing else. The modules are rooms in a fixed order: each may use those above it in
//! this list and none below it or beside it (`tests/tidy.rs` holds the order). The library performs
//! no output of its own; [`app`] is the one room that touches a terminal.
//!
//! ```
//! use recto::document::Landmark;
//! use recto::import::{Options, import};
//!
//! let text = "A Title\n\nWhat is there to ask? This:\n\n• one thing\n• and another\n";
//! let document = import(text.as_bytes(), &Options::default())?.document;
//! assert_eq!(document.meta().title.as_deref(), Some("A Title"));
//! assert_eq!(document.landmarks().of(Landmark::Point).len(), 2);
//! # Ok::<(), recto::import::Error>(())
//! ```

pub mod width;

pub mod document;

pub mod import;
pub mod layout;
pub mod search;

pub mod export;
pub mod reader;

pub mod keys;
pub mod store;
pub mod ui;

pub mod app;
pub mod source;
