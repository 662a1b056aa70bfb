//! A frame on its way to this connection's client.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;

use crate::{
    error::{Error, HandlerError, Kind},
    link::{JOIN, Refused, SessionHandle, frame::Head},
};

/// A message on its way; nothing is sent before it is awaited.
///
/// Cancel safety: when it is dropped, the whole message was queued, or nothing of it.
#[must_use = "a message is sent when it is awaited"]
pub struct Sending<'a> {
    session: &'a Arc<SessionHandle>,
    payload: Option<Result<Payload, Error>>,
    /// Whether the connection's task must be woken to write it.
    wake: bool,
    /// The place among the senders that wait for room.
    place: Option<u64>,
}

/// What a frame carries.
pub(super) enum Payload {
    /// A text that is short enough to be copied behind others.
    Short(Vec<u8>),
    /// What is queued as it is.
    Shared(Head, Bytes),
}

impl Payload {
    pub(super) fn text(text: String) -> Self {
        if text.len() > JOIN {
            Self::Shared(Head::text(text.len()), text.into_boxed_str().into_boxed_bytes().into())
        } else {
            Self::Short(text.into())
        }
    }

    pub(super) fn binary(bytes: Bytes) -> Self {
        Self::Shared(Head::binary(bytes.len()), bytes)
    }
}

impl<'a> Sending<'a> {
    pub(super) fn new(session: &'a Arc<SessionHandle>, payload: Result<Payload, Error>, wake: bool) -> Self {
        Self { session, payload: Some(payload), wake, place: None }
    }

    fn try_send(&self, payload: &Payload) -> Result<(), Refused> {
        let outbox = &self.session.connection.outbox;
        match payload {
            Payload::Short(text) => outbox.try_send(Head::text(text.len()), text),
            Payload::Shared(head, bytes) => outbox.try_send_shared(*head, bytes),
        }
    }
}

impl fmt::Debug for Sending<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").field("to", &self.session.name).finish_non_exhaustive()
    }
}

impl Drop for Sending<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place.take() {
            self.session.connection.outbox.forget(place);
        }
    }
}

impl Future for Sending<'_> {
    type Output = Result<(), HandlerError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let payload = match self.payload.take() {
            Some(Ok(payload)) => payload,
            Some(Err(error)) => return Poll::Ready(Err(error.into())),
            None => return Poll::Ready(Err(Error::new(Kind::Closed).into())),
        };
        let sent = match self.try_send(&payload) {
            Err(Refused::Full) => {
                // Once more behind the registration: room may have come in between.
                let session = self.session;
                session.connection.outbox.when_room(&mut self.place, cx.waker());
                self.try_send(&payload)
            }
            sent => sent,
        };
        match sent {
            Ok(()) => {
                if self.wake {
                    self.session.connection.outbox.wake();
                }
                Poll::Ready(Ok(()))
            }
            Err(Refused::Closed) => Poll::Ready(Err(Error::new(Kind::Closed).into())),
            Err(Refused::Full) => {
                self.payload = Some(Ok(payload));
                Poll::Pending
            }
        }
    }
}
