//! The command line: what is asked, as data.

use std::error::Error;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, ValueEnum};
use recto::export::Form;
use recto::import::Format;
use recto::reader::MEASURE_COLUMNS_RANGE;
use recto::ui::Background;

/// Read long, argued text in the terminal, by its sections, points and questions.
///
/// Without a file, recto opens its built-in essay, or reads what is piped in. ? shows the keys.
#[derive(Debug, Parser)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(name = "recto", version, max_term_width = 80)]
pub(crate) struct Arguments {
    /// The files, folders or web addresses to read, one after the other; - is standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Print the document in this form, and end
    #[arg(long, value_name = "FORM", value_parser = one_of::<Form>(Form::ALL.map(Form::name)))]
    pub(crate) to: Option<Form>,

    /// Take the file for this format, whatever it looks like
    #[arg(long, value_name = "FORMAT", value_parser = one_of::<Format>(Format::ALL.map(Format::name)))]
    pub(crate) from: Option<Format>,

    /// Keep all of a web page, not its article alone
    #[arg(long)]
    pub(crate) whole_page: bool,

    /// The width of printed text, in columns
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) width: u16,

    /// The measure: the width of the text on the page, in columns
    #[arg(long, value_name = "N", value_parser = measure())]
    pub(crate) measure: Option<u16>,

    /// Show the outline
    #[arg(long, overrides_with = "no_outline")]
    pub(crate) outline: bool,

    /// Do not show the outline
    #[arg(long)]
    pub(crate) no_outline: bool,

    /// Open at a section, by its title, or at the first place with these words
    #[arg(long, value_name = "TEXT")]
    pub(crate) at: Option<String>,

    /// Open at the top, whatever place was kept
    #[arg(long)]
    pub(crate) fresh: bool,

    /// Your reading speed, in words a minute
    #[arg(long, value_name = "N", default_value_t = recto::reader::WORDS_PER_MINUTE, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) pace: u32,

    /// What the terminal's ground is, where it does not say so itself
    #[arg(long, value_name = "GROUND")]
    pub(crate) background: Option<Ground>,
}

/// The terminal's ground, as it is asked for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Ground {
    /// A dark ground
    Dark,
    /// A light ground
    Light,
}

impl From<Ground> for Background {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::Dark => Self::Dark,
            Ground::Light => Self::Light,
        }
    }
}

fn measure() -> clap::builder::RangedI64ValueParser<u16> {
    let range = MEASURE_COLUMNS_RANGE;
    clap::value_parser!(u16).range(i64::from(*range.start())..=i64::from(*range.end()))
}

/// Parses a value that has one of these names.
fn one_of<T>(names: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err: Error + Send + Sync + 'static> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| name.parse::<T>())
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
