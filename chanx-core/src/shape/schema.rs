//! The schemas of a type.

use std::collections::HashMap;

use regex::Regex;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

/// What a client may send.
pub(super) fn incoming<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// What a client receives.
pub(super) fn outgoing<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// Every pattern in a schema, compiled; one that is no regular expression is left out.
pub(super) fn patterns(schema: &Value) -> HashMap<String, Regex> {
    let mut patterns = HashMap::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        match schema {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                open.extend(members.values());
                let keys = members.get("patternProperties").and_then(Value::as_object);
                let keys = keys.into_iter().flat_map(|patterns| patterns.keys().map(String::as_str));
                for pattern in members.get("pattern").and_then(Value::as_str).into_iter().chain(keys) {
                    if let Ok(regex) = Regex::new(pattern) {
                        patterns.insert(pattern.to_owned(), regex);
                    }
                }
            }
            _ => {}
        }
    }
    patterns
}
