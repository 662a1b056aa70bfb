//! Consumers: their trait, which `#[consumer]` implements, and the rows by which frames find their handler.

use std::{borrow::Cow, fmt, future::Future, pin::Pin};

use bytes::Bytes;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::{
    access::{Authenticator, Getting, Rule, Visitor},
    channels::{Channels, Target},
    context::Context,
    decode::Invalid,
    error::{Error, Result},
    event::{Event, EventInfo, EventOf},
    message::{Incoming, MessageInfo, Outgoing},
    params::Params,
    reply::{IntoReply, Replies},
    settings::Settings,
};

/// A boxed future of a handler or hook.
pub type HandlerFuture<'a, T = ()> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// An event on its way; it names no event type, so that a mistake about one is told once.
pub type EventFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// One kind of WebSocket connection: its state, its handlers, its groups.
///
/// `#[consumer]` implements it; one value lives as long as its connection. Handlers with `self` run one at
/// a time, in the order in which frames arrived.
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
    const HANDLERS: &'static [Handler<Self>];

    /// Applies the settings that `#[consumer(…)]` overrides.
    fn settings(_: &mut Settings) {}

    /// What tells a user from all others.
    fn identity(user: &UserOf<Self>) -> Cow<'_, str>;

    /// How its users are known, in the order in which it is tried (`authentication(…)`).
    fn authentications() -> Vec<Authenticator<UserOf<Self>, Self::State>> {
        Vec::new()
    }

    /// Fetches its object.
    ///
    /// # Errors
    /// The connection is refused.
    fn get_object<'a>(params: &'a Self::Params, state: &'a Self::State) -> Getting<'a, Self::Object>;

    /// Who may connect (`permissions(…)`).
    fn permissions() -> Option<RuleOf<Self>> {
        None
    }

    /// Who may send what, by the names of the handlers (`#[ws_handler(permissions(…))]`).
    fn guards() -> Vec<(&'static str, RuleOf<Self>)> {
        Vec::new()
    }

    /// Makes the consumer of a new connection.
    ///
    /// # Errors
    /// The connection is refused with status 500 and close code 4500; the cause is logged.
    fn connect(cx: &Context<Self>) -> HandlerFuture<'_, Self>;

    /// The groups that the connection joins after `connect`.
    ///
    /// # Errors
    /// As for [`Consumer::connect`].
    fn build_groups<'a>(&'a mut self, cx: &'a mut Context<Self>) -> HandlerFuture<'a, Vec<String>>;

    /// Runs once the client was told that it is connected, before the first frame is read.
    ///
    /// # Errors
    /// The connection is closed with code 1011; the cause is logged.
    fn post_authentication<'a>(&'a mut self, cx: &'a mut Context<Self>) -> HandlerFuture<'a>;

    /// Runs once, however the connection ended, after its groups were left.
    fn disconnected(self, cx: &mut Context<Self>) -> HandlerFuture<'_>;

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

/// A consumer whose messages stand together in an enum, `RoomConsumerOutgoing`; `#[consumer]` implements it for consumers
/// without type parameters that send anything.
#[diagnostic::on_unimplemented(
    message = "there is no enum of all messages that `{Self}` sends",
    label = "it sends none, or has type parameters",
    note = "receive the messages one by one, by their types"
)]
pub trait Declares: Consumer {
    /// Every message that it sends.
    type Outgoing: Send;

    /// Decodes a frame that it sent, in the case of the Rust source.
    ///
    /// # Errors
    /// When the frame is none of these messages.
    fn decode_outgoing(text: &str) -> Result<Self::Outgoing, Invalid>;
}

/// The type of a consumer's users.
pub type UserOf<C> = <<C as Consumer>::Visitor as Visitor>::User;

/// A rule about a consumer's users.
pub type RuleOf<C> = Rule<UserOf<C>, <C as Consumer>::Object, <C as Consumer>::State>;

