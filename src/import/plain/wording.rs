//! What the characters of a source line tell: how it starts and ends, its case, its words.
//!
//! It knows no words of any language; it judges no source line by its neighbours.

/// The longest prompt of a shell, in bytes.
const PROMPT_BYTES_MAX: usize = 30;

/// Characters that may stand after the end of a sentence.
fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '*' | '_'
    )
}

/// Characters that may stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '"'
            | '\''
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '„'
            | '「'
            | '『'
            | '（'
            | '¿'
            | '¡'
            | '*'
            | '_'
    )
}

/// The last character that is no closing quote or bracket, nor of a note's mark such as `[3]`.
pub(super) fn last(text: &str) -> Option<char> {
    let noted = text
        .strip_suffix(']')
        .map(|text| text.trim_end_matches(|c: char| c.is_ascii_digit()))
        .and_then(|text| text.strip_suffix('['))
        .filter(|text| !text.is_empty());
    noted.unwrap_or(text).chars().rev().find(|c| !is_closer(*c))
}

/// Whether the text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    last(text).is_some_and(|c| {
        matches!(
            c,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।'
        )
    })
}

/// Greek asks with a semicolon.
fn has_greek(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'α'..='ω'))
}

/// Whether the text asks.
pub(super) fn ends_question(text: &str) -> bool {
    last(text)
        .is_some_and(|c| matches!(c, '?' | '？' | '؟' | '\u{37E}') || c == ';' && has_greek(text))
}

/// Whether the text announces what follows.
pub(super) fn ends_colon(text: &str) -> bool {
    last(text).is_some_and(|c| matches!(c, ':' | '：'))
}

/// Whether the text ends as a heading doesn't: as a sentence that does not ask, or as one that
/// goes on.
pub(super) fn ends_stop(text: &str) -> bool {
    let ends = last(text).is_some_and(|c| {
        matches!(
            c,
            '.' | '…'
                | '。'
                | '۔'
                | '।'
                | ','
                | ';'
                | ':'
                | '、'
                | '，'
                | '；'
                | '：'
                | '،'
                | '؛'
                | '-'
                | '–'
                | '—'
                | '='
                | '+'
                | '\\'
                | '|'
                | '&'
                | '/'
                | '<'
                | '>'
                | '{'
                | '}'
                | '('
        )
    });
    ends && !ends_question(text) || text.ends_with('(')
}

/// The first letter or digit.
fn first(text: &str) -> Option<char> {
    text.chars().find(|c| !is_opener(*c))
}

/// Whether the text starts with a small letter.
pub(super) fn starts_lower(text: &str) -> bool {
    first(text).is_some_and(char::is_lowercase)
}

/// Whether the text starts as a sentence or a heading does: not in lower case, not with a sign.
pub(super) fn starts_fresh(text: &str) -> bool {
    first(text).is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}

/// How many words the text has; three letters of a script without spaces count as one.
pub(super) fn words(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text);
    }
    let count = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    let is_unspaced = |c: &char| super::lines::is_wide(*c) && !is_hangul(*c);
    count + text.chars().filter(is_unspaced).count() / 3
}

fn ascii_words(text: &str) -> usize {
    let (mut count, mut is_counted) = (0, false);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            count += usize::from(!is_counted);
            is_counted = true;
        } else if matches!(byte, b' ' | b'\t'..=b'\r') {
            is_counted = false;
        }
    }
    count
}

/// Korean is written with spaces, unlike Chinese and Japanese.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether the text has at least two capitals and no small letter, and hardly letters of a script
/// that has no capitals.
pub(in crate::import) fn is_caps(text: &str) -> bool {
    let (mut capitals, mut others) = (0, 0);
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        if c.is_uppercase() {
            capitals += 1;
        } else if super::lines::is_wide(c) || c.is_alphabetic() {
            others += 1;
        }
    }
    capitals >= 2 && others <= capitals
}

/// Whether the text has a letter.
pub(super) fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a sentence ends inside the text, after a word and not after an abbreviation.
pub(super) fn has_inner_stop(text: &str) -> bool {
    let is_stop = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b';' | 0x80..);
    if !text.as_bytes().iter().any(is_stop) {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().take(40).collect();
    words.windows(2).any(|pair| {
        let bare = pair[0].trim_end_matches(is_closer);
        let stem = bare.trim_end_matches(['.', '!', '?', '…', ';']);
        let ends = stem.len() < bare.len() && bare != "...";
        ends && stem.chars().filter(|c| c.is_alphabetic()).count() > 3
            && !stem.contains('.')
            && starts_fresh(pair[1])
    })
}

