//! Where credentials stand in a request.

use std::{borrow::Cow, fmt};

use http::{
    HeaderMap, HeaderName, HeaderValue, Uri,
    header::{AUTHORIZATION, COOKIE, Entry, PROXY_AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL},
    request::Parts,
    uri::PathAndQuery,
};

use super::Rejection;
use crate::table::{Scheme, SchemePlace};

/// What a token is answered with that is none, or nobody's.
pub(super) const INVALID_TOKEN: &str = "Invalid token.";

/// A place of a request where a token may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenSource {
    /// `Authorization: Bearer …` (RFC 6750 section 2.1), or `Authorization: Token …`. Another scheme is left to other
    /// authentications.
    Authorization,
    /// A parameter of the query: `?token=…`. It is the easiest for a browser, but addresses end up in the logs of
    /// proxies: give such tokens a short life.
    Query(&'static str),
    /// A cookie, whose value is taken as it stands. Browsers send it by themselves, so the setting `origins` must be
    /// kept narrow.
    Cookie(&'static str),
    /// An entry of `Sec-WebSocket-Protocol` with this prefix; the rest of it is the token, whose characters are those
    /// of RFC 9110 section 5.6.2, as a JWT's are. A browser can send it: `new WebSocket(url, ["chat.v1", "bearer." +
    /// token])`. It wants an answer among those it offered, which is never this entry: offer one that the consumer
    /// speaks, too (`subprotocols`).
    Subprotocol(&'static str),
}

impl TokenSource {
    /// All of them: the header, a subprotocol `bearer.…`, and `token` in the query or a cookie.
    pub const DEFAULT: &'static [Self] =
        &[Self::Authorization, Self::Subprotocol("bearer."), Self::Query("token"), Self::Cookie("token")];

    fn find(self, request: &Parts) -> Result<Option<String>, Rejection> {
        match self {
            Self::Authorization => {
                authorization(request, &["bearer", "token"]).map(|found| found.map(str::to_owned))
            }
            Self::Query(name) => {
                let query = request.uri.query().unwrap_or_default();
                let found = form_urlencoded::parse(query.as_bytes()).filter(|(known, _)| known == name);
                alone(found).map(|found| found.map(|(_, token)| token.into_owned()))
            }
            Self::Cookie(name) => {
                // Other cookies may be no text: they are not all of this application.
                let lines = request.headers.get_all(COOKIE).iter().map(HeaderValue::as_bytes);
                let lines: Vec<Cow<'_, str>> = lines.map(String::from_utf8_lossy).collect();
                let found = lines.iter().flat_map(|line| cookies(line, name));
                alone(found).map(|found| found.map(str::to_owned))
            }
            Self::Subprotocol(prefix) => {
                let lines = texts(request, &SEC_WEBSOCKET_PROTOCOL)?;
                let offered = lines.into_iter().flat_map(|line| line.split(','));
                let found = offered.filter_map(|entry| entry.trim().strip_prefix(prefix));
                alone(found).map(|found| found.map(str::to_owned))
            }
        }
    }
}

/// The schemes of token sources, as a constant can hold them.
pub(super) struct Schemes {
    schemes: [Scheme; Self::MOST],
    count: usize,
}

impl Schemes {
    const MOST: usize = 32;

    /// The schemes by which tokens of these sources are shown.
    ///
    /// # Panics
    /// At compile time, when there are more than [`Schemes::MOST`].
    pub(super) const fn of(sources: &[TokenSource]) -> Self {
        let mut found = Self { schemes: [Scheme::bearer(); Self::MOST], count: 0 };
        let mut i = 0;
        while i < sources.len() {
            match sources[i] {
                TokenSource::Authorization => {
                    found.push(Scheme::bearer());
                    found.push(Scheme::http("Token"));
                }
                TokenSource::Query(name) => found.push(Scheme::api_key(SchemePlace::Query, name)),
                TokenSource::Cookie(name) => found.push(Scheme::api_key(SchemePlace::Cookie, name)),
                TokenSource::Subprotocol(prefix) => {
                    found.push(Scheme::api_key(SchemePlace::Subprotocol, prefix));
                }
            }
            i += 1;
        }
        found
    }

    const fn push(&mut self, scheme: Scheme) {
        assert!(self.count < Self::MOST, "these are too many token sources");
        self.schemes[self.count] = scheme;
        self.count += 1;
    }

    pub(super) const fn as_slice(&self) -> &[Scheme] {
        self.schemes.split_at(self.count).0
    }
}

/// A token that was presented on the open connection, by an `authenticate` message. It stands in the extensions of the
/// request that authentications then look at, in place of all credentials; chanx's own look there first. Its `Debug` form
/// does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedToken(String);

impl PresentedToken {
    /// The token.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PresentedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PresentedToken")
    }
}

/// The first token that a request has.
pub(super) fn token(request: &Parts, sources: &[TokenSource]) -> Result<Option<String>, Rejection> {
    if let Some(PresentedToken(token)) = request.extensions.get() {
        return Ok(Some(token.clone()));
    }
    for source in sources {
        match source.find(request)? {
            Some(token) if token.is_empty() || token.contains(no_text) => return Err(malformed()),
            Some(token) => return Ok(Some(token)),
            None => {}
        }
    }
    Ok(None)
}

/// The credentials of `Authorization` by one of these schemes (RFC 9110 section 11.6.2). By another scheme they may
/// look different, which is for others to judge.
pub(super) fn authorization<'r>(request: &'r Parts, schemes: &[&str]) -> Result<Option<&'r str>, Rejection> {
    let Some(value) = alone(request.headers.get_all(AUTHORIZATION).iter())? else { return Ok(None) };
    let value = value.as_bytes().trim_ascii();
    let (scheme, rest) = value.split_at(value.iter().position(|byte| *byte == b' ').unwrap_or(value.len()));
    if scheme.is_empty() {
        return Err(malformed());
    }
    if !schemes.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(scheme)) {
        return Ok(None);
    }
    match rest.trim_ascii() {
        [] => Err(malformed()),
        rest if !rest.iter().all(u8::is_ascii_graphic) => Err(malformed()),
        rest => str::from_utf8(rest).map(Some).map_err(|_| malformed()),
    }
}

