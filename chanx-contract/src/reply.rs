//! The replies of a handler, by their actions.

use std::{
    collections::BTreeSet,
    fmt::{self, Display},
};

use chanx_core::table::Replies;
use serde::{Deserialize, Serialize};

/// The shape of a handler's replies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reply {
    /// None.
    Nothing,
    /// One of these.
    OneOf(Vec<String>),
    /// The inner reply, or none.
    Optional(Box<Reply>),
    /// Any number at once.
    Many(Box<Reply>),
    /// Any number over time.
    Stream(Box<Reply>),
    /// Each of these, in order.
    All(Vec<Reply>),
    /// The inner reply, or an error.
    Fallible(Box<Reply>),
    /// A text frame.
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
    /// Adds every action that may be replied.
    pub(crate) fn actions<'a>(&'a self, all: &mut BTreeSet<&'a str>) {
        match self {
            Self::OneOf(actions) => all.extend(actions.iter().map(String::as_str)),
            Self::Optional(inner) | Self::Many(inner) | Self::Stream(inner) | Self::Fallible(inner) => {
                inner.actions(all);
            }
            Self::All(parts) => parts.iter().for_each(|part| part.actions(all)),
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
    pub(crate) fn has(&self, action: &str) -> bool {
        let mut all = BTreeSet::new();
        self.actions(&mut all);
        all.contains(action)
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
