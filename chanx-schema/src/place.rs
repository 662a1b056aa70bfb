//! The places of a value: what any alternative says of each, and which keys are field names there.

use std::{collections::HashMap, sync::Arc};

use serde_json::Value;

use crate::{
    Schemas,
    case::camel_case,
    kind::Kind,
    part::{Part, PartId},
};

/// Every place in the values of one schema; recursive types make circles.
#[derive(Debug)]
pub struct Places {
    parts: Arc<[Part]>,
    all: Vec<Place>,
    /// Any value is a secret.
    pub(crate) sensitive: bool,
}

type PlaceId = usize;

/// What is known of one place. Alternatives (`anyOf` and the like) are merged.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each says another thing of the value")]
pub struct Place {
    /// The fields of an object, in the schema's order.
    pub(crate) fields: Vec<Named>,
    /// A key within is written differently in camelCase.
    pub(crate) renames: bool,
    /// The value is a secret.
    pub(crate) sensitive: bool,
    /// One of the schemas says nothing of the value.
    pub(crate) open: bool,
    parts: Vec<PartId>,
    others: Option<PlaceId>,
    prefix: Vec<PlaceId>,
    items: Option<PlaceId>,
    /// Lists or objects are among the options.
    whole: bool,
    /// The fields by their names, and by those in camelCase, where they are many.
    by_name: HashMap<Box<str>, usize>,
    by_camel: HashMap<Box<str>, usize>,
}

/// Up to so many fields are searched from the first.
const FEW: usize = 8;

/// One field of an object.
#[derive(Debug)]
pub(crate) struct Named {
    /// Its name in the schema.
    pub(crate) name: Box<str>,
    /// Its name in camelCase: the same where two fields of the object would share one.
    pub(crate) camel: Box<str>,
    place: PlaceId,
}

impl Places {
    /// Finds the places of a schema's values.
    pub fn of(schemas: &Schemas) -> Self {
        let parts = Arc::clone(&schemas.parts);
        let mut build =
            Build { parts: Arc::clone(&parts), places: Vec::new(), known: HashMap::new(), open: Vec::new() };
        build.place(&[0]);
        while let Some(id) = build.open.pop() {
            let parts = build.places[id].parts.clone();
            build.places[id] = Place { open: build.places[id].open, ..build.built(parts) };
        }
        let sensitive = parts.iter().any(|part| part.facts.sensitive);
        let mut places = Self { parts, all: build.places, sensitive };
        places.mark_renames();
        places
    }

    /// The whole value.
    pub fn root(&self) -> &Place {
        &self.all[0]
    }

    /// What stands under this key of an object; `None` where nothing is known of it.
    pub fn under(&self, place: &Place, key: &str) -> Option<&Place> {
        match place.position(key) {
            Some(field) => Some(self.value_of(&place.fields[field])),
            None => self.other(place),
        }
    }

    /// What stands at this index of a list; `None` where nothing is known of it.
    pub fn item(&self, place: &Place, index: usize) -> Option<&Place> {
        place.prefix.get(index).copied().or(place.items).map(|id| &self.all[id])
    }

    /// What stands in this field.
    pub(crate) fn value_of(&self, field: &Named) -> &Place {
        &self.all[field.place]
    }

    /// What stands under a key that is no field's: a map's value.
    pub(crate) fn other(&self, place: &Place) -> Option<&Place> {
        place.others.map(|id| &self.all[id])
    }

    /// Tells whether such a value can stand here: one of that kind, or one of those that are listed.
    pub(crate) fn takes(&self, place: &Place, value: &Value) -> bool {
        value.is_null() || place.open || place.parts.iter().any(|id| self.parts[*id].may_be(value))
    }

    /// Every name and every text that stands in the schema: of fields, and among the options.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| {
            let options = part.facts.options.iter().flatten().filter_map(Value::as_str);
            part.properties.iter().map(|(name, _)| name.as_str()).chain(options)
        })
    }

    /// Carries "a key within is renamed" outwards until nothing changes.
    fn mark_renames(&mut self) {
        loop {
            let renames = |place: &Place| {
                let inner = place.fields.iter().map(|field| field.place).chain(place.prefix.iter().copied());
                place.fields.iter().any(|field| field.name != field.camel)
                    || inner.chain(place.others).chain(place.items).any(|id| self.all[id].renames)
            };
            let more: Vec<PlaceId> =
                (0..self.all.len()).filter(|id| !self.all[*id].renames && renames(&self.all[*id])).collect();
            if more.is_empty() {
                return;
            }
            for id in more {
                self.all[id].renames = true;
            }
        }
    }
}

impl Place {
    /// The place of a field among the fields.
    pub fn position(&self, name: &str) -> Option<usize> {
        if self.by_name.is_empty() {
            return self.fields.iter().position(|field| *field.name == *name);
        }
        self.by_name.get(name).copied()
    }

    /// The place of a field by its name in either case: of two that it could be, the first.
    pub(crate) fn position_in_any_case(&self, name: &str) -> Option<usize> {
        if self.by_camel.is_empty() {
            return self.fields.iter().position(|field| *field.camel == *name || *field.name == *name);
        }
        let (camel, own) = (self.by_camel.get(name).copied(), self.by_name.get(name).copied());
        camel.into_iter().chain(own).min()
    }

