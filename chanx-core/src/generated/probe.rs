//! Questions that generated code asks of a type that may lack the trait.
//!
//! Each user type meets each trait bound at one place of the generated code, so that one mistake gives one error.
//! Everywhere else the code asks a probe. `Probe::<T>::ACCEPTS` is the inherent constant where `T` is a message; where
//! it is not, the compiler falls back to the one of [`Otherwise`], which answers that there is nothing.

use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer, de::DeserializeOwned, ser::Error as _};

use super::event::{Missing, Presence};
use crate::{
    decode::{Decode, Frame, Invalid},
    event::Event,
    message::{Incoming, Outgoing},
    params::Params,
    table::{Accepts, EventInfo, MessageInfo, ParamField},
};

/// Answers for `T`.
#[derive(Debug)]
pub struct Probe<T>(PhantomData<T>);

impl<M: Incoming> Probe<M> {
    /// The messages that a client can send as `M`.
    pub const ACCEPTS: &'static [&'static MessageInfo] = M::ACCEPTS;
    /// What its handler takes.
    pub const TAKEN: Accepts = Accepts::Messages(M::ACCEPTS);
    /// Tells whether a frame is such a message.
    pub const DECODE: Option<Decode> = Some(|frame| M::decode(frame).map(drop));

    /// Decodes a frame, and puts it into a union; `None` where `M` has no such action.
    pub fn decode<U>(frame: &Frame<'_>, variant: fn(M) -> U) -> Option<Result<U, Invalid>> {
        let has = M::ACCEPTS.iter().any(|info| info.action == frame.action);
        has.then(|| M::decode(frame).map(variant))
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

impl<T: JsonSchema> Probe<T> {
    /// The schema of a field's value.
    pub fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }

    /// The schema of a field whose own fields stand in its place.
    pub fn flattened(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: DeserializeOwned> Probe<T> {
    /// The presence of a field that must be read: it may be left out where its type reads nothing, as `None` does.
    pub fn presence() -> Presence {
        if T::deserialize(Missing).is_ok() { Presence::Maybe } else { Presence::Always }
    }
}

impl<P: Params> Probe<P> {
    /// The fields of a `#[params]` struct.
    pub const FIELDS: Option<&'static [ParamField]> = Some(P::FIELDS);
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
    const DECODE: Option<Decode> = None;
    /// Nothing.
    const TAKEN: Accepts = Accepts::Messages(&[]);
    /// Nothing.
    const HANDLED: Accepts = Accepts::Messages(&[]);
    /// No `#[params]`.
    const FIELDS: Option<&'static [ParamField]> = None;
    /// It must be there.
    fn presence() -> Presence {
        Presence::Always
    }

    /// Allows anything.
    fn schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }

    /// Allows anything.
    fn flattened(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }

    /// Decodes nothing.
    fn decode<U>(_: &Frame<'_>, _: fn(Self::Of) -> U) -> Option<Result<U, Invalid>> {
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
        value()
    }
}

impl<T> Otherwise for Probe<T> {
    type Of = T;
}

/// A value that code with mistakes would need.
///
/// # Panics
/// Always: code with mistakes is never run.
pub fn value<T>() -> T {
    unreachable!("code with mistakes was run")
}
