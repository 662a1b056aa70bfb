//! What a handler knows of its connection, and how it speaks.

use std::{future::Future, marker::PhantomData, pin::Pin, sync::Arc, task};

use bytes::Bytes;

use crate::{
    channels::{ChannelName, Channels},
    consumer::Consumer,
    error::Error,
    message::GroupMessage,
    reply::SentBy,
    settings::Settings,
};

/// A handler's view of its connection. Handlers with `self` borrow it; handlers without own a clone.
pub struct Context<C: Consumer> {
    inner: Arc<Inner<C>>,
}

struct Inner<C: Consumer> {
    state: C::State,
    params: C::Params,
    channels: Channels,
    name: ChannelName,
    settings: Arc<Settings>,
}

impl<C: Consumer> Clone for Context<C> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}

impl<C: Consumer> Context<C> {
    /// The application's state, as the consumer names it.
    pub fn state(&self) -> &C::State {
        &self.inner.state
    }

    /// What the path gave.
    pub fn params(&self) -> &C::Params {
        &self.inner.params
    }

    /// The handle by which other parts of the application are reached.
    pub fn channels(&self) -> &Channels {
        &self.inner.channels
    }

    /// This connection's name, by which events reach it.
    pub fn channel_name(&self) -> &ChannelName {
        &self.inner.name
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Sends a message to this client.
    pub fn send_message<M: SentBy<C>>(&self, _message: M) -> Sending<'_> {
        Sending(PhantomData)
    }

    /// Sends a message to every member of this connection's groups but this connection itself.
    pub fn send_group_message<M: SentBy<C> + GroupMessage>(&self, _message: M) -> GroupSending<'_, C> {
        GroupSending(PhantomData)
    }

    /// Sends a text frame as it is.
    pub fn send_text(&self, _text: &str) -> Sending<'_> {
        Sending(PhantomData)
    }

    /// Sends a binary frame as it is.
    pub fn send_binary(&self, _bytes: Bytes) -> Sending<'_> {
        Sending(PhantomData)
    }

    /// Writes what waits to the socket now, instead of when the handler returns.
    pub fn flush(&self) {}

    /// Joins a group.
    pub async fn join_group(&self, _group: &str) -> Result<(), Error> {
        Ok(())
    }

    /// Leaves a group.
    pub async fn leave_group(&self, _group: &str) -> Result<(), Error> {
        Ok(())
    }

    /// Closes the connection once the handler returns.
    pub fn close(&self, _code: u16, _reason: &str) {}
}

/// A message on its way; await it.
#[must_use = "a message is sent when it is awaited"]
pub struct Sending<'a>(PhantomData<&'a ()>);

impl Future for Sending<'_> {
    type Output = Result<(), Error>;

    fn poll(self: Pin<&mut Self>, _cx: &mut task::Context<'_>) -> task::Poll<Self::Output> {
        task::Poll::Ready(Ok(()))
    }
}

/// A group message on its way; say to whom, then await it.
#[must_use = "a group message is sent when it is awaited"]
pub struct GroupSending<'a, C>(PhantomData<(&'a (), fn() -> C)>);

impl<C> GroupSending<'_, C> {
    /// To these groups instead of the connection's own.
    pub fn groups<I: IntoIterator<Item: Into<String>>>(self, _groups: I) -> Self {
        self
    }

    /// Whether the sender is left out. Default: true.
    pub fn exclude_current(self, _exclude: bool) -> Self {
        self
    }
}

impl<'a, C: Consumer> IntoFuture for GroupSending<'a, C> {
    type Output = Result<(), Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { Ok(()) })
    }
}
