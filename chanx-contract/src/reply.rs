//! The replies of a handler, by their actions.

use std::{
    collections::BTreeSet,
    fmt::{self, Display},
};

pub use chanx_core::table::End;
use chanx_core::table::Replies;
use serde::{Deserialize, Serialize};

/// The shape of a handler's replies, which names messages by their actions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reply {
    /// No reply.
    Nothing,
    /// One message, of one of these actions.
    OneOf(Vec<String>),
    /// The inner reply, or none.
    Optional(Box<Reply>),
    /// Any number of the inner reply, all at once.
    Many(Box<Reply>),
    /// Any number of the inner reply over time, which may have no end.
    Stream(Box<Reply>),
    /// Each of these, in order.
    All(Vec<Reply>),
    /// The inner reply, or an `error` frame.
    Fallible(Box<Reply>),
    /// A text frame that is no message.
    Text,
    /// A binary frame.
    Binary,
}

impl From<&Replies> for Reply {
    fn from(replies: &Replies) -> Self {
        let boxed = |inner: &Replies| Box::new(Self::from(inner));
        match *replies {
            Replies::Nothing => Self::Nothing,
            Replies::OneOf(messages) => {
                Self::OneOf(messages.iter().map(|message| message.action.to_owned()).collect())
            }
            Replies::Optional(inner) => Self::Optional(boxed(inner)),
            Replies::Many(inner) => Self::Many(boxed(inner)),
            Replies::Stream(inner) => Self::Stream(boxed(inner)),
            Replies::All(parts) => Self::All(parts.iter().map(|&part| Self::from(part)).collect()),
            Replies::Fallible(inner) => Self::Fallible(boxed(inner)),
            Replies::Text => Self::Text,
            Replies::Binary => Self::Binary,
        }
    }
}

impl Reply {
    /// Gives every action that may be replied.
    pub fn actions(&self) -> BTreeSet<&str> {
        let mut all = BTreeSet::new();
        self.collect(&mut all);
        all
    }

    /// Tells how a request ends that carries a `ref`, which all that answers it carries too: by its one reply, where that
    /// is what the handler always replies, else by a `complete` frame, also where these are switched off. Frames that are no
    /// messages carry no `ref`, so that requests with such replies end by `complete`.
    ///
    /// ```
    /// use chanx_contract::model::{End, Reply};
    ///
    /// let reply = |json: &str| serde_json::from_str::<Reply>(json).expect("it is a reply");
    /// assert_eq!(reply(r#"{ "fallible": { "one_of": ["said", "refused"] } }"#).end(), End::Reply);
    /// assert_eq!(reply(r#"{ "stream": { "one_of": ["word"] } }"#).end(), End::Complete);
    /// assert_eq!(Reply::Nothing.end(), End::Complete);
    /// ```
    pub fn end(&self) -> End {
        if self.count() == Some(1) { End::Reply } else { End::Complete }
    }

    /// The number of messages that it always is; `None` where that is not fixed, or where a frame is no message.
    fn count(&self) -> Option<usize> {
        match self {
            Self::Nothing => Some(0),
            Self::OneOf(_) => Some(1),
            Self::Fallible(inner) => inner.count(),
            Self::All(parts) => parts.iter().map(Self::count).sum(),
            // Any number of nothing is nothing.
            Self::Optional(inner) | Self::Many(inner) | Self::Stream(inner) => {
                inner.count().filter(|count| *count == 0)
            }
            Self::Text | Self::Binary => None,
        }
    }

    fn collect<'a>(&'a self, all: &mut BTreeSet<&'a str>) {
        match self {
            Self::OneOf(actions) => all.extend(actions.iter().map(String::as_str)),
            Self::Optional(inner) | Self::Many(inner) | Self::Stream(inner) | Self::Fallible(inner) => {
                inner.collect(all);
            }
            Self::All(parts) => parts.iter().for_each(|part| part.collect(all)),
            Self::Nothing | Self::Text | Self::Binary => {}
        }
    }

    /// Gives each action another name.
    pub(crate) fn renamed(&self, name: &impl Fn(&str) -> String) -> Self {
        let inner = |inner: &Self| Box::new(inner.renamed(name));
        match self {
            Self::OneOf(actions) => Self::OneOf(actions.iter().map(|action| name(action)).collect()),
            Self::Optional(reply) => Self::Optional(inner(reply)),
            Self::Many(reply) => Self::Many(inner(reply)),
            Self::Stream(reply) => Self::Stream(inner(reply)),
            Self::Fallible(reply) => Self::Fallible(inner(reply)),
            Self::All(parts) => Self::All(parts.iter().map(|part| part.renamed(name)).collect()),
            Self::Nothing | Self::Text | Self::Binary => self.clone(),
        }
    }

    /// Tells whether this action may be replied.
    pub fn has(&self, action: &str) -> bool {
        self.actions().contains(action)
    }
}

impl Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::OneOf(actions) => {
                let actions: Vec<_> = actions.iter().map(|action| format!("`{action}`")).collect();
                f.write_str(&actions.join(" or "))
            }
            Self::Optional(inner) => write!(f, "{inner} or nothing"),
            Self::Many(inner) => write!(f, "any number of {inner}"),
            Self::Stream(inner) => write!(f, "a stream of {inner}"),
            Self::All(parts) => {
                let parts: Vec<_> = parts.iter().map(ToString::to_string).collect();
                f.write_str(&parts.join(", then "))
            }
            // Every request may be answered with an error.
            Self::Fallible(inner) => write!(f, "{inner}"),
            Self::Text => f.write_str("a text frame"),
            Self::Binary => f.write_str("a binary frame"),
        }
    }
}
