//! Formulas in `MathML` as one row of text.

use dom_query::NodeRef;

use super::dom;

/// The most text that a formula has, in bytes; what is longer is cut.
const FORMULA_BYTES_MAX: usize = 8192;

/// A formula as its author wrote it, where the page says so, else as its parts read in a row.
pub(super) fn linear(math: &NodeRef) -> String {
    let source = math
        .descendants_it()
        .find(|inner| {
            dom::name(inner) == "annotation"
                && dom::attribute(inner, "encoding").is_some_and(|kind| kind.contains("tex"))
        })
        .map(|inner| dom::text_of(&inner, FORMULA_BYTES_MAX));
    if let Some(source) = source.or_else(|| dom::attribute(math, "alttext")) {
        return source;
    }
    let mut row = String::new();
    write(math, &mut row);
    row
}

fn write(node: &NodeRef, row: &mut String) {
    if row.len() > FORMULA_BYTES_MAX {
        return;
    }
    if let Some(text) = dom::with_text(node, |text| text.trim().to_owned()) {
        row.push_str(&text);
        return;
    }
    let parts: Vec<NodeRef> = node
        .children_it(false)
        .filter(NodeRef::is_element)
        .collect();
    match (dom::name(node).as_str(), parts.as_slice()) {
        ("annotation" | "annotation-xml", _) => {}
        ("msup" | "mover", [base, over]) => joined(&[base, over], "^", row),
        ("msub" | "munder", [base, under]) => joined(&[base, under], "_", row),
        ("msubsup" | "munderover", [base, under, over]) => {
            joined(&[base, under], "_", row);
            row.push('^');
            part(over, row);
        }
        ("mfrac", [above, below]) => joined(&[above, below], "/", row),
        ("msqrt", _) => {
            row.push('√');
            row.push('(');
            for inner in &parts {
                write(inner, row);
            }
            row.push(')');
        }
        ("mroot", [base, index]) => {
            part(index, row);
            row.push('√');
            part(base, row);
        }
        ("mo", _) => operator(&dom::text_of(node, 64), row),
        ("mtr", cells) => {
            for (idx, cell) in cells.iter().enumerate() {
                if idx > 0 {
                    row.push_str(", ");
                }
                write(cell, row);
            }
            row.push_str("; ");
        }
        ("mspace", _) => row.push(' '),
        _ => {
            for inner in node.children_it(false) {
                write(&inner, row);
            }
        }
    }
}

fn joined(parts: &[&NodeRef], sign: &str, row: &mut String) {
    for (idx, inner) in parts.iter().enumerate() {
        if idx > 0 {
            row.push_str(sign);
        }
        part(inner, row);
    }
}

/// One part, in brackets where it is of several.
fn part(node: &NodeRef, row: &mut String) {
    let mut inner = String::new();
    write(node, &mut inner);
    let inner = inner.trim();
    if inner.chars().count() > 1 && !inner.chars().all(char::is_alphanumeric) {
        row.push('(');
        row.push_str(inner);
        row.push(')');
    } else {
        row.push_str(inner);
    }
}

/// Relations and sums stand free, brackets and invisible signs do not.
fn operator(sign: &str, row: &mut String) {
    match sign {
        "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" => {}
        "(" | ")" | "[" | "]" | "{" | "}" | "|" | "!" | "′" | "." | "‖" => row.push_str(sign),
        "," | ";" => {
            row.push_str(sign);
            row.push(' ');
        }
        _ => {
            row.push(' ');
            row.push_str(sign);
            row.push(' ');
        }
    }
}
