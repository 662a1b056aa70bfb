//! Schemas as they are written, read once: the one place that knows the keywords' names.

use std::{collections::HashMap, ptr};

use serde_json::{Map, Value};

use crate::{
    facts::{Facts, Pattern},
    kind::Kind,
};

/// The place of a part among the parts.
pub(crate) type PartId = usize;

/// One schema as it is written.
#[derive(Debug, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each says another thing of how it is written")]
pub(crate) struct Part {
    pub(crate) facts: Facts,
    /// It is `false`: nothing is of it.
    pub(crate) never: bool,
    /// The schemas that must hold too: of `$ref` and `allOf`.
    pub(crate) all: Vec<PartId>,
    /// Of each list one schema must hold: `anyOf`, `oneOf`.
    pub(crate) unions: Vec<Vec<PartId>>,
    pub(crate) properties: Vec<(String, PartId)>,
    pub(crate) required: Vec<String>,
    pub(crate) patterns: Vec<(Pattern, PartId)>,
    pub(crate) additional: Option<PartId>,
    pub(crate) names: Option<PartId>,
    pub(crate) prefix: Vec<PartId>,
    pub(crate) items: Option<PartId>,
    pub(crate) unread: Vec<(String, Unread<PartId>)>,
    /// The name of the definition.
    pub(crate) name: Option<String>,
    /// It says something of the value, itself or by another schema.
    pub(crate) tells: bool,
    /// It refuses keys that neither it nor an alternative speaks of (`unevaluatedProperties: false`).
    pub(crate) closed: bool,
    /// It is `true`: everything is of it.
    pub(crate) always: bool,
    /// The reference to a schema that is not there.
    pub(crate) lost: Option<String>,
    /// It says nothing but that others must hold.
    pub(crate) silent: bool,
    /// The values that are shown for it (`examples`, `default`), where they are asked for.
    pub(crate) examples: Vec<Value>,
}

#[cfg(feature = "example")]
impl Part {
    /// Tells whether it speaks of values within the value.
    pub(crate) fn holds_values(&self) -> bool {
        let others = self.additional.is_some() || self.items.is_some();
        others || !self.properties.is_empty() || !self.patterns.is_empty() || !self.prefix.is_empty()
    }
}

/// The value of a keyword that is not read; objects in it are taken for schemas.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Unread<I> {
    Value(Value),
    Schema(I),
    List(Vec<Unread<I>>),
}

impl<I: Copy> Unread<I> {
    pub(crate) fn map<J>(&self, to: &mut impl FnMut(I) -> J) -> Unread<J> {
        match self {
            Self::Value(value) => Unread::Value(value.clone()),
            Self::Schema(id) => Unread::Schema(to(*id)),
            Self::List(all) => Unread::List(all.iter().map(|one| one.map(to)).collect()),
        }
    }
}

