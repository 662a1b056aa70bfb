//! The schema of an event: of its fields, whose types need have none.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{
    Deserializer,
    de::{Error as _, Visitor, value},
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};

use crate::table::SchemaFn;

/// A field of an event.
#[derive(Debug)]
pub struct Field {
    /// The key by which it is read; `None` where its own fields stand in its place.
    pub name: Option<&'static str>,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// `true` where it is `#[deprecated]`.
    pub deprecated: bool,
    /// The schema of its value.
    pub schema: SchemaFn,
    /// The presence that reading an event asks for.
    pub read: Presence,
    /// The presence in an event that was written.
    pub written: Presence,
}

impl Field {
    /// A field without a description.
    pub const fn new(
        name: Option<&'static str>,
        schema: SchemaFn,
        read: Presence,
        written: Presence,
    ) -> Self {
        Self { name, description: "", deprecated: false, schema, read, written }
    }
}

/// The presence of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is always there.
    Always,
    /// It may be there.
    Maybe,
    /// It is never there.
    Never,
}

/// The value of a field that is missing, as serde's derived code has it: an `Option` is none, and all else an error.
pub(super) struct Missing;

impl<'de> Deserializer<'de> for Missing {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, value::Error> {
        Err(value::Error::custom("it is missing"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Writes the schema of an event with these fields, and, where it is closed and they are all known, with no other ones.
pub fn object(generator: &mut SchemaGenerator, description: &str, closed: bool, fields: &[Field]) -> Schema {
    let mut object = Object::default();
    for field in fields {
        let presence = if generator.contract().is_deserialize() { field.read } else { field.written };
        if presence != Presence::Never {
            object.add(field, presence, (field.schema)(generator));
        }
    }
    let mut schema = json_schema!({ "type": "object", "properties": object.properties });
    if !object.required.is_empty() {
        schema.insert("required".to_owned(), object.required.into());
    }
    if closed && !object.open {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    describe(&mut schema, description, false);
    schema
}

#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: Vec<Value>,
    /// There may be other properties, of a flattened field.
    open: bool,
}

impl Object {
    fn add(&mut self, field: &Field, presence: Presence, mut schema: Schema) {
        let Some(name) = field.name else { return self.flatten(presence, &schema) };
        describe(&mut schema, field.description, field.deprecated);
        self.properties.insert(name.to_owned(), schema.into());
        if presence == Presence::Always {
            self.required.push(name.into());
        }
    }

    /// Adds the fields of a flattened one, where its schema lists them; others stay unsaid, and the object is open to them.
    fn flatten(&mut self, presence: Presence, schema: &Schema) {
        const PLAIN: [&str; 6] =
            ["type", "title", "description", "properties", "required", "additionalProperties"];
        let plain = schema.as_object().into_iter().flatten().all(|(key, _)| PLAIN.contains(&key.as_str()));
        let Some(Value::Object(properties)) = schema.get("properties").filter(|_| plain) else {
            self.open = true;
            return;
        };
        self.open |= schema.get("additionalProperties").is_some_and(|more| more != false);
        self.properties.extend(properties.clone());
        if let Some(Value::Array(required)) = schema.get("required").filter(|_| presence == Presence::Always)
        {
            self.required.extend(required.clone());
        }
    }
}

fn describe(schema: &mut Schema, description: &str, deprecated: bool) {
    if !description.is_empty() {
        schema.insert("description".to_owned(), description.into());
    }
    if deprecated {
        schema.insert("deprecated".to_owned(), true.into());
    }
}
