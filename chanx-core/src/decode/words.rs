//! Faults in pydantic's words.

use serde_json::Value;

use super::{faults::shorten, judge::Part};

/// The most characters of a list of options that a fault tells.
const MAX_OPTIONS: usize = 512;

/// A value of another type than the expected one, or ones.
pub(super) fn type_words(expected: &[&str], value: &Value, part: Part<'_>) -> (&'static str, String) {
    let [one] = expected else {
        let nouns = expected.iter().map(|one| noun(one, part));
        return ("union_type", format!("Input should be {}", any_of(nouns)));
    };
    let kind = match *one {
        "string" => "string_type",
        "integer" if is_fraction(value) => {
            let msg = "Input should be a valid integer, got a number with a fractional part";
            return ("int_from_float", msg.to_owned());
        }
        "integer" => "int_type",
        "number" => "float_type",
        "boolean" => "bool_type",
        "array" if is_tuple(part) => "tuple_type",
        "array" => "list_type",
        "object" if is_model(part) => "model_type",
        "object" => "dict_type",
        _ => "none_required",
    };
    (kind, format!("Input should be {}", noun(one, part)))
}

/// A type, after "Input should be".
pub(super) fn noun(expected: &str, part: Part<'_>) -> &'static str {
    match expected {
        "string" => "a valid string",
        "integer" => "a valid integer",
        "number" => "a valid number",
        "boolean" => "a valid boolean",
        "array" if is_tuple(part) => "a valid tuple",
        "array" => "a valid list",
        "object" if is_model(part) => "an object",
        "object" => "a valid dictionary",
        _ => "None",
    }
}

/// `Input should be 'a', 'b' or 'c'`.
pub(super) fn one_of<'v>(options: impl IntoIterator<Item = &'v Value>) -> String {
    let options = options.into_iter().map(|option| match option {
        Value::String(text) => format!("'{text}'"),
        other => other.to_string(),
    });
    shorten(&format!("Input should be {}", any_of(options)), MAX_OPTIONS)
}

/// `a, b or c`.
pub(super) fn any_of(options: impl IntoIterator<Item: Into<String>>) -> String {
    let mut options: Vec<String> = options.into_iter().map(Into::into).collect();
    match options.pop() {
        Some(last) if options.is_empty() => last,
        Some(last) => format!("{} or {last}", options.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// `List should have at least 1 item`.
pub(super) fn length(what: &str, bound: &str, limit: u64, unit: &str) -> String {
    let plural = if limit == 1 { "" } else { "s" };
    format!("{what} should have {bound} {limit} {unit}{plural}")
}

fn is_fraction(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.fract() != 0.0)
}

fn is_tuple(part: Part<'_>) -> bool {
    part.contains_key("prefixItems")
}

fn is_model(part: Part<'_>) -> bool {
    part.contains_key("properties")
}
