//! Plain requests to what stands around the application, and to the application itself.

use std::panic::Location;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, Uri, header};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use tokio::{task::JoinSet, time::timeout};

use crate::{Credentials, TestApp, communicator::At};

impl TestApp {
    /// Sends an HTTP/1.1 request, on a connection of its own, and reads the whole answer: for the interface beside the
    /// sockets that raises events, changes rights, logs users in.
    ///
    /// `Host` is `testserver` unless the request names one.
    ///
    /// # Panics
    /// When no answer comes within the timeout.
    #[track_caller]
    pub fn request<B: Into<Bytes>>(
        &self,
        request: Request<B>,
    ) -> impl Future<Output = Response<Bytes>> + Send {
        self.request_with(request, &Credentials::new(), Location::caller())
    }

    pub(crate) fn request_with<B: Into<Bytes>>(
        &self,
        request: Request<B>,
        credentials: &Credentials,
        at: At,
    ) -> impl Future<Output = Response<Bytes>> + Send + use<B> {
        let (mut head, body) = request.into_parts();
        let mut path = head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        head.headers.entry(header::HOST).or_insert(HeaderValue::from_static("testserver"));
        credentials.apply(&mut path, &mut head.headers);
        let what = format!("{} {}", head.method, head.uri.path());
        let line = self.line.clone();
        let uri = Uri::try_from(path).map(|uri| head.uri = uri).map_err(|error| error.to_string());
        let request = Request::from_parts(head, Full::new(body.into()));
        async move {
            let asking = async {
                uri?;
                let io = line.open().await.map_err(text)?;
                let (mut sender, connection) =
                    hyper::client::conn::http1::handshake(TokioIo::new(io)).await.map_err(text)?;
                let mut carrier = JoinSet::new();
                carrier.spawn(connection);
                let response = sender.send_request(request).await.map_err(text)?;
                let (head, body) = response.into_parts();
                let body = body.collect().await.map_err(text)?.to_bytes();
                Ok::<_, String>(Response::from_parts(head, body))
            };
            match timeout(line.timeout, asking).await {
                Ok(Ok(response)) => response,
                Ok(Err(error)) => panic!("{what} failed: {error}\n  called at {at}"),
                Err(late) => panic!("{what}: {late} after {:?}\n  called at {at}", line.timeout),
            }
        }
    }
}

/// Failures are only ever printed.
fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
