//! Parameters give schemas: of what they are read from.

use std::borrow::Cow;

use chanx::{
    prelude::*,
    schemars::{Schema, SchemaGenerator, json_schema},
    table::ParamField,
};
use serde_json::{Value, json};

use super::{alone, draft07, is_valid};

/// A month: `2026-11`.
struct Month(String);

impl PathParam for Month {
    const CONVERTERS: &'static [&'static str] = &["slug"];

    fn from_path(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let fits =
            |text: &str, digits| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        (fits(year, 4) && fits(month, 2)).then(|| Self(text.to_owned()))
    }

    fn to_path(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$" })
    }
}

/// One that does not tell.
struct Word(String);

impl PathParam for Word {
    const CONVERTERS: &'static [&'static str] = &["str"];

    fn from_path(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }

    fn to_path(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

#[params]
#[allow(dead_code, reason = "they are only described")]
struct DeskPath {
    /// The house's number,
    /// counted from the bridge.
    house: u8,
    balance: i16,
    desk: Uuid,
    month: Month,
    word: Word,
    name: String,
}

#[derive(Default)]
struct Desk;

#[consumer(public, params = DeskPath)]
impl Desk {}

fn fields() -> &'static [ParamField] {
    let app = App::new(())
        .routes(router![path("<int:house>/<int:balance>/<uuid:desk>/<slug:month>/<word>/<name>/", Desk)]);
    app.outline()[0].params
}

fn schema(name: &str) -> Value {
    let field = fields().iter().find(|field| field.name == name).expect("it is one");
    alone(field.schema, draft07().for_deserialize())
}

/// Asserts that the schema and the type agree on a value, which integers read from their digits.
#[track_caller]
fn agree<P: PathParam>(name: &str, value: &Value) {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    assert_eq!(is_valid(&schema(name), value), P::from_path(&text).is_some(), "{name}: {value}");
}

#[test]
fn a_schema_takes_what_the_parameter_is_read_from() {
    for value in [json!(0), json!(255), json!(256), json!(-1)] {
        agree::<u8>("house", &value);
        agree::<i16>("balance", &value);
    }
    for value in [json!(32767), json!(32768), json!(-32768), json!(-32769)] {
        agree::<i16>("balance", &value);
    }
    for text in ["67e55044-10b1-426f-9247-bb680e5fe0c8", "blue", ""] {
        agree::<Uuid>("desk", &json!(text));
        agree::<Month>("month", &json!(text));
        agree::<Word>("word", &json!(text));
        agree::<String>("name", &json!(text));
    }
    agree::<Month>("month", &json!("2026-11"));
    // A type of one's own that does not tell what it takes may take anything.
    assert!(is_valid(&schema("word"), &json!(7)) && !is_valid(&schema("name"), &json!(7)));
}

#[test]
fn a_field_has_its_doc_comment() {
    let told: Vec<_> = fields().iter().map(|field| (field.name, field.description)).collect();
    assert_eq!(told[..2], [("house", "The house's number,\ncounted from the bridge."), ("balance", "")]);
}
