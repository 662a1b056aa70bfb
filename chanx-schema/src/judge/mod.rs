//! One walk of a value along its schema, in field order, that stops when enough was found.
//!
//! A general JSON Schema validator collects everything before it answers, alternatives of alternatives too: a
//! frame of 64 KiB kept one busy for more than a second. This one looks at a value once for each schema that
//! could be meant, within [`MAX_STEPS`]. What it passes over costs no more than a plainer answer, since it explains
//! values that are known to be invalid.

mod scalars;
mod union;
mod words;

use std::{
    collections::{HashMap, HashSet},
    ptr,
};

use serde_json::{Map, Value};

use self::words::{length, one_of, type_words};
use crate::{
    fault::{At, Fault},
    json::MAX_DEPTH,
    kind::Kind,
    node::{Id, Node, Schemas},
};
#[cfg(feature = "example")]
pub(crate) use scalars::number;
pub use words::{shorten, tag_not_found, tag_not_string, unknown_tag};

/// The most values that one judgement looks at, each alternative counted.
pub const MAX_STEPS: usize = 100_000;
/// The most faults that are found before they are put in order.
const MAX_FOUND: usize = 1024;
/// The most schemas that speak of one level of a value: itself, and alternatives within alternatives.
const SCHEMAS_A_LEVEL: usize = 3;

/// Judges whether a text is of a format: `(format, text)`.
pub type Formats = fn(&str, &str) -> bool;

/// What is found, before it is put in order: no more than one answer can tell.
#[derive(Debug, Default)]
pub struct Reports(Vec<Fault>);

impl Reports {
    /// Adds a fault, unless there are enough.
    pub fn push(&mut self, kind: &str, at: &At<'_>, msg: impl Into<String>) {
        self.add(Fault { kind: kind.to_owned(), loc: at.to_loc(), msg: msg.into() });
    }

    /// The faults, in the order in which they were found.
    pub fn into_faults(self) -> Vec<Fault> {
        self.0
    }

    /// Tells whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, fault: Fault) {
        if !self.is_full() {
            self.0.push(fault);
        }
    }

    fn is_full(&self) -> bool {
        self.0.len() >= MAX_FOUND
    }
}

/// One value before its schema.
#[derive(Debug)]
pub struct Judge<'s> {
    schemas: &'s Schemas,
    formats: Formats,
    steps: usize,
    depth: usize,
    /// What was asked before. The values are parts of one, which does not move.
    fitting: HashMap<(Id, *const Value), bool>,
}

impl Schemas {
    /// Tells whether a value is of a schema but for its unions; every text is of any format.
    #[cfg(any(feature = "compare", feature = "generate"))]
    pub(crate) fn takes_alone(&self, id: Id, value: &Value) -> bool {
        let mut reports = Reports::default();
        Judge::new(self, |_, _| true).alone(self.node(id), value, &At::root(""), &mut reports);
        reports.is_empty()
    }
}

impl<'s> Judge<'s> {
    /// A judge by these schemas.
    pub fn new(schemas: &'s Schemas, formats: Formats) -> Self {
        Self { schemas, formats, steps: MAX_STEPS, depth: 0, fitting: HashMap::new() }
    }

    /// The steps that were taken: after [`MAX_STEPS`] it looks at nothing more.
    pub fn taken(&self) -> usize {
        MAX_STEPS - self.steps
    }

    /// Reports what is wrong with a value, nothing if it fits.
    pub fn value(&mut self, schema: Id, value: &Value, at: &At<'_>, reports: &mut Reports) {
        if self.steps == 0 || self.depth == SCHEMAS_A_LEVEL * MAX_DEPTH || reports.is_full() {
            return;
        }
        self.steps -= 1;
        self.depth += 1;
        let node = self.schemas.node(schema);
        if self.alone(node, value, at, reports) {
            for union in &node.unions {
                union::judge(self, &union.branches, value, at, reports);
            }
            if let Value::Object(members) = value {
                for closed in &node.closed {
                    self.unevaluated(self.schemas.node(*closed), value, members, at, reports);
                }
            }
        }
        self.depth -= 1;
    }

    /// Reports what is wrong but for the schema's unions; false where that says it all.
    fn alone(&mut self, node: &'s Node, value: &Value, at: &At<'_>, reports: &mut Reports) -> bool {
        // What is of another type, or not among the options, breaks its bounds too: one fault says it all.
        if node.never {
            reports.push("extra_forbidden", at, FORBIDDEN);
        } else if let Some(options) = missed_options(node, value) {
            reports.push("literal_error", at, one_of(options));
        } else if let Some(expected) = missed_kinds(node, value) {
            let (kind, msg) = type_words(&expected, value, node);
            reports.push(kind, at, msg);
        } else {
            match value {
                Value::Number(number) => scalars::number(&node.facts, number, at, reports),
                Value::String(text) => scalars::text(self.formats, &node.facts, text, at, reports),
                Value::Array(items) => self.list(node, items, at, reports),
                Value::Object(members) => self.object(node, members, at, reports),
                Value::Null | Value::Bool(_) => {}
            }
            return true;
        }
        false
    }

