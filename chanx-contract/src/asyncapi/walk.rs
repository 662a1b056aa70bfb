//! References within a schema of draft-07.

use serde_json::Value;

/// Where the types of a document stand.
pub(super) const SCHEMAS: &str = "#/components/schemas/";

/// Keywords that hold schemas by name.
const NAMED: [&str; 3] = ["properties", "patternProperties", "dependencies"];

/// Keywords that hold values, in which nothing is a schema.
const VALUES: [&str; 4] = ["const", "enum", "default", "examples"];

/// Gives each reference in a schema.
pub(super) fn references<'s>(schema: &'s Value, each: &mut impl FnMut(&'s str)) {
    match schema {
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match (keyword.as_str(), value) {
                    ("$ref", Value::String(reference)) => each(reference),
                    (keyword, Value::Object(named)) if NAMED.contains(&keyword) => {
                        named.values().for_each(|schema| references(schema, each));
                    }
                    (keyword, _) if VALUES.contains(&keyword) => {}
                    (_, value) => references(value, each),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|one| references(one, each)),
        _ => {}
    }
}

/// Gives each schema that is a reference, to be written anew.
pub(super) fn each_reference(schema: &mut Value, each: &mut impl FnMut(&mut Value)) {
    match schema {
        Value::Object(keywords) if keywords.get("$ref").is_some_and(Value::is_string) => each(schema),
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match (keyword.as_str(), value) {
                    (keyword, Value::Object(named)) if NAMED.contains(&keyword) => {
                        named.values_mut().for_each(|schema| each_reference(schema, each));
                    }
                    (keyword, _) if VALUES.contains(&keyword) => {}
                    (_, value) => each_reference(value, each),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| each_reference(one, each)),
        _ => {}
    }
}
