//! How many steps the judge takes, of types that make much of little.

use chanx_schema::{
    At, Schemas,
    json::Tree,
    judge::{Judge, MAX_FAULTS, Reports, steps_for},
};
use proptest::{collection::vec, prelude::*};
use serde_json::{Map, Value, json};

use super::judge::{document, schemas, values};

/// A list of that, and a field that a frame leaves out: everything that is there may be right.
fn listed(item: &Value) -> Value {
    json!({
        "type": "object",
        "properties": { "list": { "type": "array", "items": item }, "last": { "type": "integer" } },
        "required": ["list", "last"],
        "$defs": item["$defs"]
    })
}

/// A frame of 64 KiB with a list of that, or of nothing else where it is long.
fn frame(item: &Value) -> Value {
    let many = 65_536 / (item.to_string().len() + 1);
    json!({ "list": vec![item; many.max(1)] })
}

fn named(many: usize, schema: &Value) -> Value {
    (0..many).map(|n| (format!("f{n}"), schema.clone())).collect::<Map<_, _>>().into()
}

fn names(many: usize) -> Vec<String> {
    (0..many).map(|n| format!("f{n}")).collect()
}

/// Types that make much of little, each with what a client can say of it.
#[allow(clippy::too_many_lines, reason = "a table of types")]
fn hostile() -> Vec<(&'static str, Value, Vec<Value>)> {
    let of = |many: usize, variant: &dyn Fn(usize) -> Value| (0..many).map(variant).collect::<Vec<_>>();
    let optional = |n: usize| {
        let fields =
            (0..10).map(|at| (format!("f{}", (n + at) % 20), json!({ "type": ["integer", "null"] })));
        json!({ "type": "object", "properties": fields.collect::<Map<_, _>>() })
    };
    let required = |n: usize| {
        let mut schema = json!({ "type": "object", "properties": named(10, &json!({ "type": "integer" })), "required": names(10) });
        schema["properties"][format!("own{n}")] = json!({ "type": "integer" });
        schema["required"].as_array_mut().expect("it is a list").push(format!("own{n}").into());
        schema
    };
    let tagged = |n: usize| {
        let mut schema = optional(n);
        schema["properties"]["kind"] = json!({ "type": "string", "const": format!("v{n}") });
        schema["required"] = json!(["kind"]);
        schema
    };
    let adjacent = |n: usize| {
        json!({
            "type": "object",
            "properties": { "kind": { "type": "string", "const": format!("v{n}") }, "value": optional(n) },
            "required": ["kind", "value"]
        })
    };
    let keyed = |n: usize| {
        let name = format!("f{n}");
        json!({ "type": "object", "properties": { &name: { "type": "integer" } }, "required": [name], "additionalProperties": false })
    };
    let lists = |n: usize| {
        let name = format!("own{n}");
        json!({ "type": "object", "properties": { "list": { "type": "array", "items": { "type": "integer" } }, &name: { "type": "integer" } }, "required": ["list", name] })
    };
    let texts = |n: usize| json!({ "type": "string", "pattern": format!("^[a-z ]+{n}$") });
    let ten: Value = names(10).into_iter().map(|name| (name, json!(1))).collect::<Map<_, _>>().into();
    let all: Value = names(1000).into_iter().map(|name| (name, json!(1))).collect::<Map<_, _>>().into();
    let mut eleven = ten.clone();
    eleven["own19"] = json!(1);
    let mut flat = optional(0);
    flat["anyOf"] = of(20, &optional).into();
    flat["unevaluatedProperties"] = json!(false);
    let open = json!({ "type": "object", "properties": named(1000, &json!({ "type": "integer" })) });
    let must = json!({ "type": "object", "properties": named(1000, &json!({ "type": "integer" })), "required": names(1000) });
    let shut = json!({ "type": "object", "properties": named(30, &json!({ "type": "integer" })), "additionalProperties": false });
    let tree = json!({ "$ref": "#/$defs/T", "$defs": { "T": { "anyOf": [
        { "type": "integer" },
        { "type": "array", "items": { "$ref": "#/$defs/T" } },
        { "type": "object", "properties": { "a": { "$ref": "#/$defs/T" }, "b": { "type": "integer" } }, "required": ["a", "b"] },
        { "type": "object", "properties": { "a": { "$ref": "#/$defs/T" }, "c": { "type": "integer" } }, "required": ["a", "c"] },
    ] } } });
    let deep = |inner: Value| (0..40).fold(inner, |inner, _| json!({ "a": inner, "c": 1 }));
    let distinct: Map<_, _> = (0..6_000).map(|n| (format!("{n}"), json!(1))).collect();
    vec![
        (
            "untagged, optional",
            json!({ "anyOf": of(20, &optional) }),
            vec![json!({}), json!({ "f3": 1 }), json!({ "f3": "" })],
        ),
        ("untagged, required", json!({ "anyOf": of(20, &required) }), vec![json!({}), ten, eleven]),
        (
            "untagged lists",
            json!({ "anyOf": of(20, &lists) }),
            vec![json!({ "list": vec![0; 32_000] }), json!({ "list": vec![""; 20_000] })],
        ),
        (
            "untagged texts",
            json!({ "anyOf": of(20, &texts) }),
            vec![json!("a".repeat(65_000)), json!("a19"), json!("")],
        ),
        (
            "tagged",
            json!({ "oneOf": of(300, &tagged) }),
            vec![json!({ "kind": "v299" }), json!({ "kind": "x" }), json!({ "kind": 1 }), json!({})],
        ),
        (
            "adjacent",
            json!({ "oneOf": of(300, &adjacent) }),
            vec![json!({ "kind": "v299", "value": {} }), json!({ "kind": "v0" }), json!({})],
        ),
        (
            "keyed",
            json!({ "oneOf": of(100, &keyed) }),
            vec![json!({ "f99": 1 }), json!({ "": 1 }), json!({}), json!({ "f1": 1, "f2": 2 })],
        ),
        (
            "documented",
            json!({ "oneOf": of(500, &|n| json!({ "const": format!("v{n}") })) }),
            vec![json!("v499"), json!(""), json!(1)],
        ),
        ("listed", json!({ "enum": of(500, &|n| json!(format!("v{n}"))) }), vec![json!("v499"), json!("")]),
        ("flattened and closed", flat, vec![json!({}), json!({ "f3": 1 }), json!({ "x": 1 })]),
        ("a thousand fields", open, vec![json!({}), all.clone(), json!({ "f999": "" })]),
        ("a thousand required fields", must, vec![json!({}), all]),
        ("closed", shut, vec![json!({}), json!({ "": 1 }), distinct.clone().into()]),
        (
            "map",
            json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
            vec![json!({}), distinct.into()],
        ),
        (
            "a tree of unions",
            tree,
            vec![json!([]), json!(1), deep(json!(1)), deep(json!("")), deep(json!(vec![0; 100]))],
        ),
        (
            "pairs",
            json!({ "type": "array", "prefixItems": [{ "type": "integer" }, { "type": "integer" }], "minItems": 2, "maxItems": 2 }),
            vec![json!([0, 0]), json!([]), json!([[], []])],
        ),
    ]
}

