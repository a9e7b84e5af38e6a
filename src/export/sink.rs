//! A writer that lets no control character out but `\n`.
//!
//! A document is clean, and so is what the forms add to it; this holds even where that fails, since
//! printed text goes to terminals. It looks at bytes: C0 controls and DEL are one byte each, and C1
//! controls are `C2 80` to `C2 9F` in UTF-8.

use std::io::{self, Write};

/// Passes bytes on, with a space for each that a terminal could obey.
pub(super) struct Clean<'a> {
    out: &'a mut dyn Write,
    /// The last byte passed on, which may lead a C1 control.
    last: u8,
}

impl<'a> Clean<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, last: 0 }
    }

    /// Whether a terminal could obey `byte` after `last`.
    fn is_control(last: u8, byte: u8) -> bool {
        let is_c0 = (byte < 0x20 && byte != b'\n') || byte == 0x7F;
        is_c0 || (last == 0xC2 && (0x80..=0x9F).contains(&byte))
    }
}

impl Write for Clean<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut last = self.last;
        let first = bytes.iter().position(|byte| {
            let found = Self::is_control(last, *byte);
            last = *byte;
            found
        });
        let sound = bytes.get(..first.unwrap_or(bytes.len())).unwrap_or(bytes);
        if let Some(end) = sound.last() {
            self.last = *end;
            self.out.write_all(sound)?;
        }
        if first.is_none() {
            return Ok(bytes.len());
        }
        // What can stand after a lead byte of C1 controls is U+00A0, a space too.
        let stand_in = if self.last == 0xC2 { 0xA0 } else { b' ' };
        self.last = stand_in;
        self.out.write_all(&[stand_in])?;
        Ok(sound.len() + 1)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_that_a_terminal_could_obey() {
        let mut out = Vec::new();
        let text = "a\u{1B}[2Jb\tc\r\n\u{7F}é\u{9B}é\u{A0}漢";
        let mut clean = Clean::new(&mut out);
        for bytes in text.as_bytes().chunks(1) {
            clean.write_all(bytes).expect("memory");
        }
        clean.write_all(text.as_bytes()).expect("memory");
        let once = "a [2Jb c \n é\u{A0}é\u{A0}漢";
        assert_eq!(String::from_utf8(out).expect("text"), once.repeat(2));
    }
}
