//! Why a connection ends, and how it parts from its peer.

use std::{
    borrow::Cow,
    future::poll_fn,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::timeout;

use super::{frames::Arrived, socket::Socket};
use crate::observe::{Closed, Side};

/// Why a connection ends.
#[derive(Debug)]
pub(crate) enum CloseReason {
    /// The peer closed, and was answered.
    PeerClosed(Option<u16>),
    /// The peer is gone without a word, or does not answer pings: nothing can be told.
    Lost,
    /// This side closes; what waits goes out first.
    Close(u16, Cow<'static, str>),
    /// This side closes now, and what waits is dropped: the peer cannot keep up, or was never accepted.
    Abort(u16, Cow<'static, str>),
    /// The peer broke the protocol: it is told, and nothing it sends is looked at any more.
    Violation(u16, Cow<'static, str>),
}

impl CloseReason {
    pub(crate) fn close(code: u16, reason: &'static str) -> Self {
        Self::Close(code, Cow::Borrowed(reason))
    }

    pub(crate) fn violation(code: u16, reason: &'static str) -> Self {
        Self::Violation(code, Cow::Borrowed(reason))
    }

    /// The server drains.
    pub(crate) fn restart() -> Self {
        Self::close(1012, "service restart")
    }

    /// The client said more than it may.
    pub(crate) fn rate_limited() -> Self {
        Self::close(1008, "rate limited")
    }

    /// The peer does not take what is sent to it. It reads of it if it reads on while the closing handshake lasts.
    pub(crate) fn too_slow() -> Self {
        tracing::warn!(code = 1013, "the connection cannot keep up");
        Self::Abort(1013, "too slow".into())
    }

    /// A handler panicked.
    pub(crate) fn panicked() -> Self {
        tracing::error!("a handler panicked");
        Self::close(1011, "internal error")
    }

    /// The close code, as RFC 6455 section 7.1.5 means it; 1005 for none, 1006 for a peer that is gone.
    pub(crate) fn code(&self) -> u16 {
        match self {
            CloseReason::PeerClosed(code) => code.unwrap_or(1005),
            CloseReason::Lost => 1006,
            CloseReason::Close(code, _) | CloseReason::Abort(code, _) | CloseReason::Violation(code, _) => {
                *code
            }
        }
    }

    /// The end as observers are told of it.
    pub(crate) fn closed(&self) -> Closed {
        let by = match self {
            CloseReason::PeerClosed(_) | CloseReason::Lost => Side::Client,
            CloseReason::Close(..) | CloseReason::Abort(..) | CloseReason::Violation(..) => Side::Server,
        };
        Closed { code: self.code(), by }
    }
}

/// Tells the peer, in at most `limit`, and waits for its answer where there is one: a socket that is dropped too
/// early may lose the close frame on its way.
///
/// Frames that the peer still sends are thrown away, at most `turn` of them before others have their turn.
pub(super) async fn close_handshake(mut socket: Socket, reason: &CloseReason, limit: Duration, turn: usize) {
    match reason {
        CloseReason::Lost => return,
        CloseReason::PeerClosed(code) => socket.answer_close(*code),
        CloseReason::Close(code, why) | CloseReason::Abort(code, why) | CloseReason::Violation(code, why) => {
            socket.close(Some(*code), why);
        }
    }
    let _ = timeout(limit, poll_fn(|cx| poll_close(&mut socket, reason, turn, cx))).await;
}

fn poll_close(socket: &mut Socket, reason: &CloseReason, turn: usize, cx: &mut Context<'_>) -> Poll<()> {
    if ready!(socket.poll_flush(cx)).is_err() {
        return Poll::Ready(());
    }
    match reason {
        // The peer has closed before, whatever came of it here.
        _ if socket.has_answered_close() => socket.poll_discard(cx),
        CloseReason::Violation(..) | CloseReason::PeerClosed(_) | CloseReason::Lost => {
            if ready!(socket.poll_shutdown(cx)).is_err() {
                return Poll::Ready(());
            }
            socket.poll_discard(cx)
        }
        CloseReason::Close(..) | CloseReason::Abort(..) => {
            for _ in 0..turn {
                if let Ok(Arrived::Close(_)) | Err(_) = ready!(socket.poll_next(cx)) {
                    let _ = ready!(socket.poll_shutdown(cx));
                    return Poll::Ready(());
                }
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }
}
