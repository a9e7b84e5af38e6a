//! What a reader waits for, in a real terminal of 120×40 cells: recto, and less where it is
//! installed, in turn on the same files; and the floor, a program that paints one screen.
//!
//! `cargo bench --bench terminal`; with `RECTO_BENCH_SIZES=10000,1000000000` for other sizes, in
//! bytes. The files are made in the temporary folder and removed.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]

mod generated;
mod generated_markdown;

use std::error::Error;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

type Outcome<T> = Result<T, Box<dyn Error>>;

const SIZES: [usize; 4] = [10_000, 1_000_000, 10_000_000, 100_000_000];
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// Without a byte for so long, a frame is over.
const QUIET: Duration = Duration::from_millis(12);

/// How long the whole of a file may take to be read before keys are timed.
const SETTLE: Duration = Duration::from_mins(1);

/// How often the first frame is timed, and each movement.
const STARTS: usize = 7;
const KEYS: usize = 60;

/// A movement there and back, its keys in recto, and whether less has it.
const MOVEMENTS: [(&str, &str, bool); 7] = [
    ("row", "jk", true),
    ("half page", "du", true),
    ("page", " b", true),
    ("section", "JK", false),
    ("point", ")(", false),
    ("block", "}{", false),
    ("end, start", "Gg", true),
];

