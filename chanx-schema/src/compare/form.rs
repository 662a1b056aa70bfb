//! A schema as alternatives: null, single values, and branches of one kind each.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    json::MAX_DEPTH,
    kind::Kind,
    node::{Id, Node, Schemas},
    part::PartId,
};

/// The most branches that a schema is taken apart into.
const BRANCHES: usize = 512;
/// The most single values, which are cheaper to compare.
const VALUES: usize = 4096;

/// The alternatives of a schema.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) null: bool,
    pub(super) values: Vec<Value>,
    pub(super) branches: Vec<Branch>,
    /// True where there is more to it than could be found out.
    pub(super) unknown: bool,
}

/// An alternative: a kind of value, and what it keeps to.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    /// `None` where it may be of any kind.
    pub(super) kind: Option<Kind>,
    pub(super) node: Arc<Node>,
    /// The marks that tell it from others of its union: the constants of its required properties, or its only key.
    pub(super) label: Option<Label>,
    /// The name of the definition that it was written as.
    pub(super) name: Option<String>,
    id: Id,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    tags: Vec<(String, String)>,
    pub(super) shown: String,
}

/// Tells whether every value of the other kind is of this one.
pub(super) fn holds(kind: Option<Kind>, other: Option<Kind>) -> bool {
    kind == other || kind.is_none_or(|kind| other.is_some_and(|other| kind.holds(other)))
}

/// A kind with its article.
pub(super) fn shown(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "anything",
        Some(Kind::Null) => "null",
        Some(Kind::Boolean) => "a boolean",
        Some(Kind::Integer) => "an integer",
        Some(Kind::Number) => "a number",
        Some(Kind::String) => "a string",
        Some(Kind::Array) => "an array",
        Some(Kind::Object) => "an object",
    }
}

impl Branch {
    /// Tells whether it surely takes a value: what is not read, and the format of a text, may refuse it.
    pub(super) fn takes(&self, schemas: &Schemas, value: &Value) -> bool {
        let unsure = value.is_string() && !self.node.facts.formats.is_empty();
        self.kind.is_none_or(|kind| kind.has(value))
            && self.node.unread.is_empty()
            && !unsure
            && schemas.takes_alone(self.id, value)
    }

    /// The values of this kind that a form lists.
    pub(super) fn of_its_kind(&self, form: &Form) -> Vec<String> {
        let of_kind = |value: &&Value| self.kind.is_some_and(|kind| kind.has(value));
        form.values.iter().filter(of_kind).map(|value| format!("`{value}`")).collect()
    }

    /// Tells whether a form lists all that it takes.
    pub(super) fn listed(&self, form: &Form) -> bool {
        self.kind == Some(Kind::Boolean) && self.of_its_kind(form).len() == 2
    }

    /// As messages name it.
    pub(super) fn shown(&self) -> String {
        match (&self.label, &self.name) {
            (Some(Label { shown: name, .. }), _) | (None, Some(name)) => format!("`{name}`"),
            (None, None) => shown(self.kind).to_owned(),
        }
    }
}

impl Form {
    pub(super) fn of(schemas: &mut Schemas, id: Id) -> Self {
        let mut form = Self::default();
        let name = schemas.node(id).name.clone();
        form.add(schemas, id, name.as_deref(), &mut Vec::new());
        form
    }

    pub(super) fn any(&self) -> bool {
        self.branches.iter().any(|branch| branch.kind.is_none())
    }

    /// Takes a schema apart; of the unions that are `done` a branch is joined to it already.
    fn add(&mut self, schemas: &mut Schemas, id: Id, name: Option<&str>, done: &mut Vec<(PartId, usize)>) {
        let node = Arc::clone(schemas.node(id));
        if node.never {
            return;
        }
        let full = self.values.len() > VALUES || self.branches.len() > BRANCHES;
        if node.unknown || full || done.len() > MAX_DEPTH {
            self.unknown = true;
            return;
        }
        let Some(union) = node.unions.iter().find(|union| !done.contains(&union.from)) else {
            return self.leaf(schemas, id, &node, name);
        };
        done.push(union.from);
        for branch in union.branches.iter() {
            let branch = schemas.node(*branch);
            // Of one that is not known, or of itself, nothing can be told.
            if branch.unknown || branch.unions.iter().any(|union| done.contains(&union.from)) {
                self.unknown = true;
                continue;
            }
            let name = branch.name.clone();
            let parts = [&node.parts[..], &branch.parts].concat();
            let joined = schemas.join(&parts);
            self.add(schemas, joined, name.as_deref(), done);
        }
        done.pop();
    }

    fn leaf(&mut self, schemas: &Schemas, id: Id, node: &Arc<Node>, name: Option<&str>) {
        let kinds = &node.facts.kinds;
        if let Some(options) = &node.facts.options {
            for value in options.iter().filter(|value| schemas.takes_alone(id, value)) {
                if value.is_null() {
                    self.null = true;
                } else if !self.values.contains(value) {
                    self.values.push(value.clone());
                }
            }
            // They may rule some of them out.
            self.unknown |= !node.unread.is_empty();
            return;
        }
        let mut branch = |kind: Option<Kind>| {
            let label = (kind == Some(Kind::Object)).then(|| label(schemas, node)).flatten();
            self.branches.push(Branch {
                kind,
                node: Arc::clone(node),
                label,
                name: name.map(str::to_owned),
                id,
            });
        };
        match kinds {
            Some(kinds) => {
                kinds.iter().filter(|kind| **kind != Kind::Null).for_each(|kind| branch(Some(*kind)));
            }
            None => branch(None),
        }
        self.null |= kinds.as_ref().is_none_or(|kinds| kinds.contains(&Kind::Null));
    }
}

fn label(schemas: &Schemas, node: &Node) -> Option<Label> {
    let constant = |id: Id| match schemas.node(id).facts.options.as_deref() {
        Some([Value::String(one)]) => Some(one.clone()),
        _ => None,
    };
    let required = node.fields.iter().filter(|field| field.required);
    let mut tags: Vec<_> =
        required.filter_map(|field| Some((field.name.clone(), constant(field.schema)?))).collect();
    tags.sort();
    if !tags.is_empty() {
        let shown = tags.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ");
        return Some(Label { tags, shown });
    }
    let [only] = node.fields.as_slice() else { return None };
    let forbids = |id: Option<Id>| id.is_some_and(|id| schemas.node(id).never);
    let closed = node.others.iter().any(|others| others.patterns.is_empty() && forbids(others.additional));
    (only.required && closed)
        .then(|| Label { tags: vec![(only.name.clone(), String::new())], shown: only.name.clone() })
}
