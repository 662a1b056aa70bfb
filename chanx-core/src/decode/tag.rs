//! The tag of a frame: a byte scan of the top-level keys, and a full parse where that cannot tell.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::Value;

use chanx_schema::{
    camel_case,
    json::Cursor,
    judge::{tag_not_found, tag_not_string},
};

use super::faults::{fault, json_invalid};
use crate::validate::Fault;

/// The value of the tag, by a scan of the top-level keys.
///
/// The scan stops at the first such key, so that a tag which comes first costs a few nanoseconds; faults
/// behind it, a second tag among them, are left to the typed parse. It allocates nothing unless a key or the
/// value is written with escapes.
///
/// # Errors
/// One fault: the text is no JSON, or no object, or has no tag, or one that is no string.
pub(crate) fn find_tag<'a>(text: &'a str, tag: &str) -> Result<Cow<'a, str>, Vec<Fault>> {
    match scan(text, tag) {
        Some(action) => Ok(Cow::Borrowed(action)),
        None => parse(text, tag).map(Cow::Owned).map_err(|fault| vec![fault]),
    }
}

/// The same where keys may be camelCased: `message_type` is found as `messageType` too.
///
/// # Errors
/// As for [`find_tag`].
pub(crate) fn find_tag_camelized<'a>(text: &'a str, tag: &str) -> Result<Cow<'a, str>, Vec<Fault>> {
    if let Cow::Owned(camel) = camel_case(tag)
        && let Ok(action) = find_tag(text, &camel)
    {
        return Ok(action);
    }
    find_tag(text, tag)
}

fn scan<'a>(text: &'a str, tag: &str) -> Option<&'a str> {
    if let Some(action) = at_first_glance(text, tag) {
        return Some(action);
    }
    let mut cursor = Cursor::new(text);
    cursor.space();
    cursor.eat(b'{')?;
    loop {
        cursor.space();
        let key = cursor.key()?;
        if key.escaped {
            return None;
        }
        if key.text == tag {
            let value = cursor.string()?;
            return (!value.escaped).then_some(value.text);
        }
        cursor.value()?;
        cursor.space();
        cursor.eat(b',')?;
    }
}

/// The tag where most clients write it: first, and without spaces.
fn at_first_glance<'a>(text: &'a str, tag: &str) -> Option<&'a str> {
    let value = text.strip_prefix("{\"")?.strip_prefix(tag)?.strip_prefix("\":\"")?;
    let end = value.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
    (value.as_bytes()[end] == b'"').then(|| &value[..end])
}

fn parse(text: &str, tag: &str) -> Result<String, Fault> {
    // A visitor that refuses a value ends the parse there; this one reads to the end.
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| json_invalid(&error))?;
    let mut json = serde_json::Deserializer::from_str(text);
    match json.deserialize_any(First { tag }) {
        Ok(Some(Value::String(action))) => Ok(action),
        Ok(Some(_)) => Err(tag_not_string(tag)),
        Ok(None) => Err(tag_not_found(tag)),
        Err(error) if error.is_data() => {
            Err(fault("model_type", Vec::new(), "Input should be an object".to_owned()))
        }
        Err(error) => Err(json_invalid(&error)),
    }
}

/// Reads an object's first value under the tag.
struct First<'t> {
    tag: &'t str,
}

impl<'de> Visitor<'de> for First<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_tag) = map.next_key_seed(Is(self.tag))? {
            if is_tag && found.is_none() {
                found = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a key is this one.
struct Is<'t>(&'t str);

impl<'de> DeserializeSeed<'de> for Is<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<bool, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for Is<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}
