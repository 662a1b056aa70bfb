//! Fields that a frame gives twice: a parse into a `Value` keeps the last and says nothing.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::faults::{Reports, fault};
use crate::{
    shape::{Keys, Node},
    validate::At,
};

/// Reports every field that comes twice in one object. Keys that the schema does not name, those of maps
/// among them, may.
pub(super) fn duplicates(keys: &Keys, action: &str, text: &str, reports: &mut Reports) {
    let mut json = serde_json::Deserializer::from_str(text);
    let walk = Walk { keys, node: keys.root(), at: At::root(action), reports };
    // The text has been parsed before; if it fails here, what was found until then stands.
    let _ = walk.deserialize(&mut json);
}

struct Walk<'a> {
    keys: &'a Keys,
    node: Option<&'a Node>,
    at: At<'a>,
    reports: &'a mut Reports,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        match self.node {
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
        let mut seen = vec![0_usize; self.node.map_or(0, |node| node.fields.len())];
        while let Some(key) = map.next_key::<String>()? {
            let at = self.at.key(&key);
            if let Some(times) = self.node.and_then(|node| seen.get_mut(node.position(&key)?)) {
                *times += 1;
                if *times == 2 {
                    self.reports.push(fault(
                        "duplicate_key",
                        at.to_loc(),
                        "Field given more than once".to_owned(),
                    ));
                }
            }
            let node = self.node.and_then(|node| self.keys.under(node, &key));
            map.next_value_seed(Walk { keys: self.keys, node, at, reports: &mut *self.reports })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        for index in 0.. {
            let node = self.node.and_then(|node| self.keys.item(node, index));
            let at = self.at.index(index);
            let walk = Walk { keys: self.keys, node, at, reports: &mut *self.reports };
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
