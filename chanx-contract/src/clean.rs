//! Schemas without what is not on the wire.

use serde_json::{Map, Value, json};

/// Keywords that annotate a schema (JSON Schema draft 2020-12, "Meta-Data" and "Core").
const ANNOTATIONS: [&str; 9] = [
    "$schema",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
];

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

fn annotates(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
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

/// One schema of several, always in the same order; definitions of one name that differ are told apart by a number.
pub(crate) fn any_of(schemas: Value) -> Value {
    let Value::Array(mut schemas) = schemas else { return schemas };
    if schemas.len() < 2 {
        return schemas.pop().unwrap_or(Value::Bool(true));
    }
    schemas.sort_by_key(Value::to_string);
    let mut all = Map::new();
    for (i, schema) in schemas.iter_mut().enumerate() {
        let named =
            |schema: &Value| schema.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
        let taken: Vec<_> = named(schema)
            .into_iter()
            .filter(|(name, one)| all.get(name).is_some_and(|other| other != one))
            .collect();
        if !taken.is_empty() {
            for (name, _) in named(schema) {
                rename(schema, &name, &format!("{name}{}", i + 1));
            }
        }
        all.extend(named(schema));
        if let Some(keywords) = schema.as_object_mut() {
            keywords.shift_remove("$defs");
        }
    }
    if all.is_empty() { json!({ "anyOf": schemas }) } else { json!({ "anyOf": schemas, "$defs": all }) }
}

/// Gives a definition another name.
fn rename(schema: &mut Value, from: &str, to: &str) {
    match schema {
        Value::Object(keywords) => {
            if let Some(reference) = keywords.get_mut("$ref")
                && *reference == format!("#/$defs/{from}")
            {
                *reference = format!("#/$defs/{to}").into();
            }
            if let Some(Value::Object(named)) = keywords.get_mut("$defs")
                && let Some(definition) = named.shift_remove(from)
            {
                named.insert(to.to_owned(), definition);
            }
            keywords.values_mut().for_each(|schema| rename(schema, from, to));
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(|schema| rename(schema, from, to)),
        _ => {}
    }
}
