//! Two forms side by side.

use std::{collections::HashSet, mem};

use serde_json::Value;

use super::{
    Delta, Effect, Way,
    form::{Branch, Form, holds, shown},
    pairs::Pairs,
};
use crate::{
    json::MAX_DEPTH,
    kind::Kind,
    node::{Id, Schemas},
    part::Unread,
};

/// The most pairs of schemas that are compared, so that odd schemas end too.
const STEPS: usize = 20_000;

/// A comparison under way.
pub(super) struct Walk {
    pub(super) old: Schemas,
    pub(super) new: Schemas,
    pub(super) way: Way,
    pub(super) deltas: Vec<Delta>,
    /// The pairs that were compared or are being compared: what they differ in is told once, and recursive types end
    /// there.
    seen: HashSet<(Id, Id)>,
    /// True while one branch of a union is asked to stand for another: what it does not name is lost then, not ignored.
    pub(super) strict: bool,
    steps: usize,
    depth: usize,
}

impl Walk {
    pub(super) fn new(old: Schemas, new: Schemas, way: Way) -> Self {
        Self { old, new, way, deltas: Vec::new(), seen: HashSet::new(), strict: false, steps: 0, depth: 0 }
    }

    pub(super) fn tell(&mut self, effect: Effect, path: &str, what: impl Into<String>) {
        let delta = Delta { effect, path: path.to_owned(), what: what.into() };
        if !self.deltas.contains(&delta) {
            self.deltas.push(delta);
        }
    }

    /// Says one thing of what clients send, another of what they receive.
    pub(super) fn say(&mut self, effect: Effect, path: &str, sent: &str, received: &str) {
        let what = if self.way == Way::In { sent } else { received };
        self.tell(effect, path, what);
    }

    pub(super) fn compare(&mut self, old: Id, new: Id, path: &str) {
        if !self.seen.insert((old, new)) {
            return;
        }
        self.steps += 1;
        if self.steps > STEPS || self.depth > MAX_DEPTH {
            return self.tell(Effect::Both, path, "the schemas are too deep to tell what changed");
        }
        self.depth += 1;
        let (old, new) = (Form::of(&mut self.old, old), Form::of(&mut self.new, new));
        if old.unknown || new.unknown {
            self.tell(Effect::Both, path, "the schema cannot be judged; it may have changed");
        } else {
            self.forms(&old, &new, path);
        }
        self.depth -= 1;
    }

    /// Collects the differences between two schemas, without telling of them.
    pub(super) fn probe(&mut self, compare: impl FnOnce(&mut Self)) -> Vec<Delta> {
        let (seen, told) = (self.seen.clone(), mem::take(&mut self.deltas));
        compare(self);
        self.seen = seen;
        mem::replace(&mut self.deltas, told)
    }

    fn forms(&mut self, old: &Form, new: &Form, path: &str) {
        if old.null != new.null && !old.any() && !new.any() {
            if new.null {
                self.say(Effect::Wider, path, "takes null too", "may be null now");
            } else {
                self.say(Effect::Narrower, path, "no longer takes null", "is never null any more");
            }
        }
        self.values(old, new, path);
        let mut pairs = match (&old.branches[..], &new.branches[..]) {
            // There is nothing to choose from.
            ([one], [other]) => Pairs { matched: Vec::new(), removed: vec![one], added: vec![other] },
            (old, new) => Pairs::of(self, old, new),
        };
        if let ([one], [other]) = (pairs.removed.as_slice(), pairs.added.as_slice())
            && old.branches.len() == 1
            && new.branches.len() == 1
        {
            if holds(one.kind, other.kind) || holds(other.kind, one.kind) {
                pairs.matched.push((one, other));
            } else {
                let what = format!("is {} now, was {}", shown(other.kind), shown(one.kind));
                self.tell(Effect::Both, path, what);
            }
            (pairs.removed, pairs.added) = (Vec::new(), Vec::new());
        }
        self.matched(&pairs.matched, path);
        for gone in pairs.removed {
            if gone.listed(new) || new.branches.iter().any(|other| !self.loses(gone, other, true)) {
                continue;
            }
            let (shown, kept) = (gone.shown(), gone.of_its_kind(new));
            let (sent, received) = if kept.is_empty() {
                (format!("no longer takes {shown}"), format!("is never {shown} any more"))
            } else {
                let but = format!("{shown} but {}", kept.join(", "));
                (format!("no longer takes {but}"), format!("is never {but} any more"))
            };
            self.say(Effect::Narrower, path, &sent, &received);
        }
        for come in pairs.added {
            if come.listed(old) || old.branches.iter().any(|other| !self.loses(other, come, false)) {
                continue;
            }
            let shown = come.shown();
            self.say(Effect::Wider, path, &format!("takes {shown} too"), &format!("may be {shown} now"));
        }
    }

    /// Tells whether something of one branch is not in the other.
    fn loses(&mut self, old: &Branch, new: &Branch, narrower: bool) -> bool {
        let (inner, outer) = if narrower { (old, new) } else { (new, old) };
        if !holds(outer.kind, inner.kind) {
            return true;
        }
        let bad = if narrower { Effect::Narrower } else { Effect::Wider };
        let deltas = self.probe(|walk| {
            let strict = mem::replace(&mut walk.strict, true);
            if !strict {
                // Pairs that were compared leniently tell nothing here.
                walk.seen.clear();
            }
            walk.branch(old, new, "");
            walk.strict = strict;
        });
        deltas.iter().any(|delta| delta.effect == bad || delta.effect == Effect::Both)
    }

