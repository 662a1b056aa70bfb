//! The client's standard message with fresh credentials.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{MessageInfo, schema_of};

/// A fresh token for a connection whose credentials will expire: `{"action":"authenticate","payload":{"token":"…"}}`,
/// whatever the tag's name.
///
/// Every consumer with `authentication(…)` takes it. The token is looked at in place of the credentials of the
/// handshake's request, and must be of the same user. The answer is an
/// [`AuthenticationMessage`](super::AuthenticationMessage), whatever the setting `send_authentication_message` says: with
/// status 200 the connection goes on with the fresh credentials, with 401 with those it has; with another status it is
/// asked whether it may stay at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuthenticateMessage {
    /// The credentials.
    pub payload: Credentials,
}

/// The payload of an [`AuthenticateMessage`]. Its `Debug` form does not show the token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(description = "The payload of an [`AuthenticateMessage`].")]
pub struct Credentials {
    /// The token.
    #[schemars(extend("x-sensitive" = true))]
    pub token: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}

/// What the tables know of it.
pub(crate) const AUTHENTICATE: MessageInfo = MessageInfo {
    description: "Fresh credentials for this connection.",
    ..MessageInfo::new::<AuthenticateMessage>(
        "authenticate",
        "AuthenticateMessage",
        schema_of!(AuthenticateMessage),
    )
};
