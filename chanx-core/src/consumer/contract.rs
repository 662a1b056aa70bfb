//! What a consumer is to the compiler: the state that it runs on, what it takes and what it sends.

use super::{Consumer, IntoReply};
use crate::{decode::Invalid, event::Event, message::Outgoing};

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

/// A consumer that declares that it sends `M`, by a handler's return type or in `sends(…)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare that it sends `{M}`",
    label = "not declared by the consumer",
    note = "return it from a handler, or add `sends({M})` to `#[consumer(…)]`"
)]
pub trait Sends<M: ?Sized> {}

/// A message that `C` declares. `#[message]` and `#[messages]` implement it for every consumer that does.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message that a server can send",
    label = "not a message",
    note = "put `#[message(action = \"…\")]` on `{Self}`, or `#[messages]` on an enum of messages",
    note = "an `#[event]` stays on the server unless it is a `#[message]` too"
)]
pub trait SentBy<C>: Outgoing {}

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

/// An event that is a message too, so that a consumer can send it on as it is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot pass through: it must be an event and a message",
    label = "not both `#[event]` and `#[message]`",
    note = "put `#[event(handler = \"…\")]` and `#[message(action = \"…\")]` on `{Self}`"
)]
pub trait Passthrough<C: Consumer>: Event + IntoReply<C> {}

#[diagnostic::do_not_recommend]
impl<C: Consumer, E: Event + Outgoing + IntoReply<C>> Passthrough<C> for E {}
