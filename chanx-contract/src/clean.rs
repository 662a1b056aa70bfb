//! Schemas without what is not on the wire.

use chanx_schema::annotates;
use serde_json::{Map, Value};

/// Keywords that hold schemas by name.
const NAMED: [&str; 4] = ["properties", "patternProperties", "$defs", "dependentSchemas"];

/// Keywords that hold values, in which nothing is a schema.
const VALUES: [&str; 2] = ["const", "enum"];

/// The schema without annotations, and with `required` in alphabetical order. A property that is *called* `title`
/// stays.
pub(crate) fn clean(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            let kept = keywords.iter().filter(|(keyword, _)| !annotates(keyword));
            Value::Object(kept.map(|(keyword, value)| (keyword.clone(), inside(keyword, value))).collect())
        }
        Value::Array(schemas) => schemas.iter().map(clean).collect(),
        other => other.clone(),
    }
}

fn inside(keyword: &str, value: &Value) -> Value {
    match value {
        Value::Object(named) if NAMED.contains(&keyword) => {
            named.iter().map(|(name, schema)| (name.clone(), clean(schema))).collect::<Map<_, _>>().into()
        }
        Value::Array(names) if keyword == "required" => {
            let mut names = names.clone();
            names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
            names.into()
        }
        _ if VALUES.contains(&keyword) => value.clone(),
        _ => clean(value),
    }
}
