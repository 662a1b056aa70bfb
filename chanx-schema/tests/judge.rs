//! What the judge finds of any value by any schema of the dialect, with the crate jsonschema as its judge.

use chanx_schema::{
    At, Schemas,
    json::Tree,
    judge::{Judge, Reports},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Map, Value, json};

/// A schema with some of these keywords.
fn with(kind: &str, keywords: Vec<(&str, Option<Value>)>) -> Value {
    let some = keywords.into_iter().filter_map(|(keyword, value)| Some((keyword.to_owned(), value?)));
    let of_kind = [("type".to_owned(), kind.into())].into_iter().filter(|_| !kind.is_empty());
    Value::Object(of_kind.chain(some).collect())
}

fn leaf() -> impl Strategy<Value = Value> {
    let bound = || option::weighted(0.4, (-2_i64..4).prop_map(Value::from));
    let count = || option::weighted(0.4, (0_u64..4).prop_map(Value::from));
    let number = (select(vec!["integer", "number", ""]), [bound(), bound(), bound(), bound()]).prop_map(
        |(kind, [least, most, above, below])| {
            with(
                kind,
                vec![
                    ("minimum", least),
                    ("maximum", most),
                    ("exclusiveMinimum", above),
                    ("exclusiveMaximum", below),
                ],
            )
        },
    );
    let pattern = || option::weighted(0.3, select(vec!["^a", "b", "^[a-c]*$", "c$"]).prop_map(Value::from));
    let text =
        (select(vec!["string", ""]), count(), count(), pattern()).prop_map(|(kind, least, most, pattern)| {
            with(kind, vec![("minLength", least), ("maxLength", most), ("pattern", pattern)])
        });
    let step = select(vec![1, 2, 3]).prop_map(|of| json!({ "type": "integer", "multipleOf": of }));
    let values = || vec(select(vec![json!("a"), json!("bb"), json!(1), json!(null), json!(true)]), 1..4);
    let plain = select(vec![
        json!({ "type": "boolean" }),
        json!({ "type": ["string", "null"] }),
        json!({ "type": ["integer", "boolean"] }),
        json!({ "const": "a" }),
        json!({}),
        json!(true),
        json!(false),
        json!({ "$ref": "#/$defs/Tree" }),
        json!({ "$ref": "#/$defs/Text", "maxLength": 2 }),
        json!({ "$ref": "#/$defs/Open", "unevaluatedProperties": false }),
    ]);
    prop_oneof![number, text, step, values().prop_map(|values| json!({ "enum": values })), plain]
}

/// Schemas of each keyword that is read, within each other.
pub(super) fn schemas() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 24, 4, |inner| {
        let name = || select(vec!["a", "b", "c"]);
        let count = || option::weighted(0.2, (0_u64..4).prop_map(Value::from));
        let list = (
            select(vec!["array", ""]),
            option::of(vec(inner.clone(), 1..3).prop_map(Value::from)),
            option::of(inner.clone()),
            (count(), count()),
        );
        let list = list.prop_map(|(kind, prefix, items, (least, most))| {
            with(kind, vec![("prefixItems", prefix), ("items", items), ("minItems", least), ("maxItems", most)])
        });
        let members = vec((name(), inner.clone()), 0..4).prop_map(|members| {
            Value::Object(members.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect())
        });
        let names = vec(name(), 0..3).prop_map(|mut names| {
            names.sort_unstable();
            names.dedup();
            Value::from(names)
        });
        let patterns = (select(vec!["^a", "b$"]), inner.clone())
            .prop_map(|(pattern, schema)| json!({ pattern: schema }));
        let object = (
            select(vec!["object", ""]),
            option::of(members),
            option::of(names),
            (option::weighted(0.3, inner.clone()), option::weighted(0.2, patterns)),
            option::weighted(0.1, Just(json!({ "maxLength": 1 }))),
            (count(), count(), option::weighted(0.2, Just(json!(false)))),
        );
        let object = object.prop_map(
            |(kind, members, required, (additional, patterns), names, (least, most, closed))| {
                with(
                    kind,
                    vec![
                        ("properties", members),
                        ("required", required),
                        ("additionalProperties", additional),
                        ("patternProperties", patterns),
                        ("propertyNames", names),
                        ("minProperties", least),
                        ("maxProperties", most),
                        ("unevaluatedProperties", closed),
                    ],
                )
            },
        )
        .boxed();
        let union = (vec(inner.clone(), 1..4), select(vec!["anyOf", "allOf"]))
            .prop_map(|(branches, keyword)| json!({ keyword: branches }));
        // The alternatives beside the fields of a flattened type.
        let flat = (object.clone(), vec(object.clone(), 1..3)).prop_map(|(mut schema, branches)| {
            schema["anyOf"] = branches.into();
            schema
        });
        let tagged = vec(inner, 1..3).prop_map(|variants| {
            let variant = |(index, schema): (usize, Value)| {
                let tag = ["a", "bb", "ccc"][index];
                json!({ "type": "object", "properties": { "a": { "const": tag }, "b": schema }, "required": ["a"] })
            };
            json!({ "oneOf": variants.into_iter().enumerate().map(variant).collect::<Vec<_>>() })
        });
        prop_oneof![2 => list, 3 => object, 2 => union, 1 => flat, 1 => tagged]
    })
}