fn main() -> Outcome<()> {
    if std::env::args().any(|argument| argument == "--floor") {
        return paint_floor();
    }
    let sizes = match std::env::var("RECTO_BENCH_SIZES") {
        Ok(sizes) => sizes.split(',').map(str::parse).collect::<Result<_, _>>()?,
        Err(_) => SIZES.to_vec(),
    };
    let folder = tempfile::tempdir()?;
    let floor = Program {
        name: "floor",
        command: floor_command(folder.path())?,
    };
    let starts = first_frames(&floor, None)?;
    println!(
        "{:<8} {:>12} {:<12} {:>9} {:>9} {:>8}",
        "", "bytes", "", "median ms", "p99 ms", "written"
    );
    print_row("floor", 0, "first frame", &starts);
    for size in sizes {
        for (ending, text) in [
            ("txt", generated::text as fn(usize) -> String),
            ("md", generated_markdown::text),
        ] {
            println!("{ending}");
            let path = folder.path().join(format!("{size}.{ending}"));
            std::fs::write(&path, text(size))?;
            for program in programs(folder.path()) {
                measure(&program, &path, size)?;
            }
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

struct Program {
    name: &'static str,
    command: CommandBuilder,
}

/// The floor: enters the alternate screen, paints it once, and waits for a key.
fn paint_floor() -> Outcome<()> {
    crossterm::terminal::enable_raw_mode()?;
    let mut out = std::io::stdout().lock();
    write!(out, "\x1b[?1049h{}", generated::TITLE)?;
    for row in 2..=ROWS {
        write!(out, "\x1b[{row};1H{}", "a row of text ".repeat(8))?;
    }
    out.flush()?;
    let _ = std::io::stdin().read(&mut [0])?;
    write!(out, "\x1b[?1049l")?;
    crossterm::terminal::disable_raw_mode()?;
    Ok(())
}

fn floor_command(home: &Path) -> Outcome<CommandBuilder> {
    let mut command = CommandBuilder::new(std::env::current_exe()?);
    command.args(["--bench", "--floor"]);
    Ok(in_home(command, home))
}

fn programs(home: &Path) -> Vec<Program> {
    let less = std::env::var_os("PATH").into_iter().flat_map(|path| {
        std::env::split_paths(&path)
            .map(|folder| folder.join("less"))
            .collect::<Vec<PathBuf>>()
    });
    let mut programs = vec![Program {
        name: "recto",
        command: CommandBuilder::new(env!("CARGO_BIN_EXE_recto")),
    }];
    if less.into_iter().any(|path| path.exists()) {
        programs.push(Program {
            name: "less",
            command: CommandBuilder::new("less"),
        });
    }
    for program in &mut programs {
        program.command = in_home(program.command.clone(), home);
    }
    programs
}

fn in_home(mut command: CommandBuilder, home: &Path) -> CommandBuilder {
    command.env("TERM", "xterm-256color");
    command.env("HOME", home);
    command.env("LESSCHARSET", "utf-8");
    command.env("XDG_STATE_HOME", home.join("state"));
    command
}

fn measure(program: &Program, path: &Path, size: usize) -> Outcome<()> {
    print_row(
        program.name,
        size,
        "first frame",
        &first_frames(program, Some(path))?,
    );
    let mut sitting = Sitting::start(program, Some(path))?;
    sitting.settle()?;
    for (movement, keys, in_less) in MOVEMENTS {
        if program.name == "less" && !in_less {
            continue;
        }
        sitting.type_and_wait("50%")?;
        let keys = keys.chars().cycle().take(KEYS).map(String::from);
        let times = keys
            .map(|key| sitting.type_and_wait(&key))
            .collect::<Outcome<Vec<_>>>()?;
        print_row(program.name, size, movement, &times);
    }
    let mut times = Vec::new();
    for columns in [80, COLUMNS].into_iter().cycle().take(KEYS) {
        times.push(sitting.resize_and_wait(columns)?);
    }
    print_row(program.name, size, "resize", &times);
    println!(
        "{:<8} {size:>12} {:<12} {:>9}",
        program.name,
        "peak memory",
        sitting.peak_memory()?
    );
    sitting.leave()
}

/// How long something took, and how many bytes were written for it.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    bytes: usize,
}

fn print_row(name: &str, size: usize, what: &str, costs: &[Cost]) {
    let mut costs = costs.to_vec();
    costs.sort_by_key(|cost| cost.time);
    let at =
        |share: usize| costs.get((costs.len() * share / 100).min(costs.len().saturating_sub(1)));
    let ms = |share| at(share).map_or(0.0, |cost| cost.time.as_secs_f64() * 1000.0);
    let mut bytes: Vec<usize> = costs.iter().map(|cost| cost.bytes).collect();
    bytes.sort_unstable();
    let written = bytes.get(bytes.len() / 2).copied().unwrap_or(0);
    println!(
        "{name:<8} {size:>12} {what:<12} {:>9.2} {:>9.2} {written:>8}",
        ms(50),
        ms(99)
    );
}

fn first_frames(program: &Program, path: Option<&Path>) -> Outcome<Vec<Cost>> {
    (0..STARTS)
        .map(|_| {
            let start = Instant::now();
            let mut sitting = Sitting::start(program, path)?;
            let (end, bytes) = sitting.first_frame()?;
            sitting.leave()?;
            Ok(Cost {
                time: end - start,
                bytes,
            })
        })
        .collect()
}

/// A program in a terminal.
struct Sitting {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    chunks: Receiver<(Instant, Vec<u8>)>,
}

impl Sitting {
    fn start(program: &Program, path: Option<&Path>) -> Outcome<Self> {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size)?;
        let mut command = program.command.clone();
        if let Some(path) = path {
            command.arg(path);
        }
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader()?;
        let (send, chunks) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 64 * 1024];
            while let Ok(read) = reader.read(&mut buffer)
                && read > 0
                && send.send((Instant::now(), buffer[..read].to_vec())).is_ok()
            {}
        });
        let writer = pair.master.take_writer()?;
        Ok(Self {
            master: pair.master,
            writer,
            child,
            chunks,
        })
    }

    /// Waits until the screen is full, and says when its last byte came.
    fn first_frame(&mut self) -> Outcome<(Instant, usize)> {
        let size = |cells| std::num::NonZero::new(cells).ok_or("no cells");
        let mut parser = vt100::Parser::new(size(ROWS)?, size(COLUMNS)?, 0);
        let mut bytes = 0;
        loop {
            let (at, chunk) = self.chunks.recv_timeout(SETTLE)?;
            parser.process(&chunk);
            bytes += chunk.len();
            let rows: Vec<String> = parser.screen().rows(0, COLUMNS).collect();
            let full = rows.iter().filter(|row| !row.trim().is_empty()).count();
            if full > usize::from(ROWS) / 3 && rows[0].contains(generated::TITLE) {
                return Ok((at, bytes));
            }
        }
    }

    /// Waits until nothing more is written: the whole of the file is there.
    fn settle(&mut self) -> Outcome<()> {
        let long = Duration::from_millis(700);
        while self.chunks.recv_timeout(long).is_ok() {}
        self.type_and_wait("G")?;
        while self.chunks.recv_timeout(long).is_ok() {}
        Ok(())
    }

    fn type_and_wait(&mut self, keys: &str) -> Outcome<Cost> {
        let start = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        Ok(self.wait(start))
    }

    fn resize_and_wait(&mut self, columns: u16) -> Outcome<Cost> {
        let start = Instant::now();
        self.master.resize(PtySize {
            rows: ROWS,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        })?;
        Ok(self.wait(start))
    }

    /// Waits for a frame: from `start` to its last byte.
    fn wait(&mut self, start: Instant) -> Cost {
        let mut cost = Cost {
            time: Duration::ZERO,
            bytes: 0,
        };
        while let Ok((at, chunk)) = self.chunks.recv_timeout(QUIET) {
            cost = Cost {
                time: at - start,
                bytes: cost.bytes + chunk.len(),
            };
        }
        cost
    }

    fn peak_memory(&self) -> Outcome<String> {
        let id = self.child.process_id().ok_or("it has left")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        Ok(line
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "))
    }

    fn leave(mut self) -> Outcome<()> {
        self.writer.write_all(b"q")?;
        self.child.wait()?;
        Ok(())
    }
}
