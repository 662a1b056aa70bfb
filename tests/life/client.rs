//! A client that does nothing of itself.

use std::{fmt, net::SocketAddr, time::Duration};

use bytes::Bytes;
use http::{Method, Request, StatusCode, Version};
use http_body_util::Empty;
use hyper::{ext::Protocol, upgrade::Upgraded};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf},
    net::{TcpSocket, TcpStream},
    task::JoinSet,
    time::{Instant, timeout_at},
};

use crate::{
    frames::{self, Heard},
    pace::Paced,
};

/// Connects to a server, or to what stands before it.
pub(crate) async fn reach(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("it listens")
}

/// The same with a receive buffer of 4 KiB.
pub(crate) async fn reach_with_small_buffer(address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("sockets are left");
    socket.set_recv_buffer_size(4096).expect("it takes it");
    socket.connect(address).await.expect("it listens")
}

/// An open WebSocket.
pub(crate) struct Client {
    reader: ReadHalf<Paced<TokioIo<Upgraded>>>,
    writer: WriteHalf<Paced<TokioIo<Upgraded>>>,
    unread: Vec<u8>,
    /// hyper's task.
    _carrier: JoinSet<()>,
}

/// What was heard in some time.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Messages.
    pub(crate) messages: u64,
    /// Bytes of them.
    pub(crate) bytes: u64,
    /// When pings were read, which were answered at once.
    pub(crate) pings: Vec<Duration>,
    /// The last message.
    pub(crate) last: String,
    /// When and how it ended, if it did: with a close frame, whose code may be absent, or without.
    pub(crate) end: Option<(Duration, Heard)>,
}

impl Client {
    /// Opens a WebSocket at `/life`, and is told that it is connected.
    pub(crate) async fn open(
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        version: Version,
    ) -> Self {
        let mut carrier = JoinSet::new();
        let io = TokioIo::new(stream);
        let asked = Request::builder().header("sec-websocket-version", "13").version(version);
        let mut response = if version == Version::HTTP_2 {
            let (mut sender, connection) =
                hyper::client::conn::http2::handshake(TokioExecutor::new(), io).await.expect("HTTP/2");
            carrier.spawn(async move { drop(connection.await) });
            let asked = asked.method(Method::CONNECT).uri("http://localhost/life");
            let asked = asked.extension(Protocol::from_static("websocket")).body(Empty::<Bytes>::new());
            sender.send_request(asked.expect("it is a request")).await.expect("it is answered")
        } else {
            let (mut sender, connection) = hyper::client::conn::http1::handshake(io).await.expect("HTTP/1.1");
            carrier.spawn(async move { drop(connection.with_upgrades().await) });
            let asked = asked
                .uri("/life")
                .header("host", "localhost")
                .header("connection", "upgrade")
                .header("upgrade", "websocket")
                .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
                .body(Empty::<Bytes>::new());
            sender.send_request(asked.expect("it is a request")).await.expect("it is answered")
        };
        assert!(
            matches!(response.status(), StatusCode::OK | StatusCode::SWITCHING_PROTOCOLS),
            "{response:?}"
        );
        let upgraded = hyper::upgrade::on(&mut response).await.expect("it is upgraded");
        let (reader, writer) = tokio::io::split(Paced::unbounded(TokioIo::new(upgraded)));
        let mut client = Self { reader, writer, unread: Vec::new(), _carrier: carrier };
        let told = client.listen(Duration::from_secs(5), 1).await;
        assert!(told.last.contains("authentication"), "{told:?}");
        client
    }

    /// From now on the program takes so many bytes a second, whatever the network brings.
    pub(crate) fn reading_at(self, rate: u64) -> Self {
        let stream = self.reader.unsplit(self.writer).into_inner();
        let (reader, writer) = tokio::io::split(Paced::read_at(stream, rate));
        Self { reader, writer, ..self }
    }

    /// Asks for a stream of so many messages of a thousand bytes.
    pub(crate) async fn ask_for(&mut self, messages: u64) {
        self.send(&frames::text(&format!(r#"{{"action":"flow","payload":{messages}}}"#))).await;
    }

    /// Writes bytes.
    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).await.expect("the connection lives");
        self.writer.flush().await.expect("the connection lives");
    }

    /// Sends one frame, which takes at most so long, and hears pings meanwhile. A pong cannot stand inside a frame (RFC 6455
    /// section 5.4), so those that are due go behind it.
    pub(crate) async fn upload(&mut self, frame: &[u8], limit: Duration) -> Report {
        let Self { reader, writer, unread, .. } = self;
        let written = async {
            writer.write_all(frame).await.expect("the connection lives");
            writer.flush().await.expect("the connection lives");
        };
        let mut report = Report::default();
        let mut pings = Vec::new();
        let begun = Instant::now();
        let heard = async {
            loop {
                match next(reader, unread).await {
                    Heard::Ping(payload) => {
                        report.pings.push(begun.elapsed());
                        pings.push(payload);
                    }
                    Heard::Data(_) => {}
                    end => break report.end = Some((begun.elapsed(), end)),
                }
            }
        };
        tokio::select! {
            () = written => {}
            () = heard => {}
            () = tokio::time::sleep(limit) => panic!("the upload took longer than {limit:?}: {report:?}"),
        }
        if report.end.is_none() {
            for ping in pings {
                self.send(&frames::pong(&ping)).await;
            }
        }
        report
    }

    /// Hears what comes, and answers pings, for so long; at most until the connection ends, or so many messages came.
    pub(crate) async fn listen(&mut self, limit: Duration, most: u64) -> Report {
        let begun = Instant::now();
        let mut report = Report::default();
        while report.messages < most {
            let Ok(heard) = timeout_at(begun + limit, next(&mut self.reader, &mut self.unread)).await else {
                break;
            };
            match heard {
                Heard::Data(message) => {
                    report.messages += 1;
                    report.bytes += message.len() as u64;
                    report.last = String::from_utf8(message).expect("all messages are text");
                }
                Heard::Ping(payload) => {
                    report.pings.push(begun.elapsed());
                    // One that closed meanwhile is noticed by reading.
                    let _answered = self.writer.write_all(&frames::pong(&payload)).await;
                    let _answered = self.writer.flush().await;
                }
                end => {
                    report.end = Some((begun.elapsed(), end));
                    break;
                }
            }
        }
        report
    }
}

async fn next(reader: &mut ReadHalf<Paced<TokioIo<Upgraded>>>, unread: &mut Vec<u8>) -> Heard {
    loop {
        if let Some(heard) = frames::take(unread) {
            return heard;
        }
        match reader.read_buf(unread).await {
            Ok(0) | Err(_) => return Heard::End,
            Ok(_) => {}
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} messages, {} KB", self.messages, self.bytes / 1000)?;
        for ping in &self.pings {
            write!(f, ", a ping at {:.1} s", ping.as_secs_f64())?;
        }
        match &self.end {
            Some((at, end)) => write!(f, ", {end:?} at {:.1} s", at.as_secs_f64()),
            None => Ok(()),
        }
    }
}
