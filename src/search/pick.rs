//! Choosing a place by a few letters of what stands there: candidates of a document, best first.
//!
//! Candidates are a kind and an offset each, made once for a document; what they say is read from
//! its text. They are scored by nucleo's matcher in slices, and only the best are kept.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, chars};

use super::literal;
use crate::document::{Document, Landmark, Offset, clean};

/// How many choices are kept.
pub const CHOICES_MAX: usize = 100;

/// How many candidates are scored in a slice.
const SLICE: usize = 1024;

/// The most of a candidate's words that are matched and shown, in bytes.
const WORDS_BYTES_MAX: usize = 240;

/// What kind of place is chosen, in the order that equals are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A section.
    Section,
    /// A point of a list.
    Point,
    /// A sentence that asks, where it is no section or point.
    Question,
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// A link.
    Link,
    /// A mark that was set, by its letter.
    Mark(char),
    /// Another document.
    Document,
}

impl Kind {
    /// What it is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Point => "point",
            Self::Question => "question",
            Self::Figure => "figure",
            Self::Table => "table",
            Self::Link => "link",
            Self::Mark(_) => "mark",
            Self::Document => "document",
        }
    }
}

/// A place that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidate {
    kind: Kind,
    /// Its offset; of another document, its index.
    at: Offset,
}

/// The places of a document that can be chosen, by kind.
#[derive(Clone, Debug)]
pub struct Candidates {
    document: Arc<Document>,
    marks: Vec<(char, Offset)>,
    others: Vec<Other>,
    all: Vec<Candidate>,
}

/// Another document.
#[derive(Clone, Debug)]
struct Other {
    path: PathBuf,
    /// Its name and folder, clean.
    name: String,
}

/// One of the best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What kind of place it is.
    pub kind: Kind,
    /// Where it is; of another document, nowhere.
    pub at: Offset,
    /// The other document's file.
    pub file: Option<PathBuf>,
    /// What stands there, on one line.
    pub words: String,
    /// Which of its graphemes were typed, in order.
    pub typed: Vec<u32>,
}

/// The best choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// The best, best first.
    pub choices: Vec<Choice>,
    /// Which of them is nearest to where the reader is, where nothing is typed.
    pub nearest: usize,
    /// How many there are in all.
    pub count: usize,
}

impl Candidates {
    /// The places of a document, and those that were marked in it.
    pub fn new(document: Arc<Document>, marks: Vec<(char, Offset)>) -> Self {
        let landmarks = document.landmarks();
        let starts = |kind| landmarks.of(kind).iter().copied();
        let is_listed = |at: &Offset| {
            let mut kinds = [Landmark::Section, Landmark::Point].into_iter();
            kinds.any(|kind| landmarks.of(kind).binary_search(at).is_ok())
        };
        let mut all = Vec::new();
        for (kind, landmark) in [
            (Kind::Section, Landmark::Section),
            (Kind::Point, Landmark::Point),
            (Kind::Question, Landmark::Question),
            (Kind::Figure, Landmark::Figure),
            (Kind::Table, Landmark::Table),
            (Kind::Link, Landmark::Link),
        ] {
            let is_new = |at: &Offset| kind != Kind::Question || !is_listed(at);
            all.extend(
                starts(landmark)
                    .filter(is_new)
                    .map(|at| Candidate { kind, at }),
            );
        }
        all.extend(marks.iter().map(|(letter, at)| Candidate {
            kind: Kind::Mark(*letter),
            at: *at,
        }));
        Self {
            document,
            marks,
            others: Vec::new(),
            all,
        }
    }

