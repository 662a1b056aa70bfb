//! Objects: which properties there are, which must be there, and what other keys may hold.
//!
//! Both sides ignore keys that they do not know, unless the object is closed. Where one branch of a union is to stand
//! for another (`strict`), ignored keys are lost: who reads them by the one branch does not find them in the other.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Effect, walk::Walk};

type Keywords = Map<String, Value>;

/// The values of keys that the object does not name.
#[derive(Clone, Copy)]
enum Others<'a> {
    Ignored,
    Refused,
    Of(&'a Value),
}

impl Walk<'_> {
    pub(super) fn object(&mut self, old: &Keywords, new: &Keywords, path: &str) {
        self.counts(("minProperties", "maxProperties"), "key", old, new, path);
        let names: Vec<&String> = {
            let was = named(old).chain(required(old));
            let mut seen = BTreeSet::new();
            was.chain(named(new)).chain(required(new)).filter(|&name| seen.insert(name)).collect()
        };
        let known =
            |keywords: &Keywords, name: &str| property(keywords, name).is_some() || requires(keywords, name);
        let mut gone: Vec<_> =
            names.iter().filter(|name| known(old, name) && !known(new, name)).copied().collect();
        let mut come: Vec<_> =
            names.iter().filter(|name| known(new, name) && !known(old, name)).copied().collect();
        self.renamed(old, new, &mut gone, &mut come, path);
        for name in names {
            let place = format!("{path}.{name}");
            if gone.contains(&name) {
                self.gone(old, new, name, &place);
            } else if come.contains(&name) {
                self.come(old, new, name, &place);
            } else if known(old, name) && known(new, name) {
                self.kept(old, new, name, &place);
            }
        }
        self.others(old, new, path);
        self.patterns(old, new, path);
    }

    fn kept(&mut self, old: &Keywords, new: &Keywords, name: &str, place: &str) {
        match (requires(old, name), requires(new, name)) {
            (false, true) => {
                self.say(
                    Effect::Narrower,
                    place,
                    "required now, was optional",
                    "always sent now, was optional",
                );
            }
            (true, false) => {
                self.say(
                    Effect::Wider,
                    place,
                    "optional now, was required",
                    "may be missing now, was always sent",
                );
            }
            _ => {}
        }
        let any = Value::Bool(true);
        let (was, is) = (property(old, name).unwrap_or(&any), property(new, name).unwrap_or(&any));
        self.compare(was, is, place);
    }

    /// A property that the new version does not name.
    fn gone(&mut self, old: &Keywords, new: &Keywords, name: &str, place: &str) {
        let required = requires(old, name);
        match Others::of(new) {
            _ if has_patterns(new) => {
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
                    self.say(
                        Effect::Wider,
                        place,
                        "optional now, was required",
                        "may be missing now, was always sent",
                    );
                }
                self.compare(property(old, name).unwrap_or(&Value::Bool(true)), schema, place);
            }
        }
    }

    /// A property that the old version did not name.
    fn come(&mut self, old: &Keywords, new: &Keywords, name: &str, place: &str) {
        let required = requires(new, name);
        let sent = if required { "new, required" } else { "new, optional" };
        match Others::of(old) {
            _ if has_patterns(old) => {
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
                    self.say(
                        Effect::Narrower,
                        place,
                        "required now, was optional",
                        "always sent now, was optional",
                    );
                }
                self.compare(schema, property(new, name).unwrap_or(&Value::Bool(true)), place);
            }
        }
    }

    /// Tells of a property that went when one of the same schema came, where there is but one such pair.
    fn renamed<'a>(
        &mut self,
        old: &Keywords,
        new: &Keywords,
        gone: &mut Vec<&'a String>,
        come: &mut Vec<&'a String>,
        path: &str,
    ) {
        if has_patterns(old) || has_patterns(new) {
            return;
        }
        let mut pairs: Vec<(&String, &String)> = Vec::new();
        for &was in gone.iter() {
            for &is in come.iter() {
                let (Some(one), Some(other)) = (property(old, was), property(new, is)) else { continue };
                let alike = requires(old, was) == requires(new, is);
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
            let ignored = matches!(Others::of(new), Others::Ignored) && !requires(old, was);
            let tail = if ignored { format!(": `{was}` is ignored now") } else { String::new() };
            self.say(effect, &place, &format!("renamed `{is}`{tail}"), &format!("renamed `{is}`"));
            gone.retain(|&name| name != was);
            come.retain(|&name| name != is);
        }
    }

    fn others(&mut self, old: &Keywords, new: &Keywords, path: &str) {
        match (Others::of(old), Others::of(new)) {
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

    fn patterns(&mut self, old: &Keywords, new: &Keywords, path: &str) {
        let of = |keywords: &Keywords| {
            keywords.get("patternProperties").and_then(Value::as_object).cloned().unwrap_or_default()
        };
        let (was, is) = (of(old), of(new));
        for (pattern, one) in &was {
            if let Some(other) = is.get(pattern) {
                self.compare(one, other, &format!("{path}.`{pattern}`"));
                continue;
            }
            let effect = match Others::of(new) {
                Others::Refused => Effect::Narrower,
                Others::Ignored => Effect::of(self.strict, true),
                Others::Of(_) => Effect::Both,
            };
            self.tell(effect, path, format!("keys that match `{pattern}` are nothing special any more"));
        }
        for pattern in is.keys().filter(|&pattern| !was.contains_key(pattern)) {
            let effect = match Others::of(old) {
                Others::Refused => Effect::Wider,
                Others::Ignored => Effect::of(true, self.strict),
                Others::Of(_) => Effect::Both,
            };
            self.tell(effect, path, format!("keys that match `{pattern}` have a schema of their own now"));
        }
    }
}

impl<'a> Others<'a> {
    fn of(keywords: &'a Keywords) -> Self {
        let closed = keywords.get("unevaluatedProperties") == Some(&Value::Bool(false));
        match keywords.get("additionalProperties") {
            Some(Value::Bool(false)) => Self::Refused,
            Some(schema @ Value::Object(keywords)) if !keywords.is_empty() => Self::Of(schema),
            _ if closed => Self::Refused,
            _ => Self::Ignored,
        }
    }
}

fn property<'a>(keywords: &'a Keywords, name: &str) -> Option<&'a Value> {
    keywords.get("properties")?.get(name)
}

fn requires(keywords: &Keywords, name: &str) -> bool {
    required(keywords).any(|required| required == name)
}

fn named(keywords: &Keywords) -> impl Iterator<Item = &String> {
    keywords.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys)
}

fn required(keywords: &Keywords) -> impl Iterator<Item = &String> {
    let names = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(|name| match name {
        Value::String(name) => Some(name),
        _ => None,
    })
}

fn has_patterns(keywords: &Keywords) -> bool {
    keywords.get("patternProperties").and_then(Value::as_object).is_some_and(|patterns| !patterns.is_empty())
}
