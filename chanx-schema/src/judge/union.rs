//! A value that must fit one of several alternatives: the faults of the one that was meant, or one fault for
//! all.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    Judge, LOOKS_A_STEP, MAX_FAULTS, Reports, missed_kinds, told_kinds, told_options,
    words::{
        MAX_OPTIONS, any_of, noun, one_of, tag_not_found, tag_not_string, tags, unknown_tag, unknown_tag_of,
    },
};
use crate::{
    fault::{At, Fault, shorten},
    json::Tree,
    node::{Choice, Id, Node},
};

/// The steps of a look at one alternative, most of which are words.
const FIT: usize = 4;

/// What can be said of an alternative without looking deeper than the value's own keys.
struct Fit<'s> {
    schema: Id,
    /// The options that the value is not among.
    options: Option<&'s [Value]>,
    /// The types that the value is none of, in words.
    kinds: Vec<&'static str>,
    /// The fields whose literal is another: its tags.
    tags: Vec<(&'s str, &'s [Value])>,
    /// The fields that are missing, and whether they are tags.
    missing: Vec<(&'s str, bool)>,
    /// How many keys it forbids.
    extra: usize,
}

/// Reports at least one fault unless the value fits an alternative.
///
/// First it asks those that the value can be of: what is right, which is nearly all of a frame, costs no more than that.
/// The rest is words, for at most as many values as there are faults to tell.
pub(super) fn judge<'s>(
    judge: &mut Judge<'s>,
    choice: &'s Choice,
    value: &Tree<'_>,
    at: &At<'_>,
    reports: &mut Reports,
) {
    if choice.nothing && *value == Tree::Null || !judge.goes_on(reports) {
        return;
    }
    match choice.filled[..] {
        [] => return reports.push("none_required", at, "Input should be None"),
        [only] => return judge.value(only, value, at, reports),
        _ => {}
    }
    // Where each alternative that is an object has its own tag or key, there is one to ask, or one thing to tell.
    if let (Tree::Object(members), Some(tag)) = (value, choice.tag.as_ref().filter(|tag| tag.everywhere)) {
        match members.get(&tag.name) {
            Some(Tree::String(found)) => match tag.meant(found) {
                [] => {
                    let known = || choice.words.get_or_init(|| tags(tag.known.iter().map(String::as_str)));
                    return reports.add(at, || unknown_tag_of(&tag.name, found, known()));
                }
                [only] => return judge.value(*only, value, at, reports),
                _ => {}
            },
            Some(_) => return reports.add(at, || tag_not_string(&tag.name)),
            None if tag.required => return reports.add(at, || tag_not_found(&tag.name)),
            None => {}
        }
    }
    if let (Tree::Object(members), false) = (value, choice.variants.is_empty()) {
        let mut meant = members.iter().filter_map(|(key, _)| choice.variant(key));
        match (meant.next(), meant.next()) {
            (Some(only), None) => return judge.value(only, value, at, reports),
            (Some(_), Some(_)) => {}
            (None, _) => {
                let words = || no_variant_of(choice.variants.iter().map(String::as_str));
                return reports.report("union_tag_invalid", at, || choice.words.get_or_init(words).as_str());
            }
        }
    }
    let fits = choice.any(value, |branch| judge.fits(branch, value));
    // Where the steps ran out meanwhile, nobody knows whether it does.
    if !judge.goes_on(reports) || fits {
        return;
    }
    if !reports.tells() {
        return reports.push("union", at, "");
    }
    if choice.lists && !listed(judge, choice, value) {
        let options = choice.filled.iter().filter_map(|id| judge.schemas.node(*id).facts.options.as_deref());
        let words = || one_of(options.flat_map(told_options));
        return reports.push("literal_error", at, choice.words.get_or_init(words).as_str());
    }
    // Alternatives of another type than the value's cannot have been meant, unless all are.
    let fits: Vec<Fit<'_>> = choice.filled.iter().map(|branch| fit(judge, *branch, value)).collect();
    let fitting: Vec<&Fit<'_>> = fits.iter().filter(|fit| fit.kinds.is_empty()).collect();
    match fitting[..] {
        [] => other_type(&fits, at, reports),
        [only] => judge.value(only.schema, value, at, reports),
        _ => match one_for_all(&fitting, value) {
            Some(fault) => reports.add(at, || fault),
            None => closest(judge, &fitting, value, at, reports),
        },
    }
}

