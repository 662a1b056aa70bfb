//! Questions about consumers and replies, of the kind that [`probe`](super::probe) asks of messages.

use std::{
    future::{Future, Ready, ready},
    marker::PhantomData,
};

use super::probe::value;
use crate::{
    consumer::{Consumer, Context, IntoReply, SentBy, Serves},
    error::Result,
    params::Params,
    routing::{Endpoint, endpoint},
    table::ParamField,
};

/// Replies with one message.
///
/// # Errors
/// When the connection is closed, or the message cannot be written as JSON.
pub async fn reply<C: Consumer, M: SentBy<C>>(message: M, cx: &Context<C>) -> Result<()> {
    cx.send_message(message).await
}

/// Answers for `C`, of which the router asks whether it is a consumer.
#[derive(Debug)]
pub struct Served<C>(PhantomData<C>);

impl<C: Consumer> Served<C> {
    /// The fields of a consumer's `params`.
    pub const PATH: Option<&'static [ParamField]> = Some(<C::Params as Params>::FIELDS);

    /// The target of a route.
    pub fn endpoint<S: Runs<C>>() -> Endpoint<S> {
        S::endpoint()
    }
}

/// A state that `C` runs on: [`Serves`] the other way round, because the compiler would guess the state from the
/// only consumer that it knows, and then complain of the router's.
#[diagnostic::on_unimplemented(
    message = "`{C}` does not run on the application state `{Self}`",
    label = "the consumer has another `state = …`",
    note = "a router and its consumers share one state type: let `{C}` say `state = {Self}`, or route it in another app"
)]
pub trait Runs<C>: Sized {
    /// The target of a route.
    fn endpoint() -> Endpoint<Self>;
}

#[diagnostic::do_not_recommend]
impl<S, C: Serves<S>> Runs<C> for S {
    fn endpoint() -> Endpoint<S> {
        endpoint::<C, S>()
    }
}

/// Sends the replies of a handler of `C` that returns `R`.
#[derive(Debug)]
pub struct Replier<R, C>(PhantomData<(R, C)>);

impl<C: Consumer, R: IntoReply<C>> Replier<R, C> {
    /// Sends `reply`, which is an `R`, or one with its streams not boxed.
    pub fn reply<T: IntoReply<C>>(reply: T, cx: &Context<C>) -> impl Future<Output = Result<()>> + Send {
        reply.reply(cx)
    }
}

/// The answer of a type that is no reply, which is told elsewhere.
pub trait Silent<C> {
    /// Sends nothing.
    fn reply<T>(reply: T, cx: &Context<C>) -> Ready<Result<()>>
    where
        C: Consumer;
}

impl<R, C> Silent<C> for Replier<R, C> {
    fn reply<T>(_: T, _: &Context<C>) -> Ready<Result<()>>
    where
        C: Consumer,
    {
        ready(Ok(()))
    }
}

/// The answers of what is no consumer.
pub trait Unserved {
    /// The type that is asked.
    type Of;
    /// No path.
    const PATH: Option<&'static [ParamField]> = None;

    /// Asks for a consumer, so that the compiler says that it is none.
    fn endpoint<S>() -> Endpoint<S>
    where
        Self::Of: Consumer,
    {
        value()
    }
}

impl<T> Unserved for Served<T> {
    type Of = T;
}