/// A consumer that can be routed in an application whose state is `S`.
///
/// `#[consumer]` implements it for the state it names, or for every state where it names none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not run on the application state `{S}`",
    label = "another `state = …`",
    note = "routers and their consumers share one state type; give `App::new` the state that the consumer names"
)]
pub trait Serves<S>: Consumer {
    /// The consumer's part of the application's state.
    fn state(app: &S) -> Self::State;
}

/// A consumer that has a `#[ws_handler]` for `M`; `Via` tells which, and is always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no handler for `{M}`",
    label = "no `#[ws_handler]` of this consumer takes `{M}`",
    note = "clients of `{Self}` can send only what it handles"
)]
pub trait Handles<M, Via = ()> {}

/// Tells apart the handlers by which a consumer takes a message.
#[derive(Debug)]
pub struct Via<const N: usize>;

/// A message, or union of messages, that has `M` among its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not take the message `{M}`",
    label = "`{M}` is not among its messages"
)]
pub trait Includes<M> {}

/// What the tables know of a consumer.
#[derive(Debug, Clone, Copy)]
pub struct ConsumerInfo {
    /// The Rust type's name: `RoomConsumer`.
    pub name: &'static str,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// `summary = "…"`.
    pub summary: Option<&'static str>,
    /// `tags("…")`.
    pub tags: &'static [&'static str],
    /// Whether the impl block is `#[deprecated]`.
    pub deprecated: bool,
    /// The name of its messages' tag.
    pub tag: &'static str,
    /// Who may connect.
    pub access: AccessInfo,
    /// The literals of `groups(…)`.
    pub groups: &'static [&'static str],
    /// What it sends besides its replies (`sends(…)`, `passthrough(…)`), one entry per declaration.
    pub sends: &'static [&'static [&'static MessageInfo]],
}

/// What the tables know of who may connect; types are named as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessInfo {
    /// The users' type; `None` where nobody is authenticated.
    pub user: Option<&'static str>,
    /// Whether somebody who is not known gets in too, as far as the permissions let them.
    pub anonymous: bool,
    /// The types of `authentication(…)`.
    pub authentications: &'static [&'static str],
    /// The type of `object = …`.
    pub object: Option<&'static str>,
    /// The expression of `permissions(…)`.
    pub permissions: Option<&'static str>,
}

impl AccessInfo {
    /// Everybody may connect, and nobody is known.
    pub const PUBLIC: Self =
        Self { user: None, anonymous: true, authentications: &[], object: None, permissions: None };
}

/// One row: a handler, what it takes, what it replies, how it is called.
pub struct Handler<C: Consumer> {
    /// The method's name, or the event's for a `passthrough`.
    pub name: &'static str,
    /// What it takes.
    pub accepts: Accepts,
    /// What it replies.
    pub replies: Replies,
    /// How it is called.
    pub call: Call<C>,
    /// The expression of `permissions(…)`: who may send it.
    pub permissions: Option<&'static str>,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// `summary = "…"`.
    pub summary: Option<&'static str>,
    /// `tags("…")`.
    pub tags: &'static [&'static str],
    /// Whether the method is `#[deprecated]`.
    pub deprecated: bool,
}

/// A row without its consumer's type.
#[derive(Debug, Clone, Copy)]
pub struct HandlerInfo {
    /// The method's name, or the event's for a `passthrough`.
    pub name: &'static str,
    /// What it takes.
    pub accepts: Accepts,
    /// What it replies.
    pub replies: Replies,
    /// Whether it has no `self`, and so runs beside the others.
    pub beside: bool,
    /// The expression of `permissions(…)`: who may send it.
    pub permissions: Option<&'static str>,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// `summary = "…"`.
    pub summary: Option<&'static str>,
    /// `tags("…")`.
    pub tags: &'static [&'static str],
    /// Whether the method is `#[deprecated]`.
    pub deprecated: bool,
}

