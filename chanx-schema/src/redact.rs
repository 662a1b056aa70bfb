//! What recordings leave out of a frame: the values that the schema marks, and whatever the schema does not know.

use serde_json::{Map, Value};

use crate::{
    MessageSchema,
    case::camel_case,
    place::{Place, Places},
};

/// What stands in a recording for a value that is left out.
pub const REDACTED: &str = "[redacted]";

impl MessageSchema {
    /// Tells whether the message has a `#[sensitive]` field, at any depth.
    pub fn is_sensitive(&self) -> bool {
        self.views().any(|places| places.sensitive)
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

    /// Redacts a frame that may be any of several messages: what is sensitive in one of them goes. The members of
    /// the whole that are `kept` stay.
    pub fn redact_by(schemas: &[&Self], frame: &mut Value, kept: &[String]) {
        if schemas.iter().any(|schema| schema.is_sensitive()) {
            let views = schemas.iter().flat_map(|schema| schema.views());
            redact(frame, &Spot(views.map(|places| (places, places.root())).collect()), kept);
        }
    }
}

fn redact(value: &mut Value, spot: &Spot<'_>, kept: &[String]) {
    if spot.is_sensitive() || !spot.takes(value) {
        *value = REDACTED.into();
        return;
    }
    match value {
        Value::Object(members) => {
            for (key, mut value) in std::mem::take(members) {
                if kept.contains(&key) {
                    members.insert(key, value);
                } else if let Some(spot) = spot.field(&key) {
                    redact(&mut value, &spot, &[]);
                    members.insert(key, value);
                } else {
                    members.insert(unknown(members), REDACTED.into());
                }
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter_mut().enumerate() {
                match spot.item(index) {
                    Some(spot) => redact(value, &spot, &[]),
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

/// One spot of a frame: its place in each message that the frame may be, in the eyes of both sides. At a spot of which
/// nothing is said there is none.
struct Spot<'s>(Vec<(&'s Places, &'s Place)>);

impl<'s> Spot<'s> {
    fn is_sensitive(&self) -> bool {
        self.0.iter().any(|(_, place)| place.sensitive)
    }

    fn is_open(&self) -> bool {
        self.0.is_empty() || self.0.iter().any(|(_, place)| place.open)
    }

    fn takes(&self, value: &Value) -> bool {
        self.is_open() || self.0.iter().any(|(places, place)| places.takes(place, value))
    }

    /// What stands under this key of an object, if it is known.
    fn field(&self, key: &str) -> Option<Self> {
        let fields = || {
            let fields = |(places, place): &(&'s Places, &'s Place)| {
                let places: &'s Places = places;
                place.fields.iter().map(move |field| (&*field.name, (places, places.value_of(field))))
            };
            self.0.iter().flat_map(fields)
        };
        let named = fields().filter(|(name, _)| *name == key || *camel_case(name) == *key);
        let named: Vec<_> = named.map(|(_, spot)| spot).collect();
        if !named.is_empty() {
            return Some(Self(named));
        }
        if fields().any(|(_, (_, place))| place.sensitive) {
            // Of a map beside a sensitive field nobody can tell whether its key is that field's, misspelt.
            return None;
        }
        let other = |(places, place): &(&'s Places, &'s Place)| Some((*places, places.other(place)?));
        self.rest(self.0.iter().filter_map(other).collect())
    }

    /// What stands at this index of a list, if it is known.
    fn item(&self, index: usize) -> Option<Self> {
        let item = |(places, place): &(&'s Places, &'s Place)| Some((*places, places.item(place, index)?));
        self.rest(self.0.iter().filter_map(item).collect())
    }

    fn rest(&self, within: Vec<(&'s Places, &'s Place)>) -> Option<Self> {
        (!within.is_empty() || self.is_open()).then_some(Self(within))
    }
}

#[cfg(test)]
#[path = "redact_tests.rs"]
mod tests;
