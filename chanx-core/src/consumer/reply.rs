//! Replies: what a handler may return, and what a consumer declares that it sends.

use std::{future::Future, pin::Pin};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};

use super::{Consumer, Context};
use crate::{
    error::{HandlerError, Result},
    table::Replies,
};

/// What a handler of `C` may return.
///
/// Nothing (`()`), a message, `Option`, `Vec`, tuples (up to eight), streams, and `Result` of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not something that a handler of `{C}` can reply",
    label = "neither a message nor a form of messages",
    note = "reply with a `#[message]` type, `Option`, `Vec`, a tuple, a `Stream` or a `Result` of them, or nothing",
    note = "an `#[event]` stays on the server unless it is a `#[message]` too"
)]
pub trait IntoReply<C: Consumer>: Sized + Send {
    /// The shape of the reply.
    const REPLIES: Replies;

    /// Sends it on the connection of `cx`, waiting while its outbound queue is full.
    fn reply(self, cx: &Context<C>) -> impl Future<Output = Result<()>> + Send;
}

impl<C: Consumer> IntoReply<C> for () {
    const REPLIES: Replies = Replies::Nothing;

    async fn reply(self, _: &Context<C>) -> Result<()> {
        Ok(())
    }
}

impl<C: Consumer, R: IntoReply<C>> IntoReply<C> for Option<R> {
    const REPLIES: Replies = Replies::Optional(&R::REPLIES);

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        match self {
            Some(reply) => reply.reply(cx).await,
            None => Ok(()),
        }
    }
}

impl<C: Consumer, R: IntoReply<C>> IntoReply<C> for Vec<R> {
    const REPLIES: Replies = Replies::Many(&R::REPLIES);

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        for reply in self {
            reply.reply(cx).await?;
        }
        Ok(())
    }
}

impl<C: Consumer, R: IntoReply<C>, E: Into<HandlerError> + Send> IntoReply<C> for Result<R, E> {
    const REPLIES: Replies = Replies::Fallible(&R::REPLIES);

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        match self {
            Ok(reply) => reply.reply(cx).await,
            Err(error) => Err(error.into()),
        }
    }
}

/// Lifts an `impl Stream` return type into a reply; the macro writes it around the user's value.
#[derive(Debug)]
pub struct Streaming<S>(pub S);

impl<C: Consumer, S> IntoReply<C> for Streaming<S>
where
    S: Stream + Send,
    S::Item: IntoReply<C>,
{
    const REPLIES: Replies = Replies::Stream(&<S::Item as IntoReply<C>>::REPLIES);

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        let mut items = std::pin::pin!(self.0);
        while let Some(item) = items.next().await {
            item.reply(cx).await?;
        }
        Ok(())
    }
}

/// A boxed stream of replies.
pub type BoxStream<R> = Pin<Box<dyn Stream<Item = R> + Send>>;

impl<C: Consumer, R: IntoReply<C>> IntoReply<C> for BoxStream<R> {
    const REPLIES: Replies = Replies::Stream(&R::REPLIES);

    fn reply(self, cx: &Context<C>) -> impl Future<Output = Result<()>> + Send {
        Streaming(self).reply(cx)
    }
}

/// A text frame as it is, for consumers with a `#[text_handler]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(pub String);

impl<C: Consumer> IntoReply<C> for Text {
    const REPLIES: Replies = Replies::Text;

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        cx.send_text(&self.0).await
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// A binary frame as it is, for consumers with a `#[binary_handler]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binary(pub Bytes);

impl From<Bytes> for Binary {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl<C: Consumer> IntoReply<C> for Binary {
    const REPLIES: Replies = Replies::Binary;

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        cx.send_binary(self.0).await
    }
}

macro_rules! tuple {
    ($($name:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<Cons: Consumer, $($name: IntoReply<Cons>),+> IntoReply<Cons> for ($($name,)+) {
            const REPLIES: Replies = Replies::All(&[$(&$name::REPLIES),+]);

            #[allow(non_snake_case, reason = "a type parameter's name serves as its value's name")]
            async fn reply(self, cx: &Context<Cons>) -> Result<()> {
                let ($($name,)+) = self;
                $($name.reply(cx).await?;)+
                Ok(())
            }
        }
    };
}
tuple!(A);
tuple!(A B);
tuple!(A B D);
tuple!(A B D E);
tuple!(A B D E F);
tuple!(A B D E F G);
tuple!(A B D E F G H);
tuple!(A B D E F G H I);
