//! What is kept of the handshake's request.

use http::{HeaderMap, HeaderValue, Uri, header};

/// The request that opened a connection: what authentication and hooks read.
#[derive(Debug, Clone)]
pub struct Request {
    uri: Uri,
    headers: HeaderMap,
}

/// Headers that only the handshake needs.
const HANDSHAKE: [header::HeaderName; 5] = [
    header::CONNECTION,
    header::UPGRADE,
    header::SEC_WEBSOCKET_KEY,
    header::SEC_WEBSOCKET_VERSION,
    header::SEC_WEBSOCKET_EXTENSIONS,
];

impl Request {
    /// Copies it out of the HTTP connection's buffer, which is several times as large and would stay alive.
    pub(crate) fn detach(parts: &http::request::Parts) -> Self {
        let kept = || parts.headers.iter().filter(|(name, _)| !HANDSHAKE.contains(name));
        let mut headers = HeaderMap::with_capacity(kept().count());
        for (name, value) in kept() {
            if let Ok(mut copy) = HeaderValue::from_bytes(value.as_bytes()) {
                copy.set_sensitive(value.is_sensitive());
                headers.append(name.clone(), copy);
            }
        }
        let uri = parts.uri.to_string().parse().unwrap_or_default();
        Self { uri, headers }
    }

    /// The path and query, as the client wrote them (below the prefix where the app is nested).
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The headers, without those of the handshake itself.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}
