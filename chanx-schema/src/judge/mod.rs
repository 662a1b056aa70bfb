//! One walk of a value along its schema, in field order, that stops when enough was found.
//!
//! A general JSON Schema validator collects everything before it answers, alternatives of alternatives too: a
//! frame of 64 KiB kept one busy for more than a second. This one looks at a value once for each schema that
//! could be meant, and takes no more [steps](Judge::within) than it is given. What it passes over costs no more than a
//! plainer answer, since it explains values that are known to be invalid.

mod reports;
mod scalars;
mod union;
mod words;

use std::{collections::HashMap, ptr};

use serde_json::Value;

use self::words::{length, one_of, type_fault};
pub use crate::fault::shorten;
use crate::{
    fault::At,
    json::{MAX_DEPTH, Object, Tree},
    kind::Kind,
    node::{Id, Node, Others, Schemas},
};
pub use reports::{MAX_FAULTS, Reports};
#[cfg(feature = "example")]
pub(crate) use scalars::number;
pub use words::{tag_not_found, tag_not_string, unknown_tag};

/// The steps of a judgement that is given no other bound.
const MAX_STEPS: usize = 100_000;
/// The least steps for a text, however short: enough to tell one fault of a union of twenty structs.
pub const MIN_STEPS: usize = 1_000;
/// The most schemas that speak of one level of a value: itself, and alternatives within alternatives.
const SCHEMAS_A_LEVEL: usize = 3;
/// So many looks at keys, or bytes of a text that a pattern reads, cost as much as one look at a value.
const LOOKS_A_STEP: usize = 8;
/// Up to so many fields are asked for one by one.
const FEW: usize = 8;

/// The steps that the judge of a text of that length takes at most: as many as it has bytes, or [`MIN_STEPS`].
///
/// A step is one value looked at by one schema, or eight keys asked for, or eight bytes of a text read by a pattern: some
/// 20 ns. Decoding costs about as much for each few bytes, so that telling what is wrong costs a small multiple of it.
pub fn steps_for(bytes: usize) -> usize {
    bytes.max(MIN_STEPS)
}

/// Judges whether a text is of a format: `(format, text)`.
pub type Formats = fn(&str, &str) -> bool;

/// One value before its schema.
#[derive(Debug)]
pub struct Judge<'s> {
    schemas: &'s Schemas,
    formats: Formats,
    most: usize,
    steps: usize,
    depth: usize,
    /// What was asked before. The values are parts of one, which does not move.
    fitting: HashMap<(Id, *const ()), bool>,
}

impl Schemas {
    /// Tells whether a value is of a schema but for its unions; every text is of any format.
    #[cfg(any(feature = "compare", feature = "generate"))]
    pub(crate) fn takes_alone(&self, id: Id, value: &Value) -> bool {
        let mut reports = Reports::counting(1);
        let value = Tree::from(value);
        Judge::new(self, |_, _| true).alone(self.node(id), &value, &At::root(""), &mut reports);
        reports.is_empty()
    }
}

impl<'s> Judge<'s> {
    /// A judge by these schemas.
    pub fn new(schemas: &'s Schemas, formats: Formats) -> Self {
        Self { schemas, formats, most: MAX_STEPS, steps: MAX_STEPS, depth: 0, fitting: HashMap::new() }
    }

    /// The judge that takes at most so many steps: after them it looks at nothing more.
    #[must_use]
    pub fn within(self, steps: usize) -> Self {
        Self { most: steps, steps, ..self }
    }

    /// The steps that were taken.
    pub fn taken(&self) -> usize {
        self.most - self.steps
    }

    /// Reports what is wrong with a value, nothing if it fits. [`Reports::is_cut`] where the steps did not suffice.
    pub fn value(&mut self, schema: Id, value: &Tree<'_>, at: &At<'_>, reports: &mut Reports) {
        if self.depth == SCHEMAS_A_LEVEL * MAX_DEPTH || !self.goes_on(reports) {
            return;
        }
        self.spend(1);
        self.depth += 1;
        let node = self.schemas.node(schema);
        if self.alone(node, value, at, reports) {
            for union in &node.unions {
                union::judge(self, union.choice(self.schemas), value, at, reports);
            }
            if let Tree::Object(members) = value {
                for closed in &node.closed {
                    self.unevaluated(self.schemas.node(*closed), value, members, at, reports);
                }
            }
        }
        self.depth -= 1;
    }

    /// Takes steps; what is begun with the last of them is done.
    fn spend(&mut self, steps: usize) {
        self.steps = self.steps.saturating_sub(steps);
    }

