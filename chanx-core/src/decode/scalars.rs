//! Numbers and texts: their types, bounds, patterns and formats, as serde and the rules read them.

use std::{
    cmp::Ordering,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::LazyLock,
};

use garde::rules::email::Email;
use regex::Regex;
use serde_json::{Number, Value, json};
use uuid::Uuid;

use super::{
    faults::{Reports, fault},
    judge::Part,
    words::length,
};
use crate::{
    shape::Shape,
    validate::{At, rules::is_url},
};

/// Below this, a float without a fraction was written as one; above it, it may be an integer of many digits.
const INTEGERS: f64 = 9.0e18;

/// Whether a value is of a type by JSON Schema's name. Unlike there, `1.0` is no integer: serde takes none.
pub(super) fn is_of_type(part: Part<'_>, expected: &str, value: &Value) -> bool {
    match expected {
        "integer" => match value {
            Value::Number(number) if number.is_f64() => {
                let big =
                    part.get("format").and_then(Value::as_str).is_some_and(|format| format.ends_with("128"));
                number.as_f64().is_some_and(|n| n.fract() == 0.0 && (big || n.abs() >= INTEGERS))
            }
            other => other.is_number(),
        },
        "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// Reports the bounds that a number breaks.
pub(super) fn number(parts: &[Part<'_>], number: &Number, at: &At<'_>, reports: &mut Reports) {
    for part in parts {
        let (least, most) = width(part);
        let least = part.get("minimum").cloned().or(least);
        let most = part.get("maximum").cloned().or(most);
        let bounds = [
            (least, Ordering::Less, false, "greater_than_equal", "greater than or equal to"),
            (part.get("exclusiveMinimum").cloned(), Ordering::Less, true, "greater_than", "greater than"),
            (most, Ordering::Greater, false, "less_than_equal", "less than or equal to"),
            (part.get("exclusiveMaximum").cloned(), Ordering::Greater, true, "less_than", "less than"),
        ];
        for (limit, wrong, exclusive, kind, words) in bounds {
            let Some(Value::Number(limit)) = limit else { continue };
            let order = compare(number, &limit);
            if order == Some(wrong) || (exclusive && order == Some(Ordering::Equal)) {
                reports.push(fault(kind, at.to_loc(), format!("Input should be {words} {limit}")));
            }
        }
        let step = part.get("multipleOf").and_then(Value::as_f64);
        if let (Some(step), Some(number)) = (step, number.as_f64())
            && number % step != 0.0
        {
            reports.push(fault("multiple_of", at.to_loc(), format!("Input should be a multiple of {step}")));
        }
    }
}

/// The bounds of an integer whose schema tells them by its format alone.
fn width(part: Part<'_>) -> (Option<Value>, Option<Value>) {
    let (least, most) = match part.get("format").and_then(Value::as_str).unwrap_or_default() {
        "int32" => (json!(i32::MIN), json!(i32::MAX)),
        "uint32" => (json!(0), json!(u32::MAX)),
        "int64" => (json!(i64::MIN), json!(i64::MAX)),
        "uint64" => (json!(0), json!(u64::MAX)),
        "int" => (json!(isize::MIN), json!(isize::MAX)),
        "uint" => (json!(0), json!(usize::MAX)),
        _ => return (None, None),
    };
    (Some(least), Some(most))
}

/// Exact where both are integers.
fn compare(one: &Number, other: &Number) -> Option<Ordering> {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// Reports the bounds, the pattern and the format that a text breaks.
pub(super) fn text(shape: &Shape, parts: &[Part<'_>], text: &str, at: &At<'_>, reports: &mut Reports) {
    for part in parts {
        let bound = |keyword: &str| part.get(keyword).and_then(Value::as_u64);
        let chars = text.chars().count() as u64;
        if let Some(least) = bound("minLength").filter(|least| chars < *least) {
            reports.push(fault(
                "string_too_short",
                at.to_loc(),
                length("String", "at least", least, "character"),
            ));
        }
        if let Some(most) = bound("maxLength").filter(|most| chars > *most) {
            reports.push(fault(
                "string_too_long",
                at.to_loc(),
                length("String", "at most", most, "character"),
            ));
        }
        if let Some(pattern) = part.get("pattern").and_then(Value::as_str)
            && shape.pattern(pattern).is_some_and(|compiled| !compiled.is_match(text))
        {
            let msg = format!("String should match pattern '{pattern}'");
            reports.push(fault("string_pattern_mismatch", at.to_loc(), msg));
        }
        match part.get("format").and_then(Value::as_str) {
            Some("uuid") if Uuid::parse_str(text).is_err() => {
                reports.push(fault("uuid_parsing", at.to_loc(), "Input should be a valid UUID".to_owned()));
            }
            Some(format) if !is_of_format(format, text) => {
                reports.push(fault("value_error", at.to_loc(), format!("Value error, not a valid {format}")));
            }
            _ => {}
        }
    }
}

/// Whether a text is of a format; every text is of one that is not known here.
fn is_of_format(format: &str, text: &str) -> bool {
    const DATE: &str = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
    const TIME: &str = r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?";
    const ZONE: &str = r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)";
    static DATE_TIME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!("^{DATE}[Tt ]{TIME}{ZONE}$")).ok());
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^{DATE}$")).ok());

    let matches = |regex: &Option<Regex>| regex.as_ref().is_none_or(|regex| regex.is_match(text));
    match format {
        "ip" => text.parse::<IpAddr>().is_ok(),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "email" => text.validate_email().is_ok(),
        "uri" => is_url(text),
        "date-time" => matches(&DATE_TIME),
        "date" => matches(&DAY),
        _ => true,
    }
}
