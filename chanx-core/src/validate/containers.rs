//! Containers of checked values check what they contain.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque},
    fmt,
    rc::Rc,
    sync::Arc,
};

use serde::Serialize;

use super::{At, Fault, MAX_FOUND, Validate};

impl<T: Validate> Validate for Option<T> {
    fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
        if let Some(value) = self {
            value.validate(at, faults);
        }
    }
}

macro_rules! pointers {
    ($($pointer:ident)+) => {$(
        impl<T: Validate + ?Sized> Validate for $pointer<T> {
            fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
                (**self).validate(at, faults);
            }
        }
    )+};
}
pointers!(Box Rc Arc);

impl<T: Validate + ToOwned + ?Sized> Validate for Cow<'_, T> {
    fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
        (**self).validate(at, faults);
    }
}

impl<T: Validate> Validate for [T] {
    fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
        each(self.iter().enumerate(), faults, |(index, value), faults| {
            value.validate(&at.index(index), faults);
        });
    }
}

impl<T: Validate, const N: usize> Validate for [T; N] {
    fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
        self.as_slice().validate(at, faults);
    }
}

macro_rules! lists {
    ($($list:ty, [$($generic:ident)*];)+) => {$(
        impl<T: Validate $(, $generic)*> Validate for $list {
            fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
                each(self.iter().enumerate(), faults, |(index, value), faults| {
                    value.validate(&at.index(index), faults);
                });
            }
        }
    )+};
}
lists!(Vec<T>, []; VecDeque<T>, []; BTreeSet<T>, []; HashSet<T, S>, [S];);

macro_rules! maps {
    ($($map:ty, [$($generic:ident)*];)+) => {$(
        impl<K: Serialize, V: Validate $(, $generic)*> Validate for $map {
            fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
                each(self, faults, |(key, value), faults| value.validate(&at.entry(&MapKey(key)), faults));
            }
        }
    )+};
}
maps!(BTreeMap<K, V>, []; HashMap<K, V, S>, [S];);

/// Checks what a container has, until there are enough faults.
fn each<I>(items: impl IntoIterator<Item = I>, faults: &mut Vec<Fault>, check: impl Fn(I, &mut Vec<Fault>)) {
    for item in items {
        if faults.len() >= MAX_FOUND {
            return;
        }
        check(item, faults);
    }
}

/// Shows a map's key as JSON writes it.
pub(super) struct MapKey<'a, K>(pub(super) &'a K);

impl<K: Serialize> fmt::Display for MapKey<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::to_value(self.0).map_err(|_| fmt::Error)? {
            serde_json::Value::String(key) => f.write_str(&key),
            other => write!(f, "{other}"),
        }
    }
}
