//! Both of two schemas as one, as far as one can say it.

use serde_json::{Map, Value, json};

/// The keyword for schemas that no single one can say: each entry must hold too, and is compared as it stands.
pub(super) const AND: &str = "and";

/// Keywords whose greater value is the stricter one.
const LOWER: [&str; 5] = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

/// Keywords whose lesser value is the stricter one.
const UPPER: [&str; 5] = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

/// The schema of what both take; `None` where nothing can be both.
pub(super) fn merge(mut into: Map<String, Value>, from: &Map<String, Value>) -> Option<Map<String, Value>> {
    for (keyword, value) in from {
        let Some(had) = into.get_mut(keyword) else {
            into.insert(keyword.clone(), value.clone());
            continue;
        };
        if had == value {
            continue;
        }
        match (keyword.as_str(), &mut *had, value) {
            ("type", had, value) => *had = both_types(had, value)?,
            ("properties" | "patternProperties" | "$defs", Value::Object(had), Value::Object(value)) => {
                for (name, schema) in value {
                    match had.get_mut(name) {
                        Some(one) if one != schema => *one = json!({ "allOf": [one.clone(), schema] }),
                        Some(_) => {}
                        None => {
                            had.insert(name.clone(), schema.clone());
                        }
                    }
                }
            }
            ("required" | "allOf" | AND, Value::Array(had), Value::Array(value)) => {
                let new: Vec<_> = value.iter().filter(|one| !had.contains(one)).cloned().collect();
                had.extend(new);
            }
            ("const", ..) => return None,
            ("enum", Value::Array(had), Value::Array(value)) => {
                had.retain(|one| value.contains(one));
                if had.is_empty() {
                    return None;
                }
            }
            (keyword, Value::Number(one), Value::Number(other))
                if LOWER.contains(&keyword) || UPPER.contains(&keyword) =>
            {
                if (other.as_f64() > one.as_f64()) == LOWER.contains(&keyword) {
                    *had = value.clone();
                }
            }
            _ => {
                let other = json!({ keyword: value });
                match into.entry(AND).or_insert_with(|| json!([])) {
                    Value::Array(and) if !and.contains(&other) => and.push(other),
                    _ => {}
                }
            }
        }
    }
    Some(into)
}

/// The types that a schema names.
pub(super) fn types(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect(),
    }
}

fn both_types(one: &Value, other: &Value) -> Option<Value> {
    let (one, other) = (types(one), types(other));
    let takes =
        |types: &[&str], name: &str| types.contains(&name) || name == "integer" && types.contains(&"number");
    let mut both: Vec<_> = one.iter().filter(|name| takes(&other, name)).copied().collect();
    both.extend(other.iter().filter(|&name| takes(&one, name) && !one.contains(name)));
    both.sort_unstable();
    both.dedup();
    (!both.is_empty()).then(|| json!(both))
}
