//! One walk of a frame along its schema, in field order, that stops when enough was found.
//!
//! A general JSON Schema validator collects everything before it answers, alternatives of alternatives too: a
//! frame of 64 KiB kept one busy for more than a second. This one looks at a value once for each schema that
//! could be meant, within [`MAX_STEPS`], and reads what schemars and hand-written additions make use of. What
//! it passes over costs no more than a plainer answer, since the frame is known to be invalid.

use std::ptr;

use serde_json::{Map, Value};

use super::{
    faults::{Reports, fault},
    scalars, union,
    words::{length, one_of, type_words},
};
use crate::{
    shape::Shape,
    validate::{At, Loc},
};

/// Most values that one frame's judgement looks at, each alternative counted.
pub(crate) const MAX_STEPS: usize = 100_000;
/// Most schemas within schemas: three for each level that the parser lets through.
const MAX_DEPTH: usize = 3 * 128;

/// A schema that is no plain `true` or `false`.
pub(super) type Part<'s> = &'s Map<String, Value>;

/// One frame before its schema.
#[derive(Debug)]
pub(super) struct Judge<'s> {
    pub(super) shape: &'s Shape,
    pub(super) steps: usize,
    depth: usize,
}

impl<'s> Judge<'s> {
    pub(super) fn new(shape: &'s Shape) -> Self {
        Self { shape, steps: MAX_STEPS, depth: 0 }
    }

    /// Reports what is wrong with a value, nothing if it fits.
    pub(super) fn value(&mut self, schema: &'s Value, value: &Value, at: &At<'_>, reports: &mut Reports) {
        if self.steps == 0 || self.depth == MAX_DEPTH || reports.is_full() {
            return;
        }
        self.steps -= 1;
        self.depth += 1;
        self.parts_of_value(schema, value, at, reports);
        self.depth -= 1;
    }

    fn parts_of_value(&mut self, schema: &'s Value, value: &Value, at: &At<'_>, reports: &mut Reports) {
        if *schema == Value::Bool(false) {
            reports.push(extra_forbidden(at.to_loc()));
            return;
        }
        let parts = self.parts(schema);
        // What is of another type, or not among the options, breaks its bounds too: one fault says it all.
        if let Some(options) = parts.iter().find_map(|part| missed_options(part, value)) {
            reports.push(fault("literal_error", at.to_loc(), one_of(options)));
            return;
        }
        if let Some(part) = parts.iter().find(|part| missed_types(part, value).is_some()) {
            let expected = missed_types(part, value).unwrap_or_default();
            let (kind, msg) = type_words(&expected, value, part);
            reports.push(fault(kind, at.to_loc(), msg));
            return;
        }
        match value {
            Value::Number(number) => scalars::number(&parts, number, at, reports),
            Value::String(text) => scalars::text(self.shape, &parts, text, at, reports),
            Value::Array(items) => self.list(&parts, items, at, reports),
            Value::Object(members) => self.object(&parts, members, at, reports),
            Value::Null | Value::Bool(_) => {}
        }
        for part in &parts {
            for branches in ["anyOf", "oneOf"].iter().filter_map(|keyword| part.get(*keyword)?.as_array()) {
                union::judge(self, branches, value, at, reports);
            }
        }
    }

