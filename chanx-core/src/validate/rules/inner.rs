//! `#[garde(inner(…))]`: rules for each item of a collection.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use serde::Serialize;

use crate::validate::{At, containers::MapKey};

/// A collection whose items can have rules: a list, a set, the values of a map, or an `Option` of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no items for `inner(…)`",
    label = "no collection",
    note = "write the rules without `inner(…)`"
)]
pub trait Inner {
    /// What it contains.
    type Item;

    /// Shows each item with its place.
    fn each(&self, at: &At<'_>, visit: impl FnMut(&Self::Item, &At<'_>));
}

macro_rules! lists {
    ($($list:ty, [$($generic:tt)*];)+) => {$(
        impl<$($generic)*> Inner for $list {
            type Item = T;

            fn each(&self, at: &At<'_>, mut visit: impl FnMut(&T, &At<'_>)) {
                for (index, item) in self.iter().enumerate() {
                    visit(item, &at.index(index));
                }
            }
        }
    )+};
}
lists! {
    Vec<T>, [T];
    Box<[T]>, [T];
    [T; N], [T, const N: usize];
    VecDeque<T>, [T];
    BTreeSet<T>, [T];
    HashSet<T, S>, [T, S];
}

macro_rules! maps {
    ($($map:ty, [$($generic:tt)*];)+) => {$(
        impl<$($generic)*> Inner for $map {
            type Item = V;

            fn each(&self, at: &At<'_>, mut visit: impl FnMut(&V, &At<'_>)) {
                for (key, value) in self {
                    visit(value, &at.entry(&MapKey(key)));
                }
            }
        }
    )+};
}
maps! {
    BTreeMap<K, V>, [K: Serialize, V];
    HashMap<K, V, S>, [K: Serialize, V, S];
}

impl<T: Inner> Inner for Option<T> {
    type Item = T::Item;

    fn each(&self, at: &At<'_>, visit: impl FnMut(&Self::Item, &At<'_>)) {
        if let Some(items) = self {
            items.each(at, visit);
        }
    }
}
