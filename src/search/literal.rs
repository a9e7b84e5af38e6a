//! A literal as a regex in which each character stands for all the shapes it is written in.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Marks that stand over or under the letter before them.
const MARKS: &str = "[\\x{300}-\\x{36F}]*";

const SINGLE_QUOTES: &str = "'`´‘’‚‛ʼ′";
const DOUBLE_QUOTES: &str = "\"“”„‟″";
const DASHES: &str = "-‐‑‒–—―−";
const SPACES: &str = " \u{A0}";

/// Letters that are written as one, and the letters that they are.
const LIGATURES: [(&str, &str); 12] = [
    ("ffi", "ﬃ"),
    ("ffl", "ﬄ"),
    ("ff", "ﬀ"),
    ("fi", "ﬁ"),
    ("fl", "ﬂ"),
    ("ft", "ﬅ"),
    ("st", "ﬆ"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("ij", "ĳ"),
    ("ss", "ß"),
    ("...", "…"),
];

/// Letters with a stroke, which Unicode does not take apart, and what is typed for them.
const STROKED: [(char, &str); 6] = [
    ('o', "ø"),
    ('O', "Ø"),
    ('l', "ł"),
    ('L', "Ł"),
    ('d', "đ"),
    ('D', "Đ"),
];

/// Where letters with marks stand in Unicode: Latin, Greek and Cyrillic.
const MARKED: [std::ops::Range<u32>; 3] = [0xC0..0x250, 0x370..0x530, 0x1E00..0x2000];

/// Each letter with the letters that are it with marks.
static ACCENTED: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut accented: HashMap<char, String> = HashMap::new();
    for c in MARKED.into_iter().flatten().filter_map(char::from_u32) {
        let mut parts = std::iter::once(c).nfd();
        if let Some(letter) = parts.next()
            && letter != c
            && parts.all(is_mark)
        {
            accented.entry(letter).or_default().push(c);
        }
    }
    for (letter, stroked) in STROKED {
        accented.entry(letter).or_default().push_str(stroked);
    }
    accented
});

/// One character of a literal, or a few that are written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    /// Any of these characters.
    Any(&'static str),
    /// A run of spaces.
    Space,
    /// A dash that is longer than a hyphen, or the hyphens that are typed for it.
    Dash,
    /// A letter without marks, which stands for itself with any.
    Letter(char),
    /// A character that stands for itself alone, in each way that Unicode writes it.
    Exact(char),
    /// Letters that may be written as one; their index in [`LIGATURES`].
    Ligature(usize),
}

/// The characters of a literal, each with all its shapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shapes(Vec<Shape>);

impl Shapes {
    /// Takes a literal apart.
    pub(super) fn new(literal: &str) -> Self {
        let spelled: String = literal.nfc().flat_map(letters_of).collect();
        let mut shapes = Vec::new();
        let mut rest = spelled.as_str();
        while let Some(c) = rest.chars().next() {
            let (shape, bytes) = shape_of(c, rest);
            shapes.push(shape);
            rest = rest.get(bytes..).unwrap_or_default();
        }
        Self(shapes)
    }

    /// The regex that finds it in any text.
    pub(super) fn in_unicode(&self) -> String {
        let mut regex = String::new();
        for shape in &self.0 {
            match shape {
                Shape::Any(class) => push_class(&mut regex, class.chars()),
                Shape::Space => {
                    push_class(&mut regex, SPACES.chars());
                    regex.push('+');
                }
                Shape::Dash => {
                    regex.push_str("(?:-{2,3}|");
                    push_class(&mut regex, DASHES.chars());
                    regex.push(')');
                }
                Shape::Letter(c) => push_letter(&mut regex, *c),
                Shape::Exact(c) => {
                    let taken_apart: String = std::iter::once(*c).nfd().collect();
                    let whole = regex::escape(c.encode_utf8(&mut [0; 4]));
                    if taken_apart.chars().eq([*c]) {
                        regex.push_str(&whole);
                    } else {
                        let _ = write!(regex, "(?:{whole}|{})", regex::escape(&taken_apart));
                    }
                }
                Shape::Ligature(idx) => {
                    regex.push_str("(?:");
                    push_spellings(&mut regex, LIGATURES[*idx].0);
                    regex.push(')');
                }
            }
        }
        regex
    }

