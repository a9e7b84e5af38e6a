//! Whether a text is Markdown.
//!
//! Text without markup must stay so: a text is taken for Markdown only where it shows two things
//! of which each is rare elsewhere, such as a heading after `#` and a link in brackets.

/// What names of files end in that hold Markdown.
const ENDINGS: [&str; 10] = [
    "markdown", "md", "mdown", "mdtxt", "mdwn", "mdx", "mkd", "mkdn", "qmd", "rmd",
];

/// How much of a source is looked at, in bytes: within every head.
const SNIFF_BYTES: usize = 32 * 1024;

/// Whether a file of this name holds Markdown.
pub(in crate::import) fn is_named(name: &str) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// What was seen of Markdown.
#[derive(Debug, Default)]
struct Signs {
    headings: usize,
    fences: usize,
    links: usize,
    definitions: usize,
    tables: usize,
    stresses: usize,
    has_front: bool,
}

/// Whether the bytes are clearly Markdown.
pub(in crate::import) fn is_markdown(bytes: &[u8]) -> bool {
    let start = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let text = String::from_utf8_lossy(start);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut signs = Signs::default();
    let body = match super::front::read(text) {
        Some((_, end)) => {
            signs.has_front = true;
            text.get(end..).unwrap_or_default()
        }
        None => text,
    };
    signs.look(body);
    signs.are_clear()
}

impl Signs {
    fn look(&mut self, text: &str) {
        let mut fence: Option<&str> = None;
        let mut before = "";
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let bare = line.trim();
            let opens = ["```", "~~~"]
                .into_iter()
                .find(|fence| bare.starts_with(fence));
            match (fence, opens) {
                (Some(open), Some(close)) if open == close => {
                    self.fences += 1;
                    fence = None;
                }
                (None, Some(open)) => fence = Some(open),
                (None, None) => {
                    let after = lines.peek().map_or("", |after| after.trim());
                    self.line(line, before, after);
                }
                _ => {}
            }
            before = bare;
        }
    }

    fn line(&mut self, line: &str, before: &str, after: &str) {
        let bare = line.trim();
        let title = bare.trim_start_matches('#');
        let level = bare.len() - title.len();
        let stands_apart = before.is_empty() && (after.is_empty() || !after.starts_with('#'));
        if (1..=6).contains(&level)
            && line.starts_with('#')
            && title.starts_with(' ')
            && stands_apart
        {
            self.headings += 1;
        }
        let is_rule_of_table = bare.contains("--")
            && bare.contains('|')
            && before.contains('|')
            && bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        self.tables += usize::from(is_rule_of_table);
        let is_definition = bare.starts_with('[')
            && bare
                .split_once("]: ")
                .is_some_and(|(label, to)| label.len() > 1 && !to.is_empty());
        self.definitions += usize::from(is_definition);
        let is_link = bare.split_once("](").is_some_and(|(label, to)| {
            label.contains('[') && to.contains(')') && !to.starts_with(' ')
        });
        self.links += usize::from(is_link);
        let is_stressed = bare.split("**").count() > 2 || bare.split('`').count() > 2;
        self.stresses += usize::from(is_stressed);
    }

    fn are_clear(&self) -> bool {
        let rare = [
            self.headings,
            self.fences,
            self.links,
            self.definitions,
            self.tables,
        ];
        let kinds = rare.into_iter().filter(|count| *count > 0).count();
        let is_front_of = self.has_front && (kinds > 0 || self.stresses > 0);
        kinds > 1 || is_front_of || (self.headings > 1 && self.stresses > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_signs_of_markdown_are_clear() {
        for text in [
            "# Tides\n\nSee [the table](tides.md).\n",
            "---\ntitle: Tides\n---\n\nThe **tide** waits.\n",
            "Tides\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nls\n```\n",
            "# One\n\nWords.\n\n## Two\n\nThe `moon` is it.\n",
        ] {
            assert!(is_markdown(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn text_without_markup_is_none() {
        for text in [
            "Tides\n=====\n\n- One point\n- Another\n\n> quoted words\n",
            "# a comment\nset x 1\n# another\nset y 2\n",
            "[1] A note.\n[2] Another *stressed* note.\n",
            "I give it **two** stars, and #1 in my list.\n",
            "---\n\nA letter between rules.\n\n---\n",
        ] {
            assert!(!is_markdown(text.as_bytes()), "{text}");
        }
    }
}
