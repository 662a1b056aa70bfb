//! What is kept of the handshake's request.

use std::net::SocketAddr;

use http::{HeaderMap, Uri, request::Parts};

/// The request that opened a connection: what authentication and hooks read.
#[derive(Debug, Clone)]
pub struct Request {
    uri: Uri,
    headers: HeaderMap,
    peer: Option<SocketAddr>,
    subprotocol: Option<String>,
}

impl Request {
    pub(crate) fn new(parts: Parts, peer: Option<SocketAddr>, subprotocol: Option<String>) -> Self {
        let Parts { uri, headers, .. } = parts;
        Self { uri, headers, peer, subprotocol }
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
