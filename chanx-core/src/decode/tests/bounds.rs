//! Depth, and how much a peer can make of little.

use std::{collections::BTreeMap, fmt};

use chanx_schema::{
    MessageSchema,
    json::{Tree as JsonTree, too_deep},
    judge::{Reports, steps_for},
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
        Cause, Invalid, explain,
        faults::{MAX_BYTES, MAX_FAULTS},
        formats::is_of_format,
        tree,
    },
    validate::{At, rules},
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

/// What one answer tells of a list with so many wrong items.
fn told_of(wrong: usize) -> Vec<Value> {
    let items = vec!["0"; wrong].join(",");
    faults_of::<Tree>(&format!(r#"{{"children":[{items}],"by_name":{{}}}}"#))
        .as_array()
        .cloned()
        .unwrap_or_default()
}

#[test]
fn an_answer_that_does_not_tell_all_says_so() {
    assert_eq!(told_of(MAX_FAULTS).last().map(|fault| &fault["type"]), Some(&"model_type".into()));
    let told = told_of(MAX_FAULTS + 1);
    assert_eq!(told.len(), MAX_FAULTS);
    let last = serde_json::json!({ "type": "incomplete", "loc": ["chat"], "msg": "There may be more faults than these" });
    assert_eq!(told.last(), Some(&last));
    assert!(told[..MAX_FAULTS - 1].iter().all(|fault| fault["type"] == "model_type"));

    // Long places, which take all the bytes that there are, and twice as many when they are written.
    let keys: Vec<_> = (0..64).map(|n| format!(r#""{n}{}":0,"#, r"\u0001".repeat(1000))).collect();
    let told = faults_of::<Closed>(&format!("{{{}\"a\":true}}", keys.concat()));
    assert!(told.to_string().len() < MAX_BYTES + 200, "{}", told.to_string().len());
    assert_eq!(told.as_array().and_then(|told| told.last()), Some(&last));
}

#[test]
fn rules_too_tell_no_more() {
    let at = At::root("chat");
    let broken = |many| {
        let mut faults = Vec::new();
        for _ in 0..many {
            rules::required(&None::<()>, &at.key("value"), &mut faults);
        }
        explain(&info(tree_schema), "{}", Invalid(Box::new(Cause::Rules(faults))))
    };
    assert_eq!(broken(MAX_FAULTS).last().map(|fault| &*fault.kind), Some("missing"));
    assert_eq!(broken(10_000).len(), MAX_FAULTS);
    assert_eq!(broken(10_000).last().map(|fault| &*fault.kind), Some("incomplete"));
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its shape matters")]
enum Patch {
    A { a: Option<u8>, b: Option<u8>, c: Option<u8>, d: Option<u8> },
    B { b: Option<u8>, c: Option<u8>, d: Option<u8>, e: Option<u8> },
    C { c: Option<u8>, d: Option<u8>, e: Option<u8>, f: Option<u8> },
    D { d: Option<u8>, e: Option<u8>, f: Option<u8>, g: Option<u8> },
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "k")]
#[expect(dead_code, reason = "only its shape matters")]
enum Marked {
    T { a: Option<u8>, b: Option<u8> },
    U { a: Option<u8>, b: Option<u8> },
}

#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its shape matters")]
struct Patches<T> {
    list: Vec<T>,
    last: u8,
}

/// The list is right, so that no limit on faults ends the walk.
#[test]
fn a_long_list_that_is_right_costs_a_few_steps_an_item() {
    let steps = |schema: &MessageSchema, item: &str, most: usize| {
        let many = 65_536 / (item.len() + 1);
        let text = format!(r#"{{"list":[{}]}}"#, vec![item; many].join(","));
        let (at, mut reports) = (At::root("chat"), Reports::default());
        let value = tree::read(schema.places(), "chat", &text, &mut reports).expect("it is JSON");
        let taken = schema.judge(&value, text.len(), is_of_format, &at, &mut reports);
        assert!(taken <= most * many + 8 && !reports.is_cut(), "{item}: {taken} for {many} items");
        assert_eq!(reports.into_faults().len(), 1, "{item}");
    };
    steps(leak::<Patches<Patch>>(), "{}", 2);
    steps(leak::<Patches<Patch>>(), r#"{"g":1}"#, 3);
    steps(leak::<Patches<Marked>>(), r#"{"k":"T"}"#, 3);
    steps(leak::<Patches<Marked>>(), r#"{"k":"U","a":1}"#, 5);
}

#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its shape matters")]
struct Fixed {
    #[schemars(extend("const" = [1, { "a": [2] }]))]
    list: Vec<Value>,
    last: u8,
}

#[test]
fn nothing_is_kept_of_what_the_schema_does_not_speak_of() {
    let read = |schema: &MessageSchema, text: &str| {
        let tree = tree::read(schema.places(), "chat", text, &mut Reports::default());
        format!("{:?}", tree.expect("it is JSON"))
    };
    let closed = leak::<Closed>();
    assert_eq!(read(closed, r#"{"a":1,"b":[[1],{"c":2}]}"#), read(closed, r#"{"a":1,"b":null}"#));
    assert_eq!(read(closed, r#"{"a":1,"ref":"7"}"#), read(closed, r#"{"a":1}"#));
    // But what is compared with options is.
    assert_eq!(faults_of::<Fixed>(r#"{"list":[1,{"a":[2]}]}"#)[0]["type"], "missing");
    assert_eq!(faults_of::<Fixed>(r#"{"list":[1,{"a":[3]}]}"#)[0]["type"], "literal_error");
}

proptest! {
    #[test]
    fn any_text_that_is_invalid_has_faults(text in prop_oneof![text(), mutated(), any::<String>()]) {
        if let Err(error) = serde_json::from_str::<Tree>(&text) {
            let faults = explain(&info(tree_schema), &text, Invalid::from(error));
            prop_assert!((1..=MAX_FAULTS).contains(&faults.len()));
        }
    }
}

fn tree_schema() -> &'static MessageSchema {
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
        let at = At::root("chat");
        schema.judge(&JsonTree::from(&value), text.len(), is_of_format, &at, &mut Reports::default())
    };
    assert!(steps(leak::<Maze>(), &text) <= steps_for(text.len()));

    // A list of them costs its length, not its depth times its length.
    let text = format!("{}[{}0]{}", r#"{"left":"#.repeat(120), "0,".repeat(30_000), "}".repeat(120));
    assert!(steps(tree_schema(), &text) < 1_000);
}
