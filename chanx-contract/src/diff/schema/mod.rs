//! Two versions of a JSON schema (draft 2020-12): which values are taken now that were not, and the other way round.
//!
//! A schema is brought into its `form`: whether it takes null, which single values, which `Branch`es. `walk` compares
//! two forms, `variants` finds which branches belong together, the other files compare the keywords of one kind.
//! Whatever cannot be judged counts as both narrower and wider.

mod array;
mod bounds;
mod form;
mod merge;
mod number;
mod object;
mod text;
mod variants;
mod walk;

use serde_json::Value;

use super::change::Class;

/// The direction of the values: who writes them and who reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Clients write, the server reads.
    In,
    /// The server writes, clients read.
    Out,
}

/// The effect of a difference on the set of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Narrower,
    Wider,
    /// Both, or it cannot be told.
    Both,
    /// Neither: no value that one side writes is met by the other with surprise.
    Neutral,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Delta {
    pub(super) effect: Effect,
    /// The place in the JSON: `.payload.text`.
    pub(super) path: String,
    pub(super) what: String,
}

impl Effect {
    /// The effect of something that takes values away, adds some, or both.
    fn of(narrower: bool, wider: bool) -> Self {
        match (narrower, wider) {
            (true, true) => Self::Both,
            (true, false) => Self::Narrower,
            (false, true) => Self::Wider,
            (false, false) => Self::Neutral,
        }
    }

    /// Whom it breaks: the reader must take all that the writer writes.
    pub(super) fn class(self, way: Way) -> Class {
        match (self, way) {
            (Self::Both, _) | (Self::Narrower, Way::In) | (Self::Wider, Way::Out) => Class::Breaking,
            _ => Class::Compatible,
        }
    }
}

/// Tells whether every message of a schema says the same: all that it has is null.
pub(super) fn says_nothing(schema: &Value) -> bool {
    let only_null = |property: &Value| {
        let form = form::Form::of(schema, property);
        form.null && form.values.is_empty() && form.branches.is_empty() && !form.unknown
    };
    let form = form::Form::of(schema, schema);
    !form.unknown
        && form.branches.iter().all(|branch| {
            let properties = branch.keywords.get("properties").and_then(Value::as_object);
            properties.is_none_or(|properties| properties.values().all(only_null))
        })
}

/// Compares two schemas, each with its own `$defs`.
pub(super) fn schema_diff(old: &Value, new: &Value, way: Way) -> Vec<Delta> {
    let mut walk = walk::Walk::new(old, new, way);
    walk.compare(old, new, "");
    walk.deltas
}
