//! Handlers: the rows by which frames find them, and what they are called with.

use std::{fmt, sync::Arc};

use bytes::Bytes;

use super::{Consumer, Context, HandlerFuture, IntoReply, Passthrough};
use crate::{
    decode::{Decode, Frame, Invalid},
    envelope::Reference,
    event::Event,
    message::Incoming,
    table::{Accepts, HandlerInfo},
};

/// One row: a handler, what the tables know of it, and how it is called.
#[doc(hidden)]
pub struct Handler<C: Consumer> {
    /// The handler as the tables know it.
    pub info: HandlerInfo,
    /// The function that decodes a message for it, and forgets it again; `None` where it takes none.
    pub decode: Option<Decode>,
    /// The function that calls it.
    pub call: Call<C>,
}

impl<C: Consumer> Handler<C> {
    /// The row of `passthrough(E)`: the event is sent to the client as the message that it is, too.
    pub const fn passthrough<E: Passthrough<C>>() -> Self {
        let accepts = Accepts::Event(const { &<E as Event>::INFO });
        let info = HandlerInfo {
            description: E::INFO.description,
            deprecated: E::INFO.deprecated,
            ..HandlerInfo::new(E::INFO.handler, accepts, <E as IntoReply<C>>::REPLIES)
        };
        let call = Call::Sequential(|_, input, cx| {
            let event = input.event::<E>()?;
            Ok(Box::pin(async move { event.reply(cx).await }))
        });
        Self { info, decode: None, call }
    }
}

impl<C: Consumer> fmt::Debug for Handler<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.info.fmt(f)
    }
}

/// Decodes what arrived and starts the handler; decoding is over when it returns, so that nothing of the
/// frame is kept alive.
pub type Sequential<C> =
    for<'a> fn(&'a mut C, Input<'_>, &'a mut Context<C>) -> std::result::Result<HandlerFuture<'a>, Invalid>;

/// Decodes what arrived and starts a handler without `self`, on a context of its own.
pub type Concurrent<C> = fn(Input<'_>, Context<C>) -> std::result::Result<HandlerFuture<'static>, Invalid>;

/// The function that calls a handler.
#[doc(hidden)]
#[derive(Debug)]
pub enum Call<C: Consumer> {
    /// It takes `self`: one at a time, in order.
    Sequential(Sequential<C>),
    /// It does not take `self`: concurrently, at most `max_concurrent_handlers` at once.
    Concurrent(Concurrent<C>),
}

/// A frame or an event on its way to a handler.
#[derive(Debug)]
pub enum Input<'a> {
    /// A client's message.
    Message(&'a Frame<'a>),
    /// An event's JSON.
    Event(&'a str),
    /// A text frame for the `#[text_handler]`.
    Text(&'a str),
    /// A binary frame for the `#[binary_handler]`.
    Binary(Bytes),
}

impl Input<'_> {
    /// Decodes a client's message, and tells its `ref` to the context that its handler gets.
    ///
    /// # Errors
    /// When the frame is not such a message.
    pub fn message<M: Incoming>(&self, asked: &mut Option<Arc<Reference>>) -> Result<M, Invalid> {
        match self {
            Input::Message(frame) => {
                let message = M::decode(frame)?;
                *asked = frame.reference().cloned();
                Ok(message)
            }
            _ => Err(Invalid::kind()),
        }
    }

    /// Decodes an event.
    ///
    /// # Errors
    /// When the JSON is not such an event.
    pub fn event<E: Event>(&self) -> Result<E, Invalid> {
        match self {
            Input::Event(body) => serde_json::from_str(body).map_err(Invalid::from),
            _ => Err(Invalid::kind()),
        }
    }

    /// The text of a text frame.
    ///
    /// # Errors
    /// When it is no text frame.
    pub fn text<T: From<String>>(&self) -> Result<T, Invalid> {
        match self {
            Input::Text(text) => Ok(T::from((*text).to_owned())),
            _ => Err(Invalid::kind()),
        }
    }

    /// The bytes of a binary frame.
    ///
    /// # Errors
    /// When it is no binary frame.
    pub fn binary<T: From<Bytes>>(&self) -> Result<T, Invalid> {
        match self {
            Input::Binary(bytes) => Ok(T::from(bytes.clone())),
            _ => Err(Invalid::kind()),
        }
    }
}
