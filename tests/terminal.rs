//! A pseudo-terminal with the program in it, and a screen that understands what it writes.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// How long anything may take to show before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_recto");

/// Folders of a test's own, in place of the user's.
pub(crate) struct Home {
    pub(crate) folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, text).expect("a writable temporary folder");
        path
    }

    /// The variables that keep the program inside this home.
    pub(crate) fn variables(&self) -> [(&'static str, PathBuf); 2] {
        [
            ("HOME", self.path().into()),
            ("XDG_STATE_HOME", self.path().join("state")),
        ]
    }
}

fn size_of(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).expect("a terminal has cells")
}

/// What has been seen of the terminal so far.
struct Seen {
    parser: vt100::Parser,
    written: Vec<u8>,
    is_over: bool,
    /// Whether the test looks away, so that the terminal can be closed.
    is_left: bool,
}

/// How much of what was written can be shown: like a terminal with synchronised updates, all but
/// an update that has not ended.
fn whole_updates(bytes: &[u8]) -> usize {
    let last = |mark: &[u8]| bytes.windows(mark.len()).rposition(|window| window == mark);
    match (last(b"\x1b[?2026h"), last(b"\x1b[?2026l")) {
        (Some(start), end) if end.is_none_or(|end| end < start) => start,
        _ => bytes.len(),
    }
}

/// A screen as text, without the spaces at the ends of its rows.
pub(crate) fn text_of(screen: &vt100::Screen) -> String {
    let contents = screen.contents();
    contents
        .lines()
        .map(|row| row.trim_end().to_owned() + "\n")
        .collect()
}

/// A program that does not outlive its test.
struct Running(Box<dyn Child + Send + Sync>);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

/// The program in a terminal.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Running,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Terminal {
    /// Runs the program with these arguments in a terminal of `columns` × `rows`.
    pub(crate) fn open(home: &Home, arguments: &[&str], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Self::run(home, command, columns, rows)
    }

    /// Runs a shell's command line, in which `$RECTO` is the program.
    pub(crate) fn shell(home: &Home, line: &str, columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", line]);
        Self::run(home, command, columns, rows)
    }

    fn run(home: &Home, mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("RECTO", PROGRAM);
        for (name, value) in home.variables() {
            command.env(name, value);
        }
        command.cwd(home.path());
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let seen = Seen {
            parser: vt100::Parser::new(size_of(rows), size_of(columns), 0),
            written: Vec::new(),
            is_over: false,
            is_left: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().expect("a readable terminal");
        let writer = pair.master.take_writer().expect("a writable terminal");
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 16 * 1024];
            let mut pending = Vec::new();
            loop {
                let read = reader.read(&mut buffer).unwrap_or(0);
                let mut seen = shared.0.lock().expect("no panic while locked");
                pending.extend_from_slice(&buffer[..read]);
                let whole = whole_updates(&pending);
                seen.parser.process(&pending[..whole]);
                pending.drain(..whole);
                seen.written.extend_from_slice(&buffer[..read]);
                seen.is_over = read == 0;
                shared.1.notify_all();
                if seen.is_over || seen.is_left {
                    return;
                }
            }
        });
        Self {
            master: pair.master,
            writer,
            child: Running(child),
            seen,
        }
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: &str) {
        self.writer
            .write_all(keys.as_bytes())
            .expect("the terminal takes keys");
        self.writer.flush().expect("the terminal takes keys");
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.lock(|seen| {
            seen.parser
                .screen_mut()
                .set_size(size_of(rows), size_of(columns));
        });
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).expect("the terminal takes a size");
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self
            .child
            .0
            .process_id()
            .expect("the program runs")
            .to_string();
        let killed = std::process::Command::new("sh")
            .args(["-c", &format!("kill -s {name} {id}")])
            .status();
        assert!(killed.expect("kill runs").success());
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        self.lock(|seen| text_of(seen.parser.screen()))
    }

    /// One row of the screen, without trailing spaces.
    pub(crate) fn row(&self, row: usize) -> String {
        self.lock(|seen| {
            let (_, columns) = seen.parser.screen().size();
            let text = seen
                .parser
                .screen()
                .rows(0, columns.get())
                .nth(row)
                .unwrap_or_default();
            text.trim_end().to_owned()
        })
    }

    /// Whether the program has the alternate screen.
    pub(crate) fn is_taken(&self) -> bool {
        self.lock(|seen| seen.parser.screen().alternate_screen())
    }

    /// How many bytes the program has written so far.
    pub(crate) fn bytes(&self) -> usize {
        self.lock(|seen| seen.written.len())
    }

    /// What the program has written so far, where that is text.
    pub(crate) fn written(&self) -> String {
        self.lock(|seen| String::from_utf8_lossy(&seen.written).into_owned())
    }

    /// Waits until the screen is as expected.
    pub(crate) fn wait(&self, what: &str, expected: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("no panic while locked");
        while !expected(seen.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = seen.parser.screen().contents();
            assert!(
                !left.is_zero() && !seen.is_over,
                "waited in vain for {what}:\n{screen}"
            );
            seen = self
                .seen
                .1
                .wait_timeout(seen, left)
                .expect("no panic while locked")
                .0;
        }
    }

    /// Waits until what was written is as expected.
    pub(crate) fn wait_written(&self, what: &str, expected: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("no panic while locked");
        while !expected(&String::from_utf8_lossy(&seen.written)) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.is_over,
                "waited in vain for {what}"
            );
            let waited = self.seen.1.wait_timeout(seen, left);
            seen = waited.expect("no panic while locked").0;
        }
    }

    /// Waits until the screen shows a text.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen no longer shows a text.
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait(&format!("{text} to go"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Waits until the program has left, and returns its exit code.
    pub(crate) fn wait_end(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("no panic while locked");
        while !seen.is_over {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "it did not leave:\n{}",
                seen.parser.screen().contents()
            );
            seen = self
                .seen
                .1
                .wait_timeout(seen, left)
                .expect("no panic while locked")
                .0;
        }
        drop(seen);
        self.child.0.wait().expect("the program ran").exit_code()
    }

    /// Closes the terminal under the program, and waits until it has left.
    pub(crate) fn hang_up(mut self) {
        self.lock(|seen| seen.is_left = true);
        // What the program paints wakes the thread that reads, which lets go of the terminal.
        self.send("\u{C}");
        let Self {
            master,
            writer,
            mut child,
            seen: _,
        } = self;
        drop((master, writer));
        child.0.wait().expect("the program ran");
    }

    fn lock<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.seen.0.lock().expect("no panic while locked"))
    }
}
