use super::*;
use crate::document::{Align, Builder, Kind, Lead, LinkTarget, Mark, Reason, Role};

fn sample() -> Document {
    let mut b = Builder::default();
    b.meta().title = Some("A Title".into());
    b.meta().byline = Some("N. N.".into());
    b.block(Kind::Title, Lead::Apart, "A Title");
    b.block(Kind::Standfirst, Lead::Apart, "What it says.");
    b.block(Kind::Dateline, Lead::Apart, "By N. N.");
    b.set_aside(Reason::PageChrome, "Sign Up");
    b.begin(Kind::Paragraph, Lead::Apart);
    b.text("A ");
    b.role(Role::STRONG, true);
    b.text("strong ");
    b.role(Role::STRONG, false);
    b.text("word, snake_case, ");
    b.begin_link(LinkTarget::Outside("https://example.org/a_b".into()));
    b.text("a link");
    b.end_link();
    b.text(" and ");
    b.role(Role::CODE, true);
    b.text("co`de");
    b.role(Role::CODE, false);
    b.text(".");
    b.break_row();
    b.text("- broken here");
    b.end();
    b.block(Kind::Heading(1), Lead::Apart, "Section");
    for (mark, text) in [
        (
            Mark::Number("4.".into()),
            "four: the first clause, and more",
        ),
        (Mark::Number("(b)".into()), "bee"),
        (Mark::Bullet, "bullet"),
    ] {
        b.enter(mark);
        b.block(Kind::Paragraph, Lead::Close, text);
        b.leave();
    }
    b.enter(Mark::Quote);
    b.block(Kind::Paragraph, Lead::Apart, "said");
    b.block(Kind::Paragraph, Lead::Apart, "again");
    b.leave();
    b.block(Kind::Code, Lead::Apart, "fn a() {");
    b.block(Kind::Code, Lead::Close, "}");
    b.begin_table(&[Align::Left, Align::Right]);
    for (header, cells) in [(true, ["Name", "N"]), (false, ["a|b", "1"])] {
        let lead = if header { Lead::Apart } else { Lead::Close };
        b.begin(Kind::TableRow { header }, lead);
        b.text(cells[0]);
        b.end_cell();
        b.text(cells[1]);
    }
    b.end_table();
    b.block(Kind::Takeaway, Lead::Apart, "Keep this.");
    b.finish().expect("small")
}

fn print(document: &Document, form: Form) -> String {
    let mut out = Vec::new();
    write(document, form, 60, &mut out).expect("a vector takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn text_is_set_as_on_the_page() {
    insta::assert_snapshot!("text", print(&sample(), Form::Text));
}

#[test]
fn markdown_says_the_same_structure() {
    insta::assert_snapshot!("markdown", print(&sample(), Form::Markdown));
}

#[test]
fn the_outline_lists_sections_and_points() {
    insta::assert_snapshot!("outline", print(&sample(), Form::Outline));
}

#[test]
fn json_has_the_documented_fields() {
    insta::assert_snapshot!("json", print(&sample(), Form::Json));
}

#[test]
fn long_paragraphs_are_one_block() {
    let mut b = Builder::default();
    let text = "word ".repeat(8000);
    b.block(Kind::Paragraph, Lead::Apart, &text);
    let document = b.finish().expect("small");
    assert!(document.blocks().len() > 1);
    let json: serde_json::Value =
        serde_json::from_str(&print(&document, Form::Json)).expect("JSON");
    let blocks = json["blocks"].as_array().expect("blocks");
    assert_eq!(blocks.len(), 1);
    assert_eq!(blocks[0]["text"], text.trim_end());
}

#[test]
fn what_is_printed_steers_no_terminal() {
    let mut b = Builder::default();
    b.meta().title = Some("t".into());
    b.set_aside(Reason::PageChrome, "\u{1B}]0;a\u{7}");
    b.begin(Kind::Paragraph, Lead::Apart);
    b.begin_link(LinkTarget::Outside("https://x/\u{1B}\\".into()));
    b.text("a\u{1B}[2Jb\u{9B}\u{202E}c");
    let document = b.finish().expect("small");
    for form in Form::ALL {
        let printed = print(&document, form);
        let steers =
            |c: char| (c.is_control() && c != '\n') || ('\u{202A}'..='\u{202E}').contains(&c);
        assert!(!printed.contains(steers), "{form}: {printed:?}");
    }
}

#[test]
fn forms_have_names() {
    for form in Form::ALL {
        assert_eq!(form.to_string().parse(), Ok(form));
    }
    assert_eq!("pdf".parse::<Form>(), Err(NoSuchForm));
}