    fn list(&mut self, node: &'s Node, items: &[Value], at: &At<'_>, reports: &mut Reports) {
        let facts = &node.facts;
        let what = if facts.tuple { "Tuple" } else { "List" };
        count([facts.min_items, facts.max_items], what, items.len(), at, reports);
        for (index, item) in items.iter().enumerate() {
            if let Some(schema) = node.prefix.get(index).copied().or(node.items) {
                self.value(schema, item, &at.index(index), reports);
            }
            if reports.is_full() {
                return;
            }
        }
    }

    fn object(&mut self, node: &'s Node, members: &Map<String, Value>, at: &At<'_>, reports: &mut Reports) {
        let facts = &node.facts;
        count([facts.min_properties, facts.max_properties], "Dictionary", members.len(), at, reports);
        for field in &node.fields {
            match members.get(&field.name) {
                Some(value) => self.value(field.schema, value, &at.key(&field.name), reports),
                None if field.required => reports.push("missing", &at.key(&field.name), "Field required"),
                None => {}
            }
        }
        if !node.others.is_empty() || node.names.is_some() {
            let named: HashSet<&str> = node.fields.iter().map(|field| &*field.name).collect();
            for (name, value) in members {
                let at = at.key(name);
                if let Some(names) = node.names {
                    self.value(names, &Value::from(name.as_str()), &at, reports);
                }
                if !named.contains(name.as_str()) {
                    for schema in node.others.iter().flat_map(|others| others.of_key(name)) {
                        self.value(schema, value, &at, reports);
                    }
                }
            }
        }
    }

    /// Reports the keys that neither a closed schema nor an alternative that the value fits speaks of.
    fn unevaluated(
        &mut self,
        node: &'s Node,
        value: &Value,
        members: &Map<String, Value>,
        at: &At<'_>,
        reports: &mut Reports,
    ) {
        let mut speaking = Vec::new();
        self.speaking(node, value, &mut speaking);
        // Each look at a key is a step. Where the steps do not suffice, nothing is known of the keys.
        self.steps = self.steps.saturating_sub(members.len() * speaking.len());
        if self.steps == 0 {
            return;
        }
        let speaks = |node: &&Node, name: &str| {
            node.field(name).is_some_and(|field| field.named)
                || node.others.iter().any(|others| !others.of_key(name).is_empty())
        };
        for name in members.keys().filter(|name| !speaking.iter().any(|node| speaks(node, name))) {
            reports.push("extra_forbidden", &at.key(name), FORBIDDEN);
        }
    }

    /// The schema, and the alternatives that a value fits: all of them where it fits none, which is told already.
    fn speaking(&mut self, node: &'s Node, value: &Value, all: &mut Vec<&'s Node>) {
        if self.steps == 0 {
            return;
        }
        self.steps -= 1;
        all.push(node);
        for union in &node.unions {
            let fitting: Vec<Id> =
                union.branches.iter().copied().filter(|branch| self.fits(*branch, value)).collect();
            let speaking = if fitting.is_empty() { &union.branches[..] } else { &fitting[..] };
            for branch in speaking {
                self.speaking(self.schemas.node(*branch), value, all);
            }
        }
    }

    /// Tells whether a value fits an alternative; of each value once, since what is nested asks at every level.
    fn fits(&mut self, branch: Id, value: &Value) -> bool {
        let asked = (branch, ptr::from_ref(value));
        if let Some(fits) = self.fitting.get(&asked) {
            return *fits;
        }
        let mut reports = Reports::default();
        self.value(branch, value, &At::root(""), &mut reports);
        self.fitting.insert(asked, reports.is_empty());
        reports.is_empty()
    }
}

const FORBIDDEN: &str = "Extra inputs are not permitted";

/// The options that a value is not among.
fn missed_options<'s>(node: &'s Node, value: &Value) -> Option<Vec<&'s Value>> {
    let options = node.facts.options.as_ref().filter(|options| !options.contains(value))?;
    // An optional one has `null` among them, which is not what a peer should be told of.
    let filled: Vec<_> = options.iter().filter(|option| !option.is_null()).collect();
    Some(if filled.is_empty() { options.iter().collect() } else { filled })
}

/// The types that a value is none of: what an `Option` holds, without the `null`.
fn missed_kinds(node: &Node, value: &Value) -> Option<Vec<Kind>> {
    let kinds = node.facts.kinds.as_ref().filter(|kinds| !kinds.iter().any(|kind| kind.has(value)))?;
    let filled: Vec<Kind> = kinds.iter().copied().filter(|kind| *kind != Kind::Null).collect();
    Some(if filled.is_empty() { kinds.clone() } else { filled })
}

fn count(bounds: [Option<u64>; 2], what: &str, count: usize, at: &At<'_>, reports: &mut Reports) {
    let [least, most] = bounds;
    let told =
        |how: &str, limit: u64| format!("{} after validation, not {count}", length(what, how, limit, "item"));
    if let Some(least) = least.filter(|least| (count as u64) < *least) {
        reports.push("too_short", at, told("at least", least));
    }
    if let Some(most) = most.filter(|most| count as u64 > *most) {
        reports.push("too_long", at, told("at most", most));
    }
}
