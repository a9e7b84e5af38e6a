//! The first sentence of a text: what is read of a paragraph by who skims.

use super::question::{is_abbreviation, is_closer, is_end, is_wide};

/// The fewest words of a sentence that says something; one in a script without spaces may be one.
const WORDS_MIN: usize = 2;

/// The start of `text` up to the end of its first sentence, closing quotes and brackets included.
///
/// Sentences end as questions do; one of a single word ("Mr.", "No.") goes on in the next.
pub fn first_sentence(text: &str) -> &str {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        let mut wide = is_wide(c);
        while let Some((_, next)) = chars.next_if(|(_, next)| is_end(*next) || is_closer(*next)) {
            wide |= is_wide(next);
        }
        let after = chars.peek().map_or(text.len(), |(next, _)| *next);
        let (start, rest) = text.split_at(after);
        let is_over = wide || rest.is_empty() || rest.starts_with(char::is_whitespace);
        let goes_on = rest.trim_start().starts_with(char::is_lowercase)
            || (c == '.' && is_abbreviation(text, at));
        if is_over && !goes_on && (wide || start.split_whitespace().nth(WORDS_MIN - 1).is_some()) {
            return start;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    fn check(text: &str, sentence: &str) {
        assert_eq!(first_sentence(text), sentence);
    }

    #[test]
    fn a_sentence_ends_with_its_mark_and_what_closes_after_it() {
        check("It is late. Is it?", "It is late.");
        check("Is it late? Yes.", "Is it late?");
        check("He said “it is late.” And left.", "He said “it is late.”");
        check("It goes on (or so.) Or not.", "It goes on (or so.)");
        check("沒有人負責。也沒有人知道。", "沒有人負責。");
        check("no mark at all", "no mark at all");
        check("", "");
    }

    #[test]
    fn stops_inside_words_and_numbers_end_none() {
        check("The U.S. Government pays 3.5 per cent. Or less.", {
            "The U.S. Government pays 3.5 per cent."
        });
        check("“Why?” he asked. Who knows?", "“Why?” he asked.");
        check("No. It is not so. Or is it?", "No. It is not so.");
    }
}
