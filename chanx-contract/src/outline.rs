//! A contract of what the tables know.

use std::collections::BTreeMap;

use chanx_core::{
    settings::Settings,
    table::{
        self, Accepts, AccessInfo, HandlerInfo, MessageInfo, RouteInfo, SchemaFn, SchemeKind, Segment,
        declared_by,
    },
};
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::Value;

use crate::{
    clean::{clean, kept},
    model::{
        Access, Authentication, Contract, Docs, Event, PARSERS_DEPTH, Parameter, RawHandler, ReceivedMessage,
        Route, RouteSettings, SecurityScheme, Senders, SentMessage, VERSION,
    },
    reply::Reply,
};

impl Contract {
    /// Describes an application by what its tables know: `Contract::from_routes(&app.outline())`.
    pub fn from_routes(routes: &[RouteInfo]) -> Self {
        Self { version: VERSION, routes: routes.iter().map(Route::of).collect() }
    }
}

impl Route {
    fn of(info: &RouteInfo) -> Self {
        let consumer = info.consumer;
        let mut route = Self {
            path: info.path.clone(),
            regex: info.is_regex(),
            params: params(info),
            consumer: consumer.name.to_owned(),
            docs: Docs::of(consumer.description, consumer.summary, consumer.tags),
            groups: consumer.groups.iter().map(|&group| group.to_owned()).collect(),
            tag: consumer.tag.to_owned(),
            deprecated: consumer.deprecated,
            subprotocols: info.settings.subprotocols.clone(),
            access: Access::of(&consumer.access),
            refusals: info.refusals.iter().map(|refusal| (refusal.status, refusal.close_code)).collect(),
            settings: RouteSettings::of(&info.settings),
            receives: BTreeMap::new(),
            text: None,
            binary: None,
            sends: BTreeMap::new(),
            events: BTreeMap::new(),
        };
        for handler in &info.handlers {
            route.handler(handler);
        }
        for &message in consumer.sends.iter().copied().flatten() {
            route.sent(message).declared = true;
        }
        for (action, messages) in declared_by(consumer, &info.handlers) {
            if let Some(sent) = route.sends.get_mut(action) {
                sent.schema = any_of(&messages);
            }
        }
        route
    }

    fn handler(&mut self, handler: &HandlerInfo) {
        let replies = Reply::from(&handler.replies);
        let docs = Docs::of(handler.description, handler.summary, handler.tags);
        let raw = || RawHandler {
            handler: handler.name.to_owned(),
            docs: docs.clone(),
            permissions: handler.permissions.map(str::to_owned),
            replies: replies.clone(),
            concurrent: handler.concurrent,
        };
        match handler.accepts {
            Accepts::Messages(taken) => self.receives.extend(taken.iter().map(|message| {
                let received = ReceivedMessage {
                    message: message.name.to_owned(),
                    docs: Docs::of(message.description, message.summary, message.tags),
                    handler: handler.name.to_owned(),
                    handler_docs: docs.clone(),
                    deprecated: message.deprecated || handler.deprecated,
                    permissions: handler.permissions.map(str::to_owned),
                    replies: replies.clone(),
                    concurrent: handler.concurrent,
                    schema: kept((message.compiled)().incoming()),
                };
                (message.action.to_owned(), received)
            })),
            Accepts::Text => self.text = Some(raw()),
            Accepts::Binary => self.binary = Some(raw()),
            Accepts::Event(event) => {
                let deprecated = event.deprecated || handler.deprecated;
                let raised = Event {
                    event: event.name.to_owned(),
                    docs: Docs::of(event.description, None, &[]),
                    handler_docs: docs,
                    deprecated,
                    sends: replies,
                    schema: Some(alone(event.schema)),
                };
                self.events.insert(event.handler.to_owned(), raised);
            }
        }
        for message in handler.replies.messages() {
            let by = self.sent(message);
            match handler.accepts {
                Accepts::Event(event) => by.events.insert(event.handler.to_owned()),
                _ => by.handlers.insert(handler.name.to_owned()),
            };
        }
    }

