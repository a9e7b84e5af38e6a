//! What is on the web, from a server of the tests' own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crate::terminal::{Home, PROGRAM, Terminal};

/// How long a server waits for a request, and a test for what the server got.
const PATIENCE: Duration = Duration::from_secs(20);

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>The Well</title></head><body>\
<nav><a href=\"/\">Home</a></nav><article><h1>The Well</h1>\
<p>The village drew its water from one well for two hundred years, and nobody thought about it.</p>\
<p>Then a <a href=\"pump.html\">pump</a> was bought, and within a summer people thought of little else.</p>\
<h2>Who pays?</h2><p>The parish paid for the pump, and each house for the pipe that led to it.</p>\
</article></body></html>";

/// A server that gives one answer after another, one to a connection, and tells each request.
struct Server {
    address: String,
    requests: Receiver<String>,
    /// Lets the server go on where an answer waits for it.
    go_on: Sender<()>,
}

impl Server {
    /// The parts of each answer are sent with a wait for [`Self::go_on`] between them.
    fn new(answers: Vec<Vec<Vec<u8>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (tell, requests) = mpsc::channel();
        let (go_on, wait) = mpsc::channel();
        std::thread::spawn(move || {
            for parts in answers {
                let Ok((mut stream, _)) = listener.accept() else {
                    return;
                };
                let _ = tell.send(request(&mut stream));
                for (idx, part) in parts.iter().enumerate() {
                    if idx > 0 && wait.recv_timeout(PATIENCE).is_err() {
                        return;
                    }
                    // Whoever asked may have gone.
                    let _ = stream.write_all(part);
                }
            }
        });
        Self {
            address: format!("http://127.0.0.1:{port}"),
            requests,
            go_on,
        }
    }

    fn answering(answers: &[&[u8]]) -> Self {
        Self::new(answers.iter().map(|one| vec![one.to_vec()]).collect())
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    fn request(&self) -> String {
        self.requests.recv_timeout(PATIENCE).expect("a request")
    }
}

fn request(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(PATIENCE)).expect("settable");
    let (mut request, mut byte) = (Vec::new(), [0]);
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        request.extend_from_slice(&byte);
    }
    String::from_utf8_lossy(&request).into_owned()
}

fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        answer += header;
        answer += "\r\n";
    }
    answer += "Connection: close\r\n\r\n";
    [answer.as_bytes(), body].concat()
}

fn page(headers: &[&str], body: &[u8]) -> Vec<u8> {
    answer("200 OK", headers, body)
}

fn print(form: &str, address: &str) -> (String, String, Option<i32>) {
    let home = Home::new();
    let output = Command::new(PROGRAM)
        .args(["--to", form, address])
        .env_clear()
        .envs(home.variables())
        .output()
        .expect("runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        text(&output.stdout),
        text(&output.stderr),
        output.status.code(),
    )
}

#[track_caller]
fn check_failure(address: &str, why: &str) {
    let (output, said, code) = print("text", address);
    assert_eq!((output.as_str(), code), ("", Some(1)), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.starts_with("recto: cannot fetch 'http") && said.contains(why),
        "{said}"
    );
}

#[test]
fn a_page_is_asked_for_once_and_its_links_lead_on_from_it() {
    let html = "text/html; charset=utf-8";
    let server = Server::answering(&[
        &answer("302 Found", &["Location: /village/well"], b""),
        &page(&[&format!("Content-Type: {html}")], PAGE.as_bytes()),
    ]);
    let (json, said, code) = print("json", &server.at("/well#pays"));
    assert_eq!((said.as_str(), code), ("", Some(0)));
    assert!(json.contains("\"title\": \"The Well\""), "{json}");
    assert!(json.contains(&server.at("/village/pump.html")), "{json}");
    let (first, second) = (server.request(), server.request());
    assert!(first.starts_with("GET /well HTTP/1.1\r\n"), "{first}");
    assert!(second.starts_with("GET /village/well "), "{second}");
    let second = second.to_ascii_lowercase();
    assert!(second.contains("\r\nuser-agent: recto/"), "{second}");
    assert!(!second.contains("cookie") && !second.contains("referer"));
}

