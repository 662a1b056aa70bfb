//! The HTTP/2 extended CONNECT (RFC 8441 section 5).

use http::{
    Method, StatusCode,
    header::{ALLOW, SEC_WEBSOCKET_VERSION},
    request::Parts,
};
use hyper::ext::Protocol;

use super::{Refusal, header};

/// Checks all that the RFC asks of the request's head. There is no key: the stream is the client's by itself.
pub(super) fn check(request: &Parts) -> Result<(), Refusal> {
    let method = &request.method;
    let protocol = request.extensions.get::<Protocol>().map(Protocol::as_str);
    match protocol {
        Some("websocket") if method == Method::CONNECT => {}
        // RFC 9220 section 3 asks for this status, and suits here.
        Some(_) => {
            return Err(Refusal::new(
                StatusCode::NOT_IMPLEMENTED,
                "`websocket` is the only `:protocol` here",
            ));
        }
        // `Upgrade` has no place in HTTP/2, so neither has 426.
        None if method == Method::CONNECT => {
            return Err(Refusal::bad_request("`:protocol` must be `websocket`"));
        }
        None => {
            let reason = "in HTTP/2 a WebSocket is opened by CONNECT with `:protocol` `websocket`";
            return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, reason).with(ALLOW, "CONNECT"));
        }
    }
    if header::only(&request.headers, &SEC_WEBSOCKET_VERSION) != Some("13") {
        return Err(Refusal::bad_request("the version of the WebSocket protocol here is 13")
            .with(SEC_WEBSOCKET_VERSION, "13"));
    }
    if request.uri.authority().is_none() {
        return Err(Refusal::bad_request("`:authority` must be there"));
    }
    Ok(())
}
