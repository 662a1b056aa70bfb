//! Schemas, as rows give them.

use schemars::{Schema, SchemaGenerator};

/// Writes a schema into a document that others share.
///
/// The generator decides the draft, and whose view it is: what is read (`for_deserialize`) may lack what is always written
/// (`for_serialize`). Nested types become references to its definitions, which the caller takes
/// (`take_definitions`) after the last row. The transforms of its settings are left to the caller for the schema itself,
/// as by `JsonSchema::json_schema`.
///
/// ```
/// use chanx_core::{
///     message::{Message, PingMessage},
///     schemars::generate::SchemaSettings,
/// };
///
/// let mut generator = SchemaSettings::draft07().for_deserialize().into_generator();
/// let schema = (PingMessage::INFO.schema)(&mut generator);
/// assert_eq!(schema.as_value()["properties"]["action"]["const"], "ping");
/// ```
pub type SchemaFn = fn(&mut SchemaGenerator) -> Schema;
