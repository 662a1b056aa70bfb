//! The application under test.

use std::{net::SocketAddr, time::Duration};

use chanx_core::{
    channels::Channels,
    consumer::Consumer,
    server::{App, AppService},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, DuplexStream},
    net::TcpStream,
};

use crate::connect::Connect;

/// An application that runs in the test: the real server, over in-memory pipes.
///
/// Clones are handles on the same application.
#[derive(Debug, Clone)]
pub struct TestApp {
    service: AppService,
    channels: Channels,
    line: Line,
}

/// How clients reach the server, and how long they wait.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    server: Server,
    pub(crate) timeout: Duration,
    pub(crate) quiet: Duration,
}

#[derive(Debug, Clone)]
enum Server {
    Pipes { service: AppService, capacity: usize },
    Remote(SocketAddr),
}

/// Both ways of a byte stream.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl Io for DuplexStream {}
impl Io for TcpStream {}

impl Line {
    fn to(server: Server) -> Self {
        Self { server, timeout: Duration::from_secs(5), quiet: Duration::from_millis(100) }
    }

    /// Opens a byte stream to the server.
    pub(crate) async fn open(&self) -> std::io::Result<Box<dyn Io>> {
        match &self.server {
            Server::Pipes { service, capacity } => {
                let (client, server) = tokio::io::duplex(*capacity);
                tokio::spawn(service.serve_connection(server));
                Ok(Box::new(client))
            }
            Server::Remote(address) => {
                let stream = TcpStream::connect(address).await?;
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
        }
    }
}

impl TestApp {
    /// Runs an application.
    pub fn new<S: Send + Sync + 'static>(app: App<S>) -> Self {
        let channels = app.channels();
        let service = app.into_service();
        let line = Line::to(Server::Pipes { service: service.clone(), capacity: 64 * 1024 });
        Self { service, channels, line }
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

    /// How many bytes a pipe holds, each way, before its writer waits. Default: 64 KiB.
    #[must_use]
    pub fn pipe_capacity(mut self, bytes: usize) -> Self {
        if let Server::Pipes { capacity, .. } = &mut self.line.server {
            *capacity = bytes;
        }
        self
    }

    /// The handle by which groups and connections are reached from outside.
    pub fn channels(&self) -> &Channels {
        &self.channels
    }

    /// The service itself.
    pub fn service(&self) -> &AppService {
        &self.service
    }

    /// A client of the consumer `C`, yet to be connected.
    pub fn communicator<C: Consumer>(&self, path: &str) -> Connect<C> {
        Connect::new(self.line.clone(), path, C::INFO.tag)
    }

    /// A byte stream to the server, on which nothing was said yet: for malformed requests.
    ///
    /// # Panics
    /// Never: a pipe can always be made.
    pub async fn pipe(&self) -> impl AsyncRead + AsyncWrite + Send + Unpin + use<> {
        match self.line.open().await {
            Ok(pipe) => pipe,
            Err(error) => unreachable!("a pipe can always be made: {error}"),
        }
    }

    /// Ends the application: every connection is closed with 1012 within `drain_timeout`. Returns once nothing
    /// runs.
    pub async fn drain(&self) {
        self.service.drain().await;
    }
}

/// A client of the consumer `C` on a server that listens at an address, yet to be connected.
pub fn remote<C: Consumer>(address: SocketAddr, path: &str) -> Connect<C> {
    Connect::new(Line::to(Server::Remote(address)), path, C::INFO.tag)
}
