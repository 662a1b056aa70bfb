//! Faults of a value that fits none of several alternatives: those of the alternative that was meant, or one
//! fault for all.

use jsonschema::{
    JsonType, ValidationError,
    error::{TypeKind, ValidationErrorKind as Kind},
};
use serde_json::Value;

use super::{
    faults::{Reports, fault},
    tag::{tag_not_found, tag_not_string, unknown_action},
    words::{Judge, any_of, one_of, type_words, types},
};
use crate::validate::Fault;

/// The errors of one alternative.
type Branch = Vec<ValidationError<'static>>;

/// Reports at least one fault.
pub(super) fn report(
    judge: &Judge<'_>,
    error: &ValidationError<'_>,
    branches: &[Branch],
    reports: &mut Reports,
) {
    let here = error.instance_path().as_str();
    let filled: Vec<&Branch> = branches.iter().filter(|branch| !is_null(branch, here)).collect();
    // Alternatives of another type than the value's cannot have been meant, unless all are.
    let fitting: Vec<&Branch> =
        filled.iter().copied().filter(|branch| types_at(branch, here).is_empty()).collect();
    let one = match (&filled[..], &fitting[..]) {
        ([only], _) | (_, [only]) => return all(judge, only, reports),
        ([], _) => Some(fault("none_required", judge.loc(error), "Input should be None".to_owned())),
        (_, []) => Some(literals(judge, error, &filled).unwrap_or_else(|| other_type(judge, error, &filled))),
        _ => literals(judge, error, &fitting)
            .or_else(|| other_tag(judge, error, &fitting))
            .or_else(|| no_tag(judge, error, &fitting))
            .or_else(|| no_variant(judge, error, &fitting)),
    };
    match (one, fitting.iter().min_by_key(|branch| distance(branch, here))) {
        (Some(fault), _) => reports.push(fault),
        (None, Some(best)) => all(judge, best, reports),
        (None, None) => reports.push(other_type(judge, error, &filled)),
    }
}

fn all(judge: &Judge<'_>, branch: &Branch, reports: &mut Reports) {
    for error in branch {
        judge.report(error, reports);
    }
}

/// How far a value is from an alternative: a wrong tag tells most, then what is wrong with the value itself.
fn distance(branch: &Branch, here: &str) -> (usize, usize, usize) {
    let tags = branch.iter().filter(|error| literal(error).is_some() && is_child(error, here)).count();
    let own = branch.iter().filter(|error| error.instance_path().as_str() == here).count();
    (tags, own, branch.len())
}

/// Every alternative is a literal: a plain enum with documented variants.
fn literals(judge: &Judge<'_>, error: &ValidationError<'_>, branches: &[&Branch]) -> Option<Fault> {
    let here = error.instance_path().as_str();
    let mut options = Vec::new();
    for branch in branches {
        let mut own = branch.iter().filter(|error| error.instance_path().as_str() == here);
        options.extend(own.find_map(literal)?);
    }
    Some(fault("literal_error", judge.loc(error), one_of(options)))
}

/// Every alternative has another tag.
fn other_tag(judge: &Judge<'_>, error: &ValidationError<'_>, branches: &[&Branch]) -> Option<Fault> {
    let here = error.instance_path().as_str();
    let path = branches.first()?.iter().find(|error| literal(error).is_some() && is_child(error, here))?;
    let mut known = Vec::new();
    for branch in branches {
        let mut same = branch.iter().filter(|error| error.instance_path() == path.instance_path());
        known.extend(same.find_map(literal)?);
    }
    let tag = path.instance_path().as_str().rsplit('/').next()?;
    let mut told = match path.instance().as_str() {
        Some(found) => unknown_action(tag, found, known.iter().filter_map(|known| known.as_str())),
        None => tag_not_string(tag),
    };
    told.loc = judge.loc(error);
    Some(told)
}

