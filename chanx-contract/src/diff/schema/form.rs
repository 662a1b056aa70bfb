//! A schema as alternatives: null, single values, and branches of one kind each.

use serde_json::{Map, Value, json};

use super::{
    bounds::count,
    merge::{merge, types},
    number,
};

/// The depth to which schemas are taken apart: deeper ones count as unknown.
const DEPTH: usize = 32;
/// The most branches that a schema is taken apart into.
const BRANCHES: usize = 512;
/// The most single values, which are cheaper to compare.
const VALUES: usize = 4096;

/// The alternatives of a schema.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) null: bool,
    pub(super) values: Vec<Value>,
    pub(super) branches: Vec<Branch>,
    /// True where there is more to it than could be found out.
    pub(super) unknown: bool,
}

/// An alternative: a kind of value, and the keywords that it keeps to.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub(super) kind: Kind,
    pub(super) keywords: Map<String, Value>,
    /// The marks that tell it from others of its union: the constants of its required properties, or its only key.
    pub(super) label: Option<Label>,
    /// The name of the definition that it was written as.
    pub(super) name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    tags: Vec<(String, String)>,
    pub(super) shown: String,
}

/// The JSON types; integers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// With its article.
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }

    /// Tells whether every value of the other kind is of this one.
    pub(super) fn holds(self, other: Self) -> bool {
        self == other || self == Self::Any || (self, other) == (Self::Number, Self::Integer)
    }

    fn has(self, value: &Value) -> bool {
        match value {
            Value::Null => self == Self::Any,
            Value::Bool(_) => self.holds(Self::Boolean),
            Value::Number(number) if number.is_f64() => self.holds(Self::Number),
            Value::Number(_) => self.holds(Self::Integer),
            Value::String(_) => self.holds(Self::String),
            Value::Array(_) => self.holds(Self::Array),
            Value::Object(_) => self.holds(Self::Object),
        }
    }
}

impl Branch {
    /// Tells whether it surely takes a value: it asks for nothing but the kind, a text's length or a number's range.
    pub(super) fn takes(&self, value: &Value) -> bool {
        let text = |text: &str| {
            let length = text.chars().count() as u64;
            self.keywords.keys().all(|keyword| match (keyword.as_str(), count(&self.keywords, keyword)) {
                ("minLength", Some(least)) => least <= length,
                ("maxLength", Some(most)) => length <= most,
                _ => false,
            })
        };
        let keeps = match (self.kind, value) {
            (Kind::String, Value::String(value)) => text(value),
            (Kind::Integer | Kind::Number, value) => number::takes(self.kind, &self.keywords, value),
            _ => false,
        };
        self.kind.has(value) && (self.keywords.is_empty() || keeps)
    }

    /// The values of this kind that a form lists.
    pub(super) fn of_its_kind(&self, form: &Form) -> Vec<String> {
        let listed = form.values.iter().filter(|value| self.kind != Kind::Any && self.kind.has(value));
        listed.map(|value| format!("`{value}`")).collect()
    }

    /// Tells whether a form lists all that it takes.
    pub(super) fn listed(&self, form: &Form) -> bool {
        self.kind == Kind::Boolean && self.of_its_kind(form).len() == 2
    }

    /// As messages name it.
    pub(super) fn shown(&self) -> String {
        match (&self.label, &self.name) {
            (Some(Label { shown: name, .. }), _) | (None, Some(name)) => format!("`{name}`"),
            (None, None) => self.kind.shown().to_owned(),
        }
    }
}

impl Form {
    pub(super) fn of(root: &Value, schema: &Value) -> Self {
        let mut form = Self::default();
        form.add(root, schema.clone(), None, 0);
        form
    }

    pub(super) fn any(&self) -> bool {
        self.branches.iter().any(|branch| branch.kind == Kind::Any)
    }

