//! A connection that is kept going while its session waits.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::{Context, Poll},
};

use super::{concurrent::Concurrent, supervision::Supervision};
use crate::{
    access::validity::Validity,
    connection::{CloseReason, Connection, Next},
    consumer::{self, Consumer},
};

/// A connection with the supervision of its session. Whatever the session waits for, both go on beside it.
pub(super) struct Attended<C: Consumer> {
    pub(super) connection: Connection,
    pub(super) supervision: Supervision<C>,
}

impl<C: Consumer> Attended<C> {
    /// Attends a connection whose session is not let in yet.
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, supervision: Supervision::default() }
    }

    /// Runs a future while the connection is kept going: what waits is written, pings are answered, and the end of the
    /// connection cancels the future.
    pub(super) async fn run<F: Future>(&mut self, future: F) -> Result<F::Output, CloseReason> {
        let mut future = pin!(future);
        poll_fn(|cx| {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(Ok(output));
            }
            let status = self.connection.look(cx)?;
            if let Poll::Ready(reason) = self.poll_supervision(cx) {
                return Poll::Ready(Err(reason));
            }
            self.connection.poll_beside(status, cx).map(Err)
        })
        .await
    }

    /// Waits for the next frame or event; a concurrent handler that panics ends the connection.
    /// From then on, handlers begin with what was found out again meanwhile.
    pub(super) async fn next(
        &mut self,
        concurrent: &mut Concurrent,
        context: &mut consumer::Context<C>,
    ) -> Next {
        poll_fn(|cx| {
            let status = match self.connection.look(cx) {
                Ok(status) => status,
                Err(reason) => return Poll::Ready(Next::End(reason)),
            };
            if let Poll::Ready(Some(reason)) = concurrent.poll(cx) {
                return Poll::Ready(Next::End(reason));
            }
            if let Poll::Ready(reason) = self.poll_supervision(cx) {
                return Poll::Ready(Next::End(reason));
            }
            if self.supervision.take_renewed() {
                context.refresh();
            }
            self.connection.poll_next(status, self.supervision.holds(), &context.session().inbox, cx)
        })
        .await
    }

    /// The client has presented fresh credentials, which hold so long, when `orders` had been taken.
    pub(super) fn renewed(&mut self, validity: Validity, orders: u64) {
        self.supervision.forget(orders, validity);
        self.connection.alarm_at(validity.ends_at());
    }

    /// Ready when the session may not stay.
    fn poll_supervision(&mut self, cx: &mut Context<'_>) -> Poll<CloseReason> {
        if self.connection.take_alarm() {
            self.supervision.expired();
        }
        self.supervision.poll(&mut self.connection, cx)
    }
}