/// Tells whether the value is among the options of an alternative.
fn listed(judge: &mut Judge<'_>, choice: &Choice, value: &Tree<'_>) -> bool {
    if let Tree::String(text) = value {
        return choice.has_text(text);
    }
    judge.spend(choice.filled.len() / LOOKS_A_STEP);
    let schemas = judge.schemas;
    choice.filled.iter().any(|id| judge.missed_options(schemas.node(*id), value).is_none())
}

fn fit<'s>(judge: &mut Judge<'s>, schema: Id, value: &Tree<'_>) -> Fit<'s> {
    let node: &'s Node = judge.schemas.node(schema);
    let kinds = missed_kinds(node, value).map(told_kinds).into_iter().flatten();
    let mut fit = Fit {
        schema,
        options: judge.missed_options(node, value),
        kinds: kinds.map(|kind| noun(kind, node)).collect(),
        tags: Vec::new(),
        missing: Vec::new(),
        extra: 0,
    };
    judge.spend(FIT);
    let Tree::Object(members) = value else { return fit };
    judge.spend((node.fields.len() + members.len()) / LOOKS_A_STEP);
    for field in &node.fields {
        let schema: &'s Node = judge.schemas.node(field.schema);
        match members.get(&field.name) {
            Some(member) => {
                fit.tags.extend(judge.missed_options(schema, member).map(|options| (&*field.name, options)));
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
        fit.extra = members.iter().filter(|(name, _)| node.field(name).is_none()).count();
    }
    fit
}

/// What is wrong with a value in the eyes of every alternative.
fn one_for_all(fits: &[&Fit<'_>], value: &Tree<'_>) -> Option<Fault> {
    let options: Option<Vec<_>> = fits.iter().map(|fit| fit.options).collect();
    if let Some(options) = options {
        return Some(fault("literal_error", one_of(options.into_iter().flat_map(told_options))));
    }
    let first = fits.first()?;
    for (tag, _) in &first.tags {
        let known =
            fits.iter().map(|fit| fit.tags.iter().find(|(name, _)| name == tag).map(|(_, known)| known));
        if let Some(known) = known.collect::<Option<Vec<_>>>() {
            let known = known.into_iter().flat_map(|known| *known).filter_map(Value::as_str);
            let Tree::Object(members) = value else { continue };
            return Some(match members.get(tag) {
                Some(Tree::String(found)) => unknown_tag(tag, found, known),
                _ => tag_not_string(tag),
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
fn no_variant(fits: &[&Fit<'_>], value: &Tree<'_>) -> Option<Fault> {
    let Tree::Object(members) = value else { return None };
    let empty = members.is_empty();
    let mut variants: Vec<&str> = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    for fit in fits {
        let (name, _) = fit.missing.first().filter(|_| empty || fit.extra > 0)?;
        if !known.insert(name) {
            return None;
        }
        variants.push(name);
    }
    Some(fault("union_tag_invalid", no_variant_of(variants)))
}

fn no_variant_of<'k>(variants: impl IntoIterator<Item = &'k str>) -> String {
    let variants = variants.into_iter().map(|name| format!("'{name}'"));
    shorten(&format!("Input should have one of the keys {}", any_of(variants)), MAX_OPTIONS)
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

/// Tells what is wrong in the eyes of the alternative whose keys fit best; where several fit alike, of the one that finds
/// least: what is wrong with a union within counts once.
fn closest(judge: &mut Judge<'_>, fits: &[&Fit<'_>], value: &Tree<'_>, at: &At<'_>, reports: &mut Reports) {
    let least = fits.iter().map(|fit| fit.distance()).min().unwrap_or_default();
    let mut best: Option<(usize, Id)> = None;
    let nearest: Vec<&&Fit<'_>> = fits.iter().filter(|fit| fit.distance() == least).collect();
    for fit in &nearest {
        let mut found = Reports::counting(best.map_or(MAX_FAULTS, |(best, _)| best));
        if nearest.len() > 1 {
            judge.value(fit.schema, value, &At::root(""), &mut found);
        }
        if best.is_none_or(|(best, _)| found.found() < best) {
            best = Some((found.found(), fit.schema));
        }
    }
    if let Some((_, schema)) = best {
        judge.value(schema, value, at, reports);
    }
}

impl Fit<'_> {
    /// A wrong tag tells most.
    fn distance(&self) -> (usize, usize) {
        (self.tags.len(), self.missing.len() + self.extra + usize::from(self.options.is_some()))
    }
}
