//! How many words a text has.

/// The words of `text`: runs without spaces, and one for every two letters of a script that writes
/// no spaces between words (kana and Chinese characters).
pub fn count(text: &str) -> u32 {
    let mut after_space = true;
    let mut runs = 0u32;
    let mut letters = 0u32;
    for byte in text.bytes() {
        let is_space = matches!(byte, b' ' | b'\t');
        runs += u32::from(after_space && !is_space);
        after_space = is_space;
        // Lead bytes of U+3000 to U+9FFF in UTF-8.
        letters += u32::from((0xE3..=0xE9).contains(&byte));
    }
    runs + letters / 2
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn words_are_runs_between_spaces() {
        assert_eq!(count("If both sides choose"), 4);
        assert_eq!(count("  two  words "), 2);
        assert_eq!(count(""), 0);
    }

    #[test]
    fn scripts_without_spaces_count_by_letters() {
        assert_eq!(count("網路安全都是中國的錯"), 1 + 5);
    }
}
