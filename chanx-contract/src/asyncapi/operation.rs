//! What the application does over a route's connections: an operation for each handler, event and declared message.

use std::collections::BTreeMap;

use super::{
    components::Message,
    document::{Action, Operation, OperationReply},
    extension::{EventExtension, OperationExtension},
    messages::{Draft, Drafts, described, raw, replies_raw, tags},
    names::snake,
    reference::Reference,
    security::security,
    types::{Added, Named, Source, Types, Way},
};
use crate::model::{self, Docs, RawHandler, Reply, Route};

/// Collects the types of the events that a route's connections handle.
pub(super) fn events(route: &Route, title: &str, types: &mut Types) -> BTreeMap<String, Added> {
    let add = |(handler, event): (&String, &model::Event)| {
        let schema = event.schema.as_ref()?;
        Some((
            handler.clone(),
            types.add(
                Source { name: &event.event, owner: title, way: Way::Received, standard: false },
                schema,
            ),
        ))
    };
    route.events.iter().filter_map(add).collect()
}

/// A route whose messages have names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operations<'r> {
    pub(super) route: &'r Route,
    pub(super) title: &'r str,
    pub(super) drafts: &'r Drafts,
    pub(super) events: &'r BTreeMap<String, Added>,
    pub(super) named: &'r Named,
}

