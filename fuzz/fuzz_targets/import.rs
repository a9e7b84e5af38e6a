//! Any bytes, read as each format: the first byte chooses it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::import::{self, Extent, Format, Options};

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let format = Format::ALL[usize::from(*choice) % Format::ALL.len()];
    for extent in [Extent::Whole, Extent::Head] {
        let options = Options {
            format: Some(format),
            extent,
            ..Options::default()
        };
        let _ = import::import(bytes, &options);
    }
});
