//! Concurrent handlers: those without `self`, in tasks of their own.

use std::{
    future::{Future, poll_fn},
    task::{Context, Poll},
};

use tokio::task::JoinSet;

use crate::connection::CloseReason;

/// Running handlers without `self`, at most `max_concurrent_handlers` of them. Dropping it cancels them.
#[derive(Debug)]
pub(super) struct Concurrent {
    tasks: Option<Box<JoinSet<()>>>,
    most: usize,
}

impl Concurrent {
    pub(super) fn new(most: usize) -> Self {
        Self { tasks: None, most: most.max(1) }
    }

    /// Starts one; [`Concurrent::room`] must have been awaited.
    pub(super) fn start(&mut self, handler: impl Future<Output = ()> + Send + 'static) {
        let span = tracing::Span::current();
        let handler = tracing::Instrument::instrument(handler, span);
        self.tasks.get_or_insert_default().spawn(handler);
    }

    /// Waits until one more may be started; the end of the connection when one of them panicked.
    pub(super) async fn room(&mut self) -> Option<CloseReason> {
        poll_fn(|cx| match self.poll(cx) {
            Poll::Ready(Some(end)) => Poll::Ready(Some(end)),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending if self.tasks.as_ref().is_none_or(|tasks| tasks.len() < self.most) => {
                Poll::Ready(None)
            }
            Poll::Pending => Poll::Pending,
        })
        .await
    }

    /// Waits until none runs; the end of the connection when one of them panicked.
    pub(super) async fn finish(&mut self) -> Option<CloseReason> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// Cancels all that run, and waits until they are gone.
    pub(super) async fn cancel(self) {
        if let Some(mut tasks) = self.tasks {
            tasks.shutdown().await;
        }
    }

    /// Collects those that are done. Ready when none is left, or when one panicked.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<CloseReason>> {
        let Some(tasks) = &mut self.tasks else { return Poll::Ready(None) };
        loop {
            match std::task::ready!(tasks.poll_join_next(cx)) {
                Some(Err(error)) if error.is_panic() => return Poll::Ready(Some(CloseReason::panicked())),
                Some(_) => {}
                None => {
                    self.tasks = None;
                    return Poll::Ready(None);
                }
            }
        }
    }
}
