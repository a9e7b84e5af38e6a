//! The files of sittings and of searches, version 1: JSON with named fields; unknown ones are kept
//! as they are.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Folded, Key, Reading, Searched, Shows, Sitting, Skim, Stretch};
use crate::document::Offset;
use crate::document::anchor::Anchor;

/// The version that is written; higher ones are left alone.
const VERSION: u32 = 1;

/// Why a file is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// A newer program wrote it.
    Newer,
    /// It is not what any program wrote.
    Broken,
}

impl Unusable {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Newer => "newer",
            Self::Broken => "unreadable",
        }
    }
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// What a file holds.
#[derive(Serialize, Deserialize)]
pub(super) struct SittingFile {
    version: u32,
    /// For people who look into the file.
    document: String,
    place: AnchorFile,
    otherwise: ShowsFile,
    folded: Vec<FoldedFile>,
    marks: Vec<MarkFile>,
    measure_columns: Option<u16>,
    outline: bool,
    /// Read where earlier programs kept a document's searches with it; they have a file of their own.
    #[serde(default, skip_serializing)]
    searches: Vec<SearchedFile>,
    /// Files of earlier programs lack it.
    #[serde(default)]
    skim: SkimFile,
    /// Files of earlier programs lack it.
    #[serde(default)]
    reading: ReadingFile,
    /// What a later program of the same version may have added.
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct AnchorFile {
    offset: u32,
    quote: String,
    context: String,
    /// Hexadecimal: JSON's numbers hold no 64 bits everywhere.
    fingerprint: String,
    length: u32,
}

#[derive(Serialize, Deserialize)]
struct FoldedFile {
    title: Option<String>,
    occurrence: u32,
    shows: ShowsFile,
}

/// What the file of searches holds, the last one last.
#[derive(Serialize, Deserialize)]
pub(super) struct SearchesFile {
    version: u32,
    searches: Vec<SearchedFile>,
    /// What a later program of the same version may have added.
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct SearchedFile {
    text: String,
    regex: bool,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ShowsFile {
    Nothing,
    Sections,
    Points,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SkimFile {
    Headings,
    Points,
    Sentences,
    #[default]
    Everything,
}

#[derive(Default, Serialize, Deserialize)]
struct ReadingFile {
    /// Hexadecimal, as an anchor's.
    fingerprint: String,
    stretches: Vec<StretchFile>,
}

#[derive(Serialize, Deserialize)]
struct StretchFile {
    start: u32,
    end: u32,
    first: String,
    last: String,
}

#[derive(Serialize, Deserialize)]
struct MarkFile {
    letter: char,
    place: AnchorFile,
}

/// Reads a file's text.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Unusable> {
    let broken = |_| Unusable::Broken;
    let Versioned { version } = serde_json::from_str(text).map_err(broken)?;
    match version {
        VERSION => serde_json::from_str(text).map_err(broken),
        0 => Err(Unusable::Broken),
        _ => Err(Unusable::Newer),
    }
}

/// The text of a sitting's file, with what `found`, the last one, has beyond this program.
pub(super) fn print(key: &Key, sitting: &Sitting, found: Option<SittingFile>) -> String {
    let document = match key {
        Key::Path(path) => path.to_string_lossy().into_owned(),
        Key::Text(_) => "a text without a file".to_owned(),
        Key::Address(address) => address.clone(),
        Key::BuiltIn => "the built-in essay".to_owned(),
    };
    let file = SittingFile {
        version: VERSION,
        document,
        place: (&sitting.place).into(),
        otherwise: sitting.otherwise.into(),
        folded: sitting.folded.iter().map(FoldedFile::from).collect(),
        marks: sitting
            .marks
            .iter()
            .map(|(letter, place)| MarkFile {
                letter: *letter,
                place: place.into(),
            })
            .collect(),
        measure_columns: sitting.measure_columns,
        outline: sitting.outline,
        searches: Vec::new(),
        skim: sitting.skim.into(),
        reading: (&sitting.reading).into(),
        unknown: found.map(|found| found.unknown).unwrap_or_default(),
    };
    // Names and numbers always have a JSON.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The text of the file of searches, with what `found`, the last one, has beyond this program.
pub(super) fn print_searches(searches: &[Searched], found: Option<SearchesFile>) -> String {
    let file = SearchesFile {
        version: VERSION,
        searches: searches.iter().map(SearchedFile::from).collect(),
        unknown: found.map(|found| found.unknown).unwrap_or_default(),
    };
    // Names and texts always have a JSON.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

impl SearchesFile {
    /// What was searched for.
    pub(super) fn searches(&self) -> Vec<Searched> {
        self.searches.iter().map(Searched::from).collect()
    }
}

impl SittingFile {
    /// What it was saved for, as people read it.
    pub(super) fn document(&self) -> &str {
        &self.document
    }

    /// The sitting that the file tells of.
    pub(super) fn sitting(&self) -> Sitting {
        let mark = |mark: &MarkFile| (mark.letter, mark.place.anchor());
        Sitting {
            place: self.place.anchor(),
            otherwise: self.otherwise.into(),
            folded: self.folded.iter().map(Folded::from).collect(),
            marks: self.marks.iter().map(mark).collect(),
            measure_columns: self.measure_columns,
            outline: self.outline,
            searches: self.searches.iter().map(Searched::from).collect(),
            skim: self.skim.into(),
            reading: self.reading.reading(),
        }
    }
}

impl AnchorFile {
    fn anchor(&self) -> Anchor {
        Anchor {
            offset: Offset(self.offset),
            quote: self.quote.clone(),
            context: self.context.clone(),
            // One that is no number is that of no text: the words find the place.
            fingerprint: u64::from_str_radix(&self.fingerprint, 16).unwrap_or(0),
            length: self.length,
        }
    }
}

impl From<&Anchor> for AnchorFile {
    fn from(anchor: &Anchor) -> Self {
        Self {
            offset: anchor.offset.0,
            quote: anchor.quote.clone(),
            context: anchor.context.clone(),
            fingerprint: format!("{:016x}", anchor.fingerprint),
            length: anchor.length,
        }
    }
}

impl From<&SearchedFile> for Searched {
    fn from(file: &SearchedFile) -> Self {
        Self {
            text: file.text.clone(),
            is_regex: file.regex,
        }
    }
}

impl ReadingFile {
    fn reading(&self) -> Reading {
        let stretch = |stretch: &StretchFile| Stretch {
            start: Offset(stretch.start),
            end: Offset(stretch.end),
            first: stretch.first.clone(),
            last: stretch.last.clone(),
        };
        Reading {
            fingerprint: u64::from_str_radix(&self.fingerprint, 16).unwrap_or(0),
            stretches: self.stretches.iter().map(stretch).collect(),
        }
    }
}

impl From<&Searched> for SearchedFile {
    fn from(searched: &Searched) -> Self {
        Self {
            text: searched.text.clone(),
            regex: searched.is_regex,
        }
    }
}

impl From<&Reading> for ReadingFile {
    fn from(reading: &Reading) -> Self {
        let stretch = |stretch: &Stretch| StretchFile {
            start: stretch.start.0,
            end: stretch.end.0,
            first: stretch.first.clone(),
            last: stretch.last.clone(),
        };
        Self {
            fingerprint: format!("{:016x}", reading.fingerprint),
            stretches: reading.stretches.iter().map(stretch).collect(),
        }
    }
}

impl From<&FoldedFile> for Folded {
    fn from(file: &FoldedFile) -> Self {
        Self {
            title: file.title.clone(),
            occurrence: file.occurrence,
            shows: file.shows.into(),
        }
    }
}

impl From<&Folded> for FoldedFile {
    fn from(folded: &Folded) -> Self {
        let Folded {
            title,
            occurrence,
            shows,
        } = folded;
        Self {
            title: title.clone(),
            occurrence: *occurrence,
            shows: (*shows).into(),
        }
    }
}

impl From<ShowsFile> for Shows {
    fn from(file: ShowsFile) -> Self {
        match file {
            ShowsFile::Nothing => Self::Nothing,
            ShowsFile::Sections => Self::Sections,
            ShowsFile::Points => Self::Points,
        }
    }
}

impl From<Shows> for ShowsFile {
    fn from(shows: Shows) -> Self {
        match shows {
            Shows::Nothing => Self::Nothing,
            Shows::Sections => Self::Sections,
            Shows::Points => Self::Points,
        }
    }
}

impl From<SkimFile> for Skim {
    fn from(file: SkimFile) -> Self {
        match file {
            SkimFile::Headings => Self::Headings,
            SkimFile::Points => Self::Points,
            SkimFile::Sentences => Self::Sentences,
            SkimFile::Everything => Self::Everything,
        }
    }
}

impl From<Skim> for SkimFile {
    fn from(skim: Skim) -> Self {
        match skim {
            Skim::Headings => Self::Headings,
            Skim::Points => Self::Points,
            Skim::Sentences => Self::Sentences,
            Skim::Everything => Self::Everything,
        }
    }
}
