//! A stream that is read or written at a steady rate, as through a phone's network.

use std::{
    future::Future,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

/// A stream with rates.
#[derive(Debug)]
pub(crate) struct Paced<S> {
    stream: S,
    reads: Option<Pace>,
    writes: Option<Pace>,
}

impl<S> Paced<S> {
    /// The stream itself.
    pub(crate) fn into_inner(self) -> S {
        self.stream
    }

    /// As fast as the stream is.
    pub(crate) fn unbounded(stream: S) -> Self {
        Self { stream, reads: None, writes: None }
    }

    /// Read at so many bytes a second.
    pub(crate) fn read_at(stream: S, rate: u64) -> Self {
        Self { reads: Some(Pace::new(rate)), ..Self::unbounded(stream) }
    }

    /// Written at so many bytes a second.
    pub(crate) fn written_at(stream: S, rate: u64) -> Self {
        Self { writes: Some(Pace::new(rate)), ..Self::unbounded(stream) }
    }
}

/// Bytes that are earned by waiting.
#[derive(Debug)]
struct Pace {
    rate: u64,
    /// Up to when what was earned is spent.
    spent: Instant,
    timer: Pin<Box<Sleep>>,
}

/// Bytes are earned so much at a time.
const STEP: Duration = Duration::from_millis(100);

impl Pace {
    fn new(rate: u64) -> Self {
        let now = Instant::now();
        Self { rate, spent: now, timer: Box::pin(sleep_until(now)) }
    }

    /// Waits until some are earned. Those of more than a second ago are lost.
    fn poll_earned(&mut self, cx: &mut Context<'_>) -> Poll<usize> {
        loop {
            let now = Instant::now();
            self.spent = self.spent.max(now - Duration::from_secs(1));
            let earned = now - self.spent;
            if earned >= STEP {
                let bytes = u128::from(self.rate) * earned.as_micros() / 1_000_000;
                return Poll::Ready(usize::try_from(bytes).unwrap_or(usize::MAX));
            }
            self.timer.as_mut().reset(self.spent + STEP);
            ready!(self.timer.as_mut().poll(cx));
        }
    }

    fn spend(&mut self, bytes: usize) {
        self.spent += Duration::from_micros(bytes as u64 * 1_000_000 / self.rate);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let Some(pace) = &mut this.reads else { return Pin::new(&mut this.stream).poll_read(cx, buffer) };
        let most = ready!(pace.poll_earned(cx)).min(buffer.remaining());
        let mut part = ReadBuf::new(buffer.initialize_unfilled_to(most));
        ready!(Pin::new(&mut this.stream).poll_read(cx, &mut part))?;
        let read = part.filled().len();
        buffer.advance(read);
        pace.spend(read);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let Some(pace) = &mut this.writes else { return Pin::new(&mut this.stream).poll_write(cx, bytes) };
        let most = ready!(pace.poll_earned(cx)).min(bytes.len());
        let written = ready!(Pin::new(&mut this.stream).poll_write(cx, &bytes[..most]))?;
        pace.spend(written);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
