use super::*;

fn parts<'a>(body: &'a str, boundary: &str) -> (Vec<&'a str>, bool) {
    let mut parts = Parts::new(body.as_bytes(), boundary).expect("parts");
    let found: Vec<&str> = parts
        .by_ref()
        .map(|part| std::str::from_utf8(part).expect("text"))
        .collect();
    (found, parts.epilogue.is_some())
}

#[test]
fn parts_stand_between_whole_delimiters() {
    let body = "before\n--a\none\n--ab\n--a--b\n--a  \r\ntwo\r\n\r\n--a--\nbehind";
    assert_eq!(
        parts(body, "a"),
        (vec!["one\n--ab\n--a--b", "two\r\n"], true)
    );
    assert_eq!(parts("--a\n--a--", "a"), (vec![""], true));
    assert!(Parts::new(b"no part", "a").is_none());
    assert_eq!(parts("--a--", "a"), (vec![], true));
}

#[test]
fn the_last_part_may_never_end() {
    assert_eq!(
        parts("--a\none\n--a\ntwo\n", "a"),
        (vec!["one", "two\n"], false)
    );
    assert_eq!(parts("--a\none\n--a\n \n", "a"), (vec!["one"], false));
}

#[test]
fn fields_are_decoded_and_the_body_stands_below_them() {
    let bytes =
        b"Subject: =?utf-8?Q?Caf=C3=A9?=\r\n =?utf-8?B?IG9wZW4=?=\r\nX:\r\n\r\nBody: it\r\n";
    let part = Part::read(bytes, "text/plain");
    assert_eq!(part.field("subject").as_deref(), Some("Café open"));
    assert_eq!(part.fields().count(), 2);
    assert_eq!(part.body, b"Body: it\r\n");
    assert_eq!(Part::read(b"\nA: b\n", "text/plain").body, b"A: b\n");
    assert_eq!(
        Part::read(b"No field\nA: b\n", "").body,
        b"No field\nA: b\n"
    );
}

#[test]
fn a_part_says_what_it_is() {
    let bytes = b"Content-Type: Text/Plain; charset=\"utf-8\"; name*=utf-8''caf%C3%A9.txt\n\
        Content-Disposition: ATTACHMENT\n\nx";
    let part = Part::read(bytes, "");
    assert_eq!(part.medium, "text/plain");
    assert_eq!(part.parameter("charset"), Some("utf-8"));
    assert_eq!(part.disposition(), (Some("café.txt".into()), true));
    assert_eq!(Part::read(b"Content-Type: odd\n\nx", "a/b").medium, "a/b");
}

#[test]
fn bytes_are_read_however_they_were_carried() {
    let check = |body: &[u8], encoding, expected: &str| {
        let decoded = transfer::decode(body, encoding);
        assert_eq!(String::from_utf8_lossy(&decoded.bytes), expected);
        decoded.broken
    };
    assert_eq!(check(b"a=3Db=\nc", "Quoted-Printable", "a=bc"), None);
    assert_eq!(
        check("é =C3=A9".as_bytes(), "quoted-printable", "é é"),
        None
    );
    assert_eq!(check(b"d29y\r\nZHM=\r\n", "BASE64", "words"), None);
    assert_eq!(check(b"as = it", "8bit", "as = it"), None);
    let broken = check(b"d29y\nZHM\n____\nTo leave: go\n", "base64", "words");
    assert_eq!(broken.as_deref(), Some("____\nTo leave: go\n"));
    assert!(check(b"d29yZHM=d29y", "base64", "wordswor").is_none());
}
