//! The way from a user's type to the hidden type that serde and schemars derive for.
//!
//! Where a field cannot be carried, the type has no [`Framed`]; method lookup then passes the methods of [`Door`] by and
//! goes on to those of [`Shut`], so that the field is the only error.

use std::{borrow::Cow, marker::PhantomData, ops::Deref};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserializer, Serializer, de};

/// A type that is written and read by its hidden type.
pub trait Framed: Sized {
    /// The schema of the hidden type; none is asked of an event.
    const SCHEMA: FrameSchema = FrameSchema::of::<()>();

    /// Writes it.
    ///
    /// # Errors
    /// As the derived code of the hidden type.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// Reads it.
    ///
    /// # Errors
    /// As the derived code of the hidden type.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;
}

/// The functions of a type's `JsonSchema`, without the type.
#[derive(Debug, Clone, Copy)]
pub struct FrameSchema {
    name: fn() -> Cow<'static, str>,
    id: fn() -> Cow<'static, str>,
    json: fn(&mut SchemaGenerator) -> Schema,
    inline: fn() -> bool,
}

impl FrameSchema {
    /// Those of `F`.
    pub const fn of<F: JsonSchema>() -> Self {
        Self { name: F::schema_name, id: F::schema_id, json: F::json_schema, inline: F::inline_schema }
    }
}

/// Writes, reads and describes `M`, if it is [`Framed`].
#[derive(Debug)]
pub struct Door<M>(PhantomData<fn() -> M>);

/// The door of `M`.
pub const fn door<M>() -> Door<M> {
    Door(PhantomData)
}

impl<M: Framed> Door<M> {
    /// Writes it.
    ///
    /// # Errors
    /// As the derived code of the hidden type.
    pub fn serialize<S: Serializer>(&self, value: &M, to: S) -> Result<S::Ok, S::Error> {
        value.write(to)
    }

    /// Reads it.
    ///
    /// # Errors
    /// As the derived code of the hidden type.
    pub fn deserialize<'de, D: Deserializer<'de>>(&self, from: D) -> Result<M, D::Error> {
        M::read(from)
    }

    /// The schema's name.
    pub fn schema_name(&self) -> Cow<'static, str> {
        (M::SCHEMA.name)()
    }

    /// The schema's identity.
    pub fn schema_id(&self) -> Cow<'static, str> {
        (M::SCHEMA.id)()
    }

    /// Whether it stands where it is used.
    pub fn inline_schema(&self) -> bool {
        (M::SCHEMA.inline)()
    }

    /// The schema.
    pub fn json_schema(&self, generator: &mut SchemaGenerator) -> Schema {
        (M::SCHEMA.json)(generator)
    }
}

impl<M> Deref for Door<M> {
    type Target = Shut;

    fn deref(&self) -> &Shut {
        &Shut
    }
}

/// Stands in for the derived code of a message that has a field which cannot be carried, which the compiler tells
/// at that field.
#[derive(Debug)]
pub struct Shut;

impl Shut {
    /// Writes nothing.
    ///
    /// # Errors
    /// When that fails.
    pub fn serialize<M, S: Serializer>(&self, _: &M, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit()
    }

    /// Reads nothing.
    ///
    /// # Errors
    /// Always.
    pub fn deserialize<'de, M, D: Deserializer<'de>>(&self, _: D) -> Result<M, D::Error> {
        Err(de::Error::custom("a field cannot be carried"))
    }

    /// Has no name.
    pub fn schema_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("")
    }

    /// Has no identity.
    pub fn schema_id(&self) -> Cow<'static, str> {
        Cow::Borrowed("")
    }

    /// Stands where it is used.
    pub fn inline_schema(&self) -> bool {
        true
    }

    /// Allows anything.
    pub fn json_schema(&self, _: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }
}
