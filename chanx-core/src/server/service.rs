//! The answer to one request.

use std::{
    convert::Infallible,
    error::Error,
    fmt,
    future::{Ready, ready},
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use futures_util::future::Either;
use http::{
    Method, Request, Response, StatusCode,
    header::{CONTENT_LENGTH, RETRY_AFTER},
};
use hyper::upgrade::OnUpgrade;
use tokio::io::{AsyncRead, AsyncWrite};
use tracing::Instrument;

use super::{
    drain::Drain,
    page::PageRequest,
    pages::Bounds,
    site::{Running, Serve},
    transport::{self, Builder},
    upgrade::{self, Opening},
};
use crate::{
    access::credentials,
    body::Body,
    channels::Channels,
    handshake::{self, Refusal},
    observe::SharedObserver,
    request,
};

/// A running application, as a service that answers HTTP requests by opening connections.
///
/// It is a tower service for requests with any body of HTTP, so it can be nested in a server of another kind, axum's
/// for one, which must let connections be upgraded. Call it within a tokio runtime: each connection runs in a
/// task of its own. Clones share everything.
///
/// When the other server ends, call [`AppService::drain`]: upgraded connections are no longer its own.
#[derive(Clone)]
pub struct AppService {
    pub(super) shared: Arc<Shared>,
    peer: Option<SocketAddr>,
}

/// What all connections have in common.
pub(super) struct Shared {
    pub(super) site: Box<dyn Serve>,
    pub(super) channels: Channels,
    pub(super) observers: Arc<[SharedObserver]>,
    pub(super) drain: Drain,
    pub(super) http: Builder,
    pub(super) handshake_timeout: Duration,
}

impl AppService {
    pub(super) fn new(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), peer: None }
    }

    /// The same service for the requests of one peer, whose address then stands in logs.
    #[must_use]
    pub fn of_peer(&self, peer: SocketAddr) -> Self {
        Self { shared: self.shared.clone(), peer: Some(peer) }
    }

    /// Serves HTTP on a socket, or on anything else that bytes go through, until its client leaves.
    ///
    /// Connections that were opened over HTTP/1.1 go on after the future is ready; those over HTTP/2 live within
    /// it. A client without a request within `handshake_timeout` is dropped.
    pub fn serve_connection<I>(&self, io: I) -> impl Future<Output = ()> + Send + use<I>
    where
        I: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let serving = transport::serve(self.clone(), io, self.shared.handshake_timeout);
        self.shared.drain.track(serving)
    }

    /// Ends the application: handshakes get 503, every connection is told to close at a moment of its own
    /// (all within 3 ms for each of them, at most half of `drain_timeout`), and what is left after `drain_timeout` is dropped.
    /// Ready once nothing runs, and observers have been told.
    pub async fn drain(&self) {
        self.shared.drain.run().await;
        self.tell_drained().await;
    }

    pub(super) async fn abort(&self) {
        self.shared.drain.abort().await;
        self.tell_drained().await;
    }

    /// Tells observers, which may block, so on a thread for that.
    async fn tell_drained(&self) {
        let observers = self.shared.observers.clone();
        if observers.is_empty() {
            return;
        }
        let told = tokio::task::spawn_blocking(move || {
            for observer in &*observers {
                if catch_unwind(AssertUnwindSafe(|| observer.drained())).is_err() {
                    tracing::error!("an observer panicked");
                }
            }
        });
        let _ = told.await;
    }

    pub(super) fn log_routes(&self) {
        self.shared.site.log();
    }

    /// Answers a request, and starts its connection when it opens one.
    pub(super) fn answer<B>(&self, request: Request<B>) -> Answering
    where
        B: hyper::body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        // A handshake is for the routes, whatever else is at its path.
        if !handshake::is_asked_by(&request)
            && let Some((page, bounds)) = self.shared.site.page(request.uri().path())
        {
            let (shared, peer) = (self.shared.clone(), self.peer);
            return Either::Right(Box::pin(async move {
                let is_head = request.method() == Method::HEAD;
                let answer = page_of(&shared, page, &bounds, request, peer).await;
                let answer = answer.unwrap_or_else(|refused| refused);
                let answer = answer.map(Body::new);
                Ok(if is_head { bodiless(answer) } else { answer })
            }));
        }
        let is_head = request.method() == Method::HEAD;
        match self.open(request) {
            Ok((socket, opening, response)) if opening.caller.is_refused_early() => {
                let asking = ask(self.shared.clone(), socket, opening, response);
                Either::Right(Box::pin(asking))
            }
            Ok((socket, opening, response)) => {
                let span = opening.span();
                upgrade::start(&self.shared, socket, opening, span);
                answered(response)
            }
            Err(refusal) => {
                tracing::debug!(
                    status = refusal.status.as_u16(),
                    reason = refusal.reason,
                    peer = self.peer.map(tracing::field::display),
                    "refused a request"
                );
                let refused = refusal.response();
                answered(if is_head { bodiless(refused) } else { refused })
            }
        }
    }

    fn open<B>(&self, request: Request<B>) -> Result<(OnUpgrade, Opening, Response<Body>), Refusal> {
        let shared = &self.shared;
        if shared.drain.begun().is_cancelled() {
            return Err(stopping());
        }
        let Some(place) = shared.site.find(request.uri().path()) else {
            return Err(Refusal::new(StatusCode::NOT_FOUND, "there is nothing at this path"));
        };
        let (mut head, _) = request.into_parts();
        let accepted = handshake::accept(&head, &place.settings)?;
        let Some(socket) = head.extensions.remove::<OnUpgrade>() else {
            tracing::error!("the HTTP server around the application does not let connections be upgraded");
            return Err(Refusal::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the server cannot open connections",
            ));
        };
        let response = accepted.response();
        Ok((socket, Opening::new(shared, place, &mut head, accepted.subprotocol, self.peer), response))
    }
}

