//! A client that is yet to be connected.

use std::{fmt, marker::PhantomData, panic::Location, sync::Arc};

use http::{HeaderMap, Version};
use tokio::time::timeout;

use crate::{
    communicator::{At, Communicator},
    credentials::{self, Credentials},
    handshake::{self, ConnectError, Request},
    line::Line,
    pump::Pump,
    transcript::Transcript,
};

/// A client of the consumer `C`, yet to be connected: say how, then [`Connect::connect`].
#[must_use = "nothing happens before it is connected"]
pub struct Connect<C> {
    line: Line,
    request: Request,
    tag: &'static str,
    /// Whose client it is, for failures.
    name: Option<Arc<str>>,
    consumer: PhantomData<fn() -> C>,
}

/// Stands for whatever consumer a path leads to.
#[derive(Debug)]
pub enum AnyConsumer {}

impl<C> fmt::Debug for Connect<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Connect").field(&self.request).finish()
    }
}

impl<C> Connect<C> {
    pub(crate) fn new(line: Line, path: &str, tag: &'static str) -> Self {
        let request = Request {
            path: absolute(path),
            host: "testserver".into(),
            version: Version::HTTP_11,
            headers: HeaderMap::new(),
        };
        Self { line, request, tag, name: None, consumer: PhantomData }
    }

    /// The path that it asks for, with its query.
    pub fn path(&self) -> &str {
        &self.request.path
    }

    /// Goes to another path.
    pub fn to(mut self, path: &str) -> Self {
        self.request.path = absolute(path);
        self
    }

    /// Adds a header.
    ///
    /// # Panics
    /// When the name or the value cannot stand in a header.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        credentials::append(&mut self.request.headers, name, value);
        self
    }

    /// Adds a cookie.
    ///
    /// # Panics
    /// As [`Connect::header`].
    #[track_caller]
    pub fn cookie(mut self, name: &str, value: &str) -> Self {
        credentials::append_cookie(&mut self.request.headers, name, value);
        self
    }

    /// Shows these credentials.
    pub fn credentials(mut self, credentials: &Credentials) -> Self {
        let Request { path, headers, .. } = &mut self.request;
        credentials.apply(path, headers);
        self
    }

    /// Names the client, for failures that are told.
    pub fn named(mut self, name: &str) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says which page connects, as browsers do: `https://example.com`.
    ///
    /// # Panics
    /// As [`Connect::header`].
    #[track_caller]
    pub fn origin(self, origin: &str) -> Self {
        self.header("origin", origin)
    }

    /// Names the host that the client believes to reach. Default: `testserver`.
    pub fn host(mut self, host: &str) -> Self {
        host.clone_into(&mut self.request.host);
        self
    }

    /// Adds `name=value` to the query; both must be encoded where they need to be.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        credentials::append_query(&mut self.request.path, name, value);
        self
    }

    /// Offers subprotocols, the best first.
    ///
    /// # Panics
    /// As [`Connect::header`].
    #[track_caller]
    pub fn subprotocols(self, offered: &[&str]) -> Self {
        self.header("sec-websocket-protocol", &offered.join(", "))
    }

    /// Connects over HTTP/2 (RFC 8441) instead of HTTP/1.1.
    pub fn http2(mut self) -> Self {
        self.request.version = Version::HTTP_2;
        self
    }

    /// Performs the handshake. What the server says then, the `authentication` message first, is received.
    ///
    /// # Errors
    /// When the server answers with another status than the one that opens a WebSocket.
    #[track_caller]
    pub fn connect(self) -> impl Future<Output = Result<Communicator<C>, ConnectError>> + Send {
        self.connect_at(Location::caller())
    }

    /// Connects, and takes the message that the client is in.
    ///
    /// # Panics
    /// When it is refused.
    #[track_caller]
    pub fn authenticated(self) -> impl Future<Output = Communicator<C>> + Send {
        self.authenticated_at(Location::caller())
    }

    pub(crate) async fn authenticated_at(self, at: At) -> Communicator<C> {
        match self.connect_at(at).await {
            Ok(mut communicator) => {
                communicator.assert_authenticated(at).await;
                communicator
            }
            Err(error) => panic!("{error}\n  connecting at {at}"),
        }
    }

    pub(crate) async fn connect_at(
        self,
        at: &'static Location<'static>,
    ) -> Result<Communicator<C>, ConnectError> {
        let Self { line, request, tag, name, .. } = self;
        let opening = async {
            let io = line.open().await.map_err(|error| format!("no way to the server: {error}"))?;
            handshake::open(io, &request).await
        };
        match timeout(line.timeout, opening).await {
            Ok(Ok(Ok(opened))) => {
                let transcript = Transcript::new(name);
                let pump = Pump::start(opened.socket, transcript.clone(), opened.carrier);
                Ok(Communicator::new(pump, transcript, &line, opened.head, tag, request.path))
            }
            Ok(Ok(Err(refused))) => Err(refused),
            Ok(Err(error)) => panic!("the handshake failed: {error}\n  connecting at {at}"),
            Err(late) => panic!("the handshake: {late} after {:?}\n  connecting at {at}", line.timeout),
        }
    }
}

fn absolute(path: &str) -> String {
    format!("/{}", path.trim_start_matches('/'))
}
