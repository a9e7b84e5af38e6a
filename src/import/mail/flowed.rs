//! Text whose paragraphs flow: a space at the end of a source line says that the next one goes on
//! (RFC 3676).

/// Joins what flows. Each paragraph comes to be one source line, quotes behind their `>`; where
/// `is_glued`, the space that ends a source line is no part of the text.
pub(super) fn joined(text: &str, is_glued: bool) -> String {
    let mut joined = String::with_capacity(text.len() + 1);
    // How deep the source line is quoted that goes on.
    let mut open = None;
    for line in text.lines() {
        let (depth, line) = quoted(line);
        let is_signature = line == "-- ";
        if open != Some(depth) || is_signature {
            if open.is_some() {
                joined.push('\n');
            }
            joined.extend(std::iter::repeat_n('>', depth));
            if depth > 0 {
                joined.push(' ');
            }
        }
        let flows = line.ends_with(' ') && !is_signature;
        let line = if flows && is_glued {
            line.strip_suffix(' ').unwrap_or(line)
        } else {
            line
        };
        joined.push_str(line);
        open = flows.then_some(depth);
        if !flows {
            joined.push('\n');
        }
    }
    joined
}

/// How deep a source line is quoted, and what it says without the space that is put in front.
fn quoted(line: &str) -> (usize, &str) {
    let text = line.trim_start_matches('>');
    let depth = line.len() - text.len();
    (depth, text.strip_prefix(' ').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_flow_and_quotes_stay_apart() {
        let text = "One \r\ntwo\r\nthree\r\n>> deep \r\n>> er\r\n> quote \r\nbelow\r\n";
        assert_eq!(
            joined(text, false),
            "One two\nthree\n>> deep er\n> quote \nbelow\n"
        );
    }

    #[test]
    fn what_is_stuffed_is_no_quote_and_a_signature_never_flows() {
        assert_eq!(
            joined(" >not quoted\n From here\n", false),
            ">not quoted\nFrom here\n"
        );
        assert_eq!(joined("So it \n-- \nAnn\n", false), "So it \n-- \nAnn\n");
    }

    #[test]
    fn scripts_without_spaces_flow_without_them() {
        assert_eq!(joined("漢 \n字\n", true), "漢字\n");
    }
}