/// An answer on its way: most are there at once.
pub type Answering = Either<
    Ready<Result<Response<Body>, Infallible>>,
    Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>,
>;

fn stopping() -> Refusal {
    Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "the server is stopping").with(RETRY_AFTER, "1")
}

fn answered(response: Response<Body>) -> Answering {
    Either::Left(ready(Ok(response)))
}

/// The answer of a page.
///
/// # Errors
/// The answer to a request that the page does not see.
async fn page_of<B>(
    shared: &Shared,
    page: usize,
    bounds: &Bounds,
    request: Request<B>,
    peer: Option<SocketAddr>,
) -> Result<Response<Bytes>, Response<Bytes>>
where
    B: hyper::body::Body + Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let (mut head, body) = request.into_parts();
    if let Some(refused) = bounds.refusal(&head.method) {
        return Err(refused);
    }
    if head.method == Method::HEAD {
        head.method = Method::GET;
    }
    credentials::mark_sensitive(&mut head.headers);
    let head = request::Request::new(head, peer, None);
    let running = || Running { channels: &shared.channels, draining: shared.drain.begun().is_cancelled() };
    shared.site.admit(page, &head, running()).await?;
    let body = bounds.read(body, shared.handshake_timeout).await?;
    Ok(shared.site.answer(page, PageRequest::new(head, body), running()).await)
}

/// The answer to `HEAD`: the length of the body in its place. Over HTTP/2, hyper would send the body.
fn bodiless(mut response: Response<Body>) -> Response<Body> {
    let body = std::mem::take(response.body_mut());
    if let Some(length) = hyper::body::Body::size_hint(&body).exact() {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert(length.into());
    }
    response
}

/// Asks for access before the upgrade.
async fn ask(
    shared: Arc<Shared>,
    socket: OnUpgrade,
    mut opening: Opening,
    response: Response<Body>,
) -> Result<Response<Body>, Infallible> {
    let span = opening.span();
    let Opening { caller, env, .. } = &mut opening;
    if let Err(refused) = caller.ask(env).instrument(span.clone()).await {
        return Ok(refused);
    }
    if shared.drain.begun().is_cancelled() {
        return Ok(stopping().response());
    }
    upgrade::start(&shared, socket, opening, span);
    Ok(response)
}

impl<B> tower_service::Service<Request<B>> for AppService
where
    B: hyper::body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        self.answer(request)
    }
}

impl fmt::Debug for AppService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppService").field("peer", &self.peer).finish_non_exhaustive()
    }
}
