//! Faults of enums, in each of serde's four forms.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::faults_of;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Plain {
    Red,
    Green,
    Blue,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Documented {
    /// One.
    Red,
    /// Two.
    Green,
    Blue,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its shape matters")]
enum Keyed {
    Circle { radius: u8 },
    Square(u8),
    Point,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code, reason = "only its shape matters")]
enum Tagged {
    Circle { radius: u8 },
    Square { side: u8, name: String },
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "value", rename_all = "lowercase")]
#[expect(dead_code, reason = "only its shape matters")]
enum Adjacent {
    Circle(u8),
    Square { side: u8 },
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its shape matters")]
enum Untagged {
    Number(u8),
    Text(String),
    Named { first: u8, last: u8 },
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Of<T> {
    #[serde(rename = "it")]
    _it: T,
}

#[track_caller]
fn check<T>(wrong: &Value, loc: &Value, kind: &str, msg: &str)
where
    T: serde::de::DeserializeOwned + JsonSchema + std::fmt::Debug,
{
    let text = json!({ "it": wrong }).to_string();
    let mut path = vec![json!("chat"), json!("it")];
    path.extend(loc.as_array().cloned().unwrap_or_default());
    let expected = json!([{ "type": kind, "loc": path, "msg": msg }]);
    assert_eq!(faults_of::<Of<T>>(&text), expected, "{text}");
    assert_eq!(faults_of::<Of<Option<T>>>(&text), expected, "optional: {text}");
}

#[test]
fn plain_enums_name_their_options() {
    for wrong in [json!("pink"), json!(5), json!({ "red": 1 })] {
        let msg = "Input should be 'red', 'green' or 'blue'";
        check::<Plain>(&wrong, &json!([]), "literal_error", msg);
    }
    let msg = "Input should be 'blue', 'red' or 'green'";
    check::<Documented>(&json!("pink"), &json!([]), "literal_error", msg);
}

#[test]
fn enums_by_key_tell_of_the_variant_that_was_meant() {
    check::<Keyed>(&json!({ "Circle": {} }), &json!(["Circle", "radius"]), "missing", "Field required");
    let int = "Input should be a valid integer";
    check::<Keyed>(&json!({ "Square": "x" }), &json!(["Square"]), "int_type", int);
    let keys = "Input should have one of the keys 'Circle' or 'Square'";
    check::<Keyed>(&json!({ "Line": 1 }), &json!([]), "union_tag_invalid", keys);
    check::<Keyed>(&json!({}), &json!([]), "union_tag_invalid", keys);
    check::<Keyed>(&json!("Line"), &json!([]), "literal_error", "Input should be 'Point'");
}

#[test]
fn tagged_enums_tell_of_the_variant_that_was_meant() {
    check::<Tagged>(&json!({ "kind": "circle" }), &json!(["radius"]), "missing", "Field required");
    check::<Tagged>(&json!({ "kind": "square", "side": 1 }), &json!(["name"]), "missing", "Field required");
    let unknown =
        "Input tag 'line' found using 'kind' does not match any of the expected tags: 'circle', 'square'";
    check::<Tagged>(&json!({ "kind": "line", "radius": 1 }), &json!([]), "union_tag_invalid", unknown);
    let missing = "Unable to extract tag using discriminator 'kind'";
    check::<Tagged>(&json!({ "radius": 1 }), &json!([]), "union_tag_not_found", missing);
    let string = "Input tag found using 'kind' should be a valid string";
    check::<Tagged>(&json!({ "kind": 1 }), &json!([]), "union_tag_invalid", string);
    check::<Tagged>(&json!(5), &json!([]), "model_type", "Input should be an object");

    check::<Adjacent>(
        &json!({ "kind": "square", "value": {} }),
        &json!(["value", "side"]),
        "missing",
        "Field required",
    );
    check::<Adjacent>(&json!({ "kind": "line", "value": 1 }), &json!([]), "union_tag_invalid", unknown);
    check::<Adjacent>(&json!({ "value": 1 }), &json!([]), "union_tag_not_found", missing);
}

#[test]
fn untagged_enums_tell_of_the_closest_alternative() {
    check::<Untagged>(&json!({ "first": 1 }), &json!(["last"]), "missing", "Field required");
    let most = "Input should be less than or equal to 255";
    check::<Untagged>(&json!(300), &json!([]), "less_than_equal", most);
    let types = "Input should be a valid integer, a valid string or an object";
    check::<Untagged>(&json!([]), &json!([]), "union_type", types);
}