    /// Tells whether all that is within a value counts, though nothing is known of it.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// How many fields it has.
    pub fn fields(&self) -> usize {
        self.fields.len()
    }

    /// Tells whether nothing is known of what stands within.
    pub fn is_leaf(&self) -> bool {
        self.fields.is_empty() && self.prefix.is_empty() && self.items.is_none() && self.others.is_none()
    }

    /// Keeps a name as it is where its camelCase form could be taken for another field.
    fn settle_names(&mut self) {
        let clashes: Vec<bool> = (0..self.fields.len())
            .map(|this| {
                let camel = &self.fields[this].camel;
                let mut others = self.fields.iter().enumerate().filter(|(other, _)| *other != this);
                others.any(|(_, other)| other.name == *camel || other.camel == *camel)
            })
            .collect();
        for (field, _) in self.fields.iter_mut().zip(clashes).filter(|(_, clashes)| *clashes) {
            field.camel = field.name.clone();
        }
        if self.fields.len() > FEW {
            let all = || self.fields.iter().enumerate();
            // From the last, so that the first of two stays.
            self.by_name = all().rev().map(|(at, field)| (field.name.clone(), at)).collect();
            self.by_camel = all().rev().map(|(at, field)| (field.camel.clone(), at)).collect();
        }
    }
}

impl Part {
    fn may_be(&self, value: &Value) -> bool {
        match (&self.facts.options, &self.facts.kinds) {
            (Some(options), _) => options.contains(value),
            (None, Some(kinds)) => {
                kinds.iter().any(|kind| kind.has(value) || *kind == Kind::Integer && value.is_number())
            }
            (None, None) => match value {
                Value::Object(_) => self.facts.model || self.additional.is_some(),
                Value::Array(_) => self.facts.tuple || self.items.is_some(),
                _ => false,
            },
        }
    }
}

/// A set of schemas that describe one value becomes one place.
struct Build {
    parts: Arc<[Part]>,
    places: Vec<Place>,
    known: HashMap<Vec<PartId>, PlaceId>,
    open: Vec<PlaceId>,
}

impl Build {
    /// The place of these schemas, to be built yet.
    fn place(&mut self, parts: &[PartId]) -> PlaceId {
        let all = self.with_alternatives(parts);
        let mut key = all.clone();
        key.sort_unstable();
        // Known before it is built, so that a recursive type finds itself.
        *self.known.entry(key).or_insert_with(|| {
            // An alternative that takes everything leaves it to the others to tell what is known.
            let always = parts.iter().any(|id| self.parts[*id].always);
            let open = always || all.iter().any(|id| !self.parts[*id].tells);
            self.places.push(Place { parts: all, open, ..Place::default() });
            self.open.push(self.places.len() - 1);
            self.places.len() - 1
        })
    }

    fn built(&mut self, parts: Vec<PartId>) -> Place {
        let mut place = Place::default();
        let mut fields: Vec<(String, Vec<PartId>)> = Vec::new();
        let mut others: Vec<PartId> = Vec::new();
        let longest = parts.iter().map(|id| self.parts[*id].prefix.len()).max();
        let mut prefix: Vec<Vec<PartId>> = vec![Vec::new(); longest.unwrap_or_default()];
        let mut items: Vec<PartId> = Vec::new();
        let known = Arc::clone(&self.parts);
        for part in parts.iter().map(|id| &known[*id]) {
            place.sensitive |= part.facts.sensitive;
            let options = part.facts.options.iter().flatten();
            place.whole |= options.into_iter().any(|option| option.is_array() || option.is_object());
            for (name, inner) in &part.properties {
                match fields.iter_mut().find(|(known, _)| known == name) {
                    Some((_, parts)) => parts.push(*inner),
                    None => fields.push((name.clone(), vec![*inner])),
                }
            }
            others.extend(part.additional);
            others.extend(part.patterns.iter().map(|(_, inner)| inner));
            // Where one alternative lists its items, others may have what holds of all of theirs.
            for (index, at) in prefix.iter_mut().enumerate() {
                at.extend(part.prefix.get(index).copied().or(part.items));
            }
            items.extend(part.items);
        }
        for (name, inner) in fields {
            let camel = camel_case(&name).into();
            place.fields.push(Named { camel, name: name.into(), place: self.place(&inner) });
        }
        place.settle_names();
        place.others = self.any_of(&others);
        place.items = self.any_of(&items);
        place.prefix = prefix.iter().map(|inner| self.place(inner)).collect();
        place.parts = parts;
        place
    }

    /// The place of schemas one of which takes something.
    fn any_of(&mut self, parts: &[PartId]) -> Option<PlaceId> {
        let some: Vec<PartId> = parts.iter().copied().filter(|id| !self.parts[*id].never).collect();
        (!some.is_empty()).then(|| self.place(&some))
    }

    /// The schemas, those that they refer to, and their alternatives.
    fn with_alternatives(&self, parts: &[PartId]) -> Vec<PartId> {
        let mut all: Vec<PartId> = Vec::new();
        let mut open: Vec<PartId> = parts.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            if !all.contains(&id) {
                all.push(id);
                let part = &self.parts[id];
                let inner: Vec<PartId> =
                    part.all.iter().chain(part.unions.iter().flatten()).copied().collect();
                open.extend(inner.into_iter().rev());
            }
        }
        all
    }
}
