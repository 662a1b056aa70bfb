//! The socket as the connection's task sees it: tungstenite reads and speaks the protocol's control frames;
//! everything it writes goes into the outbox.

use std::{
    io::{self, Read, Write},
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use hyper::upgrade::Upgraded;
use hyper_util::{rt::TokioIo, server::conn::auto};
use tokio::net::{TcpStream, tcp::OwnedWriteHalf};
use tokio_tungstenite::tungstenite::{
    Error, Message, Utf8Bytes,
    protocol::{CloseFrame, Role, WebSocketConfig, WebSocketContext, frame::coding::CloseCode},
};

use super::{
    close::CloseReason,
    reader::{Plain, Reader},
};
use crate::{
    link::{ConnectionHandle, Pipe},
    settings::Settings,
};

/// The longest reason of a close frame: 125 bytes of a control frame less the code (RFC 6455 section 5.5).
const LONGEST_REASON: usize = 123;

/// An upgraded stream, taken apart.
pub(crate) struct Parts {
    reader: Reader,
    /// The plain socket's other half, for the outbox.
    pub(crate) writer: Option<OwnedWriteHalf>,
    /// What was read behind the handshake.
    early: Bytes,
}

impl Parts {
    pub(crate) fn of(upgraded: Upgraded) -> Self {
        // hyper's own connections and hyper-util's wrap the socket differently.
        let (socket, early) = match auto::upgrade::downcast::<TokioIo<TcpStream>>(upgraded) {
            Ok(parts) => (parts.io, parts.read_buf),
            Err(upgraded) => match upgraded.downcast::<TokioIo<TcpStream>>() {
                Ok(parts) => (parts.io, parts.read_buf),
                Err(upgraded) => {
                    let reader = Reader::Pipe(Box::new(Pipe::new(upgraded)));
                    return Self { reader, writer: None, early: Bytes::new() };
                }
            },
        };
        let (reader, writer) = socket.into_inner().into_split();
        Self { reader: Reader::Plain(Plain::new(reader)), writer: Some(writer), early }
    }
}

/// The reading side, and the protocol's state.
#[derive(Debug)]
pub(crate) struct Socket {
    handle: Arc<ConnectionHandle>,
    reader: Reader,
    protocol: WebSocketContext,
}

impl Socket {
    pub(crate) fn new(parts: Parts, handle: Arc<ConnectionHandle>, settings: &Settings) -> Self {
        let config = WebSocketConfig::default()
            .read_buffer_size(settings.read_buffer_size)
            .write_buffer_size(0)
            .max_message_size(Some(settings.max_message_size))
            .max_frame_size(Some(settings.max_frame_size));
        // Copied, so that the HTTP connection's larger buffer can go.
        let early = parts.early.to_vec();
        let protocol = WebSocketContext::from_partially_read(early, Role::Server, Some(config));
        Self { handle, reader: parts.reader, protocol }
    }

    /// The next message. Pings are answered on the way, control frames are passed on.
    pub(crate) fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Result<Message, CloseReason>> {
        let Self { handle, reader, protocol } = self;
        match protocol.read(&mut Stream { handle, reader, cx }) {
            Ok(message) => Poll::Ready(Ok(message)),
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => Poll::Pending,
            Err(error) => Poll::Ready(Err(CloseReason::of(&error))),
        }
    }

    /// Writes what waits in the outbox.
    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let pipe = match &mut self.reader {
            Reader::Plain(_) => None,
            Reader::Pipe(pipe) => Some(&mut **pipe),
        };
        self.handle.outbox.poll_flush(cx, pipe)
    }

    /// Queues a ping.
    pub(crate) fn ping(&mut self, cx: &mut Context<'_>) {
        let Self { handle, reader, protocol } = self;
        // The outbox takes every control frame, and a closed protocol needs no ping.
        let _ = protocol.write(&mut Stream { handle, reader, cx }, Message::Ping(Bytes::new()));
    }

    /// Queues a close frame, or the answer to the peer's.
    pub(crate) fn close(&mut self, cx: &mut Context<'_>, code: u16, reason: &str) {
        let Self { handle, reader, protocol } = self;
        let end = reason.floor_char_boundary(LONGEST_REASON);
        let frame = CloseFrame { code: CloseCode::from(code), reason: Utf8Bytes::from(&reason[..end]) };
        let _ = protocol.close(&mut Stream { handle, reader, cx }, Some(frame));
    }

    /// Reads and throws away, until the peer ends.
    pub(crate) fn poll_discard(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; 4096];
        loop {
            match std::task::ready!(self.reader.poll_read(cx, &mut bytes)) {
                Ok(1..) => {}
                Ok(0) | Err(_) => return Poll::Ready(()),
            }
        }
    }

    /// Lets go of what others who hold the handle would keep: the plain socket's half, and what waits for it.
    pub(crate) fn abandon(self) {
        self.handle.outbox.shut();
    }

    /// Ends the writing side.
    pub(crate) fn poll_shutdown(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.reader {
            Reader::Plain(_) => {
                self.handle.outbox.shut();
                Poll::Ready(Ok(()))
            }
            Reader::Pipe(pipe) => pipe.poll_shutdown(cx),
        }
    }
}

/// The blocking face that tungstenite wants: reads would block where the task is to be woken, writes never do.
struct Stream<'a, 'b> {
    handle: &'a ConnectionHandle,
    reader: &'a mut Reader,
    cx: &'a mut Context<'b>,
}

impl Read for Stream<'_, '_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self.reader.poll_read(self.cx, bytes) {
            Poll::Ready(read) => read,
            Poll::Pending => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

impl Write for Stream<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.handle.outbox.control(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
