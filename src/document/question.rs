//! Where a text asks.
//!
//! A question is a sentence that ends in a question mark. Sentences end at `.`, `!`, `?` or `…`,
//! closing quotes and brackets included, before a space and a letter that is not lower-case; an
//! initial or an abbreviation with inner stops ("U.S.") ends none.

/// The starts, in bytes, of the sentences of `text` that ask.
pub(super) fn starts(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    if memchr::memchr3(b'?', FULLWIDTH_LEAD, ARABIC_LEAD, text.as_bytes()).is_none() {
        return found;
    }
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        let mut asks = is_question(c);
        let mut wide = is_wide(c);
        let mut closers = String::new();
        while let Some((_, next)) = chars.next_if(|(_, next)| is_end(*next) || is_closer(*next)) {
            asks |= is_question(next) && closers.is_empty();
            wide |= is_wide(next);
            closers.extend(is_closer(next).then_some(next));
        }
        let after = chars.peek().map_or(text.len(), |(next, _)| *next);
        let rest = text.get(after..).unwrap_or_default();
        if !(wide || rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            continue;
        }
        if asks && found.last() != Some(&start) {
            found.push(start);
        }
        let follows = rest.trim_start();
        if follows.starts_with(char::is_lowercase) || (c == '.' && is_abbreviation(text, at)) {
            continue;
        }
        start = text.len() - follows.len();
    }
    found
}

const FULLWIDTH_LEAD: u8 = 0xEF;
const ARABIC_LEAD: u8 = 0xD8;

fn is_question(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '⁇' | '⁈' | '‽')
}

pub(super) fn is_end(c: char) -> bool {
    is_question(c) || matches!(c, '.' | '!' | '…' | '。' | '！')
}

/// Ends of sentences in scripts that put no space after them.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '）'
    )
}

/// Whether the stop at `at` belongs to an initial or to a word with stops inside it.
pub(super) fn is_abbreviation(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    letters.contains('.') || (letters.chars().count() == 1 && letters != "I")
}

#[cfg(test)]
mod tests {
    use super::starts;

    fn check(text: &str, questions: &[&str]) {
        let found: Vec<&str> = starts(text)
            .into_iter()
            .map(|at| text.split_at(at).1)
            .collect();
        assert_eq!(found.len(), questions.len(), "{found:?}");
        for (found, expected) in found.iter().zip(questions) {
            assert!(
                found.starts_with(expected),
                "{found:?} does not start with {expected:?}"
            );
        }
    }

    #[test]
    fn a_question_starts_where_its_sentence_does() {
        check("Who’s at fault?", &["Who"]);
        check("It is late. Is it? Yes. And now?", &["Is it", "And now"]);
        check(
            "He asked “why?” and left. Who knows?",
            &["He asked", "Who knows"],
        );
        check("是吗？不是。为什么？", &["是吗", "为什么"]);
    }

    #[test]
    fn stops_inside_words_end_no_sentence() {
        check("Does the U.S. Government know?", &["Does"]);
        check("Does J. Smith know 3.5 things?", &["Does"]);
    }

    #[test]
    fn a_mark_inside_a_word_asks_nothing() {
        check("See example.org/?a=b for more.", &[]);
        check("No question here.", &[]);
    }
}