    /// These and other documents, the one read last first.
    #[must_use]
    pub fn with_documents(mut self, paths: Vec<PathBuf>) -> Self {
        let name = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let folder = path.parent().unwrap_or(path).to_string_lossy();
            clean::clean(&format!("{name} · {folder}")).into_owned()
        };
        for path in paths {
            let at = Offset::from_index(self.others.len());
            let kind = Kind::Document;
            self.all.push(Candidate { kind, at });
            let name = name(&path);
            self.others.push(Other { path, name });
        }
        self
    }

    fn other(&self, candidate: Candidate) -> Option<&Other> {
        let is_other = candidate.kind == Kind::Document;
        self.others.get(candidate.at.index()).filter(|_| is_other)
    }

    /// Whether these are the candidates of that document with those marks.
    pub fn are_of(&self, document: &Arc<Document>, marks: &[(char, Offset)]) -> bool {
        Arc::ptr_eq(&self.document, document) && self.marks == marks
    }

    /// Begins to pick the best for what is typed; `here` is where the reader is.
    pub fn pick(&self, typed: &str, here: Offset) -> Picking<'_> {
        let typed: String = typed.chars().map(literal::plain).collect();
        let pattern = Pattern::new(
            &typed,
            CaseMatching::Smart,
            Normalization::Smart,
            AtomKind::Fuzzy,
        );
        let mut config = Config::DEFAULT;
        config.prefer_prefix = true;
        Picking {
            candidates: self,
            pattern,
            matcher: Matcher::new(config),
            letters: Vec::new(),
            here,
            next: 0,
            best: BinaryHeap::new(),
            count: 0,
        }
    }

    fn words(&self, candidate: Candidate) -> &str {
        if let Some(other) = self.other(candidate) {
            return &other.name;
        }
        let document = &self.document;
        let Candidate { kind, at } = candidate;
        let block = document.block_range(document.block_at(at));
        let mut words = document.slice(at..block.end);
        if kind == Kind::Question
            && let Some((question, _)) = words.split_once('?')
        {
            words = words.get(..=question.len()).unwrap_or(words);
        }
        if kind == Kind::Link
            && let Some(link) = document.links(at..Offset(at.0 + 1)).first()
        {
            words = document.slice(link.range.clone());
        }
        let end = words.floor_char_boundary(WORDS_BYTES_MAX);
        words.get(..end).unwrap_or(words).trim()
    }
}

/// The best candidates are found in slices, so that a newer wish need not wait.
#[derive(Debug)]
pub struct Picking<'a> {
    candidates: &'a Candidates,
    pattern: Pattern,
    matcher: Matcher,
    letters: Vec<char>,
    here: Offset,
    next: usize,
    /// The best so far, the worst of them on top.
    best: BinaryHeap<(Reverse<u32>, usize)>,
    count: usize,
}

impl Picking<'_> {
    /// Scores a slice of the candidates; false when there is none left.
    pub fn step(&mut self) -> bool {
        let all = &self.candidates.all;
        if self.pattern.atoms.is_empty() {
            return false;
        }
        let end = all.len().min(self.next + SLICE);
        for (idx, candidate) in all.iter().enumerate().take(end).skip(self.next) {
            let words = self.candidates.words(*candidate);
            let letters = letters_of(words, &mut self.letters);
            if let Some(score) = self.pattern.score(letters, &mut self.matcher) {
                self.count += 1;
                self.best.push((Reverse(score), idx));
                if self.best.len() > CHOICES_MAX {
                    self.best.pop();
                }
            }
        }
        self.next = end;
        self.next < all.len()
    }

    /// The best of those that have been scored.
    pub fn finish(mut self) -> Picked {
        if self.pattern.atoms.is_empty() {
            return self.around_here();
        }
        let best = std::mem::take(&mut self.best).into_sorted_vec();
        let choices = best.iter().map(|(_, idx)| self.choice(*idx)).collect();
        Picked {
            choices,
            nearest: 0,
            count: self.count,
        }
    }

    /// Where nothing is typed: the sections around the reader, or what else there is first.
    fn around_here(&mut self) -> Picked {
        let all = &self.candidates.all;
        let kind = all.first().map(|one| one.kind);
        let alike = all.partition_point(|one| Some(one.kind) == kind);
        let before = |candidates: &[Candidate]| {
            let after = candidates.partition_point(|one| one.at <= self.here);
            after.saturating_sub(1)
        };
        let here = all.get(..alike).map_or(0, before);
        let last_start = all.len().saturating_sub(CHOICES_MAX);
        let start = here.saturating_sub(CHOICES_MAX / 2).min(last_start);
        let end = all.len().min(start + CHOICES_MAX);
        Picked {
            nearest: here - start,
            count: all.len(),
            choices: (start..end).map(|idx| self.choice(idx)).collect(),
        }
    }

    fn choice(&mut self, idx: usize) -> Choice {
        let candidate = self.candidates.all[idx];
        let words = self.candidates.words(candidate);
        let mut typed = Vec::new();
        let letters = letters_of(words, &mut self.letters);
        self.pattern.indices(letters, &mut self.matcher, &mut typed);
        typed.sort_unstable();
        typed.dedup();
        let other = self.candidates.other(candidate);
        Choice {
            kind: candidate.kind,
            at: if other.is_some() {
                self.here
            } else {
                candidate.at
            },
            file: other.map(|other| other.path.clone()),
            words: words.replace('\t', " "),
            typed,
        }
    }
}