impl Operations<'_> {
    /// The operations, with names that tell them apart within the route.
    pub(super) fn all(&self) -> Vec<(String, Operation)> {
        let handlers = self.handlers();
        let raw = self.raw_handlers();
        let sends = self.declared();
        let events = self.raised();
        [handlers, raw, self.standard(), sends, events].into_iter().flatten().collect()
    }

    /// The messages that are no JSON, by their names.
    pub(super) fn raw_messages(&self) -> Vec<Message> {
        let route = self.route;
        let received = [("text", &route.text), ("binary", &route.binary)];
        let received = received.into_iter().filter(|(_, handler)| handler.is_some());
        let received = received.map(|(kind, _)| raw(&self.raw_name(kind, true), kind, true));
        let sent = [("text", Reply::Text), ("binary", Reply::Binary)];
        let sent =
            sent.into_iter().filter(|(_, frame)| self.replies().any(|reply| replies_raw(reply, frame)));
        let sent = sent.map(|(kind, _)| raw(&self.raw_name(kind, false), kind, false));
        received.chain(sent).collect()
    }

    fn replies(&self) -> impl Iterator<Item = &Reply> {
        let route = self.route;
        let messages = route.receives.values().map(|message| &message.replies);
        let raw = [&route.text, &route.binary].into_iter().flatten().map(|raw| &raw.replies);
        messages.chain(raw).chain(route.events.values().map(|event| &event.sends))
    }

    /// A name that no type has.
    fn raw_name(&self, kind: &str, received: bool) -> String {
        let name = match (kind, received) {
            ("text", true) => "ReceivedText",
            ("text", false) => "SentText",
            (_, true) => "ReceivedBinary",
            (_, false) => "SentBinary",
        };
        let taken = self.named.schemas.contains_key(name);
        if taken { format!("{name}Frame") } else { name.to_owned() }
    }

    fn handlers(&self) -> Vec<(String, Operation)> {
        let mut by_handler: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (action, message) in &self.route.receives {
            by_handler.entry(&message.handler).or_default().push(action);
        }
        let operation = |(handler, actions): (&str, Vec<&str>)| {
            let messages = actions.iter().filter_map(|action| self.drafts.received.get(*action));
            let messages = messages.map(|draft| self.reference(draft)).collect();
            let first = &self.route.receives[actions[0]];
            let deprecated = actions.iter().all(|action| self.route.receives[*action].deprecated);
            let extension = OperationExtension {
                handler: Some(handler.to_owned()),
                deprecated,
                permissions: first.permissions.clone(),
                concurrent: first.concurrent,
                replies: Some(first.replies.clone()),
                end: Some(first.replies.end()),
                event: None,
            };
            let operation = self.operation(Action::Receive, &first.handler_docs, messages, extension);
            (handler.to_owned(), Operation { reply: self.reply(&first.replies), ..operation })
        };
        by_handler.into_iter().map(operation).collect()
    }

    fn raw_handlers(&self) -> Vec<(String, Operation)> {
        let kinds = [("text", &self.route.text), ("binary", &self.route.binary)];
        let operation = |(kind, handler): (&str, &Option<RawHandler>)| {
            let handler = handler.as_ref()?;
            let extension = OperationExtension {
                handler: Some(handler.handler.clone()),
                permissions: handler.permissions.clone(),
                concurrent: handler.concurrent,
                replies: Some(handler.replies.clone()),
                ..OperationExtension::default()
            };
            let messages = vec![self.refer(&self.raw_name(kind, true))];
            let operation = self.operation(Action::Receive, &handler.docs, messages, extension);
            Some((handler.handler.clone(), Operation { reply: self.reply(&handler.replies), ..operation }))
        };
        kinds.into_iter().filter_map(operation).collect()
    }

    /// The frames of chanx's own.
    fn standard(&self) -> Vec<(String, Operation)> {
        let operation = |action, draft: &Draft, reply: Option<&Draft>| {
            let (name, message) = draft.message(self.named);
            let docs = Docs { description: message.description.unwrap_or_default(), ..Docs::default() };
            let operation =
                self.operation(action, &docs, vec![self.refer(&name)], OperationExtension::default());
            let messages = reply.map(|draft| vec![self.reference(draft)]);
            Operation { reply: messages.map(|messages| self.replying(messages)), ..operation }
        };
        let received = self.drafts.standard_received.iter().map(|(action, draft)| {
            let reply = self.drafts.standard_sent.get("authentication");
            (action.clone(), operation(Action::Receive, draft, reply))
        });
        let sent = self.drafts.standard_sent.iter();
        let sent =
            sent.map(|(action, draft)| (format!("sends_{action}"), operation(Action::Send, draft, None)));
        received.chain(sent).collect()
    }

    /// The messages that are sent at any time.
    fn declared(&self) -> Vec<(String, Operation)> {
        let declared = self.route.sends.iter().filter(|(_, message)| message.by.declared);
        let operation = |(action, message): (&String, &model::SentMessage)| {
            let draft = self.drafts.sent.get(action)?;
            let extension =
                OperationExtension { deprecated: message.deprecated, ..OperationExtension::default() };
            let operation =
                self.operation(Action::Send, &message.docs, vec![self.reference(draft)], extension);
            Some((format!("sends_{}", snake(action)), operation))
        };
        declared.filter_map(operation).collect()
    }

    /// The messages that are sent when an event is raised.
    fn raised(&self) -> Vec<(String, Operation)> {
        let operation = |(handler, event): (&String, &model::Event)| {
            let messages = self.messages(&event.sends);
            let schema = self.events.get(handler).map(|added| self.named.name(*added));
            let schema = schema.map(|name| Reference::to(&["components", "schemas", name]));
            let extension = OperationExtension {
                handler: Some(handler.clone()),
                deprecated: event.deprecated,
                replies: Some(event.sends.clone()),
                event: Some(EventExtension { name: event.event.clone(), schema }),
                ..OperationExtension::default()
            };
            // One that sends nothing is nothing that clients see.
            let docs = if event.handler_docs.is_empty() { &event.docs } else { &event.handler_docs };
            let operation = || self.operation(Action::Send, docs, messages.clone(), extension);
            (!messages.is_empty()).then(|| (format!("on_{handler}"), operation()))
        };
        self.route.events.iter().filter_map(operation).collect()
    }

    fn operation(
        &self,
        action: Action,
        docs: &Docs,
        messages: Vec<Reference>,
        extension: OperationExtension,
    ) -> Operation {
        Operation {
            action,
            channel: Reference::to(&["channels", self.title]),
            summary: docs.summary.clone(),
            description: described(&docs.description),
            security: security(self.route),
            tags: tags(docs),
            messages,
            reply: None,
            extension,
        }
    }

    fn reply(&self, reply: &Reply) -> Option<OperationReply> {
        let messages = self.messages(reply);
        (!messages.is_empty()).then(|| self.replying(messages))
    }

    fn replying(&self, messages: Vec<Reference>) -> OperationReply {
        OperationReply { channel: Reference::to(&["channels", self.title]), messages }
    }

    /// The messages that stand in a reply.
    fn messages(&self, reply: &Reply) -> Vec<Reference> {
        let drafts = reply.actions().into_iter().filter_map(|action| self.drafts.sent.get(action));
        let raw = [("text", Reply::Text), ("binary", Reply::Binary)];
        let raw = raw.iter().filter(|(_, frame)| replies_raw(reply, frame));
        let raw = raw.map(|(kind, _)| self.refer(&self.raw_name(kind, false)));
        drafts.map(|draft| self.reference(draft)).chain(raw).collect()
    }

    fn reference(&self, draft: &Draft) -> Reference {
        self.refer(self.named.name(draft.added))
    }

    fn refer(&self, name: &str) -> Reference {
        Reference::to(&["channels", self.title, "messages", name])
    }
}
