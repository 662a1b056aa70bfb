//! Schemas as they are meant: references followed, and all that must hold of one value joined.

mod choice;

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use serde_json::Value;

pub(crate) use self::choice::Choice;
use crate::{
    facts::{Facts, Pattern},
    part::{self, Part, PartId, Unread},
};

/// The most nodes that are made of one schema: sets of schemas that join each other may be many.
const MAX_NODES: usize = 20_000;

/// A schema of several that refer to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(usize);

/// What must hold of one value.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Node {
    /// What is said of the value itself.
    pub facts: Facts,
    /// Nothing is of it: the schema is `false`.
    pub never: bool,
    /// The keys that are named, by `properties` or by `required`, in the schema's order.
    pub fields: Vec<Field>,
    /// What holds of all other keys, each of it.
    pub others: Vec<Others>,
    /// Those that refuse keys of which neither they nor an alternative that the value fits speak
    /// (`unevaluatedProperties: false`).
    pub closed: Vec<Id>,
    /// The schema of keys (`propertyNames`).
    pub names: Option<Id>,
    /// The items that are listed one by one.
    pub prefix: Vec<Id>,
    /// The items behind those.
    pub items: Option<Id>,
    /// Of each union one branch must hold, besides.
    pub unions: Vec<Union>,
    /// Keywords that are not read here.
    pub(crate) unread: Vec<(String, Unread<Id>)>,
    /// The name of the definition.
    pub name: Option<String>,
    /// The values that are shown for it, where they were read.
    #[cfg_attr(not(feature = "example"), allow(dead_code, reason = "only this shows some"))]
    pub(crate) examples: Vec<Value>,
    /// The schema is too large to be told, or refers to what is not there.
    pub(crate) unknown: bool,
    pub(crate) parts: Vec<PartId>,
    /// The place of each field among them.
    index: HashMap<String, usize>,
    /// The fields that must be there, by their places.
    pub(crate) required: Vec<usize>,
    /// The texts among the options.
    pub(crate) texts: HashSet<String>,
}

/// A named key of an object.
#[derive(Debug)]
#[non_exhaustive]
pub struct Field {
    /// The key.
    pub name: String,
    /// Its value.
    pub schema: Id,
    /// It must be there.
    pub required: bool,
    /// It is named by `properties`, and not by `required` alone.
    pub named: bool,
}

/// The values of keys that are not named.
#[derive(Debug)]
#[non_exhaustive]
pub struct Others {
    /// The keys that match.
    pub patterns: Vec<(Pattern, Id)>,
    /// The keys that match no pattern; `None` where nothing is said of them.
    pub additional: Option<Id>,
}

/// Alternatives (`anyOf`, `oneOf`).
#[derive(Debug)]
#[non_exhaustive]
pub struct Union {
    /// The alternatives.
    pub branches: Arc<[Id]>,
    #[cfg_attr(
        not(any(feature = "compare", feature = "example", feature = "generate")),
        allow(dead_code, reason = "only these choose")
    )]
    pub(crate) from: (PartId, usize),
    /// How one is chosen, found out at the first use.
    choice: OnceLock<Choice>,
}

/// A JSON schema (draft 2020-12), and those that it refers to.
#[derive(Debug)]
pub struct Schemas {
    pub(crate) parts: Arc<[Part]>,
    nodes: Vec<Arc<Node>>,
    known: HashMap<Vec<PartId>, Id>,
    unions: HashMap<(PartId, usize), Arc<[Id]>>,
    open: Vec<Id>,
    root: Id,
}

/// The node of what is too large.
const UNKNOWN: Id = Id(0);
/// The node of what takes all values.
#[cfg(feature = "compare")]
pub(crate) const ANY: Id = Id(1);

/// Two are the same where they are written alike.
impl PartialEq for Schemas {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Schemas {
    /// Reads a schema. It fails on nothing: what is not known, or not right, is kept as it is, and says nothing of a value.
    /// Of more than 20,000 different joins of schemas the further ones count as unknown.
    pub fn read(schema: &Value) -> Self {
        Self::of(part::read(schema))
    }

