//! A value that must fit one of several alternatives: the faults of the one that was meant, or one fault for
//! all.

use serde_json::Value;

use super::{
    Judge, Reports, missed_kinds, missed_options,
    words::{any_of, noun, one_of, tag_not_found, tag_not_string, unknown_tag},
};
use crate::{
    fault::{At, Fault},
    kind::Kind,
    node::{Id, Node},
};

/// What can be said of an alternative without looking deeper than the value's own keys.
struct Fit<'s> {
    schema: Id,
    /// The options that the value is not among.
    options: Option<Vec<&'s Value>>,
    /// The types that the value is none of, in words.
    kinds: Vec<&'static str>,
    /// The fields whose literal is another: its tags.
    tags: Vec<(&'s str, Vec<&'s Value>)>,
    /// The fields that are missing, and whether they are tags.
    missing: Vec<(&'s str, bool)>,
    /// How many keys it forbids.
    extra: usize,
}

/// Reports at least one fault unless the value fits an alternative.
pub(super) fn judge(
    judge: &mut Judge<'_>,
    branches: &[Id],
    value: &Value,
    at: &At<'_>,
    reports: &mut Reports,
) {
    let schemas = judge.schemas;
    let (nothing, filled): (Vec<Id>, Vec<Id>) =
        branches.iter().partition(|branch| is_null(schemas.node(**branch)));
    if value.is_null() && !nothing.is_empty() {
        return;
    }
    let fits: Vec<Fit<'_>> = match filled[..] {
        [] => return reports.push("none_required", at, "Input should be None"),
        [only] => return judge.value(only, value, at, reports),
        _ => filled.iter().map(|branch| fit(judge, *branch, value)).collect(),
    };
    // Alternatives of another type than the value's cannot have been meant, unless all are.
    let fitting: Vec<&Fit<'_>> = fits.iter().filter(|fit| fit.kinds.is_empty()).collect();
    if let Some(options) = fits.iter().map(|fit| fit.options.as_ref()).collect::<Option<Vec<_>>>() {
        return reports.push("literal_error", at, one_of(options.into_iter().flatten().copied()));
    }
    match fitting[..] {
        [] => other_type(&fits, at, reports),
        [only] => judge.value(only.schema, value, at, reports),
        _ => match one_for_all(&fitting, value) {
            Some(fault) => reports.add(Fault { loc: at.to_loc(), ..fault }),
            None => closest(judge, &fitting, value, at, reports),
        },
    }
}

fn fit<'s>(judge: &Judge<'s>, schema: Id, value: &Value) -> Fit<'s> {
    let node: &'s Node = judge.schemas.node(schema);
    let kinds = missed_kinds(node, value).into_iter().flatten();
    let mut fit = Fit {
        schema,
        options: missed_options(node, value),
        kinds: kinds.map(|kind| noun(kind, node)).collect(),
        tags: Vec::new(),
        missing: Vec::new(),
        extra: 0,
    };
    let Value::Object(members) = value else { return fit };
    for field in &node.fields {
        let schema: &'s Node = judge.schemas.node(field.schema);
        match members.get(&field.name) {
            Some(member) => {
                fit.tags.extend(missed_options(schema, member).map(|options| (&*field.name, options)));
            }
            None if field.required => {
                // A type of its own that has options is not what tells alternatives apart.
                let is_tag = schema.facts.options.is_some() && schema.name.is_none();
                fit.missing.push((&field.name, is_tag));
            }
            None => {}
        }
    }
    let forbids = |id: Option<Id>| id.is_some_and(|id| judge.schemas.node(id).never);
    if node.others.iter().any(|others| forbids(others.additional)) {
        fit.extra = members.keys().filter(|name| node.field(name).is_none()).count();
    }
    fit
}

/// What is wrong with a value in the eyes of every alternative.
fn one_for_all(fits: &[&Fit<'_>], value: &Value) -> Option<Fault> {
    let options: Option<Vec<_>> = fits.iter().map(|fit| fit.options.as_ref()).collect();
    if let Some(options) = options {
        return Some(fault("literal_error", one_of(options.into_iter().flatten().copied())));
    }
    let first = fits.first()?;
    for (tag, _) in &first.tags {
        let known =
            fits.iter().map(|fit| fit.tags.iter().find(|(name, _)| name == tag).map(|(_, known)| known));
        if let Some(known) = known.collect::<Option<Vec<_>>>() {
            let known = known.into_iter().flatten().filter_map(|known| known.as_str());
            return Some(match value.get(tag).and_then(Value::as_str) {
                Some(found) => unknown_tag(tag, found, known),
                None => tag_not_string(tag),
            });
        }
    }
    let everywhere =
        |missing: &&(&str, bool)| missing.1 && fits.iter().all(|fit| fit.missing.contains(missing));
    if let Some((tag, _)) = first.missing.iter().find(everywhere) {
        return Some(tag_not_found(tag));
    }
    no_variant(fits, value)
}

/// An enum whose variants are keys has none of them.
fn no_variant(fits: &[&Fit<'_>], value: &Value) -> Option<Fault> {
    let empty = value.as_object()?.is_empty();
    let mut variants: Vec<&str> = Vec::new();
    for fit in fits {
        let (name, _) = fit.missing.first().filter(|_| empty || fit.extra > 0)?;
        if variants.contains(name) {
            return None;
        }
        variants.push(name);
    }
    let variants = variants.into_iter().map(|name| format!("'{name}'"));
    Some(fault("union_tag_invalid", format!("Input should have one of the keys {}", any_of(variants))))
}

fn fault(kind: &str, msg: String) -> Fault {
    Fault { kind: kind.to_owned(), loc: Vec::new(), msg }
}

fn other_type(fits: &[Fit<'_>], at: &At<'_>, reports: &mut Reports) {
    let mut nouns: Vec<&str> = Vec::new();
    for noun in fits.iter().flat_map(|fit| &fit.kinds) {
        if !nouns.contains(noun) {
            nouns.push(noun);
        }
    }
    let kind = if nouns == ["an object"] { "model_type" } else { "union_type" };
    reports.push(kind, at, format!("Input should be {}", any_of(nouns)));
}

/// Judges the value by the alternative whose keys fit best; where several fit alike, by the one that finds
/// least, and nothing is wrong if one finds nothing.
fn closest(judge: &mut Judge<'_>, fits: &[&Fit<'_>], value: &Value, at: &At<'_>, reports: &mut Reports) {
    let least = fits.iter().map(|fit| fit.distance()).min().unwrap_or_default();
    let mut best: Option<Vec<Fault>> = None;
    for fit in fits.iter().filter(|fit| fit.distance() == least) {
        let mut found = Reports::default();
        judge.value(fit.schema, value, at, &mut found);
        if found.is_empty() {
            return;
        }
        if best.as_ref().is_none_or(|best| found.0.len() < best.len()) {
            best = Some(found.0);
        }
    }
    best.unwrap_or_default().into_iter().for_each(|fault| reports.add(fault));
}

impl Fit<'_> {
    /// A wrong tag tells most.
    fn distance(&self) -> (usize, usize) {
        (self.tags.len(), self.missing.len() + self.extra + usize::from(self.options.is_some()))
    }
}

fn is_null(node: &Node) -> bool {
    node.facts.kinds.as_deref() == Some(&[Kind::Null])
}
