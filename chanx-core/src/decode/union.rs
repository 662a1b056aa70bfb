//! A value that must fit one of several alternatives: the faults of the one that was meant, or one fault for
//! all.

use serde_json::Value;

use super::{
    faults::{Reports, fault},
    judge::{Judge, Part, is_property, missed_options, missed_types, properties, required},
    tag::{tag_not_found, tag_not_string, unknown_action},
    words::{any_of, noun, one_of},
};
use crate::validate::At;

/// What can be said of an alternative without looking deeper than the value's own keys.
struct Fit<'s> {
    schema: &'s Value,
    /// The options that the value is not among.
    options: Option<Vec<&'s Value>>,
    /// The types that the value is none of, in words.
    types: Vec<&'static str>,
    /// The fields whose literal is another: its tags.
    tags: Vec<(&'s str, Vec<&'s Value>)>,
    /// The fields that are missing, and whether they are tags.
    missing: Vec<(&'s str, bool)>,
    /// How many keys it forbids.
    extra: usize,
}

/// Reports at least one fault unless the value fits an alternative.
pub(super) fn judge<'s>(
    judge: &mut Judge<'s>,
    branches: &'s [Value],
    value: &Value,
    at: &At<'_>,
    reports: &mut Reports,
) {
    let (nothing, filled): (Vec<_>, Vec<_>) = branches.iter().partition(|branch| is_null(branch));
    if value.is_null() && !nothing.is_empty() {
        return;
    }
    let fits: Vec<Fit<'s>> = match filled[..] {
        [] => return reports.push(fault("none_required", at.to_loc(), "Input should be None".to_owned())),
        [only] => return judge.value(only, value, at, reports),
        _ => filled.iter().map(|branch| fit(judge, branch, value)).collect(),
    };
    // Alternatives of another type than the value's cannot have been meant, unless all are.
    let fitting: Vec<&Fit<'s>> = fits.iter().filter(|fit| fit.types.is_empty()).collect();
    if let Some(options) = fits.iter().map(|fit| fit.options.as_ref()).collect::<Option<Vec<_>>>() {
        return reports.push(fault(
            "literal_error",
            at.to_loc(),
            one_of(options.into_iter().flatten().copied()),
        ));
    }
    match fitting[..] {
        [] => reports.push(other_type(&fits, at)),
        [only] => judge.value(only.schema, value, at, reports),
        _ => match one_for_all(&fitting, value, at) {
            Some(fault) => reports.push(fault),
            None => closest(judge, &fitting, value, at, reports),
        },
    }
}

fn fit<'s>(judge: &Judge<'s>, schema: &'s Value, value: &Value) -> Fit<'s> {
    let parts = judge.parts(schema);
    let options = parts.iter().find_map(|part| missed_options(part, value));
    let types = parts.iter().find_map(|part| Some((part, missed_types(part, value)?)));
    let types = types.map(|(part, types)| types.into_iter().map(|one| noun(one, part)).collect());
    let mut fit = Fit {
        schema,
        options,
        types: types.unwrap_or_default(),
        tags: Vec::new(),
        missing: Vec::new(),
        extra: 0,
    };
    let Value::Object(members) = value else { return fit };
    for part in &parts {
        for (name, schema) in properties(part) {
            if let Some(member) = members.get(name)
                && let Some(options) =
                    judge.parts(schema).iter().find_map(|part| missed_options(part, member))
            {
                fit.tags.push((name, options));
            }
        }
        for name in required(part).filter(|name| !members.contains_key(*name)) {
            fit.missing.push((name, is_tag(part, name)));
        }
        if part.get("additionalProperties") == Some(&Value::Bool(false)) {
            fit.extra += members.keys().filter(|name| !is_property(part, name)).count();
        }
    }
    fit
}

/// What is wrong with a value in the eyes of every alternative.
fn one_for_all(fits: &[&Fit<'_>], value: &Value, at: &At<'_>) -> Option<crate::validate::Fault> {
    let options: Option<Vec<_>> = fits.iter().map(|fit| fit.options.as_ref()).collect();
    if let Some(options) = options {
        return Some(fault("literal_error", at.to_loc(), one_of(options.into_iter().flatten().copied())));
    }
    let first = fits.first()?;
    for (tag, _) in &first.tags {
        let known =
            fits.iter().map(|fit| fit.tags.iter().find(|(name, _)| name == tag).map(|(_, known)| known));
        if let Some(known) = known.collect::<Option<Vec<_>>>() {
            let known = known.into_iter().flatten().filter_map(|known| known.as_str());
            let mut told = match value.get(tag).and_then(Value::as_str) {
                Some(found) => unknown_action(tag, found, known),
                None => tag_not_string(tag),
            };
            told.loc = at.to_loc();
            return Some(told);
        }
    }
    for missing in first.missing.iter().filter(|(_, is_tag)| *is_tag) {
        if fits.iter().all(|fit| fit.missing.contains(missing)) {
            let mut told = tag_not_found(missing.0);
            told.loc = at.to_loc();
            return Some(told);
        }
    }
    no_variant(fits, value, at)
}

/// An enum whose variants are keys has none of them.
fn no_variant(fits: &[&Fit<'_>], value: &Value, at: &At<'_>) -> Option<crate::validate::Fault> {
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
    let msg = format!("Input should have one of the keys {}", any_of(variants));
    Some(fault("union_tag_invalid", at.to_loc(), msg))
}

fn other_type(fits: &[Fit<'_>], at: &At<'_>) -> crate::validate::Fault {
    let mut nouns: Vec<&str> = Vec::new();
    for noun in fits.iter().flat_map(|fit| &fit.types) {
        if !nouns.contains(noun) {
            nouns.push(noun);
        }
    }
    let kind = match nouns[..] {
        ["an object"] => "model_type",
        _ => "union_type",
    };
    fault(kind, at.to_loc(), format!("Input should be {}", any_of(nouns)))
}

/// Judges the value by the alternative whose keys fit best; where several fit alike, by the one that finds
/// least, and nothing is wrong if one finds nothing.
fn closest<'s>(judge: &mut Judge<'s>, fits: &[&Fit<'s>], value: &Value, at: &At<'_>, reports: &mut Reports) {
    let least = fits.iter().map(|fit| fit.distance()).min().unwrap_or_default();
    let mut best: Option<Reports> = None;
    for fit in fits.iter().filter(|fit| fit.distance() == least) {
        let mut found = Reports::default();
        judge.value(fit.schema, value, at, &mut found);
        if best.as_ref().is_none_or(|best| found.len() < best.len()) {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|best| best.len() == 0) {
            return;
        }
    }
    reports.extend(best.unwrap_or_default());
}

impl Fit<'_> {
    /// A wrong tag tells most.
    fn distance(&self) -> (usize, usize) {
        (self.tags.len(), self.missing.len() + self.extra + usize::from(self.options.is_some()))
    }
}

fn is_tag(part: Part<'_>, name: &str) -> bool {
    let field = part.get("properties").and_then(|properties| properties.get(name));
    field.is_some_and(|field| field.get("const").is_some() || field.get("enum").is_some())
}

fn is_null(branch: &Value) -> bool {
    branch.get("type").is_some_and(|one| one == "null")
}
