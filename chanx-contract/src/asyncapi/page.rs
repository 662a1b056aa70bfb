//! The document as a page of the application that it describes (feature `page`).

use std::sync::OnceLock;

use bytes::Bytes;
use chanx_core::server::{Page, PageRequest, Site};
use http::{HeaderValue, Response, header::CONTENT_TYPE};

use super::AsyncApi;
use crate::model::Contract;

/// The place of the document, and its texts once they were asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Served {
    under: String,
    written: OnceLock<[Bytes; 2]>,
}

impl AsyncApi {
    /// Puts the page at `asyncapi.json` and `asyncapi.yaml` below another path, which has its first `/` and not a last one.
    #[must_use]
    pub fn under(mut self, path: impl Into<String>) -> Self {
        self.served.under = path.into();
        self
    }
}

/// Found at `/asyncapi.json` and `/asyncapi.yaml`. The document is written when it is first asked for.
impl<S: Send + Sync + 'static> Page<S> for AsyncApi {
    fn paths(&self) -> Vec<String> {
        ["json", "yaml"].map(|form| format!("{}/asyncapi.{form}", self.served.under)).into()
    }

    async fn answer(&self, request: PageRequest, site: Site<'_, S>) -> Response<Bytes> {
        let [json, yaml] = self.served.written.get_or_init(|| {
            let document = self.document(&Contract::from_routes(site.outline()));
            [document.to_json().into(), document.to_yaml().into()]
        });
        let (text, kind) = if request.path().ends_with("json") {
            (json, "application/json")
        } else {
            // RFC 9512
            (yaml, "application/yaml")
        };
        let mut response = Response::new(text.clone());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        response
    }
}
