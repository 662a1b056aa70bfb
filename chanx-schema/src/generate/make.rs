//! One value: alternatives are chosen, then members and items made.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use proptest::{
    strategy::{Just, NewTree, Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};

use super::{
    numbers,
    pick::{below, count, one_of, size},
    texts::{self, Matches},
    tree::{Choice, Mapped, Parts, Tree},
};
use crate::{
    facts::Facts,
    kind::Kind,
    node::{Id, Node, Schemas},
    part::PartId,
};

/// Levels after which values are kept as small as they may be.
const DEPTH: usize = 5;
/// Bytes of a value after which the rest of it is kept small.
const BUDGET: usize = 4096;

/// Makes values of a schema.
///
/// Nearly all of them are valid. That of `oneOf` only one branch fits, and keywords that this crate does not read, is
/// not looked at, so a value is to be judged before it is relied on; so is one that has got simpler, since `uniqueItems`
/// holds of items together. Frames stay small: from five levels down, and after 4 KiB of texts, nothing is made that
/// need not be there. Nothing is made of a type that contains itself without an end.
///
/// A value gets simpler by what it can do without first (optional keys, items, letters), then by earlier alternatives
/// and numbers nearer to zero, or to the bound that is nearest to it.
///
/// ```
/// use chanx_schema::{Schemas, generate::values};
/// use proptest::{strategy::{Strategy, ValueTree}, test_runner::TestRunner};
/// use serde_json::json;
///
/// let schema = json!({ "type": "array", "items": { "type": "integer", "minimum": 3 }, "minItems": 1 });
/// let mut tree = values(Schemas::read(&schema)).new_tree(&mut TestRunner::deterministic()).expect("there are values");
/// while tree.simplify() {}
/// assert_eq!(tree.current(), json!([3]));
/// ```
pub fn values(schemas: Schemas) -> Values {
    let heights = Arc::new(Heights::of(&schemas));
    let goal = Goal::of(schemas.root());
    Values { schemas: Arc::new(Mutex::new(schemas)), heights, goal, depth: 0 }
}

/// The values of a schema; [`values`] makes it.
#[derive(Debug, Clone)]
pub struct Values {
    // What a union's branch means beside its siblings is found out when it is chosen.
    schemas: Arc<Mutex<Schemas>>,
    heights: Arc<Heights>,
    goal: Goal,
    depth: usize,
}

impl Strategy for Values {
    type Tree = Tree;
    type Value = Value;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut schemas = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
        let mut maker = Maker::new(self, &mut schemas, runner);
        Ok(maker.value(&self.goal).ok_or("no value was found")?)
    }
}

/// What is to be made: a value of a schema, of one of its types, with the branches of some unions chosen.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    schema: Id,
    /// The branch that must hold too, to be joined when the goal is gone for.
    branch: Option<Id>,
    kind: Option<Kind>,
    chosen: Vec<(PartId, usize)>,
}

impl Goal {
    pub(super) fn of(schema: Id) -> Self {
        Self { schema, branch: None, kind: None, chosen: Vec::new() }
    }
}

/// How many levels the lowest value of a schema has; none where it has no end.
#[derive(Debug)]
pub(super) struct Heights(HashMap<Id, usize>);

impl Heights {
    pub(super) fn of(schemas: &Schemas) -> Self {
        let mut known = HashMap::new();
        for level in 0.. {
            let ends = |id: &Id| !known.contains_key(id) && ends(schemas.node(*id), &known);
            let new: Vec<Id> = schemas.ids().filter(ends).collect();
            if new.is_empty() {
                break;
            }
            known.extend(new.into_iter().map(|id| (id, level)));
        }
        Self(known)
    }
}

/// Tells whether a value needs no others than of what is known to end.
fn ends(node: &Node, known: &HashMap<Id, usize>) -> bool {
    let has = |id: &Id| known.contains_key(id);
    let items = node.prefix.iter().chain(node.items.iter().filter(|_| node.facts.min_items > Some(0)));
    let mut needed =
        node.fields.iter().filter(|field| field.required).map(|field| &field.schema).chain(items);
    !node.never
        && (null(node) || needed.all(has))
        && node.unions.iter().all(|union| union.branches.iter().any(has))
}

fn null(node: &Node) -> bool {
    node.facts.kinds.as_ref().is_some_and(|kinds| kinds.contains(&Kind::Null))
}

/// Makes one value.
pub(super) struct Maker<'m> {
    values: &'m Values,
    schemas: &'m mut Schemas,
    pub(super) runner: &'m mut TestRunner,
    depth: usize,
    bytes: usize,
}

impl<'m> Maker<'m> {
    pub(super) fn new(values: &'m Values, schemas: &'m mut Schemas, runner: &'m mut TestRunner) -> Self {
        Self { values, schemas, runner, depth: values.depth, bytes: 0 }
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        below(self.runner, end)
    }

