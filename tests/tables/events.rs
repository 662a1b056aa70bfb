//! Events give schemas, though the types of their fields need none.

use std::collections::HashMap;

use chanx::{Event, prelude::*};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, from_value, json, to_value};

use super::{alone, draft07, is_valid, messages::Place};

/// A type of another crate, of which serde knows and schemars does not.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Foreign {
    id: u32,
}

/// The mood of a post.
#[payload]
enum Mood {
    /// None in particular.
    Plain,
    /// Loud, by so much.
    Loud { by: u8 },
}

/// The part that posts have in common.
#[payload]
struct Common {
    /// The author.
    author: String,
    edited: Option<bool>,
}

/// Somebody wrote.
#[event(handler = "posted")]
#[serde(rename_all = "camelCase")]
struct Posted {
    /// The post's number.
    post_id: u32,
    mood: Mood,
    /// Where it was written.
    place: Place,
    source: Foreign,
    /// Old.
    #[deprecated]
    #[serde(rename = "lang", default)]
    language: String,
    title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    tags: Vec<String>,
    #[serde(with = "text")]
    number: u64,
    #[serde(skip)]
    seen: bool,
    #[serde(flatten)]
    common: Common,
}

mod text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(super) fn serialize<S: Serializer>(number: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&number.to_string())
    }

    #[allow(clippy::ref_option, reason = "serde passes a reference")]
    pub(super) fn serialize_some<S: Serializer>(number: &Option<u64>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&number.unwrap_or_default())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[event(handler = "counted")]
struct Counted(Option<u16>);

#[event(handler = "woken")]
struct Woken;

#[event(handler = "closed")]
#[serde(deny_unknown_fields)]
struct Closed {
    why: String,
}

#[event(handler = "kept")]
struct Kept {
    #[serde(flatten)]
    rest: HashMap<String, Value>,
}

/// Takes the fields of a type without a schema, and no others.
#[event(handler = "strict")]
#[serde(deny_unknown_fields)]
struct Strict {
    #[serde(flatten)]
    source: Foreign,
}

#[event(handler = "optional")]
#[serde(deny_unknown_fields)]
struct Optional {
    #[serde(serialize_with = "text::serialize_some")]
    number: Option<u64>,
    next: Box<Option<u8>>,
    #[serde(flatten)]
    common: Option<Common>,
}

/// Told to clients too.
#[message(action = "both")]
#[event(handler = "both")]
struct Both(u8);

fn posted() -> Value {
    json!({
        "postId": 7, "mood": {"Loud": {"by": 3}}, "place": {"latitude": 1.5}, "source": {"id": 1}, "lang": "de",
        "title": "Tea", "tags": ["a"], "number": "12", "author": "ann",
    })
}

/// Asserts that the schema and serde agree on each value, and says whether they take it.
#[track_caller]
fn reads<E: Event + DeserializeOwned>(value: &Value) -> bool {
    let schema = alone(E::INFO.schema, draft07().for_deserialize());
    let taken = from_value::<E>(value.clone()).is_ok();
    assert_eq!(is_valid(&schema, value), taken, "{value} by {schema:#}");
    taken
}

#[test]
fn a_schema_takes_what_serde_reads() {
    assert!(reads::<Posted>(&posted()));
    for field in ["lang", "title", "tags"] {
        let mut value = posted();
        value.as_object_mut().expect("it is one").remove(field);
        assert!(reads::<Posted>(&value), "{field}");
    }
    for field in ["postId", "mood", "place", "source", "number", "author"] {
        let mut value = posted();
        value.as_object_mut().expect("it is one").remove(field);
        assert!(!reads::<Posted>(&value), "{field}");
    }
    for (field, wrong) in [
        ("postId", json!(-1)),
        ("postId", json!("7")),
        ("mood", json!("Loud")),
        ("mood", json!({"Loud": {"by": "much"}})),
        ("place", json!({"latitude": "north"})),
        ("title", json!(1)),
        ("tags", json!([1])),
        ("author", json!(null)),
        ("edited", json!(1)),
    ] {
        let mut value = posted();
        value[field] = wrong;
        assert!(!reads::<Posted>(&value), "{field}");
    }
    assert!(reads::<Counted>(&json!({"payload": 65535})));
    assert!(reads::<Counted>(&json!({"payload": null})));
    assert!(reads::<Counted>(&json!({})));
    assert!(!reads::<Counted>(&json!({"payload": "1"})));
    assert!(reads::<Woken>(&json!({"payload": null})) && reads::<Woken>(&json!({})));
    assert!(!reads::<Woken>(&json!({"payload": 1})));
    assert!(reads::<Closed>(&json!({"why": "tea"})));
    assert!(!reads::<Closed>(&json!({"why": "tea", "when": 1})));
    assert!(reads::<Kept>(&json!({"a": 1, "b": []})));
    assert!(reads::<Strict>(&json!({"id": 1})));
    for value in [json!({}), json!({"next": 1}), json!({"number": 1, "next": null}), json!({"author": "ann"})]
    {
        assert!(reads::<Optional>(&value), "{value}");
    }
    assert!(!reads::<Optional>(&json!({"number": "1"})) && !reads::<Optional>(&json!({"next": 256})));
    assert!(reads::<Both>(&json!({"action": "both", "payload": 1})));
    assert!(!reads::<Both>(&json!({"payload": 1})));
}

#[test]
fn what_serde_writes_is_of_the_schema_for_readers() {
    let schema = alone(Posted::INFO.schema, draft07().for_serialize());
    let event: Posted = from_value(posted()).expect("it is one");
    assert!(!event.seen);
    assert!(is_valid(&schema, &to_value(&event).expect("it can be written")));
    let required = &schema["required"];
    assert_eq!(
        *required,
        json!(["postId", "mood", "place", "source", "lang", "title", "number", "author", "edited"])
    );
}

#[test]
fn a_field_without_a_schema_may_be_anything() {
    let schema = alone(Posted::INFO.schema, draft07().for_deserialize());
    let mut value = posted();
    value["source"] = json!(["no", "Foreign"]);
    value["number"] = json!(12);
    assert!(is_valid(&schema, &value));
    assert!(from_value::<Posted>(value).is_err());
}

#[test]
fn doc_comments_stand_in_it() {
    let schema = alone(Posted::INFO.schema, draft07().for_deserialize());
    let of = |name: &str| schema["properties"][name]["description"].clone();
    assert_eq!(schema["description"], "Somebody wrote.");
    assert_eq!((of("postId"), of("place")), (json!("The post's number."), json!("Where it was written.")));
    assert_eq!((of("author"), of("title")), (json!("The author."), Value::Null));
    assert_eq!(schema["properties"]["lang"]["deprecated"], true);
    assert!(schema["properties"].get("seen").is_none());
    assert_eq!(schema["definitions"]["Mood"]["oneOf"][0]["description"], "None in particular.");
    assert_eq!(schema["definitions"]["Mood"]["oneOf"][1]["description"], "Loud, by so much.");
}
