//! What the lines say that are no part of an article; all of it as [`plain::key`] writes it.
//!
//! Closed lists: conventions of pages, not of any one page.

#[cfg(doc)]
use crate::import::plain;

/// What stands above links to other texts.
pub(super) const RAILS: [&str; 33] = [
    "also read",
    "don t miss",
    "editor s picks",
    "editors picks",
    "keep reading",
    "latest",
    "latest news",
    "latest stories",
    "more",
    "more news",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "must read",
    "must watch",
    "popular",
    "popular this week",
    "read more",
    "read next",
    "recent articles",
    "recent posts",
    "recommended",
    "recommended for you",
    "related",
    "related articles",
    "related content",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "trending",
    "you may also like",
];

/// What a line starts with that leads on, before a colon.
pub(super) const LEADS_ON: [&str; 18] = [
    "also",
    "also read",
    "don t miss",
    "further reading",
    "leggi anche",
    "lee también",
    "leia também",
    "lire aussi",
    "more",
    "read also",
    "read more",
    "related",
    "related post",
    "related story",
    "see also",
    "see more",
    "watch",
    "watch more",
];

/// What a line starts with that names a picture's maker, or its place among others.
pub(super) const CREDITS: [&str; 12] = [
    "credit",
    "foto",
    "image",
    "image copyright",
    "image credit",
    "image source",
    "photo",
    "photo by",
    "photo credit",
    "photograph",
    "picture",
    "фото",
];

/// What a line starts with that tells when a text came out.
pub(super) const DATES: [&str; 12] = [
    "aggiornato",
    "aktualisiert",
    "atualizado",
    "actualizado",
    "first published",
    "last modified",
    "last updated",
    "mis à jour",
    "posted",
    "publicado",
    "published",
    "updated",
];

/// Places that a page is shared at, and the words on such buttons.
pub(super) const SHARES: [&str; 22] = [
    "comment",
    "comments",
    "copy",
    "email",
    "facebook",
    "flipboard",
    "instagram",
    "line",
    "link",
    "linkedin",
    "messenger",
    "pin",
    "pinterest",
    "pocket",
    "print",
    "reddit",
    "share",
    "telegram",
    "tumblr",
    "tweet",
    "twitter",
    "whatsapp",
];

/// What asks readers to come again, where a link goes with it.
pub(super) const PROMOTES: [&str; 10] = [
    "download our ",
    "follow us ",
    "get our ",
    "get the latest ",
    "join our ",
    "like this story",
    "listen to our ",
    "sign up ",
    "subscribe to ",
    "want more ",
];

/// What a line of links starts with that sorts a text under words.
pub(super) const SORTS: [&str; 6] = [
    "categories ",
    "categoria ",
    "filed under ",
    "posted in ",
    "tagged ",
    "tags ",
];

/// Titles of what articles end with, whose links are theirs.
pub(super) const APPARATUS: [&str; 11] = [
    "bibliography",
    "external links",
    "footnotes",
    "further reading",
    "literature",
    "notes",
    "references",
    "resources",
    "see also",
    "sources",
    "works cited",
];
