//! The text of an invalid frame as the value that is judged, and the fields that it gives twice: one pass. Of what the
//! schema says nothing, nothing is kept.

use std::{borrow::Cow, fmt};

use chanx_schema::{
    Place, Places,
    json::{Object, Tree},
    judge::Reports,
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Number;

use crate::{envelope, validate::At};

/// Reads the text without what stands beside the message, and reports every field that comes twice in one object. Keys
/// that the schema does not name, those of maps among them, may.
pub(super) fn read<'t>(
    places: &Places,
    action: &str,
    text: &'t str,
    reports: &mut Reports,
) -> serde_json::Result<Tree<'t>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let known = Known::of(Some(places.root()), false);
    let walk = Walk { places, known, outermost: true, at: At::root(action), reports };
    let tree = walk.deserialize(&mut json)?;
    json.end()?;
    Ok(tree)
}

/// What is known of a value.
#[derive(Clone, Copy)]
struct Known<'a> {
    place: Option<&'a Place>,
    /// It is compared with options, all that is within it.
    whole: bool,
}

struct Walk<'a> {
    places: &'a Places,
    known: Known<'a>,
    /// It is the frame itself, whose envelope is no part of the message.
    outermost: bool,
    at: At<'a>,
    reports: &'a mut Reports,
}

impl<'a> Known<'a> {
    fn of(place: Option<&'a Place>, whole: bool) -> Self {
        Self { place, whole: whole || place.is_some_and(Place::is_whole) }
    }

    /// What is known of a value within, given its place.
    fn within(self, place: impl FnOnce(&'a Place) -> Option<&'a Place>) -> Self {
        Self::of(self.place.and_then(place), self.whole)
    }

    fn is_field(self, key: &str) -> bool {
        self.place.is_some_and(|place| place.position(key).is_some())
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Tree<'de>, D::Error> {
        if self.known.place.is_none() && !self.known.whole {
            return IgnoredAny::deserialize(value).map(|_| Tree::Null);
        }
        value.deserialize_any(self)
    }
}

/// A key, borrowed unless it is written with escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            if self.outermost && envelope::Key::of(&key).is_some() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let known = self.known.within(|place| self.places.under(place, &key));
            let at = self.at.key(&key);
            let walk = Walk { places: self.places, known, outermost: false, at, reports: &mut *self.reports };
            let value = map.next_value_seed(walk)?;
            members.push((key, value));
        }
        let (known, at, reports) = (self.known, self.at, self.reports);
        Ok(Tree::Object(Object::of(members, |key| {
            if known.is_field(key) {
                reports.push("duplicate_key", &at.key(key), "Field given more than once");
            }
        })))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree<'de>, A::Error> {
        let mut items = Vec::new();
        for index in 0.. {
            let known = self.known.within(|place| self.places.item(place, index));
            let at = self.at.index(index);
            let walk = Walk { places: self.places, known, outermost: false, at, reports: &mut *self.reports };
            match list.next_element_seed(walk)? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        Ok(Tree::Array(items))
    }

    fn visit_bool<E: Error>(self, bool: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Bool(bool))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Tree<'de>, E> {
        Ok(Number::from_f64(number).map_or(Tree::Null, Tree::Number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::String(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::String(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }
}
