//! Books that are damaged, incomplete or locked.

use super::*;

const LIST: &str = r#"<li><a href="a.xhtml">One</a></li><li><a href="b.xhtml">Two</a></li><li><a href="c.xhtml">Three</a></li>"#;

fn three() -> Parts {
    let two = format!("<p>Second.</p><p>{}</p>", "And more of it. ".repeat(400));
    book(&["<p>First.</p>", &two, "<p>Third.</p>"], LIST)
}

/// Where the data of an entry starts, after its own header.
fn data_of(bytes: &[u8], name: &str) -> usize {
    memmem::find(bytes, name.as_bytes()).expect("is there") + name.len()
}

#[test]
fn a_missing_chapter_says_so_in_its_place() {
    let imported = try_read(&three().without("OPS/b.xhtml").pack()).expect("a book");
    assert_eq!(
        dump(&imported.document),
        r#"title "The Book"
heading1 "One"
paragraph "First."
heading1 "Two"
paragraph "[This chapter cannot be read: its file OPS/b.xhtml is not in the archive.]"
heading1 "Three"
paragraph "Third."
"#
    );
    let [warning] = imported.warnings.as_slice() else {
        panic!("{:?}", imported.warnings);
    };
    assert_eq!(
        warning.to_string(),
        "the chapter OPS/b.xhtml is not in the archive"
    );
}

#[test]
fn a_chapter_that_is_empty_or_no_text_says_so_in_its_place() {
    let noise: String = ('\0'..'\x20').cycle().take(3000).collect();
    for (held, reason) in [(String::new(), "is empty"), (noise, "is damaged")] {
        let book = three().without("OPS/b.xhtml").with("OPS/b.xhtml", held);
        let imported = try_read(&book.pack()).expect("a book");
        let said = format!("its file OPS/b.xhtml {reason}.]");
        assert!(imported.document.text().contains(&said), "{said}");
        assert_eq!(imported.warnings.len(), 1);
    }
}

#[test]
fn what_unpacks_of_a_damaged_chapter_is_read() {
    let mut bytes = three().pack();
    let at = data_of(&bytes, "OPS/b.xhtml") + 180;
    bytes[at..at + 8].fill(0xFF);
    let document = try_read(&bytes).expect("a book").document;
    let text = document.text();
    assert!(text.contains("First.\n") && text.contains("Third.\n"));
    assert!(text.contains("Two\n"), "{text}");
    assert!(text.contains("OPS/b.xhtml"), "{text}");
}

#[test]
fn an_archive_without_its_directory_is_read() {
    let bytes = three().pack();
    let directory = memmem::find(&bytes, b"PK\x01\x02").expect("a directory");
    for cut in [directory, directory + 30, bytes.len() - 10] {
        let imported = try_read(&bytes[..cut]).expect("a book");
        assert_eq!(outline(&imported.document), ["1 One", "1 Two", "1 Three"]);
        assert!(imported.warnings.contains(&Warning::Archive));
    }
}

#[test]
fn a_book_cut_in_its_middle_gives_its_first_chapters() {
    let bytes = three().pack();
    let cut = memmem::find(&bytes, b"OPS/c.xhtml").expect("is there");
    let document = try_read(&bytes[..cut]).expect("a book").document;
    assert!(document.text().contains("First.\n"));
    assert!(
        document
            .text()
            .contains("its file OPS/c.xhtml is not in the archive")
    );
}

#[test]
fn entries_that_tell_their_size_only_afterwards_are_found() {
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in &three().0 {
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name.as_str(), packed).expect("packs");
        zip.write_all(bytes).expect("packs");
    }
    let bytes = zip.finish().expect("packs").into_inner();
    let directory = memmem::find(&bytes, b"PK\x01\x02").expect("a directory");
    for bytes in [&bytes[..], &bytes[..directory]] {
        let document = try_read(bytes).expect("a book").document;
        assert_eq!(outline(&document), ["1 One", "1 Two", "1 Three"]);
        assert!(!document.text().contains("missing"));
    }
}

#[test]
fn a_book_without_a_package_is_read_by_its_names() {
    for name in [container::CONTAINER, "OPS/book.opf"] {
        let imported = try_read(&three().without(name).pack());
        let imported = imported.unwrap_or_else(|_| {
            let options = Options {
                format: Some(Format::Epub),
                ..Options::default()
            };
            import_any(&three().without(name).pack(), &options).expect("a book")
        });
        let text = imported.document.text();
        assert!(
            text.contains("First.\n") && text.contains("Third.\n"),
            "{text}"
        );
    }
}

#[test]
fn ill_formed_pages_are_read() {
    let parts = book(&["<p>One & <b>two <i>three</b> four</i><p>five"], "");
    let text = read(&parts).text().to_owned();
    assert!(text.contains("One & two three four\n"), "{text}");
    assert!(text.contains("five\n"), "{text}");
}

/// An `encryption.xml` for these files.
fn encryption(algorithm: &str, files: &[&str]) -> String {
    let data: String = files
        .iter()
        .map(|file| {
            format!(
                r#"<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/>
<enc:CipherData><enc:CipherReference URI="{file}"/></enc:CipherData></enc:EncryptedData>"#
            )
        })
        .collect();
    format!(
        r#"<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">{data}</encryption>"#
    )
}

#[test]
fn a_locked_book_says_so() {
    let files = ["OPS/a.xhtml", "OPS/b.xhtml", "OPS/c.xhtml"];
    let locked = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", &files);
    let parts = three().with("META-INF/encryption.xml", locked);
    let error = try_read(&parts.pack()).expect_err("is locked");
    assert_eq!(error, Error::Locked);
    assert!(error.to_string().contains("DRM"));
}

#[test]
fn a_locked_chapter_says_so_in_its_place() {
    let locked = encryption(
        "http://www.w3.org/2001/04/xmlenc#aes128-cbc",
        &["OPS/b.xhtml"],
    );
    let document = read(&three().with("META-INF/encryption.xml", locked));
    assert!(
        document
            .text()
            .contains("its file OPS/b.xhtml is encrypted.]\n")
    );
    assert!(document.text().contains("Third.\n"));
}

#[test]
fn mangled_fonts_lock_nothing() {
    for algorithm in [
        "http://www.idpf.org/2008/embedding",
        "http://ns.adobe.com/pdf/enc#RC",
    ] {
        let fonts = encryption(algorithm, &["OPS/font.otf", "OPS/a.xhtml"]);
        let document = read(&three().with("META-INF/encryption.xml", fonts));
        assert!(document.text().contains("First.\n"));
    }
}

#[test]
fn what_is_no_book_is_refused() {
    assert_eq!(
        try_read(&Parts::default().pack()).err(),
        Some(Error::NoChapter)
    );
    let options = Options {
        format: Some(Format::Epub),
        ..Options::default()
    };
    assert_eq!(import_any(b"words", &options).err(), Some(Error::NoChapter));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("words.txt", SimpleFileOptions::default())
        .expect("packs");
    let other = zip.finish().expect("packs").into_inner();
    assert_eq!(try_read(&other).err(), Some(Error::Binary));
}
