//! The pages of an application: which of them is at a path, and what it is asked.

use std::{collections::HashMap, error::Error, panic::AssertUnwindSafe, pin::Pin, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderValue, Method, Response, StatusCode, header::ALLOW};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body;
use tokio::time::timeout;

use super::page::{Page, PageRequest, Site, said};
use crate::request;

/// A page with its type erased.
trait Answers<S>: Send + Sync {
    fn admit<'a>(&'a self, head: &'a request::Request, site: Site<'a, S>) -> Admission<'a>;
    fn answer<'a>(&'a self, request: PageRequest, site: Site<'a, S>) -> Answer<'a>;
}

type Admission<'a> = Pin<Box<dyn Future<Output = Result<(), Response<Bytes>>> + Send + 'a>>;
type Answer<'a> = Pin<Box<dyn Future<Output = Response<Bytes>> + Send + 'a>>;

impl<S: Sync, P: Page<S>> Answers<S> for P {
    fn admit<'a>(&'a self, head: &'a request::Request, site: Site<'a, S>) -> Admission<'a> {
        // Called when it is polled, where a panic is caught.
        Box::pin(async move { Page::admit(self, head, site).await })
    }

    fn answer<'a>(&'a self, request: PageRequest, site: Site<'a, S>) -> Answer<'a> {
        Box::pin(async move { Page::answer(self, request, site).await })
    }
}

/// All pages, by their paths.
pub(super) struct Pages<S> {
    pages: Vec<Box<dyn Answers<S>>>,
    at: HashMap<String, (usize, Arc<Bounds>)>,
}

impl<S: Sync> Pages<S> {
    pub(super) fn new() -> Self {
        Self { pages: Vec::new(), at: HashMap::new() }
    }

    /// Adds a page.
    ///
    /// # Errors
    /// Where it has no path, a malformed one, or one that is taken.
    pub(super) fn add(&mut self, page: impl Page<S>) -> Result<(), String> {
        let paths = page.paths();
        if paths.is_empty() {
            return Err("a page has no path".to_owned());
        }
        for path in paths {
            if !path.starts_with('/') || path.contains(['?', '#']) || path.contains("//") {
                return Err(format!(
                    "the path `{path}` of a page does not begin with `/`, or has `//`, `?` or `#` in it"
                ));
            }
            let bounds = Bounds { methods: page.methods(&path), max_body: page.max_body(&path) };
            if self.at.insert(path.clone(), (self.pages.len(), Arc::new(bounds))).is_some() {
                return Err(format!("two pages are at `{path}`"));
            }
        }
        self.pages.push(Box::new(page));
        Ok(())
    }

    /// The page at a path, if there is one, and what requests for it must keep to.
    pub(super) fn find(&self, path: &str) -> Option<(usize, Arc<Bounds>)> {
        self.at.get(path).cloned()
    }

    /// Asks the page whether it answers.
    pub(super) async fn admit(
        &self,
        page: usize,
        head: &request::Request,
        site: Site<'_, S>,
    ) -> Result<(), Response<Bytes>> {
        caught(self.pages[page].admit(head, site)).await.unwrap_or_else(Err)
    }

    /// Asks the page.
    pub(super) async fn answer(
        &self,
        page: usize,
        request: PageRequest,
        site: Site<'_, S>,
    ) -> Response<Bytes> {
        caught(self.pages[page].answer(request, site)).await.unwrap_or_else(|failed| failed)
    }
}

/// What comes of a page's future; where it panics, the answer.
async fn caught<T>(future: impl Future<Output = T>) -> Result<T, Response<Bytes>> {
    AssertUnwindSafe(future).catch_unwind().await.map_err(|_| {
        tracing::error!("a page panicked");
        said(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
    })
}

/// What requests for a path must keep to.
pub(super) struct Bounds {
    methods: Vec<Method>,
    max_body: usize,
}

impl Bounds {
    /// The answer to a request of another method.
    pub(super) fn refusal(&self, method: &Method) -> Option<Response<Bytes>> {
        let asked = if method == Method::HEAD { &Method::GET } else { method };
        if self.methods.contains(asked) {
            return None;
        }
        let mut refused = said(StatusCode::METHOD_NOT_ALLOWED, "this method is not allowed here");
        let head = self.methods.contains(&Method::GET).then_some("HEAD");
        let names: Vec<&str> = self.methods.iter().map(Method::as_str).chain(head).collect();
        if let Ok(allowed) = HeaderValue::from_str(&names.join(", ")) {
            refused.headers_mut().insert(ALLOW, allowed);
        }
        Some(refused)
    }

    /// Reads a body.
    ///
    /// # Errors
    /// The answer, where it is too long, or does not come in time.
    pub(super) async fn read<B>(&self, body: B, limit: Duration) -> Result<Bytes, Response<Bytes>>
    where
        B: Body + Send,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        match timeout(limit, Limited::new(body, self.max_body).collect()).await {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => {
                Err(said(StatusCode::PAYLOAD_TOO_LARGE, "the body is too long"))
            }
            Ok(Err(_)) => Err(said(StatusCode::BAD_REQUEST, "the body cannot be read")),
            Err(_) => Err(said(StatusCode::REQUEST_TIMEOUT, "the body did not come in time")),
        }
    }
}
