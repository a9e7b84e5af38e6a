//! imp
use crate::document::{Builder, Document, Kind, Lead};
/// f
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// p
    Plain,
}
impl std::str::FromStr for Format {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        if s == "text" {
            Ok(Self::Plain)
        } else {
            Err("no such format".into())
        }
    }
}
/// e
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// w
    Whole,
    /// h
    Head,
}
/// o
#[derive(Clone, Debug)]
pub struct Options {
    /// f
    pub format: Option<Format>,
    /// n
    pub name: Option<String>,
    /// e
    pub extent: Extent,
}
/// i
#[derive(Debug)]
pub struct Import {
    /// d
    pub document: Document,
}
/// e
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// e
    #[error("is empty")]
    Empty,
}
/// imp
/// # Errors
/// x
pub fn import(bytes: &[u8], _o: &Options) -> Result<Import, Error> {
    let mut b = Builder::default();
    for p in String::from_utf8_lossy(bytes)
        .lines()
        .filter(|l| !l.trim().is_empty())
    {
        if p.len() < 50 {
            b.block(Kind::Heading(1), Lead::Apart, p);
        } else {
            b.block(Kind::Paragraph, Lead::Apart, p);
        }
    }
    b.finish()
        .map(|document| Import { document })
        .map_err(|_| Error::Empty)
}
