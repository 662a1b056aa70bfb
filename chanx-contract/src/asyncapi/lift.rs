//! Objects within objects as definitions of their own: generators make classes of what has a name.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::names::{pascal, type_name, unique};

/// Makes a definition of each object in a schema that is none yet. It is named by what it stands in: `SaidMessagePayload`, or
/// by its own title.
pub(super) fn lift(name: &str, schema: &mut Value, definitions: &mut Map<String, Value>) {
    let mut lift = Lift { taken: definitions.keys().cloned().collect(), lifted: Map::new() };
    lift.taken.insert(name.to_owned());
    lift.inside(name, schema);
    for (name, definition) in definitions.iter_mut() {
        lift.inside(name, definition);
    }
    definitions.extend(lift.lifted);
}

struct Lift {
    taken: BTreeSet<String>,
    lifted: Map<String, Value>,
}

impl Lift {
    /// Goes through what stands in a schema that has a name.
    fn inside(&mut self, name: &str, schema: &mut Value) {
        let Value::Object(keywords) = schema else { return };
        for (keyword, value) in keywords.iter_mut() {
            match (keyword.as_str(), value) {
                ("properties", Value::Object(named)) => {
                    for (property, schema) in named {
                        self.part(&format!("{name}{}", pascal(property)), schema);
                    }
                }
                ("patternProperties", Value::Object(named)) => {
                    for schema in named.values_mut() {
                        self.part(&format!("{name}Value"), schema);
                    }
                }
                ("anyOf" | "oneOf", Value::Array(all)) => {
                    for (at, schema) in all.iter_mut().enumerate() {
                        let variant = variant(schema).unwrap_or_else(|| format!("Variant{}", at + 1));
                        let nullable = schema.get("type").is_some_and(|kind| kind == "null");
                        if !nullable {
                            self.part(&format!("{name}{}", pascal(&variant)), schema);
                        }
                    }
                }
                // What must hold besides is no type of its own.
                ("allOf", Value::Array(all)) => {
                    for schema in all {
                        self.inside(name, schema);
                    }
                }
                ("items", Value::Array(all)) => {
                    for (at, schema) in all.iter_mut().enumerate() {
                        self.part(&format!("{name}{}", at + 1), schema);
                    }
                }
                ("items" | "additionalItems", schema) => self.part(&format!("{name}Item"), schema),
                ("additionalProperties", schema) => self.part(&format!("{name}Value"), schema),
                _ => {}
            }
        }
    }

    /// Lifts a schema that stands in another, where it is an object with keys.
    fn part(&mut self, name: &str, schema: &mut Value) {
        let is_model =
            schema.get("properties").and_then(Value::as_object).is_some_and(|keys| !keys.is_empty());
        if !is_model {
            return self.inside(name, schema);
        }
        let titled = schema.get("title").and_then(Value::as_str).map(type_name);
        let name = unique(titled.as_deref().unwrap_or(name), &mut self.taken);
        self.inside(&name, schema);
        let reference = json!({ "$ref": format!("#/$defs/{name}") });
        self.lifted.insert(name, std::mem::replace(schema, reference));
    }
}

/// The name of an alternative: its title, the value of its tag, or its only key.
fn variant(schema: &Value) -> Option<String> {
    if let Some(title) = schema.get("title").and_then(Value::as_str) {
        return Some(title.to_owned());
    }
    let properties = schema.get("properties")?.as_object()?;
    let tag = properties.values().find_map(|property| property.get("const")?.as_str());
    let only = || properties.keys().next().filter(|_| properties.len() == 1).map(String::as_str);
    tag.or_else(only).map(str::to_owned)
}