#[test]
fn packed_pages_and_old_encodings_are_understood() {
    let body = PAGE.replace("village", "d\u{11B}dina");
    let mut packed = Vec::new();
    let mut packer = flate2::read::GzEncoder::new(body.as_bytes(), flate2::Compression::fast());
    packer.read_to_end(&mut packed).expect("packs");
    let headers = ["Content-Type: text/html", "Content-Encoding: gzip"];
    let latin = PAGE.as_bytes().to_vec();
    let latin: Vec<u8> = latin
        .into_iter()
        .map(|byte| if byte == b'v' { 0xB9 } else { byte })
        .collect();
    let server = Server::answering(&[
        &page(&headers, &packed),
        &page(&["Content-Type: text/html; charset=ISO-8859-2"], &latin),
    ]);
    assert!(
        print("text", &server.at("/"))
            .0
            .contains("The d\u{11B}dina")
    );
    assert!(
        print("text", &server.at("/"))
            .0
            .contains("The \u{161}illage")
    );
}

#[test]
fn whatever_goes_wrong_has_its_own_line() {
    let html = "Content-Type: text/html";
    let around = answer("301 Moved", &["Location: /again"], b"");
    let too_long = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 30000000\r\n\r\n";
    let server = Server::answering(&[
        &answer("404 Not Found", &[html], b"gone"),
        &page(&["Content-Type: image/png"], b"\x89PNG"),
        &answer("302 Found", &["Location: file:///etc/passwd"], b""),
        too_long.as_bytes(),
        &page(&[html], b"  \n"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nNot all of it",
    ]);
    check_failure(&server.at("/a"), "404");
    check_failure(&server.at("/b"), "it is no text but image/png");
    check_failure(&server.at("/c"), "no web address: 'file:///etc/passwd'");
    check_failure(&server.at("/d"), "larger than 20 MB");
    let (_, said, code) = print("text", &server.at("/e"));
    assert!(code == Some(1) && said.lines().count() == 1, "{said}");
    check_failure(&server.at("/f"), "breaks off");
    let endless = Server::answering(&[&*around; 20]);
    check_failure(&endless.at("/g"), "without end");
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    check_failure(&format!("http://127.0.0.1:{closed}/"), "refused");
    check_failure("https://[bad", "no address");
}

#[test]
fn a_page_that_unpacks_without_end_is_cut_off() {
    let zeros = vec![b' '; 40_000_000];
    let mut packed = Vec::new();
    let mut packer = flate2::read::GzEncoder::new(&*zeros, flate2::Compression::fast());
    packer.read_to_end(&mut packed).expect("packs");
    let headers = ["Content-Type: text/html", "Content-Encoding: gzip"];
    let server = Server::answering(&[&page(&headers, &packed)]);
    check_failure(&server.at("/"), "larger than 20 MB");
}

#[test]
fn what_is_on_its_way_is_told_and_can_be_called_off() {
    let home = Home::new();
    let whole = page(&["Content-Type: text/html"], PAGE.as_bytes());
    let half = whole.len() / 2;
    let parts = || vec![whole[..half].to_vec(), whole[half..].to_vec()];
    let server = Server::new(vec![parts(), parts(), parts()]);
    let mut terminal = Terminal::open(&home, &[&server.at("/well")], 100, 24);
    terminal.wait_for("fetching 127.0.0.1");
    terminal.wait_for(" %");
    server.go_on.send(()).expect("the server waits");
    terminal.wait_for("Who pays?");
    terminal.wait_gone("fetching");
    terminal.send("r");
    terminal.wait_for("fetching 127.0.0.1");
    terminal.send("\u{1B}");
    terminal.wait_gone("fetching");
    terminal.wait_for("Who pays?");
    server.go_on.send(()).expect("the server waits");
    terminal.send("q");
    assert_eq!(terminal.wait_end(), 0);
    let mut terminal = Terminal::open(&home, &[&server.at("/well")], 100, 24);
    terminal.wait_for("fetching 127.0.0.1");
    terminal.send("\u{3}");
    assert_eq!(terminal.wait_end(), 0);
}

#[test]
fn an_address_that_gives_nothing_leaves_the_terminal_with_one_line() {
    let home = Home::new();
    let server = Server::answering(&[&answer("410 Gone", &[], b"")]);
    let mut terminal = Terminal::open(&home, &[&server.at("/well")], 100, 24);
    assert_eq!(terminal.wait_end(), 1);
    assert!(terminal.screen().contains("recto: cannot fetch"));
    let text = home.file("other.txt", "Something else to read.\n");
    let server = Server::answering(&[&answer("410 Gone", &[], b"")]);
    let other = text.to_str().expect("plain");
    let terminal = Terminal::open(&home, &[&server.at("/well"), other], 100, 24);
    terminal.wait_for("Something else to read.");
    terminal.wait_for("410 Gone");
}
