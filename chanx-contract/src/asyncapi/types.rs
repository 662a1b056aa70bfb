//! The types of all messages: which of them are the same, what each is called, and how they refer to one another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{
    circles::open_circles,
    draft07::draft07,
    lift::lift,
    names::{is_attribute, pascal, type_name, unique},
    walk::{SCHEMAS, each_reference, references},
};

/// The side that writes values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// Clients, or whoever raises an event.
    Received,
    /// The application.
    Sent,
}

/// A schema that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Added(usize);

/// Schemas with definitions of their own, as they are collected.
#[derive(Debug, Default)]
pub(super) struct Types {
    scopes: Vec<Scope>,
}

#[derive(Debug)]
struct Scope {
    /// The name of the schema itself; `None` where it is to stand where it is used.
    name: Option<String>,
    /// The name that tells definitions apart from others of the same name.
    context: String,
    /// The name that tells the schema itself apart.
    owner: String,
    way: Way,
    standard: bool,
    schema: Value,
    definitions: Map<String, Value>,
}

/// Where a type comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'s> {
    /// Its name.
    pub(super) name: &'s str,
    /// The title of the channel, which tells it apart from another of the same name.
    pub(super) owner: &'s str,
    pub(super) way: Way,
    /// It is of chanx's own.
    pub(super) standard: bool,
}

/// A schema of a scope: a definition, or with `None` the scope's own.
type Place = (usize, Option<String>);

impl Types {
    /// Adds a type.
    pub(super) fn add(&mut self, source: Source<'_>, schema: &Value) -> Added {
        let name = type_name(source.name);
        self.push(Some(name.clone()), name, source, schema)
    }

    /// Adds a schema that has no name, and is to stand where it is used.
    pub(super) fn add_inline(&mut self, owner: &str, schema: &Value) -> Added {
        let source = Source { name: owner, owner, way: Way::Received, standard: false };
        self.push(None, pascal(owner), source, schema)
    }

    fn push(&mut self, name: Option<String>, context: String, source: Source<'_>, schema: &Value) -> Added {
        let Source { owner, way, standard, .. } = source;
        let definitions = schema.get("$defs").and_then(Value::as_object);
        let mut definitions: Map<String, Value> =
            definitions.into_iter().flatten().map(|(name, schema)| (name.clone(), draft07(schema))).collect();
        let mut schema = draft07(schema);
        lift(&context, &mut schema, &mut definitions);
        self.scopes.push(Scope { name, context, owner: pascal(owner), way, standard, schema, definitions });
        Added(self.scopes.len() - 1)
    }

    /// Decides on names.
    pub(super) fn named(self) -> Named {
        let mut same: BTreeMap<String, BTreeMap<String, Vec<Place>>> = BTreeMap::new();
        for (at, scope) in self.scopes.iter().enumerate() {
            let used = scope.reachable(&scope.schema);
            for name in &used {
                let place = (at, Some(name.clone()));
                same.entry(scope.base(name))
                    .or_default()
                    .entry(scope.text(&scope.definitions[name]))
                    .or_default()
                    .push(place);
            }
            if let Some(name) = &scope.name {
                same.entry(name.clone())
                    .or_default()
                    .entry(scope.text(&scope.schema))
                    .or_default()
                    .push((at, None));
            }
        }
        let mut names: BTreeMap<Place, String> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        // Names that are clear are not taken by what is told apart by more than its name.
        let (clear, others): (Vec<_>, Vec<_>) = same.iter().partition(|(_, texts)| texts.len() == 1);
        for (base, texts) in clear.into_iter().chain(others) {
            for (places, name) in texts.values().zip(self.apart(base, &texts.values().collect::<Vec<_>>())) {
                let name = unique(&name, &mut taken);
                names.extend(places.iter().map(|place| (place.clone(), name.clone())));
            }
        }
        let mut schemas: BTreeMap<String, Value> = BTreeMap::new();
        for ((at, definition), name) in &names {
            let scope = &self.scopes[*at];
            let schema =
                definition.as_ref().map_or(&scope.schema, |definition| &scope.definitions[definition]);
            if !schemas.contains_key(name) {
                let is_root = definition.is_none();
                schemas.insert(name.clone(), titled(name, is_root, &referring(schema, *at, &names)));
            }
        }
        open_circles(&mut schemas);
        let inline = self.scopes.iter().enumerate();
        let inline = inline.filter(|(_, scope)| scope.name.is_none());
        let inline = inline.map(|(at, scope)| (at, referring(&scope.schema, at, &names))).collect();
        Named { names, inline, schemas }
    }

