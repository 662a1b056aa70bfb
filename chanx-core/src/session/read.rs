//! From a frame to its row.

use std::borrow::Cow;

use chanx_schema::json::too_deep;
use tokio_tungstenite::tungstenite::Message;

use super::Route;
use crate::{
    consumer::{Consumer, Handler, RuleOf},
    decode::{self, Invalid},
    table::MessageInfo,
    wire::{AUTHENTICATE, AuthenticateMessage},
};

/// A frame, as its consumer's table reads it.
pub(super) enum Read<'a, C: Consumer> {
    Message {
        info: &'static MessageInfo,
        row: &'static Handler<C>,
        text: Cow<'a, str>,
    },
    /// For the text or binary handler, as it is.
    Raw {
        row: &'static Handler<C>,
    },
    /// Fresh credentials.
    Authenticate {
        token: String,
    },
    /// No handler takes it; the answer says why.
    Refused(String),
}

impl<'a, C: Consumer> Read<'a, C> {
    /// Finds the row that takes a frame.
    pub(super) fn of(route: &Route<C>, frame: &'a Message) -> Self {
        match (frame, route.text, route.binary) {
            (Message::Text(_), Some(row), _) if !route.reads_messages() => Self::Raw { row },
            (Message::Text(text), ..) => Self::of_text(route, text),
            (_, _, Some(row)) => Self::Raw { row },
            _ => Self::Refused(route.wire.error(&[decode::binary()])),
        }
    }

    fn of_text(route: &Route<C>, text: &'a str) -> Self {
        if let Some(row) = route.text.filter(|_| !text.trim_start().starts_with('{')) {
            return Self::Raw { row };
        }
        // serde_json limits the depth of what it keeps, but not of keys that nobody knows.
        let most = route.settings.max_json_depth;
        if too_deep(text, most) {
            let told = format!("The message nests {most} levels deep or deeper");
            return Self::Refused(route.wire.limit("json_too_deep", &told));
        }
        let (camelize, tag) = (route.settings.camelize, C::INFO.tag);
        let found =
            if camelize { decode::find_tag_camelized(text, tag) } else { decode::find_tag(text, tag) };
        let action = match found {
            Ok(action) => action,
            Err(faults) => return Self::Refused(route.wire.error(&faults)),
        };
        if action == AUTHENTICATE.action && route.gate.authenticates() {
            return match serde_json::from_str::<AuthenticateMessage>(text) {
                Ok(message) => Self::Authenticate { token: message.payload.token },
                Err(error) => Self::Refused(refusal(route, &AUTHENTICATE, text, error.into())),
            };
        }
        let Some((info, row)) = route.message(&action) else {
            let fault = decode::unknown_tag(tag, &action, Route::<C>::actions());
            return Self::Refused(route.wire.error(&[fault]));
        };
        let text = if camelize { (info.compiled)().to_snake(text) } else { Cow::Borrowed(text) };
        Self::Message { info, row, text }
    }

    /// The action of a message that is taken as one.
    pub(super) fn action(&self) -> Option<&'static str> {
        match self {
            Self::Message { info, .. } => Some(info.action),
            Self::Authenticate { .. } => Some(AUTHENTICATE.action),
            Self::Raw { .. } | Self::Refused(_) => None,
        }
    }

    /// The handler that takes it.
    pub(super) fn handler(&self) -> Option<&'static str> {
        match self {
            Self::Message { row, .. } | Self::Raw { row } => Some(row.info.name),
            Self::Authenticate { .. } | Self::Refused(_) => None,
        }
    }

    /// Tells whether its handler runs concurrently.
    pub(super) fn is_concurrent(&self) -> bool {
        match self {
            Self::Message { row, .. } | Self::Raw { row } => row.info.concurrent,
            Self::Authenticate { .. } | Self::Refused(_) => false,
        }
    }

    /// The rule on who may send it, where not everybody may, and its action.
    pub(super) fn guard<'r>(&self, route: &'r Route<C>) -> Option<(&'r RuleOf<C>, Option<&'static str>)> {
        match self {
            Self::Message { row, info, .. } => Some((route.guard(row)?, Some(info.action))),
            Self::Raw { row } => Some((route.guard(row)?, None)),
            Self::Authenticate { .. } | Self::Refused(_) => None,
        }
    }
}

/// The answer to a frame that is no message of the kind that its action names.
pub(super) fn refusal<C: Consumer>(
    route: &Route<C>,
    info: &MessageInfo,
    text: &str,
    invalid: Invalid,
) -> String {
    route.wire.error(&decode::explain(info, text, invalid))
}
