//! The fields that a schema names, as a graph: what the order of faults and the case of keys go by.

use std::{
    collections::{BTreeSet, HashMap},
    ptr,
};

use serde_json::{Map, Value};

use crate::case::camel_case;

/// Every object and list of a schema; recursive types make circles.
#[derive(Debug)]
pub(crate) struct Keys {
    nodes: Vec<Node>,
    root: Option<Id>,
}

type Id = usize;

/// What is known of one object or list. Alternatives (`anyOf` and the like) are merged.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// The fields, in the schema's order.
    pub(crate) fields: Vec<Field>,
    /// Whether any key within is written differently in camelCase.
    pub(crate) renames: bool,
    others: Option<Id>,
    prefix: Vec<Option<Id>>,
    items: Option<Id>,
}

/// One field of an object.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name in the schema.
    pub(crate) name: Box<str>,
    /// Its name in camelCase: the same where two fields of the object would share one.
    pub(crate) camel: Box<str>,
    node: Option<Id>,
}

impl Keys {
    pub(crate) fn of(schema: &Value) -> Self {
        let mut build = Build { root: schema, nodes: Vec::new(), known: HashMap::new() };
        let root = build.node(&[schema]);
        let mut keys = Self { nodes: build.nodes, root };
        keys.mark_renames();
        keys
    }

    pub(crate) fn root(&self) -> Option<&Node> {
        self.get(self.root)
    }

    /// What stands under this key of an object.
    pub(crate) fn under(&self, node: &Node, key: &str) -> Option<&Node> {
        match node.position(key) {
            Some(field) => self.value_of(&node.fields[field]),
            None => self.get(node.others),
        }
    }

    /// What stands in this field.
    pub(crate) fn value_of(&self, field: &Field) -> Option<&Node> {
        self.get(field.node)
    }

    /// What stands under a key that is no field's: a map's value.
    pub(crate) fn other(&self, node: &Node) -> Option<&Node> {
        self.get(node.others)
    }

    /// What stands at this index of a list.
    pub(crate) fn item(&self, node: &Node, index: usize) -> Option<&Node> {
        self.get(node.prefix.get(index).copied().unwrap_or(node.items))
    }

    fn get(&self, id: Option<Id>) -> Option<&Node> {
        self.nodes.get(id?)
    }

    /// Carries "a key within is renamed" outwards until nothing changes.
    fn mark_renames(&mut self) {
        loop {
            let mut changed = false;
            for id in 0..self.nodes.len() {
                let node = &self.nodes[id];
                if !node.renames && self.renames_within(node) {
                    self.nodes[id].renames = true;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn renames_within(&self, node: &Node) -> bool {
        node.fields.iter().any(|field| field.name != field.camel)
            || node
                .fields
                .iter()
                .map(|field| field.node)
                .chain(node.prefix.iter().copied())
                .chain([node.others, node.items])
                .any(|id| self.get(id).is_some_and(|inner| inner.renames))
    }
}

impl Node {
    /// The place of a field among the fields.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| *field.name == *name)
    }

    /// Keeps a name as it is where its camelCase form could be taken for another field.
    fn settle_names(&mut self) {
        let clashes: Vec<bool> = (0..self.fields.len())
            .map(|this| {
                let camel = &self.fields[this].camel;
                let mut others = self.fields.iter().enumerate().filter(|(other, _)| *other != this);
                others.any(|(_, other)| other.name == *camel || other.camel == *camel)
            })
            .collect();
        for (field, _) in self.fields.iter_mut().zip(clashes).filter(|(_, clashes)| *clashes) {
            field.camel = field.name.clone();
        }
    }
}

/// A set of schemas that describe one value becomes one node.
struct Build<'s> {
    root: &'s Value,
    nodes: Vec<Node>,
    known: HashMap<Vec<usize>, Id>,
}

type Schemas<'s> = Vec<&'s Value>;

impl<'s> Build<'s> {
    fn node(&mut self, schemas: &[&'s Value]) -> Option<Id> {
        let all = closure(self.root, schemas);
        let tells = ["properties", "additionalProperties", "patternProperties", "items", "prefixItems"];
        if !all.iter().any(|schema| tells.iter().any(|keyword| schema.contains_key(*keyword))) {
            return None;
        }
        let identity: BTreeSet<usize> = all.iter().map(|schema| ptr::from_ref(*schema).addr()).collect();
        let identity: Vec<usize> = identity.into_iter().collect();
        if let Some(id) = self.known.get(&identity) {
            return Some(*id);
        }
        // Known before it is built, so that a recursive type finds itself.
        let id = self.nodes.len();
        self.nodes.push(Node::default());
        self.known.insert(identity, id);
        let node = self.build(&all);
        self.nodes[id] = node;
        Some(id)
    }

    fn build(&mut self, all: &[&'s Map<String, Value>]) -> Node {
        let mut fields: Vec<(&'s str, Schemas<'s>)> = Vec::new();
        let mut others: Schemas<'s> = Vec::new();
        let mut prefix: Vec<Schemas<'s>> = Vec::new();
        let mut items: Schemas<'s> = Vec::new();
        for schema in all {
            for (name, inner) in members(schema, "properties") {
                match fields.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, schemas)) => schemas.push(inner),
                    None => fields.push((name, vec![inner])),
                }
            }
            others.extend(schema.get("additionalProperties"));
            others.extend(members(schema, "patternProperties").map(|(_, inner)| inner));
            for (index, inner) in elements(schema, "prefixItems").enumerate() {
                prefix.resize_with(prefix.len().max(index + 1), Vec::new);
                prefix[index].push(inner);
            }
            items.extend(schema.get("items"));
        }
        let mut node = Node {
            fields: fields
                .into_iter()
                .map(|(name, schemas)| Field {
                    name: name.into(),
                    camel: camel_case(name).into(),
                    node: self.node(&schemas),
                })
                .collect(),
            renames: false,
            others: self.node(&others),
            prefix: prefix.iter().map(|schemas| self.node(schemas)).collect(),
            items: self.node(&items),
        };
        node.settle_names();
        node
    }
}

/// The schemas, those they refer to (in `root`), and their alternatives.
pub(super) fn closure<'s>(root: &'s Value, schemas: &[&'s Value]) -> Vec<&'s Map<String, Value>> {
    let mut all: Vec<&'s Map<String, Value>> = Vec::new();
    let mut open: Vec<&'s Value> = schemas.iter().rev().copied().collect();
    while let Some(schema) = open.pop() {
        let Value::Object(schema) = schema else { continue };
        if all.iter().any(|known| ptr::eq(*known, schema)) {
            continue;
        }
        all.push(schema);
        let alternatives = ["allOf", "anyOf", "oneOf"].iter().flat_map(|keyword| elements(schema, keyword));
        let mut inner: Vec<_> = alternatives.collect();
        let reference = schema.get("$ref").and_then(Value::as_str);
        inner.extend(reference.and_then(|reference| root.pointer(reference.strip_prefix('#')?)));
        open.extend(inner.into_iter().rev());
    }
    all
}

fn members<'s>(schema: &'s Map<String, Value>, keyword: &str) -> impl Iterator<Item = (&'s str, &'s Value)> {
    let members = schema.get(keyword).and_then(Value::as_object);
    members.into_iter().flatten().map(|(name, inner)| (name.as_str(), inner))
}

fn elements<'s>(schema: &'s Map<String, Value>, keyword: &str) -> impl Iterator<Item = &'s Value> + use<'s> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten()
}
