//! Addresses that stand bare in the text, by the rules of GitHub's Markdown, section 6.9.

use memchr::memmem;

/// The longest name of a host, in bytes.
const HOST_BYTES_MAX: usize = 255;

/// A stretch of text, and where it leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) address: Option<String>,
}

/// Whether a text may have an address in it.
pub(super) fn may_have(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2(b'@', b':', bytes).is_some() || memmem::find(bytes, b"www.").is_some()
}

/// The text in parts, those that are addresses with where they lead.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut from = 0;
    while let Some((start, end, address)) = next(text, from, plain) {
        push(&mut parts, text, plain, start, None);
        push(&mut parts, text, start, end, Some(address));
        plain = end;
        from = end;
    }
    push(&mut parts, text, plain, text.len(), None);
    parts
}

fn push<'a>(
    parts: &mut Vec<Part<'a>>,
    text: &'a str,
    start: usize,
    end: usize,
    address: Option<String>,
) {
    if let Some(text) = text.get(start..end).filter(|text| !text.is_empty()) {
        parts.push(Part { text, address });
    }
}

/// The next address from `from` on, which may not reach back before `floor`.
fn next(text: &str, mut from: usize, floor: usize) -> Option<(usize, usize, String)> {
    loop {
        let rest = text.as_bytes().get(from..)?;
        // `w` is frequent: only the start of `www.` is looked at closely.
        let at = from + memchr::memchr3(b'@', b':', b'w', rest)?;
        let found = match text.as_bytes().get(at)? {
            b'@' => mail(text, at, floor),
            b':' => scheme(text, at, floor),
            _ => web(text, at, floor),
        };
        if found.is_some() {
            return found;
        }
        from = at + 1;
    }
}

/// Whether an address may start here: at the start, after white space, or after `*`, `_`, `~`, `(`.
fn may_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '('))
}

fn web(text: &str, at: usize, floor: usize) -> Option<(usize, usize, String)> {
    let rest = text.get(at..)?;
    if !rest.starts_with("www.") || at < floor || !may_start(text, at) {
        return None;
    }
    let end = at + end_of(rest, rest)?;
    let address = text.get(at..end)?;
    Some((at, end, format!("http://{address}")))
}

/// `http://`, `https://` or `ftp://`, from its colon.
fn scheme(text: &str, colon: usize, floor: usize) -> Option<(usize, usize, String)> {
    let after = text.get(colon..)?.strip_prefix("://")?;
    let before = text.get(floor..colon)?;
    let start = ["https", "http", "ftp"].iter().find_map(|scheme| {
        let start = before.len().checked_sub(scheme.len())?;
        let said = before.get(start..)?;
        said.eq_ignore_ascii_case(scheme).then_some(floor + start)
    })?;
    if !may_start(text, start) {
        return None;
    }
    let end = end_of(text.get(start..)?, after)? + start;
    Some((start, end, text.get(start..end)?.to_owned()))
}

/// The length of an address that starts `text`, whose domain starts `domain`; none where the domain
/// is none.
fn end_of(text: &str, domain: &str) -> Option<usize> {
    let reach = domain.get(..domain.floor_char_boundary(HOST_BYTES_MAX))?;
    let length = reach
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
        .unwrap_or(reach.len());
    let host = domain.get(..length)?.trim_end_matches('.');
    let mut labels = host.rsplit('.');
    let last = [labels.next()?, labels.next().unwrap_or_default()];
    let is_sound = host.contains('.')
        && !host.split('.').any(str::is_empty)
        && !last.iter().any(|label| label.contains('_'));
    if !is_sound {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || c == '<')
        .unwrap_or(text.len());
    let end = without_tail(text.get(..end)?);
    // The domain alone is the least.
    (end > text.len() - domain.len()).then_some(end)
}

/// The length of an address without the punctuation that ends its sentence.
fn without_tail(address: &str) -> usize {
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    let mut end = address.len();
    while let Some(kept) = address.get(..end) {
        let Some(last) = kept.chars().next_back() else {
            break;
        };
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => end -= 1,
            ')' if closed > opened => {
                closed -= 1;
                end -= 1;
            }
            ';' => {
                // An entity's name at the end is no part of it.
                let name = kept.trim_end_matches(';');
                let start = name
                    .trim_end_matches(|c: char| c.is_ascii_alphanumeric())
                    .len();
                let is_entity =
                    start < name.len() && name.get(..start).is_some_and(|name| name.ends_with('&'));
                end = if is_entity { start - 1 } else { end - 1 };
            }
            _ => break,
        }
    }
    end
}

/// A mail address around its `@`.
fn mail(text: &str, at: usize, floor: usize) -> Option<(usize, usize, String)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let before = text.get(floor..at)?;
    let start = floor + before.trim_end_matches(is_name).len();
    let after = text.get(at + 1..)?;
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let length = after.find(|c| !is_domain(c)).unwrap_or(after.len());
    let domain = after.get(..length)?.trim_end_matches('.');
    let is_sound = start < at
        && domain.contains('.')
        && !domain.split('.').any(str::is_empty)
        && !domain.ends_with(['-', '_']);
    let end = at + 1 + domain.len();
    is_sound.then_some(())?;
    Some((start, end, format!("mailto:{}", text.get(start..end)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        assert_eq!(
            parts(text).iter().map(|part| part.text).collect::<String>(),
            text
        );
        parts(text)
            .into_iter()
            .filter_map(|part| part.address)
            .collect()
    }

    #[test]
    fn bare_addresses_are_found_without_the_punctuation_around() {
        let cases = [
            ("See www.mill.example/a_b.", "http://www.mill.example/a_b"),
            ("(https://mill.example/a(b))", "https://mill.example/a(b)"),
            ("at HTTP://mill.example!", "HTTP://mill.example"),
            ("ftp://mill.example/x?a=b&c;", "ftp://mill.example/x?a=b"),
            (
                "to ann.b+c@mill-1.example.",
                "mailto:ann.b+c@mill-1.example",
            ),
            ("https://über.example/weg", "https://über.example/weg"),
        ];
        for (text, address) in cases {
            assert_eq!(addresses(text), [address], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "http://",
            "xwww.mill.example",
            "www.",
            "a@b",
            "a@b.c-",
            "@home",
            "12:30",
            "www.a_b.c_d",
            "http://a",
            "std::io",
            "http://..a",
        ] {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }
}
