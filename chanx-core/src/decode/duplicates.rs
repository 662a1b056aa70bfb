//! Fields that a frame gives twice: a parse into a `Value` keeps the last and says nothing.

use std::fmt;

use chanx_schema::{Place, Places, judge::Reports};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::validate::At;

/// Reports every field that comes twice in one object. Keys that the schema does not name, those of maps
/// among them, may.
pub(super) fn duplicates(places: &Places, action: &str, text: &str, reports: &mut Reports) {
    let mut json = serde_json::Deserializer::from_str(text);
    let walk = Walk { places, place: Some(places.root()), at: At::root(action), reports };
    // The text has been parsed before; if it fails here, what was found until then stands.
    let _ = walk.deserialize(&mut json);
}

struct Walk<'a> {
    places: &'a Places,
    place: Option<&'a Place>,
    at: At<'a>,
    reports: &'a mut Reports,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        match self.place.filter(|place| !place.is_leaf()) {
            Some(_) => value.deserialize_any(self),
            None => IgnoredAny::deserialize(value).map(drop),
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = vec![0_usize; self.place.map_or(0, Place::fields)];
        while let Some(key) = map.next_key::<String>()? {
            let at = self.at.key(&key);
            if let Some(times) = self.place.and_then(|place| seen.get_mut(place.position(&key)?)) {
                *times += 1;
                if *times == 2 {
                    self.reports.push("duplicate_key", &at, "Field given more than once");
                }
            }
            let place = self.place.and_then(|place| self.places.under(place, &key));
            map.next_value_seed(Walk { places: self.places, place, at, reports: &mut *self.reports })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        for index in 0.. {
            let place = self.place.and_then(|place| self.places.item(place, index));
            let at = self.at.index(index);
            let walk = Walk { places: self.places, place, at, reports: &mut *self.reports };
            if list.next_element_seed(walk)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}
