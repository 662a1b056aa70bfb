//! A message's schema, compiled once: it finds every fault of an invalid frame, and knows which keys are field names
//! and which values are secret.

use std::borrow::Cow;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use crate::{
    fault::At,
    json::Tree,
    judge::{Formats, Judge, Reports, steps_for},
    node::Schemas,
    place::Places,
    recase::{Case, recase},
};

/// The compiled schemas of one message.
#[derive(Debug)]
pub struct MessageSchema {
    incoming: View,
    /// Only where it differs from what a client may send.
    sent: Option<View>,
}

/// A message in the eyes of one side.
#[derive(Debug)]
struct View {
    schema: Value,
    schemas: Schemas,
    places: Places,
}

impl View {
    fn of(schema: Value) -> Self {
        let schemas = Schemas::read(&schema);
        Self { places: Places::of(&schemas), schemas, schema }
    }
}

impl MessageSchema {
    /// Compiles the schema of `T`.
    pub fn of<T: JsonSchema>() -> Self {
        let whole =
            |settings: SchemaSettings| settings.into_generator().into_root_schema_for::<T>().to_value();
        let schema = whole(SchemaSettings::draft2020_12().for_deserialize());
        let sent = whole(SchemaSettings::draft2020_12().for_serialize());
        Self { sent: (sent != schema).then(|| View::of(sent)), incoming: View::of(schema) }
    }

    /// Writes a client's camelCase keys as the fields' names. Names as they are stay; so do map keys, keys
    /// that the schema does not name, keys written with escapes, and every value. What is no JSON passes
    /// through.
    pub fn to_snake<'a>(&self, text: &'a str) -> Cow<'a, str> {
        recase(text, &self.incoming.places, Case::Snake)
    }

    /// Writes fields' names in camelCase; the reverse of [`MessageSchema::to_snake`].
    pub fn to_camel<'a>(&self, text: &'a str) -> Cow<'a, str> {
        recase(text, &self.sent().places, Case::Camel)
    }

    /// Writes a server's camelCase keys as the fields' names: what undoes [`MessageSchema::to_camel`], for tools that
    /// read what was sent.
    pub fn sent_to_snake<'a>(&self, text: &'a str) -> Cow<'a, str> {
        recase(text, &self.sent().places, Case::Snake)
    }

    /// The JSON schema (draft 2020-12) of what a client may send: the whole frame, keys as they are in Rust.
    pub fn incoming(&self) -> &Value {
        &self.incoming.schema
    }

    /// The JSON schema of what a server sends. `is_mine` and `is_current` of group messages are not in it.
    pub fn outgoing(&self) -> &Value {
        &self.sent().schema
    }

    /// Reports what is wrong with what a client sent by a text of that length, nothing if it fits; returns how many of
    /// the judge's [steps](steps_for) that took.
    pub fn judge(
        &self,
        value: &Tree<'_>,
        bytes: usize,
        formats: Formats,
        at: &At<'_>,
        reports: &mut Reports,
    ) -> usize {
        let schemas = &self.incoming.schemas;
        let mut judge = Judge::new(schemas, formats).within(steps_for(bytes));
        judge.value(schemas.root(), value, at, reports);
        judge.taken()
    }

    /// The places of what a client may send.
    pub fn places(&self) -> &Places {
        &self.incoming.places
    }

    /// The places in the eyes of both sides.
    pub(crate) fn views(&self) -> impl Iterator<Item = &Places> {
        [&self.incoming].into_iter().chain(&self.sent).map(|view| &view.places)
    }

    /// Every name and every text that stands in the schemas: of fields, and among the values that are listed.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.views().flat_map(Places::words)
    }

    fn sent(&self) -> &View {
        self.sent.as_ref().unwrap_or(&self.incoming)
    }
}
