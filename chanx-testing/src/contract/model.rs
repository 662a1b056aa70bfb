//! What a contract holds; its serde form is the file's.

use std::collections::{BTreeMap, BTreeSet};

use chanx_core::settings::{Origins, RateLimit};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::reply::Reply;

/// The version of the file's format. Version 1 knew neither the types of parameters, nor the fields of events, nor how
/// credentials are shown.
pub(super) const VERSION: u32 = 2;

/// All that an application and its clients may say to each other, as a file that is read in reviews.
///
/// Two contracts are equal when nothing in them differs; the order of a schema's keys is nothing.
///
/// ```
/// use chanx::prelude::*;
/// use chanx_testing::{Contract, contract_diff};
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
/// # Ok::<(), chanx_testing::ContractError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    pub(super) version: u32,
    pub(super) routes: Vec<Route>,
}

/// One route, in the order in which routes are tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Route {
    pub(super) path: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) regex: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) params: Vec<Param>,
    pub(super) consumer: String,
    pub(super) tag: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) deprecated: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) subprotocols: Vec<String>,
    pub(super) access: Access,
    /// The close code of each status with which a connection may be refused.
    pub(super) refusals: BTreeMap<u16, u16>,
    pub(super) settings: Felt,
    pub(super) receives: BTreeMap<String, Received>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) binary: Option<Raw>,
    pub(super) sends: BTreeMap<String, Sent>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) events: BTreeMap<String, Raised>,
}

/// A parameter of a path; which converter one of a regular expression has stands in the expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Param {
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) converter: Option<String>,
    /// `None` where the consumer does not read it, and in version 1; one that allows everything where its type does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) schema: Option<Value>,
}

/// Who may connect; types are named as they are written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Access {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) authentications: Vec<Authentication>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) user: Option<String>,
    pub(super) anonymous: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) object: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) permissions: Option<String>,
}

/// An authentication, with the ways in which clients show their credentials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Authentication {
    Told(Told),
    /// Its name alone, as in version 1.
    Named(String),
}

/// An authentication and its schemes; none where it does not tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) name: String,
    pub(super) schemes: Vec<Scheme>,
}

/// A way in which clients show their credentials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scheme {
    pub(super) kind: String,
    /// Of the kind `http`: the word before the credentials.
    #[serde(rename = "scheme", default, skip_serializing_if = "Option::is_none")]
    pub(super) word: Option<String>,
    pub(super) place: String,
    /// `None` where only the server around the application knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
}

impl Authentication {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Told(Told { name, .. }) | Self::Named(name) => name,
        }
    }

    /// `None` in version 1.
    pub(super) fn schemes(&self) -> Option<&[Scheme]> {
        match self {
            Self::Told(told) => Some(&told.schemes),
            Self::Named(_) => None,
        }
    }
}

/// The settings that clients feel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Felt {
    pub(super) send_completion: bool,
    pub(super) send_authentication_message: bool,
    pub(super) camelize: bool,
    pub(super) max_message_size: usize,
    pub(super) max_frame_size: usize,
    #[serde(default = "parsers_depth", skip_serializing_if = "is_parsers_depth")]
    pub(super) max_json_depth: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rate_limit: Option<RateLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) user_rate_limit: Option<RateLimit>,
    #[serde(default = "same_host", skip_serializing_if = "is_same_host")]
    pub(super) origins: Origins,
}

/// A message that clients may send.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Received {
    pub(super) message: String,
    pub(super) handler: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) deprecated: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) permissions: Option<String>,
    pub(super) replies: Reply,
    /// True where the handler has no `self`, and so runs concurrently: beside the others.
    #[serde(rename = "beside", default, skip_serializing_if = "is_false")]
    pub(super) concurrent: bool,
    pub(super) schema: Value,
}

/// How frames that are no messages are handled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub(super) handler: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) permissions: Option<String>,
    pub(super) replies: Reply,
    #[serde(rename = "beside", default, skip_serializing_if = "is_false")]
    pub(super) concurrent: bool,
}

/// A message that clients may receive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    pub(super) message: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) deprecated: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) group: bool,
    pub(super) by: By,
    pub(super) schema: Value,
}

/// By what a message is sent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct By {
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) handlers: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) events: BTreeSet<String>,
    /// Whether it stands in `sends(…)`, and so may be sent at any time.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) declared: bool,
}

impl By {
    /// Whether it may come unasked.
    pub(super) fn pushes(&self) -> bool {
        self.declared || !self.events.is_empty() || self.handlers.is_empty()
    }
}

/// An event that other parts of the application may raise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raised {
    pub(super) event: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) deprecated: bool,
    pub(super) sends: Reply,
    /// `None` in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) schema: Option<Value>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Where the JSON parser stops by itself.
pub(super) const PARSERS_DEPTH: usize = 128;

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
