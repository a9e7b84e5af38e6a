//! Plain text of any size from a fixed seed: paragraphs, headings and lists.

pub(crate) const WORDS: [&str; 32] = [
    "the",
    "argument",
    "of",
    "a",
    "text",
    "is",
    "made",
    "from",
    "points",
    "and",
    "questions",
    "that",
    "one",
    "reader",
    "follows",
    "in",
    "turn",
    "while",
    "another",
    "looks",
    "for",
    "what",
    "was",
    "said",
    "before",
    "about",
    "long",
    "places",
    "kept",
    "where",
    "each",
    "goes",
];

/// The title of every generated text.
pub(crate) const TITLE: &str = "A Generated Text";

/// A generator of pseudo-random numbers: the same ones in every run (Knuth's MMIX constants).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    pub(crate) fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        let text = words.join(" ");
        let mut chars = text.chars();
        chars
            .next()
            .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    }
}

/// A plain text of `bytes` bytes.
pub(crate) fn text(bytes: usize) -> String {
    let mut random = Random(7);
    let mut text = format!("{TITLE}\n\n");
    while text.len() < bytes {
        match random.below(12) {
            0 => {
                let count = 3 + random.below(4);
                text.extend([&random.words(count), "\n\n"]);
            }
            1 => {
                for _ in 0..4 {
                    let count = 8 + random.below(12);
                    text.extend(["• ", &random.words(count), "\n"]);
                }
                text.push('\n');
            }
            _ => {
                for _ in 0..3 + random.below(4) {
                    let count = 8 + random.below(14);
                    let end = if random.below(8) == 0 { "? " } else { ". " };
                    text.push_str(&(random.words(count) + end));
                }
                text.push_str("\n\n");
            }
        }
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}
