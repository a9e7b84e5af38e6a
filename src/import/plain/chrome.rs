//! The labels of buttons, menus and notices that a page puts around its text.
//!
//! A closed list: what such a label says is a convention of web pages, not of any one page. It only
//! serves before the title and after the end; in between, no label is taken out.

use super::{lists, wording};

/// Labels that stand alone, as [`wording::key`] writes them.
const LABELS: &[&str] = &[
    "about",
    "about us",
    "accept cookies",
    "account",
    "advert",
    "advertise",
    "advertisement",
    "advertising",
    "all posts",
    "all rights reserved",
    "archive",
    "archives",
    "back",
    "back to blog",
    "back to top",
    "blog",
    "bookmark",
    "browse",
    "careers",
    "close",
    "close menu",
    "comment",
    "comments",
    "contact",
    "contact us",
    "continue reading",
    "cookie policy",
    "cookie preferences",
    "cookie settings",
    "cookies",
    "copy link",
    "create account",
    "create an account",
    "donate",
    "download",
    "download pdf",
    "email",
    "email this",
    "explore",
    "facebook",
    "faq",
    "feedback",
    "follow",
    "follow us",
    "free trial",
    "get started",
    "get the app",
    "gift this article",
    "help",
    "hide",
    "home",
    "homepage",
    "instagram",
    "jobs",
    "join",
    "join now",
    "language",
    "latest",
    "leave a comment",
    "leave a reply",
    "legal",
    "like",
    "linkedin",
    "listen",
    "listen to this article",
    "load more",
    "log in",
    "log out",
    "login",
    "main menu",
    "manage cookies",
    "menu",
    "more",
    "more from this author",
    "more like this",
    "most popular",
    "most read",
    "my account",
    "navigation",
    "newsletter",
    "newsletters",
    "next",
    "next article",
    "next post",
    "next story",
    "open menu",
    "permalink",
    "pinterest",
    "popular",
    "previous",
    "previous article",
    "previous post",
    "previous story",
    "print",
    "print this article",
    "privacy",
    "privacy notice",
    "privacy policy",
    "read more",
    "read next",
    "recommended",
    "recommended for you",
    "reddit",
    "register",
    "related",
    "related articles",
    "related content",
    "related links",
    "related news",
    "related posts",
    "related reading",
    "related stories",
    "related topics",
    "reply",
    "report this ad",
    "rss",
    "save",
    "save article",
    "search",
    "see all",
    "see more",
    "settings",
    "share",
    "share on facebook",
    "share on linkedin",
    "share on twitter",
    "share on x",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "share this story",
    "show comments",
    "show more",
    "sign in",
    "sign out",
    "sign up",
    "sign up for free",
    "site map",
    "sitemap",
    "skip",
    "skip navigation",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "sponsored",
    "start free trial",
    "subscribe",
    "subscribe now",
    "support",
    "support us",
    "tags",
    "terms",
    "terms and conditions",
    "terms of service",
    "terms of use",
    "toggle menu",
    "toggle navigation",
    "top stories",
    "trending",
    "tweet",
    "twitter",
    "view all",
    "view comments",
    "what to read next",
    "youtube",
    "you may also like",
    "you might also like",
    "abonnieren",
    "anmelden",
    "drucken",
    "impressum",
    "datenschutz",
    "startseite",
    "teilen",
    "suche",
    "menü",
    "mehr lesen",
    "newsletter abonnieren",
    "registrieren",
    "zum inhalt springen",
    "kontakt",
    "accueil",
    "connexion",
    "imprimer",
    "partager",
    "recherche",
    "s abonner",
    "se connecter",
    "mentions légales",
    "aller au contenu",
    "lire la suite",
    "buscar",
    "compartir",
    "contacto",
    "imprimir",
    "iniciar sesión",
    "inicio",
    "leer más",
    "menú",
    "regístrate",
    "saltar al contenido",
    "suscribirse",
    "suscríbete",
    "accedi",
    "cerca",
    "condividi",
    "contatti",
    "iscriviti",
    "leggi anche",
    "stampa",
    "vai al contenuto",
    "assinar",
    "compartilhar",
    "entrar",
    "início",
    "leia mais",
    "pesquisar",
    "delen",
    "inloggen",
    "zoeken",
    "войти",
    "главная",
    "меню",
    "печать",
    "подписаться",
    "поделиться",
    "поиск",
    "читать далее",
    "регистрация",
    "контакты",
    "登录",
    "注册",
    "首页",
    "搜索",
    "分享",
    "订阅",
    "ログイン",
    "検索",
    "シェア",
    "共有",
    "メニュー",
    "로그인",
    "회원가입",
    "검색",
    "공유",
];

