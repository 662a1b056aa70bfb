//! How clients reach the server.

use std::{fmt, net::SocketAddr, pin::Pin, sync::Arc, time::Duration};

use chanx_core::server::AppService;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, DuplexStream},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};
use tower_service::Service;

/// The way to a server, and how long clients wait.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) server: Server,
    pub(crate) timeout: Duration,
    pub(crate) quiet: Duration,
}

#[derive(Debug, Clone)]
pub(crate) enum Server {
    Pipes {
        site: Arc<dyn Site>,
        capacity: usize,
    },
    /// A port of the test's own.
    Port(Arc<Port>),
    Remote(SocketAddr),
}

/// A port that a site listens on, until this is dropped. Connections go on.
#[derive(Debug)]
pub(crate) struct Port {
    pub(crate) address: SocketAddr,
    accepting: AbortHandle,
}

impl Port {
    pub(crate) async fn open(site: Arc<dyn Site>) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let accepting = tokio::spawn(async move {
            loop {
                match listener.accept().await {
                    Ok((socket, _)) => {
                        drop(socket.set_nodelay(true));
                        tokio::spawn(site.serve_socket(socket));
                    }
                    // Its client is told by the kernel; the next one may be luckier.
                    Err(_) => tokio::task::yield_now().await,
                }
            }
        });
        Ok(Self { address, accepting: accepting.abort_handle() })
    }

    /// Gives the port back.
    pub(crate) fn close(&self) {
        self.accepting.abort();
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.close();
    }
}

/// Both ways of a byte stream.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl Io for DuplexStream {}
impl Io for TcpStream {}

pub(crate) type Serving = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What answers at the other end.
pub(crate) trait Site: Send + Sync {
    /// Serves a pipe until its client leaves.
    fn serve_pipe(&self, pipe: DuplexStream) -> Serving;

    /// Serves a socket.
    fn serve_socket(&self, socket: TcpStream) -> Serving;
}

impl fmt::Debug for dyn Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Site")
    }
}

impl Site for AppService {
    fn serve_pipe(&self, pipe: DuplexStream) -> Serving {
        Box::pin(self.serve_connection(pipe))
    }

    fn serve_socket(&self, socket: TcpStream) -> Serving {
        Box::pin(self.serve_connection(socket))
    }
}

/// A tower service around the application.
pub(crate) struct Around<T>(pub(crate) T);

impl<T, B> Around<T>
where
    T: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + 'static,
    T::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    T::Future: Send,
    B: http_body::Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>, Data: Send> + Send + 'static,
{
    fn serve(&self, io: impl Io + 'static) -> Serving {
        let service = TowerToHyperService::new(self.0.clone());
        Box::pin(async move {
            let mut builder = auto::Builder::new(TokioExecutor::new());
            builder.http2().enable_connect_protocol();
            // A client that leaves in the middle is no failure of the test; what it sees of it is.
            drop(builder.serve_connection_with_upgrades(TokioIo::new(io), service).await);
        })
    }
}

impl<T, B> Site for Around<T>
where
    T: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Sync + 'static,
    T::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    T::Future: Send,
    B: http_body::Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>, Data: Send> + Send + 'static,
{
    fn serve_pipe(&self, pipe: DuplexStream) -> Serving {
        self.serve(pipe)
    }

    fn serve_socket(&self, socket: TcpStream) -> Serving {
        self.serve(socket)
    }
}

impl Line {
    pub(crate) fn to(server: Server) -> Self {
        Self { server, timeout: Duration::from_secs(5), quiet: Duration::from_millis(100) }
    }

    /// Opens a byte stream to the server.
    pub(crate) async fn open(&self) -> std::io::Result<Box<dyn Io>> {
        match &self.server {
            Server::Pipes { site, capacity } => {
                let (client, server) = tokio::io::duplex(*capacity);
                tokio::spawn(site.serve_pipe(server));
                Ok(Box::new(client))
            }
            Server::Port(port) => reach(port.address).await,
            Server::Remote(address) => reach(*address).await,
        }
    }
}

async fn reach(address: SocketAddr) -> std::io::Result<Box<dyn Io>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(Box::new(stream))
}