    fn add(&mut self, root: &Value, schema: Value, name: Option<String>, depth: usize) {
        if depth > DEPTH || self.values.len() > VALUES || self.branches.len() > BRANCHES {
            self.unknown = true;
            return;
        }
        let mut keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(false) => return,
            Value::Bool(true) => Map::new(),
            _ => {
                self.unknown = true;
                return;
            }
        };
        keywords.shift_remove("$defs");
        if let Some(reference) = keywords.shift_remove("$ref") {
            let pointer = reference.as_str().and_then(|reference| reference.strip_prefix('#'));
            let Some(target) = pointer.and_then(|pointer| root.pointer(pointer)) else {
                self.unknown = true;
                return;
            };
            let last = pointer.and_then(|pointer| pointer.rsplit_once('/')).map(|(_, last)| last.to_owned());
            return self.both(root, keywords, target, last.or(name), depth);
        }
        if let Some(Value::Array(mut all)) = keywords.shift_remove("allOf") {
            let Some(one) = all.pop() else { return self.add(root, keywords.into(), name, depth + 1) };
            if !all.is_empty() {
                keywords.insert("allOf".to_owned(), all.into());
            }
            return self.both(root, keywords, &one, name, depth);
        }
        for union in ["anyOf", "oneOf"] {
            if let Some(Value::Array(alternatives)) = keywords.shift_remove(union) {
                for alternative in &alternatives {
                    self.both(root, keywords.clone(), alternative, None, depth);
                }
                return;
            }
        }
        self.leaf(root, keywords, name);
    }

    /// Takes apart the values that keep to the keywords and to the other schema.
    fn both(
        &mut self,
        root: &Value,
        keywords: Map<String, Value>,
        other: &Value,
        name: Option<String>,
        depth: usize,
    ) {
        let merged = match other {
            Value::Object(other) => merge(keywords, other),
            Value::Bool(true) => Some(keywords),
            Value::Bool(false) => None,
            _ => return self.unknown = true,
        };
        if let Some(merged) = merged {
            self.add(root, merged.into(), name, depth + 1);
        }
    }

    fn leaf(&mut self, root: &Value, mut keywords: Map<String, Value>, name: Option<String>) {
        let kinds = keywords.shift_remove("type");
        let kinds = kinds.as_ref().map(types);
        let listed = match (keywords.shift_remove("const"), keywords.shift_remove("enum")) {
            (Some(one), _) => Some(vec![one]),
            (None, Some(Value::Array(values))) => Some(values),
            _ => None,
        };
        if let Some(values) = listed {
            for value in values {
                let fits = |name: &&str| match Kind::of(name) {
                    Some(kind) => kind.has(&value),
                    None => value.is_null(),
                };
                if kinds.as_ref().is_some_and(|kinds| !kinds.iter().any(fits)) {
                    continue;
                }
                if value.is_null() {
                    self.null = true;
                } else if !self.values.contains(&value) {
                    self.values.push(value);
                }
            }
            // Further keywords may rule some of them out.
            self.unknown |= keywords.keys().any(|keyword| keyword != "format");
            return;
        }
        let Some(kinds) = kinds else {
            self.null = true;
            self.branches.push(Branch { kind: Kind::Any, label: None, keywords, name });
            return;
        };
        for kind in kinds {
            match Kind::of(kind) {
                Some(kind) => {
                    let label = (kind == Kind::Object).then(|| label(root, &keywords)).flatten();
                    self.branches.push(Branch {
                        kind,
                        label,
                        keywords: keywords.clone(),
                        name: name.clone(),
                    });
                }
                None if kind == "null" => self.null = true,
                None => self.unknown = true,
            }
        }
    }
}

fn label(root: &Value, keywords: &Map<String, Value>) -> Option<Label> {
    let properties = keywords.get("properties")?.as_object()?;
    let required = keywords.get("required")?.as_array()?;
    let constants = properties.iter().filter(|(name, _)| required.contains(&json!(name)));
    let mut tags: Vec<_> =
        constants.filter_map(|(name, schema)| Some((name.clone(), constant(root, schema)?))).collect();
    tags.sort();
    if !tags.is_empty() {
        let shown = tags.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ");
        return Some(Label { tags, shown });
    }
    let (only, _) = properties.iter().next().filter(|_| properties.len() == 1 && required.len() == 1)?;
    let closed = keywords.get("additionalProperties") == Some(&Value::Bool(false));
    closed.then(|| Label { tags: vec![(only.clone(), String::new())], shown: only.clone() })
}

/// The only text that a schema takes.
fn constant(root: &Value, schema: &Value) -> Option<String> {
    let mut schema = schema;
    for _ in 0..DEPTH {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(reference) => schema = root.pointer(reference.strip_prefix('#')?)?,
            None => break,
        }
    }
    let listed = schema.get("enum").and_then(Value::as_array).filter(|values| values.len() == 1);
    let value = schema.get("const").or_else(|| listed?.first())?;
    value.as_str().map(str::to_owned)
}
