//! The `recto` program: process in, process out.

mod cli;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
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
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be there to read it; the exit code tells the same.
            let _ = writeln!(io::stderr(), "recto: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let source = source(arguments.file.as_deref());
    let form = arguments
        .to
        .or_else(|| (!io::stdout().is_terminal()).then_some(Form::Text));
    match form {
        Some(form) => print(&source, &arguments, form),
        None => Ok(app::run(request(source, arguments))?),
    }
}

fn source(file: Option<&Path>) -> Source {
    match file {
        Some(file) if file == Path::new("-") => Source::Input,
        Some(file) => Source::File(file.to_owned()),
        None if io::stdin().is_terminal() => Source::BuiltIn,
        None => Source::Input,
    }
}

fn request(source: Source, arguments: Arguments) -> Request {
    let outline = arguments
        .outline
        .then_some(true)
        .or(arguments.no_outline.then_some(false));
    Request {
        source,
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

fn print(source: &Source, arguments: &Arguments, form: Form) -> anyhow::Result<()> {
    let read = app::read(source, &importing(arguments))?;
    if let Some(warning) = &read.warning {
        // Nobody may be there to read it.
        let _ = writeln!(io::stderr(), "recto: '{}': {warning}", source.name());
    }
    let mut output = BufWriter::new(io::stdout().lock());
    export::write(&read.document, form, arguments.width, &mut output)
        .and_then(|()| output.flush())
        .context("cannot write to standard output")
}

/// Whoever read the output has had enough of it, which is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
