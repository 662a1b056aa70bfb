//! The parts of a [`Contract`], for whatever reads one: documents, generators of clients, checks of your own.
//!
//! A contract is described from an application's rows or read from its file; nothing else makes one, so that fields can
//! be added. Names of Rust types, of handlers and of permissions are for people: they are not on the wire.
//!
//! ```
//! use chanx::prelude::*;
//! use chanx_contract::{Contract, model::Reply};
//!
//! /// Say something.
//! #[message(action = "say")]
//! struct SayMessage(String);
//!
//! /// Somebody said something.
//! #[message(action = "said")]
//! struct SaidMessage(String);
//!
//! #[params]
//! struct RoomPath {
//!     room: u32,
//! }
//!
//! #[derive(Default)]
//! struct Room;
//!
//! #[consumer(public, params = RoomPath)]
//! impl Room {
//!     #[ws_handler]
//!     async fn say(&self, message: SayMessage) -> SaidMessage { SaidMessage(message.0) }
//! }
//!
//! let app = App::new(()).routes(router![path("ws/rooms/<int:room>/", Room)]);
//! let contract = Contract::from_routes(&app.outline());
//! let mut lines = Vec::new();
//! for route in &contract.routes {
//!     let names: Vec<_> = route.params.iter().map(|param| param.name.as_str()).collect();
//!     lines.push(format!("{} takes {}", route.path, names.join(", ")));
//!     for (action, message) in &route.receives {
//!         lines.push(format!("  {action}: {}, answered by {}", message.schema["properties"]["payload"], message.replies));
//!     }
//!     for (action, message) in &route.sends {
//!         lines.push(format!("  {action} {}", if message.by.pushes() { "may come at any time" } else { "is a reply" }));
//!     }
//! }
//! assert_eq!(lines, [
//!     "ws/rooms/<int:room>/ takes room",
//!     r#"  say: {"type":"string"}, answered by `said`"#,
//!     "  said is a reply",
//! ]);
//! assert!(matches!(&contract.routes[0].receives["say"].replies, Reply::OneOf(actions) if actions == &["said"]));
//! ```

mod access;
mod docs;
mod message;
mod settings;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::settings::PARSERS_DEPTH;
pub use self::{
    access::{Access, Authentication, SecurityScheme},
    docs::Docs,
    message::{Event, RawHandler, ReceivedMessage, Senders, SentMessage},
    settings::{Origins, RateLimit, RouteSettings},
};
pub use crate::reply::{End, Reply};

/// The version of the file's format. Version 1 knew neither the types of parameters, nor the fields of events, nor how
/// credentials are shown; version 2 knew no documentation.
pub(crate) const VERSION: u32 = 3;

/// All that an application and its clients may say to each other, as a value and as a file that is read in reviews.
///
/// Two contracts are equal when nothing in them differs; the order of a schema's keys is nothing.
///
/// ```
/// use chanx::prelude::*;
/// use chanx_contract::{Contract, contract_diff};
///
/// #[message(action = "ping")]
/// struct PingMessage;
///
/// #[derive(Default)]
/// struct Door;
///
/// #[consumer(public)]
/// impl Door {
///     #[ws_handler]
///     async fn ping(&self, _: PingMessage) {}
/// }
///
/// let app = App::new(()).routes(router![path("ws/", Door)]);
/// let contract = Contract::from_routes(&app.outline());
/// assert!(contract_diff(&contract, &Contract::from_json(&contract.to_json())?).is_empty());
/// # Ok::<(), chanx_contract::ContractError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Contract {
    /// The version of the file's format; today's is 3.
    pub version: u32,
    /// The routes in the order in which they are tried: the first whose path matches serves a request.
    pub routes: Vec<Route>,
}

/// A route: a path, and all that may be said over the connections to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Route {
    /// The path as it is written with the prefixes of its routers, without the first slash: `ws/rooms/<uuid:room_id>/`.
    pub path: String,
    /// True where a part of the path is a regular expression (`re_path`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub regex: bool,
    /// The path's parameters, in the order of the path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<Parameter>,
    /// The name of the consumer's type.
    pub consumer: String,
    /// The words on the consumer.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
    /// The groups that its connections join by themselves, as they are written: `room:{room_id}`. They are not on the wire.
    /// Those that `build_groups` tells are not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// The key by which messages are told apart; its value is their action. `action` unless the consumer chose another.
    pub tag: String,
    /// True where the consumer is marked as deprecated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The subprotocols that the consumer speaks (RFC 6455 section 1.9), the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subprotocols: Vec<String>,
    /// The rules of who may connect.
    pub access: Access,
    /// The close code of each HTTP status with which a connection may be refused: 4403 of 403.
    pub refusals: BTreeMap<u16, u16>,
    /// The settings that clients notice.
    pub settings: RouteSettings,
    /// The messages that clients may send, by their actions.
    pub receives: BTreeMap<String, ReceivedMessage>,
    /// The handler of text frames that are no messages; `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<RawHandler>,
    /// The handler of binary frames; `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binary: Option<RawHandler>,
    /// The messages that clients may receive, by their actions. Frames of chanx's own (`authentication`, `error`,
    /// `complete`, …) are not among them: the settings and [`Route::refusals`] tell which there are.
    pub sends: BTreeMap<String, SentMessage>,
    /// The events that other parts of the application may raise for connections, by the names of their handlers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub events: BTreeMap<String, Event>,
}

/// A parameter of a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Parameter {
    /// The name, as the path has it.
    pub name: String,
    /// The converter that stands in the path: `int`, `slug`, `uuid`, `str`, `path`. `None` in a regular expression, whose
    /// group says what may stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converter: Option<String>,
    /// The JSON Schema (draft 2020-12) of the value. `None` where the consumer does not read the parameter, and in files of
    /// version 1; one that allows everything where the parameter's type does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
    /// The doc comment of the field that takes it, lines joined; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
