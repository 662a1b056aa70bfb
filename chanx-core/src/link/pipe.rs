//! Streams that are no plain socket: HTTP/2, TLS, in-memory pipes. Only the connection's task touches them.

use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
};

use hyper::{rt::Read as _, rt::ReadBuf, rt::ReadBufCursor, rt::Write as _, upgrade::Upgraded};

/// An upgraded stream of any kind.
pub(crate) struct Pipe(Upgraded);

impl fmt::Debug for Pipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pipe")
    }
}

impl Pipe {
    pub(crate) fn new(upgraded: Upgraded) -> Self {
        Self(upgraded)
    }

    pub(crate) fn poll_read(&mut self, cx: &mut Context<'_>, bytes: &mut [u8]) -> Poll<io::Result<usize>> {
        let mut buffer = ReadBuf::new(bytes);
        let cursor: ReadBufCursor<'_> = buffer.unfilled();
        std::task::ready!(Pin::new(&mut self.0).poll_read(cx, cursor))?;
        Poll::Ready(Ok(buffer.filled().len()))
    }

    pub(crate) fn poll_write(
        &mut self,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(cx, slices)
    }

    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    pub(crate) fn poll_shutdown(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