/// The graphemes of `words` as the matcher takes them, quotes and dashes made plain.
fn letters_of<'a>(words: &'a str, buffer: &'a mut Vec<char>) -> Utf32Str<'a> {
    if words.is_ascii() {
        return Utf32Str::Ascii(words.as_bytes());
    }
    buffer.clear();
    buffer.extend(chars::graphemes(words).map(literal::plain));
    Utf32Str::Unicode(buffer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Kind as BlockKind, Lead, Mark};

    fn document() -> Arc<Document> {
        let mut b = Builder::default();
        b.block(BlockKind::Heading(1), Lead::Apart, "Who’s at fault?");
        b.block(
            BlockKind::Paragraph,
            Lead::Apart,
            "Prose. And who is to pay? More of it.",
        );
        b.block(BlockKind::Heading(1), Lead::Apart, "What is to be done?");
        b.enter(Mark::Bullet);
        b.block(BlockKind::Paragraph, Lead::Apart, "a point about détente");
        b.leave();
        b.block(BlockKind::Figure, Lead::Apart, "a figure of départements");
        Arc::new(b.finish().expect("is small"))
    }

    fn pick(document: Arc<Document>, marks: Vec<(char, Offset)>, typed: &str) -> Picked {
        let candidates = Candidates::new(document, marks);
        let mut picking = candidates.pick(typed, Offset(40));
        while picking.step() {}
        picking.finish()
    }

    fn words(picked: &Picked) -> Vec<(Kind, &str)> {
        let choices = picked.choices.iter();
        choices
            .map(|choice| (choice.kind, choice.words.as_str()))
            .collect()
    }

    #[test]
    fn other_documents_are_found_by_their_names() {
        let candidates = Candidates::new(document(), Vec::new());
        let path = PathBuf::from("/books/wells and pumps.epub");
        let candidates = candidates.with_documents(vec![path.clone()]);
        let mut picking = candidates.pick("pumps", Offset(40));
        while picking.step() {}
        let picked = picking.finish();
        assert_eq!(
            words(&picked),
            [(Kind::Document, "wells and pumps.epub · /books")]
        );
        assert_eq!(picked.choices[0].file, Some(path));
        assert_eq!(picked.choices[0].at, Offset(40));
    }

    #[test]
    fn kinds_are_told_apart_and_none_is_there_twice() {
        let picked = pick(document(), vec![('a', Offset(40))], "");
        assert_eq!(
            words(&picked),
            [
                (Kind::Section, "Who’s at fault?"),
                (Kind::Section, "What is to be done?"),
                (Kind::Point, "a point about détente"),
                (Kind::Question, "And who is to pay?"),
                (Kind::Figure, "a figure of départements"),
                (Kind::Mark('a'), "ay? More of it."),
            ]
        );
        assert_eq!((picked.nearest, picked.count), (0, 6));
    }

    #[test]
    fn a_few_letters_find_it_best_first() {
        for (typed, found) in [
            ("fault", "Who’s at fault?"),
            ("who's", "Who’s at fault?"),
            ("detente", "a point about détente"),
            ("be done", "What is to be done?"),
            ("dptm", "a figure of départements"),
        ] {
            let picked = pick(document(), Vec::new(), typed);
            assert_eq!(
                words(&picked).first().map(|(_, words)| *words),
                Some(found),
                "{typed}"
            );
        }
        let picked = pick(document(), Vec::new(), "fault");
        assert_eq!(picked.choices[0].typed, [9, 10, 11, 12, 13]);
        assert_eq!(pick(document(), Vec::new(), "xyzzy"), Picked::default());
    }

    #[test]
    fn of_many_the_best_are_kept_and_all_are_counted() {
        let mut b = Builder::default();
        for section in 0..5000 {
            b.block(
                BlockKind::Heading(1),
                Lead::Apart,
                &format!("Section {section}"),
            );
            b.block(BlockKind::Paragraph, Lead::Apart, "Prose.");
        }
        let document = Arc::new(b.finish().expect("is small"));
        let picked = pick(Arc::clone(&document), Vec::new(), "section 4321");
        assert_eq!(picked.choices[0].words, "Section 4321");
        let picked = pick(Arc::clone(&document), Vec::new(), "section");
        assert_eq!((picked.choices.len(), picked.count), (CHOICES_MAX, 5000));
        assert_eq!(picked.choices[0].words, "Section 0");
        let candidates = Candidates::new(Arc::clone(&document), Vec::new());
        let picked = candidates.pick("", document.end()).finish();
        assert_eq!(picked.choices[picked.nearest].words, "Section 4999");
    }
}
