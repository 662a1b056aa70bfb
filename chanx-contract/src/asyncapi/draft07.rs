//! From draft 2020-12, as our types have their schemas, to draft-07, as AsyncAPI has them, in the forms that generators read.

use serde_json::{Map, Value, json};

use super::names::prose;

/// Keywords that say something about a schema, not about values.
const WORDS: [&str; 5] = ["title", "description", "default", "deprecated", "examples"];

/// Rewrites a schema. References into its definitions stay as they are.
///
/// - `prefixItems` is `items`, `dependentRequired` and `dependentSchemas` are `dependencies`; what draft-07 has no word for goes,
///   as far as that allows more values and not fewer.
/// - A schema that takes everything is `{}`, one that takes nothing `{"not": {}}`.
/// - A key that may be null need not be there.
/// - Several types of one value are alternatives, and so is a reference with words beside it: draft-07 looks at nothing
///   that stands beside `$ref`.
pub(super) fn draft07(schema: &Value) -> Value {
    match schema {
        Value::Bool(true) => json!({}),
        Value::Bool(false) => json!({ "not": {} }),
        Value::Object(keywords) => referred(split(object(keywords))),
        other => other.clone(),
    }
}

/// Tells whether a keyword says something that draft-07 has a word for.
fn tells(keyword: &str, value: &Value) -> bool {
    const GONE: [&str; 8] =
        ["$schema", "$id", "$comment", "$anchor", "$defs", "minContains", "maxContains", "unevaluatedItems"];
    let open = ["items", "additionalProperties", "unevaluatedProperties"].contains(&keyword);
    !(GONE.contains(&keyword) || open && *value == true)
}

fn object(keywords: &Map<String, Value>) -> Map<String, Value> {
    let mut written = Map::new();
    let combined = ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|keyword| keywords.contains_key(*keyword));
    let tuple = keywords.contains_key("prefixItems");
    // The keys of alternatives are not known to `additionalProperties`.
    let closes = !combined && !keywords.contains_key("additionalProperties");
    for (keyword, value) in keywords.iter().filter(|(keyword, value)| tells(keyword, value)) {
        let (keyword, value) = match (keyword.as_str(), value) {
            ("properties" | "patternProperties", Value::Object(named)) => (keyword.as_str(), each(named)),
            ("anyOf" | "oneOf" | "allOf", Value::Array(all)) => {
                (keyword.as_str(), all.iter().map(draft07).collect())
            }
            ("prefixItems", Value::Array(all)) => ("items", all.iter().map(draft07).collect()),
            ("items", Value::Bool(false)) if tuple => ("additionalItems", json!(false)),
            ("items", Value::Bool(false)) => ("maxItems", json!(0)),
            ("items", items) if tuple => ("additionalItems", draft07(items)),
            ("unevaluatedProperties", _) if !closes => continue,
            ("additionalProperties" | "unevaluatedProperties", Value::Bool(false)) => {
                ("additionalProperties", json!(false))
            }
            ("additionalProperties" | "unevaluatedProperties", others) => {
                ("additionalProperties", draft07(others))
            }
            ("items" | "propertyNames" | "not" | "if" | "then" | "else" | "contains", inner) => {
                (keyword.as_str(), draft07(inner))
            }
            ("dependentRequired", names) => ("dependencies", names.clone()),
            ("dependentSchemas", Value::Object(named)) => ("dependencies", each(named)),
            ("description", Value::String(words)) => ("description", prose(words).into()),
            // Generators write it between quotation marks, as it is.
            ("default", Value::String(text)) if text.contains(['"', '\\', '\n']) => {
                if !keywords.contains_key("examples") {
                    written.insert("examples".to_owned(), json!([text]));
                }
                continue;
            }
            (keyword, value) => (keyword, value.clone()),
        };
        written.insert(keyword.to_owned(), value);
    }
    optional(&mut written);
    written
}

/// Leaves out keys that may be null of those that must be there: the generator of Python clients would not take the null.
fn optional(written: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = written.get("properties") else { return };
    let nullable = |schema: &Value| {
        let alternatives = schema.get("anyOf").and_then(Value::as_array);
        alternatives.is_some_and(|all| all.len() > 1 && all.contains(&json!({ "type": "null" })))
    };
    let names: Vec<String> =
        properties.iter().filter(|(_, schema)| nullable(schema)).map(|(name, _)| name.clone()).collect();
    if let Some(Value::Array(required)) = written.get_mut("required") {
        required.retain(|name| names.iter().all(|nullable| name != nullable));
        if required.is_empty() {
            written.remove("required");
        }
    }
}

fn each(named: &Map<String, Value>) -> Value {
    named.iter().map(|(name, schema)| (name.clone(), draft07(schema))).collect::<Map<_, _>>().into()
}

