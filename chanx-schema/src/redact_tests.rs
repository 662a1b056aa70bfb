//! No secret survives, whatever a client makes of a frame.

use std::{collections::HashMap, sync::LazyLock};

use proptest::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::MessageSchema;

const SECRET: &str = "hunter2";

/// What `#[payload]` writes.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Password(#[schemars(extend("x-sensitive" = true))] String);

#[derive(Serialize, Deserialize, JsonSchema)]
struct Account {
    user_name: String,
    pass_word: Password,
    #[schemars(extend("x-sensitive" = true))]
    pins: Option<Vec<u32>>,
    #[serde(default)]
    friends: Vec<Account>,
    by_place: HashMap<String, Account>,
    both: Option<(u32, Password)>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind")]
enum Access {
    Open { note: String },
    Key { key_code: Password },
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Either {
    Word(String),
    Both { word: String, answer: Password },
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Frame {
    action: String,
    account: Account,
    access: Access,
    either: Either,
    marks: HashMap<String, u8>,
    free: Value,
}

fn account(depth: u8) -> Value {
    let inner = || if depth == 0 { json!([]) } else { json!([account(depth - 1)]) };
    json!({
        "user_name": "ann",
        "pass_word": SECRET,
        "pins": [SECRET, 1],
        "friends": inner(),
        "by_place": if depth == 0 { json!({}) } else { json!({ "home": account(depth - 1) }) },
        "both": [1, SECRET],
    })
}

fn frame() -> Value {
    json!({
        "action": "log_in",
        "account": account(2),
        "access": { "kind": "Key", "key_code": SECRET },
        "either": { "word": "yes", "answer": SECRET },
        "marks": { "a": 1 },
        "free": { "any": ["thing"] },
    })
}

fn redacted(mut frame: Value) -> Value {
    static SCHEMA: LazyLock<MessageSchema> = LazyLock::new(MessageSchema::of::<Frame>);
    SCHEMA.redact(&mut frame);
    frame
}

#[test]
fn sensitive_values_go_and_everything_else_stays() {
    let found = redacted(frame());
    assert_eq!(found["action"], "log_in");
    assert_eq!(found["account"]["user_name"], "ann");
    assert_eq!(found["account"]["by_place"]["home"]["friends"][0]["pass_word"], "[redacted]");
    assert_eq!(found["account"]["by_place"]["home"]["friends"][0]["user_name"], "ann");
    assert_eq!(found["account"]["pins"], "[redacted]");
    assert_eq!(found["account"]["both"], json!([1, "[redacted]"]));
    assert_eq!(found["access"], json!({ "kind": "Key", "key_code": "[redacted]" }));
    assert_eq!(found["either"], json!({ "word": "yes", "answer": "[redacted]" }));
    assert_eq!(found["marks"], json!({ "a": 1 }));
    assert_eq!(found["free"], json!({ "any": ["thing"] }));
}

#[test]
fn keys_are_known_in_either_case_and_unknown_ones_go() {
    let found = redacted(json!({
        "account": { "userName": "ann", "passWord": SECRET, "passwrod": SECRET, SECRET: 1, "both": null },
        "Access": { "kind": SECRET },
    }));
    let expected = json!({
        "account": {
            "userName": "ann",
            "passWord": "[redacted]",
            "[redacted]": "[redacted]",
            "[redacted]2": "[redacted]",
            "both": null,
        },
        "[redacted]": "[redacted]",
    });
    assert_eq!(found, expected);
}

#[test]
fn what_is_of_another_kind_than_the_schema_has_goes() {
    for other in [json!([SECRET]), json!(SECRET), json!([{ "pass_word": SECRET }])] {
        assert_eq!(redacted(json!({ "account": other }))["account"], "[redacted]");
        assert_eq!(redacted(other), "[redacted]");
    }
    let found = redacted(json!({ "account": { "user_name": { "pass_word": SECRET } }, "either": SECRET }));
    assert_eq!(found, json!({ "account": { "user_name": "[redacted]" }, "either": SECRET }));
}

#[test]
fn a_message_without_secrets_stays_as_it_is() {
    let schema = MessageSchema::of::<HashMap<String, u8>>();
    let mut frame = json!({ "pass_word": SECRET, "x": [1] });
    schema.redact(&mut frame);
    assert!(!schema.is_sensitive());
    assert_eq!(frame, json!({ "pass_word": SECRET, "x": [1] }));
}

#[derive(Serialize, JsonSchema, Deserialize)]
struct Renamed {
    #[serde(rename(serialize = "code", deserialize = "secret_code"))]
    #[schemars(extend("x-sensitive" = true))]
    pin: String,
}

#[test]
fn both_directions_are_known() {
    let mut frame = json!({ "code": SECRET, "secret_code": SECRET });
    MessageSchema::of::<Renamed>().redact(&mut frame);
    assert_eq!(frame, json!({ "code": "[redacted]", "secret_code": "[redacted]" }));
}

#[derive(Serialize, JsonSchema, Deserialize)]
struct Other {
    code: String,
    note: Option<Vec<String>>,
}

#[test]
fn of_several_messages_whatever_is_sensitive_in_one_goes() {
    let schemas = [MessageSchema::of::<Other>(), MessageSchema::of::<Renamed>()];
    for schemas in [[&schemas[0], &schemas[1]], [&schemas[1], &schemas[0]]] {
        let mut frame = json!({ "code": SECRET, "note": ["a"], "is_mine": true });
        MessageSchema::redact_by(&schemas, &mut frame, &["is_mine".to_owned()]);
        assert_eq!(frame, json!({ "code": "[redacted]", "note": ["a"], "is_mine": true }));
    }
}

#[derive(Serialize, JsonSchema, Deserialize)]
struct Flat {
    #[schemars(extend("x-sensitive" = true))]
    pin: String,
    #[serde(flatten)]
    rest: HashMap<String, Value>,
}

#[test]
fn a_map_beside_a_sensitive_field_may_hold_its_misspelt_key() {
    let mut frame = json!({ "pni": SECRET });
    MessageSchema::of::<Flat>().redact(&mut frame);
    assert_eq!(frame, json!({ "[redacted]": "[redacted]" }));
}

/// What a client may do to a value.
#[derive(Debug, Clone)]
enum Twist {
    /// The keys of an object, misspelt.
    Misspell,
    /// In camelCase.
    Camel,
    IntoList,
    IntoObject(String),
    /// An object's or a list's first value in its place.
    Unwrap,
    /// An object as the list of its values.
    Values,
}

fn twists() -> impl Strategy<Value = Vec<(usize, Twist)>> {
    let twist = prop_oneof![
        Just(Twist::Misspell),
        Just(Twist::Camel),
        Just(Twist::IntoList),
        "[a-z_]{8}|pass_word|account|passWord|pins".prop_map(Twist::IntoObject),
        Just(Twist::Unwrap),
        Just(Twist::Values),
    ];
    prop::collection::vec((0..60_usize, twist), 0..8)
}

/// Applies a twist to the value at this place, counted in depth, except where anything may stand.
fn apply(value: &mut Value, place: &mut usize, twist: &Twist) -> bool {
    if *place == 0 {
        twisted(value, twist);
        return true;
    }
    *place -= 1;
    match value {
        Value::Object(members) => members.values_mut().any(|value| apply(value, place, twist)),
        Value::Array(items) => items.iter_mut().any(|value| apply(value, place, twist)),
        _ => false,
    }
}

fn twisted(value: &mut Value, twist: &Twist) {
    let taken = value.take();
    *value = match (twist, taken) {
        (Twist::Misspell, Value::Object(members)) => {
            members.into_iter().map(|(key, value)| (format!("{key}x"), value)).collect::<Map<_, _>>().into()
        }
        (Twist::Camel, Value::Object(members)) => members
            .into_iter()
            .map(|(key, value)| (crate::case::camel_case(&key).into_owned(), value))
            .collect::<Map<_, _>>()
            .into(),
        (Twist::IntoList, taken) => json!([taken]),
        (Twist::IntoObject(key), taken) => json!({ key.clone(): taken }),
        (Twist::Unwrap, Value::Object(members)) => {
            members.into_iter().next().map_or(Value::Null, |(_, one)| one)
        }
        (Twist::Unwrap, Value::Array(items)) => items.into_iter().next().unwrap_or_default(),
        (Twist::Values, Value::Object(members)) => members.into_iter().map(|(_, value)| value).collect(),
        (_, taken) => taken,
    };
}

/// Any JSON, with the keys of the frame and others.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        Just(json!(SECRET)),
        Just(json!(1.5))
    ];
    leaf.prop_recursive(6, 64, 5, |inner| {
        let key =
            "account|pass_word|passWord|friends|by_place|both|access|kind|key_code|either|answer|[a-z]{3}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..5)
                .prop_map(|members| members.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_secret_survives(twists in twists()) {
        let mut frame = frame();
        for (mut place, twist) in twists {
            apply(&mut frame, &mut place, &twist);
        }
        let sent = frame.to_string();
        let kept = redacted(frame).to_string();
        prop_assert!(!kept.contains(SECRET), "{sent}\n{kept}");
    }

    #[test]
    fn of_anything_a_secret_stays_only_where_it_is_no_secret(frame in anything()) {
        // `either` may be a word, which is none.
        let allowed = frame.get("either").is_some_and(|either| either == SECRET);
        let kept = redacted(frame).to_string();
        prop_assert!(kept.matches(SECRET).count() <= usize::from(allowed), "{kept}");
    }

    #[test]
    fn nothing_that_is_valid_and_not_marked_is_lost(name in ".*", note in ".*", mark in any::<u8>()) {
        let mut frame = frame();
        frame["account"]["user_name"] = name.clone().into();
        frame["access"] = json!({ "kind": "Open", "note": note });
        frame["marks"] = json!({ name.clone(): mark });
        let kept = redacted(frame);
        prop_assert_eq!(&kept["account"]["user_name"], &json!(name));
        prop_assert_eq!(&kept["access"]["note"], &json!(note));
        prop_assert_eq!(&kept["marks"], &json!({ name: mark }));
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct LogIn {
    name: String,
    #[schemars(extend("x-sensitive" = true))]
    password: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Several {
    Pair(HashMap<String, String>, i64),
    Many(Vec<LogIn>),
}

#[test]
fn an_alternative_that_lists_its_items_leaves_the_others_theirs() {
    let mut frame = json!([{ "name": "a", "password": "hunter2" }]);
    MessageSchema::of::<Several>().redact(&mut frame);
    assert!(!frame.to_string().contains("hunter2"), "{frame}");
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Body {
    Known(LogIn),
    Other(Value),
}

#[test]
fn an_alternative_that_may_be_anything_does_not_open_the_place() {
    let mut frame = json!({ "name": "a", "passwrd": "hunter2" });
    MessageSchema::of::<Body>().redact(&mut frame);
    assert!(!frame.to_string().contains("hunter2"), "{frame}");
}
