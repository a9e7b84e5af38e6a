//! Keeps the language of the code that arrives.

use super::Builder;
use crate::document::{BlockIdx, Code, code};

/// Where code ends that is still open.
const OPEN: BlockIdx = BlockIdx(u32::MAX);

impl Builder {
    /// Begins code in a language: its rows are the blocks of [`Kind::Code`](crate::document::Kind)
    /// that follow, up to [`Self::end_code`] or the next block of another kind. What can't be the
    /// name of a language is left out.
    pub fn begin_code(&mut self, language: &str) {
        self.end_code();
        if code::is_language(language) {
            // Most texts have code in one language.
            let before = self.document.groups.code.last().map(|code| &code.language);
            let same = before.filter(|before| before.as_ref() == language).cloned();
            self.document.groups.code.push(Code {
                first: BlockIdx(self.document.blocks.len() as u32),
                end: OPEN,
                language: same.unwrap_or_else(|| language.into()),
            });
        }
    }

    /// Ends the open code, if there is some.
    pub fn end_code(&mut self) {
        self.end();
        self.close_code();
    }

    /// Ends the open code before the next block.
    pub(super) fn close_code(&mut self) {
        let end = BlockIdx(self.document.blocks.len() as u32);
        if let Some(code) = self.document.groups.code.pop_if(|code| code.end == OPEN) {
            let rows = Some(Code { end, ..code }).filter(|code| code.first < end);
            self.document.groups.code.extend(rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Builder, Kind, LANGUAGE_BYTES_MAX, Lead, dump, laws};

    #[test]
    fn code_is_in_a_language_as_far_as_it_goes() {
        let mut b = Builder::default();
        b.begin_code("rust");
        b.block(Kind::Code, Lead::Apart, "one");
        b.block(Kind::Code, Lead::Apart, "two");
        b.begin_code("c++");
        b.block(Kind::Code, Lead::Close, "three");
        b.end_code();
        b.block(Kind::Code, Lead::Close, "four");
        b.begin_code("go");
        b.block(Kind::Paragraph, Lead::Apart, "words");
        b.block(Kind::Code, Lead::Apart, "five");
        b.begin_code("go");
        let document = b.finish().expect("small");
        let expected = "code(rust) \"one\"\ncode(rust) \"two\"\ncode(c++) close \"three\"\n\
                        code close \"four\"\nparagraph \"words\"\ncode \"five\"\n";
        assert_eq!(dump(&document), expected);
    }

    #[test]
    fn what_cannot_name_a_language_is_left_out() {
        let long = "x".repeat(LANGUAGE_BYTES_MAX + 1);
        for name in [
            "",
            "a b",
            "a\n",
            "`a",
            "a~",
            "\\",
            "\u{1B}",
            "a\u{202E}",
            "++",
            "\u{3164}",
            &long,
        ] {
            let mut b = Builder::default();
            b.begin_code(name);
            b.block(Kind::Code, Lead::Apart, "x");
            let document = b.finish().expect("small");
            assert_eq!(
                document.code_language(document.last_block()),
                None,
                "{name:?}"
            );
        }
    }

    #[test]
    fn code_that_is_taken_back_leaves_no_trace() {
        let mut b = Builder::default();
        for language in ["rust", "go"] {
            b.begin_code(language);
            b.block(Kind::Code, Lead::Apart, "kept");
            b.block(Kind::Code, Lead::Close, "lost");
        }
        b.take_back("lost\n".len());
        b.block(Kind::Code, Lead::Close, "bare");
        let document = b.finish().expect("small");
        let expected = "code(rust) \"kept\"\ncode(rust) close \"lost\"\ncode(go) \"kept\"\ncode close \"bare\"\n";
        assert_eq!(dump(&document), expected);
        assert_eq!(laws::broken(&document), None);
    }
}
