//! The judge against a JSON Schema validator and against serde itself.

use std::collections::BTreeMap;

use chanx_schema::{MessageSchema, json::Tree, judge::Reports};
use proptest::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::leak;
use crate::{decode::formats::is_of_format, validate::At};

#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its shape matters")]
struct All {
    a: u8,
    b: Option<String>,
    c: Option<Vec<All>>,
    d: Option<BTreeMap<String, Kind>>,
    e: Option<(u8, Name)>,
    f: Option<Loose>,
    g: Option<Shut>,
    h: Option<BTreeMap<u8, bool>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "a")]
#[expect(dead_code, reason = "only its shape matters")]
enum Kind {
    B { b: u8 },
    C { b: String, c: Option<Box<Kind>> },
}

#[derive(Debug, Deserialize, JsonSchema)]
enum Name {
    A,
    /// Documented.
    B,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its shape matters")]
enum Loose {
    Number(i8),
    Pair { a: u8, b: u8 },
    Other { a: u8, b: String },
    Many(Vec<Loose>),
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape matters")]
struct Shut {
    a: Option<u8>,
    #[serde(default)]
    b: String,
}

/// Values that often fit: few keys, few words.
fn near() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        (0_u8..4).prop_map(|n| json!(n)),
        Just(json!(-200)),
        Just(json!(1.5)),
        prop::sample::select(vec!["A", "B", "C", "a"]).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let key = prop::sample::select(vec!["a", "b", "c", "d", "e", "f", "g", "h", "7"]);
        prop_oneof![
            3 => prop::collection::vec((key, inner.clone()), 0..6).prop_map(|members| {
                members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
            }),
            1 => prop::collection::vec(inner, 0..4).prop_map(Value::from),
        ]
    })
}

fn fits(schema: &MessageSchema, value: &Value) -> bool {
    let mut reports = Reports::default();
    schema.judge(&Tree::from(value), 100_000, is_of_format, &At::root("chat"), &mut reports);
    reports.is_empty()
}

macro_rules! agrees {
    ($type:ty, $value:expr) => {{
        static PAIR: std::sync::OnceLock<(&MessageSchema, jsonschema::Validator)> =
            std::sync::OnceLock::new();
        let (schema, validator) = PAIR.get_or_init(|| {
            let schema = leak::<$type>();
            (schema, jsonschema::validator_for(schema.incoming()).expect("it is a schema"))
        });
        let value: &Value = $value;
        prop_assert_eq!(fits(schema, value), validator.is_valid(value), "{}", value);
        // serde takes a list of its fields for a struct, which no schema says.
        if !value.to_string().contains('[') && serde_json::from_value::<$type>(value.clone()).is_ok() {
            prop_assert!(fits(schema, value), "serde takes {}", value);
        }
    }};
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_judge_agrees_with_a_validator(value in near(), first in 0_u8..4) {
        agrees!(Kind, &value);
        agrees!(Name, &value);
        agrees!(Loose, &value);
        agrees!(Shut, &value);
        let mut value = value;
        if let Some(members) = value.as_object_mut() {
            members.insert("a".to_owned(), json!(first));
        }
        agrees!(All, &value);
    }
}