    /// The options that a value is not among.
    fn missed_options(&mut self, node: &'s Node, value: &Tree<'_>) -> Option<&'s [Value]> {
        let options = node.facts.options.as_deref()?;
        let has = match value {
            Tree::String(text) => node.lists(text),
            // A text, which is looked up, is all that most lists have.
            _ if options.len() == node.texts.len() => false,
            other => {
                self.spend(options.len() / LOOKS_A_STEP);
                options.iter().any(|option| other == option)
            }
        };
        (!has).then_some(options)
    }

    /// Tells whether there is more to be found, and by steps that are left.
    fn goes_on(&self, reports: &mut Reports) -> bool {
        if self.steps == 0 {
            reports.cut();
        }
        self.steps > 0 && !reports.is_full()
    }

    /// Reports what is wrong but for the schema's unions; false where that says it all.
    fn alone(&mut self, node: &'s Node, value: &Tree<'_>, at: &At<'_>, reports: &mut Reports) -> bool {
        // What is of another type, or not among the options, breaks its bounds too: one fault says it all.
        if node.never {
            reports.push("extra_forbidden", at, FORBIDDEN);
        } else if let Some(options) = self.missed_options(node, value) {
            reports.report("literal_error", at, || one_of(told_options(options)));
        } else if let Some(kinds) = missed_kinds(node, value) {
            reports.add(at, || type_fault(&told_kinds(kinds), value, node));
        } else {
            match value {
                Tree::Number(number) => scalars::number(&node.facts, number, at, reports),
                Tree::String(text) => {
                    let readers = node.facts.patterns.len() + node.facts.formats.len();
                    self.spend(readers * text.len() / LOOKS_A_STEP);
                    scalars::text(self.formats, &node.facts, text, at, reports);
                }
                Tree::Array(items) => self.list(node, items, at, reports),
                Tree::Object(members) => self.object(node, members, at, reports),
                Tree::Null | Tree::Bool(_) => {}
            }
            return true;
        }
        false
    }

    fn list(&mut self, node: &'s Node, items: &[Tree<'_>], at: &At<'_>, reports: &mut Reports) {
        let facts = &node.facts;
        let what = if facts.tuple { "Tuple" } else { "List" };
        count([facts.min_items, facts.max_items], what, items.len(), at, reports);
        if node.prefix.is_empty() && node.items.is_none() {
            return;
        }
        for (index, item) in items.iter().enumerate() {
            if !self.goes_on(reports) {
                return;
            }
            if let Some(schema) = node.prefix.get(index).copied().or(node.items) {
                self.value(schema, item, &at.index(index), reports);
            }
        }
    }

    fn object(&mut self, node: &'s Node, members: &Object<'_>, at: &At<'_>, reports: &mut Reports) {
        let facts = &node.facts;
        count([facts.min_properties, facts.max_properties], "Dictionary", members.len(), at, reports);
        self.spend(node.required.len() / LOOKS_A_STEP);
        // Where nothing is told, the cheapest fault is as good as any.
        if !reports.tells()
            && node.required.iter().any(|field| members.get(&node.fields[*field].name).is_none())
        {
            return reports.push("missing", at, "");
        }
        let some = fields_of_interest(node, members);
        let many = some.as_ref().map_or(node.fields.len(), Vec::len);
        self.spend(many / LOOKS_A_STEP);
        for index in 0..many {
            if !self.goes_on(reports) {
                return;
            }
            let field = &node.fields[some.as_ref().map_or(index, |some| some[index])];
            match members.get(&field.name) {
                Some(value) => self.value(field.schema, value, &at.key(&field.name), reports),
                None if field.required => reports.push("missing", &at.key(&field.name), "Field required"),
                None => {}
            }
        }
        if !node.others.is_empty() || node.names.is_some() {
            self.spend(members.len() / LOOKS_A_STEP);
            for (name, value) in members.iter() {
                if !self.goes_on(reports) {
                    return;
                }
                let at = at.key(name);
                if let Some(names) = node.names {
                    self.value(names, &Tree::String(name.into()), &at, reports);
                }
                if node.position(name).is_none() {
                    for others in &node.others {
                        self.other(others, name, value, &at, reports);
                    }
                }
            }
        }
    }

    /// Judges the value of a key that is no field's.
    fn other(&mut self, others: &Others, name: &str, value: &Tree<'_>, at: &At<'_>, reports: &mut Reports) {
        if others.patterns.is_empty() {
            if let Some(schema) = others.additional {
                self.value(schema, value, at, reports);
            }
            return;
        }
        self.spend(others.patterns.len() * name.len() / LOOKS_A_STEP);
        for schema in others.of_key(name) {
            self.value(schema, value, at, reports);
        }
    }

    /// Reports the keys that neither a closed schema nor an alternative that the value fits speaks of.
    fn unevaluated(
        &mut self,
        node: &'s Node,
        value: &Tree<'_>,
        members: &Object<'_>,
        at: &At<'_>,
        reports: &mut Reports,
    ) {
        let mut left: Vec<&str> = members.iter().map(|(name, _)| name).collect();
        self.strike(node, value, &mut left);
        // Where the steps do not suffice, nothing is known of the keys.
        if !self.goes_on(reports) {
            return;
        }
        for name in left {
            reports.push("extra_forbidden", &at.key(name), FORBIDDEN);
        }
    }

    /// Strikes out the keys of which the schema speaks, or an alternative that a value fits: any of them where it fits none,
    /// which is told already. Alternatives are asked as long as keys are left.
    fn strike(&mut self, node: &'s Node, value: &Tree<'_>, left: &mut Vec<&str>) {
        let patterns: usize = node.others.iter().map(|others| others.patterns.len()).sum();
        let read = patterns * left.iter().map(|name| name.len()).sum::<usize>();
        self.spend(1 + (left.len() + read) / LOOKS_A_STEP);
        left.retain(|name| {
            !node.field(name).is_some_and(|field| field.named)
                && node.others.iter().all(|others| others.of_key(name).is_empty())
        });
        for union in &node.unions {
            if left.is_empty() || self.steps == 0 {
                return;
            }
            let mut fits_one = false;
            union.choice(self.schemas).any(value, |branch| {
                if self.fits(branch, value) {
                    fits_one = true;
                    self.strike(self.schemas.node(branch), value, left);
                }
                left.is_empty()
            });
            if !fits_one {
                for branch in &*union.branches {
                    self.strike(self.schemas.node(*branch), value, left);
                }
            }
        }
    }

    /// Tells whether a value fits an alternative, as far as steps are left.
    ///
    /// Of a list or an object it is asked once, since what is nested asks at every level. Anything else is judged again
    /// as fast as it is looked up, and may stand where another one will.
    fn fits(&mut self, branch: Id, value: &Tree<'_>) -> bool {
        let holds_values = match value {
            Tree::Array(items) => !items.is_empty(),
            Tree::Object(members) => !members.is_empty(),
            _ => false,
        };
        let asked = (branch, ptr::from_ref(value).cast::<()>());
        if holds_values && let Some(fits) = self.fitting.get(&asked) {
            return *fits;
        }
        let mut reports = Reports::counting(1);
        self.value(branch, value, &At::root(""), &mut reports);
        if holds_values {
            self.fitting.insert(asked, reports.is_empty());
        }
        reports.is_empty()
    }
}

