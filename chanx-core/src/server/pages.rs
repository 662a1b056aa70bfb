//! The pages of an application: which of them is at a path, and what it is asked.

use std::{collections::HashMap, error::Error, panic::AssertUnwindSafe, pin::Pin, time::Duration};

use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderValue, Method, Request, Response, StatusCode, header::ALLOW};
use http_body_util::{BodyExt, Limited};
use hyper::body::Body;
use tokio::time::timeout;

use super::page::{Page, PageRequest, Site, said};
use crate::request;

/// A page with its type erased.
trait Answers<S>: Send + Sync {
    fn methods(&self, path: &str) -> &[Method];
    fn max_body(&self) -> usize;
    fn answer<'a>(&'a self, request: PageRequest, site: Site<'a, S>) -> Answer<'a>;
}

type Answer<'a> = Pin<Box<dyn Future<Output = Response<Bytes>> + Send + 'a>>;

impl<S: Sync, P: Page<S>> Answers<S> for P {
    fn methods(&self, path: &str) -> &[Method] {
        Page::methods(self, path)
    }

    fn max_body(&self) -> usize {
        Page::max_body(self)
    }

    fn answer<'a>(&'a self, request: PageRequest, site: Site<'a, S>) -> Answer<'a> {
        Box::pin(Page::answer(self, request, site))
    }
}

/// All pages, by their paths.
pub(super) struct Pages<S> {
    pages: Vec<Box<dyn Answers<S>>>,
    at: HashMap<String, usize>,
}

impl<S: Sync> Pages<S> {
    pub(super) fn new() -> Self {
        Self { pages: Vec::new(), at: HashMap::new() }
    }

    /// Adds a page.
    ///
    /// # Errors
    /// Where it has no path, a path without its first `/`, or one that is taken.
    pub(super) fn add(&mut self, page: impl Page<S>) -> Result<(), String> {
        let paths = page.paths();
        if paths.is_empty() {
            return Err("a page has no path".to_owned());
        }
        for path in paths {
            if !path.starts_with('/') || path.contains(['?', '#']) {
                return Err(format!(
                    "the path `{path}` of a page does not begin with `/`, or has a `?` or `#`"
                ));
            }
            if self.at.insert(path.clone(), self.pages.len()).is_some() {
                return Err(format!("two pages are at `{path}`"));
            }
        }
        self.pages.push(Box::new(page));
        Ok(())
    }

    /// The page at a path, if there is one.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.at.get(path).copied()
    }

    /// What a request of the page must keep to.
    pub(super) fn bounds(&self, page: usize, path: &str) -> Bounds {
        let page = &self.pages[page];
        Bounds { methods: page.methods(path).to_vec(), max_body: page.max_body() }
    }

    /// Asks the page.
    pub(super) async fn answer(
        &self,
        page: usize,
        request: PageRequest,
        site: Site<'_, S>,
    ) -> Response<Bytes> {
        let answer = self.pages[page].answer(request, site);
        AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!("a page panicked");
            said(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
        })
    }
}

/// What a request of a page must keep to.
pub(super) struct Bounds {
    methods: Vec<Method>,
    max_body: usize,
}

impl Bounds {
    /// Reads a request whole.
    ///
    /// # Errors
    /// The answer, where the request does not keep to them.
    pub(super) async fn read<B>(
        self,
        request: Request<B>,
        peer: Option<std::net::SocketAddr>,
        limit: Duration,
    ) -> Result<PageRequest, Response<Bytes>>
    where
        B: Body + Send,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        let (mut head, body) = request.into_parts();
        if head.method == Method::HEAD {
            head.method = Method::GET;
        }
        if !self.methods.contains(&head.method) {
            let mut refused = said(StatusCode::METHOD_NOT_ALLOWED, "this method is not allowed here");
            let head = self.methods.contains(&Method::GET).then_some("HEAD");
            let names: Vec<&str> = self.methods.iter().map(Method::as_str).chain(head).collect();
            if let Ok(allowed) = HeaderValue::from_str(&names.join(", ")) {
                refused.headers_mut().insert(ALLOW, allowed);
            }
            return Err(refused);
        }
        let body = match timeout(limit, Limited::new(body, self.max_body).collect()).await {
            Ok(Ok(body)) => body.to_bytes(),
            Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
                return Err(said(StatusCode::PAYLOAD_TOO_LARGE, "the body is too long"));
            }
            Ok(Err(_)) => return Err(said(StatusCode::BAD_REQUEST, "the body cannot be read")),
            Err(_) => return Err(said(StatusCode::REQUEST_TIMEOUT, "the body did not come in time")),
        };
        Ok(PageRequest::new(request::Request::new(head, peer, None), body))
    }
}
