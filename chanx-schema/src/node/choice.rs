//! Which alternatives of a union a value can be of, told by what is seen at first glance: its type, its text, its tag,
//! its keys. Whoever looks for the right one need not try all.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use serde_json::Value;

use super::{Id, Node, Schemas};
use crate::{json::Tree, kind::Kind};

/// The alternatives of a union, sorted by what tells them apart.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// Those that are `null` and nothing else.
    pub(crate) nothing: bool,
    /// All others.
    pub(crate) filled: Vec<Id>,
    /// All of them list what they take.
    pub(crate) lists: bool,
    nulls: Vec<Id>,
    booleans: Vec<Id>,
    numbers: Vec<Id>,
    arrays: Vec<Id>,
    /// Those that list this text.
    texts: HashMap<String, Vec<Id>>,
    /// Those that take texts which they do not list.
    any_text: Vec<Id>,
    /// The key by which objects are told apart.
    pub(crate) tag: Option<Tag>,
    /// Objects without a tag, by a key that they must have.
    keyed: HashMap<String, Vec<Id>>,
    /// The keys that are the variants, where objects are an enum's whose variants are keys, and nothing else.
    pub(crate) variants: Vec<String>,
    /// All other objects.
    any_object: Vec<Id>,
    /// The words for a value that is of none of them: made by the judge.
    pub(crate) words: OnceLock<String>,
}

/// A key of objects whose value says which alternative is meant.
#[derive(Debug)]
pub(crate) struct Tag {
    /// The key.
    pub(crate) name: String,
    /// Its values, in the order of the alternatives.
    pub(crate) known: Vec<String>,
    /// Each alternative that takes an object has it.
    pub(crate) everywhere: bool,
    /// Each of those must have it, and it is no more than a tag.
    pub(crate) required: bool,
    by_text: HashMap<String, Vec<Id>>,
    /// Those that do without.
    optional: Vec<Id>,
}

impl Choice {
    pub(super) fn of(schemas: &Schemas, branches: &[Id]) -> Self {
        let is_null = |id: &Id| schemas.node(*id).facts.kinds.as_deref() == Some(&[Kind::Null]);
        let (nothing, filled): (Vec<Id>, Vec<Id>) = branches.iter().copied().partition(is_null);
        let mut choice = Self { nothing: !nothing.is_empty(), ..Self::default() };
        let mut objects = Vec::new();
        for id in filled.iter().copied() {
            let facts = &schemas.node(id).facts;
            let takes = |kind: Kind| {
                let kinds = facts.kinds.as_ref();
                kinds.is_none_or(|kinds| kinds.iter().any(|own| own.holds(kind) || kind.holds(*own)))
            };
            for (kind, list) in [
                (Kind::Null, &mut choice.nulls),
                (Kind::Boolean, &mut choice.booleans),
                (Kind::Number, &mut choice.numbers),
                (Kind::Array, &mut choice.arrays),
                (Kind::Object, &mut objects),
            ] {
                list.extend(takes(kind).then_some(id));
            }
            match &facts.options {
                _ if !takes(Kind::String) => {}
                None => choice.any_text.push(id),
                Some(options) => {
                    for text in options.iter().filter_map(Value::as_str) {
                        choice.texts.entry(text.to_owned()).or_default().push(id);
                    }
                }
            }
        }
        choice.lists = filled.iter().all(|id| schemas.node(*id).facts.options.is_some());
        choice.tag = if choice.lists { None } else { Tag::of(schemas, &objects) };
        choice.variants = variants(schemas, &objects).unwrap_or_default();
        for id in objects {
            let node = schemas.node(id);
            if choice.tag.as_ref().is_some_and(|tag| tag.has(schemas, node)) {
                continue;
            }
            match node.required.first() {
                Some(first) => choice.keyed.entry(node.fields[*first].name.clone()).or_default().push(id),
                None => choice.any_object.push(id),
            }
        }
        choice.filled = filled;
        choice
    }

