//! The schema of an event: of its fields, whose types need have none.

use schemars::{Schema, SchemaGenerator, json_schema};
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

/// Writes the schema of an event with these fields, and, where it is closed, with no other ones.
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
    if closed {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    describe(&mut schema, description, false);
    schema
}

#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: Vec<Value>,
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
        let Some(Value::Object(properties)) = schema.get("properties") else { return };
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