    /// Names for types that share one: by the side that writes them where that is enough, else by what they belong to.
    fn apart(&self, base: &str, types: &[&Vec<Place>]) -> Vec<String> {
        let base = base.to_owned();
        if types.len() == 1 {
            return vec![base];
        }
        let received = |places: &[Place]| places.iter().all(|(at, _)| self.scopes[*at].way == Way::Received);
        let input =
            |places: &[Place], name: String| if received(places) { format!("{name}Input") } else { name };
        if let [one, other] = types
            && received(one) != received(other)
        {
            return vec![input(one, base.clone()), input(other, base)];
        }
        let owner = |places: &[Place]| places.iter().map(|place| self.owner(place)).min().unwrap_or_default();
        // Frames of chanx's own keep their names, in the form that most channels have.
        let standard = |places: &[Place]| places.iter().all(|(at, _)| self.scopes[*at].standard);
        let usual = types.iter().filter(|places| standard(places)).max_by_key(|places| places.len());
        types
            .iter()
            .map(|places| match usual {
                Some(usual) if std::ptr::eq(*usual, *places) => base.clone(),
                _ => input(places, format!("{}{base}", owner(places))),
            })
            .collect()
    }

    /// The name that tells a schema apart from another of the same name.
    fn owner(&self, (at, definition): &Place) -> &str {
        let scope = &self.scopes[*at];
        if definition.is_some() && !scope.standard { &scope.context } else { &scope.owner }
    }
}

impl Scope {
    /// The name that a type has by itself: a generator of schemas puts a number behind the second of one name.
    fn base(&self, name: &str) -> String {
        let first = name.trim_end_matches(|last: char| last.is_ascii_digit());
        type_name(if self.definitions.contains_key(first) { first } else { name })
    }

    /// The definitions that a schema refers to, and those that they refer to.
    fn reachable(&self, schema: &Value) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            references(schema, &mut |reference| {
                if let Some(name) = reference.strip_prefix("#/$defs/")
                    && let Some(definition) = self.definitions.get(name)
                    && found.insert(name.to_owned())
                {
                    open.push(definition);
                }
            });
        }
        found
    }

    /// A text that two types share when they are the same, with all that they refer to.
    fn text(&self, schema: &Value) -> String {
        let definitions: BTreeMap<_, _> =
            self.reachable(schema).into_iter().map(|name| (name.clone(), &self.definitions[&name])).collect();
        json!([schema, definitions]).to_string()
    }
}

/// The schema with references to the types' names.
fn referring(schema: &Value, at: usize, names: &BTreeMap<Place, String>) -> Value {
    let mut schema = schema.clone();
    each_reference(&mut schema, &mut |schema| {
        let reference = schema["$ref"].as_str().unwrap_or_default();
        let definition = reference.strip_prefix("#/$defs/").map(str::to_owned);
        if let Some(name) = names.get(&(at, definition)) {
            schema["$ref"] = format!("{SCHEMAS}{name}").into();
        }
    });
    schema
}

/// The schema with its name as its title. A class of one whose keys cannot be attributes would not be read, so that
/// it has none, unless a frame needs it.
fn titled(name: &str, is_root: bool, schema: &Value) -> Value {
    let Value::Object(keywords) = schema else { return schema.clone() };
    let keys = keywords.get("properties").and_then(Value::as_object);
    let writable = keys.is_none_or(|keys| keys.keys().all(|key| is_attribute(key)));
    let mut titled = Map::new();
    if is_root || writable {
        titled.insert("title".to_owned(), name.into());
    }
    titled.extend(
        keywords.iter().filter(|(keyword, _)| *keyword != "title").map(|(k, v)| (k.clone(), v.clone())),
    );
    titled.into()
}

/// Types with their names.
#[derive(Debug)]
pub(super) struct Named {
    names: BTreeMap<Place, String>,
    inline: BTreeMap<usize, Value>,
    /// The types by their names.
    pub(super) schemas: BTreeMap<String, Value>,
}

impl Named {
    /// The name of what was added with one.
    pub(super) fn name(&self, added: Added) -> &str {
        self.names.get(&(added.0, None)).map_or("", String::as_str)
    }

    /// What was added without a name.
    pub(super) fn inline(&self, added: Added) -> Value {
        self.inline.get(&added.0).cloned().unwrap_or_default()
    }
}
