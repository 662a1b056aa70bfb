//! Objects: which properties there are, which must be there, and what other keys may hold.
//!
//! Both sides ignore keys that they do not know, unless the object is closed. Where one branch of a union is to stand
//! for another (`strict`), ignored keys are lost: who reads them by the one branch does not find them in the other.

use std::{collections::HashSet, sync::Arc};

use super::{Effect, walk::Walk};
use crate::node::{ANY, Field, Id, Node, Schemas};

/// The values of keys that the object does not name.
#[derive(Clone, Copy)]
enum Others {
    Ignored,
    Refused,
    Of(Id),
}

/// An object of one version.
struct Object {
    node: Arc<Node>,
    others: Others,
    patterns: bool,
}

impl Object {
    fn of(schemas: &mut Schemas, node: &Arc<Node>) -> Self {
        let additional: Vec<Id> = node.others.iter().filter_map(|others| others.additional).collect();
        let parts: Vec<_> = additional.iter().flat_map(|id| schemas.node(*id).parts.clone()).collect();
        let unknown = additional.iter().copied().find(|id| schemas.node(*id).unknown);
        let others = match unknown.unwrap_or_else(|| schemas.join(&parts)) {
            ANY if !node.closed.is_empty() => Others::Refused,
            ANY => Others::Ignored,
            id if schemas.node(id).never => Others::Refused,
            id => Others::Of(id),
        };
        let patterns = node.others.iter().any(|others| !others.patterns.is_empty());
        Self { node: Arc::clone(node), others, patterns }
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.node.field(name)
    }

    fn schema(&self, name: &str) -> Id {
        self.field(name).map_or(ANY, |field| field.schema)
    }

    fn requires(&self, name: &str) -> bool {
        self.field(name).is_some_and(|field| field.required)
    }
}

impl Walk {
    pub(super) fn object(&mut self, old: &Arc<Node>, new: &Arc<Node>, path: &str) {
        let counts = |node: &Node| (node.facts.min_properties, node.facts.max_properties);
        self.counts("key", counts(old), counts(new), path);
        let (old, new) = (&Object::of(&mut self.old, old), &Object::of(&mut self.new, new));
        let mut seen = HashSet::new();
        let names = old.node.fields.iter().chain(&new.node.fields).map(|field| field.name.as_str());
        let names: Vec<&str> = names.filter(|name| seen.insert(*name)).collect();
        let missing = |object: &Object| -> Vec<&str> {
            names.iter().copied().filter(|name| object.field(name).is_none()).collect()
        };
        let (mut gone, mut come) = (missing(new), missing(old));
        self.renamed(old, new, &mut gone, &mut come, path);
        for &name in &names {
            let place = format!("{path}.{name}");
            if gone.contains(&name) {
                self.gone(old, new, name, &place);
            } else if come.contains(&name) {
                self.come(old, new, name, &place);
            } else if old.field(name).is_some() && new.field(name).is_some() {
                self.kept(old, new, name, &place);
            }
        }
        let names = |object: &Object| object.node.names.unwrap_or(ANY);
        self.compare(names(old), names(new), &format!("{path}.(keys)"));
        self.others(old, new, path);
        self.patterns(old, new, path);
    }

    fn kept(&mut self, old: &Object, new: &Object, name: &str, place: &str) {
        match (old.requires(name), new.requires(name)) {
            (false, true) => self.required_now(place),
            (true, false) => self.optional_now(place),
            _ => {}
        }
        self.compare(old.schema(name), new.schema(name), place);
    }

    fn required_now(&mut self, place: &str) {
        self.say(Effect::Narrower, place, "required now, was optional", "always sent now, was optional");
    }

    fn optional_now(&mut self, place: &str) {
        self.say(Effect::Wider, place, "optional now, was required", "may be missing now, was always sent");
    }

    /// A property that the new version does not name.
    fn gone(&mut self, old: &Object, new: &Object, name: &str, place: &str) {
        let required = old.requires(name);
        match new.others {
            _ if new.patterns => {
                self.tell(Effect::Both, place, "no longer named, and patterns may speak of it");
            }
            Others::Refused => {
                let received = if required { "no longer sent, was always sent" } else { "no longer sent" };
                self.say(
                    Effect::of(true, required),
                    place,
                    "no longer known: messages with it are refused",
                    received,
                );
            }
            Others::Ignored => {
                let received =
                    if required { "no longer sent, was always sent" } else { "no longer sent, was optional" };
                let effect = Effect::of(self.strict, required);
                self.say(effect, place, "no longer read: it is ignored now", received);
            }
            Others::Of(schema) => {
                if required {
                    self.optional_now(place);
                }
                self.compare(old.schema(name), schema, place);
            }
        }
    }

