//! camelCase and back.

use std::{borrow::Cow, collections::BTreeMap};

use chanx_schema::{Case, MessageSchema, Places, Schemas, camel_case, recase};
use proptest::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    leak,
    random::{mutated, text},
};

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Deep {
    user_id: u32,
    line_1: Option<Box<Deep>>,
    some_map: BTreeMap<String, Deep>,
    some_list: Vec<(u8, Deep)>,
    any_value: Value,
    one_of_these: Option<Either>,
    #[serde(rename = "wire_name")]
    renamed: bool,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "the_kind")]
enum Either {
    Left { left_hand: u8 },
    Right { right_hand: Vec<Deep> },
}

fn deep() -> &'static MessageSchema {
    static SCHEMA: std::sync::OnceLock<&MessageSchema> = std::sync::OnceLock::new();
    SCHEMA.get_or_init(leak::<Deep>)
}

const SNAKE: &str = r#" {"user_id" : 1, "line_1":{"user_id":2},
    "some_map":{"user_id":{"user_id":3},"other_key":{"some_map":{}}}, "some_list":[[1,{"user_id":4}]],
    "any_value":{"user_id":"user_id"}, "one_of_these":{"the_kind":"Left","left_hand":1,"right_hand":[{"user_id":5}]},
    "wire_name":true, "unknown_key":{"user_id":6}} "#;

const CAMEL: &str = r#" {"userId" : 1, "line1":{"userId":2},
    "someMap":{"user_id":{"userId":3},"other_key":{"someMap":{}}}, "someList":[[1,{"userId":4}]],
    "anyValue":{"user_id":"user_id"}, "oneOfThese":{"theKind":"Left","leftHand":1,"rightHand":[{"userId":5}]},
    "wireName":true, "unknown_key":{"user_id":6}} "#;

#[test]
fn keys_change_their_case_and_nothing_else_does() {
    assert_eq!(deep().to_camel(SNAKE), CAMEL);
    assert_eq!(deep().to_snake(CAMEL), SNAKE);
    assert!(matches!(deep().to_snake(SNAKE), Cow::Borrowed(SNAKE)));
    assert!(matches!(deep().to_camel("{}"), Cow::Borrowed("{}")));
}

#[test]
fn what_cannot_be_told_stays() {
    let escaped = r#"{"user\u005fid":1}"#;
    assert!(matches!(deep().to_camel(escaped), Cow::Borrowed(_)));
    for broken in [r#"{"userId":1"#, r#"{"userId":01}"#, r#"{"userId":1} x"#, r#"{"userId":tru}"#] {
        assert!(matches!(deep().to_snake(broken), Cow::Borrowed(_)), "{broken}");
    }
}

#[test]
fn names_in_camel_case() {
    for (snake, camel) in [
        ("user_id", "userId"),
        ("a_b_c", "aBC"),
        ("user__id", "userId"),
        ("_user_id", "_userId"),
        ("__private_", "__private_"),
        ("type_", "type_"),
        ("line_1", "line1"),
        ("sha_256_sum", "sha256Sum"),
        ("größe_über", "größeÜber"),
        ("already", "already"),
        ("_", "_"),
        ("", ""),
    ] {
        assert_eq!(camel_case(snake), camel);
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[expect(non_snake_case, reason = "the underscores are what is tested")]
struct Clash {
    line_1: u8,
    line1: u8,
    a_b: u8,
    a__b: u8,
    c_d: u8,
}

#[test]
fn names_that_would_meet_stay_as_they_are() {
    let text = r#"{"line_1":1,"line1":2,"a_b":3,"a__b":4,"c_d":5}"#;
    let camel = r#"{"line_1":1,"line1":2,"a_b":3,"a__b":4,"cD":5}"#;
    assert_eq!(leak::<Clash>().to_camel(text), camel);
    assert_eq!(leak::<Clash>().to_snake(camel), text);
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its shape matters")]
struct TwoSided {
    #[serde(skip_deserializing)]
    only_sent: u8,
    #[serde(skip_serializing)]
    only_taken: u8,
}

#[test]
fn each_direction_has_its_own_fields() {
    let schema = leak::<TwoSided>();
    assert_eq!(schema.to_camel(r#"{"only_sent":1}"#), r#"{"onlySent":1}"#);
    assert_eq!(schema.sent_to_snake(r#"{"onlySent":1}"#), r#"{"only_sent":1}"#);
    assert_eq!(schema.to_snake(r#"{"onlyTaken":1}"#), r#"{"only_taken":1}"#);
}

/// A schema of objects, lists, maps and leaves, with a value of it.
fn shaped() -> impl Strategy<Value = (Value, Value)> {
    let leaf = text().prop_map(|text| (json!({}), serde_json::from_str(&text).unwrap_or_default()));
    leaf.prop_recursive(4, 24, 5, |inner| {
        let name = "[ab_1A]{1,4}";
        prop_oneof![
            2 => prop::collection::btree_map(name, inner.clone(), 0..5).prop_map(|fields| {
                let schemas: Map<_, _> = fields.iter().map(|(name, (schema, _))| (name.clone(), schema.clone())).collect();
                let values: Map<_, _> = fields.into_iter().map(|(name, (_, value))| (name, value)).collect();
                (json!({ "properties": schemas }), Value::Object(values))
            }),
            1 => inner.clone().prop_map(|(schema, value)| (json!({ "items": schema }), json!([value, value]))),
            1 => (inner.clone(), name, name).prop_map(|((schema, value), one, two)| {
                let values: Map<_, _> = [(one, value.clone()), (two, value)].into_iter().collect();
                (json!({ "additionalProperties": schema }), Value::Object(values))
            }),
            1 => inner.prop_map(|(schema, value)| (json!({ "anyOf": [schema, { "type": "null" }] }), value)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn camel_case_round_trips((schema, value) in shaped()) {
        let places = Places::of(&Schemas::read(&schema));
        let snake = value.to_string();
        let camel = recase(&snake, &places, Case::Camel);
        prop_assert!(serde_json::from_str::<Value>(&camel).is_ok());
        prop_assert_eq!(recase(&camel, &places, Case::Snake), snake.as_str());
        prop_assert_eq!(recase(&snake, &places, Case::Snake), snake.as_str());
    }

    #[test]
    fn what_is_no_json_passes_through(text in prop_oneof![mutated(), any::<String>()]) {
        if serde_json::from_str::<serde::de::IgnoredAny>(&text).is_err() {
            prop_assert_eq!(deep().to_snake(&text), text.as_str());
            prop_assert_eq!(deep().to_camel(&text), text.as_str());
        }
    }

    #[test]
    fn damage_anywhere_is_survived(from in 0..CAMEL.len(), to in 0..CAMEL.len()) {
        let text = format!("{}{}", &CAMEL[..from], &CAMEL[to..]);
        if serde_json::from_str::<Value>(&text).is_err() {
            prop_assert_eq!(deep().to_snake(&text), text.as_str());
        }
    }
}