    pub(super) fn is_short(&self) -> bool {
        self.depth > DEPTH || self.bytes > BUDGET
    }

    /// A value that should fit; `None` where none was found.
    pub(super) fn value(&mut self, goal: &Goal) -> Option<Tree> {
        if self.depth > 4 * DEPTH {
            return None;
        }
        self.depth += 1;
        self.bytes += 8;
        let tree = self.of_goal(goal);
        self.depth -= 1;
        tree
    }

    fn of_schema(&mut self, schema: Id) -> Option<Tree> {
        self.value(&Goal::of(schema))
    }

    fn of_goal(&mut self, goal: &Goal) -> Option<Tree> {
        let schema = match goal.branch {
            Some(branch) => {
                let [one, other] = [goal.schema, branch].map(|id| self.schemas.node(id).parts.clone());
                self.schemas.join(&[one, other].concat())
            }
            None => goal.schema,
        };
        let goal = &Goal { schema, branch: None, ..goal.clone() };
        let node = Arc::clone(self.schemas.node(schema));
        let facts = &node.facts;
        if node.never {
            return None;
        }
        if let Some(options) = &facts.options {
            let fits = |option: &&Value| self.schemas.takes_alone(goal.schema, option);
            return one_of(options.iter().filter(fits).cloned().collect(), self.runner);
        }
        if let Some(union) = node.unions.iter().find(|union| !goal.chosen.contains(&union.from)) {
            let height = |branch: &Id| self.values.heights.0.get(branch).copied();
            let mut branches: Vec<Id> = union.branches.to_vec();
            branches.retain(|branch| height(branch).is_some());
            let needs = |node: &Node| node.fields.iter().filter(|field| field.required).count();
            let simple = |node: &Node| (!null(node), needs(node));
            branches.sort_by_key(|branch| (height(branch), simple(self.schemas.node(*branch))));
            let chosen = [&goal.chosen[..], &[union.from]].concat();
            let goal = |branch| Goal { branch: Some(branch), chosen: chosen.clone(), ..goal.clone() };
            return self.one_goal(branches.into_iter().map(goal).collect());
        }
        match (goal.kind, &facts.kinds) {
            (Some(kind), Some(kinds)) if !kinds.iter().any(|holder| holder.holds(kind)) => None,
            (Some(kind), _) => self.of_kind(&node, kind),
            (None, Some(kinds)) => {
                let mut kinds = kinds.clone();
                kinds.sort_unstable();
                self.one_goal(
                    kinds.into_iter().map(|kind| Goal { kind: Some(kind), ..goal.clone() }).collect(),
                )
            }
            (None, None) => match implied(&node) {
                Some(kind) => self.of_kind(&node, kind),
                None => self.any(),
            },
        }
    }

    /// One of several; the lowest, which is the first, where the value is to be short.
    fn one_goal(&mut self, mut goals: Vec<Goal>) -> Option<Tree> {
        let picked = if self.is_short() { 0 } else { self.below(goals.len()) };
        let (picked, tree) = match self.of_goal(goals.get(picked)?) {
            Some(tree) => (picked, tree),
            None if picked > 0 => (0, self.of_goal(goals.first()?)?),
            None => return None,
        };
        goals.truncate(picked);
        if goals.is_empty() {
            return Some(tree);
        }
        let simpler = goals.into_iter().map(|goal| Values { goal, depth: DEPTH, ..self.values.clone() });
        Some(Box::new(Choice::new(tree, simpler.collect())))
    }

    fn of_kind(&mut self, node: &Node, kind: Kind) -> Option<Tree> {
        let tree = match kind {
            Kind::Object => return self.object(node),
            Kind::Array => return self.list(node),
            Kind::String => texts::text(&node.facts, self.is_short(), self.runner)?,
            Kind::Integer => numbers::whole(&node.facts, self.runner)?,
            Kind::Number => numbers::float(&node.facts, self.runner)?,
            Kind::Boolean => one_of(vec![json!(false), json!(true)], self.runner)?,
            Kind::Null => Box::new(Just(Value::Null)),
        };
        self.bytes += tree.current().as_str().map_or(0, str::len);
        Some(tree)
    }

