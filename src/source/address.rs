//! What an address on the web gives: one request, and one more for each time that the answer is
//! elsewhere. Nothing is sent but the request, nothing is kept, and all of it ends in time.

use std::fmt;
use std::io::{self, Read};
use std::time::{Duration, Instant};

use iri_string::types::{IriReferenceStr, IriStr, UriStr};
use thiserror::Error;
use ureq::http::header::{CONTENT_TYPE, LOCATION};
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body};

use crate::document::clean;

/// How long a fetch may take from the first request to the last byte.
const PATIENCE: Duration = Duration::from_secs(20);

/// How much an address may give, unpacked, in bytes.
const ANSWER_BYTES_MAX: usize = 20_000_000;

/// How often the answer may be elsewhere.
const REDIRECTS_MAX: usize = 10;

/// Who asks.
const AGENT: &str = concat!("recto/", env!("CARGO_PKG_VERSION"));

/// What is asked for; whatever comes is looked at all the same.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.5";

/// Why an address gave nothing to read.
#[derive(Debug, Error)]
pub enum Failure {
    /// It is none.
    #[error("it is no address of a web page")]
    NoAddress,
    /// No host has the name.
    #[error("no such host")]
    NoHost,
    /// Whether a host has the name can't be found out.
    #[error("its host cannot be looked up: is there a network?")]
    NoLookup,
    /// The host is there and does not answer at this port.
    #[error("the connection was refused")]
    Refused,
    /// The host says that there is nothing, or that something is wrong.
    #[error("the answer is {0}")]
    Status(ureq::http::StatusCode),
    /// What is there is a picture, a film, a sound or a font.
    #[error("it is no text but {0}")]
    NoText(String),
    /// It is larger than what is fetched.
    #[error("it is larger than 20 MB, the most that is fetched")]
    TooLarge,
    /// It took longer than is waited.
    #[error("it took longer than 20 seconds")]
    TimedOut,
    /// Each answer is elsewhere.
    #[error("it leads from address to address without end")]
    Endless,
    /// The answer is where nobody is protected from being read or deceived on the way.
    #[error("it leads on to an address that is not https: '{0}'")]
    Unprotected(String),
    /// The answer leads to what is no web address.
    #[error("it leads on to what is no web address: '{0}'")]
    Elsewhere(String),
    /// The host is not who it says, or does not speak TLS.
    #[error("no secure connection: {0}")]
    Insecure(String),
    /// Something else went wrong on the way.
    #[error("{0}")]
    Broken(String),
}

/// What an answer says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Where it came from in the end.
    pub address: String,
    /// The encoding that it is in.
    pub charset: Option<String>,
    /// A file's name that hints at what it is.
    pub name: String,
}

/// An answer that is being read.
pub(super) struct Answer {
    body: Box<dyn Read + Send>,
    given: usize,
    size: Option<u64>,
    said: Said,
}

impl Answer {
    pub(super) fn said(&self) -> &Said {
        &self.said
    }

    /// How long it says that it is, in bytes; none where it is packed on the way.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.body.read(buffer)?;
        self.given += read;
        if self.given > ANSWER_BYTES_MAX {
            return Err(io::Error::other(Failure::TooLarge));
        }
        Ok(read)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("said", &self.said)
            .field("given", &self.given)
            .finish_non_exhaustive()
    }
}

/// The last part of an address's path, with the ending that a page's file has.
fn name(address: &str, kind: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    if matches!(kind, "text/html" | "application/xhtml+xml") {
        format!("{last}.html")
    } else {
        last.to_owned()
    }
}

/// Whether this is an address on the web rather than a file's name.
pub(super) fn is_address(name: &str) -> bool {
    let scheme = name.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    })
}

/// The host that an address names.
pub(super) fn host(address: &str) -> &str {
    let authority = address.split_once("://").map_or(address, |(_, rest)| rest);
    let end = authority.find(['/', '?', '#']).unwrap_or(authority.len());
    let authority = authority.get(..end).unwrap_or(authority);
    authority.rsplit('@').next().unwrap_or(authority)
}

/// Asks for what is at an address.
pub(super) fn ask(address: &str) -> Result<Answer, Failure> {
    let deadline = Instant::now() + PATIENCE;
    let asked = IriStr::new(without_fragment(address)).ok();
    let asked = asked.ok_or(Failure::NoAddress)?;
    let mut address = asked.encode_to_uri().to_string();
    for _ in 0..=REDIRECTS_MAX {
        let left = deadline.saturating_duration_since(Instant::now());
        let response = request(&address, left)?;
        let status = response.status();
        let next = match response.headers().get(LOCATION) {
            Some(next) if status.is_redirection() => next.as_bytes().to_owned(),
            _ if status.is_success() => return answer(response, address),
            _ => return Err(Failure::Status(status)),
        };
        address = redirected(&address, &String::from_utf8_lossy(&next))?;
    }
    Err(Failure::Endless)
}

