use super::*;
use crate::document::{Builder, Lead, LinkTarget, Mark};
use crate::reader::{Action, Command, Edit, Options, Way};

fn document() -> Arc<Document> {
    let mut b = Builder::default();
    b.begin(Kind::Paragraph, Lead::Apart);
    b.text("A well, ");
    for (words, target) in [
        ("a pump", LinkTarget::Named("pump".into())),
        (
            "a page",
            LinkTarget::Outside("https://a.example/p?q=1".into()),
        ),
        ("a file", LinkTarget::Outside("other.txt#there".into())),
        ("a trap", LinkTarget::Outside("javascript:alert(1)".into())),
    ] {
        b.begin_link(target);
        b.text(words);
        b.end_link();
        b.text(" and ");
    }
    b.text("see Section 2.");
    b.end();
    for nth in 0..30 {
        let text = format!("Paragraph {nth} says little about the matter.");
        b.block(Kind::Paragraph, Lead::Apart, &text);
    }
    b.name("pump");
    b.block(Kind::Heading(1), Lead::Apart, "2 Pumps");
    b.block(
        Kind::Paragraph,
        Lead::Apart,
        "A parish bought the pump and every house paid for its pipe.",
    );
    b.enter(Mark::Takeaway);
    b.block(
        Kind::Takeaway,
        Lead::Apart,
        "The parish bought the pump, houses paid for the pipe.",
    );
    b.leave();
    Arc::new(b.finish().expect("small"))
}

fn reader() -> Reader {
    Reader::new(document(), Options::default(), 80, 24)
}

fn press(reader: &mut Reader, action: Action) -> Vec<Effect> {
    reader.update(Command::plain(action))
}

/// Does what the program does for a lookup.
fn resolve(reader: &mut Reader, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Resolve(lookup) = effect {
            let Lookup {
                ticket,
                document,
                reference,
            } = lookup;
            let found = reference.to.resolve(&document, reference.range.start);
            reader.resolved(ticket, found);
        }
    }
}

fn next_link(reader: &mut Reader, count: usize) {
    for _ in 0..count {
        press(
            reader,
            Action::Jump(crate::document::Landmark::Link, Way::Forward),
        );
    }
}

fn title(reader: &Reader) -> String {
    reader.peeked().expect("a small pane").title
}

#[test]
fn selecting_a_link_moves_no_row_and_following_it_comes_back() {
    let mut reader = reader();
    let before = reader.look();
    next_link(&mut reader, 1);
    assert_eq!(reader.look().rows, before.rows);
    let link = reader.selected_link(&reader.look()).cloned();
    let selected = link.map(|link| reader.view().document().slice(link.range).to_owned());
    assert_eq!(selected.as_deref(), Some("a pump"));
    press(&mut reader, Action::Enter);
    let document = Arc::clone(reader.view().document());
    let gone_to = reader.view().marked().map(|at| document.block_at(at));
    assert_eq!(
        gone_to.map(|block| document.block_text(block)),
        Some("2 Pumps")
    );
    press(&mut reader, Action::Back);
    assert_eq!(reader.look().rows, before.rows);
}

#[test]
fn an_address_is_shown_whole_before_the_system_gets_it() {
    let mut reader = reader();
    next_link(&mut reader, 2);
    assert_eq!(press(&mut reader, Action::Enter), []);
    assert_eq!(
        reader.peeked().expect("shown").address,
        ["https://a.example/p?q=1"]
    );
    assert_eq!(
        press(&mut reader, Action::Copy),
        [Effect::Copy("https://a.example/p?q=1".into())]
    );
    assert_eq!(
        press(&mut reader, Action::Enter),
        [Effect::OpenAddress("https://a.example/p?q=1".into())]
    );
    assert_eq!(reader.peeked(), None);
}

#[test]
fn files_are_opened_and_nothing_is_run() {
    let mut reader = reader();
    next_link(&mut reader, 3);
    let opened = press(&mut reader, Action::Enter);
    assert_eq!(opened, [Effect::OpenFile("other.txt#there".into())]);
    next_link(&mut reader, 1);
    assert_eq!(press(&mut reader, Action::Enter), []);
    assert_eq!(title(&reader), "an address that is not opened; Esc closes");
    assert_eq!(press(&mut reader, Action::Enter), []);
    for (address, leads) in [
        (
            "HTTPS://a.example",
            Address::System("HTTPS://a.example".into()),
        ),
        (
            "mailto:a@b.example",
            Address::System("mailto:a@b.example".into()),
        ),
        ("https://a b", Address::Nowhere("https://a b".into())),
        ("https:", Address::Nowhere("https:".into())),
        (
            "https:a.example",
            Address::Nowhere("https:a.example".into()),
        ),
        ("http:///a", Address::Nowhere("http:///a".into())),
        ("mailto:", Address::Nowhere("mailto:".into())),
        (
            "ftp://a.example/b",
            Address::Nowhere("ftp://a.example/b".into()),
        ),
        ("x-run:thing", Address::Nowhere("x-run:thing".into())),
        ("file:///a/b", Address::File("/a/b".into())),
        ("file://localhost/a", Address::File("/a".into())),
        ("file://there/a", Address::Nowhere("file://there/a".into())),
        ("-rf", Address::File("-rf".into())),
    ] {
        assert_eq!(Address::of(address), leads);
    }
}