    /// A property that the old version did not name.
    fn come(&mut self, old: &Object, new: &Object, name: &str, place: &str) {
        let required = new.requires(name);
        let sent = if required { "new, required" } else { "new, optional" };
        match old.others {
            _ if old.patterns => {
                self.tell(Effect::Both, place, "named now, and patterns may have spoken of it");
            }
            Others::Refused => {
                self.say(
                    Effect::of(required, true),
                    place,
                    sent,
                    "new, where clients knew of no further keys",
                );
            }
            Others::Ignored => self.say(Effect::of(required, self.strict), place, sent, "new"),
            Others::Of(schema) => {
                if required {
                    self.required_now(place);
                }
                self.compare(schema, new.schema(name), place);
            }
        }
    }

    /// Tells of a property that went when one of the same schema came, where there is but one such pair.
    fn renamed<'a>(
        &mut self,
        old: &Object,
        new: &Object,
        gone: &mut Vec<&'a str>,
        come: &mut Vec<&'a str>,
        path: &str,
    ) {
        if old.patterns || new.patterns {
            return;
        }
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for &was in gone.iter() {
            for &is in come.iter() {
                let (one, other) = (old.schema(was), new.schema(is));
                let alike = old.requires(was) == new.requires(is);
                if alike && self.probe(|walk| walk.compare(one, other, "")).is_empty() {
                    pairs.push((was, is));
                }
            }
        }
        for &(was, is) in &pairs {
            if pairs.iter().filter(|&&(one, other)| one == was || other == is).count() > 1 {
                continue;
            }
            let told = self.probe(|walk| {
                walk.gone(old, new, was, "");
                walk.come(old, new, is, "");
            });
            let has =
                |effect| told.iter().any(|delta| delta.effect == effect || delta.effect == Effect::Both);
            let effect = Effect::of(has(Effect::Narrower), has(Effect::Wider));
            let place = format!("{path}.{was}");
            let ignored = matches!(new.others, Others::Ignored) && !old.requires(was);
            let tail = if ignored { format!(": `{was}` is ignored now") } else { String::new() };
            self.say(effect, &place, &format!("renamed `{is}`{tail}"), &format!("renamed `{is}`"));
            gone.retain(|&name| name != was);
            come.retain(|&name| name != is);
        }
    }

    fn others(&mut self, old: &Object, new: &Object, path: &str) {
        match (old.others, new.others) {
            (Others::Ignored, Others::Ignored) | (Others::Refused, Others::Refused) => {}
            (Others::Of(was), Others::Of(is)) => self.compare(was, is, &format!("{path}.*")),
            (Others::Ignored | Others::Of(_), Others::Refused) => {
                self.say(Effect::Narrower, path, "refuses further keys now", "holds no further keys now");
            }
            (Others::Refused, Others::Ignored) => {
                self.say(Effect::Wider, path, "ignores further keys now", "may hold further keys now");
            }
            (Others::Ignored, Others::Of(_)) => {
                self.tell(Effect::of(true, self.strict), path, "binds further keys to a schema now");
            }
            (Others::Of(_), Others::Ignored) => {
                self.tell(Effect::of(self.strict, true), path, "no longer binds further keys to a schema");
            }
            (Others::Refused, Others::Of(_)) => {
                self.say(Effect::Wider, path, "takes further keys now", "may hold further keys now");
            }
        }
    }

    fn patterns(&mut self, old: &Object, new: &Object, path: &str) {
        let of = |object: &Object| -> Vec<(String, Id)> {
            let patterns = object.node.others.iter().flat_map(|others| &others.patterns);
            patterns.map(|(pattern, id)| (pattern.as_str().to_owned(), *id)).collect()
        };
        let (was, is) = (of(old), of(new));
        for (pattern, one) in &was {
            if let Some((_, other)) = is.iter().find(|(other, _)| other == pattern) {
                self.compare(*one, *other, &format!("{path}.`{pattern}`"));
                continue;
            }
            let effect = match new.others {
                Others::Refused => Effect::Narrower,
                Others::Ignored => Effect::of(self.strict, true),
                Others::Of(_) => Effect::Both,
            };
            self.tell(effect, path, format!("keys that match `{pattern}` are nothing special any more"));
        }
        for (pattern, _) in is.iter().filter(|(pattern, _)| was.iter().all(|(other, _)| other != pattern)) {
            let effect = match old.others {
                Others::Refused => Effect::Wider,
                Others::Ignored => Effect::of(true, self.strict),
                Others::Of(_) => Effect::Both,
            };
            self.tell(effect, path, format!("keys that match `{pattern}` have a schema of their own now"));
        }
    }
}
