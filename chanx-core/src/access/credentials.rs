//! Where credentials stand in a request.

use http::{
    HeaderMap, HeaderValue,
    header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL},
    request::Parts,
};

use super::Rejection;

pub(crate) fn size(parts: &Parts) -> usize {
    let headers = [AUTHORIZATION, COOKIE, SEC_WEBSOCKET_PROTOCOL];
    let values = headers.iter().flat_map(|name| parts.headers.get_all(name)).map(HeaderValue::len);
    values.chain(parts.uri.query().map(str::len)).max().unwrap_or_default()
}

pub(crate) fn mark_sensitive(headers: &mut HeaderMap) {
    for name in [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE, SEC_WEBSOCKET_PROTOCOL] {
        if let http::header::Entry::Occupied(mut entry) = headers.entry(name) {
            entry.iter_mut().for_each(|value| value.set_sensitive(true));
        }
    }
}

pub(crate) fn present(parts: &mut Parts, token: &str) -> Result<(), Rejection> {
    let value = HeaderValue::from_str(&format!("Bearer {token}"))
        .map_err(|_| Rejection::unauthorized("Invalid token."))?;
    for name in [COOKIE, SEC_WEBSOCKET_PROTOCOL] {
        parts.headers.remove(name);
    }
    parts.headers.insert(AUTHORIZATION, value);
    Ok(())
}
