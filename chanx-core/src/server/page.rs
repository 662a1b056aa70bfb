//! Pages: plain HTTP requests that an application answers beside its connections.

use std::{fmt, future::ready, sync::Arc};

use bytes::Bytes;
use http::{Method, Response, StatusCode, header::CONTENT_TYPE};

use crate::{
    access::Guard, channels::Channels, layer::Health, request::Request, settings::Settings, table::RouteInfo,
};

/// A page of an application: it answers plain HTTP requests from what is known of the application.
///
/// [`App::page`](super::App::page) adds one. It is found at exactly its paths, which begin where the application begins: below the prefix
/// where that is nested in another server. A page goes before a route of the same path, but for handshakes, which are the routes'. `HEAD` is answered as `GET`, without the body; another
/// method than [`Page::methods`] gets 405, a body that is longer than [`Page::max_body`] gets 413, and one that takes longer than
/// `handshake_timeout` to come 408. A panic while it answers is answered by 500, and logged.
///
/// ```
/// use bytes::Bytes;
/// use chanx_core::server::{App, Page, PageRequest, Site};
/// use http::Response;
///
/// /// How many routes there are.
/// struct Count;
///
/// impl<S: Sync> Page<S> for Count {
///     fn paths(&self) -> Vec<String> {
///         vec!["/routes".to_owned()]
///     }
///
///     async fn answer(&self, _: PageRequest, site: Site<'_, S>) -> Response<Bytes> {
///         Response::new(site.outline().len().to_string().into())
///     }
/// }
///
/// let app = App::new(()).page(Count);
/// ```
pub trait Page<S>: Send + Sync + 'static {
    /// The paths that it is found at, each with its first `/`. They are asked for once.
    fn paths(&self) -> Vec<String>;

    /// The methods that a path answers; asked for once. Default: `GET` alone.
    fn methods(&self, path: &str) -> Vec<Method> {
        let _ = path;
        vec![Method::GET]
    }

    /// Most bytes of the body of a request for a path; asked for once. Default: none.
    fn max_body(&self, path: &str) -> usize {
        let _ = path;
        0
    }

    /// Tells whether a path shows nothing of the application, such as a script, so that guards let everybody have it. Default: none.
    fn is_open(&self, path: &str) -> bool {
        let _ = path;
        false
    }

    /// Decides by its head whether a request is answered, before anything of its body is read. Default: each is.
    ///
    /// # Errors
    /// The answer to one that is refused.
    fn admit(
        &self,
        head: &Request,
        site: Site<'_, S>,
    ) -> impl Future<Output = Result<(), Response<Bytes>>> + Send {
        let _ = (head, site);
        ready(Ok(()))
    }

    /// Answers a request of one of its paths and methods.
    fn answer(&self, request: PageRequest, site: Site<'_, S>)
    -> impl Future<Output = Response<Bytes>> + Send;

    /// The same page, for those alone whom the guard lets.
    fn guarded<U>(self, guard: Guard<U, S>) -> Guarded<Self, U, S>
    where
        Self: Sized,
        U: Send + Sync + 'static,
        S: Send + Sync + 'static,
    {
        Guarded { page: self, guard }
    }
}

/// A request of a page. Its `Debug` form has neither the body nor what may be secret in the head.
pub struct PageRequest {
    request: Request,
    body: Bytes,
}

impl fmt::Debug for PageRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageRequest")
            .field("method", self.method())
            .field("head", &self.request)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl PageRequest {
    pub(super) fn new(request: Request, body: Bytes) -> Self {
        Self { request, body }
    }

    /// The method; `GET` where it was `HEAD`.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The path.
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// The head.
    pub fn head(&self) -> &Request {
        &self.request
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// An application as its pages see it.
pub struct Site<'a, S> {
    pub(super) state: &'a S,
    pub(super) settings: &'a Settings,
    pub(super) outline: &'a Arc<[RouteInfo]>,
    pub(super) channels: &'a Channels,
    pub(super) draining: bool,
    pub(super) trials: &'a (dyn Trials + Sync),
}

/// Tries what clients may send.
pub(super) trait Trials {
    fn trial(&self, path: &str, text: Option<&str>) -> Option<Trial>;
}

/// What a client would meet that says a text at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trial {
    /// The route that serves the path: its place in [`Site::outline`].
    pub route: usize,
    /// The frame by which the text would be refused; `None` where it is taken, or none was given.
    pub refusal: Option<String>,
}

impl<'a, S> Site<'a, S> {
    /// The application's state.
    pub fn state(&self) -> &'a S {
        self.state
    }

    /// All that is known of its routes, in the order in which they are tried.
    pub fn outline(&self) -> &'a Arc<[RouteInfo]> {
        self.outline
    }

    /// The application's settings, before consumers override any.
    pub fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// The handle by which groups and connections are reached.
    pub fn channels(&self) -> &'a Channels {
        self.channels
    }

    /// Whether the channel layer works at the moment.
    pub fn health(&self) -> Health {
        self.channels.health()
    }

    /// Whether the application is ending: it opens no more connections.
    pub fn is_draining(&self) -> bool {
        self.draining
    }

    /// Finds the route that serves a path, query or not, and decodes a text as its consumer would, without calling anything. Credentials,
    /// permissions, rates and the lengths of messages are not looked at. `None` where no route serves the path.
    pub fn trial(&self, path: &str, text: Option<&str>) -> Option<Trial> {
        self.trials.trial(path, text)
    }
}

impl<S> Clone for Site<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Site<'_, S> {}

impl<S> fmt::Debug for Site<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("draining", &self.draining).finish_non_exhaustive()
    }
}

/// A page for those alone whom a guard lets; [`Page::guarded`] makes it.
#[derive(Debug)]
pub struct Guarded<P, U, S> {
    page: P,
    guard: Guard<U, S>,
}

impl<P: Page<S>, U: Send + Sync + 'static, S: Send + Sync + 'static> Page<S> for Guarded<P, U, S> {
    fn paths(&self) -> Vec<String> {
        self.page.paths()
    }

    fn methods(&self, path: &str) -> Vec<Method> {
        self.page.methods(path)
    }

    fn max_body(&self, path: &str) -> usize {
        self.page.max_body(path)
    }

    fn is_open(&self, path: &str) -> bool {
        self.page.is_open(path)
    }

    async fn admit(&self, head: &Request, site: Site<'_, S>) -> Result<(), Response<Bytes>> {
        if !self.page.is_open(head.uri().path()) {
            self.guard.ask(head, site.state, site.settings).await?;
        }
        self.page.admit(head, site).await
    }

    async fn answer(&self, request: PageRequest, site: Site<'_, S>) -> Response<Bytes> {
        self.page.answer(request, site).await
    }
}

/// An answer in plain words.
pub(super) fn said(status: StatusCode, words: &str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(format!("{words}\n")));
    *response.status_mut() = status;
    let text = http::HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, text);
    response
}