    fn values(&mut self, old: &Form, new: &Form, path: &str) {
        let missing = |from: &Form, to: &Form, schemas: &Schemas| -> Vec<Value> {
            let taken = |value: &Value| {
                to.values.contains(value) || to.branches.iter().any(|branch| branch.takes(schemas, value))
            };
            from.values.iter().filter(|value| !taken(value)).cloned().collect()
        };
        let (removed, added) = (missing(old, new, &self.new), missing(new, old, &self.old));
        if let ([one], [other]) = (removed.as_slice(), added.as_slice())
            && old.values.len() == 1
            && new.values.len() == 1
        {
            return self.tell(Effect::Both, path, format!("is `{other}` now, was `{one}`"));
        }
        for value in removed {
            let (sent, received) =
                (format!("no longer takes `{value}`"), format!("is never `{value}` any more"));
            self.say(Effect::Narrower, path, &sent, &received);
        }
        for value in added {
            let (sent, received) = (format!("takes `{value}` too"), format!("may be `{value}` now"));
            self.say(Effect::Wider, path, &sent, &received);
        }
    }

    /// The pairs of a union; what all of them differ in is told once, without the variants' names.
    fn matched(&mut self, pairs: &[(&Branch, &Branch)], path: &str) {
        if let [(old, new)] = pairs {
            return self.branch(old, new, path);
        }
        let (before, mut after) = (self.seen.clone(), self.seen.clone());
        let mut all = Vec::new();
        for (old, new) in pairs {
            self.seen.clone_from(&before);
            let told = mem::take(&mut self.deltas);
            self.branch(old, new, "");
            all.push((*new, mem::replace(&mut self.deltas, told)));
            after.extend(self.seen.drain());
        }
        self.seen = after;
        let shared: Vec<Delta> = all.first().map_or(Vec::new(), |(_, first)| {
            first
                .iter()
                .filter(|&delta| all.iter().all(|(_, deltas)| deltas.contains(delta)))
                .cloned()
                .collect()
        });
        for delta in &shared {
            self.tell(delta.effect, &format!("{path}{}", delta.path), delta.what.clone());
        }
        for (branch, deltas) in &all {
            let name = branch.label.as_ref().map(|label| &label.shown).or(branch.name.as_ref());
            let variant = name.map_or(String::new(), |name| format!("({name})"));
            for delta in deltas.iter().filter(|delta| !shared.contains(delta)) {
                self.tell(delta.effect, &format!("{path}{variant}{}", delta.path), delta.what.clone());
            }
        }
    }

    pub(super) fn branch(&mut self, old: &Branch, new: &Branch, path: &str) {
        let kind = Effect::of(!holds(new.kind, old.kind), !holds(old.kind, new.kind));
        let told = mem::take(&mut self.deltas);
        self.of_kind(old, new, path);
        let mut inner = mem::replace(&mut self.deltas, told);
        if kind != Effect::Neutral {
            self.tell(kind, path, format!("is {} now, was {}", shown(new.kind), shown(old.kind)));
            inner.retain(|delta| delta.effect != kind && delta.effect != Effect::Neutral);
        }
        for delta in inner {
            self.tell(delta.effect, &delta.path, delta.what);
        }
    }

    fn of_kind(&mut self, old: &Branch, new: &Branch, path: &str) {
        let kind = old.kind.or(new.kind);
        let is = |one: Kind| kind.is_none_or(|kind| kind == one);
        let (was, now) = (&old.node, &new.node);
        if is(Kind::Object) {
            self.object(was, now, path);
        }
        if is(Kind::Array) {
            self.array(was, now, path);
        }
        if is(Kind::Number) || is(Kind::Integer) {
            self.number((old.kind, new.kind), &was.facts, &now.facts, path);
        }
        if is(Kind::String) {
            self.string(&was.facts, &now.facts, path);
        }
        let mut unread: Vec<&String> =
            was.unread.iter().chain(&now.unread).map(|(keyword, _)| keyword).collect();
        unread.sort();
        unread.dedup();
        for keyword in unread {
            let of = |unread: &[(String, Unread<Id>)]| -> Vec<Unread<Id>> {
                unread.iter().filter(|(known, _)| known == keyword).map(|(_, value)| value.clone()).collect()
            };
            if !self.same(&Unread::List(of(&was.unread)), &Unread::List(of(&now.unread))) {
                let what = format!("`{keyword}` changed, and what that does cannot be told");
                self.tell(Effect::Both, path, what);
            }
        }
    }

    /// Tells whether the values of a keyword that is not read say the same, also where they refer to definitions.
    fn same(&mut self, old: &Unread<Id>, new: &Unread<Id>) -> bool {
        match (old, new) {
            (Unread::List(old), Unread::List(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.same(old, new))
            }
            (Unread::Schema(old), Unread::Schema(new)) => {
                self.probe(|walk| walk.compare(*old, *new, "")).is_empty()
            }
            _ => old == new,
        }
    }
}