    fn sent(&mut self, message: &MessageInfo) -> &mut Senders {
        let sent = self.sends.entry(message.action.to_owned()).or_insert_with(|| SentMessage {
            message: message.name.to_owned(),
            docs: Docs::of(message.description, message.summary, message.tags),
            deprecated: message.deprecated,
            group: message.group,
            by: Senders::default(),
            // Of one action there may be several types: it is written when all of them are known.
            schema: Value::Null,
        });
        // Of one action there may be several types: completion frames follow where one of them is a group message.
        sent.group |= message.group;
        &mut sent.by
    }
}

impl Access {
    fn of(info: &AccessInfo) -> Self {
        Self {
            authentications: info.authentications.iter().map(Authentication::of).collect(),
            user: info.user.map(str::to_owned),
            anonymous: info.anonymous,
            object: info.object.map(str::to_owned),
            permissions: info.permissions.map(str::to_owned),
        }
    }
}

impl RouteSettings {
    fn of(settings: &Settings) -> Self {
        Self {
            send_completion: settings.send_completion,
            send_authentication_message: settings.send_authentication_message,
            camelize: settings.camelize,
            max_message_size: settings.max_message_size,
            max_frame_size: settings.max_frame_size,
            max_json_depth: settings.max_json_depth.min(PARSERS_DEPTH),
            rate_limit: settings.rate_limit,
            user_rate_limit: settings.user_rate_limit,
            origins: settings.origins.clone(),
        }
    }
}

impl Authentication {
    fn of(info: &table::AuthenticationInfo) -> Self {
        let schemes = info.schemes.iter().map(SecurityScheme::of).collect();
        Self { name: info.name.to_owned(), schemes: Some(schemes) }
    }
}

impl SecurityScheme {
    fn of(scheme: &table::Scheme) -> Self {
        Self {
            kind: scheme.kind.name().to_owned(),
            scheme: match scheme.kind {
                SchemeKind::Http(word) => Some(word.to_owned()),
                _ => None,
            },
            place: scheme.place.name().to_owned(),
            name: scheme.name.map(str::to_owned),
        }
    }
}

/// The parameters as the path names them, with their converters; those of a regular expression have none.
fn params(info: &RouteInfo) -> Vec<Parameter> {
    let named = |name: &str, converter: Option<&str>| {
        let field = info.params.iter().find(|field| field.name == name);
        Parameter {
            name: name.to_owned(),
            converter: converter.map(str::to_owned),
            schema: field.map(|field| alone(field.schema)),
            description: field.map(|field| field.description.to_owned()).unwrap_or_default(),
        }
    };
    let written = |segment: &Segment| match segment {
        Segment::Param { converter, name } => Some(named(name, Some(converter.name()))),
        Segment::Text(_) | Segment::Regex(_) => None,
    };
    let mut params: Vec<_> = info.segments.iter().filter_map(written).collect();
    if info.is_regex() {
        for field in info.params {
            if !params.iter().any(|param| param.name == field.name) {
                params.push(named(field.name, None));
            }
        }
    }
    params
}

/// One schema of the messages of one action, always in the same order; of those that differ in words alone the first
/// by its name.
fn any_of(messages: &[&MessageInfo]) -> Value {
    let mut messages = messages.to_vec();
    messages.sort_by_key(|message| message.name);
    let mut several: Vec<(Value, &MessageInfo)> = Vec::new();
    for message in messages {
        let schema = clean((message.compiled)().outgoing());
        if several.iter().all(|(known, _)| *known != schema) {
            several.push((schema, message));
        }
    }
    several.sort_by_cached_key(|(schema, _)| schema.to_string());
    if let [(_, only)] = several.as_slice() {
        return kept((only.compiled)().outgoing());
    }
    // One generator tells definitions of one name apart.
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schemas: Vec<_> = several.iter().map(|(_, message)| (message.schema)(&mut generator)).collect();
    with_definitions(json_schema!({ "anyOf": schemas }), generator)
}

/// A schema of what is read, with its own definitions.
fn alone(schema: SchemaFn) -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let schema = schema(&mut generator);
    with_definitions(schema, generator)
}

fn with_definitions(mut schema: Schema, mut generator: SchemaGenerator) -> Value {
    let definitions = generator.take_definitions(true);
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), definitions.into());
    }
    kept(schema.as_value())
}