    /// Reads a schema with the values that it shows, for [`example`](crate::example::example).
    #[cfg(feature = "example")]
    pub fn with_examples(schema: &Value) -> Self {
        Self::of(part::read_with_examples(schema))
    }

    fn of(parts: Vec<Part>) -> Self {
        let unknown = Arc::new(Node { unknown: true, ..Node::default() });
        let parts = parts.into();
        let mut schemas = Self {
            parts,
            nodes: vec![unknown],
            known: HashMap::new(),
            unions: HashMap::new(),
            open: Vec::new(),
            root: UNKNOWN,
        };
        schemas.join(&[]);
        schemas.root = schemas.join(&[0]);
        schemas
    }

    /// Reads a schema without a key of the object that it describes, itself or by its alternatives.
    #[cfg(feature = "compare")]
    #[must_use]
    pub fn without(schema: &Value, key: &str) -> Self {
        let mut parts = part::read(schema);
        let alternatives = parts[0].unions.concat();
        for id in alternatives.into_iter().chain([0]) {
            parts[id].properties.retain(|(name, _)| name != key);
            parts[id].required.retain(|name| name != key);
        }
        Self::of(parts)
    }

    /// The schema itself.
    pub fn root(&self) -> Id {
        self.root
    }

    /// What must hold of a value of this schema.
    pub fn node(&self, id: Id) -> &Arc<Node> {
        &self.nodes[id.0]
    }

    /// Every schema, each once.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().map(Arc::as_ref)
    }

    /// Every schema's id, each once.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        (0..self.nodes.len()).map(Id)
    }

    /// The schema of the values that are of all these.
    pub(crate) fn join(&mut self, parts: &[PartId]) -> Id {
        let id = self.opened(parts);
        while let Some(id) = self.open.pop() {
            let (parts, name) = (self.nodes[id.0].parts.clone(), self.nodes[id.0].name.clone());
            self.nodes[id.0] = Arc::new(Node { name, ..self.built(parts) });
        }
        id
    }

    /// The node of the values that are of all these, to be built yet.
    fn opened(&mut self, parts: &[PartId]) -> Id {
        let (parts, name) = self.with_all(parts);
        let mut key = parts.clone();
        key.sort_unstable();
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        if self.nodes.len() >= MAX_NODES {
            return UNKNOWN;
        }
        // Known before it is built, so that a recursive type finds itself.
        let id = Id(self.nodes.len());
        self.nodes.push(Arc::new(Node { name, parts, ..Node::default() }));
        self.known.insert(key, id);
        self.open.push(id);
        id
    }

    /// The parts, and all that must hold with them, but for those that say nothing; and the name of the innermost.
    fn with_all(&self, parts: &[PartId]) -> (Vec<PartId>, Option<String>) {
        let mut seen = HashSet::new();
        let mut name = None;
        let mut all = Vec::new();
        let mut open: Vec<PartId> = parts.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let part = &self.parts[id];
                if !part.silent {
                    all.push(id);
                }
                name = part.name.as_ref().or(name);
                open.extend(part.all.iter().rev());
            }
        }
        (all, name.cloned())
    }

    fn built(&mut self, ids: Vec<PartId>) -> Node {
        let parts = Arc::clone(&self.parts);
        let all: Vec<&Part> = ids.iter().map(|id| &parts[*id]).collect();
        let mut node = Node::default();
        for part in &all {
            node.facts.join(&part.facts);
            node.examples.extend(part.examples.iter().cloned());
            node.never |= part.never;
            node.unknown |= part.lost.is_some();
        }
        let texts = node.facts.options.iter().flatten().filter_map(Value::as_str);
        node.texts = texts.map(str::to_owned).collect();
        let named: Vec<HashMap<&str, PartId>> = all.iter().map(|part| part.named()).collect();
        let required: HashSet<&str> =
            all.iter().flat_map(|part| &part.required).map(String::as_str).collect();
        let properties = all.iter().flat_map(|part| part.properties.iter().map(|(name, _)| name));
        for name in properties.chain(all.iter().flat_map(|part| &part.required)) {
            if node.index.contains_key(name) {
                continue;
            }
            let own = named.iter().map(|named| named.get(name.as_str()).copied());
            let schemas: Vec<PartId> =
                all.iter().zip(own.clone()).flat_map(|(part, own)| part.of_key(own, name)).collect();
            node.index.insert(name.clone(), node.fields.len());
            if required.contains(name.as_str()) {
                node.required.push(node.fields.len());
            }
            node.fields.push(Field {
                schema: self.opened(&schemas),
                required: required.contains(name.as_str()),
                named: own.flatten().next().is_some(),
                name: name.clone(),
            });
        }
        for part in all.iter().filter(|part| part.additional.is_some() || !part.patterns.is_empty()) {
            let one = |(pattern, part): &(Pattern, PartId)| (pattern.clone(), self.opened(&[*part]));
            let patterns = part.patterns.iter().map(one).collect();
            let additional = part.additional.map(|part| self.opened(&[part]));
            node.others.push(Others { patterns, additional });
        }
        let longest = all.iter().map(|part| part.prefix.len()).max().unwrap_or(0);
        for index in 0..longest {
            let at: Vec<PartId> =
                all.iter().filter_map(|part| part.prefix.get(index).copied().or(part.items)).collect();
            node.prefix.push(self.opened(&at));
        }
        let mut several = |of: fn(&Part) -> Option<PartId>| {
            let of: Vec<PartId> = all.iter().filter_map(|part| of(part)).collect();
            (!of.is_empty()).then(|| self.opened(&of))
        };
        node.items = several(|part| part.items);
        node.names = several(|part| part.names);
        for (id, part) in ids.iter().zip(&all) {
            node.closed.extend(part.closed.then(|| self.opened(&[*id])));
            for (index, branches) in part.unions.iter().enumerate() {
                let from = (*id, index);
                // Of long unions each branch is joined with them: they are opened once.
                let branches = match self.unions.get(&from) {
                    Some(branches) => Arc::clone(branches),
                    None => branches.iter().map(|branch| self.opened(&[*branch])).collect(),
                };
                self.unions.insert(from, Arc::clone(&branches));
                node.unions.push(Union { branches, from, choice: OnceLock::new() });
            }
            for (keyword, value) in &part.unread {
                node.unread.push((keyword.clone(), value.map(&mut |part| self.opened(&[part]))));
            }
        }
        node.parts = ids;
        node
    }
}

