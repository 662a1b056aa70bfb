//! The types of a path's parameters: which of the texts that the path lets through are still read.

use chanx_schema::{
    Kind, Schemas,
    compare::{Way, compare},
};
use serde_json::{Value, json};

use super::{Class, ContractDiff};
use crate::model::{Parameter, Route};

/// Compares the parameters that stand at the same places, or, in a regular expression, have the same names.
pub(super) fn params(diff: &mut ContractDiff, old: &Route, new: &Route) {
    for (place, was) in old.params.iter().enumerate() {
        let is = if new.regex {
            new.params.iter().find(|param| param.name == was.name)
        } else {
            new.params.get(place)
        };
        if let Some(is) = is.filter(|is| was.schema.is_some() || is.schema.is_some()) {
            param(diff, &format!("{}, parameter {}", new.path, is.name), was, is);
        }
    }
}

fn param(diff: &mut ContractDiff, at: &str, was: &Parameter, is: &Parameter) {
    // A converter that changed is told of with the path; what is told here must be more.
    let told = was.converter != is.converter;
    let converts = |(was, is): (&String, &String)| converts(is, was);
    if told && !was.converter.as_ref().zip(is.converter.as_ref()).is_some_and(converts) {
        return;
    }
    let (before, now) = (read(was), read(is));
    let tells = (tells(&before), tells(&now));
    let kinds = (kind(&before), kind(&now));
    let changes: Vec<(Class, String)> = if tells == (true, false) {
        // Whether it takes what the former one took, nobody can say.
        vec![(Class::Breaking, "its type no longer tells what it takes".to_owned())]
    } else if tells == (false, true) {
        vec![(Class::Breaking, "its type tells what it takes now, which may be less".to_owned())]
    } else if kinds == (Some(Kind::Integer), Some(Kind::String)) {
        let deltas = compare(Schemas::read(&json!({ "type": "string" })), now, Way::In);
        let breaks = deltas.iter().any(|delta| delta.effect.breaks(Way::In));
        let class = if breaks { Class::Breaking } else { Class::Compatible };
        vec![(class, "is a string now, was an integer".to_owned())]
    } else if kinds == (Some(Kind::String), Some(Kind::Integer)) {
        vec![(Class::Breaking, "is an integer now, was a string".to_owned())]
    } else {
        let deltas = compare(before, now, Way::In);
        deltas.into_iter().map(|delta| (Class::of(delta.effect, Way::In), delta.what)).collect()
    };
    for (class, what) in changes {
        if !told || class == Class::Breaking {
            diff.add(class, at, what);
        }
    }
}

/// Tells whether a converter takes all that another takes.
pub(super) fn converts(wide: &str, narrow: &str) -> bool {
    let within: &[&str] = match narrow {
        "int" | "uuid" => &["slug", "str", "path"],
        "slug" => &["str", "path"],
        "str" => &["path"],
        _ => &[],
    };
    wide == narrow || within.contains(&wide)
}

/// Tells whether a schema says anything: the one of a type that does not tell allows everything.
fn tells(schemas: &Schemas) -> bool {
    !schemas.node(schemas.root()).takes_all()
}

/// The kind of all values, where it is one.
fn kind(schemas: &Schemas) -> Option<Kind> {
    match schemas.node(schemas.root()).facts.kinds.as_deref() {
        Some([kind]) => Some(*kind),
        _ => None,
    }
}

/// The schema of what is read; any text where the consumer does not read it. Of digits no number below zero is made.
fn read(param: &Parameter) -> Schemas {
    let mut schema = param.schema.clone().unwrap_or_else(|| json!({ "type": "string" }));
    let schemas = Schemas::read(&schema);
    let digits = param.converter.as_deref() == Some("int") && kind(&schemas) == Some(Kind::Integer);
    if !digits {
        return schemas;
    }
    if let Value::Array(all) = &mut schema["allOf"] {
        all.push(json!({ "minimum": 0 }));
    } else {
        schema["allOf"] = json!([{ "minimum": 0 }]);
    }
    Schemas::read(&schema)
}
