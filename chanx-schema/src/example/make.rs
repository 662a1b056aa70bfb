//! The walk: alternatives are chosen, then members and items made.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{numbers, texts};
use crate::{
    fault::At,
    json::Tree,
    judge::{Judge, Reports},
    kind::Kind,
    node::{Id, Node, Schemas},
    part::PartId,
};

/// The most values that are looked at, so that unions within unions end.
const STEPS: usize = 20_000;
/// The most items of one list, and keys of one map.
const MOST: usize = 64;
/// The deepest nesting.
const DEPTH: usize = 48;

/// Makes one value.
pub(super) struct Maker {
    schemas: Schemas,
    /// The schemas of objects and lists that the value stands in.
    within: Vec<PartId>,
    /// A value was left out since it would contain its own type again.
    returned: bool,
    /// Which of the values that fit a place, for lists without equal items.
    nth: usize,
    steps: usize,
    depth: usize,
}

impl Maker {
    pub(super) fn new(schemas: Schemas) -> Self {
        Self { schemas, within: Vec::new(), returned: false, nth: 0, steps: STEPS, depth: 0 }
    }

    pub(super) fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    /// A value that should fit; `word` is what a text of it is about.
    pub(super) fn value(&mut self, schema: Id, word: &str) -> Option<Value> {
        self.chosen(schema, &[], word)
    }

    /// A value of a schema, some of whose unions have their branches among its parts.
    fn chosen(&mut self, schema: Id, chosen: &[(PartId, usize)], word: &str) -> Option<Value> {
        if self.steps == 0 || self.depth > DEPTH {
            return None;
        }
        self.steps -= 1;
        self.depth += 1;
        let value = self.of_node(schema, chosen, word);
        self.depth -= 1;
        value
    }

    fn of_node(&mut self, schema: Id, chosen: &[(PartId, usize)], word: &str) -> Option<Value> {
        let node = Arc::clone(self.schemas.node(schema));
        if node.never || node.unknown {
            return None;
        }
        // An empty one shows nothing where there is more to see.
        let tells = |value: &&Value| !value.is_null() && **value != Value::Array(Vec::new()) && **value != "";
        let shown = node.examples.iter().filter(tells).find(|value| self.fits(schema, value));
        if let Some(shown) = shown {
            return Some(shown.clone());
        }
        // What these say is not read here, so that a value would be a guess.
        if node.unread.iter().any(|(keyword, _)| !keyword.starts_with("content")) {
            return None;
        }
        if let Some(options) = &node.facts.options {
            let fitting: Vec<&Value> = options.iter().filter(|option| self.fits(schema, option)).collect();
            let filled = fitting.iter().filter(|option| !option.is_null()).nth(self.nth);
            return filled.or(fitting.first()).map(|option| (*option).clone());
        }
        if let Some(union) = node.unions.iter().find(|union| !chosen.contains(&union.from)) {
            let chosen = [chosen, &[union.from]].concat();
            let null = |id: &Id| self.schemas.node(*id).facts.kinds.as_deref() == Some(&[Kind::Null]);
            let (nulls, filled): (Vec<Id>, Vec<Id>) = union.branches.iter().partition(|id| null(id));
            let joined: Vec<Id> = filled
                .into_iter()
                .chain(nulls)
                .map(|branch| {
                    let parts = [schema, branch].map(|id| self.schemas.node(id).parts.clone()).concat();
                    self.schemas.join(&parts)
                })
                .collect();
            return joined
                .into_iter()
                .find_map(|id| self.chosen(id, &chosen, word).filter(|value| self.fits(schema, value)));
        }
        let kinds = match &node.facts.kinds {
            Some(kinds) => kinds.clone(),
            None => vec![implied(&node)],
        };
        let (nulls, filled): (Vec<Kind>, Vec<Kind>) = kinds.into_iter().partition(|kind| *kind == Kind::Null);
        filled.into_iter().chain(nulls).find_map(|kind| self.of_kind(&node, kind, word))
    }

    fn fits(&self, schema: Id, value: &Value) -> bool {
        let mut reports = Reports::default();
        let value = Tree::from(value);
        Judge::new(&self.schemas, |_, _| true).value(schema, &value, &At::root(""), &mut reports);
        reports.is_empty()
    }

    fn of_kind(&mut self, node: &Node, kind: Kind, word: &str) -> Option<Value> {
        match kind {
            Kind::Null => Some(Value::Null),
            Kind::Boolean => Some(Value::Bool(self.nth == 0)),
            Kind::Integer => numbers::whole(&node.facts, self.nth),
            Kind::Number => numbers::float(&node.facts, self.nth),
            Kind::String => texts::text(&node.facts, word, self.nth),
            Kind::Array => self.inside(node, |maker| maker.list(node, word)),
            Kind::Object => self.inside(node, |maker| maker.object(node)),
        }
    }

