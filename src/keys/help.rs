//! The help as a document, and the README's table, both from the one table of actions.

use std::fmt::Write;

use super::chord;
use super::table::{Entry, Group, TABLE};
use crate::document::{Align, Builder, Document, Kind, Lead, Mark};

/// What the help says before the keys.
const INTRODUCTION: [&str; 2] = [
    "A number before a motion repeats it: 3J goes three sections on, 4) four points. A chord that \
     is half typed shows how it can go on.",
    "The margin marks what was jumped to. The place is kept when you leave, and found again when \
     the text has changed.",
];

/// The help: a document like any other.
///
/// It is small, so that building it can't fail; should it, there is no help.
pub fn help() -> Option<Document> {
    let mut builder = Builder::default();
    builder.meta().title = Some("Help".into());
    builder.block(Kind::Title, Lead::Apart, "Help");
    for text in INTRODUCTION {
        builder.block(Kind::Paragraph, Lead::Apart, text);
    }
    for group in Group::ALL {
        builder.block(Kind::Heading(1), Lead::Apart, group.title());
        builder.begin_table(&[Align::Left, Align::Left]);
        for entry in entries(group) {
            builder.begin(Kind::TableRow { header: false }, Lead::Close);
            builder.text(&written(entry, " "));
            builder.end_cell();
            builder.text(entry.sentence);
            builder.end();
        }
        builder.end_table();
    }
    builder.block(Kind::Heading(1), Lead::Apart, "Use the mouse");
    for text in [
        "The wheel scrolls what is under the pointer.",
        "A click in the outline goes there.",
    ] {
        builder.enter(Mark::Bullet);
        builder.block(Kind::Paragraph, Lead::Close, text);
        builder.leave();
    }
    builder.finish().ok()
}

/// The actions as Markdown tables, one for each group: what the README shows.
pub fn markdown_table() -> String {
    let mut markdown = String::new();
    for group in Group::ALL {
        let _ = write!(
            markdown,
            "**{}**\n\n| keys | what they do |\n|---|---|\n",
            group.title()
        );
        for entry in entries(group) {
            let keys: Vec<String> = spelled(entry)
                .map(|keys| {
                    let keys = keys.replace('|', "\\|");
                    if keys.contains('`') {
                        format!("`` {keys} ``")
                    } else {
                        format!("`{keys}`")
                    }
                })
                .collect();
            let _ = writeln!(markdown, "| {} | {} |", keys.join(" "), entry.sentence);
        }
        markdown.push('\n');
    }
    markdown
}

fn entries(group: Group) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.group == group)
}

fn written(entry: &Entry, separator: &str) -> String {
    spelled(entry).collect::<Vec<_>>().join(separator)
}

/// Each chord of an action as it is typed.
fn spelled(entry: &Entry) -> impl Iterator<Item = String> {
    entry
        .chords
        .iter()
        .map(|keys| chord::parse(keys).iter().map(ToString::to_string).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Landmark;

    #[test]
    fn every_action_is_in_the_help_with_all_its_chords() {
        let help = help().expect("is small");
        for entry in TABLE {
            assert!(help.text().contains(entry.sentence), "{}", entry.sentence);
            assert!(help.text().contains(&written(entry, " ")), "{}", entry.name);
        }
        assert_eq!(
            help.landmarks().of(Landmark::Section).len(),
            Group::ALL.len() + 1
        );
    }
}
