//! A schema as one plain part: references followed, `allOf` joined, an alternative chosen.

use serde_json::{Map, Value, json};

use super::dice::Dice;

/// A schema without `$ref`, `allOf`, `anyOf`, `oneOf`.
pub(super) type Part = Map<String, Value>;

/// Most references that lead to one another, and most parts of one value.
const MOST: usize = 64;
/// References that are followed to see how deep an alternative goes.
const SIGHT: u32 = 4;

/// What a `$ref` stands for.
pub(super) fn resolve<'s>(root: &'s Value, reference: &str) -> Option<&'s Value> {
    root.pointer(reference.strip_prefix('#')?)
}

/// One way to fit a schema; `None` when nothing does. The shallowest where `short`.
pub(super) fn merged(root: &Value, schema: &Value, short: bool, dice: &mut Dice) -> Option<Part> {
    let mut part = Part::new();
    let mut open = vec![schema];
    let mut seen = 0;
    while let Some(schema) = open.pop() {
        seen += 1;
        let own = match schema {
            Value::Object(own) if seen < MOST => own,
            Value::Bool(true) => continue,
            _ => return None,
        };
        for (keyword, value) in own {
            match (keyword.as_str(), value) {
                ("$ref", Value::String(path)) => open.push(resolve(root, path)?),
                ("allOf", Value::Array(all)) => open.extend(all),
                ("anyOf" | "oneOf", Value::Array(branches)) => {
                    open.push(alternative(root, branches, short, dice)?);
                }
                _ => join(&mut part, keyword, value),
            }
        }
    }
    Some(part)
}

fn alternative<'s>(root: &Value, branches: &'s [Value], short: bool, dice: &mut Dice) -> Option<&'s Value> {
    if short { branches.iter().min_by_key(|branch| height(root, branch, SIGHT)) } else { dice.pick(branches) }
}

/// How many references the shortest value of a schema goes through.
fn height(root: &Value, schema: &Value, sight: u32) -> u32 {
    let Value::Object(own) = schema else { return 0 };
    let of = |schema: &Value, sight| height(root, schema, sight);
    let mut most = 0;
    if let Some(path) = own.get("$ref").and_then(Value::as_str) {
        let beyond =
            if sight == 0 { 1 } else { resolve(root, path).map_or(0, |schema| of(schema, sight - 1)) };
        most = most.max(1 + beyond);
    }
    let required = own.get("required").and_then(Value::as_array).into_iter().flatten();
    let fields = required.filter_map(|name| own.get("properties")?.get(name.as_str()?));
    let items = own.get("items").filter(|_| own.get("minItems").is_some_and(|least| *least != json!(0)));
    let list = |keyword: &str| own.get(keyword).and_then(Value::as_array).into_iter().flatten();
    for schema in fields.chain(items).chain(list("prefixItems")).chain(list("allOf")) {
        most = most.max(of(schema, sight));
    }
    let branches = list("anyOf").chain(list("oneOf")).map(|branch| of(branch, sight));
    most.max(branches.min().unwrap_or(0))
}

/// Adds a keyword to a part that may have it already: both must hold.
fn join(part: &mut Part, keyword: &str, value: &Value) {
    let Some(known) = part.get_mut(keyword) else {
        part.insert(keyword.to_owned(), value.clone());
        return;
    };
    match (keyword, known, value) {
        ("properties", Value::Object(known), Value::Object(more)) => {
            for (name, schema) in more {
                let both = known.get(name).map(|one| json!({ "allOf": [one, schema] }));
                known.insert(name.clone(), both.unwrap_or_else(|| schema.clone()));
            }
        }
        ("required", Value::Array(known), Value::Array(more)) => known.extend(more.iter().cloned()),
        ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", known, more)
            if more.as_f64() > known.as_f64() =>
        {
            *known = more.clone();
        }
        ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", known, more)
            if more.as_f64() < known.as_f64() =>
        {
            *known = more.clone();
        }
        ("type", known, more) if known.is_array() && more.is_string() => *known = more.clone(),
        ("const" | "enum", known, more) if known.is_array() => *known = more.clone(),
        _ => {}
    }
}
