//! What is kept of the handshake's request.

use std::{fmt, net::SocketAddr};

use http::{Extensions, HeaderMap, Method, Uri, Version, request::Parts};

/// The request that opened a connection: what authentication and hooks read.
///
/// Its `Debug` form has neither the query nor the values of headers that may hold secrets.
#[derive(Clone)]
pub struct Request {
    method: Method,
    version: Version,
    uri: Uri,
    headers: HeaderMap,
    /// What the server around the application put beside the request; kept only for authentications.
    extensions: Extensions,
    peer: Option<SocketAddr>,
    subprotocol: Option<String>,
}

impl Request {
    pub(crate) fn new(parts: Parts, peer: Option<SocketAddr>, subprotocol: Option<String>) -> Self {
        let Parts { method, version, uri, headers, extensions, .. } = parts;
        Self { method, version, uri, headers, extensions, peer, subprotocol }
    }

    /// The request's head, as it was, for authentications to look at.
    pub(crate) fn to_parts(&self) -> Parts {
        let mut parts = http::Request::new(()).into_parts().0;
        parts.method = self.method.clone();
        parts.version = self.version;
        parts.uri = self.uri.clone();
        parts.headers = self.headers.clone();
        parts.extensions = self.extensions.clone();
        parts
    }

    /// The same request with another head.
    pub(crate) fn with_parts(&self, parts: Parts) -> Self {
        Self::new(parts, self.peer, self.subprotocol.clone())
    }

    /// The method: that of the handshake, or of a page's request.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path and query, as the client wrote them (below the prefix where the app is nested).
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The headers, without those of the handshake itself.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The peer's address, where the server knows it: a proxy's, if there is one.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.peer
    }

    /// The subprotocol that was agreed on.
    pub fn subprotocol(&self) -> Option<&str> {
        self.subprotocol.as_deref()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("path", &self.uri.path())
            .field("headers", &self.headers)
            .field("peer", &self.peer)
            .field("subprotocol", &self.subprotocol)
            .finish_non_exhaustive()
    }
}
