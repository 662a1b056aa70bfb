//! Reads a frame for a recording: only what a value can hold without loss.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use chanx_schema::json::too_deep;

/// Deeper ones could not be read back: a line nests them once more.
const MAX_DEPTH: usize = 120;

/// A frame that is read.
#[derive(Debug, PartialEq)]
pub(super) struct Object {
    pub(super) value: Value,
    /// Whether the value has every number as it was written.
    pub(super) exact: bool,
}

/// A text as a JSON object; `None` where it is none, nests too deep, or has a key twice in one object, of which a
/// value would keep one.
pub(super) fn object(text: &str) -> Option<Object> {
    if !text.trim_start().starts_with('{') || too_deep(text, MAX_DEPTH) {
        return None;
    }
    let Once(value) = serde_json::from_str(text).ok()?;
    Some(Object { value, exact: numbers(text).all(is_exact) })
}

/// The numbers of a text that is JSON.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find(['"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])?..];
            if let Some(string) = rest.strip_prefix('"') {
                rest = behind(string);
                continue;
            }
            let is_part = |c: char| c.is_ascii_digit() || ['+', '-', '.', 'e', 'E'].contains(&c);
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            let (number, behind) = rest.split_at(end);
            rest = behind;
            return Some(number);
        }
    })
}

/// What follows a string whose quote has been taken.
fn behind(string: &str) -> &str {
    let mut escaped = false;
    let end = string.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or("", |end| &string[end + 1..])
}

/// Whether a value has the number as it was written: no integer beyond 64 bits, no more digits than a double has.
fn is_exact(number: &str) -> bool {
    let read = serde_json::from_str::<serde_json::Number>(number);
    read.is_ok_and(|read| decimal(&read.to_string()) == decimal(number))
}

/// A number's sign, its digits without zeros at either end, and the power of ten of the last.
fn decimal(number: &str) -> (bool, String, i64) {
    let (mantissa, power) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{}{fraction}", whole.trim_start_matches('-'));
    let digits = all.trim_end_matches('0');
    let length = |digits: usize| i64::try_from(digits).unwrap_or(i64::MAX);
    let power = power.parse().unwrap_or(i64::MAX).saturating_sub(length(fraction.len()));
    let power = power.saturating_add(length(all.len() - digits.len()));
    let digits = digits.trim_start_matches('0');
    (number.starts_with('-'), digits.to_owned(), if digits.is_empty() { 0 } else { power })
}

/// A value whose objects have each key once.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reading).map(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Once(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((key, Once(value))) = map.next_entry::<String, Once>()? {
            if members.insert(key, value).is_some() {
                return Err(A::Error::custom("a key is given twice"));
            }
        }
        Ok(members.into())
    }
}

#[cfg(test)]
mod tests {
    use super::object;

    #[test]
    fn numbers_that_a_value_changes_are_found() {
        for exact in
            ["0", "-0", "18446744073709551615", "-9223372036854775808", "1.50", "1e3", "0.1", "2.5E-7", "100"]
        {
            let text = format!(r#"{{"\\\"1e999":[{exact},"123456789012345678901234567890 \"1"]}}"#);
            assert!(object(&text).is_some_and(|object| object.exact), "{text}");
        }
        for lossy in ["18446744073709551616", "-9223372036854775809", "0.12345678901234567890", "1e-400"] {
            let text = format!(r#"{{"a":"\\","b":{{"c":{lossy}}}}}"#);
            assert!(object(&text).is_some_and(|object| !object.exact), "{text}");
        }
    }

    #[test]
    fn only_what_is_kept_whole_is_an_object() {
        for text in [r#"{"a":[1,-2,1.5,null,true,"x",{"b":{}}]}"#, "{}"] {
            assert_eq!(object(text).map(|object| object.value.to_string()).as_deref(), Some(text));
        }
        for text in ["", "[1]", "null", "{", r#"{"a":1,"a":2}"#, r#"{"a":[{"b":1,"\u0062":2}]}"#] {
            assert_eq!(object(text), None, "{text}");
        }
        let deep = |depth| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(object(&deep(100)).is_some());
        assert!(object(&deep(125)).is_none());
    }
}
