//! What is generated fits its schema, what is mutated does not, what is shrunk is smaller.

use chanx_schema::{
    Schemas,
    generate::{Tree, Values, values},
};
use proptest::strategy::{Strategy, ValueTree};
use serde_json::{Value, json};

use super::{
    dice::dice,
    mutate::{Bounds, mutated},
    oracle::Oracle,
};

/// Each keyword that schemars writes.
fn schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "action": { "const": "all" },
            "text": { "type": "string", "minLength": 2, "maxLength": 5 },
            "pattern": { "type": "string", "pattern": "^(a|b\\d)+-\\w{2,3}$", "maxLength": 20 },
            "uuid": { "type": "string", "format": "uuid" },
            "time": { "type": "string", "format": "date-time" },
            "small": { "type": "integer", "format": "uint8", "minimum": 0, "maximum": 255 },
            "wide": { "type": "integer", "format": "int64" },
            "step": { "type": "integer", "multipleOf": 7, "exclusiveMinimum": -15, "maximum": 70 },
            "ratio": { "type": "number", "exclusiveMinimum": 0.5, "maximum": 2.5 },
            "set": { "type": "array", "items": { "enum": ["x", "y", "z"] }, "uniqueItems": true, "minItems": 1 },
            "pair": {
                "type": "array",
                "prefixItems": [{ "type": "boolean" }, { "type": ["string", "null"] }],
                "minItems": 2,
                "maxItems": 2
            },
            "map": { "type": "object", "additionalProperties": { "$ref": "#/$defs/Tree" }, "maxProperties": 2 },
            "numbers": {
                "type": "object",
                "patternProperties": { "^\\d+$": { "type": "boolean" } },
                "additionalProperties": false
            },
            "both": { "allOf": [{ "$ref": "#/$defs/Tree" }, { "type": "object", "required": ["left"] }] },
            "kind": {
                "oneOf": [
                    { "type": "string", "enum": ["One", "Two"] },
                    { "type": "object", "properties": { "Three": { "type": "integer" } }, "required": ["Three"],
                      "additionalProperties": false }
                ]
            }
        },
        "required": ["action", "text", "small", "pair", "both"],
        "$defs": {
            "Tree": {
                "type": "object",
                "properties": {
                    "leaf": { "type": "integer", "minimum": 0, "maximum": 9 },
                    "left": { "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] },
                    "right": { "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] }
                },
                "required": ["leaf"]
            }
        }
    })
}

fn made(values: &Values, oracle: &Oracle, case: u32) -> Option<Tree> {
    let tree = values.new_tree(&mut dice(7, &["test"], case)).ok()?;
    Some(tree).filter(|tree| oracle.is_valid(&tree.current()))
}

#[test]
fn nearly_all_that_is_generated_fits() {
    let oracle = Oracle::of(&schema()).expect("it is a schema");
    let source = values(Schemas::read(&schema()));
    let made: Vec<_> = (0..1000).filter_map(|case| Some(made(&source, &oracle, case)?.current())).collect();
    assert!(made.len() > 900, "{}", made.len());
    let values = |name: &str| made.iter().filter_map(|frame| frame.get(name)).collect::<Vec<_>>();
    for (name, edge) in
        [("small", json!(0)), ("small", json!(255)), ("step", json!(-14)), ("step", json!(70))]
    {
        assert!(values(name).contains(&&edge), "{name} is never {edge}");
    }
    for (name, edge) in [("wide", json!(i64::MAX)), ("wide", json!(i64::MIN)), ("ratio", json!(2.5))] {
        assert!(values(name).contains(&&edge), "{name} is never {edge}");
    }
    let lengths: Vec<_> =
        values("text").iter().filter_map(|text| Some(text.as_str()?.chars().count())).collect();
    assert!(lengths.contains(&2) && lengths.contains(&5), "{lengths:?}");
    let strange = values("text").iter().any(|text| !text.as_str().is_some_and(str::is_ascii));
    assert!(strange, "no text has a character of several bytes");
}

#[test]
fn what_is_mutated_does_not_fit_and_what_is_smaller_is_smaller() {
    let oracle = Oracle::of(&schema()).expect("it is a schema");
    let schemas = Schemas::read(&schema());
    let (bounds, source) = (Bounds::of(&schemas), values(schemas));
    let both = json!({ "leaf": 0, "left": null });
    let smallest = json!({ "action": "all", "text": "aa", "small": 0, "pair": [false, null], "both": both });
    let mut seen = Vec::new();
    for case in 0..900 {
        let again = || made(&source, &oracle, case);
        let Some(tree) = again() else { continue };
        let frame = tree.current();
        let mut dice = dice(8, &["test"], case);
        let mut wrong = mutated(tree, "action", &bounds, &oracle, &mut dice).expect("something can be wrong");
        let first = wrong.current();
        assert!(oracle.is_invalid(&first) && !oracle.is_valid(&first));
        assert_eq!(first["action"], "all");
        if case < 300 {
            let mut tree = again().expect("the same is made again");
            let mut before = frame.clone();
            while tree.simplify() {
                assert_eq!(tree.current()["action"], "all");
                assert_ne!(tree.current(), before);
                before = tree.current();
            }
        }
        if case < 50 {
            let mut tree = again().expect("the same is made again");
            assert_eq!(shrunk(&mut tree, |less| oracle.is_valid(less)), smallest);
            let last = shrunk(&mut wrong, |frame| oracle.is_invalid(frame));
            assert!(oracle.is_invalid(&last) && last["action"] == "all");
            // Another edit that makes it wrong may be longer.
            assert!(last.to_string().len() <= first.to_string().len() + 5, "{first}: {last}");
        }
        seen.push(first);
    }
    assert!(seen.iter().any(|frame| frame["small"] == 256), "no bound is passed by one");
    assert!(seen.iter().any(|frame| frame.get("text").is_none()), "no key is ever missing");
    assert!(seen.iter().any(|frame| frame["small"] == 1.5), "no integer has a fraction");
}

#[test]
fn a_recursive_type_without_an_end_is_given_up() {
    let endless = json!({
        "type": "object",
        "properties": { "again": { "$ref": "#" } },
        "required": ["again"]
    });
    let oracle = Oracle::of(&endless).expect("it is a schema");
    assert!(made(&values(Schemas::read(&endless)), &oracle, 0).is_none());
}

/// The simplest that a tree has while its value is so.
fn shrunk(tree: &mut impl ValueTree<Value = Value>, is: impl Fn(&Value) -> bool) -> Value {
    let mut found = tree.current();
    let mut more = tree.simplify();
    while more {
        let less = tree.current();
        let so = less == found || is(&less);
        if so {
            found = less;
        }
        more = if so { tree.simplify() } else { tree.complicate() };
    }
    found
}
