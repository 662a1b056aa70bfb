//! What the browser loads, and the headers that go with it.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

use bytes::Bytes;
use chanx_core::server::PageRequest;
use http::{
    HeaderName, HeaderValue, Response, StatusCode,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY,
        X_CONTENT_TYPE_OPTIONS,
    },
};
use uuid::Uuid;

const PAGE: &str = include_str!("../bundle/index.html");
const SCRIPT: &[u8] = include_bytes!("../bundle/app.js");
const STYLE: &[u8] = include_bytes!("../bundle/app.css");

/// The page, whose styles that are made by its script are allowed by a number that is used once.
pub(crate) fn page(at: &str) -> Response<Bytes> {
    let nonce = Uuid::new_v4().simple().to_string();
    // Relative, since the application may be nested below a prefix: from `/a/playground` on, `playground/app.js`.
    let base = at.rsplit('/').next().unwrap_or_default();
    let html = PAGE.replace("__NONCE__", &nonce).replace("__BASE__", base);
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self' ws: wss:; \
         img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let mut response = with(StatusCode::OK, "text/html; charset=utf-8", html.into());
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

pub(crate) fn script(request: &PageRequest) -> Response<Bytes> {
    file(request, "text/javascript; charset=utf-8", SCRIPT)
}

pub(crate) fn style(request: &PageRequest) -> Response<Bytes> {
    file(request, "text/css; charset=utf-8", STYLE)
}

pub(crate) fn json(status: StatusCode, body: Bytes) -> Response<Bytes> {
    with(status, "application/json", body)
}

/// Tells one bundle from another.
static TAG: LazyLock<HeaderValue> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    (SCRIPT, STYLE).hash(&mut hasher);
    HeaderValue::from_str(&format!("\"{:016x}\"", hasher.finish()))
        .unwrap_or(HeaderValue::from_static("\"\""))
});

/// A file that stays the same until the binary is another: it is asked for each time, and sent when it changed.
fn file(request: &PageRequest, kind: &'static str, content: &'static [u8]) -> Response<Bytes> {
    let known = request.head().headers().get(IF_NONE_MATCH) == Some(&*TAG);
    let mut response = if known {
        with(StatusCode::NOT_MODIFIED, kind, Bytes::new())
    } else {
        with(StatusCode::OK, kind, Bytes::from_static(content))
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response.headers_mut().insert(ETAG, TAG.clone());
    response
}

fn with(status: StatusCode, kind: &'static str, body: Bytes) -> Response<Bytes> {
    const SAME_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(SAME_ORIGIN, HeaderValue::from_static("same-origin"));
    response
}