    fn list(&mut self, parts: &[Part<'s>], items: &[Value], at: &At<'_>, reports: &mut Reports) {
        for part in parts {
            let what = if part.contains_key("prefixItems") { "Tuple" } else { "List" };
            count(part, ["minItems", "maxItems"], what, items.len(), at, reports);
        }
        for (index, item) in items.iter().enumerate() {
            let at = at.index(index);
            for part in parts {
                let prefix = part.get("prefixItems").and_then(Value::as_array);
                if let Some(schema) =
                    prefix.and_then(|prefix| prefix.get(index)).or_else(|| part.get("items"))
                {
                    self.value(schema, item, &at, reports);
                }
            }
            if reports.is_full() {
                return;
            }
        }
    }

    fn object(
        &mut self,
        parts: &[Part<'s>],
        members: &Map<String, Value>,
        at: &At<'_>,
        reports: &mut Reports,
    ) {
        for part in parts {
            count(part, ["minProperties", "maxProperties"], "Dictionary", members.len(), at, reports);
            for (name, schema) in properties(part) {
                match members.get(name) {
                    Some(value) => self.value(schema, value, &at.key(name), reports),
                    None if is_required(part, name) => reports.push(missing(at.key(name).to_loc())),
                    None => {}
                }
            }
            for name in required(part).filter(|name| !members.contains_key(*name)) {
                if properties(part).all(|(known, _)| known != name) {
                    reports.push(missing(at.key(name).to_loc()));
                }
            }
            for (name, value) in members.iter().filter(|(name, _)| !is_property(part, name)) {
                for schema in self.others(part, name) {
                    self.value(schema, value, &at.key(name), reports);
                }
            }
        }
        if parts.iter().any(|part| part.get("unevaluatedProperties") == Some(&Value::Bool(false))) {
            self.unevaluated(parts, members, at, reports);
        }
    }

    /// The schemas of a key that is no property of this part.
    fn others(&self, part: Part<'s>, name: &str) -> Vec<&'s Value> {
        let patterns = part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
        let matching: Vec<_> = patterns
            .filter(|(pattern, _)| self.shape.pattern(pattern).is_none_or(|pattern| pattern.is_match(name)))
            .map(|(_, schema)| schema)
            .collect();
        if matching.is_empty() { part.get("additionalProperties").into_iter().collect() } else { matching }
    }

    /// A flattened type that forbids unknown keys: what no part and no alternative names.
    fn unevaluated(
        &self,
        parts: &[Part<'s>],
        members: &Map<String, Value>,
        at: &At<'_>,
        reports: &mut Reports,
    ) {
        let mut open: Vec<Part<'s>> = parts.to_vec();
        let mut all: Vec<Part<'s>> = Vec::new();
        while let Some(part) = open.pop() {
            if !all.iter().any(|known| ptr::eq(*known, part)) {
                all.push(part);
                let branches = ["anyOf", "oneOf"].iter().filter_map(|keyword| part.get(*keyword)?.as_array());
                open.extend(branches.flatten().flat_map(|branch| self.parts(branch)));
            }
        }
        for name in members.keys() {
            let named = |part: &Part<'s>| is_property(part, name) || !self.others(part, name).is_empty();
            if !all.iter().any(named) {
                reports.push(extra_forbidden(at.key(name).to_loc()));
            }
        }
    }

    /// The schema itself, those it refers to, and all of `allOf`: a value must fit each.
    pub(super) fn parts(&self, schema: &'s Value) -> Vec<Part<'s>> {
        let mut parts: Vec<Part<'s>> = Vec::new();
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            let Value::Object(part) = schema else { continue };
            if parts.iter().any(|known| ptr::eq(*known, part)) {
                continue;
            }
            parts.push(part);
            let all = part.get("allOf").and_then(Value::as_array).into_iter().flatten();
            open.extend(all.rev());
            open.extend(part.get("$ref").and_then(Value::as_str).and_then(|path| self.shape.resolve(path)));
        }
        parts
    }
}

/// The options that a value is not among.
pub(super) fn missed_options<'s>(part: Part<'s>, value: &Value) -> Option<Vec<&'s Value>> {
    let options: Vec<_> = match (part.get("const"), part.get("enum")) {
        (Some(one), _) => vec![one],
        (None, Some(several)) => several.as_array()?.iter().collect(),
        (None, None) => return None,
    };
    if options.contains(&value) {
        return None;
    }
    // An optional one has `null` among them, which is not what a peer should be told of.
    let filled: Vec<_> = options.iter().copied().filter(|option| !option.is_null()).collect();
    Some(if filled.is_empty() { options } else { filled })
}

/// The types that a value is none of: what an `Option` holds, without the `null`.
pub(super) fn missed_types<'s>(part: Part<'s>, value: &Value) -> Option<Vec<&'s str>> {
    let types: Vec<&str> = match part.get("type")? {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    if types.iter().any(|one| scalars::is_of_type(part, one, value)) {
        return None;
    }
    let filled: Vec<&str> = types.iter().copied().filter(|one| *one != "null").collect();
    Some(if filled.is_empty() { types } else { filled })
}

/// The named fields of a part, in order.
pub(super) fn properties(part: Part<'_>) -> impl Iterator<Item = (&str, &Value)> {
    let properties = part.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
}

/// The fields that must be there.
pub(super) fn required(part: Part<'_>) -> impl Iterator<Item = &str> {
    part.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn is_required(part: Part<'_>, name: &str) -> bool {
    required(part).any(|one| one == name)
}

pub(super) fn is_property(part: Part<'_>, name: &str) -> bool {
    part.get("properties").is_some_and(|properties| properties.get(name).is_some())
}

fn count(part: Part<'_>, bounds: [&str; 2], what: &str, count: usize, at: &At<'_>, reports: &mut Reports) {
    let bound = |keyword: &str| part.get(keyword).and_then(Value::as_u64);
    let told =
        |how: &str, limit: u64| format!("{} after validation, not {count}", length(what, how, limit, "item"));
    let [least, most] = bounds.map(bound);
    if let Some(least) = least.filter(|least| (count as u64) < *least) {
        reports.push(fault("too_short", at.to_loc(), told("at least", least)));
    }
    if let Some(most) = most.filter(|most| count as u64 > *most) {
        reports.push(fault("too_long", at.to_loc(), told("at most", most)));
    }
}

fn missing(loc: Vec<Loc>) -> crate::validate::Fault {
    fault("missing", loc, "Field required".to_owned())
}

fn extra_forbidden(loc: Vec<Loc>) -> crate::validate::Fault {
    fault("extra_forbidden", loc, "Extra inputs are not permitted".to_owned())
}
