//! Which branches of two versions of a union belong together.

use std::collections::BTreeSet;

use super::{form::Branch, walk::Walk};
use crate::kind::Kind;

/// The branches of both versions, sorted out.
pub(super) struct Pairs<'a> {
    pub(super) matched: Vec<(&'a Branch, &'a Branch)>,
    pub(super) removed: Vec<&'a Branch>,
    pub(super) added: Vec<&'a Branch>,
}

impl<'a> Pairs<'a> {
    /// Pairs them by the constants that tell them apart, then by the names of their definitions, then those that say
    /// the same, then objects of the same keys, then those that are alone of their kind.
    pub(super) fn of(walk: &mut Walk, old: &'a [Branch], new: &'a [Branch]) -> Self {
        let mut pairs =
            Self { matched: Vec::new(), removed: old.iter().collect(), added: new.iter().collect() };
        pairs.take(|one, other| one.label.is_some() && one.label == other.label);
        let clash = |one: &Branch, other: &Branch| {
            let unlabelled = one.label.is_none() || other.label.is_none();
            unlabelled && (borrows(one, other, old) || borrows(other, one, new))
        };
        pairs.take(|one, other| {
            one.name.is_some() && one.name == other.name && one.kind == other.kind && !clash(one, other)
        });
        pairs.take(|one, other| {
            one.kind == other.kind && walk.probe(|walk| walk.branch(one, other, "")).is_empty()
        });
        pairs.take(|one, other| {
            let unlabelled = one.label.is_none() && other.label.is_none();
            unlabelled && keys(one).is_some() && keys(one) == keys(other)
        });
        let alone = |kind: Option<Kind>, all: &[&Branch]| {
            all.iter().filter(|branch| branch.kind == kind).count() == 1
        };
        let (removed, added) = (pairs.removed.clone(), pairs.added.clone());
        pairs.take(|one, other| {
            let unlabelled = one.label.is_none() && other.label.is_none();
            let alone = alone(one.kind, &removed) && alone(other.kind, &added);
            one.kind == other.kind && unlabelled && alone && !clash(one, other)
        });
        pairs
    }

    fn take(&mut self, mut belong: impl FnMut(&Branch, &Branch) -> bool) {
        let Self { matched, removed, added } = self;
        removed.retain(|one| match added.iter().position(|other| belong(one, other)) {
            Some(i) => {
                matched.push((one, added.remove(i)));
                false
            }
            None => true,
        });
    }
}

/// The keys that an object names, if any.
fn keys(branch: &Branch) -> Option<BTreeSet<&String>> {
    let fields = &branch.node.fields;
    (branch.kind == Some(Kind::Object) && !fields.is_empty())
        .then(|| fields.iter().map(|field| &field.name).collect())
}

/// Tells whether the second branch names a key that the first does not, but another of the first one's union: it is read there.
fn borrows(one: &Branch, other: &Branch, union: &[Branch]) -> bool {
    let (had, has) = (keys(one).unwrap_or_default(), keys(other).unwrap_or_default());
    union.iter().filter_map(keys).any(|keys| has.difference(&had).any(|key| keys.contains(*key)))
}
