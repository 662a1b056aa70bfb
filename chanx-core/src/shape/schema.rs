//! The schemas of a type, and the one its frames are judged by.

use std::net::IpAddr;

use jsonschema::{Keyword, PatternOptions, ValidationError, Validator};
use schemars::{
    JsonSchema, Schema,
    generate::SchemaSettings,
    transform::{RecursiveTransform, Transform},
};
use serde_json::{Number, Value, json};
use uuid::Uuid;

/// A keyword of our own beside `"type": "integer"`: serde takes no `1.0` there, JSON Schema does.
pub(crate) const INTEGER: &str = "chanx:integer";

/// What a client may send.
pub(super) fn incoming<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// What a client receives.
pub(super) fn outgoing<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// Compiles a schema; `None` if it is none, which a hand-written one may turn out to be.
pub(super) fn compile(schema: &Value) -> Option<Validator> {
    let mut schema = Schema::try_from(schema.clone()).ok()?;
    RecursiveTransform(as_serde_reads).transform(&mut schema);
    jsonschema::options()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .with_format("uuid", |text: &str| Uuid::parse_str(text).is_ok())
        .with_format("ip", |text: &str| text.parse::<IpAddr>().is_ok())
        .with_keyword(INTEGER, |_, _, _| Ok(Box::new(Whole)))
        .build(schema.as_value())
        .ok()
}

/// Tells the schema what serde knows beyond it: an integer's width, and that a set may repeat itself.
fn as_serde_reads(schema: &mut Schema) {
    schema.remove("uniqueItems");
    let integer = match schema.get("type") {
        Some(Value::String(one)) => one == "integer",
        Some(Value::Array(several)) => several.iter().any(|one| one == "integer"),
        _ => false,
    };
    if !integer {
        return;
    }
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    if matches!(format, "int128" | "uint128") {
        return;
    }
    let (least, most) = match format {
        "int32" => (json!(i32::MIN), json!(i32::MAX)),
        "uint32" => (json!(0), json!(u32::MAX)),
        "int64" => (json!(i64::MIN), json!(i64::MAX)),
        "uint64" => (json!(0), json!(u64::MAX)),
        "int" => (json!(isize::MIN), json!(isize::MAX)),
        "uint" => (json!(0), json!(usize::MAX)),
        _ => (Value::Null, Value::Null),
    };
    for (keyword, exclusive, bound) in
        [("minimum", "exclusiveMinimum", least), ("maximum", "exclusiveMaximum", most)]
    {
        if !bound.is_null() && schema.get(keyword).is_none() && schema.get(exclusive).is_none() {
            schema.insert(keyword.to_owned(), bound);
        }
    }
    schema.insert(INTEGER.to_owned(), Value::Bool(true));
}

/// Refuses a whole number that is written as a float.
struct Whole;

impl<'i> Keyword<'i> for Whole {
    fn validate(&self, value: &'i Value) -> Result<(), ValidationError<'i>> {
        if self.is_valid(value) { Ok(()) } else { Err(ValidationError::custom("a float")) }
    }

    fn is_valid(&self, value: &'i Value) -> bool {
        // Beyond these an integer's own digits are read as a float: its bounds refuse it in better words.
        let float = value.as_number().filter(|number| number.is_f64()).and_then(Number::as_f64);
        !float.is_some_and(|float| float.fract() == 0.0 && float.abs() < 9.0e18)
    }
}