    /// Makes what stands within a value, unless the value stands within its own type.
    fn inside(&mut self, node: &Node, make: impl FnOnce(&mut Self) -> Option<Value>) -> Option<Value> {
        let outer = self.within.len();
        let holds = |id: &&PartId| self.schemas.parts[**id].holds_values();
        let parts: Vec<PartId> = node.parts.iter().filter(holds).copied().collect();
        if parts.iter().any(|part| self.within.contains(part)) {
            self.returned = true;
            return None;
        }
        self.within.extend(parts);
        let value = make(self);
        self.within.truncate(outer);
        value
    }

    fn object(&mut self, node: &Node) -> Option<Value> {
        let mut members = Map::new();
        let most = node.facts.max_properties.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(MOST));
        let needed = node.fields.iter().filter(|field| field.required).count();
        let mut spare = most.checked_sub(needed)?;
        for field in &node.fields {
            if field.required {
                members.insert(field.name.clone(), self.value(field.schema, &field.name)?);
            } else if spare > 0
                && let Some(value) = self.optional(field.schema, &field.name)
            {
                spare -= 1;
                members.insert(field.name.clone(), value);
            }
        }
        let least = node.facts.min_properties.map_or(0, |least| usize::try_from(least).unwrap_or(usize::MAX));
        let wanted = if node.fields.is_empty() { least.max(1).min(most) } else { least };
        if wanted > MOST {
            return None;
        }
        for nth in 0..wanted.saturating_sub(members.len()) {
            let Some((key, value)) = self.other(node, nth, &members) else { break };
            members.insert(key, value);
        }
        (members.len() >= least).then_some(Value::Object(members))
    }

    /// The value of an optional field; `None` where it would contain its own type again.
    fn optional(&mut self, schema: Id, word: &str) -> Option<Value> {
        let before = std::mem::take(&mut self.returned);
        let value = self.value(schema, word).filter(|_| !self.returned);
        self.returned = before;
        value
    }

    /// A key that has no name of its own, and its value: a map's, or one that matches a pattern.
    fn other(&mut self, node: &Node, nth: usize, members: &Map<String, Value>) -> Option<(String, Value)> {
        let mut keys: Vec<String> = Vec::new();
        let before = std::mem::replace(&mut self.nth, nth);
        if let Some(names) = node.names {
            keys.extend(self.value(names, "key").and_then(|key| key.as_str().map(str::to_owned)));
        }
        for (pattern, _) in node.others.iter().flat_map(|others| &others.patterns) {
            let mut facts = crate::facts::Facts::default();
            facts.patterns.push(pattern.clone());
            keys.extend(texts::text(&facts, "key", nth).and_then(|key| key.as_str().map(str::to_owned)));
        }
        if node.names.is_none() {
            keys.push(if nth == 0 { "key".to_owned() } else { format!("key{}", nth + 1) });
        }
        self.nth = before;
        let free = |key: &&String| !members.contains_key(*key) && node.field(key).is_none();
        keys.iter().filter(free).find_map(|key| {
            let schemas: Vec<Id> = node.others.iter().flat_map(|others| others.of_key(key)).collect();
            if schemas.is_empty() {
                return None;
            }
            let parts: Vec<PartId> =
                schemas.iter().flat_map(|id| self.schemas.node(*id).parts.clone()).collect();
            let schema = if let [only] = schemas[..] { only } else { self.schemas.join(&parts) };
            Some((key.clone(), self.value(schema, "text")?))
        })
    }

    fn list(&mut self, node: &Node, word: &str) -> Option<Value> {
        let size = |bound: u64| usize::try_from(bound).unwrap_or(usize::MAX);
        let least = node.facts.min_items.map_or(0, size);
        let most = node.facts.max_items.map_or(usize::MAX, size);
        let listed = node.prefix.len();
        let wanted = least.max(listed).max(1).min(most);
        if wanted > MOST {
            return None;
        }
        let mut items: Vec<Value> = Vec::new();
        let before = self.nth;
        for index in 0..wanted {
            let schema = node.prefix.get(index).copied().or(node.items);
            self.nth = if node.facts.unique { index } else { before };
            let item = match schema {
                Some(schema) => self.value(schema, word),
                None => Some(Value::from("text")),
            };
            match item {
                Some(item) if !node.facts.unique || !items.contains(&item) => items.push(item),
                _ => break,
            }
        }
        self.nth = before;
        (items.len() >= least).then_some(Value::Array(items))
    }
}

/// The type that the keywords speak of where none is written.
fn implied(node: &Node) -> Kind {
    let facts = &node.facts;
    let bounds = [&facts.minimum, &facts.maximum, &facts.exclusive_minimum, &facts.exclusive_maximum];
    if facts.model || !node.fields.is_empty() || !node.others.is_empty() {
        Kind::Object
    } else if facts.tuple || node.items.is_some() || facts.min_items.or(facts.max_items).is_some() {
        Kind::Array
    } else if !facts.steps.is_empty() || bounds.iter().any(|bound| bound.is_some()) {
        Kind::Number
    } else {
        Kind::String
    }
}
