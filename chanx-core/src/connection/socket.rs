//! The socket as the connection's task sees it: it reads frames and answers pings; everything that it writes goes into
//! the outbox.

use std::{
    io,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use hyper::upgrade::Upgraded;
use hyper_util::{rt::TokioIo, server::conn::auto};
use tokio::net::{TcpStream, tcp::OwnedWriteHalf};
use tokio_tungstenite::tungstenite::protocol::frame::coding::Control;

use super::{
    begun::Begun,
    close::CloseReason,
    frames::{Arrived, Decoder, Fault, Limits},
    source::{READ, Source},
};
use crate::{
    link::{ConnectionHandle, Pipe, frame, kernel},
    settings::Settings,
};

/// The longest reason of a close frame: 125 bytes of a control frame less the code (RFC 6455 section 5.5).
const LONGEST_REASON: usize = 123;

/// The most that may be left of what was read, until more arrives: a control frame but for its last byte.
const LONGEST_BEGINNING: usize = 138;

/// An upgraded stream, taken apart.
pub(crate) struct Parts {
    source: Source,
    /// The plain socket's other half, for the outbox.
    pub(crate) writer: Option<OwnedWriteHalf>,
    /// Bytes that were read behind the handshake.
    early: Bytes,
}

impl Parts {
    pub(crate) fn of(upgraded: Upgraded) -> Self {
        let (socket, early) = match plain(upgraded) {
            Ok(plain) => plain,
            Err(upgraded) => {
                let source = Source::Pipe(Box::new(Pipe::new(upgraded)));
                return Self { source, writer: None, early: Bytes::new() };
            }
        };
        // Here too, since another server may have accepted it.
        kernel::tune(&socket);
        let (reader, writer) = socket.into_split();
        Self { source: Source::Plain(reader), writer: Some(writer), early }
    }
}

/// The plain socket within, with what was read of it behind the handshake. chanx's own server, hyper-util's connections and
/// hyper's wrap it differently.
fn plain(upgraded: Upgraded) -> Result<(TcpStream, Bytes), Upgraded> {
    let upgraded = match auto::upgrade::downcast::<TokioIo<Begun<TcpStream>>>(upgraded) {
        Ok(parts) => {
            let (unread, socket) = parts.io.into_inner().into_parts();
            let early =
                if unread.is_empty() { parts.read_buf } else { [parts.read_buf, unread].concat().into() };
            return Ok((socket, early));
        }
        Err(upgraded) => upgraded,
    };
    match auto::upgrade::downcast::<TokioIo<TcpStream>>(upgraded) {
        Ok(parts) => Ok((parts.io.into_inner(), parts.read_buf)),
        Err(upgraded) => {
            upgraded.downcast::<TokioIo<TcpStream>>().map(|parts| (parts.io.into_inner(), parts.read_buf))
        }
    }
}

/// The reading side, and what it owes the peer.
#[derive(Debug)]
pub(crate) struct Socket {
    handle: Arc<ConnectionHandle>,
    source: Source,
    decoder: Decoder,
    limits: Limits,
    /// Bytes that were read and not yet taken: more frames of one read, or the beginning of one.
    rest: BytesMut,
    /// Whether bytes arrived since somebody asked.
    heard: bool,
    /// The answer to a ping for which there was no room.
    owed: Option<Bytes>,
    /// Whether the peer's close frame was answered. The writing side ends with the answer.
    answered: bool,
    /// Whether it has ended so.
    ended: bool,
}

impl Socket {
    pub(crate) fn new(parts: Parts, handle: Arc<ConnectionHandle>, settings: &Settings) -> Self {
        Self {
            handle,
            source: parts.source,
            decoder: Decoder::default(),
            limits: Limits { message: settings.max_message_size, frame: settings.max_frame_size },
            // Copied, so that the HTTP connection's larger buffer can go.
            rest: BytesMut::from(&parts.early[..]),
            heard: false,
            owed: None,
            answered: false,
            ended: false,
        }
    }

    /// The next thing that arrived. A ping is answered on the way. A message may be a slice of the buffer of this thread, and
    /// keeps all of it from being used again: who holds one for longer than its turn copies it ([`detached`]).
    pub(crate) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Result<Arrived, CloseReason>> {
        let arrived = ready!(self.poll_arrived(cx))?;
        if let Arrived::Ping(payload) = &arrived
            && !self.answered
        {
            self.answer(payload);
        }
        Poll::Ready(Ok(arrived))
    }

    fn poll_arrived(&mut self, cx: &mut Context<'_>) -> Poll<Result<Arrived, CloseReason>> {
        let Self { source, decoder, limits, rest, heard, .. } = self;
        loop {
            if !rest.is_empty() {
                let next = decoder.next(rest, *limits);
                if rest.is_empty() {
                    // An idle connection keeps no buffer.
                    *rest = BytesMut::new();
                }
                if let Some(arrived) = next? {
                    return Poll::Ready(Ok(arrived));
                }
                if rest.capacity() > 2 * LONGEST_BEGINNING {
                    // Nor a large one for the beginning of a frame.
                    *rest = BytesMut::from(&rest[..]);
                }
            }
            let read = source.poll_read(cx, |bytes| -> Result<Option<Arrived>, CloseReason> {
                if bytes.is_empty() {
                    return Err(CloseReason::Lost);
                }
                *heard = true;
                let next = if rest.is_empty() {
                    let next = decoder.next(bytes, *limits)?;
                    rest.extend_from_slice(bytes);
                    next
                } else {
                    rest.extend_from_slice(bytes);
                    decoder.next(rest, *limits)?
                };
                Ok(next)
            });
            match ready!(read) {
                Ok(Ok(Some(arrived))) => return Poll::Ready(Ok(arrived)),
                Ok(Ok(None)) => {}
                Ok(Err(end)) => return Poll::Ready(Err(end)),
                Err(error) => {
                    tracing::debug!(%error, "read failed");
                    return Poll::Ready(Err(CloseReason::Lost));
                }
            }
        }
    }

    /// Tells whether bytes arrived since the last time.
    pub(crate) fn take_heard(&mut self) -> bool {
        std::mem::take(&mut self.heard)
    }

    /// Whether a ping is unanswered since too much waits for the peer: nothing more should be read until it is.
    pub(crate) fn owes(&self) -> bool {
        self.owed.is_some()
    }

    /// Answers a ping. Where so much waits for the peer that there is no room, it is answered once there is some.
    fn answer(&mut self, payload: &[u8]) {
        let pong = frame::control(Control::Pong, payload);
        self.owed = if self.handle.outbox.try_control(&pong) { None } else { Some(pong) };
    }

    /// Writes what waits in the outbox.
    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let pipe = match &mut self.source {
                Source::Plain(_) => None,
                Source::Pipe(pipe) => Some(&mut **pipe),
            };
            let flushed = self.handle.outbox.poll_flush(cx, pipe)?;
            // There may be room for it although more waits, and then there may be none again.
            let was_owed = self.owed.is_some();
            self.owed.take_if(|pong| self.handle.outbox.try_control(pong));
            ready!(flushed);
            if was_owed && self.owed.is_none() {
                continue;
            }
            if self.answered && !self.ended {
                ready!(self.poll_shutdown(cx))?;
                self.ended = true;
            }
            return Poll::Ready(Ok(()));
        }
    }

    /// Answers the peer's close frame, once, behind what waits; nothing is written after it. The server ends the stream first
    /// (RFC 6455 section 7.1.1), and browsers take a connection for closed when it has.
    pub(crate) fn answer_close(&mut self, code: Option<u16>) {
        if !std::mem::replace(&mut self.answered, true) {
            self.handle.outbox.end();
            self.close(code, "");
        }
    }

    /// Whether it was: nothing more is heard of the peer then.
    pub(crate) fn has_answered_close(&self) -> bool {
        self.answered
    }

    /// Queues a ping.
    pub(crate) fn ping(&self, payload: &[u8]) {
        self.handle.outbox.control(&frame::control(Control::Ping, payload));
    }

    /// Queues a close frame, with a code and a reason or without.
    pub(crate) fn close(&self, code: Option<u16>, reason: &str) {
        let end = reason.floor_char_boundary(LONGEST_REASON);
        let body = match code {
            Some(code) => [&code.to_be_bytes()[..], &reason.as_bytes()[..end]].concat(),
            None => Vec::new(),
        };
        self.handle.outbox.close(&frame::control(Control::Close, &body));
    }

    /// Reads and throws away, until the peer ends.
    pub(crate) fn poll_discard(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            match ready!(self.source.poll_read(cx, |bytes| bytes.is_empty())) {
                Ok(false) => {}
                Ok(true) | Err(_) => return Poll::Ready(()),
            }
        }
    }

    /// Ends the writing side.
    pub(crate) fn poll_shutdown(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.source {
            Source::Plain(_) => {
                self.handle.outbox.shut();
                Poll::Ready(Ok(()))
            }
            Source::Pipe(pipe) => pipe.poll_shutdown(cx),
        }
    }
}

impl Drop for Socket {
    /// Others hold the handle for as long as they like, and with it the plain socket's writing half and what waits for it:
    /// both go with the connection, whatever ended it.
    fn drop(&mut self) {
        self.handle.outbox.shut();
    }
}

/// A payload that keeps no more memory than its own. Only a message that arrived within one read is a slice of a buffer that
/// others need, and it is no longer than that.
pub(crate) fn detached(payload: Bytes) -> Bytes {
    if payload.len() < READ { Bytes::copy_from_slice(&payload) } else { payload }
}

impl From<Fault> for CloseReason {
    fn from(fault: Fault) -> Self {
        CloseReason::violation(fault.code(), fault.reason())
    }
}
