//! What tells a server who its client is.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a client shows with each request: a token, a session's cookie, whatever the application looks at.
///
/// Its `Debug` form does not show it.
#[derive(Clone, Default)]
pub struct Credentials {
    headers: HeaderMap,
    query: Vec<(String, String)>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}

impl Credentials {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// `Authorization: Bearer …` (RFC 6750).
    ///
    /// # Panics
    /// When the token cannot stand in a header.
    #[must_use]
    #[track_caller]
    pub fn bearer(token: &str) -> Self {
        Self::new().header("authorization", &format!("Bearer {token}"))
    }

    /// Adds a header.
    ///
    /// # Panics
    /// When the name or the value cannot stand in a header.
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        append(&mut self.headers, name, value);
        self
    }

    /// Adds a cookie.
    ///
    /// # Panics
    /// As [`Credentials::header`].
    #[must_use]
    #[track_caller]
    pub fn cookie(mut self, name: &str, value: &str) -> Self {
        append_cookie(&mut self.headers, name, value);
        self
    }

    /// Adds `name=value` to the query; both must be encoded where they need to be.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds subprotocols to those that are offered: browsers can hide a token there.
    ///
    /// # Panics
    /// As [`Credentials::header`].
    #[must_use]
    #[track_caller]
    pub fn subprotocols(self, offered: &[&str]) -> Self {
        self.header("sec-websocket-protocol", &offered.join(", "))
    }

    /// Puts them into the head of a request.
    pub(crate) fn apply(&self, path: &mut String, headers: &mut HeaderMap) {
        for (name, value) in &self.query {
            append_query(path, name, value);
        }
        for (name, value) in &self.headers {
            match (name, value.to_str()) {
                // What is set already stays.
                (&header::COOKIE, Ok(cookies)) => join_cookies(headers, cookies),
                _ => drop(headers.append(name, value.clone())),
            }
        }
    }
}

#[track_caller]
pub(crate) fn append(headers: &mut HeaderMap, name: &str, value: &str) {
    match (HeaderName::try_from(name), HeaderValue::from_str(value)) {
        (Ok(name), Ok(value)) => drop(headers.append(name, value)),
        _ => panic!("`{name}: {value}` cannot be a header"),
    }
}

#[track_caller]
pub(crate) fn append_cookie(headers: &mut HeaderMap, name: &str, value: &str) {
    let cookie = format!("{name}={value}");
    assert!(HeaderValue::from_str(&cookie).is_ok(), "`{cookie}` cannot be a cookie");
    join_cookies(headers, &cookie);
}

/// Browsers send one header with all cookies.
fn join_cookies(headers: &mut HeaderMap, more: &str) {
    let known = headers.get(header::COOKIE).and_then(|known| known.to_str().ok());
    let all = known.map_or_else(|| more.to_owned(), |known| format!("{known}; {more}"));
    if let Ok(all) = HeaderValue::from_str(&all) {
        headers.insert(header::COOKIE, all);
    }
}

pub(crate) fn append_query(path: &mut String, name: &str, value: &str) {
    let sign = if path.contains('?') { "&" } else { "?" };
    path.extend([sign, name, "=", value]);
}
