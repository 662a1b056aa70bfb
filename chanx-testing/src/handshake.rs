//! The client's side of the opening handshake, through hyper.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Version, header, response};
use http_body_util::{BodyExt, Empty};
use hyper::{body::Incoming, ext::Protocol, upgrade::Upgraded};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use crate::line::Io;

/// What the handshake asks for.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) host: String,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
}

/// The server refused the handshake.
#[derive(Debug, Clone)]
pub struct ConnectError {
    /// The HTTP status.
    pub status: StatusCode,
    /// The answer's headers.
    pub headers: HeaderMap,
    /// The answer's body.
    pub body: Bytes,
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with {}: {}", self.status, String::from_utf8_lossy(&self.body).trim_end())
    }
}

impl std::error::Error for ConnectError {}

/// An open WebSocket.
pub(crate) struct Opened {
    pub(crate) socket: TokioIo<Upgraded>,
    pub(crate) head: response::Parts,
    /// The task that the socket's bytes go through; dropping it drops the byte stream.
    pub(crate) carrier: JoinSet<()>,
}

/// 16 bytes in base64; the server only proves that it read them.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// Asks for a WebSocket: refused by the server, or failed altogether.
pub(crate) async fn open(io: Box<dyn Io>, request: &Request) -> Result<Result<Opened, ConnectError>, String> {
    let mut carrier = JoinSet::new();
    let response = match request.version {
        Version::HTTP_2 => over_http2(io, request, &mut carrier).await?,
        _ => over_http1(io, request, &mut carrier).await?,
    };
    let expected = match request.version {
        Version::HTTP_2 => StatusCode::OK,
        _ => StatusCode::SWITCHING_PROTOCOLS,
    };
    if response.status() != expected {
        let (head, body) = response.into_parts();
        let body = body.collect().await.map_err(text)?.to_bytes();
        return Ok(Err(ConnectError { status: head.status, headers: head.headers, body }));
    }
    let accept = response.headers().get(header::SEC_WEBSOCKET_ACCEPT).map(header::HeaderValue::as_bytes);
    let due = derive_accept_key(KEY.as_bytes());
    if request.version != Version::HTTP_2 && accept != Some(due.as_bytes()) {
        return Err(format!("`Sec-WebSocket-Accept` is not the key's answer: {response:?}"));
    }
    let (head, body) = response.into_parts();
    let mut response = http::Response::from_parts(head.clone(), body);
    let upgraded = hyper::upgrade::on(&mut response).await.map_err(text)?;
    Ok(Ok(Opened { socket: TokioIo::new(upgraded), head, carrier }))
}

async fn over_http1(
    io: Box<dyn Io>,
    request: &Request,
    carrier: &mut JoinSet<()>,
) -> Result<http::Response<Incoming>, String> {
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(io)).await.map_err(text)?;
    // The end of the connection is read from the socket itself.
    carrier.spawn(async move { drop(connection.with_upgrades().await) });
    let mut asked = http::Request::builder()
        .method(Method::GET)
        .uri(&request.path)
        .header(header::HOST, &request.host)
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_VERSION, "13")
        .header(header::SEC_WEBSOCKET_KEY, KEY)
        .body(Empty::<Bytes>::new())
        .map_err(text)?;
    asked.headers_mut().extend(request.headers.clone());
    sender.send_request(asked).await.map_err(text)
}

async fn over_http2(
    io: Box<dyn Io>,
    request: &Request,
    carrier: &mut JoinSet<()>,
) -> Result<http::Response<Incoming>, String> {
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(io)).await.map_err(text)?;
    // Not waiting for the server's settings, which would say that it takes extended CONNECT: a server that does not
    // refuses the request.
    carrier.spawn(async move { drop(connection.await) });
    let mut asked = http::Request::builder()
        .method(Method::CONNECT)
        .version(Version::HTTP_2)
        .uri(format!("http://{}{}", request.host, request.path))
        .header(header::SEC_WEBSOCKET_VERSION, "13")
        .extension(Protocol::from_static("websocket"))
        .body(Empty::<Bytes>::new())
        .map_err(text)?;
    asked.headers_mut().extend(request.headers.clone());
    sender.send_request(asked).await.map_err(text)
}

/// Failures of the handshake itself are only ever printed.
fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
