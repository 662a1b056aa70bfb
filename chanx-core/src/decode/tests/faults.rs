//! Each kind of fault, exactly as the peer reads it.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr},
};

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{faults_of, info, leak};
use crate::{
    decode::{Cause, Invalid, binary, explain},
    validate::{At, Fault},
};

macro_rules! payload {
    ($name:ident { $($(#[$meta:meta])* $field:ident: $type:ty),* $(,)? }) => {
        #[derive(Debug, Deserialize, JsonSchema)]
        #[expect(dead_code, reason = "only its shape matters")]
        struct $name { $($(#[$meta])* $field: $type),* }
    };
}

payload!(Frame { action: String, payload: Payload });
payload!(Payload { text: String, times: u32, inner: Option<Inner> });
payload!(Inner { flag: bool, list: Vec<Item> });
payload!(Item { id: Uuid });

#[allow(clippy::needless_pass_by_value, reason = "rows read better so")]
fn told(kind: &str, loc: Value, msg: &str) -> Value {
    json!({ "type": kind, "loc": loc, "msg": msg })
}

#[test]
fn every_fault_is_told_in_field_order() {
    let text = r#"{"payload":{"inner":{"list":[{"id":"x"},{},5],"flag":"no"},"times":1.5},"action":"chat"}"#;
    assert_eq!(
        faults_of::<Frame>(text),
        json!([
            told("missing", json!(["chat", "payload", "text"]), "Field required"),
            told(
                "int_from_float",
                json!(["chat", "payload", "times"]),
                "Input should be a valid integer, got a number with a fractional part"
            ),
            told("bool_type", json!(["chat", "payload", "inner", "flag"]), "Input should be a valid boolean"),
            told(
                "uuid_parsing",
                json!(["chat", "payload", "inner", "list", 0, "id"]),
                "Input should be a valid UUID"
            ),
            told("missing", json!(["chat", "payload", "inner", "list", 1, "id"]), "Field required"),
            told("model_type", json!(["chat", "payload", "inner", "list", 2]), "Input should be an object"),
        ])
    );
}

payload!(Types {
    string: String,
    integer: i64,
    float: f64,
    boolean: bool,
    list: Vec<u8>,
    set: BTreeSet<u8>,
    tuple: (u8, u8),
    map: BTreeMap<String, u8>,
    model: Item,
    null: (),
    character: char,
    optional: Option<String>,
    boxed: Option<Item>,
});

#[test]
fn each_wrong_type_has_its_name() {
    let all = r#"{"string":"","integer":1,"float":1,"boolean":true,"list":[],"set":[1,1],"tuple":[1,2],"map":{},
        "model":{"id":"67e5504410b1426f9247bb680e5fe0c8"},"null":null,"character":"c"}"#;
    assert!(serde_json::from_str::<Types>(all).is_ok());
    let int = "Input should be a valid integer";
    let rows = [
        ("string", json!(5), "string_type", "Input should be a valid string"),
        ("string", json!(null), "string_type", "Input should be a valid string"),
        ("integer", json!("5"), "int_type", int),
        ("integer", json!(1.0), "int_type", int),
        (
            "integer",
            json!(1.5),
            "int_from_float",
            "Input should be a valid integer, got a number with a fractional part",
        ),
        ("float", json!("5"), "float_type", "Input should be a valid number"),
        ("boolean", json!(1), "bool_type", "Input should be a valid boolean"),
        ("list", json!({}), "list_type", "Input should be a valid list"),
        ("set", json!(1), "list_type", "Input should be a valid list"),
        ("tuple", json!(1), "tuple_type", "Input should be a valid tuple"),
        ("map", json!([]), "dict_type", "Input should be a valid dictionary"),
        ("model", json!([]), "model_type", "Input should be an object"),
        ("null", json!(0), "none_required", "Input should be None"),
        ("character", json!(0), "string_type", "Input should be a valid string"),
        ("character", json!(""), "string_too_short", "String should have at least 1 character"),
        ("character", json!("ab"), "string_too_long", "String should have at most 1 character"),
        ("tuple", json!([1]), "too_short", "Tuple should have at least 2 items after validation, not 1"),
        ("optional", json!(5), "string_type", "Input should be a valid string"),
        ("boxed", json!(5), "model_type", "Input should be an object"),
    ];
    for (field, wrong, kind, msg) in rows {
        let mut value: Value = serde_json::from_str(all).expect("it is JSON");
        value[field] = wrong;
        assert_eq!(
            faults_of::<Types>(&value.to_string()),
            json!([told(kind, json!(["chat", field]), msg)]),
            "{field}"
        );
    }
    let mut inner: Value = serde_json::from_str(all).expect("it is JSON");
    inner["map"] = json!({ "7": -1 });
    inner["tuple"] = json!([1, "2"]);
    inner["boxed"] = json!({});
    assert_eq!(
        faults_of::<Types>(&inner.to_string()),
        json!([
            told("int_type", json!(["chat", "tuple", 1]), int),
            told(
                "greater_than_equal",
                json!(["chat", "map", "7"]),
                "Input should be greater than or equal to 0"
            ),
            told("missing", json!(["chat", "boxed", "id"]), "Field required"),
        ])
    );
}

payload!(Widths {
    #[serde(default)] a: i8,
    #[serde(default)] b: i16,
    #[serde(default)] c: i32,
    #[serde(default)] d: i64,
    #[serde(default)] e: u8,
    #[serde(default)] f: u16,
    #[serde(default)] g: Option<u32>,
    #[serde(default)] h: u64,
    #[serde(default)] i: usize,
    #[serde(default)] j: Option<std::num::NonZeroU8>,
});

#[test]
fn integers_have_the_bounds_of_their_width() {
    for (field, wrong, kind, bound) in [
        ("a", "-129", "greater_than_equal", "greater than or equal to -128"),
        ("b", "32768", "less_than_equal", "less than or equal to 32767"),
        ("c", "2147483648", "less_than_equal", "less than or equal to 2147483647"),
        ("c", "-2147483649", "greater_than_equal", "greater than or equal to -2147483648"),
        ("d", "9223372036854775808", "less_than_equal", "less than or equal to 9223372036854775807"),
        ("e", "300", "less_than_equal", "less than or equal to 255"),
        ("e", "-1", "greater_than_equal", "greater than or equal to 0"),
        ("f", "70000", "less_than_equal", "less than or equal to 65535"),
        ("g", "4294967296", "less_than_equal", "less than or equal to 4294967295"),
        ("h", "-1", "greater_than_equal", "greater than or equal to 0"),
        ("h", "1e30", "less_than_equal", "less than or equal to 18446744073709551615"),
        ("i", "-5", "greater_than_equal", "greater than or equal to 0"),
        ("j", "0", "greater_than_equal", "greater than or equal to 1"),
    ] {
        let text = format!(r#"{{"{field}":{wrong}}}"#);
        let expected = told(kind, json!(["chat", field]), &format!("Input should be {bound}"));
        assert_eq!(faults_of::<Widths>(&text), json!([expected]), "{text}");
    }
}

payload!(Bounds {
    #[schemars(length(min = 1, max = 3))] #[serde(default)] text: String,
    #[schemars(length(min = 2))] #[serde(default)] list: Vec<u8>,
    #[schemars(range(min = 1, max = 5))] #[serde(default)] number: i32,
    #[schemars(extend("exclusiveMinimum" = 0, "exclusiveMaximum" = 9, "multipleOf" = 2))] #[serde(default)] open: f64,
    #[schemars(regex(pattern = "^[a-z]+$"))] #[serde(default)] word: String,
    #[schemars(email)] #[serde(default)] mail: String,
    #[schemars(extend("format" = "date-time"))] #[serde(default)] when: String,
    #[serde(default = "here")] address: Option<IpAddr>,
    #[serde(default = "home")] four: Option<Ipv4Addr>,
    #[schemars(extend("minProperties" = 1))] #[serde(default)] map: BTreeMap<String, u8>,
    #[schemars(length(max = 1))] #[serde(default)] few: Vec<u8>,
    wrong: bool,
});

fn here() -> Option<IpAddr> {
    None
}

fn home() -> Option<Ipv4Addr> {
    None
}

#[test]
fn each_broken_bound_has_its_name() {
    let rows = [
        ("text", json!(""), "string_too_short", "String should have at least 1 character"),
        ("text", json!("abcd"), "string_too_long", "String should have at most 3 characters"),
        ("list", json!([1]), "too_short", "List should have at least 2 items after validation, not 1"),
        ("few", json!([1, 2]), "too_long", "List should have at most 1 item after validation, not 2"),
        ("number", json!(0), "greater_than_equal", "Input should be greater than or equal to 1"),
        ("number", json!(6), "less_than_equal", "Input should be less than or equal to 5"),
        ("open", json!(0), "greater_than", "Input should be greater than 0"),
        ("open", json!(10), "less_than", "Input should be less than 9"),
        ("open", json!(3), "multiple_of", "Input should be a multiple of 2"),
        ("word", json!("A"), "string_pattern_mismatch", "String should match pattern '^[a-z]+$'"),
        ("mail", json!("nobody"), "value_error", "Value error, not a valid email"),
        ("when", json!("today"), "value_error", "Value error, not a valid date-time"),
        ("address", json!("1.2.3"), "value_error", "Value error, not a valid ip"),
        ("four", json!("::1"), "value_error", "Value error, not a valid ipv4"),
        ("map", json!({}), "too_short", "Dictionary should have at least 1 item after validation, not 0"),
    ];
    for (field, wrong, kind, msg) in rows {
        let text = json!({ field: wrong, "wrong": 0 }).to_string();
        assert_eq!(
            faults_of::<Bounds>(&text),
            json!([
                told(kind, json!(["chat", field]), msg),
                told("bool_type", json!(["chat", "wrong"]), "Input should be a valid boolean"),
            ]),
            "{text}"
        );
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape matters")]
struct Closed {
    b: u8,
    a: u8,
}

#[test]
fn unknown_keys_come_last_where_they_are_forbidden() {
    let extra = |key| told("extra_forbidden", json!(["chat", key]), "Extra inputs are not permitted");
    assert_eq!(
        faults_of::<Closed>(r#"{"z/~y":1,"x":2,"a":1}"#),
        json!([told("missing", json!(["chat", "b"]), "Field required"), extra("x"), extra("z/~y")])
    );
}

#[test]
fn a_field_given_twice_is_a_fault() {
    let twice = |loc| told("duplicate_key", loc, "Field given more than once");
    assert_eq!(
        faults_of::<Frame>(r#"{"action":"chat","payload":{"text":"a","times":1},"action":"chat"}"#),
        json!([twice(json!(["chat", "action"]))])
    );
    assert_eq!(
        faults_of::<Frame>(
            r#"{"action":"chat","payload":{"text":"a","times":1,"times":2,"times":"3","x":1,"x":2}}"#
        ),
        json!([
            twice(json!(["chat", "payload", "times"])),
            told("int_type", json!(["chat", "payload", "times"]), "Input should be a valid integer"),
        ])
    );
    assert_eq!(
        faults_of::<Frame>(
            r#"{"action":"chat","payload":{"times":1,"inner":{"flag":true,"list":[{"id":1,"id":2}],"flag":true}}}"#
        ),
        json!([
            told("missing", json!(["chat", "payload", "text"]), "Field required"),
            twice(json!(["chat", "payload", "inner", "flag"])),
            twice(json!(["chat", "payload", "inner", "list", 0, "id"])),
            told(
                "string_type",
                json!(["chat", "payload", "inner", "list", 0, "id"]),
                "Input should be a valid string"
            ),
        ])
    );
}

#[test]
fn broken_json_behind_the_tag_is_told_as_such() {
    assert_eq!(
        faults_of::<Frame>(r#"{"action":"chat","payload":"#),
        json!([told(
            "json_invalid",
            json!([]),
            "Invalid JSON: EOF while parsing a value at line 1 column 27"
        )])
    );
}

#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "only its shape matters")]
struct Picky {
    text: String,
}

impl<'de> Deserialize<'de> for Picky {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("not this one"))
    }
}

#[test]
fn what_the_schema_lets_pass_is_told_in_serdes_words() {
    assert_eq!(
        faults_of::<Picky>(r#"{"text":"a"}"#),
        json!([told("value_error", json!(["chat"]), "Value error, not this one")])
    );
}

#[test]
fn broken_rules_are_told_in_field_order() {
    let root = At::root("chat");
    let payload = root.key("payload");
    let rule =
        |at: At<'_>| Fault { kind: "value_error".into(), loc: at.to_loc(), msg: "Value error, no".into() };
    let rules = vec![rule(payload.key("times")), rule(payload.key("text")), rule(root)];
    let text = r#"{"action":"chat","payload":{"text":"a","times":1}}"#;
    let faults = explain(&info(leak::<Frame>), text, Invalid(Box::new(Cause::Rules(rules))));
    assert_eq!(faults, [rule(root), rule(payload.key("text")), rule(payload.key("times"))]);
}

#[test]
fn another_kind_of_frame_is_a_fault() {
    assert_eq!(explain(&info(leak::<Frame>), "{}", Invalid::kind()).len(), 1);
    assert_eq!(json!(binary()), told("binary", json!([]), "Binary frames are not supported"));
}