/// What no token, name or password has in it: it would only be trouble for a database.
pub(super) fn no_text(char: char) -> bool {
    char.is_control() || char == char::REPLACEMENT_CHARACTER
}

/// The values that a line `Cookie` has under a name (RFC 6265 section 4.2.1), without the quotes around them. Pairs without
/// a name or a `=` are passed over: other applications of the same host may have set them.
///
/// The crate `cookie` reads the same, and its `time` is eight crates for this one call.
pub(super) fn cookies<'l>(line: &'l str, name: &str) -> impl Iterator<Item = &'l str> {
    let pairs = line.split(';').filter_map(|pair| pair.split_once('='));
    pairs.filter(move |(known, _)| known.trim() == name).map(|(_, value)| {
        let value = value.trim();
        value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value)
    })
}

/// The lines of a header, which must be text.
fn texts<'r>(request: &'r Parts, name: &HeaderName) -> Result<Vec<&'r str>, Rejection> {
    request.headers.get_all(name).iter().map(|value| value.to_str().map_err(|_| malformed())).collect()
}

/// What stands twice is nothing to rely on.
fn alone<T>(mut found: impl Iterator<Item = T>) -> Result<Option<T>, Rejection> {
    let first = found.next();
    if found.next().is_some() { Err(malformed()) } else { Ok(first) }
}

pub(super) fn malformed() -> Rejection {
    Rejection::unauthorized("The credentials are malformed.")
}

/// How long a request's credentials may be: the longest of what they can stand in.
pub(crate) fn size(request: &Parts) -> usize {
    let names = [AUTHORIZATION, COOKIE, SEC_WEBSOCKET_PROTOCOL];
    let values = names.iter().flat_map(|name| request.headers.get_all(name)).map(HeaderValue::len);
    values.chain(request.uri.query().map(str::len)).max().unwrap_or_default()
}

/// Marks what may hold credentials, so that no `Debug` form shows it.
pub(crate) fn mark_sensitive(headers: &mut HeaderMap) {
    for name in [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE, SEC_WEBSOCKET_PROTOCOL] {
        if let Entry::Occupied(mut entry) = headers.entry(name) {
            entry.iter_mut().for_each(|value| value.set_sensitive(true));
        }
    }
}

/// Puts a token in place of all credentials of a request: where authentications of chanx look first, and as
/// `Authorization: Bearer …` for all others.
pub(crate) fn present(request: &mut Parts, token: &str) -> Result<(), Rejection> {
    if token.is_empty() {
        return Err(Rejection::unauthorized(INVALID_TOKEN));
    }
    let value = HeaderValue::try_from(format!("Bearer {token}"));
    let mut value = value.map_err(|_| Rejection::unauthorized(INVALID_TOKEN))?;
    value.set_sensitive(true);
    for name in [COOKIE, SEC_WEBSOCKET_PROTOCOL] {
        request.headers.remove(name);
    }
    request.headers.insert(AUTHORIZATION, value);
    let mut uri = std::mem::take(&mut request.uri).into_parts();
    uri.path_and_query = uri.path_and_query.map(|target| {
        PathAndQuery::try_from(target.path()).unwrap_or_else(|_| PathAndQuery::from_static("/"))
    });
    request.uri = Uri::from_parts(uri).unwrap_or_default();
    request.extensions.insert(PresentedToken(token.to_owned()));
    Ok(())
}