/// The text's words in lower case, parted by one space: equal for texts that say the same.
pub(in crate::import) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            is_apart = true;
            continue;
        }
        if is_apart && !key.is_empty() {
            key.push(' ');
        }
        is_apart = false;
        if c.is_ascii() {
            key.push(c.to_ascii_lowercase());
        } else {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// The share of marks of programming in the text is that of code, not of prose.
pub(super) fn is_code(text: &str) -> bool {
    const STARTS: [&str; 15] = [
        "$ ", "//", "#[", "#!", "#include", "/*", "*/", ">>> ", "</", "<?", "<!", "});", "};",
        "{%", "{{",
    ];
    if text.len() > 240 {
        return false;
    }
    if STARTS.iter().any(|start| text.starts_with(start)) {
        return true;
    }
    let bare = text.trim_end();
    if is_prompted(bare) {
        return true;
    }
    if bare.ends_with(['{', '}', ';']) || bare.starts_with(['{', '}']) {
        return !bare.ends_with(';') || !bare.contains(' ') || has_code_sign(bare);
    }
    if matches!(bare, ")" | "]" | ");" | "]," | ")," | "...")
        || (bare.ends_with('(') && !bare.contains(' '))
        || bare.ends_with("({")
        || bare.ends_with("([")
    {
        return true;
    }
    let hits = code_signs(bare);
    if hits == 0 {
        return false;
    }
    let is_titled = starts_fresh(bare) && bare.contains(' ') && !bare.ends_with([')', ',', '(']);
    let prose = (words(bare) > 6 && (ends_sentence(bare) || ends_colon(bare)))
        || (words(bare) > 11 && starts_fresh(bare))
        || (is_titled && words(bare) > 3 && hits == 1);
    !prose && (hits > 1 || hits == 1 && words(bare) < 8 && !ends_sentence(bare))
}

/// A command behind a shell's prompt: "PS> dir", "ann@home:~$ ls".
fn is_prompted(text: &str) -> bool {
    let start = text.as_bytes().get(..PROMPT_BYTES_MAX.min(text.len()));
    let start = start.unwrap_or_default();
    let end = start.iter().position(|byte| *byte == b' ').unwrap_or(0);
    end > 1
        && start.first().is_some_and(u8::is_ascii_alphabetic)
        && start
            .get(end - 1)
            .is_some_and(|sign| matches!(sign, b'>' | b'$'))
}

/// How many kinds of pairs of signs that stand in code and hardly in prose the text has.
fn code_signs(text: &str) -> u32 {
    // Most prose has none of these; one look at all bytes, without an early end, is fast.
    let has_sign = |found: bool, byte: &u8| {
        found
            | matches!(
                byte,
                b':' | b'>' | b'(' | b'=' | b'/' | b'&' | b'|' | b'{' | b'[' | b')'
            )
    };
    if !text.as_bytes().iter().fold(false, has_sign) {
        return 0;
    }
    let mut kinds = 0_u32;
    for pair in text.as_bytes().windows(2) {
        let kind = match pair {
            b"::" => 0,
            b"->" => 1,
            b"=>" => 2,
            b"()" => 3,
            b"(\"" => 4,
            b"==" => 5,
            b"!=" => 6,
            b"</" => 7,
            b"&&" => 8,
            b"||" => 9,
            b"= " => 10,
            b"/>" => 11,
            b"{}" => 12,
            b"[]" => 13,
            b"):" => 14,
            b"+=" => 15,
            _ => continue,
        };
        kinds |= 1 << kind;
    }
    kinds.count_ones()
}

/// Signs that stand in code and hardly in prose.
fn has_code_sign(text: &str) -> bool {
    text.contains(['=', '(', '{', '<', '$', '_', '"', '[']) || text.contains("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_seen_behind_quotes_and_notes() {
        assert!(ends_sentence("He said “no.”"));
        assert!(ends_sentence("It is so.[12]"));
        assert!(ends_question("Is it (really?)"));
        assert!(!ends_sentence("A heading [draft]"));
        assert!(ends_question("Τι είναι αυτό;") && !ends_stop("Τι είναι αυτό;"));
        assert!(!ends_question("this;") && ends_stop("this;"));
        assert!(ends_colon("These are:"));
    }

    #[test]
    fn sentences_inside_are_seen() {
        assert!(has_inner_stop("The ending. Another start"));
        assert!(!has_inner_stop("Dr. Strange and Mr. Hyde"));
        assert!(!has_inner_stop("1. Introduction"));
        assert!(!has_inner_stop("Life in the U.S. Navy"));
    }

    #[test]
    fn code_is_told_from_prose() {
        for code in [
            "let x = 5;",
            "fn main() {",
            "}",
            "$ ls -l",
            "std::fs::read",
            "#[test]",
        ] {
            assert!(is_code(code), "{code}");
        }
        for prose in [
            "What is to be done?",
            "First; second; third and last",
            "He went on and on; she stayed;",
            "The function f() takes no argument and does nothing at all.",
        ] {
            assert!(!is_code(prose), "{prose}");
        }
    }

    #[test]
    fn keys_ignore_case_and_signs() {
        assert_eq!(key("“Who’s” at FAULT?"), "who s at fault");
    }
}
