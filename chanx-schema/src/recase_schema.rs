//! The schema of what goes over the wire where its keys are written in camelCase.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{
    node::Schemas,
    place::{Place, Places},
};

/// Writes a schema whose values have their fields' names in camelCase: the names among its keywords, and those within
/// the values that it lists or shows. What [`MessageSchema::to_camel`](crate::MessageSchema::to_camel) writes is of it.
///
/// ```
/// use chanx_schema::camelize_schema;
/// use serde_json::json;
///
/// let schema = json!({ "properties": { "user_id": { "type": "integer" } }, "required": ["user_id"] });
/// let camel = json!({ "properties": { "userId": { "type": "integer" } }, "required": ["userId"] });
/// assert_eq!(camelize_schema(&schema), camel);
/// ```
pub fn camelize_schema(schema: &Value) -> Value {
    let places = Places::of(&Schemas::read(schema));
    let mut walk = Walk { places: &places, definitions: HashMap::new(), open: Vec::new() };
    let mut written = walk.schema(schema, Some(places.root()));
    while let Some((pointer, place)) = walk.open.pop() {
        if let Some(definition) = schema.pointer(&pointer) {
            let definition = walk.schema(definition, Some(place));
            walk.definitions.insert(pointer, Some(definition));
        }
    }
    for (pointer, definition) in walk.definitions {
        if let (Some(at), Some(definition)) = (written.pointer_mut(&pointer), definition) {
            *at = definition;
        }
    }
    written
}

struct Walk<'p> {
    places: &'p Places,
    /// The definitions that are referred to, as far as they are written. Each is written for the first place that it has.
    definitions: HashMap<String, Option<Value>>,
    open: Vec<(String, &'p Place)>,
}

impl<'p> Walk<'p> {
    fn schema(&mut self, schema: &Value, place: Option<&'p Place>) -> Value {
        match (schema, place) {
            (Value::Object(keywords), Some(place)) => keywords
                .iter()
                .map(|(keyword, value)| (keyword.clone(), self.keyword(keyword, value, place)))
                .collect::<Map<_, _>>()
                .into(),
            _ => schema.clone(),
        }
    }

    fn keyword(&mut self, keyword: &str, value: &Value, place: &'p Place) -> Value {
        match (keyword, value) {
            ("properties" | "dependentSchemas" | "dependentRequired", Value::Object(named)) => {
                let write = |(name, value): (&String, &Value)| {
                    let value = match keyword {
                        "properties" => self.schema(value, self.places.under(place, name)),
                        "dependentSchemas" => self.schema(value, Some(place)),
                        _ => names(value, place),
                    };
                    (place.camel(name).to_owned(), value)
                };
                named.iter().map(write).collect::<Map<_, _>>().into()
            }
            ("patternProperties", Value::Object(named)) => {
                let other = self.places.other(place);
                let write = |(name, value): (&String, &Value)| (name.clone(), self.schema(value, other));
                named.iter().map(write).collect::<Map<_, _>>().into()
            }
            ("required", _) => names(value, place),
            ("additionalProperties" | "unevaluatedProperties", _) => {
                self.schema(value, self.places.other(place))
            }
            ("anyOf" | "oneOf" | "allOf", Value::Array(all)) => {
                all.iter().map(|one| self.schema(one, Some(place))).collect()
            }
            ("not" | "if" | "then" | "else", _) => self.schema(value, Some(place)),
            ("prefixItems", Value::Array(all)) => all
                .iter()
                .enumerate()
                .map(|(index, one)| self.schema(one, self.places.item(place, index)))
                .collect(),
            ("items" | "contains", _) => self.schema(value, self.places.item(place, usize::MAX)),
            ("$ref", Value::String(reference)) => {
                if let Some(pointer) = reference.strip_prefix("#/$defs/") {
                    let pointer = format!("/$defs/{pointer}");
                    if self.definitions.insert(pointer.clone(), None).is_none() {
                        self.open.push((pointer, place));
                    }
                }
                value.clone()
            }
            ("const" | "default", _) => self.value(value, Some(place)),
            ("enum" | "examples", Value::Array(all)) => {
                all.iter().map(|one| self.value(one, Some(place))).collect()
            }
            _ => value.clone(),
        }
    }

    fn value(&self, value: &Value, place: Option<&Place>) -> Value {
        match (value, place) {
            (Value::Object(members), Some(place)) => members
                .iter()
                .map(|(name, value)| {
                    let value = self.value(value, self.places.under(place, name));
                    (place.camel(name).to_owned(), value)
                })
                .collect::<Map<_, _>>()
                .into(),
            (Value::Array(items), Some(place)) => items
                .iter()
                .enumerate()
                .map(|(index, item)| self.value(item, self.places.item(place, index)))
                .collect(),
            _ => value.clone(),
        }
    }
}

fn names(names: &Value, place: &Place) -> Value {
    let Value::Array(names) = names else { return names.clone() };
    names
        .iter()
        .map(|name| name.as_str().map_or_else(|| name.clone(), |name| place.camel(name).into()))
        .collect()
}

impl Place {
    /// A field's name in camelCase; that of no field stays.
    fn camel<'n>(&'n self, name: &'n str) -> &'n str {
        self.position(name).map_or(name, |at| &self.fields[at].camel)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_of_fields_are_written_and_no_others() {
        let schema = json!({
            "type": "object",
            "properties": {
                "user_id": { "type": "integer" },
                "by_key": { "type": "object", "additionalProperties": { "$ref": "#/$defs/Inner" } },
                "one_of_them": { "anyOf": [{ "$ref": "#/$defs/Inner" }, { "type": "null" }], "default": { "a_b": 1, "x_y": 2 } },
                "as_list": { "prefixItems": [{ "$ref": "#/$defs/Inner" }], "items": { "properties": { "c_d": true } } },
                "line_1": {},
                "line1": {},
            },
            "required": ["user_id", "line_1"],
            "$defs": { "Inner": {
                "type": "object",
                "title": "stays_as_it_is",
                "properties": { "a_b": { "enum": ["is_value"] }, "of_itself": { "$ref": "#/$defs/Inner" } },
                "required": ["a_b"],
            } },
        });
        let camel = json!({
            "type": "object",
            "properties": {
                "userId": { "type": "integer" },
                "byKey": { "type": "object", "additionalProperties": { "$ref": "#/$defs/Inner" } },
                "oneOfThem": { "anyOf": [{ "$ref": "#/$defs/Inner" }, { "type": "null" }], "default": { "aB": 1, "x_y": 2 } },
                "asList": { "prefixItems": [{ "$ref": "#/$defs/Inner" }], "items": { "properties": { "cD": true } } },
                "line_1": {},
                "line1": {},
            },
            "required": ["userId", "line_1"],
            "$defs": { "Inner": {
                "type": "object",
                "title": "stays_as_it_is",
                "properties": { "aB": { "enum": ["is_value"] }, "ofItself": { "$ref": "#/$defs/Inner" } },
                "required": ["aB"],
            } },
        });
        assert_eq!(camelize_schema(&schema), camel);
    }
}
