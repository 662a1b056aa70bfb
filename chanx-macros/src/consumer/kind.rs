//! The four kinds of handlers, by their attributes.

use syn::Attribute;

use crate::common::item::ends_with;

/// What a handler takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `#[ws_handler]`
    Message,
    /// `#[event_handler]`
    Event,
    /// `#[text_handler]`
    Text,
    /// `#[binary_handler]`
    Binary,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Message, Self::Event, Self::Text, Self::Binary];

    /// The kind that the attribute stands for, if it is a handler's.
    pub(super) fn of(attr: &Attribute) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| ends_with(attr, kind.attribute()))
    }

    /// The attribute's name.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Self::Message => "ws_handler",
            Self::Event => "event_handler",
            Self::Text => "text_handler",
            Self::Binary => "binary_handler",
        }
    }

    /// What it takes, in a word.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Event => "event",
            Self::Text => "text",
            Self::Binary => "bytes",
        }
    }

    /// What stands in the place of the argument when the right signature is printed.
    pub(super) fn argument(self) -> &'static str {
        match self {
            Self::Message => "message: ChatMessage",
            Self::Event => "event: NotifyEvent",
            Self::Text => "text: String",
            Self::Binary => "bytes: Bytes",
        }
    }

    /// The types that the argument may have; empty where the trait system says it.
    pub(super) fn types(self) -> &'static [&'static str] {
        match self {
            Self::Message | Self::Event => &[],
            Self::Text => &["String", "Text"],
            Self::Binary => &["Bytes", "Binary", "Vec"],
        }
    }
}
