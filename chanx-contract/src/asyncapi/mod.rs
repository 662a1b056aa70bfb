//! AsyncAPI 3.0: the document of a contract, for whatever reads such documents (feature `asyncapi`).
//!
//! Everything in it is known from the application's rows, and so from a contract's file: nothing is declared for the document
//! alone. A route is a channel; each handler is an operation with its replies, and so are each declared message, each event and
//! each frame of chanx's own. What AsyncAPI has no word for stands under `x-chanx`.
//!
//! # Rooms
//! `document` and `components` have the parts of a document, `extension` those under `x-chanx`, `reference` what refers to others. A message's schema
//! becomes that of its frames in `frame`, and one of draft-07 in `draft07`; `lift` gives nested objects names, `types` decides on all
//! names, `circles` opens types that contain themselves, and `walk` finds references. `messages`, `channel` and `operation` make the
//! parts of a route, with `standard` for the frames of chanx's own and `security` for credentials; `address` reads its path, and `names` makes
//! identifiers. `page` serves the document.

mod address;
mod channel;
mod circles;
mod components;
mod document;
mod draft07;
mod extension;
mod frame;
mod lift;
mod messages;
mod names;
mod operation;
#[cfg(feature = "page")]
mod page;
mod reference;
mod security;
mod standard;
mod types;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{
    components::{Components, CorrelationId, Message, MessageExample, SecurityScheme},
    document::{
        Action, Channel, ChannelBindings, Document, Info, Operation, OperationReply, Parameter, Server,
        WebSocketBinding,
    },
    extension::{
        AccessExtension, ChannelExtension, DocumentExtension, EventExtension, LimitsExtension,
        MessageExtension, OperationExtension, ParameterExtension, RefusalExtension,
    },
    reference::{Reference, Tag},
};
use self::{
    messages::Drafts,
    names::{prose, unique},
    operation::Operations,
    types::Types,
};
use crate::model::Contract;

/// What a document says beside the contract: the application's name and version, and where it runs.
///
/// ```
/// use chanx::prelude::*;
/// use chanx_contract::{Contract, asyncapi::{Action, AsyncApi}};
///
/// /// What is said.
/// #[message(action = "echo")]
/// struct EchoMessage(String);
///
/// #[derive(Default)]
/// struct EchoConsumer;
///
/// #[consumer(public)]
/// impl EchoConsumer {
///     /// Says it again.
///     #[ws_handler]
///     async fn echo(&self, message: EchoMessage) -> EchoMessage { message }
/// }
///
/// let app = App::new(()).routes(router![path("ws/echo/", EchoConsumer)]);
/// let contract = Contract::from_routes(&app.outline());
/// let document = AsyncApi::new("Echo", "1.0.0").server("local", "ws://localhost:8000").document(&contract);
/// assert_eq!(document.channels["echo"].address, "/ws/echo/");
/// let echo = &document.operations["echo_echo"];
/// assert_eq!((echo.action, echo.description.as_deref()), (Action::Receive, Some("Says it again.")));
/// assert_eq!(document.components.schemas["EchoMessage"]["properties"]["payload"]["type"], "string");
/// assert!(document.to_yaml().starts_with("asyncapi: \"3.0.0\"\n"));
/// ```
#[derive(Debug, Clone)]
pub struct AsyncApi {
    info: Info,
    servers: BTreeMap<String, Server>,
    #[cfg(feature = "page")]
    served: page::Served,
}

impl AsyncApi {
    /// A document of an application with this name and version.
    pub fn new(title: impl Into<String>, version: impl Into<String>) -> Self {
        let info = Info { title: title.into(), version: version.into(), description: None };
        Self {
            info,
            servers: BTreeMap::new(),
            #[cfg(feature = "page")]
            served: page::Served::default(),
        }
    }

    /// Says something of the application, as `CommonMark`.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.info.description = Some(prose(&description.into()));
        self
    }

    /// Names a server by its URL: `wss://chat.example.com`, with the path in front of all addresses if there is one. Without a
    /// protocol it is `wss`.
    #[must_use]
    pub fn server(mut self, name: impl Into<String>, url: &str) -> Self {
        let (protocol, rest) = url.split_once("://").unwrap_or(("wss", url));
        let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let path = path.trim_end_matches('/');
        let server = Server {
            host: host.to_owned(),
            protocol: protocol.to_owned(),
            pathname: (!path.is_empty()).then(|| path.to_owned()),
        };
        self.servers.insert(name.into(), server);
        self
    }

    /// Writes the document of a contract. Of the same contract it is always the same, and the order of its routes is nothing to it.
    ///
    /// A contract whose file was written in version 1 or 2 of the format has no documentation to be written.
    pub fn document(&self, contract: &Contract) -> Document {
        let mut routes: Vec<_> =
            channel::titles(&contract.routes).into_iter().zip(&contract.routes).collect();
        routes.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut types = Types::default();
        let drafts: Vec<_> = routes
            .iter()
            .map(|(title, route)| {
                let drafts = Drafts::of(route, title, &mut types);
                let parameters = channel::parameters(route, title, &mut types);
                (drafts, parameters, operation::events(route, title, &mut types))
            })
            .collect();
        let named = types.named();
        let mut document = self.empty();
        let mut taken = BTreeSet::new();
        for ((title, route), (drafts, parameters, events)) in routes.iter().zip(&drafts) {
            let route = Operations { route, title, drafts, events, named: &named };
            let raw = route.raw_messages().into_iter().map(|message| (message.title.clone(), message));
            let messages: BTreeMap<_, _> =
                drafts.all().map(|draft| draft.message(&named)).chain(raw).collect();
            let keys = messages.keys().cloned().collect();
            let channel = channel::channel(route.route, title, parameters, &named, &keys);
            document.channels.insert(title.clone(), channel);
            document.components.messages.extend(messages);
            document.components.security_schemes.extend(security::schemes(route.route));
            for (name, operation) in route.all() {
                document.operations.insert(unique(&format!("{title}_{name}"), &mut taken), operation);
            }
        }
        document.components.schemas = named.schemas;
        document
    }

    /// The document without any route.
    fn empty(&self) -> Document {
        let correlation = CorrelationId {
            description: "A request may carry a `ref`; all that answers it carries the same.".to_owned(),
            location: "$message.payload#/ref".to_owned(),
        };
        Document {
            asyncapi: "3.0.0".to_owned(),
            info: self.info.clone(),
            servers: self.servers.clone(),
            default_content_type: "application/json".to_owned(),
            channels: BTreeMap::new(),
            operations: BTreeMap::new(),
            components: Components {
                correlation_ids: BTreeMap::from([("ref".to_owned(), correlation)]),
                ..Components::default()
            },
            extension: DocumentExtension { envelope: standard::envelope() },
        }
    }
}
