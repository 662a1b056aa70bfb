//! The judge of what is generated and of what is replied: a validator that the runtime does not know.

use chanx_schema::width;
use jsonschema::Validator;
use serde_json::{Number, Value, json};

/// A schema, compiled.
pub(super) struct Oracle {
    /// What surely fits it.
    strict: Validator,
    /// What may fit it: serde's sets take what is there twice, and hold it once; of formats, everybody has a notion of
    /// their own.
    lenient: Validator,
}

impl Oracle {
    /// Compiles a schema; the error says why it is none.
    pub(super) fn of(schema: &Value) -> Result<Self, String> {
        let mut schema = schema.clone();
        widths(&mut schema);
        let mut lenient = schema.clone();
        without_unique(&mut lenient);
        Ok(Self { strict: compile(&schema, &[])?, lenient: compile(&lenient, &LOOSE)? })
    }

    /// Whether a value must be taken.
    pub(super) fn is_valid(&self, value: &Value) -> bool {
        self.strict.is_valid(value)
    }

    /// Whether a value must not be taken. Some are neither this nor that.
    pub(super) fn is_invalid(&self, value: &Value) -> bool {
        !self.lenient.is_valid(value)
    }

    /// What is wrong with a value that must not be said, in the validator's words.
    pub(super) fn fault(&self, value: &Value) -> Option<String> {
        let error = self.lenient.validate(value).err()?;
        let place = error.instance_path().to_string();
        Some(if place.is_empty() { error.to_string() } else { format!("{error} at {place}") })
    }
}

type Format = (&'static str, fn(&str) -> bool);

/// Formats, as little as can be meant by them.
const LOOSE: [Format; 9] = [
    ("email", |text| text.contains('@')),
    ("idn-email", |text| text.contains('@')),
    ("uri", |text| text.contains(':')),
    ("iri", |text| text.contains(':')),
    ("uuid", |text| text.chars().filter(char::is_ascii_hexdigit).count() >= 32),
    ("date-time", has_digit),
    ("date", has_digit),
    ("time", has_digit),
    ("duration", has_digit),
];

fn has_digit(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

fn compile(schema: &Value, formats: &[Format]) -> Result<Validator, String> {
    let options = jsonschema::options().should_validate_formats(true);
    let options = formats.iter().fold(options, |options, (name, is)| options.with_format(*name, *is));
    options.build(schema).map_err(|error| error.to_string())
}

/// Takes `uniqueItems` out, but not a field of that name.
fn without_unique(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_unique),
        Value::Object(members) => {
            if members.get("uniqueItems").is_some_and(Value::is_boolean) {
                members.remove("uniqueItems");
            }
            members.values_mut().for_each(without_unique);
        }
        _ => {}
    }
}

/// Writes down the bounds that an integer's format means, which a validator does not know.
fn widths(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(widths),
        Value::Object(members) => {
            members.values_mut().for_each(widths);
            let integer = match members.get("type") {
                Some(Value::Array(types)) => types.contains(&json!("integer")),
                one => one == Some(&json!("integer")),
            };
            let format = members.get("format").and_then(Value::as_str).filter(|_| integer);
            let (least, most) = format.and_then(width).unwrap_or_default();
            for (keyword, bound) in [("minimum", least), ("maximum", most)] {
                if let Some(bound) = bound.and_then(Number::from_i128) {
                    members.entry(keyword).or_insert(Value::Number(bound));
                }
            }
        }
        _ => {}
    }
}
