//! Whether a text is Markdown.
//!
//! Text without markup must stay so: a text is taken for Markdown only where it shows two things
//! of which each is rare elsewhere, such as a heading after `#` and a link in brackets. Code has many
//! of them by chance, so what looks like it is none.

/// What names of files end in that hold Markdown.
const ENDINGS: [&str; 10] = [
    "markdown", "md", "mdown", "mdtxt", "mdwn", "mdx", "mkd", "mkdn", "qmd", "rmd",
];

/// How much of a source is looked at, in bytes: within every head.
const SNIFF_BYTES: usize = 32 * 1024;

/// What share of the lines at the left edge is code at least, where the whole is.
const CODE_SHARE: usize = 4;

/// What share of the lines at the left edge has links or stress at least, where these are all that
/// tells.
const LINK_SHARE: usize = 4;

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
    /// Headings below the first level, which stand between empty lines.
    inner_headings: usize,
    fences: usize,
    links: usize,
    definitions: usize,
    tables: usize,
    stresses: usize,
    has_front: bool,
    /// Lines at the left edge, and those of them that look like code.
    lines: usize,
    code: usize,
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
        let stands_apart = before.is_empty() && !after.starts_with('#') && !is_code(after);
        if (1..=6).contains(&level)
            && line.starts_with('#')
            && title.starts_with(' ')
            && stands_apart
        {
            self.headings += 1;
            self.inner_headings += usize::from(level > 1 && after.is_empty());
        }
        if !bare.is_empty() && !line.starts_with([' ', '\t', '#']) {
            self.lines += 1;
            self.code += usize::from(is_code(bare));
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
        self.links += usize::from(has_link(bare));
        let is_stressed = bare.split("**").count() > 2 || bare.split('`').count() > 2;
        self.stresses += usize::from(is_stressed);
    }

    fn are_clear(&self) -> bool {
        if self.code * CODE_SHARE > self.lines {
            return false;
        }
        let rare = [
            self.headings,
            self.fences,
            self.links,
            self.definitions,
            self.tables,
        ];
        let kinds = rare.into_iter().filter(|count| *count > 0).count();
        let is_front_of = self.has_front && (kinds > 0 || self.stresses > 0);
        // A plain text may have kept some of both.
        let are_dense = (self.links + self.stresses) * LINK_SHARE > self.lines;
        let has_links = self.links > 0 && are_dense;
        let is_stressed = self.stresses > 0 && (self.headings > 1 || has_links);
        let is_outline = self.headings > 1 && self.inner_headings > 0;
        kinds > 1 || self.fences > 1 || is_front_of || is_stressed || is_outline
    }
}

/// Whether a line has a link: words in brackets, right before an address in parentheses.
fn has_link(line: &str) -> bool {
    line.match_indices("](").any(|(at, joint)| {
        let (before, after) = (line.get(..at), line.get(at + joint.len()..));
        let label = before.and_then(|before| before.rfind('[').map(|start| before.split_at(start)));
        let (Some((before, label)), Some((address, _))) =
            (label, after.and_then(|after| after.split_once(')')))
        else {
            return false;
        };
        // In code it is an element of a list that is called.
        let is_apart =
            !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']'));
        let is_address = address.contains(['/', '.', '#', ':']) && !address.starts_with(' ');
        label.len() > 1 && is_apart && is_address
    })
}

/// Whether a line looks like code, as it stands at the left edge of a program or of its settings.
fn is_code(line: &str) -> bool {
    const STARTS: [&str; 11] = [
        "#include ",
        "#define ",
        "//",
        "/*",
        "@",
        "def ",
        "class ",
        "import ",
        "fn ",
        "pub ",
        "export ",
    ];
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
    let after_name = line.trim_start_matches(word);
    let sets = after_name.len() < line.len() && after_name.trim_start().starts_with('=');
    let is_section = line.starts_with('[') && line.ends_with(']') && !line.contains("](");
    let imports = line.starts_with("from ") && line.contains(" import ");
    let begins = STARTS.iter().any(|start| line.starts_with(start)) && !line.ends_with('.');
    let ends =
        line.ends_with(['{', '}', ';', '(', '[', '\\']) || line.ends_with("then") || line == "fi";
    sets || is_section || imports || begins || ends
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
            "# One\n\n## Two\n\nWords.\n\n## Three\n\nWords.\n",
            "See [the table](tides.md) for **this**, and more.\n",
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
            "# Copies the lamp\n\ncp lamp.a lamp.b\n\n# Shows what `lamp` is\n\nls -l {\n",
            "import os\n\n# One way\n\ndef a(**b):\n    return all[0](b)\n\n# Another\n\nx = `y`\n",
            "# One\n\n[part]\na = \"`b`\"\n\n# Two\n\nc = \"**d**\"\n",
        ] {
            assert!(!is_markdown(text.as_bytes()), "{text}");
        }
    }
}
