//! Two versions of a schema: which values are taken now that were not, and the other way round.
//!
//! A schema is brought into its `form`: whether it takes null, which single values, which `Branch`es. `walk` compares
//! two forms, `pairs` finds which branches belong together, the other files compare what is said of one kind.
//! Whatever cannot be judged counts as both narrower and wider.
//!
//! The crates that tell JSON Schemas apart know neither the direction of the values nor that unknown keys are ignored,
//! and answer with a verdict rather than with what to tell people: so it is of our own.

mod array;
mod counts;
mod form;
mod number;
mod object;
mod pairs;
mod text;
mod walk;

use crate::node::Schemas;

/// The direction of the values: who writes them and who reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Clients write, the server reads.
    In,
    /// The server writes, clients read.
    Out,
}

/// The effect of a difference on the set of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Some values are no longer taken.
    Narrower,
    /// More values are taken.
    Wider,
    /// Both, or it cannot be told.
    Both,
    /// Neither: no value that one side writes is met by the other with surprise.
    Neutral,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delta {
    /// The effect on the set of values.
    pub effect: Effect,
    /// The place in the JSON: `.payload.text`.
    pub path: String,
    /// The difference, in words.
    pub what: String,
}

impl Effect {
    /// The effect of something that takes values away, adds some, or both.
    pub(crate) fn of(narrower: bool, wider: bool) -> Self {
        match (narrower, wider) {
            (true, true) => Self::Both,
            (true, false) => Self::Narrower,
            (false, true) => Self::Wider,
            (false, false) => Self::Neutral,
        }
    }

    /// Tells whether it breaks someone: the reader must take all that the writer writes.
    pub fn breaks(self, way: Way) -> bool {
        matches!((self, way), (Self::Both, _) | (Self::Narrower, Way::In) | (Self::Wider, Way::Out))
    }
}

/// Tells whether every value of a schema says the same: all that it has is null.
pub fn says_nothing(mut schemas: Schemas) -> bool {
    let root = schemas.root();
    let form = form::Form::of(&mut schemas, root);
    let mut only_null = |property| {
        let form = form::Form::of(&mut schemas, property);
        form.null && form.values.is_empty() && form.branches.is_empty() && !form.unknown
    };
    !form.unknown
        && form.branches.iter().all(|branch| branch.node.fields.iter().all(|field| only_null(field.schema)))
}

/// Tells what differs from one schema to another.
///
/// Keys that a side does not know are ignored, unless the object is closed. Of 20,000 pairs of schemas, 512 alternatives and
/// 4,096 single values of one schema, what lies beyond cannot be told, and so breaks.
///
/// ```
/// use chanx_schema::{Schemas, compare::{Effect, Way, compare}};
/// use serde_json::json;
///
/// let was = Schemas::read(&json!({ "type": "string" }));
/// let is = Schemas::read(&json!({ "type": "string", "maxLength": 20 }));
/// let deltas = compare(was, is, Way::In);
/// assert_eq!(deltas[0].effect, Effect::Narrower);
/// assert_eq!(deltas[0].what, "holds at most 20 characters now, any number of characters before");
/// ```
pub fn compare(old: Schemas, new: Schemas, way: Way) -> Vec<Delta> {
    if old == new {
        return Vec::new();
    }
    let (was, is) = (old.root(), new.root());
    let mut walk = walk::Walk::new(old, new, way);
    walk.compare(was, is, "");
    walk.deltas
}
