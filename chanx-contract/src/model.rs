//! The contract and its parts; their serde form is the file's.

use std::collections::{BTreeMap, BTreeSet};

use chanx_core::settings::{Origins, RateLimit};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::reply::Reply;

/// The version of the file's format. Version 1 knew neither the types of parameters, nor the fields of events, nor how
/// credentials are shown.
pub(crate) const VERSION: u32 = 2;

/// All that an application and its clients may say to each other, as a file that is read in reviews.
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
pub struct Contract {
    pub(crate) version: u32,
    pub(crate) routes: Vec<Route>,
}

/// One route, in the order in which routes are tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Route {
    pub(crate) path: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) regex: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) params: Vec<Param>,
    pub(crate) consumer: String,
    pub(crate) tag: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) deprecated: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) subprotocols: Vec<String>,
    pub(crate) access: Access,
    /// The close code of each status with which a connection may be refused.
    pub(crate) refusals: BTreeMap<u16, u16>,
    pub(crate) settings: Felt,
    pub(crate) receives: BTreeMap<String, Received>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) binary: Option<Raw>,
    pub(crate) sends: BTreeMap<String, Sent>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) events: BTreeMap<String, Raised>,
}

/// A parameter of a path; which converter one of a regular expression has stands in the expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Param {
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) converter: Option<String>,
    /// `None` where the consumer does not read it, and in version 1; one that allows everything where its type does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) schema: Option<Value>,
}

/// The rules of who may connect; types are named as they are written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Access {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) authentications: Vec<Authentication>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
    pub(crate) anonymous: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) object: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) permissions: Option<String>,
}

/// An authentication, with the ways in which clients show their credentials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Authentication {
    Told(Told),
    /// Its name alone, as in version 1.
    Named(String),
}

/// An authentication and its schemes; none where it does not tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) schemes: Vec<Scheme>,
}

/// A way in which clients show their credentials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scheme {
    pub(crate) kind: String,
    /// Of the kind `http`: the word before the credentials.
    #[serde(rename = "scheme", default, skip_serializing_if = "Option::is_none")]
    pub(crate) word: Option<String>,
    pub(crate) place: String,
    /// `None` where only the server around the application knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
}

impl Authentication {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Told(Told { name, .. }) | Self::Named(name) => name,
        }
    }

    /// `None` in version 1.
    pub(crate) fn schemes(&self) -> Option<&[Scheme]> {
        match self {
            Self::Told(told) => Some(&told.schemes),
            Self::Named(_) => None,
        }
    }
}

/// The settings that clients feel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Felt {
    pub(crate) send_completion: bool,
    pub(crate) send_authentication_message: bool,
    pub(crate) camelize: bool,
    pub(crate) max_message_size: usize,
    pub(crate) max_frame_size: usize,
    #[serde(default = "parsers_depth", skip_serializing_if = "is_parsers_depth")]
    pub(crate) max_json_depth: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rate_limit: Option<RateLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user_rate_limit: Option<RateLimit>,
    #[serde(default = "same_host", skip_serializing_if = "is_same_host")]
    pub(crate) origins: Origins,
}

/// A message that clients may send.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Received {
    pub(crate) message: String,
    pub(crate) handler: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) deprecated: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) permissions: Option<String>,
    pub(crate) replies: Reply,
    /// True where the handler has no `self`, and so runs concurrently: beside the others.
    #[serde(rename = "beside", default, skip_serializing_if = "is_false")]
    pub(crate) concurrent: bool,
    pub(crate) schema: Value,
}

/// The handling of frames that are no messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(crate) handler: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) permissions: Option<String>,
    pub(crate) replies: Reply,
    #[serde(rename = "beside", default, skip_serializing_if = "is_false")]
    pub(crate) concurrent: bool,
}

/// A message that clients may receive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    pub(crate) message: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) deprecated: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) group: bool,
    pub(crate) by: By,
    pub(crate) schema: Value,
}

/// The senders of a message: handlers, events, or the consumer at any time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct By {
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) handlers: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) events: BTreeSet<String>,
    /// True where it stands in `sends(…)`, and so may be sent at any time.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) declared: bool,
}

impl By {
    /// Tells whether the message may come unasked.
    pub(crate) fn pushes(&self) -> bool {
        self.declared || !self.events.is_empty() || self.handlers.is_empty()
    }
}

/// An event that other parts of the application may raise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raised {
    pub(crate) event: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) deprecated: bool,
    pub(crate) sends: Reply,
    /// `None` in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) schema: Option<Value>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The depth at which the JSON parser stops by itself.
pub(crate) const PARSERS_DEPTH: usize = 128;

fn parsers_depth() -> usize {
    PARSERS_DEPTH
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_parsers_depth(depth: &usize) -> bool {
    *depth == PARSERS_DEPTH
}

fn same_host() -> Origins {
    Origins::SameHost
}

fn is_same_host(origins: &Origins) -> bool {
    *origins == Origins::SameHost
}
