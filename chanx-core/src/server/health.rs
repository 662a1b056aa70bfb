//! The page by which a load balancer, or whatever runs the process, learns how it is.

use bytes::Bytes;
use http::{
    HeaderValue, Response, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use serde_json::json;

use super::page::{Page, PageRequest, Site};
use crate::layer;

/// Whether the process lives, at `/health/live`, and whether it should get new connections, at `/health/ready`.
///
/// Both answer in JSON. `live` has always status 200: `{"status":"ok"}`. `ready` has 200, or 503 while the application drains
/// (`{"status":"draining"}`; seen where another server is around it, since its own takes no connections then) and while its channel layer is down (`{"status":"layer_down"}`; the reason is for the operator alone, and logged by
/// the layer). The answers are not to be cached.
///
/// ```
/// use chanx_core::server::{App, Health};
///
/// let app = App::new(()).page(Health::new());
/// ```
#[derive(Debug, Clone)]
pub struct Health {
    under: String,
}

impl Health {
    /// Found at `/health/live` and `/health/ready`.
    pub fn new() -> Self {
        Self::under("/health")
    }

    /// Found below another path, which has its first `/` and not a last one.
    pub fn under(path: impl Into<String>) -> Self {
        Self { under: path.into() }
    }
}

impl Default for Health {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Sync> Page<S> for Health {
    fn paths(&self) -> Vec<String> {
        ["live", "ready"].map(|name| format!("{}/{name}", self.under)).into()
    }

    async fn answer(&self, request: PageRequest, site: Site<'_, S>) -> Response<Bytes> {
        let (status, word) = match site.health() {
            _ if request.path().ends_with("/live") => (StatusCode::OK, "ok"),
            _ if site.is_draining() => (StatusCode::SERVICE_UNAVAILABLE, "draining"),
            layer::Health::Down(_) => (StatusCode::SERVICE_UNAVAILABLE, "layer_down"),
            layer::Health::Up => (StatusCode::OK, "ok"),
        };
        let mut answer = Response::new(json!({ "status": word }).to_string().into());
        *answer.status_mut() = status;
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        answer
    }
}
