//! A frame on its way to a message: what stands beside the message is taken off while it is parsed, in one pass.

#![allow(
    clippy::inline_always,
    reason = "each key passes through; without it, decoding 200 characters takes 4 % longer"
)]

use std::{cell::OnceCell, fmt, sync::Arc};

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::BorrowedStrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::Value;

use crate::envelope::{self, Reference};

/// What a group message's recipients are told besides, in either case.
pub(crate) const OWNERSHIP: [&str; 4] = ["is_mine", "isMine", "is_current", "isCurrent"];

/// A text frame that is to be a message: the value of its tag, and the whole text. When the message is decoded, it knows the
/// frame's `ref`.
#[derive(Debug)]
pub struct Frame<'a> {
    /// The value of the tag.
    pub action: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// Whether it is a group message as its recipients read it.
    owned: bool,
    reference: OnceCell<Arc<Reference>>,
}

impl<'a> Frame<'a> {
    /// The frame whose tag has this value.
    pub fn new(action: &'a str, text: &'a str) -> Self {
        Self { action, text, owned: false, reference: OnceCell::new() }
    }

    /// The same of a group message as its recipients read it: `is_mine` and `is_current` stand beside it.
    #[must_use]
    pub fn of_group(mut self) -> Self {
        self.owned = true;
        self
    }

    /// Its `ref`, once its message was decoded.
    pub(crate) fn reference(&self) -> Option<&Arc<Reference>> {
        self.reference.get()
    }

    /// Parses the whole text.
    pub(super) fn parse<M: DeserializeOwned>(&self) -> serde_json::Result<M> {
        let mut json = serde_json::Deserializer::from_str(self.text);
        let mut beside = Beside { owned: self.owned, ..Beside::default() };
        let message = M::deserialize(Open { json: &mut json, beside: &mut beside })?;
        json.end()?;
        if let Some(text) = beside.reference {
            let _ = self.reference.set(Arc::new(Reference::new(text)));
        }
        Ok(message)
    }
}

/// What stands beside the message.
#[derive(Default)]
struct Beside {
    owned: bool,
    seen: [bool; 4],
    reference: Option<String>,
}

impl Beside {
    /// Takes a value of the envelope. What is wrong with it is told by the slow path.
    #[cold]
    fn take<'de, A: MapAccess<'de>>(&mut self, key: envelope::Key, map: &mut A) -> Result<(), A::Error> {
        let value = map.next_value::<Value>()?;
        let twice = std::mem::replace(&mut self.seen[key as usize], true);
        if twice || key.judge(&value).is_some() {
            return Err(A::Error::custom("the envelope is wrong"));
        }
        if let (envelope::Key::Ref, Value::String(text)) = (key, value) {
            self.reference = Some(text);
        }
        Ok(())
    }
}

/// Reads a message out of an object that has more.
struct Open<'b, D> {
    json: D,
    beside: &'b mut Beside,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Open<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.json.deserialize_any(Object { visitor, beside: self.beside })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.json.deserialize_map(Object { visitor, beside: self.beside })
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.json.deserialize_struct(name, fields, Object { visitor, beside: self.beside })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct enum identifier ignored_any
    }
}

/// The message's own visitor, which sees the message's own members.
struct Object<'b, V> {
    visitor: V,
    beside: &'b mut Beside,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Object<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Members { map, beside: self.beside })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(list)
    }
}

struct Members<'b, A> {
    map: A,
    beside: &'b mut Beside,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'_, A> {
    type Error = A::Error;

    #[inline(always)]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, mut seed: K) -> Result<Option<K::Value>, A::Error> {
        loop {
            match self.map.next_key_seed(Key { seed, owned: self.beside.owned })? {
                None => return Ok(None),
                Some(Kept::Own(key)) => return Ok(Some(key)),
                Some(Kept::Envelope(key, back)) => {
                    self.beside.take(key, &mut self.map)?;
                    seed = back;
                }
                Some(Kept::Ownership(back)) => {
                    self.map.next_value::<IgnoredAny>()?;
                    seed = back;
                }
            }
        }
    }

    #[inline(always)]
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.map.next_value_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        None
    }
}

/// A key of the object, and the seed for the next where it is none of the message's.
enum Kept<T, K> {
    Own(T),
    Envelope(envelope::Key, K),
    Ownership(K),
}

struct Key<K> {
    seed: K,
    owned: bool,
}

impl<K> Key<K> {
    /// What the name is but the message's own.
    #[inline(always)]
    fn beside<T>(self, name: &str) -> Result<Kept<T, K>, K> {
        match envelope::Key::of(name) {
            Some(key) => Ok(Kept::Envelope(key, self.seed)),
            None if self.owned && OWNERSHIP.contains(&name) => Ok(Kept::Ownership(self.seed)),
            None => Err(self.seed),
        }
    }
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Key<K> {
    type Value = Kept<K::Value, K>;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_identifier(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for Key<K> {
    type Value = Kept<K::Value, K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline(always)]
    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        match self.beside(name) {
            Ok(kept) => Ok(kept),
            Err(seed) => seed.deserialize(BorrowedStrDeserializer::new(name)).map(Kept::Own),
        }
    }

    #[inline(always)]
    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        match self.beside(name) {
            Ok(kept) => Ok(kept),
            Err(seed) => seed.deserialize(serde::de::value::StrDeserializer::new(name)).map(Kept::Own),
        }
    }
}
