//! Reads a frame for a recording: only what a value can hold without loss.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::decode::too_deep;

/// Deeper ones could not be read back: a line nests them once more.
const MAX_DEPTH: usize = 120;

/// A text as a JSON object; `None` where it is none, nests too deep, or has a key twice in one object, of which a
/// value would keep one.
pub(super) fn object(text: &str) -> Option<Value> {
    if !text.trim_start().starts_with('{') || too_deep(text, MAX_DEPTH) {
        return None;
    }
    serde_json::from_str::<Once>(text).ok().map(|once| once.0)
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
    fn only_what_is_kept_whole_is_an_object() {
        for text in [r#"{"a":[1,-2,1.5,null,true,"x",{"b":{}}]}"#, "{}"] {
            assert_eq!(object(text).map(|value| value.to_string()).as_deref(), Some(text));
        }
        for text in ["", "[1]", "null", "{", r#"{"a":1,"a":2}"#, r#"{"a":[{"b":1,"\u0062":2}]}"#] {
            assert_eq!(object(text), None, "{text}");
        }
        let deep = |depth| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(object(&deep(100)).is_some());
        assert!(object(&deep(125)).is_none());
    }
}