    /// The regex that finds it in ASCII; none where it is never there.
    pub(super) fn in_ascii(&self) -> Option<String> {
        let mut regex = String::new();
        for shape in &self.0 {
            match shape {
                Shape::Any(class) => {
                    push_class(&mut regex, class.chars().filter(char::is_ascii));
                }
                Shape::Space => regex.push_str(" +"),
                Shape::Dash => regex.push_str("-{1,3}"),
                Shape::Letter(c) | Shape::Exact(c) if c.is_ascii() => {
                    regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
                }
                Shape::Letter(_) | Shape::Exact(_) => return None,
                Shape::Ligature(idx) => regex.push_str(&regex::escape(LIGATURES[*idx].0)),
            }
        }
        Some(regex)
    }
}

/// The shape at the start of `rest`, which starts with `c`, and its length in bytes.
fn shape_of(c: char, rest: &str) -> (Shape, usize) {
    if c.is_whitespace() {
        return (
            Shape::Space,
            rest.len() - rest.trim_start_matches(char::is_whitespace).len(),
        );
    }
    let single = |shape| (shape, c.len_utf8());
    for class in [SINGLE_QUOTES, DOUBLE_QUOTES] {
        if class.contains(c) {
            return single(Shape::Any(class));
        }
    }
    let hyphens = rest.len() - rest.trim_start_matches('-').len();
    match c {
        '-' if hyphens == 2 || hyphens == 3 => return (Shape::Dash, hyphens),
        '‒'..='―' => return single(Shape::Dash),
        _ if DASHES.contains(c) => return single(Shape::Any(DASHES)),
        _ => {}
    }
    for (idx, (letters, sign)) in LIGATURES.iter().enumerate() {
        let is_ellipsis = *letters == "..." && rest.starts_with(sign);
        if rest.starts_with(letters) || is_ellipsis {
            let written = if is_ellipsis { sign } else { letters };
            return (Shape::Ligature(idx), written.len());
        }
    }
    if c.is_alphabetic() && ACCENTED.contains_key(&c) {
        return single(Shape::Letter(c));
    }
    single(Shape::Exact(c))
}

/// A typographic ligature as its letters; any other character as it is.
fn letters_of(c: char) -> impl Iterator<Item = char> {
    let is_ligature = ('\u{FB00}'..='\u{FB06}').contains(&c);
    let letters = is_ligature.then(|| std::iter::once(c).nfkd());
    let itself = (!is_ligature).then_some(c);
    letters.into_iter().flatten().chain(itself)
}

/// A quote or a dash of any shape as the key that types it; any other character as it is.
pub(super) fn plain(c: char) -> char {
    match c {
        _ if c.is_ascii() => c,
        _ if SINGLE_QUOTES.contains(c) => '\'',
        _ if DOUBLE_QUOTES.contains(c) => '"',
        _ if DASHES.contains(c) => '-',
        _ => c,
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

fn push_class(regex: &mut String, class: impl Iterator<Item = char>) {
    regex.push('[');
    for c in class {
        let _ = write!(regex, "\\x{{{:X}}}", c as u32);
    }
    regex.push(']');
}

fn push_letter(regex: &mut String, c: char) {
    let accented = ACCENTED.get(&c).map_or("", String::as_str);
    push_class(regex, std::iter::once(c).chain(accented.chars()));
    regex.push_str(MARKS);
}

/// Every way to write `letters` with ligatures or without, as alternatives.
fn push_spellings(regex: &mut String, letters: &str) {
    let mut is_first = true;
    for (head, sign) in LIGATURES {
        if let Some(rest) = letters.strip_prefix(head) {
            if !std::mem::take(&mut is_first) {
                regex.push('|');
            }
            regex.push_str(&regex::escape(sign));
            push_group(regex, rest);
        }
    }
    let mut rest = letters.chars();
    if let Some(c) = rest.next() {
        if !is_first {
            regex.push('|');
        }
        if c.is_alphabetic() {
            push_letter(regex, c);
        } else {
            regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        }
        push_group(regex, rest.as_str());
    }
}

fn push_group(regex: &mut String, letters: &str) {
    if !letters.is_empty() {
        regex.push_str("(?:");
        push_spellings(regex, letters);
        regex.push(')');
    }
}
