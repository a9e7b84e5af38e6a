//! What the elements of HTML are for.

use crate::document::Role;

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Tag {
    /// Nothing in it is to be read.
    Mute,
    /// A control or a drawing: its words are none of the text around.
    Control,
    /// It stands apart from what is around it.
    Block,
    /// A heading, level 1 to 6.
    Heading(u8),
    /// A list, numbered or not.
    List {
        /// Whether its items have numbers.
        numbered: bool,
    },
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// Code, its white space kept.
    Code,
    /// A table.
    Table,
    /// A caption of a figure or table.
    Caption,
    /// A figure with its caption.
    Figure,
    /// A picture.
    Picture,
    /// What a definition defines, or what a folded stretch says of itself.
    Term,
    /// A definition.
    Definition,
    /// A break between parts.
    Rule,
    /// The row ends here.
    Break,
    /// A link or a place to link to.
    Link,
    /// A formula in `MathML`.
    Formula,
    /// A quotation within a sentence.
    InlineQuote,
    /// A stretch with a role.
    Inline(Role),
    /// A stretch that means nothing of its own.
    Plain,
}

impl Tag {
    /// Whether an element stands within its sentence.
    pub(in crate::import) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Mute
                | Self::Control
                | Self::Picture
                | Self::Break
                | Self::Link
                | Self::Formula
                | Self::InlineQuote
                | Self::Inline(_)
                | Self::Plain
        )
    }
}

/// What the element of a name, in lower case, is for.
pub(in crate::import) fn tag(name: &str) -> Tag {
    match name {
        "script" | "style" | "template" | "head" | "title" | "meta" | "link" | "iframe"
        | "embed" | "param" | "canvas" | "audio" | "video" | "source" | "track" | "map"
        | "area" | "input" | "datalist" | "progress" | "meter" | "noframes" | "rp" | "colgroup"
        | "col" | "frame" | "frameset" => Tag::Mute,
        "button" | "select" | "svg" | "textarea" => Tag::Control,
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "ul" | "menu" | "dir" => Tag::List { numbered: false },
        "ol" => Tag::List { numbered: true },
        "li" => Tag::Item,
        "blockquote" => Tag::Quote,
        "pre" | "listing" | "xmp" | "plaintext" => Tag::Code,
        "table" => Tag::Table,
        "figcaption" | "caption" => Tag::Caption,
        "figure" => Tag::Figure,
        "img" | "image" => Tag::Picture,
        "dt" | "summary" => Tag::Term,
        "dd" => Tag::Definition,
        "hr" => Tag::Rule,
        "br" => Tag::Break,
        "a" => Tag::Link,
        "math" => Tag::Formula,
        "q" => Tag::InlineQuote,
        "em" | "i" | "cite" | "dfn" | "var" => Tag::Inline(Role::EMPHASIS),
        "strong" | "b" => Tag::Inline(Role::STRONG),
        "code" | "kbd" | "samp" | "tt" => Tag::Inline(Role::CODE),
        "del" | "s" | "strike" => Tag::Inline(Role::STRIKE),
        "sup" => Tag::Inline(Role::RAISED),
        "sub" => Tag::Inline(Role::LOWERED),
        "address" | "article" | "aside" | "body" | "center" | "details" | "dialog" | "div"
        | "dl" | "fieldset" | "footer" | "form" | "header" | "hgroup" | "html" | "legend"
        | "main" | "nav" | "noscript" | "object" | "optgroup" | "option" | "p" | "search"
        | "section" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => Tag::Block,
        _ => Tag::Plain,
    }
}

/// Whether nothing in an element of this name is text.
pub(super) fn is_mute(name: &str) -> bool {
    matches!(tag(name), Tag::Mute | Tag::Control)
}

/// Whether an element of this name stands apart from what is around it.
pub(super) fn is_block(name: &str) -> bool {
    !tag(name).is_inline()
}
