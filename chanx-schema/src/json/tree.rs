//! A JSON value as it is judged: its texts are borrowed, and an object is one allocation.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// Up to so many members, an object is searched from its start.
const FEW: usize = 8;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree<'a> {
    /// `null`, and whatever nothing is asked about.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(Cow<'a, str>),
    /// A list.
    Array(Vec<Tree<'a>>),
    /// An object.
    Object(Object<'a>),
}

/// The members of an object, ordered by their keys, each key once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object<'a>(Vec<(Cow<'a, str>, Tree<'a>)>);

impl<'a> Object<'a> {
    /// An object of these members. Of a key that comes more often the last counts, and `twice` is told of it once.
    pub fn of(mut members: Vec<(Cow<'a, str>, Tree<'a>)>, mut twice: impl FnMut(&str)) -> Self {
        if !members.is_sorted_by(|(one, _), (other, _)| one < other) {
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            let mut again = false;
            members.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    if !again {
                        twice(&next.0);
                    }
                    std::mem::swap(next, kept);
                }
                again = same;
                same
            });
        }
        Self(members)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Tree<'a>> {
        let members = &self.0;
        let at = if members.len() <= FEW {
            members.iter().position(|(name, _)| name == key)?
        } else {
            members.binary_search_by(|(name, _)| (**name).cmp(key)).ok()?
        };
        Some(&members[at].1)
    }

    /// The members, ordered by their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Tree<'a>)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'v> From<&'v Value> for Tree<'v> {
    fn from(value: &'v Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(bool) => Self::Bool(*bool),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::String(Cow::Borrowed(text)),
            Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| (Cow::Borrowed(&**key), Self::from(value)));
                Self::Object(Object::of(members.collect(), |_| {}))
            }
        }
    }
}

impl PartialEq<Value> for Tree<'_> {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(one), Value::Bool(other)) => one == other,
            (Self::Number(one), Value::Number(other)) => one == other,
            (Self::String(one), Value::String(other)) => one == other,
            (Self::Array(one), Value::Array(other)) => one == other,
            (Self::Object(one), Value::Object(other)) => {
                one.len() == other.len()
                    && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| value == other))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use serde_json::json;

    use super::{Object, Tree};

    #[test]
    fn of_a_key_that_comes_more_often_the_last_counts() {
        let keys = ["b", "a", "b", "c", "a", "a"];
        let members = keys.iter().enumerate();
        let members = members.map(|(at, key)| (Cow::Borrowed(*key), Tree::Number(at.into()))).collect();
        let mut twice = Vec::new();
        let object = Object::of(members, |key| twice.push(key.to_owned()));
        assert_eq!(twice, ["a", "b"]);
        assert_eq!(Tree::Object(object), json!({ "a": 5, "b": 2, "c": 3 }));
    }

    #[test]
    fn every_member_is_found_however_many_there_are() {
        for many in [0, 1, 8, 9, 100] {
            let value: serde_json::Value = (0..many)
                .map(|at| (format!("k{at}"), json!([at, null])))
                .collect::<serde_json::Map<_, _>>()
                .into();
            let tree = Tree::from(&value);
            assert_eq!(tree, value);
            let Tree::Object(object) = &tree else { unreachable!("it is an object") };
            assert!((0..many).all(|at| object.get(&format!("k{at}")).is_some()));
            assert_eq!(object.get("k"), None);
        }
    }
}
