//! The help as a document, and the README's table, both from the one table of actions.

use std::fmt::Write;

use super::chord;
use super::prompt::PROMPT_TABLE;
use super::table::{Group, TABLE};
use crate::document::{Align, Builder, Document, Kind, Lead, Mark};

/// What the help says before the keys.
const INTRODUCTION: [&str; 2] = [
    "A number before a motion repeats it: 3J goes three sections on, 4) four points. A chord that \
     is half typed shows how it can go on.",
    "The margin marks what was jumped to. The place is kept when you leave, and found again when \
     the text has changed.",
];

/// The heading of the keys of a prompt.
const TYPING: &str = "While you type";

/// The chords of one action or edit.
type Chords = &'static [&'static str];

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
        add_table(&mut builder, entries(group));
    }
    builder.block(Kind::Heading(1), Lead::Apart, TYPING);
    add_table(&mut builder, prompt_entries());
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

fn add_table<'a>(builder: &mut Builder, entries: impl Iterator<Item = (Chords, &'a str)>) {
    builder.begin_table(&[Align::Left, Align::Left]);
    for (chords, sentence) in entries {
        builder.begin(Kind::TableRow { header: false }, Lead::Close);
        builder.text(&written(chords));
        builder.end_cell();
        builder.text(sentence);
        builder.end();
    }
    builder.end_table();
}

/// The actions as Markdown tables, one for each group: what the README shows.
pub fn markdown_table() -> String {
    let mut markdown = String::new();
    for group in Group::ALL {
        push_table(&mut markdown, group.title(), entries(group));
    }
    push_table(&mut markdown, TYPING, prompt_entries());
    markdown
}

fn push_table<'a>(
    markdown: &mut String,
    title: &str,
    entries: impl Iterator<Item = (Chords, &'a str)>,
) {
    let _ = write!(
        markdown,
        "**{title}**\n\n| keys | what they do |\n|---|---|\n"
    );
    for (chords, sentence) in entries {
        let keys: Vec<String> = spelled(chords)
            .map(|keys| {
                let keys = keys.replace('|', "\\|");
                if keys.contains('`') {
                    format!("`` {keys} ``")
                } else {
                    format!("`{keys}`")
                }
            })
            .collect();
        let _ = writeln!(markdown, "| {} | {sentence} |", keys.join(" "));
    }
    markdown.push('\n');
}

fn entries(group: Group) -> impl Iterator<Item = (Chords, &'static str)> {
    TABLE
        .iter()
        .filter(move |entry| entry.group == group)
        .map(|entry| (entry.chords, entry.sentence))
}

fn prompt_entries() -> impl Iterator<Item = (Chords, &'static str)> {
    PROMPT_TABLE
        .iter()
        .map(|entry| (entry.chords, entry.sentence))
}

fn written(chords: Chords) -> String {
    spelled(chords).collect::<Vec<_>>().join(" ")
}

/// Each chord as it is typed.
fn spelled(chords: Chords) -> impl Iterator<Item = String> {
    chords
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
            assert!(
                help.text().contains(&written(entry.chords)),
                "{}",
                entry.name
            );
        }
        assert_eq!(
            help.landmarks().of(Landmark::Section).len(),
            Group::ALL.len() + 2
        );
    }
}
