//! The application under test.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use chanx_core::{
    channels::Channels,
    consumer::Consumer,
    server::{App, AppService},
    table::RouteInfo,
};
use http::{Request, Response};
use hyper::body::Incoming;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_service::Service;

use crate::{
    captures::{Captures, Hub},
    connect::Connect,
    line::{Around, Line, Port, Server, Site},
    sign_in::SignIn,
};

/// An application that runs in the test: the real server, over in-memory pipes or on a port.
///
/// Clones are handles on the same application. Nothing of it outlives the test's runtime.
#[derive(Debug, Clone)]
pub struct TestApp {
    service: AppService,
    channels: Channels,
    routes: Arc<[RouteInfo]>,
    /// What answers: the application alone, or what stands around it.
    site: Arc<dyn Site>,
    pub(crate) line: Line,
    pub(crate) sign_in: Option<SignIn>,
    hub: Hub,
}

impl TestApp {
    /// Runs an application.
    pub fn new<S: Send + Sync + 'static>(app: App<S>) -> Self {
        Self::build(app, |service| Arc::new(service))
    }

    /// Runs an application within what stands around it: the HTTP interface beside it, the layers through which its
    /// requests come. The closure gets the application's service and gives any tower service, axum's `Router` for
    /// one.
    ///
    /// Paths are then those of the outer service: `/ws/rooms/…` for an application that is nested at `/ws`.
    pub fn within<S, T, B>(app: App<S>, around: impl FnOnce(AppService) -> T) -> Self
    where
        S: Send + Sync + 'static,
        T: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Sync + 'static,
        T::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
        T::Future: Send,
        B: http_body::Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>, Data: Send>
            + Send
            + 'static,
    {
        Self::build(app, |service| Arc::new(Around(around(service))))
    }

    fn build<S: Send + Sync + 'static>(app: App<S>, site: impl FnOnce(AppService) -> Arc<dyn Site>) -> Self {
        let channels = app.channels();
        // Channels that were made before may have had another `TestApp`: its captures are shared.
        let hub = channels.intercept(Hub::default()).cloned().unwrap_or_default();
        let routes = app.outline().into();
        let service = app.into_service();
        let site = site(service.clone());
        let line = Line::to(Server::Pipes { site: site.clone(), capacity: 64 * 1024 });
        Self { service, channels, routes, site, line, sign_in: None, hub }
    }

    /// How long each wait may last. Default: 5 s.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.line.timeout = timeout;
        self
    }

    /// How long nothing must come for it to count as nothing more. Default: 100 ms.
    #[must_use]
    pub fn quiet(mut self, quiet: Duration) -> Self {
        self.line.quiet = quiet;
        self
    }

    /// How many bytes a pipe holds, each way, before its writer waits. Default: 64 KiB. Sockets are not its concern.
    #[must_use]
    pub fn pipe_capacity(mut self, bytes: usize) -> Self {
        if let Server::Pipes { capacity, .. } = &mut self.line.server {
            *capacity = bytes;
        }
        self
    }

    /// Moves it to a port of 127.0.0.1 that the system chooses: clients come over TCP then, those of other programs too.
    /// Paused time is of no use there, since the kernel knows nothing of it. The port is given back with the last handle
    /// on the application, and when it drains.
    ///
    /// # Panics
    /// When the system has no port.
    pub async fn on_port(mut self) -> Self {
        match Port::open(self.site.clone()).await {
            Ok(port) => self.line.server = Server::Port(Arc::new(port)),
            Err(error) => panic!("the system has no port: {error}"),
        }
        self
    }

    /// Where it listens, after [`TestApp::on_port`].
    pub fn address(&self) -> Option<SocketAddr> {
        match &self.line.server {
            Server::Port(port) => Some(port.address),
            Server::Remote(address) => Some(*address),
            Server::Pipes { .. } => None,
        }
    }

    /// The handle by which groups and connections are reached from outside.
    pub fn channels(&self) -> &Channels {
        &self.channels
    }

    /// The service itself.
    pub fn service(&self) -> &AppService {
        &self.service
    }

    /// All that the application's tables know of its routes.
    pub fn routes(&self) -> &[RouteInfo] {
        &self.routes
    }

    /// A client of the consumer `C`, yet to be connected.
    pub fn communicator<C: Consumer>(&self, path: &str) -> Connect<C> {
        Connect::new(self.line.clone(), path, C::INFO.tag)
    }

    /// Keeps what is published from now on, until the captures are dropped; it is delivered all the same.
    pub fn capture(&self) -> Captures {
        self.hub.captures(true, &self.line)
    }

    /// Keeps what is published from now on, and delivers none of it while the captures live.
    pub fn suppress(&self) -> Captures {
        self.hub.captures(false, &self.line)
    }

    /// A byte stream to the server, on which nothing was said yet: for malformed requests.
    ///
    /// # Panics
    /// When a port is not reached any more; a pipe can always be made.
    pub async fn pipe(&self) -> impl AsyncRead + AsyncWrite + Send + Unpin + use<> {
        match self.line.open().await {
            Ok(pipe) => pipe,
            Err(error) => panic!("no way to the server: {error}"),
        }
    }

    /// Ends the application: every connection is closed with 1012 within `drain_timeout`. Returns once nothing
    /// runs.
    pub async fn drain(&self) {
        if let Server::Port(port) = &self.line.server {
            port.close();
        }
        self.service.drain().await;
    }
}

impl<S: Send + Sync + 'static> From<App<S>> for TestApp {
    fn from(app: App<S>) -> Self {
        Self::new(app)
    }
}

/// A client of the consumer `C` on a server that listens at an address, yet to be connected.
pub fn remote<C: Consumer>(address: SocketAddr, path: &str) -> Connect<C> {
    Connect::new(Line::to(Server::Remote(address)), path, C::INFO.tag)
}
