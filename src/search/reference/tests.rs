use super::*;
use crate::document::{Builder, Kind, Lead, Mark};

fn document() -> Document {
    let mut b = Builder::default();
    let paragraph = |b: &mut Builder, text| b.block(Kind::Paragraph, Lead::Apart, text);
    b.block(Kind::Heading(1), Lead::Apart, "1. Wells");
    paragraph(
        &mut b,
        "See Section 2.1, § 3, Appendix B, Fig. 2, Table 1, [7], [RFC9], RFC 9 and “Pumps and Pipes”, \
         \"Money\" and the chapter on Pumps and pipes that leak; not Section 9, \
         Section 2.1 of [RFC9] or RFC 9, Section 3.",
    );
    b.block(Kind::Heading(1), Lead::Apart, "2 Pumps and pipes");
    b.block(Kind::Heading(2), Lead::Apart, "2.1 Pumps");
    b.block(Kind::Heading(2), Lead::Apart, "2.10 Pipes");
    b.block(Kind::Figure, Lead::Apart, "Figure 1: A well");
    b.block(Kind::Figure, Lead::Apart, "Figure 2. A pump");
    paragraph(&mut b, "Table 1: Costs");
    b.block(Kind::Heading(1), Lead::Apart, "Section 3: Money");
    b.block(Kind::Heading(1), Lead::Apart, "Appendix B – Sums");
    b.block(Kind::Heading(1), Lead::Apart, "References");
    for (number, text) in [("6.", "Six."), ("7.", "Seven.")] {
        b.enter(Mark::Number(number.into()));
        b.block(Kind::Point, Lead::Close, text);
        b.leave();
    }
    paragraph(&mut b, "[RFC9] Some rules.");
    b.finish().expect("small")
}

#[test]
fn references_are_told_and_lead_to_what_they_name() {
    let document = document();
    let all = Offset(0)..document.end();
    let found: Vec<(String, String)> = references(&document, all)
        .into_iter()
        .map(|one| {
            let at = one.to.resolve(&document, one.range.start);
            let there = at.map(|at| document.block_text(document.block_at(at)));
            let words = document.slice(one.range.clone()).to_owned();
            (words, there.unwrap_or("nothing").to_owned())
        })
        .collect();
    let expected = [
        ("Section 2.1", "2.1 Pumps"),
        ("§ 3", "Section 3: Money"),
        ("Appendix B", "Appendix B – Sums"),
        ("Fig. 2", "Figure 2. A pump"),
        ("Table 1", "Table 1: Costs"),
        ("[7]", "Seven."),
        ("[RFC9]", "[RFC9] Some rules."),
        ("RFC 9", "[RFC9] Some rules."),
        ("“Pumps and Pipes”", "2 Pumps and pipes"),
        ("\"Money\"", "Section 3: Money"),
        ("chapter on Pumps and pipes that leak", "2 Pumps and pipes"),
        ("Section 9", "nothing"),
        ("[RFC9]", "[RFC9] Some rules."),
        ("RFC 9", "[RFC9] Some rules."),
    ];
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(words, there)| (words.as_str(), there.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_fragment_names_the_section_whose_title_it_was_made_of() {
    let document = document();
    let titled = |fragment| {
        let at = section_by_fragment(&document, fragment)?;
        Some(document.block_text(document.block_at(at)))
    };
    assert_eq!(titled("2-pumps-and-pipes"), Some("2 Pumps and pipes"));
    assert_eq!(titled("Appendix_B_Sums"), Some("Appendix B – Sums"));
    assert_eq!(titled("pumps"), None);
    assert_eq!(titled(""), None);
}

#[test]
fn a_reference_to_nothing_leads_nowhere() {
    let document = document();
    let to = Referent::Section {
        noun: "section".into(),
        label: "9".into(),
    };
    assert_eq!(to.resolve(&document, Offset(0)), None);
    assert_eq!(to.words(), "section 9");
    let part = Referent::Section {
        noun: "part".into(),
        label: "2".into(),
    };
    assert_eq!(part.resolve(&document, Offset(0)), None);
}
