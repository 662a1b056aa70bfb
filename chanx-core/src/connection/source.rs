//! Where a connection's bytes come from. They are read into a buffer that all connections of a thread share, so that
//! one that is idle keeps none.

use std::{
    cell::RefCell,
    io,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::BytesMut;
use tokio::net::tcp::OwnedReadHalf;
use tokio_util::io::poll_read_buf;

use crate::link::Pipe;

/// Bytes that one read can bring.
pub(super) const READ: usize = 16 * 1024;

thread_local! {
    static BUFFER: RefCell<BytesMut> = RefCell::new(BytesMut::with_capacity(READ));
}

/// The reading side of a stream.
#[derive(Debug)]
pub(super) enum Source {
    Plain(OwnedReadHalf),
    Pipe(Box<Pipe>),
}

impl Source {
    /// Reads once, and shows what it brought to `take`, which leaves what it has no use for yet. No bytes are the end of the
    /// stream.
    pub(super) fn poll_read<T>(
        &mut self,
        cx: &mut Context<'_>,
        take: impl FnOnce(&mut BytesMut) -> T,
    ) -> Poll<io::Result<T>> {
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            // What was read before is done with, as a rule, and its room is taken again; a slice of it that lives on keeps
            // that buffer, and this makes a new one.
            buffer.reserve(READ);
            std::task::ready!(match self {
                Source::Plain(socket) => poll_read_buf(Pin::new(socket), cx, buffer),
                Source::Pipe(pipe) => poll_read_buf(pipe.io(), cx, buffer),
            })?;
            Poll::Ready(Ok(take(buffer)))
        })
    }
}
