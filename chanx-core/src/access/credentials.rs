//! Where credentials stand in a request.

use std::fmt;

use cookie::Cookie;
use http::{
    HeaderMap, HeaderName, HeaderValue, Uri,
    header::{AUTHORIZATION, COOKIE, Entry, PROXY_AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL},
    request::Parts,
    uri::PathAndQuery,
};

use super::Rejection;

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
    /// A cookie. Browsers send it by themselves, so the setting `origins` must be kept narrow.
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
                let token = |scheme: &str| {
                    scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("token")
                };
                Ok(authorization(request)?
                    .filter(|(scheme, _)| token(scheme))
                    .map(|(_, token)| token.to_owned()))
            }
            Self::Query(name) => {
                let query = request.uri.query().unwrap_or_default();
                let found = form_urlencoded::parse(query.as_bytes()).filter(|(known, _)| known == name);
                alone(found).map(|found| found.map(|(_, token)| token.into_owned()))
            }
            Self::Cookie(name) => {
                let lines = texts(request, &COOKIE)?;
                let mut found = lines.into_iter().flat_map(Cookie::split_parse).flatten();
                Ok(found.find(|cookie| cookie.name() == name).map(|cookie| cookie.value_trimmed().to_owned()))
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
            Some(token) if token.is_empty() => return Err(malformed()),
            Some(token) => return Ok(Some(token)),
            None => {}
        }
    }
    Ok(None)
}

/// The scheme and the rest of `Authorization` (RFC 9110 section 11.6.2).
pub(super) fn authorization(request: &Parts) -> Result<Option<(&str, &str)>, Rejection> {
    let values = texts(request, &AUTHORIZATION)?.into_iter();
    let Some(value) = alone(values)? else { return Ok(None) };
    let (scheme, rest) = value.trim().split_once(' ').ok_or_else(malformed)?;
    let rest = rest.trim();
    if rest.is_empty() || rest.contains(' ') { Err(malformed()) } else { Ok(Some((scheme, rest))) }
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

fn malformed() -> Rejection {
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

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[TokenSource] = TokenSource::DEFAULT;

    fn request(uri: &str, headers: &[(&str, &[u8])]) -> Parts {
        let mut request = http::Request::get(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    /// The token, nothing, or the refusal.
    fn found(uri: &str, headers: &[(&str, &[u8])]) -> Result<Option<String>, String> {
        token(&request(uri, headers), ALL).map_err(|rejection| {
            assert_eq!(rejection.status().as_u16(), 401);
            rejection.detail().to_owned()
        })
    }

    #[test]
    fn every_source_is_read() {
        let some = |token: &str| Ok(Some(token.to_owned()));
        assert_eq!(found("/", &[]), Ok(None));
        for scheme in ["Bearer", "bearer", "Token", "TOKEN"] {
            assert_eq!(
                found("/", &[("authorization", format!("{scheme}  t0k.en ").as_bytes())]),
                some("t0k.en")
            );
        }
        assert_eq!(found("/?a=b&token=t%2Fo+k%20en&c", &[]), some("t/o k en"));
        assert_eq!(found("/", &[("cookie", b"a=b; token=\"t0k=en\"; c=d")]), some("t0k=en"));
        assert_eq!(found("/", &[("cookie", b"a=b"), ("cookie", b"token=t")]), some("t"));
        assert_eq!(found("/", &[("sec-websocket-protocol", b"chat.v1 , bearer.t0k.en")]), some("t0k.en"));
        assert_eq!(
            found("/", &[("sec-websocket-protocol", b"v1"), ("sec-websocket-protocol", b"bearer.t")]),
            some("t")
        );
    }

    #[test]
    fn what_is_no_token_is_left_to_others() {
        assert_eq!(found("/?tokens=t", &[("authorization", b"Basic dTpw")]), Ok(None));
        assert_eq!(found("/", &[("cookie", b"mytoken=t; ; =; junk; token2=t")]), Ok(None));
        assert_eq!(found("/", &[("sec-websocket-protocol", b"bearer, chat")]), Ok(None));
    }

    #[test]
    fn the_first_source_wins() {
        let request =
            request("/?token=query", &[("authorization", b"Bearer header"), ("cookie", b"token=cookie")]);
        let first = |sources: &[TokenSource]| token(&request, sources).unwrap();
        assert_eq!(first(ALL).as_deref(), Some("header"));
        assert_eq!(
            first(&[TokenSource::Cookie("token"), TokenSource::Authorization]).as_deref(),
            Some("cookie")
        );
        assert_eq!(first(&[]), None);
    }

    #[test]
    fn malformed_credentials_are_refused() {
        for (uri, headers) in [
            ("/", &[("authorization", &b"Bearer"[..])][..]),
            ("/", &[("authorization", b"Bearer ")]),
            ("/", &[("authorization", b"Bearer a b")]),
            ("/", &[("authorization", b"")]),
            ("/", &[("authorization", b"Bearer \xff\xfe")]),
            ("/", &[("authorization", b"Bearer a"), ("authorization", b"Bearer a")]),
            ("/", &[("authorization", b"Basic YTpi"), ("authorization", b"Bearer a")]),
            ("/?token=", &[]),
            ("/?token=a&token=b", &[]),
            ("/", &[("cookie", b"token=")]),
            ("/", &[("cookie", b"token=\xff")]),
            ("/", &[("sec-websocket-protocol", b"bearer.")]),
            ("/", &[("sec-websocket-protocol", b"bearer.a, bearer.b")]),
        ] {
            assert_eq!(
                found(uri, headers),
                Err("The credentials are malformed.".to_owned()),
                "{uri} {headers:?}"
            );
        }
    }

    #[test]
    fn the_longest_credentials_count() {
        assert_eq!(size(&request("/path", &[("x-long", b"0123456789")])), 0);
        let headers: &[(&str, &[u8])] = &[("authorization", b"123"), ("cookie", b"1"), ("cookie", b"12345")];
        assert_eq!(size(&request("/?1234", headers)), 5);
        assert_eq!(size(&request("/?123456", headers)), 6);
        assert_eq!(size(&request("/", &[("sec-websocket-protocol", b"1234567")])), 7);
    }

    #[test]
    fn a_fresh_token_replaces_all_credentials_and_is_not_shown() {
        let mut parts = request(
            "http://host/path?token=old",
            &[
                ("authorization", b"Basic old"),
                ("cookie", b"token=old"),
                ("sec-websocket-protocol", b"bearer.old"),
            ],
        );
        present(&mut parts, "fresh").unwrap();
        assert_eq!(parts.uri, "http://host/path");
        // Wherever one looks for tokens.
        for sources in [ALL, &[TokenSource::Query("t")], &[]] {
            assert_eq!(token(&parts, sources).unwrap().as_deref(), Some("fresh"));
        }
        assert_eq!(authorization(&parts).unwrap(), Some(("Bearer", "fresh")));
        assert_eq!(parts.headers.len(), 1);
        assert!(!format!("{parts:?}").contains("fresh"));
        for token in ["", "two\nlines", "nul\0"] {
            assert!(present(&mut parts, token).unwrap_err().is_unauthorized());
        }
    }

    #[test]
    fn no_debug_form_shows_them() {
        let names = ["authorization", "proxy-authorization", "cookie", "sec-websocket-protocol"];
        let mut parts = request("/", &names.map(|name| (name, &b"s3cr3t"[..])));
        mark_sensitive(&mut parts.headers);
        assert!(!format!("{:?}", parts.headers).contains("s3cr3t"));
    }
}
