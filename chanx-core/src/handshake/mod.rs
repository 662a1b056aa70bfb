//! The opening handshake (RFC 6455 section 4.2, RFC 8441): pure functions on a request's head.
//!
//! `http1` and `http2` check what their version of HTTP asks for, `origin` where a browser comes from,
//! `subprotocol` picks what is spoken; every refusal is a [`Refusal`].

mod header;
mod http1;
mod http2;
mod origin;
mod refusal;
mod subprotocol;
#[cfg(test)]
mod tests;

use http::{
    HeaderValue, Method, Request, Response, StatusCode, Version,
    header::{CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_PROTOCOL, UPGRADE},
    request::Parts,
};

use crate::{body::Body, settings::Settings};

pub(crate) use origin::unmatchable;
pub(crate) use refusal::Refusal;

/// A handshake that the server agrees to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// The answer to the key of an HTTP/1.1 request; HTTP/2 has none.
    key: Option<HeaderValue>,
    pub(crate) subprotocol: Option<String>,
}

/// Tells whether a request asks for a WebSocket, in whatever way that may be wrong.
pub(crate) fn is_asked_by<B>(request: &Request<B>) -> bool {
    request.method() == Method::CONNECT || header::lists(request.headers(), &UPGRADE, "websocket")
}

/// Checks a request that asks for a WebSocket.
pub(crate) fn accept(request: &Parts, settings: &Settings) -> Result<Accepted, Refusal> {
    let key = if request.version == Version::HTTP_2 {
        http2::check(request)?;
        None
    } else {
        Some(http1::check(request)?)
    };
    origin::check(request, &settings.origins)?;
    // Extensions would be negotiated here: none is, so that no client uses one.
    let subprotocol = subprotocol::choose(request, &settings.subprotocols)?;
    Ok(Accepted { key, subprotocol })
}

impl Accepted {
    /// The answer after which the socket is the WebSocket's.
    pub(crate) fn response(&self) -> Response<Body> {
        let mut response = Response::new(Body::default());
        let headers = response.headers_mut();
        if let Some(protocol) = self.subprotocol.as_deref().and_then(|name| HeaderValue::from_str(name).ok())
        {
            headers.insert(SEC_WEBSOCKET_PROTOCOL, protocol);
        }
        if let Some(key) = &self.key {
            headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
            headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
            headers.insert(SEC_WEBSOCKET_ACCEPT, key.clone());
            *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        }
        response
    }
}
