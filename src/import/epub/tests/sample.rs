//! A small book with something of everything, which is also `tests/data/book.epub`.

use super::{CONTAINER_XML, Parts, container, navigation, page};

const PACKAGE: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:recto:sample</dc:identifier>
<dc:title id="short">Ferry</dc:title>
<dc:title id="main">The Ferry and the Bridge</dc:title>
<meta refines="#main" property="title-type">main</meta>
<dc:creator>Ann Writer</dc:creator>
<dc:creator>Ben Scribe</dc:creator>
<dc:language>en</dc:language>
<dc:date>2019-04-02T00:00:00Z</dc:date>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/part%20two.xhtml" media-type="application/xhtml+xml"/>
<item id="notes" href="text/notes.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="style.css" media-type="text/css"/>
</manifest>
<spine><itemref idref="one"/><itemref idref="notes" linear="no"/><itemref idref="two"/></spine>
</package>"##;

const LIST: &str = r#"
<li><a href="text/one.xhtml">Chapter 1: The Ferry</a>
  <ol><li><a href="text/one.xhtml#winter">In winter</a></li></ol></li>
<li><span>The other bank</span>
  <ol><li><a href="text/part%20two.xhtml">The Bridge</a></li></ol></li>
<li><a href="text/notes.xhtml">Notes</a></li>"#;

const ONE: &str = r##"
<h1>Chapter 1</h1>
<h1>The Ferry</h1>
<p>For ninety years a rope and a flat boat were all that joined the two banks.<a epub:type="noteref" href="#n1"><sup>1</sup></a>
Of what came after, <a href="part%20two.xhtml#cost">the bill</a> tells most.</p>
<p hidden="hidden">Nobody should see this.</p>
<p class="gone">Nor this.</p>
<figure><img src="boat.png" alt="A flat boat on a rope"/><figcaption>The last boat, drawn from memory.</figcaption></figure>
<h2 id="winter">In winter</h2>
<p>When the river froze, people walked.</p>
<h3>Ice</h3>
<ul><li>Thin ice bore a dog.</li><li>Thick ice bore a cart.</li></ul>
<blockquote><p>We waited, and then we crossed.</p></blockquote>
<aside epub:type="footnote" id="n1"><p><a href="#r1">1.</a> The rope was changed twice.</p></aside>"##;

const TWO: &str = r#"
<section><h2>The Bridge</h2>
<p>A toll was asked on the first day. See also <a href="one.xhtml#winter">how it was in winter</a>
and <a href="notes.xhtml#e1">the note on money</a>.</p>
<div class="poem"><p>Stone on stone,<br/>and the water alone.</p></div>
<table id="cost"><tr><th>What</th><th>Crowns</th></tr><tr><td>Stone</td><td>900</td></tr><tr><td>Wages</td><td>1200</td></tr></table>
</section>"#;

const NOTES: &str = r#"<section epub:type="endnotes"><h2>Notes</h2>
<ol><li id="e1" epub:type="endnote"><p>A crown was a day’s wage.</p></li></ol></section>"#;

/// The book.
pub(in crate::import) fn book() -> Parts {
    let styled = |body: &str| {
        let link = r#"<link rel="stylesheet" href="../style.css"/></head>"#;
        page(body).replace("</head>", link)
    };
    Parts::default()
        .with(container::CONTAINER, CONTAINER_XML)
        .with("OPS/book.opf", PACKAGE)
        .with("OPS/nav.xhtml", navigation(LIST))
        .with(
            "OPS/style.css",
            ".gone { display: none }\n.poem { margin: 1em }\n",
        )
        .with("OPS/text/one.xhtml", styled(ONE))
        .with("OPS/text/part two.xhtml", styled(TWO))
        .with("OPS/text/notes.xhtml", styled(NOTES))
}