fn request(address: &str, left: Duration) -> Result<Response<Body>, Failure> {
    let config = Agent::config_builder()
        .user_agent(AGENT)
        .accept(ACCEPT)
        .timeout_global(Some(left))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .build();
    config.new_agent().get(address).call().map_err(failure)
}

fn answer(response: Response<Body>, address: String) -> Result<Answer, Failure> {
    let (kind, charset) = content_type(response.headers());
    let family = kind.split('/').next().unwrap_or_default();
    if matches!(family, "image" | "video" | "audio" | "font") {
        return Err(Failure::NoText(clean::clean(&kind).into_owned()));
    }
    let size = response.body().content_length();
    if size.is_some_and(|size| size > ANSWER_BYTES_MAX as u64) {
        return Err(Failure::TooLarge);
    }
    Ok(Answer {
        body: Box::new(response.into_body().into_reader()),
        given: 0,
        size,
        said: Said {
            name: name(&address, &kind),
            address,
            charset,
        },
    })
}

/// The media type, in small letters, and the charset that an answer says it has.
fn content_type(headers: &HeaderMap) -> (String, Option<String>) {
    let value = headers
        .get(CONTENT_TYPE)
        .map(ureq::http::HeaderValue::as_bytes);
    let value = String::from_utf8_lossy(value.unwrap_or_default()).into_owned();
    let mut parts = value.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"').to_owned())
    });
    (kind, charset)
}

fn without_fragment(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}

/// The address that an answer leads on to.
fn redirected(from: &str, to: &str) -> Result<String, Failure> {
    let shown = || clean::clean(to).into_owned();
    let base = UriStr::new(from).ok();
    let reference = IriReferenceStr::new(to).ok();
    let resolved = base.zip(reference).map(|(base, reference)| {
        let reference = reference.encode_to_uri().to_string();
        let reference = iri_string::types::UriReferenceString::try_from(reference).ok()?;
        Some(
            reference
                .resolve_against(base.to_absolute().as_ref())
                .to_string(),
        )
    });
    let resolved = resolved
        .flatten()
        .ok_or_else(|| Failure::Elsewhere(shown()))?;
    let was_protected = scheme_is(from, "https");
    let next = without_fragment(&resolved);
    if scheme_is(next, "https") || (scheme_is(next, "http") && !was_protected) {
        Ok(next.to_owned())
    } else if scheme_is(next, "http") {
        Err(Failure::Unprotected(shown()))
    } else {
        Err(Failure::Elsewhere(shown()))
    }
}

fn scheme_is(address: &str, scheme: &str) -> bool {
    let found = address.split_once(':').map(|(found, _)| found);
    found.is_some_and(|found| found.eq_ignore_ascii_case(scheme))
}

/// What went wrong while an answer was read.
pub(super) fn broken_off(cause: io::Error) -> Failure {
    let cause = match cause.downcast::<Failure>() {
        Ok(failure) => return failure,
        Err(cause) => cause,
    };
    match cause.downcast::<ureq::Error>() {
        Ok(error) => failure(error),
        Err(cause) => failure(ureq::Error::Io(cause)),
    }
}

fn failure(error: ureq::Error) -> Failure {
    use io::ErrorKind;
    match error {
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Failure::NoAddress,
        ureq::Error::HostNotFound => Failure::NoHost,
        ureq::Error::Timeout(_) => Failure::TimedOut,
        ureq::Error::Rustls(cause) => Failure::Insecure(one_line(&cause.to_string())),
        ureq::Error::Tls(cause) => Failure::Insecure(one_line(cause)),
        ureq::Error::Io(cause) => match cause.kind() {
            ErrorKind::ConnectionRefused => Failure::Refused,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Failure::TimedOut,
            ErrorKind::UnexpectedEof => Failure::Broken("the answer breaks off".into()),
            // What the TLS of the other end says is data that makes no sense.
            ErrorKind::InvalidData => Failure::Insecure(one_line(&cause.to_string())),
            _ => match lookup(&cause.to_string()) {
                Some(failure) => failure,
                None => Failure::Broken(super::words(&cause)),
            },
        },
        other => Failure::Broken(one_line(&other.to_string())),
    }
}

/// Why a host's name leads nowhere; the system says it in words alone.
fn lookup(said: &str) -> Option<Failure> {
    let said = said.to_ascii_lowercase();
    let why = said.strip_prefix("failed to lookup address information")?;
    Some(if why.contains("temporary") {
        Failure::NoLookup
    } else {
        Failure::NoHost
    })
}

/// A message of another program's making, clean and on one line.
fn one_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    clean::clean(line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_nowhere_is_told_apart_from_a_network_that_does() {
        let said = |words: &str| {
            let error = io::Error::other(format!("failed to lookup address information: {words}"));
            failure(ureq::Error::Io(error)).to_string()
        };
        assert_eq!(said("Name or service not known"), "no such host");
        assert!(said("Temporary failure in name resolution").contains("is there a network?"));
    }
}
