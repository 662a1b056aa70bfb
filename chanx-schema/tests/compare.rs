//! What holds of the comparison of all schemas, with the crate jsonschema as the judge.

use chanx_schema::{
    Schemas,
    compare::{Delta, Way, compare},
};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Map, Value, json};

/// Tells what differs, and whether any of it breaks.
fn compared(old: &Value, new: &Value, way: Way) -> (Vec<Delta>, bool) {
    let deltas = compare(Schemas::read(old), Schemas::read(new), way);
    let breaks = deltas.iter().any(|delta| delta.effect.breaks(way));
    (deltas, breaks)
}

/// Schemas as nobody writes them: any keywords with any values, in loops too.
fn odd() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..4).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(vec!["string", "object", "array", "null", "a", "#/$defs/a", "#", "#/$defs/b", "int8", "["])
            .prop_map(Value::from),
    ];
    let keyword = select(vec![
        "type",
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "items",
        "prefixItems",
        "anyOf",
        "oneOf",
        "allOf",
        "not",
        "$ref",
        "$defs",
        "const",
        "enum",
        "minimum",
        "exclusiveMaximum",
        "minLength",
        "maxItems",
        "multipleOf",
        "uniqueItems",
        "format",
        "pattern",
        "a",
        "b",
    ]);
    leaf.prop_recursive(5, 64, 5, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((keyword.clone().prop_map(str::to_owned), inner), 0..5)
                .prop_map(|members| Value::from(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn leaf() -> impl Strategy<Value = Value> {
    let bound = || proptest::option::of(-2_i64..4);
    let count = || proptest::option::of(0_u64..4);
    let with = |mut schema: Value, least: (&str, Option<Value>), most: (&str, Option<Value>)| {
        for (keyword, value) in [least, most] {
            if let Some(value) = value {
                schema[keyword] = value;
            }
        }
        schema
    };
    let number = (select(vec!["integer", "number"]), bound(), bound(), any::<bool>()).prop_map(
        move |(kind, least, most, strict)| {
            let most_key = if strict { "exclusiveMaximum" } else { "maximum" };
            with(
                json!({ "type": kind }),
                ("minimum", least.map(Value::from)),
                (most_key, most.map(Value::from)),
            )
        },
    );
    let text = (count(), count()).prop_map(move |(least, most)| {
        let (least, most) = (least.map(Value::from), most.map(Value::from));
        with(json!({ "type": "string" }), ("minLength", least), ("maxLength", most))
    });
    let multiple = select(vec![1, 2, 3, 6]).prop_map(|of| json!({ "type": "integer", "multipleOf": of }));
    let values =
        vec(select(vec![json!("a"), json!("bb"), json!(1), json!(null)]), 1..4).prop_map(|mut values| {
            values.dedup();
            json!({ "enum": values })
        });
    let plain = select(vec![
        json!({ "type": "boolean" }),
        json!({ "type": ["string", "null"] }),
        json!({ "type": ["integer", "boolean"] }),
        json!({ "const": "a" }),
        json!({}),
        json!(true),
        json!({ "$ref": "#/$defs/Tree" }),
        json!({ "$ref": "#/$defs/Text" }),
    ]);
    prop_oneof![number, text, multiple, values, plain]
}

/// Two schemas that have much in common.
fn pair() -> impl Strategy<Value = (Value, Value)> {
    let leaves = prop_oneof![(leaf(), leaf()), leaf().prop_map(|one| (one.clone(), one))];
    leaves.prop_recursive(3, 24, 3, |inner| {
        let count = || proptest::option::of(0_u64..3);
        let array = (inner.clone(), (count(), count()), (any::<bool>(), any::<bool>())).prop_map(
            |((old, new), (was, is), (old_unique, new_unique))| {
                let of = |items: Value, least: Option<u64>, unique: bool| {
                    let least = least.unwrap_or(0);
                    json!({ "type": "array", "items": items, "minItems": least, "uniqueItems": unique })
                };
                (of(old, was, old_unique), of(new, is, new_unique))
            },
        );
        let tuple = (inner.clone(), inner.clone()).prop_map(|((a, b), (c, d))| {
            let of = |one: Value, other: Value| json!({ "type": "array", "prefixItems": [one, other] });
            (of(a, c), of(b, d))
        });
        let uses = || (0_u8..3, 0_u8..3);
        let properties = vec((select(vec!["a", "b", "c"]), inner.clone(), uses()), 0..4);
        let others = || select(vec![json!(true), json!(true), json!(false), json!({ "type": "integer" })]);
        let object = (properties, others(), others()).prop_map(|(properties, was, is)| {
            let mut both = [(Map::new(), vec![], was), (Map::new(), vec![], is)];
            for (name, (old, new), (was, is)) in properties {
                for (side, (schema, used)) in both.iter_mut().zip([(old, was), (new, is)]) {
                    if used > 0 && side.0.insert(name.to_owned(), schema).is_none() && used > 1 {
                        side.1.push(name);
                    }
                }
            }
            let [old, new] = both.map(|(properties, required, others)| {
                json!({
                    "type": "object",
                    "properties": properties,
                    "required": required,
                    "additionalProperties": others,
                })
            });
            (old, new)
        });
        let union = vec((inner, (any::<bool>(), any::<bool>())), 1..4).prop_map(|branches| {
            let of = |schemas: Vec<Value>| {
                if schemas.is_empty() { json!({ "type": "null" }) } else { json!({ "anyOf": schemas }) }
            };
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for ((was, is), (in_old, in_new)) in branches {
                old.extend(in_old.then_some(was));
                new.extend(in_new.then_some(is));
            }
            (of(old), of(new))
        });
        prop_oneof![array, tuple, object, union]
    })
}

fn frame(x: &Value, more: &str) -> Value {
    json!({
        "type": "object",
        "properties": { "x": x },
        "required": ["x"],
        "$defs": {
            "Tree": {
                "type": "object",
                "properties": { "kids": { "type": "array", "items": { "$ref": "#/$defs/Tree" } } },
            },
            "Text": { "type": "string" },
            more: true,
        },
    })
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::validator_for(schema).expect("it is a schema")
}

/// Some values of a schema, some of them at its bounds, and some that are none of it.
fn samples(schema: &Value, depth: u8) -> Vec<Value> {
    let plain = || vec![json!(null), json!(true), json!(0.5), json!("a"), json!([]), json!({})];
    if depth == 0 {
        return plain();
    }
    let mut all = plain();
    all.extend((-4..8).map(Value::from));
    all.extend(["", "bb", "ccc", "dddd"].map(Value::from));
    let inner = |schema: &Value| {
        let mut values = samples(schema, depth - 1);
        values.truncate(24);
        values
    };
    for schema in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        // What is meant for one branch may be one of another that ignores its keys: nobody writes that.
        let branch = validator(&frame(schema, "A"));
        let written = |value: &Value| branch.is_valid(&json!({ "x": value }));
        all.extend(samples(schema, depth - 1).into_iter().filter(written));
    }
    if schema.get("$ref") == Some(&json!("#/$defs/Tree")) {
        all.extend([json!({ "kids": [] }), json!({ "kids": [{ "kids": [{}] }] })]);
    }
    if let Some(items) = schema.get("items") {
        for value in inner(items) {
            all.extend([json!([value]), json!([value, value]), json!([value, "a", 1])]);
        }
    }
    if let Some([one, other]) = schema.get("prefixItems").and_then(Value::as_array).map(Vec::as_slice) {
        let others = inner(other);
        for (i, value) in inner(one).into_iter().enumerate() {
            all.extend([
                json!([value]),
                json!([value, others[i % others.len()]]),
                json!([value, others[0], 1]),
            ]);
        }
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let choices: Vec<(&String, Vec<Value>)> =
            properties.iter().map(|(name, schema)| (name, inner(schema))).collect();
        for round in 0..60_usize {
            let mut value = Map::new();
            for (i, (name, values)) in choices.iter().enumerate() {
                if (round >> i) % 3 != 0 {
                    value.insert((*name).clone(), values[(round * (i + 5) + i) % values.len()].clone());
                }
            }
            all.push(value.into());
        }
        // Keys that are not named are met where the schema speaks of them.
        if schema.get("additionalProperties").is_some_and(Value::is_object) {
            all.push(json!({ "z": 1 }));
        }
    }
    all
}

/// Asserts that each value of one schema is one of the other.
fn within(one: &Value, other: &Value, x: &Value) -> Result<(), TestCaseError> {
    let (inner, outer) = (validator(one), validator(other));
    for value in samples(x, 4) {
        let value = json!({ "x": value });
        prop_assert!(
            !inner.is_valid(&value) || outer.is_valid(&value),
            "{value} of {one} is none of {other}"
        );
    }
    Ok(())
}

/// Two versions of an untagged union: each variant shares keys with the others, and may come, go or change, but for the
/// one that ignores their keys.
fn untagged() -> impl Strategy<Value = (Value, Value)> {
    let version = || {
        let kind = select(vec!["integer", "number", "string", "boolean"]);
        let keys = vec((kind, any::<bool>()), 2);
        proptest::option::weighted(0.8, keys)
    };
    let variants = vec((version(), version(), any::<bool>()), 1..4);
    variants.prop_map(|variants| {
        let of = |name: &str, keys: Vec<(&str, bool)>| {
            let names: Vec<_> = name.chars().map(String::from).collect();
            let required: Vec<_> = names
                .iter()
                .zip(&keys)
                .filter(|(_, (_, required))| *required)
                .map(|(name, _)| name)
                .collect();
            let properties: Map<_, _> = names
                .iter()
                .zip(&keys)
                .map(|(name, (kind, _))| (name.clone(), json!({ "type": kind })))
                .collect();
            json!({ "type": "object", "properties": properties, "required": required })
        };
        let note =
            json!({ "type": "object", "properties": { "note": { "type": "string" } }, "required": [] });
        let (mut old, mut new) = (vec![note.clone()], vec![note]);
        for (name, (was, is, same)) in ["pq", "qr", "pr"].into_iter().zip(variants) {
            new.extend((if same { was.clone() } else { is }).map(|keys| of(name, keys)));
            old.extend(was.map(|keys| of(name, keys)));
        }
        (json!({ "anyOf": old }), json!({ "anyOf": new }))
    })
}

/// Whether a reader finds in a value what it knows: a variant takes it and names each of its keys that any variant names.
fn reads(union: &Value, value: &Value) -> bool {
    let variants = union["anyOf"].as_array().expect("it is a union");
    let names = |variant: &Value, key: &String| variant["properties"].get(key).is_some();
    let keys: Vec<_> = value.as_object().expect("it is an object").keys().collect();
    variants.iter().any(|variant| {
        let known =
            keys.iter().all(|key| names(variant, key) || !variants.iter().any(|other| names(other, key)));
        known && jsonschema::is_valid(variant, value)
    })
}

/// What a writer of an untagged union writes: for each variant its own keys, and no others.
fn written(union: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    for variant in union["anyOf"].as_array().expect("it is a union") {
        let properties = variant["properties"].as_object().expect("it has keys");
        let choices = [None, Some(json!(1)), Some(json!(0.5)), Some(json!("a")), Some(json!(true))];
        let mut values = vec![Map::new()];
        for name in properties.keys() {
            values = values
                .iter()
                .flat_map(|value| {
                    choices.iter().map(|choice| {
                        let mut value = value.clone();
                        value.extend(choice.clone().map(|choice| (name.clone(), choice)));
                        value
                    })
                })
                .collect();
        }
        all.extend(
            values.into_iter().map(Value::Object).filter(|value| jsonschema::is_valid(variant, value)),
        );
    }
    all
}

proptest! {
    #[test]
    fn what_is_called_compatible_is_read((old, new) in untagged()) {
        let (was, is) = (frame(&old, "A"), frame(&new, "B"));
        let ways = [(compared(&was, &is, Way::In), &old, &new), (compared(&was, &is, Way::Out), &new, &old)];
        for ((deltas, breaks), writer, reader) in ways {
            for value in written(writer).iter().filter(|_| !breaks) {
                prop_assert!(reads(reader, value), "{value} of {writer} is not read by {reader}: {deltas:?}");
            }
        }
    }

    #[test]
    fn what_is_called_compatible_is((old, new) in pair()) {
        let (was, is) = (frame(&old, "A"), frame(&new, "B"));
        if !compared(&was, &is, Way::In).1 {
            within(&was, &is, &old)?;
        }
        if !compared(&was, &is, Way::Out).1 {
            within(&is, &was, &new)?;
        }
    }

    #[test]
    fn what_is_the_same_is_called_so((old, _) in pair()) {
        let (was, is) = (frame(&old, "A"), frame(&old, "B"));
        prop_assert_eq!(compared(&was, &is, Way::In).0, []);
        prop_assert_eq!(compared(&was, &is, Way::Out).0, []);
    }

    #[test]
    fn odd_schemas_end(old in odd(), new in odd(), a in odd(), b in odd()) {
        let frame = |x: &Value, more: &str| {
            json!({ "properties": { "x": x }, "$defs": { "a": a, "b": b, more: true } })
        };
        let (was, is) = (frame(&old, "c"), frame(&new, "d"));
        compared(&was, &is, Way::In);
        compared(&was, &frame(&old, "d"), Way::Out);
        compared(&old, &new, Way::In);
        prop_assert_eq!(compared(&was, &was, Way::In).0, []);
    }
}

#[test]
fn what_is_not_known_breaks_where_it_changes() {
    let elsewhere =
        |name: &str| json!({ "properties": { "x": { "$ref": format!("https://example.com/{name}.json") } } });
    let keys = |most: u8| json!({ "type": "object", "propertyNames": { "maxLength": most } });
    let depending = |required: &[&str]| json!({ "dependentSchemas": { "title": { "required": required } } });
    for (old, new) in [
        (elsewhere("a"), elsewhere("b")),
        (keys(20), keys(5)),
        (depending(&["a"]), depending(&["a", "b"])),
        (json!({ "type": "integer" }), json!({ "type": "integer", "exclusiveMinimum": 1e40 })),
    ] {
        let (deltas, breaks) = compared(&old, &new, Way::In);
        assert!(breaks, "{old} {new} {deltas:?}");
        assert!(!compared(&old, &old, Way::In).1);
    }
}