pub(super) fn document(schema: Value) -> Value {
    let mut document = json!({
        "$defs": {
            "Tree": {
                "type": "object",
                "properties": { "a": { "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] }, "b": { "type": "integer" } },
                "additionalProperties": false
            },
            "Text": { "type": "string", "minLength": 1 },
            "Open": { "type": "object", "properties": { "a": { "type": "integer" } }, "anyOf": [
                { "properties": { "b": { "type": "string" } }, "required": ["b"] },
                { "properties": { "c": true } }
            ] }
        }
    });
    match schema {
        Value::Object(keywords) => document.as_object_mut().expect("it is an object").extend(keywords),
        other => document["allOf"] = json!([other]),
    }
    document
}

/// Values that often fit: few keys, few words; no float without a fraction, which serde takes for no integer.
pub(super) fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => (-3_i64..5).prop_map(Value::from),
        1 => select(vec![json!(0.5), json!(1.5), json!(-0.5)]),
        4 => "[a-c]{0,4}".prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let key = select(vec!["a", "b", "c", "ab", "d"]);
        prop_oneof![
            2 => vec((key, inner.clone()), 0..4).prop_map(|members| {
                members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
            }),
            1 => vec(inner, 0..4).prop_map(Value::from),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn it_finds_a_fault_where_a_validator_does(schema in schemas(), values in vec(values(), 24)) {
        let document = document(schema);
        let validator = jsonschema::validator_for(&document).expect("it is a schema");
        let schemas = Schemas::read(&document);
        for value in values {
            let mut reports = Reports::default();
            Judge::new(&schemas, |_, _| true).value(schemas.root(), &Tree::from(&value), &At::root("x"), &mut reports);
            let faults = reports.into_faults();
            prop_assert_eq!(faults.is_empty(), validator.is_valid(&value), "{} of {}: {:?}", value, document, faults);
        }
    }
}

/// The steps that a judgement takes, and what it finds.
fn judged(document: &Value, value: &Value) -> (usize, Vec<chanx_schema::Fault>) {
    let schemas = Schemas::read(document);
    let (mut reports, mut judge) = (Reports::default(), Judge::new(&schemas, |_, _| true));
    judge.value(schemas.root(), &Tree::from(value), &At::root("x"), &mut reports);
    (judge.taken(), reports.into_faults())
}

/// A flattened enum in a closed struct, within itself.
fn nested() -> Value {
    json!({
        "$ref": "#/$defs/Node",
        "$defs": { "Node": {
            "type": "object",
            "properties": { "id": { "type": "integer" } },
            "required": ["id"],
            "anyOf": [
                { "type": "object", "properties": { "leaf": { "type": "boolean" } }, "required": ["leaf"] },
                { "type": "object", "properties": { "child": { "$ref": "#/$defs/Node" } }, "required": ["child"] }
            ],
            "unevaluatedProperties": false
        } }
    })
}

#[test]
fn what_is_nested_and_closed_is_judged_once_a_level() {
    let (mut value, mut wrong) =
        (json!({ "id": 0, "leaf": true }), json!({ "id": 0, "leaf": true, "more": 1 }));
    for id in 1..100 {
        value = json!({ "id": id, "child": value });
        wrong = json!({ "id": id, "child": wrong });
    }
    let (steps, faults) = judged(&nested(), &value);
    assert_eq!(faults, []);
    assert!(steps < 60_000, "{steps}");
    let (_, faults) = judged(&nested(), &wrong);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].kind, "extra_forbidden");
}

#[test]
fn definitions_may_refer_to_each_other_in_any_length() {
    let definitions: Map<_, _> =
        (0..50_000).map(|n| (format!("a{n}"), json!({ "$ref": format!("#/$defs/a{}", n + 1) }))).collect();
    let mut document = json!({ "$ref": "#/$defs/a0", "$defs": definitions });
    document["$defs"]["a50000"] = json!({ "type": "string" });
    assert_eq!(judged(&document, &json!("text")).1, []);
    assert_eq!(judged(&document, &json!(1)).1.len(), 1);
}
