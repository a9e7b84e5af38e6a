//! A block that is cut says what it says as a whole.

use super::*;

fn with_cuts(text: &str, bytes: usize) -> Document {
    let mut builder = Builder::default();
    let source = Source::new(text, Extent::Whole)
        .with_window(bytes)
        .with_cuts(bytes);
    write(source, Extent::Whole, None, &mut builder);
    builder.finish().expect("small")
}

/// A list of lists, quotations, code and tables, as lines.
fn nested() -> impl Strategy<Value = String> {
    let block = prop::sample::select(
        &[
            "words",
            "words\nthat go on",
            "> quoted\n> and more",
            "> - point\n>   more\n>\n> 7. seventh",
            "~~~\ncode\n\nmore\n~~~",
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |",
            "[known]: x.md",
            "***",
        ][..],
    );
    let mark = prop::sample::select(&["- ", "12. ", "*   ", "> "][..]);
    let item = (0..4_usize, mark, prop::collection::vec(block, 1..3));
    prop::collection::vec(item, 1..12).prop_map(|items| {
        let mut marks: Vec<&str> = Vec::new();
        let mut text = String::new();
        for (depth, mark, blocks) in items {
            marks.truncate(depth);
            let around: String = marks.iter().map(|mark| after(mark)).collect();
            let within = around.clone() + &after(mark);
            for (idx, line) in blocks.join("\n\n").lines().enumerate() {
                let start = if idx == 0 {
                    around.clone() + mark
                } else {
                    within.clone()
                };
                text += (start + line).trim_end();
                text.push('\n');
            }
            text += around.trim_end();
            text.push('\n');
            marks.push(mark);
        }
        text
    })
}

/// What stands before the lines of a container that follow its first one.
fn after(mark: &str) -> String {
    match mark {
        "> " => mark.to_owned(),
        _ => " ".repeat(mark.len()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_block_that_is_cut_says_the_same(text in nested(), bytes in 4..100_usize) {
        let whole = with_window(&text, usize::MAX);
        let cut = with_cuts(&text, bytes);
        let words = |document: &Document| document.text().replace('\n', " ");
        prop_assert_eq!(words(&cut), words(&whole), "{}\n{}\n{}", text, dump(&cut), dump(&whole));
    }

    #[test]
    fn any_block_can_be_cut(text in text(), bytes in 1..200_usize) {
        let _ = with_cuts(&text, bytes);
    }
}
