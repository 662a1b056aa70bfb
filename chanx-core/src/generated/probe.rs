//! Questions that generated code asks of a type that may lack the trait.
//!
//! Each user type meets each trait bound at one place of the generated code, so that one mistake gives one error.
//! Everywhere else the code asks a probe. `Probe::<T>::ACCEPTS` is the inherent constant where `T` is a message; where
//! it is not, the compiler falls back to the one of [`Otherwise`], which answers that there is nothing.

use std::{
    future::{Future, Ready, ready},
    marker::PhantomData,
};

use serde::{Serialize, Serializer, ser::Error as _};

use super::group::{self, Part};
use crate::{
    consumer::{Consumer, Context, IntoReply, Serves},
    decode::Invalid,
    error::Result,
    event::Event,
    message::{Incoming, Outgoing},
    params::Params,
    routing::{Endpoint, endpoint},
    table::{Accepts, EventInfo, MessageInfo, ParamField},
};

/// Answers for `T`.
#[derive(Debug)]
pub struct Probe<T>(PhantomData<T>);

impl<M: Incoming> Probe<M> {
    /// The messages that a client can send as `M`.
    pub const ACCEPTS: &'static [&'static MessageInfo] = M::ACCEPTS;

    /// Decodes a frame whose tag is `action`; `None` where `M` has no such action.
    pub fn decode(action: &str, text: &str) -> Option<Result<M, Invalid>> {
        M::ACCEPTS.iter().any(|info| info.action == action).then(|| M::decode(action, text))
    }
}

impl<M: Outgoing> Probe<M> {
    /// The messages that a server can send as `M`.
    pub const SENDS: &'static [&'static MessageInfo] = M::SENDS;
}

impl<M: Serialize> Probe<M> {
    /// Writes a message.
    ///
    /// # Errors
    /// As its own `Serialize`.
    pub fn serialize<S: Serializer>(message: &M, to: S) -> Result<S::Ok, S::Error> {
        message.serialize(to)
    }
}

impl<T: Default> Probe<T> {
    /// The default of `T`.
    #[allow(clippy::should_implement_trait, reason = "it is the default of another type")]
    pub fn default() -> T {
        T::default()
    }
}

impl<E: Event> Probe<E> {
    /// What the tables know of the event.
    pub const EVENT: Option<&'static EventInfo> = Some(&E::INFO);
    /// What its handler takes.
    pub const HANDLED: Accepts = Accepts::Event(&E::INFO);
}

impl<P: Params> Probe<P> {
    /// The fields of a `#[params]` struct.
    pub const FIELDS: Option<&'static [ParamField]> = Some(P::FIELDS);

    /// Puts a group's name together.
    pub fn group(parts: &[Part], params: &P) -> String {
        group::name(parts, params)
    }
}

impl<C: Consumer> Probe<C> {
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

/// The answers of a type that lacks the trait.
pub trait Otherwise {
    /// The type that is asked.
    type Of;
    /// No messages.
    const ACCEPTS: &'static [&'static MessageInfo] = &[];
    /// No messages.
    const SENDS: &'static [&'static MessageInfo] = &[];
    /// No event.
    const EVENT: Option<&'static EventInfo> = None;
    /// Nothing.
    const HANDLED: Accepts = Accepts::Messages(&[]);
    /// No `#[params]`.
    const FIELDS: Option<&'static [ParamField]> = None;
    /// No consumer.
    const PATH: Option<&'static [ParamField]> = None;

    /// Decodes nothing.
    fn decode(_: &str, _: &str) -> Option<Result<Self::Of, Invalid>> {
        None
    }

    /// Fails.
    ///
    /// # Errors
    /// Always: it is no message.
    fn serialize<S: Serializer>(_: &Self::Of, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("not a message"))
    }

    /// Never called: it does not compile elsewhere.
    fn default() -> Self::Of {
        super::fallback::value()
    }

    /// Names nothing.
    fn group(_: &[Part], _: &Self::Of) -> String {
        String::new()
    }

    /// Asks for a consumer, so that the compiler says that it is none.
    fn endpoint<S>() -> Endpoint<S>
    where
        Self::Of: Consumer,
    {
        super::fallback::value()
    }
}

impl<T> Otherwise for Probe<T> {
    type Of = T;
}
