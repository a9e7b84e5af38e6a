//! The `recto` program: process in, process out.

mod cli;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use recto::app::{self, Request};
use recto::export::{self, Form};
use recto::source::Source;
use recto::{import, reader};

use cli::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Says what went wrong, line by line.
fn complain(message: &str) {
    for line in message.lines() {
        // Nobody may be there to read it; the exit code tells the same.
        let _ = writeln!(io::stderr(), "recto: {line}");
    }
}

fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let sources = sources(&arguments.files);
    let form = arguments
        .to
        .or_else(|| (!io::stdout().is_terminal()).then_some(Form::Text));
    if let Some(form) = form {
        return print(&sources, &arguments, form);
    }
    app::run(request(sources, arguments))?;
    Ok(ExitCode::SUCCESS)
}

fn sources(files: &[PathBuf]) -> Vec<Source> {
    if files.is_empty() {
        let is_terminal = io::stdin().is_terminal();
        return vec![if is_terminal {
            Source::BuiltIn
        } else {
            Source::Input
        }];
    }
    let source = |file: &PathBuf| {
        if file == Path::new("-") {
            Source::Input
        } else {
            Source::named(file.as_os_str())
        }
    };
    files.iter().map(source).collect()
}

fn request(sources: Vec<Source>, arguments: Arguments) -> Request {
    let outline = arguments
        .outline
        .then_some(true)
        .or(arguments.no_outline.then_some(false));
    Request {
        sources,
        import: importing(&arguments),
        options: reader::Options {
            words_per_minute: arguments.pace,
            measure_columns: arguments.measure.unwrap_or(reader::MEASURE_COLUMNS),
            ..Default::default()
        },
        measure_columns: arguments.measure,
        outline,
        at: arguments.at,
        fresh: arguments.fresh,
        background: arguments.background.map(Into::into),
    }
}

fn importing(arguments: &Arguments) -> import::Options {
    import::Options {
        format: arguments.from,
        whole_page: arguments.whole_page,
        ..import::Options::default()
    }
}

/// Prints all that can be read; what can't is told, and counts as a failure.
fn print(sources: &[Source], arguments: &Arguments, form: Form) -> anyhow::Result<ExitCode> {
    let mut output = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let mut has_printed = false;
    for source in sources {
        let read = match app::read(source, &importing(arguments)) {
            Ok(read) => read,
            Err(error) => {
                complain(&error.to_string());
                code = ExitCode::FAILURE;
                continue;
            }
        };
        for warning in &read.warnings {
            complain(&format!("'{}': {warning}", source.name()));
        }
        let gap = if has_printed && form != Form::Json {
            output.write_all(b"\n")
        } else {
            Ok(())
        };
        has_printed = true;
        let (document, warnings) = (&read.document, &read.warnings);
        gap.and_then(|()| export::write(document, warnings, form, arguments.width, &mut output))
            .and_then(|()| output.flush())
            .context("cannot write to standard output")?;
    }
    Ok(code)
}

/// Whoever read the output has had enough of it, which is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