impl Node {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.position(name).map(|at| &self.fields[at])
    }

    /// The place of the field of that name among the fields.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Tells whether a text is among the options.
    pub(crate) fn lists(&self, text: &str) -> bool {
        self.texts.contains(text)
    }

    /// Tells whether anything at all is of it.
    pub fn takes_all(&self) -> bool {
        self.parts.is_empty() && !self.unknown
    }
}

impl Union {
    /// How an alternative is chosen for a value.
    pub(crate) fn choice(&self, schemas: &Schemas) -> &Choice {
        self.choice.get_or_init(|| Choice::of(schemas, &self.branches))
    }
}

impl Others {
    /// The schemas of a key's value; of a pattern that is no regular expression, every key counts as matching.
    pub fn of_key(&self, key: &str) -> Vec<Id> {
        of_key(&self.patterns, self.additional, key)
    }
}

impl Part {
    fn named(&self) -> HashMap<&str, PartId> {
        self.properties.iter().map(|(name, part)| (name.as_str(), *part)).collect()
    }

    /// The schemas of a key's value, given the one that it has by its name.
    fn of_key(&self, named: Option<PartId>, key: &str) -> Vec<PartId> {
        let mut all = of_key(&self.patterns, self.additional.filter(|_| named.is_none()), key);
        all.extend(named);
        all
    }
}

fn of_key<I: Copy>(patterns: &[(Pattern, I)], additional: Option<I>, key: &str) -> Vec<I> {
    let matching = patterns.iter().filter(|(pattern, _)| pattern.matches(key).unwrap_or(true));
    let matching: Vec<I> = matching.map(|(_, schema)| *schema).collect();
    if matching.is_empty() { additional.into_iter().collect() } else { matching }
}
