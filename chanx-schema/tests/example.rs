//! Examples, judged by the crate jsonschema.

use chanx_schema::{Schemas, example::example};
use serde_json::{Value, json};

use crate::generate::schemas;

fn of(schema: &Value) -> Option<Value> {
    example(Schemas::with_examples(schema))
}

fn is_valid(schema: &Value, value: &Value) -> bool {
    let options = jsonschema::options().should_validate_formats(true);
    options.build(schema).expect("it is a schema").is_valid(value)
}

#[test]
fn each_is_valid() {
    for (name, schema) in schemas() {
        let value = of(&schema).unwrap_or_else(|| panic!("{name} has no example"));
        assert!(is_valid(&schema, &value), "{name}: {value}");
    }
}

#[test]
fn they_are_good_to_read() {
    let shown = [
        (json!({ "type": "string", "minLength": 2, "maxLength": 3 }), json!("tex")),
        (json!({ "type": "string", "minLength": 9, "maxLength": 2000 }), json!("text text")),
        (json!({ "type": "string", "pattern": "^(abc|de)+-\\d{2,}$" }), json!("de-00")),
        (json!({ "type": "string", "pattern": "^[a-z]*$", "minLength": 6 }), json!("aaaaaa")),
        (json!({ "type": "string", "format": "date-time" }), json!("2024-02-29T12:30:00Z")),
        (json!({ "type": "string", "format": "odd" }), json!("text")),
        (json!({ "type": "integer", "minimum": -7, "maximum": -3 }), json!(-7)),
        (json!({ "type": "integer", "multipleOf": 5 }), json!(5)),
        (json!({ "type": "integer", "format": "uint8" }), json!(1)),
        (json!({ "type": "integer", "format": "int128" }), json!(1)),
        (json!({ "type": "integer", "format": "uint128", "minimum": 7 }), json!(7)),
        (json!({ "type": "number", "exclusiveMinimum": 3, "exclusiveMaximum": 4 }), json!(3.5)),
        (json!({ "type": ["null", "boolean"] }), json!(true)),
        (json!({ "type": "array", "items": { "type": "string" } }), json!(["text"])),
        (
            json!({ "type": "array", "items": { "type": "integer" }, "uniqueItems": true, "minItems": 3 }),
            json!([1, 2, 3]),
        ),
        (
            json!({ "type": "array", "items": { "enum": ["a", "b"] }, "uniqueItems": true, "minItems": 2 }),
            json!(["a", "b"]),
        ),
        (json!({ "type": "object", "additionalProperties": { "type": "integer" } }), json!({ "key": 1 })),
        (
            json!({ "type": "object", "additionalProperties": {}, "minProperties": 2 }),
            json!({ "key": "text", "key2": "text" }),
        ),
        (json!({ "anyOf": [{ "type": "null" }, { "type": "string", "enum": ["on", "off"] }] }), json!("on")),
        (json!({}), json!("text")),
        (
            json!({ "type": "object", "properties": { "name": { "type": "string" }, "to": { "type": "string" } }, "required": ["to"] }),
            json!({ "name": "name", "to": "to" }),
        ),
    ];
    for (schema, value) in shown {
        assert_eq!(of(&schema), Some(value), "{schema}");
    }
}

#[test]
fn what_a_schema_shows_comes_first_where_it_is_valid() {
    let schema = json!({
        "type": "object",
        "properties": {
            "a": { "$ref": "#/$defs/Word", "default": "" },
            "b": { "$ref": "#/$defs/Word", "examples": ["too long for it", "fine"] },
            "c": { "type": "integer", "default": 42 },
            "d": { "type": "integer", "default": null },
        },
        "$defs": { "Word": { "type": "string", "maxLength": 5, "examples": ["hello"] } },
    });
    assert_eq!(of(&schema), Some(json!({ "a": "hello", "b": "fine", "c": 42, "d": 1 })));
    // Where they were not read, nothing is shown.
    assert_eq!(example(Schemas::read(&schema)), Some(json!({ "a": "a", "b": "b", "c": 1, "d": 1 })));
}

#[test]
fn types_that_contain_themselves_end() {
    let list = json!({ "$ref": "#/$defs/List", "$defs": { "List": {
        "type": "object",
        "properties": { "head": { "type": "integer" }, "tail": { "anyOf": [{ "$ref": "#/$defs/List" }, { "type": "null" }] } },
        "required": ["head"],
    } } });
    assert_eq!(of(&list), Some(json!({ "head": 1 })));
    let forest = json!({ "$ref": "#/$defs/Tree", "$defs": { "Tree": {
        "type": "object",
        "properties": { "children": { "type": "array", "items": { "$ref": "#/$defs/Tree" } } },
        "required": ["children"],
    } } });
    assert_eq!(of(&forest), Some(json!({ "children": [] })));
    let nest = json!({ "$ref": "#/$defs/Nest", "$defs": { "Nest": { "type": "array", "items": { "$ref": "#/$defs/Nest" } } } });
    assert_eq!(of(&nest), Some(json!([])));
    let endless = json!({ "$ref": "#/$defs/A", "$defs": { "A": {
        "type": "object", "properties": { "a": { "$ref": "#/$defs/A" } }, "required": ["a"],
    } } });
    assert_eq!(of(&endless), None);
    let expression = json!({ "$ref": "#/$defs/Expression", "$defs": { "Expression": { "oneOf": [
        { "type": "object", "properties": { "Not": { "$ref": "#/$defs/Expression" } }, "required": ["Not"], "additionalProperties": false },
        { "type": "object", "properties": { "Is": { "type": "boolean" } }, "required": ["Is"], "additionalProperties": false },
    ] } } });
    assert_eq!(of(&expression), Some(json!({ "Not": { "Is": true } })));
}

#[test]
fn there_is_none_of_what_cannot_be() {
    assert_eq!(of(&json!({ "type": "string", "minLength": 5, "maxLength": 3 })), None);
    assert_eq!(of(&json!({ "type": "integer", "minimum": 5, "maximum": 3 })), None);
    assert_eq!(of(&json!(false)), None);
    assert_eq!(of(&json!({ "not": { "type": "string" } })), None);
    assert_eq!(of(&json!({ "type": "string", "contentEncoding": "base64" })), Some(json!("text")));
    assert_eq!(of(&json!({ "type": "string", "minLength": 1_000_000_000 })), None);
}
