//! Where a browser comes from (RFC 6454, RFC 6455 section 10.2).

use http::{
    StatusCode, Uri,
    header::{HOST, ORIGIN},
    request::Parts,
    uri::Authority,
};

use super::{Refusal, header};
use crate::settings::Origins;

/// Refuses a browser whose page may not connect. Without `Origin` it is no browser.
pub(super) fn check(request: &Parts, allowed: &Origins) -> Result<(), Refusal> {
    if *allowed == Origins::Any || !request.headers.contains_key(ORIGIN) {
        return Ok(());
    }
    let refused = || Refusal::new(StatusCode::FORBIDDEN, "pages of this origin may not connect");
    // This takes care of `null` too, which is whatever the browser will not name.
    let origin = header::only(&request.headers, &ORIGIN).and_then(Origin::parse).ok_or_else(refused)?;
    let may = match allowed {
        Origins::Any => true,
        Origins::SameHost => host(request).is_some_and(|host| origin.is_at(&host)),
        Origins::List(list) => list.iter().any(|entry| Origin::parse(entry).as_ref() == Some(&origin)),
    };
    if may { Ok(()) } else { Err(refused()) }
}

/// The entries of a list that are no origins and so match none.
pub(crate) fn unmatchable(allowed: &Origins) -> impl Iterator<Item = &str> {
    let list = if let Origins::List(list) = allowed { list.as_slice() } else { &[] };
    list.iter().map(String::as_str).filter(|entry| Origin::parse(entry).is_none())
}

/// The host that the request is for. A target that names it wins over `Host` (RFC 9112 section 3.2.2).
fn host(request: &Parts) -> Option<Authority> {
    match request.uri.authority() {
        Some(authority) => Some(authority.clone()),
        None => header::only(&request.headers, &HOST)?.parse().ok(),
    }
}

/// An origin; names are in lower case, and a port that goes without saying is said.
#[derive(Debug, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

impl Origin {
    /// Reads `scheme://host[:port]`, with nothing before or after.
    fn parse(text: &str) -> Option<Self> {
        let authority = text.split_once("://")?.1;
        if authority.contains(['/', '?', '#', '@']) {
            return None;
        }
        let uri: Uri = text.parse().ok()?;
        let scheme = uri.scheme_str()?.to_ascii_lowercase();
        let (host, port) = place(uri.authority()?, &scheme)?;
        Some(Self { scheme, host, port })
    }

    /// Whether a page of this origin came from a host. Whether that host speaks TLS is not known behind a
    /// proxy: a port that it does not name is taken to be the usual one of the page's scheme.
    fn is_at(&self, host: &Authority) -> bool {
        place(host, &self.scheme).is_some_and(|(host, port)| host == self.host && port == self.port)
    }
}

/// The host, and the port that is named or goes without saying.
fn place(authority: &Authority, scheme: &str) -> Option<(String, Option<u16>)> {
    let host = authority.host();
    // What stands before the host would be a user, which has no place here.
    let port = match authority.as_str().strip_prefix(host)? {
        "" => match scheme {
            "http" => Some(80),
            "https" => Some(443),
            _ => None,
        },
        named => Some(named.strip_prefix(':')?.parse().ok()?),
    };
    if host.is_empty() { None } else { Some((host.to_ascii_lowercase(), port)) }
}
