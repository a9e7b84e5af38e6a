//! Shows what the buttons of a page open: the answer to a question, a part of a guide.
//!
//! Told by WAI-ARIA: a button has a state, expanded or not, and the name of what it controls.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};

use super::dom;

/// Shows all panels but those of menus and dialogs.
pub(super) fn open(page: &Document) {
    let root = page.root();
    let elements = || root.descendants_it().filter(NodeRef::is_element);
    let buttons = elements().filter(|node| node.has_attr("aria-expanded"));
    let controls: Vec<String> = buttons
        .filter(|button| {
            !is_menu(button) && !button.ancestors_it(None).any(|outer| is_menu(&outer))
        })
        .filter_map(|button| dom::attribute(&button, "aria-controls"))
        .collect();
    let names: HashSet<&str> = controls
        .iter()
        .flat_map(|names| names.split_whitespace())
        .collect();
    if names.is_empty() {
        return;
    }
    let is_panel = |node: &NodeRef| {
        let id = dom::attribute(node, "id");
        id.is_some_and(|id| names.contains(id.as_str())) && !is_menu(node)
    };
    let panels: Vec<NodeRef> = elements().filter(is_panel).collect();
    for node in panels {
        node.remove_attrs(&["hidden", "style", "aria-hidden"]);
    }
}

/// Whether an element is of the page's tools, or stands over the page.
fn is_menu(node: &NodeRef) -> bool {
    const ROLES: [&str; 8] = [
        "alertdialog",
        "combobox",
        "dialog",
        "listbox",
        "menu",
        "menubar",
        "navigation",
        "tree",
    ];
    let name = dom::name(node);
    let role = || dom::attribute(node, "role").unwrap_or_default();
    let has_popup = || node.has_attr("aria-haspopup");
    matches!(
        name.as_str(),
        "nav" | "header" | "footer" | "form" | "dialog" | "select"
    ) || ROLES.contains(&role().trim())
        || has_popup()
}
