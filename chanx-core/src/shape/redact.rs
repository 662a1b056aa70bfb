//! What recordings leave out of a frame: the values that the schema marks, and whatever the schema does not know.

use serde_json::{Map, Value};

use super::{Shape, keys::closure};
use crate::case::camel_case;

/// What stands in a recording for a value that is left out.
pub const REDACTED: &str = "[redacted]";

/// The annotation that `#[sensitive]` writes.
const SENSITIVE: &str = "x-sensitive";

/// Whether anything in a schema is marked.
pub(super) fn is_marked(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => marks(members) || members.values().any(is_marked),
        Value::Array(items) => items.iter().any(is_marked),
        _ => false,
    }
}

fn marks(schema: &Map<String, Value>) -> bool {
    schema.get(SENSITIVE) == Some(&Value::Bool(true))
}

impl Shape {
    /// Whether the message has a `#[sensitive]` field, at any depth.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Replaces each value of a frame that is sensitive, on the way in or on the way out, by `"[redacted]"`.
    ///
    /// In a message that has a sensitive field, so is each key that the schema does not know, which may be a secret
    /// itself, with its value, which may be a sensitive one's whose key is misspelt; and so is each value that is not of
    /// the kind, or among the values, that the schema has in its place, `null` excepted.
    /// The keys and values of maps stay, except beside a sensitive field. Keys may be as in Rust or camelCased. A
    /// message without sensitive fields stays as it is.
    pub fn redact(&self, frame: &mut Value) {
        Self::redact_by(&[self], frame, &[]);
    }

    /// The same for a frame that may be any of several messages: what is sensitive in one of them goes. The members of
    /// the whole that are `kept` stay.
    pub(crate) fn redact_by(shapes: &[&Self], frame: &mut Value, kept: &[String]) {
        if shapes.iter().any(|shape| shape.sensitive) {
            let schemas = shapes.iter().flat_map(|shape| [&shape.schema, shape.outgoing()]);
            redact(frame, &Place::of(schemas.map(|schema| (schema, schema))), kept);
        }
    }
}

fn redact(value: &mut Value, place: &Place<'_>, kept: &[String]) {
    if place.is_sensitive() || !place.takes(value) {
        *value = REDACTED.into();
        return;
    }
    match value {
        Value::Object(members) => {
            for (key, mut value) in std::mem::take(members) {
                if kept.contains(&key) {
                    members.insert(key, value);
                } else if let Some(place) = place.field(&key) {
                    redact(&mut value, &place, &[]);
                    members.insert(key, value);
                } else {
                    members.insert(unknown(members), REDACTED.into());
                }
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter_mut().enumerate() {
                match place.item(index) {
                    Some(place) => redact(value, &place, &[]),
                    None => *value = REDACTED.into(),
                }
            }
        }
        _ => {}
    }
}

/// What stands for one more key that the schema does not know.
fn unknown(members: &Map<String, Value>) -> String {
    let names = (1..).map(|n| if n == 1 { REDACTED.to_owned() } else { format!("{REDACTED}{n}") });
    names.into_iter().find(|name| !members.contains_key(name)).unwrap_or_default()
}

/// A schema, and the whole that its references point into.
type Within<'s> = (&'s Value, &'s Value);

/// Every schema of one place in a frame: alternatives, references, both directions.
struct Place<'s> {
    schemas: Vec<(&'s Value, &'s Map<String, Value>)>,
    /// Whether one of them says nothing of the value.
    open: bool,
}

/// Keywords that say something of a value, themselves or by another schema.
const TELLING: [&str; 11] = [
    "type",
    "const",
    "enum",
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "properties",
    "additionalProperties",
    "items",
    "prefixItems",
];

impl<'s> Place<'s> {
    fn of(schemas: impl IntoIterator<Item = Within<'s>>) -> Self {
        let mut place = Self { schemas: Vec::new(), open: false };
        for (root, schema) in schemas {
            place.open |= *schema == Value::Bool(true);
            for schema in closure(root, &[schema]) {
                place.open |= !TELLING.iter().any(|keyword| schema.contains_key(*keyword));
                place.schemas.push((root, schema));
            }
        }
        place
    }

    fn is_sensitive(&self) -> bool {
        self.schemas.iter().any(|(_, schema)| marks(schema))
    }

    /// Whether such a value can stand here: one of that kind, or one of those that are listed.
    fn takes(&self, value: &Value) -> bool {
        value.is_null() || self.open || self.schemas.iter().any(|(_, schema)| takes(schema, value))
    }

    /// What stands under this key of an object, if it is known.
    fn field(&self, key: &str) -> Option<Self> {
        let properties = || {
            self.schemas.iter().flat_map(|(root, schema)| {
                let properties = schema.get("properties").and_then(Value::as_object);
                properties.into_iter().flatten().map(|(name, inner)| (name, (*root, inner)))
            })
        };
        let named: Vec<_> = properties()
            .filter(|(name, _)| **name == *key || *camel_case(name) == *key)
            .map(|(_, inner)| inner)
            .collect();
        if !named.is_empty() {
            return Some(Self::of(named));
        }
        if properties().any(|(_, inner)| Self::of([inner]).is_sensitive()) {
            // Of a map beside a sensitive field nobody can tell whether its key is that field's, misspelt.
            return None;
        }
        let mut others: Vec<Within<'s>> = Vec::new();
        for (root, schema) in &self.schemas {
            let patterns = schema.get("patternProperties").and_then(Value::as_object);
            let each = patterns.into_iter().flat_map(Map::values).chain(schema.get("additionalProperties"));
            others.extend(each.map(|inner| (*root, inner)));
        }
        self.rest(others)
    }

    /// What stands at this index of a list, if it is known.
    fn item(&self, index: usize) -> Option<Self> {
        let at = |(root, schema): &(&'s Value, &'s Map<String, Value>)| {
            let first = schema.get("prefixItems").and_then(|first| first.get(index));
            Some((*root, first.or_else(|| schema.get("items"))?))
        };
        self.rest(self.schemas.iter().filter_map(at).collect())
    }

    fn rest(&self, mut schemas: Vec<Within<'s>>) -> Option<Self> {
        schemas.retain(|(_, schema)| **schema != Value::Bool(false));
        if schemas.is_empty() {
            return self.open.then(|| Self { schemas: Vec::new(), open: true });
        }
        Some(Self::of(schemas))
    }
}

fn takes(schema: &Map<String, Value>, value: &Value) -> bool {
    let kinds: &[&str] = match value {
        Value::Null => &["null"],
        Value::Bool(_) => &["boolean"],
        Value::Number(_) => &["number", "integer"],
        Value::String(_) => &["string"],
        Value::Array(_) => &["array"],
        Value::Object(_) => &["object"],
    };
    let is_kind = |kind: &Value| kind.as_str().is_some_and(|kind| kinds.contains(&kind));
    match (schema.get("const"), schema.get("enum"), schema.get("type")) {
        (Some(only), ..) => only == value,
        (None, Some(Value::Array(options)), _) => options.contains(value),
        (.., Some(Value::Array(types))) => types.iter().any(is_kind),
        (.., Some(kind)) => is_kind(kind),
        _ => match value {
            Value::Object(_) => {
                schema.contains_key("properties") || schema.contains_key("additionalProperties")
            }
            Value::Array(_) => schema.contains_key("items") || schema.contains_key("prefixItems"),
            _ => false,
        },
    }
}

#[cfg(test)]
#[path = "redact_tests.rs"]
mod tests;
