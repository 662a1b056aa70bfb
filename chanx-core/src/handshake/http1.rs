//! The HTTP/1.1 Upgrade (RFC 6455 section 4.2.1).

use http::{
    HeaderValue, Method, StatusCode, Version,
    header::{ALLOW, CONNECTION, HOST, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE},
    request::Parts,
};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::{Refusal, header};

/// Checks all that the RFC asks of the request's head, and answers its key.
pub(super) fn check(request: &Parts) -> Result<HeaderValue, Refusal> {
    let headers = &request.headers;
    if request.method != Method::GET {
        return Err(
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "a WebSocket is opened by GET").with(ALLOW, "GET")
        );
    }
    if request.version != Version::HTTP_11 {
        return Err(upgrade_required(
            "a WebSocket needs HTTP/1.1 or HTTP/2; a proxy may have lowered the version",
        ));
    }
    if !header::lists(headers, &UPGRADE, "websocket") || !header::lists(headers, &CONNECTION, "upgrade") {
        return Err(upgrade_required(
            "this is a WebSocket: ask for it by `Connection: Upgrade` and `Upgrade: websocket`",
        ));
    }
    if header::only(headers, &SEC_WEBSOCKET_VERSION) != Some("13") {
        return Err(upgrade_required("the version of the WebSocket protocol here is 13")
            .with(SEC_WEBSOCKET_VERSION, "13"));
    }
    if header::only(headers, &HOST).is_none_or(str::is_empty) {
        return Err(Refusal::bad_request("`Host` must be there, once"));
    }
    match header::only(headers, &SEC_WEBSOCKET_KEY) {
        Some(key) if is_key(key) => HeaderValue::from_str(&derive_accept_key(key.as_bytes()))
            .map_err(|_| Refusal::bad_request("`Sec-WebSocket-Key` has no answer")),
        _ => Err(Refusal::bad_request("`Sec-WebSocket-Key` must be there, once: 16 bytes in base64")),
    }
}

/// RFC 9110 section 15.5.22: the answer names the protocol to upgrade to.
fn upgrade_required(reason: &'static str) -> Refusal {
    Refusal::new(StatusCode::UPGRADE_REQUIRED, reason).with(CONNECTION, "Upgrade").with(UPGRADE, "websocket")
}

/// 16 bytes are 22 digits and two signs of padding.
fn is_key(key: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    key.strip_suffix("==").is_some_and(|digits| digits.len() == 22 && digits.bytes().all(digit))
}
