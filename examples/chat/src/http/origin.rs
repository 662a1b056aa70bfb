//! Whose page sends a request.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::failure::Failure;

/// Refuses what pages of other sites ask to change. The cookie is not sent with it anyway (`SameSite`), and JSON needs
/// a preflight that nobody answers; this stands where a browser keeps to neither.
pub(super) async fn check(request: Request, next: Next) -> Response {
    if reads(&request) || is_of_this_host(request.headers()) {
        next.run(request).await
    } else {
        Failure::Forbidden("Pages of other sites may not do this.").into_response()
    }
}

fn reads(request: &Request) -> bool {
    [Method::GET, Method::HEAD].contains(request.method())
}

/// A request without `Origin` comes from no page.
fn is_of_this_host(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(HeaderValue::to_str);
    match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(Ok(origin)), Some(Ok(host))) => {
            origin.split_once("://").is_some_and(|(_, authority)| authority == host)
        }
        _ => false,
    }
}
