//! What a client sends: typed messages, and anything else.

use std::panic::Location;

use bytes::Bytes;
use chanx_core::{consumer::Handles, message::Outgoing, wire::AuthenticationMessage};
use serde_json::{Value, json};

use crate::{
    Closed, Communicator,
    communicator::At,
    frame::{Frame, PING},
    receive::Waiting,
};

/// A message that clients of `C` can send: one that it has a handler for.
///
/// It asks the message, not the consumer: of a consumer without any handler, the compiler would complain before it
/// looked which message is sent.
pub trait SentTo<C, Via>: Outgoing {}

impl<C: Handles<M, Via>, M: Outgoing, Via> SentTo<C, Via> for M {}

impl<C> Communicator<C> {
    /// Sends a message that the consumer has a handler for.
    ///
    /// It returns once the pipe has taken it. What a closed connection is sent is lost, here and below: the next
    /// wait tells.
    #[track_caller]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "a message that is sent is given away, as on the server"
    )]
    pub fn send_message<M: SentTo<C, Via>, Via>(&mut self, message: M) -> Waiting<'_, ()> {
        let at = Location::caller();
        let text = serde_json::to_string(&message)
            .unwrap_or_else(|error| self.fail(at, &format!("the message cannot be written: {error}")));
        Box::pin(self.send(at, &Frame::text(text)))
    }

    /// Sends any JSON.
    #[track_caller]
    pub fn send_json(&mut self, value: &Value) -> impl Future<Output = ()> + Send {
        self.send(Location::caller(), &Frame::text(value.to_string()))
    }

    /// Sends a text frame.
    #[track_caller]
    pub fn send_text(&mut self, text: impl Into<String>) -> impl Future<Output = ()> + Send {
        self.send(Location::caller(), &Frame::text(text))
    }

    /// Sends a binary frame.
    #[track_caller]
    pub fn send_binary(&mut self, payload: impl Into<Bytes>) -> impl Future<Output = ()> + Send {
        self.send(Location::caller(), &Frame::binary(payload))
    }

    /// Sends a ping; [`Communicator::receive_pong`] takes its answer.
    #[track_caller]
    pub fn send_ping(&mut self, payload: impl Into<Bytes>) -> impl Future<Output = ()> + Send {
        self.send(Location::caller(), &Frame::new(PING, payload))
    }

    /// Sends a frame, which may be part of a message, or malformed.
    #[track_caller]
    pub fn send_frame(&mut self, frame: &Frame) -> impl Future<Output = ()> + Send + use<'_, C> {
        self.send(Location::caller(), frame)
    }

    /// Sends bytes as they are, frames or not.
    #[track_caller]
    pub fn send_raw_bytes(&mut self, bytes: impl Into<Bytes>) -> impl Future<Output = ()> + Send {
        let bytes = bytes.into();
        self.transcript.sent(format!("[bytes {}]", bytes.escape_ascii()));
        self.put(Location::caller(), bytes)
    }

    /// Shows a fresh token, as a client does whose credentials will expire, and receives what comes of it.
    #[track_caller]
    pub fn authenticate(&mut self, token: &str) -> impl Future<Output = AuthenticationMessage> + Send {
        let at = Location::caller();
        let text = json!({ (self.tag): "authenticate", "payload": { "token": token } }).to_string();
        async move {
            self.send(at, &Frame::text(text)).await;
            self.auth_at(at).await
        }
    }

    /// Says good-bye with code 1000, and waits until the server has answered and left.
    #[track_caller]
    pub fn disconnect(&mut self) -> impl Future<Output = Closed> + Send {
        self.parting(Location::caller(), 1000)
    }

    /// Says good-bye with another code, and waits until the server has answered and left.
    #[track_caller]
    pub fn close(&mut self, code: u16) -> impl Future<Output = Closed> + Send {
        self.parting(Location::caller(), code)
    }

    async fn parting(&mut self, at: At, code: u16) -> Closed {
        self.answer(false);
        self.send(at, &Frame::close(code, "")).await;
        self.closed_at(at).await
    }

    pub(crate) fn send(&mut self, at: At, frame: &Frame) -> impl Future<Output = ()> + Send + use<'_, C> {
        self.transcript.sent(frame.clone());
        self.put(at, frame.to_bytes())
    }

    async fn put(&mut self, at: At, bytes: Bytes) {
        self.within(at, "the server to take what was sent", self.pump.write(bytes)).await;
    }
}
