//! Schemas as the contract keeps them, and without what is not on the wire.

use chanx_schema::annotates;
use serde_json::{Map, Value};

/// Keywords that hold schemas by name.
const NAMED: [&str; 4] = ["properties", "patternProperties", "$defs", "dependentSchemas"];

/// Keywords that hold values, in which nothing is a schema.
const VALUES: [&str; 4] = ["const", "enum", "default", "examples"];

/// The schema with its annotations, but for the name of the dialect, and with `required` in alphabetical order.
pub(crate) fn kept(schema: &Value) -> Value {
    without(schema, |keyword| keyword == "$schema")
}

/// The schema without annotations, and with `required` in alphabetical order.
pub(crate) fn clean(schema: &Value) -> Value {
    without(schema, annotates)
}

/// The schema without these keywords. A property that is *called* like one stays.
fn without(schema: &Value, leaves: fn(&str) -> bool) -> Value {
    match schema {
        Value::Object(keywords) => {
            let kept = keywords.iter().filter(|(keyword, _)| !leaves(keyword));
            Value::Object(
                kept.map(|(keyword, value)| (keyword.clone(), inside(keyword, value, leaves))).collect(),
            )
        }
        Value::Array(schemas) => schemas.iter().map(|schema| without(schema, leaves)).collect(),
        other => other.clone(),
    }
}

fn inside(keyword: &str, value: &Value, leaves: fn(&str) -> bool) -> Value {
    match value {
        Value::Object(named) if NAMED.contains(&keyword) => named
            .iter()
            .map(|(name, schema)| (name.clone(), without(schema, leaves)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(names) if keyword == "required" => {
            let mut names = names.clone();
            names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
            names.into()
        }
        _ if VALUES.contains(&keyword) || keyword.starts_with("x-") => value.clone(),
        _ => without(value, leaves),
    }
}
