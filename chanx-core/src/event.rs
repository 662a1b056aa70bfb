//! Events: what other parts of the application tell a consumer. Clients never see them.

use serde::{Serialize, de::DeserializeOwned};

use crate::table::EventInfo;

/// A typed event; `#[event(handler = "…")]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event",
    label = "not an event",
    note = "put `#[event(handler = \"…\")]` on `{Self}`"
)]
pub trait Event: Serialize + DeserializeOwned + Send + 'static {
    /// What the tables know of it.
    const INFO: EventInfo;
}

/// A consumer that has an `#[event_handler]` for `E`; `#[consumer]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no handler for the event `{E}`",
    label = "no `#[event_handler]` of this consumer takes `{E}`",
    note = "add `#[event_handler] async fn …(&mut self, event: {E})` to the consumer, or `passthrough({E})`"
)]
pub trait HandlesEvent<E> {}

/// An event that `C` handles. `#[event]` implements it for every consumer that has a handler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event",
    label = "not an event",
    note = "put `#[event(handler = \"…\")]` on `{Self}`"
)]
pub trait EventOf<C>: Event {}

/// A type that can stand in an event: serde knows it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in an event",
    label = "no `#[payload]`",
    note = "put `#[payload]` on your own type inside; one of another crate needs serde's `Serialize` and `Deserialize`"
)]
pub trait Carriable {
    /// Asks whether it can.
    const CARRIED: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Carried> Carriable for T {}

/// The same, as generated code assumes it of fields; [`Carriable`] is where it is asked.
pub trait Carried: Serialize + DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> Carried for T {}
