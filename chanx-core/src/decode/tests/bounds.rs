//! Depth, and how much a peer can make of little.

use std::{collections::BTreeMap, fmt};

use chanx_schema::{
    MessageSchema,
    json::too_deep,
    judge::{MAX_STEPS, Reports},
};
use proptest::prelude::*;
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use super::{
    faults_of, info, leak,
    random::{mutated, text},
};
use crate::{
    decode::{
        Invalid, explain,
        faults::{MAX_BYTES, MAX_FAULTS},
        formats::is_of_format,
    },
    validate::At,
};

/// Objects and lists in turn.
fn nested(depth: usize) -> String {
    let opening: String = (0..depth).map(|level| if level % 2 == 0 { "{\"a\":" } else { "[" }).collect();
    let closing: String = (0..depth).rev().map(|level| if level % 2 == 0 { '}' } else { ']' }).collect();
    format!("{opening}0{closing}")
}

/// How deep a value nests, duplicate keys and all.
struct Depth(usize);

impl<'de> Deserialize<'de> for Depth {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Depth(0))
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Depth;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Depth, A::Error> {
        let mut deepest = 0;
        while let Some((_, Depth(inner))) = map.next_entry::<IgnoredAny, Depth>()? {
            deepest = deepest.max(inner);
        }
        Ok(Depth(deepest + 1))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Depth, A::Error> {
        let mut deepest = 0;
        while let Some(Depth(inner)) = list.next_element()? {
            deepest = deepest.max(inner);
        }
        Ok(Depth(deepest + 1))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Depth, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Depth, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Depth, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Depth, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Depth, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Depth, E> {
        Ok(self)
    }
}

#[test]
fn the_deepest_setting_is_the_parsers_own_limit() {
    for depth in 120..140 {
        let text = nested(depth);
        let refused = serde_json::from_str::<Value>(&text).is_err();
        assert_eq!(refused, depth >= 128, "{depth}");
        assert_eq!(too_deep(&text, 128), refused, "{depth}");
        assert_eq!(too_deep(&text, 1000), refused, "{depth}");
    }
    assert!(!too_deep(&nested(9), 10));
    assert!(too_deep(&nested(10), 10));
    assert!(!too_deep(r#"{"a":"[[[[[[[[[[[[[\"{{{{{{{","b":[]}"#, 3));
    assert!(!too_deep(&format!("[{}[]]", "[],".repeat(500)), 3));
}

proptest! {
    #[test]
    fn depth_is_that_of_the_parsed_value(text in text(), max in 1_usize..8) {
        let Depth(depth) = serde_json::from_str(&text).expect("it is JSON");
        prop_assert_eq!(too_deep(&text, max), depth >= max);
    }

    #[test]
    fn any_text_has_a_depth(text in prop_oneof![mutated(), any::<String>()], max in any::<usize>()) {
        too_deep(&text, max);
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its shape matters")]
struct Tree {
    value: Option<u8>,
    left: Option<Box<Tree>>,
    children: Vec<Tree>,
    by_name: BTreeMap<String, Tree>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape matters")]
struct Closed {
    a: u8,
}

#[test]
fn the_faults_of_one_frame_are_bounded() {
    let many = format!(r#"{{"children":[{}0]}}"#, "0,".repeat(30_000));
    let told = faults_of::<Tree>(&many);
    assert_eq!(told.as_array().map(Vec::len), Some(MAX_FAULTS));
    assert_eq!(told[0]["loc"], serde_json::json!(["chat", "children", 0]));

    let keys: Vec<_> = (0..60).map(|n| format!("\"{n}{}\":0,", "k".repeat(1000))).collect();
    let keys = keys.concat();
    let told = faults_of::<Closed>(&format!("{{{keys}\"a\":true}}"));
    assert!(told.to_string().len() < MAX_BYTES * 2);

    let deep = format!("{}0{}", r#"{"left":"#.repeat(126), "}".repeat(126));
    assert!(faults_of::<Tree>(&deep).to_string().len() < MAX_BYTES * 4);

    let wide = format!(r#"{{"left":{{"left":"{}"}}}}"#, "x".repeat(60_000));
    assert!(faults_of::<Tree>(&wide).to_string().len() < 2_000);
}

proptest! {
    #[test]
    fn any_text_that_is_invalid_has_faults(text in prop_oneof![text(), mutated(), any::<String>()]) {
        if let Err(error) = serde_json::from_str::<Tree>(&text) {
            let faults = explain(&info(tree), &text, Invalid::from(error));
            prop_assert!((1..=MAX_FAULTS).contains(&faults.len()));
        }
    }
}

fn tree() -> &'static MessageSchema {
    static SCHEMA: std::sync::OnceLock<&MessageSchema> = std::sync::OnceLock::new();
    SCHEMA.get_or_init(leak::<Tree>)
}

/// Alternatives that all go on: judged one within the other they would be told apart in exponential time.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its shape matters")]
enum Maze {
    Left { next: Box<Maze>, left: Option<u8> },
    Right { next: Box<Maze>, right: Option<u8> },
    End(bool),
}

#[test]
fn a_judgement_takes_bounded_steps() {
    let text = format!("{}0{}", r#"{"next":"#.repeat(100), "}".repeat(100));
    let steps = |schema: &MessageSchema, text: &str| {
        let value: Value = serde_json::from_str(text).expect("it is JSON");
        schema.judge(&value, is_of_format, &At::root("chat"), &mut Reports::default())
    };
    assert_eq!(steps(leak::<Maze>(), &text), MAX_STEPS);

    // A list of them costs its length, not its depth times its length.
    let text = format!("{}[{}0]{}", r#"{"left":"#.repeat(120), "0,".repeat(30_000), "}".repeat(120));
    assert!(steps(tree(), &text) < 1_000);
}
