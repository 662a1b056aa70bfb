//! Consumers: the trait that `#[consumer]` implements, and all that stands in its words.
//!
//! `contract` is what the compiler checks of one, `handler` a row by which frames find their handler, `group` the names of its
//! groups; a handler is called with its `context`, which has the connection's `standing`, and returns a `reply`.

mod context;
mod contract;
mod group;
mod handler;
mod ping;
mod reply;
mod standing;

use std::{
    borrow::Cow,
    future::{Future, ready},
    pin::Pin,
};

pub use self::{
    context::{Context, GroupSending, Sending},
    contract::{Declares, Handles, Passthrough, Sends, SentBy, Serves, Via},
    group::GroupPart,
    handler::{Call, Concurrent, Handler, Input, Sequential},
    reply::{Binary, BoxStream, IntoReply, Streaming, Text},
};
pub(crate) use self::{
    context::{Memberships, NewContext},
    standing::Standing,
};
use crate::{
    access::{Authenticator, Getting, Rule, Visitor},
    channels::{Channels, Target},
    error::{Error, Result},
    event::EventOf,
    params::Params,
    settings::Settings,
    table::ConsumerInfo,
};

/// A boxed future of a handler or hook.
pub type HandlerFuture<'a, T = ()> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// An event on its way; it names no event type, so that a mistake about one is told once.
pub type EventFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// One kind of WebSocket connection: its state, its handlers, its groups.
///
/// `#[consumer]` implements it, and nothing else should: what it writes is hidden here, and may change at any time. One
/// value lives as long as its connection. Handlers with `self` run one at a time, in the order in which frames arrived.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a consumer",
    label = "not a consumer",
    note = "put `#[consumer(…)]` on `impl {Self} {{ … }}`"
)]
pub trait Consumer: Sized + Send + 'static {
    /// What the application shares with it (`state = …`); `()` by default.
    type State: Clone + Send + Sync + 'static;
    /// What its path gives (`params = …`); `()` by default.
    type Params: Params;
    /// Who may stand behind it (`user = …`).
    type Visitor: Visitor;
    /// What it is about (`object = …`).
    type Object: Send + Sync + 'static;

    /// What the tables know of it.
    const INFO: ConsumerInfo;
    /// One row per handler, in source order.
    #[doc(hidden)]
    const HANDLERS: &'static [Handler<Self>];
    /// The names of its groups, in pieces (`groups(…)`).
    #[doc(hidden)]
    const GROUPS: &'static [&'static [GroupPart]] = &[];

    /// Applies the settings that `#[consumer(…)]` overrides.
    #[doc(hidden)]
    fn settings(_: &mut Settings) {}

    /// What tells a user from all others.
    #[doc(hidden)]
    fn identity(user: &UserOf<Self>) -> Cow<'_, str>;

    /// How its users are known, in the order in which it is tried (`authentication(…)`).
    #[doc(hidden)]
    fn authentications() -> Vec<Authenticator<UserOf<Self>, Self::State>> {
        Vec::new()
    }

    /// Fetches its object.
    ///
    /// # Errors
    /// The connection is refused.
    #[doc(hidden)]
    fn get_object<'a>(params: &'a Self::Params, state: &'a Self::State) -> Getting<'a, Self::Object>;

    /// Who may connect (`permissions(…)`).
    #[doc(hidden)]
    fn permissions() -> Option<RuleOf<Self>> {
        None
    }

    /// Who may send what, by the names of the handlers (`#[ws_handler(permissions(…))]`).
    #[doc(hidden)]
    fn guards() -> Vec<(&'static str, RuleOf<Self>)> {
        Vec::new()
    }

    /// Makes the consumer of a new connection.
    ///
    /// # Errors
    /// The connection is refused with status 500 and close code 4500; the cause is logged.
    #[doc(hidden)]
    fn connect(cx: &Context<Self>) -> HandlerFuture<'_, Self>;

    /// The groups that the connection joins after `connect`: those of `groups(…)`, unless the hook is written.
    ///
    /// # Errors
    /// As for [`Consumer::connect`].
    #[doc(hidden)]
    fn build_groups<'a>(&'a mut self, cx: &'a mut Context<Self>) -> HandlerFuture<'a, Vec<String>> {
        let names = Self::GROUPS.iter().map(|parts| group::name(parts, cx.params())).collect();
        Box::pin(ready(Ok(names)))
    }

    /// Runs once the client was told that it is connected, before the first frame is read.
    ///
    /// # Errors
    /// The connection is closed with code 1011; the cause is logged.
    #[doc(hidden)]
    fn post_authentication<'a>(&'a mut self, _: &'a mut Context<Self>) -> HandlerFuture<'a> {
        Box::pin(ready(Ok(())))
    }

    /// Runs once, however the connection ended, after its groups were left.
    #[doc(hidden)]
    fn disconnected(self, _: &mut Context<Self>) -> HandlerFuture<'_> {
        Box::pin(ready(Ok(())))
    }

    /// Raises an event for a group, or for one connection, from anywhere in the process.
    ///
    /// # Errors
    /// When a group name is malformed, the event cannot be written, or the layer fails.
    fn send_channel_event<'a, E: EventOf<Self>>(
        channels: &'a Channels,
        target: impl Into<Target<'a>>,
        event: E,
    ) -> EventFuture<'a> {
        Box::pin(channels.send_event(target.into(), &event))
    }

    /// The same for threads without a runtime: returns once the layer has taken the event.
    ///
    /// # Errors
    /// As [`Consumer::send_channel_event`], and when it is called on a thread of a runtime.
    fn send_channel_event_blocking<'a, E: EventOf<Self>>(
        channels: &Channels,
        target: impl Into<Target<'a>>,
        event: E,
    ) -> Result<(), Error> {
        channels.send_event_blocking(target.into(), &event)
    }
}

/// The type of a consumer's users.
pub type UserOf<C> = <<C as Consumer>::Visitor as Visitor>::User;

/// A rule about a consumer's users.
pub type RuleOf<C> = Rule<UserOf<C>, <C as Consumer>::Object, <C as Consumer>::State>;