/// Makes alternatives of several types.
fn split(mut keywords: Map<String, Value>) -> Map<String, Value> {
    let kinds = match keywords.get("type") {
        Some(Value::Array(kinds)) => kinds.clone(),
        _ => return keywords,
    };
    if let [only] = &kinds[..] {
        keywords.insert("type".to_owned(), only.clone());
        return keywords;
    }
    let (mut outer, mut inner) = (Map::new(), Map::new());
    for (keyword, value) in keywords {
        let outside = WORDS.contains(&keyword.as_str()) || keyword.starts_with("x-");
        if outside {
            outer.insert(keyword, value)
        } else {
            inner.insert(keyword, value)
        };
    }
    let alternative = |kind: &Value| {
        if kind == "null" {
            return Some(json!({ "type": "null" }));
        }
        let mut one = inner.clone();
        one.insert("type".to_owned(), kind.clone());
        if let Some(Value::Array(options)) = one.get_mut("enum") {
            options.retain(|option| is_of(option, kind));
            if options.is_empty() {
                return None;
            }
        }
        Some(Value::Object(one))
    };
    outer.insert("anyOf".to_owned(), kinds.iter().filter_map(alternative).collect());
    outer
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer" | "number") => value.is_number(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}

/// Puts a reference with something beside it, or within `allOf` alone, where nothing is lost.
fn referred(mut keywords: Map<String, Value>) -> Value {
    if let Some(Value::Array(all)) = keywords.get("allOf")
        && let [Value::Object(only)] = &all[..]
        && only.contains_key("$ref")
        && !keywords.contains_key("$ref")
    {
        let only = only.clone();
        keywords.remove("allOf");
        keywords.extend(only);
    }
    let beside = keywords.len() > 1;
    match keywords.remove("$ref") {
        Some(reference) if beside => {
            let plain = json!({ "$ref": reference });
            let words = |keyword: &String| WORDS.contains(&keyword.as_str()) || keyword.starts_with("x-");
            if keywords.keys().all(words) {
                keywords.insert("anyOf".to_owned(), json!([plain]));
                return keywords.into();
            }
            // Both must hold.
            let words = |keyword: &str| WORDS.contains(&keyword);
            let (outer, inner): (Map<_, _>, Map<_, _>) =
                keywords.into_iter().partition(|(keyword, _)| words(keyword));
            let mut outer = outer;
            outer.insert("allOf".to_owned(), json!([plain, inner]));
            outer.into()
        }
        Some(reference) => json!({ "$ref": reference }),
        None => keywords.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_keyword_has_its_form() {
        for (schema, written) in [
            (json!(true), json!({})),
            (
                json!({ "properties": { "never": false } }),
                json!({ "properties": { "never": { "not": {} } } }),
            ),
            (
                json!({ "type": "array", "prefixItems": [true, { "type": "null" }], "items": false, "minItems": 2 }),
                json!({ "type": "array", "items": [{}, { "type": "null" }], "additionalItems": false, "minItems": 2 }),
            ),
            (
                json!({ "type": ["string", "null"], "enum": ["a", null], "description": "Ends in \"it\"", "default": null }),
                json!({
                    "description": "Ends in \"it\" ",
                    "default": null,
                    "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "null" }],
                }),
            ),
            (
                json!({ "$ref": "#/$defs/A", "description": "One." }),
                json!({ "description": "One.", "anyOf": [{ "$ref": "#/$defs/A" }] }),
            ),
            (json!({ "allOf": [{ "$ref": "#/$defs/A" }] }), json!({ "$ref": "#/$defs/A" })),
            (
                json!({ "$ref": "#/$defs/A", "minLength": 2, "title": "T" }),
                json!({ "title": "T", "allOf": [{ "$ref": "#/$defs/A" }, { "minLength": 2 }] }),
            ),
            (
                json!({ "type": "string", "default": "say \"hi\"" }),
                json!({ "type": "string", "examples": ["say \"hi\""] }),
            ),
            (
                json!({ "type": "object", "unevaluatedProperties": false, "dependentRequired": { "a": ["b"] } }),
                json!({ "type": "object", "additionalProperties": false, "dependencies": { "a": ["b"] } }),
            ),
            (
                json!({ "properties": { "a": { "type": ["null", "string"] } }, "required": ["a"] }),
                json!({ "properties": { "a": { "anyOf": [{ "type": "null" }, { "type": "string" }] } } }),
            ),
            (
                json!({ "anyOf": [{ "properties": {} }], "unevaluatedProperties": false }),
                json!({ "anyOf": [{ "properties": {} }] }),
            ),
        ] {
            assert_eq!(draft07(&schema), written, "{schema}");
        }
    }
}