impl<C: Consumer> Handler<C> {
    /// What it is, whatever its consumer's type.
    pub fn info(&self) -> HandlerInfo {
        let &Self { name, accepts, replies, ref call, permissions, description, summary, tags, deprecated } =
            self;
        let beside = matches!(call, Call::Beside(_));
        HandlerInfo { name, accepts, replies, beside, permissions, description, summary, tags, deprecated }
    }

    /// The row of `passthrough(E)`: the event is sent to the client as the message that it is, too.
    pub const fn passthrough<E: Passthrough<C>>() -> Self {
        Self {
            name: E::INFO.handler,
            accepts: Accepts::Event(const { &<E as Event>::INFO }),
            replies: <E as IntoReply<C>>::REPLIES,
            call: Call::InTurn(|_, input, cx| {
                let event = input.event::<E>()?;
                Ok(Box::pin(async move { event.reply(cx).await }))
            }),
            permissions: None,
            description: E::INFO.description,
            summary: None,
            tags: &[],
            deprecated: E::INFO.deprecated,
        }
    }
}

/// An event that is a message too, so that a consumer can send it on as it is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot pass through: it must be an event and a message",
    label = "not both `#[event]` and `#[message]`",
    note = "put `#[event(handler = \"…\")]` and `#[message(action = \"…\")]` on `{Self}`"
)]
pub trait Passthrough<C: Consumer>: Event + IntoReply<C> {}

#[diagnostic::do_not_recommend]
impl<C: Consumer, E: Event + Outgoing + IntoReply<C>> Passthrough<C> for E {}

impl<C: Consumer> fmt::Debug for Handler<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler")
            .field("name", &self.name)
            .field("accepts", &self.accepts)
            .field("replies", &self.replies)
            .finish_non_exhaustive()
    }
}

/// What a handler takes.
#[derive(Debug, Clone, Copy)]
pub enum Accepts {
    /// These messages of the client (`#[ws_handler]`).
    Messages(&'static [&'static MessageInfo]),
    /// This event (`#[event_handler]`, `passthrough`).
    Event(&'static EventInfo),
    /// Text frames as they are (`#[text_handler]`).
    Text,
    /// Binary frames (`#[binary_handler]`).
    Binary,
}

/// Decodes what arrived and starts the handler; decoding is over when it returns, so that nothing of the
/// frame is kept alive.
pub type InTurn<C> =
    for<'a> fn(&'a mut C, Input<'_>, &'a mut Context<C>) -> std::result::Result<HandlerFuture<'a>, Invalid>;

/// The same for a handler without `self`.
pub type Beside<C> = fn(Input<'_>, Context<C>) -> std::result::Result<HandlerFuture<'static>, Invalid>;

/// How a handler is called.
#[derive(Debug)]
pub enum Call<C: Consumer> {
    /// It takes `self`: one at a time, in order.
    InTurn(InTurn<C>),
    /// It does not: beside the others, bounded by `max_concurrent_handlers`.
    Beside(Beside<C>),
}

/// What arrived for a handler.
#[derive(Debug)]
pub enum Input<'a> {
    /// A client's message: the value of its tag, and the whole frame.
    Message {
        /// The value of the tag.
        action: &'a str,
        /// The whole frame.
        text: &'a str,
    },
    /// An event's JSON.
    Event(&'a str),
    /// A text frame for the `#[text_handler]`.
    Text(Utf8Bytes),
    /// A binary frame for the `#[binary_handler]`.
    Binary(Bytes),
}

impl Input<'_> {
    /// Decodes a client's message.
    ///
    /// # Errors
    /// When the frame is not such a message.
    pub fn message<M: Incoming>(&self) -> Result<M, Invalid> {
        match self {
            Input::Message { action, text } => M::decode(action, text),
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
            Input::Text(text) => Ok(T::from(text.as_str().to_owned())),
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
