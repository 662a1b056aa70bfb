//! HTTP on one socket, over HTTP/1.1 or HTTP/2 as the client begins.

use std::{convert::Infallible, pin::pin, sync::Arc, time::Duration};

use hyper::{Request, Response, body::Incoming};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::Notify,
    time::{Instant, sleep_until, timeout_at},
};

use super::{AppService, head, service::Answering};
use crate::{body::Body, connection::Begun, settings::Settings};

pub(super) type Builder = auto::Builder<TokioExecutor>;

/// Most bytes of a request's head: cookies and tokens fit, floods do not. Longer ones get 431.
const MAX_HEAD: u32 = 16 * 1024;
/// Most connections that share one HTTP/2 connection.
const MAX_STREAMS: u32 = 256;
/// Bytes that a WebSocket over HTTP/2 may have in flight, either way, before anyone reads them.
const STREAM_WINDOW: u32 = 64 * 1024;
/// The same for all of a connection together.
const CONNECTION_WINDOW: u32 = 1024 * 1024;

/// Time that the answer to an HTTP/2 ping may take because of what lies before the ping: the kernels of both sides hold some
/// 256 KiB, which the slowest client takes at 4 KiB a second.
const BEHIND: Duration = Duration::from_secs(64);

/// How HTTP is spoken: the limits on requests are set here once. Headers are at most 100, hyper's default.
pub(super) fn builder(settings: &Settings) -> Builder {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(settings.handshake_timeout)
        .max_buf_size(MAX_HEAD as usize);
    // An HTTP/2 connection outlives the connections in it; pings find out whether anyone is there. The connections in it
    // look for themselves, so that this one can take its time: hyper neither knows what lies before a ping nor takes window
    // updates for a sign of life.
    let ping = Some(settings.ping_interval).filter(|interval| !interval.is_zero());
    builder
        .http2()
        .timer(TokioTimer::new())
        .enable_connect_protocol()
        .max_concurrent_streams(MAX_STREAMS)
        .max_header_list_size(MAX_HEAD)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_send_buf_size(STREAM_WINDOW as usize)
        .keep_alive_interval(ping)
        .keep_alive_timeout(settings.ping_timeout + BEHIND);
    builder
}

/// Serves one socket until its client leaves, it is upgraded (HTTP/1.1), or it has been drained.
pub(super) async fn serve<I>(service: AppService, mut io: I, timeout: Duration)
where
    I: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let limit = Instant::now() + timeout;
    let mut first = Vec::new();
    loop {
        let is_silent = first.is_empty();
        tokio::select! {
            read = timeout_at(limit, head::read(&mut io, &mut first, MAX_HEAD as usize)) => match read {
                Ok(Ok(())) => break,
                Ok(Err(error)) => return tracing::debug!(%error, "a socket failed before its first request"),
                Err(_) => return tracing::debug!("no request came in time"),
            },
            () = service.shared.drain.begun().cancelled(), if is_silent => {
                if first.is_empty() {
                    return;
                }
            }
        }
    }
    if !first.is_empty() {
        // Boxed, since it is many times as large as what a socket needs that only waits.
        Box::pin(speak(service, Begun::new(first.into(), io), limit)).await;
    }
}

/// Speaks HTTP until the connection ends, or the first request is not there at the limit.
async fn speak<I>(service: AppService, io: Begun<I>, limit: Instant)
where
    I: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let shared = service.shared.clone();
    let drain = shared.drain.begun();
    let asked = Arc::new(Notify::new());
    let service = Watched { service, asked: asked.clone() };
    let mut connection = pin!(shared.http.serve_connection_with_upgrades(TokioIo::new(io), service));
    // hyper's own timer starts once the version of HTTP is known, and only for HTTP/1.1.
    let mut late = pin!(sleep_until(limit));
    let (mut waiting, mut draining) = (true, false);
    loop {
        tokio::select! {
            served = connection.as_mut() => {
                if let Err(error) = served {
                    tracing::debug!(%error, "an HTTP connection failed");
                }
                return;
            }
            () = asked.notified(), if waiting => waiting = false,
            () = late.as_mut(), if waiting => {
                tracing::debug!("no request came in time");
                return;
            }
            () = drain.cancelled(), if !draining => {
                draining = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// The service of one socket, which tells that a request came.
struct Watched {
    service: AppService,
    asked: Arc<Notify>,
}

impl hyper::service::Service<Request<Incoming>> for Watched {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        self.asked.notify_one();
        self.service.answer(request)
    }
}
