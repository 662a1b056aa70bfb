//! Every kind of change of a schema, both ways: each is told in these words, and as breaking or not.

use serde_json::{Value, json};

use crate::{
    one_route::{incoming, lines},
    outgoing,
};

/// Compares the property `x` of two messages; the lines come without their common place.
fn sent_and_received(old: &Value, new: &Value) -> (Vec<String>, Vec<String>) {
    let frame =
        |x: &Value| json!({ "type": "object", "properties": { "x": x }, "required": ["x"], "$defs": defs() });
    let short = |lines: Vec<String>, verb: &str| {
        lines.iter().map(|line| line.replace(&format!("ws/, {verb} say, "), "")).collect()
    };
    let (old, new) = (frame(old), frame(new));
    (
        short(lines(&incoming(&old), &incoming(&new)), "receives"),
        short(lines(&outgoing(&old), &outgoing(&new)), "sends"),
    )
}

/// Definitions that schemas refer to.
fn defs() -> Value {
    json!({
        "Circle": object(&json!({ "r": { "type": "number" } }), &["r"]),
        "Square": object(&json!({ "side": { "type": "integer" } }), &["side"]),
        "Tree": object(&json!({ "kids": { "type": "array", "items": { "$ref": "#/$defs/Tree" } } }), &[]),
        "Loop": { "$ref": "#/$defs/Loop" },
        "Text": { "type": "string" },
    })
}

fn object(properties: &Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required })
}