    /// Asks about each alternative that the value can be of, until one is right.
    pub(crate) fn any(&self, value: &Tree<'_>, mut right: impl FnMut(Id) -> bool) -> bool {
        let mut of = |ids: &[Id]| ids.iter().any(|id| right(*id));
        let members = match value {
            Tree::Null => return of(&self.nulls),
            Tree::Bool(_) => return of(&self.booleans),
            Tree::Number(_) => return of(&self.numbers),
            Tree::Array(_) => return of(&self.arrays),
            Tree::String(text) => {
                return self.texts.get(&**text).is_some_and(|ids| of(ids)) || of(&self.any_text);
            }
            Tree::Object(members) => members,
        };
        if let Some(tag) = &self.tag
            && of(match members.get(&tag.name) {
                Some(Tree::String(text)) => tag.meant(text),
                Some(_) => &[],
                None => &tag.optional,
            })
        {
            return true;
        }
        let keyed = if members.len() > self.keyed.len() {
            self.keyed.iter().any(|(key, ids)| members.get(key).is_some() && of(ids))
        } else {
            members.iter().any(|(key, _)| self.keyed.get(key).is_some_and(|ids| of(ids)))
        };
        keyed || of(&self.any_object)
    }

    /// The alternative whose variant a key is.
    pub(crate) fn variant(&self, key: &str) -> Option<Id> {
        self.keyed.get(key)?.first().copied()
    }

    /// Tells whether an alternative lists the text.
    pub(crate) fn has_text(&self, text: &str) -> bool {
        self.texts.contains_key(text)
    }
}

impl Tag {
    /// The key that most alternatives give fixed texts to, at least two of them; of several the first.
    fn of(schemas: &Schemas, objects: &[Id]) -> Option<Self> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut names: Vec<&str> = Vec::new();
        for id in objects {
            for field in &schemas.node(*id).fields {
                if !texts(schemas.node(field.schema)).is_empty() {
                    let count = counts.entry(&field.name).or_default();
                    *count += 1;
                    if *count == 1 {
                        names.push(&field.name);
                    }
                }
            }
        }
        let most = counts.values().copied().max().filter(|most| *most > 1)?;
        let name = names.into_iter().find(|name| counts[name] == most)?.to_owned();
        let mut tag = Self {
            everywhere: most == objects.len(),
            required: most == objects.len(),
            known: Vec::new(),
            by_text: HashMap::new(),
            optional: Vec::new(),
            name,
        };
        let mut seen = HashSet::new();
        for id in objects {
            let node = schemas.node(*id);
            let Some(field) = node.field(&tag.name) else { continue };
            let own = schemas.node(field.schema);
            let all = texts(own);
            if all.is_empty() {
                continue;
            }
            // A type of its own that has options is not what tells alternatives apart.
            tag.required &= field.required && own.name.is_none();
            tag.optional.extend((!field.required).then_some(*id));
            for text in all {
                tag.by_text.entry(text.to_owned()).or_default().push(*id);
                if seen.insert((*id, text)) {
                    tag.known.push(text.to_owned());
                }
            }
        }
        Some(tag)
    }

    /// Tells whether an alternative has it.
    fn has(&self, schemas: &Schemas, node: &Node) -> bool {
        node.field(&self.name).is_some_and(|field| !texts(schemas.node(field.schema)).is_empty())
    }

    /// The alternatives whose tag is this.
    pub(crate) fn meant(&self, text: &str) -> &[Id] {
        self.by_text.get(text).map_or(&[], Vec::as_slice)
    }
}

/// The one key of each alternative, where each has its own.
fn variants(schemas: &Schemas, objects: &[Id]) -> Option<Vec<String>> {
    let mut seen = HashSet::new();
    let one = |id: &Id| {
        let node = schemas.node(*id);
        let closed = node.others.iter().filter_map(|others| others.additional);
        let closed = closed.into_iter().any(|other| schemas.node(other).never);
        let [field] = &node.fields[..] else { return None };
        (closed && field.required && seen.insert(&field.name)).then(|| field.name.clone())
    };
    objects.iter().map(one).collect::<Option<Vec<_>>>().filter(|variants| variants.len() > 1)
}

/// The texts that are listed, where nothing but texts is.
fn texts(node: &Node) -> Vec<&str> {
    let options = node.facts.options.iter().flatten();
    options.map(Value::as_str).collect::<Option<_>>().unwrap_or_default()
}
