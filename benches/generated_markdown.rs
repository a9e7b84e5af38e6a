//! Markdown of any size from a fixed seed: paragraphs with links and stresses, headings, lists, code,
//! quotes and tables.

use crate::generated::{Random, TITLE, WORDS};

/// A text of `bytes` bytes in Markdown.
pub(crate) fn text(bytes: usize) -> String {
    let mut random = Random(11);
    let mut text = format!("# {TITLE}\n\n");
    while text.len() < bytes {
        match random.below(16) {
            0 => text.extend(["## ", &random.marked(5), "\n\n"]),
            1 => {
                for _ in 0..4 {
                    let count = 8 + random.below(12);
                    text.extend(["- ", &random.marked(count), "\n"]);
                }
                text.push('\n');
            }
            2 => text.extend(["> ", &random.marked(30), "\n\n"]),
            3 => {
                text.push_str("```sh\n");
                for _ in 0..4 {
                    text.extend([&random.words(6), "\n"]);
                }
                text.push_str("```\n\n");
            }
            4 => {
                text.push_str("| what | how many |\n|---|---:|\n");
                for row in 0..4 {
                    text.extend(["| ", &random.words(3), &format!(" | {row} |\n")]);
                }
                text.push('\n');
            }
            _ => {
                for _ in 0..4 + random.below(8) {
                    let count = 8 + random.below(5);
                    text.extend([&random.marked(count), ".\n"]);
                }
                text.push('\n');
            }
        }
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}

impl Random {
    /// Words of which some are stressed, code or links.
    fn marked(&mut self, count: usize) -> String {
        let mut text = self.words(count);
        let word = WORDS[self.below(WORDS.len())];
        match self.below(6) {
            0 => text.extend([" *", word, "* here"]),
            1 => text.extend([" **", word, "**"]),
            2 => text.extend([" `", word, "`"]),
            3 => text.extend([" [", word, "](https://mill.example/", word, ")"]),
            _ => {}
        }
        text
    }
}