/// The sections of a newspaper, as they stand above a headline.
const KICKERS: &[&str] = &[
    "analysis",
    "arts",
    "books",
    "business",
    "climate",
    "comment",
    "commentary",
    "culture",
    "economics",
    "economy",
    "editorial",
    "education",
    "environment",
    "essay",
    "essays",
    "explainer",
    "features",
    "feature",
    "finance",
    "food",
    "guest post",
    "health",
    "history",
    "ideas",
    "international",
    "interview",
    "interviews",
    "investigation",
    "letters",
    "life",
    "lifestyle",
    "long read",
    "long reads",
    "longreads",
    "magazine",
    "media",
    "music",
    "news",
    "obituary",
    "opinion",
    "opinions",
    "politics",
    "profile",
    "review",
    "reviews",
    "science",
    "security",
    "society",
    "sport",
    "sports",
    "style",
    "tech",
    "technology",
    "the big read",
    "the long read",
    "travel",
    "world",
];

/// What a longer label starts with.
const STARTS: &[&str] = &[
    "sign up for ",
    "sign up to ",
    "subscribe to ",
    "log in to ",
    "sign in to ",
    "share on ",
    "share this ",
    "follow us ",
    "more in ",
    "more from ",
    "more on ",
    "welcome back",
    "part of our ",
    "part of the ",
    "skip to ",
    "listen to this ",
    "read more ",
    "copyright ",
    "download the ",
    "get our ",
    "get the ",
    "join our ",
    "filed under",
    "posted in ",
    "topics ",
    "tags ",
    "tagged ",
    "by using this ",
    "we use cookies",
    "this site uses cookies",
    "all rights reserved",
    "back to ",
    "view all ",
    "see all ",
    "related ",
];

/// Words of a longer label before they are a sentence.
const LABEL_WORDS_MAX: usize = 9;

/// Whether the source line is a label of the page around the text.
pub(in crate::import) fn is_label(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let key = wording::key(text);
    let is_longer = || {
        wording::words(text) <= LABEL_WORDS_MAX
            && !wording::ends_sentence(text)
            && STARTS.iter().any(|start| key.starts_with(start))
    };
    LABELS.contains(&key.as_str()) && !wording::ends_question(text)
        || is_longer()
        || is_reading_time(&key)
        || is_notice(text, &key)
}

/// Whether the source line names the part of a paper that its headline stands in.
pub(super) fn is_kicker(text: &str) -> bool {
    let key = wording::key(text);
    KICKERS.contains(&key.as_str()) || is_issue(&key) || is_paper(&key)
}

/// The labels that are titles where they lead.
const TEXTS: &[&str] = &[
    "cookie policy",
    "datenschutz",
    "impressum",
    "mentions légales",
    "privacy notice",
    "privacy policy",
    "terms and conditions",
    "terms of service",
    "terms of use",
];

/// Whether the label is the title of the text that it leads to.
pub(super) fn names_text(text: &str) -> bool {
    TEXTS.contains(&wording::key(text).as_str())
}

/// What newspapers and magazines are called, behind "the" and at most two other words.
const PAPERS: &[&str] = &[
    "chronicle",
    "courier",
    "dispatch",
    "examiner",
    "gazette",
    "guardian",
    "herald",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "mercury",
    "monitor",
    "news",
    "observer",
    "post",
    "review",
    "standard",
    "star",
    "telegraph",
    "times",
    "tribune",
    "weekly",
];

/// "The Evening Post".
fn is_paper(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    (3..=4).contains(&words.len())
        && words.first() == Some(&"the")
        && words.last().is_some_and(|word| PAPERS.contains(word))
}

/// "5 min read", "6 minute read".
fn is_reading_time(key: &str) -> bool {
    let mut words = key.split(' ');
    words.next().is_some_and(|word| word.parse::<u16>().is_ok())
        && words.next().is_some_and(|word| word.starts_with("min"))
        && matches!(words.next(), None | Some("read"))
        && words.next().is_none()
}

/// "Issue 47", "Vol. 3 No. 2".
fn is_issue(key: &str) -> bool {
    let mut words = key.split(' ');
    let mut pairs = 0;
    while let Some(word) = words.next() {
        let is_named = matches!(word, "issue" | "no" | "nr" | "number" | "vol" | "volume");
        let number = words.next().unwrap_or_default();
        if !is_named || (number.parse::<u32>().is_err() && lists::roman(number).is_none()) {
            return false;
        }
        pairs += 1;
    }
    pairs > 0
}

/// "© 2025 All rights reserved".
fn is_notice(text: &str, key: &str) -> bool {
    (text.contains('©') && wording::words(text) <= 14)
        || key.ends_with("all rights reserved") && wording::words(text) <= 14
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_whole() {
        for label in [
            "Sign Up",
            "SHARE",
            "5 min read",
            "© 2025 All rights reserved",
            "Sign up for our weekly email",
        ] {
            assert!(is_label(label), "{label}");
        }
        for text in [
            "Print and its enemies",
            "Share of the vote in 2015",
            "What to do?",
            "About time",
        ] {
            assert!(!is_label(text), "{text}");
        }
    }

    #[test]
    fn kickers_are_known_whole() {
        assert!(is_kicker("Opinion") && is_kicker("Issue 47") && is_kicker("Vol. 3, No. 12"));
        assert!(is_kicker("The Evening Post") && !is_kicker("The Post"));
        assert!(!is_kicker("Opinion polls") && !is_kicker("Issue of the day"));
    }
}