/// The tag by which the alternatives differ is missing.
fn no_tag(judge: &Judge<'_>, error: &ValidationError<'_>, branches: &[&Branch]) -> Option<Fault> {
    let here = error.instance_path().as_str();
    let is_tag = |error: &ValidationError<'_>, key: &str| {
        let branch = error.schema_path().as_str().strip_suffix("/required");
        let field =
            branch.and_then(|branch| judge.shape.schema().pointer(branch)?.get("properties")?.get(key));
        field.is_some_and(|field| field.get("const").is_some() || field.get("enum").is_some())
    };
    let lacks =
        |branch: &Branch, key: &str| required(branch, here).any(|(error, k)| k == key && is_tag(error, key));
    let (_, tag) = required(branches.first()?, here).find(|(error, key)| is_tag(error, key))?;
    branches.iter().all(|branch| lacks(branch, tag)).then(|| {
        let mut told = tag_not_found(tag);
        told.loc = judge.loc(error);
        told
    })
}

/// An enum whose variants are keys has none of them.
fn no_variant(judge: &Judge<'_>, error: &ValidationError<'_>, branches: &[&Branch]) -> Option<Fault> {
    let here = error.instance_path().as_str();
    let closed = |branch: &Branch| {
        branch.iter().any(|error| {
            matches!(error.kind(), Kind::AdditionalProperties { .. })
                && error.instance_path().as_str() == here
        })
    };
    let empty = error.instance().as_object().is_some_and(serde_json::Map::is_empty);
    let mut variants = Vec::new();
    for branch in branches {
        let (_, key) = required(branch, here).next().filter(|_| empty || closed(branch))?;
        variants.push(format!("'{key}'"));
    }
    variants.dedup();
    let several = variants.len() > 1;
    let msg = format!("Input should have one of the keys {}", any_of(variants));
    several.then(|| fault("union_tag_invalid", judge.loc(error), msg))
}

/// The value is of no alternative's type.
fn other_type(judge: &Judge<'_>, error: &ValidationError<'_>, branches: &[&Branch]) -> Fault {
    let here = error.instance_path().as_str();
    let node = judge.node(error);
    let mut expected: Vec<JsonType> = Vec::new();
    for one in branches.iter().flat_map(|branch| types_at(branch, here)) {
        if !expected.contains(&one) {
            expected.push(one);
        }
    }
    let (kind, msg) = type_words(&expected, error.instance(), node);
    fault(kind, judge.loc(error), msg)
}

fn required<'b>(
    branch: &'b Branch,
    here: &str,
) -> impl Iterator<Item = (&'b ValidationError<'static>, &'b str)> {
    branch.iter().filter(move |error| error.instance_path().as_str() == here).filter_map(|error| match error
        .kind()
    {
        Kind::Required { property } => Some((error, property.as_str()?)),
        _ => None,
    })
}

/// The options that an error says the value is not among.
fn literal<'e>(error: &'e ValidationError<'_>) -> Option<Vec<&'e Value>> {
    match error.kind() {
        Kind::Constant { expected_value } => Some(vec![&**expected_value]),
        Kind::Enum { options } => Some(options.as_array()?.iter().collect()),
        _ => None,
    }
}

/// The types that an alternative expects of the value itself, if it is of another one.
fn types_at(branch: &Branch, here: &str) -> Vec<JsonType> {
    let own = branch.iter().filter(|error| error.instance_path().as_str() == here);
    own.filter_map(|error| match error.kind() {
        Kind::Type { kind } => Some(types(kind)),
        _ => None,
    })
    .flatten()
    .collect()
}

fn is_null(branch: &Branch, here: &str) -> bool {
    matches!(&branch[..], [error] if error.instance_path().as_str() == here
        && matches!(error.kind(), Kind::Type { kind: TypeKind::Single(JsonType::Null) }))
}

fn is_child(error: &ValidationError<'_>, here: &str) -> bool {
    let inner = error.instance_path().as_str().strip_prefix(here);
    inner.and_then(|inner| inner.strip_prefix('/')).is_some_and(|key| !key.contains('/'))
}
