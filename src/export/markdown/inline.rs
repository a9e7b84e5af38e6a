//! Text with its roles and links, escaped so that nothing else in it is taken for markup.

use std::ops::Range;

use crate::document::{Document, Offset, Role, Target};

/// The roles that Markdown writes, outermost first; code is written apart.
const MARKS: [(Role, &str); 3] = [
    (Role::STRONG, "**"),
    (Role::EMPHASIS, "*"),
    (Role::STRIKE, "~~"),
];

/// The Markdown of a stretch of text, without the `\n` that ends a block.
pub(super) fn rendered(document: &Document, range: Range<Offset>) -> String {
    let text = document.slice(range.clone());
    let end = range.start.index() + text.trim_end_matches('\n').len();
    let range = range.start..Offset::from_index(end);
    let mut writer = Writer {
        markdown: String::new(),
        open: Vec::new(),
    };
    let mut at = range.start;
    for link in document.links(range.clone()) {
        let (start, end) = (link.range.start.max(at), link.range.end.min(range.end));
        writer.spans(document, at..start);
        match &link.target {
            Target::Outside(address) => {
                writer.switch(Role::PLAIN);
                writer.markdown.push('[');
                writer.spans(document, start..end);
                writer.switch(Role::PLAIN);
                let address = address.replace(['<', '>', '\\', '\n'], "");
                writer.markdown.extend(["](<", &address, ">)"]);
            }
            Target::Inside(_) => writer.spans(document, start..end),
        }
        at = end;
    }
    writer.spans(document, at..range.end);
    writer.switch(Role::PLAIN);
    writer.markdown
}

/// Escapes what would start a block where a line starts with it.
pub(super) fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line.get(digits..).unwrap_or_default();
    if digits > 0 && after.starts_with(['.', ')']) {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '+', '-', '=', '~', ':']) {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

/// `text` with every character that Markdown could take for markup escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

struct Writer {
    markdown: String,
    open: Vec<usize>,
}

impl Writer {
    fn spans(&mut self, document: &Document, range: Range<Offset>) {
        let mut at = range.start;
        for span in document.spans(range.clone()) {
            let (start, end) = (span.range.start.max(at), span.range.end.min(range.end));
            self.plain(document.slice(at..start));
            self.styled(document.slice(start..end), span.role);
            at = end;
        }
        self.plain(document.slice(at..range.end));
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.switch(Role::PLAIN);
            self.markdown.push_str(&escaped(text));
        }
    }

    fn styled(&mut self, text: &str, role: Role) {
        let body = text.trim_start();
        self.markdown
            .push_str(text.get(..text.len() - body.len()).unwrap_or_default());
        self.switch(role);
        if role.has(Role::CODE) {
            let longest = body.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest + 1);
            let space = if body.starts_with('`') || body.ends_with('`') {
                " "
            } else {
                ""
            };
            self.markdown.extend([&fence, space, body, space, &fence]);
        } else {
            self.markdown.push_str(&escaped(body));
        }
    }

    /// Closes the marks that `role` does not have, and opens those that it has.
    fn switch(&mut self, role: Role) {
        let keeps = |idx: &usize| MARKS.get(*idx).is_some_and(|(one, _)| role.has(*one));
        let kept = self.open.iter().take_while(|idx| keeps(idx)).count();
        if kept < self.open.len() {
            // A mark closes only right after the text that it marks.
            let end = self.markdown.trim_end_matches(' ').len();
            let spaces = self.markdown.split_off(end);
            for idx in self.open.drain(kept..).rev() {
                self.markdown
                    .push_str(MARKS.get(idx).map_or("", |(_, mark)| mark));
            }
            self.markdown.push_str(&spaces);
        }
        for (idx, (one, mark)) in MARKS.iter().enumerate() {
            if role.has(*one) && !self.open.contains(&idx) {
                self.open.push(idx);
                self.markdown.push_str(mark);
            }
        }
    }
}
