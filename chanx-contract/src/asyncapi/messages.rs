//! The messages of a route, collected before their types have names.

use std::collections::BTreeMap;

use chanx_core::table::Side;
use serde_json::Value;

use super::{
    components::{Message, MessageExample},
    extension::MessageExtension,
    frame::{Frame, shown},
    names::{pascal, prose},
    reference::{Reference, Tag},
    standard::{schema, standard},
    types::{Added, Named, Source, Types, Way},
};
use crate::model::{Docs, Reply, Route};

/// A message, its type not named yet.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) added: Added,
    message: Message,
}

/// The messages of a route, by their actions.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) received: BTreeMap<String, Draft>,
    pub(super) sent: BTreeMap<String, Draft>,
    /// Frames of chanx's own that clients send.
    pub(super) standard_received: BTreeMap<String, Draft>,
    /// Frames of chanx's own that clients receive.
    pub(super) standard_sent: BTreeMap<String, Draft>,
}

impl Drafts {
    /// Collects the messages of the route that has this title.
    pub(super) fn of(route: &Route, title: &str, types: &mut Types) -> Self {
        let mut drafts = Self::default();
        let mut add =
            |name: &str, way, frame: Frame<'_>, schema: &Value, docs: &Docs, extension: MessageExtension| {
                let schema = frame.schema(schema);
                let source = Source { name, owner: title, way, standard: extension.standard };
                let added = types.add(source, &schema);
                let message = Message {
                    name: Some(frame.action.to_owned()),
                    title: String::new(),
                    summary: docs.summary.clone(),
                    description: described(&docs.description),
                    content_type: None,
                    tags: tags(docs),
                    correlation_id: None,
                    payload: Value::Null,
                    examples: shown(&schema).into_iter().map(|payload| MessageExample { payload }).collect(),
                    extension,
                };
                Draft { added, message }
            };
        let frame = |action| Frame {
            tag: &route.tag,
            action,
            camelize: route.settings.camelize,
            group: false,
            deprecated: false,
        };
        for (action, message) in &route.receives {
            let frame = Frame { deprecated: message.deprecated, ..frame(action) };
            let extension = MessageExtension::default();
            let mut draft =
                add(&message.message, Way::Received, frame, &message.schema, &message.docs, extension);
            draft.message.correlation_id = Some(correlation());
            drafts.received.insert(action.clone(), draft);
        }
        for (action, message) in &route.sends {
            let frame = Frame { group: message.group, deprecated: message.deprecated, ..frame(action) };
            let extension = MessageExtension { group: message.group, ..MessageExtension::default() };
            let mut draft =
                add(&message.message, Way::Sent, frame, &message.schema, &message.docs, extension);
            let answers = route.receives.values().any(|received| received.replies.has(action));
            draft.message.correlation_id = answers.then(correlation);
            drafts.sent.insert(action.clone(), draft);
        }
        for (standard, only_with_ref) in standard(route) {
            let mut written = schema(&standard);
            retag(&mut written, standard.tag, &route.tag);
            let docs = Docs::of(standard.description, None, &[]);
            let extension = MessageExtension { standard: true, only_with_ref, ..MessageExtension::default() };
            let name = format!("{}Message", pascal(standard.action));
            let (way, of_side) = match standard.sender {
                Side::Client => (Way::Received, &mut drafts.standard_received),
                Side::Server => (Way::Sent, &mut drafts.standard_sent),
            };
            let mut draft = add(&name, way, frame(standard.action), &written, &docs, extension);
            let pushed = ["group_complete", "event_complete"].contains(&standard.action);
            draft.message.correlation_id = (!pushed).then(correlation);
            of_side.insert(standard.action.to_owned(), draft);
        }
        drafts
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Draft> {
        [&self.received, &self.sent, &self.standard_received, &self.standard_sent]
            .into_iter()
            .flat_map(BTreeMap::values)
    }
}

impl Draft {
    /// The message, when its type has a name.
    pub(super) fn message(&self, named: &Named) -> (String, Message) {
        let name = named.name(self.added);
        let payload = Reference::to(&["components", "schemas", name]);
        let payload = serde_json::json!({ "$ref": payload.to });
        (name.to_owned(), Message { title: name.to_owned(), payload, ..self.message.clone() })
    }
}

/// The messages that are not JSON: text or binary frames.
pub(super) fn raw(name: &str, kind: &str, received: bool) -> Message {
    let (content_type, format) = match kind {
        "text" => ("text/plain", None),
        _ => ("application/octet-stream", Some("binary")),
    };
    let mut payload = serde_json::Map::new();
    // What clients send has a name, of which generators write a class.
    payload.extend(received.then(|| ("title".to_owned(), Value::from(name))));
    payload.insert("type".to_owned(), "string".into());
    payload.extend(format.map(|format| ("format".to_owned(), format.into())));
    Message {
        name: None,
        title: name.to_owned(),
        summary: None,
        description: Some(format!("A {kind} frame, as it is.")),
        content_type: Some(content_type.to_owned()),
        tags: Vec::new(),
        correlation_id: None,
        payload: payload.into(),
        examples: Vec::new(),
        extension: MessageExtension::default(),
    }
}

/// Tells whether such frames stand in a reply.
pub(super) fn replies_raw(reply: &Reply, raw: &Reply) -> bool {
    match reply {
        Reply::Optional(inner) | Reply::Many(inner) | Reply::Stream(inner) | Reply::Fallible(inner) => {
            replies_raw(inner, raw)
        }
        Reply::All(parts) => parts.iter().any(|part| replies_raw(part, raw)),
        reply => reply == raw,
    }
}

/// The tags of what has these words on it.
pub(super) fn tags(docs: &Docs) -> Vec<Tag> {
    docs.tags.iter().map(|name| Tag { name: name.clone() }).collect()
}

/// A description, where there is one.
pub(super) fn described(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| prose(words))
}

fn correlation() -> Reference {
    Reference::to(&["components", "correlationIds", "ref"])
}

/// Gives the tag of a frame of chanx's own the name that the route's tag has.
fn retag(schema: &mut Value, from: &str, to: &str) {
    if let Some(properties) = schema["properties"].as_object_mut()
        && let Some(tag) = properties.remove(from)
    {
        properties.insert(to.to_owned(), tag);
    }
    if let Some(required) = schema["required"].as_array_mut() {
        required.iter_mut().filter(|name| **name == from).for_each(|name| *name = to.into());
    }
}