    fn object(&mut self, node: &Node) -> Option<Tree> {
        // All optional fields, none of them, or some.
        let mood = if self.is_short() { 0 } else { self.below(4) };
        let mut members = Vec::new();
        for field in &node.fields {
            let wanted = match mood {
                0 => false,
                1 => true,
                _ => self.below(2) == 0,
            };
            if field.required {
                members.push((field.name.clone(), self.of_schema(field.schema)?));
            } else if wanted && let Some(tree) = self.of_schema(field.schema) {
                members.push((field.name.clone(), tree));
            }
        }
        self.others(node, &mut members)?;
        let required: Vec<bool> =
            members.iter().map(|(name, _)| node.field(name).is_some_and(|field| field.required)).collect();
        let member = |(name, tree): (String, Tree)| Mapped(tree, move |value: Value| (name.clone(), value));
        let least = node.facts.min_properties.map_or(0, size);
        let members = Parts::new(members.into_iter().map(member).collect(), least, |index| !required[index]);
        Some(Box::new(Mapped(members, |members: Vec<(String, Value)>| {
            Value::Object(members.into_iter().collect())
        })))
    }

    /// Keys that have no name of their own: a map's, and those that match a pattern.
    fn others(&mut self, node: &Node, members: &mut Vec<(String, Tree)>) -> Option<()> {
        let mut kinds: Vec<Option<&str>> = Vec::new();
        for others in &node.others {
            kinds.extend(others.patterns.iter().map(|(pattern, _)| Some(pattern.as_str())));
            kinds.extend(others.additional.filter(|schema| !self.schemas.node(*schema).never).map(|_| None));
        }
        if kinds.is_empty() {
            return Some(());
        }
        let wanted = if self.is_short() { 0 } else { self.below(4) };
        let wanted = (members.len() + wanted).max(node.facts.min_properties.map_or(0, size));
        let wanted = wanted.min(node.facts.max_properties.map_or(usize::MAX, size));
        // Keys may meet, so that some tries are lost.
        for _ in 0..wanted.saturating_mul(4).min(256) {
            if members.len() >= wanted {
                break;
            }
            let name = match (kinds[self.below(kinds.len())], node.names) {
                (Some(pattern), _) => Matches::new(pattern)?.new_tree(self.runner).ok()?.current(),
                (None, Some(names)) => {
                    let name = self.value(&Goal { kind: Some(Kind::String), ..Goal::of(names) })?;
                    name.current().as_str()?.to_owned()
                }
                (None, None) => texts::text(&Facts::default(), self.is_short(), self.runner)?
                    .current()
                    .as_str()?
                    .to_owned(),
            };
            if node.field(&name).is_none() && members.iter().all(|(known, _)| *known != name) {
                let schemas = node.others.iter().flat_map(|others| others.of_key(&name));
                let parts: Vec<PartId> = schemas.flat_map(|id| self.schemas.node(id).parts.clone()).collect();
                let schema = self.schemas.join(&parts);
                members.push((name, self.of_schema(schema)?));
            }
        }
        Some(())
    }

    fn list(&mut self, node: &Node) -> Option<Tree> {
        let (facts, listed) = (&node.facts, node.prefix.len());
        let least = facts.min_items.map_or(0, size);
        let closed = node.items.is_some_and(|items| self.schemas.node(items).never);
        let mut most = facts.max_items.map_or_else(|| least.max(listed) + 3, size);
        if closed {
            most = most.min(listed);
        }
        let count = if self.is_short() { least } else { count(least, Some(most), 4, 200, self.runner) };
        let mut items: Vec<Tree> = Vec::new();
        for index in 0..count {
            for _ in 0..20 {
                let item = match node.prefix.get(index).copied().or(node.items) {
                    Some(schema) => self.of_schema(schema)?,
                    None => self.any()?,
                };
                if !facts.unique || items.iter().all(|known| known.current() != item.current()) {
                    items.push(item);
                    break;
                }
            }
        }
        let items = Parts::new(items, least, |index| index >= listed);
        Some(Box::new(Mapped(items, |items: Vec<Value>| Value::Array(items))))
    }

    /// Where any JSON is taken.
    fn any(&mut self) -> Option<Tree> {
        let values = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1.5),
            json!(u64::MAX),
            json!(""),
            json!("§ \"\\\n"),
            json!([1, [null]]),
            json!({ "a": { "b_c": [] } }),
        ];
        one_of(values.into(), self.runner)
    }
}

/// The type that the keywords speak of where none is written.
fn implied(node: &Node) -> Option<Kind> {
    let facts = &node.facts;
    if facts.model || !node.fields.is_empty() || !node.others.is_empty() {
        Some(Kind::Object)
    } else if facts.tuple || node.items.is_some() || facts.min_items.or(facts.max_items).is_some() {
        Some(Kind::Array)
    } else if !facts.patterns.is_empty()
        || !facts.formats.is_empty()
        || facts.min_length.or(facts.max_length).is_some()
    {
        Some(Kind::String)
    } else {
        let bounds = [&facts.minimum, &facts.maximum, &facts.exclusive_minimum, &facts.exclusive_maximum];
        (!facts.steps.is_empty() || bounds.iter().any(|bound| bound.is_some())).then_some(Kind::Number)
    }
}
