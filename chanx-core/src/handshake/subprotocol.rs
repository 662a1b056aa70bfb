//! The choice of a subprotocol (RFC 6455 sections 4.1 and 4.2.2).

use http::{header::SEC_WEBSOCKET_PROTOCOL, request::Parts};

use super::{Refusal, header};

/// The first of the server's that the client offers too; none in common is no fault, and is left to the client.
pub(super) fn choose(request: &Parts, spoken: &[String]) -> Result<Option<String>, Refusal> {
    if !request.headers.contains_key(SEC_WEBSOCKET_PROTOCOL) {
        return Ok(None);
    }
    let mut offered = Vec::new();
    for name in header::list(&request.headers, &SEC_WEBSOCKET_PROTOCOL) {
        match name {
            Some(name) if header::is_token(name) && !offered.contains(&name) => offered.push(name),
            _ => return Err(malformed()),
        }
    }
    if offered.is_empty() {
        return Err(malformed());
    }
    Ok(spoken.iter().find(|name| offered.contains(&name.as_str())).cloned())
}

fn malformed() -> Refusal {
    Refusal::bad_request("`Sec-WebSocket-Protocol` must list tokens, each once")
}
