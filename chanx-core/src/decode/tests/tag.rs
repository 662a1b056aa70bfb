//! The scan for the tag agrees with a full parse.

use std::borrow::Cow;

use chanx_schema::json::Cursor;
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::random::{mutated, object, text};
use crate::decode::{find_tag, find_tag_camelized, unknown_tag};

/// What a parse of everything says: the first value under `action`, or the type of the fault.
fn model(text: &str) -> Result<String, &'static str> {
    /// An object's members, duplicates and all.
    struct Members(Option<Vec<(String, Value)>>);

    impl<'de> serde::Deserialize<'de> for Members {
        fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            struct Visit;
            impl<'de> serde::de::Visitor<'de> for Visit {
                type Value = Members;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                    let mut members = Vec::new();
                    while let Some(member) = map.next_entry()? {
                        members.push(member);
                    }
                    Ok(Members(Some(members)))
                }
            }
            from.deserialize_map(Visit)
        }
    }

    let whole: Value = serde_json::from_str(text).map_err(|_| "json_invalid")?;
    if !whole.is_object() {
        return Err("model_type");
    }
    let Members(members) = serde_json::from_str(text).map_err(|_| "json_invalid")?;
    match members.into_iter().flatten().find(|(key, _)| key == "action") {
        Some((_, Value::String(action))) => Ok(action),
        Some(_) => Err("union_tag_invalid"),
        None => Err("union_tag_not_found"),
    }
}

fn found(text: &str) -> Result<String, String> {
    find_tag(text, "action").map(Cow::into_owned).map_err(|mut faults| faults.remove(0).kind)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_scan_agrees_with_a_full_parse(text in prop_oneof![4 => object(), 1 => text()]) {
        prop_assert_eq!(found(&text), model(&text).map_err(str::to_owned));
    }

    #[test]
    fn near_json_is_refused_unless_the_tag_comes_before_the_damage(text in mutated()) {
        match model(&text) {
            Err("json_invalid") => {
                if let Err(kind) = found(&text) {
                    // A lone surrogate that nobody reads is nobody's fault.
                    let unread = serde_json::from_str::<IgnoredAny>(&text).is_ok();
                    prop_assert!(unread || kind == "json_invalid", "{kind}");
                }
            }
            told => prop_assert_eq!(found(&text), told.map_err(str::to_owned)),
        }
    }

    #[test]
    fn any_text_gets_an_answer(text in any::<String>()) {
        if let Err(faults) = find_tag(&text, "action") {
            prop_assert_eq!(faults.len(), 1);
        }
    }

    #[test]
    fn the_cursor_takes_what_the_parser_takes(text in prop_oneof![text(), mutated(), any::<String>()]) {
        let mut cursor = Cursor::new(&text);
        cursor.space();
        let whole = cursor.value().is_some_and(|()| {
            cursor.space();
            cursor.at_end()
        });
        prop_assert_eq!(whole, serde_json::from_str::<IgnoredAny>(&text).is_ok());
    }
}

#[test]
fn the_tag_is_borrowed_where_it_stands_plainly() {
    for text in [
        r#"{"action":"chat"}"#,
        " { \"payload\" : { \"action\" : [1, {}, \"}\"] } , \"action\" : \"chat\" , \"x\"",
        r#"{"payload":"\"action\":\"no\"","action":"chat"}"#,
    ] {
        assert!(matches!(find_tag(text, "action"), Ok(Cow::Borrowed("chat"))), "{text}");
    }
    assert!(matches!(find_tag(r#"{"action":"ch\u0061t"}"#, "action"), Ok(Cow::Owned(tag)) if tag == "chat"));
    assert!(matches!(find_tag(r#"{"\u0061ction":"chat"}"#, "action"), Ok(Cow::Owned(tag)) if tag == "chat"));
    assert!(matches!(find_tag(r#"{"kind":"chat","action":1}"#, "kind"), Ok(Cow::Borrowed("chat"))));
}

#[test]
fn the_tag_is_found_in_either_case() {
    let tag = |text| find_tag_camelized(text, "message_type").map(Cow::into_owned);
    assert_eq!(tag(r#"{"messageType":"chat"}"#), Ok("chat".to_owned()));
    assert_eq!(tag(r#"{"message_type":"chat"}"#), Ok("chat".to_owned()));
    assert_eq!(tag("{}").unwrap_err()[0].msg, "Unable to extract tag using discriminator 'message_type'");
}

#[test]
fn a_frame_without_a_tag_is_told_why() {
    let told = |text| json!(find_tag(text, "action").unwrap_err());
    let invalid = |msg: &str| json!([{ "type": "json_invalid", "loc": [], "msg": msg }]);
    assert_eq!(told(""), invalid("Invalid JSON: EOF while parsing a value at line 1 column 0"));
    assert_eq!(told("hello"), invalid("Invalid JSON: expected value at line 1 column 1"));
    assert_eq!(told("[] x"), invalid("Invalid JSON: trailing characters at line 1 column 4"));
    assert_eq!(told(r#"{"a":1"#), invalid("Invalid JSON: EOF while parsing an object at line 1 column 6"));
    let object = json!([{ "type": "model_type", "loc": [], "msg": "Input should be an object" }]);
    for text in ["[]", "5", "null", "\"action\"", "[{\"action\":\"chat\"}]"] {
        assert_eq!(told(text), object, "{text}");
    }
    assert_eq!(
        told(r#"{"payload":{"action":"chat"}}"#),
        json!([{ "type": "union_tag_not_found", "loc": [], "msg": "Unable to extract tag using discriminator 'action'" }])
    );
    assert_eq!(
        told(r#"{"action":5}"#),
        json!([{ "type": "union_tag_invalid", "loc": [], "msg": "Input tag found using 'action' should be a valid string" }])
    );
}

#[test]
fn an_unknown_tag_is_repeated_in_bounds() {
    assert_eq!(
        json!(unknown_tag("action", "x", ["chat", "ping"])),
        json!({
            "type": "union_tag_invalid",
            "loc": [],
            "msg": "Input tag 'x' found using 'action' does not match any of the expected tags: 'chat', 'ping'",
        })
    );
    assert!(unknown_tag("action", &"é".repeat(60_000), ["chat"]).msg.len() < 300);
}