#[test]
fn a_peek_leaves_the_page_and_enter_goes_there() {
    let mut reader = reader();
    let before = reader.look();
    press(&mut reader, Action::Peek);
    assert_eq!(reader.look(), before);
    let peeked = reader.peeked().expect("a small pane");
    assert!(peeked.title.starts_with("a pump: "), "{}", peeked.title);
    let document = Arc::clone(reader.view().document());
    assert_eq!(document.slice(peeked.rows[0].range.clone()), "2 Pumps");
    let copied = press(&mut reader, Action::Copy);
    assert_eq!(copied, [Effect::Copy("2 Pumps".into())]);
    press(&mut reader, Action::Row(Way::Forward));
    assert_eq!(reader.look(), before);
    let scrolled = reader.peeked().expect("a small pane");
    assert_eq!(scrolled.rows[0], peeked.rows[1]);
    press(&mut reader, Action::Cancel);
    assert_eq!(reader.peeked(), None);
    press(&mut reader, Action::Peek);
    press(&mut reader, Action::Enter);
    assert_ne!(reader.look(), before);
    press(&mut reader, Action::Back);
    assert_eq!(reader.look(), before);
}

#[test]
fn references_in_plain_words_are_looked_up() {
    let mut b = Builder::default();
    b.block(Kind::Paragraph, Lead::Apart, "See Section 7, or Section 9.");
    b.block(Kind::Heading(1), Lead::Apart, "7. Wells");
    let document = Arc::new(b.finish().expect("small"));
    let mut reader = Reader::new(document, Options::default(), 80, 24);
    let effects = press(&mut reader, Action::Peek);
    assert_eq!(reader.message(), Some("looking for section 7 …"));
    resolve(&mut reader, effects);
    assert!(title(&reader).starts_with("section 7: "));
    press(&mut reader, Action::Cancel);
    let effects = press(&mut reader, Action::Peek);
    press(&mut reader, Action::Cancel);
    assert_eq!(reader.message(), Some("cancelled"));
    resolve(&mut reader, effects);
    assert_eq!(reader.peeked(), None);
}

#[test]
fn what_is_quoted_and_no_title_is_passed_over() {
    let mut b = Builder::default();
    let text = "A “small matter”, said the paper; see “Wells”, Section 9 and § 7.";
    b.block(Kind::Paragraph, Lead::Apart, text);
    b.block(Kind::Heading(1), Lead::Apart, "7. Wells");
    let document = Arc::new(b.finish().expect("small"));
    let mut reader = Reader::new(document, Options::default(), 80, 24);
    let peek = |reader: &mut Reader| {
        let mut effects = press(reader, Action::Peek);
        while let Some(Effect::Resolve(lookup)) = effects.pop() {
            let reference = &lookup.reference;
            let found = reference
                .to
                .resolve(&lookup.document, reference.range.start);
            effects = reader.resolved(lookup.ticket, found);
        }
    };
    peek(&mut reader);
    assert!(
        title(&reader).starts_with("“Wells”: "),
        "{}",
        title(&reader)
    );
    peek(&mut reader);
    let nothing = "section 9: there is nothing like it in this text";
    assert_eq!(reader.message(), Some(nothing));
    peek(&mut reader);
    assert!(
        title(&reader).starts_with("section 7: "),
        "{}",
        title(&reader)
    );
    peek(&mut reader);
    let last = "no further link or reference on this page";
    assert_eq!(reader.message(), Some(last));
    press(&mut reader, Action::Cancel);
    assert_eq!(reader.peeked(), None);
}

#[test]
fn a_takeaway_leads_to_what_it_restates() {
    let mut reader = reader();
    press(
        &mut reader,
        Action::Jump(crate::document::Landmark::Takeaway, Way::Forward),
    );
    let effects = press(&mut reader, Action::Enter);
    resolve(&mut reader, effects);
    let at = reader.view().marked().expect("went there");
    let document = reader.view().document();
    let text = document.block_text(document.block_at(at));
    assert!(text.starts_with("A parish bought"), "{text}");
}

#[test]
fn hints_select_and_copying_copies_what_is_selected() {
    let mut reader = reader();
    press(&mut reader, Action::Hints);
    let hints: Vec<String> = reader
        .hints()
        .expect("hints")
        .map(|(_, letters)| letters.to_owned())
        .collect();
    assert_eq!(hints, ["a", "s", "d", "f"]);
    reader.edit(Edit::Insert('s'));
    assert!(reader.hints().is_none());
    let copied = press(&mut reader, Action::Copy);
    assert_eq!(copied, [Effect::Copy("https://a.example/p?q=1".into())]);
    press(&mut reader, Action::Hints);
    reader.edit(Edit::Insert('x'));
    assert_eq!(reader.message(), Some("no hint x"));
    press(&mut reader, Action::Row(Way::Forward));
    press(&mut reader, Action::Start);
    let copied = press(&mut reader, Action::Copy);
    assert!(matches!(&copied[..], [Effect::Copy(text)] if text.starts_with("A well, a pump")));
}
