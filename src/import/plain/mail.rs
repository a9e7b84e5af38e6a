//! The header of a letter: who wrote to whom, when and about what.
//!
//! What people read of it is shown; what carried the letter is set aside.

use super::dates;
use super::front::Part;
use super::lines::{Line, Lines};
use super::unit::Unit;
use crate::document::Reason;

/// The most source lines of a header.
const LINES_MAX: usize = 200;

/// A letter's header.
#[derive(Debug)]
pub(super) struct Header<'a> {
    /// Its parts, the subject first.
    pub(super) parts: Vec<(Part, Unit<'a>)>,
    /// How many source lines it takes.
    pub(super) count: usize,
}

/// What a field is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Subject,
    From,
    Date,
    /// Another field that people read.
    Shown,
    /// What carried the letter.
    Carried,
}

/// The fields that people read, beside subject, author and date.
const SHOWN: [&str; 7] = [
    "to",
    "cc",
    "bcc",
    "reply-to",
    "sender",
    "newsgroups",
    "organization",
];

/// How the names of fields begin that carry a letter.
const CARRIED: [&str; 22] = [
    "arc-",
    "authentication-results",
    "autocrypt",
    "content-",
    "delivered-to",
    "dkim-signature",
    "envelope-to",
    "errors-to",
    "importance",
    "in-reply-to",
    "lines",
    "list-",
    "message-id",
    "mime-version",
    "path",
    "precedence",
    "received",
    "references",
    "return-path",
    "status",
    "user-agent",
    "x-",
];

/// Whether the source line parts letters in a mailbox.
pub(in crate::import) fn is_envelope(text: &str) -> bool {
    text.strip_prefix("From ")
        .is_some_and(|rest| rest.contains(':') && rest.len() < 200)
}

/// Whether a field of this name is one that people read.
pub(in crate::import) fn is_read(name: &str) -> bool {
    !matches!(named(name), None | Some(Field::Carried))
}

/// The header that `lines` begin with: two fields at least that people read, and nothing else.
pub(super) fn header<'a>(lines: &mut Lines<'a>) -> Option<Header<'a>> {
    let (units, count) = fields(lines)?;
    let has = |field| units.iter().any(|(found, _)| *found == field);
    let is_letter = has(Field::From) && (has(Field::Subject) || has(Field::Date))
        || has(Field::Subject) && (has(Field::Date) || has(Field::Shown));
    // A letter has words under its header.
    (is_letter && lines.peek(count).is_some()).then(|| Header {
        parts: parts(units),
        count,
    })
}

/// The parts of a header that is known to be one, and is nothing else.
pub(super) fn known<'a>(lines: &mut Lines<'a>) -> Vec<(Part, Unit<'a>)> {
    let units = fields(lines).map(|(units, _)| units);
    parts(units.unwrap_or_default())
}

/// The fields that `lines` begin with, and how many source lines they take; none where anything
/// else stands among them.
fn fields<'a>(lines: &mut Lines<'a>) -> Option<(Vec<(Field, Unit<'a>)>, usize)> {
    let mut units: Vec<(Field, Unit)> = Vec::new();
    let mut count = 0;
    while count < LINES_MAX {
        let Some(line) = lines.peek(count) else { break };
        if count > 0 && !line.is_close() {
            break;
        }
        if count == 0 && is_envelope(line.text) {
            units.push((Field::Carried, unit(line)));
        } else if let Some((_, open)) = units.last_mut().filter(|_| line.indent > 0) {
            open.text.push(' ');
            open.text.push_str(line.text);
            open.last = line;
        } else {
            units.push((field(line.text)?, unit(line)));
        }
        count += 1;
    }
    Some((units, count))
}

fn unit(line: Line) -> Unit {
    Unit {
        text: line.text.into(),
        first: line,
        last: line,
        is_cut: false,
    }
}

fn field(text: &str) -> Option<Field> {
    let (name, _) = text.split_once(':')?;
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if name.is_empty() || name.len() > 60 || !name.bytes().all(is_name) {
        return None;
    }
    named(name)
}

fn named(name: &str) -> Option<Field> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "subject" => Some(Field::Subject),
        "from" => Some(Field::From),
        "date" | "sent" => Some(Field::Date),
        name if SHOWN.contains(&name) => Some(Field::Shown),
        name => CARRIED
            .iter()
            .any(|start| name.starts_with(start))
            .then_some(Field::Carried),
    }
}

/// The subject is the title; its name is set aside, since a title is shown without one.
fn parts(units: Vec<(Field, Unit<'_>)>) -> Vec<(Part, Unit<'_>)> {
    let mut title = Vec::new();
    let mut rest = Vec::new();
    for (field, mut unit) in units {
        let (name, value) = unit.text.split_once(':').unwrap_or(("", &unit.text));
        let value = value.trim().to_owned();
        let part = match field {
            Field::Subject if title.is_empty() && !value.is_empty() => {
                let label = Unit {
                    text: format!("{name}:"),
                    ..unit.clone()
                };
                unit.text = value;
                title.push((Part::Aside(Reason::Boilerplate), label));
                title.push((Part::Title, unit));
                continue;
            }
            Field::From => Part::Byline(author(&value).into()),
            Field::Date => dates::dateline(&value).map_or(Part::Field, Part::Date),
            Field::Carried => Part::Aside(Reason::Boilerplate),
            _ => Part::Field,
        };
        rest.push((part, unit));
    }
    title.extend(rest);
    title
}

/// The name in front of an address or behind it; the address where there is none.
fn author(value: &str) -> &str {
    let name = value.split('<').next().unwrap_or(value).trim();
    let name = name.trim_matches('"').trim();
    match value.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').trim(),
        _ if name.is_empty() => value.trim_matches(['<', '>']),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_named() {
        assert_eq!(author("Ann Writer <ann@example.org>"), "Ann Writer");
        assert_eq!(author("\"Writer, Ann\" <ann@example.org>"), "Writer, Ann");
        assert_eq!(author("ann@example.org (Ann Writer)"), "Ann Writer");
        assert_eq!(author("<ann@example.org>"), "ann@example.org");
    }

    #[test]
    fn headers_are_told_from_prose() {
        let is_header = |text: &str| header(&mut Lines::new(text)).is_some();
        assert!(is_header("From: a@b.org\nSubject: Bees\n\nThey fly.\n"));
        assert!(is_header(
            "Subject: Bees\nDate: 2 May 2020\nX-Id: 3\n\nThey fly.\n"
        ));
        assert!(!is_header("Note: bees\nSubject: fly\n\nThey do.\n"));
        assert!(!is_header("From: here it went on\nand on\n\nIt did.\n"));
        assert!(!is_header("Subject: Bees\n\nThey fly.\n"));
    }
}
