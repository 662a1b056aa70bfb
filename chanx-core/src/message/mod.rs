//! Messages: what a client and a server may say to each other.

mod ping;

use schemars::JsonSchema;
use serde::{Serialize, Serializer, de::DeserializeOwned};

pub use self::ping::{PingMessage, PongMessage};
use crate::{
    decode::{Frame, Invalid},
    table::MessageInfo,
    validate::Validate,
};

/// One type of message; `#[message]` implements it.
///
/// Its serde form is the whole frame, tag first: `{"action":"chat","payload":{…}}`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message",
    label = "not a message",
    note = "put `#[message(action = \"…\")]` on `{Self}`"
)]
pub trait Message: Incoming + Outgoing + DeserializeOwned + JsonSchema + Validate {
    /// What the tables know of it.
    const INFO: MessageInfo;

    /// Writes the whole frame, for the `#[messages]` unions that hold it.
    #[doc(hidden)]
    fn write_frame<S: Serializer>(message: &Self, to: S) -> Result<S::Ok, S::Error> {
        message.serialize(to)
    }
}

/// What a handler may take from a client: a message, or a `#[messages]` union of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message that a client can send",
    label = "not a message",
    note = "put `#[message(action = \"…\")]` on `{Self}`, or `#[messages]` on an enum of messages"
)]
pub trait Incoming: Sized + Send + 'static {
    /// Every message it stands for.
    const ACCEPTS: &'static [&'static MessageInfo];

    /// Decodes and validates a frame whose action is one of [`Self::ACCEPTS`].
    ///
    /// # Errors
    /// When the text is not such a message; every fault is collected later, on the slow path.
    fn decode(frame: &Frame<'_>) -> Result<Self, Invalid>;
}

/// What a server may send: a message, or a `#[messages]` union of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message that a server can send",
    label = "not a message",
    note = "put `#[message(action = \"…\")]` on `{Self}`, or `#[messages]` on an enum of messages",
    note = "an `#[event]` stays on the server unless it is a `#[message]` too"
)]
pub trait Outgoing: Serialize + Send + Sync + 'static {
    /// Every message it stands for.
    const SENDS: &'static [&'static MessageInfo];

    /// What the tables know of this value.
    fn info(&self) -> &'static MessageInfo;
}

/// A message that is sent to groups: `#[message(action = "…", group)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group message",
    label = "not a group message",
    note = "write `#[message(action = \"…\", group)]` on `{Self}`: its recipients also get `is_mine` and `is_current`"
)]
pub trait GroupMessage: Message {}

/// A type that can stand in a message: serde and schemars know it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a message",
    label = "no `#[payload]`",
    note = "put `#[payload]` on your own type inside; one of another crate needs serde's `Serialize` and `Deserialize` and schemars' `JsonSchema`"
)]
pub trait Carriable {
    /// Asks whether it can.
    const CARRIED: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Carried> Carriable for T {}

/// The same, as generated code assumes it of fields; [`Carriable`] is where it is asked.
pub trait Carried: Serialize + DeserializeOwned + JsonSchema {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + JsonSchema> Carried for T {}

/// A message, or union of messages, that has `M` among its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not take the message `{M}`",
    label = "`{M}` is not among its messages"
)]
pub trait Includes<M> {}
