//! A stream whose beginning was read before somebody took it over.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A stream with its first bytes: whoever reads gets these first.
#[derive(Debug)]
pub(crate) struct Begun<I> {
    first: Bytes,
    io: I,
}

impl<I> Begun<I> {
    pub(crate) fn new(first: Bytes, io: I) -> Self {
        Self { first, io }
    }

    /// The first bytes that nobody has read, and the stream.
    pub(super) fn into_parts(self) -> (Bytes, I) {
        (self.first, self.io)
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Begun<I> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        space: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { first, io } = self.get_mut();
        if first.is_empty() {
            return Pin::new(io).poll_read(cx, space);
        }
        let len = first.len().min(space.remaining());
        space.put_slice(&first[..len]);
        first.advance(len);
        if first.is_empty() {
            // So that their memory goes.
            *first = Bytes::new();
        }
        Poll::Ready(Ok(()))
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Begun<I> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().io).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().io).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }
}
