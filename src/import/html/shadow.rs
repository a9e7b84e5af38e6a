//! Shadow trees that a page declares, as pages saved whole have them: what such a template holds is
//! shown in its place.

use dom_query::{Document, NodeRef};

use super::dom;

/// Makes each template of a shadow tree an element that shows what it holds; the parser has measured
/// how deep that stands.
pub(super) fn open(page: &Document) {
    let is_shadow = |node: &NodeRef| {
        dom::name(node) == "template" && dom::attribute(node, "shadowrootmode").is_some()
    };
    let shadows = |node: &NodeRef| -> Vec<_> {
        let below = node.descendants_it().filter(is_shadow);
        below.map(|node| node.id).collect()
    };
    let mut closed = shadows(&page.root());
    while let Some(id) = closed.pop() {
        let template = NodeRef::new(id, &page.tree);
        let held = template
            .element_ref()
            .and_then(|element| element.template_contents);
        let Some(held) = held.map(|held| NodeRef::new(held, &page.tree)) else {
            continue;
        };
        // What one shadow tree holds may have others.
        closed.extend(shadows(&held));
        template.rename("div");
        for child in held.children() {
            template.append_child(&child);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::parse;

    fn shown(page: &str) -> String {
        dom::text_of(&parse(page).root(), usize::MAX)
    }

    #[test]
    fn what_a_declared_shadow_tree_holds_is_shown_in_its_place() {
        let page = "<p>One</p><my-card><template shadowrootmode=open><p>Two</p><my-card>\
            <template shadowrootmode=closed><p>Three</p></template></my-card></template>\
            <b>four</b></my-card><template><p>Never</p></template>";
        assert_eq!(shown(page), "One Two Three four");
        let xhtml = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><div>\
            <template shadowrootmode='open'><p>One</p></template></div></body></html>";
        assert_eq!(shown(xhtml), "One");
    }

    #[test]
    fn shadow_trees_in_shadow_trees_end_at_the_depth_of_a_page() {
        let open = "<div><template shadowrootmode=open>x";
        assert!(shown(&open.repeat(10_000)).contains("x x"));
        let deep = format!("{open}{}y", "<div>".repeat(100_000));
        assert_eq!(shown(&deep), "x y");
    }
}
