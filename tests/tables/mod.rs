//! The tables against a validator, and against the server: they tell nothing else than these do.

pub(crate) mod authentications;
mod events;
mod groups;
mod known;
mod messages;
mod params;
mod refusals;
mod standard;

use chanx::{
    schemars::{Schema, SchemaGenerator, generate::SchemaSettings},
    table::SchemaFn,
};
use serde_json::Value;

/// A generator of draft-07, as AsyncAPI wants its schemas.
fn draft07() -> SchemaSettings {
    SchemaSettings::draft07().with(|settings| settings.meta_schema = None)
}

/// The schema as a generator of these settings leaves it.
fn written(schema: impl FnOnce(&mut SchemaGenerator) -> Schema, generator: &mut SchemaGenerator) -> Value {
    let mut schema = schema(generator);
    for transform in generator.transforms_mut() {
        transform.transform(&mut schema);
    }
    schema.into()
}

/// A schema that stands alone.
fn alone(schema: SchemaFn, settings: SchemaSettings) -> Value {
    let mut generator = settings.into_generator();
    let schema = written(schema, &mut generator);
    with_definitions(schema, generator)
}

/// The schema with the definitions that it refers to.
fn with_definitions(mut schema: Value, mut generator: SchemaGenerator) -> Value {
    let definitions = generator.take_definitions(true);
    if let Some(keywords) = schema.as_object_mut().filter(|_| !definitions.is_empty()) {
        keywords.insert("definitions".to_owned(), definitions.into());
    }
    schema
}

/// Asks a validator that chanx does not know whether it takes the value.
#[track_caller]
fn is_valid(schema: &Value, value: &Value) -> bool {
    let options = jsonschema::draft7::options().should_validate_formats(true).with_format("uuid", is_uuid);
    options.build(schema).expect("it is a schema").is_valid(value)
}

/// RFC 9562 section 4; draft-07 does not know the format.
fn is_uuid(text: &str) -> bool {
    let lengths: Vec<_> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
