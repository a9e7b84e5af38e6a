//! Keys, mouse and pasted text, out of the bytes that the terminal sends.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use terminput::{
    Event as Sequence, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind, ScrollDirection,
};

use super::events::Event;
use crate::keys::{Code, Key};
use crate::reader::Way;

/// How long the rest of a sequence is waited for after each byte.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// An Escape that nothing follows is the key.
    escape: Duration,
    /// Over a slow line the bytes of a key may come apart, and the rest must not be taken for keys.
    key: Duration,
    /// What is pasted may come at any pace.
    paste: Duration,
}

const PATIENCE: Patience = Patience {
    escape: Duration::from_millis(25),
    key: Duration::from_millis(500),
    paste: Duration::from_secs(5),
};

const ESCAPE: u8 = 0x1B;
const CTRL_C: u8 = 0x03;

/// What begins a pasted text.
const PASTE: &[u8] = b"\x1b[200~";

/// The terminal's input.
#[derive(Debug)]
pub(super) struct Input {
    terminal: File,
    sequence: Vec<u8>,
    /// When the last byte came.
    since: Instant,
    patience: Patience,
    events: VecDeque<Event>,
}

impl Input {
    /// Opens the terminal: standard input, or where that is a document, the terminal that standard
    /// output is.
    ///
    /// # Errors
    /// Where there is none, or it can't be opened.
    pub(super) fn open() -> io::Result<Self> {
        Ok(Self::of(terminal()?, PATIENCE))
    }

    fn of(terminal: File, patience: Patience) -> Self {
        Self {
            terminal,
            sequence: Vec::new(),
            since: Instant::now(),
            patience,
            events: VecDeque::new(),
        }
    }

    /// Waits so long for the rest of any sequence.
    #[cfg(test)]
    pub(super) fn patient(terminal: std::os::unix::net::UnixStream, patience: Duration) -> Self {
        let patience = Patience {
            escape: patience,
            key: patience,
            paste: patience,
        };
        Self::of(File::from(std::os::fd::OwnedFd::from(terminal)), patience)
    }

    /// What is ready when there is something to read.
    pub(super) fn terminal(&self) -> BorrowedFd<'_> {
        self.terminal.as_fd()
    }

    /// The next event of those that have come.
    pub(super) fn next(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Reads what the terminal has sent; it waits where that is nothing.
    pub(super) fn read(&mut self) {
        let mut bytes = [0; 4096];
        match self.terminal.read(&mut bytes) {
            Ok(0) => self.events.push_back(Event::Gone),
            Ok(read) => self.take(bytes.get(..read).unwrap_or_default()),
            Err(error) if is_passing(&error) => {}
            Err(_) => self.events.push_back(Event::Gone),
        }
    }

    /// How much longer to wait for the rest of a sequence; none where none is begun.
    pub(super) fn patience(&self) -> Option<Duration> {
        let left = || self.whole_patience().saturating_sub(self.since.elapsed());
        (!self.sequence.is_empty()).then(left)
    }

    fn whole_patience(&self) -> Duration {
        let begins_paste = self.sequence.len() > 2 && PASTE.starts_with(&self.sequence);
        if self.sequence == [ESCAPE] {
            self.patience.escape
        } else if begins_paste || self.sequence.starts_with(PASTE) {
            self.patience.paste
        } else {
            self.patience.key
        }
    }

    /// Takes what has come of a sequence for all of it: Escape, a key pressed with Alt, or what was
    /// pasted so far.
    pub(super) fn end_sequence(&mut self) {
        let sequence = std::mem::take(&mut self.sequence);
        if let Some(pasted) = sequence.strip_prefix(PASTE) {
            let pasted = String::from_utf8_lossy(pasted).into_owned();
            return self.events.push_back(Event::Paste(pasted));
        }
        let key = match *sequence {
            [ESCAPE] => Key::plain(Code::Esc),
            [ESCAPE, byte @ (b'[' | b'O')] => Key {
                code: Code::Char(byte.into()),
                ctrl: false,
                alt: true,
            },
            _ => return,
        };
        self.events.push_back(Event::Key(key));
    }

    fn take(&mut self, bytes: &[u8]) {
        self.since = Instant::now();
        if bytes == [CTRL_C] && self.sequence.starts_with(PASTE) {
            // Pressed, since it comes alone, by someone who waits for the end of a paste in vain.
            self.end_sequence();
        }
        for byte in bytes {
            if *byte == ESCAPE && self.sequence == [ESCAPE] {
                self.end_sequence();
            }
            self.sequence.push(*byte);
            if self.sequence == [ESCAPE] {
                continue;
            }
            match Sequence::parse_from(&self.sequence) {
                Ok(None) => continue,
                Ok(Some(sequence)) => self.events.extend(translate(sequence)),
                // No terminal that is known sends it.
                Err(_) => {}
            }
            self.sequence.clear();
        }
    }
}

/// Whether reading may go on after an error: a signal came, or somebody who shares the terminal has
/// it not wait.
fn is_passing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock)
}

fn terminal() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(File::from(stdin.as_fd().try_clone_to_owned()?));
    }
    // By its own name: macOS can't wait for `/dev/tty`.
    let name = rustix::termios::ttyname(io::stdout(), Vec::new());
    let name = name.ok().and_then(|name| name.into_string().ok());
    File::open(name.as_deref().unwrap_or("/dev/tty"))
}

fn translate(sequence: Sequence) -> Option<Event> {
    match sequence {
        Sequence::Key(key) if key.kind != KeyEventKind::Release => {
            translate_key(&key).map(Event::Key)
        }
        Sequence::Mouse(mouse) => translate_mouse(mouse),
        Sequence::Paste(text) => Some(Event::Paste(text)),
        _ => None,
    }
}

