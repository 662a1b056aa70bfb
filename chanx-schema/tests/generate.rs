//! Generated values, judged by the crate jsonschema.

use std::collections::BTreeSet;

use chanx_schema::{
    Schemas,
    generate::{Tree, values},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::{Value, json};

/// Values that are made of each schema.
const CASES: u32 = 300;

fn runner(case: u32) -> TestRunner {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&case.to_le_bytes());
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// Schemas with each keyword that schemars writes, alone and beside others.
pub(crate) fn schemas() -> Vec<(&'static str, Value)> {
    let tree = json!({
        "type": "object",
        "properties": {
            "leaf": { "type": "integer", "minimum": 0, "maximum": 9 },
            "left": { "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] },
            "right": { "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] }
        },
        "required": ["leaf"]
    });
    vec![
        ("text", json!({ "type": "string", "minLength": 2, "maxLength": 5 })),
        ("long text", json!({ "type": "string", "minLength": 2, "maxLength": 5000 })),
        ("pattern", json!({ "type": "string", "pattern": "^(a|b\\d)+-\\w{2,3}$", "maxLength": 20 })),
        ("uuid", json!({ "type": "string", "format": "uuid" })),
        ("time", json!({ "type": ["string", "null"], "format": "date-time" })),
        ("byte", json!({ "type": "integer", "format": "uint8", "minimum": 0, "maximum": 255 })),
        ("wide", json!({ "type": "integer", "format": "int64" })),
        ("step", json!({ "type": "integer", "multipleOf": 7, "exclusiveMinimum": -15, "maximum": 70 })),
        ("negative", json!({ "type": "integer", "maximum": -20 })),
        ("ratio", json!({ "type": "number", "exclusiveMinimum": 0.5, "maximum": 2.5 })),
        (
            "set",
            json!({ "type": "array", "items": { "enum": ["x", "y", "z"] }, "uniqueItems": true, "minItems": 1 }),
        ),
        (
            "tuple",
            json!({ "type": "array", "prefixItems": [{ "type": "boolean" }, { "type": "null" }], "items": false,
                    "minItems": 2 }),
        ),
        ("recursive", json!({ "$ref": "#/$defs/Tree", "required": ["left"], "$defs": { "Tree": tree } })),
        (
            "map",
            json!({ "type": "object", "additionalProperties": { "$ref": "#/$defs/Tree" }, "maxProperties": 2,
                    "minProperties": 1, "$defs": { "Tree": tree } }),
        ),
        (
            "map of integers",
            json!({ "type": "object", "patternProperties": { "^-?\\d+$": { "type": "boolean" } },
                    "additionalProperties": false }),
        ),
        (
            "map of names",
            json!({ "type": "object", "propertyNames": { "enum": ["a", "b", "c"] },
                    "additionalProperties": { "type": "integer" } }),
        ),
        (
            "both of two",
            json!({ "allOf": [
                { "type": "object", "properties": { "a": { "type": "integer", "minimum": 3 } } },
                { "type": "object", "properties": { "a": { "maximum": 5 }, "b": {} }, "required": ["a"] }
            ] }),
        ),
        (
            "union beside properties",
            json!({ "type": "object", "properties": { "id": { "type": "integer" } }, "required": ["id"], "oneOf": [
                { "properties": { "kind": { "const": "A" }, "a": { "type": "string" } }, "required": ["kind", "a"] },
                { "properties": { "kind": { "const": "B" }, "id": { "minimum": 7 } }, "required": ["kind"] }
            ] }),
        ),
        (
            "two unions",
            json!({ "type": "object", "allOf": [
                { "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] },
                { "anyOf": [{ "properties": { "a": { "const": 1 } } }, { "properties": { "a": { "const": 2 } } }] }
            ], "properties": { "a": { "type": "integer" }, "b": { "type": "boolean" } } }),
        ),
        (
            "external tags",
            json!({ "oneOf": [
                { "type": "string", "enum": ["One", "Two"] },
                { "type": "object", "properties": { "Three": { "type": "integer" } }, "required": ["Three"],
                  "additionalProperties": false }
            ] }),
        ),
        (
            "closed",
            json!({ "type": "object", "unevaluatedProperties": false, "properties": { "a": { "type": "boolean" } },
                    "anyOf": [{ "properties": { "b": { "type": "null" } } }, { "required": ["a"] }] }),
        ),
    ]
}

#[test]
fn nearly_all_values_are_valid() {
    for (name, schema) in schemas() {
        let validator =
            jsonschema::options().should_validate_formats(true).build(&schema).expect("it is a schema");
        let values = values(Schemas::read(&schema));
        let made = (0..CASES).filter_map(|case| Some(values.new_tree(&mut runner(case)).ok()?.current()));
        let valid: Vec<Value> = made.filter(|value| validator.is_valid(value)).collect();
        assert!(valid.len() * 100 > CASES as usize * 95, "{name}: {} of {CASES}", valid.len());
        let kinds: BTreeSet<String> = valid.iter().map(Value::to_string).collect();
        let few = ["uuid", "time", "tuple", "external tags", "closed", "two unions", "both of two"];
        assert!(kinds.len() > if few.contains(&name) { 0 } else { 5 }, "{name}: always {kinds:?}");
    }
}

#[test]
fn every_branch_of_a_union_is_made() {
    let of = |name: &str| schemas().into_iter().find(|(known, _)| *known == name).expect("it is there").1;
    for (schema, pointer, expected) in [
        (of("union beside properties"), "/kind", vec![json!("A"), json!("B")]),
        (of("two unions"), "/a", vec![json!(1), json!(2)]),
        (of("external tags"), "", vec![json!("One"), json!("Two"), json!({ "Three": 0 })]),
        (of("time"), "", vec![json!(null)]),
    ] {
        let values = values(Schemas::read(&schema));
        let made: Vec<Value> =
            (0..CASES).filter_map(|case| Some(values.new_tree(&mut runner(case)).ok()?.current())).collect();
        for value in expected {
            let is = |made: &Value| made.pointer(pointer) == Some(&value);
            assert!(made.iter().any(is), "{value} is never at {pointer:?} of {schema}");
        }
    }
}

/// A value's size: what it holds, then how it is written.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(|value| 1 + size(value)).sum::<usize>(),
        Value::String(text) => 1 + text.chars().count(),
        _ => 1,
    }
}

/// Makes a value as simple as it gets while it is so.
fn simplest(tree: &mut Tree, is: impl Fn(&Value) -> bool) -> Value {
    let mut found = tree.current();
    let mut more = tree.simplify();
    while more {
        let value = tree.current();
        more = if is(&value) {
            found = value;
            tree.simplify()
        } else {
            tree.complicate()
        };
    }
    found
}

#[test]
fn what_gets_simpler_is_valid_and_no_bigger() {
    for (name, schema) in schemas() {
        let validator =
            jsonschema::options().should_validate_formats(true).build(&schema).expect("it is a schema");
        let values = values(Schemas::read(&schema));
        let mut ends = BTreeSet::new();
        for case in 0..60 {
            let mut tree = values.new_tree(&mut runner(case)).expect("there are values");
            let value = tree.current();
            if !validator.is_valid(&value) {
                continue;
            }
            let end = simplest(&mut tree, |value| validator.is_valid(value));
            assert!(validator.is_valid(&end), "{name}: {end}");
            assert!(size(&end) <= size(&value).max(4), "{name}: {value} grew to {end}");
            ends.insert(end.to_string());
        }
        // The keys of maps stay as they are.
        assert!(ends.len() < 8 || name == "map", "{name}: {ends:?}");
    }
}

#[test]
fn the_smallest_value_that_is_so_is_found() {
    let schema = json!({
        "type": "object",
        "properties": {
            "number": { "type": "integer", "format": "uint16", "minimum": 0, "maximum": 65535 },
            "note": { "type": ["string", "null"] },
            "list": { "type": "array", "items": { "type": "integer", "format": "int64" } }
        },
        "required": ["number", "list"]
    });
    let values = values(Schemas::read(&schema));
    let (mut high, mut noted, mut listed) = (0, 0, 0);
    for case in 0..100 {
        let tree = || values.new_tree(&mut runner(case)).expect("there are values");
        let is_high = |value: &Value| value["number"].as_u64() >= Some(1000);
        if is_high(&tree().current()) {
            high += 1;
            assert_eq!(simplest(&mut tree(), is_high), json!({ "number": 1000, "list": [] }));
        }
        let is_noted = |value: &Value| value["note"].as_str().is_some_and(|note| !note.is_ascii());
        if is_noted(&tree().current()) {
            noted += 1;
            let end = simplest(&mut tree(), is_noted);
            assert_eq!((&end["number"], &end["list"]), (&json!(0), &json!([])));
            assert_eq!(end["note"].as_str().map(|note| note.chars().count()), Some(1), "{end}");
        }
        let is_listed = |value: &Value| value["list"][1].as_i64() < Some(-7) && value["list"][1].is_i64();
        if is_listed(&tree().current()) {
            listed += 1;
            assert_eq!(simplest(&mut tree(), is_listed), json!({ "number": 0, "list": [0, -8] }));
        }
    }
    assert!(high > 10 && noted > 5 && listed > 5, "{high}, {noted}, {listed}");
}

#[test]
fn nothing_is_made_of_what_has_no_end() {
    let endless =
        json!({ "type": "object", "properties": { "again": { "$ref": "#" } }, "required": ["again"] });
    assert!(values(Schemas::read(&endless)).new_tree(&mut runner(0)).is_err());
    let never = json!({ "allOf": [{ "type": "integer" }, { "type": "string" }] });
    assert!(values(Schemas::read(&never)).new_tree(&mut runner(0)).is_err());
    let branches =
        json!({ "anyOf": [{ "type": "array", "items": { "$ref": "#" }, "minItems": 2 }, { "$ref": "#" }] });
    assert!(values(Schemas::read(&branches)).new_tree(&mut runner(0)).is_err());
}

#[test]
fn values_stay_small() {
    let wide = json!({
        "type": "array", "minItems": 100, "maxItems": 200,
        "items": { "type": "object", "additionalProperties": { "type": "array", "items": { "$ref": "#" } } }
    });
    let values = values(Schemas::read(&wide));
    for case in 0..50 {
        let value = values.new_tree(&mut runner(case)).expect("there are values").current();
        assert!(value.to_string().len() < 20_000, "{}", value.to_string().len());
    }
}