fn closed(properties: &Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// Asserts what is told of a change of what clients send, and of the same change of what they receive.
#[track_caller]
fn told(old: &Value, new: &Value, sent: &[&str], received: &[&str]) {
    assert_eq!(sent_and_received(old, new), (strings(sent), strings(received)));
}

fn strings(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

/// The same words both ways, where the change takes values away.
#[track_caller]
fn narrower(old: &Value, new: &Value, what: &str) {
    told(old, new, &[&format!("breaking: x: {what}")], &[&format!("compatible: x: {what}")]);
}

/// The same words both ways, where the change adds values.
#[track_caller]
fn wider(old: &Value, new: &Value, what: &str) {
    told(old, new, &[&format!("compatible: x: {what}")], &[&format!("breaking: x: {what}")]);
}

/// The same words both ways, where the change does both, or cannot be judged.
#[track_caller]
fn other(old: &Value, new: &Value, what: &str) {
    let line = format!("breaking: x: {what}");
    told(old, new, &[&line], &[&line]);
}

#[test]
fn properties() {
    let (text, number) = (json!({ "type": "string" }), json!({ "type": "number" }));
    let (none, a) = (json!({}), json!({ "a": text }));
    told(
        &object(&none, &[]),
        &object(&a, &[]),
        &["compatible: x.a: new, optional"],
        &["compatible: x.a: new"],
    );
    told(
        &object(&none, &[]),
        &object(&a, &["a"]),
        &["breaking: x.a: new, required"],
        &["compatible: x.a: new"],
    );
    told(
        &object(&a, &[]),
        &object(&none, &[]),
        &["compatible: x.a: no longer read: it is ignored now"],
        &["compatible: x.a: no longer sent, was optional"],
    );
    told(
        &object(&a, &["a"]),
        &object(&none, &[]),
        &["compatible: x.a: no longer read: it is ignored now"],
        &["breaking: x.a: no longer sent, was always sent"],
    );
    told(
        &object(&a, &[]),
        &object(&a, &["a"]),
        &["breaking: x.a: required now, was optional"],
        &["compatible: x.a: always sent now, was optional"],
    );
    told(
        &object(&a, &["a"]),
        &object(&a, &[]),
        &["compatible: x.a: optional now, was required"],
        &["breaking: x.a: may be missing now, was always sent"],
    );
    told(
        &object(&a, &["a"]),
        &object(&json!({ "b": text }), &["b"]),
        &["breaking: x.a: renamed `b`"],
        &["breaking: x.a: renamed `b`"],
    );
    told(
        &object(&a, &[]),
        &object(&json!({ "b": text }), &[]),
        &["compatible: x.a: renamed `b`: `a` is ignored now"],
        &["compatible: x.a: renamed `b`"],
    );
    told(
        &object(&a, &["a"]),
        &object(&json!({ "b": number }), &["b"]),
        &["breaking: x.b: new, required", "compatible: x.a: no longer read: it is ignored now"],
        &["breaking: x.a: no longer sent, was always sent", "compatible: x.b: new"],
    );
    told(
        &object(&a, &["a"]),
        &object(&json!({ "b": text, "c": text }), &["b", "c"]),
        &[
            "breaking: x.b: new, required",
            "breaking: x.c: new, required",
            "compatible: x.a: no longer read: it is ignored now",
        ],
        &["breaking: x.a: no longer sent, was always sent", "compatible: x.b: new", "compatible: x.c: new"],
    );
}

#[test]
fn closed_objects() {
    let (none, a) = (json!({}), json!({ "a": { "type": "string" } }));
    told(
        &closed(&none, &[]),
        &closed(&a, &[]),
        &["compatible: x.a: new, optional"],
        &["breaking: x.a: new, where clients knew of no further keys"],
    );
    told(
        &closed(&none, &[]),
        &closed(&a, &["a"]),
        &["breaking: x.a: new, required"],
        &["breaking: x.a: new, where clients knew of no further keys"],
    );
    told(
        &closed(&a, &[]),
        &closed(&none, &[]),
        &["breaking: x.a: no longer known: messages with it are refused"],
        &["compatible: x.a: no longer sent"],
    );
    told(
        &closed(&a, &["a"]),
        &closed(&none, &[]),
        &["breaking: x.a: no longer known: messages with it are refused"],
        &["breaking: x.a: no longer sent, was always sent"],
    );
    told(
        &object(&a, &[]),
        &closed(&a, &[]),
        &["breaking: x: refuses further keys now"],
        &["compatible: x: holds no further keys now"],
    );
    told(
        &closed(&a, &[]),
        &object(&a, &[]),
        &["compatible: x: ignores further keys now"],
        &["breaking: x: may hold further keys now"],
    );
}

#[test]
fn maps() {
    let of = |schema: Value| json!({ "type": "object", "additionalProperties": schema });
    let (integers, numbers) = (of(json!({ "type": "integer" })), of(json!({ "type": "number" })));
    told(
        &integers,
        &numbers,
        &["compatible: x.*: is a number now, was an integer"],
        &["breaking: x.*: is a number now, was an integer"],
    );
    narrower(&of(json!(true)), &integers, "binds further keys to a schema now");
    wider(&integers, &of(json!(true)), "no longer binds further keys to a schema");
    told(
        &of(json!(false)),
        &integers,
        &["compatible: x: takes further keys now"],
        &["breaking: x: may hold further keys now"],
    );
    told(
        &integers,
        &of(json!(false)),
        &["breaking: x: refuses further keys now"],
        &["compatible: x: holds no further keys now"],
    );
    let digits = |schema: Value| json!({ "type": "object", "patternProperties": { "^[0-9]+$": schema }, "additionalProperties": false });
    told(
        &digits(json!({ "type": "integer" })),
        &digits(json!({ "type": "number" })),
        &["compatible: x.`^[0-9]+$`: is a number now, was an integer"],
        &["breaking: x.`^[0-9]+$`: is a number now, was an integer"],
    );
    wider(
        &closed(&json!({}), &[]),
        &digits(json!({ "type": "integer" })),
        "keys that match `^[0-9]+$` have a schema of their own now",
    );
    narrower(
        &digits(json!({ "type": "integer" })),
        &closed(&json!({}), &[]),
        "keys that match `^[0-9]+$` are nothing special any more",
    );
    let count = |least: u64| json!({ "type": "object", "minProperties": least });
    narrower(&count(0), &count(1), "holds at least 1 key now, any number of keys before");
}

#[test]
fn types() {
    let one = |name: &str| json!({ "type": name });
    other(&one("string"), &one("integer"), "is an integer now, was a string");
    wider(&one("integer"), &one("number"), "is a number now, was an integer");
    narrower(&one("number"), &one("integer"), "is an integer now, was a number");
    narrower(&json!(true), &one("string"), "is a string now, was anything");
    wider(&one("string"), &json!({}), "is anything now, was a string");
    told(
        &one("string"),
        &json!({ "type": ["string", "integer"] }),
        &["compatible: x: takes an integer too"],
        &["breaking: x: may be an integer now"],
    );
}

#[test]
fn null() {
    let (text, listed) = (json!({ "type": "string" }), json!({ "type": ["string", "null"] }));
    let either = json!({ "anyOf": [{ "$ref": "#/$defs/Text" }, { "type": "null" }] });
    for nullable in [&listed, &either] {
        told(&text, nullable, &["compatible: x: takes null too"], &["breaking: x: may be null now"]);
        told(
            nullable,
            &text,
            &["breaking: x: no longer takes null"],
            &["compatible: x: is never null any more"],
        );
    }
    let same: [&str; 1] = ["compatible: the application: only what is not on the wire changed"];
    told(&listed, &either, &same, &same);
}

#[test]
fn values() {
    let of = |values: &[&str]| json!({ "type": "string", "enum": values });
    told(
        &of(&["a"]),
        &of(&["a", "b"]),
        &["compatible: x: takes `\"b\"` too"],
        &["breaking: x: may be `\"b\"` now"],
    );
    told(
        &of(&["a", "b"]),
        &of(&["a"]),
        &["breaking: x: no longer takes `\"b\"`"],
        &["compatible: x: is never `\"b\"` any more"],
    );
    other(&json!({ "const": "a" }), &json!({ "const": "b" }), "is `\"b\"` now, was `\"a\"`");
    told(
        &of(&["a", "b"]),
        &json!({ "type": "string" }),
        &["compatible: x: takes a string too"],
        &["breaking: x: may be a string now"],
    );
    told(
        &json!({ "type": "string" }),
        &of(&["a", "b"]),
        &["breaking: x: no longer takes a string but `\"a\"`, `\"b\"`"],
        &["compatible: x: is never a string but `\"a\"`, `\"b\"` any more"],
    );
    told(
        &of(&["a"]),
        &json!({ "type": "string", "minLength": 1 }),
        &["compatible: x: takes a string too"],
        &["breaking: x: may be a string now"],
    );
    let boolean = json!({ "type": "boolean" });
    told(
        &boolean,
        &json!({ "const": true }),
        &["breaking: x: no longer takes a boolean but `true`"],
        &["compatible: x: is never a boolean but `true` any more"],
    );
    // A documented variant is written as a constant of its own.
    let documented =
        json!({ "oneOf": [{ "type": "string", "enum": ["a"] }, { "type": "string", "const": "b" }] });
    let same: [&str; 1] = ["compatible: the application: only what is not on the wire changed"];
    told(&of(&["a", "b"]), &documented, &same, &same);
    told(&boolean, &json!({ "enum": [true, false] }), &same, &same);
    let many: Vec<_> = (0..2000).map(|i| json!({ "const": format!("v{i}") })).collect();
    told(
        &json!({ "oneOf": many[1..] }),
        &json!({ "oneOf": many }),
        &["compatible: x: takes `\"v0\"` too"],
        &["breaking: x: may be `\"v0\"` now"],
    );
}

#[test]
fn variants() {
    let tagged = |name: &str, key: &str| {
        object(&json!({ "type": { "const": name }, key: { "type": "number" } }), &["type", key])
    };
    let union = |variants: &[Value]| json!({ "oneOf": variants });
    let (circle, square) = (tagged("Circle", "r"), tagged("Square", "side"));
    let both = union(&[circle.clone(), square.clone()]);
    let takes: (&[&str], &[&str]) =
        (&["compatible: x: takes `Square` too"], &["breaking: x: may be `Square` now"]);
    let refuses: (&[&str], &[&str]) =
        (&["breaking: x: no longer takes `Square`"], &["compatible: x: is never `Square` any more"]);
    told(&union(std::slice::from_ref(&circle)), &both, takes.0, takes.1);
    told(&both, &union(std::slice::from_ref(&circle)), refuses.0, refuses.1);
    told(
        &both,
        &union(&[square.clone(), tagged("Circle", "radius")]),
        &["breaking: x(Circle).r: renamed `radius`"],
        &["breaking: x(Circle).r: renamed `radius`"],
    );
    let keyed = |name: &str, schema: Value| closed(&json!({ name: schema }), &[name]);
    let (one, two) =
        (keyed("Circle", json!({ "type": "number" })), keyed("Square", json!({ "type": "integer" })));
    told(&union(std::slice::from_ref(&one)), &union(&[two.clone(), one.clone()]), takes.0, takes.1);
    told(
        &union(&[one.clone(), two]),
        &union(&[one, keyed("Square", json!({ "type": "number" }))]),
        &["compatible: x(Square).Square: is a number now, was an integer"],
        &["breaking: x(Square).Square: is a number now, was an integer"],
    );
    let named = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    told(
        &json!({ "anyOf": [named("Circle")] }),
        &json!({ "anyOf": [named("Square"), named("Circle")] }),
        takes.0,
        takes.1,
    );
    // What is equal belongs together, whatever it is called.
    let same: [&str; 1] = ["compatible: the application: only what is not on the wire changed"];
    told(
        &union(&[json!({ "type": "string" }), named("Circle")]),
        &union(&[named("Circle"), named("Text")]),
        &same,
        &same,
    );
    // What every variant differs in is told once.
    let with = |variant: &Value, count: &Value| {
        let mut variant = variant.clone();
        variant["properties"]["count"] = count.clone();
        variant
    };
    let (integer, number) = (json!({ "type": "integer" }), json!({ "type": "number" }));
    told(
        &union(&[with(&circle, &integer), with(&square, &integer)]),
        &union(&[with(&circle, &number), with(&square, &number)]),
        &["compatible: x.count: is a number now, was an integer"],
        &["breaking: x.count: is a number now, was an integer"],
    );
}

#[test]
fn a_variant_that_ignores_keys_does_not_stand_for_another() {
    let of = |a: &str, more: &[Value]| {
        let a = object(&json!({ "a": { "type": a } }), &["a"]);
        let mut all = vec![object(&json!({ "note": { "type": "string" } }), &[]), a];
        all.extend(more.iter().cloned());
        json!({ "anyOf": all })
    };
    let b = |b: &str| object(&json!({ "b": { "type": b } }), &["b"]);
    told(
        &of("integer", &[b("integer")]),
        &of("string", &[b("string")]),
        &["breaking: x.a: is a string now, was an integer", "breaking: x.b: is a string now, was an integer"],
        &["breaking: x.a: is a string now, was an integer", "breaking: x.b: is a string now, was an integer"],
    );
    // Nor does one that takes over a key which another variant is told by.
    let pair = |b: &Value| json!({ "anyOf": [object(&json!({ "a": { "type": "integer" } }), &["a"]), b] });
    told(
        &pair(&object(&json!({ "note": { "type": "string" } }), &[])),
        &pair(&object(&json!({ "note": { "type": "string" }, "a": { "type": "string" } }), &[])),
        &["compatible: x: takes an object too"],
        &["breaking: x: may be an object now"],
    );
    told(
        &of("integer", &[]),
        &of("integer", &[b("integer")]),
        &["compatible: x: takes an object too"],
        &["breaking: x: may be an object now"],
    );
    told(
        &of("integer", &[b("integer")]),
        &of("integer", &[]),
        &["breaking: x: no longer takes an object"],
        &["compatible: x: is never an object any more"],
    );
}

#[test]
fn numbers() {
    let whole = |keywords: Value| {
        let mut schema = keywords;
        schema["type"] = json!("integer");
        schema
    };
    narrower(
        &whole(json!({ "maximum": 20 })),
        &whole(json!({ "maximum": 10 })),
        "is at most 10 now, was at most 20",
    );
    wider(&whole(json!({ "minimum": 1 })), &whole(json!({})), "is any number now, was at least 1");
    other(
        &whole(json!({ "minimum": 1, "maximum": 5 })),
        &whole(json!({ "minimum": 2, "maximum": 6 })),
        "is at least 2 and at most 6 now, was at least 1 and at most 5",
    );
    let same: [&str; 1] = ["compatible: the application: only what is not on the wire changed"];
    told(&whole(json!({ "exclusiveMinimum": 0 })), &whole(json!({ "minimum": 1 })), &same, &same);
    let real = |keyword: &str| json!({ "type": "number", keyword: 0.5 });
    narrower(&real("minimum"), &real("exclusiveMinimum"), "is more than 0.5 now, was at least 0.5");
    let int = |name: &str| whole(json!({ "format": name }));
    wider(&int("int8"), &int("int64"), "is `int64` now, was `int8`");
    narrower(&int("uint32"), &int("uint16"), "is `uint16` now, was `uint32`");
    other(&int("int8"), &int("uint8"), "is `uint8` now, was `int8`");
    narrower(
        &int("uint8"),
        &whole(json!({ "format": "uint8", "maximum": 9 })),
        "is at least 0 and at most 9 now, was `uint8`",
    );
    let float = |name: &str| json!({ "type": "number", "format": name });
    let words = "compatible: x: is of the format `double` now, `float` before";
    told(&float("float"), &float("double"), &[words], &[words]);
    narrower(
        &json!({ "type": "number", "minimum": 0, "maximum": 255 }),
        &int("uint8"),
        "is an integer now, was a number",
    );
    let multiple = |of: u32| whole(json!({ "multipleOf": of }));
    narrower(&multiple(5), &multiple(10), "is a multiple of 10 now, was a multiple of 5");
    wider(&multiple(10), &multiple(5), "is a multiple of 5 now, was a multiple of 10");
    narrower(&whole(json!({})), &multiple(2), "is a multiple of 2 now, was any number");
    other(&multiple(2), &multiple(3), "is a multiple of 3 now, was a multiple of 2");
}

#[test]
fn texts() {
    let of = |keyword: &str, value: Value| json!({ "type": "string", keyword: value });
    let any = json!({ "type": "string" });
    narrower(
        &of("maxLength", json!(2000)),
        &of("maxLength", json!(500)),
        "holds at most 500 characters now, at most 2000 characters before",
    );
    wider(
        &of("maxLength", json!(5)),
        &any,
        "holds any number of characters now, at most 5 characters before",
    );
    narrower(
        &any,
        &of("minLength", json!(1)),
        "holds at least 1 character now, any number of characters before",
    );
    wider(
        &of("minLength", json!(3)),
        &of("minLength", json!(2)),
        "holds at least 2 characters now, at least 3 characters before",
    );
    narrower(&any, &of("pattern", json!("^a")), "matches `^a` now");
    wider(&of("pattern", json!("^a")), &any, "may be any text now, `^a` before");
    other(&of("pattern", json!("^a")), &of("pattern", json!("^b")), "matches `^b` now, `^a` before");
    narrower(&any, &of("format", json!("email")), "is of the format `email` now");
    other(
        &of("format", json!("email")),
        &of("format", json!("uuid")),
        "is of the format `uuid` now, `email` before",
    );
}

#[test]
fn arrays() {
    let of = |keywords: Value| {
        let mut schema = keywords;
        schema["type"] = json!("array");
        schema
    };
    let (integer, number) = (json!({ "type": "integer" }), json!({ "type": "number" }));
    told(
        &of(json!({ "items": integer })),
        &of(json!({ "items": number })),
        &["compatible: x[]: is a number now, was an integer"],
        &["breaking: x[]: is a number now, was an integer"],
    );
    narrower(
        &of(json!({ "minItems": 1 })),
        &of(json!({ "minItems": 2 })),
        "holds at least 2 items now, at least 1 item before",
    );
    wider(
        &of(json!({ "maxItems": 2 })),
        &of(json!({ "maxItems": 3 })),
        "holds at most 3 items now, at most 2 items before",
    );
    narrower(&of(json!({})), &of(json!({ "uniqueItems": true })), "holds no item twice now");
    wider(&of(json!({ "uniqueItems": true })), &of(json!({})), "may hold an item twice now");
    let pair = |second: &Value| of(json!({ "prefixItems": [integer, second], "minItems": 2, "maxItems": 2 }));
    told(
        &pair(&integer),
        &pair(&number),
        &["compatible: x[1]: is a number now, was an integer"],
        &["breaking: x[1]: is a number now, was an integer"],
    );
    let triple = of(json!({ "prefixItems": [integer, integer, integer], "minItems": 3, "maxItems": 3 }));
    let (least, most) = (
        "x: holds at least 3 items now, at least 2 items before",
        "x: holds at most 3 items now, at most 2 items before",
    );
    told(
        &pair(&integer),
        &triple,
        &[&format!("breaking: {least}"), &format!("compatible: {most}")],
        &[&format!("breaking: {most}"), &format!("compatible: {least}")],
    );
}

#[test]
fn keywords_that_cannot_be_judged() {
    let not = |name: &str| json!({ "type": "string", "not": { "const": name } });
    other(&not("a"), &not("b"), "`not` changed, and what that does cannot be told");
    other(
        &json!({ "type": "string" }),
        &json!({ "$ref": "elsewhere.json" }),
        "the schema cannot be judged; it may have changed",
    );
    told(&json!({ "$ref": "#/$defs/Loop" }), &json!({ "$ref": "#/$defs/Loop" }), &[], &[]);
}

#[test]
fn recursive_types_are_followed_once() {
    let tree = |keys: &Value| {
        json!({
            "type": "object",
            "properties": { "x": { "$ref": "#/$defs/Tree" }, "y": { "$ref": "#/$defs/Tree" } },
            "$defs": { "Tree": object(keys, &[]) },
        })
    };
    let kids = json!({ "type": "array", "items": { "$ref": "#/$defs/Tree" } });
    let old = tree(&json!({ "kids": kids, "name": { "type": "string", "maxLength": 9 } }));
    let new = tree(&json!({ "kids": kids, "name": { "type": "string", "maxLength": 8 } }));
    assert_eq!(
        lines(&incoming(&old), &incoming(&new)),
        ["breaking: ws/, receives say, x.name: holds at most 8 characters now, at most 9 characters before"]
    );
}

#[test]
fn a_conjunction_is_judged_as_a_whole() {
    let all = |parts: &[Value]| json!({ "allOf": parts });
    let same: [&str; 1] = ["compatible: the application: only what is not on the wire changed"];
    told(
        &all(&[json!({ "type": "string" }), json!({ "minLength": 2 })]),
        &json!({ "type": "string", "minLength": 2 }),
        &same,
        &same,
    );
    narrower(
        &json!({ "$ref": "#/$defs/Text" }),
        &json!({ "$ref": "#/$defs/Text", "minLength": 2 }),
        "holds at least 2 characters now, any number of characters before",
    );
}