fn translate_mouse(mouse: MouseEvent) -> Option<Event> {
    let (column, row) = (mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Scroll(ScrollDirection::Down) => {
            Some(Event::Wheel(column, row, Way::Forward))
        }
        MouseEventKind::Scroll(ScrollDirection::Up) => Some(Event::Wheel(column, row, Way::Back)),
        MouseEventKind::Down(MouseButton::Left) => Some(Event::Click(column, row)),
        _ => None,
    }
}

fn translate_key(event: &KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CTRL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        // Many terminals send Backspace as Ctrl-h.
        KeyCode::Char('h') if ctrl => return Some(Key::plain(Code::Backspace)),
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> Input {
        Input::of(tempfile::tempfile().expect("is made"), PATIENCE)
    }

    /// What comes of bytes that come together, stretch by stretch, with a pause after the last.
    fn events(stretches: &[&[u8]]) -> Vec<String> {
        let mut input = input();
        for stretch in stretches {
            input.take(stretch);
        }
        if input.patience().is_some() {
            input.end_sequence();
        }
        let events = std::iter::from_fn(|| input.next());
        events.map(|event| format!("{event:?}")).collect()
    }

    fn key(code: Code) -> String {
        format!("{:?}", Event::Key(Key::plain(code)))
    }

    fn held(code: Code, ctrl: bool, alt: bool) -> String {
        format!("{:?}", Event::Key(Key { code, ctrl, alt }))
    }

    #[test]
    fn keys_are_told_apart_by_what_is_held() {
        assert_eq!(events(&[b"\x04"]), [held(Code::Char('d'), true, false)]);
        assert_eq!(events(&[b"\x08"]), [key(Code::Backspace)]);
        assert_eq!(events(&[b"J"]), [key(Code::Char('J'))]);
        assert_eq!(events(&[b"\x1bj"]), [held(Code::Char('j'), false, true)]);
        assert_eq!(events(&[b"\x1b[Z"]), [key(Code::BackTab)]);
        assert_eq!(events(&["ö".as_bytes()]), [key(Code::Char('ö'))]);
    }

    #[test]
    fn keys_that_come_together_are_each_taken() {
        let all = events(&[b"jj\x1b[B\x1b[5~k"]);
        let codes = [
            Code::Char('j'),
            Code::Char('j'),
            Code::Down,
            Code::PageUp,
            Code::Char('k'),
        ];
        assert_eq!(all, codes.map(key));
    }

    #[test]
    fn a_sequence_may_come_in_pieces() {
        assert_eq!(events(&[b"\x1b", b"[", b"A"]), [key(Code::Up)]);
        assert_eq!(events(&[b"\xc3", b"\xb6"]), [key(Code::Char('ö'))]);
        let pasted = events(&[b"\x1b[200~one\x1b[", b"A two\x1b[20", b"1~j"]);
        let paste = format!("{:?}", Event::Paste("one\x1b[A two".to_owned()));
        assert_eq!(pasted, [paste, key(Code::Char('j'))]);
    }

    #[test]
    fn what_nothing_follows_is_a_key() {
        assert_eq!(events(&[b"\x1b"]), [key(Code::Esc)]);
        let twice = [key(Code::Esc), key(Code::Esc)];
        assert_eq!(events(&[b"\x1b\x1b"]), twice);
        assert_eq!(events(&[b"\x1b\x1b[A"]), [key(Code::Esc), key(Code::Up)]);
        assert_eq!(events(&[b"\x1b["]), [held(Code::Char('['), false, true)]);
        assert_eq!(events(&[b"\x1bO"]), [held(Code::Char('O'), false, true)]);
    }

    #[test]
    fn a_paste_is_waited_for_longer_than_a_key_and_that_longer_than_an_escape() {
        let patience = |bytes: &[u8]| {
            let mut input = input();
            input.take(bytes);
            input.whole_patience()
        };
        assert_eq!(patience(b"\x1b"), PATIENCE.escape);
        for begun in [&b"\x1b["[..], b"\x1bO", b"\x1b[6", b"\x1b[<65;1", b"\xc3"] {
            assert_eq!(patience(begun), PATIENCE.key);
        }
        for begun in [&b"\x1b[20"[..], b"\x1b[200~never ending"] {
            assert_eq!(patience(begun), PATIENCE.paste);
        }
    }

    #[test]
    fn a_paste_that_never_ends_is_left_by_ctrl_c() {
        let paste = format!("{:?}", Event::Paste("never\x03 ending".to_owned()));
        let left = held(Code::Char('c'), true, false);
        let all = events(&[b"\x1b[200~never\x03 ending", b"\x03"]);
        assert_eq!(all, [paste, left]);
    }

    #[test]
    fn what_never_ends_is_pasted_as_far_as_it_came() {
        let paste = format!("{:?}", Event::Paste("never ending\x03".to_owned()));
        assert_eq!(events(&[b"\x1b[200~never ending\x03"]), [paste]);
        assert_eq!(events(&[b"\x1b[20"]), [""; 0]);
    }

    #[test]
    fn what_no_terminal_sends_spoils_nothing_after_it() {
        assert_eq!(events(&[b"\xff\x1b[xj"]), [key(Code::Char('j'))]);
    }

    #[test]
    fn the_mouse_tells_where() {
        let wheel = format!("{:?}", Event::Wheel(9, 4, Way::Forward));
        let click = format!("{:?}", Event::Click(0, 1));
        let all = events(&[b"\x1b[<65;10;5M\x1b[<0;1;2M\x1b[<0;1;2m"]);
        assert_eq!(all, [wheel, click]);
    }
}
