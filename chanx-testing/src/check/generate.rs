//! Values of a schema, their edges more often than anything between.

use serde_json::{Map, Value, json};

use super::{
    dice::Dice,
    merged::{Part, merged},
    numbers::number,
    texts::text,
};

/// Levels after which values are kept as small as they may be.
const DEPTH: usize = 5;
/// Bytes of a frame after which the rest of it is kept small.
const BUDGET: usize = 4096;

/// Makes one frame.
pub(super) struct Generator<'s, 'd> {
    root: &'s Value,
    dice: &'d mut Dice,
    depth: usize,
    bytes: usize,
}

impl<'s, 'd> Generator<'s, 'd> {
    pub(super) fn new(root: &'s Value, dice: &'d mut Dice) -> Self {
        Self { root, dice, depth: 0, bytes: 0 }
    }

    /// A value that should fit the schema; `None` where none was found.
    pub(super) fn value(&mut self, schema: &Value) -> Option<Value> {
        if self.depth > 4 * DEPTH {
            return None;
        }
        let part = merged(self.root, schema, self.is_short(), self.dice)?;
        self.depth += 1;
        let value = self.of_part(&part);
        self.depth -= 1;
        self.bytes += match &value {
            Some(Value::String(text)) => text.len(),
            _ => 8,
        };
        value
    }

    fn is_short(&self) -> bool {
        self.depth >= DEPTH || self.bytes > BUDGET
    }

    fn of_part(&mut self, part: &Part) -> Option<Value> {
        if let Some(one) = part.get("const") {
            return Some(one.clone());
        }
        if let Some(options) = part.get("enum").and_then(Value::as_array) {
            return self.dice.pick(options).cloned();
        }
        let kind = match part.get("type") {
            Some(Value::String(one)) => one.as_str(),
            Some(Value::Array(_)) if self.is_short() && allows(part, "null") => "null",
            Some(Value::Array(several)) => self.dice.pick(several)?.as_str()?,
            _ => implied(part),
        };
        let short = self.is_short();
        match kind {
            "object" => self.object(part),
            "array" => self.list(part),
            "string" => text(part, short, self.dice).map(Value::from),
            "integer" => number(part, true, self.dice),
            "number" => number(part, false, self.dice),
            "boolean" => Some(Value::Bool(self.dice.one_in(2))),
            "null" => Some(Value::Null),
            _ => Some(self.any()),
        }
    }

    fn object(&mut self, part: &Part) -> Option<Value> {
        let properties = part.get("properties").and_then(Value::as_object);
        let required: Vec<&str> = strings(part, "required");
        // All optional fields, none of them, or some.
        let mood = if self.is_short() { 0 } else { self.dice.below(4) };
        let mut members = Map::new();
        for (name, schema) in properties.into_iter().flatten() {
            let wanted = match mood {
                0 => false,
                1 => true,
                _ => self.dice.one_in(2),
            };
            if required.contains(&name.as_str()) {
                members.insert(name.clone(), self.value(schema)?);
            } else if wanted && let Some(value) = self.value(schema) {
                members.insert(name.clone(), value);
            }
        }
        self.others(part, &mut members)?;
        Some(Value::Object(members))
    }

    /// Keys that have no name of their own: a map's, and those that match a pattern.
    fn others(&mut self, part: &Part, members: &mut Map<String, Value>) -> Option<()> {
        let least = bound(part, "minProperties").unwrap_or(0);
        let most = bound(part, "maxProperties").unwrap_or(usize::MAX);
        let mut kinds: Vec<(Value, &Value)> = Vec::new();
        for (pattern, schema) in
            part.get("patternProperties").and_then(Value::as_object).into_iter().flatten()
        {
            kinds.push((names(pattern), schema));
        }
        if let Some(schema @ (Value::Object(_) | Value::Bool(true))) = part.get("additionalProperties") {
            kinds.push((part.get("propertyNames").cloned().unwrap_or(json!({})), schema));
        }
        if kinds.is_empty() {
            return Some(());
        }
        let wanted = if self.is_short() { 0 } else { self.dice.below(4) };
        let wanted = members.len().saturating_add(wanted).max(least).min(most);
        // Keys may meet, so that some tries are lost.
        for _ in 0..wanted.saturating_mul(4).min(256) {
            if members.len() >= wanted {
                break;
            }
            let (names, schema) = self.dice.pick(&kinds)?.clone();
            let mut names = merged(self.root, &names, true, self.dice)?;
            names.entry("type").or_insert("string".into());
            let Value::String(name) = self.of_part(&names)? else { return None };
            if !members.contains_key(&name) {
                let value = self.value(schema)?;
                members.insert(name, value);
            }
        }
        Some(())
    }

    fn list(&mut self, part: &Part) -> Option<Value> {
        let prefix = part.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let rest = part.get("items").cloned().unwrap_or(Value::Bool(true));
        let least = bound(part, "minItems").unwrap_or(0);
        let most = bound(part, "maxItems").unwrap_or_else(|| least.max(prefix.len()) + 3);
        let most = if rest == Value::Bool(false) { most.min(prefix.len()) } else { most };
        let count = match self.dice.below(4) {
            _ if self.is_short() => least,
            0 => least,
            1 if most <= 200 => most,
            _ => least + self.dice.below(most.saturating_sub(least).min(4) + 1),
        };
        let unique = part.get("uniqueItems") == Some(&Value::Bool(true));
        let mut items = Vec::new();
        for index in 0..count {
            let schema = prefix.get(index).unwrap_or(&rest);
            let mut item = self.value(schema)?;
            for _ in 0..20 {
                if !unique || !items.contains(&item) {
                    break;
                }
                item = self.value(schema)?;
            }
            if !unique || !items.contains(&item) {
                items.push(item);
            }
        }
        Some(Value::Array(items))
    }

    /// Where any JSON is taken.
    fn any(&mut self) -> Value {
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
        self.dice.pick(&values).cloned().unwrap_or_default()
    }
}

/// The schema of the names that match a pattern. Integers as names have a width and one way to be written, of which
/// their pattern, schemars' own, says nothing.
fn names(pattern: &str) -> Value {
    match pattern {
        r"^\d+$" => json!({ "enum": ["0", "7", "42"] }),
        r"^-?\d+$" => json!({ "enum": ["0", "-1", "42"] }),
        other => json!({ "pattern": other }),
    }
}

pub(super) fn bound(part: &Part, keyword: &str) -> Option<usize> {
    part.get(keyword)?.as_u64().and_then(|bound| usize::try_from(bound).ok())
}

fn strings<'p>(part: &'p Part, keyword: &str) -> Vec<&'p str> {
    part.get(keyword).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn allows(part: &Part, kind: &str) -> bool {
    strings(part, "type").contains(&kind)
}

/// The type that the keywords speak of where none is written.
fn implied(part: &Part) -> &'static str {
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| part.contains_key(*keyword));
    if has(&["properties", "required", "additionalProperties", "patternProperties"]) {
        "object"
    } else if has(&["items", "prefixItems", "minItems", "maxItems"]) {
        "array"
    } else if has(&["pattern", "minLength", "maxLength", "format"]) {
        "string"
    } else if has(&["minimum", "maximum", "multipleOf"]) {
        "number"
    } else {
        "any"
    }
}
