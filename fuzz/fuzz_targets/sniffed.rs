//! Any bytes, read as what they seem to be, and printed in each form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::export::{self, Form};
use recto::import::{self, Options};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(import) = import::import(bytes, &Options::default()) {
        for form in Form::ALL {
            let _ = export::write(&import.document, &[], form, 80, &mut std::io::sink());
        }
    }
});
