//! What stands in a table outside its rows and cells. HTML's parser moves it before the table;
//! in XHTML it stays, and gets a row and a cell of its own, as style sheets have it (CSS 2.2,
//! section 17.2.1).

use dom_query::{Document, NodeRef};

use super::dom;
use super::tag::is_mute;

/// Gives what has none a row or a cell.
pub(in crate::import) fn settle(page: &Document) {
    let root = page.root();
    let of = |is_such: fn(&str) -> bool| -> Vec<NodeRef> {
        root.descendants_it()
            .filter(|node| is_such(&dom::name(node)))
            .collect()
    };
    for table in of(|name| matches!(name, "table" | "thead" | "tbody" | "tfoot")) {
        wrap(&table, "tr", is_part);
    }
    for row in of(|name| name == "tr") {
        wrap(&row, "td", |name| matches!(name, "td" | "th"));
    }
}

/// Wraps each run of children that belong in no `fits` in an element called `name`.
fn wrap(node: &NodeRef, name: &str, fits: fn(&str) -> bool) {
    let mut run: Vec<NodeRef> = Vec::new();
    for child in node.children() {
        let child_name = dom::name(&child);
        if child.is_element() && (fits(&child_name) || is_mute(&child_name)) {
            end(&mut run, name);
        } else {
            run.push(child);
        }
    }
    end(&mut run, name);
}

/// Wraps a run, unless it shows nothing.
fn end(run: &mut Vec<NodeRef>, name: &str) {
    let shows = |node: &NodeRef| {
        matches!(dom::name(node).as_str(), "img" | "td" | "th") || !dom::text_of(node, 1).is_empty()
    };
    let run = std::mem::take(run);
    if !run.iter().any(shows) {
        return;
    }
    let Some(first) = run.first() else {
        return;
    };
    let wrapper = first.tree.new_element(name);
    first.insert_before(&wrapper);
    for node in &run {
        wrapper.append_child(node);
    }
}

fn is_part(name: &str) -> bool {
    matches!(name, "caption" | "thead" | "tbody" | "tfoot" | "tr")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::parse;
    use crate::import::{Options, import};

    /// The table's elements and texts of a page of XHTML.
    fn settled(table: &str) -> String {
        let page = format!(
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>\
            <table>{table}</table></body></html>"
        );
        let page = parse(&page);
        let table = page
            .root()
            .descendants_it()
            .find(|node| dom::name(node) == "table");
        table.expect("a table").inner_html().to_string()
    }

    #[test]
    fn what_stands_in_no_row_or_cell_gets_its_own() {
        assert_eq!(
            settled("<tr><td>a</td>one <i>two</i><td>b</td></tr>"),
            "<tr><td>a</td><td>one <i>two</i></td><td>b</td></tr>"
        );
        assert_eq!(
            settled("<tbody><td>a</td><td>b</td></tbody><p>c</p>"),
            "<tbody><tr><td>a</td><td>b</td></tr></tbody><tr><td><p>c</p></td></tr>"
        );
    }

    #[test]
    fn tables_in_tables_stay_as_deep_as_can_be_walked() {
        let page = [
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>",
            &"<table>".repeat(1000),
            "x",
            &"</table>".repeat(1000),
            "</body></html>",
        ]
        .concat();
        let document = import(page.as_bytes(), &Options::default())
            .expect("a page")
            .document;
        assert!(document.text().contains('x'));
    }

    #[test]
    fn what_shows_nothing_between_rows_and_cells_stays() {
        let table = "<caption>c</caption> <tr> <a id=\"x\"></a><td>a</td> </tr> ";
        assert_eq!(settled(table), table);
    }
}
