//! The reading half of a stream. An idle connection keeps no more than tungstenite's own small buffer: plain
//! sockets are read through a larger one that all connections of a thread share.

use std::{
    cell::RefCell,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::{
    io::{AsyncRead, ReadBuf},
    net::tcp::OwnedReadHalf,
};

use crate::link::Pipe;

/// What one read of a plain socket can bring.
const SHARED: usize = 16 * 1024;

thread_local! {
    static BUFFER: RefCell<Box<[u8]>> = RefCell::new(vec![0; SHARED].into_boxed_slice());
}

/// Where a connection's bytes come from.
#[derive(Debug)]
pub(super) enum Reader {
    Plain(Plain),
    Pipe(Box<Pipe>),
}

impl Reader {
    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>, bytes: &mut [u8]) -> Poll<io::Result<usize>> {
        match self {
            Reader::Plain(socket) => socket.poll_read(cx, bytes),
            Reader::Pipe(pipe) => pipe.poll_read(cx, bytes),
        }
    }
}

/// A plain socket's half, and what a read brought beyond what was asked for.
#[derive(Debug)]
pub(super) struct Plain {
    socket: OwnedReadHalf,
    rest: Vec<u8>,
    /// How much of `rest` was taken.
    taken: usize,
}

impl Plain {
    pub(super) fn new(socket: OwnedReadHalf) -> Self {
        Self { socket, rest: Vec::new(), taken: 0 }
    }

    fn poll_read(&mut self, cx: &mut Context<'_>, bytes: &mut [u8]) -> Poll<io::Result<usize>> {
        if self.rest.is_empty() {
            return BUFFER.with_borrow_mut(|shared| self.poll_socket(cx, shared, bytes));
        }
        let rest = &self.rest[self.taken..];
        let len = rest.len().min(bytes.len());
        bytes[..len].copy_from_slice(&rest[..len]);
        self.taken += len;
        if self.taken == self.rest.len() {
            self.rest = Vec::new();
            self.taken = 0;
        }
        Poll::Ready(Ok(len))
    }

    fn poll_socket(
        &mut self,
        cx: &mut Context<'_>,
        shared: &mut [u8],
        bytes: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let mut buffer = ReadBuf::new(shared);
        ready!(Pin::new(&mut self.socket).poll_read(cx, &mut buffer))?;
        let read = buffer.filled();
        let len = read.len().min(bytes.len());
        bytes[..len].copy_from_slice(&read[..len]);
        self.rest.extend_from_slice(&read[len..]);
        Poll::Ready(Ok(len))
    }
}