/// The fields that an object has or must have, where these are few of many; `None` where all are asked for.
fn fields_of_interest(node: &Node, members: &Object<'_>) -> Option<Vec<usize>> {
    let all = node.fields.len();
    if all <= FEW || (members.len() + node.required.len()) * 4 > all {
        return None;
    }
    let mut some: Vec<usize> = members.iter().filter_map(|(name, _)| node.position(name)).collect();
    some.extend(&node.required);
    some.sort_unstable();
    some.dedup();
    Some(some)
}

const FORBIDDEN: &str = "Extra inputs are not permitted";

/// What a peer is told of options: an optional one has `null` among them, which it should not be told of.
fn told_options(options: &[Value]) -> impl Iterator<Item = &Value> {
    let only_null = options.iter().all(Value::is_null);
    options.iter().filter(move |option| only_null || !option.is_null())
}

/// The types that a value is none of.
fn missed_kinds<'s>(node: &'s Node, value: &Tree<'_>) -> Option<&'s [Kind]> {
    node.facts.kinds.as_deref().filter(|kinds| !kinds.iter().any(|kind| kind.takes(value)))
}

/// What an `Option` holds, without the `null`.
fn told_kinds(kinds: &[Kind]) -> Vec<Kind> {
    let filled: Vec<Kind> = kinds.iter().copied().filter(|kind| *kind != Kind::Null).collect();
    if filled.is_empty() { kinds.to_vec() } else { filled }
}

fn count(bounds: [Option<u64>; 2], what: &str, count: usize, at: &At<'_>, reports: &mut Reports) {
    let [least, most] = bounds;
    let told =
        |how: &str, limit: u64| format!("{} after validation, not {count}", length(what, how, limit, "item"));
    if let Some(least) = least.filter(|least| (count as u64) < *least) {
        reports.report("too_short", at, || told("at least", least));
    }
    if let Some(most) = most.filter(|most| count as u64 > *most) {
        reports.report("too_long", at, || told("at most", most));
    }
}