#[test]
fn what_is_wrong_is_found_in_as_many_steps_as_the_frame_has_bytes() {
    for (name, item, values) in hostile() {
        let schemas = Schemas::read(&listed(&item));
        for (nth, value) in values.iter().enumerate() {
            let frame = frame(value);
            let bytes = frame.to_string().len();
            let (mut reports, mut judge) =
                (Reports::default(), Judge::new(&schemas, |_, _| true).within(steps_for(bytes)));
            judge.value(schemas.root(), &Tree::from(&frame), &At::root("x"), &mut reports);
            assert!(judge.taken() <= steps_for(bytes), "{name} {nth}");
            // Patterns that all read a long text, and lists that all alternatives have, are what the bound is for.
            let bound = ["untagged texts", "untagged lists", "untagged, required"].contains(&name);
            assert!(!reports.is_cut() || bound, "{name} {nth}: all of {bytes} steps");
            assert!(!reports.is_empty() || reports.is_cut(), "{name} {nth}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn steps_are_bounded_by_the_length(schema in schemas(), values in vec(values(), 8), times in 1_usize..200) {
        let document = document(schema);
        let mut list = listed(&document);
        list["$defs"] = document["$defs"].clone();
        let schemas = Schemas::read(&list);
        for value in values {
            let frame = json!({ "list": vec![value; times] });
            let bytes = frame.to_string().len();
            let tree = Tree::from(&frame);
            let judged = |steps: usize| {
                let (mut reports, mut judge) = (Reports::default(), Judge::new(&schemas, |_, _| true).within(steps));
                judge.value(schemas.root(), &tree, &At::root("x"), &mut reports);
                (judge.taken(), reports.is_cut(), reports.into_faults())
            };
            let (taken, cut, told) = judged(steps_for(bytes));
            prop_assert!(taken <= steps_for(bytes));
            // The bound is seldom what ends it, and it takes nothing away from what was told until then.
            let (free, _, all) = judged(usize::MAX);
            prop_assert!(free <= 30 * steps_for(bytes), "{} steps for {} bytes of {}", free, bytes, document);
            prop_assert!(told.len() <= MAX_FAULTS + 1);
            let right = all.starts_with(&told) && (cut || told == all);
            prop_assert!(right, "{:?}", told);
            // However few there are, what is told is true.
            let (_, cut, told) = judged(taken / 2);
            let right = all.starts_with(&told) && (cut || told == all);
            prop_assert!(right, "{:?}", told);
        }
    }
}