/// Tells whether a keyword annotates a schema (JSON Schema draft 2020-12, "Meta-Data" and "Core").
pub fn annotates(keyword: &str) -> bool {
    const ANNOTATIONS: [&str; 9] = [
        "$schema",
        "$comment",
        "title",
        "description",
        "default",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
    ];
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// Keywords that say what a value may be; a schema without any of them says nothing of it.
const TELLING: [&str; 11] = [
    "type",
    "const",
    "enum",
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "properties",
    "additionalProperties",
    "items",
    "prefixItems",
];

/// Reads a schema, and what it refers to: the first part is the schema itself.
pub(crate) fn read(root: &Value) -> Vec<Part> {
    read_by(Reader { root, parts: Vec::new(), known: HashMap::new(), open: Vec::new(), shows: false })
}

/// Reads a schema as [`read`] does, with the values that it shows.
#[cfg(feature = "example")]
pub(crate) fn read_with_examples(root: &Value) -> Vec<Part> {
    read_by(Reader { root, parts: Vec::new(), known: HashMap::new(), open: Vec::new(), shows: true })
}

fn read_by(mut reader: Reader<'_>) -> Vec<Part> {
    let root = reader.root;
    reader.part(root);
    while let Some((id, schema)) = reader.open.pop() {
        let part = reader.read(schema);
        // A reference to it may have named it.
        reader.parts[id] = Part { name: reader.parts[id].name.take(), ..part };
    }
    reader.parts
}

struct Reader<'s> {
    root: &'s Value,
    parts: Vec<Part>,
    known: HashMap<*const Value, PartId>,
    /// Those that are known, and not read yet: no schema is so deep that it could not be read.
    open: Vec<(PartId, &'s Value)>,
    /// The values that a schema shows are read. A schema that shows some stands for itself beside those that it refers to.
    shows: bool,
}

impl<'s> Reader<'s> {
    /// A schema's part, to be read yet.
    fn part(&mut self, schema: &'s Value) -> PartId {
        *self.known.entry(ptr::from_ref(schema)).or_insert_with(|| {
            self.parts.push(Part::default());
            self.open.push((self.parts.len() - 1, schema));
            self.parts.len() - 1
        })
    }

    fn read(&mut self, schema: &'s Value) -> Part {
        let mut part = Part { tells: true, ..Part::default() };
        match schema {
            Value::Bool(any) => (part.never, part.always, part.silent) = (!any, *any, *any),
            Value::Object(keywords) => {
                for (keyword, value) in keywords {
                    if self.keyword(&mut part, keyword, value).is_none() {
                        part.unread.push((keyword.clone(), self.unread(value)));
                    }
                }
                part.tells = TELLING.iter().any(|keyword| keywords.contains_key(*keyword));
                let silent =
                    |keyword: &str| matches!(keyword, "$ref" | "allOf" | "$defs") || annotates(keyword);
                part.silent = !part.facts.sensitive
                    && part.lost.is_none()
                    && part.unread.is_empty()
                    && part.examples.is_empty()
                    && keywords.keys().all(|keyword| silent(keyword));
            }
            other => part.unread.push(("the schema".to_owned(), Unread::Value(other.clone()))),
        }
        part
    }

    /// Reads a keyword; `None` where it is not known, or its value not what it should be.
    fn keyword(&mut self, part: &mut Part, keyword: &str, value: &'s Value) -> Option<()> {
        let facts = &mut part.facts;
        match keyword {
            "$ref" => match value.as_str().and_then(|reference| self.referred(reference)) {
                Some(target) => part.all.push(target),
                None => part.lost = Some(value.to_string()),
            },
            "allOf" => part.all.extend(self.list(value)?),
            "anyOf" | "oneOf" => part.unions.push(self.list(value)?),
            "type" => {
                let kind = |name: &Value| name.as_str().and_then(Kind::named);
                facts.kinds = Some(match value {
                    Value::Array(names) => names.iter().map(kind).collect::<Option<_>>()?,
                    name => vec![kind(name)?],
                });
            }
            "const" => facts.options = Some(vec![value.clone()]),
            "enum" => {
                let listed = value.as_array()?;
                facts.options.get_or_insert_with(|| listed.clone());
            }
            "format" => facts.formats.push(value.as_str()?.to_owned()),
            "minimum" => facts.minimum = Some(value.as_number()?.clone()),
            "maximum" => facts.maximum = Some(value.as_number()?.clone()),
            "exclusiveMinimum" => facts.exclusive_minimum = Some(value.as_number()?.clone()),
            "exclusiveMaximum" => facts.exclusive_maximum = Some(value.as_number()?.clone()),
            "multipleOf" => facts.steps.push(value.as_number()?.clone()),
            "minLength" => facts.min_length = Some(count(value)?),
            "maxLength" => facts.max_length = Some(count(value)?),
            "pattern" => facts.patterns.push(Pattern::new(value.as_str()?)),
            "minItems" => facts.min_items = Some(count(value)?),
            "maxItems" => facts.max_items = Some(count(value)?),
            "uniqueItems" => facts.unique = value.as_bool()?,
            "minProperties" => facts.min_properties = Some(count(value)?),
            "maxProperties" => facts.max_properties = Some(count(value)?),
            "unevaluatedProperties" if *value == false => part.closed = true,
            "properties" => {
                facts.model = true;
                part.properties = self.named(value.as_object()?);
            }
            "required" => {
                let names = value.as_array()?.iter().map(|name| name.as_str().map(str::to_owned));
                part.required = names.collect::<Option<_>>()?;
            }
            "patternProperties" => {
                let named = self.named(value.as_object()?);
                part.patterns =
                    named.into_iter().map(|(pattern, part)| (Pattern::new(&pattern), part)).collect();
            }
            "additionalProperties" => part.additional = Some(self.schema(value)?),
            "propertyNames" => part.names = Some(self.schema(value)?),
            "prefixItems" => {
                facts.tuple = true;
                part.prefix = self.list(value)?;
            }
            "items" => part.items = Some(self.schema(value)?),
            "dependentSchemas" => {
                let named = self.named(value.as_object()?).into_iter();
                let pair = |(name, part)| {
                    Unread::List(vec![Unread::Value(Value::String(name)), Unread::Schema(part)])
                };
                part.unread.push((keyword.to_owned(), Unread::List(named.map(pair).collect())));
            }
            // Definitions are read where they are referred to.
            "$defs" => {}
            "x-sensitive" => facts.sensitive = *value == true,
            // Before a default, wherever that stands.
            "examples" if self.shows => {
                part.examples.splice(0..0, value.as_array()?.iter().cloned()).for_each(drop);
            }
            "default" if self.shows => part.examples.push(value.clone()),
            other if annotates(other) => {}
            _ => return None,
        }
        Some(())
    }

    fn schema(&mut self, schema: &'s Value) -> Option<PartId> {
        matches!(schema, Value::Bool(_) | Value::Object(_)).then(|| self.part(schema))
    }

    fn list(&mut self, schemas: &'s Value) -> Option<Vec<PartId>> {
        let schemas = schemas.as_array()?;
        Some(schemas.iter().map(|schema| self.part(schema)).collect())
    }

    fn named(&mut self, schemas: &'s Map<String, Value>) -> Vec<(String, PartId)> {
        schemas.iter().map(|(name, schema)| (name.clone(), self.part(schema))).collect()
    }

    /// What a reference stands for: a JSON pointer (RFC 6901) into the same document.
    fn referred(&mut self, reference: &str) -> Option<PartId> {
        let pointer = reference.strip_prefix('#')?;
        let part = self.part(self.root.pointer(pointer)?);
        let name = pointer.rsplit_once('/').map(|(_, name)| name.to_owned());
        self.parts[part].name = name;
        Some(part)
    }

    fn unread(&mut self, value: &'s Value) -> Unread<PartId> {
        match value {
            Value::Object(_) => Unread::Schema(self.part(value)),
            Value::Array(items) => Unread::List(items.iter().map(|item| self.unread(item)).collect()),
            other => Unread::Value(other.clone()),
        }
    }
}

/// A count, which may be written as `3.0`.
fn count(value: &Value) -> Option<u64> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it has no fraction, and a negative one is none"
    )]
    value.as_u64().or_else(|| value.as_f64().filter(|n| *n >= 0.0 && n.fract() == 0.0).map(|n| n as u64))
}
